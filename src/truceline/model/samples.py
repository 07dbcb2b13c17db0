"""Samples of cells that several coders judge apart from each other, and what they say of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from truceline.model.ledger import Value
from truceline.model.records import RECORDS, Field, ReportRow, fields_of

Strata = Literal["none", "table", "field"]
CodingKind = Literal["accept", "correct", "not said", "skip", "undo"]
Scale = Literal["nominal", "interval", "days"]

CODES = frozenset({("event", "quad"), ("actor", "inter"), ("place", "geonameid"), ("place", "precision")})
"""Fields whose numbers are names of something: there is no more or less among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Cells drawn by seed from those that `coder` decided on, or from those of a `filter`; it never changes.

    `frame` is how many cells there were to draw from, `size` how many were drawn. With `strata` each table, or each
    field, has as many cells as the others while it has any. From `ended_at` on nobody codes it any more, and what
    the coders said may be seen.
    """

    number: int
    by: str
    at: datetime
    seed: int
    coder: str | None
    filter: str | None
    fields: tuple[tuple[str, str], ...]
    strata: Strata
    frame: int
    size: int
    ended_by: str | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleItem:
    """A cell of a sample as the software read it: `value`, by the statement `statement` of the reading `reading`."""

    n: int
    table: str
    record_id: str
    field: str
    reading: int
    statement: int
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What one coder says of one item; the newest of a coder on an item counts.

    ``accept`` is the software's value, ``correct`` is `value` instead, ``not said`` means that the text gives none,
    ``undo`` takes back the coder's own word on the item.
    """

    number: int
    sample: int
    item: int
    kind: CodingKind
    value: Value | None
    by: str
    at: datetime


def codable() -> dict[str, tuple[Field, ...]]:
    """The fields that a person can judge by a passage, by table: not ids, and not what the software keeps."""
    found = {
        record.table: tuple(field for field in fields_of(record) if not field.kept and field.ref is None)
        for record in RECORDS
        if issubclass(record, ReportRow)
    }
    return {table: fields for table, fields in found.items() if fields}


def scale(table: str, field: Field) -> Scale:
    """How values of a field differ: by being others, by a number, or by days."""
    if field.type is date:
        return "days"
    return "interval" if field.type in (int, float) and (table, field.name) not in CODES else "nominal"
