"""Arithmetic of days: the intervals that months, weeks, seasons and parts of them stand for.

Weeks begin on Monday. Functions may raise `ValueError` or `OverflowError` for dates outside the calendar; the resolver
catches both and abstains.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from truceline.model.values import DatePrecision, Days

Edge = Literal["early", "mid", "late"]
ONE = timedelta(days=1)
SOON = timedelta(days=120)
FAR = timedelta(days=240)
AT_ONCE = timedelta(days=2)


def shift(day: date, days: int) -> date:
    """The day `days` later (earlier, if negative)."""
    return day + timedelta(days=days)


def one_day(day: date) -> Days:
    """Exactly this day."""
    return Days(day, day, "day")


def between(earliest: date, latest: date, precision: DatePrecision = "range") -> Days:
    """The interval between two days; they are put in order."""
    return Days(min(earliest, latest), max(earliest, latest), precision)


def months_from(day: date, months: int) -> date:
    """The first day of the month that lies `months` after the month of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def month(year: int, number: int, length: int = 1) -> Days:
    """A month, or `length` months from there (then as a range)."""
    first = date(year, number, 1)
    last = months_from(first, length) - ONE if (year, number) != (9999, 12) else date(9999, 12, 31)
    return Days(first, last, "month" if length == 1 else "range")


def year(number: int) -> Days:
    """A calendar year."""
    return Days(date(number, 1, 1), date(number, 12, 31), "year")


def decade(number: int) -> Days:
    """Ten years from `number` on (1990: the 1990s)."""
    return Days(date(number, 1, 1), date(number + 9, 12, 31), "range")


def week(day: date) -> Days:
    """The week, Monday to Sunday, that `day` lies in."""
    monday = shift(day, -day.weekday())
    return Days(monday, shift(monday, 6), "week")


def weekend(day: date) -> Days:
    """The Saturday and Sunday of the week that `day` lies in."""
    saturday = shift(day, 5 - day.weekday())
    return Days(saturday, shift(saturday, 1), "range")


def quarter(year_number: int, number: int) -> Days:
    """A quarter of a calendar year."""
    return month(year_number, 3 * number - 2, 3)


def quarter_of(day: date) -> Days:
    """The quarter of the year that `day` lies in."""
    return quarter(day.year, (day.month + 2) // 3)


def is_quarter(days: Days) -> bool:
    """True for the days of exactly one quarter of a year."""
    return days.precision == "range" and days.earliest is not None and days == quarter_of(days.earliest)


def weekday_before(day: date, weekday: int) -> date:
    """The latest such weekday strictly before `day`."""
    return shift(day, -((day.weekday() - weekday - 1) % 7 + 1))


def weekday_after(day: date, weekday: int) -> date:
    """The first such weekday strictly after `day`."""
    return shift(day, (weekday - day.weekday() - 1) % 7 + 1)


def year_of_month(published: date, number: int, *, future: bool, current: bool = True) -> int:
    """The year of the latest such month, or of the coming one.

    Args:
        published: the publication day.
        number: the month.
        future: take the coming month instead.
        current: whether the month of publication itself may be meant.
    """
    if number == published.month and current:
        return published.year
    if future:
        return published.year + (number <= published.month)
    return published.year - (number >= published.month)


def nearest(published: date, month_number: int, day_number: int, *, future: bool, past: bool = False) -> date:
    """The day of a year that is not named: the latest one, or the coming one if it is nearer and at most `SOON` away.

    News dates further ahead name the year or say ``next``; with `future` the coming one may be `FAR` away, or later in
    the same year; with `past` it is the coming one only `AT_ONCE`, as reports are dated by clocks of several zones.
    """
    found = []
    for number in range(published.year - 8, published.year + 9):
        try:
            found.append(date(number, month_number, day_number))
        except ValueError:
            continue
    gone = [day for day in found if day <= published]
    ahead = [day for day in found if day >= published]
    if not gone or not ahead:
        raise ValueError(f"no day {day_number} in month {month_number} near {published}")
    distance = ahead[0] - published
    near = distance <= (AT_ONCE if past else SOON) and distance < published - gone[-1]
    later = distance <= FAR or ahead[0].year == published.year
    return ahead[0] if near or (future and later) else gone[-1]


def part(days: Days, edge: Edge) -> Days:
    """The early, middle or late third of an interval, as a range.

    Months are cut after the 10th and the 20th, years after April and August, decades after years 3 and 6, other
    intervals into equal thirds.
    """
    first, last = days.earliest, days.latest
    if first is None or last is None:
        return days
    if days.precision == "month":
        cuts = (first.replace(day=11), first.replace(day=21))
    elif days.precision == "year":
        cuts = (first.replace(month=5), first.replace(month=9))
    elif (last - first).days > 3000:
        cuts = (first.replace(year=first.year + 4), first.replace(year=first.year + 7))
    else:
        length = (last - first).days + 1
        cuts = (shift(first, max(1, round(length / 3))), shift(first, max(1, round(2 * length / 3))))
    bounds = {
        "early": (first, cuts[0] - ONE),
        "mid": (cuts[0], max(cuts[0], cuts[1] - ONE)),
        "late": (min(cuts[1], last), last),
    }
    return between(*bounds[edge])


def ago(published: date, number: int, unit: str) -> Days | None:
    """The period that lies `number` units before (after, if negative) the day.

    As precise as the unit: days give a day, weeks the week around the day reached, months and years the calendar
    month and year; hours and minutes give the days that they may reach.
    """
    count, letter = _factor(unit)
    steps = number * count
    if letter in ("TH", "TM"):
        days = -(-abs(steps) // (24 if letter == "TH" else 1440))
        other = (
            shift(published, -days if steps > 0 else days) if abs(steps) > (6 if letter == "TH" else 360) else published
        )
        return one_day(published) if other == published else between(other, published)
    if letter == "D":
        return one_day(shift(published, -steps))
    if letter == "W":
        return week(shift(published, -7 * steps))
    if letter == "M":
        first = months_from(published, -steps)
        return month(first.year, first.month)
    return year(published.year - steps)


def rolling(published: date, number: int, unit: str, *, future: bool) -> Days:
    """The last (or next) `number` units up to (from) the publication day, both ends included."""
    count, letter = _factor(unit)
    steps = number * count * (1 if future else -1)
    if letter in ("M", "Y"):
        index = published.year * 12 + published.month - 1 + steps * (12 if letter == "Y" else 1)
        target = date(index // 12, index % 12 + 1, 1)
        end = month(target.year, target.month).latest
        assert end is not None
        return between(published, target.replace(day=min(published.day, end.day)))
    per_day = {"D": 1, "W": 7}.get(letter)
    if per_day is not None:
        return between(published, shift(published, steps * per_day))
    days = -(-abs(steps) // (24 if letter == "TH" else 1440))
    return between(published, shift(published, days if future else -days))


def iso(number: int, unit: str) -> str:
    """ISO 8601 duration: ``iso(72, "TH")`` is ``PT72H``."""
    count, letter = _factor(unit)
    return f"PT{number * count}{letter[1]}" if letter[0] == "T" else f"P{number * count}{letter}"


def _factor(unit: str) -> tuple[int, str]:
    """``10Y`` -> 10, ``Y``."""
    digits = unit.rstrip("TYMWDH")
    return int(digits or 1), unit[len(digits) :]
