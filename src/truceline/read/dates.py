"""Finds calendar dates in short texts: date lines, datelines, values of metadata.

Only full dates count, since a publication date must be a day. A numeric date that may be read in two ways
(``03/04/2008``) keeps both readings; it is used only where something else decides between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Label = Literal["published", "updated", "none"]

_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = (
    r"(?P<m>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<d>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_CLOCK = (
    r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?|\d{3,4}(?=\s?[A-Z]{3,4}\b)|\d{1,2}(?=\s?[ap]\.?m))"
    r"\s?(?:[ap]\.?m\.?)?"
    r"\s?(?:Z|\(?(?:[A-Z]{1,3}T|UTC|GMT|local time)\b\)?|[+-]\d{2}:?\d{2})?"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w-])(?P<y>(?:19|20)\d{2})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)",
        rf"\b{_MONTH}\s*{_DAY},?\s+(?P<y>(?:19|20)\d{{2}})\b",
        rf"(?<![\d,.]){_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+(?P<y>(?:19|20)\d{{2}}|'?\d{{2}})\b(?!:)",
        rf"\b{_MONTH}\s+{_DAY},?\s+(?P<y>'?\d{{2}})\b(?=\s*(?:[(\[]|--|[—–]|$))",
        r"(?<![\d/.-])(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>(?:19|20)\d{2}|\d{2})(?![\d/-])",
        r"(?<![\w-])(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\w.-])",
    )
)
_NO_YEAR = tuple(
    re.compile(pattern, re.IGNORECASE) for pattern in (rf"\b{_MONTH}\s*{_DAY}\b", rf"(?<![\d,.]){_DAY}\s{_MONTH}")
)
_WEEKDAY = re.compile(r"\b(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?)\b\.?,?", re.IGNORECASE)
_TIME = re.compile(rf"(?:\bat\s+)?(?<![\w/-])T?{_CLOCK}(?![\w/-])", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:(?:first|originally|last|article|story|date)\s+)?"
    r"(?P<word>publi(?:shed|cation date)|posted|printed|issued|filed|released?(?: date)?|dated?|created"
    r"|updated?|modified|revised|corrected)\b(?:\s+(?:on|at|date))?\s*:?",
    re.IGNORECASE,
)
_TO_DATE = re.compile(r"[\s,;:|/()\[\]–—•·*_#>-]+")
_PIVOT = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A date expression at `start:end` of the searched text, with every day that it may mean."""

    start: int
    end: int
    days: tuple[date, ...]

    @property
    def day(self) -> date | None:
        """The day, if there is only one reading."""
        return self.days[0] if len(self.days) == 1 else None


@dataclass(frozen=True, slots=True)
class DateLine:
    """A short text around a date: the date, the label before it (``Published:``), and the words left over."""

    found: Found
    label: Label
    rest: tuple[str, ...]


def full_dates(text: str) -> Iterator[Found]:
    """Full dates in `text`, pattern by pattern, the surest pattern first."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            days = _days(match.groupdict())
            if days:
                yield Found(match.start(), match.end(), days)


def same_day_without_year(text: str, day: date) -> Found | None:
    """An expression such as ``Aug. 30`` that names the month and day of `day`."""
    for pattern in _NO_YEAR:
        for match in pattern.finditer(text):
            if (_MONTHS[match["m"][:3].lower()], int(match["d"])) == (day.month, day.day):
                return Found(match.start(), match.end(), (day,))
    return None


def date_line(text: str) -> DateLine | None:
    """Reads a line that may be a date line; ``None`` if it holds no full date or is too long for one."""
    if len(text) > 160:
        return None
    found = next(full_dates(text), None)
    if found is None:
        return None
    rest = text[: found.start] + " | " + text[found.end :]
    rest = _TIME.sub(" ", _WEEKDAY.sub(" ", rest))
    label: Label = "none"
    match = _LABEL.search(rest)
    if match is not None:
        label = "updated" if match["word"][:2].lower() in ("up", "mo", "re", "co") else "published"
        label = "published" if match["word"].lower().startswith("release") else label
        rest = rest[: match.start()] + " " + rest[match.end() :]
    return DateLine(found, label, tuple(word for word in _TO_DATE.split(rest) if word and word.lower() != "on"))


def day_without_year(text: str) -> bool:
    """True if a line is nothing but a day of a month, and perhaps a weekday or a clock time: ``August 11``."""
    match = next((found for pattern in _NO_YEAR if (found := pattern.search(text))), None)
    if match is None or len(text) > 60:
        return False
    rest = _TIME.sub(" ", _WEEKDAY.sub(" ", text[: match.start()] + " | " + text[match.end() :]))
    return not any(_TO_DATE.split(rest))


def date_value(value: str) -> date | None:
    """The day that a metadata value says, or ``None`` if it says none or may be read in two ways."""
    line = date_line(value.strip())
    if line is None or line.label != "none":
        return None
    rest = [word for word in line.rest if not re.fullmatch(r"T|Z|UTC|GMT|[+-]?\d{4}", word, re.IGNORECASE)]
    return None if rest else line.found.day


def _days(parts: dict[str, str | None]) -> tuple[date, ...]:
    year = _year(parts["y"] or "")
    if parts.get("a") is not None:
        first, second = int(parts["a"] or 0), int(parts["b"] or 0)
        readings = {_day(year, first, second), _day(year, second, first)}
        return tuple(sorted(day for day in readings if day is not None))
    month = parts["m"] or ""
    number = int(month) if month.isdigit() else _MONTHS[month[:3].lower()]
    day = _day(year, number, int(parts["d"] or 0))
    return () if day is None else (day,)


def _year(digits: str) -> int:
    number = int(digits.lstrip("'"))
    if number >= 100:
        return number
    return 2000 + number if number < _PIVOT else 1900 + number


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
