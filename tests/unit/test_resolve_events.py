"""Which events of different reports are linked."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.resolve_rows import Book
from truceline.model.records import FigureRow
from truceline.resolve.evidence import SAME, SUGGEST


def pair(*, type_: str = "shelling", day: str | None = "2004-08-26", place: str = "Kufa", **more: object) -> Book:
    """A shelling of Kufa on 26 August 2004, and a second event that differs as the arguments say."""
    book = Book()
    book.event("a.1", "shelling", "2004-08-26", ["Kufa"], targets=["the main mosque"], killed=[25])
    book.event("b.1", type_, day, [place] if place else [], **{"targets": ["mosque"], "killed": [27], **more})  # type: ignore[arg-type]
    return book


def joined(book: Book) -> bool:
    return bool(book.pairs("event"))


def test_same_place_day_and_type_are_the_same_happening_whatever_the_figures() -> None:
    book = pair()
    (link,) = book.links()
    assert link.kind == "same"
    assert "same place Kufa" in link.reason
    assert "same day 2004-08-26" in link.reason
    assert "killed 25 against 27" in link.reason


@pytest.mark.parametrize(
    "change",
    [
        {"day": "2004-08-27"},
        {"day": "2008-08-26"},
        {"day": "2004-08-01/2004-08-31"},
        {"day": None},
        {"place": "Najaf"},
        {"place": ""},
        {"type_": "air_strike"},
        {"type_": "statement"},
        {"status": "hypothetical"},
        {"status": "negated"},
    ],
    ids=str,
)
def test_what_keeps_two_events_apart(change: dict[str, str]) -> None:
    assert not joined(pair(**change))


def test_figures_far_apart_weigh_against_but_do_not_forbid() -> None:
    assert joined(pair(killed=[400]))
    assert not joined(pair(killed=[400], targets=["a market"]))


def test_a_day_within_a_week_that_fits_is_enough_with_more_evidence() -> None:
    assert joined(pair(day="2004-08-23/2004-08-29", killed=[25]))
    assert not joined(pair(day="2004-08-23/2004-08-29", killed=[60], targets=[]))


def test_types_that_reporters_use_for_one_another() -> None:
    book = Book()
    book.event("a.1", "suicide_bombing", "2004-08-26", ["Karrada:district", "Baghdad"], killed=[12])
    book.event("b.1", "bombing", "2004-08-26", ["Karrada district:district", "Baghdad"], killed=[12])
    assert joined(book)


def test_a_quarter_lies_in_its_town_and_two_quarters_are_two_places() -> None:
    book = Book()
    book.event("a.1", "bombing", "2004-08-26", ["Karrada:district", "Baghdad"], killed=[12])
    book.event("b.1", "bombing", "2004-08-26", ["Baghdad"], killed=[12])
    book.event("c.1", "bombing", "2004-08-26", ["Kadhimiya:district", "Baghdad"], killed=[12])
    assert book.pairs("event") in ({frozenset({"a.1", "b.1"})}, {frozenset({"b.1", "c.1"})})


def test_other_victims_by_name_are_another_event() -> None:
    book = Book()
    for document, name in (("a", "Salim Hassan"), ("b", "Karim Nasser")):
        victim = book.actor(document, name)
        book.event(f"{document}.1", "armed_attack", "2004-08-26", ["Baquba"], targets=[victim], killed=[1])
    assert not joined(book)


def test_an_event_without_a_day_joins_by_its_figures_if_the_report_is_fresh() -> None:
    for published, expected in (("2004-08-31", True), ("2004-11-30", False)):
        book = Book()
        book.event("a.1", "armed_attack", "2004-08-27", ["Baquba"], targets=["six policemen"], killed=[6])
        book.event("b.1", "armed_attack", None, ["Baquba"], targets=["policemen"], killed=[6])
        book.event("b.2", "talks", published, ["Geneva"])
        assert joined(book) is expected


def test_an_event_dated_after_its_report_is_left_out() -> None:
    book = pair()
    book.published["b"] = book.published["a"] = date(2004, 8, 25)
    assert not joined(book)


def test_a_declaration_needs_no_place_if_the_same_man_makes_it() -> None:
    book = Book()
    for document, name in (("a", "Moqtada al-Sadr"), ("b", "Muqtada al-Sadr")):
        who = book.actor(document, name)
        book.event(f"{document}.1", "ceasefire_declared", "2008-03-30", actors=[who])
        book.event(f"{document}.2", "armed_attack", "2008-03-30", actors=[who])
    assert book.pairs("event") == {frozenset({"a.1", "b.1"})}


def test_two_attacks_that_one_report_keeps_apart_stay_apart() -> None:
    book = Book()
    book.event("a.1", "bombing", "2006-03-01", ["Baghdad"], targets=["a market"], killed=[20])
    book.event("a.2", "bombing", "2006-03-01", ["Baghdad"], targets=["a mosque"], killed=[7])
    for document in "bcd":
        book.event(f"{document}.1", "bombing", "2006-03-01", ["Baghdad"], targets=["market"], killed=[22])
        book.event(f"{document}.2", "bombing", "2006-03-01", ["Baghdad"], targets=["mosque"], killed=[7])
    assert book.groups("event") == {frozenset(f"{d}.{n}" for d in "abcd") for n in (1, 2)}


def test_a_report_that_fits_two_attacks_of_another_joins_neither() -> None:
    book = Book()
    book.event("a.1", "bombing", "2006-03-01", ["Baghdad"])
    book.event("a.2", "bombing", "2006-03-01", ["Baghdad"])
    book.event("b.1", "bombing", "2006-03-01", ["Baghdad"])
    assert not joined(book)


def test_a_happening_told_twice_in_one_report_is_one() -> None:
    book = Book()
    book.event("a.1", "shelling", "2004-08-26", ["Kufa"], targets=["the main mosque"], killed=[25])
    book.event("a.2", "shelling", "2004-08-26", ["Kufa"], targets=["the mosque"])
    book.event("a.3", "shelling", "2004-08-26", ["Kufa"], targets=["the mosque"], killed=[2])
    assert frozenset({"a.1", "a.2"}) in book.pairs("event")
    assert frozenset({"a.1", "a.3"}) not in book.pairs("event")


def test_fighting_that_goes_on_is_one_episode_within_a_week() -> None:
    book = Book()
    book.event("a.1", "armed_clash", "2008-03-25/2008-03-26", ["Basra"])
    book.event("b.1", "armed_clash", "2008-03-25/2008-03-30", ["Basra"])
    book.event("c.1", "armed_clash", "2008-04-20/2008-04-22", ["Basra"])
    assert book.pairs("event") == {frozenset({"a.1", "b.1"})}


def test_an_attack_during_the_fighting_in_its_town_is_a_part_of_it() -> None:
    book = Book()
    book.event("a.1", "armed_clash", "2008-03-25/2008-03-30", ["Basra"])
    book.event("a.2", "air_strike", "2008-03-28", ["Basra"])
    book.event("a.3", "armed_attack", "2008-03-28", ["Hayaniya:district", "Basra"])
    book.event("a.4", "armed_attack", "2008-03-28", ["Kut"])
    parts = [(link.left_id, link.right_id) for link in book.links() if link.kind == "part of"]
    assert parts == [("a.2", "a.1"), ("a.3", "a.1")]


def test_rejected_events_are_left_alone() -> None:
    book = pair()
    book.reject("b.1")
    assert not joined(book)


def test_the_order_of_rows_does_not_matter() -> None:
    book = Book()
    for n in range(80):
        day = f"2006-03-{1 + n % 4:02}"
        book.event(
            f"d{n // 3}.{n}", ("bombing", "shelling")[n % 2], day, ["Baghdad"], targets=["market"], killed=[n % 9]
        )
    assert all(book.shuffled(seed).links() == book.links() for seed in range(2))


def test_many_reports_of_one_happening_are_one_with_few_links() -> None:
    book = Book()
    for n in range(300):
        book.event(f"d{n}.1", "shelling", "2004-08-26", ["Kufa"], targets=["mosque"], killed=[20 + n % 7])
    assert len(book.links()) < 3000
    assert [len(group) for group in book.groups("event")] == [300]


def test_one_battle_reported_nine_times_with_five_tolls_is_one_happening_with_five_figures() -> None:
    book = Book()
    tolls = [30, 30, 42, 42, 42, 55, 61, 61, 80]
    for n, toll in enumerate(tolls):
        days = "2008-03-25" if n % 2 else None
        book.published[f"r{n}"] = date(2008, 3, 25 + n % 2)
        book.event(f"r{n}.1", "armed_clash", days, ["Basra"], targets=["militiamen"], killed=[toll])
    assert book.groups("event") == {frozenset(f"r{n}.1" for n in range(9))}
    figures = {row.best for row in book.rows(FigureRow)}
    assert figures == set(tolls)
    assert len(figures) == 5


def test_two_attacks_of_one_day_and_city_by_other_means_stay_apart_whatever_a_third_report_calls_them() -> None:
    book = Book()
    for n in range(3):
        book.event(f"m{n}.1", "bombing", "2007-06-09", ["Kirkuk"], targets=["a fuel market"], killed=[19])
        book.event(f"s{n}.1", "shelling", "2007-06-09", ["Kirkuk"], targets=["a police post"], killed=[4])
    book.event("x.1", "armed_attack", "2007-06-09", ["Kirkuk"])
    groups = book.groups("event")
    assert frozenset({"s0.1", "s1.1", "s2.1"}) in groups
    assert any({"m0.1", "m1.1", "m2.1"} <= group for group in groups)
    assert not any({"m0.1", "s0.1"} <= group for group in groups)


def test_what_is_likely_but_not_enough_is_suggested_and_joins_nothing() -> None:
    book = Book()
    book.event("a.1", "bombing", "2007-06-09", ["Kirkuk"], targets=["a fuel market"], killed=[19])
    book.event("b.1", "bombing", "2007-06-06/2007-06-11", ["Kirkuk"], targets=["a school"], killed=[25])
    (link,) = book.links()
    assert (link.kind, link.left_id, link.right_id) == ("suggest", "a.1", "b.1")
    assert SUGGEST <= link.score < SAME


def test_other_victims_by_name_on_one_day_and_spot_are_set_apart() -> None:
    book = Book()
    for document, name, means in (("a", "Salim Hassan", "attacker"), ("b", "Karim Nasser", "convoy")):
        victim = book.actor(document, name)
        own = book.event(f"{document}.1", "armed_attack", "2004-08-26", ["Baquba"], targets=[victim, means])
        book.figure(own, document, "killed", name, best=1, who=name)
    (link,) = (link for link in book.links() if link.table == "event")
    assert link.kind in ("suggest", "not same")
    assert "other victims by name" in link.reason


def test_a_toll_of_many_acts_is_no_single_act() -> None:
    book = Book()
    book.event("a.1", "armed_attack", "2007-06-09", ["Kirkuk"], targets=["police"], killed=[5])
    book.event("b.1", "armed_attack", "2007-06-09", ["Kirkuk"], targets=["police"])
    book.figure("b.1", "b", "killed", "300", best=300, scope="cumulative")
    assert not joined(book)
    book.event("c.1", "bombing", "2007-06-09", ["Kirkuk"], targets=["police"], killed=[5])
    book.event("d.1", "bombing", "2007-06-10/2007-06-10", ["Kirkuk"], targets=["police"])
    assert frozenset({"a.1", "c.1"}) in book.pairs("event")


def test_the_toll_of_one_blow_may_rise() -> None:
    book = Book()
    book.event("a.1", "bombing", "2007-06-09", ["Kirkuk"], targets=["market"], killed=[5])
    book.event("b.1", "bombing", "2007-06-09", ["Kirkuk"], targets=["market"])
    book.figure("b.1", "b", "killed", "9", best=9, scope="cumulative")
    assert joined(book)


def test_one_name_in_two_countries_is_two_towns() -> None:
    book = Book()
    for document, lat, lon in (("a", 34.45, 35.84), ("b", 32.89, 13.18)):
        book.event(f"{document}.1", "bombing", "2007-06-09", ["Tripoli"], killed=[5])
        book.locate(document, "Tripoli", lat, lon)
    assert not joined(book)


def test_what_a_definite_description_tells_again_is_the_same_happening() -> None:
    book = Book()
    book.event("a.1", "armed_clash", "2004-08-05/2004-08-26", ["Najaf"])
    book.event("a.2", "armed_clash", retells="a.1", trigger="assault")
    book.event("a.3", "armed_clash", trigger="fighting")
    (link,) = (k for k in book.links() if k.kind == "same")
    assert {link.left_id, link.right_id} == {"a.1", "a.2"}
    assert "assault" in link.reason


@pytest.mark.parametrize(("killed", "again"), [(None, True), (3, True), (9, False)])
def test_figures_against_it_keep_apart_what_is_told_again(killed: int | None, again: bool) -> None:
    book = Book()
    book.event("a.1", "bombing", "2004-08-26", ["Kufa"], killed=[3])
    book.event("a.2", "bombing", retells="a.1", killed=[] if killed is None else [killed])
    assert joined(book) == again


def test_a_description_of_what_was_not_told_as_a_fact_joins_nothing() -> None:
    book = Book()
    book.event("a.1", "armed_clash", status="future")
    book.event("a.2", "armed_clash", retells="a.1")
    assert not book.pairs("event")
