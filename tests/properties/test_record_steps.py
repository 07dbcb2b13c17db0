"""A law of the record: whatever is read, linked, decided and folded in whatever steps, it equals a fold of everything."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import NEWER, NOON, VERSION, at, basra, reading
from truceline.errors import UsageError
from truceline.model.extraction import Extraction
from truceline.model.ledger import DecisionKind, Link, LinkKind, Reading, Value, Version
from truceline.model.records import ActorRow, CeasefireRow, EventRow, FigureRow, Row
from truceline.record import Store
from truceline.record.fold import fold_across, fold_decisions, fold_readings

VERSIONS = (VERSION, NEWER, Version(software="truceline 1.2"))
KINDS: tuple[type[Row], ...] = (EventRow, EventRow, ActorRow, CeasefireRow, FigureRow)
LINKED: tuple[type[Row] | None, ...] = (EventRow, EventRow, ActorRow, CeasefireRow, None)  # None: documents

Act = tuple[str, int, int]


@cache
def item(n: int, version: int) -> Reading:
    """A report; newer versions read the shelling from other words, as another kind, or not at all; and other days."""
    read = basra(f"{n}.txt", deaths=11 + n // 2, kind="bombing" if version else "shelling")
    if version == 2 and n % 3 == 0:
        read = replace(read, document=replace(read.document, published=date(2008, 3, 31), outlet=None))
    return reading(_otherwise(read, ("", "killed", None)[version]) if version and n % 2 == 0 else read)


def _otherwise(extraction: Extraction, words: str | None) -> Extraction:
    declared, shelling, hold = extraction.events
    if words is None:
        return replace(extraction, events=(declared, hold), ceasefires=())
    return replace(extraction, events=(declared, replace(shelling, trigger=at(extraction.document.text, words)), hold))


def read(store: Store, n: int, version: int) -> None:
    run = store.begin_run(VERSIONS[version], agent="test", at=NOON)
    store.append(run, [item(n, version)])


def two(store: Store, among: tuple[type[Row] | None, ...], n: int, m: int) -> tuple[str, str, str]:
    """A table and two of its records, or two documents; events where the table has none."""
    record = among[n % len(among)]
    if record is None:
        documents = sorted(found.id for found in store.documents())
        return "document", documents[n % len(documents)], documents[m % len(documents)]
    ids = sorted(row.id for row in store.rows(record))
    if not ids:
        return two(store, (EventRow,), n, m)
    return record.table, ids[n % len(ids)], ids[m % len(ids)]


def link(store: Store, n: int, m: int) -> None:
    """Three links, some of which an earlier run had."""
    kinds: tuple[LinkKind, ...] = ("same", "same", "same", "not same", "part of", "suggest")
    found = set()
    for k in range(3):
        table, one, other = two(store, LINKED, n + k * m, m + k)
        if one != other:
            kind = kinds[(n + k) % len(kinds)] if table == "event" else kinds[(n + k) % 4]
            found.add((kind, table, one, other, 0.5 + k / 10))
    links = [Link(kind=a, table=b, left_id=c, right_id=d, score=e, method="m", reason="r") for a, b, c, d, e in found]
    store.append_links(VERSION, links, agent="test", at=NOON)


def decide(store: Store, kind: DecisionKind, **more: Value | None) -> None:
    """Decide, or be refused: the record may be gone in a reading that is not folded yet, the decision undone already."""
    with suppress(UsageError):
        store.decide(kind, by="ana", reason="", at=NOON, **more)  # type: ignore[arg-type]


def perform(store: Store, act: str, n: int, m: int) -> None:
    match act:
        case "read":
            read(store, n % 6, m % 3)
        case "link":
            link(store, n, m)
        case "same" | "not same":
            _, one, other = two(store, LINKED, n, m)
            decide(store, act, record_id=one, other_id=other)
        case "accept" | "reject":
            decide(store, act, record_id=two(store, KINDS, n, m)[1])
        case "correct":
            table, one, _ = two(store, KINDS, n, m)
            field = {"event": "type", "actor": "name", "ceasefire": "side", "figure": "victim_class"}[table]
            value = {"event": "arrest", "actor": "Army", "ceasefire": "bilateral", "figure": "police"}[table]
            decide(store, "correct", record_id=one, field=field, value=value)
        case "undo":
            decide(store, "undo", undoes=1 + n % max(1, len(list(store.decisions()))))
        case "fold":
            store.fold()
        case "some":
            with store._writing():
                fold_readings(store._connection, 1)
        case "together":
            with store._writing():
                fold_across(store._connection, 1 + m)
        case _:
            raise AssertionError(act)


ACTS = (
    "read",
    "read",
    "link",
    "same",
    "not same",
    "accept",
    "reject",
    "correct",
    "undo",
    "undo",
    "fold",
    "some",
    "together",
)
acts = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 30), st.integers(0, 30)), max_size=25)


@settings(max_examples=40, deadline=None)
@given(acts=acts)
def test_whatever_the_steps_it_equals_a_fold_of_everything(acts: list[Act]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "r.db", "create") as store:
        for n in range(3):
            read(store, n, 0)
        store.fold()
        for act in acts:
            perform(store, *act)
        store.fold()
        assert not store.stale
        digest = store.digest()
        assert store.verify().problems == ()
        store.rebuild()
        assert store.digest() == digest


@settings(max_examples=25, deadline=None)
@given(acts=acts)
def test_a_decision_leaves_nothing_of_its_own_to_a_later_fold(acts: list[Act]) -> None:
    """Where nothing was read or linked since, the record after a decision equals a fold of everything at once."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "r.db", "create") as store:
        for n in range(3):
            read(store, n, 0)
        store.fold()
        link(store, 1, 4)
        store.fold()
        for act in acts:
            perform(store, *act)
            if act[0] in ("read", "link"):
                store.fold()
        assert not store.stale
        with store._writing():
            assert fold_decisions(store._connection) == 0
        assert store.verify().problems == ()
