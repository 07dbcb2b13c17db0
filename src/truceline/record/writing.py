"""Adding to the base tables: runs, documents with their statements, failures, links, decisions.

Every function here runs inside the transaction of its caller, so a killed process leaves whole documents only.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from hashlib import sha256

from truceline.errors import EvidenceError
from truceline.model.ledger import Link, Reading, Run, Statement, canonical_json
from truceline.model.text import Document, Failure, Skipped

LINK = "kind, table_name, left_id, right_id, score, method, reason"
_STATEMENT = "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_LEVEL = 6
Note = tuple[str, str, str]  # path, code, message


def text_hash(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes, in hex."""
    return sha256(text.encode("utf-8")).hexdigest()


def version_id(connection: sqlite3.Connection, key: str) -> int:
    """The number of a version, given one if it is new."""
    connection.execute("INSERT OR IGNORE INTO version (key) VALUES (?)", (key,))
    (number,) = connection.execute("SELECT id FROM version WHERE key = ?", (key,)).fetchone()
    return int(number)


def add_run(connection: sqlite3.Connection, run: Run) -> int:
    """Add a run; its number is the next one, whatever the run object says."""
    (number,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM run").fetchone()
    values = (number, run.kind, version_id(connection, run.version), run.agent, run.started_at.isoformat())
    connection.execute("INSERT INTO run VALUES (?, ?, ?, ?, ?)", values)
    return int(number)


def add_reading(connection: sqlite3.Connection, run: int, version: int, reading: Reading) -> bool:
    """Add one document as read; False if this version has read it already."""
    document = reading.extraction.document
    known = "SELECT 1 FROM reading WHERE document_id = ? AND version = ?"
    if connection.execute(known, (document.id, version)).fetchone() is not None:
        return False
    check_quotes(document, reading.statements)
    _add_document(connection, run, document)
    number = _add_reading(connection, run, version, reading)
    _add_sentences(connection, number, reading)
    connection.executemany(_STATEMENT, [_statement(number, n, s) for n, s in enumerate(reading.statements)])
    return True


def check_quotes(document: Document, statements: Sequence[Statement]) -> None:
    """Refuse a statement whose words are not where it says.

    Raises:
        EvidenceError: it has no quote, one of another document, or words that the text does not say there.
    """
    right: set[int] = set()
    for statement in statements:
        if not statement.quotes:
            raise EvidenceError(f"{_cell(document, statement)}: no passage says it; every cell needs one")
        for quote in statement.quotes:
            if id(quote) in right:
                continue
            said = quote.span.of(document.text)
            if quote.document_id != document.id or said != quote.text or not said:
                cell, where = _cell(document, statement), f"[{quote.span.start}, {quote.span.end})"
                raise EvidenceError(f"{cell}: the text says {said!r} at {where}, not {quote.text!r}; read it again")
            right.add(id(quote))


def _cell(document: Document, statement: Statement) -> str:
    return f"{document.path}: {statement.table} {statement.record_id}, {statement.field}"


def _add_document(connection: sqlite3.Connection, run: int, document: Document) -> None:
    connection.execute(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
        (
            document.id, run, document.path, document.sha256, document.media_type, len(document.raw),
            zlib.compress(document.raw, _LEVEL),
        ),
    )  # fmt: skip


def _add_reading(connection: sqlite3.Connection, run: int, version: int, reading: Reading) -> int:
    extraction = reading.extraction
    document = extraction.document
    digest = text_hash(document.text)
    connection.execute("INSERT INTO text VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING", (digest, document.text))
    span = document.published_span
    values = (
        document.id, run, version, digest, len(document.text), document.title, document.outlet, document.url,
        None if document.published is None else document.published.isoformat(), document.published_basis,
        None if span is None else span.start, None if span is None else span.end, document.language,
        canonical_json([[b.span.start, b.span.end, b.role] for b in document.blocks]), int(extraction.relevant),
        canonical_json([[d.level, d.code, d.message] for d in extraction.diagnostics]), canonical_json(document.pages),
    )  # fmt: skip
    columns = (
        "document_id, run, version, text_sha256, chars, title, outlet, url, published, published_basis,"
        " published_start, published_end, language, blocks, relevant, diagnostics, pages"
    )
    marks = ", ".join("?" * len(values))
    cursor = connection.execute(f"INSERT INTO reading ({columns}) VALUES ({marks})", values)
    return int(cursor.lastrowid or 0)


def _add_sentences(connection: sqlite3.Connection, reading: int, read: Reading) -> None:
    text = read.extraction.document.text
    (first,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM sentence").fetchone()
    sentences = list(enumerate(read.extraction.sentences))
    rows = [(first + n, reading, n, s.span.start, s.span.end, s.role) for n, s in sentences]
    connection.executemany("INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?)", rows)
    words = [(first + n, s.span.of(text)) for n, s in sentences]
    connection.executemany("INSERT INTO sentence_words (rowid, words) VALUES (?, ?)", words)


def _statement(reading: int, n: int, statement: Statement) -> tuple[object, ...]:
    s = statement
    quotes = f"[{','.join([quote.json for quote in s.quotes])}]"
    said, said_id = (None, None) if s.source is None else (s.source.text, s.source.actor_id)
    return (
        reading, n, s.id, s.table, s.record_id, s.field, canonical_json(s.value), quotes, said, said_id, s.status,
        s.basis, s.method, s.confidence,
    )  # fmt: skip


def new_notes(connection: sqlite3.Connection, table: str, notes: Sequence[Failure | Skipped]) -> list[Note]:
    """Those failures or skipped documents that do not stand already."""
    there = set(current_notes(connection, table, {note.path for note in notes}))
    every = dict.fromkeys((note.path, note.code, note.message) for note in notes)
    return [note for note in every if note not in there]


def add_notes(connection: sqlite3.Connection, run: int, table: str, notes: Iterable[Note]) -> None:
    """Add failures or skipped documents."""
    sql = f"INSERT INTO {table} (run, path, code, message) VALUES (?, ?, ?, ?)"
    connection.executemany(sql, [(run, *note) for note in notes])


def current_notes(connection: sqlite3.Connection, table: str, paths: Iterable[str] | None = None) -> Iterable[Note]:
    """Failures or skipped documents as it stands: the last word on each path that was not read since.

    Args:
        connection: the record.
        table: ``failure`` or ``skipped``.
        paths: only these; all if not given.
    """
    among = "1" if paths is None else "path IN (SELECT value FROM json_each(?))"
    sql = f"""
      SELECT path, code, message FROM {table} AS note
      WHERE {among}
        AND NOT EXISTS (SELECT 1 FROM {table} AS later WHERE later.path = note.path AND later.run > note.run)
        AND NOT EXISTS (
          SELECT 1 FROM document JOIN reading ON reading.document_id = document.id
          WHERE document.path = note.path AND reading.run > note.run
        )
      GROUP BY path, code, message ORDER BY path, code, message"""
    return connection.execute(sql, () if paths is None else (canonical_json(sorted(paths)),))


def add_links(connection: sqlite3.Connection, run: Run, links: Sequence[Link]) -> bool:
    """Add a linking run with the links that are new in it, and end those that it no longer suggests.

    Returns:
        True if any link is new or ended.
    """
    wanted = {(k.kind, k.table, k.left_id, k.right_id, k.score, k.method, k.reason) for k in links}
    ended: list[tuple[int, int]] = []
    for number, n, *link in connection.execute(f"SELECT run, n, {LINK} FROM standing_link"):
        if (standing := tuple(link)) in wanted:
            wanted.remove(standing)
        else:
            ended.append((number, n))
    newest = "SELECT kind, version.key FROM run JOIN version ON version.id = run.version ORDER BY run.id DESC LIMIT 1"
    if not wanted and not ended and connection.execute(newest).fetchone() in (None, (run.kind, run.version)):
        return False
    own = add_run(connection, run)
    rows = [(own, n, *link) for n, link in enumerate(sorted(wanted))]
    connection.executemany("INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.executemany("INSERT INTO link_end VALUES (?, ?, ?)", [(*link, own) for link in ended])
    return bool(wanted or ended)


def loads_quotes(text: str) -> list[tuple[int, int, str]]:
    """The quotes of a statement: (start, end, words)."""
    return [(start, end, words) for start, end, words in json.loads(text)]
