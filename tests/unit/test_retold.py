"""Violence without a day of its own takes the one that the report gives the same happening elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import count
from tests.factories import document as report
from tests.trees import document
from truceline.extract.dating import Calendar, date_all
from truceline.extract.draft import Argument, Draft
from truceline.extract.figures import FigureDraft
from truceline.extract.retold import date_retold
from truceline.extract.syntax import Tree
from truceline.extract.told import Told
from truceline.model.extraction import Basis, EventDate, Status
from truceline.model.values import Days

SHOT = "Two/NUM/2/nummod men=man/NOUN/4/nsubj:pass/NNS were=be/AUX/4/aux:pass shot=shoot/VERB/0/root/VBN"
RAID = "The/DET/2/det raid/NOUN/3/nsubj shocked=shock/VERB/0/root/VBD the/DET/5/det town/NOUN/3/obj"
HAPPENED = "It/PRON/2/nsubj happened=happen/VERB/0/root/VBD on/ADP/4/case Sunday/PROPN/2/obl"
CHARGED = "A/DET/2/det clerk/NOUN/4/nsubj:pass was=be/AUX/4/aux:pass paid=pay/VERB/0/root/VBN on/ADP/6/case Sunday/PROPN/4/obl"
SAID = "Police/NOUN/2/nsubj said=say/VERB/0/root/VBD on/ADP/4/case Sunday/PROPN/2/obl so/ADV/2/advmod"
FOUND_DEAD = (
    "A/DET/2/det man/NOUN/4/nsubj:pass was=be/AUX/4/aux:pass found=find/VERB/0/root/VBN dead/ADJ/4/xcomp on/ADP/7/case"
    " Sunday/PROPN/4/obl"
)
GUNS = "Gun/NOUN/2/compound violence/NOUN/3/nsubj rose=rise/VERB/0/root/VBD"
BARE = "Shootings=shooting/NOUN/2/nsubj/NNS rose=rise/VERB/0/root/VBD"
SUNDAY = date(2008, 3, 30)  # the report is of Tuesday, 1 April


def draft(tree: Tree, at: int, kind: str = "armed_attack", status: Status = "asserted") -> Draft:
    return Draft(tree=tree, first=at, last=at + 1, type=kind, status=status, score=1.0, method="m")


def told_of(text: str, trees: tuple[Tree, ...], *drafts: Draft) -> Told:
    told, calendar = Told(), Calendar(trees, replace(report(text), published=date(2008, 4, 1)))
    told.drafts.extend(drafts)
    date_all(drafts, calendar, trees)
    date_retold(told, calendar, trees)
    return told


def when(made: Draft) -> tuple[date | None, Basis]:
    assert made.date is not None
    return made.date.days.earliest, made.date.basis


def test_it_happened_dates_what_was_told() -> None:
    trees, text = document(SHOT, HAPPENED)
    one = draft(trees[0], 3)
    told_of(text, trees, one)
    assert when(one) == (SUNDAY, "inferred")
    assert one.date is not None
    assert one.date.span is not None
    assert one.date.span.of(text) == "Sunday"


@pytest.mark.parametrize("other", [CHARGED, SAID])
def test_the_day_of_something_else_does_not(other: str) -> None:
    trees, text = document(SHOT, other)
    one = draft(trees[0], 3)
    told_of(text, trees, one)
    assert when(one) == (None, "inferred")


def test_the_sentence_that_counts_the_harmed_gives_the_day() -> None:
    trees, text = document(RAID, FOUND_DEAD)
    one = draft(trees[0], 1)
    told = Told()
    told.drafts.append(one)
    calendar = Calendar(trees, replace(report(text), published=date(2008, 4, 1)))
    date_all([one], calendar, trees)
    span = trees[1].span(0, 2)
    told.give(one, FigureDraft(trees[1], None, "killed", "unknown", span, None, count(1, 1, 1), "event"))
    date_retold(told, calendar, trees)
    assert when(one) == (SUNDAY, "carried over")


def test_all_violence_of_one_sort_is_of_the_one_day() -> None:
    far = ["Rain/NOUN/2/nsubj fell=fall/VERB/0/root"] * 5
    trees, text = document(SHOT + " on/ADP/6/case Sunday/PROPN/4/obl", *far, RAID, *far, BARE, GUNS)
    first, again, general = draft(trees[0], 3), draft(trees[6], 1), draft(trees[12], 0)
    shelled, elsewhere = draft(trees[6], 1, "shelling"), draft(trees[6], 1)
    told_of(text, trees, first, again, general, shelled)
    assert when(first) == (SUNDAY, "stated")
    assert when(again) == (SUNDAY, "inferred")
    assert when(general) == (None, "inferred")  # no happening, but violence as such
    assert when(shelled) == (None, "inferred")  # of another sort
    assert elsewhere.date is None


def test_violence_elsewhere_keeps_its_own_days() -> None:
    far = ["Rain/NOUN/2/nsubj fell=fall/VERB/0/root"] * 5
    here = SHOT + " in/ADP/6/case Basra/PROPN/4/obl/LOC on/ADP/8/case Sunday/PROPN/4/obl"
    there = "Gunmen=gunman/NOUN/2/nsubj/NNS struck=strike/VERB/0/root/VBD in/ADP/4/case Najaf/PROPN/2/obl/LOC"
    trees, text = document(here, *far, there)
    one, other = draft(trees[0], 3), draft(trees[6], 1)
    one.roles["place"].append(Argument(0, 5, 6, 1.0))
    other.roles["place"].append(Argument(6, 3, 4, 1.0))
    told_of(text, trees, one, other)
    assert when(other) == (None, "inferred")


def test_a_week_becomes_the_day_that_is_told_of_it() -> None:
    trees, text = document(SHOT, HAPPENED)
    one = draft(trees[0], 3)
    told, calendar = Told(), Calendar(trees, replace(report(text), published=date(2008, 4, 1)))
    told.drafts.append(one)
    one.date = EventDate(Days(date(2008, 3, 24), date(2008, 3, 30), "week"), None)
    date_retold(told, calendar, trees)
    assert when(one) == (SUNDAY, "inferred")


def test_what_is_told_of_the_future_stays_open() -> None:
    trees, text = document(SHOT, HAPPENED)
    one = draft(trees[0], 3, status="hypothetical")
    told_of(text, trees, one)
    assert one.date is None
