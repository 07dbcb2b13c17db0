"""Checking what a person puts down: values against their declaration, references, order, and words against the text."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from math import isfinite

from truceline.errors import UsageError
from truceline.model.ledger import Quote, Value
from truceline.model.ontology import CATEGORIES
from truceline.model.records import TABLES, Field, Row, fields_of
from truceline.model.text import Span
from truceline.model.vocabulary import EVENT_TYPES
from truceline.record.reading import find_row

_IN_ORDER = (
    ("low", "best", "high"), ("date_earliest", "date_latest"), ("earliest", "latest"),
    ("start_earliest", "start_latest"), ("end_earliest", "end_latest"),
)  # fmt: skip
_VOCABULARIES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("event", "type"): EVENT_TYPES,
    ("event", "plover"): tuple(CATEGORIES),
}


def vocabulary(table: str, field: Field) -> tuple[str, ...]:
    """The values that a field may have; empty if it has no closed set."""
    return field.values or _VOCABULARIES.get((table, field.name), ())


def decidable(table: str) -> dict[str, Field]:
    """The fields of a table that a person may fill, by name."""
    return {f.name: f for f in fields_of(TABLES[table]) if not f.kept}


def check_value(what: str, table: str, field: Field, value: Value | None) -> None:
    """Refuse a value that its field cannot have; `what` is the decision, for the message.

    Raises:
        UsageError: it is of another type, or none of the closed set.
    """
    wanted, values = str if field.type is date else field.type, vocabulary(table, field)
    fits = type(value) is wanted or (wanted is float and type(value) is int)
    if fits and isinstance(value, (str, tuple)):
        parts = (value,) if isinstance(value, str) else value
        fits = all(isinstance(part, str) and part.strip() for part in parts)
    if not fits or (values and value not in values):
        among = f"one of {', '.join(values)}" if values else f"of type {field.type.__name__}"
        raise UsageError(f"{what}: {field.name} must be {among}, not {value!r}")
    if field.type is date:
        try:
            date.fromisoformat(str(value))
        except ValueError:
            raise UsageError(f"{what}: {field.name} must be a day such as 2008-03-31, not {value!r}") from None
    if isinstance(value, (int, float)) and not (isfinite(value) and abs(value) <= _LARGEST):
        raise UsageError(f"{what}: {field.name} cannot be so large a number")
    if wanted in (int, float) and field.name in _COUNTS and isinstance(value, (int, float)) and value < 0:
        raise UsageError(f"{what}: {field.name} counts persons and cannot be {value}")


_LARGEST = 10**12  # of any number that a person types
_COUNTS = ("low", "best", "high")


def check_order(what: str, row: Mapping[str, object], names: Sequence[str]) -> None:
    """Ends stay in order: low, best and high of a figure, the earliest and the latest day.

    Args:
        what: the decision, for the message.
        row: the row as it would be.
        names: the fields that the person fills.

    Raises:
        UsageError: they would not.
    """
    for ends in _IN_ORDER:
        known = [(name, plain(row[name])) for name in ends if row.get(name) is not None]
        for (lower, low), (upper, high) in pairwise(known):
            if low > high and (lower in names or upper in names):  # type: ignore[operator]
                raise UsageError(
                    f"{what}: {lower} {low} would lie beyond {upper} {high};"
                    f" correct {upper if lower in names else lower} first"
                )


def check_reference(
    connection: sqlite3.Connection, what: str, document_id: str, field: Field, value: Value | None, table: object
) -> Row | None:
    """The row that a reference names, which must be of the same report.

    Args:
        connection: the record, with its tables up to date.
        what: the decision, for the message.
        document_id: the report.
        field: the field that refers.
        value: the id.
        table: for references to any table, the one that the row itself names, if it does.

    Raises:
        UsageError: there is no such row, or it is another report's.
    """
    if field.ref is None or field.ref == "document":
        return None
    wanted = table if field.ref == "*" else field.ref
    row = find_row(connection, str(value))
    if row is None or (isinstance(wanted, str) and row.table != wanted):
        named = "record" if not isinstance(wanted, str) else wanted
        raise UsageError(f"{what}: {field.name} names {value}; there is no such {named} in this record")
    if getattr(row, "document_id", None) != document_id:
        raise UsageError(
            f"{what}: {field.name} names {value}, which another report tells of; name one of document {document_id}"
        )
    return row


def check_words(connection: sqlite3.Connection, what: str, document_id: str, quotes: Sequence[Quote]) -> str:
    """The SHA-256 of the text that the words were selected in: that of the newest reading of the document.

    Raises:
        UsageError: there is no such document, or its text does not say these words there.
    """
    sql = """
      SELECT text.sha256, text.text FROM reading JOIN text ON text.sha256 = reading.text_sha256
      WHERE reading.document_id = ? ORDER BY reading.id DESC LIMIT 1"""
    found = connection.execute(sql, (document_id,)).fetchone()
    if found is None:
        raise UsageError(f"{what}: there is no document {document_id}; `truceline show documents` lists them")
    sha256, text = found
    for quote in quotes:
        at, said = f"[{quote.span.start}, {quote.span.end})", quote.span.of(text)
        if quote.document_id != document_id:
            raise UsageError(
                f"{what}: the words at {at} are of document {quote.document_id}; a record tells what one report says,"
                f" here document {document_id}"
            )
        if not 0 <= quote.span.start < quote.span.end <= len(text) or said != quote.text or not said.strip():
            raise UsageError(f"{what}: document {document_id} says {said!r} at {at}, not {quote.text!r}")
    return str(sha256)


def quoted(text: str, document_id: str, spans: Sequence[Span]) -> tuple[Quote, ...]:
    """The words at these places of a document's text, in order of place, each once."""
    return tuple(Quote(document_id, span, span.of(text)) for span in sorted(set(spans)))


def plain(value: object) -> object:
    """A value as the log of decisions has it: a day in ISO 8601, a list as a tuple."""
    if isinstance(value, date):
        return value.isoformat()
    return tuple(value) if isinstance(value, list) else value
