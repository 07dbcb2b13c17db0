"""The confidence of an event: a chance fitted on annotated items, apart from the score that decides."""

from __future__ import annotations

import math
import random
from itertools import pairwise

import pytest
from training.calibrate import Answer, errors, fitted, out_of_fold

from tests.factories import document
from tests.trees import sentence
from truceline.extract import confidence, extract, lexicon_versions
from truceline.extract.confidence import Calibration
from truceline.extract.events import MIN_SCORE
from truceline.model.analysis import Analysis, Trigger

SOBER = Calibration(0.5, -1.0)


def drawn(true: Calibration, number: int) -> list[Answer]:
    """Answers whose scores hold what `true` makes of them, on many days."""
    dice = random.Random(7)
    scores = [dice.uniform(0.3, 0.99) for _ in range(number)]
    return [Answer(f"day {n % 90}", score, dice.random() < true(score)) for n, score in enumerate(scores)]


def test_a_chance_stands_behind_a_score() -> None:
    assert Calibration(1.0, 0.0)(0.7) == pytest.approx(0.7)
    assert SOBER(0.5) == pytest.approx(1 / (1 + math.e))
    assert SOBER(0.9) < 0.9


@pytest.mark.parametrize("line", [SOBER, confidence.EVENTS])
def test_order_is_kept_and_no_chance_is_certain(line: Calibration) -> None:
    chances = [line(n / 100) for n in range(101)]
    assert all(0 < chance < 1 for chance in chances)
    assert all(a < b for a, b in pairwise(chances[1:]))


def test_the_score_behind_a_chance() -> None:
    assert SOBER.score(SOBER(0.8)) == pytest.approx(0.8)


def test_the_numbers_are_part_of_the_version() -> None:
    assert lexicon_versions()["confidence"] == str(confidence.EVENTS)
    assert str(SOBER) == "0.500x-1.000"


def test_a_line_that_is_there_is_found() -> None:
    line = fitted(drawn(SOBER, 4000))
    assert line.slope == pytest.approx(0.5, abs=0.1)
    assert line.shift == pytest.approx(-1.0, abs=0.1)


def test_what_is_fitted_without_a_day_holds_on_it() -> None:
    found = drawn(SOBER, 2000)
    bare = errors((a.score, a.right) for a in found)
    held = errors(out_of_fold(found))
    assert len(out_of_fold(found)) == len(found)
    assert held[0] < 0.05 < bare[0]
    assert held[1] < bare[1]


def test_the_score_decides_and_the_chance_is_given_out() -> None:
    score = MIN_SCORE + 0.01
    trigger = Trigger(first=1, last=2, type="shelling", status="asserted", score=score, roles=())
    told, text = sentence(
        "Gunners/NOUN/2/nsubj/NNS/person shelled=shell/VERB/0/root/VBD Basra/PROPN/2/obj/NNP/LOC", triggers=(trigger,)
    )
    (event,) = extract(Analysis(document(text), (told,)), "test").events
    assert event.confidence == round(confidence.EVENTS(score), 4)
