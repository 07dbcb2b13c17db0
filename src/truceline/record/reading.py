"""Reading the record: documents, typed rows, and the passages behind cells."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Set
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from truceline.errors import UsageError
from truceline.model.extraction import Basis, ReadSentence, Status
from truceline.model.ledger import (
    Cell,
    DocumentInfo,
    FullDocument,
    Hit,
    Passage,
    Question,
    Quote,
    Run,
    Source,
    Statement,
)
from truceline.model.records import TABLES, ReconciledRow, Row
from truceline.model.text import Block, Document, Span
from truceline.record.decisions import from_json
from truceline.record.files import query
from truceline.record.schema import column_names, is_report, to_rows
from truceline.record.writing import loads_quotes

R = TypeVar("R", bound=Row)
_AMONG = "document_id IN (SELECT value FROM json_each(?))"
_CELL = itemgetter(0, 1, 2)
_BY_PREFIX = {record.prefix: record for record in TABLES.values()}


def rows(connection: sqlite3.Connection, record: type[R], where: Mapping[str, object]) -> Iterator[R]:
    """Rows of a record table whose columns equal `where`, in order of document and place in it.

    A set stands for any of its values.
    """
    names = column_names(record)
    unknown = [name for name in where if name not in names]
    if unknown:
        raise UsageError(f"table {record.table} has no column {', '.join(unknown)}; it has {', '.join(names)}")
    order = "document_id, position, id" if is_report(record) else "happening_id, kind, victim_class, scope, as_of, id"
    many = {name: json.dumps(sorted(value)) for name, value in where.items() if isinstance(value, Set)}
    tests = (f"{name} IN (SELECT value FROM json_each(?))" if name in many else f"{name} IS ?" for name in where)
    sql = f"SELECT {', '.join(names)} FROM {record.table} WHERE {' AND '.join(tests) or '1'} ORDER BY {order}"
    yield from to_rows(record, connection.execute(sql, tuple(many.get(name, value) for name, value in where.items())))


def values(connection: sqlite3.Connection, record: type[Row], column: str) -> frozenset[str]:
    """The values of a column of a record table, each once."""
    if column not in column_names(record):
        raise UsageError(f"table {record.table} has no column {column}; it has {', '.join(column_names(record))}")
    sql = f"SELECT DISTINCT {column} FROM {record.table} WHERE {column} IS NOT NULL"
    return frozenset(row[0] for row in connection.execute(sql))


def find_row(connection: sqlite3.Connection, record_id: str) -> Row | None:
    """The row with this id; the first letters of the id name its table."""
    record = _BY_PREFIX.get(record_id.partition("-")[0])
    if record is None:
        return None
    return next(rows(connection, record, {"id": record_id}), None)


def cells(
    connection: sqlite3.Connection,
    *,
    document_id: str | None = None,
    table: str | None = None,
    row_id: str | None = None,
    among: Set[str] | None = None,
) -> Iterator[Cell]:
    """The passages of filled cells, cell by cell; `among` are ids of the rows that are wanted.

    Of one document all are read and the others passed over, which is quicker than looking up each.
    """
    wanted = {"document_id": document_id, "table_name": table, "row_id": row_id}
    given = {name: value for name, value in wanted.items() if value is not None}
    tests, values = [f"cell.{name} = ?" for name in given], list(given.values())
    if among is not None and not document_id:
        tests.append("cell.row_id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sorted(among)))
    found = connection.execute(query("cells").format(where=" AND ".join(tests) or "1"), values)
    kept = found if among is None else (row for row in found if row[1] in among)
    for (in_table, own, column), group in groupby(kept, key=_CELL):
        yield Cell(in_table, own, column, tuple(passage for row in group for passage in _passages(row[2:])))


def row_cells(connection: sqlite3.Connection, table: str, row_id: str) -> Mapping[str, tuple[Passage, ...]]:
    """The passages of one row, by column."""
    document_id = ""
    record = TABLES.get(table)
    if record is not None and record is not ReconciledRow:
        found = connection.execute(f"SELECT document_id FROM {table} WHERE id = ?", (row_id,)).fetchone()
        document_id = "" if found is None else found[0]
    return {
        cell.column: cell.passages for cell in cells(connection, document_id=document_id, table=table, row_id=row_id)
    }


def _passages(row: tuple[Any, ...]) -> Iterator[Passage]:
    column, statement_id, decision, document_id, quotes, said, said_id, status, basis, method, confidence, *rest = row
    if decision:
        yield from _decided(column, decision, *rest)
        return
    source = None if said is None else Source(said, said_id)
    for start, end, words in loads_quotes(quotes):
        yield Passage(
            document_id=document_id, span=Span(start, end), quote=words, statement_id=statement_id, source=source,
            status=status, basis=basis, method=method, confidence=confidence,
        )  # fmt: skip


def _decided(
    column: str, decision: int, by: str, document_id: str | None, quotes: str, inferred: str, status: Status
) -> Iterator[Passage]:
    """A cell that a person entered, with the words that they selected; without any it is a passage without words."""
    basis: Basis = "inferred" if column in json.loads(inferred) else "stated"
    words = [(Span(start, end), said) for start, end, said in loads_quotes(quotes)]
    for span, quote in words or ((None, None),):
        yield Passage(
            document_id=document_id, span=span, quote=quote, statement_id=None, source=None, status=status, basis=basis,
            method=f"decision of {by}", decision=decision,
        )  # fmt: skip


def documents(connection: sqlite3.Connection, among: Set[str] | None = None) -> Iterator[DocumentInfo]:
    """All documents, or those with these ids, by day of publication, path and id."""
    chosen, ids = ("1", ()) if among is None else (_AMONG, (json.dumps(sorted(among)),))
    for row in connection.execute(query("documents").format(among=chosen), ids):
        own, path, sha256, media_type, size, chars, title, outlet, url, published, basis, language, relevant, key = row
        yield DocumentInfo(
            id=own, path=path, sha256=sha256, media_type=media_type, size=size, chars=chars, title=title, outlet=outlet,
            url=url, published=_date(published), published_basis=basis, language=language, relevant=bool(relevant),
            version=key,
        )  # fmt: skip


def running_texts(
    connection: sqlite3.Connection, among: Set[str] | None = None
) -> Iterator[tuple[str, date | None, str]]:
    """Id, day and running text of all documents, or of those with these ids: their body without headline and dateline.

    A document without a body, as the reader saw it, is given whole.
    """
    chosen, ids = ("1", ()) if among is None else (_AMONG, (json.dumps(sorted(among)),))
    sql = f"""
      WITH newest AS (SELECT document_id, max(id) AS reading FROM reading WHERE {chosen} GROUP BY document_id)
      SELECT newest.document_id, reading.published, reading.blocks, text.text
      FROM newest JOIN reading ON reading.id = newest.reading JOIN text ON text.sha256 = reading.text_sha256"""
    for own, published, blocks, text in connection.execute(sql, ids):
        body = "\n".join(text[start:end] for start, end, role in json.loads(blocks) if role == "body")
        yield own, _date(published), body or text


def sentences_told(connection: sqlite3.Connection, among: Set[str]) -> Iterator[tuple[str, str, str, str, str, int]]:
    """Id, document, type, trigger, sentence and place of the trigger in it, of each event of these documents."""
    sql = f"""
      SELECT event.id, event.document_id, event.type, event.trigger,
             substr(text.text, sentence.char_start + 1, sentence.char_end - sentence.char_start),
             max(0, event.position - sentence.char_start)
      FROM event JOIN folded USING (document_id)
      JOIN sentence ON sentence.reading = folded.reading AND sentence.n = event.sentence
      JOIN reading ON reading.id = folded.reading JOIN text ON text.sha256 = reading.text_sha256
      WHERE event.review != 'rejected' AND event.{_AMONG}"""
    yield from connection.execute(sql, (json.dumps(sorted(among)),))


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def document(connection: sqlite3.Connection, document_id: str) -> FullDocument:
    """One document with bytes, text and sentences."""
    sql = """
      SELECT reading.id, path, document.sha256, media_type, raw, text, title, outlet, url, published, published_basis,
             published_start, published_end, language, blocks, relevant, pages
      FROM document JOIN reading ON reading.document_id = document.id JOIN text ON text.sha256 = text_sha256
      WHERE document.id = ? ORDER BY reading.id DESC LIMIT 1"""
    row = connection.execute(sql, (document_id,)).fetchone()
    if row is None:
        raise UsageError(f"there is no document {document_id} in this record; `truceline show documents` lists them")
    reading, path, sha256, media_type, raw, text, title, outlet, url, published, basis, start, end, *rest = row
    language, blocks, relevant, pages = rest
    found = Document(
        id=document_id,
        path=path,
        text=text,
        raw=zlib.decompress(raw),
        sha256=sha256,
        media_type=media_type,
        title=title,
        outlet=outlet,
        url=url,
        published=_date(published),
        published_basis=basis,
        published_span=None if start is None else Span(start, end),
        language=language,
        blocks=tuple(Block(Span(a, b), role) for a, b, role in json.loads(blocks)),
        pages=tuple(json.loads(pages)),
    )
    sql = "SELECT char_start, char_end, role FROM sentence WHERE reading = ? ORDER BY n"
    sentences = tuple(ReadSentence(Span(a, b), role) for a, b, role in connection.execute(sql, (reading,)))
    return FullDocument(found, sentences, bool(relevant))


def statements(
    connection: sqlite3.Connection, *, document_id: str | None, record_id: str | None
) -> Iterator[Statement]:
    """Statements of the newest readings, in order of document and place."""
    wanted = {"reading.document_id": document_id, "statement.record_id": record_id}
    given = {name: value for name, value in wanted.items() if value is not None}
    sql = f"""
      SELECT reading.document_id, table_name, record_id, field, value, quotes, source_text, source_id, status, basis,
             method, confidence
      FROM statement JOIN reading ON reading.id = statement.reading
      WHERE reading.id = (SELECT max(r.id) FROM reading AS r WHERE r.document_id = reading.document_id)
        AND {" AND ".join(f"{name} = ?" for name in given) or "1"}
      ORDER BY reading.document_id, n"""
    for row in connection.execute(sql, tuple(given.values())):
        yield to_statement(row)


def to_statement(row: tuple[Any, ...]) -> Statement:
    """A row of SQL as a statement; the columns are those named in the first line."""
    own, table, record_id, field, value, quotes, said, said_id, status, basis, method, confidence = row
    return Statement(
        table=table,
        record_id=record_id,
        field=field,
        value=from_json(value),
        quotes=tuple(Quote(own, Span(start, end), words) for start, end, words in loads_quotes(quotes)),
        source=None if said is None else Source(said, said_id),
        status=status,
        basis=basis,
        method=method,
        confidence=confidence,
    )


def questions(connection: sqlite3.Connection) -> Iterator[Question]:
    """What a person has to settle, by table and record."""
    sql = (
        "SELECT id, kind, table_name, record_id, field, decision, text FROM question ORDER BY table_name, record_id, id"
    )
    for own, kind, table, record_id, field, decision, text in connection.execute(sql):
        yield Question(id=own, kind=kind, table=table, record_id=record_id, field=field, decision=decision, text=text)


def runs(connection: sqlite3.Connection) -> Iterator[Run]:
    """All runs, oldest first."""
    sql = """
      SELECT run.id, kind, version.key, agent, started_at, ended_at
      FROM run JOIN version ON version.id = run.version LEFT JOIN run_end ON run_end.run = run.id ORDER BY run.id"""
    for own, kind, key, agent, started, ended in connection.execute(sql):
        yield Run(
            id=own, kind=kind, version=key, agent=agent, started_at=datetime.fromisoformat(started),
            ended_at=None if ended is None else datetime.fromisoformat(ended),
        )  # fmt: skip


def search(connection: sqlite3.Connection, words: str, limit: int) -> Iterator[Hit]:
    """Sentences that hold all the words; whatever is no letter or digit only parts words."""
    wanted = " ".join(f'"{word}"' for word in re.findall(r"\w+", words))
    if wanted:
        for own, n, start, end, text in connection.execute(query("search"), (wanted, limit)):
            yield Hit(own, n, Span(start, end), text)
