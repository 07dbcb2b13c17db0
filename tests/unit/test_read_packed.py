"""Rows packed with gzip: the same documents as unpacked, and what becomes of damaged files and of bombs."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from truceline.model.text import Document, Failure, Skipped
from truceline.read import options, read

NEWS = "Shells fell on the harbour on Tuesday, and the mayor said that nobody was hurt there."
ROWS = "".join(json.dumps({"id": n, "text": f"{NEWS} It was shell {n}."}) + "\n" for n in range(500))


def write(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def documents(path: str) -> list[Document]:
    return [item for item in read([path]) if isinstance(item, Document)]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.ndjson.gz", "a.JSON.gz", "a.jsonl"])
def test_packed_rows_are_the_rows(tmp_path: Path, name: str) -> None:
    plain = documents(write(tmp_path, "plain.jsonl", ROWS.encode()))
    found = documents(write(tmp_path, name, gzip.compress(ROWS.encode())))
    assert len(found) == 500
    assert [d.id for d in found] == [d.id for d in plain]
    assert [d.raw for d in found] == [d.raw for d in plain]
    assert found[7].path.endswith(f"{name}#7")


def test_a_packed_table(tmp_path: Path) -> None:
    (found,) = documents(write(tmp_path, "a.csv.gz", gzip.compress(f'title,text\nHarbour,"{NEWS}"\n'.encode())))
    assert (found.title, found.text) == ("Harbour", NEWS)


def test_rows_that_only_claim_to_be_packed_are_read(tmp_path: Path) -> None:
    assert len(documents(write(tmp_path, "a.jsonl.gz", ROWS.encode()))) == 500


def test_a_file_that_was_cut_off_gives_its_rows_and_a_failure(tmp_path: Path) -> None:
    whole = gzip.compress(ROWS.encode())
    *rows, last = read([write(tmp_path, "a.jsonl.gz", whole[: len(whole) // 2])])
    assert rows
    assert all(isinstance(item, Document) for item in rows)
    assert isinstance(last, Failure)
    assert last.code == "damaged_archive"
    assert "fetch it again" in last.message


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_table_that_was_cut_off_ends_where_it_was_cut(tmp_path: Path, quote: str) -> None:
    table = "text\n" + "".join(f"{quote}{NEWS.replace(',', '')} It was shell {n}.{quote}\n" for n in range(2000))
    *rows, last = read([write(tmp_path, "a.csv.gz", gzip.compress(table.encode())[:-2000])])
    assert rows
    assert all(isinstance(item, Document) for item in rows)
    assert isinstance(last, Failure)
    assert last.code == "damaged_archive"


def test_a_bomb_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "AT_LEAST", 1 << 20)
    (failure,) = read([write(tmp_path, "a.jsonl.gz", gzip.compress(b" " * (1 << 24)))])
    assert isinstance(failure, Failure)
    assert failure.code == "too_large"
    assert "unpack it" in failure.message


def test_what_a_gzip_file_holds_beside_rows_is_refused_in_words(tmp_path: Path) -> None:
    path = write(tmp_path, "notes.gz", gzip.compress(NEWS.encode()))
    (refused,) = read([path])
    assert isinstance(refused, Failure)
    assert (refused.code, ".jsonl.gz" in refused.message) == ("binary_file", True)
    (left_out, failed) = read([str(tmp_path)])
    assert isinstance(left_out, Skipped)
    assert ".csv.gz" in left_out.message
    assert isinstance(failed, Failure)
    (binary,) = read([write(tmp_path, "b.jsonl.gz", gzip.compress(b"ustar\0 00" * 90))])
    assert isinstance(binary, Failure)
    assert binary.code == "binary_file"
