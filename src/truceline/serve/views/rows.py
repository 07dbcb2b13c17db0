"""One row of whichever table, with its cells and their passages."""

from __future__ import annotations

from truceline.errors import UsageError
from truceline.record import Store
from truceline.record.views import rows
from truceline.serve.asked import Asked


def shown(store: Store, asked: Asked) -> object:
    """The row, each cell with the passages that say it.

    Raises:
        UsageError: there is no such row.
    """
    found = rows.shown(store, asked.path["id"])
    if found is None:
        raise UsageError(f"there is no {asked.path['id']} in this record; it may have been read anew since")
    return found
