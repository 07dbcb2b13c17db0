"""Which happening is which row, where several are near each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.comparing import DAY, KUT, case, row
from truceline.publish.comparing.cases import Case, Deaths
from truceline.publish.comparing.differences import differences
from truceline.publish.comparing.matching import Pair, matched, only, only_rows
from truceline.publish.comparing.scoring import Fit, fit
from truceline.publish.comparing.settings import Settings

USUAL = Settings()


def pairs(cases: list[Case], rows: list[Case]) -> dict[tuple[str, str], Pair]:
    return {(pair.case.id, pair.row.id): pair for pair in matched(cases, rows, USUAL)}


def days(first: int, last: int) -> dict[str, date]:
    return {"first": date(2008, 3, first), "last": date(2008, 3, last)}


def dead(number: int) -> Deaths:
    return Deaths(number, number, number)


def test_two_attacks_on_one_day_in_one_town_go_by_their_dead() -> None:
    cases = [case(id="A", deaths=dead(3)), case(id="B", deaths=dead(30))]
    rows = [row(1, deaths=dead(31)), row(2, deaths=dead(3))]
    found = pairs(cases, rows)
    assert set(found) == {("A", "ROW2"), ("B", "ROW1")}
    assert found["A", "ROW2"].certainty == "match"


def test_two_that_cannot_be_told_apart_are_possible_and_say_so() -> None:
    found = pairs([case(id="A"), case(id="B")], [row(1)])
    ((key, pair),) = found.items()
    assert key == ("A", "ROW1")
    assert pair.certainty == "possible"
    assert "B fits as well" in pair.reasons


def test_the_exact_day_goes_before_the_day_beside() -> None:
    cases = [case(id="A", **days(26, 26)), case(id="B", **days(27, 27))]
    found = pairs(cases, [row(1, **days(27, 27)), row(2, **days(26, 26))])
    assert set(found) == {("A", "ROW2"), ("B", "ROW1")}


def test_a_row_of_several_days_holds_several_happenings() -> None:
    cases = [case(id="A", deaths=dead(10), **days(26, 26)), case(id="B", deaths=dead(15), **days(28, 28))]
    whole = row(1, deaths=Deaths(27, 20, 30), **days(25, 31))
    found = pairs(cases, [whole])
    assert {pair.relation for pair in found.values()} == {"part of row"}
    assert len(found) == 2
    parts = list(found.values())
    assert "best: 25 in 2 parts here, 27 there" in [str(d) for d in differences(parts[0], parts)]
    too_many = pairs([*cases, case(id="C", deaths=dead(12), **days(29, 29))], [whole])
    assert sum(pair.case.deaths.best or 0 for pair in too_many.values()) <= 30


def test_a_happening_of_several_days_holds_several_rows() -> None:
    rows = [row(n, deaths=dead(4), **days(25 + n, 25 + n)) for n in (1, 2, 3)]
    found = pairs([case(deaths=dead(12), **days(25, 31))], rows)
    assert [pair.relation for pair in found.values()] == ["row is part"] * 3
    assert [differences(pair, list(found.values())) for pair in found.values()] == [()] * 3


def test_a_day_that_nobody_knows_holds_nothing() -> None:
    around = row(1, exact=False, deaths=dead(27), **days(23, 29))
    assert len(pairs([case(id="A"), case(id="B", **days(28, 28))], [around])) == 1


def test_a_row_that_was_exported_from_the_happening_is_it() -> None:
    far = row(1, relid="A", countries=frozenset(), sides=(), **{**KUT, "deaths": dead(99)})
    found = pairs([case(id="A"), case(id="B")], [far, row(2)])
    assert (found["A", "ROW1"].certainty, found["A", "ROW1"].score) == ("match", 1.0)
    assert found["A", "ROW1"].reasons == ("the row bears the id of this happening",)
    assert ("B", "ROW2") in found


def test_what_is_in_no_pair_stands_alone() -> None:
    cases, rows = [case(id="A"), case(id="B", **KUT)], [row(1), row(2, **days(9, 9))]
    found = matched(cases, rows, USUAL)
    assert [c.id for c in only(cases, found)] == ["B"]
    assert [r.id for r in only_rows(rows, found)] == ["ROW2"]


def test_undated_and_unplaced_happenings_are_possible_only() -> None:
    undated = case(first=DAY - timedelta(7), dated=False)
    (pair,) = matched([undated], [row(1, **days(22, 22))], USUAL)
    assert pair.certainty == "possible"
    (pair,) = matched([case(located=False)], [row(1)], USUAL)
    assert pair.certainty == "possible"


def test_long_rows_are_found_by_month() -> None:
    long = row(1, first=date(2008, 1, 1), last=date(2008, 12, 31), deaths=dead(14))
    assert list(pairs([case()], [long]))


def test_differences_cell_by_cell() -> None:
    (pair,) = matched([case()], [row(1)], USUAL)
    assert differences(pair, [pair]) == ()
    other = row(1, deaths=Deaths(20, 14, 25), place="Zubayr", names=frozenset({("zubayr",)}), **days(25, 27))
    other = replace(other, sides=(*other.sides, ("Civil Aid", frozenset({"x"}))))
    (pair,) = matched([case()], [other], USUAL)
    assert [str(d) for d in differences(pair, [pair])] == [
        "date: 2008-03-26 here, 2008-03-25 to 2008-03-27 there", "place: Basra here, Zubayr there",
        "actors: nothing here, Civil Aid there", "best: 14 here, 20 there", "high: 20 here, 25 there",
    ]  # fmt: skip


def test_only_near_ones_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []

    def counted(one: Case, other: Case, settings: Settings) -> Fit | None:
        compared.append(1)
        return fit(one, other, settings)

    monkeypatch.setattr("truceline.publish.comparing.matching.fit", counted)
    days_ = [DAY + timedelta(n) for n in range(500)]
    cases = [case(id=str(n), first=day, last=day) for n, day in enumerate(days_)]
    rows = [row(n + 1, first=day, last=day) for n, day in enumerate(days_)]
    assert len(matched(cases, rows, USUAL)) == 500
    assert len(compared) <= 3 * 500  # the day itself and those beside it
