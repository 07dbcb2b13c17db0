"""The map: what happened where, and the countries by the codes that their outlines carry."""

from __future__ import annotations

from functools import cache

from truceline.gazetteer.sources import countries, geonames
from truceline.record import Store
from truceline.record.views import places
from truceline.serve.asked import Asked


def placed(store: Store, asked: Asked) -> object:
    """The happenings that meet the filter by place; if it names no status, those told as a fact."""
    found = places.placing(store, asked.filter.happened)
    codes = {*found.countries, *(spot.country for spot in found.spots), *(area.country for area in found.areas)}
    return {"placing": found, "codes": {code: known for code, known in _codes().items() if code in codes}}


@cache
def _codes() -> dict[str, tuple[str, str]]:
    """ISO 3166 number, as outlines of countries carry it, and name of each country, by its code of three letters."""
    return {row["iso3"]: (f"{row['isonumeric']:03d}", row["name"]) for row in countries(geonames()).values()}
