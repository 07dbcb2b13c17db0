"""The closed sets of the record, and the published codes of an event.

Statuses, kinds and states are those of the type hints in ``extraction``, ``text`` and ``values``; the event types and
their codes are in ``data/ontology.toml``. There is no second list of either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from truceline.model.extraction import (
    ActorKind,
    Basis,
    Event,
    Extraction,
    Factuality,
    FigureKind,
    Grade,
    Mode,
    PlaceKind,
    Ref,
    Relation,
    Scope,
    Side,
    Stance,
    State,
    Status,
    VictimClass,
)
from truceline.model.ontology import (
    ACLED,
    ACTS,
    CATEGORIES,
    FUTURE,
    GROUPS,
    MODE_WORDS,
    TYPES,
    VERSION,
    WORDS,
    Acled,
    Category,
    EventType,
    Rule,
    pattern,
)
from truceline.model.text import BlockRole, DateBasis, Span
from truceline.model.values import DatePrecision

ONTOLOGY_VERSION = VERSION
EVENT_TYPES: tuple[str, ...] = tuple(TYPES)
FAMILIES: Mapping[str, frozenset[str]] = {
    family: frozenset(t.name for t in TYPES.values() if t.family == family)
    for family in dict.fromkeys(t.family for t in TYPES.values())
}
STATUSES: tuple[str, ...] = get_args(Status)
ACTOR_KINDS: tuple[str, ...] = get_args(ActorKind)
PLACE_KINDS: tuple[str, ...] = get_args(PlaceKind)
RELATIONS: tuple[str, ...] = get_args(Relation)
FIGURE_KINDS: tuple[str, ...] = get_args(FigureKind)
VICTIM_CLASSES: tuple[str, ...] = get_args(VictimClass)
SCOPES: tuple[str, ...] = get_args(Scope)
BASES: tuple[str, ...] = get_args(Basis)
SIDES: tuple[str, ...] = get_args(Side)
STATES: tuple[str, ...] = get_args(State)
GRADES: tuple[str, ...] = get_args(Grade)
MODES: tuple[str, ...] = get_args(Mode)
FACTUALITIES: tuple[str, ...] = get_args(Factuality)
STANCES: tuple[str, ...] = get_args(Stance)
BLOCK_ROLES: tuple[str, ...] = get_args(BlockRole)
DATE_BASES: tuple[str, ...] = get_args(DateBasis)
DATE_PRECISIONS: tuple[str, ...] = get_args(DatePrecision)
QUADS: Mapping[int, str] = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}

_HAPPENED = ("asserted", "background")


def family(event_type: str) -> str:
    """The family of an event type: violence, coercion, movement, cooperation, words or civic."""
    return TYPES[event_type].family


@dataclass(frozen=True, slots=True)
class Codes:
    """An event in the published ontologies; ``None`` where an ontology has no place for it.

    `quad` is 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. `acled` is the event
    type and the sub-event type.
    """

    plover: str | None
    plover_mode: tuple[str, ...]
    quad: int | None
    cameo: str | None
    acled: Acled | None

    @property
    def acled_type(self) -> str | None:
        """ACLED event type."""
        return None if self.acled is None else self.acled[0]

    @property
    def acled_sub_type(self) -> str | None:
        """ACLED sub-event type."""
        return None if self.acled is None else self.acled[1]


NO_CODES = Codes(None, (), None, None, None)


def codes(
    event: Event,
    kinds: Mapping[str, ActorKind],
    text: str,
    *,
    sentence: Span | None = None,
    parties: tuple[Ref, ...] = (),
) -> Codes:
    """The published codes of one event, by its type, status, words and actors.

    Args:
        event: the event.
        kinds: kind of each actor of the document, by actor id.
        text: the document's text, which the event's spans point into.
        sentence: the event's sentence; without it, what follows the trigger is not read.
        parties: the parties of the document's ceasefires, as far as they are known.
    """
    kind = TYPES[event.type]
    facts = _Facts(event, kinds, text, sentence, parties)
    rules = [rule.cells for rule in kind.rules if _holds(rule, facts)]
    cells = [*rules, kind.cells]
    plover = next((c.plover for c in cells if c.plover is not None), None)
    cameo = next((c.cameo for c in cells if c.cameo is not None), None)
    acled = next((c.acled for c in cells if c.acled is not None), None)
    named = tuple(_named_modes(kind, facts))
    modes = next((c.mode for c in rules if c.mode is not None), None)
    if event.status == "future":
        plover = FUTURE.get(plover or "", plover)
        if plover in FUTURE.values() and kind.future_cameo is not None:
            cameo = kind.future_cameo
    category = CATEGORIES.get(plover or "")
    if kind.acled_by_act and plover == "ASSAULT":
        acled = next((cell for mode, cell in ACTS.items() if mode in named), None)
    return Codes(
        plover=plover or None,
        plover_mode=() if category is None else _modes(category, kind, modes, named),
        quad=None if category is None else category.quad,
        cameo=cameo or None,
        acled=(acled[0], acled[1]) if acled and event.status in _HAPPENED else None,
    )


def codes_of(extraction: Extraction) -> dict[str, Codes]:
    """The codes of all events of a document, by event id.

    PLOVER codes no MOBILIZE inside a report of fighting: a deployment has no codes if an ASSAULT of the same sentence
    shares an actor with it.
    """
    kinds = {actor.id: actor.kind for actor in extraction.actors}
    parties = tuple(ref for c in extraction.ceasefires for ref in (*c.parties, *c.declared_by))
    sentences = extraction.sentences
    found = {
        event.id: codes(
            event,
            kinds,
            extraction.document.text,
            sentence=sentences[event.sentence].span if 0 <= event.sentence < len(sentences) else None,
            parties=parties,
        )
        for event in extraction.events
    }
    fights = [e for e in extraction.events if e.status in _HAPPENED and found[e.id].plover == "ASSAULT"]
    for event in extraction.events:
        if found[event.id].plover == "MOBILIZE" and any(_part_of(event, fight) for fight in fights):
            found[event.id] = NO_CODES
    return found


def _part_of(deployment: Event, fight: Event) -> bool:
    """True if both stand in one sentence and have an actor in common."""
    forces = (*deployment.actor, *deployment.target)
    return deployment.sentence == fight.sentence and any(_same(f, a) for f in forces for a in fight.actor)


def _same(left: Ref, right: Ref) -> bool:
    return left.span.overlaps(right.span) or (left.id is not None and left.id == right.id)


def _modes(
    category: Category, kind: EventType, ruled: tuple[str, ...] | None, named: tuple[str, ...]
) -> tuple[str, ...]:
    """Modes that a rule sets, else those that the words name, else the type's own; only such as the category has."""
    usual = kind.cells.mode or ()
    found = ruled
    if found is None:
        fitting = tuple(mode for mode in named if mode in category.modes)
        found = (*usual, *fitting) if kind.modes_add else fitting or usual
    return tuple(mode for mode in category.modes if mode in found)


def _holds(rule: Rule, facts: _Facts) -> bool:
    return (
        all(facts.says(WORDS[name], ("trigger", "means")) for name in rule.words)
        and (rule.clause is None or facts.says(WORDS[rule.clause], ("clause",)))
        and (rule.who is None or facts.says(WORDS[rule.who], ("actor",)))
        and (not rule.actor or any(k in rule.actor for k in facts.kinds_of(facts.event.actor)))
        and (not rule.status or facts.event.status in rule.status)
        and all(name in facts.given for name in rule.given)
    )


def _named_modes(kind: EventType, facts: _Facts) -> Iterator[str]:
    """The modes that the words name; where the clause is read, only the first, since it may tell other things too."""
    modes = [(mode, words) for name in kind.modes_from for mode, words in MODE_WORDS[name].items()]
    if "clause" not in kind.modes_in:
        yield from (mode for mode, words in modes if facts.says(words, kind.modes_in))
        return
    for said in facts.words_of(kind.modes_in):
        at = [(found.start(), mode) for mode, words in modes if (found := pattern(words).search(said))]
        if at:
            yield min(at)[1]
            return


class _Facts:
    """What the rules may ask of an event."""

    def __init__(
        self, event: Event, kinds: Mapping[str, ActorKind], text: str, sentence: Span | None, parties: tuple[Ref, ...]
    ) -> None:
        self.event = event
        self.kinds = kinds
        self.text = text
        self.parties = parties
        end = event.trigger.end if sentence is None else max(sentence.end, event.trigger.end)
        self.clause = text[event.trigger.end : end]

    def says(self, words: tuple[str, ...], parts: tuple[str, ...]) -> bool:
        """True if one of `words` stands in one of the `parts` of the event."""
        return any(pattern(words).search(said) for said in self.words_of(parts))

    def words_of(self, parts: tuple[str, ...]) -> Iterator[str]:
        """What the text says in these parts of the event, part by part."""
        event = self.event
        spans = {
            "trigger": (event.trigger,),
            "means": event.means,
            "actor": tuple(ref.span for ref in event.actor),
            "target": tuple(ref.span for ref in event.target),
        }
        for part in parts:
            yield from (self.clause,) if part == "clause" else (span.of(self.text) for span in spans[part])

    def kinds_of(self, refs: Iterable[Ref]) -> list[ActorKind]:
        """Kinds of the actors that the mentions stand for, as far as known."""
        return [self.kinds[ref.id] for ref in refs if ref.id is not None and ref.id in self.kinds]

    @cached_property
    def given(self) -> frozenset[str]:
        """Names of the facts that hold; the head of ``ontology.toml`` says what they mean."""
        event = self.event
        actors = {ref.id or ref.span for ref in event.actor}
        party = any(_same(a, p) for a in event.actor for p in self.parties)
        known = bool(actors) and bool(self.parties) and all(r.id is not None for r in (*event.actor, *self.parties))
        harmed = [f for f in event.figures if f.kind in ("killed", "wounded") and f.value.high != 0]
        facts = {
            "nobody": not actors,
            "alone": len(actors) == 1,
            "several": len(actors) > 1,
            "broker": bool(event.broker),
            "place": bool(event.place),
            "harm": bool(harmed),
            "armed_target": self._armed_target(),
            "alleged": event.status == "hypothetical" or self._partisan_source(),
            "party": party,
            "outsider": known and not party,
        }
        return frozenset(name for name, holds in facts.items() if holds)

    def _armed_target(self) -> bool:
        """True if the target fights; where its kind is not known, its words and those harmed decide."""
        event, kinds = self.event, self.kinds_of(self.event.target)
        if kinds:
            return any(kind in GROUPS["armed_kinds"] for kind in kinds)
        harmed = any(figure.victim in GROUPS["armed_victims"] for figure in event.figures)
        return harmed or self.says(WORDS["armed_people"], ("target",))

    def _partisan_source(self) -> bool:
        """True if somebody says so, and nobody who observes from outside does."""
        observed = any(kind in GROUPS["observers"] for kind in self.kinds_of(self.event.source))
        return bool(self.event.source) and not observed


__all__ = [
    "ACLED", "ACTOR_KINDS", "BASES", "BLOCK_ROLES", "CATEGORIES", "DATE_BASES", "DATE_PRECISIONS", "EVENT_TYPES",
    "FACTUALITIES", "FAMILIES", "FIGURE_KINDS", "FUTURE", "GRADES", "MODES", "NO_CODES", "ONTOLOGY_VERSION",
    "PLACE_KINDS", "QUADS", "RELATIONS", "SCOPES", "SIDES", "STANCES", "STATES", "STATUSES", "TYPES", "VICTIM_CLASSES",
    "Codes", "codes", "codes_of", "family",
]  # fmt: skip
