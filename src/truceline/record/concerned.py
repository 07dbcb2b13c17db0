"""Decisions looked up by what they concern, so that none of the others has to be read."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping

from truceline.model.ledger import Decision
from truceline.record.decisions import COLUMNS, Ruled, from_values, rulings, standing

JOINING = frozenset({"same", "not same"})


def with_undos(connection: sqlite3.Connection, numbers: Iterable[int]) -> tuple[Decision, ...]:
    """These decisions, oldest first, with every decision that takes one of them back, or takes that back, and so on."""
    sql = f"""
      WITH RECURSIVE own (number) AS (
        SELECT value FROM json_each(?)
        UNION
        SELECT later.number FROM own JOIN decision AS later ON later.undoes = own.number
      )
      SELECT {COLUMNS} FROM decision WHERE number IN own ORDER BY number"""
    return tuple(map(from_values, connection.execute(sql, (json.dumps(sorted(numbers)),))))


def log_of(connection: sqlite3.Connection, records: Iterable[str]) -> tuple[Decision, ...]:
    """The decisions on any of these records, alone or with another, oldest first, with what takes them back."""
    sql = """
      SELECT number FROM decision WHERE record_id IN (SELECT value FROM json_each(:records))
      UNION SELECT number FROM decision WHERE other_id IN (SELECT value FROM json_each(:records))"""
    found = connection.execute(sql, {"records": json.dumps(sorted(records))})
    return with_undos(connection, [number for (number,) in found])


def can_be_undone(connection: sqlite3.Connection, number: int) -> bool:
    """True if there is such a decision and it stands; an undo stands until it is taken back itself."""
    log = with_undos(connection, [number])
    if not log:
        return False
    return len(log) == 1 if log[0].kind == "undo" else log[0] in standing(log)


def decided_in_the_end(connection: sqlite3.Connection, decision: Decision) -> Decision:
    """The decision that counts or counts no more by this one: itself, or what an undo, of an undo, comes down to."""
    while decision.kind == "undo":
        (row,) = connection.execute(f"SELECT {COLUMNS} FROM decision WHERE number = ?", (decision.undoes,))
        decision = from_values(row)
    return decision


def documents_of(connection: sqlite3.Connection, record_id: str) -> list[str]:
    """The document that a record was read in or added to, a document itself (empty if there is none)."""
    sql = """
      SELECT id FROM document WHERE id = :own
      UNION SELECT document_id FROM statement JOIN reading ON reading.id = reading WHERE record_id = :own
      UNION SELECT document_id FROM decision WHERE record_id = :own AND kind = 'add'"""
    return [row[0] for row in connection.execute(sql, {"own": record_id})]


def decided_records(connection: sqlite3.Connection, documents: str) -> Mapping[str, frozenset[str]]:
    """The records of each of these documents (a list in JSON), as any version read or a person added
    them, that decisions name."""
    if connection.execute("SELECT 1 FROM decision LIMIT 1").fetchone() is None:
        return {}
    sql = """
      SELECT reading.document_id, statement.record_id
      FROM json_each(?1) AS given
      CROSS JOIN reading ON reading.document_id = given.value
      CROSS JOIN statement ON statement.reading = reading.id
      WHERE EXISTS (SELECT 1 FROM decision WHERE decision.record_id = statement.record_id)
         OR EXISTS (SELECT 1 FROM decision WHERE decision.other_id = statement.record_id)
      UNION
      SELECT document_id, record_id FROM decision
      WHERE kind = 'add' AND document_id IN (SELECT value FROM json_each(?1))"""
    found: dict[str, set[str]] = defaultdict(set)
    for document_id, record_id in connection.execute(sql, (documents,)):
        found[document_id].add(record_id)
    return {document_id: frozenset(records) for document_id, records in found.items()}


def ruled(connection: sqlite3.Connection, records: Iterable[str]) -> Mapping[str, Ruled]:
    """What people ruled on each of these records, where they did."""
    sql = "SELECT number FROM decision WHERE record_id IN (SELECT value FROM json_each(?))"
    numbers = [row[0] for row in connection.execute(sql, (json.dumps(sorted(records)),))]
    return rulings(standing(with_undos(connection, numbers))) if numbers else {}
