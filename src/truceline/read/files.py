"""Finds the files to read: those named, and those in folders, in an order that never changes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from truceline.model.text import Failure, Skipped
from truceline.read.kinds import Kind, kind_of, what_is_read
from truceline.read.metadata import SIDE
from truceline.read.source import not_read


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; `kind` by its extension."""

    path: str
    kind: Kind


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
        yield Failure(path, "empty_folder", f"{path} holds no file that can be read; these are read: {what_is_read()}")


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
            yield not_read(path)
        else:
            yield Found(path, kind_of(path))
