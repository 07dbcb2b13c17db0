"""The story of one happening: every telling, who asserts, denies and blames, all figures, whose wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.factories import NEWER, NOON, actor, append, at, basra, document, event, extraction
from tests.unit.depot import recorded, told_by_police, told_by_rebels
from truceline.errors import UsageError
from truceline.follow.happening import Happening, happening
from truceline.model.extraction import Extraction, Ref
from truceline.model.records import EventRow
from truceline.publish.stories import happening_lines
from truceline.record import Store
from truceline.record.views import rows


def story(path: Path, *reports: Extraction) -> tuple[Happening, Sequence[str]]:
    """The story of all reports' first events, joined by a link."""
    ids = recorded(path / "r.db", *reports)
    with Store.open(path / "r.db") as store:
        found = happening(store, ids[-1])
    return found, list(happening_lines(found, 90))


def test_every_report_tells_it_in_its_own_sentence(tmp_path: Path) -> None:
    found, lines = story(tmp_path, told_by_rebels(), told_by_police())
    assert [t.report.outlet for t in found.tellings] == ["Gulf Wire", "The Harbour Review"]
    assert [t.passage[slice(*t.mark)] for t in found.tellings] == ["shelled", "shelled"]
    assert any("Police said rebels [shelled] the depot." in line for line in lines)


def test_accounts_stand_side_by_side(tmp_path: Path) -> None:
    found, _ = story(tmp_path, told_by_police(), told_by_rebels())
    assert {(a.voice, a.says, a.blamed) for a in found.accounts} == {
        ("Police", "blames", "rebels"),
        ("A rebel spokesman", "denies", None),
        ("The Harbour Review", "asserts", None),
    }


def test_who_is_said_to_have_done_it_is_told_without_a_word_of_blame(tmp_path: Path) -> None:
    _, lines = story(tmp_path, told_by_police())
    assert any("links it to rebels: “Police said rebels shelled the depot.”" in line for line in lines)
    assert not any("blame" in line for line in lines)


def test_where_two_sides_fight_nobody_is_said_to_have_done_it(tmp_path: Path) -> None:
    text = "Eleven guards died when rebels fought guards at the weir."
    sides = [Ref(at(text, words), own) for words, own in (("Eleven guards", "A1"), ("rebels", "A2"))]
    told = extraction(
        document(text, path="a.txt", day=date(2008, 4, 1), outlet="Gulf Wire"),
        actors=(actor(text, "A1", "Eleven guards", "military"), actor(text, "A2", "rebels", "armed_group")),
        events=(event(text, "E1", "fought", kind="armed_clash", actors=tuple(sides)),),
    )
    found, _ = story(tmp_path, told)
    assert [(a.voice, a.says, a.blamed) for a in found.accounts] == [("Gulf Wire", "asserts", None)]


def test_all_figures_with_who_gives_them_and_the_range(tmp_path: Path) -> None:
    found, lines = story(tmp_path, told_by_police(), told_by_rebels())
    assert sorted((g.figure.best, g.chain) for g in found.figures) == [(4, ("Police",)), (6, ())]
    (range_,) = found.reconciled
    assert (range_.low, range_.high) == (4, 6)
    assert any(line.startswith("  killed, combatants: 4–6") for line in lines)


def test_loaded_wording_is_its_speakers(tmp_path: Path) -> None:
    found, lines = story(tmp_path, told_by_police(), told_by_rebels())
    ((word, report),) = found.wordings
    assert (word.text, word.speaker_text, report.outlet) == ("terrorists", "Police", "Gulf Wire")
    assert any("“terrorists”, loaded, used by Police" in line for line in lines)


def test_the_links_say_why(tmp_path: Path) -> None:
    found, lines = story(tmp_path, told_by_police(), told_by_rebels())
    assert [link.reason for link in found.links] == ["same depot"]
    assert any("same depot" in line for line in lines)


def test_an_id_that_is_no_event(tmp_path: Path) -> None:
    with Store.open(tmp_path / "r.db", "create") as store, pytest.raises(UsageError, match="show events lists the ids"):
        happening(store, "EVT-NOTHING")


def test_what_an_older_text_says_stands_without_a_sentence(store: Store) -> None:
    append(store, basra())
    own = next(store.rows(EventRow, type="shelling"))
    store.decide("accept", record_id=own.id, by="ana", reason="", at=NOON)
    (told,) = happening(store, own.id).tellings
    assert told.passage[slice(*told.mark)] == "shelling"
    assert len(told.passage) > len("shelling")
    append(store, extraction(replace(basra().document, text="The page is gone.")), version=NEWER)
    (told,) = happening(store, own.id).tellings
    assert (told.passage, told.mark) == ("shelling", (0, len("shelling")))
    row = rows.shown(store, own.id)
    assert row is not None
    (trigger,) = next(cell.passages for cell in row.cells if cell.field == "trigger")
    assert (trigger.quote, trigger.sentence_before, trigger.sentence_after) == ("shelling", "", "")


def test_a_corrected_trigger_is_marked_where_it_stands_in_its_sentence(store: Store) -> None:
    append(store, basra())
    own = next(store.rows(EventRow, type="shelling"))
    store.decide("correct", record_id=own.id, field="trigger", value="killed", by="ana", reason="", at=NOON)
    (told,) = happening(store, own.id).tellings
    assert told.passage[slice(*told.mark)] == "killed"
    store.decide("correct", record_id=own.id, field="trigger", value="barrage", by="ana", reason="", at=NOON)
    (told,) = happening(store, own.id).tellings
    assert told.passage == "barrage"
