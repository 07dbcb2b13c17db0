"""Feasts against their dates in published calendars."""

from __future__ import annotations

from datetime import date

import pytest

from truceline.extract.feasts import Feast, easter, in_year, jewish_new_year, orthodox_easter
from truceline.extract.timewords import NAMED


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (1999, (4, 4), (4, 11)),
        (2008, (3, 23), (4, 27)),
        (2011, (4, 24), (4, 24)),
        (2019, (4, 21), (4, 28)),
        (2024, (3, 31), (5, 5)),
    ],
)
def test_easter(year: int, western: tuple[int, int], eastern: tuple[int, int]) -> None:
    assert easter(year) == date(year, *western)
    assert orthodox_easter(year) == date(year, *eastern)


def test_easter_is_a_sunday_of_spring() -> None:
    for year in range(1900, 2100):
        assert easter(year).weekday() == 6
        assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)
        assert orthodox_easter(year).weekday() == 6


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1948, 10, 4), (1973, 9, 27), (2008, 9, 30), (2013, 9, 5), (2023, 9, 16)]
)
def test_jewish_new_year(year: int, month: int, day: int) -> None:
    assert jewish_new_year(year) == date(year, month, day)


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("ramadan", date(2003, 10, 27)),
        ("ramadan", date(2024, 3, 11)),
        ("eid al-fitr", date(2008, 10, 1)),
        ("eid al-fitr", date(2016, 7, 6)),
        ("eid al-adha", date(2007, 12, 20)),
        ("ashura", date(2004, 3, 2)),
    ],
)
def test_the_day_that_was_kept_lies_within_a_day(name: str, seen: date) -> None:
    (days,) = in_year(NAMED[name], seen.year)
    assert days.earliest is not None
    assert abs((days.earliest - seen).days + 1) <= 1
    assert days.precision == "range"


def test_a_feast_may_come_twice_a_year_or_not_at_all() -> None:
    assert len(list(in_year(NAMED["eid al-fitr"], 2000))) == 2
    assert [len(list(in_year(NAMED["ramadan"], year))) for year in (1997, 2030)] == [2, 2]
    assert list(in_year(Feast(), 2000)) == []


def test_the_fourth_thursday() -> None:
    assert [next(in_year(NAMED["thanksgiving"], y)).earliest for y in (2001, 2007)] == [
        date(2001, 11, 22),
        date(2007, 11, 22),
    ]


def test_what_happened_once_has_its_year() -> None:
    assert [d.earliest for d in in_year(NAMED["9/11"], 2001)] == [date(2001, 9, 11)]
