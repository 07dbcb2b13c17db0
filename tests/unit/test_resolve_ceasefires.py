"""Which ceasefires of different reports are linked."""

from __future__ import annotations

from datetime import date

from tests.unit.resolve_rows import Book


def book_of(**published: str) -> Book:
    """An empty book of reports published on these days."""
    book = Book()
    book.published = {document: date.fromisoformat(day) for document, day in published.items()}
    return book


def sadr(book: Book, document: str) -> str:
    return book.actor(document, "Moqtada al-Sadr", country="IRQ")


def two_truces() -> Book:
    """Sadr's freeze of August 2007 and his order of 30 March 2008, as one report tells them, and a report of each."""
    book = book_of(a="2008-04-06", b="2007-09-10", c="2008-03-31")
    book.ceasefire("a.1", "broken_down", "2007-08-01/2007-08-31", declarers=[sadr(book, "a")])
    book.ceasefire("a.2", "strained", "2008-03-30", declarers=[sadr(book, "a")], places=["Basra"])
    book.ceasefire("b.1", "holding", "2007-08-29", declarers=[sadr(book, "b")])
    book.ceasefire("c.1", "declared", "2008-03-30", declarers=[sadr(book, "c")])
    return book


def test_the_day_that_it_began_decides() -> None:
    assert two_truces().groups("ceasefire") == {frozenset({"a.1", "b.1"}), frozenset({"a.2", "c.1"})}


def test_reasons_name_parties_and_days() -> None:
    reasons = [link.reason for link in two_truces().links() if link.table == "ceasefire"]
    assert any("same parties" in reason and "began 2008-03-30" in reason for reason in reasons)


def test_a_naming_without_a_day_goes_to_the_clearly_nearest() -> None:
    book = two_truces()
    book.published["d"] = date(2008, 4, 2)
    book.ceasefire("d.1", "holding", parties=[sadr(book, "d")])
    assert frozenset({"a.2", "c.1", "d.1"}) in book.groups("ceasefire")


def test_a_naming_that_fits_two_goes_to_the_one_that_replaced_the_other() -> None:
    book = book_of(a="2008-03-20", b="2008-03-20", c="2008-05-01")
    book.ceasefire("a.1", "declared", "2008-03-01", declarers=[sadr(book, "a")])
    book.ceasefire("b.1", "declared", "2008-03-12", declarers=[sadr(book, "b")])
    book.ceasefire("c.1", "holding", parties=[sadr(book, "c")])
    assert book.groups("ceasefire") == {frozenset({"b.1", "c.1"})}


def test_a_naming_that_fits_two_wars_goes_to_none() -> None:
    book = book_of(a="2009-01-18", b="2009-01-20", c="2009-02-10")
    for document, foe, known in (("a", "Hamas", "ucdp:209"), ("b", "Tamil Tigers", "ucdp:320")):
        parties = [book.actor(document, "Norland", "state", known="NOR"), book.actor(document, foe, known=known)]
        book.ceasefire(f"{document}.1", "agreed", parties=parties)
        book.made(f"{document}.1")
    book.ceasefire("c.1", "holding", parties=[book.actor("c", "Norland", "state", known="NOR")])
    assert book.groups("ceasefire") == set()


def test_years_and_towns_apart_are_two() -> None:
    book = book_of(a="2004-08-28", b="2008-03-31")
    book.ceasefire("a.1", "holding", "2004-08-26", parties=[sadr(book, "a")], places=["Najaf"])
    book.ceasefire("b.1", "holding", "2008-03-30", parties=[sadr(book, "b")], places=["Basra"])
    book.published["c"] = date(2004, 8, 30)
    book.ceasefire("c.1", "strained", parties=[sadr(book, "c")], places=["Basra"])
    assert book.groups("ceasefire") == set()


def test_ceasefires_of_one_report_are_never_one() -> None:
    book = book_of(a="2004-08-27", b="2004-08-27")
    for document in "ab":
        book.ceasefire(f"{document}.1", "declared", "2004-08-26", places=["Najaf"], duration="PT24H")
        book.ceasefire(f"{document}.2", "agreed", "2004-08-26", places=["Najaf"])
    for group in book.groups("ceasefire"):
        assert len({member[0] for member in group}) == len(group)


def test_a_truce_of_a_day_does_not_hold_a_week_later() -> None:
    book = book_of(a="2004-08-26", b="2004-09-02")
    book.ceasefire("a.1", "declared", "2004-08-26", places=["Najaf"], duration="PT24H")
    book.ceasefire("b.1", "holding", places=["Najaf"])
    assert book.groups("ceasefire") == set()


def test_one_that_is_over_is_not_declared_again() -> None:
    book = book_of(a="2004-08-20", b="2004-09-02")
    book.ceasefire("a.1", "broken_down", places=["Najaf"])
    book.ceasefire("b.1", "declared", places=["Najaf"])
    assert book.groups("ceasefire") == set()


def test_a_life_from_proposal_to_breakdown_is_one_ceasefire() -> None:
    book = book_of(a="2002-11-19", b="2002-12-09", c="2003-01-14", d="2003-05-19")
    for document, state, start in (
        ("a", "proposed", None),
        ("b", "agreed", "2002-12-09"),
        ("c", "strained", "2002-12-01/2002-12-31"),
        ("d", "broken_down", "2002-12-09"),
    ):
        rebels = book.actor(document, "Free Aceh Movement", "armed_group")
        book.ceasefire(f"{document}.1", state, start, parties=[rebels])
    assert book.groups("ceasefire") == {frozenset({"a.1", "b.1", "c.1", "d.1"})}


def test_the_truce_of_a_report_s_own_town_is_the_only_one_known_there() -> None:
    book = book_of(a="2004-08-27", b="2004-08-28", c="2004-08-28")
    for document, town in (("a", "Najaf"), ("b", "NAJAF"), ("c", "Mosul")):
        book.place(document, town, position=0)
    book.ceasefire("a.1", "holding", "2004-08-26", parties=[sadr(book, "a")])
    book.ceasefire("b.1", "holding")
    book.ceasefire("c.1", "holding")
    assert book.groups("ceasefire") == {frozenset({"a.1", "b.1"})}
    assert any("the record knows no other" in link.reason for link in book.links())


def test_unnamed_parties_tie_nothing() -> None:
    book = book_of(a="2004-08-27", b="2004-08-28")
    for document in "ab":
        rebels = book.actor(document, "rebels", "armed_group")
        book.ceasefire(f"{document}.1", "holding", "2004-08-26", parties=[rebels, "the government"])
    assert book.groups("ceasefire") == set()


def test_the_order_of_rows_does_not_matter() -> None:
    book = two_truces()
    book.published |= {f"x{n}": date(2008, 1 + n % 9, 1 + n) for n in range(20)}
    for n in range(20):
        state = ("declared", "holding", "broken_down", "proposed")[n % 4]
        book.ceasefire(f"x{n}.1", state, f"2008-0{1 + n % 9}-01" if n % 3 else None, parties=[sadr(book, f"x{n}")])
    assert all(book.shuffled(seed).links() == book.links() for seed in range(5))


def war(book: Book, document: str) -> list[str]:
    return [book.actor(document, "Norland", "state", known="NOR"), book.actor(document, "Hamas", known="ucdp:209")]


def test_news_of_its_making_dates_it() -> None:
    book = book_of(a="2009-01-18", b="2009-01-20", c="2009-02-12", d="2009-02-14")
    for document in "abcd":
        book.ceasefire(f"{document}.1", "agreed", parties=war(book, document))
        book.made(f"{document}.1")
    assert book.groups("ceasefire") == {frozenset({"a.1", "b.1"}), frozenset({"c.1", "d.1"})}


def test_a_proposal_goes_with_what_is_made_soon_after_and_not_with_what_lives() -> None:
    book = book_of(a="2009-01-10", b="2009-01-18", c="2009-02-20")
    for document, state in (("a", "proposed"), ("b", "agreed"), ("c", "proposed")):
        book.ceasefire(f"{document}.1", state, parties=war(book, document))
    book.made("b.1")
    assert book.groups("ceasefire") == {frozenset({"a.1", "b.1"})}


def test_a_leader_an_army_and_a_government_are_their_sides() -> None:
    book = book_of(a="2008-08-12", b="2008-08-13", c="2008-08-15")
    told = (
        ("a", ("Mikheil Saakashvili", "mikheil-saakashvili"), ("Dmitry Medvedev", "dmitry-medvedev"), "agreed"),
        ("b", ("Georgia", "GEO"), ("Russian army", "RUS/army"), "holding"),
        ("c", ("Georgian government", "GEO/government:mikheil-saakashvili"), ("Russia", "RUS"), "strained"),
    )
    for document, *pair, state in told:
        parties = [book.actor(document, name, known=known) for name, known in pair]
        book.ceasefire(f"{document}.1", state, parties=parties)
    book.made("a.1")
    assert book.groups("ceasefire") == {frozenset({"a.1", "b.1", "c.1"})}


def test_a_fresh_truce_is_not_the_one_that_held_before() -> None:
    book = book_of(a="2014-08-05", b="2014-08-11")
    book.ceasefire("a.1", "holding", "2014-08-05", parties=war(book, "a"))
    book.ceasefire("b.1", "agreed", parties=war(book, "b"), name="a fresh 72-hour ceasefire")
    book.made("b.1")
    assert book.groups("ceasefire") == set()


def test_a_state_may_have_two_wars() -> None:
    book = book_of(a="2009-01-18", b="2009-01-20")
    for document, foe, country in (("a", "Hamas", "ucdp:209"), ("b", "Tamil Tigers", "ucdp:320")):
        parties = [book.actor(document, "Norland", "state", known="NOR"), book.actor(document, foe, known=country)]
        book.ceasefire(f"{document}.1", "agreed", parties=parties)
        book.made(f"{document}.1")
    assert book.groups("ceasefire") == set()


def test_a_report_without_parties_goes_by_the_country_if_the_record_knows_no_other() -> None:
    book = book_of(a="2009-01-18", b="2009-01-21")
    book.ceasefire("a.1", "agreed", parties=[book.actor("a", "Tamil Tigers", known="ucdp:320")])
    book.made("a.1")
    book.place("b", "Jaffna", country="LKA")
    book.ceasefire("b.1", "strained")
    assert book.groups("ceasefire") == {frozenset({"a.1", "b.1"})}


def test_a_party_is_known_by_the_name_within_its_words() -> None:
    book = book_of(a="2008-03-31", b="2008-04-06", c="2008-04-07")
    book.ceasefire("a.1", "declared", "2008-03-30", declarers=[sadr(book, "a")])
    for document, words in (("b", "Moqtada al-Sadr's militia"), ("c", "opponents of Moqtada al-Sadr")):
        sadr(book, document)
        book.ceasefire(f"{document}.1", "strained", parties=[book.actor(document, words, "armed_group")])
    assert book.groups("ceasefire") == {frozenset({"a.1", "b.1"})}


def test_what_only_outsiders_call_for_is_not_what_the_parties_make() -> None:
    book = book_of(a="2009-01-10", b="2009-01-18")
    book.place("a", "Jaffna", country="LKA")
    book.ceasefire("a.1", "proposed")
    book.ceasefire("b.1", "agreed", parties=[book.actor("b", "Tamil Tigers", known="ucdp:320")])
    book.made("b.1")
    assert book.groups("ceasefire") == set()


def test_what_was_refused_weeks_before_is_not_what_is_made() -> None:
    book = book_of(a="2009-01-02", b="2009-01-18", c="2009-01-16")
    for document, state in (("a", "rejected"), ("b", "agreed"), ("c", "rejected")):
        book.ceasefire(f"{document}.1", state, parties=war(book, document))
    book.made("b.1")
    assert book.groups("ceasefire") == {frozenset({"b.1", "c.1"})}


def test_what_is_made_after_the_end_is_another() -> None:
    book = book_of(a="2014-07-28", b="2014-08-01", c="2014-08-04")
    book.ceasefire("a.1", "agreed", "2014-07-28", parties=war(book, "a"))
    book.ceasefire("b.1", "broken_down", parties=war(book, "b"))
    book.ceasefire("c.1", "agreed", parties=war(book, "c"))
    book.made("c.1")
    assert book.groups("ceasefire") == {frozenset({"a.1", "b.1"})}


def test_what_is_made_when_the_days_of_a_short_one_are_over_is_another() -> None:
    book = book_of(a="2014-08-04", b="2014-08-05", c="2014-08-09")
    book.ceasefire("a.1", "agreed", parties=war(book, "a"), duration="PT72H")
    book.ceasefire("b.1", "holding", "2014-08-05", parties=war(book, "b"))
    book.ceasefire("c.1", "agreed", parties=war(book, "c"))
    for document in "ac":
        book.made(f"{document}.1")
    assert book.groups("ceasefire") == {frozenset({"a.1", "b.1"})}


def test_a_ceasefire_stays_known_as_long_as_it_is_in_the_news() -> None:
    days = ("2009-01-18", "2009-04-18", "2009-08-18", "2009-12-18", "2011-01-01")
    book = book_of(**dict(zip("abcde", days, strict=True)))
    for document in "abcde":
        book.ceasefire(f"{document}.1", "agreed" if document == "a" else "strained", parties=war(book, document))
    book.made("a.1")
    assert book.groups("ceasefire") == {frozenset({"a.1", "b.1", "c.1", "d.1"})}


def test_a_year_long_past_dates_a_ceasefire() -> None:
    book = book_of(a="2009-05-28", b="2018-07-27", c="2018-08-01")
    for document, year in (("a", "1953"), ("b", "1953"), ("c", "1973")):
        book.ceasefire(f"{document}.1", "strained", f"{year}-01-01/{year}-12-31", parties=war(book, document))
    assert book.groups("ceasefire") == {frozenset({"a.1", "b.1"})}
