"""Finds the files to read: those named, and those in folders, in an order that never changes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from truceline.model.text import Failure, Skipped
from truceline.read.metadata import SIDE

Kind = Literal["text", "markdown", "html", "jsonl", "csv", "pdf", "unknown"]

_KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".pdf": "pdf",
}
_PACKED = ".gz"
ROWS: tuple[Kind, ...] = ("jsonl", "csv")
"""Formats with one document a row, which may be packed with gzip."""

_READ = (
    "text (.txt, .text, .md), HTML (.html, .htm, .xhtml), PDF (.pdf), JSON Lines (.jsonl, .ndjson) and CSV (.csv), the "
    "last two also packed (.jsonl.gz, .ndjson.gz, .json.gz, .csv.gz)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; `kind` by its extension."""

    path: str
    kind: Kind


def kind_of(path: str) -> Kind:
    """Format by extension; of packed files, rows alone are read."""
    name = path.lower()
    if not name.endswith(_PACKED):
        return _KINDS.get(os.path.splitext(name)[1], "unknown")
    inner = os.path.splitext(name.removesuffix(_PACKED))[1]
    kind = "jsonl" if inner == ".json" else _KINDS.get(inner, "unknown")
    return kind if kind in ROWS else "unknown"


def found_files(path: str) -> Iterator[Found | Skipped | Failure]:
    """The file at `path`, or the files in the folder at `path` and below, sorted by name.

    Hidden files and side files are passed over. A folder reached twice (a link to itself, say) is read once.
    """
    if not os.path.isdir(path):
        if os.path.exists(path):
            yield Found(path, kind_of(path))
        else:
            yield Failure(path, "not_found", f"{path} does not exist: check the name and the folder")
        return
    any_read = False
    for item in _below(path, set()):
        any_read = any_read or isinstance(item, (Found, Failure))
        yield item
    if not any_read:
        yield Failure(path, "empty_folder", f"{path} holds no file that can be read; these are read: {_READ}")


def _below(folder: str, seen: set[str]) -> Iterator[Found | Skipped | Failure]:
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    try:
        names = sorted(os.listdir(folder))
    except PermissionError:
        yield Failure(folder, "no_permission", f"{folder} may not be opened: ask its owner, or copy the files")
        return
    except OSError as error:
        yield Failure(folder, "unreadable", f"{folder} cannot be listed ({error.strerror}): check the disk")
        return
    for name in names:
        path = os.path.join(folder, name)
        if name.startswith(".") or name.endswith(SIDE):
            continue
        if os.path.isdir(path):
            yield from _below(path, seen)
        elif kind_of(path) == "unknown":
            message = f"{path} was left out: its format is not read from folders; these are: {_READ}"
            yield Skipped(path, "unknown_format", message)
        else:
            yield Found(path, kind_of(path))
