"""Days from one time expression to another: ``from Monday to Wednesday``, ``25 March to 2 April``, ``2003-2005``."""

from __future__ import annotations

from dataclasses import replace

from truceline.extract import calendar
from truceline.extract.timebase import Frame, count_of, year_of
from truceline.extract.timegrammar import Reading
from truceline.extract.timevalues import value
from truceline.extract.timewords import MONTHS, UNITS, WEEKDAYS
from truceline.model.values import Days

_KINDS = frozenset({"date", "month", "year", "weekday", "iso", "slash"})


def rangeable(first: Reading, last: Reading) -> bool:
    """Are both of one kind that has a beginning and an end?"""
    return first.rule == last.rule and first.rule in _KINDS


def across(first: Reading, last: Reading, frame: Frame) -> Days | None:
    """Days between times of any kind (``from late 2007 until last month``), if both are known and in that order."""
    start, end = value(first, replace(frame, future=False)).days, value(last, frame).days
    if start is None or end is None or start.earliest is None or end.latest is None or end.earliest is None:
        return None
    return calendar.between(start.earliest, end.latest) if start.earliest <= end.earliest else None


def leading_to(length: Reading, last: Reading, frame: Frame) -> Days | None:
    """``the 24 hours to Monday``: the days of a length of time that ends with a day; ``None`` for anything else."""
    end = value(last, frame).days
    count = count_of(length) if length.rule == "length" and length.has("num") else None
    if count is None or count[0] != count[1] or end is None or end.latest is None or end.precision != "day":
        return None
    try:
        return calendar.rolling(end.latest, count[0], UNITS[length.word("unit") or ""], future=False)
    except (ValueError, OverflowError):
        return None


def from_to(first: Reading, last: Reading, frame: Frame) -> Days | None:
    """All days from the first to the last expression, both included; ``None`` if they cannot be resolved.

    The year and the week that only one of them names hold for both: the beginning is the latest one before the end
    (for weekdays ahead, the end is the first one after the beginning).
    """
    try:
        return _from_to(first, last, frame)
    except (ValueError, OverflowError):
        return None


def _from_to(first: Reading, last: Reading, frame: Frame) -> Days | None:
    if first.rule == "weekday" and frame.future:
        start = value(first, frame).days
        if start is None or start.latest is None:
            return None
        return calendar.between(
            start.latest, calendar.weekday_after(start.latest, WEEKDAYS[last.word("weekday") or ""])
        )
    end = value(last, frame).days
    if end is None or end.latest is None:
        return None
    start = _start(first, frame, end)
    if start is None or start.earliest is None:
        return None
    return calendar.between(start.earliest, end.latest)


def _start(reading: Reading, frame: Frame, end: Days) -> Days | None:
    """The latest day or month that the words may mean before the end of a range."""
    if end.latest is None or year_of(reading, frame) is not None or reading.rule in ("year", "iso", "slash"):
        return value(reading, frame).days
    if reading.rule == "weekday":
        return calendar.one_day(calendar.weekday_before(end.latest, WEEKDAYS[reading.word("weekday") or ""]))
    if reading.rule == "month":
        month = MONTHS[reading.word("month") or ""]
        return calendar.month(end.latest.year - (month > end.latest.month), month)
    start = value(reading, replace(frame, published=end.latest, future=False)).days
    if start is not None and start.earliest is not None and start.earliest > end.latest:
        return calendar.one_day(start.earliest.replace(year=start.earliest.year - 1))
    return start
