"""What goes across documents: records that are the same, parts of wholes, reconciled figures.

All of it is worked out over what hangs together with the records given, by links, decisions and heirs, which are looked
up; the rest of the record is not read.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from truceline.model.ledger import Decision, Link, Question
from truceline.record.cells import content_id
from truceline.record.concerned import JOINING, with_undos
from truceline.record.decisions import standing
from truceline.record.groups import Grouped, Order, group, named_by_first
from truceline.record.heirs import inherited, lost
from truceline.record.reprints import DOCUMENT, printed_in, there, write_reprints
from truceline.record.tallies import tallies, write
from truceline.record.ties import around, everything
from truceline.record.touched import SHARED, Touched
from truceline.record.writing import LINK

_SCOPE = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The groups of one table, worked out for the records in `scope` (``None`` for all).

    `moved` are the records that stand for another set than before, with what stood for them then.
    """

    scope: frozenset[str] | None
    grouped: Grouped
    moved: frozenset[str]


def bring_together(connection: sqlite3.Connection, touched: Touched | None) -> Mapping[str, frozenset[str]]:
    """Work out which records are the same, what is part of what, and the figures of the happenings concerned.

    Args:
        connection: the record.
        touched: what changed; ``None`` for the whole record.

    Returns:
        The records, by table, that were grouped anew: they and all that hangs together with them are up to date.
    """
    done = {
        table: _regroup(connection, table, None if touched is None else touched.records.get(table, ()))
        for table in ("ceasefire", "actor", "event", DOCUMENT)
    }
    actors, events = done["actor"], done["event"]
    wholes = _place_parts(connection, events)
    happenings = None
    if touched is not None and events.scope is not None:
        happenings = frozenset(touched.figures | events.scope | events.moved)
        happenings |= _told_by(connection, actors.moved | touched.names)
        happenings |= printed_in(connection, done[DOCUMENT].scope or ())
    if happenings is None or happenings:
        write(connection, tallies(connection, happenings), happenings)
    _ask_about_parts(connection, None if happenings is None else happenings | wholes)
    return {table: found.scope or frozenset() for table, found in done.items()}


def _regroup(connection: sqlite3.Connection, table: str, begin: Iterable[str] | None) -> Regrouped:
    """Group the records of one table that hang together with these (``None`` for all), and ask what is to be asked."""
    if begin is not None and not begin:
        return Regrouped(frozenset(), Grouped({}, {}, ()), frozenset())
    tied = everything(connection, table) if begin is None else around(connection, begin)
    stand = [d for d in standing(with_undos(connection, tied.decisions)) if d.kind in JOINING]
    decided = inherited(stand, tied.heirs)
    scope = None if begin is None else frozenset(tied.records)
    rows = _rows(connection, table, scope)
    grouped = group((own for own, row in rows.items() if not row.rejected), tied.links, decided)
    asked = [*map(_conflict, grouped.conflicts), *lost(decided, tied.heirs)]
    among, values = _among("record_id", scope)
    connection.execute(
        f"DELETE FROM question WHERE document_id = '' AND kind IN ('conflict', 'gone') AND table_name = ? AND {among}",
        (table, *values),
    )
    _ask(connection, [q for q in asked if scope is None or q.record_id in scope])
    if table == DOCUMENT:
        write_reprints(connection, grouped.canonical, scope)
        return Regrouped(scope, grouped, frozenset())
    grouped = named_by_first(grouped, _order(connection, table, {*grouped.canonical, *grouped.canonical.values()}))
    return Regrouped(scope, grouped, _share(connection, table, grouped.canonical, rows))


def current_links(connection: sqlite3.Connection) -> Iterable[Link]:
    """The links that stand, in an order that their content gives."""
    sql = f"SELECT {LINK} FROM standing_link ORDER BY 2, 3, 4, 1, 6, 7, 5"
    for kind, table, left, right, score, method, reason in connection.execute(sql):
        yield Link(kind=kind, table=table, left_id=left, right_id=right, score=score, method=method, reason=reason)


def _told_by(connection: sqlite3.Connection, actors: Iterable[str]) -> frozenset[str]:
    """The happenings with figures that one of these actors, or one that it stands for, gives: its root may differ."""
    sql = """
      WITH own (id) AS (
        SELECT value FROM json_each(:actors)
        UNION
        SELECT actor.id FROM json_each(:actors) AS given CROSS JOIN actor ON actor.canonical_id = given.value
      ),
      told (event_id) AS (
        SELECT event_id FROM own CROSS JOIN event_actor ON event_actor.actor_id = own.id WHERE role = 'source'
        UNION
        SELECT figure.event_id FROM own
        CROSS JOIN figure_source ON figure_source.actor_id = own.id
        CROSS JOIN figure ON figure.id = figure_source.figure_id
      )
      SELECT DISTINCT event.happening_id FROM told CROSS JOIN event ON event.id = told.event_id
      WHERE EXISTS (SELECT 1 FROM figure WHERE figure.event_id = told.event_id)"""
    return frozenset(row[0] for row in connection.execute(sql, {"actors": json.dumps(sorted(actors))}))


class _Row(NamedTuple):
    shared: str
    rejected: int


def _rows(connection: sqlite3.Connection, table: str, scope: frozenset[str] | None) -> Mapping[str, _Row]:
    """The records of the scope that exist, with what they share now; documents share nothing by themselves."""
    if table == DOCUMENT:
        return {own: _Row(own, 0) for own in there(connection, scope)}
    among, values = _among("id", scope)
    sql = f"SELECT id, {SHARED[table]}, review = 'rejected' FROM {table} WHERE {among}"
    return {own: _Row(shared, rejected) for own, shared, rejected in connection.execute(sql, values)}


def _order(connection: sqlite3.Connection, table: str, ids: Iterable[str]) -> Mapping[str, Order]:
    """Where records stand: by day of publication of their report, document, place in it and id."""
    sql = f"""
      SELECT own.id, coalesce(reading.published, '9999'), own.document_id, own.position
      FROM json_each(?) AS given CROSS JOIN {table} AS own ON own.id = given.value
      JOIN folded ON folded.document_id = own.document_id JOIN reading ON reading.id = folded.reading"""
    rows = connection.execute(sql, (json.dumps(sorted(ids)),))
    return {own: (published, document, position, own) for own, published, document, position in rows}


def _share(
    connection: sqlite3.Connection, table: str, canonical: Mapping[str, str], rows: Mapping[str, _Row]
) -> frozenset[str]:
    """Write the shared id of these records; gives those that changed, with the shared ids before."""
    changes = [(top, own) for own, row in rows.items() if (top := canonical.get(own, own)) != row.shared]
    connection.executemany(f"UPDATE {table} SET {SHARED[table]} = ? WHERE id = ?", changes)
    return frozenset(i for _, own in changes for i in (own, rows[own].shared))


def _among(column: str, scope: frozenset[str] | None) -> tuple[str, tuple[str, ...]]:
    """A condition that the column is one of the scope, with its value."""
    if scope is None:
        return "1", ()
    return f"{column} IN {_SCOPE}", (json.dumps(sorted(scope)),)


def _place_parts(connection: sqlite3.Connection, events: Regrouped) -> frozenset[str]:
    """Write what is part of what; gives the wholes that lost or won a part."""
    among, values = _among("id", events.scope)
    parts = f"part_of_id IS NOT NULL AND {among}"
    before = {row[0] for row in connection.execute(f"SELECT DISTINCT part_of_id FROM event WHERE {parts}", values)}
    connection.execute(f"UPDATE event SET part_of_id = NULL WHERE {parts}", values)
    wholes = [(whole, part) for part, whole in events.grouped.part_of.items()]
    connection.executemany("UPDATE event SET part_of_id = ? WHERE happening_id = ?", wholes)
    return frozenset(before) | frozenset(events.grouped.part_of.values())


def _ask(connection: sqlite3.Connection, questions: Iterable[Question]) -> None:
    rows = [(q.id, q.kind, q.table, q.record_id, q.field, q.decision, "", q.text) for q in questions]
    connection.executemany("INSERT INTO question VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


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


def _ask_about_parts(connection: sqlite3.Connection, happenings: frozenset[str] | None) -> None:
    """Bring the questions about wholes of these happenings, and about what they are part of, up to date."""
    concerned = happenings
    if happenings is not None:
        sql = f"SELECT DISTINCT part_of_id FROM event WHERE part_of_id IS NOT NULL AND happening_id IN {_SCOPE}"
        concerned = happenings | {row[0] for row in connection.execute(sql, (json.dumps(sorted(happenings)),))}
    among, values = _among("record_id", concerned)
    connection.execute(f"DELETE FROM question WHERE document_id = '' AND kind = 'parts' AND {among}", values)
    _ask(connection, _too_many_parts(connection, concerned))


def _too_many_parts(connection: sqlite3.Connection, among: frozenset[str] | None) -> Iterable[Question]:
    """Those wholes whose parts add up to more than the whole's own highest figure."""
    chosen, values = _among("part_of_id", among)
    wholes = dict(
        connection.execute(
            f"SELECT DISTINCT happening_id, part_of_id FROM event WHERE part_of_id IS NOT NULL AND {chosen}", values
        )
    )
    concerned = json.dumps(sorted({*wholes, *wholes.values()}))
    columns = "happening_id, kind, victim_class, scope, low, high, open"
    sql = f"SELECT {columns} FROM reconciled WHERE happening_id IN {_SCOPE} ORDER BY id"
    parts: dict[tuple[str, str, str], int] = defaultdict(int)
    highest: dict[tuple[str, str, str], int | None] = {}
    for happening, kind, victims, scope, low, high, unbounded in connection.execute(sql, (concerned,)):
        key = (happening, kind, victims)
        if happening in wholes and scope == "event":
            parts[(wholes[happening], kind, victims)] += low or 0
        if scope != "cumulative":
            highest[key] = _higher(highest.get(key, 0), None if unbounded else high)
    for key, total in sorted(parts.items()):
        top = highest.get(key)
        if top is not None and total > top:
            text = f"its parts report at least {total} {key[1]} ({key[2]}), more than its own highest figure, {top}"
            own = content_id("QUE", "parts", *key)
            yield Question(id=own, kind="parts", table="event", record_id=key[0], field=None, decision=None, text=text)


def _higher(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)
