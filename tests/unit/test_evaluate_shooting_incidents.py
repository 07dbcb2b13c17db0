"""Town and day of an incident: by incident, not by article; the town in the right state, the day within one of it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import count as number
from tests.factories import document, event, extraction, figure
from truceline.evaluate import shooting_incidents
from truceline.evaluate.main_event import main_days, main_event
from truceline.evaluate.shooting_incidents import Incident, Incidents, Town
from truceline.model.extraction import EventDate, Extraction, Place, TimeMention
from truceline.model.text import Span
from truceline.model.values import Days

TEXT = "Three men were shot on Friday. Later a clerk was shot. Hundreds have been shot this year."
FRIDAY, SATURDAY = Days(date(2014, 5, 2), date(2014, 5, 2), "day"), Days(date(2014, 5, 3), date(2014, 5, 3), "day")
WEEK = Days(date(2014, 4, 28), date(2014, 5, 4), "week")
BEFORE = Days(None, date(2014, 5, 4), "before")


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shooting_incidents, "_where", lambda town: ((40.0, -83.0),))


def place(name: str, state: str | None, lat: float | None) -> Extraction:
    """A record with one place."""
    made = Place(
        id="P1", name=name, kind="city", country="USA", admin1=state, lat=lat, lon=None if lat is None else -83.0,
        geonameid=None, precision=None if lat is None else 1, mentions=(),
    )  # fmt: skip
    return extraction(document(), places=(made,))


def dated(days: Days) -> Extraction:
    """A record of one shooting on these days, which its text names."""
    one = event(TEXT, "E1", "shot", kind="armed_attack", when=EventDate(days, Span(23, 29)))
    return extraction(document(TEXT), events=(one,), times=(TimeMention(Span(23, 29), days, None),))


def scores(incidents: Incidents) -> dict[str, float]:
    return {m.name.split(" (")[0]: round(m.score, 3) for m in incidents.measures()}


def test_one_article_that_has_the_town_is_enough() -> None:
    incidents, town = Incidents(), Town("Elmsford Falls", "Ohio")
    incidents.add(Incident("1", town=town), "Two men were shot.", None)
    incidents.add(Incident("1", town=town), "ELMSFORD FALLS — Two were shot.", place("ELMSFORD FALLS", "Ohio", 40.1))
    incidents.add(Incident("2", town=town), "In Elmsford Falls", place("Elmsford Falls", "Iowa", 42.0))
    incidents.add(Incident("3", town=town), "In Elmsford Falls", place("Elmsford Falls", None, None))
    assert scores(incidents) == {
        "its name stands in an article": 1.0,
        "a place of an article's record": 1.0,
        "resolved to the right state": 0.333,
        "a town of the record lies within 25 km": 0.333,
    }


def test_saint_is_also_written_short() -> None:
    incidents = Incidents()
    incidents.add(Incident("1", town=Town("Saint Cloud", "Ohio")), "In St. Cloud", place("St. Cloud", "Ohio", 45.0))
    assert scores(incidents)["resolved to the right state"] == 1.0
    assert scores(incidents)["its name stands in an article"] == 1.0


def test_the_day_is_that_of_most_articles() -> None:
    incidents, incident = Incidents(), Incident("1", day=date(2014, 5, 1))
    for days in (SATURDAY, FRIDAY, FRIDAY):
        incidents.add(incident, TEXT, dated(days))
    incidents.add(incident, TEXT, None)
    found = scores(incidents)
    assert found["within a day"] == 1.0
    assert found["within a day, by article"] == 0.5
    assert found["an article's record has such a day"] == 1.0


@pytest.mark.parametrize("days", [WEEK, BEFORE, SATURDAY])
def test_a_longer_time_than_a_day_beside_is_not_near(days: Days) -> None:
    incidents = Incidents()
    incidents.add(Incident("1", day=date(2014, 5, 1)), TEXT, dated(days))
    assert scores(incidents)["within a day"] == 0.0


def test_halves_are_of_days_and_need_answers() -> None:
    assert Incidents().measures() == []
    assert Incidents().halves().rows == ()
    assert {Incident("1", f"May {n}, 2014").half for n in range(1, 30)} == {"first", "second"}
    incidents = Incidents()
    incidents.add(Incident("1", "May 1, 2014", date(2014, 5, 1)), TEXT, dated(FRIDAY))
    assert [row[1:] for row in incidents.halves().rows] == [(0, 0, 1, 1)]


def test_the_main_event_is_the_one_with_most_harmed() -> None:
    clerk = event(
        TEXT, "E2", "shot", kind="armed_attack", figures=(figure(TEXT, "a clerk", number(1, 1, 1), kind="wounded"),)
    )
    three = event(
        TEXT, "E1", "shot", kind="armed_attack", when=EventDate(FRIDAY, None),
        figures=(figure(TEXT, "Three", number(3, 3, 3), kind="wounded"),),
    )  # fmt: skip
    year = event(
        TEXT, "E3", "shot", kind="armed_attack",
        figures=(figure(TEXT, "Hundreds", number(200, None, None), kind="wounded", scope="cumulative"),),
    )  # fmt: skip
    talks = event(TEXT, "E4", "Later", kind="talks")
    read = extraction(document(TEXT), events=(talks, clerk, three, year))
    assert main_event(read) is three
    assert main_days(read) == FRIDAY
    assert main_event(extraction(document(TEXT), events=(talks,))) is None


def test_a_report_that_counts_nobody_is_about_what_it_dates_first() -> None:
    bare = event(TEXT, "E1", "Later", kind="armed_attack", when=EventDate(BEFORE, None, "inferred"))
    told = event(TEXT, "E2", "shot", kind="armed_attack", when=EventDate(FRIDAY, None))
    assert main_event(extraction(document(TEXT), events=(bare, told))) is told
    assert main_days(extraction(document(TEXT), events=(bare,))) is None
