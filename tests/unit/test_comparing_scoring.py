"""How well a happening and a row fit, and whom the two sides name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.comparing import KUT, case, row
from truceline.errors import UsageError
from truceline.publish.comparing.actors import CIVILIANS, known, named
from truceline.publish.comparing.cases import Case, Deaths
from truceline.publish.comparing.scoring import fit
from truceline.publish.comparing.settings import WEIGHTS, Settings

USUAL = Settings()
MARCH_27 = date(2008, 3, 27)


def score(one: Case, other: Case, settings: Settings = USUAL) -> float:
    how = fit(one, other, settings)
    return 0.0 if how is None else how.score


def test_the_same_in_every_feature_is_a_sure_match() -> None:
    how = fit(case(), row(), USUAL)
    assert how is not None
    assert (how.score, how.sure) == (1.0, True)
    words = "; ".join(how.reasons)
    for told in ("both in Basra", "same day 2008-03-26", "both name", "14 dead in both", "Armed clash"):
        assert told in words


@pytest.mark.parametrize(
    "other",
    [
        row(first=date(2008, 3, 29), last=date(2008, 3, 29)),  # the same town three days later
        row(first=MARCH_27, last=MARCH_27, deaths=Deaths(3, 3, 3)),  # the next day with other dead
        row(**KUT),  # the same day in another town
        row(type="Protests", sub_type="Peaceful protest"),
    ],
    ids=["days later", "next day, other dead", "other town", "other kind"],
)
def test_near_misses_are_none(other: Case) -> None:
    assert fit(case(), other, USUAL) is None


def test_a_day_apart_with_the_same_dead_is_possible_and_never_sure() -> None:
    how = fit(case(), row(first=MARCH_27, last=MARCH_27), USUAL)
    assert how is not None
    assert not how.sure
    assert USUAL.possible <= how.score < 1
    assert "1 day apart" in how.reasons
    assert fit(case(), row(first=MARCH_27, last=MARCH_27), Settings(days=0)) is None


def test_each_difference_lowers_the_score() -> None:
    best = score(case(), row())
    others = [
        row(deaths=Deaths(40, 30, 50)), row(point=(30.6, 47.9), names=frozenset({("other",)})),
        row(sides=(("Somebody", frozenset({"x"})),)), row(first=date(2008, 3, 20), last=date(2008, 4, 10)),
    ]  # fmt: skip
    assert all(0 < score(case(), other) < best for other in others)


def test_what_a_side_does_not_tell_is_left_out_of_the_score() -> None:
    silent = replace(case(), sides=(), deaths=Deaths())
    how = fit(silent, replace(row(), deaths=Deaths()), USUAL)
    assert how is not None
    assert how.score == 1.0
    assert not how.sure  # a place and a day alone
    assert fit(replace(silent, point=None, names=frozenset(), areas=frozenset()), row(), USUAL) is None


def test_without_a_place_actors_and_figure_must_agree() -> None:
    nowhere = replace(case(), point=None, names=frozenset(), areas=frozenset(), place="")
    how = fit(nowhere, row(), USUAL)
    assert how is not None
    assert not how.sure
    assert fit(nowhere, row(deaths=Deaths(3, 3, 3)), USUAL) is None
    assert fit(nowhere, row(deaths=Deaths(16, 14, 20)), USUAL) is None  # ranges overlap, which is not enough
    assert fit(nowhere, row(first=MARCH_27, last=MARCH_27), USUAL) is None


def test_weights_and_what_they_may_be() -> None:
    other = row(deaths=Deaths(40, 30, 50))
    heavy = Settings(weights={**WEIGHTS, "deaths": 20})
    assert score(case(), other, heavy) < score(case(), other)
    for wrong in ({"weather": 1.0}, {"place": -1.0}, dict.fromkeys(WEIGHTS, 0.0)):
        with pytest.raises(UsageError, match="--weight"):
            Settings(weights=wrong)
    with pytest.raises(UsageError, match="--sure"):
        Settings(sure=0.5, possible=0.6)


def test_civilians_speak_against_nobody() -> None:
    crowd = replace(case(), sides=(("crowd", CIVILIANS),))
    assert score(crowd, row()) == 1.0
    assert score(crowd, row(sides=(("Civilians", CIVILIANS),))) == 1.0


@pytest.mark.parametrize(
    ("name", "number", "id"),
    [
        ("Government of Iraq", None, "IRQ/army"),
        ("anything", 116, "IRQ/police"),
        ("Military Forces of Iraq (2006-2014)", None, "IRQ"),
        ("Police Forces of Indonesia (2004-)", None, "IDN/police"),
        ("Military Forces of the United States (2001-2009)", None, "USA"),
        ("GAM: Free Aceh Movement", None, "ucdp:327"),
        ("al-Mahdi Army", 5659, "ucdp:5659"),
        ("Mahdi Army", None, "muqtada-al-sadr"),
    ],
)
def test_actors_of_datasets_are_those_of_the_register(name: str, number: int | None, id: str) -> None:
    assert named(name, number) & known(id)


def test_nobody_in_particular_and_those_that_nobody_knows() -> None:
    assert named("Unidentified Armed Group (Iraq)") == frozenset()
    assert named("Civilians (Iraq)") == CIVILIANS
    assert not named("Military Forces of Iraq (2006-2014)") & named("Military Forces of Iran (1989-)")
    assert named("Vopnafjord Brigade") == named("VOPNAFJORD brigade")
    assert not named("Vopnafjord Brigade") & named("Another Brigade")


@pytest.mark.parametrize("weight", [-1.0, float("nan"), float("inf"), 1e9])
def test_weights_that_give_no_score_are_refused(weight: float) -> None:
    with pytest.raises(UsageError, match="from 0 to"):
        Settings(weights=dict(WEIGHTS) | {"place": weight})
