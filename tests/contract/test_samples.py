"""Samples and agreement on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.contract.conftest import Call
from tests.factories import NOON, append, basra
from truceline.record import Store
from truceline.record.views import samples as kept
from truceline.review import coding


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of thirty reports."""
    file = tmp_path / "r.db"
    with Store.open(file, "create") as store:
        append(store, *(basra(f"{n}.txt", deaths=10 + n) for n in range(30)))
    return file


def test_a_sample_is_drawn_listed_coded_and_compared(record: Path, call: Call) -> None:
    drawn = call(
        "sample", "draw", "--filter", "type=shelling", "--field", "figure.best", "--size", 25, "--seed", 7, "--by", "zoe",
        "--record", record,
    )  # fmt: skip
    assert (drawn.status, drawn.out) == (0, "sample 1: 25 of 30 cells\n")
    nobody = call("agreement", "--record", record)
    assert (nobody.status, nobody.out) == (0, "")
    assert "no sample has been coded by two" in nobody.err
    with Store.open(record, "write") as store:
        sample = kept.sample(store, 1)
        for by in ("ana", "bo"):
            for n in range(1, 26):
                coding.code(store, sample, n, "not said" if by == "bo" and n > 20 else "accept", None, by=by, at=NOON)

    (listed,) = [json.loads(line) for line in call("sample", "list", "--json", "--record", record).out.splitlines()]
    assert (listed["size"], listed["seed"], listed["coded"]) == (25, 7, ["ana 25", "bo 25"])
    (row,) = [
        json.loads(line) for line in call("agreement", "--sample", 1, "--json", "--record", record).out.splitlines()
    ]
    assert (row["table"], row["field"], row["items"], row["raw"]) == ("figure", "best", 25, 0.8)
    assert row["alpha"] == 1  # where both give a number it is the same
    assert row["note"] == "alpha over the 20 items with numbers"
    assert row["kappa_low"] < row["kappa"] < row["kappa_high"]
    (same,) = csv.DictReader(io.StringIO(call("agreement", "--csv", "--record", record).out))
    assert (same["coders"], float(same["kappa"])) == ("ana; bo", row["kappa"])

    assert call("sample", "end", 1, "--by", "zoe", "--record", record).status == 0
    again = call("sample", "end", 1, "--by", "zoe", "--record", record)
    assert (again.status, "has ended its coding" in again.err) == (2, True)
    assert call("verify", "--record", record).status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("sample", "draw", "--by", "zoe"), "either from what a coder decided on or from a filter"),
        (("sample", "draw", "--by", "zoe", "--coder", "ana"), "ana decided on no cell"),
        (("sample", "draw", "--by", "zoe", "--filter", "kind=x"), "give it as in an address"),
        (("sample", "draw", "--by", "zoe", "--filter", "", "--field", "event.id"), "no field that a coder can judge"),
        (("sample", "draw", "--by", "zoe", "--filter", "", "--size", "9999"), "a sample has 1 to 2000 cells"),
        (("sample", "draw", "--by", "zoe", "--filter", "review=corrected"), "tells coders what was decided"),
        (("agreement", "--sample", "4"), "there is no sample 4"),
        (("agreement", "--json", "--csv"), "exclude each other"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: tuple[str, ...], said: str, record: Path, call: Call) -> None:
    done = call(*arguments, "--record", record)
    assert done.status == 2
    assert said in done.err
