"""Who is who: each case is a few sentences and the phrases that must, or must not, stand for one actor."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import get_args

import pytest

from tests.trees import document
from truceline.extract.actor_words import words
from truceline.extract.actors import Cast, cast
from truceline.extract.names import alike, org_key, person_name
from truceline.extract.nations import gazette, nations
from truceline.extract.places import atlas
from truceline.model.extraction import ActorKind, Relation
from truceline.register import Register

ILIC = "Petar/PROPN/3/nsubj/person/PER Ilic/PROPN/1/flat/PER left=leave/VERB/0/root +./PUNCT/3/punct"
MEETING = (
    "Gen./PROPN/2/nmod:desc Petar/PROPN/4/nsubj/person/PER Ilic/PROPN/2/flat/PER met=meet/VERB/0/root the/DET/6/det"
    " cleric/NOUN/4/obj/person Yusuf/PROPN/6/appos/person/PER al/PROPN/7/flat/PER +-/PUNCT/10/punct/PER"
    " +Rahmani/PROPN/7/flat/PER +./PUNCT/4/punct"
)
BLAMED = (
    "Al/PROPN/4/nsubj/person/PER +-/PUNCT/3/punct/PER +Rahmani/PROPN/1/flat/PER blamed=blame/VERB/0/root the/DET/6/det"
    " general/NOUN/4/obj/person +./PUNCT/4/punct"
)
LOYAL = (
    "Fighters=fighter/NOUN/8/nsubj/NNS/person loyal/ADJ/1/amod to/ADP/4/case Yousef/PROPN/2/obl/person/PER"
    " al/PROPN/4/flat/PER +-/PUNCT/5/punct/PER +Rahmani/PROPN/4/flat/PER shelled=shell/VERB/0/root"
    " Tarsa/PROPN/8/obj/place/LOC +./PUNCT/8/punct"
)
HIS_MEN = "His/PRON/2/nmod:poss militiamen/NOUN/3/nsubj/NNS/person withdrew=withdraw/VERB/0/root +./PUNCT/3/punct"
COMMANDER = (
    "Petar/PROPN/10/nsubj/person/PER Ilic/PROPN/1/flat/PER +,/PUNCT/4/punct commander/NOUN/1/appos/person of/ADP/8/case"
    " the/DET/8/det Northern/ADJ/8/amod/ORG Brigade/PROPN/4/nmod/organization/ORG +,/PUNCT/4/punct"
    " denied=deny/VERB/0/root it/PRON/10/obj +./PUNCT/10/punct"
)
OFFICIAL = "{}/DET/2/det official/NOUN/3/nsubj/person said=say/VERB/0/root so/ADV/3/advmod +./PUNCT/3/punct"
QUARREL = (
    "Omar/PROPN/6/nsubj/person/PER Haddad/PROPN/1/flat/PER and/CCONJ/4/cc Karim/PROPN/1/conj/person/PER"
    " Haddad/PROPN/4/flat/PER quarrelled=quarrel/VERB/0/root +./PUNCT/6/punct"
)
HADDAD = "Haddad/PROPN/2/nsubj/person/PER resigned=resign/VERB/0/root +./PUNCT/2/punct"
ARMY = (
    "The/DET/3/det Vardan/PROPN/3/compound/person/ORG Army/PROPN/8/nsubj/organization/ORG +,/PUNCT/6/punct a/DET/6/det"
    " militia/NOUN/3/appos/person +,/PUNCT/6/punct attacked=attack/VERB/0/root U.S./PROPN/10/compound/ORG"
    " troops=troop/NOUN/8/obj/NNS/person +./PUNCT/8/punct"
)
AMERICANS = (
    "American/ADJ/2/amod/MISC forces=force/NOUN/3/nsubj/NNS/organization fired=fire/VERB/0/root +./PUNCT/3/punct"
)
MILITIA = "The/DET/2/det militia/NOUN/3/nsubj/person fled=flee/VERB/0/root +./PUNCT/3/punct"
IRAN_SAID = "Iran/PROPN/2/nsubj/organization/ORG said=say/VERB/0/root no/INTJ/2/ccomp +./PUNCT/2/punct"
TO_IRAN = (
    "Troops=troop/NOUN/2/nsubj/NNS/person marched=march/VERB/0/root to/ADP/4/case Iran/PROPN/2/obl/place/LOC"
    " +./PUNCT/2/punct"
)
CAPITALS = "Tehran/PROPN/2/nsubj/place/LOC accused=accuse/VERB/0/root Washington/PROPN/2/obj/place/LOC +./PUNCT/2/punct"
GOVERNMENT = (
    "The/DET/3/det Haddad/PROPN/3/compound/person/PER government/NOUN/4/nsubj/organization fell=fall/VERB/0/root"
)
HIS_GOVERNMENT = (
    "Omar/PROPN/3/nsubj/person/PER Haddad/PROPN/1/flat/PER said=say/VERB/0/root that/SCONJ/8/mark his/PRON/6/nmod:poss"
    " government/NOUN/8/nsubj/organization was=be/AUX/8/cop strong/ADJ/3/ccomp +./PUNCT/3/punct"
)
GOVERNMENT_OF = (
    "The/DET/2/det government/NOUN/6/nsubj/organization of/ADP/4/case Omar/PROPN/2/nmod/person/PER"
    " Haddad/PROPN/4/flat/PER resigned=resign/VERB/0/root +./PUNCT/6/punct"
)
REBELS = (
    "Rebels=rebel/NOUN/2/nsubj/NNS/person attacked=attack/VERB/0/root a/DET/4/det convoy/NOUN/2/obj +./PUNCT/2/punct"
)
THE_REBELS = "The/DET/2/det rebels=rebel/NOUN/3/nsubj/NNS/person fled=flee/VERB/0/root +./PUNCT/3/punct"
THEY = (
    "They/PRON/2/nsubj killed=kill/VERB/0/root six/NUM/4/nummod policemen=policeman/NOUN/2/obj/NNS/person"
    " +./PUNCT/2/punct"
)
CITY = (
    "Troops=troop/NOUN/2/nsubj/NNS/person entered=enter/VERB/0/root Haddad/PROPN/4/compound/place/LOC"
    " City/PROPN/2/obj/place/LOC +./PUNCT/2/punct"
)
MOVEMENT = (
    "The/DET/3/det Haddad/PROPN/3/compound/person/ORG movement/NOUN/4/nsubj/organization protested=protest/VERB/0/root"
    " +./PUNCT/4/punct"
)
HADDADISTS = (
    "Haddadists=Haddadist/PROPN/2/nsubj/NNPS/person/PER left=leave/VERB/0/root with/ADP/4/case"
    " Omar/PROPN/2/obl/person/PER Haddad/PROPN/4/flat/PER +./PUNCT/2/punct"
)
TWO_MEN = "The/DET/2/det minister/NOUN/3/nsubj/person met=meet/VERB/0/root the/DET/5/det envoy/NOUN/3/nsubj/person"
HE_LEFT = "He/PRON/2/nsubj left=leave/VERB/0/root +./PUNCT/2/punct"
TRUST = (
    '"/PUNCT/3/punct +I/PRON/3/nsubj trust/VERB/9/ccomp him=he/PRON/3/obj +,/PUNCT/3/punct +"/PUNCT/3/punct'
    " Omar/PROPN/9/nsubj/person/PER Haddad/PROPN/7/flat/PER said=say/VERB/0/root +./PUNCT/9/punct"
)
QUOTED = (
    "The/DET/3/det daily/ADJ/3/amod Zamin/PROPN/4/nsubj/organization/ORG quoted=quote/VERB/0/root"
    " Mara/PROPN/4/obj/person/PER Lind/PROPN/5/flat/PER +,/PUNCT/9/punct a/DET/9/det spokeswoman/NOUN/5/appos/person"
    " for/ADP/13/case the/DET/13/det Red/ADJ/13/amod/ORG Crescent/PROPN/9/nmod/organization/ORG +./PUNCT/4/punct"
)
SHE = "She/PRON/2/nsubj left=leave/VERB/0/root +./PUNCT/2/punct"
SOLDIERS = (
    "Two/NUM/3/nummod American/ADJ/3/amod/MISC soldiers=soldier/NOUN/4/nsubj/NNS/person died=die/VERB/0/root"
    " +./PUNCT/4/punct"
)
MILITARY = (
    "The/DET/4/det United/PROPN/3/compound/LOC States/PROPN/4/compound/NNPS/place/LOC"
    " military/NOUN/5/nsubj/organization denied=deny/VERB/0/root it/PRON/5/obj +./PUNCT/5/punct"
)


def read(*lines: str) -> tuple[Cast, str]:
    """The cast of a document of hand-made sentences, and its text."""
    trees, text = document(*lines)
    return cast(trees, text, atlas(trees, text), Register(())), text


def mentions(found: Cast, text: str) -> list[list[str]]:
    """The words of each actor's mentions."""
    return [[m.of(text) for m in a.mentions] for a in found.actors]


FCF_FIRST = (
    "THE/DET/2/det FCF/PROPN/8/nsubj/organization/ORG [/PUNCT/6/punct +FREE/PROPN/6/compound/ORG COAST/PROPN/6/compound/ORG"
    " FRONT/PROPN/2/appos/organization/ORG +]/PUNCT/6/punct FLED=flee/VERB/0/root +./PUNCT/8/punct"
)
FCF_LAST = (
    "The/DET/4/det Free/PROPN/4/compound/ORG Coast/PROPN/4/compound/ORG Front/PROPN/8/nsubj/organization/ORG"
    " (/PUNCT/6/punct +FCF/PROPN/4/appos/organization/ORG +)/PUNCT/6/punct fled=flee/VERB/0/root +./PUNCT/8/punct"
)
SAME = {
    "initials, then the name in brackets": ((FCF_FIRST,), ["FCF", "FREE COAST FRONT"]),
    "a name, then its initials in brackets": ((FCF_LAST,), ["Free Coast Front", "FCF"]),
    "surname, and rank as description": ((MEETING, BLAMED), ["cleric Yusuf al-Rahmani", "Al-Rahmani"]),
    "the general": ((MEETING, BLAMED, ILIC), ["Gen. Petar Ilic", "general", "Petar Ilic"]),
    "owner of followers": ((LOYAL, HIS_MEN), ["Fighters loyal to Yousef al-Rahmani", "militiamen"]),
    "the same official": ((OFFICIAL.format("An"), OFFICIAL.format("The")), ["official", "official"]),
    "states under several names": ((ARMY, AMERICANS), ["U.S. troops", "American forces"]),
    "apposition, then the noun alone": ((ARMY, MILITIA), ["Vardan Army", "militia", "militia"]),
    "capital for state": ((IRAN_SAID, CAPITALS), ["Iran", "Tehran"]),
    "government by its head": (
        (GOVERNMENT, HIS_GOVERNMENT, GOVERNMENT_OF),
        ["Haddad government", "government", "government of Omar Haddad"],
    ),
    "rebels, they": ((REBELS, THE_REBELS, THEY), ["Rebels", "rebels", "They"]),
    "she": ((QUOTED, SHE), ["Mara Lind", "spokeswoman for the Red Crescent", "She"]),
}


@pytest.mark.parametrize(("lines", "together"), SAME.values(), ids=SAME)
def test_one_actor(lines: tuple[str, ...], together: list[str]) -> None:
    found, text = read(*lines)
    assert together in mentions(found, text)


APART = {
    "two given names": ((QUARREL,), "Omar Haddad", "Karim Haddad"),
    "another official": ((OFFICIAL.format("An"), OFFICIAL.format("Another")), "official", "official"),
    "a man and his movement": ((HADDADISTS, MOVEMENT), "Omar Haddad", "Haddad movement"),
    "a man and his followers": ((HADDADISTS,), "Omar Haddad", "Haddadists"),
    "soldiers counted and the military": ((SOLDIERS, MILITARY), "Two American soldiers", "United States military"),
}


@pytest.mark.parametrize(("lines", "one", "other"), APART.values(), ids=APART)
def test_two_actors(lines: tuple[str, ...], one: str, other: str) -> None:
    found, text = read(*lines)
    groups = [g for g in mentions(found, text) if one in g or other in g]
    assert len(groups) == 2


def test_a_city_named_after_a_man_is_not_the_man() -> None:
    found, text = read(HADDADISTS, CITY)
    assert not any("City" in m for group in mentions(found, text) for m in group)


def test_abstains_between_two_men_of_one_family() -> None:
    found, _ = read(QUARREL, HADDAD)
    assert found.id_of(1, 0) is None


def test_abstains_between_two_subjects() -> None:
    found, text = read(TWO_MEN, HE_LEFT)
    ref = found.ref(1, 0)
    assert (ref.id, ref.span.of(text)) == (None, "He")


def test_a_quoted_pronoun_is_not_the_speaker() -> None:
    found, _ = read(TRUST)
    assert found.id_of(0, 3) is None
    assert found.id_of(0, 1) is None


def test_a_state_is_an_actor_only_where_it_acts() -> None:
    found, text = read(IRAN_SAID, TO_IRAN)
    assert ["Iran"] in mentions(found, text)
    assert found.id_of(1, 3) is None


def test_a_description_is_carried_over_to_the_full_naming() -> None:
    found, text = read(MEETING, BLAMED)
    ref = found.ref(1, 5)
    assert (ref.span.of(text), ref.basis, ref.id) == ("Gen. Petar Ilic", "carried over", found.id_of(0, 1))


def test_a_name_is_stated() -> None:
    found, text = read(MEETING, BLAMED)
    ref = found.ref(1, 0)
    assert (ref.span.of(text), ref.basis) == ("Al-Rahmani", "stated")


def test_a_range_keeps_its_span() -> None:
    found, text = read(COMMANDER)
    ref = found.ref_span(0, 0, 8)
    assert (ref.span.of(text), ref.id) == ("Petar Ilic, commander of the Northern Brigade", found.id_of(0, 0))


RELATIONS = {
    "commander of": (COMMANDER, "leads", "Petar Ilic", "Northern Brigade"),
    "loyal to": (LOYAL, "allied_with", "Fighters loyal to Yousef al-Rahmani", "Yousef al-Rahmani"),
    "spokeswoman for": (QUOTED, "spokesperson_for", "Mara Lind", "Red Crescent"),
    "government of": (GOVERNMENT_OF, "leads", "Omar Haddad", "government of Omar Haddad"),
}


@pytest.mark.parametrize(("line", "relation", "one", "other"), RELATIONS.values(), ids=RELATIONS)
def test_relation(line: str, relation: Relation, one: str, other: str) -> None:
    found, text = read(line)
    names = {a.id: a.name for a in found.actors}
    ties = [(names[a.id], r.relation, names[r.actor]) for a in found.actors for r in a.relations]
    assert (one, relation, other) in ties
    assert all(r.span.of(text) for a in found.actors for r in a.relations)


KINDS: dict[str, tuple[str, ActorKind, str | None]] = {
    "U.S. troops": (ARMY, "military", "USA"),
    "Vardan Army": (ARMY, "armed_group", None),
    "Iran": (IRAN_SAID, "state", "IRN"),
    "six policemen": (THEY, "police", None),
    "Mara Lind": (QUOTED, "person", None),
    "Zamin": (QUOTED, "media", None),
    "Red Crescent": (QUOTED, "international", None),
    "Haddad government": (GOVERNMENT, "government", None),
}


@pytest.mark.parametrize(("name", "case"), KINDS.items(), ids=KINDS)
def test_kind_and_country(name: str, case: tuple[str, ActorKind, str | None]) -> None:
    line, kind, country = case
    found, _ = read(line)
    assert [(a.kind, a.country) for a in found.actors if a.name == name] == [(kind, country)]


def test_armed_forces_are_the_military_and_armed_groups_are_not() -> None:
    kinds = [
        words().noun_kind(*phrase) for phrase in (("force", ["armed"]), ("group", ["armed"]), ("force", ["rebel"]))
    ]
    assert kinds == ["military", "armed_group", "armed_group"]


def test_ids_follow_the_text() -> None:
    found, _ = read(MEETING, BLAMED, ILIC, ARMY)
    assert [a.id for a in found.actors] == [f"A{n}" for n in range(1, len(found.actors) + 1)]
    assert [a.mentions[0] for a in found.actors] == sorted(a.mentions[0] for a in found.actors)


ALIKE = [
    ("Moktada", "Muqtada"),
    ("Qassem", "Kasim"),
    ("Hezbollah", "Hizbullah"),
    ("Mohammed", "Muhammad"),
    ("Yusuf", "Youssef"),
]
UNLIKE = [("Hassan", "Hussein"), ("Hill", "Hall"), ("Sadr", "Badr"), ("Suleimani", "Salmani")]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_different_names(one: str, other: str) -> None:
    assert not alike(one, other)


def test_parts_of_a_name() -> None:
    found = person_name(("Abu", "Musab", "al", "-", "Zarqawi"))
    assert found is not None
    assert (found.given, found.family) == (("Abumusab",), "Zarqawi")
    assert org_key(("The", "Vardan", "Army", "'s")) == "vardan army"


def test_every_form_of_a_state_is_found_and_is_of_one_state() -> None:
    data = tomllib.loads(files("truceline.register").joinpath("data/countries.toml").read_text("utf-8"))["states"]
    seen: dict[str, str] = {}
    for code, row in data.items():
        assert len(code) == 3
        for form in (*row["names"], *row["people"], *row["capital"]):
            assert seen.setdefault(form, code) == code
            words = form.replace("-", " - ").replace(",", " ,").split()
            trees, _ = document(" ".join(f"{w}/PROPN/{max(0, n)}/flat" for n, w in enumerate(words)))
            assert [(n.code, n.first, n.last) for n in nations(trees[0]).values()] == [(code, 0, len(words))]
    assert len(data) > 190
    assert set(gazette().shown) == set(data)


def test_the_lexicon_uses_the_model_s_words() -> None:
    data = tomllib.loads(files("truceline.extract").joinpath("data/actor_nouns.toml").read_text("utf-8"))
    kinds, relations = set(get_args(ActorKind)), set(get_args(Relation))
    for table in ("bodies", "people", "modifiers"):
        assert set(data[table]) <= kinds
    assert set(data["relations"]) <= relations
    assert {k for row in data["stands_for"].values() for k in row} <= kinds
