"""The history of a record: its cells as each reading and each decision left them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from truceline.errors import UsageError
from truceline.model.history import Change
from truceline.model.ledger import Decision, Value
from truceline.record.checking import decidable
from truceline.record.concerned import JOINING, documents_of, log_of
from truceline.record.decisions import rulings, standing, taken_back
from truceline.record.reading import find_row
from truceline.record.reports import Said, fold_report
from truceline.record.touched import SHARED

REVIEW = "review"
Cells = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class _Read:
    """A document as a version read it."""

    number: int
    at: datetime
    run: int
    by: str
    version: str
    published: str | None


@dataclass(slots=True)
class _Past:
    """A report as it was at some time: what was read and decided by then."""

    document_id: str
    said: list[Said]
    reads: list[_Read] = field(default_factory=list)
    log: list[Decision] = field(default_factory=list)

    def cells(self, record_id: str) -> Cells | None:
        """The cells of a record as they were folded then, with its review state; ``None`` if it was not there."""
        newest = self.reads[-1].number if self.reads else 0
        before = {read.number for read in self.reads[:-1]}
        older = sorted((s for s in self.said if s.reading in before), key=lambda s: (-s.reading, s.n))
        published = self.reads[-1].published if self.reads else None
        said = [s for s in self.said if s.reading == newest]
        report = fold_report(self.document_id, published, said, older, rulings(standing(self.log)))
        record = next((r for r in report.records if r.id == record_id), None)
        if record is None:
            return None
        return {name: record.values[name] for name in (*decidable(record.table), REVIEW) if name in record.values}

    def methods(self, record_id: str) -> Mapping[str, str]:
        """How the newest reading found each field of a record."""
        newest = self.reads[-1].number
        return {s.field: s.method for s in reversed(self.said) if s.reading == newest and s.record_id == record_id}


def history(connection: sqlite3.Connection, record_id: str) -> Iterator[Change]:
    """What became of every cell of a record, oldest first; the record tables must be up to date.

    Raises:
        UsageError: there never was such a record in a report.
    """
    documents = documents_of(connection, record_id)
    if not documents:
        raise UsageError(f"{record_id}: there is no such record of a report; `truceline show` lists them")
    past = _Past(documents[0], _said(connection, documents[0]))
    members, own = _members(connection, record_id), _records(connection, past)
    log = log_of(connection, members | own)
    by_number, undone = {d.number: d for d in log}, taken_back(log)
    cells: Cells | None = None
    for step in _steps(_reads(connection, past.document_id), log):
        if isinstance(step, _Read):
            past.reads.append(step)
            before, cells = cells, past.cells(record_id)
            yield from _changes_read(record_id, before, cells, step, past.methods(record_id))
            continue
        meant = _meant(step, by_number)
        if meant.kind in JOINING:
            if members & {meant.record_id, meant.other_id}:
                yield _change(record_id, None, step, meant, undone)
        elif meant.record_id in own:
            past.log.append(step)
            if meant.record_id != record_id and meant.kind != "add":
                continue  # it changes no cell of this record; one that it names may come or go
            before, cells = cells, past.cells(record_id)
            yield from _changes_decided(record_id, before, cells, step, meant, undone)


def _said(connection: sqlite3.Connection, document_id: str) -> list[Said]:
    """Every statement of a document, of all its readings."""
    sql = """
      SELECT reading, n, statement.id, table_name, record_id, field, value, quotes, method, confidence
      FROM statement JOIN reading ON reading.id = statement.reading WHERE document_id = ? ORDER BY reading, n"""
    return [Said._make(row) for row in connection.execute(sql, (document_id,))]


def _records(connection: sqlite3.Connection, past: _Past) -> frozenset[str]:
    """All records that were ever read in the report or added to it."""
    sql = "SELECT record_id FROM decision WHERE kind = 'add' AND document_id = ?"
    added = connection.execute(sql, (past.document_id,))
    return frozenset({*(said.record_id for said in past.said), *(own for (own,) in added)})


def _reads(connection: sqlite3.Connection, document_id: str) -> Iterator[_Read]:
    sql = """
      SELECT reading.id, run.started_at, run.id, run.agent, version.key, reading.published
      FROM reading JOIN run ON run.id = reading.run JOIN version ON version.id = reading.version
      WHERE document_id = ? ORDER BY reading.id"""
    for number, at, run, by, version, published in connection.execute(sql, (document_id,)):
        yield _Read(number, datetime.fromisoformat(at), run, by, version, published)


def _steps(reads: Iterator[_Read], log: Iterable[Decision]) -> Iterator[_Read | Decision]:
    """Readings and decisions by time, each kind in its own order; a reading comes before a decision of its moment."""
    waiting = list(log)
    for read in reads:
        while waiting and waiting[0].at < read.at:
            yield waiting.pop(0)
        yield read
    yield from waiting


def _members(connection: sqlite3.Connection, record_id: str) -> frozenset[str]:
    """The record, and all that are the same happening, ceasefire or actor."""
    row = find_row(connection, record_id)
    if row is None or row.table not in SHARED:
        return frozenset({record_id})
    column = SHARED[row.table]
    sql = f"SELECT id FROM {row.table} WHERE {column} = ?"
    return frozenset({record_id, *(own for (own,) in connection.execute(sql, (getattr(row, column),)))})


def _meant(decision: Decision, log: Mapping[int, Decision]) -> Decision:
    """What a decision is about: itself, or the one that an undo, or an undo of an undo, takes back or brings back."""
    while decision.kind == "undo" and decision.undoes is not None:
        decision = log[decision.undoes]
    return decision


def _changes_read(
    record_id: str, before: Cells | None, after: Cells | None, read: _Read, methods: Mapping[str, str]
) -> Iterator[Change]:
    for name, was, now in _differing(before, after):
        yield Change(
            record_id=record_id, field=name, at=read.at, by=read.by, kind="read", was=was, now=now, run=read.run,
            version=read.version, method=methods.get(name),
        )  # fmt: skip
    if before is not None and after is None:
        yield Change(
            record_id=record_id, field=None, at=read.at, by=read.by, kind="read", was=before[REVIEW], run=read.run,
            version=read.version,
        )  # fmt: skip


def _changes_decided(
    record_id: str,
    before: Cells | None,
    after: Cells | None,
    step: Decision,
    meant: Decision,
    undone: Mapping[int, int],
) -> Iterator[Change]:
    differing = list(_differing(before, after))
    for name, was, now in differing:
        yield _change(record_id, name, step, meant, undone, was, now)
    if meant.record_id != record_id:
        return
    if meant.field is None and meant.kind != "attach":
        was, now = ((cells or {}).get(REVIEW) for cells in (before, after))
        yield _change(record_id, None, step, meant, undone, was, now)
    elif not differing:
        value = None if meant.field is None else (after or {}).get(meant.field)
        yield _change(record_id, meant.field, step, meant, undone, value, value)


def _differing(before: Cells | None, after: Cells | None) -> Iterator[tuple[str, Value | None, Value | None]]:
    """The cells that differ between two states of a record; of one that is gone none."""
    if after is None:
        return
    old, new = before or {}, after or {}
    for name in dict.fromkeys((*old, *new)):
        if name != REVIEW and old.get(name) != new.get(name):
            yield name, old.get(name), new.get(name)


def _change(
    record_id: str,
    name: str | None,
    step: Decision,
    meant: Decision,
    undone: Mapping[int, int],
    was: Value | None = None,
    now: Value | None = None,
) -> Change:
    joined = meant.kind in JOINING
    return Change(
        record_id=(meant.record_id or "") if joined else record_id, field=name, at=step.at, by=step.by, kind=step.kind,
        was=was, now=now, reason=step.reason, decision=step.number, undone_by=undone.get(step.number),
        other_id=meant.other_id if joined else None, quotes=step.quotes,
    )  # fmt: skip
