"""What the resolvers of time expressions share: the frame they see from, and how they read directions and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from truceline.extract import calendar
from truceline.extract import timeclasses as c
from truceline.extract.numbers import lexicon, number
from truceline.extract.timegrammar import Reading
from truceline.extract.timewords import EDGES, UNITS, classes
from truceline.model.text import Span
from truceline.model.values import Days


@dataclass(frozen=True, slots=True)
class Frame:
    """From where words are seen: publication day, days named before, and whether the clause looks ahead or back.

    `named_by` are the words that name the days before. `year` is the one named last, for ``that year``. `quarter` is
    the first quarter of a year that the document names: what a report of business compares with others. `past` is a
    clause that tells what happened on a day; where neither it nor `future` is set the clause does not say.
    """

    published: date | None
    context: Days | None = None
    named_by: Span | None = None
    year: int | None = None
    quarter: Days | None = None
    future: bool = False
    past: bool = False


Meaning = tuple[Days | None, str | None]
NOTHING: Meaning = (None, None)


def direction_of(reading: Reading, group: str = "dir") -> str | None:
    """Class of the word that gives the direction (``last``, ``next``)."""
    if not reading.has(group):
        return None
    first, last = reading.groups[group]
    return classes(reading.tokens[first:last], trusted=True)


def step_of(reading: Reading, group: str = "dir") -> int:
    """-1 for ``last``, ``previous``; 1 for ``next``, ``following``; 0 for ``this``, ``same``."""
    return {c.LAST: -1, c.PREVIOUS: -1, c.NEXT: 1, c.FOLLOWING: 1}.get(direction_of(reading, group) or "", 0)


def year_of(reading: Reading, frame: Frame) -> int | None:
    """The year that the words themselves give: ``2008``, ``last year``, ``89``."""
    word = reading.word("year", "year_of")
    if word is not None:
        return int(word)
    short = reading.word("short")
    if short is not None:
        return 1900 + int(short) if short.isdigit() and 32 <= int(short) <= 99 else None
    if reading.has("year_dir") and UNITS[reading.word("unit") or "day"] == "Y":
        if direction_of(reading, "year_dir") == c.SAME:
            return frame.year
        return None if frame.published is None else frame.published.year + step_of(reading, "year_dir")
    return None


def cut(days: Days, reading: Reading, published: date | None) -> Days:
    """The part of a period that the words single out: ``early``, ``mid``, ``late``, ``earlier this``, ``later this``.

    ``Earlier`` ends with the publication day, ``later`` begins with it. Days are never cut.
    """
    word = reading.word("edge", "edge_of") or _prefix(reading)
    if word is None or days.precision == "day":
        return days
    if word in EDGES:
        return calendar.part(days, cast(calendar.Edge, EDGES[word]))
    if published is None or days.earliest is None or days.latest is None:
        return days
    if not days.earliest <= published <= days.latest:
        return days
    return calendar.between(*((days.earliest, published) if word == "earlier" else (published, days.latest)))


def _prefix(reading: Reading) -> str | None:
    """``mid`` in ``mid-March``, ``mid-1996``, which is one token."""
    for group in ("month", "year", "decade"):
        if reading.has(group) and reading.tokens[reading.groups[group][0]].text.lower().startswith("mid-"):
            return "mid"
    return None


def count_of(reading: Reading) -> tuple[int, int] | None:
    """Lowest and highest number of units that the words may mean."""
    words = (reading.word("num") or "one").split()
    if words[0] in ("a", "an") and len(words) > 1:
        words = words[1:]
    exact = number(words, 0)
    if exact is not None:
        return (exact[0], exact[0]) if exact[1] == len(words) else None
    if words[0] == "couple":
        return lexicon()["couple"]["low"], lexicon()["couple"]["high"]
    interval = lexicon()["vague"].get(words[0], {}).get("interval", [])
    return (interval[0], interval[1]) if len(interval) == 2 else None
