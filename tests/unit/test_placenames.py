"""Names of places put right before they are looked up, and what titles and bodies say of them."""

from __future__ import annotations

import pytest

from tests.trees import document
from truceline.extract.placenames import in_title
from truceline.extract.places import atlas
from truceline.gazetteer import Gazetteer
from truceline.model.extraction import Place

IN = "Shots=shot/NOUN/2/nsubj/NNS rang=ring/VERB/0/root in/ADP/{at}/case {name} +./PUNCT/2/punct"
SPRINGFIELD = IN.format(at=4, name="Springfield/PROPN/2/obl/place/LOC")
WITH_STATE = IN.format(at=4, name="Springfield/PROPN/2/obl/place/LOC Illinois/PROPN/4/flat/place/LOC")
UNKNOWN = IN.format(at=4, name="Tarbush/PROPN/2/obl/place/LOC +,/PUNCT/6/punct Ill/PROPN/4/appos +./PUNCT/4/punct")
STREET = IN.format(at=4, name="Street/PROPN/2/obl/place/LOC")
LETTER = IN.format(at=4, name="E/PROPN/2/obl/place/LOC")
CLINIC = (
    "They/PRON/2/nsubj reached=reach/VERB/0/root Central/PROPN/5/compound/ORG Illinois/PROPN/5/compound/ORG"
    " Clinic/PROPN/2/obj/ORG +./PUNCT/2/punct"
)


def places(gazetteer: Gazetteer, *lines: str, title: str | None = None) -> dict[str, Place]:
    trees, text = document(*lines)
    return {p.name: p for p in atlas(trees, text, gazetteer, title).places}


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Mayor resigns - WXYZ - Springfield, IL news", {"Springfield": "IL"}),
        ("Shots in Springfield, Illinois", {"Springfield": "Illinois"}),
        ("Shots in Springfield, police say", {}),
        ("Springfield, Georgia", {}),
        ("", {}),
        (", IL", {}),
    ],
)
def test_towns_that_a_title_gives_with_their_province(gazetteer: Gazetteer, title: str, found: dict[str, str]) -> None:
    assert in_title(gazetteer, title) == found


def test_a_title_tells_which_town_is_meant(gazetteer: Gazetteer) -> None:
    assert places(gazetteer, SPRINGFIELD)["Springfield"].admin1 is None
    assert places(gazetteer, SPRINGFIELD, title="Shots - Springfield, IL")["Springfield"].admin1 == "Illinois"


def test_the_name_of_a_body_tells_but_is_no_place(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, SPRINGFIELD, CLINIC)
    assert set(found) == {"Springfield"}
    assert found["Springfield"].admin1 == "Illinois"


def test_a_province_without_a_comma_is_taken_off(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, WITH_STATE)
    assert found["Springfield"].admin1 == "Illinois"
    (mention,) = found["Springfield"].mentions
    assert mention.end - mention.start == len("Springfield")


def test_what_the_gazetteer_lacks_lies_in_its_province(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, UNKNOWN)["Tarbush"]
    assert (found.admin1, found.country, found.precision, found.geonameid) == ("Illinois", "USA", 4, None)
    assert found.reason == "no place called Tarbush in the gazetteer; in Illinois by the text"


def test_what_is_left_of_a_longer_name_is_no_place(gazetteer: Gazetteer) -> None:
    assert places(gazetteer, STREET) == {}
    assert places(gazetteer, LETTER) == {}


def test_a_place_is_called_as_most_often_spelled(gazetteer: Gazetteer) -> None:
    twice = [IN.format(at=4, name="Fallujah/PROPN/2/obl/place/LOC")] * 2
    assert set(places(gazetteer, IN.format(at=4, name="Faluja/PROPN/2/obl/place/LOC"), *twice)) == {"Fallujah"}
