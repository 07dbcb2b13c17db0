"""Places of the user's own, laid over the gazetteer's file: checked against it, then found along with what it holds.

A place that bears the name of one of the same kind close by replaces it; all others are added.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from truceline.errors import BadPlaces, UsageError
from truceline.gazetteer.build import VERSION, cell_of, cells_of, nearest, records
from truceline.gazetteer.globe import distance
from truceline.gazetteer.keys import key
from truceline.gazetteer.kinds import BORDERLESS, PRECISION
from truceline.gazetteer.placefile import WORLD, PlaceFile, Written, read_places
from truceline.gazetteer.sources import Source

if TYPE_CHECKING:
    from truceline.gazetteer.store import Candidate, Gazetteer

REPLACES = 40.0  # kilometres within which a place of one's own stands for one of its name and kind
_IN_COUNTRY = 300.0  # kilometres to the nearest town of its country beyond which a place lies in another
_IN_TOWN = 100.0  # kilometres from the town that it is a part of


@dataclass(frozen=True, slots=True)
class Overlay:
    """The places by key, as the file has them; what each is; which of the file's places they replace."""

    records: Mapping[str, bytes]
    places: Mapping[int, Source]
    hidden: frozenset[int]


def own_places(paths: tuple[Path, ...]) -> tuple[PlaceFile, ...]:
    """The files of the user, read; what is wrong is noted in each.

    Raises:
        UsageError: a file cannot be read.
    """
    return tuple(read_file(path) for path in paths)


def read_file(path: Path) -> PlaceFile:
    """One file of places.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return read_places(path.read_text(encoding="utf-8-sig"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); give a CSV file in UTF-8") from None


def version(paths: Sequence[Path] = ()) -> str:
    """Version of the gazetteer: its own, and what the user's files hold."""
    if not paths:
        return VERSION
    return f"{VERSION}+{sha256(b''.join(path.read_bytes() for path in paths)).hexdigest()[:8]}"


def overlay(gazetteer: Gazetteer, files: Sequence[PlaceFile]) -> Overlay:
    """Checks the places against the gazetteer and puts them beside it, the later file over the earlier.

    Raises:
        BadPlaces: something is wrong; nothing is used.
    """
    towns = _Towns(gazetteer, {w.place.country for file in files for w in file.written})
    written = {(w.place.country, w.place.kind, key(w.place.names[0])): w for file in files for w in file.written}
    for file in files:
        _check_against(gazetteer, file, files, towns)
    problems = tuple(problem for file in files for problem in file.problems)
    if problems:
        raise BadPlaces(problems)
    places, hidden = dict[int, Source](), set[int]()
    found: defaultdict[str, bytes] = defaultdict(bytes)
    for number, one in enumerate(written.values(), gazetteer.size + 1):
        place = _divided(gazetteer, one.place, towns)
        places[number] = place
        hidden |= {c.number for c in gazetteer.find(place.names[0]) if _replaces(place, c)}
        for spelled, packed in records(number, place, *gazetteer.numbers(place.country, place.admin1)):
            found[spelled] += packed
    return Overlay(found, places, frozenset(hidden))


def _check_against(gazetteer: Gazetteer, file: PlaceFile, files: Sequence[PlaceFile], towns: _Towns) -> None:
    """Notes what the gazetteer says against places of a file: not in their country, or part of what nobody knows."""
    own: defaultdict[str, list[Written]] = defaultdict(list)
    for other in files:
        for written in other.written:
            for name in written.place.names:
                own[key(name)].append(written)
    for one in file.written:
        place, name = one.place, one.place.names[0]
        if place.country is not None and gazetteer.country(place.country) is None:
            file.wrong(
                one.line,
                f"{name}: {place.country!r} is no ISO 3166 alpha-3 code of a country; {WORLD} is for none or many",
            )
        elif place.country is not None and place.kind not in BORDERLESS and towns.gap(place) > _IN_COUNTRY:
            file.wrong(
                one.line,
                f"{name}: {place.lat}, {place.lon} is not in {place.country}; are latitude and longitude exchanged?",
            )
        if not place.parent:
            continue
        if key(place.parent) == key(place.names[0]):
            file.wrong(one.line, f"{name}: cannot lie in itself")
            continue
        wholes = [c for c in gazetteer.find(place.parent) if place.country in (None, c.country)]
        if not wholes and key(place.parent) not in own:
            file.wrong(one.line, f"{name}: no place of {place.country or 'the gazetteer'} is called {place.parent!r}")
        elif wholes and key(place.parent) not in own and all(_is_far(place, c) for c in wholes):
            file.wrong(one.line, f"{name}: {place.lat}, {place.lon} is more than {_IN_TOWN:.0f} km from {place.parent}")
        elif _goes_round(one, own):
            file.wrong(one.line, f"{name}: goes round in a circle (parent)")


def _is_far(place: Source, whole: Candidate) -> bool:
    return whole.kind == "city" and distance(place.lat, place.lon, whole.lat, whole.lon) > _IN_TOWN


def _goes_round(one: Written, own: Mapping[str, Sequence[Written]]) -> bool:
    """Does the way up the parents, through the files alone, lead back?"""
    at, seen = one, set[int]()
    while at.place.parent and id(at) not in seen:
        seen.add(id(at))
        above = own.get(key(at.place.parent), ())
        if not above:
            return False
        at = above[0]
    return at is one


def _replaces(place: Source, candidate: Candidate) -> bool:
    same = candidate.main and (candidate.kind, candidate.country) == (place.kind, place.country)
    return same and distance(place.lat, place.lon, candidate.lat, candidate.lon) <= REPLACES


def _divided(gazetteer: Gazetteer, place: Source, towns: _Towns) -> Source:
    """The place with its first-level division: the one that it is said to lie in, else that of the nearest town."""
    if place.country is None or PRECISION[place.kind] > PRECISION["admin2"]:
        return place
    code = gazetteer.division_code(place.country, place.parent) or towns.division(place)
    return replace(place, admin1=code)


class _Towns:
    """The towns of some countries by square, to tell what lies near a place."""

    def __init__(self, gazetteer: Gazetteer, countries: Iterable[str | None]) -> None:
        self._cells: defaultdict[tuple[str | None, int, int], list[Source]] = defaultdict(list)
        for town in gazetteer.towns({c for c in countries if c is not None}):
            self._cells[cell_of(town)].append(town)

    def division(self, place: Source) -> str:
        """Code of the division of the nearest town; empty if none is near."""
        town = nearest(place, [t for cell in cells_of(place) for t in self._cells.get(cell, ())])
        return "" if town is None else town.admin1

    def gap(self, place: Source) -> float:
        """Kilometres to the nearest town of its country; infinite beyond a few degrees."""
        for reach in (1, 7):
            near = [t for cell in cells_of(place, reach) for t in self._cells.get(cell, ())]
            if near:
                return min(distance(place.lat, place.lon, t.lat, t.lon) for t in near)
        return math.inf
