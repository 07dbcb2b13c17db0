"""Actors of a document in the register: by name, by what they are called, joined where they are one."""

from __future__ import annotations

from datetime import date

from tests.trees import document
from truceline.extract.actors import Cast, cast
from truceline.extract.places import atlas
from truceline.register import Entry, Office, Period, Register

FRONT = Entry(id="front", name="Free Coast Front", names=("FCF",), kind="armed_group", country="IDN", source="test")
LADY = Entry(
    id="lady", name="Mara Lind", kind="person", country="IDN", source="test",
    offices=(Office("IDN", "prime-minister", Period(date(2001, 1, 1), date(2002, 12, 31))),),
)  # fmt: skip
FLED = (
    "The/DET/4/det Free/PROPN/4/compound/ORG Coast/PROPN/4/compound/ORG Front/PROPN/5/nsubj/organization/ORG"
    " fled=flee/VERB/0/root +./PUNCT/5/punct"
)
SHORT = (
    "FCF/PROPN/2/nsubj/organization/ORG attacked=attack/VERB/0/root Indonesia/PROPN/2/obj/place/LOC +./PUNCT/2/punct"
)
MINISTER = (
    "The/DET/4/det Indonesian/ADJ/4/amod/MISC prime/ADJ/4/amod minister/NOUN/5/nsubj/person"
    " left=leave/VERB/0/root +./PUNCT/5/punct"
)
DEPUTY = MINISTER.replace("prime/ADJ", "deputy/ADJ")


def read(*lines: str, on: date | None = date(2002, 6, 1)) -> Cast:
    """The cast of hand-made sentences, with a register of two."""
    trees, text = document(*lines)
    return cast(trees, text, atlas(trees, text), Register((FRONT, LADY)), on)


def test_two_names_of_the_register_are_one_actor() -> None:
    found = [a for a in read(FLED, SHORT).actors if a.known == "front"]
    assert len(found) == 1
    assert len(found[0].mentions) == 2
    assert (found[0].kind, found[0].country) == ("armed_group", "IDN")
    assert found[0].match is not None
    assert found[0].match.basis == "stated"


def test_an_office_is_whose_it_was_on_the_day() -> None:
    (found,) = [a for a in read(MINISTER).actors if a.known == "lady"]
    assert found.match is not None
    assert found.match.basis == "inferred"
    assert "2002-06-01" in found.match.reason


def test_an_office_without_a_day_or_another_office_is_nobody_s() -> None:
    assert not [a for a in read(MINISTER, on=None).actors if a.known == "lady"]
    assert not [a for a in read(MINISTER, on=date(2009, 1, 1)).actors if a.known == "lady"]
    assert not [a for a in read(DEPUTY).actors if a.known == "lady"]
