"""Record rows as plain tables: the one place that turns a typed row into columns and text."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NARROWEST = 8


def as_dict(row: Any) -> dict[str, Any]:
    """A record row (any of `model.records`, `model.ledger` or `model.text`) as plain values; dates as ISO 8601."""
    return {f.name: _plain(getattr(row, f.name)) for f in fields(row)}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value


def json_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One JSON object a row."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def nested_json(story: Any) -> str:
    """A story (a dataclass that holds rows and other dataclasses) as one line of JSON; dates as ISO 8601."""
    return json.dumps(asdict(story), ensure_ascii=False, default=str) + "\n"


def csv_lines(rows: Iterable[Mapping[str, Any]], header: Sequence[str] = ()) -> Iterator[str]:
    """CSV with a header; lists joined by ``; ``; text that a spreadsheet would run as a formula gets a ``'`` first.

    Args:
        rows: the rows.
        header: the columns; those of the first row if not given, and then no row gives no header.
    """
    line = _lines()
    if header:
        yield line(header)
    for row in rows:
        if not header:
            header = list(row)
            yield line(header)
        yield line([_cell(row.get(column)) for column in header])


def csv_rows(rows: Iterable[Sequence[Any]], header: Sequence[str]) -> Iterator[str]:
    """The same of rows that are sequences of cells in the order of the header."""
    line = _lines()
    yield line(header)
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"a row of {len(row)} cells under {len(header)} columns")
        yield line([_cell(value) for value in row])


def _lines() -> Callable[[Sequence[str]], str]:
    """Makes one line after the other; a cell with a carriage return is quoted, as the writer's lines end in one."""
    made: list[str] = []
    writer = csv.writer(_Sink(made.append), lineterminator="\r\n")

    def line(cells: Sequence[str]) -> str:
        writer.writerow(cells)
        return made.pop()[:-2] + "\n"

    return line


class _Sink:
    """A file of which only `write` is needed."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self.write = write


def _cell(value: object) -> str:
    if type(value) is str:  # nearly all are
        return "'" + value if value.startswith(FORMULA) else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        value = "; ".join(str(v) for v in value)
    text = str(value)
    return "'" + text if isinstance(value, str) and text.startswith(FORMULA) else text


def text_lines(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], width: int) -> Iterator[str]:
    """Columns of equal width for a terminal; long cells are cut with an ellipsis, but ids never.

    Args:
        rows: the rows.
        columns: which columns, in order.
        width: characters a line may take; 0 for no limit.
    """
    table = [[_cell(row.get(c)).replace("\n", " ") for c in columns] for row in rows]
    if not table:
        return
    sizes = [max(len(c), *(len(r[i]) for r in table)) for i, c in enumerate(columns)]
    loose = [i for i, column in enumerate(columns) if column != "id" and not column.endswith("_id")]
    while width and loose and sum(sizes) + 2 * len(sizes) > width:
        widest = max(loose, key=lambda i: sizes[i])
        if sizes[widest] <= _NARROWEST:
            break
        sizes[widest] -= 1
    for cells in [list(columns), *table]:
        yield "  ".join(_fit(cell, size) for cell, size in zip(cells, sizes, strict=True)).rstrip() + "\n"


def _fit(cell: str, size: int) -> str:
    return cell.ljust(size) if len(cell) <= size else cell[: size - 1] + "…"
