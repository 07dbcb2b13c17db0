"""A decision costs what it concerns: not the log, not the record, not what was read meanwhile."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from tests.factories import NEWER, NOON, VERSION, append, basra, reading
from truceline.errors import RecordBusy, UsageError
from truceline.model.extraction import Extraction
from truceline.model.ledger import Link, Version
from truceline.model.records import ActorRow, EventRow
from truceline.record import Store
from truceline.record.ties import _DECISIONS_OF, _HEIRS_OF, _LINKS_OF


def put_down(store: Store, *extractions: Extraction, version: Version = VERSION) -> None:
    """Read these reports and leave the fold to somebody else."""
    run = store.begin_run(version, agent="test", at=NOON)
    store.append(run, [reading(e) for e in extractions])


def shellings(store: Store) -> list[EventRow]:
    return [row for row in store.rows(EventRow) if row.trigger == "shelling"]


def accept(store: Store, record_id: str) -> None:
    store.decide("accept", record_id=record_id, by="ana", reason="I read it", at=NOON)


def statements_of_sql(store: Store, record_id: str) -> int:
    seen: list[str] = []
    store._connection.set_trace_callback(seen.append)
    accept(store, record_id)
    store._connection.set_trace_callback(None)
    return len(seen)


def test_what_was_read_meanwhile_waits_for_the_next_fold(store: Store) -> None:
    append(store, basra("a.txt"))
    put_down(store, basra("b.txt"), basra("c.txt"))
    (own,) = shellings(store)
    accept(store, own.id)
    assert [row.review for row in shellings(store)] == ["accepted"]
    assert store.stale
    assert store.fold().documents == 2
    assert not store.stale
    assert sorted(row.review for row in shellings(store)) == ["accepted", "draft", "draft"]


def test_links_that_came_meanwhile_wait_unless_the_decision_is_on_them(store: Store) -> None:
    append(store, *(basra(f"{n}.txt") for n in range(4)))
    a, b, c, d = (row.id for row in shellings(store))
    links = [
        Link(kind="same", table="event", left_id=x, right_id=y, score=0.9, method="m", reason="r")
        for x, y in ((a, b), (c, d))
    ]
    store.append_links(VERSION, links, agent="test", at=NOON)
    store.decide("same", record_id=a, other_id=c, by="ana", reason="one shelling", at=NOON)
    assert {row.happening_id for row in shellings(store)} == {min(a, b, c, d)}
    assert store.stale
    store.fold()
    assert not store.stale


def test_without_other_news_a_decision_leaves_nothing_to_fold(store: Store) -> None:
    append(store, basra("a.txt"), basra("b.txt"))
    a, b = shellings(store)
    number = store.decide("same", record_id=a.id, other_id=b.id, by="ana", reason="", at=NOON).number
    assert not store.stale
    store.decide("undo", undoes=number, by="ana", reason="", at=NOON)
    assert not store.stale
    assert store.fold().documents == 0


def test_a_decision_is_on_the_newest_reading_of_its_own_document(store: Store) -> None:
    append(store, basra("a.txt"))
    put_down(store, basra("a.txt", kind="bombing"), basra("b.txt"), version=NEWER)
    (own,) = shellings(store)
    accept(store, own.id)
    assert [(row.type, row.review) for row in shellings(store)] == [("bombing", "accepted")]
    assert next(store.decisions()).seen["type"] == "bombing"
    store.fold()


def test_a_refused_decision_changes_nothing(store: Store) -> None:
    append(store, basra("a.txt"))
    put_down(store, basra("a.txt", kind="bombing"), version=NEWER)
    (own,) = shellings(store)
    with pytest.raises(UsageError, match="no field"):
        store.decide("reject", record_id=own.id, field="colour", by="ana", reason="", at=NOON)
    assert shellings(store) == [own]
    store.fold()


def test_a_decision_asks_the_same_of_a_long_log_as_of_a_short_one(store: Store) -> None:
    append(store, basra("a.txt"), basra("b.txt"))
    a, b = shellings(store)
    accept(store, b.id)
    short = statements_of_sql(store, b.id)
    for _ in range(15):
        accept(store, a.id)
        store.decide("same", record_id=a.id, other_id=b.id, by="ana", reason="", at=NOON)
        store.decide("undo", undoes=len(list(store.decisions())), by="ana", reason="", at=NOON)
    assert statements_of_sql(store, b.id) <= short + 3  # it is named by decisions on two records now


@pytest.mark.parametrize("sql", [_LINKS_OF, _DECISIONS_OF, _HEIRS_OF], ids=["links", "decisions", "heirs"])
def test_what_hangs_together_is_looked_up_by_index(store: Store, sql: str) -> None:
    plan = [row[3] for row in store._connection.execute(f"EXPLAIN QUERY PLAN {sql}", {"given": "[]"})]
    assert sum(step.startswith("SEARCH own USING") for step in plan) == 2
    assert not [step for step in plan if step.startswith("SCAN") and "given" not in step]


def test_an_actor_called_otherwise_gives_other_roots(store: Store) -> None:
    append(store, basra("a.txt"), basra("b.txt"))
    actors = [row.id for row in store.rows(ActorRow, name="Police")]
    store.decide("same", record_id=actors[0], other_id=actors[1], by="ana", reason="", at=NOON)
    store.decide("correct", record_id=actors[0], field="name", value="Basra Police", by="ana", reason="", at=NOON)
    roots = {row[0] for row in store._connection.execute("SELECT root FROM figure")}
    assert roots == {"name basra police"}


def test_whoever_waits_gets_a_turn_between_the_steps_of_a_fold(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    waited: list[float] = []
    with Store.open(path, "create") as store, Store.open(path, "write", wait=20.0) as person:
        append(store, basra("0.txt"))
        own = shellings(store)[0].id
        begun, done = threading.Event(), threading.Event()

        def keep_writing() -> None:
            while not done.is_set():
                with store._writing():
                    begun.set()
                    time.sleep(0.05)
                time.sleep(0.02)

        busy = threading.Thread(target=keep_writing)
        busy.start()
        try:
            begun.wait()
            for _ in range(10):
                at = time.monotonic()
                accept(person, own)
                waited.append(time.monotonic() - at)
        finally:
            done.set()
            busy.join()
    assert len(waited) == 10
    assert sum(waited) < 10


def test_who_waits_in_vain_is_told_so_in_time(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with Store.open(path, "create") as store, Store.open(path, "write", wait=0.2) as person:
        append(store, basra("0.txt"))
        own = shellings(store)[0].id
        with store._writing():
            at = time.monotonic()
            with pytest.raises(RecordBusy, match="another process is writing"):
                accept(person, own)
            assert 0.15 < time.monotonic() - at < 2
