"""Columns of the tables that users get: name, kind of value, meaning; from the declarations of the record tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from truceline.model.records import Row, fields_of
from truceline.model.vocabulary import EVENT_TYPES

JOIN = "; "
_CLOSED: Mapping[tuple[str, str], tuple[str, ...]] = {("event", "type"): EVENT_TYPES}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `type` is ``str``, ``int``, ``float``, ``bool``, ``date``, ``datetime`` or ``tuple``.

    A ``tuple`` (several words) stands in a frame as text joined by "; ", as in the record and its CSV files; `values`
    is the closed set of a column that has one.
    """

    name: str
    type: type
    help: str
    values: tuple[str, ...] = ()
    ref: str | None = None


def columns_of(record: type[Row]) -> tuple[Column, ...]:
    """The columns of a record table, with the meanings declared there."""
    found = (Column(f.name, f.type, f.help, f.values, f.ref) for f in fields_of(record))
    return tuple(replace(c, values=_CLOSED.get((record.table, c.name), c.values)) for c in found)


def cell(column: Column, value: object) -> object:
    """The value as a frame holds it; nothing is ``None``."""
    if column.type is tuple:
        return JOIN.join(map(str, value)) or None if isinstance(value, tuple | list) else value
    return value
