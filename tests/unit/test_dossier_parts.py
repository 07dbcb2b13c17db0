"""The parts of the dossier: drawing, words, axes, safe texts."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.publish.dossier import words
from truceline.publish.dossier.axis import Days, Persons
from truceline.publish.dossier.lifeline import Point, lifeline
from truceline.publish.dossier.text import Mark, island, segments


def test_life_line_draws_uncertainty_and_both_clocks() -> None:
    def point(number: int, low: str, high: str, told: str) -> Point:
        first, last = date.fromisoformat(low) if low else None, date.fromisoformat(high) if high else None
        reported = date.fromisoformat(told)
        return Point(number=number, shape="s", word=f"w{number}", earliest=first, latest=last, reported=reported)

    steps = [
        point(1, "2007-08-01", "2007-08-31", "2008-03-31"),
        point(2, "2008-03-30", "2008-03-30", "2008-03-31"),
        point(3, "", "2008-03-31", "2008-03-31"),
        point(4, "", "", "2008-03-31"),
    ]
    drawn = lifeline(steps, [], [date(2008, 3, 31)])
    assert drawn is not None
    first, second, third = drawn.steps
    assert first.low < first.x < first.high < (first.reported or 0)
    assert second.low == second.high == second.x
    assert third.open_left
    assert third.low < third.high == third.x
    assert [p.point.number for p in drawn.undated] == [4]
    assert [s.word for s in drawn.stretches] == ["w1", "w2", "w3", "w4"]
    assert [s.tail for s in drawn.stretches] == [False, False, False, True]
    assert len({p.y for p in (*drawn.steps, *drawn.undated)}) == 4
    assert lifeline([], [], [date(2008, 3, 31)]) is None


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12))
def test_segments_cover_the_text_and_no_passage_is_lost(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(min(s), min(max(s), len(text)), n, "event") for n, s in enumerate(spans, 1)]
    found = list(segments(0, len(text), marks))
    assert "".join(text[s.start : s.end] for s in found) == text
    for mark in marks:
        under = "".join(text[s.start : s.end] for s in found if mark in s.marks)
        assert under == text[mark.start : mark.end] or mark.start >= mark.end
        assert sum(mark.number in s.opens for s in found) == (mark.start < mark.end)
    assert all([m.end - m.start for m in s.marks] == sorted(m.end - m.start for m in s.marks) for s in found)


@given(st.text())
def test_island_is_safe_and_whole(text: str) -> None:
    out = island([text])
    assert not set("<>&\u2028\u2029") & set(out)
    assert out.isascii()
    assert json.loads(out) == [text]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (None, None, "undated"),
        ("2008-03-31", "2008-03-31", "31 March 2008"),
        ("2008-03-28", "2008-03-30", "28–30 March 2008"),
        ("2007-08-01", "2007-08-31", "in August 2007"),
        ("2007-01-01", "2007-12-31", "in 2007"),
        ("2008-03-28", "2008-04-02", "28 March – 2 April 2008"),
        ("2007-12-28", "2008-04-02", "28 December 2007 – 2 April 2008"),
        (None, "2008-04-02", "until 2 April 2008"),
        ("2008-04-02", None, "from 2 April 2008"),
    ],
)
def test_days_in_words(low: str | None, high: str | None, expected: str) -> None:
    first, last = (date.fromisoformat(d) if d else None for d in (low, high))
    assert words.interval(first, last) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ((6, 6, 6, False), "6"),
        ((450, 500, 500, False), "450–500, best 500"),
        ((200, None, 9999, False), "200–9,999, no best number"),
        ((1200, 1200, None, True), "1,200 or more"),
        ((450, 500, None, True), "450 or more, best 500"),
        ((None, 40, 40, False), "up to 40, best 40"),
        ((None, None, None, True), "number not given"),
        ((0, 0, 0, False), "0"),
    ],
)
def test_counts_in_words(value: tuple[int | None, int | None, int | None, bool], expected: str) -> None:
    assert words.count(*value) == expected


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 40_000))
def test_time_axis_has_few_labels_in_order(first: date, length: int) -> None:
    last = date.fromordinal(first.toordinal() + length)
    ticks = Days(first, last).ticks()
    assert len(ticks) <= 5
    assert [t.at for t in ticks] == sorted(t.at for t in ticks)
    assert all(0 <= t.at <= 100 for t in ticks)


@given(st.integers(0, 10**7))
def test_axis_of_persons_reaches_the_largest_number(most: int) -> None:
    axis = Persons(most)
    assert axis.top >= most
    assert 2 <= len(axis.ticks()) <= 6
    assert axis.at(0) < axis.at(axis.top) <= 92.0


@pytest.mark.parametrize(
    ("iso", "expected"),
    [("P3D", "3 days"), ("PT1H", "1 hour"), ("P2M", "2 months"), ("PT30M", "30 minutes"), ("P1Y6M", "P1Y6M")],
)
def test_durations_in_words(iso: str, expected: str) -> None:
    assert words.duration(iso) == expected
