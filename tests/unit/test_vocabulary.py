"""Codes of events: tables of (type, words, ...) and what the published ontologies call them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast, get_args

import pytest

from truceline.model import extraction, text, values
from truceline.model.extraction import ActorKind, Event, Figure, FigureKind, Ref, Status, VictimClass
from truceline.model.ontology import GROUPS, MODE_WORDS, WORDS, Cells
from truceline.model.schema import meanings
from truceline.model.text import Span
from truceline.model.values import Count
from truceline.model.vocabulary import (
    ACLED,
    ACTOR_KINDS,
    CATEGORIES,
    EVENT_TYPES,
    FAMILIES,
    FUTURE,
    QUADS,
    STATUSES,
    TYPES,
    Codes,
    codes,
    family,
)

# First digits of a CAMEO code and the PLOVER category that it belongs to, the longest match deciding.
CAMEO = {
    "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "CONCEDE", "084": "RETREAT",
    "085": "RETREAT", "086": "RETREAT", "087": "RETREAT", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE",
    "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE",
    "175": "ASSAULT", "18": "ASSAULT", "19": "ASSAULT", "191": "COERCE", "20": "ASSAULT",
}  # fmt: skip
# Cells that leave that map on purpose; the reasons are in docs/decisions/0003-ontology.md.
ELSEWHERE = {
    ("agreement", "AGREE", "057"),
    ("arrest", "ASSAULT", "173"),
    ("ceasefire_declared", "AGREE", "0871"),
    ("ceasefire_declared", "CONCEDE", "0871"),
    ("ceasefire_extended", "AGREE", "0871"),
    ("ceasefire_extended", "CONCEDE", "0871"),
    ("coup", "COERCE", "192"),
    ("demand", "REQUEST", "02"),
    ("legal_action", "ACCUSE", "17"),
    ("legal_action", "SANCTION", "17"),
    ("property_destruction", "ASSAULT", "171"),
    ("statement", None, "01"),
}


class Told:
    """A sentence whose brackets mark the parts of an event: ``[trigger] {actor} <target> (means)``."""

    def __init__(self, marked: str) -> None:
        self.text, self.parts = "", dict[str, list[Span]]()
        for piece in re.split(r"(\[[^]]+\]|\{[^}]+\}|<[^>]+>|\([^)]+\))", marked):
            words = piece.strip("[]{}<>()") if piece[:1] in ("[", "{", "<", "(") else piece
            if words != piece:
                self.parts.setdefault(piece[0], []).append(Span(len(self.text), len(self.text) + len(words)))
            self.text += words

    def event(self, type: str, status: Status = "asserted", figures: tuple[Figure, ...] = (), broker: int = 0) -> Event:
        """The event, its actors with the ids A1, A2, … and its targets T1, T2, …"""
        (trigger,) = self.parts["["]
        return Event(
            id="E1", type=type, status=status, trigger=trigger, sentence=0, actor=self.refs("{", "A"),
            target=self.refs("<", "T"), broker=tuple(Ref(trigger, "B1") for _ in range(broker)),
            means=tuple(self.parts.get("(", ())), place=(), time=(), date=None, source=(), figures=figures,
            confidence=1.0, method="test",
        )  # fmt: skip

    def refs(self, bracket: str, letter: str) -> tuple[Ref, ...]:
        return tuple(Ref(span, f"{letter}{n}") for n, span in enumerate(self.parts.get(bracket, ()), 1))

    def codes(self, event: Event, kinds: Mapping[str, ActorKind], parties: tuple[Ref, ...] = ()) -> Codes:
        return codes(event, kinds, self.text, sentence=Span(0, len(self.text)), parties=parties)


def figure(kind: FigureKind, victim: VictimClass, low: int, high: int) -> Figure:
    """A figure whose words do not matter."""
    value = Count(low, low, high, False, "VN-exact")
    return Figure(kind=kind, count=Span(0, 1), who=None, victim=victim, value=value, scope="event", source=())


NOBODY: dict[str, ActorKind] = {}
REBELS: dict[str, ActorKind] = {"A1": "armed_group"}


CASES = """\
armed_clash | {Rebels} and {troops} [clash] |  | ASSAULT | 190 | Armed clash
air_strike | an [airstrike] |  | ASSAULT aerial | 195 | Air/drone strike
air_strike | [strike] by a (US drone) |  | ASSAULT drone | 195 | Air/drone strike
bombing | a (car bomb) [explodes] |  | ASSAULT explosives | 183 | Remote explosive/landmine/IED
bombing | [hand grenade] |  | ASSAULT explosives | 183 | Grenade
suicide_bombing | [blast] |  | ASSAULT suicide-attack | 1831 | Suicide bomb
armed_attack | {gunmen} [kill] <six policemen> | T1 police | ASSAULT firearms | 180 | Armed clash
armed_attack | [killed] <six policemen> |  | ASSAULT | 180 | Armed clash
armed_attack | [shot dead] <villagers> | T1 civilian | ASSAULT firearms | 180 | Attack
armed_attack | [assassination attempt] on <X> |  | ASSAULT targeted | 185 | Attack
armed_attack | [assassinated] |  | ASSAULT targeted | 186 | Attack
armed_attack | <officer> was [executed] | T1 military | ASSAULT targeted | 180 | Attack
territory_taken | {rebels} [seize] Goma | A1 armed_group | ASSAULT | 192 | Non-state actor overtakes territory
territory_taken | {army} [retakes] it | A1 military | ASSAULT | 192 | Government regains territory
territory_taken | [captured] |  | ASSAULT | 192 | -
property_destruction | [set fire] |  | ASSAULT destroy primitive | 171 | Looting/property destruction
property_destruction | {Rebels} [blew up] it |  | ASSAULT destroy explosives | 171 | Remote explosive/landmine/IED
property_destruction | {protesters} [burned] it |  | PROTEST vandalize | 145 | Violent demonstration
force_against_protest | police [disperse] them |  | ASSAULT crowd-control | 175 | Protest with intervention
force_against_protest | police [open fire] |  | ASSAULT crowd-control | 175 | Excessive force against protesters
arrest | [arrested] <a fighter> | T1 armed_group | COERCE arrest | 173 | Arrests
arrest | [captured] <fighters> | T1 armed_group | ASSAULT abduct | 173 | Arrests
siege | a [curfew] |  | COERCE curfew | 1723 | Other
legal_action | [sentenced] |  | SANCTION convict | 17 | -
legal_action | [charged] |  | ACCUSE investigate | 17 | -
legal_action | [martial law] |  | COERCE martial-law | 1724 | -
sanction | [expels] two diplomats |  | SANCTION expel | 16 | -
sanction | new [sanctions] |  | SANCTION discontinue | 16 | -
deployment | [sends] <troops> |  | MOBILIZE troops | 15 | Other
withdrawal | they [withdraw] |  | RETREAT withdraw | 087 | Other
withdrawal future | will [withdraw] |  | CONCEDE | 0356 | -
displacement | they [flee] |  | - | - | -
surrender_or_defection | [lay down arms] |  | RETREAT disarm | 087 | Change to group/activity
surrender_or_defection | [defect] |  | RETREAT | 087 | Change to group/activity
talks | a [visit] |  | CONSULT visit | 04 | -
talks | a [phone call] |  | CONSULT phone | 04 | -
talks future | [talks] on Monday |  | AGREE | 036 | -
agreement | they [agree] |  | AGREE | 057 | Agreement
agreement | they [signed] it |  | SUPPORT | 057 | Agreement
agreement future | to be [signed] |  | AGREE | 03 | -
ceasefire_proposed | {UN} [calls] for a truce | A1 international | REQUEST yield | 10 | -
ceasefire_proposed | {France} [calls] for it | A1 state | REQUEST yield | 10 | -
ceasefire_proposed | {Israel} [offers] a truce | A1 state | AGREE | 03 | -
ceasefire_proposed | {rebels} [call] for it | A1 armed_group | AGREE | 03 | -
ceasefire_declared | {rebels} [declare] one | A1 armed_group | CONCEDE | 0871 | Agreement
ceasefire_declared | {rebels} [agree] to it | A1 armed_group | AGREE | 0871 | Agreement
ceasefire_declared | {A} and {B} [announce] it |  | AGREE | 0871 | Agreement
ceasefire_declared | it [comes into effect] |  | RETREAT ceasefire | 0871 | Agreement
ceasefire_declared | a [cease-fire] by {X} |  | CONCEDE | 0871 | Agreement
ceasefire_declared future | it [takes effect] soon |  | CONCEDE | 0871 | -
ceasefire_extended | {Sadr} [extends] it |  | CONCEDE | 0871 | Agreement
ceasefire_extended | it was [extended] |  | AGREE | 0871 | Agreement
ceasefire_violated | [broke] it with (rockets) |  | ASSAULT heavy-weapons | 196 | Shelling/artillery/missile attack
ceasefire_violated hypothetical | may have [broken] it |  | ACCUSE allege | 11 | -
ceasefire_ended | {rebels} [end] it | A1 armed_group | REJECT yield | 12 | Other
ceasefire_ended | the truce [expires] |  | - | - | -
release | [freed] |  | RETREAT release | 084 | Other
release future | will [free] them |  | CONCEDE | 0353 | -
release | [amnesty] |  | CONCEDE | 08 | Other
aid | [aid] |  | AID | 07 | -
aid future | [pledges] aid |  | AGREE | 033 | -
concession | [lifts] the curfew |  | CONCEDE | 08 | -
concession | [lifts] the sanctions |  | RETREAT | 085 | -
concession | [allowed] aid in |  | RETREAT access | 086 | -
demand | [demands] the release of all |  | REQUEST yield | 10 | -
demand | [urges] talks before a withdrawal |  | REQUEST meet | 02 | -
threat | [threatens] to expel them |  | THREATEN expel | 13 | -
accusation | [accuses] |  | ACCUSE allege | 11 | -
accusation | [condemns] |  | ACCUSE disapprove | 11 | -
rejection | [withdraws] from the talks | | REJECT meet | 12 | -
rejection | they [will not negotiate] | | REJECT meet | 12 | -
sanction | [expels] two after new sanctions | | SANCTION expel | 16 | -
rejection | [refuses] to negotiate |  | REJECT meet | 12 | -
responsibility_claim | [claims] |  | - | - | -
support_statement | [praises] |  | SUPPORT | 05 | -
statement | [says] |  | - | 01 | -
protest | a [rally] |  | PROTEST demo | 14 | Peaceful protest
protest | a [general strike] |  | PROTEST strike | 14 | -
leadership_change | he [resigns] |  | RETREAT resign | - | Change to group/activity
leadership_change | [sworn in] |  | - | - | Change to group/activity
coup | a [coup] |  | COERCE seize | 192 | -
shelling negated | no [shelling] |  | ASSAULT heavy-weapons | 194 | -
election future | [elections] |  | - | - | -
"""
"""Type (and status, unless asserted) | words | kind of an actor or target | PLOVER and its modes | CAMEO | ACLED."""


@pytest.mark.parametrize("case", CASES.splitlines())
def test_codes(case: str) -> None:
    kind, marked, known, plover, cameo, acled = (cell.strip() for cell in case.split("|"))
    type, _, status = kind.partition(" ")
    ids = known.split()
    told = Told(marked)
    event = told.event(type, cast(Status, status or "asserted"))
    found = told.codes(event, dict(zip(ids[::2], cast(list[ActorKind], ids[1::2]), strict=True)))
    assert " ".join((found.plover or "-", *found.plover_mode)) == plover
    assert (found.cameo or "-", found.acled_sub_type or "-") == (cameo, acled)
    assert found.quad == (None if found.plover is None else CATEGORIES[found.plover].quad)
    assert found.acled is None or found.acled[1] in ACLED[found.acled[0]]


def test_parties_to_the_ceasefire_decide_over_kinds() -> None:
    told = Told("{Israel} [calls] for a truce with <Hamas>")
    event = told.event("ceasefire_proposed")
    kinds: dict[str, ActorKind] = {"A1": "state"}
    assert told.codes(event, kinds, (Ref(Span(0, 6), "A1"),)).plover == "AGREE"
    assert told.codes(event, {"A1": "armed_group"}, (Ref(Span(30, 35), "A7"),)).plover == "REQUEST"
    assert told.codes(event, {"A1": "armed_group"}, (Ref(Span(30, 35), None),)).plover == "AGREE"


def test_broker_makes_a_ceasefire_agreed_and_talks_mediated() -> None:
    told = Told("{Rebels} [declare] it")
    assert told.codes(told.event("ceasefire_declared", broker=1), REBELS).plover == "AGREE"
    assert told.codes(told.event("talks", broker=1), REBELS).plover_mode == ("third-party",)


def test_harm_makes_a_coup_an_assault_and_force_excessive() -> None:
    told = Told("a [coup] with (tanks)")
    found = told.codes(told.event("coup", figures=(figure("killed", "unknown", 3, 3),)), NOBODY)
    assert (found.plover, found.plover_mode) == ("ASSAULT", ("heavy-weapons",))
    assert found.acled_sub_type == "Shelling/artillery/missile attack"
    told = Told("police [disperse] them")
    hurt, nobody = figure("wounded", "civilian", 2, 2), figure("wounded", "civilian", 0, 0)
    assert told.codes(told.event("force_against_protest", figures=(hurt,)), NOBODY).acled_sub_type != (
        told.codes(told.event("force_against_protest", figures=(nobody,)), NOBODY).acled_sub_type
    )


def test_attackers_who_die_do_not_arm_their_target() -> None:
    told = Told("[attack] on <villagers>")
    dead = (figure("killed", "combatant", 3, 3),)
    known = told.codes(told.event("armed_attack", figures=dead), {"T1": "civilian"})
    assert known.acled_sub_type == "Attack"


def test_quad_classes() -> None:
    quads = {name: category.quad for name, category in CATEGORIES.items()}
    by_quad = {quad: {name for name, q in quads.items() if q == quad} for quad in QUADS}
    assert by_quad == {
        1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
        2: {"COOPERATE", "AID", "RETREAT"},
        3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
        4: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
    }
    assert all({CATEGORIES[k].quad, CATEGORIES[f].quad} <= {1, 2} for k, f in FUTURE.items())


def test_families_divide_the_types() -> None:
    assert [*dict.fromkeys(family(name) for name in EVENT_TYPES)] == [
        "violence", "coercion", "movement", "cooperation", "words", "civic",
    ]  # fmt: skip
    assert sum(len(types) for types in FAMILIES.values()) == len(EVENT_TYPES) == 44
    assert all(name in FAMILIES[family(name)] for name in EVENT_TYPES)


def cells() -> list[tuple[str, Cells]]:
    """All cells of types and rules, a rule's gaps filled by its type."""
    found = []
    for kind in TYPES.values():
        for said in (kind.cells, *(rule.cells for rule in kind.rules)):
            plover = kind.cells.plover if said.plover is None else said.plover
            cameo = kind.cells.cameo if said.cameo is None else said.cameo
            filled = Cells(plover=plover or None, mode=said.mode, cameo=cameo or None, acled=said.acled)
            found.append((kind.name, filled))
    return found


@pytest.mark.parametrize(("name", "said"), cells(), ids=lambda value: value if isinstance(value, str) else "")
def test_cells_are_codes_of_the_ontologies(name: str, said: Cells) -> None:
    if said.plover is not None:
        assert set(said.mode or ()) <= set(CATEGORIES[said.plover].modes)
    if said.acled:
        assert said.acled[1] in ACLED[said.acled[0]]
    assert said.cameo is None or re.fullmatch(r"(0[1-9]|1\d|20)\d{0,2}", said.cameo)


def test_cameo_and_plover_agree_unless_decided_otherwise() -> None:
    odd = set()
    for name, said in cells():
        near = [CAMEO[said.cameo[:n]] for n in (4, 3, 2) if said.cameo and said.cameo[:n] in CAMEO]
        if said.cameo and (not near or near[0] != said.plover):
            odd.add((name, said.plover, said.cameo))
    assert odd == ELSEWHERE


def test_rules_name_lists_groups_and_values_that_exist() -> None:
    for kind in TYPES.values():
        assert set(kind.modes_from) <= set(MODE_WORDS)
        for rule in kind.rules:
            assert {*rule.words, *filter(None, (rule.clause, rule.who))} <= set(WORDS)
            assert set(rule.actor) <= set(ACTOR_KINDS)
            assert set(rule.status) <= set(STATUSES)
    assert set(GROUPS["armed_kinds"]) | set(GROUPS["observers"]) <= set(ACTOR_KINDS)
    assert set(GROUPS["armed_victims"]) <= set(get_args(VictimClass))
    named = {mode for table in MODE_WORDS.values() for mode in table}
    assert named <= {mode for category in CATEGORIES.values() for mode in category.modes}


def test_every_type_and_status_can_be_coded() -> None:
    told = Told("{They} [did] it to <them> with (it)")
    for name in EVENT_TYPES:
        for status in get_args(Status):
            found = told.codes(told.event(name, status), {"A1": "armed_group", "T1": "civilian"})
            assert (found.quad is None) == (found.plover is None), (name, status)
            assert found.acled is None or status in ("asserted", "background")


def test_meanings_of_all_values() -> None:
    sets = {
        "status": extraction.Status, "actor_kind": extraction.ActorKind, "place_kind": extraction.PlaceKind,
        "relation": extraction.Relation, "figure_kind": extraction.FigureKind, "victim_class": extraction.VictimClass,
        "scope": extraction.Scope, "revision": extraction.Revision, "basis": extraction.Basis, "side": extraction.Side, "state": extraction.State, "grade": extraction.Grade,
        "mode": extraction.Mode, "factuality": extraction.Factuality, "stance": extraction.Stance, "slant": extraction.Slant,
        "block_role": text.BlockRole, "date_basis": text.DateBasis, "date_precision": values.DatePrecision,
    }  # fmt: skip
    said = meanings()["values"]
    assert {name: list(table) for name, table in said.items() if name != "level"} == {
        name: list(get_args(hint)) for name, hint in sets.items()
    }
