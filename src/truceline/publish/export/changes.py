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
from truceline.model.records import CeasefireRow, EventRow
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


def changes(
    store: Store, before: Path, after: Path, left_out: Iterable[LeftOut], was: Mapping[str, Any] | None = None
) -> Iterator[Change]:
    """What is different in the rows at `after`, row by row in the order of tables and keys.

    Args:
        store: the record, which says what became of rows that are gone.
        before: rows of the earlier export.
        after: rows of this one.
        left_out: what this one leaves out, and why.
        was: state of the record at the earlier export, as its sheet has it: then cells that changed get a reason.
    """
    because = _Because(store, was or {})
    old, new = _marks(before), _marks(after)
    reasons = {one.id: one.reason for one in left_out}
    differing = {key for key in old.keys() & new.keys() if old[key] != new[key]}
    rows, now = _rows(before, differing), _rows(after, differing)
    for key in sorted(old.keys() ^ new.keys() | differing):
        table, *parts = key
        own = "; ".join(parts)
        if key in differing:
            why = because(parts[0])
            for column in dict.fromkeys((*now[key], *rows[key])):
                if rows[key].get(column) != now[key].get(column):
                    yield Change(table, own, "changed", column, rows[key].get(column), now[key].get(column), why)
        elif key in new:
            yield Change(table, own, "added", why=because(parts[0]))
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
    base = "-".join(id.split("-")[:2])  # that of a ceasefire, of an id that names who declares it, too
    if base != id:
        if base in reasons:
            return f"left out: {reasons[base]}"
        if isinstance(found := store.row(base), CeasefireRow) and found.canonical_id == base != id:
            return "reports do not have this actor declare it any more"
    row = store.row(base)
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
    if getattr(row, "canonical_id", base) != base:
        return f"merged into {row.canonical_id}"  # type: ignore[attr-defined]
    return "does not meet the filter any more"


class _Because:
    """Why the cells of a row are others than before: what people decided on it since, else more or newer readings."""

    def __init__(self, store: Store, was: Mapping[str, Any]) -> None:
        last = was.get("decisions")
        self._decided: dict[str, list[str]] = {}
        self._otherwise = ""
        if not isinstance(last, int):
            return
        later = [one for one in store.decisions() if one.number > last]
        about = {one.number: one for one in store.decisions()} if any(one.undoes for one in later) else {}
        for one in later:
            meant = about.get(one.undoes or 0, one)
            words = f"decision {one.number} of {one.by}: {one.kind}{f' of {meant.kind}' if meant is not one else ''}"
            for own in {i for named in (meant.record_id, meant.other_id) if named for i in _above(store, named)}:
                self._decided.setdefault(own, []).append(words)
        more = next(store.select("SELECT count(*) FROM document"))[0] - int(was.get("documents") or 0)
        if more:
            self._otherwise = f"{more} more reports were read" if more > 0 else "reports were taken out"
        elif later:
            self._otherwise = "what people decided on other records"
        elif was.get("reading") not in (None, _reading(store)):
            self._otherwise = "read by another version"

    def __call__(self, id: str) -> str:
        base = "-".join(id.split("-")[:2])
        return "; ".join(self._decided.get(base, ())) or self._otherwise


def _reading(store: Store) -> str | None:
    runs = list(store.runs())
    return runs[-1].version if runs else None


def _above(store: Store, id: str) -> Iterator[str]:
    """The record itself, and those that it is a part of, up to the happening or the ceasefire."""
    waiting = [id]
    seen: set[str] = set()
    while waiting:
        own = waiting.pop()
        row = None if own in seen else store.row(own)
        seen.add(own)
        for name in ("event_id", "figure_id", "ceasefire_id", "happening_id", "canonical_id"):
            other = getattr(row, name, None)
            if other is not None and other not in seen:
                waiting.append(other)
    yield from seen


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
