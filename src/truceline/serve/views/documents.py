"""Documents: the list, those that are not in it, and each of them whole."""

from __future__ import annotations

from functools import partial

from truceline.errors import UsageError
from truceline.record import Store
from truceline.record.views import document, documents
from truceline.serve.asked import MOST, Asked


def listed(store: Store, asked: Asked) -> object:
    """A stretch of the documents that meet the filter, and how many there are."""
    return asked.stretch(partial(documents.count, store), partial(documents.listed, store))


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


def unread(store: Store, asked: Asked) -> object:
    """Documents that could not be read and those left out on purpose: how many, and the first of them."""
    limit = asked.number("limit", MOST)
    failed, skipped = list(store.failures()), list(store.skipped())
    return {
        "failed": {"total": len(failed), "rows": failed[:limit]},
        "skipped": {"total": len(skipped), "rows": skipped[:limit]},
    }
