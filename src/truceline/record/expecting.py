"""Is a record still as the person saw it who is about to decide on it?"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime

from truceline.errors import ChangedMeanwhile, UsageError
from truceline.model.ledger import Decision, Value
from truceline.model.records import Row, fields_of
from truceline.record.checking import plain
from truceline.record.concerned import documents_of, log_of, with_undos
from truceline.record.decisions import taken_back
from truceline.record.reading import find_row
from truceline.record.touched import SHARED

Expected = Mapping[str, Value | None]


def check_expected(connection: sqlite3.Connection, record_id: str, expected: Expected) -> None:
    """Compare a record with what a person saw of it; the record tables must be up to date.

    Raises:
        ChangedMeanwhile: cells differ, or the record is gone.
        UsageError: it has no such field.
    """
    row = find_row(connection, record_id)
    if row is None:
        raise _changed(connection, record_id, {}, tuple(expected), frozenset({record_id}))
    names = {f.name for f in fields_of(type(row))}
    if unknown := [name for name in expected if name not in names]:
        raise UsageError(f"{record_id}: {row.table} has no field {', '.join(unknown)} to expect anything of")
    now = {name: _shown(getattr(row, name)) for name in expected}
    differing = tuple(name for name, value in expected.items() if now[name] != _shown(value))
    if differing:
        raise _changed(connection, record_id, now, differing, _together(connection, row, expected))


def check_undone(connection: sqlite3.Connection, undoes: int) -> None:
    """Refuse to take back a decision that somebody took back meanwhile.

    Raises:
        ChangedMeanwhile: it does not stand any more.
    """
    log = with_undos(connection, [undoes])
    undo = next((d for d in log if d.number == taken_back(log).get(undoes)), None)
    if undo is not None and log[0].kind != "undo":
        raise ChangedMeanwhile(log[0].record_id or "", {}, (), _by(undo))


def _shown(value: object) -> object:
    """A cell as people see it: an empty list is an empty cell."""
    found = plain(value)
    return None if found == () else found


def _together(connection: sqlite3.Connection, row: Row, expected: Expected) -> frozenset[str]:
    """The record, and all that are the same as it now or are the same as what it was one with."""
    column = SHARED.get(row.table)
    if column is None:
        return frozenset({row.id})
    stand = {str(getattr(row, column)), str(expected.get(column) or row.id)}
    sql = f"SELECT id FROM {row.table} WHERE {column} IN (SELECT value FROM json_each(?))"
    return frozenset({row.id, *stand, *(own for (own,) in connection.execute(sql, (json.dumps(sorted(stand)),)))})


def _changed(
    connection: sqlite3.Connection,
    record_id: str,
    now: Mapping[str, object],
    fields: tuple[str, ...],
    together: frozenset[str],
) -> ChangedMeanwhile:
    log = log_of(connection, together)
    by_number, since = {d.number: d for d in log}, _read_at(connection, record_id)
    for decision in reversed(log):
        if _explains(decision, by_number, record_id, now, fields, together, since):
            return ChangedMeanwhile(record_id, now, fields, _by(decision))
    return ChangedMeanwhile(record_id, now, fields, None)


def _read_at(connection: sqlite3.Connection, record_id: str) -> datetime | None:
    """When the report of a record was last read."""
    sql = """
      SELECT max(run.started_at) FROM reading JOIN run ON run.id = reading.run
      WHERE document_id IN (SELECT value FROM json_each(?))"""
    (at,) = connection.execute(sql, (json.dumps(documents_of(connection, record_id)),)).fetchone()
    return None if at is None else datetime.fromisoformat(at)


def _by(decision: Decision) -> tuple[int, str, str]:
    return decision.number, decision.by, decision.at.isoformat()


def _explains(
    decision: Decision,
    log: Mapping[int, Decision],
    record_id: str,
    now: Mapping[str, object],
    fields: tuple[str, ...],
    together: frozenset[str],
    since: datetime | None,
) -> bool:
    """True if this decision, or the one that it takes back, can have made one of the fields what it is now."""
    meant = decision
    while meant.kind == "undo" and meant.undoes is not None and meant.undoes in log:
        meant = log[meant.undoes]
    if meant.kind in ("same", "not same"):
        joined = bool(together & {meant.record_id, meant.other_id})
        return joined and any(name in SHARED.values() for name in fields)
    if meant.record_id != record_id or meant.kind == "attach":
        return False
    # what an undo left to the software may have come or gone with a reading since
    undo = decision.kind == "undo" and (since is None or decision.at >= since or meant.kind == "add")
    if not now or (decision.kind == "undo" and not undo):
        return undo
    if meant.field is not None:
        right = (
            undo or meant.kind == "accept" or now.get(meant.field) == (meant.value if meant.kind == "correct" else None)
        )
        return (meant.field in fields and right) or "review" in fields
    kept = undo and any(name in meant.seen for name in fields)  # an accepted cell stays as it is, whatever is read
    regrouped = meant.kind == "reject" and any(name in SHARED.values() for name in fields)
    return "review" in fields or kept or regrouped or meant.kind == "add"
