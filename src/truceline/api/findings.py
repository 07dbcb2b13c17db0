"""What was found in one text, with everything that it refers to at hand: attributes lead from an event to its actors.

Each is built from the extraction of the same name (`truceline.model.extraction`), which the format ``truceline/1``
writes; ids are those of the format and hold within one text. Words that name someone are `Mention`s.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from truceline.api.html import Shown
from truceline.api.passages import Passage
from truceline.model.extraction import (
    ActorKind,
    Basis,
    Factuality,
    FigureKind,
    Grade,
    Mode,
    PlaceKind,
    Revision,
    Scope,
    Side,
    Slant,
    Stance,
    State,
    Status,
    VictimClass,
)
from truceline.model.values import DatePrecision
from truceline.model.vocabulary import Codes


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Actor:
    """Someone who does, suffers or says something; `passages` are all words that stand for them.

    `known` is the id in the actor register, `sector` (PLOVER) and `inter` (ACLED) are the register's.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    known: str | None
    sector: str | None
    inter: int | None
    passages: tuple[Passage, ...]

    def __repr__(self) -> str:
        return f"<Actor {self.id}: {self.name}, {self.kind}>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Place:
    """A named place. Coordinates in degrees WGS 84; `precision` after UCDP's where_prec, 1 exact.

    `reason` says in words why it is this place of that name, or why it has no coordinates.
    """

    id: str
    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    precision: int | None
    score: float | None
    reason: str | None
    passages: tuple[Passage, ...]

    def __repr__(self) -> str:
        return f"<Place {self.id}: {self.name}, {self.country or 'country not known'}>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Mention:
    """Words that name an actor or a place; `actor` and `place` are whom or what they stand for, if that is known."""

    text: str
    basis: Basis
    passage: Passage
    actor: Actor | None = None
    place: Place | None = None

    @property
    def name(self) -> str:
        """The fullest name in the text, else the words themselves."""
        if self.actor is not None:
            return self.actor.name
        return self.place.name if self.place is not None else self.text

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<Mention {self.text!r}: {self.name}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days that something may have happened on, both included; ``None`` is an open end.

    `text` are the words that give them and `passage` their place; both are ``None`` where only the day of publication
    bounds them.
    """

    earliest: date | None
    latest: date | None
    precision: DatePrecision
    basis: Basis
    text: str | None
    passage: Passage | None
    duration: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Figure(Shown):
    """A number of persons as one source gives it: `low` to `high` is what the words allow, `best` only a point.

    >>> import truceline
    >>> text = "Police said close to 500 people were killed in Basra on Monday."
    >>> figure = truceline.extract(text, published="2008-04-01").figures[0]
    >>> figure.kind, figure.low, figure.best, figure.high, figure.text
    ('killed', 450, 500, 500, 'close to 500')
    """

    event_id: str
    kind: FigureKind
    victim_class: VictimClass
    low: int | None
    best: int | None
    high: int | None
    open: bool
    scope: Scope
    text: str
    who: str | None
    sources: tuple[Mention, ...]
    revision: Revision | None
    rule: str
    passage: Passage

    def __repr__(self) -> str:
        return f"<Figure {self.kind} {self.text!r}: {self.low}, {self.best}, {self.high}>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Event(Shown):
    """One happening as the text tells it: who did what to whom, where and when.

    `status` says whether it happened: only ``asserted`` and ``background`` are told as facts. `passage` has the words
    that tell of it, its trigger.

    >>> import truceline
    >>> text = "Gunmen killed six policemen in Baquba on Monday."
    >>> event = truceline.extract(text, published="2008-04-01").events[0]
    >>> event.type, event.status, event.actors[0].text, event.targets[0].text, event.places[0].name
    ('armed_attack', 'asserted', 'Gunmen', 'policemen', 'Baquba')
    """

    id: str
    type: str
    status: Status
    trigger: str
    date: Days | None
    actors: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    brokers: tuple[Mention, ...]
    sources: tuple[Mention, ...]
    places: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    times: tuple[Passage, ...]
    means: tuple[str, ...]
    codes: Codes
    retells: str | None
    confidence: float
    method: str
    passage: Passage

    def __repr__(self) -> str:
        return f"<Event {self.id}: {self.type}, {self.status}: {self.passage.marked}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An obligation or condition of a ceasefire."""

    kind: str
    text: str
    obliged: Actor | None
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A move in the life of a ceasefire; `event_id` is the event that made it."""

    state: State
    text: str
    earliest: date | None
    latest: date | None
    event_id: str | None
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Somebody's doubt or prediction about a ceasefire; it moves no state."""

    text: str
    speaker: Actor | None
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """An act during a ceasefire, graded by what the text allows."""

    event_id: str
    grade: Grade


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Ceasefire(Shown):
    """One ceasefire that the text speaks of; `passages` are all words that name it.

    >>> import truceline
    >>> text = "Muqtada al-Sadr declared a ceasefire in Basra on Sunday. The truce was brokered by Iran."
    >>> ceasefire = truceline.extract(text, published="2008-04-01").ceasefires[0]
    >>> ceasefire.state, ceasefire.declarers[0].name, ceasefire.start.earliest.isoformat()
    ('agreed', 'Muqtada al-Sadr', '2008-03-30')
    """

    id: str
    name: str
    state: State
    side: Side
    parties: tuple[Mention, ...]
    declarers: tuple[Mention, ...]
    brokers: tuple[Mention, ...]
    places: tuple[Mention, ...]
    start: Days | None
    duration: Days | None
    end: Days | None
    terms: tuple[Term, ...]
    steps: tuple[Step, ...]
    doubts: tuple[Doubt, ...]
    incidents: tuple[Incident, ...]
    confidence: float
    method: str
    passages: tuple[Passage, ...]

    @property
    def passage(self) -> Passage:
        """The words that first name it."""
        return self.passages[0]

    def __repr__(self) -> str:
        return f"<Ceasefire {self.id}: {self.state}: {self.passage.marked}>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Claim:
    """What somebody asserts, denies, doubts or demands; `about` holds the ids of the events it is about."""

    id: str
    speaker: Mention | None
    via: tuple[Mention, ...]
    cue: str | None
    text: str
    stance: Stance
    mode: Mode
    factuality: Factuality
    conditional: bool
    about: tuple[str, ...]
    passage: Passage

    def __repr__(self) -> str:
        return f"<Claim {self.id}: {self.speaker or 'the report'} {self.stance}: {self.text!r}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words that take a side or keep their distance; they are their speaker's, never the record's."""

    text: str
    kind: Slant
    about: str | None
    speaker: Mention | None
    passage: Passage
