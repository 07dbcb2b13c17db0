"""Where a name ends: what belongs to the noun behind it is no part of it."""

from __future__ import annotations

import pytest

from tests.trees import document
from truceline.extract.readings import read

JETS = (
    "In/ADP/2/case Falluja/PROPN/5/obl/place/LOC U.S./PROPN/4/compound/place/LOC jets=jet/NOUN/5/nsubj/NNS bombed=bomb/VERB/0/root"
    " a/DET/7/det store/NOUN/5/obj +./PUNCT/5/punct"
)
CAMP = (
    "Shells=shell/NOUN/2/nsubj/NNS hit=hit/VERB/0/root the/DET/6/det Balata/PROPN/6/compound/place/LOC"
    " refugee/PROPN/6/compound/place/LOC camp/NOUN/2/obj +./PUNCT/2/punct"
)
DEMONYM = CAMP.replace("refugee/PROPN/6/compound", "Palestinian/ADJ/6/amod")
SHRINE = (
    "Troops=troop/NOUN/2/nsubj/NNS left=leave/VERB/0/root the/DET/6/det Imam/PROPN/6/compound/person/PER"
    " Ali/PROPN/6/compound/place/LOC shrine/NOUN/2/obj +./PUNCT/2/punct"
)
AGENCY = (
    "The/DET/4/det Strait/PROPN/4/compound/place/LOC News/PROPN/4/compound/organization/ORG Service/PROPN/5/nsubj/organization/ORG"
    " said=say/VERB/0/root so/ADV/5/advmod +./PUNCT/5/punct"
)
ARMY = (
    "The/DET/4/det Free/PROPN/4/amod/organization/ORG Syrian/ADJ/4/amod/organization/ORG Army/PROPN/5/nsubj/organization/ORG"
    " fled=flee/VERB/0/root +./PUNCT/5/punct"
)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (JETS, ["Falluja", "U.S."]),
        (CAMP, ["Balata"]),
        (DEMONYM, ["Balata", "Palestinian"]),
        (SHRINE, ["Imam Ali shrine"]),
        (AGENCY, ["Strait News Service"]),
        (ARMY, ["Free Syrian Army"]),
    ],
)
def test_names(line: str, names: list[str]) -> None:
    trees, text = document(line)
    (reading,) = read(trees, text).sentences.values()
    assert [reading.tree.text(c.first, c.last, text) for c in reading.chunks] == names
