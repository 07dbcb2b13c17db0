"""Rows of an export, made once and kept in a packed file: the format reads them there, and so does the next export."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from truceline.publish.export.tables import Cell, Cells, Column, Product, Table

STATE = "state.jsonl.gz"
"""Name of the file beside an export that holds its rows for the next one to compare with."""


def spooled(product: Product, path: Path) -> tuple[Product, str]:
    """Make all rows, and give the product with tables that read them from the file at `path`, and their SHA-256.

    The file is the same to the byte for the same rows: one line of JSON a table (name, key, columns), then one a row.
    """
    total = sha256()
    with path.open("wb") as packed, gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as out:
        for table in product.tables:
            lines = _lines(table)
            for line in lines:
                content = (json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
                total.update(content)
                out.write(content)
    product.tables = tuple(replace(table, rows=_reader(path, table)) for table in product.tables)
    return product, total.hexdigest()


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
    """The rows of one table of a spool, read anew at each call."""

    def __init__(self, path: Path, table: Table) -> None:
        self._path, self._name, self._columns = path, table.name, table.columns

    def __call__(self) -> Iterator[Cells]:
        for head, rows in state(self._path):
            if head["table"] == self._name:
                yield from (self._typed(row) for row in rows)
                return

    def _typed(self, row: list[Any]) -> Cells:
        return [_cell(value, column) for value, column in zip(row, self._columns, strict=True)]


def _reader(path: Path, table: Table) -> _Rows:
    return _Rows(path, table)


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
        head: dict[str, Any] | None = None
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
                raise ValueError(f"{path} holds no rows of an export")
            found = rows()
            yield head, found
            for _ in found:
                pass
            head = following.pop() if following else None
