"""What every row of a record table has, and how its fields are declared: once, in the class, with their meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from types import NoneType, UnionType
from typing import Annotated, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

Review = Literal["draft", "accepted", "corrected", "rejected"]


@dataclass(frozen=True, slots=True)
class Doc:
    """What a field means; `ref` names the table that its value is an id of; `kept` fields need no passage."""

    help: str
    ref: str | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a record table."""

    table: ClassVar[str]
    prefix: ClassVar[str]
    anchor: ClassVar[str]

    id: Annotated[str, Doc("Stable id of the row, made from its content", kept=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow(Row):
    """A row that comes from one report."""

    document_id: Annotated[str, Doc("Document that the row was read in", ref="document", kept=True)]
    position: Annotated[int, Doc("Offset in the document's text where its words begin", kept=True)]
    review: Annotated[Review, Doc("What a person decided: draft, accepted, corrected or rejected", kept=True)]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record table, as declared above.

    `type` is ``str``, ``int``, ``float``, ``bool``, ``date`` or ``tuple``; `values` the closed set, if it has one.
    """

    name: str
    type: type
    optional: bool
    values: tuple[str, ...]
    help: str
    ref: str | None
    kept: bool


def fields_of(record: type[Row]) -> tuple[Field, ...]:
    """The fields of a record table, in order."""
    if record not in _FIELDS:
        _FIELDS[record] = tuple(_declared(record))
    return _FIELDS[record]


_FIELDS: dict[type[Row], tuple[Field, ...]] = {}


def _declared(record: type[Row]) -> Iterator[Field]:
    hints = get_type_hints(record, include_extras=True)
    for f in dataclass_fields(record):
        yield _field(f.name, hints[f.name])


def _field(name: str, hint: object) -> Field:
    declared, doc = get_args(hint)[:2]
    options = get_args(declared) if get_origin(declared) in (Union, UnionType) else (declared,)
    kinds = [option for option in options if option is not NoneType]
    values = tuple(v for kind in kinds if get_origin(kind) is Literal for v in get_args(kind))
    base = str if values else get_origin(kinds[0]) or kinds[0]
    return Field(name, base, NoneType in options, values, doc.help, doc.ref, doc.kept)
