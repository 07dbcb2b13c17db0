"""Days of feasts, by the calendar that each follows, whatever the year.

Feasts of the Gregorian calendar and those reckoned from Easter or in the Jewish calendar are exact. The Islamic months
begin when the moon is seen; they are reckoned here by the tabular calendar, which may be a day off, so that the
interval is a day wider at both ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.extract import calendar
from truceline.model.values import Days

_SEEN = timedelta(days=1)  # how far the sight of the moon may move an Islamic month
_HIJRA = 227_015  # proleptic Gregorian ordinal of 1 Muharram of year 1, tabular calendar
_CREATION = -1_373_427  # ordinal of 1 Tishri of year 1 of the Jewish calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Feast:
    """When a feast is: one of the calendars is given, or none if it cannot be reckoned.

    `day` is (month, day), with a year for what happened once; `nth` is (month, weekday, number) for the fourth
    Thursday of November; `easter` and `orthodox` are days after Easter Sunday, `jewish` days after the Jewish new year
    in the same Gregorian year; `hijri` are (month, day) of the Islamic year, several where the name stands for several
    feasts. `length` is its number of days.
    """

    day: Sequence[int] = ()
    nth: Sequence[int] = ()
    easter: int | None = None
    orthodox: int | None = None
    jewish: int | None = None
    hijri: Sequence[Sequence[int]] = ()
    length: int = 1

    @property
    def observed(self) -> bool:
        """True if its days hang on the sight of the moon."""
        return bool(self.hijri)


def feasts(table: Mapping[str, Mapping[str, object]]) -> dict[str, Feast]:
    """The feasts of a word list, by name."""
    return {name: Feast(**values) for name, values in table.items()}  # type: ignore[arg-type]


def in_year(feast: Feast, year: int) -> Iterator[Days]:
    """The days of a feast that begins in a Gregorian year; an Islamic one may begin twice or not at all."""
    for first in _first_days(feast, year):
        last = first + timedelta(days=feast.length - 1)
        if feast.observed:
            yield calendar.between(first - _SEEN, last + _SEEN)
        elif feast.length == 1:
            yield calendar.one_day(first)
        else:
            yield calendar.between(first, last)


def _first_days(feast: Feast, year: int) -> Iterator[date]:
    if len(feast.day) == 3:
        yield date(feast.day[2], feast.day[0], feast.day[1])
    elif feast.day:
        yield date(year, feast.day[0], feast.day[1])
    elif feast.nth:
        month, weekday, number = feast.nth
        yield calendar.shift(
            calendar.weekday_after(calendar.shift(date(year, month, 1), -1), weekday), 7 * (number - 1)
        )
    elif feast.easter is not None:
        yield calendar.shift(easter(year), feast.easter)
    elif feast.orthodox is not None:
        yield calendar.shift(orthodox_easter(year), feast.orthodox)
    elif feast.jewish is not None:
        yield calendar.shift(jewish_new_year(year), feast.jewish)
    for month, day in feast.hijri:
        about = (year - 622) * 33 // 32
        days = (hijri_day(number, month, day) for number in range(about - 1, about + 3))
        yield from (found for found in days if found.year == year)


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, odd = divmod(century, 4)
    moved = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moved + 15) % 30
    fourth, over = divmod(rest, 4)
    to_sunday = (32 + 2 * odd + 2 * fourth - epact - over) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches (Meeus): reckoned in the Julian, given in the Gregorian calendar."""
    moon = (19 * (year % 19) + 15) % 30
    to_sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + to_sunday + 114, 31)
    return calendar.shift(date(year, month, day + 1), year // 100 - year // 400 - 2)


def hijri_day(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar: eleven leap years in thirty, months of thirty and twenty-nine days."""
    days = 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return date.fromordinal(_HIJRA + days)


def jewish_new_year(year: int) -> date:
    """1 Tishri, which lies in the autumn of a Gregorian year (Reingold and Dershowitz)."""
    number = year + 3761
    before, here, after = (_elapsed(n) for n in (number - 1, number, number + 1))
    moved = 2 if after - here == 356 else int(here - before == 382)
    return date.fromordinal(_CREATION + here + moved)


def _elapsed(number: int) -> int:
    """Days from the first new year to the mean new moon of another, moved where the week forbids it."""
    months = (235 * number - 234) // 19
    day = 29 * months + (12_084 + 13_753 * months) // 25_920
    return day + (3 * (day + 1) % 7 < 3)
