"""Folding: rows from statements, links and decisions; people outrank software; new equals anew."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import pytest

from tests.factories import NEWER, NOON, VERSION, append, basra, document, event, extraction
from truceline.errors import UsageError
from truceline.model.ledger import DecisionKind, Link, LinkKind, Value
from truceline.model.records import ActorRow, EventActorRow, EventRow, FigureRow, ReconciledRow, Row
from truceline.record import Store

R = TypeVar("R", bound=Row)


def one(store: Store, record: type[R], **where: str) -> R:
    (row,) = store.rows(record, **where)
    return row


def shelling(store: Store, path: str = "a.txt", **more: object) -> EventRow:
    own = basra(path, **more).document.id  # type: ignore[arg-type]
    return one(store, EventRow, document_id=own, trigger="shelling")


def decide(store: Store, kind: DecisionKind, record_id: str | None = None, **more: Value | None) -> int:
    return store.decide(kind, record_id=record_id, by="ana", reason="I read it", at=NOON, **more).number  # type: ignore[arg-type]


def link(store: Store, *pairs: tuple[str, str], kind: LinkKind = "same", table: str = "event") -> bool:
    links = [
        Link(kind=kind, table=table, left_id=a, right_id=b, score=0.9, method="m", reason="same town") for a, b in pairs
    ]
    changed = store.append_links(VERSION, links, agent="test", at=NOON)
    store.fold()
    return changed


# -- rows
def test_rows_have_their_values_and_types(store: Store) -> None:
    append(store, basra())
    row = shelling(store)
    assert (row.date_earliest, row.date_precision, row.review) == (date(2008, 3, 31), "day", "draft")
    assert row.plover_mode == () or all(isinstance(mode, str) for mode in row.plover_mode)
    assert row.happening_id == row.id
    assert (row.confidence, row.method) == (0.9, "head 1")
    assert store.row(row.id) == row
    assert {p.role for p in store.rows(EventActorRow, event_id=row.id)} == {"target", "source"}


def test_every_filled_cell_leads_to_its_words(store: Store) -> None:
    append(store, basra())
    sources = store.cell_sources("event", shelling(store).id)
    assert [p.quote for p in sources["date_earliest"]] == ["Monday"]
    assert sources["type"][0].source is not None
    (tally,) = store.rows(ReconciledRow)
    assert [p.quote for p in store.cell_sources("reconciled", tally.id)["best"]] == ["12"]


def test_a_figure_of_what_did_not_happen_does_not_count(store: Store) -> None:
    base = basra()
    denied = [event(base.document.text, "E1", "shelling", status="negated", figures=base.events[1].figures)]
    append(store, extraction(base.document, actors=base.actors, events=denied))
    assert one(store, FigureRow).standing == "unrealised"
    assert list(store.rows(ReconciledRow)) == []


# -- bringing together
def test_linked_events_are_one_happening_with_one_range(store: Store) -> None:
    append(store, basra("a.txt", deaths=12), basra("b.txt", deaths=15, day_of=date(2008, 4, 2)))
    a, b = shelling(store), shelling(store, "b.txt", deaths=15, day_of=date(2008, 4, 2))
    assert link(store, (a.id, b.id))
    assert not link(store, (a.id, b.id))
    assert {r.happening_id for r in store.rows(EventRow, trigger="shelling")} == {min(a.id, b.id)}
    (tally,) = store.rows(ReconciledRow)
    assert (tally.low, tally.best, tally.high, tally.n_independent) == (12, 15, 15, 1)
    old, new = sorted(store.rows(FigureRow), key=lambda f: f.low or 0)
    assert (old.standing, old.replaced_by_id, new.standing, new.replaced_by_id) == (
        "superseded",
        new.id,
        "counted",
        None,
    )
    assert old.root == new.root == "name paper"
    sources = store.cell_sources("reconciled", tally.id)
    assert [p.quote for p in sources["low"]] == ["12"]
    assert [p.quote for p in sources["best"]] == [p.quote for p in sources["high"]] == ["15"]


def test_a_later_run_that_does_not_link_takes_the_link_back(store: Store) -> None:
    append(store, basra("a.txt"), basra("b.txt"))
    a, b = shelling(store), shelling(store, "b.txt")
    link(store, (a.id, b.id))
    link(store)
    assert {r.happening_id for r in store.rows(EventRow, trigger="shelling")} == {a.id, b.id}
    assert len(list(store.rows(ReconciledRow))) == 2


def test_the_sources_of_linked_actors_are_one(store: Store) -> None:
    append(store, basra("a.txt", deaths=12), basra("b.txt", deaths=15))
    actors = [row.id for row in store.rows(ActorRow, name="Police")]
    link(store, (actors[0], actors[1]), table="actor")
    assert {row.canonical_id for row in store.rows(ActorRow, name="Police")} == {min(actors)}


def test_not_same_splits_and_undo_joins_again(store: Store) -> None:
    append(store, basra("a.txt"), basra("b.txt"))
    a, b = shelling(store), shelling(store, "b.txt")
    link(store, (a.id, b.id))
    number = decide(store, "not same", a.id, other_id=b.id)
    assert len({r.happening_id for r in store.rows(EventRow, trigger="shelling")}) == 2
    undo = decide(store, "undo", undoes=number)
    assert len({r.happening_id for r in store.rows(EventRow, trigger="shelling")}) == 1
    decide(store, "undo", undoes=undo)
    assert len({r.happening_id for r in store.rows(EventRow, trigger="shelling")}) == 2


def test_a_person_joins_what_software_does_not(store: Store) -> None:
    append(store, basra("a.txt"), basra("b.txt"))
    a, b = shelling(store), shelling(store, "b.txt")
    decide(store, "same", a.id, other_id=b.id)
    assert shelling(store).happening_id == shelling(store, "b.txt").happening_id


def test_parts_that_exceed_the_whole_are_a_question(store: Store) -> None:
    append(store, basra("a.txt", deaths=5), basra("b.txt", deaths=20))
    whole, part = shelling(store, deaths=5), shelling(store, "b.txt", deaths=20)
    link(store, (part.id, whole.id), kind="part of")
    assert shelling(store, "b.txt", deaths=20).part_of_id == whole.id
    (question,) = store.questions()
    assert (question.kind, question.record_id) == ("parts", whole.id)
    assert "at least 20 killed" in question.text


# -- decisions
def test_a_correction_outranks_software_and_says_who(store: Store) -> None:
    append(store, basra())
    own = shelling(store).id
    number = decide(store, "correct", own, field="type", value="bombing")
    assert (shelling(store).type, shelling(store).review) == ("bombing", "corrected")
    (passage,) = store.cell_sources("event", own)["type"]
    assert (passage.decision, passage.method, passage.quote) == (number, "decision of ana", None)
    decide(store, "undo", undoes=number)
    assert (shelling(store).type, shelling(store).review) == ("shelling", "draft")


def test_a_corrected_figure_is_reconciled_anew(store: Store) -> None:
    append(store, basra())
    own = one(store, FigureRow).id
    with pytest.raises(UsageError, match="low 12 would lie beyond best 11; correct low first"):
        decide(store, "correct", own, field="best", value=11)
    decide(store, "correct", own, field="low", value=11)
    decide(store, "correct", own, field="best", value=11)
    assert (one(store, ReconciledRow).low, one(store, ReconciledRow).best) == (11, 11)


def test_a_rejected_record_stays_visible_and_counts_no_more(store: Store) -> None:
    append(store, basra())
    decide(store, "reject", shelling(store).id)
    assert shelling(store).review == "rejected"
    assert one(store, FigureRow).standing == "rejected"
    assert list(store.rows(ReconciledRow)) == []


def test_a_rejected_cell_is_empty(store: Store) -> None:
    append(store, basra())
    decide(store, "reject", shelling(store).id, field="date_earliest")
    assert shelling(store).date_earliest is None
    assert "date_earliest" not in store.cell_sources("event", shelling(store).id)


@pytest.mark.parametrize("emptied", [("low",), ("high",), ("low", "best"), ("best", "high"), ("low", "high")], ids=str)
def test_an_end_of_the_range_has_the_words_of_whichever_number_gives_it(store: Store, emptied: tuple[str, ...]) -> None:
    append(store, basra())
    own = one(store, FigureRow)
    for field in emptied:
        decide(store, "reject", own.id, field=field)
    row = one(store, ReconciledRow)
    assert row.high == own.high
    assert row.low == (None if emptied == ("low", "best") else own.low)
    sources = store.cell_sources("reconciled", row.id)
    for end in ("low", "high"):
        if getattr(row, end) is not None:
            assert [passage.quote for passage in sources[end]] == ["12"]
    assert store.verify().ok


def test_decisions_that_make_no_sense_are_refused(store: Store) -> None:
    append(store, basra())
    own = shelling(store).id
    senseless: list[tuple[DecisionKind, dict[str, Value | None], str]] = [
        ("accept", {"record_id": "EVT-NONE"}, "no such record"),
        ("accept", {"record_id": one(store, ReconciledRow).id}, "no such record"),
        ("correct", {"record_id": own}, "name the field"),
        ("correct", {"record_id": own, "field": "colour", "value": "red"}, "no field 'colour'"),
        ("correct", {"record_id": own, "field": "happening_id", "value": "x"}, "no field"),
        ("correct", {"record_id": own, "field": "status", "value": "maybe"}, "must be one of asserted"),
        ("correct", {"record_id": own, "field": "date_earliest", "value": "Monday"}, "must be a day"),
        ("correct", {"record_id": own, "field": "quad", "value": True}, "must be of type int"),
        ("reject", {"record_id": own, "field": "type"}, "cannot be empty"),
        ("accept", {"record_id": own, "field": "part_of_id"}, "no field"),
        ("same", {"record_id": own, "other_id": own}, "two different"),
        ("same", {"record_id": own, "other_id": one(store, FigureRow).id}, "two different"),
        ("undo", {"undoes": 7}, "no such decision"),
    ]
    for kind, values, message in senseless:
        with pytest.raises(UsageError, match=message):
            store.decide(kind, by="ana", reason="", at=NOON, **values)  # type: ignore[arg-type]
    assert list(store.decisions()) == []


# -- newer versions
def test_a_newer_version_replaces_what_nobody_decided(store: Store) -> None:
    append(store, basra())
    own = shelling(store).id
    append(store, basra(kind="bombing"), version=NEWER)
    assert (shelling(store).id, shelling(store).type) == (own, "bombing")
    assert {version for version in (d.version for d in store.documents())} == {NEWER.key}
    assert list(store.questions()) == []


def test_an_accepted_record_holds_against_a_newer_version_and_asks(store: Store) -> None:
    append(store, basra())
    own = shelling(store).id
    number = decide(store, "accept", own)
    append(store, basra(kind="bombing"), version=NEWER)
    assert (shelling(store).type, shelling(store).review) == ("shelling", "accepted")
    assert [p.quote for p in store.cell_sources("event", own)["type"]] == ["shelling"]
    question = next(q for q in store.questions() if q.field == "type")
    assert (question.kind, question.decision) == ("differs", number)
    assert question.text == 'type: decided "shelling", a later version reads "bombing"'
    decide(store, "accept", own)
    assert [q for q in store.questions() if q.field == "type"] == []
    assert shelling(store).type == "shelling"


def test_a_correction_that_a_newer_version_shares_is_no_question(store: Store) -> None:
    append(store, basra())
    own = shelling(store).id
    decide(store, "correct", own, field="type", value="bombing")
    append(store, basra(kind="bombing"), version=NEWER)
    assert list(store.questions()) == []
    assert [p.quote for p in store.cell_sources("event", own)["type"]] == ["shelling", None]


def test_an_accepted_record_that_a_newer_version_lacks_stays_with_its_parts(store: Store) -> None:
    append(store, basra())
    own = shelling(store).id
    parts = len(list(store.rows(EventActorRow, event_id=own)))
    decide(store, "accept", own)
    append(store, extraction(basra().document), version=NEWER)
    assert [row.id for row in store.rows(EventRow)] == [own]
    assert len(list(store.rows(EventActorRow, event_id=own))) == parts > 0
    assert "gone" in [q.kind for q in store.questions()]
    decide(store, "accept", own)
    assert list(store.questions()) == []


def test_an_accepted_cell_keeps_its_record(store: Store) -> None:
    append(store, basra())
    decide(store, "accept", one(store, FigureRow).id, field="low")
    append(store, extraction(basra().document), version=NEWER)
    assert one(store, FigureRow).event_id == shelling(store).id


def test_a_newer_version_that_finds_nothing_empties_the_rest(store: Store) -> None:
    append(store, basra())
    append(store, extraction(basra().document), version=NEWER)
    assert list(store.rows(EventRow)) == []
    assert store.counts()["cell_source"] == 0
    assert len(list(store.documents())) == 1


def test_an_empty_document_is_kept(store: Store) -> None:
    append(store, extraction(document("Nothing happened.")))
    (info,) = store.documents()
    assert not info.relevant
