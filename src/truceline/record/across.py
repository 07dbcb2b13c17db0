"""What goes across documents: records that are the same, parts of wholes, reconciled figures."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from truceline.model.ledger import Decision, Link, Question
from truceline.model.records import ReconciledRow
from truceline.record.cells import content_id
from truceline.record.groups import Grouped, group
from truceline.record.tallies import tallies, write

SHARED = {"event": "happening_id", "ceasefire": "canonical_id", "actor": "canonical_id"}


def bring_together(connection: sqlite3.Connection, stand: Sequence[Decision], refolded: frozenset[str]) -> None:
    """Work out everything that spans documents, and write what differs.

    Args:
        connection: the record.
        stand: the decisions that stand.
        refolded: documents whose rows were folded anew.
    """
    links = tuple(current_links(connection))
    questions: list[Question] = []
    wholes: Mapping[str, str] = {}
    for table, column in SHARED.items():
        mine = [link for link in links if link.table == table]
        decided = [d for d in stand if d.kind in ("same", "not same") and d.table == table]
        grouped = group(_present(connection, table, mine, decided), mine, decided)
        _share(connection, table, column, grouped.canonical)
        questions.extend(map(_conflict, grouped.conflicts))
        if table == "event":
            wholes = grouped.part_of
            _place_parts(connection, grouped)
    found = tallies(connection)
    write(connection, found, refolded)
    questions.extend(_too_many_parts(found.rows.values(), wholes))
    connection.execute("DELETE FROM question WHERE document_id = ''")
    rows = [(q.id, q.kind, q.table, q.record_id, q.field, q.decision, "", q.text) for q in questions]
    connection.executemany("INSERT INTO question VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def current_links(connection: sqlite3.Connection) -> Iterable[Link]:
    """The links of the newest linking run."""
    sql = (
        "SELECT kind, table_name, left_id, right_id, score, method, reason FROM link"
        " WHERE run = (SELECT max(id) FROM run WHERE kind = 'link') ORDER BY n"
    )
    for kind, table, left, right, score, method, reason in connection.execute(sql):
        yield Link(kind=kind, table=table, left_id=left, right_id=right, score=score, method=method, reason=reason)


def _present(
    connection: sqlite3.Connection, table: str, links: Iterable[Link], decided: Iterable[Decision]
) -> list[str]:
    """Those of the records named that exist and are not rejected."""
    named = {record_id for link in links for record_id in (link.left_id, link.right_id)}
    named |= {record_id for d in decided for record_id in (d.record_id, d.other_id) if record_id is not None}
    sql = f"SELECT id FROM {table} WHERE review != 'rejected' AND id IN (SELECT value FROM json_each(?))"
    return [row[0] for row in connection.execute(sql, (json.dumps(sorted(named)),))]


def _share(connection: sqlite3.Connection, table: str, column: str, canonical: Mapping[str, str]) -> None:
    there = dict(connection.execute(f"SELECT id, {column} FROM {table} WHERE {column} != id"))
    changes = [(record_id, record_id) for record_id in there if canonical.get(record_id, record_id) == record_id]
    changes += [(top, record_id) for record_id, top in canonical.items() if there.get(record_id, record_id) != top]
    connection.executemany(f"UPDATE {table} SET {column} = ? WHERE id = ?", changes)


def _place_parts(connection: sqlite3.Connection, grouped: Grouped) -> None:
    connection.execute("UPDATE event SET part_of_id = NULL WHERE part_of_id IS NOT NULL")
    wholes = [(whole, part) for part, whole in grouped.part_of.items()]
    connection.executemany("UPDATE event SET part_of_id = ? WHERE happening_id = ?", wholes)


def _conflict(decision: Decision) -> Question:
    words = f"decision {decision.number} ({decision.kind}) contradicts a newer one and is not applied"
    return Question(
        id=content_id("QUE", "conflict", decision.number),
        kind="conflict",
        table=decision.table or "",
        record_id=decision.record_id or "",
        field=None,
        decision=decision.number,
        text=words,
    )


def _too_many_parts(rows: Iterable[ReconciledRow], wholes: Mapping[str, str]) -> Iterable[Question]:
    """Wholes whose parts add up to more than the whole's own highest figure."""
    parts: dict[tuple[str, str, str], int] = defaultdict(int)
    highest: dict[tuple[str, str, str], int | None] = {}
    for row in rows:
        key: tuple[str, str, str] = (row.happening_id, row.kind, row.victim_class)
        if row.happening_id in wholes and row.scope == "event":
            parts[(wholes[row.happening_id], row.kind, row.victim_class)] += row.low or 0
        if row.scope != "cumulative":
            highest[key] = _higher(highest.get(key, 0), None if row.open else row.high)
    for key, total in sorted(parts.items()):
        high = highest.get(key)
        if high is not None and total > high:
            text = f"its parts report at least {total} {key[1]} ({key[2]}), more than its own highest figure, {high}"
            own = content_id("QUE", "parts", *key)
            yield Question(id=own, kind="parts", table="event", record_id=key[0], field=None, decision=None, text=text)


def _higher(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)
