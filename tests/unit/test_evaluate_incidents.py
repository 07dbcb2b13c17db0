"""Scores of articles clustered by incident."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from truceline.evaluate import incidents
from truceline.evaluate.incidents import Linked, Range, b_cubed, pairs
from truceline.evaluate.shootings import Article
from truceline.evaluate.texts import Options

GOLD = {"a/0": "a", "a/1": "a", "a/2": "a", "b/0": "b", "b/1": "b", "c/0": "c"}


def test_b_cubed_of_right_and_wrong_clusters() -> None:
    right = b_cubed(GOLD, GOLD, GOLD)
    assert (right.precision, right.recall, right.f1) == (1.0, 1.0, 1.0)
    alone = b_cubed({item: item for item in GOLD}, GOLD, ["a/0", "a/1", "a/2"])
    assert alone.precision == 1.0
    assert alone.recall == pytest.approx(1 / 3, abs=1e-4)
    heap = b_cubed(dict.fromkeys(GOLD, "x"), GOLD, ["b/0", "b/1"])
    assert heap.precision == pytest.approx(2 / 6, abs=1e-4)
    assert heap.recall == 1.0
    assert heap.f1 == pytest.approx(0.5, abs=1e-4)
    assert b_cubed({}, {}, ()).f1 == 0.0


def test_pairs_count_those_of_the_part_only() -> None:
    found = {"a/0": 1, "a/1": 1, "a/2": 2, "b/0": 2, "b/1": 3, "c/0": 4}
    everything = pairs(found, GOLD, frozenset(GOLD))
    assert (everything.right, everything.found, everything.gold) == (1, 2, 4)
    some = pairs(found, GOLD, frozenset({"b/0", "b/1"}))
    assert (some.right, some.found, some.gold) == (0, 1, 1)


def test_the_figure_of_an_incident_is_that_of_the_happening_most_articles_are_in() -> None:
    articles = [Article(item, "text", None, {"killed": 2, "wounded": 0}) for item in ("a/0", "a/1", "a/2")]
    linked = Linked(
        {"a/0": "H1", "a/1": "H1", "a/2": "H2"}, {("H1", "killed"): Range(1, 3), ("H2", "killed"): Range(9, 9)}
    )
    found = {(m.group, m.name): m for m in incidents.scores(articles, linked).measures}
    assert found["all", "killed: low to high holds the number, where it is not 0"].score == 1.0
    assert found["all", "wounded: low to high holds the number, none read as 0"].score == 1.0
    assert found["all", "pairs of articles"].recall == pytest.approx(1 / 3)
    open_end = Linked(linked.happening, {("H1", "killed"): Range(1, None)})
    found = {(m.group, m.name): m for m in incidents.scores(articles, open_end).measures}
    assert found["all", "killed: low to high holds the number, where it is not 0"].score == 1.0
    assert found["all", "killed: the same, two-sided ranges only"].score == 0.0


def test_articles_are_read_and_linked_like_reports_of_a_user(tmp_path: Path) -> None:
    first = "A gunman shot Ellen Marsh, 31, dead outside a bakery on Quarry Lane in Dalton on Sunday, police said."
    second = "Police in Dalton are looking for the gunman who killed Ellen Marsh, 31, on Quarry Lane on Sunday."
    other = "Two men were shot and wounded in a bar in Weston on Friday night, police said."
    rows = [
        {"incident": "1", "date": "May 1, 2016", "killed": 1, "wounded": 0,
         "articles": [{"text": first, "date": "2016-05-02"}, {"text": second, "date": "2016-05-03"}]},
        {"incident": "2", "date": "May 6, 2016", "killed": 0, "wounded": 2,
         "articles": [{"text": other, "date": "2016-05-07"}]},
    ]  # fmt: skip
    (tmp_path / "incidents.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    scores = incidents.score([tmp_path], Options())
    found = {(m.group, m.name): m for m in scores.measures}
    assert scores.documents == 3
    assert found["all", "B-cubed, articles of incidents with two or more"].score == 1.0
    assert found["all", "killed: low to high holds the number, where it is not 0"].score == 1.0
    assert incidents.score([tmp_path], Options(limit=1)).documents == 1
