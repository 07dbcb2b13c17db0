"""Putting down a decision: is it possible, what did the person see, and the next link of the chain."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from itertools import pairwise
from typing import cast

from truceline.errors import UsageError
from truceline.model.ledger import Decision, DecisionKind, Value
from truceline.model.records import Field, Row, fields_of
from truceline.record.concerned import can_be_undone
from truceline.record.decisions import COLUMNS, GENESIS, from_json, sealed, to_values
from truceline.record.reading import find_row
from truceline.record.touched import SHARED

_IN_ORDER = (
    ("low", "best", "high"), ("date_earliest", "date_latest"), ("earliest", "latest"),
    ("start_earliest", "start_latest"), ("end_earliest", "end_latest"),
)  # fmt: skip


def decide(
    connection: sqlite3.Connection,
    kind: DecisionKind,
    *,
    by: str,
    reason: str,
    at: datetime,
    record_id: str | None,
    field: str | None,
    value: Value | None,
    other_id: str | None,
    undoes: int | None,
) -> Decision:
    """Add a decision to the chain; the record that it is on must be up to date.

    Raises:
        UsageError: the decision makes no sense; the message says why.
    """
    row = _record(connection, kind, record_id)
    _check(connection, kind, row, field, value, other_id, undoes)
    last = connection.execute("SELECT number, hash FROM decision ORDER BY number DESC LIMIT 1").fetchone()
    number, previous = (1, GENESIS) if last is None else (last[0] + 1, last[1])
    seen = {} if row is None or kind not in ("accept", "correct", "reject") else _seen(row, field)
    read = {} if not seen and field is None else _read(connection, record_id or "", seen, field)
    decision = sealed(
        Decision(
            number=number,
            kind=kind,
            table=None if row is None else row.table,
            record_id=record_id,
            field=field,
            value=value,
            other_id=other_id,
            undoes=undoes,
            seen=seen,
            read=read,
            by=by,
            at=at,
            reason=reason,
            previous_hash=previous,
            hash="",
        )
    )
    marks = ", ".join("?" * len(to_values(decision)))
    connection.execute(f"INSERT INTO decision ({COLUMNS}) VALUES ({marks})", to_values(decision))
    return decision


def _record(connection: sqlite3.Connection, kind: DecisionKind, record_id: str | None) -> Row | None:
    if kind == "undo":
        return None
    row = None if record_id is None else find_row(connection, record_id)
    if row is None or row.table == "reconciled":
        raise UsageError(f"{kind} {record_id}: there is no such record to decide on; `truceline show` lists them")
    return row


def _check(
    connection: sqlite3.Connection,
    kind: DecisionKind,
    row: Row | None,
    field: str | None,
    value: Value | None,
    other_id: str | None,
    undoes: int | None,
) -> None:
    if kind == "undo":
        if undoes is None or not can_be_undone(connection, undoes):
            raise UsageError(f"undo {undoes}: there is no such decision that stands")
    elif row is not None and kind in ("same", "not same"):
        other = None if other_id is None else find_row(connection, other_id)
        if row.table not in SHARED or other is None or other.table != row.table or other.id == row.id:
            raise UsageError(f"{kind} {row.id} {other_id}: give two different events, ceasefires or actors")
    elif row is not None:
        _check_cell(kind, row, field, value)


def _check_cell(kind: DecisionKind, row: Row, field: str | None, value: Value | None) -> None:
    if field is None:
        if kind == "correct":
            raise UsageError(f"correct {row.id}: name the field to correct")
        return
    declared = {f.name: f for f in fields_of(type(row)) if not f.kept}
    if field == "excluded" and field not in declared:
        raise UsageError(
            f"exclude {row.id}: only a figure can be taken out of its range; to say that it is wrong, reject it"
        )
    if field not in declared:
        raise UsageError(
            f"{kind} {row.id}: {row.table} has no field {field!r} to decide on; it has {', '.join(declared)}"
        )
    if kind == "correct":
        _check_value(row, declared[field], value)
    elif kind == "reject" and not declared[field].optional:
        raise UsageError(f"reject {row.id}: {field} cannot be empty; correct it, or reject the whole record")
    elif kind == "accept" and getattr(row, field) is None:
        raise UsageError(f"accept {row.id}: {field} is empty; there is nothing to accept")


def _check_value(row: Row, field: Field, value: Value | None) -> None:
    wanted = str if field.type is date else field.type
    fits = type(value) is wanted or (wanted is float and type(value) is int)
    if not fits or (field.values and value not in field.values):
        among = f"one of {', '.join(field.values)}" if field.values else f"of type {field.type.__name__}"
        raise UsageError(f"correct {row.id}: {field.name} must be {among}, not {value!r}")
    if field.type is date:
        try:
            date.fromisoformat(str(value))
        except ValueError:
            raise UsageError(
                f"correct {row.id}: {field.name} must be a day such as 2008-03-31, not {value!r}"
            ) from None
    _check_order(row, field.name, value)


def _check_order(row: Row, name: str, value: Value | None) -> None:
    """Ends stay in order: low, best and high of a figure, the earliest and the latest day."""
    for names in _IN_ORDER:
        if name not in names or any(not hasattr(row, other) for other in names):
            continue
        ends = {other: value if other == name else _plain(getattr(row, other)) for other in names}
        known = [(other, end) for other, end in ends.items() if end is not None]
        for (lower, low), (upper, high) in pairwise(known):
            if low > high:  # type: ignore[operator]
                raise UsageError(
                    f"correct {row.id}: {lower} {low} would lie beyond {upper} {high};"
                    f" correct {upper if lower == name else lower} first"
                )


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _seen(row: Row, field: str | None) -> dict[str, Value]:
    """The cells that the person saw."""
    names = [field] if field is not None else [f.name for f in fields_of(type(row)) if not f.kept]
    cells = {name: getattr(row, name) for name in names}
    return {name: cast("Value", _plain(value)) for name, value in cells.items() if value is not None and value != ()}


def _read(
    connection: sqlite3.Connection, record_id: str, seen: dict[str, Value], field: str | None
) -> dict[str, Value | None]:
    """What the newest reading says, where that is not what the person saw."""
    sql = """
      SELECT field, value FROM statement
      WHERE record_id = ? AND reading = (
        SELECT max(id) FROM reading WHERE document_id = (
          SELECT document_id FROM reading JOIN statement ON statement.reading = reading.id WHERE record_id = ? LIMIT 1))
      ORDER BY n DESC"""
    found = {name: from_json(value) for name, value in connection.execute(sql, (record_id, record_id))}
    names = [field] if field is not None else list(seen)
    return {name: found.get(name) for name in names if found.get(name) != seen.get(name)}
