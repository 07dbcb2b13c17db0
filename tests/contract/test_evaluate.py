"""``truceline evaluate`` scores a folder of one's own, says what is wrong with others, and fills the page of accuracy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.contract.conftest import Call

TEXT = "Gunmen killed six policemen in Baquba on Monday, a hospital official said."
EVENT = {
    "trigger": "killed", "type": "armed_attack", "status": "asserted", "actor": ["Gunmen"], "target": ["policemen"],
    "place": ["Baquba"], "time": ["Monday"], "source": ["hospital official"],
    "casualties": [{"kind": "killed", "count": "six", "low": 6, "high": 6, "who": "policemen", "class": "police",
                    "cumulative": False}],
}  # fmt: skip
CALM = "The two mayors opened a new bridge over the river."


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    """A folder with two items of one's own."""
    folder = tmp_path / "conflict"
    folder.mkdir()
    items = [{"id": "1", "date": "2008-04-01", "text": TEXT}, {"id": "2", "date": "2008-04-02", "text": CALM}]
    notes = [{"id": "1", "relevant": True, "events": [EVENT], "ceasefires": []}, {"id": "2", "relevant": False}]
    for name, rows in (("items", items), ("annotations", notes)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def test_a_folder_of_ones_own(call: Call, annotated: Path, tmp_path: Path) -> None:
    out = tmp_path / "scores.json"
    done = call("evaluate", annotated, "--as", "conflict", "--json", out, "--jobs", 1, "--examples", 1)
    assert done.status == 0
    assert "trigger and type, F1" in done.out
    found = json.loads(out.read_text(encoding="utf-8"))
    assert (found["as"], found["data"], found["split"], found["documents"]) == ("conflict", "conflict", "all", 2)
    assert str(tmp_path) not in out.read_text(encoding="utf-8")
    assert TEXT not in out.read_text(encoding="utf-8")
    scores = {(m["group"], m["measure"]): m for m in found["measures"]}
    assert scores["figures", "kind and interval, F1"]["n"] == 1
    assert scores["events", "trigger and type, F1"]["n"] == 1
    again = tmp_path / "again.json"
    assert call("evaluate", annotated, "--as", "conflict", "--json", again, "--jobs", 2).status == 0
    assert again.read_bytes() == out.read_bytes()


@pytest.mark.parametrize("kind", ["conflict", "plover", "muc", "shootings", "timeml", "seeds"])
def test_data_of_another_kind_are_refused_with_what_is_expected(kind: str, call: Call, tmp_path: Path) -> None:
    place = tmp_path / "data"
    place.mkdir()
    (place / "readme.txt").write_text("Nothing here.\n", encoding="utf-8")
    done = call("evaluate", place, "--as", kind)
    assert done.status == 2
    assert str(place) in done.err
    assert "expected" in done.err


def test_wrong_calls(call: Call, annotated: Path, tmp_path: Path) -> None:
    gone = call("evaluate", tmp_path / "gone", "--as", "conflict")
    assert gone.status == 2
    assert "is not there" in gone.err
    assert call("evaluate", annotated).status == 2
    assert call("evaluate", annotated, "--as", "cake").status == 2
    assert call("evaluate", annotated, annotated, annotated, "--as", "conflict").status == 2
    assert call("evaluate", annotated, annotated, "--as", "muc").status == 2
    assert call("evaluate", annotated, "--as", "conflict", "--json", tmp_path).status == 2
    assert call("evaluate", annotated, "--as", "seeds", "--split", "training").status == 2


def test_accuracy_measures_what_is_there_and_keeps_the_prose(annotated: Path, tmp_path: Path) -> None:
    from truceline.errors import UsageError
    from truceline.evaluate import accuracy

    docs, said = tmp_path / "docs", list[str]()
    docs.mkdir()
    plans = [p for p in accuracy.PLANS if p.name == "conflict"]
    items = annotated / "items.jsonl"
    day = next(d for d in (f"2008-04-{n:02d}" for n in range(1, 31)) if accuracy_day(d))
    items.write_text(items.read_text(encoding="utf-8").replace("2008-04-01", day), encoding="utf-8")
    (docs / "accuracy.md").write_text("# Own title\n\nOwn words.\n", encoding="utf-8")
    accuracy.measure(tmp_path, docs, heads=None, jobs=1, limit=None, say=said.append)
    page = (docs / "accuracy.md").read_text(encoding="utf-8")
    assert page.startswith("# Own title\n\nOwn words.\n")
    assert plans[0].title in page
    assert any(line.startswith("muc: left out") for line in said)
    assert any(line.startswith("heads: left out") for line in said)
    assert json.loads((docs / "accuracy.json").read_text(encoding="utf-8"))["evaluations"].keys() == {"conflict"}
    accuracy.measure(tmp_path, docs, heads=None, jobs=1, limit=None, say=said.append)
    assert (docs / "accuracy.md").read_text(encoding="utf-8") == page
    with pytest.raises(UsageError, match="nothing was measured"):
        accuracy.measure(annotated, docs, heads=None, jobs=1, limit=None, say=said.append)


def accuracy_day(day: str) -> bool:
    from truceline.evaluate.texts import is_development

    return is_development(day)
