"""Whatever a report says, every format gives it back, or says what it cannot hold."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyarrow import parquet as arrow

from tests.unit.export_cells import COLUMNS, HOSTILE, ROWS, TEXTS, as_csv, product, read_csv, rows_of
from truceline.publish.export.csvfile import csv_files
from truceline.publish.export.excel import CHARACTERS, FILE, excel
from truceline.publish.export.kml import _text
from truceline.publish.export.package import package
from truceline.publish.export.parquet import parquet
from truceline.publish.export.spool import spooled, state
from truceline.publish.export.sqlitefile import _create, _values
from truceline.publish.export.tables import Cell

Rows = list[tuple[Cell, ...]]
TABLES = st.lists(ROWS, max_size=6)
EVERY_HOSTILE: Rows = [(words, n, 0.0, True, None, (words, words)) for n, words in enumerate(HOSTILE)]
NOTHING_AND_ZERO: Rows = [("", 0, 0.0, False, None, ()), (None, None, None, None, None, ())]
often = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all examples of a test write."""
    return tmp_path_factory.mktemp("cells")


@often
@given(TABLES)
@example(EVERY_HOSTILE)
def test_the_spool_gives_back_every_cell(folder: Path, rows: Rows) -> None:
    made = product(*rows)
    before = rows_of(made)
    spool = spooled(made, folder / "state.jsonl.gz")
    assert [tuple(row) for row in spool.product.tables[0].rows()] == before
    assert spool.rows == {"t": len(rows)}
    assert [head["table"] for head, found in state(folder / "state.jsonl.gz") if list(found) is not None] == ["t"]


@often
@given(TABLES)
@example(EVERY_HOSTILE)
def test_csv_gives_back_every_cell_and_no_formula(folder: Path, rows: Rows) -> None:
    made = product(*rows)
    path, _ = csv_files(made, folder)
    _, found = read_csv(path)
    assert found == [[as_csv(cell) for cell in row] for row in rows_of(made)]
    texts = [row[place] for row in found for place, column in enumerate(COLUMNS) if column.type in ("text", "list")]
    assert not any(text.startswith(("=", "+", "-", "@", "\t", "\r")) for text in texts)


@often
@given(TABLES)
@example(EVERY_HOSTILE)
def test_the_package_gives_back_every_cell_as_it_is(folder: Path, rows: Rows) -> None:
    made = product(*rows)
    package(made, folder)
    with (folder / "t.csv").open(encoding="utf-8", newline="") as file:
        _, *found = csv.reader(file, strict=True)
    assert [from_csv(row) for row in found] == rows_of(made)


def from_csv(row: Sequence[str]) -> tuple[Cell, ...]:
    """A row of the package by the types of its columns, as the descriptor has them."""
    read: dict[str, Any] = {"text": str, "integer": int, "number": float, "boolean": "true".__eq__,
                            "date": date.fromisoformat, "list": lambda words: tuple(json.loads(words))}  # fmt: skip
    return tuple(None if words == "" else read[column.type](words) for words, column in zip(row, COLUMNS, strict=True))


@often
@given(TABLES)
@example(NOTHING_AND_ZERO)
@example(EVERY_HOSTILE)
def test_parquet_gives_back_every_cell_and_keeps_nothing_and_zero_apart(folder: Path, rows: Rows) -> None:
    made = product(*rows)
    parquet(made, folder)
    found = arrow.read_table(folder / "t.parquet").to_pydict()
    plain = [tuple(list(cell) if isinstance(cell, tuple) else cell for cell in row) for row in rows_of(made)]
    assert list(zip(*(found[column.name] for column in COLUMNS), strict=True)) == plain


@often
@given(TABLES)
@example(NOTHING_AND_ZERO)
@example(EVERY_HOSTILE)
def test_sql_gives_back_every_cell_and_keeps_nothing_and_zero_apart(rows: Rows) -> None:
    made = product(*rows)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(_create(made.tables[0]))
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?)", _values(made.tables[0].rows()))
        found = connection.execute("SELECT * FROM t ORDER BY rowid").fetchall()
    assert [from_sql(row) for row in found] == rows_of(made)


def from_sql(row: Sequence[Any]) -> tuple[Cell, ...]:
    """A row of SQL by the types of its columns."""
    read: dict[str, Any] = {"boolean": bool, "date": date.fromisoformat, "list": lambda words: tuple(json.loads(words))}
    same = lambda cell: cell  # noqa: E731
    return tuple(
        None if cell is None else read.get(column.type, same)(cell) for cell, column in zip(row, COLUMNS, strict=True)
    )


@often
@given(TABLES)
@example(EVERY_HOSTILE)
def test_excel_gives_back_every_cell_or_says_that_it_cut_it(folder: Path, rows: Rows) -> None:
    made = product(*rows)
    excel(made, folder)
    with closing(openpyxl.load_workbook(folder / FILE)) as book:
        _, *found = book["t"].iter_rows(values_only=True)
        kinds = {cell.data_type for line in book["t"].iter_rows(min_row=2) for cell in line}
    cut = {left.id for left in made.left_out}
    wanted = rows_of(made)
    assert len(found) == len(wanted)
    for told, row in zip(found, wanted, strict=True):
        for said, cell in zip(told, row, strict=True):
            kept = as_excel(cell)
            if isinstance(kept, str) and len(kept.encode("utf-16-le")) // 2 > CHARACTERS:
                assert row[0] in cut
                assert len(unescaped(said)) > CHARACTERS // 2
                assert kept.startswith(unescaped(said))
            elif isinstance(kept, float):
                assert said == pytest.approx(kept, rel=1e-15, abs=0)
            else:
                assert unescaped(said) == kept
    assert "f" not in kinds


def as_excel(cell: Cell) -> Any:
    """What a workbook has for a cell: no value for none and for an empty list."""
    if isinstance(cell, tuple):
        return "; ".join(cell) or None
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day) if cell >= date(1900, 3, 1) else cell.isoformat()
    return cell or None if isinstance(cell, str) else cell


def unescaped(cell: Any) -> Any:
    """Text as Excel reads it: ``_x0001_`` is a control character."""
    if not isinstance(cell, str):
        return cell
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), cell)


@often
@given(TEXTS)
def test_kml_holds_any_text_and_no_balloon_runs_it(words: str) -> None:
    said = ElementTree.parse(io.StringIO(f"<value>{_text(words)}</value>")).getroot().text or ""
    assert "<" not in said
    assert unescape(said) == re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", words)
