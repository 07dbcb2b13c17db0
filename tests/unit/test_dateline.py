"""The day of a dateline within the first sentence is that of the report, not of what the sentence tells."""

from __future__ import annotations

from datetime import date

import pytest

import truceline
from tests.trees import document
from truceline.extract.dateline import dates_the_report
from truceline.model.text import Span


@pytest.mark.parametrize(
    ("words", "days", "dateline"),
    [
        ("BASRA , March 31 - Shelling killed", ("March", "31"), True),
        ("PORT ARIN , Arin , 31 March — Shelling killed", ("31", "March"), True),
        ("BASRA , March 31 ( Gulf Wire ) – Shelling killed", ("March", "31"), True),
        ("BASRA , March 31 ( Gulf Wire ) Shelling killed", ("March", "31"), False),
        ("Troops shelled BASRA on March 31 - a Monday", ("March", "31"), False),
        ("NATO flew raids on March 31 - and none later", ("March", "31"), False),
        ("March 31 - Shelling killed", ("March", "31"), False),
    ],
)
def test_the_day_between_a_place_in_capitals_and_a_dash(words: str, days: tuple[str, str], dateline: bool) -> None:
    (tree,), text = document(" ".join(f"{word}/X/0/root" for word in words.split()))
    found = text.index(" ".join(days))
    assert dates_the_report(tree, Span(found, found + len(" ".join(days)))) == dateline


@pytest.mark.parametrize("head", ["BASRA, March 31 - ", "BASRA, 31 March - ", "BASRA, March 31 (Gulf Wire) - ", ""])
def test_an_event_has_the_day_that_is_told_of_it(head: str) -> None:
    text = f"{head}Shelling killed 12 civilians in Basra on Sunday, police said."
    (event,) = truceline.extract(text, published="2008-03-31").events
    assert event.date is not None
    assert event.date.earliest == event.date.latest == date(2008, 3, 30)
