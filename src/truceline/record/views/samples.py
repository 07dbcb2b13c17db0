"""Samples, their items and codings, and the cells that a sample can be drawn from."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.model.ledger import Decision
from truceline.model.samples import Coding, Sample, SampleItem
from truceline.record.decisions import COLUMNS, from_json, from_values, standing
from truceline.record.reader import Reader
from truceline.record.views.choosing import of_documents, of_events

_SAMPLES = """
  SELECT number, drawn_by, drawn_at, seed, coder, filter, fields, strata, frame, size, ended_by, ended_at
  FROM sample LEFT JOIN sample_end ON sample_end.sample = sample.number WHERE {} ORDER BY number"""
_ITEMS = """
  SELECT item.n, item.table_name, item.record_id, item.field, item.reading, item.statement, statement.value
  FROM sample_item AS item JOIN statement ON statement.reading = item.reading AND statement.n = item.statement
  WHERE item.sample = ? ORDER BY item.n"""
_CODINGS = """
  SELECT number, sample, item, kind, value, coded_by, coded_at FROM coding WHERE number IN (
    SELECT max(number) FROM coding WHERE sample = ? GROUP BY item, coded_by) AND kind != 'undo' ORDER BY number"""
_READ = """
  SELECT statement.reading, statement.n, statement.value
  FROM statement JOIN folded ON folded.reading = statement.reading
  WHERE statement.record_id = ? AND statement.field = ? AND statement.table_name = ?
  ORDER BY EXISTS (SELECT 1 FROM unused WHERE unused.reading = statement.reading AND unused.n = statement.n),
    statement.n LIMIT 1"""
_EVENT_PARTS = ("event_actor", "event_place", "figure")
_ON_REPORTS = frozenset({"since", "until", "outlet", "words"})


def samples(reader: Reader) -> tuple[Sample, ...]:
    """All samples, in the order in which they were drawn."""
    return tuple(_sample(row) for row in reader.select(_SAMPLES.format("1")))


def sample(reader: Reader, number: int) -> Sample:
    """One sample.

    Raises:
        UsageError: there is none of this number.
    """
    found = next(reader.select(_SAMPLES.format("number = ?"), (number,)), None)
    if found is None:
        raise UsageError(f"there is no sample {number}; `truceline sample list` lists them")
    return _sample(found)


def _sample(row: tuple[Any, ...]) -> Sample:
    number, by, at, seed, coder, wanted, fields, strata, frame, size, ended_by, ended_at = row
    return Sample(
        number=number, by=by, at=datetime.fromisoformat(at), seed=seed, coder=coder, filter=wanted,
        fields=tuple((table, field) for table, field in json.loads(fields)), strata=strata, frame=frame, size=size,
        ended_by=ended_by, ended_at=None if ended_at is None else datetime.fromisoformat(ended_at),
    )  # fmt: skip


def items(reader: Reader, number: int) -> tuple[SampleItem, ...]:
    """The cells of a sample as the software read them, whatever anybody decided on them."""
    return tuple(
        SampleItem(
            n=n, table=table, record_id=own, field=field, reading=reading, statement=statement, value=from_json(value)
        )
        for n, table, own, field, reading, statement, value in reader.select(_ITEMS, (number,))
    )


def codings(reader: Reader, number: int) -> tuple[Coding, ...]:
    """What each coder says last of each item of a sample; taken back ones are left out."""
    return tuple(
        Coding(
            number=own, sample=of, item=item, kind=kind, value=None if value is None else from_json(value), by=by,
            at=datetime.fromisoformat(at),
        )
        for own, of, item, kind, value, by, at in reader.select(_CODINGS, (number,))
    )  # fmt: skip


def decisions_on(reader: Reader, records: Collection[str]) -> tuple[Decision, ...]:
    """The decisions on these records that stand, oldest first."""
    sql = f"SELECT {COLUMNS} FROM decision WHERE kind = 'undo' OR record_id IN (SELECT value FROM json_each(?))"
    found = reader.select(sql, (json.dumps(sorted(records)),))
    return tuple(d for d in standing(map(from_values, found)) if d.kind in ("accept", "correct", "reject"))


def decided_by(reader: Reader, coder: str) -> tuple[Decision, ...]:
    """The decisions of one person on cells and records that stand, oldest first."""
    sql = f"SELECT {COLUMNS} FROM decision WHERE kind = 'undo' OR decided_by = ?"
    found = standing(map(from_values, reader.select(sql, (coder,))))
    return tuple(d for d in found if d.kind in ("accept", "correct", "reject"))


def filled(reader: Reader, table: str, field: str, wanted: Filter) -> Iterator[str]:
    """The ids of rows that meet the filter and whose cell is filled, or was emptied by a person.

    Raises:
        UsageError: the filter says what rows of this table have nothing of.
    """
    where, values = _of_rows(table, wanted)
    sql = f"""
      SELECT id FROM {table} WHERE {where} AND ({field} IS NOT NULL AND {field} != '' OR id IN (
        SELECT record_id FROM decision WHERE kind = 'reject' AND field = ?))"""
    return (own for (own,) in reader.select(sql, (*values, field)))


def _of_rows(table: str, wanted: Filter) -> tuple[str, tuple[Any, ...]]:
    if table == "event":
        return of_events(wanted)
    if table in _EVENT_PARTS:
        where, values = of_events(wanted)
        return f"review != 'rejected' AND event_id IN (SELECT event.id FROM event WHERE {where})", values
    odd = [name for name in wanted.names if name not in _ON_REPORTS]
    if odd:
        raise UsageError(f"the filter's {', '.join(odd)} says nothing of table {table}; take it away, or the table")
    where, values = of_documents(wanted)
    told = f"SELECT reading.document_id FROM newest JOIN reading ON reading.id = newest.reading WHERE {where}"
    return f"document_id IN ({told}) AND review != 'rejected'", values


def as_read(reader: Reader, table: str, record_id: str, field: str) -> tuple[int, int, Any] | None:
    """The statement that the software fills a cell by: reading, number and value; None if it read nothing there.

    Where a person corrected or rejected the cell, it is the first of those that fill it no more.
    """
    found = next(reader.select(_READ, (record_id, field, table)), None)
    return None if found is None else (found[0], found[1], from_json(found[2]))
