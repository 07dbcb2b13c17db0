"""Kinds of places in the gazetteer, what the record calls them, and how exactly each is known."""

from __future__ import annotations

from typing import Literal

from truceline.model.extraction import PlaceKind

Kind = Literal[
    "city", "district", "site", "admin2", "admin1", "country", "region", "island", "mountain", "valley", "river", "sea"
]
KINDS: tuple[Kind, ...] = (
    "city", "district", "site", "admin2", "admin1", "country", "region", "island", "mountain", "valley", "river", "sea",
)  # fmt: skip

RECORDED: dict[Kind, PlaceKind] = {
    "city": "city", "district": "district", "site": "feature", "admin2": "district", "admin1": "admin1",
    "country": "country", "region": "feature", "island": "feature", "mountain": "feature", "valley": "feature",
    "river": "feature", "sea": "feature",
}  # fmt: skip

# UCDP's where_prec: 1 exact place, 2 near one, 3 second-level and 4 first-level division, 5 a stretch of land or a
# line, 6 a country, 7 at sea.
PRECISION: dict[Kind, int] = {
    "city": 1, "district": 1, "site": 1, "admin2": 3, "admin1": 4, "country": 6, "region": 5, "island": 5,
    "mountain": 5, "valley": 5, "river": 5, "sea": 7,
}  # fmt: skip
NEAR = 2

# Persons that a place of the project's own file counts as where only size decides.
WEIGHT: dict[Kind, int] = {
    "city": 20_000, "district": 60_000, "site": 30_000, "admin2": 100_000, "admin1": 500_000, "country": 5_000_000,
    "region": 1_000_000, "island": 200_000, "mountain": 50_000, "valley": 50_000, "river": 1_000_000, "sea": 1_000_000,
}  # fmt: skip

BORDERLESS: frozenset[Kind] = frozenset({"sea", "river"})


def acled_precision(where_prec: int | None) -> int | None:
    """ACLED's geo_precision of UCDP's where_prec: 1 a town, 2 a part of a region, 3 a region or more.

    ``None`` for none: ACLED codes no event without a place.
    """
    if where_prec is None:
        return None
    return 1 if where_prec == 1 else 2 if where_prec in (2, 3) else 3
