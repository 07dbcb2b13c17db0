"""Putting down a decision: is it possible, what did the person see, and the next link of the chain."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import datetime
from typing import cast

from truceline.errors import UsageError
from truceline.model.ledger import Decision, DecisionKind, Quote, Value
from truceline.model.records import Row, fields_of
from truceline.record.checking import check_order, check_reference, check_value, check_words, decidable, plain
from truceline.record.concerned import JOINING, can_be_undone, decided_in_the_end, with_undos
from truceline.record.decisions import COLUMNS, GENESIS, from_json, sealed, to_values
from truceline.record.expecting import Expected, check_expected, check_undone
from truceline.record.reading import find_row
from truceline.record.reprints import DOCUMENT, is_document
from truceline.record.touched import SHARED

_QUOTED = ("correct", "attach")
_ON_CELLS = ("accept", "correct", "reject", "attach")


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
    quotes: Sequence[Quote],
    expect: Expected | None,
    expect_other: Expected | None,
) -> Decision:
    """Add a decision to the chain; the record that it is on must be up to date.

    Raises:
        ChangedMeanwhile: a record is not as `expect` and `expect_other` have it.
        UsageError: the decision makes no sense; the message says why.
    """
    parts = {"id": record_id, "field": field, "value": value, "other": other_id, "undoes": undoes}
    _belong(kind, {name for name, part in parts.items() if part is not None})
    if undoes is not None and expect is not None:
        check_undone(connection, undoes)
    seen_by_person = zip(concerned(connection, record_id, other_id, undoes), (expect, expect_other), strict=False)
    for own, expected in seen_by_person:
        if expected:
            check_expected(connection, own, expected)
    pair = _printings(connection, kind, record_id, other_id)
    row = None if pair else _record(connection, kind, record_id)
    _check(connection, kind, row, field, value, other_id, undoes)
    text_sha256 = _words(connection, kind, row, quotes)
    seen = {} if row is None or kind not in _ON_CELLS else _seen(row, field)
    read = {} if not seen and field is None else _read(connection, record_id or "", seen, field)
    decision = replace(
        blank(kind, by=by, reason=reason, at=at),
        table=DOCUMENT if pair else None if row is None else row.table,
        record_id=record_id,
        field=field,
        value=value,
        other_id=other_id,
        undoes=undoes,
        seen=seen,
        read=read,
        document_id=quotes[0].document_id if quotes else None,
        text_sha256=text_sha256,
        quotes=tuple(quotes),
    )
    return put_down(connection, decision)


def blank(kind: DecisionKind, *, by: str, reason: str, at: datetime) -> Decision:
    """A decision that says nothing yet, without a place in the chain."""
    return Decision(
        number=0, kind=kind, table=None, record_id=None, field=None, value=None, other_id=None, undoes=None, seen={},
        read={}, by=by, at=at, reason=reason, previous_hash="", hash="",
    )  # fmt: skip


def put_down(connection: sqlite3.Connection, decision: Decision) -> Decision:
    """Add a decision to the chain as its next link."""
    last = connection.execute("SELECT number, hash FROM decision ORDER BY number DESC LIMIT 1").fetchone()
    number, previous = (1, GENESIS) if last is None else (last[0] + 1, last[1])
    decision = sealed(replace(decision, number=number, previous_hash=previous))
    marks = ", ".join("?" * len(to_values(decision)))
    connection.execute(f"INSERT INTO decision ({COLUMNS}) VALUES ({marks})", to_values(decision))
    return decision


def concerned(
    connection: sqlite3.Connection, record_id: str | None, other_id: str | None, undoes: int | None
) -> tuple[str, ...]:
    """The records that a decision is on; to take one back is on those that it was on."""
    if undoes is None:
        return tuple(own for own in (record_id, other_id) if own is not None)
    log = {d.number: d for d in with_undos(connection, [undoes])}
    if undoes not in log:
        return ()
    meant = decided_in_the_end(connection, log[undoes])
    return tuple(own for own in (meant.record_id, meant.other_id) if own is not None)


def _words(connection: sqlite3.Connection, kind: DecisionKind, row: Row | None, quotes: Sequence[Quote]) -> str | None:
    """Check the words that a person selected; the SHA-256 of the text that they stand in."""
    what = f"{kind} {'' if row is None else row.id}".strip()
    if kind == "attach" and not quotes:
        raise UsageError(f"{what}: select the words to attach")
    if not quotes or row is None:
        return None
    if kind not in _QUOTED:
        raise UsageError(f"{what}: words go with {' and '.join(_QUOTED)}")
    return check_words(connection, what, str(getattr(row, "document_id", "")), quotes)


def _record(connection: sqlite3.Connection, kind: DecisionKind, record_id: str | None) -> Row | None:
    if kind == "undo":
        return None
    if kind == "add":
        raise UsageError("add: a new record is put down by Store.add, with its table, document, words and fields")
    row = None if record_id is None else find_row(connection, record_id)
    if row is None or row.table == "reconciled":
        raise UsageError(f"{kind} {record_id}: there is no such record to decide on; `truceline show` lists them")
    return row


def _printings(connection: sqlite3.Connection, kind: DecisionKind, record_id: str | None, other_id: str | None) -> bool:
    """True if the decision is on two documents: whether they are printings of one report."""
    if kind not in JOINING or record_id is None or not is_document(connection, record_id):
        return False
    if other_id is None or other_id == record_id or not is_document(connection, other_id):
        raise UsageError(
            f"{kind} {record_id} {other_id}: give two different documents; `truceline show documents` lists them"
        )
    return True


def _belong(kind: DecisionKind, given: Set[str]) -> None:
    """Refuse a part that says nothing in a decision of this kind: it would be kept for good, and be taken for more."""
    pair, cell = kind in ("same", "not same"), kind in _ON_CELLS
    kinds = {"id": kind != "undo", "field": cell, "value": kind == "correct", "other": pair, "undoes": kind == "undo"}
    if kind != "add" and (odd := sorted(name for name in given if not kinds[name])):
        raise UsageError(f"{kind}: {', '.join(odd)} does not go with it; leave it out")


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
        if type(undoes) is not int or not can_be_undone(connection, undoes):
            raise UsageError(f"undo {undoes}: there is no such decision that stands")
    elif row is not None and kind in ("same", "not same"):
        other = None if other_id is None else find_row(connection, other_id)
        if row.table not in SHARED or other is None or other.table != row.table or other.id == row.id:
            raise UsageError(f"{kind} {row.id} {other_id}: give two different events, ceasefires, actors or documents")
    elif row is not None:
        _check_cell(connection, kind, row, field, value)


def _check_cell(
    connection: sqlite3.Connection, kind: DecisionKind, row: Row, field: str | None, value: Value | None
) -> None:
    what = f"{kind} {row.id}"
    if field is None:
        if kind == "correct":
            raise UsageError(f"{what}: name the field to correct")
        return
    declared = decidable(row.table)
    if field == "excluded" and field not in declared:
        raise UsageError(
            f"exclude {row.id}: only a figure can be taken out of its range; to say that it is wrong, reject it"
        )
    if field not in declared:
        raise UsageError(f"{what}: {row.table} has no field {field!r} to decide on; it has {', '.join(declared)}")
    if kind == "correct":
        _check_value(connection, what, row, field, value)
    elif kind == "reject" and not declared[field].optional:
        raise UsageError(f"{what}: {field} cannot be empty; correct it, or reject the whole record")
    elif kind in ("accept", "attach") and getattr(row, field) in (None, ()):
        todo = "nothing to accept" if kind == "accept" else "no cell to attach words to; correct it with these words"
        raise UsageError(f"{what}: {field} is empty; there is {todo}")


def _check_value(connection: sqlite3.Connection, what: str, row: Row, field: str, value: Value | None) -> None:
    declared = decidable(row.table)[field]
    check_value(what, row.table, declared, value)
    after = {f.name: getattr(row, f.name) for f in fields_of(type(row))} | {field: value}
    check_order(what, after, (field,))
    document_id, table = str(getattr(row, "document_id", "")), getattr(row, "target_table", None)
    check_reference(connection, what, document_id, declared, value, table)


def _seen(row: Row, field: str | None) -> dict[str, Value]:
    """The cells that the person saw."""
    names = [field] if field is not None else list(decidable(row.table))
    cells = {name: getattr(row, name) for name in names}
    return {name: cast("Value", plain(value)) for name, value in cells.items() if value is not None and value != ()}


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
