"""The whole program on reports of our own that tell of one happening, or of one ceasefire, more than once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retellings import DATA, reports, score

FILES = (DATA, DATA.with_name("retellings_held_out.txt"))
FLOOR = {"ceasefires together": 0.9, "ceasefires apart": 0.8, "events together": 0.8, "events apart": 0.9}


def test_there_are_a_dozen_reports_of_several() -> None:
    labels = [{label for label, _ in report.labels} for file in FILES for report in reports(file)]
    assert len(labels) >= 12
    assert sum(len(found) > 1 for found in labels) >= 12


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_one_is_one_and_two_are_two(file: Path) -> None:
    tally = score(file)
    assert {m: tally.share(m) for m in FLOOR if tally.share(m) < FLOOR[m]} == {}, tally.wrong
