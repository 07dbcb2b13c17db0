"""Days and lengths of expressions that count from somewhere: from the publication day or from days named before.

Nothing relative has days without a publication date; ``the next day`` needs the days that it follows.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from truceline.extract import calendar
from truceline.extract import timeclasses as c
from truceline.extract.datevalues import weekday_value
from truceline.extract.timebase import NOTHING, Frame, Meaning, count_of, direction_of, step_of
from truceline.extract.timegrammar import Reading
from truceline.extract.timewords import ADJECTIVES, POINTING, UNITS
from truceline.model.values import Days


def today_value(reading: Reading, frame: Frame) -> Meaning:
    if frame.published is None:
        return NOTHING
    step = {"today": 0, "yesterday": -1, "tomorrow": 1}[reading.word("today") or ""]
    return calendar.one_day(calendar.shift(frame.published, step)), None


def beside_value(reading: Reading, frame: Frame) -> Meaning:
    """``the day before`` and ``the week after`` another time; ``the day before yesterday``."""
    unit = UNITS[reading.word("unit") or ""]
    sign = -1 if reading.word("side") == "before" else 1
    if reading.has("today"):
        base = today_value(reading, frame)[0]
        return (None if base is None else moved(base, sign, unit)), None
    words = reading.tokens[reading.last : reading.last + 1]
    if (words and words[0].upos not in ("PUNCT", "CCONJ", "VERB", "AUX", "ADV", "ADP", "")) or frame.context is None:
        return NOTHING
    return moved(frame.context, sign, unit), None


def moved(base: Days, steps: int, unit: str) -> Days | None:
    """The period `steps` units after (before) the days `base`."""
    anchor = base.latest if steps > 0 else base.earliest
    if anchor is None:
        return None
    if unit in ("TH", "TM"):
        return base
    return calendar.ago(anchor, -steps, unit)


def night_value(reading: Reading, frame: Frame) -> Meaning:
    """``tonight``, ``overnight``, ``this morning``, ``last night``, ``the following night``."""
    direction = direction_of(reading)
    if direction in (None, c.THIS, c.LAST):
        if frame.published is None:
            return NOTHING
        if reading.has("weekday"):
            return _night_of(weekday_value(reading, frame)[0], frame.published, ended=reading.has("into")), None
        if reading.word("night") == "overnight":
            return calendar.between(calendar.shift(frame.published, -1), frame.published), None
        return calendar.one_day(calendar.shift(frame.published, -1 if direction == c.LAST else 0)), None
    return (None if frame.context is None else _beside_context(frame.context, step_of(reading))), None


def _night_of(days: Days | None, published: date, *, ended: bool) -> Days | None:
    """The night that a day begins, or ends (``overnight into Monday``); that of the publication day is over, too."""
    if days is None or days.earliest is None:
        return None
    first = calendar.shift(days.earliest, -1) if ended or days.earliest == published else days.earliest
    return calendar.between(first, calendar.shift(first, 1))


def _beside_context(context: Days, step: int) -> Days | None:
    return context if step == 0 else moved(context, step, "D")


def period_value(reading: Reading, frame: Frame) -> Meaning:
    """``last week``, ``the past week``, ``later this month``, ``the following day``, ``the end of the year``."""
    unit = UNITS[reading.word("unit", "unit2") or ""]
    direction = direction_of(reading) or c.THIS
    step = {c.LAST: -1, c.PREVIOUS: -1, c.NEXT: 1, c.FOLLOWING: 1}.get(direction, 0)
    if direction == c.SAME and unit == "Y" and frame.year is not None:
        return calendar.year(frame.year), None
    if direction not in (c.LAST, c.THIS, c.NEXT) or (unit == "D" and reading.has("the") and direction == c.NEXT):
        return (None if frame.context is None else _around(frame.context, step, unit)), None
    if frame.published is None or (unit == "D" and not reading.has("dir")):
        return NOTHING
    if _is_rolling(reading, direction) or unit[0] == "T":
        days, duration = calendar.rolling(frame.published, 1, unit, future=step > 0), calendar.iso(1, unit)
        return (days, duration) if step else (calendar.one_day(frame.published), None)
    return _calendar_unit(frame.published, step, unit), None


def _is_rolling(reading: Reading, direction: str) -> bool:
    """Counted back from today (``the past week``), not the calendar's unit (``last week``)?"""
    return reading.word("dir") in ("past", "coming") or (reading.has("the") and direction in (c.LAST, c.NEXT))


def _around(context: Days, step: int, unit: str) -> Days | None:
    """The unit of the calendar in which the context lies, or the one before or after it."""
    anchor = context.latest if step > 0 else context.earliest
    if anchor is None or unit[0] == "T":
        return None
    if step == 0 and unit == "D" and context.earliest != context.latest:
        return None
    return _calendar_unit(anchor, step, unit)


def _calendar_unit(day: date, step: int, unit: str) -> Days:
    if unit == "10Y":
        return calendar.decade((day.year // 10 + step) * 10)
    if unit == "100Y":
        first = (day.year // 100 + step) * 100
        return calendar.between(date(first, 1, 1), date(first + 99, 12, 31))
    found = calendar.ago(day, -step, "W" if unit == "2W" else unit)
    assert found is not None
    return found


def told_quarter_value(reading: Reading, frame: Frame) -> Meaning:
    """``the quarter`` that was named before, ``the latest quarter`` else the last one that ended; ``last quarter``."""
    if frame.published is None:
        return NOTHING
    current, direction = calendar.quarter_of(frame.published), direction_of(reading)
    if direction in (c.LAST, c.NEXT) or reading.word("dir") == "current":
        return _quarters_on(current, step_of(reading)), None
    if direction in (c.PREVIOUS, c.FOLLOWING):
        return (None if frame.quarter is None else _quarters_on(frame.quarter, step_of(reading))), None
    if frame.quarter is not None:
        return frame.quarter, None
    return (current if direction == c.THIS else _quarters_on(current, -1)), None


def _quarters_on(days: Days, steps: int) -> Days:
    assert days.earliest is not None
    return calendar.quarter_of(calendar.months_from(days.earliest, 3 * steps))


def rolling_value(reading: Reading, frame: Frame) -> Meaning:
    """``the past two weeks``: up to the publication day; a vague number gives its widest interval."""
    count, unit = count_of(reading), UNITS[reading.word("unit") or ""]
    duration = calendar.iso(count[0], unit) if count is not None and count[0] == count[1] else None
    if frame.published is None:
        return None, duration
    future = step_of(reading) > 0
    if count is None:
        return _open(frame.published, future=future), None
    if direction_of(reading) in (c.PREVIOUS, c.FOLLOWING):
        return None, duration
    return calendar.rolling(frame.published, count[1], unit, future=future), duration


def _open(published: date, *, future: bool) -> Days:
    return Days(published, None, "range") if future else Days(None, published, "range")


def recent_value(reading: Reading, frame: Frame) -> Meaning:
    """``recent months``, ``the coming days``: only the end at the publication day is known."""
    if frame.published is None or direction_of(reading) in (c.PREVIOUS, c.FOLLOWING):
        return NOTHING
    return _open(frame.published, future=step_of(reading) > 0 and direction_of(reading) != c.RECENT), None


def counted_value(reading: Reading, frame: Frame) -> Meaning:
    """``two days ago`` from the publication day; ``two days later`` from the context.

    Where a quarter is told of, ``a year ago`` and ``a year earlier`` are the same quarter of the year before.
    """
    unit, relation = UNITS[reading.word("unit", "unit2") or ""], reading.word("rel", "rel2") or ""
    count = None if reading.has("bare") else count_of(reading)
    if unit == "Y" and count == (1, 1) and relation in ("ago", "earlier") and frame.quarter is not None:
        return _quarters_on(frame.quarter, -4), None
    if relation in ("earlier", "later"):
        if frame.context is None or count is None or count[0] != count[1]:
            return NOTHING
        if unit == "Y" and frame.context.precision == "month" and frame.context.earliest is not None:
            month = frame.context.earliest
            return calendar.month(month.year + (count[0] if relation == "later" else -count[0]), month.month), None
        return moved(frame.context, count[0] if relation == "later" else -count[0], unit), None
    if frame.published is None:
        return NOTHING
    sign = 1 if relation == "ago" else -1
    if count is None:
        return Days(None, frame.published, "before") if sign > 0 else Days(frame.published, None, "range"), None
    near, far = (
        calendar.ago(frame.published, sign * count[0], unit),
        calendar.ago(frame.published, sign * count[1], unit),
    )
    if near is None or far is None or near == far:
        return near, None
    ends = [d for d in (near.earliest, near.latest, far.earliest, far.latest) if d is not None]
    return calendar.between(min(ends), max(ends)), None


def counted_weekday_value(reading: Reading, frame: Frame) -> Meaning:
    """``a week ago Monday``, ``three years ago Friday``, ``two weeks from Sunday``: so long before (after) that day.

    In weeks it is a weekday of the same name, in months and years the same day of the month.
    """
    ahead, count = (reading.word("rel") or "").startswith("from"), count_of(reading)
    base = weekday_value(reading, replace(frame, future=ahead))[0]
    if base is None or base.earliest is None or count is None or count[0] != count[1]:
        return NOTHING
    steps, unit = (count[0] if ahead else -count[0]), UNITS[reading.word("unit") or ""]
    if unit in ("D", "W", "2W"):
        return calendar.one_day(calendar.shift(base.earliest, steps * {"D": 1, "W": 7, "2W": 14}[unit])), None
    if unit not in ("M", "Y"):
        return NOTHING
    month = calendar.months_from(base.earliest, steps * (12 if unit == "Y" else 1))
    return calendar.one_day(month.replace(day=base.earliest.day)), None


def length_value(reading: Reading, frame: Frame) -> Meaning:
    """How long: ISO 8601 if the number is exact (``a couple`` is two)."""
    if reading.has("bare") or reading.has("bare2"):
        return NOTHING
    word = reading.word("unit") or ""
    unit = UNITS.get(word) or ADJECTIVES[word]
    count = (1, 1) if reading.has("one") else count_of(reading)
    if count is None or (count[0] != count[1] and "couple" not in (reading.word("num") or "")):
        return NOTHING
    return None, calendar.iso(count[0], unit)


def point_value(reading: Reading, frame: Frame) -> Meaning:
    """``recently`` is before, ``soon`` after the publication day; ``now`` gives no days."""
    side = POINTING[reading.word("point") or ""]
    if frame.published is None or side == "now":
        return NOTHING
    return (Days(None, frame.published, "before") if side == "before" else _open(frame.published, future=True)), None
