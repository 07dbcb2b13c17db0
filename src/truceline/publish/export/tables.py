"""What an export holds, whatever its format: tables with columns that say what they mean, and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Cell = str | int | float | bool | date | tuple[str, ...] | None
ColumnType = Literal["text", "integer", "number", "boolean", "date", "list"]
Cells = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name as the format demands it, the type of its cells, and what they mean.

    Attributes:
        name: the header.
        type: ``list`` is several texts, in formats without lists joined by "; ".
        meaning: one sentence for the codebook.
        required: no cell is empty.
        values: the closed set, if there is one.
        unit: persons, degrees, seconds …
    """

    name: str
    type: ColumnType
    meaning: str
    required: bool = False
    values: tuple[str, ...] = ()
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of an export; `rows` may be called again and gives the same rows, each as long as `columns`.

    Attributes:
        name: its name in files and sheets.
        meaning: what one row is.
        columns: in order.
        rows: a new iterator over the rows.
        key: the columns that tell rows apart; the first of them is the id that `Product.cite` names.
        refs: columns whose cells are keys of another table: column, table, column there.
        kept: False for a table of millions of rows that follow from the others: its rows are made anew each time, and
            the next export does not compare them.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[Cells]]
    key: tuple[str, ...]
    refs: tuple[tuple[str, str, str], ...] = ()
    kept: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The header."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the selection that the format cannot hold or its rules leave out, and why."""

    id: str
    reason: str


@dataclass(slots=True, kw_only=True)
class Product:
    """Everything that one export says. Left out and cited rows are filled while the rows of its tables are made.

    Attributes:
        tables: the tables, the first one is the main one.
        left_out: what is not in them, and why.
        notes: sentences on how cells came about, for the README of the export.
        cited: exported id, record row and its document: whose passages stand behind a row.
        licence: what the licence of the format's own codes demands, if anything.
    """

    tables: tuple[Table, ...]
    left_out: list[LeftOut] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    cited: list[tuple[str, str, str]] = field(default_factory=list)
    licence: tuple[str, ...] = ()

    def leave_out(self, id: str, reason: str) -> None:
        """Note what is not exported."""
        self.left_out.append(LeftOut(id, reason))

    def cite(self, exported_id: str, row_id: str, document_id: str) -> None:
        """Note that the passages of a record row stand behind an exported row."""
        self.cited.append((exported_id, row_id, document_id))
