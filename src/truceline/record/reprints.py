"""Which documents are one report printed several times, by links and decisions, and which of them was printed first.

Every reprint stays a document of its own. What its own words say without a name ("officials") counts with the first
printing, so that a report is one voice however often it is printed.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

DOCUMENT = "document"  # what links and decisions call it
_AMONG = "document_id IN (SELECT value FROM json_each(?))"


def is_document(connection: sqlite3.Connection, own: str) -> bool:
    """True if a document has this id."""
    return connection.execute("SELECT 1 FROM document WHERE id = ?", (own,)).fetchone() is not None


def there(connection: sqlite3.Connection, scope: Set[str] | None) -> frozenset[str]:
    """The documents of the scope (``None`` for all) that the record tables show."""
    among, values = _scope(scope)
    return frozenset(own for (own,) in connection.execute(f"SELECT document_id FROM folded WHERE {among}", values))


def tied(connection: sqlite3.Connection, documents: str) -> set[str]:
    """Those of these documents (a list in JSON) that a link or a decision names."""
    sql = """
      SELECT given.value FROM json_each(?) AS given
      WHERE EXISTS (SELECT 1 FROM link WHERE left_id = given.value)
        OR EXISTS (SELECT 1 FROM link WHERE right_id = given.value)
        OR EXISTS (SELECT 1 FROM decision WHERE record_id = given.value)
        OR EXISTS (SELECT 1 FROM decision WHERE other_id = given.value)"""
    return {own for (own,) in connection.execute(sql, (documents,))}


def write_reprints(connection: sqlite3.Connection, canonical: Mapping[str, str], scope: Set[str] | None) -> None:
    """Write which documents of the scope are printings of one report.

    The first printing is that with the earliest day, of one day that with the smallest id; those without a day come
    last. The report has the outlet of the earliest printing that names one.

    Args:
        connection: the record.
        canonical: the smallest id of its set for each document that is not alone.
        scope: the documents that were looked at, ``None`` for all.
    """
    among, values = _scope(scope)
    connection.execute(f"DELETE FROM reprint WHERE {among}", values)
    sets: dict[str, set[str]] = defaultdict(set)
    for own, top in canonical.items():
        sets[top] |= {own, top}
    sql = f"""
      SELECT folded.document_id, reading.published, reading.outlet
      FROM folded JOIN reading ON reading.id = folded.reading WHERE folded.{_AMONG}"""
    everybody = json.dumps(sorted(own for members in sets.values() for own in members))
    told = {own: (day, outlet) for own, day, outlet in connection.execute(sql, (everybody,))}
    rows = []
    for members in sets.values():
        ordered = sorted(members, key=lambda own: (told[own][0] is None, told[own][0] or "", own))
        outlet = next((told[own][1] for own in ordered if told[own][1] is not None), None)
        rows += [(own, ordered[0], outlet) for own in ordered if len(ordered) > 1]
    connection.executemany("INSERT INTO reprint VALUES (?, ?, ?)", rows)


def printed_in(connection: sqlite3.Connection, documents: Iterable[str]) -> frozenset[str]:
    """The happenings with figures that these documents tell of."""
    sql = f"""
      SELECT DISTINCT happening_id FROM event
      WHERE {_AMONG} AND EXISTS (SELECT 1 FROM figure WHERE figure.event_id = event.id)"""
    return frozenset(own for (own,) in connection.execute(sql, (json.dumps(sorted(documents)),)))


def reprints(connection: sqlite3.Connection) -> Mapping[str, str]:
    """The first printing of each document that is a reprint."""
    return dict(connection.execute("SELECT document_id, first_id FROM reprint WHERE document_id != first_id"))


def _scope(scope: Set[str] | None) -> tuple[str, tuple[str, ...]]:
    return ("1", ()) if scope is None else (_AMONG, (json.dumps(sorted(scope)),))
