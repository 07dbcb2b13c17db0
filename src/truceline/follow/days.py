"""Arithmetic of uncertain days."""

from __future__ import annotations

from datetime import date, timedelta

from truceline.follow.lives import When
from truceline.model.values import DatePrecision

DAY = timedelta(days=1)


def told_on(
    earliest: date | None, latest: date | None, precision: DatePrecision | None, published: date | None, news_days: int,
    *, fresh: bool,
) -> When:  # fmt: skip
    """When something happened, by the words of a report or by how news is told.

    Args:
        earliest: first day by the words, ``None`` where they give none.
        latest: last day; where the words give none, the day of the report.
        precision: of the words.
        published: day of the report.
        news_days: how old what a report tells as news may be.
        fresh: told as news, in the present tense; what is told as background may be of any age.
    """
    if earliest is not None or (latest is not None and latest != published):
        return When(earliest=earliest, latest=latest, precision=precision or "unknown")
    last = latest or published
    if last is None:
        return When(earliest=None, latest=None, precision="unknown", inferred=True)
    if not fresh:
        return When(earliest=None, latest=last, precision="before", inferred=True)
    return When(earliest=last - news_days * DAY, latest=last, precision="before", inferred=True)


def may_meet(one: When, other: When, slack: int = 0) -> bool:
    """True unless the two are certainly apart by more than `slack` days."""
    return not (_before(one, other, slack) or _before(other, one, slack))


def _before(one: When, other: When, slack: int) -> bool:
    return one.latest is not None and other.earliest is not None and (other.earliest - one.latest).days > slack


def narrowed(one: When, other: When) -> When:
    """The days that both allow; words go before what was inferred, and where they share no day the first stands."""
    if one.inferred != other.inferred:
        return other if one.inferred else one
    if not may_meet(one, other):
        return one
    earliest = max((d for d in (one.earliest, other.earliest) if d is not None), default=None)
    latest = min((d for d in (one.latest, other.latest) if d is not None), default=None)
    if (earliest, latest) == (one.earliest, one.latest):
        return one
    if (earliest, latest) == (other.earliest, other.latest):
        return other
    precision: DatePrecision = "day" if earliest == latest else "range"
    return When(earliest=earliest, latest=latest, precision=precision, inferred=one.inferred)


def width(when: When) -> int | None:
    """Number of days, ``None`` if an end is open."""
    if when.earliest is None or when.latest is None:
        return None
    return (when.latest - when.earliest).days + 1


def span(start: When, end: When) -> tuple[int | None, int | None]:
    """Fewest and most whole days from one to the other; ``None`` where the dates set no bound. Never below zero."""
    least = None if start.latest is None or end.earliest is None else max(0, (end.earliest - start.latest).days)
    most = None if start.earliest is None or end.latest is None else max(0, (end.latest - start.earliest).days)
    return least, most
