"""What changed since an earlier export of the same format: rows that are new, gone (and why) or told otherwise."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from truceline.errors import UsageError
from truceline.model.records import EventRow
from truceline.publish.export.spool import STATE, state
from truceline.publish.export.tables import LeftOut
from truceline.publish.tables import as_dict, csv_lines
from truceline.record import Store

CHANGES = "changes.csv"
HEADER = ("table", "id", "kind", "column", "was", "now", "why")
Kind = Literal["added", "changed", "deleted"]
Key = tuple[str, ...]  # table and key of a row


@dataclass(frozen=True, slots=True)
class Change:
    """One row added or deleted, or one cell of a row changed; `id` is the row's key."""

    table: str
    id: str
    kind: Kind
    column: str = ""
    was: Any = None
    now: Any = None
    why: str = ""


def former(folder: Path, name: str) -> Path:
    """The rows of an earlier export in this folder.

    Raises:
        UsageError: there is none, or it is of another format.
    """
    from truceline.publish.export.sheet import format_of

    path = folder / STATE
    if not path.is_file():
        raise UsageError(f"{folder} holds no earlier export ({STATE} is missing); name the folder of one")
    other = format_of(folder)
    if other is not None and other != name:
        raise UsageError(f"{folder} holds an export of the format {other}, which {name} cannot be compared with")
    return path


def changes(store: Store, before: Path, after: Path, left_out: Iterable[LeftOut]) -> Iterator[Change]:
    """What is different in the rows at `after`, row by row in the order of tables and keys.

    Args:
        store: the record, which says what became of rows that are gone.
        before: rows of the earlier export.
        after: rows of this one.
        left_out: what this one leaves out, and why.
    """
    old, new = _marks(before), _marks(after)
    reasons = {one.id: one.reason for one in left_out}
    differing = {key for key in old.keys() & new.keys() if old[key] != new[key]}
    was, now = _rows(before, differing), _rows(after, differing)
    for key in sorted(old.keys() ^ new.keys() | differing):
        table, *parts = key
        own = "; ".join(parts)
        if key in differing:
            for column in dict.fromkeys((*now[key], *was[key])):
                if was[key].get(column) != now[key].get(column):
                    yield Change(table, own, "changed", column, was[key].get(column), now[key].get(column))
        elif key in new:
            yield Change(table, own, "added")
        else:
            yield Change(table, own, "deleted", why=_why(store, parts[0], reasons))


def _marks(path: Path) -> Mapping[Key, bytes]:
    """A short hash of every row, with the names of its columns."""
    return {key: sha256(json.dumps([columns, row]).encode()).digest()[:12] for key, columns, row in _keyed(path)}


def _rows(path: Path, wanted: Set[Key]) -> Mapping[Key, Mapping[str, Any]]:
    return {key: dict(zip(columns, row, strict=True)) for key, columns, row in _keyed(path) if key in wanted}


def _keyed(path: Path) -> Iterator[tuple[Key, list[str], list[Any]]]:
    try:
        for head, rows in state(path):
            columns = head["columns"]
            places = [columns.index(name) for name in head["key"]]
            for row in rows:
                yield (head["table"], *(str(row[n]) for n in places)), columns, row
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise UsageError(f"{path} cannot be read ({error}); name the folder of another export") from None


def _why(store: Store, id: str, reasons: Mapping[str, str]) -> str:
    """What became of a row that is gone: left out, merged, rejected, read otherwise, or outside the selection."""
    if id in reasons:
        return f"left out: {reasons[id]}"
    row = store.row(id)
    if row is None:
        return "a newer reading of its report does not have it any more"
    if isinstance(row, EventRow):
        if row.happening_id != id and row.review != "rejected":
            return f"merged into {row.happening_id}"
        tellings = list(store.rows(EventRow, happening_id=row.happening_id))
        if all(telling.review == "rejected" for telling in tellings):
            return "rejected in review"
    if getattr(row, "review", None) == "rejected":
        return "rejected in review"
    if getattr(row, "canonical_id", id) != id:
        return f"merged into {row.canonical_id}"  # type: ignore[attr-defined]
    return "does not meet the filter any more"


def write_changes(path: Path, found: Iterable[Change]) -> Counter[Kind]:
    """Write them as CSV, and count the rows by kind."""
    counted: dict[tuple[str, str], Kind] = {}

    def rows() -> Iterator[Mapping[str, Any]]:
        for one in found:
            counted[one.table, one.id] = one.kind
            yield as_dict(one)

    with path.open("w", encoding="utf-8-sig", newline="") as out:
        out.writelines(csv_lines(rows(), HEADER))
    return Counter(counted.values())
