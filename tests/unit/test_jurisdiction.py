"""A town that is named only in the name of its police is where the report's violence is inferred to have happened."""

from __future__ import annotations

from tests.trees import document
from truceline.extract.draft import Argument, Draft
from truceline.extract.jurisdiction import infer
from truceline.extract.places import Atlas, atlas
from truceline.gazetteer import Gazetteer
from truceline.model.extraction import Status

POLICE = (
    "Peoria/PROPN/2/compound/organization/ORG Police/PROPN/3/nsubj/organization/ORG arrested=arrest/VERB/0/root two/NUM/5/nummod"
    " men=man/NOUN/3/obj/NNS +./PUNCT/3/punct"
)
OTHER = POLICE.replace("Peoria", "Macon")
NATIONAL = POLICE.replace("Peoria", "National")
FAR = "Shots=shot/NOUN/2/nsubj/NNS rang=ring/VERB/0/root in/ADP/4/case Macon/PROPN/2/obl/place/LOC +./PUNCT/2/punct"
NEAR = FAR.replace("Macon", "Peoria")
SHOT = "A/DET/2/det man/NOUN/4/nsubj:pass was=be/AUX/4/aux:pass shot=shoot/VERB/0/root/VBN"


def read(gazetteer: Gazetteer, *lines: str) -> Atlas:
    trees, text = document(*lines)
    return atlas(trees, text, gazetteer)


def names(found: Atlas) -> list[str]:
    return [place.name for place in found.places]


def test_a_force_gives_its_town_less_exactly(gazetteer: Gazetteer) -> None:
    (place,) = read(gazetteer, SHOT, POLICE).places
    assert (place.name, place.admin1, place.precision) == ("Peoria", "Illinois", 2)
    assert (place.reason or "").startswith("inferred: its force is named")
    assert read(gazetteer, NATIONAL).places == ()


def test_not_where_another_town_is_named_first(gazetteer: Gazetteer) -> None:
    assert names(read(gazetteer, FAR, POLICE)) == ["Macon"]
    assert names(read(gazetteer, NEAR, POLICE)) == ["Peoria"]


def test_of_two_forces_named_as_often_neither(gazetteer: Gazetteer) -> None:
    assert read(gazetteer, POLICE, OTHER).places == ()
    assert names(read(gazetteer, POLICE, OTHER, OTHER)) == ["Macon"]


def test_without_a_gazetteer_a_force_is_no_place() -> None:
    trees, text = document(POLICE)
    assert atlas(trees, text).places == ()


def test_violence_without_a_place_is_put_there(gazetteer: Gazetteer) -> None:
    trees, text = document(SHOT, POLICE, FAR)
    found = atlas(trees, text, gazetteer)
    assert found.force == (1, 0, 1)

    def draft(sentence: int, kind: str = "armed_attack", status: Status = "asserted") -> Draft:
        return Draft(tree=trees[sentence], first=1, last=2, type=kind, status=status, score=1.0, method="m")

    shot, planned, arrest, placed = draft(0), draft(0, status="future"), draft(1, "arrest"), draft(2)
    placed.roles["place"].append(Argument(2, 3, 4, 1.0))
    infer([shot, planned, arrest, placed], found.force)
    (argument,) = shot.roles["place"]
    assert (argument.sentence, argument.first, argument.last, argument.basis) == (1, 0, 1, "inferred")
    assert planned.roles["place"] == arrest.roles["place"] == []
    assert [a.basis for a in placed.roles["place"]] == ["stated"]
    assert [p.name for p in found.places if p.id == found.ref(1, 0, 1).id] == ["Peoria"]
