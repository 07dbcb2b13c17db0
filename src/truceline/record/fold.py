"""Folding: base tables -> record tables.

Documents are folded one by one, only those with a new reading or a new decision. What goes across documents (which
records are the same, and the reconciled figures) is worked out over what hangs together, by links and decisions, with
a record that was folded or linked anew. The rest cannot have changed: so a fold of what is new equals a fold of
everything.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from truceline.model.ledger import Decision, Question, Value
from truceline.model.records import RECORDS, TABLES, fields_of
from truceline.record.across import SHARED, bring_together, touched
from truceline.record.decisions import COLUMNS, Ruled, from_values, rulings, standing
from truceline.record.reports import Report, Said, fold_report
from truceline.record.schema import DERIVED, column_names, create_sql, is_report, schema_key, to_sql

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class State:
    """What the record tables were folded from.

    `across` tells what still has to be brought together: nothing, the records ``touched``, or ``all``.
    """

    schema: str = ""
    reading: int = 0
    decision: int = 0
    link_run: int = 0
    across: str = ""


@dataclass(slots=True)
class Batch:
    """Rows waiting to be written together."""

    rows: dict[str, list[Sequence[object]]] = field(default_factory=lambda: defaultdict(list))
    sources: list[tuple[object, ...]] = field(default_factory=list)
    questions: list[tuple[object, ...]] = field(default_factory=list)
    unused: list[tuple[int, int]] = field(default_factory=list)
    folded: list[tuple[str, int]] = field(default_factory=list)


def folded_state(connection: sqlite3.Connection) -> State:
    """The state that the last fold noted."""
    noted = dict(connection.execute("SELECT key, value FROM fold_state"))
    if not noted:
        return State()
    return State(
        noted["schema"], int(noted["reading"]), int(noted["decision"]), int(noted["link_run"]), noted.get("across", "")
    )


def present_state(connection: sqlite3.Connection) -> State:
    """The state of the base tables."""
    (reading,) = connection.execute("SELECT coalesce(max(id), 0) FROM reading").fetchone()
    (decision,) = connection.execute("SELECT coalesce(max(number), 0) FROM decision").fetchone()
    (link_run,) = connection.execute("SELECT coalesce(max(id), 0) FROM run WHERE kind = 'link'").fetchone()
    return State(schema_key(), reading, decision, link_run)


def fold(connection: sqlite3.Connection, *, everything: bool = False) -> int:
    """Bring the record tables up to date, inside the transaction of the caller.

    Returns:
        How many documents were folded.
    """
    documents = fold_new(connection, everything=everything)
    before, now = folded_state(connection), present_state(connection)
    if before != now:
        log = tuple(decisions(connection))
        whole = before.across == "all"
        bring_together(connection, log, None if whole else touched(connection, before.link_run))
        connection.execute("DELETE FROM touched")
        _note(connection, now)
    return documents


def fold_new(connection: sqlite3.Connection, *, everything: bool = False) -> int:
    """Fold documents with a new reading or decision, and leave it to a later `fold` to bring records together.

    Returns:
        How many documents were folded.
    """
    before, now = folded_state(connection), present_state(connection)
    if everything or before.schema != now.schema:
        drop(connection)
        create(connection)
        before = State(across="all")
    elif (before.reading, before.decision) == (now.reading, now.decision):
        return 0
    log = tuple(decisions(connection))
    documents = _pending(connection, before, log)
    across = "all" if before.across == "all" else "touched"
    fold_documents(connection, documents, log, touch=across == "touched")
    _note(connection, replace(now, link_run=before.link_run, across=across))
    return len(documents)


def _note(connection: sqlite3.Connection, state: State) -> None:
    """Note what the record tables are folded from now."""
    connection.execute("DELETE FROM fold_state")
    noted = {**asdict(state), "tables": json.dumps(DERIVED)}
    connection.executemany("INSERT INTO fold_state VALUES (?, ?)", [(key, str(value)) for key, value in noted.items()])


def create(connection: sqlite3.Connection, schema: str = "main") -> None:
    """Make the empty record tables."""
    for sql in create_sql(schema):
        connection.execute(sql)


def drop(connection: sqlite3.Connection, schema: str = "main") -> None:
    """Remove the record tables; they can always be made again. Tables of an older version go as well."""
    (noted,) = connection.execute("SELECT group_concat(value) FROM fold_state WHERE key = 'tables'").fetchone()
    there = dict(connection.execute(f"SELECT name, type FROM {schema}.sqlite_master WHERE type IN ('table', 'view')"))
    for name in {*DERIVED, *(json.loads(noted) if noted else ())} & there.keys():
        connection.execute(f"DROP {there[name]} {schema}.{name}")


def decisions(connection: sqlite3.Connection) -> Iterable[Decision]:
    """All decisions, oldest first."""
    return map(from_values, connection.execute(f"SELECT {COLUMNS} FROM decision ORDER BY number"))


def newest_readings(connection: sqlite3.Connection, after: int = 0) -> Mapping[str, int]:
    """The newest reading of each document that has one numbered above `after`."""
    return dict(
        connection.execute("SELECT document_id, max(id) FROM reading WHERE id > ? GROUP BY document_id", (after,))
    )


def _pending(connection: sqlite3.Connection, before: State, log: Sequence[Decision]) -> Mapping[str, int]:
    """Documents to fold anew, with their newest reading."""
    pending = dict(newest_readings(connection, before.reading))
    undone = {d.undoes for d in log if d.number > before.decision}
    touched = {d.record_id for d in log if d.record_id and (d.number > before.decision or d.number in undone)}
    if any(d.kind == "undo" and d.number in undone for d in log):
        touched |= {d.record_id for d in log if d.record_id}
    for record_id in touched:
        for document_id in documents_of(connection, record_id):
            if document_id not in pending:
                pending[document_id] = newest_reading(connection, document_id)
    return pending


def documents_of(connection: sqlite3.Connection, record_id: str) -> list[str]:
    """The document that a record was read in or added to (empty if there is none)."""
    sql = """
      SELECT document_id FROM statement JOIN reading ON reading.id = reading WHERE record_id = :own
      UNION SELECT document_id FROM decision WHERE record_id = :own AND kind = 'add'"""
    return [row[0] for row in connection.execute(sql, {"own": record_id})]


def newest_reading(connection: sqlite3.Connection, document_id: str) -> int:
    """The newest reading of one document."""
    (reading,) = connection.execute("SELECT max(id) FROM reading WHERE document_id = ?", (document_id,)).fetchone()
    return int(reading)


def fold_documents(
    connection: sqlite3.Connection, documents: Mapping[str, int], log: Sequence[Decision], *, touch: bool
) -> None:
    """Fold these documents (id to newest reading).

    Args:
        connection: the record.
        documents: what to fold.
        log: all decisions.
        touch: put down which records have to be brought together anew.
    """
    of_document: dict[str, dict[str, Ruled]] = defaultdict(dict)
    for record_id, ruling in rulings(standing(log)).items():
        for document_id in documents_of(connection, record_id):
            of_document[document_id][record_id] = ruling
    ordered = sorted(documents)
    for start in range(0, len(ordered), _CHUNK):
        chunk, batch = ordered[start : start + _CHUNK], Batch()
        among = json.dumps(chunk)
        if touch:
            _touch(connection, among)
        _remove(connection, among)
        for document_id in chunk:
            reading = documents[document_id]
            report = _fold_one(connection, document_id, reading, of_document.get(document_id, {}))
            _collect(batch, document_id, report)
            batch.unused.extend((reading, n) for n in report.unused)
            batch.folded.append((document_id, reading))
        _insert(connection, batch)
        if touch:
            _touch(connection, among)


def _touch(connection: sqlite3.Connection, documents: str) -> None:
    """Put down the records of these documents (a list in JSON), and those that stand for them."""
    for table, column in SHARED.items():
        for own in ("id", column):
            sql = f"SELECT '{table}', {own} FROM {table} WHERE document_id IN (SELECT value FROM json_each(?))"
            connection.execute(f"INSERT OR IGNORE INTO touched {sql}", (documents,))


def _fold_one(connection: sqlite3.Connection, document_id: str, reading: int, ruled: Mapping[str, Ruled]) -> Report:
    (published,) = connection.execute("SELECT published FROM reading WHERE id = ?", (reading,)).fetchone()
    said = _said(connection, "reading = ?", reading)
    older: list[Said] = []
    if ruled:
        older_readings = "reading IN (SELECT id FROM reading WHERE document_id = ? AND id < ?)"
        older = _said(connection, older_readings, document_id, reading)
        older.sort(key=lambda s: (-s.reading, s.n))
    return fold_report(document_id, published, said, older, ruled)


def _said(connection: sqlite3.Connection, where: str, *values: object) -> list[Said]:
    columns = "reading, n, id, table_name, record_id, field, value, quotes, method, confidence"
    rows = connection.execute(f"SELECT {columns} FROM statement WHERE {where} ORDER BY reading, n", values)
    return [Said._make(row) for row in rows]


def _remove(connection: sqlite3.Connection, documents: str) -> None:
    """Take out the rows of those documents (a list in JSON) that were folded before."""
    sql = "SELECT document_id, reading FROM folded WHERE document_id IN (SELECT value FROM json_each(?))"
    for document_id, reading in connection.execute(sql, (documents,)).fetchall():
        for record in RECORDS:
            if is_report(record):
                connection.execute(f"DELETE FROM {record.table} WHERE document_id = ?", (document_id,))
        for table in ("other_source", "question", "folded"):
            connection.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))
        connection.execute("DELETE FROM unused WHERE reading = ?", (reading,))


def _collect(batch: Batch, document_id: str, report: Report) -> None:
    """Put the rows of a report to those that wait."""
    for record in report.records:
        names = column_names(TABLES[record.table])
        row: list[object] = [record.values.get(name) for name in names]
        for place, empty in _CONVERTED[record.table]:
            row[place] = to_sql(record.values.get(names[place], empty))
        batch.rows[record.table].append(row)
        batch.sources.extend((document_id, record.table, record.id, *source) for source in record.sources)
    batch.questions.extend(map(question_values, report.questions, [document_id] * len(report.questions)))


def question_values(question: Question, document_id: str) -> tuple[object, ...]:
    """A question as a row of SQL."""
    q = question
    return (q.id, q.kind, q.table, q.record_id, q.field, q.decision, document_id, q.text)


# table -> columns whose values SQL holds in another form, each with what stands for none
_CONVERTED: dict[str, tuple[tuple[int, Value | None], ...]] = {
    record.table: tuple(
        (place, () if f.type is tuple else None) for place, f in enumerate(fields_of(record)) if f.type in (tuple, bool)
    )
    for record in RECORDS
}


def _insert(connection: sqlite3.Connection, batch: Batch) -> None:
    for table, rows in batch.rows.items():
        names = column_names(TABLES[table])
        marks = ", ".join("?" * len(names))
        connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)
    sources = "document_id, table_name, row_id, column_name, statement_id, decision, reading, n"
    connection.executemany(
        f"INSERT OR IGNORE INTO other_source ({sources}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", batch.sources
    )
    connection.executemany("INSERT INTO unused VALUES (?, ?)", batch.unused)
    connection.executemany("INSERT INTO folded VALUES (?, ?)", batch.folded)
    connection.executemany("INSERT INTO question VALUES (?, ?, ?, ?, ?, ?, ?, ?)", batch.questions)
