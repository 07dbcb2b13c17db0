"""What each construction of the time grammar means: days, seen from the publication day, and ISO 8601 durations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from truceline.extract import calendar, datevalues, partvalues, relativevalues
from truceline.extract import timeclasses as c
from truceline.extract.timebase import Frame, Meaning, cut, direction_of
from truceline.extract.timegrammar import Reading
from truceline.extract.timewords import NAMED
from truceline.model.extraction import Basis
from truceline.model.text import Span
from truceline.model.values import Days

Anchor = Literal["absolute", "relative", "weekday", "duration", "named"]


@dataclass(frozen=True, slots=True)
class Value:
    """What a time expression means; nothing but the anchor if it cannot be resolved.

    `named` are the days that the words name, where `days` are a part of them (``early March``) or what they bound
    (``since 2003``). `basis` is ``carried over`` where the days are counted from others that `counted_from` names, and
    ``inferred`` where they are reckoned: from the publication day for want of others, or by a calendar of the moon.
    """

    days: Days | None
    duration: str | None
    anchor: Anchor
    named: Days | None = None
    basis: Basis = "stated"
    counted_from: Span | None = None


def value(reading: Reading, frame: Frame) -> Value:
    """The meaning of `reading`; dates outside the calendar (``31 February``) have no days."""
    anchor, resolver = _anchor(reading), _RESOLVERS[reading.rule]
    try:
        whole, duration = resolver(reading, frame)
        basis: Basis = "stated"
        if whole is None and duration is None and _counts_back(reading) and frame.context is None:
            whole, basis = _from_the_news(reading, frame, resolver), "inferred"
        elif whole is not None and _leans(reading) and frame.context is not None:
            basis = "carried over"
        elif reading.has("named") and NAMED[datevalues.feast_name(reading)].observed:
            basis = "inferred"
        if whole is None or duration is not None:
            return Value(whole, duration, anchor, None, "stated" if whole is None else basis)
        days = cut(whole, reading, frame.published)
    except (ValueError, OverflowError):
        return Value(None, None, anchor)
    named = None if days == whole else whole
    return Value(days, None, anchor, named, basis, frame.named_by if basis == "carried over" else None)


def _leans(reading: Reading) -> bool:
    """True for what counts from days named before: ``the next day``, ``two days later``, ``that week``."""
    if reading.rule == "beside":
        return not reading.has("today")
    if reading.rule in ("period", "night", "weekday"):
        direction = direction_of(reading)
        return direction in (c.PREVIOUS, c.FOLLOWING, c.SAME) or (reading.has("the") and reading.word("unit") == "day")
    return reading.rule == "counted" and reading.word("rel") in ("earlier", "later")


def _counts_back(reading: Reading) -> bool:
    """True for ``the day before``, ``three days earlier``, ``the previous week``."""
    if reading.rule in ("period", "night"):
        return direction_of(reading) == c.PREVIOUS
    return reading.word("rel", "side") in ("earlier", "before") and _leans(reading)


def _from_the_news(reading: Reading, frame: Frame, resolver: Callable[[Reading, Frame], Meaning]) -> Days | None:
    """What counts back from a happening that has no day counts from the news: the publication day or the one before."""
    if frame.published is None:
        return None
    ends = (calendar.one_day(calendar.shift(frame.published, -1)), calendar.one_day(frame.published))
    first, last = (resolver(reading, replace(frame, context=end))[0] for end in ends)
    if first is None or last is None or first == last or first.earliest is None or last.latest is None:
        return last
    return calendar.between(first.earliest, last.latest)


def _anchor(reading: Reading) -> Anchor:
    if reading.rule in ("iso", "slash", "decade", "century", "year") or reading.has("year") or reading.has("year_of"):
        return "absolute"
    return _ANCHORS.get(reading.rule, "relative")


_ANCHORS: dict[str, Anchor] = {"weekday": "weekday", "length": "duration", "named": "named", "point": "named"}
_RESOLVERS: dict[str, Callable[[Reading, Frame], Meaning]] = {
    "date": datevalues.date_value,
    "days": datevalues.days_value,
    "iso": datevalues.iso_value,
    "slash": datevalues.slash_value,
    "month": datevalues.month_value,
    "part_of": partvalues.part_of_value,
    "week_of": partvalues.week_of_value,
    "year": datevalues.year_value,
    "decade": datevalues.decade_value,
    "weekday": datevalues.weekday_value,
    "season": datevalues.season_value,
    "quarter": datevalues.quarter_value,
    "told_quarter": relativevalues.told_quarter_value,
    "century": datevalues.century_value,
    "named": datevalues.named_value,
    "weekend": datevalues.weekend_value,
    "today": relativevalues.today_value,
    "beside": relativevalues.beside_value,
    "night": relativevalues.night_value,
    "period": relativevalues.period_value,
    "rolling": relativevalues.rolling_value,
    "recent": relativevalues.recent_value,
    "counted": relativevalues.counted_value,
    "counted_weekday": relativevalues.counted_weekday_value,
    "length": relativevalues.length_value,
    "point": relativevalues.point_value,
}
