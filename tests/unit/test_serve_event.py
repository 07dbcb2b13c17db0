"""What the workbench tells of one happening: every value with its row, the decisions on it, and how to part it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.factories import NOON
from tests.unit.depot import recorded, told_by_police, told_by_rebels
from truceline.model.ledger import DecisionKind, Value
from truceline.record import Store
from truceline.serve.asked import Asked, to_json
from truceline.serve.routes import View
from truceline.serve.views import event, events, history


@pytest.fixture
def record(tmp_path: Path) -> tuple[Path, Sequence[str]]:
    """Two reports of one happening, with the ids of their events."""
    path = tmp_path / "r.db"
    return path, recorded(path, told_by_police(), told_by_rebels())


def ask(path: Path, view: View, own: str, **params: str) -> Any:
    """The answer as the page gets it."""
    with Store.open(path) as store:
        return json.loads(to_json(view(store, Asked({"id": own}, params, {}, "ana"))))


def decide(path: Path, kind: DecisionKind, own: str | None = None, **more: Any) -> int:
    with Store.open(path, "write") as store:
        return store.decide(kind, by="ana", reason="seen", at=NOON, record_id=own, **more).number


def figure_of(answer: Mapping[str, Any], best: int) -> Mapping[str, Any]:
    return next(one for one in answer["figures"] if one["figure"]["best"] == best)


def test_any_member_leads_to_the_happening_with_a_row_for_every_value(record: tuple[Path, Sequence[str]]) -> None:
    path, ids = record
    answers = [ask(path, event.shown, own) for own in ids]
    assert [answer["id"] for answer in answers] == [ids[0], ids[0]]
    first = answers[0]["tellings"][0]
    assert first["report"]["outlet"] == "Gulf Wire"
    assert [(one["role"], one["name"]) for one in first["who"]] == [("source", "Police"), ("actor", "rebels")]
    rows = [one["id"] for telling in answers[0]["tellings"] for one in telling["who"]]
    rows += [source["id"] for one in answers[0]["figures"] for source in one["sources"]]
    with Store.open(path) as store:
        assert all(store.row(own) is not None for own in rows)


def test_an_excluded_figure_leaves_the_range_and_says_who_took_it_out(record: tuple[Path, Sequence[str]]) -> None:
    path, ids = record
    before = ask(path, event.shown, ids[0])
    assert [(row["low"], row["high"]) for row in before["reconciled"]] == [(4, 6)]
    own = figure_of(before, 6)["figure"]["id"]
    number = decide(path, "correct", own, field="excluded", value=True)
    after = ask(path, event.shown, ids[0])
    assert [(row["low"], row["high"]) for row in after["reconciled"]] == [(4, 4)]
    assert figure_of(after, 6)["why"] == "excluded in review, by ana: seen"
    assert [(d["number"], d["field"], d["stands"]) for d in after["decisions"]] == [(number, "excluded", True)]


def test_pairs_that_people_set_apart_are_suggested_no_more(record: tuple[Path, Sequence[str]]) -> None:
    path, ids = record
    decide(path, "not same", ids[0], other_id=ids[1])
    first, second = (ask(path, event.shown, own) for own in ids)
    assert [first["id"], second["id"]] == list(ids)
    assert first["suggestions"] == []
    assert first["decisions"][0]["other"] == ids[1]
    assert first["others"][ids[1]]["reports"] == 1


def test_parting_is_told_before_it_is_done(record: tuple[Path, Sequence[str]]) -> None:
    path, ids = record
    plan = ask(path, event.parting, ids[1])
    assert [(s["kind"], s["record_id"], s["other_id"]) for s in plan["steps"]] == [("not same", ids[1], ids[0])]
    assert plan["rest"] == [[ids[0]]]
    decide(path, "not same", ids[1], other_id=ids[0])
    assert ask(path, event.parting, ids[1])["steps"] == []
    joined = decide(path, "same", ids[1], other_id=ids[0])
    again = ask(path, event.parting, ids[1])
    assert [(s["kind"], s["undoes"]) for s in again["steps"]] == [("undo", joined)]


@pytest.mark.parametrize("order", ["day", "newest", "killed", "reports", "doubt"])
def test_neighbours_are_those_of_the_list(record: tuple[Path, Sequence[str]], order: str) -> None:
    path, ids = record
    decide(path, "not same", ids[0], other_id=ids[1])
    listed = [row["id"] for row in ask(path, events.listed, "", order=order)["rows"]]
    first, second = (ask(path, events.around, own, order=order) for own in listed)
    assert first == {"previous": None, "following": listed[1], "place": 1}
    assert second == {"previous": listed[0], "following": None, "place": 2}
    assert ask(path, events.around, listed[0], order=order, since="2030-01-01")["place"] is None


def test_history_says_who_changed_what_from_what_to_what(record: tuple[Path, Sequence[str]]) -> None:
    path, ids = record
    own = figure_of(ask(path, event.shown, ids[0]), 6)["figure"]["id"]
    value: Value = 5
    for field in ("low", "best"):
        decide(path, "correct", own, field=field, value=value)
    decide(path, "undo", undoes=2)
    found = ask(path, history.shown, own)
    assert ("read", "best", None, 6) in [(c["kind"], c["field"], c["was"], c["now"]) for c in found]
    decided = [c for c in found if c["decision"] is not None]
    told = [(c["kind"], c["field"], c["was"], c["now"], c["by"], c["undone_by"]) for c in decided]
    of_the_happening = ask(path, event.shown, ids[0])["history"]
    assert [(c["kind"], c["was"], c["now"]) for c in of_the_happening] == [
        (kind, was, now) for kind, _, was, now, _, _ in told
    ]
    assert told == [
        ("correct", "low", 6, 5, "ana", None),
        ("correct", "best", 6, 5, "ana", 3),
        ("undo", "best", 5, 6, "ana", None),
    ]


def test_what_was_brought_back_stands(record: tuple[Path, Sequence[str]]) -> None:
    path, ids = record
    decide(path, "accept", ids[0])
    for undone in (1, 2):
        decide(path, "undo", undoes=undone)
    answer = ask(path, event.shown, ids[0])
    assert [one["stands"] for one in answer["decisions"]] == [True, False, True]
    assert [one["undone_by"] for one in answer["history"]] == [None, 3, None]
    decide(path, "undo", undoes=3)
    answer = ask(path, event.shown, ids[0])
    assert [one["stands"] for one in answer["decisions"]] == [False, True, False, True]
    assert [one["undone_by"] for one in answer["history"]] == [2, None, 4, None]
    told = [one for one in ask(path, history.shown, ids[0]) if one["decision"] is not None]
    assert [one["undone_by"] for one in told if one["field"] is None] == [2, None, 4, None]
