"""Batches of doubtful things: made once, frozen, and told with what became of each item since."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from truceline.errors import UsageError
from truceline.record.reader import Reader
from truceline.record.views.queue import standing_of

ItemState = Literal["open", "accepted", "corrected", "rejected", "joined", "parted", "skipped", "gone"]
_OUTCOMES: Mapping[str, ItemState] = {
    "accept": "accepted", "correct": "corrected", "reject": "rejected", "same": "joined", "not same": "parted",
}  # fmt: skip
_COLUMNS = "n, source, table_name, record_id, other_id, field, reason, doubt, killed, reports"
_SKIPS = """
  SELECT batch, n, skipped, max(id), at FROM skip WHERE batch IN (SELECT value FROM json_each(?)) GROUP BY batch, n"""
_SKIPPED = """
  SELECT item.source, item.record_id, item.other_id, item.field
  FROM batch JOIN batch_item AS item ON item.batch = batch.id
  WHERE batch.coder = ? AND 1 = (
    SELECT skipped FROM skip WHERE skip.batch = item.batch AND skip.n = item.n ORDER BY skip.id DESC LIMIT 1)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something doubtful: a row, a cell of it (`field`) or a pair of rows (`other`), why, and what hangs on it.

    `doubt` is between 0 and 1; `killed` is the highest number that any report gives for its happening; `reports` is how
    many reports tell of it.
    """

    source: str
    table: str
    id: str
    other: str | None
    field: str | None
    reason: str
    doubt: float
    killed: int | None
    reports: int

    @property
    def key(self) -> tuple[str, str, str | None, str | None]:
        """What makes two items the same question."""
        return self.source, self.id, self.other, self.field


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of an item: the decision that settled it with who and when (ISO 8601), or when it was skipped."""

    state: ItemState
    decision: int | None = None
    by: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Items for one coder; `query` is the filter and the kinds of doubt that it was made from."""

    id: int
    coder: str
    made_at: str
    query: str
    items: tuple[Item, ...]
    settled: tuple[Settled, ...]

    def count(self, *states: ItemState) -> int:
        """How many items are in one of these states."""
        return sum(one.state in states for one in self.settled)

    @property
    def done(self) -> bool:
        """True if every item was decided, skipped, or has gone."""
        return not self.count("open")


def add(connection: sqlite3.Connection, coder: str, at: datetime, query: str, items: Sequence[Item]) -> int:
    """Put down a batch; gives its number."""
    sql = """
      INSERT INTO batch (coder, made_at, query, after)
      SELECT ?, ?, ?, coalesce(max(number), 0) FROM decision"""
    number = connection.execute(sql, (coder, at.isoformat(), query)).lastrowid
    rows = [
        (number, n, i.source, i.table, i.id, i.other, i.field, i.reason, i.doubt, i.killed, i.reports)
        for n, i in enumerate(items)
    ]
    connection.executemany(f"INSERT INTO batch_item (batch, {_COLUMNS}) VALUES (?{', ?' * 10})", rows)
    return int(number or 0)


def skip(connection: sqlite3.Connection, batch: int, n: int, skipped: bool, at: datetime) -> None:
    """Leave an item of a batch for later, or take it up again.

    Raises:
        UsageError: there is no such item.
    """
    there = connection.execute("SELECT 1 FROM batch_item WHERE batch = ? AND n = ?", (batch, n)).fetchone()
    if there is None:
        raise UsageError(f"there is no item {n} in a batch {batch}")
    values = (batch, n, int(skipped), at.isoformat())
    connection.execute("INSERT INTO skip (batch, n, skipped, at) VALUES (?, ?, ?, ?)", values)


def batches(reader: Reader, *, newest: int = 20, among: Iterable[int] | None = None) -> tuple[Batch, ...]:
    """Batches with what became of their items, newest first: those with these numbers, or the last few."""
    chosen = "1" if among is None else "id IN (SELECT value FROM json_each(?))"
    values: tuple[Any, ...] = () if among is None else (json.dumps(list(among)),)
    sql = f"SELECT id, coder, made_at, query, after FROM batch WHERE {chosen} ORDER BY id DESC LIMIT ?"
    return tuple(_batch(reader, *row) for row in list(reader.select(sql, (*values, newest))))


def batch(reader: Reader, number: int) -> Batch:
    """One batch.

    Raises:
        UsageError: there is none.
    """
    found = batches(reader, among=(number,))
    if not found:
        raise UsageError(f"there is no batch {number}")
    return found[0]


def skipped_by(reader: Reader, coder: str) -> frozenset[tuple[str, str, str | None, str | None]]:
    """The keys of what this coder left for later."""
    return frozenset((s, own, other, field) for s, own, other, field in reader.select(_SKIPPED, (coder,)))


def _batch(reader: Reader, number: int, coder: str, made_at: str, query: str, after: int) -> Batch:
    sql = f"SELECT {_COLUMNS} FROM batch_item WHERE batch = ? ORDER BY n"
    items = tuple(
        Item(source=source, table=table, id=own, other=other, field=field, reason=reason, doubt=doubt, killed=killed,
             reports=reports)
        for _, source, table, own, other, field, reason, doubt, killed, reports in reader.select(sql, (number,))
    )  # fmt: skip
    ids = sorted({name for item in items for name in (item.id, item.other) if name is not None})
    decided = standing_of(reader, ids, after)
    left = {n: (bool(skipped), at) for _, n, skipped, _, at in reader.select(_SKIPS, (json.dumps([number]),))}
    settled = tuple(_settled(reader, item, decided, left.get(n)) for n, item in enumerate(items))
    return Batch(id=number, coder=coder, made_at=made_at, query=query, items=items, settled=settled)


def _settled(reader: Reader, item: Item, decided: Iterable[tuple[Any, ...]], left: tuple[bool, str] | None) -> Settled:
    found = None
    for number, kind, own, field, other, by, at in decided:
        if item.other is not None:
            fits = kind in ("same", "not same") and {own, other} == {item.id, item.other}
        else:
            whole = field is None or (item.field is None and kind == "correct")
            fits = own == item.id and kind not in ("same", "not same") and (whole or field == item.field)
        if fits:
            found = Settled(state=_OUTCOMES[kind], decision=number, by=by, at=at)
    if found is not None:
        return found
    rows = [reader.row(name) for name in (item.id, item.other) if name is not None]
    if any(row is None or getattr(row, "review", None) == "rejected" for row in rows):
        return Settled(state="gone")
    if item.other is not None and len({getattr(row, "happening_id", row) for row in rows}) == 1:
        return Settled(state="joined")
    if left is not None and left[0]:
        return Settled(state="skipped", at=left[1])
    return Settled(state="open")
