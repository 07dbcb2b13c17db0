"""Several reported figures -> one range. Pure.

One root source counts once, by its newest figure. What it counts apart in one report ("two militiamen and a soldier")
stands side by side: the largest part speaks for the source, its upper end open, since parts are not added. low is the
smallest low, high the largest high, open if any is open. `best` is a figure that somebody gave, never a mean: the only
one, the one that most agree on, the newest, or the lower median. Low to high is a range of reports, not of the truth.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from truceline.model.records import Agreement

Rule = Literal["none", "only", "agreement", "reliability", "newest", "lower median"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A figure as one report gives it.

    `root` names who said it first; figures of one root count once. `place` is the report and the position in it, `who`
    whom it counts, as the report words it; None is nobody in particular. `reliability` and `credibility` are the two
    Admiralty grades, ``F`` and 6 until a person sets them.
    """

    id: str
    low: int | None
    best: int | None
    high: int | None
    open: bool
    root: str
    as_of: date | None
    place: tuple[str, int] = ("", 0)
    who: str | None = None
    reliability: str = "F"
    credibility: int = 6

    @property
    def hedge(self) -> bool:
        """True if it gives no number and only says that there may be more."""
        return self.low is None and self.best is None and self.high is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """The range of all reports, how it came about, and the figures that a newer one of their source replaced."""

    low: int | None
    best: int | None
    high: int | None
    open: bool
    n_figures: int
    n_independent: int
    agreement: Agreement
    best_figure_id: str | None
    rule: Rule
    superseded: frozenset[str]


def reconcile(figures: Iterable[Reported]) -> Reconciliation | None:
    """Bring figures of one happening, harm, class and scope together; None if there is none."""
    every = sorted(figures, key=lambda f: f.id)
    if not every:
        return None
    numbers = [figure for figure in every if not figure.hedge]
    standing = _newest_of_each_root(numbers)
    counted = [_speaker(parts) for parts in standing]
    opened = any(f.open for f in counted) or any(f.open for f in every if f.hedge)
    lows = [f.low for f in counted if f.low is not None]
    highs = [f.high for f in counted if f.high is not None]
    chosen, rule = _best(counted)
    kept = {figure.id for parts in standing for figure in parts}
    return Reconciliation(
        low=min(lows, default=None),
        best=None if chosen is None else chosen.best,
        high=None if opened else max(highs, default=None),
        open=opened,
        n_figures=len(every),
        n_independent=len(counted) or len({figure.root for figure in every}),
        agreement=_agreement(counted),
        best_figure_id=None if chosen is None else chosen.id,
        rule=rule,
        superseded=frozenset(figure.id for figure in numbers if figure.id not in kept),
    )


def _newest_of_each_root(figures: Iterable[Reported]) -> list[list[Reported]]:
    """What stands of each root: of its newest report, one figure for all that count the same people.

    Of one day and the same people the one that gives a point stands, then the one first in the report.
    """
    standing: dict[str, list[Reported]] = {}
    for figure in sorted(figures, key=_age):
        parts = standing.setdefault(figure.root, [])
        if not parts or all(_apart(figure, part) for part in parts):
            parts.append(figure)
    return sorted(standing.values(), key=lambda parts: min(f.id for f in parts))


def _apart(one: Reported, other: Reported) -> bool:
    """True if two figures of one report count different people."""
    people, others = _people(one.who), _people(other.who)
    return one.place[0] == other.place[0] and None not in (people, others) and people != others


def _people(who: str | None) -> str | None:
    """The noun for the people counted, in the singular; None if it tells them from nobody ("people", "the dead")."""
    words = [word for word in re.findall(r"[^\W\d_]+", (who or "").casefold()) if word not in _ANYBODY]
    if not words:
        return None
    noun: str = words[-1]
    return noun[:-3] + "man" if noun.endswith("men") else noun.removesuffix("s")


def _speaker(parts: Sequence[Reported]) -> Reported:
    """The figure that speaks for a root: the only one, or the largest part with its upper end open."""
    if len(parts) == 1:
        return parts[0]
    largest = max(parts, key=lambda f: (f.low or 0, f.best or 0, f.high or 0, f.id))
    return replace(largest, high=None, open=True)


def _age(figure: Reported) -> tuple[int, bool, tuple[str, int], str]:
    days = 0 if figure.as_of is None else figure.as_of.toordinal()
    return (-days, figure.best is None, figure.place, figure.id)


def _best(figures: Sequence[Reported]) -> tuple[Reported | None, Rule]:
    given = [figure for figure in figures if figure.best is not None]
    if not given:
        return None, "none"
    if len(given) == 1:
        return given[0], "only"
    votes = Counter(figure.best for figure in given).most_common(2)
    if votes[0][1] > 1 and (len(votes) == 1 or votes[0][1] > votes[1][1]):
        return next(figure for figure in given if figure.best == votes[0][0]), "agreement"
    for grade, rule in _GRADES:
        top = min(grade(figure) for figure in given)
        first = [figure for figure in given if grade(figure) == top]
        if len(first) == 1:
            return first[0], rule
        given = first
    ordered = sorted(given, key=lambda f: (f.best or 0, f.id))
    return ordered[(len(ordered) - 1) // 2], "lower median"


def _grade(figure: Reported) -> tuple[str, int]:
    return (figure.reliability, figure.credibility)


def _day(figure: Reported) -> int:
    return 0 if figure.as_of is None else -figure.as_of.toordinal()


_ANYBODY = frozenset(
    "a an the one people person persons dead killed wounded injured casualties victims others more lives".split()
)
_GRADES: tuple[tuple[Callable[[Reported], Any], Rule], ...] = ((_grade, "reliability"), (_day, "newest"))


def _agreement(figures: Sequence[Reported]) -> Agreement:
    if len(figures) < 2:
        return "single"
    bests = {figure.best for figure in figures}
    if len(bests) == 1 and None not in bests:
        return "agree"
    floor = max(figure.low or 0 for figure in figures)
    ceiling = min((figure.high for figure in figures if figure.high is not None), default=floor)
    return "overlap" if floor <= ceiling else "conflict"
