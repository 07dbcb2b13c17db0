"""Ceasefires of a record that was read: one told in many reports, two kept apart, nothing known before it was told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import truceline
from tests.examples import REPORTS
from truceline import pipeline
from truceline.follow import Evidence, Followed, Life
from truceline.model.records import CeasefireRow
from truceline.read import read
from truceline.record import Store

NOON = datetime(2009, 3, 1, 12, tzinfo=UTC)
LIFE = (
    (
        "2008-11-18",
        "The government of Sri Lanka and the Tamil Tigers declared a ceasefire on Monday, officials in Colombo said.",
    ),
    (
        "2008-11-20",
        "COLOMBO, Sri Lanka (Hill Wire) - The ceasefire of the government and the Tamil Tigers is holding, monitors said.",
    ),
    (
        "2008-12-04",
        "Tamil Tigers shelled an army camp in Sri Lanka on Wednesday, violating the ceasefire with the government, the army said.",
    ),
    (
        "2008-12-10",
        "Sri Lanka's government accused the Tamil Tigers of breaking the ceasefire that was declared in November.",
    ),
    (
        "2008-12-19",
        "The ceasefire between Sri Lanka and the Tamil Tigers collapsed on Thursday, officials in Colombo said.",
    ),
)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The example reports, read once."""
    with Store.open(tmp_path_factory.mktemp("examples") / "r.db", "create") as store:
        pipeline.read_into(store, read([str(REPORTS)]), jobs=1)
        yield store


@pytest.fixture
def five(tmp_path: Path) -> Iterator[Store]:
    """One ceasefire told in five reports."""
    with Store.open(tmp_path / "r.db", "create") as store:
        read_life(store, tmp_path)
        yield store


def read_life(store: Store, place: Path) -> None:
    rows = [{"id": str(n), "published": day, "outlet": f"Wire {n}", "text": text} for n, (day, text) in enumerate(LIFE)]
    (place / "items.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    pipeline.read_into(store, read([str(place / "items.jsonl")]), jobs=1)


def evidence(shown: object) -> Iterator[Evidence]:
    """All evidence anywhere in a life."""
    if isinstance(shown, Evidence):
        yield shown
    elif isinstance(shown, tuple):
        for one in shown:
            yield from evidence(one)
    elif is_dataclass(shown):
        for field in fields(shown):
            yield from evidence(getattr(shown, field.name))


def test_as_known_on_shows_nothing_that_was_reported_later(examples: Store) -> None:
    published, followed = examples.published(), Followed(examples)
    days = sorted(set(published.values()))
    shown = 0
    for day in days:
        for life in followed.lives(day):
            told = {one.document_id for one in evidence(life)} | set(life.documents)
            assert all(published.get(document, day) <= day for document in told), (day, life.id)
            assert all(move.reported is None or move.reported <= day for move in life.transitions)
            shown += len(told)
    assert len(days) > 10
    assert shown > 20


def test_ceasefires_of_the_same_parties_years_and_months_apart_are_two(examples: Store) -> None:
    published = examples.published()
    lives = list(Followed(examples).lives())
    years = [{published[d].year for d in life.documents if d in published} for life in lives]
    assert not any({2004, 2008} <= told for told in years)
    began = {day: life for life in lives for day in (date(2007, 8, 1), date(2008, 3, 30)) if _began(life, day)}
    assert len(began) == 2
    assert began[date(2007, 8, 1)].id != began[date(2008, 3, 30)].id


def _began(life: Life, day: date) -> bool:
    starts = [when.earliest for when in (life.declared, life.effective) if when is not None]
    return day in starts


def test_one_ceasefire_told_in_five_reports_is_one(five: Store) -> None:
    (life,) = Followed(five).lives()
    assert len(life.documents) == len(LIFE)
    assert sorted(party.name for party in life.parties) == ["Liberation Tigers of Tamil Eelam", "Sri Lanka"]
    assert life.state == "broken_down"
    assert [life.state for life in Followed(five).lives(date(2008, 11, 30))] == ["holding"]


@pytest.mark.parametrize("newer", [False, True], ids=["again", "with a newer version"])
def test_a_ceasefire_taken_apart_stays_apart(
    five: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, newer: bool
) -> None:
    rows = sorted(five.rows(CeasefireRow), key=lambda row: row.id)
    one, other = rows[0], rows[-1]
    assert one.canonical_id == other.canonical_id
    five.decide("not same", record_id=one.id, other_id=other.id, by="ana", reason="two truces", at=NOON)
    if newer:
        monkeypatch.setattr(truceline, "__version__", "99.0")
    read_life(five, tmp_path)
    now = {row.document_id: row.canonical_id for row in five.rows(CeasefireRow)}
    assert now[one.document_id] != now[other.document_id]
    assert len(list(Followed(five).lives())) > 1
    assert five.verify().problems == ()
