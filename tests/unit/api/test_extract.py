"""One text in, findings with their passages out; the same as the extraction format says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import truceline
from tests.unit.api.conftest import REPORT
from truceline.errors import BadFile, ReadError, UsageError
from truceline.model.schema import extraction_schema
from truceline.publish.extraction_json import extraction_dict


def test_attributes_are_those_that_one_guesses(found: truceline.Extraction) -> None:
    shelling = next(event for event in found.events if event.type == "shelling")
    assert shelling.status == "asserted"
    assert shelling.places[0].place is not None
    assert shelling.places[0].place.country == "IRQ"
    assert [figure.low for figure in shelling.figures if figure.kind == "killed"] == [12]
    wounded = next(figure for figure in found.figures if figure.kind == "wounded")
    assert (wounded.low, wounded.best, wounded.high, wounded.text) == (450, 500, 500, "close to 500")
    truce = found.ceasefires[0]
    assert truce.declarers[0].name == "Muqtada al-Sadr"
    assert truce.brokers[0].actor is found.actors[truce.brokers[0].actor.id if truce.brokers[0].actor else ""]


def test_every_passage_stands_in_the_text(found: truceline.Extraction) -> None:
    passages = [
        *(event.passage for event in found.events),
        *(figure.passage for figure in found.figures),
        *(mention.passage for event in found.events for mention in (*event.actors, *event.places, *event.sources)),
        *(passage for actor in found.actors for passage in actor.passages),
        *(passage for place in found.places for passage in place.passages),
        *(claim.passage for claim in found.claims),
        *(event.date.passage for event in found.events if event.date and event.date.passage),
    ]
    assert len(passages) > 15
    for passage in passages:
        assert found.text[passage.start : passage.end] == passage.text
        assert passage.sentence in found.text
        assert f"[{' '.join(passage.text.split())}]" in passage.marked


def test_the_dict_is_the_extraction_format(found: truceline.Extraction) -> None:
    said = json.loads(json.dumps(found.to_dict()))
    Draft202012Validator(extraction_schema()).validate(said)
    assert found._found is not None
    assert said == json.loads(json.dumps(extraction_dict(found._found)))
    assert [event.id for event in found.events] == [event["id"] for event in said["events"]]


def test_nothing_of_the_format_is_lost_on_the_way(found: truceline.Extraction) -> None:
    said = found.to_dict()
    for name in ("actors", "places", "events", "ceasefires", "claims", "wordings"):
        assert len(getattr(found, name)) == len(said[name])
    for event, told in zip(found.events, said["events"], strict=True):
        assert [m.text for m in event.actors] == [ref["span"]["text"] for ref in told["actor"]]
        assert [m.basis for m in event.sources] == [ref["basis"] for ref in told["source"]]
        assert [(f.kind, f.low, f.high) for f in event.figures] == [
            (f["kind"], f["low"], f["high"]) for f in told["figures"]
        ]
        assert event.codes.cameo == told["codes"]["cameo"]


def test_a_day_may_be_words_a_date_or_a_moment() -> None:
    text = "Shelling killed 12 people in Basra on Sunday."
    for day in ("2008-03-31", date(2008, 3, 31), datetime(2008, 3, 31, 12)):
        event = truceline.extract(text, published=day).events[0]
        assert event.date is not None
        assert event.date.earliest == date(2008, 3, 30)
    with pytest.raises(UsageError, match="write it as '2008-04-01'"):
        truceline.extract(text, published="31.3.2008")


def test_what_is_no_text_is_refused_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(REPORT)
    with pytest.raises(UsageError, match=r"is a file: give pathlib\.Path"):
        truceline.extract("report.txt")
    assert truceline.extract(Path("report.txt"), published="2008-03-31").figures[0].best == 12
    with pytest.raises(ReadError, match="holds no words"):
        truceline.extract("   ")
    with pytest.raises(ReadError, match="not exist"):
        truceline.extract(Path("lost.txt"))
    with pytest.raises(UsageError, match="is for texts"):
        truceline.extract(Path("report.txt"), title="Basra")
    with pytest.raises(BadFile):
        truceline.extract(REPORT, actors="report.txt")
    with pytest.raises(UsageError, match="not int"):
        list(truceline.extract_many([3]))  # type: ignore[list-item]


def test_many_keep_their_order_and_one_failure_stops_nothing(tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl"
    file.write_text("\n".join(json.dumps({"text": text}) for text in ("Gunmen shot two men.", "Rebels shelled Homs.")))
    given: list[str | Path | Mapping[str, Any]] = [
        "",
        {"text": REPORT, "outlet": "The Paper"},
        file,
        tmp_path / "lost.txt",
        "Gunmen shot two men.",
    ]
    all_ = list(truceline.extract_many(given, published="2008-03-31"))
    codes = [one.failure.code if one.failure else len(one.events) > 0 for one in all_]
    assert codes == ["empty_file", True, True, True, "not_found", True]
    assert all_[1].document.outlet == "The Paper"
    assert all_[1].document.published == date(2008, 3, 31)
    assert len(all_[0].events) == 0
    assert all_[0].to_dict()["error"]["code"] == "empty_file"
    with pytest.raises(ReadError):
        _ = all_[0].document


def test_many_are_read_as_they_are_asked_for() -> None:
    taken = []

    def texts() -> object:
        for n in range(1_000):
            taken.append(n)
            yield f"Shelling killed {n + 2} people in Basra."

    assert next(truceline.extract_many(texts())).figures[0].best == 2  # type: ignore[arg-type]
    assert len(taken) < 200


def test_lists_are_asked_by_number_or_id(found: truceline.Extraction) -> None:
    assert found.events["E1"] is found.events[0]
    assert list(found.events)[:2] == list(found.events[:2])
    with pytest.raises(UsageError, match="E99"):
        found.events["E99"]


def test_one_report_is_not_taken_for_a_list_of_letters() -> None:
    for one in ("Shelling killed 12 people.", {"text": "Shelling killed 12 people."}, Path("report.txt")):
        with pytest.raises(UsageError, match="give a list"):
            truceline.extract_many(one)  # type: ignore[arg-type]
