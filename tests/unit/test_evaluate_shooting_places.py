"""The town of an incident: by incident, not by article, and only in the right state."""

from __future__ import annotations

from tests.factories import document, extraction
from truceline.evaluate.shooting_places import Town, Towns
from truceline.model.extraction import Extraction, Place


def record(name: str, state: str | None, lat: float | None) -> Extraction:
    """A record with one place."""
    place = Place(
        id="P1", name=name, kind="city", country="USA", admin1=state, lat=lat, lon=lat, geonameid=None, precision=None, mentions=()
    )  # fmt: skip
    return extraction(document(), places=(place,))


def test_one_article_that_has_it_is_enough() -> None:
    towns = Towns()
    town = Town("1", "Elmsford Falls", "Ohio")
    towns.add(town, "Two men were shot.", None)
    towns.add(town, "ELMSFORD FALLS — Two men were shot.", record("ELMSFORD FALLS", "Ohio", 40.0))
    towns.add(Town("2", "Elmsford Falls", "Ohio"), "In Elmsford Falls", record("Elmsford Falls", "Iowa", 42.0))
    towns.add(Town("3", "Elmsford Falls", "Ohio"), "In Elmsford Falls", record("Elmsford Falls", None, None))
    assert [s.measure("", "").score for s in towns.shares().values()] == [1.0, 1.0, 1 / 3]


def test_answers_without_towns_give_no_measure() -> None:
    assert Towns().shares() == {}
