"""ISO 8601 durations as days."""

from __future__ import annotations

import pytest

from truceline.extract.duration import days_of


@pytest.mark.parametrize(
    ("duration", "days"),
    [("P3D", 3), ("P3W", 21), ("P8M", 240), ("P2Y", 730), ("PT72H", 3), ("PT24H", 1), ("P1DT12H", 1), ("PT5H", 0)],
)
def test_days_of(duration: str, days: int) -> None:
    assert days_of(duration) == days


@pytest.mark.parametrize("words", [None, "", "P", "three days", "P3X"])
def test_what_is_no_duration_has_no_days(words: str | None) -> None:
    assert days_of(words) is None
