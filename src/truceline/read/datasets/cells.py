"""Cells of a dataset as values; what is wrong is said in words that name the column."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date

Cells = Mapping[str, str]
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_WORDS = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: .*)?")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MOST = 10**9
_YEARS = range(1000, 3000)  # others are slips, and days around them run off the calendar


class BadCell(ValueError):
    """A cell that its column cannot have."""


def text(cells: Cells, *names: str) -> str:
    """The first of these columns that is there and filled."""
    return next((cells[name].strip() for name in names if cells.get(name, "").strip()), "")


def needed(cells: Cells, *names: str) -> str:
    """The same for what must be filled.

    Raises:
        BadCell: none is.
    """
    found = text(cells, *names)
    if not found:
        raise BadCell(f"{names[0]} is empty")
    return found


def number(cells: Cells, *names: str) -> int | None:
    """A whole number; ``None`` for an empty cell and for -1, which stands for "not recorded".

    Raises:
        BadCell: it is no whole number, or less than -1.
    """
    words = text(cells, *names)
    if not words or words in ("NA", "NULL"):
        return None
    try:
        value = float(words)
    except ValueError:
        value = math.nan
    if not value.is_integer() or not -1 <= value <= _MOST:
        raise BadCell(f"{names[0]} is {words[:40]!r}, which is no whole number from 0 to {_MOST}")
    return None if value < 0 else int(value)


def degrees(cells: Cells, name: str, most: float) -> float | None:
    """A coordinate; a comma may stand for the point.

    Raises:
        BadCell: it is none, or not on the globe.
    """
    words = text(cells, name)
    if not words or words in ("NA", "NULL"):
        return None
    try:
        value = float(words.replace(",", "."))
    except ValueError:
        value = math.nan
    if not -most <= value <= most:
        raise BadCell(f"{name} is {words[:40]!r}, which is no coordinate")
    return value


def day(cells: Cells, *names: str) -> date:
    """A day: ``2008-03-26`` with or without a time, ``26 March 2008``, or with slashes where only one reading is right.

    Raises:
        BadCell: it is none, or may be two.
    """
    words = needed(cells, *names)
    found = None
    if match := _ISO.fullmatch(words):
        found = _date(int(match[1]), int(match[2]), int(match[3]))
    elif (match := _WORDS.fullmatch(words)) and match[2][:3].lower() in _MONTHS:
        found = _date(int(match[3]), _MONTHS.index(match[2][:3].lower()) + 1, int(match[1]))
    elif match := _SLASHED.fullmatch(words):
        one, two, year = int(match[1]), int(match[2]), int(match[3])
        both = {d for d in (_date(year, two, one), _date(year, one, two)) if d is not None}
        if len(both) == 2:
            raise BadCell(f"{names[0]} is {words!r}, which may be two days; write days as 2008-03-26")
        found = next(iter(both), None)
    if found is None:
        raise BadCell(f"{names[0]} is {words[:40]!r}, which is no day; write days as 2008-03-26")
    return found


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def several(words: str) -> tuple[str, ...]:
    """A list that is parted by semicolons."""
    return tuple(part for part in (part.strip() for part in words.split(";")) if part)
