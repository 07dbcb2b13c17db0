"""Exports for tests: all tables of a record as plain cells, a small product of any cells, and CSV read back."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from truceline.model.filters import Filter
from truceline.publish.export.everything import everything
from truceline.publish.export.formats import FORMATS
from truceline.publish.export.tables import Cell, Cells, Column, Product, Table
from truceline.publish.export.writing import Format
from truceline.record import Store

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))

COLUMNS = (
    Column("id", "text", "Id", required=True),
    Column("words", "text", "Words"),
    Column("number", "integer", "Whole number", unit="persons"),
    Column("share", "number", "Number"),
    Column("sure", "boolean", "Truth"),
    Column("day", "date", "Day"),
    Column("who", "list", "Several"),
)
HOSTILE = (
    "=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", 'a "quoted", word; and\nanother\r\nline', "'=1",
    "مدينة النجف \u202eabc\u202c", "e\u0301\u0323", "\x00\x01\x1f\ufffe", "<b>&amp;</b>", "_x0041_", "  spaces  ",
    "https://example.org", "007", "1e5", "TRUE", "2004-08-25", "😀" * 3, "x" * 40_000,
)  # fmt: skip
TEXTS = st.one_of(st.text(st.characters(codec="utf-8"), min_size=1), st.sampled_from(HOSTILE[:-1]))
ROWS = st.tuples(
    st.none() | TEXTS,
    st.none() | st.integers(-(2**53), 2**53),
    st.none() | st.floats(-9e307, 9e307),  # Excel has none beyond
    st.none() | st.booleans(),
    st.none() | st.dates(),
    st.lists(TEXTS, max_size=3).map(tuple),
)


def called(name: str) -> Format:
    """A format by its name."""
    return next(one for one in FORMATS if one.name == name)


def record_cells(path: Path, wanted: Filter | None = None) -> Mapping[str, tuple[Table, Sequence[tuple[Cell, ...]]]]:
    """Each table of everything in a record, with its rows."""
    with Store.open(path) as store:
        tables = everything(store, wanted or Filter()).tables
        return {table.name: (table, [tuple(row) for row in table.rows()]) for table in tables}


def product(*rows: Sequence[Cell]) -> Product:
    """One table of these rows, numbered."""
    made: list[Cells] = [(f"r{n}", *row) for n, row in enumerate(rows)]
    table = Table(name="t", meaning="One", columns=COLUMNS, rows=lambda: iter(made), key=("id",))
    return Product(tables=(table,))


def rows_of(made: Product) -> list[tuple[Cell, ...]]:
    """The rows of its one table."""
    return [tuple(row) for row in made.tables[0].rows()]


def read_csv(path: Path) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file, strict=True)
    return head, rows


def as_csv(cell: Cell) -> str:
    """A cell as a CSV file for spreadsheets has it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    text = "; ".join(cell) if isinstance(cell, tuple) else str(cell)
    formula = isinstance(cell, str | tuple) and text.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{text}" if formula else text
