"""The days of events: lengths and days kept apart, beginnings and ends, what a date counts from; Tuesday, 1 April 2008."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import document as report
from tests.trees import document, sentence
from tests.unit.test_dates import TUESDAY, show
from truceline.extract.dating import Calendar, date_all, written
from truceline.extract.draft import Draft
from truceline.extract.syntax import Tree


def dated(line: str, at: int, kind: str = "armed_attack") -> tuple[str | None, str | None]:
    """The days and the basis of the event on a word, each as words."""
    trees, text = document(line)
    one = Draft(tree=trees[0], first=at, last=at + 1, type=kind, status="asserted", score=1.0, method="m")
    date_all([one], Calendar(trees, replace(report(text), published=TUESDAY)), trees)
    assert one.date is not None
    return show(one.date.days), one.date.basis


UNKNOWN = ("*..2008-04-01 before", "inferred")
AFTER_RAID = (
    "Four/NUM/2/nummod days=day/NOUN/7/nmod:unmarked/NNS after/ADP/7/case the/DET/7/det Feb./PROPN/6/nmod:unmarked"
    " 8/NUM/7/compound raid/NOUN/10/obl ,/PUNCT/7/punct gunmen/NOUN/10/nsubj attacked=attack/VERB/0/root/VBD"
    " Tulan/PROPN/10/obj/LOC"
)


def test_a_length_measured_from_a_day_dates_what_is_told_and_not_what_it_is_measured_from() -> None:
    assert dated(AFTER_RAID, 9) == ("2008-02-12 day", "stated")
    assert dated(AFTER_RAID, 6) == ("2008-02-08 day", "stated")


def test_a_length_measured_from_something_without_a_day_is_no_date() -> None:
    line = AFTER_RAID.replace("Feb./PROPN/6/nmod:unmarked 8/NUM/7/compound", "long/ADJ/7/amod night/NOUN/7/compound")
    assert dated(line, 9) == UNKNOWN


def test_the_words_that_a_measured_length_counts_from() -> None:
    trees, text = document(AFTER_RAID)
    days, base = Calendar(trees, replace(report(text), published=TUESDAY)).mentions()
    assert (days.span.of(text), show(days.days), days.duration) == ("Four days", "2008-02-12 day", "P4D")
    assert days.counted_from == base.span


def test_how_long_violence_lasted_is_no_date() -> None:
    line = (
        "The/DET/2/det shelling/NOUN/3/nsubj lasted=last/VERB/0/root/VBD for/ADP/6/case 36/NUM/6/nummod"
        " hours=hour/NOUN/3/obl/NNS"
    )
    assert dated(line, 1, "shelling") == UNKNOWN


LENGTH_OF_SIEGE = (
    "{}Dozens=dozen/NOUN/{}/nsubj died=die/VERB/0/root/VBD in/ADP/{}/case two/NUM/{}/nummod weeks=week/NOUN/{}/obl/NNS"
    " of/ADP/{}/case battle/NOUN/{}/nmod"
)


def test_violence_named_by_its_length_has_just_ended() -> None:
    assert dated(LENGTH_OF_SIEGE.format("", 2, 5, 5, 2, 7, 5), 6, "armed_clash") == (
        "2008-03-11..2008-04-01 range",
        "inferred",
    )


def test_violence_named_by_its_length_in_a_clause_of_long_ago_has_not_just_ended() -> None:
    line = LENGTH_OF_SIEGE.format("In/ADP/2/case 2005/NUM/4/obl ", 4, 7, 7, 4, 9, 7)
    assert dated(line, 8, "armed_clash") == UNKNOWN


def test_from_where_it_began_to_where_it_ended() -> None:
    line = (
        "Clashes=clash/NOUN/2/nsubj/NNS began=begin/VERB/0/root/VBD on/ADP/4/case Friday/PROPN/2/obl and/CCONJ/6/cc"
        " ended=end/VERB/2/conj/VBD on/ADP/8/case Sunday/PROPN/6/obl"
    )
    assert dated(line, 0, "armed_clash") == ("2008-03-28..2008-03-30 range", "stated")


def test_an_end_in_a_period_not_over_is_the_day_of_the_report() -> None:
    line = (
        "Clashes=clash/NOUN/2/nsubj/NNS began=begin/VERB/0/root/VBD on/ADP/4/case Friday/PROPN/2/obl and/CCONJ/6/cc"
        " continued=continue/VERB/2/conj/VBD this/DET/8/det week/NOUN/6/obl:unmarked"
    )
    assert dated(line, 0, "armed_clash")[0] == "2008-03-28..2008-04-01 range"


def test_a_season_has_the_year_of_what_it_modifies() -> None:
    line = (
        "They/PRON/2/nsubj fell=fall/VERB/0/root/VBD in/ADP/6/case the/DET/6/det winter/NOUN/6/compound"
        " offensive/NOUN/2/obl of/ADP/8/case 2004/NUM/6/nmod"
    )
    assert dated(line, 5, "armed_clash") == ("2004-12-01..2005-02-28 range", "stated")


def test_a_day_of_the_year_on_a_past_tense_is_past() -> None:
    line = "A/DET/2/det mine/NOUN/3/nsubj {}/VERB/0/root/{} on/ADP/5/case May/PROPN/3/obl 9/NUM/5/nummod"
    assert dated(line.format("exploded=explode", "VBD"), 1, "bombing") == ("2007-05-09 day", "stated")
    assert dated(line.format("explodes=explode", "VBZ"), 1, "bombing")[0] == "2008-05-09 day"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("agreed=agree/VERB/0/root/VBD to/PART/4/mark meet/VERB/2/xcomp/VB Friday/PROPN/4/obl:unmarked", "2008-04-04"),
        (
            "managed=manage/VERB/0/root/VBD to/PART/4/mark meet/VERB/2/xcomp/VB Friday/PROPN/4/obl:unmarked",
            "2008-03-28",
        ),
        ("are=be/AUX/4/cop/VBP to/PART/4/mark meet/VERB/0/root/VB Friday/PROPN/4/obl:unmarked", "2008-04-04"),
        ("are=be/AUX/4/cop/VBP on/ADP/4/case Friday/PROPN/0/root", "2008-04-04"),
        ("fell=fall/VERB/0/root/VBD by/ADP/4/case Friday/PROPN/2/obl", "2008-03-28"),
        ("were=be/AUX/3/aux:pass/VBD set/VERB/0/root/VBN for/ADP/5/case Friday/PROPN/3/obl", "2008-04-04"),
    ],
)
def test_the_friday_of_a_clause(words: str, day: str) -> None:
    trees, text = document(f"Both/PRON/{'4' if 'are=' in words else '2'}/nsubj {words}")
    (found,) = Calendar(trees, replace(report(text), published=TUESDAY)).mentions()
    assert found.days is not None
    assert str(found.days.latest) == day


def test_the_day_before_counts_from_the_day_told_last_and_says_so() -> None:
    trees, text = document(
        "Rockets/NOUN/2/nsubj fell=fall/VERB/0/root/VBD on/ADP/4/case Friday/PROPN/2/obl",
        "Others/NOUN/2/nsubj fell=fall/VERB/0/root/VBD the/DET/4/det day/NOUN/2/obl before/ADV/4/advmod",
    )
    friday, before = Calendar(trees, replace(report(text), published=TUESDAY)).mentions()
    assert (show(before.days), before.basis, before.counted_from) == ("2008-03-27 day", "carried over", friday.span)


def test_the_day_before_counts_from_the_news_where_no_day_was_told() -> None:
    trees, text = document(
        "Mines=mine/NOUN/2/nsubj fell=fall/VERB/0/root/VBD the/DET/4/det day/NOUN/2/obl before/ADV/4/advmod"
    )
    (found,) = Calendar(trees, replace(report(text), published=TUESDAY)).mentions()
    assert (show(found.days), found.basis, found.counted_from) == ("2008-03-30..2008-03-31 range", "inferred", None)


def test_a_feast_of_the_moon_is_inferred() -> None:
    trees, text = document("Guns=gun/NOUN/2/nsubj fell=fall/VERB/0/root/VBD on/ADP/4/case Ashura/PROPN/2/obl")
    (found,) = Calendar(trees, replace(report(text), published=TUESDAY)).mentions()
    assert (show(found.days), found.basis) == ("2008-01-18..2008-01-20 range", "inferred")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("TULAN/PROPN/0/root ,/PUNCT/1/punct March/PROPN/1/nmod 3/NUM/3/nummod", date(2008, 3, 3)),
        ("TULAN/PROPN/0/root ,/PUNCT/1/punct June/PROPN/1/nmod 9/NUM/3/nummod ,/PUNCT/3/punct 2004/NUM/3/nummod", date(2004, 6, 9)),
        ("TULAN/PROPN/0/root ,/PUNCT/1/punct June/PROPN/1/nmod 9/NUM/3/nummod ,/PUNCT/3/punct 2010/NUM/3/nummod", TUESDAY),
        ("TULAN/PROPN/0/root ,/PUNCT/1/punct Monday/PROPN/1/nmod", TUESDAY),
    ],
)  # fmt: skip
def test_a_report_counts_from_its_own_date_line_where_that_is_older(line: str, day: date) -> None:
    made, _ = sentence(line, role="dateline")
    assert written((Tree(made),), TUESDAY) == day
    assert written((Tree(replace(made, role="body")),), TUESDAY) == TUESDAY
