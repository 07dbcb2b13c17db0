"""Records of older layouts are brought up to date when they are opened for writing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.factories import NOON, VERSION, append, basra
from truceline.errors import StoreError
from truceline.model.ledger import Link, content_hash
from truceline.model.records import EventRow
from truceline.record import Store
from truceline.record.decisions import GENESIS
from truceline.record.files import APPLICATION_ID, migrations


def linked(*pairs: tuple[str, str]) -> list[Link]:
    return [
        Link(kind="same", table="event", left_id=a, right_id=b, score=0.9, method="m", reason="same town")
        for a, b in pairs
    ]


@pytest.fixture
def first_layout(tmp_path: Path) -> Path:
    """A record whose linking runs each put down all links: two of the first run, two of the second, one the same."""
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path)
    connection.executescript(migrations()[0])
    connection.execute("INSERT INTO version VALUES (1, 'v')")
    for run in (1, 2):
        connection.execute("INSERT INTO run VALUES (?, 'link', 1, 'test', ?)", (run, NOON.isoformat()))
    rows = [(1, 0, "a", "b"), (1, 1, "c", "d"), (2, 0, "a", "b"), (2, 1, "e", "f")]
    connection.executemany("INSERT INTO link VALUES (?, ?, 'same', 'event', ?, ?, 0.9, 'm', 'same town')", rows)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    return path


def test_links_of_earlier_runs_are_ended(first_layout: Path) -> None:
    with pytest.raises(StoreError, match="older layout"):
        Store.open(first_layout)
    with Store.open(first_layout, "write") as store:
        assert list(store.links()) == linked(("a", "b"), ("e", "f"))
        assert store.verify().problems == ()
        assert store.append_links(VERSION, linked(("a", "b"), ("g", "h")), agent="test", at=NOON)
        assert list(store.links()) == linked(("a", "b"), ("g", "h"))
        assert store.counts()["link"] - store.counts()["link_end"] == 2
        store.fold()
        assert store.verify().problems == ()
    with sqlite3.connect(first_layout) as connection, pytest.raises(sqlite3.IntegrityError, match="never changed"):
        connection.execute("DELETE FROM link_end")


@pytest.fixture
def third_layout(tmp_path: Path) -> Path:
    """A record with decisions from before people could add records."""
    path = tmp_path / "decided.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    for script in migrations()[:3]:
        connection.executescript(script)
    previous = GENESIS
    for number, kind, undoes in ((1, "accept", None), (2, "undo", 1), (3, "undo", 2)):
        own = {
            "number": number, "kind": kind, "table": "event", "record_id": None if undoes else "EVT-1", "field": None,
            "value": None, "other_id": None, "undoes": undoes, "seen": {}, "read": {}, "by": "ana",
            "at": NOON.isoformat(), "reason": "read", "previous_hash": previous,
        }  # fmt: skip
        previous = content_hash(own)
        row = (*own.values(), previous)
        row = tuple("{}" if value == {} else value for value in row)
        connection.execute(f"INSERT INTO decision VALUES ({', '.join('?' * len(row))})", row)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 3")
    connection.close()
    return path


def test_decisions_keep_their_hashes_and_their_chain(third_layout: Path) -> None:
    with Store.open(third_layout, "write") as store:
        assert [(d.number, d.kind, d.undoes, d.quotes) for d in store.decisions()] == [
            (1, "accept", None, ()), (2, "undo", 1, ()), (3, "undo", 2, ()),
        ]  # fmt: skip
        store.fold()
        assert store.verify().problems == ()
        append(store, basra())
        event = next(store.rows(EventRow))
        store.decide("accept", record_id=event.id, by="ana", reason="", at=NOON)
        assert store.verify().problems == ()
    with sqlite3.connect(third_layout) as connection:
        for sql in ("DELETE FROM decision", "UPDATE decision SET reason = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                connection.execute(sql)


def test_a_record_of_an_older_layout_is_kept_beside_the_new_one(first_layout: Path) -> None:
    with Store.open(first_layout, "write"):
        pass
    kept = first_layout.with_name("old.db.layout-1")
    with sqlite3.connect(kept) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM link").fetchone() == (4,)
    connection.close()
    assert sorted(path.name for path in first_layout.parent.glob("*.layout*")) == [kept.name]
