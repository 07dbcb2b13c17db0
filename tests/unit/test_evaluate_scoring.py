"""Counting, pairing, comparing words, and the table and page that come of it."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.evaluate.markdown import placed, section
from truceline.evaluate.peers import peer
from truceline.evaluate.report import Example, Measure, Report, Scores, Table
from truceline.evaluate.scoring import Classes, Reliability, Share, Tally, pairs
from truceline.evaluate.words import head, marked, occurrences, plain, trimmed, unmarked
from truceline.model.text import Span


def test_a_tally_gives_precision_recall_and_f1() -> None:
    tally = Tally()
    tally.bags(["a", "a", "b"], ["a", "b", "b", "c"])
    assert (tally.right, tally.found, tally.gold) == (2, 3, 4)
    assert tally.precision == pytest.approx(2 / 3)
    assert tally.recall == 0.5
    assert tally.f1 == pytest.approx(4 / 7)
    assert Tally().f1 == 0.0


def test_no_answer_is_a_wrong_one() -> None:
    classes = Classes()
    for gold, found in (("A", "A"), ("A", None), ("B", "A"), ("B", "B")):
        classes.add(gold, found)
    assert classes.accuracy("g", "x").score == 0.5
    assert classes.macro("g", "x").score == pytest.approx((2 * 1 / 4 + 2 * 1 / 3) / 2)
    assert classes.confusions("t").rows == (("A", "none", 1), ("B", "A", 1))


def test_confidence_that_is_right_has_no_error() -> None:
    exact, wrong = Reliability(), Reliability()
    for i in range(10):
        exact.add(0.75, i < 8)
        wrong.add(1.0, False)
    assert exact.error("g", "x").score == pytest.approx(0.05)
    assert wrong.error("g", "x").score == 1.0
    assert exact.table("t").rows == (("0.7-0.8", 0.75, 0.8, 10),)


@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), max_size=4))
def test_pairs_are_the_best_there_are(table: list[list[int]]) -> None:
    found = pairs(range(len(table)), range(3), lambda i, j: float(table[i][j]))
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    ways = itertools.permutations([*range(3), *[None] * len(table)], len(table))
    best = max((sum(table[i][j] for i, j in enumerate(way) if j is not None) for way in ways), default=0)
    assert sum(table[i][j] for i, j in found) == best


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("the government of Ruritania", "government"),
        ("President Anna Rot of Ruritania", "rot"),
        ("members of the group", "members"),
        ("three Ruritanian soldiers, all of them young", "soldiers"),
        ("Ruritania's army", "army"),
        ("since March 2011", "2011"),
        ("THE REBELS", "rebels"),
        ("“Red Hand”", "hand"),
        ("rebels who fled", "rebels"),
        ("shops owned by a widow", "shops"),
        ("of", "of"),
    ],
)
def test_the_head_of_a_phrase(phrase: str, word: str) -> None:
    assert head(phrase) == word


def test_plain_words() -> None:
    assert plain("The “Red  Hand”,") == "red hand"
    assert plain("the army’s") == "army"


def test_marks_name_places() -> None:
    text = "warfare, war and war"
    assert [s.start for s in occurrences(text, "war")] == [9, 17]
    assert marked(text, "war") == Span(9, 12)
    assert marked(text, "war@@1") == Span(0, 3)
    assert marked(text, "war@@3") == Span(17, 20)
    assert marked(text, "war@@4") is None
    assert marked(text, "peace") is None
    assert unmarked("war@@2") == "war"
    assert unmarked("a@b") == "a@b"
    assert trimmed(Span(4, 8), text) == Span(4, 7)


def report() -> Report:
    scores = Scores(
        documents=2,
        failed=1,
        measures=(Measure("root", "accuracy, marked pair", 0.5, 2), Tally(1, 2, 4).measure("events", "type, F1")),
        tables=(Table("Causes", ("cause", "n"), (("missed", 3),)), Table("Empty", ("x",), ())),
        notes=("a note",),
        examples=(Example("missed", "x#1", "…words…", "shelling “fire”", "nothing"),),
    )
    return Report(kind="plover", data="set", split="all", limit=None, software="1.0", model="abc", scores=scores)


def test_a_report_as_json_holds_no_examples() -> None:
    found = json.loads(report().as_json())
    assert found["measures"][1] == {
        "group": "events", "measure": "type, F1", "score": 0.3333, "n": 4, "precision": 0.5, "recall": 0.25,
    }  # fmt: skip
    assert {"as", "data", "split", "truceline", "model"} < found.keys()
    assert "words" not in report().as_json()


def test_a_report_as_text_shows_everything() -> None:
    text = report().as_text()
    assert "1 of them failed" in text
    assert "Empty" not in text
    for words in ("type, F1", "0.333", "Causes", "- a note", "wanted: shelling “fire”"):
        assert words in text


def test_sections_go_to_their_places_and_prose_stays() -> None:
    words = section("Roots", "Own words.", report().as_dict())
    assert "| root | accuracy, marked pair | **.500** | 2 |" in words
    assert "UniversalPetrarch" in words
    page = placed("# Title\n\nprose\n\n<!-- accuracy:a -->\nold\n<!-- /accuracy:a -->\n\nmore prose\n", {"a": words})
    assert "old" not in page
    assert page.startswith("# Title\n\nprose\n")
    assert page.endswith("more prose\n")
    assert placed(page, {"a": words}) == page
    assert placed("prose\n", {"b": "x"}) == "prose\n\n<!-- accuracy:b -->\nx\n<!-- /accuracy:b -->\n"


def test_peers_stand_beside_their_measure_only() -> None:
    assert "GTT" in peer("muc", "slots", "weapon, F1, head match")
    assert ".897" in peer("plover", "quad", "accuracy, marked pair")
    assert peer("conflict", "events", "trigger and type, F1") == "–"


def test_a_share_of_nothing_is_nothing() -> None:
    assert Share().value == 0.0
