"""The project's own places, against the full gazetteer: each in its country, by what it is a part of, with its source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from truceline.gazetteer import Gazetteer, sources
from truceline.gazetteer.globe import distance
from truceline.gazetteer.keys import key
from truceline.gazetteer.kinds import BORDERLESS
from truceline.gazetteer.placefile import PlaceFile, read_places
from truceline.gazetteer.sources import Source

# No town of GeoNames is near these: deserts, reefs, bases.
REMOTE = 300.0
AT_SEA = {"Subi Reef", "Fiery Cross Reef", "Thitu", "Spratly Islands", "Pratas", "Salvador Pass", "Second Thomas Shoal"}
SOURCES = {
    "general knowledge",
    "general knowledge; coordinates of its seat: GeoNames",
    "a name of many countries",
}


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.open()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def file() -> PlaceFile:
    return read_places(sources.own("places.csv"), "places.csv")


def test_nothing_is_wrong_with_the_file(file: PlaceFile) -> None:
    assert file.problems == ()
    assert len(file.written) > 1_800
    assert {w.source for w in file.written} == SOURCES


def test_each_lies_in_its_country(gazetteer: Gazetteer, file: PlaceFile) -> None:
    towns: defaultdict[str | None, list[Source]] = defaultdict(list)
    for town in gazetteer.towns({w.place.country for w in file.written if w.place.country is not None}):
        towns[town.country].append(town)
    wrong = []
    for written in file.written:
        place = written.place
        if place.country is None or place.kind in BORDERLESS or place.names[0] in AT_SEA:
            continue
        near = min(distance(place.lat, place.lon, t.lat, t.lon) for t in towns[place.country])
        if near > REMOTE:
            wrong.append((place.names[0], place.country, round(near)))
    assert wrong == []


def test_each_lies_by_what_it_is_a_part_of(gazetteer: Gazetteer, file: PlaceFile) -> None:
    wrong = []
    for written in file.written:
        place = written.place
        if not place.parent:
            continue
        wholes = gazetteer.find(place.parent)
        near = min((distance(place.lat, place.lon, c.lat, c.lon) for c in wholes), default=float("inf"))
        within = {c.division for c in wholes if c.kind == "admin1" and c.country == place.country}
        if near > (600 if within or any(c.kind == "region" for c in wholes) else 60):
            wrong.append((place.names[0], place.parent, near))
    assert wrong == []


def test_no_town_stands_twice(gazetteer: Gazetteer, file: PlaceFile) -> None:
    """A town that GeoNames has under all the names of the file is no place for the file."""
    wrong = []
    for place in (w.place for w in file.written if w.place.kind == "city"):
        known = [
            any(
                c.country == place.country and c.population > 0 and gazetteer.entry(c).geonameid is not None
                and distance(c.lat, c.lon, place.lat, place.lon) < 25
                for c in gazetteer.find(name)
            )
            for name in place.names
        ]  # fmt: skip
        if all(known):
            wrong.append(place.names[0])
    assert wrong == []


def test_no_two_are_the_same(file: PlaceFile) -> None:
    told = Counter((w.place.country, key(w.place.names[0]), w.place.kind) for w in file.written)
    assert [name for name, times in told.items() if times > 1] == []
