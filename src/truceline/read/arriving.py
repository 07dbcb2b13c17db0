"""Which files of some folders are new or changed since the last look, and are no longer being written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from truceline.model.text import Failure, Skipped
from truceline.read.files import Found, found_files
from truceline.read.metadata import side_path

UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart", "~")
"""Endings of names that programs give to a file until it is whole."""

Seen = tuple[tuple[int, int] | None, tuple[int, int] | None]


@dataclass(slots=True)
class Look:
    """What one look at the folders found.

    Attributes:
        ready: files that are as they were at the look before, and were not given yet as they are.
        waiting: files that changed since the look before, or are here for the first time.
        size: bytes of those that are ready.
        passed: what is left out, and folders that cannot be read, each as `found_files` says it.
    """

    ready: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    size: int = 0
    passed: list[Skipped | Failure] = field(default_factory=list)


class Arriving:
    """Looks at folders again and again; a file is given once for each state that it comes to rest in.

    A state is size and time of change, of the file and of its side file (``NAME.meta.yaml``). It must be the same at
    two looks, so that a file that is still being written waits. Nothing is opened, and no notice of the operating
    system is needed: folders on a network are watched like others.
    """

    def __init__(self, folders: Iterable[str]) -> None:
        self._folders = tuple(folders)
        self._last: dict[str, Seen] = {}
        self._given: dict[str, Seen] = {}

    def look(self) -> Look:
        """What is there now."""
        found, here = Look(), dict[str, Seen]()
        for item in self._items():
            if not isinstance(item, Found):
                found.passed.append(item)
                continue
            path, state = item.path, _state(item.path)
            if state[0] is None:
                continue  # it went between the list of names and the look
            here[path] = state
            if self._given.get(path) == state:
                continue
            if self._last.get(path) == state:
                found.ready.append(path)
                found.size += state[0][0]
            else:
                found.waiting.append(path)
        self._last = here
        if not any(isinstance(item, Failure) for item in found.passed):  # else the network may be gone for a while
            self._given = {path: state for path, state in self._given.items() if path in here}
        return found

    def given(self, paths: Iterable[str]) -> None:
        """Note that these files were read as they were at the last look; without this they are given again."""
        for path in paths:
            if path in self._last:
                self._given[path] = self._last[path]

    def _items(self) -> Iterator[Found | Skipped | Failure]:
        for folder in self._folders:
            for item in found_files(folder):
                unfinished = item.path.lower().endswith(UNFINISHED)
                empty = isinstance(item, Failure) and item.code == "empty_folder"  # not yet
                if not unfinished and not empty:
                    yield item


def _state(path: str) -> Seen:
    return _size_and_time(path), _size_and_time(side_path(path))


def _size_and_time(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
