"""A record file that is closed when nobody uses it any more."""

from __future__ import annotations

import weakref

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

    def close(self) -> None:
        """Close the file now."""
        self._finalizer()
