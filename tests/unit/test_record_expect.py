"""A decision on a row that changed meanwhile is refused, with what it is now and who changed it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.factories import NEWER, NOON, append, at, basra
from truceline.errors import ChangedMeanwhile, UsageError
from truceline.model.ledger import Link, Quote
from truceline.model.records import EventRow
from truceline.record import Store

EARLIER = NOON - timedelta(hours=1)


@pytest.fixture
def two(store: Store) -> tuple[Store, EventRow, EventRow]:
    append(store, basra("a.txt"), basra("b.txt"))
    a, b = store.rows(EventRow, type="shelling")
    return store, a, b


def test_what_is_as_expected_is_decided(two: tuple[Store, EventRow, EventRow]) -> None:
    store, a, _ = two
    seen: dict[str, Any] = {
        "type": a.type,
        "date_earliest": a.date_earliest,
        "means": [],
        "review": "draft",
        "retells_id": None,
    }
    store.decide("accept", record_id=a.id, by="ana", reason="", at=NOON, expect=seen)
    with pytest.raises(UsageError, match="no field colour"):
        store.decide("accept", record_id=a.id, by="ana", reason="", at=NOON, expect={"colour": "red"})


def test_what_another_person_changed_is_refused_with_their_name(two: tuple[Store, EventRow, EventRow]) -> None:
    store, a, _ = two
    expect = {"type": a.type, "status": a.status}
    store.decide("accept", record_id=a.id, field="status", by="bo", reason="", at=NOON)
    store.decide("correct", record_id=a.id, field="type", value="bombing", by="bo", reason="", at=NOON)
    with pytest.raises(ChangedMeanwhile, match="by decision 2 of bo") as caught:
        store.decide(
            "correct", record_id=a.id, field="type", value="arrest", by="ana", reason="", at=NOON, expect=expect
        )
    found = caught.value
    assert (found.record_id, found.fields, found.decision) == (a.id, ("type",), (2, "bo", NOON.isoformat()))
    assert found.now == {"type": "bombing", "status": "asserted"}
    assert len(list(store.decisions())) == 2
    store.decide("undo", undoes=2, by="cy", reason="", at=NOON)
    with pytest.raises(ChangedMeanwhile) as caught:
        store.decide("accept", record_id=a.id, by="ana", reason="", at=NOON, expect={"type": "bombing"})
    assert caught.value.decision == (3, "cy", NOON.isoformat())


def test_what_a_new_reading_changed_names_nobody(two: tuple[Store, EventRow, EventRow]) -> None:
    store, a, _ = two
    path = next(d.path for d in store.documents() if d.id == a.document_id)
    append(store, basra(path, kind="bombing"), version=NEWER)
    with pytest.raises(ChangedMeanwhile) as caught:
        store.decide("accept", record_id=a.id, by="ana", reason="", at=NOON, expect={"type": "shelling"})
    assert caught.value.decision is None
    assert list(store.decisions()) == []


def test_an_old_undo_is_not_named_for_what_came_after_it(two: tuple[Store, EventRow, EventRow]) -> None:
    store, a, b = two
    store.decide("accept", record_id=a.id, by="bo", reason="", at=EARLIER)
    store.decide("undo", undoes=1, by="bo", reason="", at=EARLIER)
    path = next(d.path for d in store.documents() if d.id == a.document_id)
    append(store, basra(path, kind="bombing"), version=NEWER)
    with pytest.raises(ChangedMeanwhile) as caught:
        store.decide("accept", record_id=a.id, by="ana", reason="", at=NOON, expect={"type": "shelling"})
    assert caught.value.decision is None
    join = Link(kind="same", table="event", left_id=a.id, right_id=b.id, score=0.9, method="m 1", reason="same")
    store.append_links(NEWER, [join], agent="test", at=NOON)
    store.fold()
    other = b.id  # the later of the two has the id of the first now
    store.decide("accept", record_id=other, by="bo", reason="", at=NOON)
    store.decide("undo", undoes=3, by="bo", reason="", at=NOON)
    with pytest.raises(ChangedMeanwhile) as caught:
        store.decide("reject", record_id=other, by="ana", reason="", at=NOON, expect={"happening_id": other})
    assert caught.value.decision is None


def test_the_undo_of_an_accepted_record_is_named_for_the_cells_that_it_let_go(
    two: tuple[Store, EventRow, EventRow],
) -> None:
    store, a, _ = two
    store.decide("accept", record_id=a.id, by="bo", reason="", at=NOON)
    path = next(d.path for d in store.documents() if d.id == a.document_id)
    append(store, basra(path, kind="bombing"), version=NEWER)
    store.decide("undo", undoes=1, by="cy", reason="", at=NOON)
    with pytest.raises(ChangedMeanwhile) as caught:
        store.decide("accept", record_id=a.id, by="ana", reason="", at=NOON, expect={"type": "shelling"})
    assert caught.value.decision == (2, "cy", NOON.isoformat())


def test_two_records_are_joined_only_as_both_were_seen(two: tuple[Store, EventRow, EventRow]) -> None:
    store, a, b = two
    apart, other = {"happening_id": a.happening_id}, {"happening_id": b.happening_id}
    store.decide("same", record_id=a.id, other_id=b.id, by="bo", reason="", at=NOON, expect=apart, expect_other=other)
    with pytest.raises(ChangedMeanwhile) as caught:
        store.decide(
            "not same", record_id=a.id, other_id=b.id, by="ana", reason="", at=NOON, expect=apart, expect_other=other
        )
    assert caught.value.fields == ("happening_id",)
    assert caught.value.decision == (1, "bo", NOON.isoformat())


def test_who_joined_other_records_is_not_named(two: tuple[Store, EventRow, EventRow]) -> None:
    store, a, b = two
    append(store, basra("c.txt"), basra("d.txt"))
    c, d = (row for row in store.rows(EventRow, type="shelling") if row.id not in (a.id, b.id))
    store.decide("same", record_id=a.id, other_id=b.id, by="bo", reason="", at=NOON)
    store.decide("same", record_id=c.id, other_id=d.id, by="cy", reason="", at=NOON)
    with pytest.raises(ChangedMeanwhile) as caught:
        store.decide("accept", record_id=b.id, by="ana", reason="", at=NOON, expect={"happening_id": b.id})
    assert caught.value.decision == (1, "bo", NOON.isoformat())


def test_a_decision_is_taken_back_once(two: tuple[Store, EventRow, EventRow]) -> None:
    store, a, _ = two
    store.decide("correct", record_id=a.id, field="type", value="bombing", by="bo", reason="", at=NOON)
    with pytest.raises(ChangedMeanwhile):
        store.decide("undo", undoes=1, by="ana", reason="", at=NOON, expect={"type": "shelling"})
    store.decide("undo", undoes=1, by="bo", reason="", at=NOON, expect={"type": "bombing"})
    with pytest.raises(ChangedMeanwhile, match="by decision 2 of bo"):
        store.decide("undo", undoes=1, by="ana", reason="", at=NOON, expect={"type": "bombing"})


def test_a_record_that_was_added_and_taken_back_is_gone(two: tuple[Store, EventRow, EventRow]) -> None:
    store, a, _ = two
    quote = Quote(a.document_id, at(store.document(a.document_id).document.text, "Nobody"), "Nobody")
    given = {"type": "statement", "status": "negated"}
    own = store.add("event", a.document_id, given, quotes=[quote], by="bo", reason="", at=NOON).record_id
    store.decide("undo", undoes=1, by="bo", reason="", at=NOON)
    with pytest.raises(ChangedMeanwhile, match="does not stand any more, by decision 2 of bo") as caught:
        store.decide("accept", record_id=own, by="ana", reason="", at=NOON, expect={"type": "statement"})
    assert caught.value.now == {}
