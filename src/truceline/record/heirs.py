"""Which record of a newer reading takes the place of one that people ruled the same, or not the same, as another.

A record's id is made from the place of its words. A newer version of the software may read the same thing from a word
beside them; then the id is gone, and what a person decided would be lost with it. The heir is the one record that the
newer reading alone has, in the same table, and whose words overlap those of the old one more than any other's do.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from truceline.model.ledger import Decision, Question
from truceline.record.cells import content_id
from truceline.record.writing import loads_quotes

Stretch = tuple[int, int]
_NAMED = """
  SELECT table_name, record_id FROM decision
  WHERE kind IN ('same', 'not same') AND record_id IN (SELECT value FROM json_each(:records))
  UNION
  SELECT table_name, other_id FROM decision
  WHERE kind IN ('same', 'not same') AND other_id IN (SELECT value FROM json_each(:records))
  ORDER BY 1, 2"""


def refresh(connection: sqlite3.Connection, records: Iterable[str]) -> Mapping[str, set[str]]:
    """Work out anew which of these records are gone, and their heirs; the documents that they are of are folded.

    Returns:
        The records, by table, that are gone, are there again or have another heir than before, with those heirs.
    """
    changed: dict[str, set[str]] = defaultdict(set)
    given = json.dumps(sorted(records))
    before = dict(
        connection.execute("SELECT id, heir_id FROM heir WHERE id IN (SELECT value FROM json_each(?))", (given,))
    )
    for table, own in connection.execute(_NAMED, {"records": given}).fetchall():
        there = connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (own,)).fetchone() is not None
        heir = None if there else _heir(connection, own, table)
        if there != (own not in before) or heir != before.get(own):
            connection.execute("DELETE FROM heir WHERE id = ?", (own,))
            if not there:
                connection.execute("INSERT INTO heir VALUES (?, ?, ?)", (own, table, heir))
            changed[table] |= {own, heir or own, before.get(own) or own}
    return changed


def inherited(decided: Iterable[Decision], heirs: Mapping[str, str | None]) -> list[Decision]:
    """These decisions with the records that are gone replaced by their heirs, where they have any."""
    return [
        replace(
            d, record_id=heirs.get(d.record_id or "") or d.record_id, other_id=heirs.get(d.other_id or "") or d.other_id
        )
        for d in decided
    ]


def lost(decided: Iterable[Decision], heirs: Mapping[str, str | None]) -> Iterator[Question]:
    """A question for each decision on a record that is gone without an heir."""
    for d in decided:
        for own in (d.record_id, d.other_id):
            if own is not None and own in heirs and heirs[own] is None:
                text = (
                    f"decision {d.number} ({d.kind}) waits: a later version of the software does not find this record"
                )
                question = content_id("QUE", "gone", own, d.number)
                yield Question(
                    id=question,
                    kind="gone",
                    table=d.table or "",
                    record_id=own,
                    field=None,
                    decision=d.number,
                    text=text,
                )


def _heir(connection: sqlite3.Connection, own: str, table: str) -> str | None:
    """The record that takes this one's place; ``None`` if there is none or several might."""
    before = connection.execute("SELECT max(reading) FROM statement WHERE record_id = ?", (own,)).fetchone()[0]
    words = _stretches(
        connection.execute("SELECT quotes FROM statement WHERE record_id = ? AND reading = ?", (own, before))
    )
    sql = f"""
      SELECT own.id, statement.quotes
      FROM reading JOIN folded USING (document_id) JOIN {table} AS own USING (document_id)
      JOIN statement ON statement.record_id = own.id AND statement.reading = folded.reading
      WHERE reading.id = ? AND own.id NOT IN (SELECT record_id FROM statement WHERE reading = ?)"""
    found: dict[str, set[Stretch]] = {}
    for heir, quotes in connection.execute(sql, (before, before)):
        found.setdefault(heir, set()).update(_stretches([(quotes,)]))
    ranked = sorted(((_common(words, others), heir) for heir, others in found.items()), reverse=True)[:2]
    if not ranked or not ranked[0][0] or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def _stretches(rows: Iterable[tuple[str]]) -> set[Stretch]:
    return {(start, end) for (quotes,) in rows for start, end, _ in loads_quotes(quotes)}


def _common(one: Iterable[Stretch], other: Iterable[Stretch]) -> int:
    """How many of the passages of one lie on passages of the other."""
    others = list(other)
    return sum(any(a < d and c < b for c, d in others) for a, b in one)
