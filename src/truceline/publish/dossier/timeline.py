"""Events drawn over time: one panel for each stretch of time that has events, four lanes, a column for each period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.publish.dossier import words
from truceline.publish.dossier.axis import Days, Tick, bins
from truceline.publish.dossier.index import Happening, Index

_GAP_DAYS, _MOST_PANELS, _MOST_ROUGH = 45, 12, 14
_LANE_HEIGHT, _LANE_GAP, _TOP = 56, 26, 0
_FIRST, _WIDTH = 1.0, 98.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Events of one family in one period: facts filled, the rest in outline on top. Pixels from the panel's top."""

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
class Rough:
    """Events whose day is known only as an interval longer than a column."""

    x: float
    width: float
    y: int
    label: str
    family: str
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A stretch of time with its columns."""

    title: str
    period: str
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    columns: tuple[Column, ...]
    rough: tuple[Rough, ...]
    rough_y: int
    rough_left: int
    most: int
    axis_y: int
    height: int
    summary: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """All panels; `cut` says that empty time between them was left out."""

    panels: tuple[Panel, ...]
    undated: int
    cut: bool


def timeline(index: Index) -> Timeline:
    """The events of a record over time."""
    shown = [h for h in index.happenings if not h.rejected]
    dated = sorted((h for h in shown if h.earliest and h.latest), key=lambda h: h.order)
    exact = [h for h in dated if _length(h) <= 31]
    groups = _stretches(exact) or ([dated] if dated else [])
    placed = {h.anchor for group in groups for h in group}
    loose = [h for h in dated if h.anchor not in placed]
    panels = []
    for group in groups:
        low, high = min(_low(h) for h in group), max(_high(h) for h in group)
        near = [h for h in loose if _low(h) <= high and low <= _high(h)]
        panels.append(_panel(group, near, low, high))
        loose = [h for h in loose if h not in near]
    if loose:
        panels.append(_panel([], loose, min(_low(h) for h in loose), max(_high(h) for h in loose)))
    panels.sort(key=lambda p: p.title)
    return Timeline(tuple(panels), len(shown) - len(dated), len(panels) > 1)


def _panel(group: Sequence[Happening], loose: Sequence[Happening], low: date, high: date) -> Panel:
    if (high - low).days < 12:
        low, high = low - timedelta(1), high + timedelta(1)
    unit, starts = bins(low, high)
    ends = (*starts[1:], _after(starts[-1], unit))
    share = _WIDTH / len(starts)
    tally: Counter[tuple[str, int, bool]] = Counter()
    rough: list[Happening] = list(loose)
    at = 0
    for h in group:
        while at + 1 < len(starts) and starts[at + 1] <= _low(h):
            at += 1
        if _high(h) < ends[at] or unit in ("month", "year"):
            tally[words.family(h.type), at, h.fact] += 1
        else:
            rough.append(h)
    families = [f for f in words.FAMILIES if any(k[0] == f for k in tally)]
    totals: Counter[tuple[str, int]] = Counter()
    for (family, n, _), number in tally.items():
        totals[family, n] += number
    most = max(totals.values(), default=0)
    scale = min(12.0, _LANE_HEIGHT / max(most, 1))
    tall = [max((n for k, n in totals.items() if k[0] == f), default=0) * scale for f in families]
    bases = [round(_TOP + sum(tall[: n + 1]) + (n + 1) * _LANE_GAP) for n in range(len(families))]
    lanes, columns = [], []
    for family, base, height in zip(families, bases, tall, strict=True):
        sign = words.FAMILIES[family]
        number = sum(v for k, v in totals.items() if k[0] == family)
        lanes.append(Lane(family, sign.word, sign.shape, base, round(base - height - 8), number))
        for n in sorted({k[1] for k in tally if k[0] == family}):
            y = float(base)
            for fact in (True, False):
                number = tally[family, n, fact]
                if not number:
                    continue
                y -= number * scale
                last = ends[n] - timedelta(1)
                kind = "" if fact else " not reported as fact"
                columns.append(
                    Column(
                        x=round(_FIRST + n * share + share * 0.1, 3),
                        width=round(share * 0.8, 3),
                        y=round(y, 1),
                        height=round(number * scale, 1),
                        fact=fact,
                        family=family,
                        label=f"{words.counted(number, 'event')}{kind}, {sign.word.lower()}, {words.interval(starts[n], last)}",
                        first=starts[n].isoformat(),
                        last=last.isoformat(),
                    )
                )
    axis_y = (lanes[-1].base if lanes else _TOP) + 4
    rough_y = axis_y + 52
    bars, left = _rough(rough, Days(low, high), rough_y)
    below = (max(b.y for b in bars) + 14) if bars else axis_y + 34
    return Panel(
        title=low.isoformat(),
        period=words.interval(low, high),
        ticks=tuple(_ticks(starts, unit, share)),
        lanes=tuple(lanes),
        columns=tuple(columns),
        rough=bars,
        rough_y=rough_y,
        rough_left=left,
        most=most,
        axis_y=axis_y,
        height=below,
        summary=_summary(lanes, low, high, unit, len(rough)),
    )


def _ticks(starts: Sequence[date], unit: str, share: float) -> list[Tick]:
    out: list[Tick] = []
    for tick in Days(starts[0], starts[-1]).ticks() if len(starts) > 1 else Days(starts[0], starts[0]).ticks():
        out.append(tick)
    span = max((starts[-1] - starts[0]).days, 1)
    first, last = _FIRST + share / 2, _FIRST + _WIDTH - share / 2
    scaled = [Tick(round(first + (t.at - 3.0) / 94.0 * (last - first), 2), t.label, t.anchor, t.year) for t in out]
    return scaled if span else out


def _rough(events: Sequence[Happening], axis: Days, top: int) -> tuple[tuple[Rough, ...], int]:
    """Intervals in lanes, equal ones as one bar with a number; what does not fit is counted."""
    groups: dict[tuple[date, date, str], int] = {}
    for h in sorted(events, key=lambda h: h.order):
        key = (_low(h), _high(h), words.family(h.type))
        groups[key] = groups.get(key, 0) + 1
    out, lanes, left = [], [0.0] * _MOST_ROUGH, 0
    for (low, high, family), number in groups.items():
        start, end = axis.at(low), axis.at(high)
        lane = next((n for n, busy in enumerate(lanes) if busy <= start), None)
        if lane is None:
            left += number
            continue
        lanes[lane] = end + 2
        label = f"{words.counted(number, 'event')}, {words.FAMILIES[family].word.lower()}, {words.interval(low, high)}"
        width = round(max(end - start, 0.8), 2)
        out.append(Rough(start, width, top + lane * 11, label, family, low.isoformat(), high.isoformat()))
    return tuple(out), left


def _stretches(events: Sequence[Happening]) -> list[list[Happening]]:
    """Events cut where nothing happened for long; the shortest pauses are closed again until the panels are few."""
    pauses = sorted(((_low(b) - _low(a)).days for a, b in zip(events, events[1:], strict=False)), reverse=True)
    least = max(_GAP_DAYS, pauses[_MOST_PANELS - 1] if len(pauses) >= _MOST_PANELS else 0)
    out: list[list[Happening]] = []
    for h in events:
        if out and (_low(h) - _low(out[-1][-1])).days <= least:
            out[-1].append(h)
        else:
            out.append([h])
    return out


def _summary(lanes: Sequence[Lane], low: date, high: date, unit: str, rough: int) -> str:
    parts = "; ".join(f"{lane.word}: {lane.count}" for lane in lanes) or "no exactly dated events"
    tail = f"; {words.counted(rough, 'event')} dated only roughly" if rough else ""
    return f"Events by {unit}, {words.interval(low, high)}. {parts}{tail}."


def _after(start: date, unit: str) -> date:
    if unit in ("day", "week"):
        return start + timedelta(1 if unit == "day" else 7)
    months = start.year * 12 + start.month - 1 + (1 if unit == "month" else 12)
    return date(months // 12, months % 12 + 1, 1)


def _low(h: Happening) -> date:
    return h.earliest or h.latest or date.max


def _high(h: Happening) -> date:
    return h.latest or h.earliest or date.max


def _length(h: Happening) -> int:
    return (_high(h) - _low(h)).days
