"""Reports compared as wholes: what they are about, and the words by which an event is known again."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.resolve_rows import Book
from truceline.model.records import EventRow, FigureRow
from truceline.resolve.material import gather
from truceline.resolve.places import kilometres
from truceline.resolve.reports import Reports, leads


def told(*reports: tuple[str, str], status: str = "asserted", victim: str = "Ellen Marsh") -> Book:
    """Reports without a day or a place on one killing: day of publication, and the name of the victim where not given."""
    book = Book()
    for document, published in reports:
        book.published[document] = date.fromisoformat(published)
        who = book.actor(document, victim)
        book.place(document, "Quarry Lane", "feature")
        own = book.event(f"{document}.1", "armed_attack", None, [], targets=[who], status=status)
        book.figure(own, document, "killed", victim, best=1, who=victim)
        status = "background"
    return book


def test_the_lead_is_the_first_violence_that_does_harm() -> None:
    book = Book()
    book.event("a.1", "talks", "2016-05-01")
    book.event("a.2", "armed_attack", "2016-05-01")
    book.event("a.3", "bombing", "2016-05-01", killed=[3])
    book.event("b.1", "armed_attack", "2016-05-01")
    book.event("c.1", "armed_attack", status="hypothetical", killed=[9])
    assert leads(book.rows(EventRow), book.rows(FigureRow)) == {"a": "a.2", "b": "b.1"} | {"a": "a.3"}


def test_a_rare_word_tells_two_reports_from_others_and_a_common_one_does_not() -> None:
    book = Book()
    for n in range(40):
        book.event(f"d{n}.1", "armed_attack", targets=["two officers"] + (["Quimby"] if n < 2 else []))
    reports = Reports(gather(book.rows))
    assert reports.shared("d0", "d1").rare == ("quimby",)
    assert reports.shared("d2", "d3").rare == ()
    assert reports.shared("d0", "d1").without(frozenset({"quimby"})).rare == ()
    assert list(reports.alike()) == [("d0", "d1")]


def test_reports_without_a_day_or_a_place_are_joined_by_their_victim() -> None:
    assert told(("a", "2016-05-01"), ("b", "2016-05-02")).pairs("event") == {frozenset({"a.1", "b.1"})}


def test_a_report_of_weeks_later_tells_of_the_earlier_day() -> None:
    book = told(("a", "2016-05-01"), ("b", "2016-05-24"))
    book.event("b.2", "armed_attack", "2016-05-23", ["Dalton"], killed=[2])
    (link,) = (link for link in book.links() if link.kind == "same" and link.table == "event")
    assert {link.left_id, link.right_id} == {"a.1", "b.1"}
    assert "23 days apart, as past" in link.reason
    assert "the same victim Ellen" in link.reason


def test_the_fresh_news_of_a_year_later_is_not_that_event() -> None:
    book = Book()
    for document, published, victim in (("a", "2016-05-01", "Ellen Marsh"), ("b", "2017-06-01", "Paul Reyes")):
        book.published[document] = date.fromisoformat(published)
        book.place(document, "Quarry Lane", "feature")
        book.event(f"{document}.1", "armed_attack", targets=[book.actor(document, victim)], killed=[1])
    assert not book.pairs("event")


def test_one_day_more_is_no_obstacle_if_the_reports_name_the_same_dead() -> None:
    book = told(("a", "2016-05-01"), ("b", "2016-05-02"))
    late = Book()
    for document, day in (("a", "2016-04-30"), ("b", "2016-05-01")):
        who = late.actor(document, "Ellen Marsh")
        own = late.event(f"{document}.1", "armed_attack", day, ["Dalton"], targets=[who])
        late.figure(own, document, "killed", "Ellen Marsh", best=1, who="Ellen Marsh")
    assert late.pairs("event") == book.pairs("event")


def test_links_of_reports_do_not_depend_on_the_order() -> None:
    book = told(("a", "2016-05-01"), ("b", "2016-05-02"), ("c", "2016-06-20"))
    assert all(book.shuffled(seed).links() == book.links() for seed in range(4))


def test_distance() -> None:
    basra, baghdad = (30.51, 47.78), (33.34, 44.39)
    assert kilometres([basra], [baghdad]) == pytest.approx(448, abs=5)
    assert kilometres([basra, baghdad], [baghdad]) == 0
    assert kilometres([basra], []) is None
