"""Where it happened: the finest place of each happening, and lists that hold what the map counts."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl

import pytest

from tests.factories import NOON, append
from tests.unit.views_record import LAND, NOWHERE, PROVINCE, SITE, TOWN, place, told
from truceline.errors import UsageError
from truceline.model.filters import Filter, Placed
from truceline.model.records import EventRow
from truceline.record import Store
from truceline.record.views import events, places

NEAR = place("near Site", "feature", 2, (33.1, 44.1))
CASES = [
    ((TOWN,), "point"), ((SITE, LAND), "point"), ((PROVINCE, LAND), "area"), ((LAND,), "country"),
    ((NOWHERE,), "unresolved"), ((), "none"),
]  # fmt: skip


@pytest.fixture
def filled(store: Store) -> Store:
    append(store, *(told(f"{i}.txt", *named) for i, (named, _) in enumerate(CASES)))
    return store


def test_a_province_or_country_is_no_point(filled: Store) -> None:
    found = places.placing(filled, Filter().happened)
    assert {tuple(spot.names): (spot.lat, spot.lon, spot.radius) for spot in found.spots} == {
        ("Town",): (33.0, 44.0, places.TOWN),
        ("Site",): (33.1, 44.1, places.SITE),
    }
    assert [(area.names, area.country, area.happenings) for area in found.areas] == [({"Province": 1}, "IRQ", 1)]
    assert found.countries == {"IRQ": 1}
    assert found.levels == {"point": 2, "area": 1, "country": 1, "unresolved": 1, "none": 1}


def test_near_a_place_is_wider_than_the_place(store: Store) -> None:
    append(store, told("a.txt", NEAR), told("b.txt", SITE))
    assert [(spot.radius, spot.happenings) for spot in places.placing(store, Filter()).spots] == [
        (places.SITE, 1),
        (places.NEAR, 1),
    ]


@pytest.mark.parametrize("level", ["point", "area", "country", "unresolved", "none"])
def test_the_list_of_a_level_holds_what_the_map_counts(filled: Store, level: Placed) -> None:
    wanted = Filter(placed=level).happened
    assert events.count(filled, wanted) == places.placing(filled, Filter().happened).levels[level]


def test_another_report_of_the_happening_places_it_better(store: Store) -> None:
    append(store, told("a.txt", LAND), told("b.txt", TOWN))
    one, other = store.rows(EventRow)
    store.decide("same", record_id=one.id, other_id=other.id, by="ana", reason="one shelling", at=NOON)
    found = places.placing(store, Filter())
    assert (len(found.spots), found.countries) == (1, {})
    assert events.count(store, Filter(placed="country")) == 0
    assert events.count(store, Filter(placed="point")) == 1


def test_names_of_one_spot_are_one_and_can_be_filtered_together(store: Store) -> None:
    append(store, told("a.txt", TOWN), told("b.txt", replace(SITE, kind="city", lat=33.0, lon=44.0)))
    (spot,) = places.placing(store, Filter()).spots
    assert (spot.happenings, spot.names) == (2, {"Site": 1, "Town": 1})
    assert events.count(store, Filter(place="town|SITE")) == 2
    assert events.count(store, Filter(place="Town")) == 1


@pytest.mark.parametrize(
    ("box", "number"),
    [("43,32,45,33.05", 1), ("43,32,45,34", 2), ("-10,0,10,10", 0), ("170,30,44.05,34", 1), ("42,31,43.5,32.5", 0)],
    ids=["one town", "both", "elsewhere", "beyond the 180th meridian", "no province"],
)
def test_a_box_holds_towns_and_sites(filled: Store, box: str, number: int) -> None:
    assert events.count(filled, Filter.of({"box": box})) == number


def test_a_country_counts_its_own_places_only(store: Store) -> None:
    append(store, told("a.txt", LAND, replace(TOWN, country="SYR")))
    assert places.placing(store, Filter(country="IRQ")).levels["country"] == 1
    assert places.placing(store, Filter(country="SYR")).levels["point"] == 1
    assert events.count(store, Filter(country="IRQ", placed="country")) == 1


def test_plans_are_left_out_unless_they_are_asked_for(store: Store) -> None:
    read = told("a.txt", TOWN)
    append(store, replace(read, events=(replace(read.events[0], status="future"),)))
    assert places.placing(store, Filter().happened).spots == ()
    assert len(places.placing(store, Filter(status=("future",)).happened).spots) == 1


@pytest.mark.parametrize(
    "given", [{"box": "1,2,3"}, {"box": "0,50,10,40"}, {"box": "0,0,200,1"}, {"box": "a,b,c,d"}, {"placed": "well"}]
)
def test_a_wrong_filter_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=next(iter(given))):
        Filter.of(given)


def test_the_filter_goes_through_an_address_and_back() -> None:
    wanted = Filter(box=(-10.5, 0.0, 20.0, 30.25), placed="area", actor="ACT-1", other="ACT-2", place="A|B")
    assert Filter.of(dict(parse_qsl(wanted.query))) == wanted


@pytest.mark.parametrize(
    ("table", "columns"), [("event_place", "place_id, review"), ("event_actor", "role, actor_id, review")]
)
def test_who_and_where_are_read_from_the_index_alone(store: Store, table: str, columns: str) -> None:
    append(store, told("a.txt", TOWN))
    plan = " ".join(
        row[3] for row in store.select(f"EXPLAIN QUERY PLAN SELECT {columns} FROM {table} WHERE event_id = ''")
    )
    assert f"USING COVERING INDEX {table}_event_id" in plan
