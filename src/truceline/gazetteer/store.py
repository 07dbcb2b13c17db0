"""Looks a name up in the gazetteer's file: every place that may be meant, with what ranking needs to know of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple, Self
from zlib import crc32

from truceline.gazetteer.build import MAIN, RECORD, ready
from truceline.gazetteer.globe import distance
from truceline.gazetteer.keys import key_of_plain, plain
from truceline.gazetteer.kinds import KINDS, Kind
from truceline.gazetteer.overlay import Overlay, overlay, own_places
from truceline.gazetteer.placefile import PlaceFile
from truceline.gazetteer.sources import Source

__all__ = ["Candidate", "Entry", "Gazetteer", "distance"]

_CACHED = 50_000
_NOTHING = Overlay({}, {}, frozenset())


class Candidate(NamedTuple):
    """A place that a name may mean; a tuple, for they are made by the hundred thousand.

    `exact`: spelled so; `main`: the name that it is listed by, or a spelling of that.
    """

    number: int
    kind: Kind
    lat: float | None
    lon: float | None
    population: int
    country: str | None
    division: int
    exact: bool
    main: bool

    def distance(self, other: Candidate) -> float:
        """Kilometres between the two; infinite if one is nowhere."""
        return distance(self.lat, self.lon, other.lat, other.lon)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the gazetteer shows of a place."""

    name: str
    lat: float | None
    lon: float | None
    geonameid: int | None
    parent: str | None
    source: str


class Gazetteer:
    """An open gazetteer; for one process, and closed with it."""

    def __init__(self, path: Path, own: Sequence[PlaceFile] = ()) -> None:
        self._base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
        self._base.execute("PRAGMA mmap_size = 268435456")
        self._base.execute("PRAGMA cache_size = -4000")
        self._one = self._base.cursor()
        rows = self._base.execute("SELECT number, code FROM country").fetchall()
        self._countries: dict[int, str | None] = {0: None}
        self._countries.update(rows)
        self._own = _NOTHING
        self.find = lru_cache(_CACHED)(self._find)
        if own:
            self._own = overlay(self, own)
            self.find.cache_clear()

    @classmethod
    def open(cls, paths: tuple[Path, ...] = ()) -> Self:
        """The gazetteer of the user's cache folder, built now if it is not there.

        Args:
            paths: files of the user's own places, laid over it.

        Raises:
            BadPlaces: something in them is wrong; nothing of them is used.
            GazetteerError: it cannot be built.
            UsageError: a file cannot be read.
        """
        return cls(ready(), own_places(paths))

    def close(self) -> None:
        """Closes the file."""
        self._one.close()
        self._base.close()

    def _find(self, name: str) -> tuple[Candidate, ...]:
        """Every place of this name or of a spelling like it, in no order."""
        spelled = plain(name)
        key = key_of_plain(spelled)
        row = self._one.execute("SELECT places FROM name WHERE key = ?", (key,)).fetchone()
        found = b"" if row is None else row[0]
        added, hidden = self._own.records.get(key), self._own.hidden
        if added is not None:
            found += added
        own, countries = crc32(spelled.encode()) & 0xFFFF, self._countries
        best: dict[int, Candidate] = {}
        for number, lat, lon, people, country, division, spelling, kind, rank in RECORD.iter_unpack(found):
            exact, main = spelling == own, rank == MAIN
            before = best.get(number)
            if before is not None:
                exact, main = exact or before.exact, main or before.main
            if before is None or (exact, main) != (before.exact, before.main):
                known = lat == lat  # else not a number: it lies nowhere
                best[number] = Candidate._make((
                    number, KINDS[kind], lat if known else None, lon if known else None, people, countries[country],
                    division, exact, main,
                ))  # fmt: skip
        if hidden:
            return tuple(c for number, c in best.items() if number not in hidden)
        return tuple(best.values())

    @cached_property
    def _states(self) -> dict[str, int]:
        return dict(self._base.execute("SELECT code, place FROM country").fetchall())

    @cached_property
    def _divisions(self) -> dict[int, tuple[str, str]]:
        rows = self._base.execute("SELECT number, country, name FROM division")
        return {number: (country, name) for number, country, name in rows}

    def country(self, code: str) -> Candidate | None:
        """The country of an ISO 3166 alpha-3 code."""
        number = self._states.get(code)
        return None if number is None else self._candidate(number)

    @cached_property
    def _neighbours(self) -> dict[str, frozenset[str]]:
        rows = self._base.execute("SELECT code, neighbours FROM country").fetchall()
        return {code: frozenset(beside.split(",")) for code, beside in rows if beside}

    def neighbours(self, code: str | None) -> frozenset[str]:
        """Codes of the countries that share a border with one."""
        return self._neighbours.get(code, frozenset()) if code is not None else frozenset()

    def division(self, number: int) -> str | None:
        """The name of a first-level division."""
        found = self._divisions.get(number)
        return None if found is None else found[1]

    def _candidate(self, number: int) -> Candidate | None:
        row = self._base.execute(
            "SELECT kind, lat, lon, population, country FROM place WHERE number = ?", (number,)
        ).fetchone()
        if row is None:
            return None
        kind, lat, lon, people, country = row
        return Candidate(number, kind, lat, lon, people, country, 0, True, True)

    def entry(self, candidate: Candidate) -> Entry:
        """What the gazetteer has on a place beyond what ranking needs."""
        place = self._own.places.get(candidate.number)
        if place is not None:
            return Entry(place.names[0], place.lat, place.lon, None, place.parent or None, "your file")
        row = self._base.execute(
            "SELECT name, lat, lon, geonameid, parent, source FROM place WHERE number = ?", (candidate.number,)
        ).fetchone()
        name, lat, lon, geonameid, parent, source = row
        return Entry(name, lat, lon, geonameid, parent or None, source)

    @property
    def size(self) -> int:
        """How many places the file holds, the user's own not counted."""
        (last,) = self._base.execute("SELECT max(number) FROM place").fetchone()
        return int(last)

    def numbers(self, country: str | None, division: str) -> tuple[int, int]:
        """The file's numbers of a country and of its division of this code; 0 for none."""
        return self._numbers.get((country, ""), 0), self._numbers.get((country, division), 0) if division else 0

    @cached_property
    def _numbers(self) -> dict[tuple[str | None, str], int]:
        rows = self._base.execute("SELECT number, country, code FROM division").fetchall()
        known: dict[tuple[str | None, str], int] = {(country, code): number for number, country, code in rows}
        return known | {(code, ""): number for number, code in self._countries.items()}

    def division_code(self, country: str, name: str) -> str | None:
        """Code of the first-level division of a country that bears the name; none if none or several do."""
        found = {c.division for c in self.find(name) if c.kind == "admin1" and c.country == country and c.division}
        if len(found) != 1:
            return None
        row = self._base.execute("SELECT code FROM division WHERE number = ?", (found.pop(),)).fetchone()
        return None if row is None else str(row[0])

    def towns(self, countries: Collection[str]) -> Iterator[Source]:
        """The towns of some countries, with the code of their division."""
        marks = ", ".join("?" * len(countries))
        rows = self._base.execute(
            f"SELECT name, lat, lon, country, admin1, population, geonameid FROM place WHERE kind = 'city'"
            f" AND country IN ({marks})",
            tuple(countries),
        )
        for name, lat, lon, country, code, people, geonameid in rows:
            yield Source((name,), "city", lat, lon, country, code, people, geonameid, "")

    def names(self, wanted: int) -> list[str]:
        """Names of that many places from all over the world."""
        rows = self._base.execute("SELECT name FROM place ORDER BY number * 7919 % 1000003 LIMIT ?", (wanted,))
        return [name for (name,) in rows]

    @property
    def credit(self) -> str:
        """Whom the data is from."""
        (value,) = self._base.execute("SELECT value FROM meta WHERE name = 'credit'").fetchone()
        return str(value)
