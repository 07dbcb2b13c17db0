"""Documents: the list, and each of them whole."""

from __future__ import annotations

from truceline.errors import UsageError
from truceline.record import Store
from truceline.record.views import document, documents
from truceline.serve.asked import Asked


def listed(store: Store, asked: Asked) -> object:
    """A stretch of the documents that meet the filter, and how many there are."""
    offset = asked.number("offset", 0, most=10_000_000)
    return {
        "total": documents.count(store, asked.filter),
        "offset": offset,
        "rows": documents.listed(store, asked.filter, offset, asked.number("limit", 50)),
    }


def shown(store: Store, asked: Asked) -> object:
    """A document with its text and everything that was read in it.

    Raises:
        UsageError: there is no such document.
    """
    found = document.whole(store, asked.path["id"])
    if found is None:
        raise UsageError(f"there is no document {asked.path['id']} in this record")
    return found


def neighbours(store: Store, asked: Asked) -> object:
    """The documents before and after one, among those that meet the filter."""
    return documents.neighbours(store, asked.filter, asked.path["id"])
