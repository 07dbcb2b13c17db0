"""`verify` finds whatever was changed behind the record's back."""

from __future__ import annotations

import json
import sqlite3
import zlib
from pathlib import Path

import pytest

from tests.factories import NOON, VERSION, at, basra, reading
from truceline.model.filters import Filter
from truceline.model.ledger import Quote, Value
from truceline.model.records import EventRow
from truceline.record import Store
from truceline.review.samples import draw


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "r.db", "create") as store:
        run = store.begin_run(VERSION, agent="test", at=NOON)
        store.append(run, [reading(basra("a.txt")), reading(basra("b.txt", deaths=15))])
        store.fold()
        for event in list(store.rows(EventRow))[:2]:
            store.decide("accept", record_id=event.id, by="ana", reason="read", at=NOON)
        own = next(iter(store.documents())).id
        quote = Quote(own, at(store.document(own).document.text, "Nobody"), "Nobody")
        values: dict[str, Value] = {"type": "statement", "status": "negated"}
        store.add("event", own, values, quotes=[quote], by="ana", reason="missed", at=NOON)
        draw(store, by="ana", at=NOON, size=3, seed=1, wanted=Filter())
        assert store.verify().ok
    return tmp_path / "r.db"


def tamper(path: Path, *statements: tuple[str, tuple[object, ...]]) -> None:
    """Change the file as somebody would who knows SQL: triggers first."""
    connection = sqlite3.connect(path)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for sql, values in statements:
        connection.execute(sql, values)
    connection.commit()
    connection.close()


def problems(path: Path) -> str:
    with Store.open(path) as store:
        return "\n".join(store.verify().problems)


def test_a_sound_record(path: Path) -> None:
    with Store.open(path) as store:
        report = store.verify()
    assert report.ok
    assert report.counts["document"] == 2
    assert (report.counts["sample_item"], report.counts["batch_item"]) == (3, 0)
    assert report.counts["passage"] >= report.counts["statement"] > 0


@pytest.mark.parametrize(
    ("sql", "values", "message"),
    [
        ("UPDATE text SET text = replace(text, 'killed', 'spared')", (), "is not the text that was read"),
        ("UPDATE text SET text = replace(text, 'shelling', 'shooting')", (), "says 'shooting'"),
        ("UPDATE document SET raw = ?", (zlib.compress(b"other"),), "bytes are not those that were read"),
        ("UPDATE document SET raw = ?", (b"no zlib",), "cannot be unpacked"),
        ("UPDATE statement SET value = '99' WHERE field = 'best'", (), "its hash differs"),
        ("UPDATE statement SET quotes = ? WHERE n = 0", (json.dumps([[0, 5, "Peace"]]),), "not 'Peace'"),
        ("UPDATE statement SET quotes = '[]' WHERE n = 0", (), "has no passage"),
        ("UPDATE statement SET quotes = '[' WHERE n = 0", (), "cannot be read"),
        ("UPDATE decision SET seen = '{' WHERE number = 1", (), "decision 1: cannot be read"),
        ("UPDATE decision SET reason = 'none' WHERE number = 1", (), "decision 1: is not what was put down"),
        ("UPDATE decision SET hash = 'x' WHERE number = 1", (), "decision 2: does not follow"),
        ("DELETE FROM decision WHERE number = 1", (), "decision 1: is missing"),
        ("UPDATE text SET text = replace(text, 'Nobody', 'Anyone')", (), "decision 3: document"),
        ("UPDATE decision SET quotes = ? WHERE number = 3", (json.dumps([[0, 5, "Peace"]]),), "not 'Peace'"),
        ("UPDATE decision SET quotes = '[]' WHERE number = 3", (), "decision 3: has no passage"),
        ("UPDATE decision SET quotes = '[[1]]' WHERE number = 3", (), "decision 3: cannot be read"),
        ("UPDATE decision SET text_sha256 = NULL WHERE number = 3", (), "that is not there"),
        ("UPDATE decision SET document_id = NULL WHERE number = 3", (), "that is not there"),
        ("UPDATE decision SET cells = '{}' WHERE number = 3", (), "decision 3: is not what was put down"),
        ("UPDATE decision SET inferred = '[]' WHERE number = 3", (), "decision 3: is not what was put down"),
        ("UPDATE decision SET status = 'asserted' WHERE number = 3", (), "decision 3: is not what was put down"),
        ("UPDATE decision SET status = 'negated' WHERE number = 1", (), "decision 1: is not what was put down"),
        ("DELETE FROM sample_item WHERE n = 3", (), "sample 1: has 2 of the 3 cells that were drawn"),
        ("UPDATE sample_item SET field = 'status' WHERE n = 2", (), "sample 1: item 2 is another cell"),
        ("UPDATE event SET type = 'bombing'", (), "a fresh fold differs"),
        ("DELETE FROM event WHERE trigger = 'shelling'", (), "names EVT-"),
        ("UPDATE event SET status = 'maybe'", (), "status cannot be 'maybe'"),
        ("DELETE FROM other_source WHERE column_name = 'low'", (), "low is filled and has no source"),
        ("DELETE FROM folded", (), "low is filled and has no source"),
        (
            "INSERT INTO unused SELECT reading, n FROM statement WHERE field = 'low'",
            (),
            "low is filled and has no source",
        ),
        ("UPDATE other_source SET n = 99999 WHERE column_name = 'low'", (), "the source of low is not there"),
        ("INSERT INTO link_end VALUES (1, 1, 1)", (), "names a link that is not there"),
        ("UPDATE claim_about SET target_id = 'CSF-NONE'", (), "names CSF-NONE, which is not there"),
        ("UPDATE claim_about SET target_table = 'moon'", (), "there is no table moon"),
        ("DELETE FROM reading WHERE id = 1", (), "names a reading that is not there"),
    ],
)
def test_tampering_is_found(path: Path, sql: str, values: tuple[object, ...], message: str) -> None:
    tamper(path, (sql, values))
    assert message in problems(path)


def test_a_record_that_lags_behind_is_told_so(path: Path) -> None:
    with Store.open(path, "write") as store:
        run = store.begin_run(VERSION, agent="test", at=NOON)
        store.append(run, [reading(basra("c.txt"))])
        assert store.stale
        assert "lag behind" in store.verify().problems[0]
        store.fold()
        assert store.verify().ok


def test_many_problems_are_counted_not_listed(path: Path) -> None:
    tamper(path, ("UPDATE statement SET method = 'm', basis = 'inferred', value = '1'", ()))
    assert "more of this kind" in problems(path)
