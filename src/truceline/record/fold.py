"""Folding: base tables -> record tables.

Documents are folded one by one, only those with a new reading or a new decision. What goes across documents (which
records are the same, and the reconciled figures) is worked out over what hangs together, by links and decisions, with
a record that came, went or was linked anew. The rest cannot have changed: so a fold of what is new equals a fold of
everything, in however many steps it is done and whatever was decided between them.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from truceline.model.ledger import Decision, Question, Value
from truceline.model.records import RECORDS, TABLES, fields_of
from truceline.record.across import bring_together
from truceline.record.concerned import JOINING, decided_in_the_end, decided_records, documents_of, ruled
from truceline.record.decisions import COLUMNS, Ruled, from_values
from truceline.record.heirs import refresh
from truceline.record.reports import Report, Said, fold_report
from truceline.record.reprints import DOCUMENT, tied
from truceline.record.schema import DERIVED, column_names, create_sql, is_report, schema_key, to_sql
from truceline.record.touched import Touched, put_down, put_down_links, settle, shown, strike, take

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class State:
    """What the record tables were folded from; `waiting` tells that records have still to be brought together."""

    schema: str = ""
    reading: int = 0
    decision: int = 0
    link_run: int = 0
    waiting: bool = False


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
    fresh = noted["schema"] == schema_key()
    waiting = fresh and connection.execute("SELECT 1 FROM touched LIMIT 1").fetchone() is not None
    return State(noted["schema"], int(noted["reading"]), int(noted["decision"]), int(noted["link_run"]), waiting)


def present_state(connection: sqlite3.Connection) -> State:
    """The state of the base tables."""
    (reading,) = connection.execute("SELECT coalesce(max(id), 0) FROM reading").fetchone()
    (decision,) = connection.execute("SELECT coalesce(max(number), 0) FROM decision").fetchone()
    (link_run,) = connection.execute("SELECT coalesce(max(id), 0) FROM run WHERE kind = 'link'").fetchone()
    return State(schema_key(), reading, decision, link_run)


def fold_everything(connection: sqlite3.Connection) -> int:
    """Make all record tables anew, inside the transaction of the caller.

    Returns:
        How many documents were folded.
    """
    drop(connection)
    create(connection)
    documents = newest_readings(connection)
    fold_documents(connection, documents, touch=False)
    bring_together(connection, None)
    _note(connection, present_state(connection))
    return len(documents)


def fold_readings(connection: sqlite3.Connection, most: int) -> int:
    """Fold documents of the next readings, and leave it to `fold_across` to bring their records together.

    Args:
        connection: the record; the transaction is the caller's.
        most: how many readings at most.

    Returns:
        How many documents were folded; 0 if all are.
    """
    before = folded_state(connection)
    sql = "SELECT id, document_id FROM reading WHERE id > ? ORDER BY id LIMIT ?"
    found = connection.execute(sql, (before.reading, most)).fetchall()
    documents = {document_id: newest_reading(connection, document_id) for _, document_id in found}
    if documents:
        put_down(connection, fold_documents(connection, documents))
        _note(connection, replace(before, reading=found[-1][0]))
    return len(documents)


def fold_decisions(connection: sqlite3.Connection) -> int:
    """Bring the record tables up to date with decisions alone: their documents, and what hangs together with them.

    What was read or linked since the last fold still waits for one, unless a decision is on it.

    Returns:
        How many documents were folded.
    """
    before, now = folded_state(connection), present_state(connection)
    if before.decision == now.decision:
        return 0
    touched = Touched()
    documents: set[str] = set()
    for decision in decisions(connection, before.decision):
        meant = decided_in_the_end(connection, decision)
        if meant.kind in JOINING:
            touched.records[meant.table or ""] |= {i for i in (meant.record_id, meant.other_id) if i is not None}
        elif meant.record_id is not None:
            documents.update(documents_of(connection, meant.record_id))
    _bring_up_to_date(connection, documents, touched)
    _note(connection, replace(before, decision=now.decision))
    return len(documents)


def fold_records(connection: sqlite3.Connection, records: Iterable[str]) -> None:
    """Bring these records up to date, where their documents were read anew since the last fold."""
    fold_behind(connection, {i for record_id in records for i in documents_of(connection, record_id)})


def fold_behind(connection: sqlite3.Connection, documents: Iterable[str]) -> None:
    """Bring the records of these documents up to date, where they were read anew since the last fold."""
    sql = """
      SELECT 1 FROM reading
      WHERE document_id = :own AND id > coalesce((SELECT reading FROM folded WHERE document_id = :own), 0) LIMIT 1"""
    behind = {i for i in documents if connection.execute(sql, {"own": i}).fetchone() is not None}
    if behind:
        _bring_up_to_date(connection, behind, Touched())


def _bring_up_to_date(connection: sqlite3.Connection, documents: Iterable[str], touched: Touched) -> None:
    newest = {document_id: newest_reading(connection, document_id) for document_id in documents}
    touched.add(fold_documents(connection, newest))
    bring_together(connection, touched)


def fold_across(connection: sqlite3.Connection, most: int) -> int:
    """Bring together records that wait for it.

    Args:
        connection: the record; the transaction is the caller's.
        most: how many records to begin with; what hangs together with them comes on top.

    Returns:
        How many records it began with; 0 if none waits.
    """
    before, now = folded_state(connection), present_state(connection)
    if before.link_run != now.link_run:
        put_down_links(connection, before.link_run)
        _note(connection, replace(before, link_run=now.link_run))
    taken = take(connection, most)
    for table, records in bring_together(connection, taken).items():
        strike(connection, table, records)
    return sum(map(len, taken.kinds().values()))


def _note(connection: sqlite3.Connection, state: State) -> None:
    """Note what the record tables are folded from now."""
    noted = {
        "schema": state.schema, "reading": state.reading, "decision": state.decision, "link_run": state.link_run,
        "tables": json.dumps(DERIVED),
    }  # fmt: skip
    connection.execute("DELETE FROM fold_state")
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


def decisions(connection: sqlite3.Connection, after: int = 0) -> Iterable[Decision]:
    """All decisions numbered above `after`, oldest first."""
    sql = f"SELECT {COLUMNS} FROM decision WHERE number > ? ORDER BY number"
    return map(from_values, connection.execute(sql, (after,)))


def newest_readings(connection: sqlite3.Connection) -> Mapping[str, int]:
    """The newest reading of each document."""
    return dict(connection.execute("SELECT document_id, reading FROM newest"))


def newest_reading(connection: sqlite3.Connection, document_id: str) -> int:
    """The newest reading of one document."""
    (reading,) = connection.execute("SELECT max(id) FROM reading WHERE document_id = ?", (document_id,)).fetchone()
    return int(reading)


def fold_documents(connection: sqlite3.Connection, documents: Mapping[str, int], *, touch: bool = True) -> Touched:
    """Fold these documents (id to newest reading).

    Args:
        connection: the record.
        documents: what to fold.
        touch: find out what has to be brought together anew; if not, it is everything.
    """
    touched = Touched()
    ordered = sorted(documents)
    for start in range(0, len(ordered), _CHUNK):
        chunk, batch = ordered[start : start + _CHUNK], Batch()
        among = json.dumps(chunk)
        before = shown(connection, among) if touch else None
        decided = decided_records(connection, among)
        named = {record_id for records in decided.values() for record_id in records}
        rulings = ruled(connection, named)
        _remove(connection, among)
        for document_id in chunk:
            reading = documents[document_id]
            own = {i: rulings[i] for i in decided.get(document_id, ()) if i in rulings}
            report = _fold_one(connection, document_id, reading, own)
            _collect(batch, document_id, report)
            batch.unused.extend((reading, n) for n in report.unused)
            batch.folded.append((document_id, reading))
        _insert(connection, batch)
        if before is not None:
            touched.add(settle(connection, before, shown(connection, among)))
            touched.records[DOCUMENT] |= tied(connection, among)
        for table, records in refresh(connection, named).items():
            touched.records[table] |= records
    return touched


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
