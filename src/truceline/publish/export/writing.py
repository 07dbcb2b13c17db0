"""Making an export: rows once, files in the format, and beside them the sheet, what was left out, passages, changes."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.publish.export.changes import CHANGES, changes, former, write_changes
from truceline.publish.export.incidents import incidents
from truceline.publish.export.passages import HEADER, PASSAGES, passages
from truceline.publish.export.sheet import SHEET, Sheet, format_of, read_sheet, sheet, write_sheet
from truceline.publish.export.spool import STATE, spooled
from truceline.publish.export.tables import LeftOut, Product
from truceline.publish.labels import Label, Labelled, labelled
from truceline.publish.tables import csv_lines, csv_rows
from truceline.record import Store

LEFT_OUT, LABELS = "left_out.csv", "labels.csv"
_DRAFT, _FORMER = ".part", ".old"  # ends of the names of folders that stand beside that of an export while it is made
_FORGOTTEN = 86_400  # seconds after which such a folder is one of a program that was stopped
_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format that the record can be exported in.

    Attributes:
        name: as the command line has it.
        meaning: one line for people.
        tables: what it holds of a record under a filter.
        write: writes the product into a folder; gives the files, the main one first.
        passages: False where the format itself holds the passages of every row.
    """

    name: str
    meaning: str
    tables: Callable[[Store, Filter], Product]
    write: Callable[[Product, Path], Sequence[Path]]
    passages: bool = True


def write(
    store: Store,
    one: Format,
    folder: Path,
    wanted: Filter,
    *,
    since: Path | None = None,
    labels: Sequence[Label] = (),
) -> Sheet:
    """Write an export into `folder`, which appears whole or not at all.

    The same record and filter give the same files to the byte. Where the folder holds an export of this format
    already, it is replaced, and ``changes.csv`` tells what changed since.

    Args:
        store: an open record.
        one: the format.
        folder: where; it may hold an earlier export, but nothing else.
        wanted: what of the record.
        since: folder of the earlier export to compare with; by default the one in `folder`.
        labels: labels of one's own; ``labels.csv`` then says which happenings of the filter bear them, and why.

    Returns:
        What was written, which also stands in ``README.md`` and ``export.json``.

    Raises:
        UsageError: the folder holds something else, nothing meets the filter, or `since` cannot be compared with.
    """
    _clear(folder)
    before = _before(one, folder, since)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = _beside(folder, _DRAFT)
    try:
        with store.snapshot():
            written = _into(draft, store, one, wanted, before, labels)
        _put(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return written


def _beside(folder: Path, end: str) -> Path:
    """A new folder beside this one; two exports that run at once have each their own."""
    found = Path(mkdtemp(end, _prefix(folder), folder.parent))
    found.chmod(folder.parent.stat().st_mode & 0o777)  # mkdtemp lets nobody else read it
    return found


def _prefix(folder: Path) -> str:
    return f".{folder.name[:80]}."


def _put(draft: Path, folder: Path) -> None:
    """Put the finished draft in the place of the folder; where another export does so at the same time, the last stays.

    Raises:
        OSError: it cannot be; the folder is as it was.
    """
    for left in reversed(range(_TRIES)):
        old = None
        try:
            if folder.exists():
                old = _beside(folder, _FORMER)
                folder.replace(old / folder.name)
            draft.rename(folder)
        except OSError:
            if old is not None and (old / folder.name).exists() and not folder.exists():
                (old / folder.name).rename(folder)
            if not left:
                raise
        else:
            return
        finally:
            if old is not None:
                shutil.rmtree(old, ignore_errors=True)


def _clear(folder: Path) -> None:
    """Put back what a program left aside that was stopped while it changed folders, and remove old drafts of such."""
    for aside in sorted(folder.parent.glob("*" + _FORMER)) if not folder.exists() and folder.parent.is_dir() else ():
        if aside.name.startswith(_prefix(folder)) and (aside / folder.name / SHEET).is_file():
            (aside / folder.name).rename(folder)
            break
    for end in (_DRAFT, _FORMER):
        for aside in folder.parent.glob("*" + end):
            own = aside.name.startswith(_prefix(folder)) and aside.is_dir()
            if own and time.time() - aside.stat().st_mtime > _FORGOTTEN:
                shutil.rmtree(aside, ignore_errors=True)


def _before(one: Format, folder: Path, since: Path | None) -> Path | None:
    """The rows to compare with; refuses a folder that an export must not replace."""
    if folder.exists():
        if not folder.is_dir():
            raise UsageError(f"{folder} is a file; name a folder for the export")
        if any(folder.iterdir()) and format_of(folder) is None:
            raise UsageError(f"{folder} holds other files; name an empty or a new folder for the export")
        if format_of(folder) not in (None, one.name):
            raise UsageError(f"{folder} holds an export of the format {format_of(folder)}; name another folder")
    if since is not None:
        return former(since, one.name)
    return former(folder, one.name) if (folder / SHEET).is_file() else None


def _into(
    draft: Path, store: Store, one: Format, wanted: Filter, before: Path | None, labels: Sequence[Label]
) -> Sheet:
    spool = spooled(one.tables(store, wanted), draft / STATE)
    product = spool.product
    if not any(spool.rows.values()):
        raise UsageError(_nothing(one, wanted, product))
    files = [*one.write(product, draft), draft / STATE]
    if one.passages:
        with (draft / PASSAGES).open("w", encoding="utf-8-sig", newline="") as out:
            out.writelines(csv_rows(passages(store, product.cited), HEADER))
        files.append(draft / PASSAGES)
    _csv(draft / LEFT_OUT, tuple(LeftOut.__dataclass_fields__), (asdict(left) for left in product.left_out))
    files.append(draft / LEFT_OUT)
    if labels:
        found = (asdict(label) for incident in incidents(store, wanted) for label in labelled(incident, labels))
        _csv(draft / LABELS, tuple(Labelled.__dataclass_fields__), found)
        files.append(draft / LABELS)
    counted = None
    if before is not None:
        told = write_changes(draft / CHANGES, changes(store, before, draft / STATE, product.left_out, _state(before)))
        counted = {kind: told[kind] for kind in ("added", "changed", "deleted") if told[kind]}
        files.append(draft / CHANGES)
    written = sheet(
        store, product, wanted, files, name=one.name, meaning=one.meaning, content=spool.content, rows=spool.rows,
        changes=counted,
    )  # fmt: skip
    write_sheet(draft, written)
    return written


def _state(before: Path) -> Mapping[str, Any] | None:
    """The state of the record that the sheet of an earlier export tells."""
    found = (read_sheet(before.parent) or {}).get("state")
    return found if isinstance(found, dict) else None


def _nothing(one: Format, wanted: Filter, product: Product) -> str:
    why = Counter(left.reason for left in product.left_out).most_common(3)
    kept = "; ".join(f"{number} left out: {reason}" for reason, number in why)
    said = f"no row of the record goes into {one.name} under the filter ({wanted.query or 'none'})"
    return f"{said}; {kept}" if kept else f"{said}: nothing meets it"


def _csv(path: Path, header: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        out.writelines(csv_lines(rows, header))
