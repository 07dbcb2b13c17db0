"""When it happened: sharp days in bins, everything else counted apart."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import NOON, append, basra
from tests.unit.views_record import TOWN, told
from truceline.model.filters import Filter
from truceline.model.records import EventRow
from truceline.model.values import Days
from truceline.record import Store
from truceline.record.views import timeline

MARCH = date(2008, 3, 3)


def sharp(day: date) -> Days:
    return Days(day, day, "day")


def binned(store: Store, per: timeline.Per, by: timeline.By = "happened") -> dict[str, int]:
    return {one.first.isoformat(): sum(one.types.values()) for one in timeline.timeline(store, Filter(), by, per).bins}


@pytest.fixture
def filled(store: Store) -> Store:
    append(
        store,
        told("a.txt", days=sharp(MARCH), killed=5),
        told("b.txt", days=sharp(date(2008, 3, 9))),
        told("c.txt", days=Days(date(2008, 3, 1), date(2008, 3, 31), "month"), killed=5),
        told("d.txt", days=Days(None, date(2008, 4, 1), "before"), published=date(2008, 4, 1)),
        told("e.txt", published=date(2008, 5, 2)),
    )
    return store


@pytest.mark.parametrize(
    ("per", "expected"),
    [
        ("day", {"2008-03-03": 1, "2008-03-09": 1}),
        ("week", {"2008-03-03": 2}),
        ("month", {"2008-03-01": 3}),
        ("year", {"2008-01-01": 3}),
    ],
)
def test_a_bin_holds_what_certainly_lies_in_it(filled: Store, per: timeline.Per, expected: dict[str, int]) -> None:
    assert binned(filled, per) == expected


def test_what_is_not_sharp_is_counted_apart(filled: Store) -> None:
    found = timeline.timeline(filled, Filter(), "happened", "day")
    assert (found.vague, found.before, found.undated) == (1, 1, 1)
    assert [(one.killed.happenings, one.killed.low, one.killed.high) for one in found.bins] == [(1, 5, 5), (0, 0, 0)]
    assert (found.apart.happenings, found.apart.best) == (1, 5)


def test_by_the_day_of_the_first_report_everything_stands(filled: Store) -> None:
    assert binned(filled, "month", "reported") == {"2008-04-01": 4, "2008-05-01": 1}


def test_the_narrowest_telling_speaks_for_the_happening(store: Store) -> None:
    append(
        store, told("a.txt", days=Days(date(2008, 3, 1), date(2008, 3, 31), "month")), told("b.txt", days=sharp(MARCH))
    )
    one, other = store.rows(EventRow)
    store.decide("same", record_id=one.id, other_id=other.id, by="ana", reason="one shelling", at=NOON)
    assert binned(store, "day") == {"2008-03-03": 1}


@pytest.mark.parametrize(
    ("until", "per"),
    [(date(2008, 4, 30), "day"), (date(2009, 12, 31), "week"), (date(2015, 1, 1), "month"), (date(2048, 1, 1), "year")],
)
def test_the_span_chooses_the_bin(filled: Store, until: date, per: str) -> None:
    assert timeline.timeline(filled, Filter(since=date(2008, 2, 1), until=until), "happened").per == per


def test_without_a_sharp_day_nothing_is_before_or_after_the_span(store: Store) -> None:
    append(store, told("a.txt", days=Days(date(2003, 1, 1), date(2008, 12, 31), "range"), killed=5))
    found = timeline.timeline(store, Filter(), "happened")
    assert (found.since, found.until, found.bins) == (None, None, ())
    assert (found.vague, found.earlier, found.later, found.apart.best) == (1, 0, 0, 5)


def test_a_few_far_days_do_not_widen_the_span(store: Store) -> None:
    days = [date(2008, 1, 1 + n % 30) for n in range(120)]
    append(
        store,
        told("old.txt", days=sharp(date(1918, 11, 11))),
        *(told(f"{n}.txt", days=sharp(d)) for n, d in enumerate(days)),
    )
    found = timeline.timeline(store, Filter(), "happened")
    assert found.since is not None
    assert (found.since.year, found.per, found.earlier) == (2008, "day", 1)


def test_ceasefires_stand_with_their_days(store: Store) -> None:
    append(store, basra("a.txt"), told("b.txt", TOWN))
    found = timeline.timeline(store, Filter(since=date(2008, 3, 1), until=date(2008, 4, 30)), "happened")
    assert [(one.start_earliest, one.end_latest, one.states) for one in found.ceasefires] == [
        ("2008-03-30", None, ("declared",))
    ]
    later = timeline.timeline(store, Filter(since=date(2010, 1, 1), until=date(2010, 2, 1)), "happened")
    assert later.ceasefires == ()


def test_an_empty_record_has_an_empty_timeline(store: Store) -> None:
    found = timeline.timeline(store, Filter(), "happened")
    assert (found.bins, found.since, found.per) == ((), None, "year")
