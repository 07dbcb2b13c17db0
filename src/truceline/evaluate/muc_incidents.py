"""From a text's events to the incidents that MUC-4 asks for, by fixed rules.

An incident is an act of violence that happened (asserted or background); its type follows from the type, words and
means of the event. Fighting between armed sides, riots and protests are none. Each event gives an account of an
incident:

- Weapons are its means.
- Perpetrators are its actors and whoever claims responsibility for it in the same sentence or the next ones: an
  organisation if it is a body, else an individual with the organisation that it belongs to. Fighters of nobody named
  are of the one armed group that the text names.
- Human targets are the people among its targets and those whom its figures count; physical targets the buildings,
  vehicles and lines among its targets and places.

Accounts of one type are of one incident unless their days, places or named victims differ; an "attack" or "crime" may
be an incident of any type. No incidents are: attacks on soldiers and fighters alone, as the task has it; what happened
more than two months before the report; tolls over many events; and what hits nobody in particular and no thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from truceline.evaluate.muc_keys import STRING_SLOTS
from truceline.evaluate.words import actors_of, head, named
from truceline.model.extraction import Actor, Event, Extraction, Ref

HUMAN, PHYSICAL, WEAPON = "human target", "physical target", "weapon"
INDIVIDUAL, ORGANISATION = "perpetrator individual", "perpetrator organisation"
_TYPES = {
    "armed_attack": "ATTACK",
    "shelling": "ATTACK",
    "air_strike": "ATTACK",
    "chemical_attack": "ATTACK",
    "sexual_violence": "ATTACK",
    "bombing": "BOMBING",
    "suicide_bombing": "BOMBING",
    "abduction": "KIDNAPPING",
    "property_destruction": "ATTACK",
}
_DESTRUCTION = (
    ("ARSON", ("arson", "burn", "fire", "torch", "ablaze", "set on")),
    ("BOMBING", ("bomb", "blow", "blew", "dynamit", "explo")),
    ("ROBBERY", ("rob", "loot", "steal", "stole")),
)
_EXPLOSIVES = frozenset("bomb bombs dynamite explosive explosives".split())
_GENERIC = frozenset("act action attack crime deed incident terrorism violence".split())
_HAPPENED = ("asserted", "background")
_HARMED = ("killed", "wounded", "abducted")
_FIGHTERS = ("military", "armed_group")
_TIES = ("member_of", "part_of", "leads")
_LATEST = timedelta(days=62)
_SOON = 3
_NOBODY = frozenset("casualty dead injured injury no nobody none toll victim wounded".split())
_ANYBODY = frozenset("citizen civilian people person population".split())
_BODIES = frozenset(
    "alliance army battalion brigade cartel coalition extraditables faction federation force front government guard"
    " mafia militia movement navy organisation organization party police regiment union".split()
)
_BANDS = frozenset("band cell column commando contingent gang group patrol squad unit".split())
_HIRED = frozenset(
    "assassin attacker bandit faction fighter guerrilla gunman insurgency insurgent mafia mercenary militant"
    " organisation organization paramilitary rebel subversive terrorist".split()
)
_BUILT = frozenset(
    "airport ambulance apartment aqueduct bank barracks base boat branch bridge building bus business cafeteria"
    " car cathedral center centre church clinic club company consulate convoy court dam door embassy equipment"
    " establishment facility factory farm garrison headquarters helicopter home hospital hotel house installation"
    " jeep line mall market mill mine minibus network newspaper office oleoduct palace park pharmacy pipeline"
    " plane plant plaza pole post power prison pylon radio railroad ranch refinery residence restaurant school"
    " seat shop station store structure substation supermarket system tank taxi temple theater theatre tower train"
    " transformer truck tunnel university van vehicle warehouse window".split()
)


@dataclass(slots=True)
class Incident:
    """Events that are one incident, and the fillers that they give.

    `victims` are the ids of the persons named among its targets; a `generic` one might be of any type.
    """

    type: str
    events: list[Event] = field(default_factory=list)
    slots: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in STRING_SLOTS})
    victims: set[str] = field(default_factory=set)
    generic: bool = False

    def add(self, slot: str, phrase: str) -> None:
        """A filler, if no other has its head."""
        if all(head(phrase) != head(other) for other in self.slots[slot]):
            self.slots[slot].append(phrase)

    def join(self, told: Incident) -> None:
        """Makes `told` a further telling of this incident."""
        if self.generic and not told.generic:
            self.type, self.generic = told.type, False
        self.events += told.events
        self.victims |= told.victims
        for slot, phrases in told.slots.items():
            for phrase in phrases:
                self.add(slot, phrase)


def incidents(extraction: Extraction) -> list[Incident]:
    """The incidents that a text's events give, in text order."""
    reader = _Reader(extraction)
    found: list[Incident] = []
    for event in extraction.events:
        told = reader.account(event)
        if told is None:
            continue
        same = next((i for i in reversed(found) if _same(i, told, reader.text)), None)
        if same is None:
            found.append(told)
        else:
            same.join(told)
    reader.add_claimants(found)
    reader.add_only_group(found)
    return [i for i in found if _wanted(i, extraction.document.published)]


def _same(incident: Incident, told: Incident, text: str) -> bool:
    """True if nothing speaks against `told` being a further telling of the incident."""
    if incident.type != told.type and not incident.generic and not told.generic:
        return False
    if incident.victims and told.victims and not incident.victims & told.victims:
        return False
    return not any(_apart(one, other, text) for one in incident.events for other in told.events)


def _apart(one: Event, other: Event, text: str) -> bool:
    """True if the days or places that the two events state differ."""
    if one.date and other.date and one.date.span and other.date.span:
        if not one.date.days.may_overlap(other.date.days):
            return True
    here, there = ({head(ref.span.of(text)) for ref in event.place} for event in (one, other))
    return bool(here and there and not here & there)


def _wanted(incident: Incident, published: date | None) -> bool:
    """True unless it is old, many incidents in one toll, or hits nobody in particular and no thing."""
    if any(figure.scope == "cumulative" for event in incident.events for figure in event.figures):
        return False
    days = [e.date.days.latest if e.date else None for e in incident.events]
    if published is not None and all(day is not None and day < published - _LATEST for day in days):
        return False
    if incident.slots[PHYSICAL]:
        return True
    people = {_single(head(phrase)) for phrase in incident.slots[HUMAN]}
    return bool(people if incident.slots[WEAPON] else people - _ANYBODY)


class _Reader:
    """What the events of one text say of their incidents."""

    def __init__(self, extraction: Extraction) -> None:
        self.text = extraction.document.text
        self._events = extraction.events
        self._actors = actors_of(extraction)

    def account(self, event: Event) -> Incident | None:
        """The incident as this event alone tells it; ``None`` if it tells of none, or of one on fighters alone."""
        kind = self._type(event)
        if kind is None or event.status not in _HAPPENED:
            return None
        told = Incident(kind, [event])
        told.generic = kind == "ATTACK" and _single(head(event.trigger.of(self.text))) in _GENERIC
        for ref in event.actor:
            self._add_perpetrator(told, ref)
        fighters = [ref for ref in event.target if not self._add_target(told, ref)]
        fought = bool(fighters)
        for figure in event.figures:
            who = "" if figure.who is None else figure.who.of(self.text)
            if figure.kind in _HARMED and figure.victim == "combatant":
                fought = True
            elif figure.kind in _HARMED and any(c.isalpha() for c in head(who)) and _single(head(who)) not in _NOBODY:
                told.add(HUMAN, who)
        for ref in event.place:
            if _built(ref.span.of(self.text)):
                told.add(PHYSICAL, ref.span.of(self.text))
        for span in event.means:
            told.add(WEAPON, span.of(self.text))
        return None if fought and not told.slots[HUMAN] and not told.slots[PHYSICAL] else told

    def _type(self, event: Event) -> str | None:
        words = " ".join(span.of(self.text).casefold() for span in (event.trigger, *event.means))
        if event.type == "property_destruction":
            return next((name for name, parts in _DESTRUCTION if any(part in words for part in parts)), "ATTACK")
        kind = _TYPES.get(event.type)
        return "BOMBING" if kind == "ATTACK" and not _EXPLOSIVES.isdisjoint(words.split()) else kind

    def _add_target(self, told: Incident, ref: Ref) -> bool:
        """Adds a thing or a person; what is neither is left out. False for fighters."""
        phrase = self._named(ref)
        actor = self._actors.get(ref.id or "")
        if _built(phrase):
            told.add(PHYSICAL, phrase)
        elif actor is not None and actor.kind in _FIGHTERS:
            return False
        elif actor is not None and _single(head(phrase)) not in _NOBODY:
            told.add(HUMAN, phrase)
            if actor.kind == "person":
                told.victims.add(actor.id)
        return True

    def _add_perpetrator(self, told: Incident, ref: Ref) -> None:
        """Adds an actor as organisation, or as individual beside the organisation that it belongs to."""
        actor = self._actors.get(ref.id or "")
        if actor is None:
            return
        phrase = self._named(ref)
        if _body(phrase, actor):
            told.add(ORGANISATION, phrase)
            return
        told.add(INDIVIDUAL, phrase)
        tied = (self._actors.get(tie.actor) for tie in actor.relations if tie.relation in _TIES)
        body = next((a for a in tied if a is not None and a.kind in (*_FIGHTERS, "police", "political", "other")), None)
        if body is not None:
            told.add(ORGANISATION, body.name)

    def add_claimants(self, found: Sequence[Incident]) -> None:
        """Adds those who claim an incident told in the same sentence or just before."""
        for claim in self._events:
            if claim.type != "responsibility_claim" or claim.status not in _HAPPENED:
                continue
            near = [
                (claim.sentence - event.sentence, abs(event.trigger.start - claim.trigger.start), number)
                for number, incident in enumerate(found)
                for event in incident.events
                if 0 <= claim.sentence - event.sentence <= _SOON
            ]
            for ref in claim.actor if near else ():
                self._add_perpetrator(found[min(near)[2]], ref)

    def add_only_group(self, found: Sequence[Incident]) -> None:
        """Adds the one armed group that the text names to what fighters of nobody named did."""
        groups = [a for a in self._actors.values() if a.kind == "armed_group" and _named_group(a.name)]
        for incident in found if len(groups) == 1 else ():
            doers = (self._actors.get(ref.id or "") for event in incident.events for ref in event.actor)
            if not incident.slots[ORGANISATION] and any(a is not None and a.kind == "armed_group" for a in doers):
                incident.add(ORGANISATION, groups[0].name)

    def _named(self, ref: Ref) -> str:
        return named([ref], self._actors, self.text)[0]


def _body(phrase: str, actor: Actor) -> bool:
    """True if it is an organisation rather than persons or a band of them; texts in capitals do not show names."""
    word = head(phrase)
    single = _single(word)
    if single in _BODIES or word in _BODIES:
        return True
    plural = word.endswith(("s", "men")) or word == "people"
    return actor.kind not in ("person", "civilian", "other") and single not in _BANDS and not plural


def _named_group(name: str) -> bool:
    word = head(name)
    return not word.endswith("s") and word not in _BANDS | _HIRED | {"force"}


def _built(phrase: str) -> bool:
    word = head(phrase)
    return word in _BUILT or _single(word) in _BUILT


def _single(word: str) -> str:
    """The noun without the ending of its plural."""
    for ending, instead in (("ies", "y"), ("ches", "ch"), ("sses", "ss"), ("ses", "s"), ("s", "")):
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return word
