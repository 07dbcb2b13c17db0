"""Ceasefires followed: terms, codes after the data standards, the table of moves and the settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.follow_rows import Chronicle, coast, day, five_reports, with_act
from truceline.errors import UsageError
from truceline.follow import defaults, read_settings
from truceline.follow.states import LIVE, OVER, TABLE, in_table, may_follow

# -- terms and codes ---------------------------------------------------------------------------------------------------


def test_a_term_has_duration_and_anchor_apart() -> None:
    book = Chronicle()
    book.publish(a="2009-01-08")
    north, front = coast(book, "a")
    book.ceasefire("a.1", "holding", "2009-01-07", parties=[north, front])
    book.term("a.1", "withdrawal", "leave the port within ten days", north, position=100)
    book.time("a", "ten days", 122, duration="P10D")
    book.term("a.1", "prisoners", "free all prisoners by 20 January", front, position=200)
    book.time("a", "20 January", 222, days="2009-01-20")
    first, second = book.life().terms
    assert (first.obliged, first.duration, first.anchor, first.due, first.state) == (
        "Norland",
        "P10D",
        None,
        None,
        "open",
    )
    assert (second.duration, second.due) == (None, day("2009-01-20"))


def test_a_term_is_met_when_a_report_says_so_and_lapses_with_the_ceasefire() -> None:
    book = five_reports()
    north, front = coast(book, "b")
    book.term("b.1", "prisoners", "free the crew", front)
    book.term("b.1", "withdrawal", "leave the port", north)
    book.event("c.9", "release", "2009-01-20", actors=[coast(book, "c")[1]])
    assert {term.kind: term.state for term in book.life().terms} == {"prisoners": "met", "withdrawal": "lapsed"}


def test_a_halt_is_breached_by_an_incident_of_who_has_to_keep_it() -> None:
    book = with_act("2009-01-19")
    book.term("a.1", "halt", "stop all shelling", coast(book, "a")[1])
    term = book.life(day("2009-01-21")).terms[0]
    assert (term.state, {e.document_id for e in term.state_evidence}) == ("breached", {"x"})


def test_terms_of_an_ultimatum_are_not_the_ceasefires() -> None:
    book = Chronicle()
    book.publish(a="2009-01-08")
    book.ceasefire("a.1", "holding", "2009-01-07", parties=coast(book, "a"))
    book.move("a.9", "demand", position=290)
    book.term("a.1", "weapons", "hand in their guns within 72 hours", position=300)
    assert book.life().terms == ()


def test_codes_say_only_what_reports_say() -> None:
    codes = {code.variable: code for code in five_reports().life().codes}
    assert codes["mediator_nego"].value is None
    assert codes["implement"].value is None
    assert codes["ceasefire_class"].value is None
    assert (codes["partial"].value, codes["partial"].inferred) == (1, True)
    assert codes["end_kind"].value == "broken_down"


def test_codes_of_a_monitored_humanitarian_truce() -> None:
    book = Chronicle()
    book.publish(a="2009-01-08")
    book.ceasefire("a.1", "monitored", "2009-01-07", parties=coast(book, "a"), brokers=[book.actor("a", "Ola Nord")])
    book.term("a.1", "access", "let aid convoys through")
    life = book.life()
    assert [life.code(v) for v in ("mediator_nego", "implement", "ceasefire_class", "p_humanitarian")] == [1, 1, 2, 1]


# -- the table and the settings ----------------------------------------------------------------------------------------


def test_one_side_declares_and_later_both_agree() -> None:
    book = Chronicle()
    book.publish(a="2009-02-15", b="2009-02-16", c="2009-02-24")
    for document, state in (("a", "declared"), ("b", "agreed"), ("c", "agreed")):
        book.ceasefire(f"{document}.1", state, parties=coast(book, document))
        book.step(f"{document}.1", state)
    told = [(move.before, move.after, len(move.documents)) for move in book.life().transitions if move.documents]
    assert told == [(None, "declared", 2), ("declared", "agreed", 1)]


def test_no_move_leads_out_of_an_end_or_backwards() -> None:
    for end in OVER:
        assert not any(may_follow(end, state) for state in LIVE)
    assert not may_follow("holding", "proposed")
    assert not may_follow("agreed", "proposed")
    assert may_follow("proposed", "strained")
    assert not in_table("proposed", "strained")
    assert all(may_follow(before, after) for before, after in TABLE)


def test_settings_of_a_file_go_over_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("calm_days = 30\n")
    assert read_settings(path) == replace(defaults(), calm_days=30)


@pytest.mark.parametrize("text", ["calm_days = 0", "calm_days = true", "peace = 3", "calm_days ="])
def test_wrong_settings_are_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=r"mine\.toml"):
        read_settings(path)
