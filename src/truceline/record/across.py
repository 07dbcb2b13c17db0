"""What goes across documents: records that are the same, parts of wholes, reconciled figures."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from truceline.model.ledger import Decision, Link, Question
from truceline.record.cells import content_id
from truceline.record.decisions import standing
from truceline.record.groups import Grouped, group
from truceline.record.heirs import inherited, lost
from truceline.record.tallies import tallies, write
from truceline.record.writing import LINK

SHARED = {"event": "happening_id", "ceasefire": "canonical_id", "actor": "canonical_id"}
_TIES = frozenset({"same", "not same", "part of"})
_JOINING = frozenset({"same", "not same"})
Touched = Mapping[str, Iterable[str]]


def bring_together(connection: sqlite3.Connection, log: Iterable[Decision], touched: Touched | None) -> None:
    """Work out what spans documents, and write what differs.

    Args:
        connection: the record.
        log: all decisions.
        touched: the records, by table, that changed or whose links changed; ``None`` for all. What hangs together with
            them by links and decisions is worked out anew, and nothing else.
    """
    joining = [d for d in log if d.kind in _JOINING]
    stand = standing(log)
    questions: list[Question] = []

    def regroup(table: str, also: Iterable[str] = ()) -> Regrouped:
        decided = inherited(connection, [d for d in stand if d.table == table and d.kind in _JOINING], table)
        questions.extend(lost(connection, decided, table))
        begin = (
            None
            if touched is None
            else {*touched.get(table, ()), *also, *_named(joining, table), *_named(decided, table)}
        )
        if begin is not None and not begin:
            return Regrouped(frozenset(), Grouped({}, {}, ()), frozenset())
        links, scope = tuple(current_links(connection, table)), None
        if begin is not None:
            scope = reach(begin, links, decided)
            links = tuple(link for link in links if link.left_id in scope)
        grouped = group(_present(connection, table, links, decided), links, decided)
        questions.extend(map(_conflict, grouped.conflicts))
        return Regrouped(scope, grouped, _share(connection, table, grouped.canonical, scope))

    regroup("ceasefire")
    actors = regroup("actor")
    told = () if touched is None else _told_by(connection, {*actors.moved, *touched.get("actor", ())})
    events = regroup("event", told)
    _place_parts(connection, events)
    happenings = None if events.scope is None else events.scope | events.moved
    if happenings is None or happenings:
        write(connection, tallies(connection, happenings), happenings)
    questions.extend(_too_many_parts(connection))
    connection.execute("DELETE FROM question WHERE document_id = ''")
    rows = [(q.id, q.kind, q.table, q.record_id, q.field, q.decision, "", q.text) for q in questions]
    connection.executemany("INSERT INTO question VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The groups of one table, worked out for the records in `scope` (``None`` for all).

    `moved` are the records that stand for another set than before, with what stood for them then.
    """

    scope: frozenset[str] | None
    grouped: Grouped
    moved: frozenset[str]


def touched(connection: sqlite3.Connection, since: int) -> Touched:
    """The records that were folded since the last time, and those of links that came or went after the run `since`."""
    found: dict[str, set[str]] = defaultdict(set)
    for table, own in connection.execute("SELECT table_name, id FROM touched"):
        found[table].add(own)
    changed = """
      SELECT table_name, left_id, right_id FROM link WHERE run > :since
      UNION ALL
      SELECT table_name, left_id, right_id
      FROM link_end AS ended JOIN link ON link.run = ended.link_run AND link.n = ended.link_n
      WHERE ended.run > :since"""
    for table, left, right in connection.execute(changed, {"since": since}):
        found[table].update((left, right))
    return found


def current_links(connection: sqlite3.Connection, table: str | None = None) -> Iterable[Link]:
    """The links that stand, of one table if it is given, in an order that their content gives."""
    where = "1" if table is None else "table_name = ?"
    sql = f"SELECT {LINK} FROM standing_link WHERE {where} ORDER BY 2, 3, 4, 1, 6, 7, 5"
    for kind, of, left, right, score, method, reason in connection.execute(sql, () if table is None else (table,)):
        yield Link(kind=kind, table=of, left_id=left, right_id=right, score=score, method=method, reason=reason)


def reach(begin: Iterable[str], links: Iterable[Link], decided: Iterable[Decision]) -> frozenset[str]:
    """All records that links and decisions tie to one of these."""
    ties: dict[str, list[str]] = defaultdict(list)
    linked = ((link.left_id, link.right_id) for link in links if link.kind in _TIES)
    pairs = chain(linked, ((d.record_id or "", d.other_id or "") for d in decided))
    for left, right in pairs:
        ties[left].append(right)
        ties[right].append(left)
    found = set(begin)
    queue = list(found)
    while queue:
        for other in ties.get(queue.pop(), ()):
            if other not in found:
                found.add(other)
                queue.append(other)
    return frozenset(found)


def _named(decided: Iterable[Decision], table: str) -> set[str]:
    """The records of one table that decisions name."""
    return {own for d in decided if d.table == table for own in (d.record_id, d.other_id) if own is not None}


def _told_by(connection: sqlite3.Connection, actors: Iterable[str]) -> set[str]:
    """The events with figures that name one of these actors or one that it stands for: who says so may have changed."""
    sql = """
      WITH own AS (
        SELECT actor.id FROM json_each(?) AS given JOIN actor ON actor.id = given.value
        UNION
        SELECT actor.id FROM json_each(?) AS given JOIN actor ON actor.canonical_id = given.value
      )
      SELECT figure.event_id
      FROM figure JOIN event_actor ON event_actor.event_id = figure.event_id
      WHERE event_actor.actor_id IN own
      UNION
      SELECT figure.event_id FROM figure_source JOIN figure ON figure.id = figure_source.figure_id
      WHERE figure_source.actor_id IN own"""
    given = json.dumps(sorted(actors))
    return {row[0] for row in connection.execute(sql, (given, given))}


def _present(
    connection: sqlite3.Connection, table: str, links: Iterable[Link], decided: Iterable[Decision]
) -> list[str]:
    """Those of the records named that exist and are not rejected."""
    named = {record_id for link in links for record_id in (link.left_id, link.right_id)}
    named |= {record_id for d in decided for record_id in (d.record_id, d.other_id) if record_id is not None}
    sql = f"SELECT id FROM {table} WHERE review != 'rejected' AND id IN (SELECT value FROM json_each(?))"
    return [row[0] for row in connection.execute(sql, (json.dumps(sorted(named)),))]


def _share(
    connection: sqlite3.Connection, table: str, canonical: Mapping[str, str], scope: frozenset[str] | None
) -> frozenset[str]:
    """Write the shared id of every record of the scope; gives those that changed, with the shared ids before."""
    column = SHARED[table]
    among, values = _among("id", scope)
    there = dict(connection.execute(f"SELECT id, {column} FROM {table} WHERE {column} != id AND {among}", values))
    changes = [(record_id, record_id) for record_id in there if canonical.get(record_id, record_id) == record_id]
    changes += [(top, record_id) for record_id, top in canonical.items() if there.get(record_id, record_id) != top]
    connection.executemany(f"UPDATE {table} SET {column} = ? WHERE id = ?", changes)
    return frozenset(i for _, own in changes for i in (own, there.get(own, own)))


def _among(column: str, scope: frozenset[str] | None) -> tuple[str, tuple[str, ...]]:
    """A condition that the column is one of the scope, with its value."""
    if scope is None:
        return "1", ()
    return f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(sorted(scope)),)


def _place_parts(connection: sqlite3.Connection, events: Regrouped) -> None:
    among, values = _among("id", events.scope)
    connection.execute(f"UPDATE event SET part_of_id = NULL WHERE part_of_id IS NOT NULL AND {among}", values)
    wholes = [(whole, part) for part, whole in events.grouped.part_of.items()]
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


def _too_many_parts(connection: sqlite3.Connection) -> Iterable[Question]:
    """Wholes whose parts add up to more than the whole's own highest figure."""
    wholes = dict(
        connection.execute("SELECT DISTINCT happening_id, part_of_id FROM event WHERE part_of_id IS NOT NULL")
    )
    concerned = json.dumps(sorted({*wholes, *wholes.values()}))
    columns = "happening_id, kind, victim_class, scope, low, high, open"
    sql = f"SELECT {columns} FROM reconciled WHERE happening_id IN (SELECT value FROM json_each(?)) ORDER BY id"
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
