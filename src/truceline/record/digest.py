"""One hash over the content of a record.

It covers documents, texts and sentences as the newest versions read them, their statements, the links and notes that
stand, all decisions, and the record tables. It leaves out whatever depends on how the record came about: numbers of
rows, runs and readings, times of reading, batches, processes, the place of the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import sha256

from truceline.model.ledger import canonical_json
from truceline.model.records import RECORDS
from truceline.record.schema import column_names
from truceline.record.writing import current_notes

_NEWEST = "reading.id = (SELECT max(r.id) FROM reading AS r WHERE r.document_id = reading.document_id)"

_PARTS = {
    "document": f"""
      SELECT document.id, path, document.sha256, media_type, size, text_sha256, title, outlet, url, published,
             published_basis, published_start, published_end, language, blocks, relevant, diagnostics, pages,
             version.key
      FROM document JOIN reading ON reading.document_id = document.id JOIN version ON version.id = reading.version
      WHERE {_NEWEST} ORDER BY document.id""",
    "sentence": f"""
      SELECT document_id, n, char_start, char_end, role
      FROM sentence JOIN reading ON reading.id = sentence.reading WHERE {_NEWEST} ORDER BY document_id, n""",
    "statement": f"""
      SELECT document_id, n, statement.id, table_name, record_id, field, value, quotes, source_text, source_id, status,
             basis, method, confidence
      FROM statement JOIN reading ON reading.id = statement.reading WHERE {_NEWEST} ORDER BY document_id, n""",
    "link": """
      SELECT kind, table_name, left_id, right_id, score, method, reason FROM standing_link
      ORDER BY 2, 3, 4, 1, 6, 7, 5""",
    "reprint": "SELECT document_id, first_id, outlet FROM reprint ORDER BY document_id",
    "decision": "SELECT number, hash FROM decision ORDER BY number",
    "question": "SELECT * FROM question ORDER BY id",
    "other_source": """
      SELECT document_id, table_name, row_id, column_name, statement_id, decision FROM other_source
      ORDER BY 1, 2, 3, 4, 5, 6""",
    "unused": "SELECT document_id, n FROM unused JOIN reading ON reading.id = reading ORDER BY 1, 2",
}


def digest(connection: sqlite3.Connection) -> str:
    """SHA-256 over every row of content, in an order that the content gives."""
    total = sha256()
    for name, part in _parts(connection):
        total.update(canonical_json([name]).encode())
        for row in part:
            total.update(canonical_json(row).encode("utf-8", "surrogatepass"))
            total.update(b"\n")
    return total.hexdigest()


def _parts(connection: sqlite3.Connection) -> Iterator[tuple[str, Iterable[tuple[object, ...]]]]:
    for name, sql in _PARTS.items():
        yield name, connection.execute(sql)
    for table in ("failure", "skipped"):
        yield table, current_notes(connection, table)
    for record in RECORDS:
        names = ", ".join(column_names(record))
        yield record.table, connection.execute(f"SELECT {names} FROM {record.table} ORDER BY id")
