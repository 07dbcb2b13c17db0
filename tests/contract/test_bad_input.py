"""Bad input: a clear message that names the file, the rest goes on, nothing recorded is lost."""

from __future__ import annotations

import builtins
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.contract.conftest import GOOD, Call
from truceline.cli.app import app
from truceline.errors import UsageError
from truceline.model.text import Document, Failure
from truceline.read import read


def titles(call: Call, record: Path) -> list[str]:
    """Paths of the documents that a record holds, without folders."""
    listed = call("show", "documents", "--json", "--record", record)
    return [Path(json.loads(line)["path"]).name for line in listed.out.splitlines()]


BAD: dict[str, tuple[str, bytes, str]] = {
    "empty file": ("empty.txt", b"", "empty_file"),
    "white space only": ("blank.txt", b" \n\t\n", "empty_file"),
    "binary file": ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4, "binary_file"),
    "JSON Lines that is none": ("rows.jsonl", b'{"text": "Nothing happened here on Monday."}\n{"text": \n', "bad_json"),
    "a row without text": ("rows.jsonl", b'{"title": "no text"}\n', "no_text"),
    "CSV without header": ("rows.csv", b"1,some words\n2,more words\n", "no_header"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_the_rest_goes_on(name: str, call: Call, folder: Path, tmp_path: Path) -> None:
    file, content, code = BAD[name]
    (folder / file).write_bytes(content)
    record = tmp_path / "r.db"
    done = call("read", folder, "--record", record, "--jobs", 1)
    assert done.status == 1
    assert file in done.err
    assert "good.txt" in titles(call, record)
    failures = [json.loads(line) for line in call("show", "failures", "--json", "--record", record).out.splitlines()]
    assert [f["code"] for f in failures if file in f["path"] and f["message"]] == [code]


def test_a_truncated_utf8_file_is_read_as_far_as_it_goes(call: Call, folder: Path, tmp_path: Path) -> None:
    (folder / "cut.txt").write_bytes("Rebels shelled Fallujah on Monday, said Dr. Núñez é".encode()[:-1])
    record = tmp_path / "r.db"
    call("read", folder, "--record", record, "--jobs", 1)
    assert titles(call, record) == ["cut.txt", "good.txt"] or titles(call, record) == ["good.txt", "cut.txt"]


def test_a_file_too_large_is_refused_with_its_limit(call: Call, folder: Path, tmp_path: Path) -> None:
    with (folder / "large.txt").open("wb") as out:
        out.truncate(50 * 1024 * 1024)
        out.write(b"words " * 100)
    done = call("read", folder, "--record", tmp_path / "r.db", "--jobs", 1)
    assert done.status == 1
    assert "large.txt" in done.err
    assert "MB" in done.err


def test_one_endless_line_is_read(call: Call, folder: Path, tmp_path: Path) -> None:
    line = ("The army shelled the town again and " * 6000)[:200_000]
    (folder / "line.txt").write_text(line, encoding="utf-8")
    record = tmp_path / "r.db"
    assert call("read", folder, "--record", record, "--jobs", 1).status == 0
    assert sorted(titles(call, record)) == ["good.txt", "line.txt"]


def test_broken_html_is_read_or_named(call: Call, folder: Path, tmp_path: Path) -> None:
    broken = "<html><body><p>Gunmen killed four people in Mosul on Monday, police said.<div><p>No <b>group claimed it.</html>"
    (folder / "broken.html").write_text(broken, encoding="utf-8")
    done = call("read", folder, "--record", tmp_path / "r.db", "--jobs", 1)
    assert "broken.html" in titles(call, tmp_path / "r.db") or "broken.html" in done.err


def test_a_file_that_is_not_there(call: Call, folder: Path, tmp_path: Path) -> None:
    done = call("read", folder, tmp_path / "gone.txt", "--record", tmp_path / "r.db", "--jobs", 1)
    assert done.status == 1
    assert "gone.txt" in done.err
    assert titles(call, tmp_path / "r.db") == ["good.txt"]


def test_a_file_that_vanishes_while_the_folder_is_read(folder: Path) -> None:
    (folder / "later.txt").write_text(GOOD, encoding="utf-8")
    items = read([str(folder)])
    first = next(items)
    (folder / "later.txt").unlink()
    rest = list(items)
    assert isinstance(first, Document)
    assert [type(item) for item in rest] == [Failure]
    assert "later.txt" in str(rest[0])


def test_no_permission(call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = folder / "locked.txt"
    locked.write_text("Words", encoding="utf-8")
    _refuse(monkeypatch, locked)
    done = call("read", folder, "--record", tmp_path / "r.db", "--jobs", 1)
    assert done.status == 1
    assert "locked.txt" in done.err
    assert "good.txt" in titles(call, tmp_path / "r.db")


def _refuse(monkeypatch: pytest.MonkeyPatch, locked: Path) -> None:
    """Makes opening `locked` fail as for a stranger: the tests may run as a user to whom nothing is forbidden."""
    real = builtins.open

    def opened(file: Any, *arguments: Any, **options: Any) -> Any:
        if str(file).endswith(locked.name):
            raise PermissionError(13, "Permission denied", str(file))
        return real(file, *arguments, **options)

    monkeypatch.setattr(builtins, "open", opened)


def test_a_date_that_is_none(call: Call, folder: Path, tmp_path: Path) -> None:
    (folder / "good.meta.yaml").write_text("published: the day before\n", encoding="utf-8")
    done = call("read", folder, "--record", tmp_path / "r.db", "--jobs", 1)
    assert done.status == 1
    assert "good.meta.yaml" in done.err
    assert "published" in done.err
    assert call("read", folder, "--published", "2004-13-01", "--record", tmp_path / "r.db").status == 2


def test_a_text_in_arabic_is_skipped_with_its_reason(call: Call, folder: Path, tmp_path: Path) -> None:
    (folder / "arabic.txt").write_text(
        "قالت الشرطة إن ستة أشخاص قتلوا في انفجار قنبلة شمال المدينة يوم الاثنين.\n" * 3, encoding="utf-8"
    )
    record = tmp_path / "r.db"
    assert call("read", folder, "--record", record, "--jobs", 1).status == 0
    skipped = [json.loads(line) for line in call("show", "skipped", "--json", "--record", record).out.splitlines()]
    assert [Path(s["path"]).name for s in skipped] == ["arabic.txt"]
    assert "ar" in skipped[0]["message"]


def test_an_empty_folder(call: Call, tmp_path: Path) -> None:
    empty = tmp_path / "nothing"
    empty.mkdir()
    done = call("read", empty, "--record", tmp_path / "r.db", "--jobs", 1)
    assert done.status == 1
    assert "nothing" in done.err


def test_a_record_that_is_no_database(call: Call, folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "notes.db"
    record.write_text("my notes, not a record\n" * 100, encoding="utf-8")
    done = call("read", folder, "--record", record, "--jobs", 1)
    assert done.status == 3
    assert "notes.db" in done.err
    assert record.read_text(encoding="utf-8").startswith("my notes")


def test_a_database_of_something_else(call: Call, folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "other.db"
    with closing(sqlite3.connect(record)) as other:
        other.execute("CREATE TABLE mine (a)")
        other.commit()
    assert call("read", folder, "--record", record, "--jobs", 1).status == 3
    assert call("show", "events", "--record", record).status == 3


def test_a_record_of_a_newer_version(call: Call, folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    assert call("read", folder, "--record", record, "--jobs", 1).status == 0
    with closing(sqlite3.connect(record)) as raw:
        raw.execute("PRAGMA user_version = 9999")
    done = call("show", "events", "--record", record)
    assert done.status == 3
    assert "newer" in done.err


def test_a_record_that_another_process_writes(
    call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "r.db"
    assert call("read", folder, "--record", record, "--jobs", 1).status == 0
    monkeypatch.setenv("TRUCELINE_BUSY_SECONDS", "0.1")
    (folder / "more.txt").write_text(GOOD.replace("six", "seven"), encoding="utf-8")
    with closing(sqlite3.connect(record, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = call("read", folder, "--record", record, "--jobs", 1)
        assert done.status == 3
        assert "another" in done.err
        assert titles(call, record) == ["good.txt"]
        other.execute("ROLLBACK")
    assert call("read", folder, "--record", record, "--jobs", 1).status == 0
    assert len(titles(call, record)) == 2


def test_no_record_there(call: Call, tmp_path: Path) -> None:
    done = call("show", "events", "--record", tmp_path / "missing.db")
    assert done.status == 3
    assert "missing.db" in done.err


def test_usage_errors_have_their_status(call: Call, tmp_path: Path) -> None:
    assert call("read").status == 2
    assert call("show", "dragons").status == 2
    assert call("show", "events", "--json", "--csv", "--record", tmp_path / "r.db").status == 2


PLACES = "country,kind,name,also,lat,lon,parent,source\n"


def test_a_bad_file_of_places_stops_before_anything_is_read(call: Call, folder: Path, tmp_path: Path) -> None:
    mine, record = tmp_path / "mine.csv", tmp_path / "r.db"
    mine.write_text(f"{PLACES}IRQ,site,Camp Xylo,,44.39,33.3,,\nIRQ,tower,Camp Yew,,33.3,44.39,,\n", "utf-8")
    done = call("read", folder, "--places", mine, "--record", record)
    assert done.status == 2
    assert f"{mine}, line 2: Camp Xylo: 44.39, 33.3 is not in IRQ" in done.err
    assert f"{mine}, line 3: 'tower' is no kind" in done.err
    assert not record.exists()
    assert call("places", "check", mine).status == 2


def test_places_of_ones_own(call: Call, tmp_path: Path) -> None:
    mine, report = tmp_path / "mine.csv", tmp_path / "report.txt"
    mine.write_text(f"{PLACES}IRQ,site,Camp Xylo,,33.3,44.39,Baghdad,the desk\n", "utf-8")
    report.write_text("BAGHDAD — A bomb killed four soldiers at Camp Xylo in Iraq on Monday, police said.\n")
    assert call("places", "check", mine).err == "1 places, nothing wrong\n"
    shown = call("places", "show", "camp xylo", "--places", mine)
    assert shown.out.startswith("1.00  Camp Xylo (site, Baghdad, IRQ): 33.300, 44.390, precision 1, source your file")
    assert call("places", "show", "Camp Xylo").status == 1
    for own, lat in (((), None), (("--places", mine), 33.3)):
        done = call("extract", report, "--published", "2008-04-01", *own)
        (place,) = [p for p in json.loads(done.out)["places"] if p["name"] == "Camp Xylo"]
        assert place["lat"] == lat


def test_candidates_of_a_name_with_their_shares(call: Call) -> None:
    first = call("places", "show", "Tripoli", "--near", "LBN").out.splitlines()[0]
    assert "LBN" in first
    unsure = call("places", "show", "Springfield")
    assert "unresolved" in unsure.err
    assert call("places", "show", "Tripoli", "--near", "Lebanon").status == 2


def test_a_day_at_the_edge_of_the_calendar_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Shelling killed 12 people in Basra on Sunday, police said.", encoding="utf-8")
    given = ["read", str(tmp_path / "a.txt"), "--record", str(tmp_path / "r.db"), "--published", "0001-01-03"]
    result = CliRunner().invoke(app, given)
    assert isinstance(result.exception, UsageError)
    assert "years 1000 to 2999" in str(result.exception)
