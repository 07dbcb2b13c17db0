"""Days of counted parts of a period (``the first week of March``, ``the second half of 2007``), the week of a day."""

from __future__ import annotations

from datetime import date

from truceline.extract import calendar
from truceline.extract import timeclasses as c
from truceline.extract.datevalues import date_value, feast_name, month_value, named_value
from truceline.extract.numbers import number
from truceline.extract.relativevalues import period_value
from truceline.extract.timebase import NOTHING, Frame, Meaning, direction_of
from truceline.extract.timegrammar import Reading
from truceline.extract.timewords import NAMED, ORDINALS, UNITS
from truceline.model.values import Days


def week_of_value(reading: Reading, frame: Frame) -> Meaning:
    """The week, or the weekend, in which a day lies."""
    day = date_value(reading, frame)[0]
    if day is None or day.earliest is None:
        return NOTHING
    word = reading.word("part") or ""
    if word.startswith("week") and word != "week":
        return calendar.weekend(day.earliest), None
    return (calendar.week(day.earliest) if word == "week" else None), None


def part_of_value(reading: Reading, frame: Frame) -> Meaning:
    """Weeks of a month or a year are counted in sevens from its first day, the last ones back from its last."""
    whole = _whole(reading, frame)
    if whole is None or whole.earliest is None or whole.latest is None:
        return NOTHING
    nth = _nth(reading)
    count = number([reading.word("num") or "one"], 0)
    if reading.word("part") == "half":
        return _half(whole, nth), None
    unit = UNITS[reading.word("part", "units") or ""]
    if count is None or nth == 0 or (nth > 1 and count[0] > 1):
        return NOTHING
    if reading.has("named") and NAMED[feast_name(reading)].observed:
        days = _counted(calendar.shift(whole.earliest, 1), calendar.shift(whole.latest, -1), nth, count[0], unit)
        if days is not None and days.earliest is not None and days.latest is not None:
            days = calendar.between(calendar.shift(days.earliest, -1), calendar.shift(days.latest, 1))
    else:
        days = _counted(whole.earliest, whole.latest, nth, count[0], unit)
    return days, calendar.iso(count[0], unit) if reading.has("num") else None


def _nth(reading: Reading) -> int:
    """The place of the part, -1 for the last, 0 for none that is known."""
    word = reading.word("nth") or ""
    if direction_of(reading, "nth") == c.LAST:
        return -1 if word == "last" else 0
    return ORDINALS.get(word) or int(word.rstrip("stndrh"))


def _whole(reading: Reading, frame: Frame) -> Days | None:
    if reading.has("month"):
        return month_value(reading, frame)[0]
    if reading.has("named"):
        return named_value(reading, frame)[0]
    if reading.has("whole_year"):
        return calendar.year(int(reading.word("whole_year") or ""))
    return period_value(reading, frame)[0]


def _half(whole: Days, nth: int) -> Days | None:
    assert whole.earliest is not None
    assert whole.latest is not None
    if nth not in (-1, 1, 2):
        return None
    if whole.precision == "year":
        return calendar.month(whole.earliest.year, 1 if nth == 1 else 7, 6)
    middle = calendar.shift(whole.earliest, (whole.latest - whole.earliest).days // 2)
    return calendar.between(*((whole.earliest, middle) if nth == 1 else (calendar.shift(middle, 1), whole.latest)))


def _counted(first: date, last: date, nth: int, count: int, unit: str) -> Days | None:
    if unit == "M":
        begin = calendar.months_from(first, nth - 1) if nth > 0 else calendar.months_from(last, 1 - count)
        found = calendar.month(begin.year, begin.month, count)
    elif unit in ("D", "W"):
        size = count * (7 if unit == "W" else 1)
        begin = calendar.shift(first, (nth - 1) * size) if nth > 0 else calendar.shift(last, 1 - size)
        end = calendar.shift(begin, size - 1)
        found = calendar.one_day(begin) if size == 1 else calendar.between(begin, end)
    else:
        return None
    inside = (
        found.earliest is not None and found.latest is not None and first <= found.earliest and found.latest <= last
    )
    return found if inside else None
