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


def _in(book: Book, **countries: str) -> None:
    """Says which country each report is about."""
    for document, country in countries.items():
        book.place(document, f"Town of {document}", country=country)


def test_one_name_in_reports_on_two_countries_is_two_people() -> None:
    book = Book()
    _in(book, a="IRQ", b="COL", c="IRQ")
    ids = [book.actor(document, "Omar Haddad") for document in "abc"]
    assert book.groups("actor") == {frozenset({ids[0], ids[2]})}
    assert frozenset(ids[:2]) in book.pairs("actor", "not same")


def test_spellings_that_the_key_does_not_bring_together_are_compared() -> None:
    book = Book()
    _in(book, a="AFG", b="AFG")
    ids = {book.actor("a", "Hekmat Rasuli"), book.actor("b", "Hikmat Rasooli")}
    assert book.groups("actor") == {frozenset(ids)}


def test_who_shares_a_family_name_is_said_not_to_be_the_same() -> None:
    book = Book()
    _in(book, a="IRQ", b="IRQ")
    one, other = book.actor("a", "Karim Rasuli"), book.actor("b", "Zahra Rasuli")
    assert book.groups("actor") == set()
    (link,) = [link for link in book.links() if link.kind == "not same"]
    assert {link.left_id, link.right_id} == {one, other}
    assert link.reason.startswith("the family name is the same, the given names are not")


def test_one_id_of_the_register_is_one_actor_whatever_the_names() -> None:
    book = Book()
    ids = {book.actor("a", "Khaled Rasuli", known="r1"), book.actor("b", "the Fox of Amara", known="r1")}
    ids.add(book.actor("b", "Khalid Rasuli", known="r1"))
    assert book.groups("actor") == {frozenset(ids)}


def test_two_ids_of_the_register_are_two_whatever_the_names() -> None:
    book = Book()
    book.actor("a", "Khaled Rasuli", known="r1")
    book.actor("b", "Khaled Rasuli", known="r2")
    assert book.groups("actor") == set()


def test_governments_of_two_times_are_not_the_same() -> None:
    book = Book()
    then = [book.actor(d, "Iraqi government", "government", known="IRQ/government:x") for d in "ab"]
    now = book.actor("c", "Iraqi government", "government", known="IRQ/government:y")
    book.actor("d", "the government", "government", known="IRQ/government")
    book.actor("e", "the government", "government", known="IRQ/government")
    assert book.groups("actor") == {frozenset(then)}
    assert book.pairs("actor", "not same") == {frozenset({then[0], now})}
