"""The drawing of a ceasefire's life: geometry only, in per cent of the width and pixels of height.

Steps stand in lanes at the day they happened, each with a dotted line to the day it was reported. Uncertain days are
bars as wide as the uncertainty. Steps without a day stand in a lane of their own, at the day of the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.publish.dossier.axis import Days, Tick

LANE, TOP, BAND = 30, 52, 26
_MOST_LANES = 40
_LABEL = 38.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A step or incident to be drawn: its number in the list below, its shape, its two clocks."""

    number: int
    shape: str
    word: str
    earliest: date | None
    latest: date | None
    reported: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A point with its place. `low` to `high` is the uncertainty; `open_left` and `open_right` have no known end."""

    point: Point
    x: float
    y: int
    low: float
    high: float
    open_left: bool
    open_right: bool
    reported: float | None
    label_x: float
    label_dx: int
    label_dy: int
    label_anchor: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of the band of states between two dated steps; the last one ends at the newest report.

    `tail` marks a state that an undated step brought at some time before the newest report.
    """

    x: float
    width: float
    shape: str
    word: str
    tail: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeLine:
    """Everything that the template draws."""

    ticks: tuple[Tick, ...]
    steps: tuple[Drawn, ...]
    undated: tuple[Drawn, ...]
    incidents: tuple[Drawn, ...]
    stretches: tuple[Stretch, ...]
    band_y: int
    undated_y: int
    incident_y: int
    height: int


def lifeline(steps: Sequence[Point], incidents: Sequence[Point], reports: Sequence[date]) -> LifeLine | None:
    """The drawing, or None where there is nothing to draw or no day at all is known."""
    if not steps and not incidents:
        return None
    days = [d for p in (*steps, *incidents) for d in (p.earliest, p.latest, p.reported) if d] + list(reports)
    if not days:
        return None
    room = max(1, round((max(days) - min(days)).days * 0.1))
    dated = [p for p in steps if p.earliest or p.latest]
    loose = [p for p in steps if not (p.earliest or p.latest)]
    axis = Days(min(days) - timedelta(room), max(days) + timedelta(2 * room if loose else room))
    drawn, y = _lanes(axis, dated, TOP)
    band_y = y + 20 if dated else TOP - 8
    undated_y = band_y + (BAND + 34 if dated else 14)
    undated, after = _lanes(axis, loose, undated_y)
    incident_y = (after if loose else undated_y - 6) + (20 if loose else 0)
    acts, bottom = _lanes(axis, incidents, incident_y)
    ends = (bottom if incidents else after if loose else band_y + BAND) + 8
    return LifeLine(
        ticks=axis.ticks(),
        steps=drawn,
        undated=undated,
        incidents=acts,
        stretches=_stretches(axis, dated, loose, max(reports) if reports else None),
        band_y=band_y,
        undated_y=undated_y,
        incident_y=incident_y,
        height=ends,
    )


def _lanes(axis: Days, points: Sequence[Point], top: int) -> tuple[tuple[Drawn, ...], int]:
    """Points placed one to a lane, from the first to the last, and the y below the last lane.

    Only beyond forty do they share lanes, the one that is free the longest first.
    """
    free: list[float] = []
    out: list[Drawn] = []
    for point in points:
        low, high = point.earliest or point.latest, point.latest or point.earliest
        reported = axis.at(point.reported) if point.reported else None
        left = axis.at(low) if low else reported if reported is not None else axis.at(axis.last)
        right = axis.at(high) if high else left
        open_left, open_right = bool(high) and not point.earliest, bool(low) and not point.latest
        left = axis.at(axis.first) if open_left else left
        right = axis.at(axis.last) if open_right else right
        x = round(right if open_left else left if open_right else (left + right) / 2, 2)
        lane = len(free) if len(free) < _MOST_LANES else min(range(len(free)), key=free.__getitem__)
        free[lane : lane + 1] = [max(right, x, reported or x)]
        told = reported if low or high else None
        label_x, label_dx, label_dy, label_anchor = _label(x, left, right, told)
        out.append(
            Drawn(
                point=point,
                x=x,
                y=top + lane * LANE + LANE // 2,
                low=left,
                high=right,
                open_left=open_left,
                open_right=open_right,
                reported=told,
                label_x=label_x,
                label_dx=label_dx,
                label_dy=label_dy,
                label_anchor=label_anchor,
            )
        )
    return tuple(out), top + len(free) * LANE


def _label(x: float, left: float, right: float, told: float | None) -> tuple[float, int, int, str]:
    """Where the word of a step goes: left of it where there is room, else right of it, else above the dotted line."""
    if min(left, x) > _LABEL:
        return min(left, x), -16, 4, "end"
    reach = max(right, x, told if told is not None else x)
    if reach < 100 - _LABEL:
        return reach, 16, 4, "start"
    return x, 16, -4, "start"


def _stretches(axis: Days, dated: Sequence[Point], loose: Sequence[Point], newest: date | None) -> tuple[Stretch, ...]:
    """The state from each dated step to the next one; of several steps with one day the last stands."""
    moves: list[tuple[date, Point]] = []
    for point in sorted(dated, key=lambda p: (p.latest or p.earliest or date.max, p.number)):
        day = point.latest or point.earliest
        if day is None:
            continue
        if moves and moves[-1][0] == day:
            moves.pop()
        moves.append((day, point))
    out: list[Stretch] = []
    for n, (day, point) in enumerate(moves):
        following = moves[n + 1][0] if n + 1 < len(moves) else max(newest or day, day)
        left = axis.at(day)
        right = axis.at(following) if following > day else min(left + 1.5, 99.0)
        out.append(Stretch(left, round(right - left, 2), point.shape, point.word))
    late = [p for p in loose if p.reported and moves and p.reported >= moves[-1][0] and p.word != moves[-1][1].word]
    if late:
        left = round(out[-1].x + out[-1].width, 2)
        out.append(Stretch(left, round(99.8 - left, 2), late[-1].shape, late[-1].word, True))
    return tuple(out)
