"""Time expressions: which words are one, and what they mean in a report of Tuesday, 1 April 2008."""

from __future__ import annotations

from datetime import date

import pytest

from truceline.extract.dates import resolve
from truceline.model.values import Days

TUESDAY = date(2008, 4, 1)
WEDNESDAY = Days(date(2008, 3, 26), date(2008, 3, 26), "day")


def show(days: Days | None) -> str | None:
    """``2008-03-25 day``, ``2008-03-29..2008-03-30 range``; ``*`` is an open end."""
    if days is None:
        return None
    if days.earliest == days.latest:
        return f"{days.earliest} {days.precision}"
    return f"{days.earliest or '*'}..{days.latest or '*'} {days.precision}"


CASES: list[tuple[str, str | None, str | None]] = [
    # weekdays: the latest one strictly before
    ("last Tuesday", "2008-03-25 day", None),
    ("Tuesday", "2008-04-01 day", None),
    ("Monday", "2008-03-31 day", None),
    ("on Sunday night", "2008-03-30 day", None),
    ("late on Tuesday", "2008-04-01 day", None),
    ("before dawn on Monday", "2008-03-31 day", None),
    ("LAST WEDNESDAY NIGHT", "2008-03-26 day", None),
    ("9 a.m. Friday", "2008-03-28 day", None),
    ("until 9 a.m. Friday", "2008-04-04 day", None),
    ("next Tuesday", "2008-04-08 day", None),
    ("this Friday", "2008-04-04 day", None),
    ("Tuesday next week", "2008-04-08 day", None),
    ("scheduled for Thursday", "2008-04-03 day", None),
    # near the publication day
    ("today", "2008-04-01 day", None),
    ("yesterday", "2008-03-31 day", None),
    ("late yesterday", "2008-03-31 day", None),
    ("tomorrow", "2008-04-02 day", None),
    ("the day before yesterday", "2008-03-30 day", None),
    ("tonight", "2008-04-01 day", None),
    ("this morning", "2008-04-01 day", None),
    ("last night", "2008-03-31 day", None),
    ("overnight", "2008-03-31..2008-04-01 range", None),
    ("overnight Sunday", "2008-03-30..2008-03-31 range", None),
    ("overnight Tuesday", "2008-03-31..2008-04-01 range", None),
    ("overnight into Sunday", "2008-03-29..2008-03-30 range", None),
    ("overnight from Friday to Saturday", "2008-03-28..2008-03-29 range", None),
    ("over the weekend", "2008-03-29..2008-03-30 range", None),
    ("this weekend", "2008-04-05..2008-04-06 range", None),
    ("this week", "2008-03-31..2008-04-06 week", None),
    ("earlier this week", "2008-03-31..2008-04-01 range", None),
    ("last week", "2008-03-24..2008-03-30 week", None),
    ("next week", "2008-04-07..2008-04-13 week", None),
    ("this month", "2008-04-01..2008-04-30 month", None),
    ("last month", "2008-03-01..2008-03-31 month", None),
    ("late last month", "2008-03-21..2008-03-31 range", None),
    ("this year", "2008-01-01..2008-12-31 year", None),
    ("earlier this year", "2008-01-01..2008-04-01 range", None),
    ("last year", "2007-01-01..2007-12-31 year", None),
    ("the end of the year", "2008-09-01..2008-12-31 range", None),
    # months and days of the year
    ("last August", "2007-08-01..2007-08-31 month", None),
    ("beginning last August", "2007-08-01..2007-08-31 month", None),
    ("in August", "2007-08-01..2007-08-31 month", None),
    ("in April", "2008-04-01..2008-04-30 month", None),
    ("next October", "2008-10-01..2008-10-31 month", None),
    ("scheduled for October", "2008-10-01..2008-10-31 month", None),
    ("August 2007", "2007-08-01..2007-08-31 month", None),
    ("February of last year", "2007-02-01..2007-02-28 month", None),
    ("mid-March", "2008-03-11..2008-03-20 range", None),
    ("late August", "2007-08-21..2007-08-31 range", None),
    ("31 March 2008", "2008-03-31 day", None),
    ("March 31, 2008", "2008-03-31 day", None),
    ("the 31st of March", "2008-03-31 day", None),
    ("31 March", "2008-03-31 day", None),
    ("March 31", "2008-03-31 day", None),
    ("Friday, April 4", "2008-04-04 day", None),
    ("Dec. 11", "2007-12-11 day", None),
    ("Sept 3", "2007-09-03 day", None),
    ("19 APR 89", "1989-04-19 day", None),
    ("2008-03-31", "2008-03-31 day", None),
    ("31/03/2008", "2008-03-31 day", None),
    ("03/31/2008", "2008-03-31 day", None),
    ("03/04/2008", "2008-03-04..2008-04-03 range", None),
    ("31.03.2008", "2008-03-31 day", None),
    ("31 February", None, None),
    ("29 February", "2008-02-29 day", None),
    ("Christmas Day", "2007-12-25 day", None),
    ("9/11", "2001-09-11 day", None),
    ("Diwali", None, None),
    # feasts: exact, or a day wider at both ends where the moon decides
    ("Thanksgiving", "2007-11-22 day", None),
    ("Thanksgiving 2005", "2005-11-24 day", None),
    ("Good Friday", "2008-03-21 day", None),
    ("Orthodox Easter", "2008-04-27 day", None),
    ("Yom Kippur", "2007-09-22 day", None),
    ("last Passover", "2007-04-03..2007-04-10 range", None),
    ("Eid al-Adha", "2007-12-19..2007-12-21 range", None),
    ("the eve of Eid al-Adha", "2007-12-18..2007-12-20 range", None),
    ("the eve of Thanksgiving", "2007-11-21 day", None),
    ("Ramadan of last year", "2007-09-12..2007-10-13 range", None),
    ("the first day of Ramadan", "2007-09-12..2007-09-14 range", None),
    # years, decades, seasons, quarters
    ("in 2005", "2005-01-01..2005-12-31 year", None),
    ("early 2004", "2004-01-01..2004-04-30 range", None),
    ("mid-2004", "2004-05-01..2004-08-31 range", None),
    ("the 1990s", "1990-01-01..1999-12-31 range", None),
    ("the early 1990s", "1990-01-01..1993-12-31 range", None),
    ("spring 2008", "2008-03-01..2008-05-31 range", None),
    ("last summer", "2007-06-01..2007-08-31 range", None),
    ("the summer of 2006", "2006-06-01..2006-08-31 range", None),
    ("the third quarter of 2007", "2007-07-01..2007-09-30 range", None),
    ("the second quarter of last year", "2007-04-01..2007-06-30 range", None),
    ("last year's third quarter", "2007-07-01..2007-09-30 range", None),
    ("the 2007 third quarter", "2007-07-01..2007-09-30 range", None),
    ("last quarter", "2008-01-01..2008-03-31 range", None),
    ("the current quarter", "2008-04-01..2008-06-30 range", None),
    ("the latest quarter", "2008-01-01..2008-03-31 range", None),
    ("the 19th century", "1800-01-01..1899-12-31 range", None),
    # counted parts
    ("the first week of March", "2008-03-01..2008-03-07 range", None),
    ("the last week of March", "2008-03-25..2008-03-31 range", None),
    ("the last three days of February", "2008-02-27..2008-02-29 range", "P3D"),
    ("the second half of 2006", "2006-07-01..2006-12-31 range", None),
    ("the first half of March", "2008-03-01..2008-03-16 range", None),
    ("the first two months of the year", "2008-01-01..2008-02-29 range", "P2M"),
    ("the sixth week of March", None, None),
    ("the week of March 19", "2008-03-17..2008-03-23 week", None),
    ("the weekend of 22 March", "2008-03-22..2008-03-23 range", None),
    # counted from the publication day
    ("two days ago", "2008-03-30 day", None),
    ("a week ago", "2008-03-24..2008-03-30 week", None),
    ("three weeks ago", "2008-03-10..2008-03-16 week", None),
    ("two months ago", "2008-02-01..2008-02-29 month", None),
    ("five years ago", "2003-01-01..2003-12-31 year", None),
    ("several days ago", "2008-03-23..2008-03-29 range", None),
    ("an hour ago", "2008-04-01 day", None),
    ("years ago", "*..2008-04-01 before", None),
    ("recently", "*..2008-04-01 before", None),
    ("in recent months", "*..2008-04-01 range", None),
    ("the coming days", "2008-04-01..* range", None),
    ("a week ago Monday", "2008-03-24 day", None),
    ("a week ago Thursday", "2008-03-20 day", None),
    ("three years ago Friday", "2005-03-28 day", None),
    ("two weeks from Sunday", "2008-04-20 day", None),
    ("the past week", "2008-03-25..2008-04-01 range", "P1W"),
    ("in the past two weeks", "2008-03-18..2008-04-01 range", "P2W"),
    ("the past few days", "2008-03-26..2008-04-01 range", None),
    # from, to, since, until
    ("since last Tuesday", "2008-03-25..2008-04-01 range", None),
    ("since March 2003", "2003-03-01..2008-04-01 range", None),
    ("until Friday", "2008-04-04 day", None),
    ("by Friday", "*..2008-04-04 before", None),
    ("between 3 and 5 May", "2008-05-03..2008-05-05 range", None),
    ("May 3-5", "2008-05-03..2008-05-05 range", None),
    ("from 25 to 31 March", "2008-03-25..2008-03-31 range", None),
    ("from 25 March to 2 April", "2008-03-25..2008-04-02 range", None),
    ("from Monday to Wednesday", "2008-03-24..2008-03-26 range", None),
    ("2003-2005", "2003-01-01..2005-12-31 range", None),
    ("between March 2004 and September 2005", "2004-03-01..2005-09-30 range", None),
    ("between November and February", "2007-11-01..2008-02-29 range", None),
    ("between May and July", "2007-05-01..2007-07-31 range", None),
    ("between March 20 and March 24", "2008-03-20..2008-03-24 range", None),
    ("from late 2006 until last month", "2006-09-01..2008-03-31 range", None),
    ("from Saturday night into Sunday morning", "2008-03-29..2008-03-30 range", None),
    ("from last month to late 2006", "2008-03-01..2008-03-31 month", None),
    ("June 3 last year", "2007-06-03 day", None),
    ("the 24 hours to Monday", "2008-03-30..2008-03-31 range", "PT24H"),
    ("the three days to 29 March", "2008-03-26..2008-03-29 range", "P3D"),
    # lengths
    ("72-hour", None, "PT72H"),
    ("10 days", None, "P10D"),
    ("for three days", None, "P3D"),
    ("the year-earlier six months", None, "P6M"),
    ("during the three weeks of", None, "P3W"),
    ("nearly a year", None, "P1Y"),
    ("five years after", None, "P5Y"),
    ("eight-month-old", None, "P8M"),
    ("at least 72 hours", None, "PT72H"),
    ("twenty four hours", None, "PT24H"),
    ("more than a decade", None, "P10Y"),
    ("weeklong", None, "P1W"),
    ("week-long", None, "P1W"),
    ("a couple of days", None, "P2D"),
    ("several weeks", None, None),
    # only with other days; what counts back without any counts from the news, which is a day old at most
    ("the previous day", "2008-03-30..2008-03-31 range", None),
    ("the day before", "2008-03-30..2008-03-31 range", None),
    ("three days earlier", "2008-03-28..2008-03-29 range", None),
    ("the previous week", "2008-03-24..2008-03-30 week", None),
    ("the next day", None, None),
    ("two days later", None, None),
    ("the following week", None, None),
    ("hours later", None, None),
    ("fierce", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("words", "days", "duration"), CASES)
def test_resolve(words: str, days: str | None, duration: str | None) -> None:
    found, length = resolve(words, TUESDAY)
    assert (show(found), length) == (days, duration)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("the previous day", "2008-03-25 day"),
        ("the day before", "2008-03-25 day"),
        ("a day earlier", "2008-03-25 day"),
        ("that day", "2008-03-26 day"),
        ("the same day", "2008-03-26 day"),
        ("the next day", "2008-03-27 day"),
        ("two days later", "2008-03-28 day"),
        ("the following week", "2008-03-31..2008-04-06 week"),
        ("the previous month", "2008-02-01..2008-02-29 month"),
        ("the following Friday", "2008-03-28 day"),
    ],
)
def test_resolve_from_days_named_before(words: str, days: str) -> None:
    assert show(resolve(words, TUESDAY, WEDNESDAY)[0]) == days


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("31 March 2008", "2008-03-31 day"),
        ("August 2007", "2007-08-01..2007-08-31 month"),
        ("2005", "2005-01-01..2005-12-31 year"),
        ("since March 2003", "2003-03-01..* range"),
        ("31 March", None),
        ("Tuesday", None),
        ("last week", None),
        ("yesterday", None),
        ("two days ago", None),
        ("the past week", None),
        ("from Monday to Wednesday", None),
    ],
)
def test_nothing_relative_without_a_publication_date(words: str, days: str | None) -> None:
    assert show(resolve(words, None)[0]) == days


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Thursday", "2008-04-03 day"),
        ("Tuesday", "2008-04-08 day"),
        ("October", "2008-10-01..2008-10-31 month"),
    ],
)
def test_future_is_the_coming_one(words: str, days: str) -> None:
    assert show(resolve(words, TUESDAY, future=True)[0]) == days
