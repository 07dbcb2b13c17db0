"""Which actors of different reports are linked."""

from __future__ import annotations

from tests.unit.resolve_rows import Book


def test_spellings_of_a_full_name_are_one_person() -> None:
    book = Book()
    ids = {
        book.actor(d, name) for d, name in (("a", "Moktada al-Sadr"), ("b", "MUQTADA AL-SADR"), ("c", "Moqtada Sadr"))
    }
    assert book.groups("actor") == {frozenset(ids)}


def test_links_say_why() -> None:
    book = Book()
    book.actor("a", "Moktada al-Sadr")
    book.actor("b", "Muqtada al-Sadr")
    (link,) = book.links()
    assert link.reason == "same full name: Moktada al-Sadr / Muqtada al-Sadr"
    assert link.method == "same-actor 2"
    assert link.left_id < link.right_id


def test_a_surname_joins_its_only_bearer() -> None:
    book = Book()
    ids = {book.actor("a", "Ayad Allawi"), book.actor("b", "Mr. Allawi")}
    assert book.groups("actor") == {frozenset(ids)}


def test_a_surname_with_two_bearers_joins_neither() -> None:
    book = Book()
    book.actor("a", "Moqtada al-Sadr")
    book.actor("b", "Mohammed al-Sadr")
    book.actor("c", "Mr. Sadr")
    assert book.groups("actor") == set()


def test_a_surname_beside_the_full_name_in_one_report_is_kept_apart() -> None:
    book = Book()
    book.actor("a", "Ali Hassan")
    book.actor("a", "Hassan")
    assert book.groups("actor") == set()


def test_surnames_alone_are_not_linked() -> None:
    book = Book()
    book.actor("a", "Mr. Hassan")
    book.actor("b", "Mr. Hassan")
    assert book.groups("actor") == set()


def test_a_longer_form_of_a_name_joins_unless_two_people_have_one() -> None:
    book = Book()
    ids = {book.actor("a", "Nouri al-Maliki"), book.actor("b", "Nouri Kamal al-Maliki")}
    assert book.groups("actor") == {frozenset(ids)}
    book.actor("c", "Nouri Hassan al-Maliki")
    assert book.groups("actor") == set()


def test_names_that_one_report_keeps_apart_stay_apart() -> None:
    book = Book()
    book.actor("a", "Mohammed al-Sadr")
    book.actor("a", "Mohammed Sadiq al-Sadr")
    book.actor("b", "Mohammed al-Sadr")
    assert not any(len({i for i in group if i.startswith("ACT-a")}) > 1 for group in book.groups("actor"))


def test_unnamed_actors_are_never_linked() -> None:
    book = Book()
    for name in ("gunmen", "Gunmen", "U.S. officials", "Iraqi troops", "Police"):
        for document in "ab":
            book.actor(document, name, "armed_group")
    assert book.groups("actor") == set()


def test_an_army_keeps_its_name_in_two_languages() -> None:
    book = Book()
    ids = {book.actor(d, n, "armed_group") for d, n in (("a", "Mahdi Army"), ("b", "Jaish al-Mahdi"))}
    assert book.groups("actor") == {frozenset(ids)}


def test_initials_that_a_report_explains_link_to_the_name() -> None:
    book = Book()
    full = book.actor("a", "Free Aceh Movement", "armed_group", names=["GAM"])
    short = book.actor("b", "GAM", "armed_group")
    assert book.groups("actor") == {frozenset({full, short})}


def test_ministries_of_two_countries_are_two() -> None:
    book = Book()
    for document, country in (("a", "IRQ"), ("b", "IDN"), ("c", "IRQ"), ("d", None)):
        book.place(document, f"Town {document}", country=country)
        book.actor(document, "Health Ministry", "government")
    assert book.groups("actor") == {frozenset({"ACT-a-Health Ministry", "ACT-c-Health Ministry"})}


def test_countries_that_differ_forbid() -> None:
    book = Book()
    book.actor("a", "Republican Party of Truth", "political", country="USA")
    book.actor("b", "Republican Party of Truth", "political", country="IRQ")
    assert book.groups("actor") == set()


def test_the_kind_that_most_reports_see_decides() -> None:
    book = Book()
    ids = {book.actor(d, "Adnan al-Rikabi", kind) for d, kind in (("a", "person"), ("b", "other"), ("c", "person"))}
    assert book.groups("actor") == {frozenset(ids)}


def test_the_order_of_rows_does_not_matter() -> None:
    book = Book()
    for n, name in enumerate(
        ["Moqtada al-Sadr", "Mr. Sadr", "Muqtada al-Sadr", "Ali Hassan", "Aly Hasan", "Hassan"] * 3
    ):
        book.actor(f"d{n}", name)
    assert all(book.shuffled(seed).links() == book.links() for seed in range(5))
