"""The record file: opening, what goes wrong with files, and what may be written."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories import NEWER, NOON, VERSION, basra, reading
from truceline.errors import EvidenceError, NewerRecord, NotARecord, RecordBusy, StoreError, UsageError
from truceline.model.ledger import Link, Quote, Reading, Run
from truceline.model.records import EventRow
from truceline.model.text import Failure, Skipped, Span
from truceline.record import Store
from truceline.record.files import APPLICATION_ID, migrations

BASE = (
    "version", "run", "run_end", "document", "text", "reading", "sentence", "statement", "link", "decision", "failure",
    "skipped",
)  # fmt: skip


def fill(store: Store, *paths: str) -> Run:
    run = store.begin_run(VERSION, agent="test", at=NOON)
    store.append(run, [reading(basra(path)) for path in paths])
    store.fold()
    return run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "r.db", "create") as store:
        run = fill(store, "a.txt")
        store.append_failures(run, [Failure("x.txt", "empty_file", "x.txt: is empty")])
        store.append_skipped(run, [Skipped("y.txt", "language", "y.txt: is Arabic")])
        store.end_run(run, at=NOON)
        (event, *_) = store.rows(EventRow)
        store.decide("accept", record_id=event.id, by="ana", reason="read", at=NOON)
    return tmp_path / "r.db"


def test_a_document_comes_back_as_it_was_read(path: Path) -> None:
    read = basra("a.txt")
    with Store.open(path) as store:
        full = store.document(read.document.id)
        assert full.document == read.document
        assert full.sentences == read.sentences
        (info,) = store.documents()
        assert (info.path, info.size, info.relevant, info.version) == (
            "a.txt",
            len(read.document.raw),
            True,
            VERSION.key,
        )
        assert tuple(store.statements()) == reading(read).statements
        (run,) = store.runs()
        assert (run.agent, run.started_at, run.ended_at) == ("test", NOON, NOON)


def test_what_is_known_is_not_added_again(path: Path) -> None:
    with Store.open(path, "write") as store:
        own = basra("a.txt").document.id
        assert store.known(own, VERSION)
        assert not store.known(own, NEWER)
        assert store.known_ids(VERSION) == {own}
        before = store.counts()
        run = store.begin_run(VERSION, agent="test", at=NOON)
        assert store.append(run, [reading(basra("a.txt"))]) == 0
        assert store.append_failures(run, [Failure("x.txt", "empty_file", "x.txt: is empty")]) == 0
        store.end_run(run, at=NOON)
        assert store.fold().documents == 0
        assert store.counts() == before


def test_a_failure_stands_until_the_document_is_read(path: Path) -> None:
    with Store.open(path, "write") as store:
        run = store.begin_run(VERSION, agent="test", at=NOON)
        assert [f.path for f in store.failures()] == ["x.txt"]
        assert [s.path for s in store.skipped()] == ["y.txt"]
        store.append_failures(run, [Failure("x.txt", "vanished", "x.txt: is gone")])
        assert [f.code for f in store.failures()] == ["vanished"]
        later = store.begin_run(VERSION, agent="test", at=NOON)
        store.append(later, [reading(basra("x.txt"))])
        assert list(store.failures()) == []
        assert store.counts()["failure"] == 2


@pytest.mark.parametrize("table", BASE)
@pytest.mark.parametrize("verb", ["UPDATE {0} SET rowid = rowid", "DELETE FROM {0}"])
def test_base_tables_only_grow(path: Path, table: str, verb: str) -> None:
    if table in ("statement", "link"):
        verb = verb.replace("rowid", "n")
    connection = sqlite3.connect(path)
    try:
        if table == "link":
            connection.execute("INSERT INTO link VALUES (1, 0, 'same', 'event', 'a', 'b', 1, 'm', 'r')")
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute(verb.format(table))
    finally:
        connection.close()


def test_an_evidence_error_keeps_nothing_of_the_call(path: Path) -> None:
    good, bad = reading(basra("b.txt")), reading(basra("c.txt"))
    first = bad.statements[0]
    wrong = replace(first, quotes=(replace(first.quotes[0], text="not said"),))
    with Store.open(path, "write") as store:
        run, before = store.begin_run(VERSION, agent="test", at=NOON), store.counts()
        with pytest.raises(EvidenceError, match="not said"):
            store.append(run, [good, Reading(bad.extraction, (wrong,))])
        with pytest.raises(EvidenceError, match="no passage"):
            store.append(run, [Reading(bad.extraction, (replace(first, quotes=()),))])
        with pytest.raises(EvidenceError, match="the text says ''"):
            store.append(run, [Reading(bad.extraction, (replace(first, quotes=(_beyond(bad),)),))])
        assert store.counts() == before
        assert store.append(run, [good]) == 1
        assert store.verify().problems == ("the record tables lag behind what was read or decided;"
                                           " `truceline rebuild` brings them up to date",)  # fmt: skip


def _beyond(read: Reading) -> Quote:
    return Quote(read.extraction.document.id, Span(9999, 10000), "")


# -- files that are none
def test_no_such_record(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none\.db: there is no such record"):
        Store.open(tmp_path / "none.db")
    with pytest.raises(StoreError, match="there is no folder"):
        Store.open(tmp_path / "no" / "r.db", "create")
    with pytest.raises(NotARecord, match="is a folder"):
        Store.open(tmp_path, "create")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", ["read", "write", "create"])
def test_not_a_database(tmp_path: Path, mode: str) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear all, this is no database. " * 100)
    with pytest.raises(NotARecord, match=r"letter\.txt"):
        Store.open(other, mode)  # type: ignore[arg-type]
    assert other.read_text().startswith("Dear all")


def test_a_database_of_something_else(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE mine (a)")
    connection.close()
    with pytest.raises(NotARecord, match="no truceline record"):
        Store.open(other, "write")


def test_an_empty_file_is_no_record_to_read(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(NotARecord):
        Store.open(tmp_path / "empty.db")


def test_a_newer_record(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(NewerRecord, match="upgrade truceline"):
        Store.open(path)


def test_a_damaged_record(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 8192))
    with pytest.raises(StoreError, match=r"r\.db"), Store.open(path) as store:
        store.verify()


def test_tables_of_another_version_are_made_anew(path: Path) -> None:
    with Store.open(path) as store:
        digest = store.digest()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE fold_state SET value = 'old' WHERE key = 'schema'")
    connection.execute("DROP TABLE figure")
    connection.commit()
    connection.close()
    with Store.open(path) as store, pytest.raises(StoreError, match="truceline rebuild"):
        list(store.rows(EventRow))
    with Store.open(path, "write") as store:
        assert store.digest() == digest


# -- others at the same file
def test_a_second_writer_waits_and_readers_go_on(path: Path) -> None:
    with Store.open(path, "write") as store, Store.open(path, "write", wait=0.05) as second, Store.open(path) as reader:
        with store._writing():
            run = second.begin_run(VERSION, agent="test", at=NOON)
            with pytest.raises(RecordBusy, match=r"r\.db: another process is writing"):
                second.append(run, [reading(basra("b.txt"))])
            assert len(list(reader.rows(EventRow))) == 3
            assert reader.verify().ok
        assert second.append(run, [reading(basra("b.txt"))]) == 1


def test_two_writers_take_turns(path: Path) -> None:
    with Store.open(path, "write") as one, Store.open(path, "write") as two:
        first, second = (store.begin_run(VERSION, agent=a, at=NOON) for store, a in ((one, "one"), (two, "two")))
        one.append(first, [reading(basra("b.txt"))])
        two.append(second, [reading(basra("c.txt"))])
        one.append(first, [reading(basra("d.txt"))])
        one.fold()
        assert [run.agent for run in two.runs()] == ["test", "one", "two"]
        assert two.verify().ok


def test_a_reader_cannot_write(path: Path) -> None:
    with Store.open(path) as store:
        run = store.begin_run(VERSION, agent="test", at=NOON)
        with pytest.raises(StoreError, match="reading only"):
            store.append(run, [reading(basra("b.txt"))])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_not_be_written_to_can_be_read(path: Path) -> None:
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        with Store.open(path) as store:
            assert store.verify().ok
        with pytest.raises(StoreError), Store.open(path, "write") as store:
            fill(store, "b.txt")
    finally:
        path.parent.chmod(0o700)


def test_a_full_disk_loses_nothing(path: Path) -> None:
    with Store.open(path, "write") as store:
        before = store.verify()
        (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
        store._connection.execute(f"PRAGMA max_page_count = {pages + 5}")
        run = store.begin_run(VERSION, agent="test", at=NOON)
        with pytest.raises(StoreError, match=r"r\.db: the disk is full"):
            store.append(run, [reading(basra(f"{n}.txt")) for n in range(50)])
        assert store.verify() == before
        store._connection.execute("PRAGMA max_page_count = 1000000")
        assert store.append(run, [reading(basra("b.txt"))]) == 1


# -- asking
def test_search_finds_sentences_with_all_words(path: Path) -> None:
    with Store.open(path) as store:
        (hit,) = store.search("Brokered deal!")
        assert hit.text == "The deal was brokered by Iran, officials said."
        assert hit.text == hit.span.of(store.document(hit.document_id).document.text)
        assert list(store.search("deal camel")) == []
        assert list(store.search('"; ()')) == []


def test_asking_for_what_is_not_there(path: Path) -> None:
    with Store.open(path) as store:
        assert store.row("EVT-NONE") is None
        assert store.row("nonsense") is None
        assert store.cell_sources("event", "EVT-NONE") == {}
        with pytest.raises(UsageError, match="no document"):
            store.document("none")
        with pytest.raises(UsageError, match="has no column colour"):
            list(store.rows(EventRow, colour="red"))


def test_cells_in_bulk_equal_cells_one_by_one(path: Path) -> None:
    with Store.open(path) as store:
        own = next(store.documents()).id
        cells = list(store.cells(document_id=own))
        for table in ("event", "figure", "ceasefire"):
            for row_id in {cell.row_id for cell in cells if cell.table == table}:
                mine = {cell.column: cell.passages for cell in cells if cell.row_id == row_id}
                assert store.cell_sources(table, row_id) == mine
        assert {cell.table for cell in store.cells(table="reconciled")} == {"reconciled"}


def test_a_record_of_the_first_layout_is_brought_up_to_date_with_its_links(tmp_path: Path) -> None:
    place = tmp_path / "old.db"
    connection = sqlite3.connect(place, isolation_level=None)
    connection.executescript(migrations()[0])
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.execute("INSERT INTO version VALUES (1, 'v')")
    connection.execute("INSERT INTO run VALUES (1, 'link', 1, 'ana', '2020-01-01T00:00:00+00:00')")
    connection.execute("INSERT INTO link VALUES (1, 0, 'same', 'event', 'a', 'b', 0.9, 'm', 'why')")
    connection.close()
    with pytest.raises(StoreError, match="older layout"):
        Store.open(place)
    with Store.open(place, "write") as store:
        assert [(k.kind, k.left_id, k.right_id) for k in store.links()] == [("same", "a", "b")]
        more = Link(kind="suggest", table="event", left_id="a", right_id="c", score=0.5, method="m", reason="why")
        assert store.append_links(VERSION, [more], agent="test", at=NOON)
        assert list(store.links()) == [more]
    raw = sqlite3.connect(place)
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        raw.execute("DELETE FROM link")
