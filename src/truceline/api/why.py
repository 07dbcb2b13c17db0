"""Why a row of a record says what it says: every cell with the passages behind it, and what people decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from truceline.api.columns import Column, columns_of
from truceline.api.frames import Library, frame
from truceline.api.html import Shown
from truceline.api.passages import Passage, passage_in
from truceline.errors import UsageError
from truceline.model.ledger import DocumentInfo, Value
from truceline.model.records import TABLES
from truceline.record.reader import Reader
from truceline.record.views.rows import shown

_COLUMNS = (
    Column("field", str, "Column of the row"),
    Column("value", str, "Its value"),
    Column("document_id", str, "The report", ref="document"),
    Column("start", int, "Where the words begin in its text, code points"),
    Column("end", int, "Where they end"),
    Column("text", str, "The words"),
    Column("sentence", str, "Their sentence"),
    Column("basis", str, "Whether they state the value, or it was carried over or inferred"),
    Column("source", str, "Who says so; empty for the report itself"),
    Column("decision", int, "Number of the decision that entered the cell, if one did"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A filled cell: its value, the passages that say it, and the numbers of the decisions that entered it."""

    field: str
    help: str
    value: Value
    passages: tuple[Passage, ...]
    decisions: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why(Shown):
    """A row of a record with the passages behind each of its cells.

    >>> import truceline
    >>> record = truceline.open("demo.db")
    >>> figure = next(row for row in record.table("figures") if row.verbatim == "dozens, possibly hundreds")
    >>> why = record.why(figure.id)
    >>> why.table, why["low"].value, why["low"].passages[0].text
    ('figure', 24, 'dozens, possibly hundreds')
    """

    id: str
    table: str
    review: str | None
    document: DocumentInfo | None
    cells: tuple[Cell, ...]

    def __getitem__(self, field: str) -> Cell:
        """The cell of a field.

        Raises:
            UsageError: the row has no such field, or it is empty.
        """
        found = next((cell for cell in self.cells if cell.field == field), None)
        if found is None:
            filled = ", ".join(cell.field for cell in self.cells)
            raise UsageError(f"{field}: is empty in {self.id}, or no field of it; filled are {filled}")
        return found

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages of the row, each once, in the order of the text."""
        found = {(p.document_id, p.start, p.end): p for cell in reversed(self.cells) for p in cell.passages}
        return tuple(found[key] for key in sorted(found))

    @property
    def together(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells, those that rest on the same passages together, in the order of the first of them."""
        found: dict[object, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault((cell.passages, cell.decisions), []).append(cell)
        return tuple(map(tuple, found.values()))

    def to_frame(self, frames: Library | None = None) -> Any:
        """One row for each passage of each cell."""
        rows = [
            (c.field, _word(c.value), p.document_id, p.start, p.end, p.text, p.sentence, p.basis, p.source, p.decision)
            for c in self.cells
            for p in c.passages
        ]
        return frame(_COLUMNS, rows, frames)

    def __repr__(self) -> str:
        lines = [f"{self.table} {self.id}"]
        for cell in self.cells:
            said = " | ".join(dict.fromkeys(p.marked for p in cell.passages)) or "entered by a person"
            lines.append(f"  {cell.field} = {_word(cell.value)}: {said}")
        return "\n".join(lines)


def why(reader: Reader, record_id: str) -> Why:
    """The passages behind a row.

    Raises:
        UsageError: there is no such row.
    """
    found = shown(reader, record_id)
    if found is None:
        raise UsageError(f"{record_id}: there is no such row in {reader.path}; the column id of a table lists them")
    help_of = {column.name: column.help for column in columns_of(TABLES[found.table])}
    cells = [
        Cell(
            field=cell.field,
            help=help_of[cell.field],
            value=cell.value,
            passages=tuple(p for p in map(passage_in, cell.passages) if p is not None),
            decisions=tuple(dict.fromkeys(p.decision for p in cell.passages if p.decision is not None)),
        )
        for cell in found.cells
        if cell.value is not None and cell.value != () and cell.passages
    ]
    return Why(id=found.id, table=found.table, review=found.review, document=found.document, cells=tuple(cells))


def _word(value: Value) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value)
