"""Incident templates of MUC-4: incident type, perpetrators, targets and weapon, micro F1 with head match.

Our events become templates by a fixed rule, `incidents`: events of violence that happened (asserted or background) give
ATTACK, BOMBING, KIDNAPPING, ARSON or ROBBERY by their type; fighting between armed sides, riots and protests give none,
as in the task. Events of one incident type are one incident unless their days, places or targets are apart.

Templates of one incident type are paired one to one so that most fillers are right; a filler is right if it has the
head of one of the wordings of an entry, each entry once. Of entries and templates marked as optional, those found are
right and those not found are not missed. Fillers of unpaired templates are spurious or missed, the incident type among
them. A human target is one entry with its name and its descriptions as wordings.

This differs from Du, Rush and Cardie (GTT, 2021), whose slots and pairing it follows: theirs matches whole wordings,
wants victims by name only, leaves out entries that do not stand in the text, and knows nothing of optional ones; their
test is TST3 and TST4. The MUC-4 scorer of 1992 counts more slots and gives half points. So these numbers stand beside
theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from truceline.evaluate import texts
from truceline.evaluate.muc_keys import STRING_SLOTS, Entry, Template, load
from truceline.evaluate.report import Scores
from truceline.evaluate.scoring import Tally, pairs
from truceline.evaluate.words import actors_of, head, named
from truceline.model.extraction import Actor, Event, Extraction, Ref

TYPE = "incident type"
_INCIDENTS = {
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
_HAPPENED = ("asserted", "background")
_HARMED = ("killed", "wounded", "abducted")
_ORGANISED = frozenset(
    "alliance army battalion brigade cartel coalition command detachment extraditables faction federation force"
    " front government group guard mafia militia movement navy organisation organization party police regiment"
    " squad union".split()
)
_BUILT = frozenset(
    "airport apartment aqueduct bank barracks base boat bridge building bus business cafeteria car cathedral"
    " center centre church clinic company consulate court dam door embassy equipment establishment facility"
    " factory farm garrison headquarters helicopter highway home hospital hotel house installation jeep line"
    " market mill mine newspaper office oleoduct palace park pipeline plane plant plaza pole post power prison"
    " pylon railroad ranch residence restaurant road school seat shop station store street structure substation"
    " supermarket system temple theater tower town train transformer truck university vehicle village warehouse"
    " window".split()
)
_LINKS = (" of the ", " of ", " from the ", " belonging to the ", " belonging to ")


@dataclass(slots=True)
class Incident:
    """Events that are one incident, and the fillers that they give."""

    type: str
    events: list[Event] = field(default_factory=list)
    slots: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in STRING_SLOTS})

    def add(self, slot: str, phrase: str) -> None:
        """A filler, if no other has its head."""
        if all(head(phrase) != head(other) for other in self.slots[slot]):
            self.slots[slot].append(phrase)


def score(paths: Sequence[Path], options: texts.Options) -> Scores:
    """Micro F1 over all slots, and each slot."""
    texts.whole(options, "muc")
    messages = texts.few(load(paths[0]), options, lambda message: message.id)
    tallies = {name: Tally() for name in (TYPE, *STRING_SLOTS)}
    told = Tally()
    failed = 0
    documents = (texts.document(m.id, m.text, m.published) for m in messages)
    for message, extraction in zip(messages, texts.readings(documents, options.jobs), strict=True):
        failed += extraction is None
        found = [] if extraction is None else incidents(extraction)
        compare(found, message.templates, tallies)
        wanted = [t for t in message.templates if not t.optional]
        told.add(bool(found and message.templates), bool(found), bool(wanted or (found and message.templates)))
    everything = Tally()
    for tally in tallies.values():
        everything.add(tally.right, tally.found, tally.gold)
    return Scores(
        documents=len(messages),
        failed=failed,
        measures=(
            everything.measure("all slots", "micro F1, head match"),
            *(tally.measure("slots", f"{name}, F1, head match") for name, tally in tallies.items()),
            told.measure("messages", "tells of an incident, F1"),
        ),
    )


def incidents(extraction: Extraction) -> list[Incident]:
    """The templates that a text's events give."""
    text, actors = extraction.document.text, actors_of(extraction)
    found: list[Incident] = []
    for event in extraction.events:
        kind = _incident_type(event, text)
        if kind is None or event.status not in _HAPPENED:
            continue
        fillers = list(_fillers(event, actors, text))
        targets = {head(phrase) for slot, phrase in fillers if slot.endswith("target")}
        same = next((i for i in found if i.type == kind and not _apart(i, event, targets, text)), None)
        if same is None:
            same = Incident(kind)
            found.append(same)
        same.events.append(event)
        for slot, phrase in fillers:
            same.add(slot, phrase)
    return found


def _incident_type(event: Event, text: str) -> str | None:
    if event.type == "property_destruction":
        words = " ".join(span.of(text).casefold() for span in (event.trigger, *event.means))
        return next((name for name, parts in _DESTRUCTION if any(part in words for part in parts)), "ATTACK")
    return _INCIDENTS.get(event.type)


def _apart(incident: Incident, event: Event, targets: set[str], text: str) -> bool:
    """True if day, place or targets say that the event is another incident."""
    known = {head(p) for slot in ("human target", "physical target") for p in incident.slots[slot]}
    if targets and known and not targets & known:
        return True
    for other in incident.events:
        if event.date and other.date and event.date.span and other.date.span:
            if not event.date.days.may_overlap(other.date.days):
                return True
        here, there = ({head(ref.span.of(text)) for ref in e.place} for e in (event, other))
        if here and there and not here & there:
            return True
    return False


def _fillers(event: Event, actors: Mapping[str, Actor], text: str) -> Iterator[tuple[str, str]]:
    """Slot and words of all that the event gives."""
    for ref in event.actor:
        for phrase in named([ref], actors, text):
            yield from _perpetrator(phrase, _kind(ref, actors))
    for ref in event.target:
        for phrase in named([ref], actors, text):
            yield ("physical target" if _built(phrase) else "human target"), phrase
    for figure in event.figures:
        who = "" if figure.who is None else figure.who.of(text)
        if figure.kind in _HARMED and any(letter.isalpha() for letter in who):
            yield "human target", who
    for span in event.means:
        yield "weapon", span.of(text)


def _perpetrator(phrase: str, kind: str | None) -> Iterator[tuple[str, str]]:
    """Persons and groups without a name are individuals; what they belong to, and bodies, are organisations."""
    word = head(phrase)
    plural = word.endswith("s") or word.endswith("men") or word == "people"
    body = not _ORGANISED.isdisjoint((word, _single(word))) or (
        kind not in (None, "person", "civilian", "other") and not plural
    )
    yield ("perpetrator organisation" if body else "perpetrator individual"), phrase
    small = " ".join(phrase.split()).casefold()
    for link in () if body else _LINKS:
        if link in small:
            yield "perpetrator organisation", small.split(link, 1)[1]
            return


def _kind(ref: Ref, actors: Mapping[str, Actor]) -> str | None:
    actor = actors.get(ref.id or "")
    return None if actor is None else actor.kind


def _built(phrase: str) -> bool:
    word = head(phrase)
    return not _BUILT.isdisjoint((word, _single(word)))


def _single(word: str) -> str:
    """The noun without the ending of its plural."""
    for ending, instead in (("ies", "y"), ("ches", "ch"), ("sses", "ss"), ("ses", "s"), ("s", "")):
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return word


def compare(found: Sequence[Incident], wanted: Sequence[Template], tallies: dict[str, Tally]) -> None:
    """Counts one message into `tallies`."""
    paired = dict(pairs(found, wanted, _agreement))
    for i, ours in enumerate(found):
        if i in paired:
            for name, counts in _right(ours, wanted[paired[i]]).items():
                tallies[name].add(*counts)
        else:
            tallies[TYPE].add(0, 1, 0)
            for name, phrases in ours.slots.items():
                tallies[name].add(0, len(phrases), 0)
    for j, gold in enumerate(wanted):
        if j not in paired.values() and not gold.optional:
            tallies[TYPE].add(0, 0, 1)
            for name, entries in gold.slots.items():
                tallies[name].add(0, 0, sum(not e.optional for e in entries))


def _agreement(ours: Incident, gold: Template) -> float:
    """Right fillers of two templates; nothing if their incident types differ."""
    return float(sum(r for r, _, _ in _right(ours, gold).values())) if ours.type in gold.types else 0.0


def _right(ours: Incident, gold: Template) -> dict[str, tuple[int, int, int]]:
    """Right, given and wanted fillers of each slot of two templates."""
    out = {TYPE: (int(ours.type in gold.types), 1, 1)}
    for name, entries in gold.slots.items():
        phrases = ours.slots[name]
        same = pairs(phrases, entries, _meets)
        left = sum(not e.optional for j, e in enumerate(entries) if j not in dict(same).values())
        out[name] = (len(same), len(phrases), len(same) + left)
    return out


def _meets(phrase: str, entry: Entry) -> float:
    return float(head(phrase) in {head(wording) for wording in entry.wordings})
