"""States that only a modifier names, and that act by a thing or a deed; datelines in capitals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.trees import document
from truceline.extract.actors import cast
from truceline.extract.places import atlas
from truceline.extract.syntax import Tree
from truceline.model.analysis import Role, Trigger
from truceline.register import Register

JETS = "{state} jets=jet/NOUN/3/nsubj/object/NNS hit=hit/VERB/0/root/VBD a/DET/5/det school/NOUN/3/obj ./PUNCT/3/punct"
POLICE = JETS.replace("jets=jet/NOUN/3/nsubj/object/NNS", "police/NOUN/3/nsubj/organization")


def names(line: str, first: int, last: int) -> dict[str, str | None]:
    """Actors with their countries of a sentence whose event is done by the tokens `first:last`."""
    trees, text = document(line)
    roles = (Role("actor", first, last, 1.0),)
    sentence = trees[0].sentence
    told = replace(sentence, triggers=(Trigger(2, 3, "air_strike", "asserted", 1.0, roles),))
    found = cast((Tree(told),), text, atlas((Tree(told),), text), Register(()))
    return {actor.name: actor.country for actor in found.actors}


@pytest.mark.parametrize(
    ("state", "named", "code"),
    [
        ("Turkish/ADJ/2/amod", "Turkey", "TUR"),
        ("Israeli/ADJ/2/amod", "Israel", "ISR"),
        ("U.S./PROPN/2/compound", "United States", "USA"),
    ],
)
def test_the_state_whose_jets_they_are_acts(state: str, named: str, code: str) -> None:
    assert names(JETS.format(state=state), 0, 1) == {named: code}


def test_forces_are_the_actor_themselves() -> None:
    assert names(POLICE.format(state="Turkish/ADJ/2/amod"), 0, 2) == {"Turkish police": "TUR"}


def test_what_is_only_described_by_a_state_is_no_act_of_it() -> None:
    assert names(JETS.format(state="Turkish/ADJ/2/amod").replace("hit=hit", "lost=lose"), 4, 5) == {}


def test_a_dash_after_a_dateline_ends_the_name() -> None:
    trees, text = document(
        "TRIPOLI/PROPN/4/nsubj/place/LOC -/PUNCT/1/punct Turkey/PROPN/4/nsubj/place/LOC bombed=bomb/VERB/0/root/VBD it/PRON/4/obj ./PUNCT/4/punct"
    )
    assert "TRIPOLI - Turkey" not in {place.name for place in atlas(trees, text).places}
