"""One stretch of time drawn: a lane for each family of events, a column for each period, bars for rough dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.publish.dossier import words
from truceline.publish.dossier.axis import Days, Tick, bins
from truceline.publish.dossier.index import Happening

_LANE, _GAP, _UNIT, _MOST_ROUGH = 56, 26, 12.0, 14
_LEFT, _WIDTH = 1.0, 98.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A shape with what it stands for; `first` and `last` are what the table is filtered by when it is chosen."""

    x: float
    width: float
    y: float
    height: float
    fact: bool
    family: str
    label: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A family's base line, its label and number of events."""

    family: str
    word: str
    shape: str
    base: int
    label: int
    count: int


@dataclass(frozen=True, slots=True)
class Until:
    """Events of which only one end is known, mostly that they happened before the day of the report."""

    x: float
    y: int
    count: int
    before: bool
    label: str
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A stretch of time with its drawing, in per cent of the width and pixels of height."""

    first: date
    period: str
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    columns: tuple[Mark, ...]
    rough: tuple[Mark, ...]
    rough_y: int
    rough_left: int
    until: tuple[Until, ...]
    until_y: int
    axis_y: int
    height: int
    summary: str


class _Scale:
    """Days of a panel to per cent: equal periods, the first beginning at the left edge."""

    def __init__(self, first: date, last: date) -> None:
        self.unit, self.starts = bins(first, last)
        self.ends = (*self.starts[1:], _after(self.starts[-1], self.unit))
        self._days = (self.ends[-1] - self.starts[0]).days

    def at(self, day: date) -> float:
        """Where `day` begins."""
        share = (day - self.starts[0]).days / self._days
        return round(_LEFT + _WIDTH * min(max(share, 0.0), 1.0), 3)

    def middle(self, day: date) -> float:
        """The noon of `day`."""
        return round((self.at(day) + self.at(day + timedelta(1))) / 2, 3)

    def ticks(self) -> tuple[Tick, ...]:
        """Labels at round dates."""
        plain = Days(self.starts[0], self.ends[-1] - timedelta(1)).dates()
        return tuple(Tick(self.middle(d), label, "middle", year) for d, label, year in plain)


def low(h: Happening) -> date:
    """The first day that is known of a happening."""
    return h.earliest or h.latest or date.max


def high(h: Happening) -> date:
    """The last day that is known of a happening."""
    return h.latest or h.earliest or date.max


def panel(events: Sequence[Happening], first: date, last: date) -> Panel:
    """The drawing of `events` from `first` to `last`, which all of them touch."""
    if (last - first).days < 12:
        first, last = first - timedelta(1), last + timedelta(1)
    scale = _Scale(first, last)
    closed = sorted((h for h in events if h.earliest and h.latest), key=low)
    tally, rough = _tally(scale, closed)
    lanes, columns = _lanes(scale, tally)
    axis_y = lanes[-1].base + 4 if lanes else 0
    y = axis_y + 34
    until, until_y = _until(scale, [h for h in events if not (h.earliest and h.latest)], y + 16), y + 10
    y += 40 if until else 0
    bars, left = _rough(scale, rough, y + 18)
    below = int(max(b.y for b in bars)) + 14 if bars else y
    return Panel(
        first=first,
        period=words.interval(first, last),
        ticks=scale.ticks(),
        lanes=lanes,
        columns=columns,
        rough=bars,
        rough_y=y + 10,
        rough_left=left,
        until=until,
        until_y=until_y,
        axis_y=axis_y,
        height=below,
        summary=_summary(scale, lanes, len(rough), sum(u.count for u in until)),
    )


def _tally(scale: _Scale, events: Sequence[Happening]) -> tuple[Counter[tuple[str, int, bool]], list[Happening]]:
    """Events by family, period and standing; and those that may lie in more than one period."""
    tally: Counter[tuple[str, int, bool]] = Counter()
    rough = []
    at = 0
    for h in events:
        while at + 1 < len(scale.starts) and scale.starts[at + 1] <= low(h):
            at += 1
        if scale.starts[at] <= low(h) and high(h) < scale.ends[at]:
            tally[words.family(h.type), at, h.fact] += 1
        else:
            rough.append(h)
    return tally, rough


def _lanes(scale: _Scale, tally: Counter[tuple[str, int, bool]]) -> tuple[tuple[Lane, ...], tuple[Mark, ...]]:
    """A lane for each family that has events, all on one scale; facts filled, the rest in outline on top of them."""
    totals: Counter[tuple[str, int]] = Counter()
    for (family, n, _), number in tally.items():
        totals[family, n] += number
    unit = min(_UNIT, _LANE / max(totals.values(), default=1))
    lanes: list[Lane] = []
    columns: list[Mark] = []
    base = 0
    for family, sign in words.FAMILIES.items():
        periods = sorted(n for f, n in totals if f == family)
        if not periods:
            continue
        tall = max(totals[family, n] for n in periods) * unit
        base = round(base + tall + _GAP)
        count = sum(totals[family, n] for n in periods)
        lanes.append(Lane(family, sign.word, sign.shape, base, round(base - tall - 8), count))
        for n in periods:
            left, right = scale.at(scale.starts[n]), scale.at(scale.ends[n])
            y = float(base)
            for fact in (True, False):
                if number := tally[family, n, fact]:
                    y -= number * unit
                    last = scale.ends[n] - timedelta(1)
                    columns.append(
                        Mark(
                            x=round(left + (right - left) * 0.1, 3),
                            width=round((right - left) * 0.8, 3),
                            y=round(y, 1),
                            height=round(number * unit, 1),
                            fact=fact,
                            family=family,
                            label=_label(number, family, words.interval(scale.starts[n], last), fact),
                            first=scale.starts[n].isoformat(),
                            last=last.isoformat(),
                        )
                    )
    return tuple(lanes), tuple(columns)


def _rough(scale: _Scale, events: Sequence[Happening], top: int) -> tuple[tuple[Mark, ...], int]:
    """Intervals as bars, equal ones as one bar with a number; what does not fit is counted."""
    groups = Counter((low(h), high(h), words.family(h.type), h.fact) for h in events)
    out: list[Mark] = []
    lanes = [-1.0] * _MOST_ROUGH
    left = 0
    for (first, last, family, fact), number in sorted(groups.items()):
        start, end = scale.at(first), scale.at(last + timedelta(1))
        lane = next((n for n, busy in enumerate(lanes) if busy < start), None)
        if lane is None:
            left += number
            continue
        lanes[lane] = end + 1.0
        out.append(
            Mark(
                x=start,
                width=round(max(end - start, 0.8), 3),
                y=top + lane * 11,
                height=6,
                fact=fact,
                family=family,
                label=_label(number, family, words.interval(first, last), fact),
                first=first.isoformat(),
                last=last.isoformat(),
            )
        )
    return tuple(out), left


def _until(scale: _Scale, events: Sequence[Happening], y: int) -> tuple[Until, ...]:
    """Half-open dates, one arrow for each day with its number of events."""
    groups = Counter((high(h), h.earliest is None) for h in events)
    words_for = words.interval
    return tuple(
        Until(
            x=scale.middle(day),
            y=y,
            count=number,
            before=before,
            label=f"{words.counted(number, 'event')} {words_for(None if before else day, day if before else None)}",
            first="" if before else day.isoformat(),
            last=day.isoformat() if before else "",
        )
        for (day, before), number in sorted(groups.items())
    )


def _label(number: int, family: str, period: str, fact: bool) -> str:
    kind = "" if fact else " not reported as fact"
    return f"{words.counted(number, 'event')}{kind}, {words.FAMILIES[family].word.lower()}, {period}"


def _summary(scale: _Scale, lanes: Sequence[Lane], rough: int, until: int) -> str:
    period = words.interval(scale.starts[0], scale.ends[-1] - timedelta(1))
    parts = [f"{lane.word}: {lane.count}" for lane in lanes]
    parts += [f"{words.counted(rough, 'event')} dated only roughly"] if rough else []
    parts += [f"{words.counted(until, 'event')} with one end of the date unknown"] if until else []
    return f"Events by {scale.unit}, {period}. {'; '.join(parts)}."


def _after(start: date, unit: str) -> date:
    if unit in ("day", "week"):
        return start + timedelta(1 if unit == "day" else 7)
    months = start.year * 12 + start.month - 1 + (1 if unit == "month" else 12)
    return date(months // 12, months % 12 + 1, 1)
