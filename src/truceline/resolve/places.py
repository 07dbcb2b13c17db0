"""Places as keys: where an event happened, from the most specific place to the widest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from truceline.model.extraction import PlaceKind
from truceline.model.names import name_parts
from truceline.model.records import CeasefirePlaceRow, EventPlaceRow, PlaceRow

Key = tuple[str, ...]

_DEPTH: Mapping[PlaceKind, int] = {"country": 0, "admin1": 1, "city": 2, "unknown": 3, "district": 3, "feature": 4}
CITY = 2
_KIND_WORDS = frozenset(
    name_parts("district quarter neighborhood neighbourhood suburb province governorate region town village area")
)


@dataclass(frozen=True, slots=True)
class Where:
    """The places that a record names. `all` and `specific` are keys; `depth` is that of the specific ones.

    `depth` is 0 for a country, 1 for a province, 2 for a town, 3 for a quarter and 4 for a building or a road. `words`
    is how the report names the most specific place.
    """

    all: frozenset[Key]
    specific: frozenset[Key]
    depth: int
    words: str


NOWHERE = Where(frozenset(), frozenset(), -1, "")


class Places:
    """Looks places up by id; the kind of a name is what most reports take it for."""

    def __init__(self, rows: Mapping[str, PlaceRow]) -> None:
        self._rows = rows
        votes: dict[Key, Counter[PlaceKind]] = {}
        for row in rows.values():
            if row.kind != "unknown":
                votes.setdefault(_key(row.name), Counter())[row.kind] += 1
        self._kinds = {key: min(found, key=lambda k: (-found[k], _DEPTH[k])) for key, found in votes.items()}
        self._countries: dict[str, Counter[str]] = {}
        for row in rows.values():
            if row.country is not None:
                self._countries.setdefault(row.document_id, Counter())[row.country] += 1

    def country(self, document_id: str) -> str | None:
        """The country that most places of the document lie in; none if two have as many."""
        ranked = self._countries.get(document_id, Counter()).most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def where(self, named: Iterable[EventPlaceRow | CeasefirePlaceRow]) -> Where:
        """The places that these rows name."""
        found: dict[Key, tuple[int, str]] = {}
        for row in named:
            place = self._rows.get(row.place_id or "")
            name = row.text if place is None else place.name
            key = _key(name)
            if key:
                kind = self._kinds.get(key, "unknown")
                found.setdefault(key, (_DEPTH[kind], name))
                if place is not None and place.admin1:
                    found.setdefault(_key(place.admin1), (1, place.admin1))
        if not found:
            return NOWHERE
        depth = max(level for level, _ in found.values())
        specific = frozenset(key for key, (level, _) in found.items() if level == depth)
        words = min(name for key, (_, name) in found.items() if key in specific)
        return Where(frozenset(found), specific, depth, words)


def _key(name: str) -> Key:
    """The name without words for the kind of place: `Karrada district` is `Karrada`."""
    parts = name_parts(name)
    return tuple(part for part in parts if part not in _KIND_WORDS) or parts
