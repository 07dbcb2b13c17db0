"""MUC keys and messages, and which incidents a text's events give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.factories import actor, at, count, document, event, extraction, figure
from truceline.errors import UsageError
from truceline.evaluate import muc
from truceline.evaluate.muc_incidents import Incident, incidents
from truceline.evaluate.muc_keys import STRING_SLOTS, load
from truceline.evaluate.scoring import Tally
from truceline.model.extraction import Actor, ActorRelation, Event, EventDate, Extraction, Ref
from truceline.model.values import Days

KEY = """\
;;; a note

0.  MESSAGE: ID                     TST9-MUC4-0001
1.  MESSAGE: TEMPLATE               1
4.  INCIDENT: TYPE                  BOMBING / ATTACK
6.  INCIDENT: INSTRUMENT ID         "DYNAMITE STICK"
9.  PERP: INDIVIDUAL ID             ? "TWO YOUTHS" /
                                    "YOUTHS"
10. PERP: ORGANIZATION ID           "RED HAND FRONT" / "RHF"
12. PHYS TGT: ID                    "TOWN HALL" / "HALL"
                                    "BRIDGE"
18. HUM TGT: NAME                   "JUAN ROJO"
19. HUM TGT: DESCRIPTION            "MAYOR": "JUAN ROJO"
                                    "CLERKS"

0.  MESSAGE: ID                     TST9-MUC4-0001
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
4.  INCIDENT: TYPE                  KIDNAPPING
9.  PERP: INDIVIDUAL ID             -

0.  MESSAGE: ID                     TST9-MUC4-0002
1.  MESSAGE: TEMPLATE               *
4.  INCIDENT: TYPE                  *
"""
MESSAGES = """\
TST9-MUC4-0001 (NOWHERE)

   ROJA, 3 JAN 90 (RADIO ROJA) -- [TEXT] MEMBERS OF THE RED HAND FRONT
DYNAMITED THE BRIDGE AND KILLED THE MAYOR.

TST9-MUC4-0002

   NO CITY -- [REPORT] [TEXT] IT RAINED.
"""


def keys(folder: Path) -> Path:
    (folder / "key-tst9").write_text(KEY, encoding="utf-8")
    (folder / "tst9-muc4").write_text(MESSAGES, encoding="utf-8")
    return folder


def test_muc_keys_and_messages(tmp_path: Path) -> None:
    one, two = load(keys(tmp_path))
    assert one.text.startswith("MEMBERS OF THE RED HAND FRONT DYNAMITED")
    assert one.published == date(1990, 1, 3)
    assert (two.text, two.published, two.templates) == ("IT RAINED.", None, ())
    first, second = one.templates
    assert first.types == ("BOMBING", "ATTACK")
    assert [e.wordings for e in first.slots["physical target"]] == [("TOWN HALL", "HALL"), ("BRIDGE",)]
    assert [(e.wordings, e.optional) for e in first.slots["perpetrator individual"]] == [
        (("TWO YOUTHS", "YOUTHS"), True)
    ]
    assert [e.wordings for e in first.slots["human target"]] == [("JUAN ROJO", "MAYOR"), ("CLERKS",)]
    assert second.optional


def told(text: str, events: Sequence[Event], actors: Sequence[Actor] = ()) -> list[Incident]:
    return incidents(extraction(document(text, day=date(1990, 3, 1)), actors=actors, events=events))


def slots(incident: Incident) -> dict[str, list[str]]:
    return {name: phrases for name, phrases in incident.slots.items() if phrases}


def bombed(text: str) -> Extraction:
    front = actor(text, "A1", "RED HAND FRONT", "armed_group")
    tie = ActorRelation("member_of", "A1", at(text, "OF"))
    members = replace(actor(text, "A2", "MEMBERS OF THE RED HAND FRONT", "armed_group"), relations=(tie,))
    mayor = actor(text, "A3", "MAYOR", "government")
    bridge = Ref(at(text, "BRIDGE"), None)
    attack = event(
        text, "E1", "DYNAMITED", kind="bombing", actors=(Ref(members.mentions[0], "A2"),),
        targets=(bridge, Ref(mayor.mentions[0], "A3")),
    )  # fmt: skip
    denied = event(text, "E2", "KILLED", kind="armed_attack", status="negated")
    return extraction(document(text, day=None), actors=(front, members, mayor), events=(attack, denied))


def test_incidents_are_compared_slot_by_slot(tmp_path: Path) -> None:
    one, _ = load(keys(tmp_path))
    found = incidents(bombed(one.text))
    assert [(i.type, i.slots["perpetrator individual"]) for i in found] == [
        ("BOMBING", ["MEMBERS OF THE RED HAND FRONT"])
    ]
    tallies = {name: Tally() for name in (muc.TYPE, *STRING_SLOTS)}
    muc.compare(found, one.templates, tallies)
    counts = {name: (t.right, t.found, t.gold) for name, t in tallies.items()}
    assert counts == {
        "incident type": (1, 1, 1),
        "weapon": (0, 0, 1),
        "perpetrator individual": (0, 1, 0),
        "perpetrator organisation": (1, 1, 1),
        "physical target": (1, 1, 2),
        "human target": (1, 1, 2),
    }


def test_one_victim_makes_one_incident_and_two_make_two() -> None:
    text = (
        "GUNMEN SHOT ANA ROJO. THE MURDER OF ROJO SHOCKED THE TOWN. LUIS AZUL WAS KIDNAPPED. GUNMEN KILLED LUIS AZUL."
    )
    ana, luis = actor(text, "A1", "ANA ROJO"), actor(text, "A2", "LUIS AZUL")
    days = [EventDate(Days(date(1990, 2, n), date(1990, 2, n), "day"), at(text, "TOWN")) for n in (3, 4)]
    events = [
        event(text, "E1", "SHOT", kind="armed_attack", when=days[0], targets=(Ref(at(text, "ANA ROJO"), "A1"),)),
        event(text, "E2", "MURDER", kind="armed_attack", targets=(Ref(at(text, "ROJO", 1), "A1"),)),
        event(text, "E3", "KIDNAPPED", kind="abduction", targets=(Ref(at(text, "LUIS AZUL"), "A2"),)),
        event(text, "E4", "KILLED", kind="armed_attack", targets=(Ref(at(text, "LUIS AZUL", 1), "A2"),)),
    ]
    found = told(text, events, (ana, luis))
    assert [(i.type, [e.id for e in i.events]) for i in found] == [
        ("ATTACK", ["E1", "E2"]),
        ("KIDNAPPING", ["E3"]),
        ("ATTACK", ["E4"]),
    ]
    later = replace(events[1], date=days[1])
    assert len(told(text, [events[0], later], (ana,))) == 2


def test_an_attack_may_be_the_bombing_told_before() -> None:
    text = "A BOMB DAMAGED THE CLINIC. TWO NURSES DIED IN THE ATTACK. ARSON FOLLOWED."
    nurses = figure(text, "TWO", count(2, 2, 2))
    events = [
        event(text, "E1", "BOMB", kind="bombing", targets=(Ref(at(text, "CLINIC"), None),)),
        event(text, "E2", "ATTACK", kind="armed_attack", figures=(replace(nurses, who=at(text, "NURSES")),)),
        event(text, "E3", "ARSON", kind="property_destruction"),
    ]
    assert [(i.type, slots(i)) for i in told(text, events)] == [
        ("BOMBING", {"physical target": ["CLINIC"], "human target": ["NURSES"]})
    ]


def test_what_is_no_incident() -> None:
    text = "REBELS ATTACKED TROOPS AND SHELLED PEOPLE. THE WAR KILLED 900 FARMERS. A BISHOP WAS SHOT IN 1980."
    troops, bishop = actor(text, "A1", "TROOPS", "military"), actor(text, "A2", "BISHOP", "civilian")
    people = actor(text, "A3", "PEOPLE", "civilian")
    old = EventDate(Days(date(1980, 1, 1), date(1980, 12, 31), "year"), at(text, "1980"))
    toll = replace(figure(text, "900", count(900, 900, 900), scope="cumulative"), who=at(text, "FARMERS"))
    fought = event(text, "E1", "ATTACKED", kind="armed_attack", targets=(Ref(at(text, "TROOPS"), "A1"),))
    vague = event(text, "E2", "SHELLED", targets=(Ref(at(text, "PEOPLE"), "A3"),))
    war = event(text, "E3", "KILLED", kind="armed_attack", figures=(toll,))
    shot = event(text, "E4", "SHOT", kind="armed_attack", targets=(Ref(at(text, "BISHOP"), "A2"),), when=old)
    for one in (fought, vague, war, shot):
        assert told(text, [one], (troops, bishop, people)) == []
    armed = replace(vague, means=(at(text, "WAR"),))
    assert [slots(i) for i in told(text, [armed], (people,))] == [{"weapon": ["WAR"], "human target": ["PEOPLE"]}]
    assert len(told(text, [replace(shot, date=None)], (bishop,))) == 1


def test_perpetrators_by_claim_and_by_the_only_group_named() -> None:
    text = "GUERRILLAS BURNED A BUS. THE RED HAND FRONT CLAIMED RESPONSIBILITY. THE BLUE ARMY DENIED IT."
    guerrillas = actor(text, "A1", "GUERRILLAS", "armed_group")
    front, army = (actor(text, i, n, "armed_group") for i, n in (("A2", "RED HAND FRONT"), ("A3", "BLUE ARMY")))
    burned = event(
        text, "E1", "BURNED", kind="property_destruction", actors=(Ref(at(text, "GUERRILLAS"), "A1"),),
        targets=(Ref(at(text, "BUS"), None),),
    )  # fmt: skip
    claim = event(
        text, "E2", "CLAIMED", kind="responsibility_claim", actors=(Ref(at(text, "RED HAND FRONT"), "A2"),)
    )  # fmt: skip
    expected = {
        "perpetrator individual": ["GUERRILLAS"],
        "perpetrator organisation": ["RED HAND FRONT"],
        "physical target": ["BUS"],
    }
    everybody = (guerrillas, front, army)
    assert [(i.type, slots(i)) for i in told(text, [burned, claim], everybody)] == [("ARSON", expected)]
    assert [slots(i) for i in told(text, [burned], (guerrillas, front))] == [expected]
    assert "perpetrator organisation" not in slots(told(text, [burned], everybody)[0])


def test_muc_folders_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no keys found"):
        load(tmp_path)
    (tmp_path / "key-x").write_text("hello\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no templates"):
        load(tmp_path)
