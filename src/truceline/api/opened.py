"""A record file that is closed when nobody uses it any more."""

from __future__ import annotations

import weakref

from truceline.record import Store


class Opened:
    """An open store, shared by a record and those that are narrowed down from it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._finalizer = weakref.finalize(self, store.close)

    def close(self) -> None:
        """Close the file now."""
        self._finalizer()
