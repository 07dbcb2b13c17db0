"""Datasets of others, kept beside the record: putting them down in steps, listing them, reading their rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from datetime import date, datetime
from hashlib import sha256
from itertools import islice

from truceline.errors import UsageError
from truceline.model.datasets import Dataset, DatasetFile, DatasetRow, RowProblem
from truceline.model.ledger import canonical_json
from truceline.record.schema import SqlValue

_STEP = 2_000  # rows of one transaction, so that others can write between them
_COLUMNS = tuple(f.name for f in fields(DatasetRow))
_LISTS = ("side_a", "side_b", "cells")
_DAYS = ("first", "last")
_SELECTED = ", ".join(_COLUMNS)
_INSERT = f"INSERT INTO dataset_row (dataset, {_SELECTED}) VALUES (?{', ?' * len(_COLUMNS)})"
_LISTED = """
  SELECT number, name, kind, release, file_name, dataset.sha256, columns, size, first, last, loaded_by, loaded_at,
         left_out, dataset_end.dataset IS NOT NULL
  FROM dataset LEFT JOIN dataset_end ON dataset_end.dataset = dataset.number ORDER BY number"""
Writing = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a file: the dataset, and whether it stood in the record already."""

    dataset: Dataset
    known: bool


def load(
    connection: sqlite3.Connection,
    writing: Writing,
    file: DatasetFile,
    rows: Iterable[DatasetRow],
    *,
    name: str | None,
    release: str | None,
    by: str,
    at: datetime,
    progress: Callable[[int], None] | None,
) -> Loaded:
    """Put a dataset down, some thousand rows a transaction; one that was cut short goes on where it stopped.

    Raises:
        UsageError: another dataset has this name, or the file gives other rows than it did when it was looked through.
    """
    with writing():
        number, known = _begin(connection, file, name, release, by, at)
    if known:
        return Loaded(_one(connection, number), True)
    (done,) = connection.execute("SELECT count(*) FROM dataset_row WHERE dataset = ?", (number,)).fetchone()
    waiting = islice(rows, done, None)
    while step := [_values(number, row) for row in islice(waiting, _STEP)]:
        done += len(step)
        if done > file.rows:
            break
        with writing():
            connection.executemany(_INSERT, step)
        if progress is not None:
            progress(done)
    if done != file.rows:
        raise UsageError(f"{file.path}: was changed while it was read; run the same command again")
    total = _hash(connection, number)
    with writing():
        values = (number, total, at.isoformat())
        connection.execute("INSERT INTO dataset_end VALUES (?, ?, ?) ON CONFLICT (dataset) DO NOTHING", values)
    return Loaded(_one(connection, number), False)


def _begin(
    connection: sqlite3.Connection, file: DatasetFile, name: str | None, release: str | None, by: str, at: datetime
) -> tuple[int, bool]:
    """The number of the dataset, and whether it is whole already."""
    for one in datasets(connection):
        if one.sha256 == file.sha256:
            return one.number, one.whole
    release = release or file.release
    taken = {one.name for one in datasets(connection)}
    if name is not None and (name in taken or name.isdecimal() or not name.strip()):
        why = "is the name of another dataset" if name in taken else "is no name for a dataset"
        raise UsageError(f"--name {name!r} {why}; choose another")
    own = name or _name(f"{file.kind}-{release or f'{at:%Y-%m-%d}'}", taken)
    (number,) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM dataset").fetchone()
    left_out = json.dumps([[p.line, p.message] for p in file.problems], ensure_ascii=False)
    values = (
        number, own, file.kind, release, file.name, file.sha256, json.dumps(file.columns, ensure_ascii=False),
        file.rows, file.first.isoformat(), file.last.isoformat(), left_out, by, at.isoformat(),
    )  # fmt: skip
    connection.execute(f"INSERT INTO dataset VALUES (?{', ?' * (len(values) - 1)})", values)
    return int(number), False


def _name(wanted: str, taken: set[str]) -> str:
    n, name = 1, wanted
    while name in taken:
        n += 1
        name = f"{wanted}-{n}"
    return name


def datasets(connection: sqlite3.Connection) -> Iterator[Dataset]:
    """All datasets, the first loaded first."""
    for row in connection.execute(_LISTED).fetchall():
        number, name, kind, release, file, sha, columns, size, first, last, by, at, left_out, whole = row
        yield Dataset(
            number=number, name=name, kind=kind, release=release, file=file, sha256=sha,
            columns=tuple(json.loads(columns)), rows=size, by=by, at=datetime.fromisoformat(at), whole=bool(whole),
            first=date.fromisoformat(first), last=date.fromisoformat(last),
            left_out=tuple(RowProblem(line, message) for line, message in json.loads(left_out)),
        )  # fmt: skip


def _one(connection: sqlite3.Connection, number: int) -> Dataset:
    return next(one for one in datasets(connection) if one.number == number)


def named(connection: sqlite3.Connection, words: str) -> Dataset:
    """The dataset of this name or number.

    Raises:
        UsageError: there is none, or it is not whole.
    """
    there = list(datasets(connection))
    found = next((one for one in there if words in (one.name, str(one.number))), None)
    if found is None:
        names = ", ".join(one.name for one in there) or "none; `truceline import` loads one"
        raise UsageError(f"the record has no dataset {words!r}; it has: {names}")
    if not found.whole:
        raise UsageError(f"the loading of {found.name} was cut short; import {found.file} again, and it goes on")
    return found


def dataset_rows(
    connection: sqlite3.Connection, number: int, first: date | None = None, last: date | None = None, whole: bool = True
) -> Iterator[DatasetRow]:
    """Rows of a dataset by their first day, of a period if one is given; without their `cells` unless `whole`."""
    wanted, values = "dataset = ?", list[SqlValue]([number])
    for sql, day in (("last >= ?", first), ("first <= ?", last)):
        if day is not None:
            wanted += f" AND {sql}"
            values.append(day.isoformat())
    selected = _SELECTED if whole else _SELECTED.removesuffix("cells") + "'[]'"
    sql = f"SELECT {selected} FROM dataset_row WHERE {wanted} ORDER BY first, n"
    for row in connection.execute(sql, values):
        cells = dict(zip(_COLUMNS, row, strict=True))
        for name in _LISTS:
            cells[name] = tuple(json.loads(cells[name]))
        for name in _DAYS:
            cells[name] = date.fromisoformat(cells[name])
        yield DatasetRow(**cells)


def verify_datasets(connection: sqlite3.Connection) -> Iterator[str]:
    """Every dataset that is whole has the rows that were loaded, as they were."""
    for one in datasets(connection):
        if not one.whole:
            continue
        (there,) = connection.execute("SELECT count(*) FROM dataset_row WHERE dataset = ?", (one.number,)).fetchone()
        (wanted,) = connection.execute(
            "SELECT rows_sha256 FROM dataset_end WHERE dataset = ?", (one.number,)
        ).fetchone()
        if there != one.rows:
            yield f"dataset {one.name}: has {there} of its {one.rows} rows"
        elif _hash(connection, one.number) != wanted:
            yield f"dataset {one.name}: its rows are not those that were loaded"


def _hash(connection: sqlite3.Connection, number: int) -> str:
    total = sha256()
    for row in connection.execute(f"SELECT {_SELECTED} FROM dataset_row WHERE dataset = ? ORDER BY n", (number,)):
        total.update(canonical_json(row).encode("utf-8", "surrogatepass"))
        total.update(b"\n")
    return total.hexdigest()


def _values(number: int, row: DatasetRow) -> tuple[SqlValue, ...]:
    return (number, *(_plain(getattr(row, name)) for name in _COLUMNS))


def _plain(value: object) -> SqlValue:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    assert value is None or isinstance(value, (str, int, float))
    return value
