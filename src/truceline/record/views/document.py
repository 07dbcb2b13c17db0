"""One document whole: its text, what was read in it, and the words behind every cell, small enough to send at once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from truceline.model.ledger import Value, Version
from truceline.model.records import RECORDS, ReportRow, fields_of
from truceline.record.reader import Reader
from truceline.record.schema import JOIN, column_names

_SAID = """
  SELECT cell.row_id, cell.column_name, coalesce(statement.quotes, decision.quotes)
  FROM cell_source AS cell
  LEFT JOIN statement ON statement.reading = cell.reading AND statement.n = cell.n AND cell.decision = 0
  LEFT JOIN decision ON decision.number = cell.decision
  WHERE cell.document_id = ? ORDER BY cell.row_id"""
_HEAD = """
  SELECT reading.id, path, title, outlet, url, published, published_basis, language, relevant, reading.chars, text.text,
         blocks, diagnostics, pages
  FROM document JOIN reading ON reading.document_id = document.id JOIN text ON text.sha256 = reading.text_sha256
  WHERE document.id = ? ORDER BY reading.id = (SELECT reading FROM folded WHERE document_id = document.id) DESC,
        reading.id DESC LIMIT 1"""
_SENTENCES = "SELECT char_start, char_end, role FROM sentence WHERE reading = ? ORDER BY n"
_QUESTIONS = "SELECT record_id, text FROM question WHERE document_id = ? ORDER BY 1, 2"
_READINGS = """
  SELECT run.started_at, run.agent, version.key, reading.id FROM reading
  JOIN run ON run.id = reading.run JOIN version ON version.id = reading.version
  WHERE document_id = ? ORDER BY reading.id DESC"""
_FAILURES = """
  SELECT DISTINCT message FROM failure
  WHERE path = ? AND run > (SELECT run FROM reading WHERE id = ?) ORDER BY message"""
_RANGES = """
  SELECT happening_id, kind, victim_class, low, best, high, open, agreement, n_independent FROM reconciled
  WHERE scope = 'event' AND happening_id IN (SELECT happening_id FROM event WHERE document_id = ?)
  ORDER BY happening_id, kind, victim_class != 'all', victim_class"""
_PRINTINGS = """
  SELECT other.document_id, reading.title, document.path, reading.outlet, reading.published,
         other.document_id = other.first_id,
         (SELECT reason FROM link WHERE table_name = 'document' AND kind = 'same'
            AND left_id = min(own.document_id, other.document_id) AND right_id = max(own.document_id, other.document_id)
            AND NOT EXISTS (SELECT 1 FROM link_end WHERE link_run = link.run AND link_n = link.n))
  FROM reprint AS own JOIN reprint AS other ON other.first_id = own.first_id AND other.document_id != own.document_id
  JOIN document ON document.id = other.document_id
  JOIN folded ON folded.document_id = other.document_id JOIN reading ON reading.id = folded.reading
  WHERE own.document_id = ? ORDER BY reading.published IS NULL, reading.published, other.document_id"""
_KEPT = frozenset({"happening_id", "canonical_id", "standing", "step"})  # kept fields that a reader of the text wants

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One time that the document was read: when, by whom, with which software; `shown` if the rows show this one."""

    at: str
    by: str
    software: str
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A row read in the document or added to it: its filled fields, and per place in the text the fields it says.

    `spans` are ``(start, end, fields)``, offsets in code points.
    """

    id: str
    table: str
    review: str
    position: int
    values: Mapping[str, Value]
    spans: tuple[tuple[int, int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneRange:
    """What all reports of a happening together say of one harm and class."""

    happening_id: str
    kind: str
    victim_class: str
    low: int | None
    best: int | None
    high: int | None
    open: bool
    agreement: str
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """Another document that prints the same report; `first` if none did so before.

    `why` are the software's words on these two, None where others tie them, or a person does.
    """

    id: str
    title: str
    outlet: str | None
    published: str | None
    first: bool
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeDocument:
    """A document with its text and everything that stands on it.

    `blocks` and `sentences` are ``(start, end, role)`` in code points; `pages` where its pages begin (see
    `Document`); `diagnostics` what the reading remarked on
    (level, code, message); `failures` what went wrong when its file was read another time; `questions` what a person
    has to settle on its rows; `reprint_of` the document that printed the report first, and `printings` all others.
    """

    id: str
    path: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    published_basis: str
    language: str
    relevant: bool
    chars: int
    text: str
    blocks: tuple[tuple[int, int, str], ...]
    pages: tuple[int, ...]
    sentences: tuple[tuple[int, int, str], ...]
    diagnostics: tuple[tuple[str, str, str], ...]
    failures: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]
    readings: tuple[Read, ...]
    ranges: tuple[OneRange, ...]
    rows: tuple[ReadRow, ...]
    reprint_of: str | None
    printings: tuple[Printing, ...]


def whole(reader: Reader, document_id: str) -> WholeDocument | None:
    """The document with this id, as the record tables show it, or None."""
    found = next(reader.select(_HEAD, (document_id,)), None)
    if found is None:
        return None
    reading, path, title, outlet, url, published, basis, language, relevant, chars, text, blocks, remarks, pages = found
    sentences = reader.select(_SENTENCES, (reading,))
    questions = reader.select(_QUESTIONS, (document_id,))
    ranges = reader.select(_RANGES, (document_id,))
    printings = tuple(_printings(reader, document_id))
    return WholeDocument(
        id=document_id, path=path, title=title, outlet=outlet, url=url, published=published, published_basis=basis,
        language=language, relevant=bool(relevant), chars=chars, text=text,
        blocks=tuple((start, end, role) for start, end, role in json.loads(blocks)),
        pages=tuple(json.loads(pages)),
        sentences=tuple((start, end, role) for start, end, role in sentences),
        diagnostics=tuple((level, code, message) for level, code, message in json.loads(remarks)),
        failures=tuple(message for (message,) in reader.select(_FAILURES, (path, reading))),
        questions=tuple((record_id, words) for record_id, words in questions),
        readings=tuple(_readings(reader, document_id, reading)),
        ranges=tuple(
            OneRange(
                happening_id=own, kind=kind, victim_class=whom, low=low, best=best, high=high, open=bool(unbounded),
                agreement=agreement, sources=sources,
            )
            for own, kind, whom, low, best, high, unbounded, agreement, sources in ranges
        ),
        rows=tuple(sorted(_rows(reader, document_id), key=lambda row: (row.position, row.table, row.id))),
        reprint_of=next((printing.id for printing in printings if printing.first), None), printings=printings,
    )  # fmt: skip


def _printings(reader: Reader, document_id: str) -> Iterator[Printing]:
    for own, title, path, outlet, published, first, why in reader.select(_PRINTINGS, (document_id,)):
        yield Printing(id=own, title=title or path, outlet=outlet, published=published, first=bool(first), why=why)


def _readings(reader: Reader, document_id: str, shown: int) -> Iterator[Read]:
    for at, by, key, own in reader.select(_READINGS, (document_id,)):
        yield Read(at=at, by=by, software=Version(**json.loads(key)).software, shown=own == shown)


def _rows(reader: Reader, document_id: str) -> Iterator[ReadRow]:
    """All rows of the document, table by table; read as plain columns, which is what a long report has time for."""
    said = _said(reader, document_id)
    for record in RECORDS:
        if not issubclass(record, ReportRow):
            continue
        names, shown = column_names(record), [f for f in fields_of(record) if not f.kept or f.name in _KEPT]
        sql = f"SELECT {', '.join(names)} FROM {record.table} WHERE document_id = ?"
        for columns in reader.select(sql, (document_id,)):
            row = dict(zip(names, columns, strict=True))
            yield ReadRow(
                id=row["id"],
                table=record.table,
                review=row["review"],
                position=row["position"],
                values={f.name: _typed(f.type, row[f.name]) for f in shown if row[f.name] not in (None, "")},
                spans=said.get(row["id"], ()),
            )


def _typed(kind: type, value: Any) -> Value:
    if kind is tuple:
        return tuple(str(value).split(JOIN))
    return bool(value) if kind is bool else value


def _said(reader: Reader, document_id: str) -> Mapping[str, tuple[tuple[int, int, tuple[str, ...]], ...]]:
    """Of each row the places whose words it rests on, with the fields that they say."""
    places: dict[str, list[Place]] = {}
    found = {}
    for own, cells in groupby(reader.select(_SAID, (document_id,)), key=lambda row: row[0]):
        fields = defaultdict[Place, dict[str, None]](dict)
        for _, column, quotes in cells:
            if quotes not in places:
                places[quotes] = [(start, end) for start, end, _ in json.loads(quotes)]
            for place in places[quotes]:
                fields[place][column] = None
        found[own] = tuple((start, end, tuple(names)) for (start, end), names in sorted(fields.items()))
    return found
