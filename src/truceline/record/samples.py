"""Putting down samples and codings. Every function here runs inside the transaction of its caller."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from truceline.errors import UsageError
from truceline.model.ledger import canonical_json
from truceline.model.samples import Coding, Sample, SampleItem


def add_sample(connection: sqlite3.Connection, sample: Sample, items: Sequence[SampleItem]) -> int:
    """Add a sample with its items; its number is the next one, whatever the sample object says."""
    (number,) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM sample").fetchone()
    values = (
        number, sample.by, sample.at.isoformat(), sample.seed, sample.coder, sample.filter,
        json.dumps(sample.fields), sample.strata, sample.frame, len(items),
    )  # fmt: skip
    connection.execute("INSERT INTO sample VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    rows = [(number, i.n, i.table, i.record_id, i.field, i.reading, i.statement) for i in items]
    connection.executemany("INSERT INTO sample_item VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    return int(number)


def add_coding(connection: sqlite3.Connection, coding: Coding) -> int:
    """Add a coding; its number is the next one.

    Raises:
        UsageError: there is no such item, or the coding of the sample has ended.
    """
    place = (coding.sample, coding.item)
    if connection.execute("SELECT 1 FROM sample_item WHERE sample = ? AND n = ?", place).fetchone() is None:
        raise UsageError(f"sample {coding.sample}: there is no item {coding.item}")
    refuse_ended(connection, coding.sample)
    (number,) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM coding").fetchone()
    value = None if coding.value is None else canonical_json(coding.value)
    values = (number, *place, coding.kind, value, coding.by, coding.at.isoformat())
    connection.execute("INSERT INTO coding VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    return int(number)


def end_sample(connection: sqlite3.Connection, sample: int, by: str, at: datetime) -> None:
    """Note that the coding of a sample has ended.

    Raises:
        UsageError: it has ended already.
    """
    refuse_ended(connection, sample)
    connection.execute("INSERT INTO sample_end VALUES (?, ?, ?)", (sample, by, at.isoformat()))


def refuse_ended(connection: sqlite3.Connection, sample: int) -> None:
    """Refuse to go on with a sample whose coding has ended.

    Raises:
        UsageError: it has.
    """
    ended = connection.execute("SELECT ended_by FROM sample_end WHERE sample = ?", (sample,)).fetchone()
    if ended is not None:
        raise UsageError(f"sample {sample}: {ended[0]} has ended its coding; draw another sample to code more")
