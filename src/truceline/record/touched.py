"""What a fold of documents leaves to be brought together with the rest of the record, and how that is kept.

A document folded anew gives most of its records as they were. Those keep what they share with records of other
documents; only a record that came, went, was rejected or is no longer rejected may change which records are the same,
and only one that stands elsewhere or under another day may change which of them is the first.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

SHARED = {"event": "happening_id", "ceasefire": "canonical_id", "actor": "canonical_id"}
NAMES = "actor name"
FIGURES = "figures"
_SHOWN = {
    "event": "happening_id, review = 'rejected', part_of_id",
    "ceasefire": "canonical_id, review = 'rejected', NULL",
    "actor": "canonical_id, review = 'rejected', json_array(known, name, kind)",
}
_Row = tuple[str, int, str | None, str, int]


@dataclass(slots=True)
class Touched:
    """What has to be worked out anew.

    `records` are those, by table, that may be the same as others than before; `names` the actors that are called
    otherwise than before; `figures` the happenings whose figures changed.
    """

    records: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: set[str] = field(default_factory=set)
    figures: set[str] = field(default_factory=set)

    def add(self, other: Touched) -> None:
        """Add what another one holds."""
        for table, records in other.records.items():
            self.records[table] |= records
        self.names |= other.names
        self.figures |= other.figures

    def kinds(self) -> Mapping[str, set[str]]:
        """All of it by the words that the table `touched` has for it."""
        return {**self.records, NAMES: self.names, FIGURES: self.figures}


def put_down(connection: sqlite3.Connection, touched: Touched) -> None:
    """Keep it for a later fold."""
    rows = [(what, own) for what, ids in touched.kinds().items() for own in sorted(ids)]
    connection.executemany("INSERT OR IGNORE INTO touched VALUES (?, ?)", rows)


def put_down_links(connection: sqlite3.Connection, since: int) -> None:
    """Keep for a later fold the records of links that came or went after the run `since`."""
    changed = """
      SELECT table_name, left_id, right_id FROM link WHERE run > :since
      UNION ALL
      SELECT table_name, left_id, right_id
      FROM link_end AS ended JOIN link ON link.run = ended.link_run AND link.n = ended.link_n
      WHERE ended.run > :since"""
    for side in ("left_id", "right_id"):
        sql = f"INSERT OR IGNORE INTO touched SELECT table_name, {side} FROM ({changed})"
        connection.execute(sql, {"since": since})


def take(connection: sqlite3.Connection, most: int) -> Touched:
    """Take out so much of what is kept, records before the figures that hang on them."""
    found = Touched()
    for what, own in connection.execute("SELECT what, id FROM touched ORDER BY what, id LIMIT ?", (most,)):
        chosen = {NAMES: found.names, FIGURES: found.figures}
        (chosen[what] if what in chosen else found.records[what]).add(own)
    for what, ids in found.kinds().items():
        strike(connection, what, ids)
    return found


def strike(connection: sqlite3.Connection, what: str, ids: Iterable[str]) -> None:
    """These need not be worked out any more."""
    sql = "DELETE FROM touched WHERE what = ? AND id IN (SELECT value FROM json_each(?))"
    connection.execute(sql, (what, json.dumps(sorted(ids))))


@dataclass(frozen=True, slots=True)
class Shown:
    """What record tables show of some documents: their shared records, and the events that have figures.

    `rows` are, by table and id: the shared id, whether it is rejected, the whole of an event or an actor's names, the
    document and the place in it. `days` are the days of publication of the documents.
    """

    rows: Mapping[str, Mapping[str, _Row]]
    counted: frozenset[str]
    days: Mapping[str, str | None]

    def stands(self, table: str, own: str) -> tuple[object, ...]:
        """What decides whether a record counts, and where among those that are the same."""
        _, rejected, _, document, position = self.rows[table][own]
        return rejected, document, position, self.days.get(document)


def shown(connection: sqlite3.Connection, documents: str) -> Shown:
    """What the tables show now of these documents (a list in JSON)."""

    def of(sql: str) -> Iterable[tuple[Any, ...]]:
        return connection.execute(f"{sql} WHERE document_id IN (SELECT value FROM json_each(?))", (documents,))

    rows: dict[str, dict[str, _Row]] = {
        table: {own: (*row,) for own, *row in of(f"SELECT id, {columns}, document_id, position FROM {table}")}
        for table, columns in _SHOWN.items()
    }
    days = connection.execute(
        "SELECT folded.document_id, published FROM json_each(?) AS given"
        " CROSS JOIN folded ON folded.document_id = given.value JOIN reading ON reading.id = folded.reading",
        (documents,),
    )
    return Shown(rows, frozenset(row[0] for row in of("SELECT event_id FROM figure")), dict(days))


def settle(connection: sqlite3.Connection, before: Shown, after: Shown) -> Touched:
    """Give records that stay what they shared, and say what has to be worked out anew."""
    found = Touched()
    for table, column in SHARED.items():
        old, new = before.rows[table], after.rows[table]
        kept = {own for own in old.keys() & new.keys() if before.stands(table, own) == after.stands(table, own)}
        changed = (old.keys() | new.keys()) - kept
        found.records[table] = changed | {old[own][0] for own in changed & old.keys()}
        back = [(old[own][0], own) for own in sorted(kept) if old[own][0] != own]
        connection.executemany(f"UPDATE {table} SET {column} = ? WHERE id = ?", back)
        if table == "actor":
            found.names = {own for own in kept if old[own][2] != new[own][2]}
        if table == "event":
            wholes = [(old[own][2], own) for own in sorted(kept) if old[own][2] is not None]
            connection.executemany("UPDATE event SET part_of_id = ? WHERE id = ?", wholes)
    events = before.counted | after.counted
    rows = before.rows["event"]
    found.figures = {*events, *(rows[own][0] for own in events & rows.keys())}
    return found
