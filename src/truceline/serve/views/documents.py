"""Documents: the list."""

from __future__ import annotations

from truceline.record import Store
from truceline.record.views import documents
from truceline.serve.asked import Asked


def listed(store: Store, asked: Asked) -> object:
    """A stretch of the documents that meet the filter, and how many there are."""
    offset = asked.number("offset", 0, most=10_000_000)
    return {
        "total": documents.count(store, asked.filter),
        "offset": offset,
        "rows": documents.listed(store, asked.filter, offset, asked.number("limit", 50)),
    }
