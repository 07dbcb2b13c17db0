"""The history of a record: what each cell was and became, by whom, when and why."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.factories import NEWER, NOON, VERSION, at, basra, reading
from truceline.errors import UsageError
from truceline.model.extraction import Extraction
from truceline.model.history import Change
from truceline.model.ledger import Quote, Version
from truceline.model.records import EventRow
from truceline.record import Store


def hour(number: int) -> datetime:
    return NOON + timedelta(hours=number)


def read(store: Store, *extractions: Extraction, version: Version = VERSION, when: datetime = NOON) -> None:
    run = store.begin_run(version, agent="truceline read", at=when)
    store.append(run, [reading(e) for e in extractions])
    store.fold()


def told(changes: list[Change]) -> list[tuple[object, ...]]:
    return [(c.kind, c.field, c.was, c.now, c.decision, c.undone_by) for c in changes]


def test_a_cell_from_its_reading_through_corrections_and_undos(store: Store) -> None:
    read(store, basra())
    own = next(store.rows(EventRow, type="shelling")).id
    store.decide("correct", record_id=own, field="type", value="bombing", by="ana", reason="a bomb", at=hour(1))
    store.decide("undo", undoes=1, by="bo", reason="a shell", at=hour(2))
    store.decide("undo", undoes=2, by="ana", reason="a bomb", at=hour(3))
    store.decide("accept", record_id=own, by="cy", reason="", at=hour(4))
    history = list(store.history(own))
    assert {c.kind for c in history if c.at == NOON} == {"read"}
    first = next(c for c in history if c.field == "type")
    assert (first.by, first.run, first.version, first.method) == ("truceline read", 1, VERSION.key, "head 1")
    assert told([c for c in history if c.field == "type" or c.field is None]) == [
        ("read", "type", None, "shelling", None, None),
        ("correct", "type", "shelling", "bombing", 1, None),
        ("undo", "type", "bombing", "shelling", 2, 3),
        ("undo", "type", "shelling", "bombing", 3, None),
        ("accept", None, "corrected", "corrected", 4, None),
    ]
    assert [c.reason for c in history if c.decision in (1, 2)] == ["a bomb", "a shell"]
    assert [c.at for c in history] == sorted(c.at for c in history)


def test_a_newer_version_and_a_rejection(store: Store) -> None:
    read(store, basra())
    own = next(store.rows(EventRow, type="shelling")).id
    store.decide("reject", record_id=own, field="date_text", by="ana", reason="no date", at=hour(1))
    read(store, basra(kind="bombing"), version=NEWER, when=hour(2))
    store.decide("reject", record_id=own, by="ana", reason="no event", at=hour(3))
    steps = [c for c in store.history(own) if c.at > NOON]
    types = {c.field: (c.was, c.now) for c in steps if c.kind == "read"}
    assert types["type"] == ("shelling", "bombing")
    assert told([c for c in steps if c.kind == "reject"]) == [
        ("reject", "date_text", "Monday", None, 1, None),
        ("reject", None, "draft", "rejected", 2, None),
    ]


def test_an_added_record_begins_with_its_addition(store: Store) -> None:
    read(store, basra())
    document_id = next(iter(store.documents())).id
    quote = Quote(document_id, at(store.document(document_id).document.text, "Nobody"), "Nobody")
    given = {"type": "statement", "status": "negated"}
    own = store.add("event", document_id, given, quotes=[quote], by="ana", reason="missed", at=hour(1)).record_id or ""
    store.decide("attach", record_id=own, field="type", quotes=[quote], by="bo", reason="", at=hour(2))
    store.decide("undo", undoes=1, by="bo", reason="", at=hour(3))
    history = list(store.history(own))
    assert {c.kind for c in history if c.at == hour(1)} == {"add"}
    assert next((c.now, c.undone_by, c.quotes) for c in history if c.field == "type") == ("statement", 3, (quote,))
    assert told([c for c in history if c.kind == "attach"]) == [("attach", "type", "statement", "statement", 2, None)]
    assert told(history)[-1] == ("undo", None, "accepted", None, 3, None)
    with pytest.raises(UsageError, match="no such record"):
        list(store.history("EVT-NOSUCHTHING0"))


def test_every_member_of_a_happening_has_what_was_decided_on_it(store: Store) -> None:
    read(store, basra("a.txt"), basra("b.txt"), basra("c.txt"))
    a, b, c = (row.id for row in store.rows(EventRow, type="shelling"))
    store.decide("same", record_id=a, other_id=b, by="ana", reason="", at=hour(1))
    store.decide("same", record_id=b, other_id=c, by="ana", reason="", at=hour(2))
    joined = [("same", a, b, 1), ("same", b, c, 2)]
    for own in (a, b, c):
        found = [(d.kind, d.record_id, d.other_id, d.decision) for d in store.history(own) if d.at > NOON]
        assert found == joined
    store.decide("undo", undoes=2, by="bo", reason="", at=hour(3))
    assert [d.kind for d in store.history(c) if d.at > NOON] == ["same", "undo"]
    assert [(d.decision, d.undone_by) for d in store.history(a) if d.at > NOON] == [(1, None), (2, 3), (3, None)]
