"""What else stands around a name: who and what its reports name besides, and when they came out.

A name alone makes nobody one. Of two who bear the same name, the surroundings tell whether their reports have anything
to do with each other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from truceline.resolve.material import Material

_NEAR = 30  # days between two reports that may well tell of the same


@dataclass(frozen=True, slots=True)
class Around:
    """Actors of the register, places and countries that some reports name, and the days that they came out on."""

    actors: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]
    days: tuple[int, ...]

    def joined(self, other: Around) -> Around:
        """Both together."""
        days = tuple(sorted({*self.days, *other.days}))
        return Around(self.actors | other.actors, self.places | other.places, self.countries | other.countries, days)

    def named(self, other: Around, but: frozenset[str]) -> str:
        """What both name besides those that are asked about, in words; empty if nothing."""
        pairs = ((self.actors, other.actors), (self.places, other.places), (self.countries, other.countries))
        for mine, theirs in pairs:
            if common := (mine & theirs) - but:
                return f"both reports name {min(common)}"
        return ""

    def shared(self, other: Around, but: frozenset[str]) -> str:
        """What they have in common, names or days, in words; empty if nothing."""
        if why := self.named(other, but):
            return why
        gap = self.gap(other)
        return f"reports {gap} days apart" if gap is not None and gap <= _NEAR else ""

    def near(self, other: Around) -> bool:
        """True if reports of both came out at about the same time."""
        gap = self.gap(other)
        return gap is not None and gap <= _NEAR

    def gap(self, other: Around) -> int | None:
        """Days between the two reports that came out closest to each other; ``None`` if the days are not known."""
        found = []
        for day in other.days:
            at = bisect_left(self.days, day)
            found += [abs(own - day) for own in self.days[max(0, at - 1) : at + 1]]
        return min(found, default=None)


class Surroundings:
    """The surroundings by report."""

    def __init__(self, material: Material) -> None:
        """Gathers them."""
        actors: dict[str, set[str]] = defaultdict(set)
        places: dict[str, set[str]] = defaultdict(set)
        countries: dict[str, set[str]] = defaultdict(set)
        for place in material.places.values():
            places[place.document_id].add(place.name)
            if place.country is not None:
                countries[place.document_id].add(place.country)
        for told in material.actors.values():
            row = told.row
            if row.country is not None:
                countries[row.document_id].add(row.country)
            if row.known is not None and row.kind != "state":
                actors[row.document_id].add(row.known)
        self._named = (actors, places, countries)
        self._published = material.published

    def of(self, documents: Iterable[str]) -> Around:
        """What these reports name, all together."""
        found = sorted(set(documents))
        days = {self._published[d].toordinal() for d in found if d in self._published}
        actors, places, countries = (frozenset[str]().union(*(n.get(d, ()) for d in found)) for n in self._named)
        return Around(actors, places, countries, tuple(sorted(days)))
