"""What the text says of a place goes to the gazetteer with its name, and places without names take those by them."""

from __future__ import annotations

from tests.trees import document
from truceline.extract.places import atlas
from truceline.gazetteer import Gazetteer
from truceline.model.extraction import Place
from truceline.register import Entry, Register

NORTH = (
    "Gunmen=gunman/NOUN/2/nsubj/NNS killed=kill/VERB/0/root six/NUM/4/nummod soldiers=soldier/NOUN/2/obj/NNS 20/NUM/6/nummod"
    " km/NOUN/7/obl:npmod/NNS north/ADV/2/advmod of/ADP/9/case Baghdad/PROPN/7/nmod/place/LOC +./PUNCT/2/punct"
)
FAR = NORTH.replace("20/NUM", "90/NUM")
TOWN_NORTH = (
    "Troops=troop/NOUN/2/nsubj/NNS reached=reach/VERB/0/root Qasba/PROPN/2/obj/place/LOC +,/PUNCT/6/punct 20/NUM/6/nummod"
    " km/NOUN/7/obl:npmod/NNS north/ADV/3/advmod of/ADP/9/case Baghdad/PROPN/7/nmod/place/LOC +./PUNCT/2/punct"
)
STATE = (
    "Shots=shot/NOUN/2/nsubj/NNS rang=ring/VERB/0/root in/ADP/4/case Springfield/PROPN/2/obl/place/LOC +,/PUNCT/6/punct"
    " Illinois/PROPN/4/appos/place/LOC +./PUNCT/2/punct"
)
SHORT = (
    "Shots=shot/NOUN/2/nsubj/NNS rang=ring/VERB/0/root in/ADP/4/case Springfield/PROPN/2/obl/place/LOC +,/PUNCT/6/punct"
    " Mo/PROPN/4/appos +./PUNCT/2/punct"
)
DATELINE = (
    "BASRA=basra/PROPN/0/root/person/PER —/PUNCT/1/punct Two/NUM/4/nummod shells=shell/NOUN/5/nsubj/NNS fell=fall/VERB/1/parataxis"
    " +./PUNCT/1/punct"
)
TAKEN_FOR_A_PERSON = "Two/NUM/2/nummod men=man/NOUN/3/nsubj/NNS died=die/VERB/0/root in/ADP/5/case Falluja/PROPN/3/obl/person/PER +./PUNCT/3/punct"
IRAQ = "Iraq/PROPN/2/nsubj/place/LOC mourned=mourn/VERB/0/root them/PRON/2/obj in/ADP/5/case Iraq/PROPN/2/obl/place/LOC +./PUNCT/2/punct"


def places(gazetteer: Gazetteer, *lines: str) -> dict[str, Place]:
    """The places of hand-made sentences by name."""
    trees, text = document(*lines)
    return {p.name: p for p in atlas(trees, text, gazetteer).places}


def test_a_place_told_by_direction_keeps_its_words(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, NORTH, IRAQ)
    town, aside = found["Baghdad"], found["20 km north of Baghdad"]
    assert (town.precision, town.geonameid) == (1, 10)
    assert (aside.lat, aside.lon, aside.country) == (town.lat, town.lon, "IRQ")
    assert (aside.precision, aside.geonameid, aside.reason) == (2, None, "Baghdad by the text")
    assert places(gazetteer, FAR, IRAQ)["90 km north of Baghdad"].precision == 5


def test_an_event_there_refers_to_it_and_the_town_stays_the_town(gazetteer: Gazetteer) -> None:
    trees, text = document(NORTH, IRAQ)
    made = atlas(trees, text, gazetteer)
    names = {p.id: p.name for p in made.places}
    assert names[made.ref(0, 4, 9).id or ""] == "20 km north of Baghdad"
    assert names[made.ref(0, 8, 9).id or ""] == "Baghdad"


def test_a_direction_behind_a_name_is_not_a_place_of_its_own(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, TOWN_NORTH, IRAQ)
    assert set(found) == {"Qasba", "Baghdad", "Iraq"}
    assert (found["Qasba"].precision, found["Qasba"].lat) == (2, found["Baghdad"].lat)
    assert found["Qasba"].reason == "no place called Qasba in the gazetteer; Baghdad by the text"


def test_the_state_behind_a_comma(gazetteer: Gazetteer) -> None:
    assert places(gazetteer, STATE)["Springfield"].admin1 == "Illinois"
    assert places(gazetteer, SHORT)["Springfield"].admin1 == "Missouri"


def test_names_that_stand_where_a_place_stands(gazetteer: Gazetteer) -> None:
    assert places(gazetteer, DATELINE, IRAQ)["BASRA"].geonameid == 11
    assert places(gazetteer, TAKEN_FOR_A_PERSON)["Falluja"].country == "IRQ"


def test_without_a_gazetteer_such_names_are_as_the_model_has_them() -> None:
    trees, text = document(TAKEN_FOR_A_PERSON)
    assert atlas(trees, text).places == ()


LEFT = "Monitors=monitor/NOUN/2/nsubj/NNS left=leave/VERB/0/root New/PROPN/2/obj/person/PER Basra/PROPN/3/flat/person/PER +./PUNCT/2/punct"
LEFT_BASRA = "Monitors=monitor/NOUN/2/nsubj/NNS left=leave/VERB/0/root Basra/PROPN/2/obj/person/PER +./PUNCT/2/punct"


def test_a_town_of_the_reports_country_is_no_person(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, LEFT_BASRA, IRAQ)
    assert found["Basra"].geonameid == 11
    assert "Basra" not in places(gazetteer, LEFT_BASRA)  # the report says nothing of Iraq
    assert "New Basra" not in places(gazetteer, LEFT, IRAQ)


def test_who_bears_the_name_of_a_town_stays_a_person(gazetteer: Gazetteer) -> None:
    titled = "Rebels=rebel/NOUN/2/nsubj/NNS freed=free/VERB/0/root Gen./PROPN/2/obj Basra/PROPN/3/flat/person/PER +./PUNCT/2/punct"
    assert "Basra" not in places(gazetteer, titled, IRAQ)
    acting = "Basra/PROPN/2/nsubj/person/PER said=say/VERB/0/root so/ADV/2/advmod +./PUNCT/2/punct"
    assert "Basra" not in places(gazetteer, acting, IRAQ)


def test_a_quarter_with_a_name_of_its_own_makes_no_quarter_of_the_town(gazetteer: Gazetteer) -> None:
    quarter = (
        "Shells=shell/NOUN/2/nsubj/NNS hit=hit/VERB/0/root the/DET/5/det Qibla/PROPN/5/compound/place/LOC quarter/NOUN/2/obj"
        " of/ADP/7/case Basra/PROPN/5/nmod/place/LOC +./PUNCT/2/punct"
    )
    suburb = quarter.replace("the/DET", "a/DET").replace("Qibla/PROPN/5/compound/place/LOC", "poor/ADJ/5/amod")
    town = quarter.replace("Qibla/PROPN/5/compound/place/LOC", "northern/ADJ/5/amod").replace("quarter/", "town/")
    assert [places(gazetteer, line, IRAQ)["Basra"].kind for line in (quarter, suburb, town)] == ["city"] * 3
    named = quarter.replace("Qibla/PROPN/5/compound/place/LOC", "southern/ADJ/5/amod").replace("Basra", "Dora")
    assert places(gazetteer, named, IRAQ)["Dora"].kind == "district"


ROCKETS = (
    "Iraq/PROPN/3/nsubj/place/LOC feared=fear/VERB/0/root rockets=rocket/NOUN/2/obj/NNS from/ADP/5/case"
    " Falluja/PROPN/3/nmod/place/LOC +./PUNCT/2/punct"
)
CREDIT = (
    "Two/NUM/2/nummod men=man/NOUN/3/nsubj/NNS died=die/VERB/0/root +./PUNCT/3/punct (/PUNCT/6/punct +Baghdad/PROPN/3/dep/LOC"
    " Mail/PROPN/6/flat +)/PUNCT/6/punct"
)
ORBIT = "Dust/NOUN/2/nsubj fell=fall/VERB/0/root on/ADP/4/case Earth/PROPN/2/obl/place/LOC +./PUNCT/2/punct"


def test_who_is_in_the_register_is_no_place_unless_it_stands_as_one(gazetteer: Gazetteer) -> None:
    register = Register((Entry(id="f", name="Zgharta", kind="armed_group", country="IRQ"),))

    def names(line: str) -> set[str]:
        trees, text = document(line)
        return {p.name for p in atlas(trees, text, gazetteer, register=register).places}

    assert "Zgharta" in names(TAKEN_FOR_A_PERSON.replace("Falluja", "Zgharta"))
    assert names(ROCKETS.replace("Falluja", "Zgharta")) == {"Iraq"}


def test_names_of_outlets_and_of_the_earth_are_no_places(gazetteer: Gazetteer) -> None:
    assert places(gazetteer, CREDIT) == {}
    assert places(gazetteer, ORBIT) == {}
