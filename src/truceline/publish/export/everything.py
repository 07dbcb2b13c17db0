"""The selection of the open formats: every record table, the happenings, documents, decisions, runs and passages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from typing import Any, get_args

from truceline.model.extraction import Basis, Status
from truceline.model.filters import Filter
from truceline.model.ledger import Cell as RecordCell
from truceline.model.ledger import Decision, DecisionKind, DocumentInfo, Run, RunKind
from truceline.model.records import RECORDS, Field, Row, fields_of
from truceline.model.text import DateBasis
from truceline.publish.export import happenings
from truceline.publish.export.chosen import Chosen, chosen
from truceline.publish.export.incidents import incidents
from truceline.publish.export.tables import Cell, Cells, Column, ColumnType, Product, Table
from truceline.record import Store

_TYPES: dict[type, ColumnType] = {
    str: "text", int: "integer", float: "number", bool: "boolean", date: "date", tuple: "list",
}  # fmt: skip
_UNITS = {"low": "persons", "best": "persons", "high": "persons", "lat": "degrees", "lon": "degrees"}
_RUN_OF = """
  SELECT reading.document_id, reading.run FROM reading
  WHERE reading.id = (SELECT max(id) FROM reading AS newer WHERE newer.document_id = reading.document_id)"""
NOTES = (
    *happenings.NOTES,
    "Tables named as in the record hold one row for each report: what one report says of an event, actor or ceasefire."
    " happening_id and canonical_id are shared by the rows of all reports of the same one.",
    "review is rejected where a person said that the report does not say so; such rows are kept, leave them out.",
    "Under a filter there are the happenings that meet it with all their tellings; everything that the reports of these"
    " say of actors, places, times, claims and ceasefires; and what these rows name by an id.",
    "passage has the words behind every filled cell: table, row_id and field name the cell, document_id, start and end"
    " the place (in characters of the text of the report, from 0). The texts of the reports are not exported.",
)


def everything(store: Store, wanted: Filter) -> Product:
    """All tables, or what belongs to the happenings that meet the filter."""
    return _product(store, wanted, PASSAGE, 0)


def with_surroundings(store: Store, wanted: Filter) -> Product:
    """The same, with the text before and after each passage."""
    return _product(store, wanted, (*PASSAGE, *_AROUND), AROUND)


def _product(store: Store, wanted: Filter, passage: tuple[Column, ...], around: int) -> Product:
    which = chosen(store, wanted)
    tables = (
        happenings.table(lambda: (happenings.cells(one) for one in incidents(store, wanted))),
        *(_record_table(store, record, which) for record in RECORDS),
        _documents(store, which),
        _decisions(store, which),
        _runs(store),
        _passages(store, which, passage, around),
    )
    return Product(tables=tables, notes=NOTES)


def _record_table(store: Store, record: type[Row], which: Chosen | None) -> Table:
    names = tuple(field.name for field in fields_of(record))
    narrowed = {} if which is None else {"id": which.ids[record.table]}

    def rows() -> Iterator[Cells]:
        for row in store.rows(record, **narrowed):
            yield [getattr(row, name) for name in names]

    return Table(
        name=record.table,
        meaning=(record.__doc__ or "").partition("\n")[0],
        columns=tuple(_column(field) for field in fields_of(record)),
        rows=rows,
        key=("id",),
        refs=tuple((f.name, f.ref, "id") for f in fields_of(record) if f.ref is not None and f.ref != "*"),
    )


def _column(field: Field) -> Column:
    required = not field.optional and field.type is not tuple  # an empty list is an empty cell
    return Column(
        field.name, _TYPES[field.type], field.help, required=required, values=field.values, unit=_UNITS.get(field.name)
    )


_DOCUMENT: tuple[Column, ...] = (
    Column("id", "text", "Id of the report, made from its bytes and metadata", required=True),
    Column("path", "text", "File that it was read from", required=True),
    Column("sha256", "text", "SHA-256 of its bytes", required=True),
    Column("media_type", "text", "Kind of file", required=True),
    Column("size", "integer", "Size of the file", required=True, unit="bytes"),
    Column("chars", "integer", "Length of its text", required=True, unit="characters"),
    Column("title", "text", "Its title"),
    Column("outlet", "text", "Who published it"),
    Column("url", "text", "Where it was published"),
    Column("published", "date", "Day of publication"),
    Column("published_basis", "text", "What the day is taken from", required=True, values=get_args(DateBasis)),
    Column("language", "text", "Language, ISO 639-1", required=True),
    Column("relevant", "boolean", "True if it tells of conflict at all", required=True),
    Column("version", "text", "Software, models and word lists that read it, as JSON", required=True),
    Column("run", "integer", "Run that read it", required=True),
)


def _documents(store: Store, which: Chosen | None) -> Table:
    names = tuple(column.name for column in _DOCUMENT[:-1])
    assert set(names) == {field.name for field in fields(DocumentInfo)}

    def rows() -> Iterator[Cells]:
        runs = dict(store.select(_RUN_OF))
        for info in store.documents(None if which is None else which.ids["document"]):
            yield [*(getattr(info, name) for name in names), runs[info.id]]

    return Table(
        name="document", meaning="One report as it was read; its text is not exported", columns=_DOCUMENT, rows=rows,
        key=("id",), refs=(("run", "run", "id"),),
    )  # fmt: skip


def _decision_columns() -> tuple[tuple[Column, Callable[[Decision], Cell]], ...]:
    def given(value: object) -> str | None:
        return None if value is None or value == {} or value == () else json.dumps(value, ensure_ascii=False)

    def quotes(one: Decision) -> str | None:
        return given([[quote.span.start, quote.span.end, quote.text] for quote in one.quotes] or None)

    return (
        (Column("number", "integer", "Number of the decision, in the order of time", required=True),
         lambda one: one.number),
        (Column("kind", "text", "What was decided", required=True, values=get_args(DecisionKind)),
         lambda one: one.kind),
        (Column("table", "text", "Table of the row"), lambda one: one.table),
        (Column("record_id", "text", "The row"), lambda one: one.record_id),
        (Column("field", "text", "The cell; empty where the whole row is meant"), lambda one: one.field),
        (Column("value", "text", "The correction, as JSON"), lambda one: given(one.value)),
        (Column("other_id", "text", "Second row of same and not same"), lambda one: one.other_id),
        (Column("undoes", "integer", "Number of the decision that it takes back"), lambda one: one.undoes),
        (Column("seen", "text", "The cells as they stood when the person decided, as JSON"),
         lambda one: given(one.seen)),
        (Column("read", "text", "What the software had read where that differs, as JSON"), lambda one: given(one.read)),
        (Column("decided_by", "text", "The person", required=True), lambda one: one.by),
        (Column("decided_at", "text", "When, ISO 8601", required=True), lambda one: one.at.isoformat()),
        (Column("reason", "text", "Why"), lambda one: one.reason or None),
        (Column("document_id", "text", "Report in which the person selected words"), lambda one: one.document_id),
        (Column("quotes", "text", "Words that the person selected, as JSON: start, end, words"), quotes),
        (Column("values", "text", "Cells of a row that a person added, as JSON"), lambda one: given(one.values)),
        (Column("hash", "text", "SHA-256 that chains it to the decision before", required=True), lambda one: one.hash),
    )  # fmt: skip


_DECISION = _decision_columns()


def _decisions(store: Store, which: Chosen | None) -> Table:
    def rows() -> Iterator[Cells]:
        for one in store.decisions(None if which is None else which.rows):
            yield [made(one) for _, made in _DECISION]

    return Table(
        name="decision", meaning="What a person decided on a row; never changed, taken back only by a later one",
        columns=tuple(column for column, _ in _DECISION), rows=rows, key=("number",),
        refs=(("undoes", "decision", "number"),),
    )  # fmt: skip


_RUN: tuple[Column, ...] = (
    Column("id", "integer", "Number of the run", required=True),
    Column("kind", "text", "read: over reports; link: over the whole record", required=True, values=get_args(RunKind)),
    Column("version", "text", "Software, models and word lists, as JSON", required=True),
    Column("agent", "text", "Who ran it", required=True),
    Column("started_at", "text", "When it began, ISO 8601", required=True),
    Column("ended_at", "text", "When it ended, ISO 8601; empty if it was broken off"),
)


def _runs(store: Store) -> Table:
    def cells(run: Run) -> Cells:
        ended = None if run.ended_at is None else run.ended_at.isoformat()
        return run.id, run.kind, run.version, run.agent, run.started_at.isoformat(), ended

    return Table(
        name="run", meaning="One pass of the software over reports or over the record", columns=_RUN,
        rows=lambda: (cells(run) for run in store.runs()), key=("id",),
    )  # fmt: skip


PASSAGE: tuple[Column, ...] = (
    Column("row_id", "text", "Row whose cell it is", required=True),
    Column("field", "text", "Column of that cell", required=True),
    Column("n", "integer", "Number of the passage among those of the cell, from 1", required=True),
    Column("table", "text", "Table of the row", required=True),
    Column("quote", "text", "The words; empty where a person entered the cell without any"),
    Column("source", "text", "Words that name who says so; empty for the report itself"),
    Column("basis", "text", "Whether the words say it, carry it over, or it is inferred", required=True,
           values=get_args(Basis)),
    Column("status", "text", "Whether what they tell of is told as a fact", required=True, values=get_args(Status)),
    Column("document_id", "text", "The report"),
    Column("start", "integer", "Where the words begin in its text, from 0", unit="characters"),
    Column("end", "integer", "Where they end, the character after the last one", unit="characters"),
    Column("method", "text", "Rule or model that read it, or the person who entered it", required=True),
    Column("statement_id", "text", "Id of the statement in the record; empty for what a person entered"),
    Column("decision", "integer", "Number of the decision that entered it"),
)  # fmt: skip


AROUND = 32  # characters of the text before and after a passage
_AROUND = (
    Column("before", "text", f"Text before the words, up to {AROUND} characters"),
    Column("after", "text", f"Text after them, up to {AROUND} characters"),
)
_TEXT = """
  SELECT text.text FROM folded JOIN reading ON reading.id = folded.reading JOIN text ON text.sha256 = text_sha256
  WHERE folded.document_id = ?"""


def _passages(store: Store, which: Chosen | None, columns: tuple[Column, ...], around: int) -> Table:
    def rows() -> Iterator[Cells]:
        kept = None if which is None else which.rows
        documents = sorted(info.id for info in store.documents(None if which is None else which.ids["document"]))
        for own in (*documents, ""):  # ranges over several reports stand under no document
            text = next(store.select(_TEXT, (own,)), ("",))[0] if around else ""
            for cell in store.cells(document_id=own):
                if kept is None or cell.row_id in kept:
                    yield from (row + _surroundings(row, text, around) for row in _of_cell(cell))

    return Table(
        name="passage", meaning="The words of a report that say what a cell holds", columns=columns, rows=rows,
        key=("row_id", "field", "n"), kept=False,
        refs=(("document_id", "document", "id"), ("decision", "decision", "number")),
    )  # fmt: skip


def _of_cell(cell: RecordCell) -> Iterator[list[Any]]:
    for n, one in enumerate(cell.passages, 1):
        span = one.span
        yield [
            cell.row_id, cell.column, n, cell.table, one.quote, None if one.source is None else one.source.text,
            one.basis, one.status, one.document_id, None if span is None else span.start,
            None if span is None else span.end, one.method, one.statement_id, one.decision or None,
        ]  # fmt: skip


def _surroundings(row: list[Any], text: str, around: int) -> list[str | None]:
    """What stands before and after; nothing where the text is another one, as that of an earlier version is."""
    if not around:
        return []
    quote, start, end = row[4], row[9], row[10]
    if start is None or text[start:end] != quote:
        return [None, None]
    return [text[max(0, start - around) : start], text[end : end + around]]
