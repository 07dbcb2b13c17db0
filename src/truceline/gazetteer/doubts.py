"""When the likeliest place of a name is not believed in, and why in words."""

from __future__ import annotations

from functools import lru_cache

from truceline.gazetteer.cases import BY_NATURE, SURE, Case, contains, one
from truceline.gazetteer.store import Candidate, Gazetteer

SMALL = 100_000  # people, below which a place outside the report's countries is not believed in
KNOWN_AS = 300_000  # the same for one that is listed under another name
APART = 150.0  # kilometres from a town beyond which a place is not in or by it
ENGLISH: frozenset[str] = frozenset({"USA", "GBR", "CAN", "AUS", "NZL", "IRL"})  # whose reports name no country


def doubt(gazetteer: Gazetteer, case: Case, best: Candidate) -> str | None:
    """Why the likeliest place is not believed in: the text puts the name elsewhere, or nothing else speaks for it.

    A spelling that is only alike needs a reason, and another name than the listed one needs that or a large town.
    """
    asked = case.asked
    if best.kind == "country":
        return None
    if (where := _elsewhere(gazetteer, case, best)) is not None:
        return f"no {asked.name} in {where}, where the text puts it"
    if case.country == best.country or case.reasons.get(best.number):
        return None
    english = best.country in ENGLISH
    at_home = (case.domestic and english) or (best.main and not case.weighed and (asked.located or english))
    least = 0 if at_home or best.kind != "city" else SMALL if best.main else KNOWN_AS
    if best.exact and best.population >= least:
        return None
    return f"only {shown(gazetteer, best)} is so called, and the report names nothing near"


def _elsewhere(gazetteer: Gazetteer, case: Case, best: Candidate, depth: int = 2) -> str | None:
    """The country, division or town that the text puts the name in, if the place does not lie there.

    Not for a well-known place just beyond a border: to whom it belongs may be in dispute.
    """
    asked, known = case.asked, best.main and best.exact and best.population >= SMALL
    if case.country is not None and best.country not in (None, case.country):
        if not known or case.country not in gazetteer.neighbours(best.country):
            return case.country
    if best.kind in BY_NATURE or known or depth == 0:
        return None
    if asked.division is not None and _divisions_named(gazetteer, asked.division):
        if not same_name(gazetteer, best, asked.division):
            return asked.division
    for whole in case.inside:
        outer = whole.best
        if outer is None or whole.score < SURE or not outer.exact or outer.kind in BY_NATURE:
            continue
        if _elsewhere(gazetteer, whole, outer, depth - 1) is not None:
            continue
        area = outer.kind in ("country", "admin1")
        if outer.kind == best.kind == "admin1":
            continue
        if not (contains(outer, best) or one(outer, best)) and (area or best.distance(outer) > APART):
            return whole.asked.name
    return None


@lru_cache(maxsize=4096)
def _divisions_named(gazetteer: Gazetteer, name: str) -> frozenset[int]:
    return frozenset(c.division for c in gazetteer.find(name) if c.kind == "admin1" and c.division)


def same_name(gazetteer: Gazetteer, candidate: Candidate, name: str) -> bool:
    """True if the place lies in a division of the name."""
    return candidate.division in _divisions_named(gazetteer, name)


def shown(gazetteer: Gazetteer, candidate: Candidate) -> str:
    """The place with what it lies in."""
    parts = [gazetteer.entry(candidate).name, gazetteer.division(candidate.division), candidate.country]
    return ", ".join(dict.fromkeys(p for p in parts if p))
