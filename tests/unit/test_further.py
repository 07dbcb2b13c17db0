"""The further annotations: offsets in the project, texts with the data."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from training import further

from truceline.evaluate.texts import is_development

ITEM = {
    "id": "2008-03-30#1",
    "date": "2008-03-30",
    "text": "Sadr orders a truce in Basra. The truce in Basra holds, police say.",
}
NOTE = {
    "id": ITEM["id"],
    "relevant": True,
    "events": [
        {
            "trigger": "orders", "type": "ceasefire_declared", "status": "asserted", "actor": ["Sadr"], "place": ["Basra"],
            "casualties": [{"kind": "killed", "count": "a", "low": 1, "high": 1, "who": "police", "class": "police", "cumulative": False}],
        }
    ],
    "ceasefires": [{"mentions": ["truce", "truce@@2"], "place": ["Basra@@2"], "side": "unilateral", "state": "holding"}],
}  # fmt: skip


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A data folder with one item of 2008, and its annotation turned to offsets."""
    items, notes = tmp_path / "items.jsonl", tmp_path / "notes.jsonl"
    items.write_text(json.dumps(ITEM) + "\n", encoding="utf-8")
    notes.write_text(json.dumps(NOTE) + "\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["further", str(items), str(notes)])
    further.main()
    offsets = tmp_path / "annotations.jsonl"
    offsets.write_text(capsys.readouterr().out, encoding="utf-8")
    monkeypatch.setattr(further, "KEPT", offsets)
    (tmp_path / "current_events").mkdir()
    with gzip.open(tmp_path / "current_events" / "2008.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(
            json.dumps({"id": "2008-01-01#1", "date": "2008-01-01", "text": "x"}) + "\n" + json.dumps(ITEM) + "\n"
        )
    return tmp_path


def test_no_word_of_the_text_is_kept(kept: Path) -> None:
    line = json.loads(further.KEPT.read_text(encoding="utf-8"))
    event, truce = line["events"][0], line["ceasefires"][0]
    assert (event["trigger"], event["actor"], event["casualties"][0]["who"]) == ([5, 11], [[0, 4]], [56, 62])
    assert (truce["mentions"], truce["place"]) == ([[14, 19], [34, 39]], [[43, 48]])


def test_the_words_come_back_with_the_data(kept: Path) -> None:
    (found,) = further.items(kept)
    assert found["text"] == ITEM["text"]
    assert found["note"]["events"][0]["trigger"] == "orders@@1"
    assert found["note"]["ceasefires"][0]["mentions"] == ["truce@@1", "truce@@2"]


def test_every_annotation_kept_is_of_a_training_day() -> None:
    notes = list(further.rows(further.KEPT))
    assert len({note["id"] for note in notes}) == len(notes) > 0
    assert not any(is_development(note["id"].split("#")[0]) for note in notes)
