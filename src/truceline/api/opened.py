"""A record file that is closed when nobody uses it any more."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from pathlib import Path

from truceline.errors import StoreError
from truceline.record import Store


class Opened:
    """An open store, shared by a record and those that are narrowed down from it."""

    def __init__(self, store: Store) -> None:
        self._store, self.path = store, store.path
        self._finalizer = weakref.finalize(self, store.close)

    @property
    def store(self) -> Store:
        """The store.

        Raises:
            StoreError: it was closed.
        """
        if not self._finalizer.alive:
            raise StoreError(f"{self.path}: this record was closed; open it again")
        return self._store

    def __reduce__(self) -> tuple[Callable[[Path], Opened], tuple[Path]]:
        """A record that goes to another process is opened there anew."""
        return _again, (self.path.absolute(),)

    def close(self) -> None:
        """Close the file now."""
        self._finalizer()


def _again(path: Path) -> Opened:
    return Opened(Store.open(path))
