"""The summary says nothing that the cells behind its sentences do not say."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.unit.dossier_sample import NOW, VERSION, Report, on, record, same
from tests.unit.summary_checker import Checker
from truceline.model.filters import Filter
from truceline.model.records import EventRow
from truceline.model.vocabulary import EVENT_TYPES
from truceline.publish.dossier.index import Index
from truceline.publish.dossier.material import gathered
from truceline.publish.dossier.scope import Scope, scope
from truceline.publish.dossier.scoped import scoped
from truceline.publish.summary import Sentence, Summary, summarised, summary_of
from truceline.publish.summary.grammar import joined, number
from truceline.publish.summary.grammar import on as when
from truceline.publish.summary.verbs import VERBS
from truceline.record import Store


def told(store: Store, wanted: Filter | None = None) -> tuple[Index, Summary]:
    chosen = scope(store, wanted or Filter())
    index = Index(gathered(store) if chosen.whole else scoped(store, chosen))
    return index, summarised(index, "A title")


@pytest.fixture(params=["", "country=IRQ&since=2004-08-01&until=2004-08-31", "place=Basra", "actor=GAM"])
def summary(request: pytest.FixtureRequest, examples: Path) -> tuple[Index, Summary]:
    wanted = dict(part.split("=") for part in request.param.split("&") if part)
    with Store.open(examples) as store:
        return told(store, Filter.of(wanted))


def test_every_number_name_day_and_quotation_stands_in_the_rows_of_its_sentence(summary: tuple[Index, Summary]) -> None:
    index, found = summary
    checker = Checker(index)
    faults = {one.text: bad for one in found.sentences if (bad := checker.faults(one))}
    assert not faults
    assert len(found.sentences) > 10


def test_the_checker_finds_what_is_not_in_the_rows(examples: Path) -> None:
    with Store.open(examples) as store:
        index, found = told(store)
    checker = Checker(index)
    sound = next(one for one in found.sentences if "were killed" in one.text and one.cells)
    for wrong in ("Zanzibar", "4,711", "3 May 1999", "“never said so”"):
        broken = Sentence(f"{sound.text.rstrip('.')} and {wrong}.", sound.cells, sound.rows)
        assert checker.faults(broken), wrong


def test_every_sentence_rests_on_cells_or_rows_or_tells_how_to_read(summary: tuple[Index, Summary]) -> None:
    bare = [one.text for one in summary[1].sentences if not one.cells and not one.rows]
    known = r"(Low to high is|Software read these|These count more|No report says so|\d+ more such)"
    assert [text for text in bare if not re.match(known, text)] == []


def test_what_did_not_happen_is_never_told_as_a_fact(tmp_path: Path) -> None:
    r = Report(
        "r", "Wire", "2011-06-02", "Talk", "The army will shell Kut. The army did not bomb Hilla, an officer said."
    )
    r.actor("army", "military")
    r.place("Kut", 32.5, 45.8, 1)
    r.event("shelling", "shell", who="army", where="Kut", status="future")
    r.event("bombing", "bomb", who="army~2=army", status="negated")
    with record(tmp_path / "a.db", [r]) as store:
        parts = {part.title: part for part in told(store)[1].parts}
    assert "Deadliest happenings" not in parts
    planned = parts["Planned, threatened or feared"].paragraphs[0][0].text
    assert planned.startswith("Planned or expected, not told as having happened: shelling by the army in Kut")
    assert (
        parts["Denied or disputed"].paragraphs[0][0].text.startswith("Denied or told as not having happened: a bombing")
    )


def _attack(name: str, source: str, words: str, number_: int) -> Report:
    text = f"Gunmen attacked a bus in Kut on Thursday. In the end a {source} said {words} people died."
    r = Report(name, f"Wire {name}", "2011-06-02", "Attack", text)
    r.actor("Gunmen", "armed_group")
    r.actor(source, "person")
    r.place("Kut", 32.5, 45.8, 1)
    dead = r.figure("killed", words, (number_, number_, number_, False), who="people", source=source)
    r.event(
        "armed_attack", "attacked", who="Gunmen", where="Kut", time="on Thursday", when=on("2011-06-02"), figures=(dead,)
    )  # fmt: skip
    return r


def test_sources_that_differ_are_all_told(tmp_path: Path) -> None:
    reports = [_attack("one", "captain", "12", 12), _attack("two", "doctor", "15", 15)]
    with record(tmp_path / "a.db", reports) as store:
        store.append_links(VERSION, same(EventRow, [e.id for e in store.rows(EventRow)]), agent="test", at=NOW)
        store.fold()
        said = " ".join(one.text for one in told(store)[1].sentences)
    assert "An armed attack was reported in Kut on 2 June 2011. In the words of" in said
    assert re.search(r"Wire \w+ of 2 June 2011 and Wire \w+ of 2 June 2011 are read as naming Gunmen as having", said)
    assert "2 reports tell of it." in said
    assert re.search(
        r"between 12 and 15 people killed: a (captain|doctor) said 1\d and a (captain|doctor) said 1\d", said
    )
    assert "these independent sources conflict" in said
    assert said.count("not a confidence interval") == 1


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_each_form_has_all_sentences_and_every_number_leads_to_a_passage(form: str, examples: Path) -> None:
    with Store.open(examples) as store:
        _, found = told(store)
        written = summary_of(store, Scope(), form, generated="today")  # type: ignore[arg-type]
    if form == "json":
        data = json.loads(written)
        lines = [s for part in data["parts"] for paragraph in part["paragraphs"] for s in paragraph]
        assert [line["text"] for line in lines] == [one.text for one in found.sentences]
        assert {n for line in lines for n in line["references"]} == {p["number"] for p in data["passages"]}
        return
    marks = {"text": r"\[(\d+)\]", "markdown": r"\[\^(\d+)\](?!:)", "html": r'href="#r(\d+)"'}[form]
    notes = {"text": r"(?m)^\[(\d+)\] ", "markdown": r"(?m)^\[\^(\d+)\]:", "html": r'<li id="r(\d+)"'}[form]
    assert set(re.findall(marks, written)) == set(re.findall(notes, written))
    assert len(re.findall(notes, written)) > 30


def test_a_report_cannot_bring_markup_into_the_page(tmp_path: Path) -> None:
    text = "The <script>alert(1)</script> [x](http://e) gang* attacked a bus, killing 3 people."
    r = Report("r", "Wire <b>", "2011-06-02", "A <i>title</i>", text)
    r.actor("<script>alert(1)</script> [x](http://e) gang*", "armed_group")
    three = r.figure("killed", "3", (3, 3, 3, False), who="people")
    r.event("armed_attack", "attacked", who="<script>alert(1)</script> [x](http://e) gang*", figures=(three,))
    with record(tmp_path / "a.db", [r]) as store:
        page = summary_of(store, Scope(), "html", generated="today")
        plain = summary_of(store, Scope(), "markdown", generated="today")
    assert "<script" not in page
    assert "<b>" not in page
    assert "[x](http" not in plain


def test_every_event_type_has_words() -> None:
    assert set(VERBS) == set(EVENT_TYPES)


@pytest.mark.parametrize(
    ("range_", "said"),
    [
        ((6, 6, 6, False), "6"), ((0, 0, 0, False), "no"), ((25, 25, None, True), "at least 25"),
        ((450, 500, 500, False), "between 450 and 500"), ((None, None, 30, False), "up to 30"),
        ((None, None, None, True), "an unknown number of"),
    ],
)  # fmt: skip
def test_numbers_are_said_as_they_are_known(range_: tuple[int, int, int, bool], said: str) -> None:
    assert number(*range_) == said


def test_days_and_lists() -> None:
    first, last = date(2008, 3, 29), date(2008, 4, 2)
    assert when(first, first) == "on 29 March 2008"
    assert when(first, last) == "between 29 March 2008 and 2 April 2008"
    assert when(None, last) == "on or before 2 April 2008"
    assert joined(["a", "b", "c"]) == "a, b and c"


def test_undecided_and_decided_are_told(examples: Path) -> None:
    with Store.open(examples) as store:
        material = gathered(store)
    said = [s.text for s in summarised(Index(material), "t").sentences]
    assert any("nobody has reviewed" in text for text in said)
    decided = summarised(Index(replace(material, decisions=3)), "t").sentences
    assert any(text.text.startswith("People have taken 3 decisions") for text in decided)


def test_a_report_without_outlet_and_day_that_only_plans_is_told_in_good_english(tmp_path: Path) -> None:
    r = Report("r", None, None, "Talk", "The army will shell Kut.")
    r.actor("army", "military")
    r.place("Kut", 32.5, 45.8, 1)
    r.event("shelling", "shell", who="army", where="Kut", status="future")
    with record(tmp_path / "a.db", [r]) as store:
        text = summary_of(store, Scope(), "text", generated="1 January 2026")
    said = " ".join(text.split())
    assert said.startswith("Conflict and ceasefires in undated reports")
    assert "The report tells of no happening as fact. [1 row] 1 is denied, planned, feared or conditional" in said
    assert "an undated report of an unknown outlet: “The army will shell Kut.”" in said
    assert "report of a report" not in said


def test_one_report_of_one_happening_is_told_in_the_singular(tmp_path: Path) -> None:
    r = Report("r", None, "2011-06-02", "Talk", "The rebels demanded talks on Thursday.")
    r.actor("rebels", "armed_group")
    r.event("demand", "demanded", who="rebels", time="on Thursday", when=on("2011-06-02"))
    with record(tmp_path / "a.db", [r]) as store:
        said = " ".join(one.text for one in told(store)[1].sentences)
    assert "The report tells of 1 happening as fact. It is 1 demand." in said


def test_an_empty_record_claims_nothing_and_has_no_empty_lists(tmp_path: Path) -> None:
    with record(tmp_path / "a.db", []) as store:
        for form in ("text", "markdown", "html"):
            made = summary_of(store, Scope(), form, generated="1 January 2026")
            assert "The record holds no report." in made
            assert "Software read" not in made
            assert not re.search(r"passages</h2>|^## passages|^passages$", made, re.IGNORECASE | re.MULTILINE)
