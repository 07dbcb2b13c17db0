"""Places as keys: where an event happened, from the most specific place to the widest."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from truceline.model.extraction import PlaceKind
from truceline.model.names import name_parts, plain_words
from truceline.model.records import CeasefirePlaceRow, EventPlaceRow, PlaceRow

Key = tuple[str, ...]

_DEPTH: Mapping[PlaceKind, int] = {"country": 0, "admin1": 1, "city": 2, "unknown": 2, "district": 3, "feature": 4}
CITY = 2
NEAR, FAR = 25.0, 100.0  # kilometres: one town with its surroundings; beyond, no one spot by two names
Point = tuple[float, float]
_EARTH = 6371.0
_AREAS = (CITY, 1)
_KIND_WORDS = frozenset(
    name_parts("district quarter neighborhood neighbourhood suburb province governorate region town village area")
)


@dataclass(frozen=True, slots=True)
class Where:
    """The places that a record names. `all`, `towns` and `specific` are keys; `depth` is that of the specific ones.

    `depth` is 0 for a country, 1 for a province, 2 for a town, 3 for a quarter and 4 for a building or a road. `words`
    is how the report names the most specific place, `names` how it names each, `points` where the towns and what lies
    within them are (latitude, longitude), as far as the gazetteer knows.
    """

    all: frozenset[Key]
    towns: frozenset[Key]
    specific: frozenset[Key]
    depth: int
    words: str
    names: Mapping[Key, str] = field(default_factory=dict, compare=False)
    points: tuple[Point, ...] = ()

    def shared(self, other: Where) -> str:
        """The words of both reports for the places that both name."""
        keys = sorted(self.all & other.all)
        return " / ".join(sorted({self.names[key] for key in keys} | {other.names[key] for key in keys}))

    @property
    def told(self) -> frozenset[str]:
        """All plain words of the places' names."""
        return frozenset(word for name in self.names.values() for word in plain_words(name))

    @property
    def spots(self) -> frozenset[Key]:
        """The specific places, if they are within a town."""
        return self.specific if self.depth > CITY else frozenset()

    @property
    def named_spots(self) -> frozenset[Key]:
        """Those of them that have a name: Karrada, not the apartment."""
        return frozenset(key for key in self.spots if _is_name(self.names.get(key, "")))


NOWHERE = Where(frozenset(), frozenset(), frozenset(), -1, "")


class Places:
    """Looks places up by id; the kind of a name is what most reports take it for, a town where no kind is known."""

    def __init__(self, rows: Mapping[str, PlaceRow]) -> None:
        self._rows = rows
        self._all = {_key(row.name) for row in rows.values()}
        votes: dict[Key, Counter[PlaceKind]] = {}
        for row in rows.values():
            votes.setdefault(_key(row.name), Counter())[row.kind] += 1
        self._kinds = {key: min(found, key=lambda k: (-found[k], k == "unknown", k)) for key, found in votes.items()}
        self._first: dict[int, dict[str, PlaceRow]] = {depth: {} for depth in _AREAS}
        for row in sorted(rows.values(), key=lambda r: (r.document_id, r.position, r.id)):
            depth = _DEPTH[self._kinds[_key(row.name)]]
            if depth in _AREAS:
                self._first[depth].setdefault(row.document_id, row)
        self._countries: dict[str, Counter[str]] = {}
        for row in rows.values():
            if row.country is not None:
                self._countries.setdefault(row.document_id, Counter())[row.country] += 1

    def names_place(self, key: Key) -> bool:
        """True if some report has a place of this name."""
        return key in self._all

    def country(self, document_id: str) -> str | None:
        """The country that most places of the document lie in; none if two have as many."""
        ranked = self._countries.get(document_id, Counter()).most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def about(self, document_id: str) -> Where:
        """The town and the province that the report names first, as a rule in its dateline and its first sentence."""
        rows = [self._first[depth][document_id] for depth in _AREAS if document_id in self._first[depth]]
        if not rows:
            return NOWHERE
        keys = [_key(row.name) for row in rows]
        towns = frozenset(key for key in keys if _DEPTH[self._kinds[key]] == CITY)
        names = {key: row.name for key, row in zip(keys, rows, strict=True)}
        return Where(frozenset(keys), towns, frozenset(keys[:1]), CITY if towns else 1, rows[0].name, names)

    def where(self, named: Iterable[EventPlaceRow | CeasefirePlaceRow]) -> Where:
        """The places that these rows name."""
        found: dict[Key, tuple[int, str]] = {}
        points: set[Point] = set()
        for row in named:
            place = self._rows.get(row.place_id or "")
            name = row.text if place is None else place.name
            key = _key(name)
            if key:
                kind = self._kinds.get(key, "unknown")
                found.setdefault(key, (_DEPTH[kind], name))
                if place is not None and place.lat is not None and place.lon is not None and _DEPTH[kind] >= CITY:
                    points.add((place.lat, place.lon))
                if place is not None and place.admin1:
                    found.setdefault(_key(place.admin1), (1, place.admin1))
        if not found:
            return NOWHERE
        depth = max(level for level, _ in found.values())
        specific = frozenset(key for key, (level, _) in found.items() if level == depth)
        towns = frozenset(key for key, (level, name) in found.items() if level == CITY and _is_name(name))
        words = min(name for key, (_, name) in found.items() if key in specific)
        names = {key: name for key, (_, name) in found.items()}
        return Where(frozenset(found), towns, specific, depth, words, names, tuple(sorted(points)))


def kilometres(one: Sequence[Point], other: Sequence[Point]) -> float | None:
    """The smallest distance between points of the two; ``None`` if one has none."""
    return min((_apart(a, b) for a in one for b in other), default=None)


def _apart(one: Point, other: Point) -> float:
    (north, east), (north2, east2) = ((math.radians(lat), math.radians(lon)) for lat, lon in (one, other))
    half = math.sin((north2 - north) / 2) ** 2 + math.cos(north) * math.cos(north2) * math.sin((east2 - east) / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(half))


def _is_name(name: str) -> bool:
    """True if some word has a capital: "home" and "parking lot" are no towns."""
    return any(word[:1].isupper() for word in name.split())


def _key(name: str) -> Key:
    """The name without words for the kind of place: `Karrada district` is `Karrada`."""
    parts = name_parts(name)
    return tuple(part for part in parts if part not in _KIND_WORDS) or parts
