"""One row with everything behind it: each cell with its passages, each passage in its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from truceline.model.ledger import DocumentInfo, FullDocument, Passage, Value
from truceline.model.records import ReportRow, Row, fields_of
from truceline.model.text import page_of
from truceline.record.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class InSentence:
    """A passage with the words around it: those of its sentence, and of the sentences before and after.

    `page` is the number of its page, of formats that have pages.
    A passage that a person entered without words has neither document nor quote, only the decision's number.
    """

    document_id: str | None
    start: int | None
    end: int | None
    quote: str | None
    page: int | None
    before: str
    sentence_before: str
    sentence_after: str
    after: str
    source: str | None
    source_id: str | None
    basis: str
    method: str
    confidence: float | None
    decision: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCell:
    """A field of the row, its value as it stands (``None`` if empty), and the passages that say it."""

    field: str
    value: Value | None
    passages: tuple[InSentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """A row with its cells; `document` is the report that it was read in."""

    id: str
    table: str
    review: str | None
    document: DocumentInfo | None
    cells: tuple[ShownCell, ...]


def shown(reader: Reader, record_id: str) -> ShownRow | None:
    """The row with this id and the passages of its cells, or None."""
    row = reader.row(record_id)
    if row is None:
        return None
    document = None
    if isinstance(row, ReportRow):
        document = next(reader.documents({row.document_id}), None)
    return ShownRow(
        id=row.id,
        table=row.table,
        review=row.review if isinstance(row, ReportRow) else None,
        document=document,
        cells=cells_of(reader, row),
    )


def cells_of(reader: Reader, row: Row) -> tuple[ShownCell, ...]:
    """The cells of a row in the order of their declaration, empty ones included, ids and the like left out."""
    read = cache(reader.document)
    sources: Mapping[str, tuple[Passage, ...]] = reader.cell_sources(row.table, row.id)
    return tuple(
        ShownCell(
            field=field.name,
            value=_plain(getattr(row, field.name)),
            passages=tuple(
                in_sentence(passage, None if passage.document_id is None else read(passage.document_id))
                for passage in sources.get(field.name, ())
            ),
        )
        for field in fields_of(type(row))
        if not field.kept
    )


def _plain(value: object) -> Value | None:
    return value.isoformat() if isinstance(value, date) else value  # type: ignore[return-value]


def in_sentence(passage: Passage, document: FullDocument | None) -> InSentence:
    """A passage with the words around it; alone if only an earlier text of the document says it there."""
    page: int | None = None
    before = sentence_before = sentence_after = after = ""
    span = passage.span
    around = None if document is None or span is None else document.around(span, passage.quote or "")
    if document is not None and span is not None and around is not None:
        text, sentences = document.document.text, [s.span for s in document.sentences]
        page = page_of(document.document.pages, span.start)
        sentence_before, sentence_after = text[around.start : span.start], text[span.end : around.end]
        before = next((s.of(text) for s in reversed(sentences) if s.end <= around.start), "")
        after = next((s.of(text) for s in sentences if s.start >= around.end), "")
    return InSentence(
        document_id=passage.document_id,
        start=None if span is None else span.start,
        end=None if span is None else span.end,
        quote=passage.quote,
        page=page,
        before=before,
        sentence_before=sentence_before,
        sentence_after=sentence_after,
        after=after,
        source=None if passage.source is None else passage.source.text,
        source_id=None if passage.source is None else passage.source.actor_id,
        basis=passage.basis,
        method=passage.method,
        confidence=passage.confidence,
        decision=passage.decision,
    )
