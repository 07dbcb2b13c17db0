"""The whole program on the labelled place mentions, with the full gazetteer."""

from __future__ import annotations

import pytest

from tests.places import DATA, Verdict, verdicts

HELD_OUT = DATA.with_name("place_mentions_held_out.txt")
FLOORS = {"near": 0.92, "country": 0.97}


@pytest.fixture(scope="module")
def found() -> list[Verdict]:
    return list(verdicts())


def test_the_list_is_as_large_as_promised(found: list[Verdict]) -> None:
    assert len(found) >= 200
    assert sum(v.mention.ambiguous for v in found) >= 40


def test_mentions_lie_where_they_should(found: list[Verdict]) -> None:
    wrong = [v.mention.name for v in found if not v.near]
    assert 1 - len(wrong) / len(found) >= FLOORS["near"], wrong


def test_mentions_have_their_country(found: list[Verdict]) -> None:
    wrong = [v.mention.name for v in found if not v.same_country]
    assert 1 - len(wrong) / len(found) >= FLOORS["country"], wrong


def test_the_list_written_afterwards_is_no_worse() -> None:
    later = list(verdicts(HELD_OUT))
    assert sum(v.near for v in later) / len(later) >= FLOORS["near"]
    assert sum(v.same_country for v in later) / len(later) >= FLOORS["country"]


def test_every_place_with_coordinates_says_why(found: list[Verdict]) -> None:
    resolved = [v.place for v in found if v.place is not None and v.place.lat is not None]
    assert all(p.reason and p.score is not None and 0.7 <= p.score <= 1 and p.precision for p in resolved)
