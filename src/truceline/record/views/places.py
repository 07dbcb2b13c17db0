"""Where it happened, as exactly as it is known and no more: happenings by place, for the map.

A happening counts at every place that is the finest its reports name: one with a town is not counted at the country
too. What is known only to a province or a country has no point.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from truceline.model.filters import Filter, Placed
from truceline.record.reader import Reader
from truceline.record.views.choosing import HOW_PLACED, PLACED, PLACED_AT, of_events, within

_NAMED = f"""
  SELECT event.happening_id, {HOW_PLACED} AS level, place.lat, place.lon, place.kind = 'city' OR place.precision = 2,
         place.precision, place.country, place.name
  FROM {PLACED_AT} WHERE {{}} AND {{}} AND event_place.id IS NOT NULL"""
_ALL = "SELECT count(DISTINCT event.happening_id) FROM event WHERE {}"

Spread = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A point of the map: a site, or somewhere within `radius` km of the point.

    `names` are those that reports have for it, with the happenings of each; `happenings` counts each once.
    """

    lat: float
    lon: float
    radius: int
    country: str | None
    happenings: int
    names: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A province, district, region or sea, without a point; `country` is ISO 3166 alpha-3, None where it is in none.

    `names` are those that reports have for it, with the happenings of each; `happenings` counts each once.
    """

    country: str | None
    happenings: int
    names: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """All happenings that meet a filter, by place, each kind most first.

    Attributes:
        spots: points of the map.
        areas: what is known only to a province or the like.
        countries: what is known only to a country, by code.
        levels: happenings by how exactly their place is known; they add up to all.
    """

    spots: tuple[Spot, ...]
    areas: tuple[Area, ...]
    countries: Spread
    levels: Mapping[Placed, int]


SITE, TOWN, NEAR = 2, 10, 25  # km: as good as the gazetteer's points are, and what "near" means to UCDP


def placing(reader: Reader, wanted: Filter) -> Placing:
    """The happenings that meet the filter, by the finest places that their reports name (in the filter's country)."""
    where, values = of_events(wanted)
    inside, there = within(wanted)
    rows = list(reader.select(_NAMED.format(where, inside), (*values, *there)))
    finest: dict[str, int] = {}
    for happening, level, *_ in rows:
        if level < finest.get(happening, len(PLACED)):
            finest[happening] = level
    spots = defaultdict[tuple[float, float, int, str | None], defaultdict[str, set[str]]](lambda: defaultdict(set))
    areas = defaultdict[tuple[float, float, str | None], defaultdict[str, set[str]]](lambda: defaultdict(set))
    countries = defaultdict[str, set[str]](set)
    for happening, level, lat, lon, wide, precision, country, name in rows:
        if level != finest[happening]:
            continue
        if level == 0:
            radius = NEAR if precision == 2 else TOWN if wide else SITE
            spots[lat, lon, radius, country][name].add(happening)
        elif level == 1:
            areas[lat, lon, country][name].add(happening)
        elif level == 2:
            countries[country or name].add(happening)
    levels = Counter(finest.values())
    (everything,) = next(reader.select(_ALL.format(where), values))
    levels[PLACED.index("none")] = everything - len(finest)
    found = [
        Spot(lat=lat, lon=lon, radius=radius, country=country, happenings=_together(names), names=_counted(names))
        for (lat, lon, radius, country), names in spots.items()
    ]
    known = [
        Area(country=country, happenings=_together(names), names=_counted(names))
        for (_, _, country), names in areas.items()
    ]
    return Placing(
        spots=tuple(sorted(found, key=lambda spot: (-spot.happenings, spot.lat, spot.lon, spot.radius))),
        areas=tuple(sorted(known, key=lambda area: (-area.happenings, *area.names))),
        countries=_counted(countries),
        levels={level: levels[number] for number, level in enumerate(PLACED)},
    )


def _together(names: Mapping[str, set[str]]) -> int:
    return len(set[str]().union(*names.values())) if len(names) > 1 else len(next(iter(names.values())))


def _counted(sets: Mapping[str, set[str]]) -> Spread:
    return dict(sorted(((name, len(all_)) for name, all_ in sets.items()), key=lambda pair: (-pair[1], pair[0])))
