"""Kaplan-Meier curves of how long ceasefires hold, by groups, with `lifelines` (the extra ``survival``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from truceline.errors import UsageError
from truceline.follow.durations import Span

_MISSING = "survival curves need the library lifelines; install it with: pip install 'truceline[survival]'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The share of ceasefires that hold longer than `days`, with its 95 per cent interval (Greenwood, log-log)."""

    days: float
    holding: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One group: how many ceasefires, of how many an end is reported, the median in days (``None`` if not reached)."""

    group: str
    ceasefires: int
    ended: int
    median: float | None
    points: tuple[Point, ...]


def curves(spans: Iterable[Span]) -> tuple[Curve, ...]:
    """The Kaplan-Meier estimate of each group, by name. Ceasefires without a reported end are censored on the right.

    Raises:
        UsageError: `lifelines` is not installed.
    """
    try:
        from lifelines import KaplanMeierFitter
    except ImportError:
        raise UsageError(_MISSING) from None
    groups: dict[str, list[Span]] = defaultdict(list)
    for one in spans:
        groups[one.group].append(one)
    found = []
    for group in sorted(groups):
        members = groups[group]
        fitted = KaplanMeierFitter().fit([m.days for m in members], [not m.censored for m in members], label=group)
        interval = fitted.confidence_interval_survival_function_
        points = tuple(
            Point(days=float(days), holding=float(share), low=float(low), high=float(high))
            for days, share, (low, high) in zip(
                fitted.survival_function_.index, fitted.survival_function_[group], interval.to_numpy(), strict=True
            )
        )
        median = float(fitted.median_survival_time_)
        ended = sum(not m.censored for m in members)
        reached = None if median == float("inf") else median
        found.append(Curve(group=group, ceasefires=len(members), ended=ended, median=reached, points=points))
    return tuple(found)
