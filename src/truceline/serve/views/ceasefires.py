"""Ceasefires: the list, and one as it was known on a day."""

from __future__ import annotations

from datetime import date
from functools import partial

from truceline.errors import UsageError
from truceline.follow.watching import watched as watching
from truceline.record import Store
from truceline.record.views import ceasefires
from truceline.serve.asked import Asked


def listed(store: Store, asked: Asked) -> object:
    """A stretch of the ceasefires that meet the filter, and how many there are."""
    return asked.stretch(partial(ceasefires.count, store), partial(ceasefires.listed, store))


def watched(store: Store, asked: Asked) -> object:
    """One ceasefire with everything around it, as known on the day ``on``, or by all reports.

    Raises:
        UsageError: the day is none, there is no such ceasefire, or nothing was reported of it by then.
    """
    words = asked.params.get("on", "")
    try:
        day = date.fromisoformat(words) if words else None
    except ValueError:
        raise UsageError(f"on: {words!r} is no day; write it as 2008-03-31") from None
    return watching(store, asked.path["id"], day)
