"""Files of other datasets: looked through once from end to end, then read row by row, never held in memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from hashlib import sha256

from truceline.errors import UsageError
from truceline.model.datasets import DatasetFile, DatasetKind, DatasetRow, RowProblem
from truceline.read.datasets import acled, ged
from truceline.read.datasets.cells import BadCell, Cells
from truceline.read.datasets.tables import opened

__all__ = ["NAMES", "examined", "rows"]

NAMES: dict[DatasetKind, str] = {"acled": "ACLED", "ucdp-ged": "UCDP GED"}
_READERS: dict[DatasetKind, Callable[[Cells, int, tuple[str, ...]], DatasetRow]] = {
    "acled": acled.acled_row,
    "ucdp-ged": ged.ged_row,
}
_RELEASE = re.compile(r"ged(?:event)?[_-]?v?[_-]?(\d{2})[._-]?(\d)(?:[._-]?(\d{1,2})(?!\d))?", re.IGNORECASE)
_SHARE, _FEW = 0.01, 20  # of the rows may be wrong, or so many; of more, the file is not what it is taken for
_SHOWN = 5


def examined(path: str, kind: DatasetKind) -> DatasetFile:
    """Look through a file: are the columns there, can the rows be read?

    Raises:
        UsageError: it is no such dataset, or more than one row in a hundred cannot be read. The message names the file
            and the columns or lines.
    """
    count, problems, first, last = 0, list[RowProblem](), date.max, date.min
    columns, name = _header(path, kind)
    for one in _items(path, kind):
        if isinstance(one, RowProblem):
            problems.append(one)
        else:
            count, first, last = count + 1, min(first, one.first), max(last, one.last)
    if not count and not problems:
        raise UsageError(f"{path}: has a header and no rows; fetch the file again")
    if len(problems) > max(_FEW, _SHARE * count) or not count:
        shown = "; ".join(f"line {p.line}: {p.message}" for p in problems[:_SHOWN])
        raise UsageError(f"{path}: {len(problems)} of {len(problems) + count} rows cannot be read: {shown}")
    release = _RELEASE.search(name) if kind == "ucdp-ged" else None
    return DatasetFile(
        path=path, kind=kind, name=name, sha256=_hash(path), columns=columns, rows=count, first=first, last=last,
        problems=tuple(problems),
        release=None if release is None else ".".join(part for part in release.groups() if part),
    )  # fmt: skip


def rows(file: DatasetFile) -> Iterator[DatasetRow]:
    """The rows of a file that was looked through, in its order."""
    for one in _items(file.path, file.kind):
        if isinstance(one, DatasetRow):
            yield one


def _items(path: str, kind: DatasetKind) -> Iterator[DatasetRow | RowProblem]:
    read, n = _READERS[kind], 0
    with opened(path) as table:
        names = _plain(table.columns)
        for line, cells in table.rows:
            if len(cells) > len(names) and any(cells[len(names) :]):
                yield RowProblem(line, f"has {len(cells)} cells, the header {len(names)}")
                continue
            whole = tuple(cells[: len(names)]) + ("",) * (len(names) - len(cells))
            try:
                row = read(dict(zip(names, whole, strict=True)), n + 1, whole)
            except BadCell as error:
                yield RowProblem(line, str(error))
                continue
            n += 1
            yield row


def _header(path: str, kind: DatasetKind) -> tuple[tuple[str, ...], str]:
    """The columns and the name of the table.

    Raises:
        UsageError: columns are missing.
    """
    with opened(path) as table:
        columns, name = table.columns, table.name
    there = _plain(columns)
    wanted = acled.NEEDED if kind == "acled" else ged.NEEDED
    missing = [column for column in wanted if column not in there]
    if kind == "acled" and not set(acled.IDS) & set(there):
        missing.insert(0, acled.IDS[0])
    if missing:
        raise UsageError(f"{path}: is no {NAMES[kind]} file: it has no column {_listed(missing)}; {_hint(kind, there)}")
    twice = sorted({column for column in wanted if there.count(column) > 1})
    if twice:
        raise UsageError(f"{path}: has the column {_listed(twice)} more than once; keep one")
    return columns, name


def _hint(kind: DatasetKind, there: Sequence[str]) -> str:
    for other, wanted in (("acled", acled.NEEDED), ("ucdp-ged", ged.NEEDED)):
        if other != kind and set(wanted) <= set(there):
            return f"it looks like {other}: truceline import {other} FILE"
    wanted = acled.NEEDED if kind == "acled" else ged.NEEDED
    near = {close[0] for name in wanted if name not in there and (close := get_close_matches(name, there, 1, 0.8))}
    if near:
        return f"is {_listed(sorted(near))} one of them under another name? Rename it as the codebook has it"
    return f"it has {_listed(there[:8])}; give the file as it was downloaded, with its header"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(name[:40] for name in names) or "nothing"


def _plain(columns: Sequence[str]) -> list[str]:
    return [column.strip().strip("\ufeff").lower() for column in columns]


def _hash(path: str) -> str:
    total = sha256()
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            total.update(chunk)
    return total.hexdigest()
