"""Axes: where a day or a number stands in per cent of the width, and which ticks are labelled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_STEPS = (
    *(("d", days) for days in (1, 2, 7, 14)),
    *(("m", months) for months in (1, 2, 3, 6)),
    *(("y", years) for years in (1, 2, 5, 10, 50)),
)
_MOST_TICKS = 5
_LEFT, _RIGHT = 3.0, 97.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis; `anchor` keeps the first and last label inside the drawing.

    `year` stands under the label where a new year begins.
    """

    at: float
    label: str
    anchor: str
    year: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """A linear axis over whole days, both ends included."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """The middle of `day`, in per cent; days outside are held at the edge."""
        length = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / length, 0.0), 1.0)
        return round(_LEFT + share * (_RIGHT - _LEFT), 2)

    def ticks(self) -> tuple[Tick, ...]:
        """At most five labelled days, on round dates."""
        return tuple(Tick(self.at(d), label, _anchor(self.at(d)), year) for d, label, year in self.dates())

    def dates(self) -> tuple[tuple[date, str, str], ...]:
        """The days to be labelled, each with its label and, where a new year begins, the year."""
        if self.first == self.last:
            return ((self.first, _label(self.first, "d"), str(self.first.year)),)
        for unit, step in _STEPS:
            if _rough(self.first, self.last, unit, step) > 3 * _MOST_TICKS:
                continue
            found = list(_round_days(self.first, self.last, unit, step))
            if len(found) <= _MOST_TICKS:
                before = [None, *found]
                return tuple((d, _label(d, unit), _year(d, before[n], unit)) for n, d in enumerate(found))
        return ()


@dataclass(frozen=True, slots=True)
class Persons:
    """A linear axis of persons from zero to a round number at or above `most`."""

    most: int

    def at(self, number: int) -> float:
        """Where `number` stands, in per cent; room is left on the right for the arrow of an open end."""
        return round(2.0 + 90.0 * min(number / self.top, 1.0), 2)

    @property
    def top(self) -> int:
        """The round number at the right end."""
        return self._step * -(-max(self.most, 1) // self._step)

    @property
    def _step(self) -> int:
        size = max(self.most, 1)
        power = 1
        while size > 10 * power:
            power *= 10
        steps = (max(power // 4, 1), max(power // 2, 1), power, 2 * power, 5 * power)
        return next((step for step in steps if size <= 4 * step), 5 * power)

    def ticks(self) -> tuple[Tick, ...]:
        """Round numbers from zero on."""
        return tuple(
            Tick(self.at(n), f"{n:,}", "start" if n == 0 else "middle") for n in range(0, self.top + 1, self._step)
        )


def bins(first: date, last: date) -> tuple[str, tuple[date, ...]]:
    """The first days of equal periods that cover `first` to `last`: days, weeks, months or years."""
    length = (last - first).days + 1
    if length <= 62:
        return "day", tuple(first + timedelta(n) for n in range(length))
    if length <= 480:
        monday = first - timedelta(first.weekday())
        return "week", tuple(monday + timedelta(n) for n in range(0, (last - monday).days + 1, 7))
    if length <= 2600:
        return "month", tuple(_round_days(first.replace(day=1), last, "m", 1))
    return "year", tuple(_round_days(date(first.year, 1, 1), last, "y", 1))


def _rough(first: date, last: date, unit: str, step: int) -> float:
    return (last - first).days / (step * {"d": 1, "m": 30, "y": 365}[unit])


def _round_days(first: date, last: date, unit: str, step: int) -> Iterator[date]:
    if unit == "d":
        day = first if step < 7 else first + timedelta(-first.weekday() % 7)
        while day <= last:
            yield day
            if last - day < timedelta(step):
                return
            day += timedelta(step)
        return
    months = step if unit == "m" else 12 * step
    at = first.year * 12 + first.month - 1 + (first.day > 1)
    at += -at % months
    while at < last.year * 12 + last.month:
        yield date(at // 12, at % 12 + 1, 1)
        at += months


def _label(day: date, unit: str) -> str:
    month = _SHORT[day.month - 1]
    return str(day.year) if unit == "y" else month if unit == "m" else f"{day.day} {month}"


def _year(day: date, before: date | None, unit: str) -> str:
    return str(day.year) if unit != "y" and (before is None or before.year != day.year) else ""


def _anchor(at: float) -> str:
    return "start" if at < 12 else "end" if at > 88 else "middle"
