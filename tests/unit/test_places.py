"""Places by name, what the text says of them, and what "there" and "the city" stand for."""

from __future__ import annotations

import pytest

from tests.trees import document
from truceline.extract.places import Atlas, atlas
from truceline.model.extraction import PlaceKind

SPREAD = (
    "Fighting/NOUN/2/nsubj spread/VERB/0/root from/ADP/5/case the/DET/5/det town/NOUN/2/obl/place of/ADP/7/case"
    " Tarsa/PROPN/5/nmod/place/LOC to/ADP/11/case the/DET/11/det Mirab/PROPN/11/compound/place/LOC"
    " neighborhood/NOUN/2/obl/place +./PUNCT/2/punct"
)
KALB = (
    "Troops=troop/NOUN/2/nsubj/NNS/person reached=reach/VERB/0/root Kalb/PROPN/2/obj/place/LOC +,/PUNCT/5/punct"
    " Syria/PROPN/3/nmod/place/LOC +./PUNCT/2/punct"
)
IRAQI_CITY = (
    "Shells=shell/NOUN/2/nsubj/NNS hit/VERB/0/root the/DET/6/det southern/ADJ/6/amod Iraqi/ADJ/6/amod/MISC"
    " city/NOUN/2/obj/place of/ADP/8/case Orrin/PROPN/6/nmod/place/LOC +./PUNCT/2/punct"
)
THERE = "Militiamen=militiaman/NOUN/3/nsubj/NNS/person there/ADV/3/advmod fled=flee/VERB/0/root +./PUNCT/3/punct"
THE_CITY = "The/DET/2/det city/NOUN/3/nsubj/place burned=burn/VERB/0/root +./PUNCT/3/punct"
PROVINCE = (
    "Bombs=bomb/NOUN/2/nsubj/NNS fell=fall/VERB/0/root on/ADP/4/case Orin/PROPN/2/obl/place/LOC in/ADP/7/case"
    " Dalva/PROPN/7/compound/place/LOC province/NOUN/4/nmod/place +./PUNCT/2/punct"
)
WASHINGTON = "Washington/PROPN/2/nsubj/place/LOC said=say/VERB/0/root no/INTJ/2/ccomp +./PUNCT/2/punct"
PERSON = "Omar/PROPN/3/nsubj/person/PER Tarsa/PROPN/1/flat/PER left=leave/VERB/0/root +./PUNCT/3/punct"


def read(*lines: str) -> tuple[Atlas, str]:
    """The atlas of a document of hand-made sentences, and its text."""
    trees, text = document(*lines)
    return atlas(trees, text), text


CASES: dict[str, tuple[str, str, PlaceKind, str | None]] = {
    "town of": (SPREAD, "Tarsa", "city", None),
    "noun behind the name": (SPREAD, "Mirab", "district", None),
    "country after a comma": (KALB, "Kalb", "unknown", "SYR"),
    "a country": (KALB, "Syria", "country", "SYR"),
    "demonym before the noun": (IRAQI_CITY, "Orrin", "city", "IRQ"),
    "a province": (PROVINCE, "Dalva", "admin1", None),
}


@pytest.mark.parametrize(("line", "name", "kind", "country"), CASES.values(), ids=CASES)
def test_kind_and_country(line: str, name: str, kind: PlaceKind, country: str | None) -> None:
    found, _ = read(line)
    assert [(p.kind, p.country) for p in found.places if p.name == name] == [(kind, country)]
    assert all(p.lat is None and p.geonameid is None for p in found.places)


def test_province_of_a_town() -> None:
    found, _ = read(PROVINCE)
    assert [p.admin1 for p in found.places if p.name == "Orin"] == ["Dalva"]


def test_spellings_of_one_place_meet() -> None:
    found, text = read(IRAQI_CITY, PROVINCE)
    assert ["Orrin", "Orin"] in [[m.of(text) for m in p.mentions] for p in found.places]


@pytest.mark.parametrize(("line", "token"), [(THERE, 1), (THE_CITY, 1)], ids=["there", "the city"])
def test_anaphor(line: str, token: int) -> None:
    found, text = read(KALB, SPREAD, IRAQI_CITY, line)
    ref = found.ref(3, token, token + 1)
    assert (ref.span.of(text), ref.basis) == ("Orrin", "carried over")
    assert ref.id == found.id_of(2, 7)


def test_there_alone_says_nothing() -> None:
    found, text = read(THERE)
    ref = found.ref(0, 1, 2)
    assert (ref.span.of(text), ref.id) == ("there", None)


def test_noun_phrase_with_a_name_is_that_place() -> None:
    found, text = read(SPREAD)
    ref = found.ref(0, 3, 7)
    assert (ref.span.of(text), ref.id) == ("the town of Tarsa", found.id_of(0, 6))


def test_an_acting_capital_is_no_place() -> None:
    found, _ = read(WASHINGTON)
    assert found.places == ()


def test_a_person_is_no_place() -> None:
    found, _ = read(PERSON)
    assert found.places == ()
