"""Conflict items: the format is read strictly, and each measure counts what it says."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.factories import TEXT, basra, count
from truceline.errors import UsageError
from truceline.evaluate.conflict import Conflict, same_interval
from truceline.evaluate.conflict_gold import GoldItem, load
from truceline.evaluate.report import Scores
from truceline.evaluate.texts import Options, few, in_split, is_development, whole

Json = dict[str, Any]

SHELLING: Json = {
    "trigger": "shelling", "type": "shelling", "status": "background", "target": ["12 civilians"], "place": ["Basra"],
    "source": ["Police"], "time": ["Monday"],
    "casualties": [{"kind": "killed", "count": "12", "low": 12, "high": 12, "who": "civilians", "class": "civilian",
                    "cumulative": True}],
}  # fmt: skip
DECLARED: Json = {"trigger": "declared a ceasefire", "type": "ceasefire_declared", "status": "asserted",
                  "actor": ["Muqtada al-Sadr"]}  # fmt: skip
TALKS: Json = {"trigger": "brokered", "type": "talks", "status": "asserted", "actor": ["Iran"]}
TRUCE: Json = {
    "mentions": ["Truce", "ceasefire"], "parties": ["Muqtada al-Sadr"], "declared_by": ["al-Sadr"], "broker": ["Iran"],
    "side": "unilateral", "state": "holding",
}  # fmt: skip


def written(folder: Path, events: list[Json], ceasefires: list[Json], *, relevant: bool = True) -> Path:
    item = {"id": "a#1", "date": "2008-04-01", "text": TEXT}
    note = {"id": "a#1", "relevant": relevant, "events": events, "ceasefires": ceasefires}
    (folder / "items.jsonl").write_text(json.dumps(item) + "\n", encoding="utf-8")
    (folder / "annotations.jsonl.gz").write_bytes(gzip.compress(json.dumps(note).encode() + b"\n"))
    return folder


def item(tmp_path: Path, events: list[Json], ceasefires: list[Json]) -> GoldItem:
    return load([written(tmp_path, events, ceasefires)])[0]


def scored(tmp_path: Path, events: list[Json], ceasefires: list[Json]) -> dict[tuple[str, str], tuple[float, int]]:
    return numbers(results(tmp_path, events, ceasefires))


def results(tmp_path: Path, events: list[Json], ceasefires: list[Json]) -> Scores:
    counts = Conflict()
    counts.add(item(tmp_path, events, ceasefires), basra())
    return counts.scores(examples=5)


def numbers(scores: Scores) -> dict[tuple[str, str], tuple[float, int]]:
    return {(m.group, m.name): (round(m.score, 3), m.n) for m in scores.measures}


def test_what_agrees_is_right(tmp_path: Path) -> None:
    found = scored(tmp_path, [SHELLING, DECLARED, TALKS], [TRUCE])
    assert found["events", "trigger and type, F1"] == (0.333, 3)
    assert found["events", "type, triggers overlap, F1"] == (0.667, 3)
    assert found["events", "type in item, F1"] == (0.667, 3)
    assert found["events", "status, accuracy, matched"] == (0.5, 2)
    assert found["roles", "target, F1, matched"] == (1.0, 1)
    assert found["roles", "target exact, F1, matched"] == (0.0, 1)
    assert found["roles", "actor, F1, matched"] == (1.0, 1)
    assert found["roles", "actor, F1, end to end"] == (0.667, 2)
    assert found["figures", "kind and interval, F1"] == (1.0, 1)
    assert found["figures", "class, accuracy, matched"] == (1.0, 1)
    assert found["figures", "cumulative, accuracy, matched"] == (0.0, 1)
    assert found["figures", "its event, accuracy, where found"] == (1.0, 1)
    assert found["ceasefires", "records, F1"] == (1.0, 1)
    assert found["ceasefires", "broker, F1, matched"] == (1.0, 1)
    assert found["ceasefires", "declared_by, F1, matched"] == (1.0, 1)
    assert found["ceasefires", "declared_by exact, F1, matched"] == (0.0, 1)
    assert found["ceasefires", "state, accuracy, matched"] == (0.0, 1)
    assert found["ceasefires", "side, accuracy, matched"] == (1.0, 1)


def test_errors_have_causes_and_examples(tmp_path: Path) -> None:
    bombing = SHELLING | {"type": "bombing"}
    made = results(tmp_path, [bombing, DECLARED, TALKS], [])
    causes = {str(row[0]): row[1] for table in made.tables if table.title.startswith("Events by") for row in table.rows}
    assert causes == {
        "right": 0, "wrong span": 1, "wrong type": 1, "other words": 0, "spurious": 1,
        "spurious, item not relevant": 0, "missed": 1,
    }  # fmt: skip
    assert {e.cause for e in made.examples} == {"wrong span", "wrong type", "spurious", "missed"}
    assert next(e for e in made.examples if e.cause == "missed").wanted == "talks “brokered”"


def test_a_text_that_failed_has_everything_missed(tmp_path: Path) -> None:
    counts = Conflict()
    counts.add(item(tmp_path, [SHELLING], [TRUCE]), None)
    found = numbers(counts.scores())
    assert counts.failed == 1
    assert found["events", "trigger and type, F1"] == (0.0, 1)
    assert found["roles", "target, F1, end to end"] == (0.0, 1)
    assert found["ceasefires", "parties, F1, end to end"] == (0.0, 1)


def test_intervals_in_either_convention() -> None:
    assert same_interval(count(12, 12, 12), 12, 12)
    assert same_interval(count(450, 500, 500, rule="VN-closeto"), 450, 550)
    assert not same_interval(count(450, 500, 500), 450, 550)
    assert same_interval(count(None, None, 40, rule="VN-upto"), 1, 40)
    assert same_interval(count(100), 100, None)
    assert not same_interval(count(100), 100, 100)


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (SHELLING | {"type": "cake"}, "type 'cake'"),
        (SHELLING | {"status": "maybe"}, "status 'maybe'"),
        (SHELLING | {"trigger": "absent words"}, "trigger 'absent words'"),
        (SHELLING | {"actor": "Police"}, "a list"),
        (SHELLING | {"casualties": [{"kind": "killed", "low": "1"}]}, "whole numbers"),
    ],
)
def test_a_wrong_answer_is_named_with_its_place(tmp_path: Path, event: Json, words: str) -> None:
    with pytest.raises(UsageError, match=r"annotations\.jsonl\.gz, line 1") as caught:
        load([written(tmp_path, [event], [])])
    assert words in str(caught.value)
    assert "expected" in str(caught.value)


def test_missing_files_and_lines(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"expected a folder with items\.jsonl"):
        load([tmp_path])
    folder = written(tmp_path, [], [])
    (folder / "items.jsonl").write_text('{"id": "b", "date": "2008-04-01", "text": "Calm."}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="'b' has no line"):
        load([folder])
    (folder / "items.jsonl").write_text('{"id": "a#1", "date": "April", "text": "Calm."}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        load([folder])
    (folder / "items.jsonl").write_text("{\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"items\.jsonl, line 1: not JSON"):
        load([folder])
    (folder / "items.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="UTF-8"):
        load([folder])


def test_two_files_do_as_well(tmp_path: Path) -> None:
    folder = written(tmp_path, [SHELLING], [])
    assert load([folder / "items.jsonl", folder / "annotations.jsonl.gz"]) == load([folder])


def test_days_are_in_one_part_only() -> None:
    days = [date.fromordinal(733000 + n).isoformat() for n in range(1000)]
    share = sum(map(is_development, days)) / len(days)
    assert 0.12 < share < 0.18
    assert all(in_split(d, "development") != in_split(d, "training") for d in days)
    assert all(in_split(d, "all") for d in days)
    with pytest.raises(UsageError, match="have no parts"):
        whole(Options(split="training"), "muc")


def test_a_limit_draws_the_same_ones_in_order() -> None:
    names = [str(n) for n in range(50)]
    drawn = list(few(names, Options(limit=5), str))
    assert len(drawn) == 5
    assert drawn == sorted(drawn, key=int)
    assert set(drawn) <= set(few(names, Options(limit=9), str))
