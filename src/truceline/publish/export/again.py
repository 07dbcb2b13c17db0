"""Making an export again to see whether the record still says the same: how a published table is checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qsl

from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.publish.export.changes import Change, changes, former
from truceline.publish.export.sheet import SHEET, read_sheet, state_of
from truceline.publish.export.spool import STATE, spooled
from truceline.publish.export.writing import Format
from truceline.record import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """An export that was made again, in memory of the first.

    Attributes:
        same: True if every row is the same; the two SHA-256 are then equal.
        content: SHA-256 of all rows now.
        was: SHA-256 of all rows as they were published.
        changes: what is different, row by row.
        record: what is different in the record itself, by name: as it was, as it is.
    """

    same: bool
    content: str
    was: str
    changes: tuple[Change, ...]
    record: Mapping[str, tuple[Any, Any]]


def again(store: Store, formats: Sequence[Format], folder: Path) -> Again:
    """Make the export in `folder` again from a record, by its format and filter, and compare the rows.

    Raises:
        UsageError: the folder holds no export, one of an unknown format, or one whose rows cannot be read.
    """
    found = read_sheet(folder)
    if found is None or not isinstance(found.get("state"), dict):
        raise UsageError(f"{folder} holds no export ({SHEET} is missing or damaged); name the folder of one")
    one = next((known for known in formats if known.name == found.get("format")), None)
    if one is None:
        raise UsageError(f"{folder} holds an export of the format {found.get('format')!r}, which is not known here")
    before = former(folder, one.name)
    wanted = Filter.of(dict(parse_qsl(str(found.get("wanted", "")))))
    with TemporaryDirectory() as place, store.snapshot():
        spool = spooled(one.tables(store, wanted), Path(place) / STATE)
        told = tuple(changes(store, before, Path(place) / STATE, spool.product.left_out, found["state"]))
        now = asdict(state_of(store))
    was = found["state"]
    differing = {name: (was.get(name), value) for name, value in now.items() if was.get(name) != value}
    return Again(
        same=spool.content == found.get("content"), content=spool.content, was=str(found.get("content")), changes=told,
        record=differing,
    )  # fmt: skip
