"""Which events of different reports are linked."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.resolve_rows import Book


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
    (link,) = (link for link in book.links() if link.kind == "part of")
    assert (link.left_id, link.right_id) == ("a.3", "a.1")


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
