"""What each construction of the time grammar means: days, seen from the publication day, and ISO 8601 durations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from truceline.extract import datevalues, partvalues, relativevalues
from truceline.extract.timebase import Frame, Meaning, cut
from truceline.extract.timegrammar import Reading
from truceline.model.values import Days

Anchor = Literal["absolute", "relative", "weekday", "duration", "named"]


@dataclass(frozen=True, slots=True)
class Value:
    """What a time expression means; nothing but the anchor if it cannot be resolved.

    `named` are the days that the words name, where `days` are a part of them (``early March``) or what they bound
    (``since 2003``).
    """

    days: Days | None
    duration: str | None
    anchor: Anchor
    named: Days | None = None


def value(reading: Reading, frame: Frame) -> Value:
    """The meaning of `reading`; dates outside the calendar (``31 February``) have no days."""
    anchor = _anchor(reading)
    try:
        whole, duration = _RESOLVERS[reading.rule](reading, frame)
        if whole is None or duration is not None:
            return Value(whole, duration, anchor)
        days = cut(whole, reading, frame.published)
    except (ValueError, OverflowError):
        return Value(None, None, anchor)
    return Value(days, None, anchor, None if days == whole else whole)


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
    "length": relativevalues.length_value,
    "point": relativevalues.point_value,
}
