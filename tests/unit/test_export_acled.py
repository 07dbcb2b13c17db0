"""The rules of the ACLED-shaped export, and its file read by others."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.incident_rows import attack, clash, figure, incident, place, report, telling, who
from truceline.model.filters import Filter
from truceline.model.records import EventRow
from truceline.publish.export import acled, reasons
from truceline.publish.export.acled import ACLED, COLUMNS, acled_row
from truceline.publish.export.incidents import Incident, Participant, incidents
from truceline.publish.export.writing import write
from truceline.publish.fatalities import acled_fatalities
from truceline.record import Store

# Column names as ACLED's own files have them since March 2023, written down apart from the code under test.
ORDER = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1"
    " actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location"
    " latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
WHOLE = ("year", "time_precision", "inter1", "inter2", "interaction", "geo_precision", "fatalities")
IRAQI = who("Iraqi army", "military", country="IRQ", known="IRQ/army", inter=1)
MAHDI = who("Mahdi Army", "armed_group", country="IRQ", known="ucdp:5659", inter=3)


def coded(one: Incident) -> dict[str, Any]:
    """The row by column."""
    row = acled_row(one, {})
    assert not isinstance(row, str), row
    return dict(zip(ORDER, row, strict=True))


def test_the_columns_are_acleds_in_their_order() -> None:
    assert [column.name for column in COLUMNS] == ORDER
    assert len(ORDER) == 31


@pytest.mark.parametrize(
    ("days", "day", "precision"),
    [
        (("2008-03-31", "2008-03-31"), "2008-03-31", 1),
        (("2008-03-30", "2008-03-31"), "2008-03-30", 2),
        (("2008-03-24", "2008-03-30"), "2008-03-24", 2),
        (("2008-03-24", "2008-03-31"), "2008-03-27", 3),
        (("2008-03-01", "2008-03-31"), "2008-03-16", 3),
        ((None, "2008-04-01"), "2008-04-01", 2),  # news of the day of its report
    ],
)
def test_days_and_their_precision(days: tuple[str | None, str | None], day: str, precision: int) -> None:
    row = coded(incident(telling(days=days)))
    assert (row["event_date"], row["time_precision"]) == (date.fromisoformat(day), precision)
    assert row["year"] == 2008
    assert ("No report gives the day" in row["notes"]) is (days[0] is None)


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (incident(telling(status="negated")), reasons.NOT_FACT),
        (incident(telling(status="future")), reasons.NOT_FACT),
        (incident(telling(acled_type=None, acled_sub_type=None)), acled.NO_TYPE),
        (incident(places=()), reasons.NO_COUNTRY),
        (incident(places=[place("somewhere", kind=None)]), reasons.NO_COUNTRY),
        (incident(telling(days=None), reports=[report(published=None)]), reasons.UNDATED),
        (incident(telling(days=(None, "2008-04-01"), status="background")), reasons.UNDATED),
        (incident(telling(days=("2008-01-01", "2008-03-31"))), acled.TOO_WIDE),
        (incident(telling(acled_type="Strategic developments", acled_sub_type="Agreement")), acled.NOBODY),
    ],
)
def test_what_acled_cannot_hold_is_left_out_with_the_reason(one: Incident, reason: str) -> None:
    assert acled_row(one, {}) == reason


@pytest.mark.parametrize(
    ("people", "first", "second", "interaction"),
    [
        ([IRAQI, MAHDI], ("Military Forces of Iraq", 1), ("Mahdi Army", 3), 13),
        ([MAHDI, IRAQI], ("Mahdi Army", 3), ("Military Forces of Iraq", 1), 13),
        (
            [who("U.S. military", "military", country="USA", known="USA/military", inter=1), MAHDI],
            ("Military Forces of United States", 8),
            ("Mahdi Army", 3),
            38,
        ),
        (
            [who("gunmen", "armed_group"), who("police", "police", country="IRQ")],
            ("Unidentified Armed Group (Iraq)", 3),
            ("Police Forces of Iraq", 1),
            13,
        ),
        ([IRAQI], ("Military Forces of Iraq", 1), ("Unidentified Armed Group (Iraq)", 3), 13),
        ([], ("Unidentified Armed Group (Iraq)", 3), ("Unidentified Armed Group (Iraq)", 3), 33),
        (
            [IRAQI, who("Iranian army", "military", country="IRN", inter=1)],
            ("Military Forces of Iraq", 1),
            ("Military Forces of Iran", 8),
            18,
        ),
    ],
)
def test_who_fights_whom(
    people: Sequence[Participant], first: tuple[str, int], second: tuple[str, int], interaction: int
) -> None:
    row = coded(incident(clash(), people=people))
    assert (row["actor1"], row["inter1"]) == first
    assert (row["actor2"], row["inter2"]) == second
    assert row["interaction"] == interaction


def test_allies_stand_beside_each_other_and_who_stands_nowhere_is_in_the_notes() -> None:
    american = who("U.S. troops", "military", country="USA")
    elders = who("tribal elders", "civilian")
    row = coded(incident(clash(), people=[IRAQI, american, MAHDI, elders]))
    assert row["assoc_actor_1"] == ("Military Forces of United States",)
    assert (row["actor2"], row["interaction"]) == ("Mahdi Army", 13)
    assert "on neither side: tribal elders" in row["notes"]


def test_two_armed_groups_are_not_taken_for_allies() -> None:
    row = coded(incident(clash(), people=[MAHDI, who("Badr Brigade", "armed_group", known="badr", inter=3)]))
    assert (row["actor1"], row["actor2"], row["interaction"]) == ("Mahdi Army", "Badr Brigade", 33)


def test_forces_of_no_named_state_are_taken_for_the_countrys_and_that_is_said() -> None:
    row = coded(incident(clash(), people=[who("soldiers", "military"), MAHDI]))
    assert (row["actor1"], row["inter1"]) == ("Military Forces of Iraq", 1)
    assert "Forces of no named state are taken for those of Iraq." in row["notes"]


def test_a_force_with_a_name_of_its_own_is_nobodys_until_a_report_says_whose() -> None:
    row = coded(incident(people=[who("Marines", "military", "target")]))
    assert (row["actor2"], row["inter2"]) == (None, 0)
    assert "on neither side: Marines" in row["notes"]
    known = who("Marines", "military", "target", country="USA")
    assert coded(incident(people=[known]))["actor2"] == "Military Forces of United States"


def test_attacks_on_civilians() -> None:
    row = coded(incident(attack(), people=[MAHDI, who("three farmers", "civilian", "target")]))
    assert (row["actor2"], row["inter2"], row["interaction"]) == ("Civilians (Iraq)", 7, 37)
    assert row["civilian_targeting"] == "Civilian targeting"
    nobody = coded(incident(attack()))
    assert (nobody["actor1"], nobody["inter1"]) == ("Unidentified Armed Group (Iraq)", 3)
    assert "No report names a group or force that did it." in nobody["notes"]


def test_an_act_without_a_target_has_code_zero_and_civilian_victims_are_one() -> None:
    alone = coded(incident(people=[MAHDI]))
    assert (alone["actor2"], alone["inter2"], alone["interaction"]) == (None, 0, 30)
    assert alone["civilian_targeting"] is None
    struck = coded(incident(people=[MAHDI], figures=[figure("F1", (2, 2, 2), "civilian")]))
    assert (struck["actor2"], struck["interaction"]) == ("Civilians (Iraq)", 37)
    mixed = coded(
        incident(people=[MAHDI], figures=[figure("F1", (2, 2, 2), "civilian"), figure("F2", (1, 1, 1), "police")])
    )
    assert mixed["actor2"] is None


def test_protesters_and_rioters_have_their_codes() -> None:
    march = telling(type="protest", acled_type="Protests", acled_sub_type="Peaceful protest")
    row = coded(incident(march, people=[who("crowd", "civilian")]))
    assert (row["actor1"], row["inter1"], row["interaction"]) == ("Protesters (Iraq)", 6, 60)
    force = telling(acled_type="Protests", acled_sub_type="Excessive force against protesters")
    row = coded(incident(force, people=[who("police", "police", country="IRQ")]))
    assert (row["actor1"], row["actor2"], row["interaction"]) == ("Police Forces of Iraq", "Protesters (Iraq)", 16)
    assert row["disorder_type"] == "Political violence; Demonstrations"


def test_a_crowd_that_the_police_meet_has_them_on_the_other_side() -> None:
    riot = telling(type="mob_violence", acled_type="Riots", acled_sub_type="Violent demonstration")
    row = coded(incident(riot, people=[who("crowd", "civilian"), who("riot police", "police", country="IRQ")]))
    assert (row["actor1"], row["actor2"], row["interaction"]) == ("Rioters (Iraq)", "Police Forces of Iraq", 15)
    force = telling(acled_type="Protests", acled_sub_type="Excessive force against protesters")
    row = coded(incident(force, people=[who("protesters", "civilian")]))
    assert (row["actor1"], row["interaction"]) == ("Unidentified Armed Group (Iraq)", 36)


def test_who_holds_an_office_stands_for_the_government() -> None:
    order = telling(type="ceasefire_declared", acled_type="Strategic developments", acled_sub_type="Agreement")
    allawi = who("Ayad Allawi", "person", country="IRQ", known="ayad-allawi", sector="GOV", inter=1)
    row = coded(incident(order, people=[allawi]))
    assert (row["actor1"], row["inter1"], row["interaction"]) == ("Government of Iraq", 1, 10)
    assert "Ayad Allawi" in row["notes"]


@pytest.mark.parametrize(
    ("where", "precision", "placed"),
    [
        (place(), 1, True),
        (place(precision=3, kind="district"), 2, True),
        (place("Basra Governorate", kind="admin1", precision=4), 3, True),
        (place("Iraq", kind="country", precision=6, admin1=None), 3, False),
        (place("a village", lat=None, lon=None, precision=None), 3, False),
    ],
)
def test_places_and_their_precision(where: Any, precision: int, placed: bool) -> None:
    row = coded(incident(places=[where]))
    assert row["geo_precision"] == precision
    assert (row["latitude"] is not None) is placed
    assert (row["iso"], row["country"], row["region"]) == (368, "Iraq", "Middle East")


def test_fatalities_are_acleds_and_the_notes_keep_the_range() -> None:
    figures = [figure("F1", (12, 12, None), verbatim="at least 12"), figure("F2", (24, None, 99), rule="VN-dozens")]
    row = coded(incident(figures=figures))
    assert row["fatalities"] == 12
    assert "12 or more" in row["notes"]
    assert coded(incident())["fatalities"] == 0


def test_the_timestamp_is_the_last_decision_on_it_else_its_newest_report() -> None:
    at = datetime(2026, 1, 2, 3, tzinfo=UTC)
    row = acled_row(incident(), {"EVT-1": at, "EVT-2": datetime(2027, 1, 1, tzinfo=UTC)})
    assert row[-1] == int(at.timestamp())
    assert coded(incident())["timestamp"] == int(datetime(2008, 4, 1, tzinfo=UTC).timestamp())


PEOPLE = st.builds(
    lambda name, kind, role, country, inter: who(name, kind, role, country=country, inter=inter),
    st.sampled_from(["soldiers", "Mahdi Army", "gunmen", "Kurds", "=x()", "crowd"]),
    st.sampled_from([None, "state", "government", "military", "police", "armed_group", "political", "person", "civilian",
                     "international", "media", "other"]),
    st.sampled_from(["actor", "target", "broker", "source"]),
    st.sampled_from([None, "IRQ", "USA", "IRN"]),
    st.sampled_from([None, *range(1, 9)]),
)  # fmt: skip
DAYS = st.dates(date(2008, 1, 1), date(2008, 3, 31)).flatmap(
    lambda first: st.tuples(st.just(first.isoformat()), st.dates(first, date(2008, 4, 1)).map(date.isoformat))
)
TYPES = st.sampled_from([telling, clash, attack])


@given(TYPES, DAYS, st.lists(PEOPLE, max_size=5), st.integers(0, 50), st.booleans())
def test_any_happening_is_a_sound_row_or_has_a_reason(
    make: Any, days: tuple[str, str], people: list[Participant], dead: int, told: bool
) -> None:
    figures = [figure("F1", (dead, dead, dead))] if told else []
    row = acled_row(incident(make(days=days), people=people, figures=figures), {})
    if isinstance(row, str):
        width = (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days + 1
        assert (row, width > 31) == (acled.TOO_WIDE, True)
        return
    cells: dict[str, Any] = dict(zip(ORDER, row, strict=True))
    assert date.fromisoformat(days[0]) <= cells["event_date"] <= date.fromisoformat(days[1])
    assert 1 <= cells["inter1"] <= 8
    assert bool(cells["inter2"]) == bool(cells["actor2"])
    low, high = sorted((cells["inter1"], cells["inter2"])) if cells["inter2"] else (cells["inter1"], 0)
    assert cells["interaction"] == low * 10 + high
    assert cells["fatalities"] == (dead if told else 0)
    for name in {p.name for p in people if p.kind not in (None, "media") and p.role in ("actor", "target")}:
        assert name in cells["notes"]


def test_the_demonstration_record_is_read_by_pandas_cell_by_cell(examples: Path, tmp_path: Path) -> None:
    types: dict[str, Any] = {name: "Int64" for name in WHOLE} | {
        "iso": "Int64",
        "timestamp": "Int64",
        "latitude": float,
    }
    with Store.open(examples) as store:
        write(store, ACLED, tmp_path / "out", Filter())
        frame = pandas.read_csv(tmp_path / "out" / "acled.csv", dtype=types, parse_dates=["event_date"])
        found = {one.id: one for one in incidents(store, Filter())}
        everything = {row.happening_id for row in store.rows(EventRow) if row.review != "rejected"}
    assert list(frame.columns) == ORDER
    assert len(frame) > 25
    for row in frame.to_dict("records"):
        one = found[row["event_id_cnty"]]
        assert row["event_type"] == one.lead.acled_type
        assert row["fatalities"] == acled_fatalities(one.figures)
        assert row["location"] in {w.name for w in one.places}
        assert row["source"].split("; ")[0] in {d.outlet or Path(d.path).name for d in one.reports}
        assert one.lead.trigger in row["notes"]
    with (tmp_path / "out" / "left_out.csv").open(encoding="utf-8-sig") as file:
        left = {row["id"] for row in csv.DictReader(file)}
    assert set(frame["event_id_cnty"]) | left == everything
    assert not set(frame["event_id_cnty"]) & left
