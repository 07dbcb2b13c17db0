"""One table of a record, read only when it is asked for rows or made a frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from truceline.api.columns import JOIN, Column
from truceline.api.frames import Library, frame, library, pandas_frame, polars_frame
from truceline.api.html import rendered
from truceline.api.opened import Opened
from truceline.api.tables import Shape
from truceline.errors import UsageError
from truceline.model.filters import Filter

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Frame = TypeVar("Frame")
_BATCH = 20_000  # rows whose joined cells are read at once
_HEAD = 5
_NOTHING: Mapping[str, object] = {}


class Table(Generic[Frame]):
    """A table with the rows that meet the record's filter.

    Rows are typed: an event of the table ``events`` is a `truceline.model.records.EventRow`, and so on; a frame has the
    joined columns besides.

    >>> import truceline
    >>> events = truceline.open("demo.db").where(type="shelling").table("events")
    >>> events
    <Table events: 13 rows>
    >>> {event.type for event in events}
    {'shelling'}
    >>> events.to_polars().shape[0] == len(events)
    True
    """

    def __init__(self, opened: Opened, shape: Shape, wanted: Filter, frames: Library | None) -> None:
        self._opened, self._shape, self._wanted, self._frames = opened, shape, wanted, frames

    @property
    def name(self) -> str:
        """Its name."""
        return self._shape.name

    @property
    def help(self) -> str:
        """What a row is."""
        return self._shape.help

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns with their meanings."""
        return self._shape.columns

    def __iter__(self) -> Iterator[Any]:
        yield from self._shape.rows(self._opened.store, self._wanted)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, id: str | int) -> Any:
        """The row with this id (of a decision: number).

        Raises:
            UsageError: there is none, or the filter leaves it out.
        """
        found = next((row for row in self if id in (getattr(row, "id", None), getattr(row, "number", None))), None)
        if found is None:
            raise UsageError(f"{id}: no such row in the table {self.name}, as it is filtered")
        return found

    def to_frame(self) -> Frame:
        """A frame of the library that the record was opened with.

        Raises:
            MissingPackage: neither pandas nor Polars is installed.
        """
        made: Frame = frame(self.columns, self._cells(), self._frames)
        return made

    def to_pandas(self) -> pd.DataFrame:
        """A pandas DataFrame.

        Raises:
            MissingPackage: pandas is not installed.
        """
        library("pandas")
        return pandas_frame(self.columns, self._cells())

    def to_polars(self) -> pl.DataFrame:
        """A Polars DataFrame.

        Raises:
            MissingPackage: Polars is not installed.
        """
        library("polars")
        return polars_frame(self.columns, self._cells())

    def to_dicts(self) -> Iterator[dict[str, object]]:
        """Rows as plain dicts, with the joined columns; without pandas or Polars."""
        names = [column.name for column in self.columns]
        return (dict(zip(names, cells, strict=True)) for cells in self._cells())

    def _cells(self, most: int | None = None) -> Iterator[tuple[object, ...]]:
        shape, rows = self._shape, islice(iter(self), most)
        names = [column.name for column in shape.columns]
        while batch := list(islice(rows, _BATCH)):
            further = {} if shape.further is None else shape.further(self._opened.store, batch)
            for row in batch:
                known = shape.cells(row) if shape.cells is not None else further.get(row.id, _NOTHING)
                yield tuple([known[name] if name in known else getattr(row, name, None) for name in names])

    def __repr__(self) -> str:
        number = len(self)
        return f"<Table {self.name}: {number:,} {'row' if number == 1 else 'rows'}>"

    def _repr_html_(self) -> str:
        def shown(value: object) -> str:
            if isinstance(value, tuple):
                return JOIN.join(map(str, value))
            return "" if value is None else str(value)

        rows = [[shown(value) for value in cells] for cells in self._cells(_HEAD)]
        filled = [n for n in range(len(self.columns)) if any(row[n] for row in rows)]
        names = [self.columns[n].name for n in filled]
        return rendered(
            "table", it=self, number=len(self), names=names, rows=[[row[n] for n in filled] for row in rows]
        )
