"""Which actors of different reports are linked."""

from __future__ import annotations

from datetime import date

from tests.unit.resolve_rows import Book


def book_on(**countries: str) -> Book:
    """An empty book of reports on these countries, all of one week."""
    book = Book()
    for number, (document, country) in enumerate(countries.items(), 1):
        book.published[document] = date(2008, 4, number)
        _in(book, **{document: country})
    return book


def test_spellings_of_a_full_name_are_one_person() -> None:
    book = book_on(a="IRQ", b="IRQ", c="IRQ")
    ids = {
        book.actor(d, name) for d, name in (("a", "Moktada al-Sadr"), ("b", "MUQTADA AL-SADR"), ("c", "Moqtada Sadr"))
    }
    assert book.groups("actor") == {frozenset(ids)}


def test_links_say_why() -> None:
    book = book_on(a="IRQ", b="IRQ")
    book.actor("a", "Moktada al-Sadr")
    book.actor("b", "Muqtada al-Sadr")
    (link,) = book.links()
    assert link.reason == "same full name, IRQ: Moktada al-Sadr / Muqtada al-Sadr"
    assert link.method == "same-actor 3"
    assert link.left_id < link.right_id


def test_a_full_name_alone_joins_nobody() -> None:
    book = Book()
    book.actor("a", "Walid Mansour")
    book.actor("b", "Walid Mansour")
    assert book.links() == []


def test_a_full_name_and_an_actor_that_both_reports_name() -> None:
    book = Book()
    ids = {book.actor(document, "Walid Mansour") for document in "ab"}
    for document in "ab":
        book.actor(document, "River Front", "armed_group", known="river-front")
    assert frozenset(ids) in book.groups("actor")
    assert any("both reports name river-front" in link.reason for link in book.links())


def test_a_full_name_in_reports_of_the_same_days() -> None:
    book = Book()
    ids = [book.actor(document, "Walid Mansour") for document in "abc"]
    book.published = {"a": date(2008, 3, 2), "b": date(2008, 3, 20), "c": date(2009, 3, 2)}
    assert book.groups("actor") == {frozenset(ids[:2])}


def test_a_rare_full_name_in_a_large_record() -> None:
    book = Book()
    for n in range(1400):
        letters = f"{'bdfklmnprt'[n % 10]}{'bdfklmnprt'[n // 10 % 10]}a{'bdfklmnprt'[n // 100 % 10]}"
        book.actor("x", f"Peter B{letters}{'o' * (n // 1000)}dorf" if n % 2 else f"R{letters}mon Klein")
    rare = {book.actor(document, "Walid Mansour") for document in "ab"}
    common = {book.actor(document, "Peter Klein") for document in "ab"}
    assert frozenset(rare) in book.groups("actor")
    assert frozenset(common) not in book.groups("actor")


def test_descriptions_are_no_names() -> None:
    book = book_on(a="IRQ", b="IRQ")
    for words, kind in (("Iraqi detainees", "civilian"), ("Deputy Prime Minister", "government"),
                        ("Commander of the Northern Army", "military"), ("Syrian author", "person")):  # fmt: skip
        for document in "ab":
            book.actor(document, words, kind)
    assert book.groups("actor") == set()


def test_embassies_are_many() -> None:
    book = book_on(a="IRQ", b="JOR")
    for document in "ab":
        book.actor(document, "Danish Embassy", "government", country="DNK", known="DNK/embassy")
    assert book.groups("actor") == set()


def test_a_credit_is_no_short_form_of_who_is_named_before_it() -> None:
    book = Book()
    book.actor("a", "Haddad Brothers", "other", names=["RTV"])
    book.actor("b", "RTV", "media")
    assert book.groups("actor") == set()


def test_a_surname_joins_its_only_bearer_in_reports_of_those_days() -> None:
    book = book_on(a="IRQ", b="IRQ", c="COL")
    ids = {book.actor("a", "Ayad Allawi"), book.actor("b", "Mr. Allawi")}
    book.actor("c", "Allawi")
    assert book.groups("actor") == {frozenset(ids)}
    book.published["b"] = date(2009, 4, 1)
    assert book.groups("actor") == set()


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
    book = book_on(a="IRQ", b="IRQ", c="IRQ")
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
    book = book_on(a="IRQ", b="IRQ", c="IRQ")
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


def test_one_name_in_reports_on_two_countries_stays_open() -> None:
    book = Book()
    _in(book, a="IRQ", b="COL", c="IRQ")
    ids = [book.actor(document, "Omar Haddad") for document in "abc"]
    assert book.groups("actor") == {frozenset({ids[0], ids[2]})}
    assert book.pairs("actor", "not same") == set()


def test_one_name_of_two_countries_is_two_people() -> None:
    book = Book()
    _in(book, a="IRQ", b="IRQ")
    ids = [book.actor(d, "Omar Haddad", country=country) for d, country in (("a", "JOR"), ("b", "COL"))]
    assert book.groups("actor") == set()
    assert book.pairs("actor", "not same") == {frozenset(ids)}


def test_short_given_names_are_not_said_to_be_another_s() -> None:
    book = Book()
    _in(book, a="USA", b="USA")
    book.actor("a", "Bernie Rasuli")
    book.actor("b", "Bernard Rasuli")
    assert book.links() == []


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


def test_a_year_tells_no_change_of_government() -> None:
    book = Book()
    for document, year in (("a", 2004), ("b", 2005)):
        book.actor(document, "Kenyan government", "government", known=f"KEN/government:{year}")
    assert book.links() == []
