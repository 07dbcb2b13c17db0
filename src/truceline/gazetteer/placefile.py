"""Reads a file of places, the project's own or a user's: CSV, one place a line; all that is wrong is named by line."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast, get_args

from truceline.gazetteer.keys import is_latin, key, plain
from truceline.gazetteer.kinds import WEIGHT, Kind
from truceline.gazetteer.sources import Source

WORLD = "XXX"  # country of what lies in many: continents, seas
COLUMNS = ("country", "kind", "name", "also", "lat", "lon", "parent", "source")
_CODE = re.compile("[A-Z]{3}")
_NEEDED = ("country", "kind", "name", "lat", "lon")
_KINDS = tuple(kind for kind in get_args(Kind) if kind != "country")


@dataclass(frozen=True, slots=True)
class Written:
    """A place as a file has it, and the line it stands in."""

    line: int
    place: Source
    source: str


@dataclass(slots=True)
class PlaceFile:
    """What a file holds, and what is wrong with it."""

    name: str
    written: list[Written] = field(default_factory=list)
    _wrong: list[tuple[int, str]] = field(default_factory=list)

    def wrong(self, line: int, what: str) -> None:
        """Notes what is wrong in a line."""
        self._wrong.append((line, what))

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong, in the order of the lines."""
        return tuple(f"{self.name}, line {line}: {what}" for line, what in sorted(self._wrong))


def read_places(text: str, name: str) -> PlaceFile:
    """The places of a file of this text; ``name`` is what the problems call it by."""
    file = PlaceFile(name)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(rows, [])]
        if not _good_header(file, header):
            return file
        for cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                file.wrong(rows.line_num, f"{len(cells)} cells; the first line names {len(header)} columns")
                continue
            row = {column: cell.strip() for column, cell in zip(header, cells, strict=True)}
            place = _place(file, rows.line_num, row)
            if place is not None:
                file.written.append(Written(rows.line_num, place, row.get("source", "")))
    except csv.Error as error:
        file.wrong(rows.line_num, f"no CSV ({error})")
    _check_doubles(file)
    return file


def _good_header(file: PlaceFile, header: Sequence[str]) -> bool:
    unknown = [column for column in header if column not in COLUMNS]
    missing = [column for column in _NEEDED if column not in header]
    if unknown:
        file.wrong(1, f"unknown column {', '.join(map(repr, unknown))}; known: {', '.join(COLUMNS)}")
    if missing:
        file.wrong(1, f"no column {', '.join(map(repr, missing))}")
    if len(set(header)) < len(header):
        file.wrong(1, "a column is named twice")
    return not file.problems


def _place(file: PlaceFile, line: int, row: Mapping[str, str]) -> Source | None:
    """The place of a line; nothing, with the problems noted, if a cell is wrong."""
    before = len(file.problems)
    country = row["country"]
    if not _CODE.fullmatch(country):
        file.wrong(line, f"{country!r} is no country; give its ISO 3166 alpha-3 code, or {WORLD} for none or many")
    if row["kind"] not in _KINDS:
        file.wrong(line, f"{row['kind']!r} is no kind; one of {', '.join(_KINDS)}")
    names = _names(file, line, row)
    lat, lon = _degrees(file, line, row)
    if len(file.problems) > before:
        return None
    kind = cast("Kind", row["kind"])
    land = None if country == WORLD else country
    return Source(names, kind, lat, lon, land, "", WEIGHT[kind], None, row.get("parent", ""))


def _names(file: PlaceFile, line: int, row: Mapping[str, str]) -> tuple[str, ...]:
    also = row.get("also", "")
    names = (row["name"], *(name.strip() for name in also.split("|"))) if also else (row["name"],)
    for name in names:
        if not name:
            file.wrong(line, "a name is empty")
        elif not key(name) or not is_latin(name):
            file.wrong(line, f"{name!r} is no name that begins with a capital, in Latin letters")
    if len(set(names)) < len(names):
        file.wrong(line, f"{row['name']!r} has one name twice")
    return names


def _degrees(file: PlaceFile, line: int, row: Mapping[str, str]) -> tuple[float | None, float | None]:
    if not row["lat"] and not row["lon"]:
        if row["country"] != WORLD:
            file.wrong(line, "lat and lon are missing")
        return None, None
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError:
        file.wrong(line, f"{row['lat']!r}, {row['lon']!r} are no degrees; write them like 33.305 and 44.390")
        return None, None
    if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
        file.wrong(line, f"{row['lat']}, {row['lon']} lies nowhere; lat is -90 to 90, lon -180 to 180")
    elif lat == lon == 0:
        file.wrong(line, "0, 0 is the sea off Africa; give the place's own coordinates")
    return lat, lon


def _check_doubles(file: PlaceFile) -> None:
    first: dict[tuple[str | None, str, str], int] = {}
    for written in file.written:
        place = written.place
        line = first.setdefault((place.country, place.kind, plain(place.names[0])), written.line)
        if line != written.line:
            file.wrong(written.line, f"{place.names[0]!r} stands in line {line} already")
