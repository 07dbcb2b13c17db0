"""The record tables of ceasefires."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from truceline.model.extraction import Basis, Grade, Side, State
from truceline.model.rows import Doc, ReportRow
from truceline.model.values import DatePrecision

PartyRole = Literal["party", "declarer", "broker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CeasefireRow(ReportRow):
    """One ceasefire as one report speaks of it."""

    table: ClassVar[str] = "ceasefire"
    prefix: ClassVar[str] = "CSF"
    anchor: ClassVar[str] = "name"

    canonical_id: Annotated[
        str,
        Doc("Shared by all reports of the ceasefire: the id in the report published first", ref="ceasefire", kept=True),
    ]
    name: Annotated[str, Doc("Words that first name it; its passages are all its mentions")]
    side: Annotated[Side, Doc("unilateral, bilateral, multilateral or unclear")]
    state: Annotated[State, Doc("Where it stands at the end of the report")]
    start_earliest: Annotated[date | None, Doc("First day that it may have begun on")] = None
    start_latest: Annotated[date | None, Doc("Last day that it may have begun on")] = None
    start_precision: Annotated[DatePrecision | None, Doc("How exactly")] = None
    start_text: Annotated[str | None, Doc("Words that say when it begins")] = None
    duration: Annotated[str | None, Doc("Agreed duration, ISO 8601")] = None
    duration_text: Annotated[str | None, Doc("Words that give the duration")] = None
    end_earliest: Annotated[date | None, Doc("First day that it may end or have ended on")] = None
    end_latest: Annotated[date | None, Doc("Last day that it may end or have ended on")] = None
    end_precision: Annotated[DatePrecision | None, Doc("How exactly")] = None
    end_text: Annotated[str | None, Doc("Words that say when it ends")] = None
    confidence: Annotated[float, Doc("The extractor's confidence, 0 to 1; 1 if a person added it", kept=True)]
    method: Annotated[
        str, Doc("Name and version of the rule or model that found it, or the person who added it", kept=True)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CeasefirePartyRow(ReportRow):
    """Who is party to a ceasefire, declared it, or brokered it."""

    table: ClassVar[str] = "ceasefire_party"
    prefix: ClassVar[str] = "CFP"
    anchor: ClassVar[str] = "text"

    ceasefire_id: Annotated[str, Doc("The ceasefire", ref="ceasefire")]
    role: Annotated[PartyRole, Doc("party, declarer or broker")]
    actor_id: Annotated[str | None, Doc("Who the words stand for, empty if unresolved", ref="actor")] = None
    text: Annotated[str, Doc("Words that name them")]
    basis: Annotated[Basis, Doc("Whether it is stated, carried over or inferred")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CeasefirePlaceRow(ReportRow):
    """Where a ceasefire holds or was made."""

    table: ClassVar[str] = "ceasefire_place"
    prefix: ClassVar[str] = "CFL"
    anchor: ClassVar[str] = "text"

    ceasefire_id: Annotated[str, Doc("The ceasefire", ref="ceasefire")]
    place_id: Annotated[str | None, Doc("The place, empty if unresolved", ref="place")] = None
    text: Annotated[str, Doc("Words that name it")]
    basis: Annotated[Basis, Doc("Whether it is stated, carried over or inferred")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CeasefireTermRow(ReportRow):
    """An obligation or condition of a ceasefire."""

    table: ClassVar[str] = "ceasefire_term"
    prefix: ClassVar[str] = "CFT"
    anchor: ClassVar[str] = "text"

    ceasefire_id: Annotated[str, Doc("The ceasefire", ref="ceasefire")]
    kind: Annotated[str, Doc("Kind of term")]
    text: Annotated[str, Doc("Its words")]
    obliged_id: Annotated[str | None, Doc("Who has to keep it", ref="actor")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CeasefireStepRow(ReportRow):
    """A move in the life of a ceasefire. Two clocks: when it happened, and when it was reported."""

    table: ClassVar[str] = "ceasefire_step"
    prefix: ClassVar[str] = "CFS"
    anchor: ClassVar[str] = "text"

    ceasefire_id: Annotated[str, Doc("The ceasefire", ref="ceasefire")]
    state: Annotated[State, Doc("State that it moves to")]
    text: Annotated[str, Doc("Words that say so")]
    earliest: Annotated[date | None, Doc("First day that it may have happened on")] = None
    latest: Annotated[date | None, Doc("Last day that it may have happened on")] = None
    precision: Annotated[DatePrecision | None, Doc("How exactly")] = None
    event_id: Annotated[str | None, Doc("Event that made the move", ref="event")] = None
    as_known_on: Annotated[date | None, Doc("Day of publication of the report", kept=True)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CeasefireDoubtRow(ReportRow):
    """Somebody's doubt or prediction about a ceasefire; it moves no state."""

    table: ClassVar[str] = "ceasefire_doubt"
    prefix: ClassVar[str] = "CFD"
    anchor: ClassVar[str] = "text"

    ceasefire_id: Annotated[str, Doc("The ceasefire", ref="ceasefire")]
    text: Annotated[str, Doc("Its words")]
    speaker_id: Annotated[str | None, Doc("Who doubts", ref="actor")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CeasefireIncidentRow(ReportRow):
    """An act during a ceasefire, graded by what the text allows."""

    table: ClassVar[str] = "ceasefire_incident"
    prefix: ClassVar[str] = "CFI"
    anchor: ClassVar[str] = "event_id"

    ceasefire_id: Annotated[str, Doc("The ceasefire", ref="ceasefire")]
    event_id: Annotated[str, Doc("The act", ref="event")]
    grade: Annotated[Grade, Doc("possible, alleged, acknowledged, verified, or outside_coverage")]
