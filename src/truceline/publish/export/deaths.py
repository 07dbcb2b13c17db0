"""The dead of one happening by side, as UCDP has them: only where the reports' numbers by class add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from truceline.model.names import plain_words
from truceline.model.records import FigureRow, ReconciledRow
from truceline.publish.export.camps import Actor
from truceline.publish.export.incidents import Incident
from truceline.publish.fatalities import GedDeaths

CIVILIANS = frozenset({"civilian", "journalist", "aid_worker", "prisoner", "official"})
_WHOLE = frozenset({"unknown", "mixed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Deaths by side, persons; their sum is the best number. `why` says why some or all are of no side.

    `classes` are those whose range the best number is taken from.
    """

    a: int = 0
    b: int = 0
    civilians: int = 0
    unknown: int = 0
    why: str = ""
    classes: frozenset[str] = frozenset()


def split(one: Incident, deaths: GedDeaths, first: Sequence[Actor], second: Sequence[Actor]) -> Split:
    """The best number by side.

    Args:
        one: the happening.
        deaths: all dead.
        first: who stands on side a.
        second: who stands on side b.
    """
    killed = [row for row in one.ranges if (row.kind, row.scope) == ("killed", "event")]
    classes = frozenset({"all"} if any(r.victim_class == "all" for r in killed) else {r.victim_class for r in killed})
    parts = [row for row in killed if row.victim_class != "all"]
    if deaths.apart:
        return _apart(one, deaths, first, second, classes)
    best = deaths.best
    numbers = [row.best for row in parts]
    if None in numbers or sum(n for n in numbers if n is not None) != best:
        why = "The numbers by class do not add up to the best number, so no side is filled."
        return Split(unknown=best, why=why, classes=classes)
    sums = {"a": 0, "b": 0, "civilians": 0, "unknown": 0}
    for row in parts:
        sums[_whose(row, one, first, second)] += row.best or 0
    why = "No report says whose side all of the dead were on." if sums["unknown"] else ""
    return Split(**sums, why=why, classes=classes)


def _apart(
    one: Incident, deaths: GedDeaths, first: Sequence[Actor], second: Sequence[Actor], classes: frozenset[str]
) -> Split:
    """What one source counts apart, each number by the side whose words it has."""
    sums = {"a": 0, "b": 0, "civilians": 0, "unknown": 0}
    for figure in one.figures:
        if figure.id in deaths.apart:
            whose = "civilians" if figure.victim_class in CIVILIANS else _named(figure, first, second)
            sums[whose or "unknown"] += figure.best or 0
    why = "No report says whose side all of the dead were on." if sums["unknown"] else ""
    return Split(**sums, why=why, classes=classes)


def _whose(row: ReconciledRow, one: Incident, first: Sequence[Actor], second: Sequence[Actor]) -> str:
    if row.victim_class in CIVILIANS:
        return "civilians"
    if row.victim_class in _WHOLE:
        return "unknown"
    counted = [figure for figure in one.figures if figure.id in row.figure_ids]
    sides = {_named(figure, first, second) for figure in counted}
    if len(sides) == 1 and None not in sides:
        return sides.pop() or "unknown"
    if row.victim_class in ("police", "peacekeeper"):
        states = [side for side, found in (("a", first), ("b", second)) if any(a.of_state for a in found)]
        return states[0] if len(states) == 1 else "unknown"
    return "unknown"


def _regular(side: Sequence[Actor]) -> bool:
    """True for a side with soldiers or police, of a state or an international body."""
    return any(a.of_state or a.one.kind == "international" for a in side)


def _named(figure: FigureRow, first: Sequence[Actor], second: Sequence[Actor]) -> str | None:
    """The side whose words in the reports are those for the persons counted; None if neither's or both sides'."""
    who = set(plain_words(figure.who or ""))
    alike = _regular(first) == _regular(second)
    if alike and (figure.who or "").islower():
        return None  # both sides have fighters
    fits = [
        side
        for side, found in (("a", first), ("b", second))
        if who and any(who <= set(plain_words(row.text)) for a in found for row in a.one.rows)
    ]
    return fits[0] if len(fits) == 1 else None
