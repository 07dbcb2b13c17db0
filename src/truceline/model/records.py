"""The record tables: every table and field declared once, with what it means.

SQL tables, typed rows, exports, codebook and review forms are made from these classes. A field marked `kept` is kept by
the software (ids, order, review state) and needs no passage; every other filled cell has at least one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from truceline.model.extraction import (
    ActorKind,
    Basis,
    FigureKind,
    PlaceKind,
    Relation,
    Revision,
    Scope,
    Status,
    VictimClass,
)
from truceline.model.rows import Doc, Field, ReportRow, Review, Row, fields_of
from truceline.model.speech import ClaimAboutRow, ClaimRow, ClaimViaRow, WordingRow
from truceline.model.truces import (
    CeasefireDoubtRow,
    CeasefireIncidentRow,
    CeasefirePartyRow,
    CeasefirePlaceRow,
    CeasefireRow,
    CeasefireStepRow,
    CeasefireTermRow,
    PartyRole,
)
from truceline.model.values import DatePrecision

__all__ = [
    "RECORDS",
    "TABLES",
    "ActorNameRow",
    "ActorRelationRow",
    "ActorRow",
    "Agreement",
    "CeasefireDoubtRow",
    "CeasefireIncidentRow",
    "CeasefirePartyRow",
    "CeasefirePlaceRow",
    "CeasefireRow",
    "CeasefireStepRow",
    "CeasefireTermRow",
    "ClaimAboutRow",
    "ClaimRow",
    "ClaimViaRow",
    "CountedClass",
    "Credibility",
    "Doc",
    "EventActorRow",
    "EventPlaceRow",
    "EventRole",
    "EventRow",
    "Field",
    "FigureRow",
    "FigureSourceRow",
    "PartyRole",
    "PlaceRow",
    "ReconciledRow",
    "Reliability",
    "ReportRow",
    "Review",
    "Row",
    "Standing",
    "TimeRow",
    "WordingRow",
    "fields_of",
]

EventRole = Literal["actor", "target", "broker", "source"]
Standing = Literal[
    "counted", "hedge", "superseded", "corrected", "withdrawn", "excluded", "rejected", "unrealised"
]  # fmt: skip
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]
CountedClass = Literal[
    "civilian", "combatant", "police", "official", "journalist", "aid_worker", "peacekeeper", "prisoner", "mixed",
    "unknown", "all",
]  # fmt: skip
Agreement = Literal["single", "agree", "overlap", "conflict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow(ReportRow):
    """One happening as one report tells it: who did what to whom, where and when."""

    table: ClassVar[str] = "event"
    prefix: ClassVar[str] = "EVT"
    anchor: ClassVar[str] = "trigger"

    happening_id: Annotated[
        str,
        Doc(
            "Shared by all reports of the same happening: the id in the report published first", ref="event", kept=True
        ),
    ]
    part_of_id: Annotated[str | None, Doc("Happening that this one is a part of", ref="event", kept=True)] = None
    type: Annotated[str, Doc("What happened, from the vocabulary of event types")]
    status: Annotated[
        Status, Doc("Whether the text says that it happened: asserted, future, hypothetical, negated, background")
    ]
    trigger: Annotated[str, Doc("Word or words that tell of it")]
    sentence: Annotated[int, Doc("Number of the sentence of the trigger, from 0", kept=True)]
    retells_id: Annotated[
        str | None, Doc("Event of the same report that a definite description tells again", ref="event", kept=True)
    ] = None
    date_earliest: Annotated[date | None, Doc("First day that it may have happened on")] = None
    date_latest: Annotated[date | None, Doc("Last day that it may have happened on")] = None
    date_precision: Annotated[DatePrecision | None, Doc("How exactly the words give the date")] = None
    date_basis: Annotated[Basis | None, Doc("Whether the date is stated, carried over or inferred")] = None
    date_text: Annotated[str | None, Doc("Words that give the date")] = None
    time_text: Annotated[tuple[str, ...], Doc("All words about its time")] = ()
    means: Annotated[tuple[str, ...], Doc("Words for weapons and means")] = ()
    plover: Annotated[str | None, Doc("PLOVER event category")] = None
    plover_mode: Annotated[tuple[str, ...], Doc("PLOVER modes")] = ()
    quad: Annotated[int | None, Doc("Quad class: verbal, material cooperation (1, 2) or conflict (3, 4)")] = None
    cameo: Annotated[str | None, Doc("CAMEO code, a string that keeps its zeros")] = None
    acled_type: Annotated[str | None, Doc("ACLED event type")] = None
    acled_sub_type: Annotated[str | None, Doc("ACLED sub-event type")] = None
    confidence: Annotated[float, Doc("The extractor's confidence, 0 to 1; 1 if a person added it", kept=True)]
    method: Annotated[
        str, Doc("Name and version of the rule or model that found it, or the person who added it", kept=True)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventActorRow(ReportRow):
    """Who takes part in an event, in which role; also who reports it (role `source`)."""

    table: ClassVar[str] = "event_actor"
    prefix: ClassVar[str] = "EVA"
    anchor: ClassVar[str] = "text"

    event_id: Annotated[str, Doc("The event", ref="event")]
    role: Annotated[EventRole, Doc("Part played: actor, target, broker or source")]
    actor_id: Annotated[str | None, Doc("Who the words stand for, empty if unresolved", ref="actor")] = None
    text: Annotated[str, Doc("Words that name them")]
    basis: Annotated[
        Basis, Doc("Whether the words stand in the clause (stated), before it (carried over), or it is inferred")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlaceRow(ReportRow):
    """Where an event happened."""

    table: ClassVar[str] = "event_place"
    prefix: ClassVar[str] = "EVP"
    anchor: ClassVar[str] = "text"

    event_id: Annotated[str, Doc("The event", ref="event")]
    place_id: Annotated[str | None, Doc("The place, empty if unresolved", ref="place")] = None
    text: Annotated[str, Doc("Words that name it")]
    basis: Annotated[Basis, Doc("Whether the place is stated, carried over or inferred")]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow(ReportRow):
    """A number of persons as one source gives it. Low to high is the range that the words allow."""

    table: ClassVar[str] = "figure"
    prefix: ClassVar[str] = "FIG"
    anchor: ClassVar[str] = "verbatim"

    event_id: Annotated[str, Doc("The event that it belongs to", ref="event")]
    kind: Annotated[FigureKind, Doc("Harm: killed, wounded, captured and so on; never mixed")]
    victim_class: Annotated[VictimClass, Doc("Whom it counts")]
    verbatim: Annotated[str, Doc("Words that give the number")]
    who: Annotated[str | None, Doc("Words for the persons counted")] = None
    low: Annotated[int | None, Doc("Smallest number that the words allow, persons; empty is not zero")] = None
    best: Annotated[int | None, Doc("The number itself, only where the words give a point, persons")] = None
    high: Annotated[int | None, Doc("Largest number that the words allow, persons")] = None
    open: Annotated[bool, Doc("True if the words set no upper end")]
    rule: Annotated[str, Doc("Rule of the lexicon that read the words; entered where a person typed the number")]
    scope: Annotated[Scope, Doc("Whether it counts this event, an episode or everything so far")]
    revision: Annotated[
        Revision | None, Doc("Whether its source thereby corrects an earlier number, or corrected or withdrew this one")
    ] = None
    excluded: Annotated[bool | None, Doc("True if a person took it out of the range; the decision says why")] = None
    reliability: Annotated[Reliability | None, Doc("Admiralty letter of its source, A to F, set by a person")] = None
    credibility: Annotated[Credibility | None, Doc("Admiralty number of what it says, 1 to 6, set by a person")] = None
    standing: Annotated[
        Standing,
        Doc(
            "Part in the range: counted; hedge (only opens the upper end); superseded (its source has a newer one);"
            " corrected or withdrawn by its source; excluded by a person; rejected; unrealised (not told as a fact)",
            kept=True,
        ),
    ]
    replaced_by_id: Annotated[
        str | None, Doc("Figure that supersedes, corrects or withdraws it", ref="figure", kept=True)
    ] = None
    root: Annotated[str | None, Doc("Who said it first; figures of one root count once", kept=True)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSourceRow(ReportRow):
    """Who gives a figure: the chain from the first to say it (step 1) to the one who told the report."""

    table: ClassVar[str] = "figure_source"
    prefix: ClassVar[str] = "FGS"
    anchor: ClassVar[str] = "text"

    figure_id: Annotated[str, Doc("The figure", ref="figure")]
    step: Annotated[int, Doc("Place in the chain, from 1", kept=True)]
    actor_id: Annotated[str | None, Doc("Who the words stand for, empty if unresolved", ref="actor")] = None
    text: Annotated[str, Doc("Words that name them")]
    basis: Annotated[Basis, Doc("Whether the source is stated, carried over or inferred")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciledRow(Row):
    """The range of all reports of one happening for one harm and class. It is a range of reports, not of the truth.

    Class ``all`` is the total over classes, where a report gives a total or one source gives the split.
    """

    table: ClassVar[str] = "reconciled"
    prefix: ClassVar[str] = "REC"
    anchor: ClassVar[str] = "happening_id"

    happening_id: Annotated[str, Doc("The happening", ref="event")]
    kind: Annotated[FigureKind, Doc("Harm")]
    victim_class: Annotated[CountedClass, Doc("Whom it counts; all is the total over classes")]
    scope: Annotated[Scope, Doc("Figures compete only with their like")]
    as_of: Annotated[date | None, Doc("Day of the reports that it sums up; only for cumulative figures", kept=True)] = (
        None
    )
    low: Annotated[int | None, Doc("Smallest number of all figures that stand, persons")] = None
    best: Annotated[int | None, Doc("The figure chosen by `rule`, persons")] = None
    high: Annotated[int | None, Doc("Largest number of all figures that stand, persons; empty if open")] = None
    open: Annotated[bool, Doc("True if some figure sets no upper end")]
    basis: Annotated[Basis, Doc("inferred where the parts that one source gives are added up, else stated", kept=True)]
    figure_ids: Annotated[tuple[str, ...], Doc("The figures counted, of each independent source the newest", kept=True)]
    end_ids: Annotated[tuple[str, ...], Doc("The figures that low, high and open are taken from", kept=True)]
    n_figures: Annotated[int, Doc("Figures in all", kept=True)]
    n_independent: Annotated[int, Doc("Independent sources", kept=True)]
    agreement: Annotated[Agreement, Doc("single, agree (same best), overlap, or conflict")]
    best_figure_id: Annotated[
        str | None, Doc("The figure that `best` is taken from; empty if it is a sum", ref="figure")
    ] = None
    rule: Annotated[str, Doc("How `best` was chosen")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow(ReportRow):
    """Someone who does, suffers or says something in one report."""

    table: ClassVar[str] = "actor"
    prefix: ClassVar[str] = "ACT"
    anchor: ClassVar[str] = "name"

    canonical_id: Annotated[
        str,
        Doc("Shared by all reports of the same actor: the id in the report published first", ref="actor", kept=True),
    ]
    name: Annotated[str, Doc("Fullest name in the report")]
    kind: Annotated[ActorKind, Doc("What they are")]
    country: Annotated[str | None, Doc("ISO 3166-1 alpha-3 code of the country they belong to")] = None
    known: Annotated[str | None, Doc("Id in the actor register")] = None
    sector: Annotated[str | None, Doc("PLOVER sector, by the actor register")] = None
    inter: Annotated[
        int | None, Doc("ACLED inter code, by the actor register; 8 for state forces in a report about another country")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorNameRow(ReportRow):
    """A form of words that stands for an actor in the report; its passages are all places where it does."""

    table: ClassVar[str] = "actor_name"
    prefix: ClassVar[str] = "NAM"
    anchor: ClassVar[str] = "name"

    actor_id: Annotated[str, Doc("The actor", ref="actor")]
    name: Annotated[str, Doc("The words")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRelationRow(ReportRow):
    """How one actor of the report stands to another."""

    table: ClassVar[str] = "actor_relation"
    prefix: ClassVar[str] = "REL"
    anchor: ClassVar[str] = "relation"

    actor_id: Annotated[str, Doc("The actor", ref="actor")]
    relation: Annotated[Relation, Doc("leads, member_of, part_of, allied_with, spokesperson_for")]
    other_id: Annotated[str, Doc("The other actor", ref="actor")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow(ReportRow):
    """A place that the report names."""

    table: ClassVar[str] = "place"
    prefix: ClassVar[str] = "PLC"
    anchor: ClassVar[str] = "name"

    name: Annotated[str, Doc("Its name")]
    kind: Annotated[PlaceKind, Doc("What it is")]
    country: Annotated[str | None, Doc("ISO 3166-1 alpha-3 code")] = None
    admin1: Annotated[str | None, Doc("Province or governorate")] = None
    lat: Annotated[float | None, Doc("Latitude, degrees WGS 84")] = None
    lon: Annotated[float | None, Doc("Longitude, degrees WGS 84")] = None
    geonameid: Annotated[int | None, Doc("GeoNames id")] = None
    precision: Annotated[int | None, Doc("How exactly it is known, after UCDP where_prec: 1 exact")] = None
    score: Annotated[float | None, Doc("How sure the gazetteer is of it, 0 to 1")] = None
    reason: Annotated[str | None, Doc("Why it is this place of that name, or why none")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRow(ReportRow):
    """A time expression of the report, tied to an event or not."""

    table: ClassVar[str] = "time"
    prefix: ClassVar[str] = "TIM"
    anchor: ClassVar[str] = "text"

    text: Annotated[str, Doc("The words")]
    earliest: Annotated[date | None, Doc("First day that they may mean")] = None
    latest: Annotated[date | None, Doc("Last day that they may mean")] = None
    precision: Annotated[DatePrecision | None, Doc("How exactly")] = None
    duration: Annotated[str | None, Doc("Duration, ISO 8601")] = None


RECORDS: tuple[type[Row], ...] = (
    EventRow,
    EventActorRow,
    EventPlaceRow,
    FigureRow,
    FigureSourceRow,
    ReconciledRow,
    ActorRow,
    ActorNameRow,
    ActorRelationRow,
    PlaceRow,
    TimeRow,
    ClaimRow,
    ClaimViaRow,
    ClaimAboutRow,
    WordingRow,
    CeasefireRow,
    CeasefirePartyRow,
    CeasefirePlaceRow,
    CeasefireTermRow,
    CeasefireStepRow,
    CeasefireDoubtRow,
    CeasefireIncidentRow,
)

TABLES: dict[str, type[Row]] = {record.table: record for record in RECORDS}
