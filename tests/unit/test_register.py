"""Whom a name means: spellings, short forms, organs, offices by date; and when nobody is meant."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from truceline.register import Context, Entry, Period, Register, load
from truceline.register.entries import SECTORS
from truceline.register.organs import organs, states

SPRING_2008 = date(2008, 4, 1)
SUMMER_2004 = date(2004, 8, 30)


def about(country: str, on: date | None = None) -> Context:
    return Context(about=frozenset({country}), main=country, on=on)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Mouqtada As-Sadr", "muqtada-al-sadr"),
        ("Sheikh Moktada Sadr", "muqtada-al-sadr"),
        ("Ghassem Soleymani", "qasem-soleimani"),
        ("Gulbadin Hekmatyar", "gulbuddin-hekmatyar"),
        ("Mohammed Hamdan Daglo", "mohamed-hamdan-dagalo"),
        ("Volodymyr Zelenskiy", "volodymyr-zelensky"),
        ("Alyaksandr Lukashenko", "alexander-lukashenko"),
        ("Juan Manuel Santos Calderon", "juan-manuel-santos"),
        ("U Thein Sein", "thein-sein"),
        ("Veluppillai Prabhakaran", "velupillai-prabhakaran"),
        ("HAMAS", "ucdp:209"),
        ("Hizbullah", "ucdp:366"),
        ("FARC-EP", "ucdp:743"),
        ("Sadrist Movement", "sadr-movement"),
        ("the Free Aceh Movement", "ucdp:327"),
        ("U.N. Security Council", "un-security-council"),
        ("Iraqi Interior Ministry", "IRQ/interior-ministry"),
        ("Ministry of the Interior of Ukraine", "UKR/interior-ministry"),
        ("US Department of Defense", "USA/defence-ministry"),
        ("Sudanese army", "SDN/army"),
        ("Colombia's National Police", "COL/police"),
    ],
)
def test_names(name: str, id: str) -> None:
    found = load().find(name)
    assert found is not None
    assert found.id == id
    assert found.reason
    assert 0.8 <= found.score <= 1


@pytest.mark.parametrize(
    "name",
    ["Sadr City", "Ali Hassan", "Mohammed al-Sadr", "Mansour Sadr", "Sharif", "Mr. Bush", "officials", "National Liberation Army",
     "Karzai Street", "Interior Ministry", "Kadyrov Avenue", "Aung Min"],
)  # fmt: skip
def test_nobody(name: str) -> None:
    assert load().find(name) is None


def test_a_family_name_needs_country_and_time() -> None:
    register = load()
    assert register.find("Sadr") is None
    found = register.find("Sadr", about("IRQ", SPRING_2008))
    assert found is not None
    assert (found.id, found.inferred) == ("muqtada-al-sadr", True)
    assert register.find("Sadr", about("COL", SPRING_2008)) is None
    assert register.find("Barzani", about("IRQ", SPRING_2008)) is None, "Massoud and Nechirvan were both in office"


def test_a_short_form_is_of_the_country_that_the_report_is_about() -> None:
    register = load()
    assert register.find("SLA", about("LBN")) != register.find("SLA", about("SDN"))
    assert register.find("PDF") is None, "of Myanmar or Sudan"
    assert register.find("AA", about("USA")) is None


def test_two_presidents_of_one_name_are_told_apart_by_the_day() -> None:
    register = load()
    found = {year: register.find("George Bush", Context(on=date(year, 6, 1))) for year in (1991, 2005)}
    assert [m.id for m in found.values() if m is not None] == ["george-h-w-bush", "george-w-bush"]
    assert register.find("George Bush") is None


@pytest.mark.parametrize(
    ("words", "country", "day", "id"),
    [
        ("prime minister", "IRQ", SPRING_2008, "nouri-al-maliki"),
        ("prime minister", "IRQ", SUMMER_2004, "ayad-allawi"),
        ("president", "UKR", date(2022, 3, 1), "volodymyr-zelensky"),
        ("Colombian president", None, date(2005, 1, 1), "alvaro-uribe"),
        ("defence minister", "ISR", date(2006, 7, 20), "amir-peretz"),
        ("prime minister", "IRQ", date(1990, 1, 1), None),
        ("prime minister", None, SPRING_2008, None),
        ("deputy prime minister", "IRQ", SPRING_2008, None),
        ("former prime minister", "IRQ", SPRING_2008, None),
    ],
)
def test_roles_by_date(words: str, country: str | None, day: date, id: str | None) -> None:
    found = load().role(words.split(), Context(main=country, on=day))
    assert (None if found is None else found.id) == id
    assert found is None or found.inferred


def test_two_in_one_office_are_none() -> None:
    assert load().holder("IRQ", "vice-president", date(2007, 1, 1)) is None


def test_a_government_then_and_now_are_two() -> None:
    register = load()
    then, now = (register.find("Iraqi government", Context(on=day)) for day in (SUMMER_2004, SPRING_2008))
    assert then is not None
    assert now is not None
    assert then.id != now.id
    assert register.find("Maliki government", about("IRQ", SPRING_2008)) is not None
    assert now.id == "IRQ/government:nouri-al-maliki"
    assert register.find("Maliki government", about("IRQ", SUMMER_2004)) is None
    entry = register.get(now.id)
    assert entry is not None
    assert (entry.kind, entry.country) == ("government", "IRQ")


def test_what_the_report_says_speaks_against() -> None:
    register = load()
    assert register.find("Fatah", Context(kind="person")) is None
    assert register.find("Mahdi Army", Context(kind="armed_group", country="COL")) is None
    assert register.find("Moqtada al-Sadr", Context(kind="armed_group")) is None


def test_two_equal_answers_are_none() -> None:
    twins = [
        Entry(id=id, name="Army of the Valley", kind="armed_group", country=c) for id, c in (("a", "IRQ"), ("b", "SYR"))
    ]
    register = Register(twins)
    assert register.find("Army of the Valley") is None
    found = register.find("Army of the Valley", about("SYR"))
    assert found is not None
    assert found.id == "b"


def test_one_at_a_time_in_an_office() -> None:
    held: dict[tuple[str, str], list[tuple[date, date, str]]] = {}
    for one in load().entries.values():
        for office in one.offices:
            if office.name not in ("vice-president", "minister-of-state"):
                days = (office.period.first or date.min, office.period.last or date.max, one.id)
                held.setdefault((office.owner, office.name), []).append(days)
    both = [(a, b) for days in held.values() for a, b in pairwise(sorted(days)) if b[0] < a[1]]
    assert both == []


def test_words_of_other_countries_offices_need_the_name_of_the_country() -> None:
    iraq = about("IRQ", SUMMER_2004)
    register = load()
    assert register.find("the Interior Ministry", iraq) is not None
    assert register.find("the State Department", iraq) is None
    assert register.find("the Senate", iraq) is None
    assert register.role(("secretary", "of", "state"), iraq) is None
    foreign = register.role(("U.S.", "secretary", "of", "state"), iraq)
    assert foreign is not None
    assert foreign.id == "colin-powell"


def test_the_list_of_leaders_says_nothing_of_later_days() -> None:
    register = load()
    assert register.holder("IND", "prime-minister", date(2025, 6, 30)) is not None
    assert register.holder("IND", "prime-minister", date(2031, 1, 1)) is None


def test_a_letter_wrong_at_either_end_of_a_family_name() -> None:
    for written in ("Ali al-Sitani", "Nicolas Sarkoz", "Nicolas Sakozy"):
        match = load().find(written, Context(kind="person"))
        assert match is not None
        assert "one letter apart" in match.reason
    assert load().find("George Michael", Context(kind="person")) is None


def test_every_built_in_actor_is_whole() -> None:
    register = load()
    for one in register.entries.values():
        assert one.sector in SECTORS
        assert one.inter is not None
        assert one.source
        assert one.country is None or one.country in states()
        assert one.kind != "person" or one.country is not None
        for tie in one.ties:
            assert register.get(tie.actor) is not None, tie
        for office in one.offices:
            assert office.name in organs().offices
    assert sum(e.kind == "person" for e in register.entries.values()) > 400
    assert sum(e.id.startswith("ucdp:") for e in register.entries.values()) > 1300


def test_a_replaced_id_leads_to_what_replaces_it() -> None:
    found = load().get("ucdp:717")
    assert found is not None
    assert found.id == "al-shabaab"
    assert "Al-Shabaab" in found.all_names


def test_a_period_with_open_ends() -> None:
    open_end = Period(date(2003, 1, 1), None)
    assert open_end.holds(date(2024, 1, 1))
    assert not open_end.holds(date(2002, 12, 31))
    assert open_end.holds(date(2002, 12, 31), slack=1)
