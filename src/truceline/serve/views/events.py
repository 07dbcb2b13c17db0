"""Events: the list."""

from __future__ import annotations

from functools import partial
from typing import get_args

from truceline.errors import UsageError
from truceline.record import Store
from truceline.record.views import events
from truceline.serve.asked import Asked


def listed(store: Store, asked: Asked) -> object:
    """A stretch of the happenings that meet the filter, and how many there are."""
    order = _order(asked)
    return asked.stretch(
        partial(events.count, store), lambda wanted, offset, limit: events.listed(store, wanted, order, offset, limit)
    )


def around(store: Store, asked: Asked) -> object:
    """The happenings before and after one in the list that the filter and the order of the address give."""
    return events.around(store, asked.filter, _order(asked), asked.path["id"])


def _order(asked: Asked) -> events.Order:
    orders: tuple[events.Order, ...] = get_args(events.Order)
    wanted = asked.params.get("order", "day")
    found = next((order for order in orders if order == wanted), None)
    if found is None:
        raise UsageError(f"order: {wanted!r} is none of {', '.join(orders)}")
    return found
