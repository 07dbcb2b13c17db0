"""What is read out of one document: actors, places, events, figures, ceasefires, times and claims.

The types follow the extraction format ``truceline/1``; field for field, with `Span` in place of span objects. An empty
tuple and ``None`` mean that the text says nothing. Ids (``A1``, ``P1``, ``E1``, ``C1``, ``Q1``) are local to the
document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from truceline.model.text import Document, Span
from truceline.model.values import Count, Days

FORMAT = "truceline/1"

Status = Literal["asserted", "future", "hypothetical", "negated", "background"]
ActorKind = Literal[
    "state", "government", "military", "police", "armed_group", "political", "person", "civilian", "international",
    "media", "other",
]  # fmt: skip
PlaceKind = Literal["country", "admin1", "city", "district", "feature", "unknown"]
Relation = Literal["leads", "member_of", "part_of", "allied_with", "spokesperson_for"]
FigureKind = Literal[
    "killed", "wounded", "captured", "abducted", "missing", "displaced", "released", "surrendered", "arrested"
]
VictimClass = Literal[
    "civilian",
    "combatant",
    "police",
    "official",
    "journalist",
    "aid_worker",
    "peacekeeper",
    "prisoner",
    "mixed",
    "unknown",
]
Scope = Literal["event", "cumulative", "episode"]
Revision = Literal["corrects", "corrected", "withdrawn"]
Basis = Literal["stated", "carried over", "inferred"]
Side = Literal["unilateral", "bilateral", "multilateral", "unclear"]
State = Literal[
    "proposed", "negotiating", "agreed", "declared", "holding", "strained", "extended", "broken_down", "expired",
    "rejected", "monitored", "unknown",
]  # fmt: skip
Grade = Literal["possible", "alleged", "acknowledged", "verified", "outside_coverage"]
Mode = Literal["direct", "partial", "indirect", "imputed", "author"]
Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]
Stance = Literal["asserts", "denies", "disputes", "doubts", "predicts", "demands"]
Slant = Literal["loaded", "scare quotes", "distanced"]


@dataclass(frozen=True, slots=True)
class Ref:
    """A mention and the actor or place of the document that it stands for.

    `basis` says whether the mention stands in the clause itself (``stated``), was taken from an earlier sentence
    (``carried over``), or follows from something else (``inferred``).
    """

    span: Span
    id: str | None
    basis: Basis = "stated"


@dataclass(frozen=True, slots=True)
class ActorRelation:
    """`relation` to another actor of the document, and the words that say it."""

    relation: Relation
    actor: str
    span: Span


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """How the actor was known in the register: a score between 0 and 1 and the reason in words.

    `basis` is ``stated`` where the name alone tells who it is, ``inferred`` where country, time or an office decide.
    """

    score: float
    reason: str
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone who does, suffers or says something; all mentions that stand for them in the document.

    `sector` (PLOVER) and `inter` (ACLED) are the register's, for whom it knows; `inter` as seen from the country that
    the report is about.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    known: str | None
    mentions: tuple[Span, ...]
    relations: tuple[ActorRelation, ...] = ()
    match: ActorMatch | None = None
    sector: str | None = None
    inter: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place of the document. Coordinates in degrees WGS 84; `precision` after UCDP's where_prec (1 exact).

    `score` and `reason` say how sure the gazetteer is of it, and why, or why it has no answer.
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
    mentions: tuple[Span, ...]
    score: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of persons harmed, as one source gives it. Wounded are never dead; nothing is summed.

    `revision` says that the source thereby corrects an earlier number of its own, or that this is the number that it
    corrected or withdrew; `revised` are the words that say so.
    """

    kind: FigureKind
    count: Span
    who: Span | None
    victim: VictimClass
    value: Count
    scope: Scope
    source: tuple[Ref, ...]
    revision: Revision | None = None
    revised: Span | None = None


@dataclass(frozen=True, slots=True)
class EventDate:
    """When the event happened. `span` are the words that say so, ``None`` if only the publication date bounds it."""

    days: Days
    span: Span | None
    basis: Basis = "stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening: who did what to whom, where and when, as the text has it.

    `retells` is the id of the event that it tells again: "the offensive" takes up "launched an offensive".
    """

    id: str
    type: str
    status: Status
    trigger: Span
    sentence: int
    actor: tuple[Ref, ...]
    target: tuple[Ref, ...]
    broker: tuple[Ref, ...]
    means: tuple[Span, ...]
    place: tuple[Ref, ...]
    time: tuple[Span, ...]
    date: EventDate | None
    source: tuple[Ref, ...]
    figures: tuple[Figure, ...]
    confidence: float
    method: str
    retells: str | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression; `days` is ``None`` where it cannot be resolved, `duration` is ISO 8601.

    `named` is the day or period that the words name, where `days` are a part of it or what it bounds: ``since 2003``
    means every day from 2003 on and names 2003, ``early March`` names March; ``None`` where both are the same. A clock
    time and its zone are part of `span`, not of `days`. `basis` is ``carried over`` for days counted from others, which
    `counted_from` names (``the day before``), ``inferred`` for those reckoned from the publication day for want of
    others, or by a calendar of the moon.
    """

    span: Span
    days: Days | None
    duration: str | None
    named: Days | None = None
    basis: Basis = "stated"
    counted_from: Span | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """An obligation or condition of a ceasefire in the text's words."""

    span: Span
    kind: str
    obliged: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """A move in the life of a ceasefire: to which state, when it happened, and the event that made it."""

    state: State
    span: Span
    days: Days | None
    event: str | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Somebody's doubt or prediction about a ceasefire; it moves no state."""

    span: Span
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Incident:
    """An act during a ceasefire, graded by what the text allows."""

    event: str
    grade: Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceasefire:
    """One ceasefire that the text speaks of, past, present or proposed."""

    id: str
    mentions: tuple[Span, ...]
    side: Side
    state: State
    state_span: Span | None
    parties: tuple[Ref, ...]
    declared_by: tuple[Ref, ...]
    broker: tuple[Ref, ...]
    place: tuple[Ref, ...]
    start: TimeMention | None
    duration: TimeMention | None
    end: TimeMention | None
    terms: tuple[Term, ...]
    steps: tuple[Step, ...]
    doubts: tuple[Doubt, ...]
    incidents: tuple[Incident, ...]
    confidence: float
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What somebody asserts, denies, doubts or demands, and through whom it reached the report."""

    id: str
    speaker: Ref | None
    via: tuple[Ref, ...]
    cue: Span | None
    content: Span
    mode: Mode
    factuality: Factuality
    conditional: bool
    about: tuple[str, ...]
    stance: Stance


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that take a side or keep their distance; `about` is the actor or event that they are used of.

    `speaker` is who uses them, ``None`` for the report itself.
    """

    span: Span
    kind: Slant
    about: str | None
    speaker: Ref | None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something that the reader of an extraction should know."""

    level: Literal["info", "warning"]
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence of the document with its role, as the extraction format lists it."""

    span: Span
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything that was read out of one document."""

    document: Document
    sentences: tuple[ReadSentence, ...]
    relevant: bool
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    ceasefires: tuple[Ceasefire, ...]
    times: tuple[TimeMention, ...]
    claims: tuple[Claim, ...]
    diagnostics: tuple[Diagnostic, ...]
    wordings: tuple[Wording, ...] = ()
