"""Days of dates that have their place in the calendar: days, months, years, weekdays, seasons, feasts.

A weekday is the latest one up to the publication day (the next one strictly after it, if the clause looks ahead), a
month the latest one up to the current, a day of a year not named the nearest one, as `calendar.nearest` has it, and so
are feasts. Numeric dates put the day first unless that is impossible; where both readings are possible, the interval
covers both and its precision is ``range``.
"""

from __future__ import annotations

from datetime import date

from truceline.extract import calendar
from truceline.extract import timeclasses as c
from truceline.extract.feasts import in_year
from truceline.extract.timebase import NOTHING, Frame, Meaning, direction_of, step_of, year_of
from truceline.extract.timegrammar import Reading
from truceline.extract.timewords import MONTHS, NAMED, ORDINALS, SEASONS, UNITS, WEEKDAYS
from truceline.model.values import Days


def date_value(reading: Reading, frame: Frame) -> Meaning:
    month, day = MONTHS[reading.word("month") or ""], _day_number(reading)
    year = year_of(reading, frame)
    if year is not None:
        return calendar.one_day(date(year, month, day)), None
    if frame.published is None:
        return NOTHING
    found = calendar.nearest(frame.published, month, day, future=frame.future, past=frame.past)
    return calendar.one_day(found), None


def days_value(reading: Reading, frame: Frame) -> Meaning:
    """``25 to 31 March``: from the first to the last day, both included."""
    end = date_value(reading, frame)[0]
    if end is None or end.latest is None:
        return NOTHING
    last = end.latest.replace(day=_day_number(reading, "day2"))
    return calendar.between(end.latest.replace(day=_day_number(reading)), last), None


def _day_number(reading: Reading, group: str = "day") -> int:
    return _ordinal(reading.word(group) or "")


def _ordinal(word: str) -> int:
    return ORDINALS.get(word) or int(word.rstrip("stndrh"))


def iso_value(reading: Reading, frame: Frame) -> Meaning:
    return calendar.one_day(date.fromisoformat(reading.word("iso") or "")), None


def slash_value(reading: Reading, frame: Frame) -> Meaning:
    first, second, year = (int(n) for n in (reading.word("slash") or "").replace(".", "/").split("/"))
    if year < 100:
        year += 2000 if year < 50 else 1900
    if "." in (reading.word("slash") or "") or second > 12 or first == second:
        day, month = (first, second) if second <= 12 else (second, first)
        return calendar.one_day(date(year, month, day)), None
    if first > 12:
        return calendar.one_day(date(year, second, first)), None
    return calendar.between(date(year, second, first), date(year, first, second)), None


def month_value(reading: Reading, frame: Frame) -> Meaning:
    month, year, published = MONTHS[reading.word("month") or ""], year_of(reading, frame), frame.published
    if year is None:
        if published is None:
            return NOTHING
        direction = direction_of(reading)
        if direction == c.THIS:
            year = published.year
        else:
            future = step_of(reading) > 0 or (direction is None and frame.future)
            year = calendar.year_of_month(published, month, future=future, current=direction is None)
    return calendar.month(year, month), None


def year_value(reading: Reading, frame: Frame) -> Meaning:
    return calendar.year(int(reading.word("year") or "")), None


def decade_value(reading: Reading, frame: Frame) -> Meaning:
    return calendar.decade(int((reading.word("decade") or "")[:4])), None


def century_value(reading: Reading, frame: Frame) -> Meaning:
    """A hundred years; the 20th century are the years that begin with 19, as in TimeML."""
    first = (_ordinal(reading.word("nth") or "") - 1) * 100
    return (calendar.between(date(first, 1, 1), date(first + 99, 12, 31)) if first > 0 else None), None


def weekday_value(reading: Reading, frame: Frame) -> Meaning:
    weekday, published = WEEKDAYS[reading.word("weekday") or ""], frame.published
    direction = direction_of(reading)
    if direction in (c.PREVIOUS, c.FOLLOWING) and frame.context is not None:
        published = frame.context.earliest
    if published is None:
        return NOTHING
    if reading.has("week") and UNITS[reading.word("unit") or "day"] == "W":
        monday = calendar.week(calendar.shift(published, 7 * step_of(reading, "week"))).earliest
        assert monday is not None
        return calendar.one_day(calendar.shift(monday, weekday)), None
    if direction == c.THIS:
        return calendar.one_day(calendar.shift(published, weekday - published.weekday())), None
    if step_of(reading) > 0 or (direction is None and frame.future):
        return calendar.one_day(calendar.weekday_after(published, weekday)), None
    if step_of(reading) == 0 and direction is None and published.weekday() == weekday:
        return calendar.one_day(published), None
    return calendar.one_day(calendar.weekday_before(published, weekday)), None


def weekend_value(reading: Reading, frame: Frame) -> Meaning:
    """The Saturday and Sunday before (of this week, if it has begun), or the coming ones."""
    published, direction = frame.published, direction_of(reading)
    if published is None:
        return NOTHING
    current = calendar.weekend(published)
    if direction in (c.NEXT, c.FOLLOWING):
        return calendar.weekend(calendar.shift(published, 7 if reading.word("dir") == "next" else 0)), None
    if direction == c.THIS or (direction is None and frame.future) or (published.weekday() >= 5 and direction is None):
        return current, None
    return calendar.weekend(calendar.shift(published, -7)), None


def season_value(reading: Reading, frame: Frame) -> Meaning:
    """Northern seasons, as a range; winter is the one that begins in December of the year, or runs into it."""
    name, year, published = reading.word("season") or "", year_of(reading, frame), frame.published
    month, length = SEASONS[name]
    if year is None:
        if published is None:
            return NOTHING
        future = step_of(reading) > 0 or (not reading.has("dir") and frame.future)
        candidates = [calendar.month(y, month, length) for y in range(published.year - 2, published.year + 3)]
        return latest_or_next(candidates, published, future, reading.word("dir")), None
    return calendar.month(year, month, length), None


def quarter_value(reading: Reading, frame: Frame) -> Meaning:
    number_of = ORDINALS.get(reading.word("quarter") or "", 5)
    year = year_of(reading, frame)
    if number_of > 4:
        return NOTHING
    if year is not None:
        return calendar.quarter(year, number_of), None
    if frame.published is None:
        return NOTHING
    candidates = [calendar.quarter(y, number_of) for y in range(frame.published.year - 1, frame.published.year + 2)]
    return latest_or_next(candidates, frame.published, frame.future, None), None


def latest_or_next(candidates: list[Days], published: date, future: bool, direction: str | None) -> Days:
    """The latest period begun (for ``last``: ended) by the publication day, or the first that begins after it."""
    current = next((c for c in candidates if c.earliest and c.latest and c.earliest <= published <= c.latest), None)
    if current is not None and direction is None:
        return current
    if future:
        return next(c for c in candidates if c.earliest is not None and c.earliest > published)
    if direction == "this":
        return next(c for c in candidates if c.earliest is not None and c.earliest.year == published.year)
    ended = [c for c in candidates if c.earliest is not None and c.earliest <= published]
    if direction in ("last", "past", "previous"):
        ended = [c for c in ended if c.latest is not None and c.latest < published]
    return ended[-1]


def named_value(reading: Reading, frame: Frame) -> Meaning:
    """Feasts, seen from the publication day like any day of the year; the eve is the day before the first of them."""
    feast, year = NAMED[feast_name(reading)], year_of(reading, frame)
    if year is None and len(feast.day) == 3:
        year = feast.day[2]
    if year is not None:
        found = list(in_year(feast, year))
    elif frame.published is None:
        return NOTHING
    else:
        found = [d for y in range(frame.published.year - 2, frame.published.year + 3) for d in in_year(feast, y)]
        found = [_nearest_feast(found, frame, step_of(reading))] if found else []
    if len(found) != 1:
        return NOTHING
    return (_eve(found[0]) if reading.has("eve") else found[0]), None


def feast_name(reading: Reading) -> str:
    """The name of a feast as the word list has it."""
    return (reading.word("named") or "").replace(" '", "'").replace(" - ", "-")


def _nearest_feast(found: list[Days], frame: Frame, step: int) -> Days:
    """The feast begun last, or the coming one by the rules of `calendar.nearest`; ``last`` and ``next`` say which."""
    published = frame.published
    assert published is not None
    found = sorted(found, key=lambda d: d.earliest or date.min)
    past = [d for d in found if d.earliest is not None and d.earliest <= published]
    ahead = [d for d in found if d.earliest is not None and d.earliest > published]
    if not past or not ahead:  # thousands of years away the tables of the moon say little
        return (past or ahead)[0]
    assert past[-1].latest is not None
    assert ahead[0].earliest is not None
    since, until = published - past[-1].latest, ahead[0].earliest - published
    near = until < since and until <= (calendar.AT_ONCE if frame.past else calendar.SOON)
    coming = near or (frame.future and until <= calendar.FAR)
    return ahead[0] if step > 0 or (coming and step == 0) else past[-1]


def _eve(feast: Days) -> Days:
    """The day before a feast; where its beginning is a day off either way, so is the eve."""
    assert feast.earliest is not None
    day = calendar.shift(feast.earliest, -1)
    return calendar.one_day(day) if feast.precision == "day" else calendar.between(day, calendar.shift(day, 2))
