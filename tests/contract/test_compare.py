"""``truceline import`` and ``compare``: the record of the example reports beside datasets made up around them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.contract.conftest import Call
from tests.datasets import Cells, acled, ged
from tests.factories import NOON
from truceline.model.filters import Filter
from truceline.publish.comparing import Settings, compare
from truceline.publish.comparing.cases import deaths_of
from truceline.publish.export.incidents import Incident, incidents
from truceline.publish.fatalities import GedDeaths, acled_fatalities, ged_deaths
from truceline.read import datasets
from truceline.record import Store

AMERICANS: Cells = {"side_a": "Government of United States of America", "side_a_new_id": 3}
OTHERS: Cells = {"side_b": "An invented group", "side_b_new_id": 99999}


def there(name: str, admin: str, lat: float, lon: float, day: str, last: str | None = None) -> Cells:
    return {
        "where_coordinates": name, "adm_1": f"{admin} governorate", "latitude": lat, "longitude": lon,
        "date_start": f"{day} 00:00:00.000", "date_end": f"{last or day} 00:00:00.000",
    }  # fmt: skip


def dead(best: int, low: int | None = None, high: int | None = None) -> Cells:
    return {"best": best, "low": best if low is None else low, "high": best if high is None else high}


BAQUBA = ("Baquba town", "Diyala", 33.75, 44.61)
SADR_CITY = ("Sadr City", "Baghdad", 33.39, 44.46)
ROWS: list[Cells] = [
    {"id": 1, **there("Kufa town", "Najaf", 32.05, 44.44, "2004-08-26"), **dead(25, 25, 71)},
    {"id": 2, **AMERICANS, **OTHERS, **there("Falluja town", "Anbar", 33.35, 43.78, "2004-08-27"), **dead(3)},
    {"id": 3, **OTHERS, **there(*BAQUBA, "2004-08-27"), **dead(6)},
    {"id": 4, **OTHERS, **there(*BAQUBA, "2004-08-25"), **dead(2)},  # the same town on another day
    {"id": 5, **there("Kut town", "Wasit", 32.51, 45.82, "2004-08-26"), **dead(25)},  # the same day in another town
    {"id": 6, **there(*SADR_CITY, "2008-04-06"), **dead(24, 20, 24)},  # two attacks in Baghdad on one day
    {"id": 7, **AMERICANS, **there("Green Zone", "Baghdad", 33.305, 44.39, "2008-04-06"), **dead(2)},
    {"id": 8, **there("Basra city", "Basra", 30.508, 47.78, "2008-03-25", "2008-03-31"), **dead(210, 120, 400)},
    {"id": 9, **there(*SADR_CITY, "2005-04-06"), **dead(24)},  # when no report was
    {"id": 10, **there("Kabul city", "Kabul", 34.5, 69.2, "2008-04-06"), "country": "Afghanistan", **dead(24)},
]
PAIRED = {
    "1": ("2004-08-26", "Kufa"), "2": ("2004-08-27", "Falluja"), "3": ("2004-08-27", "Baquba"),
    "6": ("2008-04-06", "Sadr City"), "7": ("2008-04-06", "Green Zone"),
}  # fmt: skip


@pytest.fixture
def compared(record: Path, tmp_path: Path, call: Call) -> list[dict[str, Any]]:
    """All rows of the comparison of the example record with `ROWS`."""
    done = call("import", "ucdp-ged", ged(tmp_path / "GEDEvent_v23_1.csv", *ROWS), "--record", record)
    assert (done.status, done.out) == (0, "")
    told = call("compare", "ucdp-ged-23.1", "--record", record, "--json")
    assert told.status == 0
    return [json.loads(line) for line in told.out.splitlines()]


def test_right_ones_match_and_near_misses_do_not(compared: list[dict[str, Any]]) -> None:
    sure = {r["dataset_id"]: r for r in compared if r["certainty"] == "match" and r["relation"] == "same"}
    assert {own: (r["record_date"], r["record_place"]) for own, r in sure.items()} == PAIRED
    alone = {r["dataset_id"] for r in compared if r["list"] == "only_dataset"}
    assert "5" in alone
    assert not any(r["certainty"] == "match" for r in compared if r["dataset_id"] in ("4", "5"))
    assert not {"9", "10"} & {r["dataset_id"] for r in compared}  # no report could tell of them
    here = {(r["record_date"], r["record_place"], r["record_best"]) for r in compared if r["list"] == "only_record"}
    assert ("2004-08-27", "Baiji", 1) in here


def test_a_week_of_fighting_holds_what_happened_in_it(compared: list[dict[str, Any]]) -> None:
    week = [r for r in compared if r["dataset_id"] == "8"]
    assert len(week) > 1
    assert {r["relation"] for r in week} == {"part of row"}
    assert all("2008-03-25" <= r["record_date"] <= "2008-03-31" for r in week)


def test_differing_figures_are_told_cell_by_cell(compared: list[dict[str, Any]]) -> None:
    by_id = {r["dataset_id"]: r for r in compared if r["dataset_id"]}
    assert by_id["3"]["list"] == by_id["1"]["list"] == "matched"
    city = by_id["6"]
    assert city["list"] == "differing"
    assert (city["record_best"], city["dataset_best"]) == (20, 24)
    assert {"best: 20 here, 24 there", "high: 20 here, 24 there"} <= set(city["differences"])
    assert not [d for d in city["differences"] if d.startswith(("low", "date", "place"))]
    assert any("20 dead here, 24 there" in reason for reason in city["reasons"])


def test_what_is_left_out_is_counted_with_its_reason(compared: object, record: Path, call: Call) -> None:
    told = call("compare", "1", "--record", record).out
    assert "1 of the dataset not compared: no report is about its country" in told
    assert "1 of the dataset not compared: no report of its country is of these days" in told
    assert "of the record not compared: no report tells of dead" in told
    assert "matched within 1 day(s)" in told
    whole = [
        json.loads(line) for line in call("compare", "1", "--whole", "--json", "--record", record).out.splitlines()
    ]
    assert {"9", "10"} <= {r["dataset_id"] for r in whole if r["list"] == "only_dataset"}
    iraq = call("compare", "1", "--whole", "--country", "IRQ", "--since", "2008-01-01", "--json", "--record", record)
    rows = [json.loads(line) for line in iraq.out.splitlines()]
    assert {r["dataset_id"] for r in rows if r["dataset_id"]} == {"6", "7", "8"}
    assert {r["country"] for r in rows} == {"IRQ"}


def test_settings_change_the_outcome_and_stand_in_it(
    compared: object, record: Path, call: Call, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    strict = call("compare", "1", "--days", 0, "--sure", 0.99, "--possible", 0.9, "--weight", "deaths=9", "--out", out,
                  "--record", record)  # fmt: skip
    assert strict.status == 0
    about = json.loads((out / "comparison.json").read_text(encoding="utf-8"))
    assert (about["settings"]["days"], about["settings"]["weights"]["deaths"]) == (0, 9)
    assert about["dataset"]["name"] == "ucdp-ged-23.1"
    assert about["covered"]["IRQ"][0][0] == "2004-08-18"  # a week before the first report
    lists = {
        name: list(csv.DictReader(io.StringIO((out / f"{name}.csv").read_text(encoding="utf-8-sig"))))
        for name in ("matched", "differing", "only_record", "only_dataset", "left_out", "totals")
    }
    assert {name: len(rows) for name, rows in lists.items() if name in about["lists"]} == about["lists"]
    assert "6" not in {row["dataset_id"] for row in lists["differing"]}
    assert sum(about["left_out"].values()) == len(lists["left_out"])
    assert call("compare", "1", "--out", out, "--record", record).status == 0  # written anew
    (out / "mine.txt").write_text("keep me", encoding="utf-8")
    assert call("compare", "1", "--out", out, "--record", record).status == 2


def test_totals_add_up(compared: list[dict[str, Any]], record: Path) -> None:
    with Store.open(record) as store:
        found = compare(store, store.dataset("1"), Filter(), Settings())
    assert sum(t.dataset for t in found.totals) == len({r["dataset_id"] for r in compared if r["dataset_id"]}) == 8
    assert sum(t.dataset_deaths for t in found.totals) == 25 + 3 + 6 + 2 + 25 + 24 + 2 + 210
    assert sum(t.record for t in found.totals) == len({r["happening_id"] for r in compared if r["happening_id"]})
    assert sum(t.matched + t.possible for t in found.totals) == len(found.matched)


def test_an_acled_download(record: Path, tmp_path: Path, call: Call) -> None:
    kufa: Cells = {
        "event_id_cnty": "IRQ1", "event_date": "26 August 2004", "location": "Kufa", "admin1": "Najaf",
        "latitude": 32.05, "longitude": 44.44, "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack", "fatalities": 27,
    }  # fmt: skip
    protest: Cells = {
        **kufa, "event_id_cnty": "IRQ2", "event_type": "Protests", "sub_event_type": "Peaceful protest",
        "actor1": "Protesters (Iraq)", "inter1": "Protesters", "actor2": "", "inter2": "", "fatalities": 0,
        "location": "Basra", "latitude": 30.5, "longitude": 47.78,
    }  # fmt: skip
    path = acled(tmp_path / "a.csv", kufa, protest)
    assert call("import", "acled", path, "--name", "mine", "--record", record).status == 0
    rows = [json.loads(line) for line in call("compare", "mine", "--json", "--record", record).out.splitlines()]
    (pair,) = [r for r in rows if r["dataset_id"] == "IRQ1"]
    assert (pair["list"], pair["certainty"], pair["record_place"]) == ("differing", "match", "Kufa")
    assert (pair["record_best"], pair["dataset_best"], pair["record_low"]) == (25, 27, None)
    assert [d for d in pair["differences"] if d.split(":")[0] in ("best", "low", "high")] == ["best: 25 here, 27 there"]
    assert [r["list"] for r in rows if r["dataset_id"] == "IRQ2"] == ["only_dataset"]


def test_what_the_record_wrote_compares_without_a_difference(record: Path, tmp_path: Path) -> None:
    """Rows in GED's form made from the happenings, with their ids in relid: the way out and back."""
    with Store.open(record) as store:
        there_ = [one for one in incidents(store, Filter()) if one.happened]
        rows = [row for one in there_ if (row := _exported(one)) is not None]
    assert len(rows) > 15
    path = ged(tmp_path / "GEDEvent_v26_1.csv", *[{**row, "id": n} for n, row in enumerate(rows)])
    file = datasets.examined(str(path), "ucdp-ged")
    with Store.open(record, "write") as store:
        one = store.load_dataset(file, datasets.rows(file), by="ana", at=NOON).dataset
        found = compare(store, one, Filter(), Settings())
    assert len(found.matched) == len(rows)
    assert {m.pair.score for m in found.matched} == {1.0}
    assert [(m.pair.case.id, str(d)) for m in found.matched for d in m.differences] == []
    assert found.only_dataset == ()
    assert not {case.id for case in found.only_record} & {str(row["relid"]) for row in rows}


def _exported(one: Incident) -> dict[str, Any] | None:
    deaths = ged_deaths(one.ranges, {f.id: f for f in one.figures})
    days, where = one.days, one.where
    if not isinstance(deaths, GedDeaths) or days is None or days.earliest is None or days.latest is None:
        return None
    if one.lead.acled_type not in ("Battles", "Explosions/Remote violence", "Violence against civilians"):
        return None
    if (days.latest - days.earliest).days > 30:
        return None
    place = None if where is None else where.place
    names = [p.name for p in one.of("actor", "target")]
    return {
        "relid": one.id, "date_start": f"{days.earliest} 00:00:00.000", "date_end": f"{days.latest} 00:00:00.000",
        "where_coordinates": "" if where is None else where.name, "where_description": "", "adm_1": "",
        "latitude": "" if place is None or place.lat is None else place.lat,
        "longitude": "" if place is None or place.lon is None else place.lon,
        "where_prec": "" if place is None else place.precision or "", "country": "Iraq" if one.country == "IRQ" else "",
        "side_a": names[0] if names else "", "side_b": names[1] if len(names) > 1 else "", "side_a_new_id": "",
        "side_b_new_id": "", "best": deaths.best, "low": deaths.low, "high": deaths.high,
    }  # fmt: skip


def test_importing_says_what_it_did(record: Path, tmp_path: Path, call: Call) -> None:
    path = ged(tmp_path / "GEDEvent_v23_1.csv", *ROWS, {"id": 11, "date_start": "04/05/2008"})
    first = call("import", "ucdp-ged", path, "--record", record, "--by", "ana")
    assert first.status == 1  # a row was left out
    assert "line 12" in first.err
    assert "matched, with the same figures" in first.err
    again = call("import", "ucdp-ged", path, "--record", record, "--no-compare")
    assert again.status == 0
    assert "stands in the record already, as ucdp-ged-23.1" in again.err
    (listed,) = [json.loads(line) for line in call("show", "datasets", "--json", "--record", record).out.splitlines()]
    assert (listed["name"], listed["rows"], listed["left_out"], listed["by"]) == ("ucdp-ged-23.1", 10, 1, "ana")
    assert call("verify", "--record", record).status == 0


def test_wrong_use(record: Path, tmp_path: Path, call: Call) -> None:
    assert call("compare", "none", "--record", record).status == 2
    path = ged(tmp_path / "g.csv")
    assert call("import", "acled", path, "--record", record).status == 2
    assert call("import", "ucdp-ged", path, "--record", tmp_path / "none.db").status == 3
    assert call("import", "ucdp-ged", path, "--record", record, "--name", "g", "--no-compare").status == 0
    for odd in (("--weight", "place"), ("--weight", "sun=1"), ("--since", "May"), ("--sure", "0.1")):
        done = call("compare", "g", *odd, "--record", record)
        assert (done.status, done.out) == (2, "")


def test_the_record_s_number_is_by_the_dataset_s_rule(record: Path, tmp_path: Path) -> None:
    with Store.open(record) as store:
        for one in incidents(store, Filter()):
            deaths = ged_deaths(one.ranges, {f.id: f for f in one.figures})
            ours = deaths_of(one, "ucdp-ged")
            if isinstance(deaths, GedDeaths):
                assert (ours.best, ours.low, ours.high) == (deaths.best, deaths.low, deaths.high)
            else:
                assert ours.best is None
            told = deaths_of(one, "acled").best
            assert told in (None, acled_fatalities(one.figures))
