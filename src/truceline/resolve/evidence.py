"""What speaks for and against two reports telling of one happening, each piece with its weight and its words.

The weights were learned (`data/same_event.toml`); the score of a pair is the chance that it is one happening, from the
sum of the weights. What no weight may outbid stands in `weigh`: types that no reporter uses for one another, days that
cannot be the same, places in different towns.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from truceline.resolve.happenings import VIOLENCE, Happening, alike
from truceline.resolve.pieces import LOOKS, TELLING, Piece, same_persons, same_place, same_reports, same_type
from truceline.resolve.reports import NOTHING, Shared
from truceline.resolve.times import same_time

THRESHOLD = 0.75  # of the sum of `total`, for ceasefires

_DATA = tomllib.loads((files("truceline.resolve") / "data" / "same_event.toml").read_text(encoding="utf-8"))
VERSION: str = _DATA["version"]
SAME: float = _DATA["same"]  # chance from which on two events are joined
SUGGEST: float = _DATA["suggest"]  # from here on a pair is kept for a person to look at
_WEIGHTS: dict[str, float] = _DATA["weights"]
_BASE: float = _DATA["base"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A piece of evidence: its weight (negative against), the words that a reviewer reads, its name if it has one."""

    weight: float
    words: str
    name: str = ""


def weigh(a: Happening, b: Happening, reports: Shared = NOTHING) -> tuple[Reason, ...] | None:
    """All evidence on a pair, weighed; ``None`` where `pieces` gives none."""
    found = pieces(a, b, reports)
    return None if found is None else tuple(Reason(_WEIGHTS[p.name] * p.value, p.words, p.name) for p in found)


def pieces(a: Happening, b: Happening, reports: Shared = NOTHING) -> list[Piece] | None:
    """All evidence on a pair; ``None`` if something forbids that they are one or nothing ties them to one spot.

    Args:
        a: an event.
        b: another one.
        reports: how alike their two reports are, if both are what their reports are about.
    """
    told = (reports.cosine >= TELLING and bool(reports.rare)) or bool(same_persons(a.harmed, b.harmed))
    if not alike(a.type, b.type) and not (told and a.type in VIOLENCE and b.type in VIOLENCE):
        return None
    place, time = same_place(a, b, told), same_time(a, b, told)
    if place is None or time is None or a.tallied != b.tallied:  # a toll of many acts is no single act's
        return None
    found = [place, time, same_type(a, b), *same_reports(reports)]
    found += [piece for look in LOOKS if (piece := look(a, b)) is not None]
    return found


def chance(reasons: Iterable[Reason]) -> float:
    """The chance that a pair is one happening."""
    return round(1 / (1 + math.exp(-(_BASE + sum(reason.weight for reason in reasons)))), 3)


def total(reasons: Iterable[Reason]) -> float:
    """The sum of all weights."""
    return round(sum(reason.weight for reason in reasons), 3)


def in_words(reasons: Iterable[Reason]) -> str:
    """The evidence in one line."""
    return "; ".join(reason.words for reason in reasons if reason.words)


def specific(names: frozenset[str]) -> bool:
    """True if more than kind, town and day speaks for it: a report may tell of two attacks in a town on a day."""
    return not names.isdisjoint(_SPECIFIC)


def alike_but_other(names: frozenset[str]) -> bool:
    """True for what is easily taken for one: the same kind of deed, day and place, but with other named victims."""
    return {"type same", "day same", "victim other"} <= names and not names.isdisjoint({"town same", "spot same"})


_SPECIFIC = frozenset(
    {"spot same", "victim same", "victim dead in both", "target same", "target alike", "figures equal"}
)
