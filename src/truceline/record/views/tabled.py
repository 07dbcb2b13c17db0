"""Whole record tables by one filter: the rows that meet it, and the sentence that each rests on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import TypeVar

from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.model.records import EventRow, ReportRow, Row
from truceline.record.reader import Reader
from truceline.record.schema import column_names, is_report, to_rows
from truceline.record.views.choosing import NEWEST, Condition, of_ceasefires, of_documents, of_events

R = TypeVar("R", bound=Row)

ALL = frozenset(field.name for field in fields(Filter))
REPORTS = frozenset({"since", "until", "outlet", "words"})
CEASEFIRES = REPORTS | {"country", "place", "actor", "other", "review"}

_EVENTS = "(SELECT event.{} FROM event WHERE {})"
_FIGURES = f"(SELECT figure.id FROM figure WHERE figure.event_id IN {_EVENTS})"
_CEASEFIRES = """(
  SELECT ceasefire.id FROM ceasefire JOIN folded ON folded.document_id = ceasefire.document_id WHERE {})"""
_SENTENCES = """
  SELECT one.id, substr(text.text, sentence.char_start + 1, sentence.char_end - sentence.char_start)
  FROM {} AS one JOIN folded ON folded.document_id = one.document_id
  JOIN reading ON reading.id = folded.reading JOIN text ON text.sha256 = reading.text_sha256
  JOIN sentence ON sentence.reading = reading.id AND sentence.n = (
    SELECT max(n) FROM sentence AS before WHERE before.reading = reading.id AND before.char_start <= one.position)
  WHERE one.id IN (SELECT value FROM json_each(?))"""


def understood(record: type[Row]) -> frozenset[str]:
    """The parts of a filter that say something of the rows of a table."""
    names = column_names(record)
    if record is EventRow or ({"event_id", "figure_id", "happening_id"} & set(names) and "ceasefire_id" not in names):
        return ALL
    return CEASEFIRES if record.table.startswith("ceasefire") else REPORTS | {"review"}


def rows(reader: Reader, record: type[R], wanted: Filter) -> Iterator[R]:
    """The rows of a record table that meet a filter, in order of document and place in it.

    Rows of what hangs on events or ceasefires are those of the events and ceasefires that meet it, other rows those of
    the reports that do. Rejected rows show only where they are asked for.

    Raises:
        UsageError: the filter has a part that says nothing of this table.
    """
    refuse(record.table, wanted, understood(record))
    where, values = _condition(record, wanted)
    order = "document_id, position, id" if is_report(record) else "happening_id, kind, victim_class, scope, as_of, id"
    columns = ", ".join(f"{record.table}.{name}" for name in column_names(record))
    sql = f"SELECT {columns} FROM {record.table} WHERE {where} ORDER BY {order}"
    return to_rows(record, reader.select(sql, values))


def documents(reader: Reader, wanted: Filter) -> frozenset[str]:
    """The ids of the documents that meet what a filter says of reports.

    Raises:
        UsageError: the filter has another part.
    """
    refuse("document", wanted, REPORTS)
    where, values = of_documents(wanted)
    sql = f"SELECT reading.document_id FROM reading WHERE {where} AND {NEWEST}"
    return frozenset(own for (own,) in reader.select(sql, values))


def refuse(table: str, wanted: Filter, known: frozenset[str]) -> None:
    """Refuse a filter with parts that a table knows nothing of.

    Raises:
        UsageError: names them.
    """
    unknown = [name for name in wanted.names if name not in known]
    if unknown:
        can = f"it can be narrowed down by {', '.join(sorted(known))}" if known else "it is always given whole"
        raise UsageError(f"{', '.join(unknown)}: says nothing of the table {table}; {can}")


def sentences(reader: Reader, record: type[ReportRow], ids: Iterable[str]) -> Mapping[str, str]:
    """The sentence in which the words of each row begin, on one line, by the row's id."""
    found = reader.select(_SENTENCES.format(record.table), (json.dumps(list(ids)),))
    return {own: " ".join(words.split()) for own, words in found}


def _condition(record: type[Row], wanted: Filter) -> Condition:
    names, table = column_names(record), record.table
    if record is EventRow:
        return of_events(wanted)
    if table == "ceasefire" or "ceasefire_id" in names:
        where, values = of_ceasefires(wanted)
        own = "id" if table == "ceasefire" else "ceasefire_id"
        return _standing(record, f"{table}.{own} IN {_CEASEFIRES.format(where)}"), values
    if "happening_id" in names:
        where, values = of_events(wanted)
        return f"{table}.happening_id IN {_EVENTS.format('happening_id', where)}", values
    if "event_id" in names:
        where, values = of_events(wanted)
        return _standing(record, f"{table}.event_id IN {_EVENTS.format('id', where)}"), values
    if "figure_id" in names:
        where, values = of_events(wanted)
        return _standing(record, f"{table}.figure_id IN {_FIGURES.format('id', where)}"), values
    return _of_reports(record, wanted)


def _standing(record: type[Row], where: str) -> str:
    return f"{where} AND {record.table}.review != 'rejected'"


def _of_reports(record: type[Row], wanted: Filter) -> Condition:
    where, values = of_documents(wanted)
    met = f"{record.table}.document_id IN (SELECT reading.document_id FROM reading WHERE {where} AND {NEWEST})"
    narrowed = met if wanted.names and wanted.names != ("review",) else "1"
    kept = values if narrowed != "1" else ()
    if not wanted.review:
        return _standing(record, narrowed), kept
    chosen = f"{record.table}.review IN (SELECT value FROM json_each(?))"
    return f"{narrowed} AND {chosen}", (*kept, json.dumps(wanted.review))
