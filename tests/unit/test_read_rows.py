"""JSON Lines and CSV."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.model.text import KNOWN, Document, Failure, Skipped
from truceline.read import ReadOptions, lines, read, rows
from truceline.read.lines import Lines, Stream

NEWS = "The governor said that rebels and the army stopped firing on Tuesday."


def found(tmp_path: Path, name: str, content: str | bytes) -> list[Document | Skipped | Failure]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read([str(path)]))


def tails(items: list[Document | Skipped | Failure]) -> list[str]:
    return [item.path.rsplit("#")[-1] if isinstance(item, Document) else getattr(item, "code", "") for item in items]


def test_a_row_is_a_document(tmp_path: Path) -> None:
    row = {"id": "x1", "text": NEWS, "title": "T", "outlet": "O", "url": "http://o.example", "date": "2005-05-04"}
    raw = json.dumps(row).encode()
    (item,) = found(tmp_path, "a.jsonl", raw + b"\r\n")
    assert isinstance(item, Document)
    assert (item.text, item.raw, item.media_type) == (NEWS, raw, "application/json")
    assert (item.title, item.outlet, item.url) == ("T", "O", "http://o.example")
    assert (item.published, item.published_basis) == (date(2005, 5, 4), "metadata")
    assert item.path == f"{tmp_path / 'a.jsonl'}#x1"
    assert [block.role for block in item.blocks] == ["body"]


def test_bad_rows_do_not_stop_the_rest(tmp_path: Path) -> None:
    content = "\n".join(
        [
            json.dumps({"text": NEWS}),
            "not json",
            '{"text": "cut off',
            "",
            json.dumps({"words": NEWS}),
            json.dumps([NEWS]),
            json.dumps({"text": "  "}),
            json.dumps({"text": NEWS, "published": "soon"}),
            json.dumps({"text": NEWS, "title": ["a"]}),
            json.dumps({"text": 7}),
            json.dumps({"text": NEWS, "language": "fr"}),
            "[" * 100_000,
            json.dumps({"text": NEWS, "id": 12, "published": None, "title": ""}),
        ]
    )
    items = found(tmp_path, "a.ndjson", content)
    assert tails(items) == [
        "1", "bad_json", "bad_json", "no_text", "bad_json", "empty_text", "bad_metadata", "bad_metadata", "no_text",
        "not_english", "bad_json", "12",
    ]  # fmt: skip
    bad = items[1]
    assert isinstance(bad, Failure)
    assert "line 2" in bad.message
    assert bad.path.endswith("#2")


def test_json_over_several_lines_fails_once(tmp_path: Path) -> None:
    assert tails(found(tmp_path, "a.jsonl", json.dumps({"text": NEWS}, indent=1))) == ["bad_json"]


def test_half_a_surrogate_pair_does_not_reach_the_text(tmp_path: Path) -> None:
    (item,) = found(tmp_path, "a.jsonl", '{"text": "Two men \\ud83d died in the old town."}')
    assert isinstance(item, Document)
    assert item.text == "Two men \ufffd died in the old town."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_many_makers(tmp_path: Path, encoding: str, delimiter: str) -> None:
    table = io.StringIO()
    writer = csv.writer(table, delimiter=delimiter)
    writer.writerows(
        [["ID", " Text ", "Published"], ["k", f'{NEWS} Café “Sol”,;\n“x” "y"', "2005-05-04"], ["", NEWS, ""]]
    )
    items = found(tmp_path, "a.csv", table.getvalue().encode(encoding))
    assert tails(items) == ["1", "2"]
    first, second = items
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.text == f'{NEWS} Café “Sol”,;\n“x” "y"'
    assert first.published == date(2005, 5, 4)
    assert second.published is None
    assert second.media_type == "text/csv"


def test_the_bytes_of_a_csv_row_are_its_own(tmp_path: Path) -> None:
    items = found(tmp_path, "a.csv", f'text,outlet\r\n"{NEWS}\r\nMore.",A\r\n{NEWS},B\r\n')
    assert [item.raw for item in items if isinstance(item, Document)] == [
        f'"{NEWS}\r\nMore.",A'.encode(),
        f"{NEWS},B".encode(),
    ]


def test_excel_may_state_the_delimiter(tmp_path: Path) -> None:
    assert tails(found(tmp_path, "a.csv", f"sep=;\ntext;outlet\n{NEWS};A\n")) == ["1"]


def test_a_missing_header_names_the_columns(tmp_path: Path) -> None:
    (item,) = found(tmp_path, "a.csv", f"2005-05-04,{NEWS}\n")
    assert isinstance(item, Failure)
    assert item.code == "no_header"
    assert "text" in item.message
    assert "published" in item.message


def test_bad_csv_rows_do_not_stop_the_rest(tmp_path: Path) -> None:
    content = (
        f'text,published\n{NEWS},\n\n,2005-05-04\n{NEWS},never\n"{NEWS} never closed,\n{NEWS},\n5" shells fell.,\n'
    )
    assert tails(found(tmp_path, "a.csv", content)) == ["1", "empty_text", "bad_metadata", "bad_row", "5", "6"]


def test_a_row_has_the_limit_of_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LIMIT", 200)
    monkeypatch.setattr(rows, "LIMIT", 200)
    long = json.dumps({"text": "word " * 100})
    assert tails(found(tmp_path, "a.jsonl", f"{long}\n{json.dumps({'text': NEWS})}\n{long}")) == [
        "too_large",
        "2",
        "too_large",
    ]
    quoted = '"' + "\n".join(["line of words"] * 30) + '"'
    kinds = tails(found(tmp_path, "a.csv", f"text\n{NEWS}\n{quoted}\n"))
    assert kinds[:2] == ["1", "too_large"]


def test_rows_are_streamed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps({'text': NEWS})}\n" * 50)
    reading = read([str(path)])
    assert isinstance(next(reading), Document)
    reading.close()  # type: ignore[attr-defined]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300).map(lambda raw: raw.replace(b"\0", b"")), st.integers(0, 300))
def test_lines_lose_no_byte(raw: bytes, ahead: int) -> None:
    raw = b"x" + raw
    stream = Stream(io.BytesIO(raw[ahead:]), raw[:ahead])
    assert b"".join(line.raw for line in Lines(stream, "a")) == raw


def test_a_known_document_is_not_built_again(tmp_path: Path) -> None:
    rows = [{"text": "Troops left Basra.", "published": "2008-04-01"}, {"text": "Troops left Najaf."}]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    first, second = read([str(file)])
    assert isinstance(first, Document)
    again = list(read([str(file)], ReadOptions(known=frozenset({first.id}))))
    assert isinstance(again[0], Skipped)
    assert again[0].code == KNOWN
    assert again[1] == second


@pytest.mark.parametrize(("name", "row"), [("a.jsonl", "\n"), ("a.jsonl", "nothing\n"), ("a.csv", ",\n")])
def test_rows_without_a_report_end_somewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, row: str
) -> None:
    monkeypatch.setattr(rows, "BARREN_ROWS", 50)
    good = f'{{"text": "{"Two men were freed on Monday."}"}}\n' if name == "a.jsonl" else "Two men were freed.,\n"
    head = "" if name == "a.jsonl" else "text,x\n"
    path = tmp_path / name
    path.write_text(head + (row * 40 + good) * 3 + row * 100 + good)
    found = list(read([str(path)]))
    assert sum(isinstance(item, Document) for item in found) == 3
    assert isinstance(found[-1], Failure)
    assert found[-1].code == "too_many_rows"
