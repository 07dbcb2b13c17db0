"""The way out and back: a record is exported in the shape of a dataset, loaded as that dataset, and compared."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.contract.conftest import Call

WIRE = Path(__file__).parents[1] / "data" / "wire"
POLICE = "GED needs a second side: police who were harmed are taken for the state's, which no report names as a side"
GED_CANNOT = {"actors: nothing here, Government of Colombia there": POLICE}  # docs/comparing.md says so, too
ACLED_CANNOT = {"actors: nothing here, Police Forces of Colombia there": POLICE}


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of reports in the manner of wire copy."""
    from typer.testing import CliRunner

    from truceline.cli.app import app

    path = tmp_path_factory.mktemp("wire") / "record.db"
    done = CliRunner().invoke(app, ["read", str(WIRE), "--record", str(path)])
    assert done.exit_code == 0, done.output
    return path


def rows(path: Path) -> dict[str, dict[str, str]]:
    """The rows of an export by town and day."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    return {
        f"{(row.get('where_coordinates') or row.get('location', '')).title()} "
        f"{row.get('date_start') or row.get('event_date')}": row
        for row in found
    }


def back(call: Call, record: Path, file: Path, kind: str) -> list[dict[str, object]]:
    """The comparison of a record with what it wrote."""
    loaded = call("import", kind, file, "--name", f"ours-{kind}", "--no-compare", "--record", record)
    assert (loaded.status, loaded.out) == (0, "")
    told = call("compare", f"ours-{kind}", "--record", record, "--json")
    assert told.status == 0
    return [json.loads(line) for line in told.out.splitlines()]


def test_out_as_ged_and_back(wire: Path, tmp_path: Path, call: Call) -> None:
    assert call("export", "--format", "ged", "--out", tmp_path / "ged", "--record", wire).status == 0
    written = rows(tmp_path / "ged" / "ged.csv")
    assert len(written) >= 15
    found = back(call, wire, tmp_path / "ged" / "ged.csv", "ucdp-ged")
    assert {r["list"] for r in found if r["dataset_id"]} == {"matched"}
    assert {r["happening_id"] for r in found if r["dataset_id"]} == {row["relid"] for row in written.values()}
    assert {r["certainty"] for r in found if r["dataset_id"]} == {"match"}
    differing = {str(d) for r in found if r["dataset_id"] for d in r["differences"]}  # type: ignore[attr-defined]
    assert differing == set(GED_CANNOT)
    with (tmp_path / "ged" / "left_out.csv").open(encoding="utf-8-sig", newline="") as file:
        left = {row["id"] for row in csv.DictReader(file)}
    assert {r["happening_id"] for r in found if not r["dataset_id"]} <= left


def test_out_as_acled_and_back(wire: Path, tmp_path: Path, call: Call) -> None:
    assert call("export", "--format", "acled", "--out", tmp_path / "acled", "--record", wire).status == 0
    written = rows(tmp_path / "acled" / "acled.csv")
    assert len(written) >= 15
    found = back(call, wire, tmp_path / "acled" / "acled.csv", "acled")
    assert {r["dataset_id"] for r in found if r["list"] == "matched"} == {
        row["event_id_cnty"] for row in written.values()
    }
    differing = {str(d) for r in found if r["dataset_id"] for d in r["differences"]}  # type: ignore[attr-defined]
    assert differing == set(ACLED_CANNOT)


SIDES = {
    "Maiduguri 2014-03-11": ("1", "Government of Nigeria", "Boko Haram", "6 0 0 0 6 9 6"),  # two reports disagree
    "Gamboru 2014-05-05": ("3", "Boko Haram", "Civilians", "0 0 40 0 40 40 40"),  # at least
    "Goma 2012-11-19": ("1", "Government of DR Congo (Zaire)", "M23 rebels", "0 7 0 4 11 11 11"),  # counted apart
    "Zamboanga 2013-09-11": ("1", "Government of Philippines", "Moro National Liberation Front", "3 5 0 0 8 8 8"),
    "Aleppo 2013-06-16": ("2", "Fighters of the Islamic State", "Free Syrian Army", "0 0 0 13 13 13 13"),
    "Quibdo 2002-05-03": ("1", "Government of Colombia", "FARC guerrillas", "5 0 0 0 5 5 5"),  # police were harmed
    "Baidoa 2015-06-28": ("1", "African Union troops", "al-Shabaab", "0 20 0 0 20 22 18"),  # not where it was filed
    "Kilinochchi 2009-02-08": ("1", "Government of Sri Lanka", "Liberation Tigers of Tamil Eelam", "0 15 0 0 15 15 15"),
    "Juba 2016-07-14": ("3", "Government of South Sudan", "Civilians", "0 0 3 0 3 3 3"),
}


@pytest.mark.parametrize("event", SIDES)
def test_rows_are_those_that_a_coder_would_write(event: str, wire: Path, tmp_path: Path, call: Call) -> None:
    assert call("export", "--format", "ged", "--out", tmp_path / "ged", "--record", wire).status == 0
    row = rows(tmp_path / "ged" / "ged.csv")[event]
    deaths = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low")
    told = (row["type_of_violence"], row["side_a"], row["side_b"], " ".join(row[name] for name in deaths))
    assert told == SIDES[event]
    assert sum(int(row[name]) for name in deaths[:4]) == int(row["best"])
    assert int(row["low"]) <= int(row["best"]) <= int(row["high"])


def test_what_no_report_says_in_so_many_words_is_noted(wire: Path, tmp_path: Path, call: Call) -> None:
    assert call("export", "--format", "ged", "--out", tmp_path / "ged", "--record", wire).status == 0
    written = {row["relid"]: name for name, row in rows(tmp_path / "ged" / "ged.csv").items()}
    with (tmp_path / "ged" / "ged_notes.csv").open(encoding="utf-8-sig", newline="") as file:
        notes = {(written[r["relid"]], r["column"]): r["note"] for r in csv.DictReader(file)}
    assert notes["Gamboru 2014-05-05", "side_a"] == "“Boko Haram gunmen” are those of Boko Haram, by the register."
    assert "taken for those of Colombia" in notes["Quibdo 2002-05-03", "side_a"]
    assert (
        notes["Goma 2012-11-19", "best"]
        == "The sum of what one source counts apart: “Seven rebels” and “four soldiers”."
    )
    assert "no upper end" in notes["Gamboru 2014-05-05", "high"]
    assert ("Baidoa 2015-06-28", "type_of_violence") in notes
