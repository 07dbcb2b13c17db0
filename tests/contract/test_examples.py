"""The example reports keep being read as well as they are now."""

from __future__ import annotations

import pytest

from tests.examples import expected, extracted, score
from tests.examples_scoring import MEASURES, Score

# Least shares of right answers, about five points under what is reached (with the present weights). `traps avoided`
# matters most, since what a report does not say must not come out of it. 0.0 is no floor: fewer than six cases, or none right.
FLOORS: dict[str, float] = {
    "traps avoided": 0.85,
    "reports read": 1.0,
    "metadata": 0.95,
    "page furniture left out": 0.95,
    "events found": 0.82,
    "events among expected": 0.67,
    "status": 0.8,
    "date exact": 0.6,
    "date overlapping": 0.9,
    "place": 0.75,
    "actor": 0.85,
    "target": 0.9,
    "source": 0.6,
    "no actor where none is named": 0.85,
    "figures found": 0.9,
    "figures among expected": 0.9,
    "interval exact": 0.9,
    "figure kind": 0.9,
    "figure class": 0.8,
    "figure scope": 0.85,
    "figure source": 0.8,
    "figure with its event": 0.72,
    "ceasefires found": 0.65,
    "ceasefires among expected": 0.85,
    "parties found": 0.55,
    "parties among expected": 0.55,
    "declared by": 0.4,
    "broker": 0.0,
    "no broker where none is named": 0.8,
    "side": 0.5,
    "state": 0.5,
    "duration": 0.0,
    "start exact": 0.4,
    "start overlapping": 0.45,
    "end exact": 0.0,
    "end overlapping": 0.0,
    "terms": 0.3,
    "steps": 0.0,
    "incidents": 0.5,
    "incident grade": 0.0,
    "doubts": 0.05,
    "claims found": 0.85,
    "speaker": 0.9,
    "mode": 0.85,
    "stance": 0.7,
    "factuality": 0.0,
    "conditional": 0.0,
}


@pytest.fixture(scope="module")
def found() -> Score:
    """The score of the reports, extracted once."""
    return score(extracted(), expected())


def test_every_measure_has_a_floor() -> None:
    assert tuple(FLOORS) == MEASURES


@pytest.mark.parametrize("measure", FLOORS)
def test_the_examples_are_read_well_enough(found: Score, measure: str) -> None:
    missed = "".join(f"\n  {m.where}: expected {m.want}, got {m.got}" for m in found.misses if m.measure == measure)
    assert found.share(measure) >= FLOORS[measure], missed
