"""Time expressions that mean something only together: a length and the day it is measured from, a noun and its year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from truceline.extract import timeclasses as c
from truceline.extract.relativevalues import moved
from truceline.extract.timebase import count_of
from truceline.extract.timegrammar import Reading
from truceline.extract.timewords import UNITS
from truceline.model.analysis import Token
from truceline.model.values import Days

_OF_YEAR = 4  # words from a month to the year of what it modifies, at most
_YEARLESS = frozenset({"season", "month", "date"})


def head(tokens: Sequence[Token], first: int, last: int) -> int:
    """The word of an expression on tokens `first:last` that hangs on the rest of the sentence."""
    inside = range(first, last)
    return next((i for i in reversed(inside) if tokens[i].head not in inside), first)


def with_year_of_noun(reading: Reading, kept: Sequence[Reading]) -> Reading:
    """A month or season with the year of the noun that it modifies: ``the spring offensive of 2005``."""
    if reading.rule not in _YEARLESS or any(map(reading.has, ("year", "year_of", "year_dir", "short", "dir"))):
        return reading
    noun = reading.tokens[head(reading.tokens, reading.first, reading.last)].head
    if not reading.last <= noun < reading.last + _OF_YEAR:
        return reading
    for other in kept:
        if other.rule == "year" and noun < other.first <= noun + _OF_YEAR:
            at = head(other.tokens, other.first, other.last)
            if other.tokens[at].head == noun and other.tokens[other.first - 1].text.lower() in ("of", "in"):
                return replace(reading, groups=reading.groups | {"year": other.groups["year"]})
    return reading


def anchor_of(tokens: Sequence[Token], first: int, last: int) -> int:
    """The word that a length is measured from (``two weeks after the raid``), -1 where it is measured from none."""
    if last >= len(tokens) or tokens[last].text.lower() not in ("after", "before"):
        return -1
    found = tokens[head(tokens, first, last)].head
    if found == last:  # the length hangs on the preposition
        found = tokens[last].head
    return found if found > last else -1


def under(tokens: Sequence[Token], index: int, top: int) -> bool:
    """Does token `index` hang on `top`, directly or not?"""
    for _ in range(len(tokens)):
        if index == top:
            return True
        index = tokens[index].head
        if index < 0:
            return False
    return False


def measured_days(reading: Reading, days: Days, side: str) -> Days | None:
    """The days that lie a length of time after or before others."""
    unit = UNITS.get(reading.word("unit") or "")
    count = (1, 1) if reading.has("one") else count_of(reading)
    if unit is None or count is None or count[0] != count[1] or reading.has("bare") or reading.has("old"):
        return None
    return moved(days, count[0] if side == c.AFTER else -count[0], unit)
