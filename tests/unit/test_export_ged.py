"""The rules of the GED-shaped export, and its file read by others."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import append, basra
from tests.incident_rows import attack, clash, figure, incident, place, ranged, report, telling, who
from truceline.model.filters import Filter
from truceline.model.records import EventRow, ReconciledRow
from truceline.publish.export import ged, reasons
from truceline.publish.export.countries import country
from truceline.publish.export.ged import COLUMNS, GED, Coded, event_number, ged_row, priogrid
from truceline.publish.export.incidents import Incident, incidents
from truceline.publish.export.writing import write
from truceline.record import Store

# Column names of release 23.1, written down apart from the code under test.
ORDER = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id"
    " dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources"
    " source_article source_office source_date source_headline source_original where_prec where_coordinates"
    " where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity"
    " date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
ARMY = who("Iraqi army", "military", country="IRQ", known="IRQ/army", inter=1, text="soldiers")
MAHDI = who("Mahdi Army", "armed_group", country="IRQ", known="ucdp:5659", inter=3, text="militiamen")
FARMERS = who("farmers", "civilian", "target")
DEAD = figure("F1", (12, 12, 12))


def coded(one: Incident) -> dict[str, Any]:
    """The row by column."""
    row = ged_row(one)
    assert isinstance(row, Coded), row
    return dict(zip(ORDER, row.cells, strict=True)) | {"notes": dict(row.notes)}


def test_the_columns_are_those_of_release_23_1() -> None:
    assert [column.name for column in COLUMNS] == ORDER
    assert len(ORDER) == 49


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [
        (-90, -180, 1),
        (-89.75, 179.9, 720),
        (90, 180, 259_200),
        (34.53, 69.17, 179_779),  # Kabul, as GED itself has it
        (33.34, 44.4, 177_569),
    ],
)
def test_the_cell_of_the_priogrid(lat: float, lon: float, cell: int) -> None:
    assert priogrid(lat, lon) == cell


DEGREES = 100_000  # parts of a degree that the gazetteer gives


@given(st.integers(-90 * DEGREES, 90 * DEGREES), st.integers(-180 * DEGREES, 180 * DEGREES))
def test_a_cell_holds_its_point(north: int, east: int) -> None:
    lat, lon = north / DEGREES, east / DEGREES
    row, column = divmod(priogrid(lat, lon) - 1, 720)
    assert row / 2 - 90 <= lat <= row / 2 - 89.5
    assert column / 2 - 180 <= lon <= column / 2 - 179.5


@given(st.text())
def test_the_number_of_a_happening_is_exact_in_any_reader(own: str) -> None:
    assert 0 <= event_number(own) < 2**53
    assert int(float(event_number(own))) == event_number(own) == event_number(own)


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (incident(clash(status="negated"), people=[ARMY, MAHDI], figures=[DEAD]), reasons.NOT_FACT),
        (incident(clash(), people=[ARMY, MAHDI]), "no report tells of dead"),
        (incident(clash(), people=[ARMY, MAHDI], figures=[figure("F1", (0, 0, 0))]), "nobody died"),
        (incident(clash(), people=[ARMY, MAHDI], places=(), figures=[DEAD]), reasons.NO_COUNTRY),
        (incident(clash(days=("2006-01-01", "2008-01-01")), people=[ARMY, MAHDI], figures=[DEAD]), ged.TOO_WIDE),
        (
            incident(clash(days=None), reports=[report(published=None)], people=[ARMY, MAHDI], figures=[DEAD]),
            reasons.UNDATED,
        ),
        (incident(clash(), people=[], figures=[DEAD]), ged.NO_ACTOR),
        (incident(clash(), people=[ARMY], figures=[DEAD]), ged.NO_OTHER),
        (incident(telling(plover="COERCE", type="arrest"), people=[ARMY, MAHDI], figures=[DEAD]), ged.NOT_VIOLENT),
        (incident(clash(), places=[place(lat=None, lon=None)], people=[ARMY, MAHDI], figures=[DEAD]), ged.NO_POINT),
    ],
)
def test_what_ged_cannot_hold_is_left_out_with_the_reason(one: Incident, reason: str) -> None:
    assert ged_row(one) == reason


def test_without_a_best_number_there_is_no_event() -> None:
    one = incident(clash(), people=[ARMY, MAHDI], figures=[figure("F1", (24, None, 99), rule="VN-dozens")])
    assert "no report gives a number" in str(ged_row(one))


def test_a_battle_with_the_state_is_state_based_and_the_state_is_side_a() -> None:
    row = coded(incident(clash(), people=[MAHDI, ARMY], figures=[DEAD]))
    assert row["type_of_violence"] == 1
    assert (row["side_a"], row["side_a_new_id"], row["gwnoa"]) == ("Government of Iraq", 116, 645)
    assert (row["side_b"], row["side_b_new_id"], row["gwnob"]) == ("Mahdi Army", 5659, None)
    assert row["dyad_name"] == "Government of Iraq - Mahdi Army"
    assert (row["country_id"], row["region"]) == (645, "Middle East")
    assert row["geom_wkt"] == "POINT (47.75 30.5)"


def test_the_state_of_the_country_comes_before_its_guest() -> None:
    american = who("U.S. troops", "military", country="USA", inter=8)
    row = coded(incident(clash(), people=[american, ARMY, MAHDI], figures=[DEAD]))
    assert (row["side_a"], row["type_of_violence"]) == ("Government of Iraq", 1)
    assert "U.S. troops" in row["notes"]["dyad_name"]


def test_groups_fight_without_the_state_and_civilians_are_struck_by_one_side() -> None:
    badr = who("Badr Brigade", "armed_group", country="IRQ", known="badr", inter=3)
    assert coded(incident(clash(), people=[MAHDI, badr], figures=[DEAD]))["type_of_violence"] == 2
    row = coded(incident(attack(), people=[MAHDI, FARMERS], figures=[DEAD]))
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (3, "Mahdi Army", "Civilians")


def test_deaths_by_side_only_where_they_add_up() -> None:
    figures = [
        figure("F1", (4, 4, 4), "combatant", who="militiamen"), figure("F2", (1, 1, 1), "police"),
        figure("F3", (3, 3, 3), "civilian"),
    ]  # fmt: skip
    parts = [
        ranged("combatant", (4, 4, 4), "F1"),
        ranged("police", (1, 1, 1), "F2"),
        ranged("civilian", (3, 3, 3), "F3"),
    ]
    row = coded(
        incident(clash(), people=[ARMY, MAHDI], figures=figures, ranges=[*parts, ranged("all", (8, 8, 8), "F1")])
    )
    assert [row[f"deaths_{of}"] for of in ("a", "b", "civilians", "unknown")] == [1, 4, 3, 0]
    row = coded(
        incident(clash(), people=[ARMY, MAHDI], figures=figures, ranges=[*parts, ranged("all", (9, 9, 9), "F1")])
    )
    assert [row[f"deaths_{of}"] for of in ("a", "b", "civilians", "unknown")] == [0, 0, 0, 9]
    assert "do not add up" in row["notes"]["deaths_unknown"]


def test_a_fighter_of_no_side_is_unknown() -> None:
    dead = figure("F1", (4, 4, 4), "combatant", who="fighters")
    row = coded(incident(clash(), people=[ARMY, MAHDI], figures=[dead]))
    assert (row["deaths_a"], row["deaths_b"], row["deaths_unknown"]) == (0, 0, 4)


def test_an_open_end_is_the_largest_number_given_with_a_note() -> None:
    figures = [figure("F1", (12, 12, None)), figure("F2", (20, 20, 20))]
    row = coded(
        incident(clash(), people=[ARMY, MAHDI], figures=figures, ranges=[ranged("unknown", (12, 12, None), "F1", "F2")])
    )
    assert (row["low"], row["best"], row["high"]) == (12, 12, 20)
    assert "no upper end" in row["notes"]["high"]


@pytest.mark.parametrize(
    ("days", "precision", "clarity"),
    [
        (("2008-03-31", "2008-03-31"), 1, 1),
        (("2008-03-30", "2008-03-31"), 2, 1),
        (("2008-03-25", "2008-03-31"), 3, 2),
        (("2008-03-01", "2008-03-31"), 4, 2),
        (("2008-02-01", "2008-03-31"), 5, 2),
        ((None, "2008-04-01"), 2, 1),
    ],
)
def test_days_and_their_precision(days: tuple[str | None, str | None], precision: int, clarity: int) -> None:
    row = coded(incident(clash(days=days), people=[ARMY, MAHDI], figures=[DEAD]))
    assert (row["date_prec"], row["event_clarity"]) == (precision, clarity)
    assert ("date_start" in row["notes"]) is (days[0] is None)
    assert row["date_end"] == date.fromisoformat(days[1] or "")


def test_the_source_columns_name_outlets_and_who_first_gave_the_number() -> None:
    reports = [report(), report("D2", "Other Post", title=None)]
    rows = (clash(), clash(own="EVT-2", document_id="D2"))
    row = coded(incident(*rows, people=[ARMY, MAHDI], figures=[DEAD], reports=reports))
    assert row["number_of_sources"] == 2
    assert row["source_article"] == '"The Paper,2008-04-01,A headline";"Other Post,2008-04-01,"'


CLASSES = ("civilian", "combatant", "police", "unknown")


@given(st.dictionaries(st.sampled_from(CLASSES), st.integers(0, 30), min_size=1), st.integers(0, 60), st.booleans())
def test_the_four_columns_of_deaths_always_make_best(parts: dict[str, int], total: int, summed: bool) -> None:
    figures = [figure(f"F{n}", (d, d, d), own, who="soldiers") for n, (own, d) in enumerate(parts.items())]
    ranges: list[ReconciledRow] = [ranged(f.victim_class, (f.low, f.best, f.high), f.id) for f in figures]
    best = sum(parts.values()) if summed else total
    if len(parts) > 1:
        ranges.append(ranged("all", (best, best, None), *(f.id for f in figures)))
    row = ged_row(incident(clash(), people=[ARMY, MAHDI], figures=figures, ranges=ranges))
    if isinstance(row, str):
        assert row == "nobody died"
        return
    cells: dict[str, Any] = dict(zip(ORDER, row.cells, strict=True))
    assert sum(int(cells[f"deaths_{of}"]) for of in ("a", "b", "civilians", "unknown")) == cells["best"]
    assert cells["low"] <= cells["best"] <= cells["high"]


def test_the_countries_have_the_codes_of_the_standards() -> None:
    iraq, yemen = country("IRQ"), country("YEM")
    assert iraq is not None
    assert yemen is not None
    assert (iraq.iso_numeric, iraq.gw, iraq.cow, iraq.ucdp_actor) == (368, 645, 645, 116)
    assert (yemen.gw, yemen.cow, yemen.government) == (678, 679, "Government of Yemen (North Yemen)")
    assert country("XXX") is None


def test_the_demonstration_record_is_read_by_pandas_cell_by_cell(record: Path, tmp_path: Path) -> None:
    whole = [column.name for column in COLUMNS if column.type == "integer"]
    with Store.open(record, "write") as store:
        append(store, basra())
        write(store, GED, tmp_path / "out", Filter())
        found = {one.id: one for one in incidents(store, Filter())}
        everything = {row.happening_id for row in store.rows(EventRow) if row.review != "rejected"}
    types: dict[str, Any] = dict.fromkeys(whole, "Int64") | {"latitude": float, "longitude": float}
    frame = pandas.read_csv(tmp_path / "out" / "ged.csv", dtype=types, parse_dates=["date_start", "date_end"])
    notes = pandas.read_csv(tmp_path / "out" / "ged_notes.csv")
    assert list(frame.columns) == ORDER
    assert len(frame) > 0
    assert set(notes["relid"]) == set(frame["relid"])
    for row in frame.to_dict("records"):
        one = found[row["relid"]]
        assert row["id"] == event_number(one.id)
        assert row["best"] in {r.best for r in one.ranges if r.kind == "killed"}
        assert row["source_office"].split("; ")[0] in {d.outlet for d in one.reports}
        assert row["priogrid_gid"] == priogrid(row["latitude"], row["longitude"])
    with (tmp_path / "out" / "left_out.csv").open(encoding="utf-8-sig") as file:
        left = {row["id"] for row in csv.DictReader(file)}
    assert set(frame["relid"]) | left == everything
    assert not set(frame["relid"]) & left
