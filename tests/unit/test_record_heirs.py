"""What a person said of two records holds for the records that a newer reading has in their place."""

from __future__ import annotations

from dataclasses import replace

from tests.factories import NEWER, NOON, VERSION, append, at, basra
from truceline.model.extraction import Extraction
from truceline.model.ledger import Link, Version
from truceline.model.records import EventRow
from truceline.record import Store


def otherwise(extraction: Extraction, words: str | None) -> Extraction:
    """The same report with the shelling read from other words, or not at all."""
    declared, shelling, hold = extraction.events
    if words is None:
        return replace(extraction, events=(declared, hold), ceasefires=())
    return replace(extraction, events=(declared, replace(shelling, trigger=at(extraction.document.text, words)), hold))


def shellings(store: Store) -> list[EventRow]:
    return list(store.rows(EventRow, type="shelling"))


def link(store: Store, version: Version) -> None:
    a, b = shellings(store)
    found = Link(kind="same", table="event", left_id=a.id, right_id=b.id, score=0.9, method="m", reason="same town")
    store.append_links(version, [found], agent="test", at=NOON)
    store.fold()


def happenings(store: Store) -> int:
    return len({row.happening_id for row in shellings(store)})


def test_a_link_undone_stays_undone_when_a_newer_version_reads_other_words(store: Store) -> None:
    append(store, basra("a.txt"), basra("b.txt"))
    link(store, VERSION)
    assert happenings(store) == 1
    a, b = shellings(store)
    store.decide("not same", record_id=a.id, other_id=b.id, by="ana", reason="two shellings", at=NOON)
    assert happenings(store) == 2

    append(store, otherwise(basra("a.txt"), "shelling killed"), otherwise(basra("b.txt"), "killed"), version=NEWER)
    assert {a.id, b.id}.isdisjoint(row.id for row in shellings(store))
    link(store, NEWER)
    assert happenings(store) == 2
    assert list(store.questions()) == []


def test_what_a_person_joined_stays_joined(store: Store) -> None:
    append(store, basra("a.txt"), basra("b.txt"))
    a, b = shellings(store)
    number = store.decide("same", record_id=a.id, other_id=b.id, by="ana", reason="one shelling", at=NOON).number
    append(store, otherwise(basra("b.txt"), "shelling killed"), version=NEWER)
    assert happenings(store) == 1
    store.decide("undo", undoes=number, by="ana", reason="it was two", at=NOON)
    assert happenings(store) == 2


def test_a_decision_on_what_no_newer_reading_has_waits_and_asks(store: Store) -> None:
    append(store, basra("a.txt"), basra("b.txt"))
    a, b = shellings(store)
    store.decide("same", record_id=a.id, other_id=b.id, by="ana", reason="one shelling", at=NOON)
    gone = max(a, b, key=lambda row: row.document_id)
    path = next(d.path for d in store.documents() if d.id == gone.document_id)
    append(store, otherwise(basra(path), None), version=NEWER)
    (question,) = store.questions()
    assert (question.kind, question.record_id, question.decision) == ("gone", gone.id, 1)
    assert "waits" in question.text
    newest = Version(software="truceline 1.2")
    append(store, basra(path), version=newest)
    assert happenings(store) == 1
    assert list(store.questions()) == []
