"""One name of a report with the places that it may mean, and what is known of it while the report is worked out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from truceline.gazetteer.answers import Asked
from truceline.gazetteer.store import Candidate, Gazetteer

Votes = defaultdict[str, float]  # by country, alpha-3

SURE = 0.7  # share of the likeliest below which the name stays unresolved
SAME = 40.0  # kilometres within which two entries are one place (a town and its quarter, a double)
WIDE = 400.0  # the same for regions and provinces, whose middles are a matter of opinion
AREAS: frozenset[str] = frozenset({"admin1", "admin2", "region", "island"})
BY_NATURE: frozenset[str] = frozenset({"region", "river", "sea", "island", "mountain", "valley"})


@dataclass(slots=True)
class Case:
    """One name with its candidates while the report is worked out."""

    asked: Asked
    candidates: tuple[Candidate, ...]
    near: bool = False  # what is found is only what the place is called after: "Kandahar airport"
    holds: list[Case] = field(default_factory=list)  # what is said to lie in it
    inside: list[Case] = field(default_factory=list)  # what it is said to lie in
    best: Candidate | None = None
    score: float = 0.0
    vote: Votes = field(default_factory=lambda: defaultdict(float))
    variant: float = 0.0  # points for a spelling that is only like the name
    weighed: bool = False  # the report says what country it is about
    domestic: bool = False  # the report names no country, and so tells of its own
    country: str | None = None  # that the text says, where its name is no other's
    soil: Mapping[str, float] = field(default_factory=dict)  # countries of the report's other places
    told: Mapping[str, float] = field(default_factory=dict)
    reasons: dict[int, list[str]] = field(default_factory=dict)

    @property
    def rivals(self) -> frozenset[str | None]:
        """Countries of provinces that bear the name of a state."""
        if self.asked.kind != "country":
            return frozenset()
        return frozenset(c.country for c in self.candidates if c.kind != "country" and c.country != self.asked.country)


def case_of(gazetteer: Gazetteer, asked: Asked) -> Case:
    """A name with all places that it may mean."""
    if asked.kind == "country" and asked.country is not None:
        state = gazetteer.country(asked.country)
        others = tuple(c for c in gazetteer.find(asked.name) if c.kind == "admin1" and c.exact)
        return Case(asked, (*((state,) if state is not None else ()), *others))
    found = tuple(c for c in gazetteer.find(asked.name) if c.exact or c.kind != "country")
    if asked.article:  # "the Hague" is listed with its article; "the Acropolis" is no town of that name
        called = {c.number for c in gazetteer.find(f"the {asked.name}") if c.exact}
        found = tuple(c for c in found if c.kind != "city" or c.number in called)
    if not found and asked.bare is not None:
        return Case(asked, _called_after(gazetteer, asked, asked.bare), near=asked.near)
    return Case(asked, found)


def _called_after(gazetteer: Gazetteer, asked: Asked, bare: str) -> tuple[Candidate, ...]:
    """What a place that the gazetteer lacks is called after; a part of a country is only that country's."""
    found = gazetteer.find(bare)
    if asked.near and (states := tuple(c for c in found if c.kind == "country" and c.exact)):
        return (
            states if not any(c.kind == "admin1" and c.exact and c.country != states[0].country for c in found) else ()
        )
    if asked.natural:
        return tuple(c for c in found if c.kind in BY_NATURE)
    return tuple(c for c in found if c.kind != "country")


def one(place: Candidate, other: Candidate) -> bool:
    """True if it makes little difference which is meant: a town and its province, a region listed twice."""
    if place.country != other.country:
        return False
    both = place.kind in AREAS and other.kind in AREAS
    return place.distance(other) <= (WIDE if both else SAME) or contains(place, other) or contains(other, place)


def contains(outer: Candidate, inner: Candidate) -> bool:
    """True if the one is the country or the first-level division that the other lies in."""
    if outer.number == inner.number:
        return False
    if outer.kind == "country":
        return inner.country == outer.country and inner.kind != "country"
    whole = outer.kind == "admin1" or (outer.kind == "admin2" and outer.lat is None)
    return whole and outer.division != 0 and inner.division == outer.division
