"""Searching the words of all reports."""

from __future__ import annotations

from typing import get_args

from truceline.errors import UsageError
from truceline.record import Store
from truceline.record.views import search
from truceline.serve.asked import Asked


def found(store: Store, asked: Asked) -> object:
    """A stretch of the documents that hold what was typed, and how many there are."""
    order = next((known for known in get_args(search.Order) if known == asked.params.get("order", "rank")), None)
    if order is None:
        raise UsageError(f"order: {asked.params['order']!r} is none of {', '.join(get_args(search.Order))}")
    offset = asked.number("offset", 0, most=10_000_000)
    return search.search(
        store, asked.params.get("q", ""), asked.filter, order, offset, asked.number("limit", 20, most=100)
    )
