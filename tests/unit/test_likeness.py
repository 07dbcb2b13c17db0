"""When two spellings are one name, and when two names."""

from __future__ import annotations

import pytest

from truceline.register import Entry
from truceline.register.keys import word_key
from truceline.register.likeness import SAME, alike, hopeful, likeness, person_likeness, spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [("hekmat", "hikmat"), ("akhmad", "ahmad"), ("ghannouchi", "ghannushi"), ("safavi", "safawi"), ("medhat", "midhat"),
     ("haidar", "haydar")],
)  # fmt: skip
def test_spellings(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jamal", "jamil"),
        ("hassan", "hussein"),
        ("salim", "salam"),
        ("rashid", "rashad"),
        ("omar", "amir"),
        ("karim", "kamal"),
    ],
)
def test_names(one: str, other: str) -> None:
    assert not alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abdul Karim bin Yusuf al-Rawi", "Abdelkarim Yousef Rawi"),
        ("Brig. Gen. Hamza al-Obaidi", "Hamza Ubaydi"),
        ("Luis Fernando Prada", "Luis Fernando Prada Gómez"),
        ("Mohammed Qadir Rasuli", "Qader Rasooli"),
        ("Oleksandr Bondarenko", "Alexander Bondarenko"),
    ],
)
def test_one_person(one: str, other: str) -> None:
    found = person_likeness(one, other)
    assert found.score >= SAME
    assert found.reason


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Karim al-Rawi", "Kamal al-Rawi", "different names"),
        ("Pedro Lozano Ruiz", "Pedro Lozano Vega", "different names"),
        ("Omar Rasuli", "Zahra Omar Rasuli", "child's"),
        ("Mohammed Rasuli", "Mohammed Qadir Rasuli", "Mohammed goes before many names"),
        ("Felipe Duque", "Felipe Duque Jr.", "another generation"),
        ("Rasuli", "Qadir Rasuli", "different names"),
    ],
)
def test_two_people(one: str, other: str, why: str) -> None:
    found = person_likeness(one, other)
    assert found.score < SAME
    assert why in found.reason


def test_the_quick_look_leaves_out_only_what_is_not_alike() -> None:
    names = ("Muqtada al-Sadr", "Michel Suleiman", "Mohammed Karimi", "S. P. Karim", "Jamal Karimov")
    known = [(spelling(name), name, Entry(id=name, name=name, kind="person")) for name in names]
    for asked in ("Moktada Sader", "Mikel Suleiman", "Ahmad Karimi", "Samir Karim", "Jamil Karimow", "Nobody Else"):
        words = spelling(asked).words
        kept = {named[1] for named in hopeful(words, word_key(words[-1]), known)}
        alike = {name for own, name, _ in known if likeness(spelling(asked), own).score >= SAME}
        assert alike <= kept
        assert len(kept) < len(known)
