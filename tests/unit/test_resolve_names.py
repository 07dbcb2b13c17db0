"""Names as keys: spellings of one name meet, names of two people do not."""

from __future__ import annotations

import pytest

from truceline.model.names import is_generic, name_key, name_parts, names_a_body, names_a_person

ONE_NAME = [
    ["Moktada al-Sadr", "Muqtada Al Sadr", "MOQTADA AL-SADR", "Mouqtada as-Sadr", "the Shi'ite cleric Moqtada al-Sadr"],
    ["Qassem Suleimani", "Qasim Soleimani", "Kassem Sulaimani", "Gen. Qasem Soleymani"],
    ["Ali al-Sistani", "Grand Ayatollah Ali Sistani", "Ayatollah Ali al-Sistani, the cleric"],
    ["Mohammed Ali", "Muhammad Ali", "Mohamed Aly"],
    ["Abdul Rahman", "Abd al-Rahman", "Abdulrahman", "Abdel-Rahman", "Abdurrahman"],
    ["Abdul Aziz al-Hakim", "Abdelaziz Hakim"],
    ["Abdullah", "Abdallah"],
    ["Hussein", "Husayn", "Hussain", "Hossein"],
    ["Nasser", "Nasir"],
    ["Saleh", "Salih"],
    ["Yousef", "Yusuf", "Youssef"],
    ["Daoud", "Dawood", "Daud", "Dawud"],
    ["Nour al-Din", "Nureddin", "Nouruddin"],
    ["Muammar Gaddafi", "Moammar Kadhafi", "Col. Muammar Qaddafi"],
    ["Ismail Haniyeh", "Ismaïl Haniya"],
    ["Slobodan Milošević", "Slobodan Milosevic", "President Slobodan Milosevic"],
    ["Lt. Col. Warren Pike", "Warren Pike"],
    ["Hezbollah", "Hizballah"],
    ["Falluja", "Fallujah", "al-Fallujah"],
    ["Baquba", "Ba'quba", "Baqubah"],
]
TWO_NAMES = [
    ("Hassan", "Hussein"),
    ("Jamal", "Jamil"),
    ("Qassem Suleimani", "Qassim Daoud"),
    ("Moqtada al-Sadr", "Mohammed al-Sadr"),
    ("Basra", "Baiji"),
    ("Hamid", "Ahmad"),
    ("Omar", "Amir"),
]


@pytest.mark.parametrize("spellings", ONE_NAME, ids=lambda s: s[0])
def test_spellings_of_one_name_give_one_key(spellings: list[str]) -> None:
    assert {name_key(words) for words in spellings} == {name_key(spellings[0])}
    assert name_key(spellings[0])


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_two_names_give_two_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_the_same_army_in_two_languages_has_the_same_words() -> None:
    assert set(name_parts("Jaish al-Mahdi")) == set(name_parts("Mehdi Army"))


@pytest.mark.parametrize("words", ["Moqtada al-Sadr", "police Capt. Haidar Nasser", "Mr. Sadr", "ADNAN AL-RIKABI"])
def test_names_of_persons(words: str) -> None:
    assert names_a_person(words)


@pytest.mark.parametrize(
    "words",
    ["gunmen", "a senior official", "Gunmen", "Iraqi soldiers", "aides of Ali al-Sistani", "Some 2,700 people", ""],
)
def test_descriptions_of_persons(words: str) -> None:
    assert not names_a_person(words)


@pytest.mark.parametrize("words", ["Hamas", "Free Aceh Movement", "the Health Ministry", "Mehdi Army", "GAM"])
def test_names_of_bodies(words: str) -> None:
    assert names_a_body(words)


@pytest.mark.parametrize("words", ["Gunmen", "POLICE", "Iraqi troops", "the government", "American Troops", ""])
def test_descriptions_of_bodies(words: str) -> None:
    assert not names_a_body(words)


def test_some_names_are_any_country_s() -> None:
    assert is_generic("the Health Ministry")
    assert is_generic("National Guard")
    assert not is_generic("Mahdi Army")
