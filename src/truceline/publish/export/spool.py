"""Rows of an export, made once and kept in a packed file: the format reads them there, and so does the next export."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from truceline.publish.export.tables import Cell, Cells, Column, Product, Table

STATE = "state.jsonl.gz"
"""Name of the file beside an export that holds its rows for the next one to compare with."""
_PACKED = 6  # level of gzip


@dataclass(frozen=True, slots=True)
class Spooled:
    """The product with tables that read their rows from the spool, their SHA-256, and how many each table has.

    `rows` also counts the tables that are not kept: those when they are read for the first time.
    """

    product: Product
    content: str
    rows: dict[str, int]


def spooled(product: Product, path: Path) -> Spooled:
    """Make all rows and keep them in the file at `path`.

    The file is the same to the byte for the same rows: one line of JSON a table (name, key, columns), then one a row.
    Each table is packed for itself, so that it is read without those before it.
    """
    total = sha256()
    numbers = {table.name: 0 for table in product.tables}
    tables = []
    with path.open("wb") as out:
        for table in product.tables:
            if not table.kept:
                tables.append(replace(table, rows=_Counted(table, numbers)))
                continue
            begin, number = out.tell(), -1
            with gzip.GzipFile(filename="", mode="wb", compresslevel=_PACKED, fileobj=out, mtime=0) as packed:
                for line in _lines(table):
                    content = (json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
                    total.update(content)
                    packed.write(content)
                    number += 1
            numbers[table.name] = number
            tables.append(replace(table, rows=_Rows(path, table, begin)))
    product.tables = tuple(tables)
    return Spooled(product, total.hexdigest(), numbers)


def _lines(table: Table) -> Iterator[dict[str, object] | list[object]]:
    yield {"table": table.name, "key": list(table.key), "columns": list(table.names)}
    for row in table.rows():
        if len(row) != len(table.columns):
            raise ValueError(f"table {table.name}: a row of {len(row)} cells under {len(table.columns)} columns")
        yield [_plain(cell) for cell in row]


def _plain(cell: Cell) -> object:
    if isinstance(cell, date):
        return cell.isoformat()
    return list(cell) if isinstance(cell, tuple) else cell


class _Rows:
    """The rows of one table of a spool, which begins at an offset of the file; read anew at each call."""

    def __init__(self, path: Path, table: Table, begin: int) -> None:
        self._path, self._columns, self._begin = path, table.columns, begin

    def __call__(self) -> Iterator[Cells]:
        with self._path.open("rb") as packed:
            packed.seek(self._begin)
            with gzip.open(packed, "rt", encoding="utf-8", newline="\n") as lines:
                _, rows = next(_tables(lines))
                yield from (self._typed(row) for row in rows)

    def _typed(self, row: list[Any]) -> Cells:
        return [_cell(value, column) for value, column in zip(row, self._columns, strict=True)]


class _Counted:
    """The rows of a table that is not kept, counted while they are read."""

    def __init__(self, table: Table, numbers: dict[str, int]) -> None:
        self._table, self._numbers = table, numbers

    def __call__(self) -> Iterator[Cells]:
        number = 0
        for row in self._table.rows():
            number += 1
            yield row
        self._numbers[self._table.name] = number


def _cell(value: Any, column: Column) -> Cell:
    if value is None:
        return None
    if column.type == "date":
        return date.fromisoformat(value)
    return tuple(value) if column.type == "list" else value


def state(path: Path) -> Iterator[tuple[dict[str, Any], Iterator[list[Any]]]]:
    """The tables of a spool: what its first line says, and its rows, which must be read before the next table.

    Raises:
        OSError: the file cannot be read or is damaged.
        ValueError: it is no such file.
    """
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        yield from _tables(lines)


def _tables(lines: IO[str]) -> Iterator[tuple[dict[str, Any], Iterator[list[Any]]]]:
    following: list[dict[str, Any]] = []

    def rows() -> Iterator[list[Any]]:
        for line in lines:
            value = json.loads(line)
            if isinstance(value, dict):
                following.append(value)
                return
            yield value

    first = lines.readline()
    head = json.loads(first) if first else None
    while head is not None:
        if not isinstance(head, dict):
            raise ValueError("this file holds no rows of an export")
        found = rows()
        yield head, found
        for _ in found:
            pass
        head = following.pop() if following else None
