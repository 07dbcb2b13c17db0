"""Dates in date lines and in metadata."""

from __future__ import annotations

from datetime import date

import pytest

from truceline.read.dates import date_line, date_value, full_dates

DAY = date(2004, 8, 30)


@pytest.mark.parametrize(
    "line",
    [
        "Aug 30, 2004",
        "August 30, 2004",
        "August 30th, 2004",
        "30 August 2004",
        "30th of August, 2004",
        "2004-08-30",
        "2004/08/30",
        "2004-08-30T10:15:00Z",
        "20040830",
        "08/30/2004",
        "30.8.2004",
        "30 AUG 04",
        "30-Aug-2004",
        "Monday, August 30, 2004",
        "Mon, 30 Aug 2004 10:15:00 GMT",
        "Monday 30 August 2004 18.20 BST",
        "Published: August 30, 2004",
        "Posted on Aug. 30, 2004 at 6:19 PM",
        "Date: 30 August 2004",
    ],
)
def test_a_date_line_is_read(line: str) -> None:
    read = date_line(line)
    assert read is not None
    assert read.found.day == DAY
    assert read.rest == ()


@pytest.mark.parametrize(
    ("line", "label"),
    [("Published: Aug 30, 2004", "published"), ("Updated Aug 30, 2004", "updated"), ("Aug 30, 2004", "none")],
)
def test_the_label_is_told(line: str, label: str) -> None:
    read = date_line(line)
    assert read is not None
    assert read.label == label


@pytest.mark.parametrize(
    "line", ["30 people", "May 2004", "August", "in 2004", "31 February 2004", "12 and 15", "NR2004.99.30"]
)
def test_what_is_no_day_is_not_read(line: str) -> None:
    assert date_line(line) is None


def test_two_readings_are_kept_and_none_is_chosen() -> None:
    found = next(full_dates("03/04/2008"))
    assert found.days == (date(2008, 3, 4), date(2008, 4, 3))
    assert found.day is None


@pytest.mark.parametrize("same", ["04/04/2008", "4.4.2008"])
def test_a_numeric_date_with_one_reading_is_certain(same: str) -> None:
    assert next(full_dates(same)).day == date(2008, 4, 4)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2004-08-30", DAY),
        (" 2004-08-30T23:59:59+03:00 ", DAY),
        ("2004-08-30 10:00:00", DAY),
        ("30 August 2004", DAY),
        ("soon", None),
        ("2004-13-30", None),
        ("2004", None),
        ("03/04/2008", None),
        ("30 August 2004 or so", None),
        ("Published 30 August 2004", None),
    ],
)
def test_metadata_dates_must_be_certain(value: str, day: date | None) -> None:
    assert date_value(value) == day


@pytest.mark.parametrize(
    ("words", "year"), [("3 JAN 90", 1990), ("3 Jan 04", 2004), ("3 Jan 39", 2039), ("3 Jan 40", 1940)]
)
def test_two_digit_years(words: str, year: int) -> None:
    assert next(full_dates(words)).day == date(year, 1, 3)
