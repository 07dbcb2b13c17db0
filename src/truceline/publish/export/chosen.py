"""Which rows of the record tables belong to a filter: those of its happenings, of their reports, and what they name."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from truceline.model.filters import Filter
from truceline.model.records import RECORDS, TABLES, EventRow, fields_of
from truceline.record import Store
from truceline.record.views.choosing import of_events

_PARTS = {"event_actor": "event_id", "event_place": "event_id", "figure": "event_id", "figure_source": "figure_id"}
_BY_PREFIX = {record.prefix: record.table for record in RECORDS}
Ids = defaultdict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Ids of the rows of each record table, and of the documents, under ``document``."""

    ids: Mapping[str, frozenset[str]]

    @property
    def rows(self) -> frozenset[str]:
        """The ids of all record rows."""
        return frozenset().union(*(ids for table, ids in self.ids.items() if table != "document"))


def chosen(store: Store, wanted: Filter) -> Chosen | None:
    """The rows that belong to a filter; ``None`` if it narrows nothing down: then all rows do.

    These are the tellings of the happenings that meet it with who, where, figures and ranges; of the reports that tell
    of them everything else (actors, places, times, claims, wording, ceasefires); and what any of these rows names by
    its id, so that no id leads nowhere.
    """
    if not wanted.names:
        return None
    where, values = of_events(wanted)
    happenings = {own for (own,) in store.select(f"SELECT DISTINCT happening_id FROM event WHERE {where}", values)}
    fresh: Ids = defaultdict(set)
    fresh["event"] = {row.id for row in store.rows(EventRow, happening_id=frozenset(happenings))}
    for table, column in _PARTS.items():
        fresh[table] = _found(store, table, column, fresh["figure" if column == "figure_id" else "event"])
    fresh["reconciled"] = _found(store, "reconciled", "happening_id", happenings)
    among = (_json(fresh["event"]),)
    sql = "SELECT DISTINCT document_id FROM event WHERE id IN (SELECT value FROM json_each(?))"
    fresh["document"] = {own for (own,) in store.select(sql, among)}
    for table in TABLES.keys() - _PARTS.keys() - {"event", "reconciled"}:
        fresh[table] = _found(store, table, "document_id", fresh["document"])
    found: Ids = defaultdict(set)
    while any(fresh.values()):
        for table, ids in fresh.items():
            found[table] |= ids
        fresh = _named(store, fresh, found)
    return Chosen({table: frozenset(found[table]) for table in (*TABLES, "document")})


def _found(store: Store, table: str, column: str, ids: Iterable[str]) -> set[str]:
    sql = f"SELECT id FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))"
    return {own for (own,) in store.select(sql, (_json(ids),))}


def _named(store: Store, fresh: Mapping[str, set[str]], found: Mapping[str, set[str]]) -> Ids:
    """What the fresh rows name that is not there yet."""
    further: Ids = defaultdict(set)
    for table, ids in fresh.items():
        if table == "document" or not ids:
            continue
        for field in fields_of(TABLES[table]):
            if field.ref is None:
                continue
            sql = f"SELECT DISTINCT {field.name} FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
            for (own,) in store.select(sql, (_json(ids),)):
                other = _BY_PREFIX.get((own or "").partition("-")[0]) if field.ref == "*" else field.ref
                if own is not None and other is not None and own not in found.get(other, ()):
                    further[other].add(own)
    return further


def _json(ids: Iterable[str]) -> str:
    return json.dumps(sorted(ids))
