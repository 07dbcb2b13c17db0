"""Figures of one happening over five reports, from the text to the range: the example of docs/figures.md."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.contract.conftest import Call

REPORTS = {
    ("Harbour Wire", "2011-05-03"): (
        "At least 12 people were killed on Tuesday when shells hit the ferry port of Hodeida, police said."
    ),
    ("Hill Post", "2011-05-03"): (
        "The Health Ministry said 19 people were killed and 40 wounded when shells hit the ferry port of Hodeida on Tuesday."
    ),
    ("Harbour Wire", "2011-05-04"): (
        "Police said 17 people had been killed in the shelling of the ferry port of Hodeida on Tuesday."
    ),
    ("Hill Post", "2011-05-05"): (
        "The Red Crescent said 21 people were killed and 36 wounded in the shelling of the ferry port of Hodeida on 3 May."
    ),
    ("Hill Post", "2011-05-06"): (
        "The Health Ministry corrected the death toll from the shelling of the ferry port of Hodeida on 3 May to 16 from 19."
    ),
}


@pytest.fixture
def record(tmp_path: Path, call: Call) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, ((outlet, day), text) in enumerate(REPORTS.items(), 1):
        (folder / f"{number}.txt").write_text(f"{text}\n", encoding="utf-8")
        (folder / f"{number}.meta.yaml").write_text(f"outlet: {outlet}\npublished: {day}\n", encoding="utf-8")
    call("read", folder, "--record", tmp_path / "r.db")
    return tmp_path / "r.db"


def killed(what: str, record: Path, call: Call) -> list[dict[str, object]]:
    rows = [json.loads(line) for line in call("show", what, "--json", "--record", record).out.splitlines()]
    return [row for row in rows if row["kind"] == "killed"]


def test_five_reports_give_one_range(record: Path, call: Call) -> None:
    (row,) = killed("ranges", record, call)
    assert (row["low"], row["best"], row["high"], row["open"]) == (12, 16, None, True)
    assert (row["rule"], row["agreement"], row["n_independent"]) == ("newest", "conflict", 3)
    figures = {figure["low"]: figure for figure in killed("figures", record, call)}
    assert row["n_figures"] == len(figures) == 5
    standing = {number: figure["standing"] for number, figure in figures.items()}
    assert standing == {12: "superseded", 17: "counted", 19: "corrected", 21: "counted", 16: "counted"}
    assert figures[19]["why"] == f"corrected by its source: {figures[16]['id']}"
    first = figures[12]["id"]
    call("decide", "exclude", first, "--by", "ana", "--reason", "first hour, overtaken", "--record", record)
    (row,) = killed("ranges", record, call)
    assert (row["low"], row["best"], row["high"], row["open"]) == (16, 16, 21, False)
    assert call("verify", "--record", record).status == 0
