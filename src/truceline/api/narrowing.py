"""The filter that keywords give: the one of `truceline.model.filters`, with values as Python has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import get_args

from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.model.rows import Review
from truceline.model.vocabulary import EVENT_TYPES, STATUSES

Words = str | Iterable[str]
_CLOSED = {"type": EVENT_TYPES, "status": STATUSES, "review": get_args(Review)}


def narrowed(wanted: Filter, given: Mapping[str, object]) -> Filter:
    """A filter with further parts; one that is given again takes the place of the earlier one.

    Raises:
        UsageError: a day is no day, a number none, or there is no such type, status or state of review.
    """
    words = {name: ",".join(_parts(name, value)) for name, value in given.items() if value is not None}
    read = Filter.of(words)
    return replace(wanted, **{name: getattr(read, name) for name in read.names})


def _parts(name: str, value: object) -> Iterable[str]:
    if isinstance(value, date):
        return (value.isoformat()[:10],)
    if isinstance(value, str) or not isinstance(value, Iterable):
        parts: tuple[str, ...] = (str(value),)
    else:
        parts = tuple(map(str, value))
    for part in parts if name in _CLOSED else ():
        if part not in _CLOSED[name]:
            near = get_close_matches(part, _CLOSED[name], 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(_CLOSED[name])}"
            raise UsageError(f"{name}={part!r}: there is none; {hint}")
    return parts
