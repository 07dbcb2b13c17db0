"""Laws of the record: order, batches and runs do not matter; a fold of what is new equals a fold of everything."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import NEWER, NOON, VERSION, at, basra, reading
from truceline.model.ledger import Link, Quote, Reading, Value, Version
from truceline.model.records import EventRow
from truceline.record import Store
from truceline.record.groups import group

few = settings(max_examples=15, deadline=None)


@cache
def item(n: int, kind: str = "shelling") -> Reading:
    return reading(basra(f"{n}.txt", deaths=11 + n, kind=kind, day_of=date(2008, 4, 1 + n % 3)))


def fill(store: Store, order: Sequence[int], size: int, *, fold_each: bool, version: Version = VERSION) -> None:
    run = store.begin_run(version, agent="test", at=NOON)
    for start in range(0, len(order), size):
        kind = "shelling" if version is VERSION else "bombing"
        store.append(run, [item(n, kind) for n in order[start : start + size]])
        if fold_each:
            store.fold()
    store.fold()


@cache
def expected() -> str:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "r.db", "create") as store:
        fill(store, range(6), 6, fold_each=False)
        return store.digest()


@few
@given(order=st.permutations(range(6)), size=st.integers(1, 6), fold_each=st.booleans())
def test_order_and_batches_do_not_matter(order: list[int], size: int, fold_each: bool) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "r.db", "create") as store:
        fill(store, order, size, fold_each=fold_each)
        assert store.digest() == expected()


acts = st.lists(
    st.tuples(
        st.sampled_from(
            ["read", "newer", "link", "accept", "reject", "correct", "add", "part", "attach", "apart", "undo"]
        ),
        st.integers(0, 9),
    ),
    max_size=9,
)


@few
@given(acts=acts)
def test_a_fold_of_what_is_new_equals_a_fold_of_everything(acts: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "r.db", "create") as store:
        fill(store, [0, 1], 2, fold_each=True)
        for act, n in acts:
            perform(store, act, n)
            store.fold()
        digest = store.digest()
        assert store.verify().problems == ()
        store.rebuild()
        assert store.digest() == digest


def perform(store: Store, act: str, n: int) -> None:
    events = [row.id for row in store.rows(EventRow)]
    one, other = events[n % len(events)], events[(n * 3 + 1) % len(events)]
    if act == "read":
        fill(store, [n % 6], 1, fold_each=False)
    elif act == "newer":
        fill(store, [n % 6], 1, fold_each=False, version=NEWER)
    elif act == "link":
        link = Link(kind="same", table="event", left_id=one, right_id=other, score=0.5, method="m", reason="r")
        store.append_links(VERSION, [link], agent="test", at=NOON)
    elif act == "accept":
        store.decide("accept", record_id=one, by="ana", reason="", at=NOON)
    elif act == "reject":
        store.decide("reject", record_id=one, by="ana", reason="", at=NOON)
    elif act == "correct":
        store.decide("correct", record_id=one, field="type", value="arrest", by="ana", reason="", at=NOON)
    elif act == "add":
        add(store, "event", "officials", {"type": "statement", "status": "asserted"})
    elif act == "part":
        told: dict[str, Value] = {"kind": "killed", "victim_class": "unknown", "scope": "event", "best": n}
        add(store, "figure", "said", {"event_id": one, **told})
    elif act == "attach":
        document_id = next(row.document_id for row in store.rows(EventRow, id=one))
        quotes = [words(store, document_id, "Basra")]
        store.decide("attach", record_id=one, field="type", quotes=quotes, by="bo", reason="", at=NOON)
    elif act == "apart" and one != other:
        store.decide("not same", record_id=one, other_id=other, by="ana", reason="", at=NOON)
    elif act == "undo":
        undone = {d.undoes for d in store.decisions()}
        open_to_undo = [d.number for d in store.decisions() if d.number not in undone]
        for number in open_to_undo[n % 3 :][:1]:
            store.decide("undo", undoes=number, by="ana", reason="", at=NOON)


def words(store: Store, document_id: str, said: str) -> Quote:
    text = store.document(document_id).document.text
    return Quote(document_id, at(text, said), said)


def add(store: Store, table: str, said: str, values: dict[str, Value]) -> None:
    """Add a record to the document of the event that it is a part of, or to any."""
    named = [row.document_id for row in store.rows(EventRow, id=str(values.get("event_id")))]
    document_id = (named or [info.id for info in store.documents()])[0]
    store.add(table, document_id, values, quotes=[words(store, document_id, said)], by="ana", reason="", at=NOON)


pairs = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.sampled_from([0.1, 0.5, 0.9])), max_size=9
)


@given(pairs=pairs, order=st.randoms())
def test_groups_do_not_hang_on_the_order_of_links(pairs: list[tuple[str, str, float]], order: object) -> None:
    links = [
        Link(kind="same", table="event", left_id=a, right_id=b, score=s, method="m", reason="r") for a, b, s in pairs
    ]
    grouped = group("abcdef", links, [])
    assert group("abcdef", links[::-1], []).canonical == grouped.canonical
    for link in links:
        left, right = (grouped.canonical.get(i, i) for i in (link.left_id, link.right_id))
        assert left == right <= min(link.left_id, link.right_id)
