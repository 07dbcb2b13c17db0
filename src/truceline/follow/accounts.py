"""What the life of one ceasefire is built from: the rows of all its reports, and the acts of violence beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from truceline.model.records import (
    CeasefireDoubtRow,
    CeasefireIncidentRow,
    CeasefirePartyRow,
    CeasefirePlaceRow,
    CeasefireRow,
    CeasefireStepRow,
    CeasefireTermRow,
    ClaimRow,
    EventActorRow,
    EventPlaceRow,
    EventRow,
    PlaceRow,
    TimeRow,
)

Placed = tuple[CeasefirePlaceRow | EventPlaceRow, PlaceRow | None]


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody as far as sides go: the ids of the sides that he stands for, empty if nobody knows; and the name.

    `third` is true for an international body.
    """

    sides: frozenset[str]
    name: str
    third: bool = False


NOBODY = Who(frozenset(), "")


@dataclass(slots=True)
class Act:
    """An event as one report tells it, with who did it, whom it struck and who says so."""

    row: EventRow
    published: date | None
    acting: list[tuple[EventActorRow, Who]] = field(default_factory=list)
    struck: list[tuple[EventActorRow, Who]] = field(default_factory=list)
    sources: list[tuple[EventActorRow, Who]] = field(default_factory=list)
    places: list[Placed] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """What one report says of the ceasefire."""

    row: CeasefireRow
    published: date | None
    state_inferred: bool = False
    parties: list[tuple[CeasefirePartyRow, Who]] = field(default_factory=list)
    places: list[Placed] = field(default_factory=list)
    terms: list[CeasefireTermRow] = field(default_factory=list)
    steps: list[CeasefireStepRow] = field(default_factory=list)
    doubts: list[CeasefireDoubtRow] = field(default_factory=list)
    incidents: list[CeasefireIncidentRow] = field(default_factory=list)
    claims: list[ClaimRow] = field(default_factory=list)
    times: list[TimeRow] = field(default_factory=list)
    events: list[Act] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Account:
    """All reports on one ceasefire, and acts of violence of other reports that may be incidents of it.

    `acts` are candidates only: by or on a party, or in a place of the ceasefire. `speakers` has the names of the actors
    that terms and doubts speak of, by id; `names` the register's names of sides. `newest` is the last day of the whole
    record: silence is counted up to it.
    """

    id: str
    reports: tuple[Report, ...]
    acts: tuple[Act, ...]
    speakers: Mapping[str, Who]
    names: Mapping[str, str]
    newest: date | None

    def known_on(self, day: date) -> Account:
        """What of it had been reported by a day. Reports without a day of publication are left out."""

        def out(published: date | None) -> bool:
            return published is not None and published <= day

        reports = tuple(report for report in self.reports if out(report.published))
        acts = tuple(act for act in self.acts if out(act.published))
        newest = day if self.newest is None else min(day, self.newest)
        return replace(self, reports=reports, acts=acts, newest=newest)
