"""Checking a record from end to end: bytes, texts, passages, chain, sources, references, and the fold itself."""

from __future__ import annotations

import itertools
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from truceline.model.ledger import Verified
from truceline.model.records import RECORDS, Row, fields_of
from truceline.record.across import bring_together
from truceline.record.datasets import verify_datasets
from truceline.record.decisions import GENESIS, chain_hash
from truceline.record.digest import digest
from truceline.record.fold import create, decisions, drop, fold_documents, folded_state, newest_readings, present_state
from truceline.record.reading import to_statement
from truceline.record.schema import DERIVED, column_names, is_report
from truceline.record.writing import loads_quotes, text_hash

_MOST = 200
# a statement of the reading that is shown, for one cell: the first half of the view cell_source, by its index
_READ = """
  SELECT 1 FROM statement JOIN folded ON folded.document_id = own.document_id AND folded.reading = statement.reading
  WHERE statement.record_id = own.id AND statement.field = :column AND statement.table_name = :table
    AND NOT EXISTS (SELECT 1 FROM unused WHERE unused.reading = statement.reading AND unused.n = statement.n)"""
_BASE = (
    "run", "document", "reading", "sentence", "statement", "link", "link_end", "decision", "failure", "skipped",
    "batch", "batch_item", "skip", "sample", "sample_item", "sample_end", "coding",
    "dataset", "dataset_row", "dataset_end",
)  # fmt: skip


class Problems(list[str]):
    """Problems in words; after many of one check the rest are only counted."""

    def take(self, found: Iterable[str]) -> None:
        """Add the first problems of a check and the number of the rest."""
        more = 0
        for n, problem in enumerate(found):
            if n < _MOST:
                self.append(problem)
            else:
                more += 1
        if more:
            self.append(f"… and {more} more of this kind")


def verify(connection: sqlite3.Connection) -> Verified:
    """Check everything; a problem names the row and what is wrong with it.

    The record tables are checked only where the base tables are sound and nothing waits to be folded; else the digest
    is empty.
    """
    problems, counts = Problems(), dict(counted(connection))
    problems.take(_file(connection))
    problems.take(_documents(connection))
    problems.take(_statements(connection, counts))
    problems.take(_chain(connection))
    problems.take(_selected(connection, counts))
    problems.take(_drawn(connection))
    problems.take(verify_datasets(connection))
    if problems:
        return Verified(counts, tuple(problems), "")
    if folded_state(connection) != present_state(connection):
        problems.append(
            "the record tables lag behind what was read or decided; `truceline rebuild` brings them up to date"
        )
        return Verified(counts, tuple(problems), "")
    for record in RECORDS:
        problems.take(_cells(connection, record))
        problems.take(_references(connection, record))
    problems.take(_fold(connection))
    return Verified(counts, tuple(problems), digest(connection))


def counted(connection: sqlite3.Connection, tables: Iterable[str] = (*_BASE, *DERIVED)) -> Iterator[tuple[str, int]]:
    """Rows of these tables, of all if not given."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    for table in tables:
        if table in there:
            yield table, int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _file(connection: sqlite3.Connection) -> Iterator[str]:
    for (said,) in connection.execute("PRAGMA quick_check"):
        if said != "ok":
            yield f"the file is damaged: {said}"
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} row {row}: names a {parent} that is not there"


def _documents(connection: sqlite3.Connection) -> Iterator[str]:
    for own, path, wanted, size, raw in connection.execute("SELECT id, path, sha256, size, raw FROM document"):
        try:
            bytes_ = zlib.decompress(raw)
        except zlib.error as error:
            yield f"document {own} ({path}): its bytes cannot be unpacked: {error}"
            continue
        if sha256(bytes_).hexdigest() != wanted or len(bytes_) != size:
            yield f"document {own} ({path}): its bytes are not those that were read"
    for wanted, text in connection.execute("SELECT sha256, text FROM text"):
        if text_hash(text) != wanted:
            yield f"text {wanted[:16]}: is not the text that was read"
    for own, pages, chars in connection.execute("SELECT document_id, pages, chars FROM reading WHERE pages != '[]'"):
        starts = json.loads(pages)
        if starts[0] != 0 or starts != sorted(starts) or starts[-1] > chars:
            yield f"document {own}: its pages do not follow each other in its text"


def _statements(connection: sqlite3.Connection, counts: dict[str, int]) -> Iterator[str]:
    """Every statement's id is the hash of its content, and every quote is what the text says at its place."""
    counts["passage"] = 0
    sql = """
      SELECT reading.document_id, table_name, record_id, field, value, quotes, source_text, source_id, status, basis,
             method, confidence, statement.id, reading.id, text.text
      FROM reading JOIN text ON text.sha256 = reading.text_sha256 JOIN statement ON statement.reading = reading.id
      ORDER BY reading.id, n"""
    for row in connection.execute(sql):
        own, _, text = row[12:]
        where = f"statement {own} ({row[2]}, {row[3]})"
        try:
            statement = to_statement(row[:12])
        except (ValueError, TypeError) as error:
            yield f"{where}: cannot be read: {error}"
            continue
        if statement.id != own:
            yield f"{where}: is not what was put down; its hash differs"
        counts["passage"] += len(statement.quotes)
        if not statement.quotes:
            yield f"{where}: has no passage"
        for quote in statement.quotes:
            said = quote.span.of(text)
            if said != quote.text:
                at = f"[{quote.span.start}, {quote.span.end})"
                yield f"{where}: document {row[0]} says {said!r} at {at}, not {quote.text!r}"


def _chain(connection: sqlite3.Connection) -> Iterator[str]:
    previous, log = GENESIS, iter(decisions(connection))
    for number in itertools.count(1):
        try:
            decision = next(log, None)
        except (ValueError, TypeError) as error:
            yield f"decision {number}: cannot be read: {error}"
            return
        if decision is None:
            return
        if decision.number != number:
            yield f"decision {number}: is missing"
            return
        if decision.previous_hash != previous:
            yield f"decision {number}: does not follow the one before it; the log was changed"
        if chain_hash(decision) != decision.hash:
            yield f"decision {number}: is not what was put down; its hash differs"
        previous = decision.hash


def _selected(connection: sqlite3.Connection, counts: dict[str, int]) -> Iterator[str]:
    """The words that people selected stand in the text that they selected them in, and a reading gave it."""
    sql = """
      SELECT decision.number, decision.document_id, decision.quotes, text.text, EXISTS (
        SELECT 1 FROM reading
        WHERE reading.document_id = decision.document_id AND reading.text_sha256 = decision.text_sha256)
      FROM decision LEFT JOIN text ON text.sha256 = decision.text_sha256
      WHERE decision.quotes != '[]' OR decision.kind IN ('add', 'attach') ORDER BY decision.number"""
    for number, document_id, quotes, text, is_read in connection.execute(sql):
        where = f"decision {number}"
        try:
            words = loads_quotes(quotes)
        except (ValueError, TypeError) as error:
            yield f"{where}: cannot be read: {error}"
            continue
        if not words:
            yield f"{where}: has no passage"
        if text is None or not is_read:
            yield f"{where}: its words were selected in a text of document {document_id} that is not there"
            continue
        counts["passage"] += len(words)
        for start, end, quote in words:
            if (said := text[start:end]) != quote:
                yield f"{where}: document {document_id} says {said!r} at [{start}, {end}), not {quote!r}"


def _drawn(connection: sqlite3.Connection) -> Iterator[str]:
    """Every sample has the cells that were drawn, each that which its statement tells of."""
    short = """
      SELECT number, size, count(item.n) FROM sample LEFT JOIN sample_item AS item ON item.sample = sample.number
      GROUP BY number HAVING count(item.n) != size OR max(item.n) != size"""
    for number, size, there in connection.execute(short):
        yield f"sample {number}: has {there} of the {size} cells that were drawn"
    other = """
      SELECT item.sample, item.n FROM sample_item AS item
      JOIN statement ON statement.reading = item.reading AND statement.n = item.statement
      WHERE (statement.table_name, statement.record_id, statement.field)
        IS NOT (item.table_name, item.record_id, item.field)"""
    for number, n in connection.execute(other):
        yield f"sample {number}: item {n} is another cell than its statement tells of"


def _cells(connection: sqlite3.Connection, record: type[Row]) -> Iterator[str]:
    """Every filled cell has a source, every source is there, every value is one of its closed set."""
    for field in fields_of(record):
        if field.values:
            marks = ", ".join("?" * len(field.values))
            odd = f"SELECT id, {field.name} FROM {record.table} WHERE {field.name} NOT IN ({marks})"
            for own, value in connection.execute(odd, field.values):
                yield f"{record.table} {own}: {field.name} cannot be {value!r}"
        if field.kept:
            continue
        read = f"AND NOT EXISTS ({_READ})" if is_report(record) else ""
        document = "own.document_id" if is_report(record) else "''"
        sql = f"""
          SELECT id FROM {record.table} AS own WHERE {field.name} IS NOT NULL AND {field.name} != '' {read}
            AND NOT EXISTS (
              SELECT 1 FROM other_source WHERE document_id = {document} AND table_name = :table AND row_id = own.id
                AND column_name = :column)"""
        for (own,) in connection.execute(sql, {"table": record.table, "column": field.name}):
            yield f"{record.table} {own}: {field.name} is filled and has no source"
    dangling = """
      SELECT row_id, column_name FROM other_source AS own
      LEFT JOIN statement ON statement.reading = own.reading AND statement.n = own.n
      LEFT JOIN decision ON decision.number = own.decision
      WHERE own.table_name = ? AND statement.id IS NOT nullif(own.statement_id, '')
        AND decision.number IS NULL"""
    for own, column in connection.execute(dangling, (record.table,)):
        yield f"{record.table} {own}: the source of {column} is not there"


def _references(connection: sqlite3.Connection, record: type[Row]) -> Iterator[str]:
    """No id names a row that is not there."""
    for field in fields_of(record):
        if field.ref is None:
            continue
        if field.ref == "*":
            yield from _mixed_references(connection, record.table)
            continue
        sql = f"""
          SELECT own.id, own.{field.name} FROM {record.table} AS own LEFT JOIN {field.ref} AS other
          ON other.id = own.{field.name} WHERE own.{field.name} IS NOT NULL AND other.id IS NULL"""
        for own, named in connection.execute(sql):
            yield f"{record.table} {own}: {field.name} names {named}, which is not there"


def _mixed_references(connection: sqlite3.Connection, own_table: str) -> Iterator[str]:
    tables = {record.table for record in RECORDS}
    for (table,) in connection.execute(
        f"SELECT DISTINCT target_table FROM {own_table} WHERE target_table IS NOT NULL"
    ).fetchall():
        if table not in tables:
            yield f"{own_table}: there is no table {table}"
            continue
        there = f"SELECT id FROM {table}"
        sql = f"SELECT id, target_id FROM {own_table} WHERE target_table = ? AND target_id NOT IN ({there})"
        for own, named in connection.execute(sql, (table,)):
            yield f"{own_table} {own}: target_id names {named}, which is not there"


def _fold(connection: sqlite3.Connection) -> Iterator[str]:
    """The record tables equal a fresh fold, which is made in a temporary database beside them."""
    create(connection, "temp")
    try:
        fold_documents(connection, newest_readings(connection), touch=False)
        bring_together(connection, None)
        for table, columns in _compared().items():
            for one, other, words in (("main", "temp", "should not be there"), ("temp", "main", "is missing")):
                sql = f"SELECT {columns} FROM {one}.{table} EXCEPT SELECT {columns} FROM {other}.{table}"
                for row in connection.execute(sql):
                    yield f"{table}: a fresh fold differs; {words}: {row}; `truceline rebuild` makes the tables anew"
    finally:
        drop(connection, "temp")


def _compared() -> Mapping[str, str]:
    columns = {record.table: ", ".join(column_names(record)) for record in RECORDS}
    columns |= {"other_source": "document_id, table_name, row_id, column_name, statement_id, decision", "unused": "*"}
    columns["folded"] = "*"
    columns["heir"] = "*"
    columns["reprint"] = "*"
    columns["question"] = "*"
    return columns
