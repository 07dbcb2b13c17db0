"""The rows of a record gathered into one account for each ceasefire, in one pass over the tables."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from truceline.follow.accounts import Account, Act, Placed, Report, Who
from truceline.follow.incidents import BANNED
from truceline.model.extraction import ActorKind
from truceline.model.names import is_generic
from truceline.model.records import (
    ActorRow,
    CeasefireDoubtRow,
    CeasefireIncidentRow,
    CeasefirePartyRow,
    CeasefirePlaceRow,
    CeasefireRow,
    CeasefireStepRow,
    CeasefireTermRow,
    ClaimAboutRow,
    ClaimRow,
    EventActorRow,
    EventPlaceRow,
    EventRow,
    PlaceRow,
    TimeRow,
)
from truceline.register import load
from truceline.register.sides import Sides
from truceline.resolve.material import Rows, standing

_ANY: ActorKind = "other"
AFTER = timedelta(days=31)
BESIDE = BANNED | {"agreement"}


@dataclass(slots=True)
class Gathered:
    """Every ceasefire of a record with its reports, and the acts of violence by the sides that take part in them."""

    reports: Mapping[str, list[Report]]
    acts: Mapping[str, list[tuple[date, str, Act]]]
    speakers: Mapping[str, Who]
    names: Mapping[str, str]
    newest: date | None
    register: Sides
    _days: dict[str, list[date]] = field(default_factory=dict)

    def account(self, own: str) -> Account:
        """All that is known of one ceasefire, by its canonical id."""
        reports = tuple(self.reports[own])
        return Account(own, reports, self._beside(reports), self.speakers, self.names, self.newest)

    def accounts(self, among: Collection[str] | None = None) -> Iterator[Account]:
        """All ceasefires or those with these ids, by id."""
        for own in sorted(self.reports if among is None else self.reports.keys() & set(among)):
            yield self.account(own)

    def _beside(self, reports: Iterable[Report]) -> tuple[Act, ...]:
        """Acts by or on its parties, reported from its first report until a month after its last, elsewhere."""
        days = [r.published for r in reports if r.published]
        if not days:
            return ()
        documents = {r.row.document_id for r in reports}
        sides = {side for r in reports for row, who in r.parties if row.role != "broker" for side in who.sides}
        found = self.acts_of(sides, min(days), max(days) + AFTER)
        return tuple(act for act in found if act.row.document_id not in documents)

    def acts_of(self, sides: set[str], first: date, last: date) -> tuple[Act, ...]:
        """Violence between sides that take part in some ceasefire, and their agreements, reported in these days."""
        found: dict[str, Act] = {}
        for side in sides:
            listed = self.acts.get(side, [])
            if side not in self._days:
                self._days[side] = [day for day, _, _ in listed]
            begin, end = bisect_left(self._days[side], first), bisect_right(self._days[side], last)
            found |= {own: act for _, own, act in listed[begin:end] if _fits(act, sides)}
        return tuple(found[own] for own in sorted(found))


def _fits(act: Act, sides: set[str]) -> bool:
    """True for an act between two of the sides, or by or on one of them by or on somebody without a name.

    Of agreements every one of a side will do: who made it with whom is asked later.
    """
    if act.row.type == "agreement":
        return True
    acting = {side for _, who in act.acting for side in who.sides}
    struck = {side for _, who in act.struck for side in who.sides}
    if act.row.type == "armed_clash" and not struck:
        return len(act.acting) > 1 and all(who.sides & sides or not who.sides for _, who in act.acting)
    return bool((acting & sides or not acting) and (struck & sides or not struck))


def gather(rows: Rows, published: Mapping[str, date]) -> Gathered:
    """Gather the rows. Rejected ones are left out.

    Args:
        rows: gives the rows of a table, as `Store.rows` does.
        published: day of publication by document, where known.
    """
    told = {row.id: row for row in standing(rows, CeasefireRow)}
    reports = {
        id: Report(row, published.get(row.document_id)) for id, row in told.items()
    }  # fmt: skip
    documents = {row.document_id for row in told.values()}
    cast = Cast(standing(rows, ActorRow), documents, published)
    places = {row.id: row for row in standing(rows, PlaceRow)}
    _add_parts(rows, reports, cast, places)
    sides = {s for r in reports.values() for row, who in r.parties if row.role != "broker" for s in who.sides}
    acts = violence(rows, documents, sides, cast, places, published)
    by_document: dict[str, list[Act]] = defaultdict(list)
    by_side: dict[str, list[tuple[date, str, Act]]] = defaultdict(list)
    for act in acts:
        if act.row.document_id in documents:
            by_document[act.row.document_id].append(act)
        if act.published is not None and act.row.type in BESIDE and act.row.status in ("asserted", "background"):
            for side in {s for _, who in (*act.acting, *act.struck) for s in who.sides} & sides:
                by_side[side].append((act.published, act.row.id, act))
    for listed in by_side.values():
        listed.sort(key=lambda item: item[:2])
    for report in reports.values():
        report.events = by_document[report.row.document_id]
    grouped: dict[str, list[Report]] = defaultdict(list)
    for report in reports.values():
        grouped[report.row.canonical_id].append(report)
    everybody = {side for report in reports.values() for _, who in report.parties for side in who.sides}
    return Gathered(
        grouped,
        by_side,
        cast.speakers,
        cast.side_names(everybody),
        max(published.values(), default=None),
        cast.register,
    )


class Cast:
    """Who is who: the sides that the actors of the record stand for on the day of their report.

    In the reports on ceasefires the register is asked for every name; elsewhere what the report's own reading knew is
    enough: there are a hundred times as many actors.
    """

    def __init__(self, rows: Iterable[ActorRow], documents: set[str], published: Mapping[str, date]) -> None:
        self._published = published
        self.register = Sides(load())
        self._rows: dict[str, ActorRow] = {}
        self._who: dict[str, Who] = {}
        self.speakers: dict[str, Who] = {}
        for row in rows:
            self._rows[row.id] = row
            if row.document_id in documents:
                day = published.get(row.document_id)
                sides = self.register.stands_for(row.known, row.name, row.kind, row.country, day)
                self.speakers[row.id] = self._who[row.id] = self._whole(row, sides)

    def who(self, actor_id: str | None, text: str) -> Who:
        """Somebody by his id, or by words alone."""
        row = self._rows.get(actor_id or "")
        if row is None:
            return Who(frozenset(), text)
        if row.id not in self._who:
            day = self._published.get(row.document_id)
            self._who[row.id] = self._whole(row, self.register.known_sides(row.known, row.kind, row.country, day))
        return self._who[row.id]

    def _whole(self, row: ActorRow, sides: frozenset[str]) -> Who:
        if not sides and not is_generic(row.name):
            sides = frozenset({row.canonical_id})
        return Who(sides, row.name, row.kind == "international")

    def side_names(self, sides: Iterable[str]) -> dict[str, str]:
        """The register's names of sides."""
        return {side: name for side in sides if (name := self.register.name(side)) is not None}


def sides_named(register: Sides, name: str) -> frozenset[str]:
    """The sides that a name or an id of the register stands for at any time; empty if it is not known."""
    return register.of(name) if register.name(name) else register.stands_for(None, name, _ANY, None, None)


def _add_parts(rows: Rows, reports: Mapping[str, Report], cast: Cast, places: Mapping[str, PlaceRow]) -> None:
    """Parties, places, terms, steps, doubts, incidents, claims and times of the reports."""
    for party in standing(rows, CeasefirePartyRow):
        if party.ceasefire_id in reports:
            reports[party.ceasefire_id].parties.append((party, cast.who(party.actor_id, party.text)))
    for spot in standing(rows, CeasefirePlaceRow):
        if spot.ceasefire_id in reports:
            reports[spot.ceasefire_id].places.append((spot, places.get(spot.place_id or "")))
    for term in standing(rows, CeasefireTermRow):
        if term.ceasefire_id in reports:
            reports[term.ceasefire_id].terms.append(term)
    for step in standing(rows, CeasefireStepRow):
        if step.ceasefire_id in reports:
            reports[step.ceasefire_id].steps.append(step)
    for doubt in standing(rows, CeasefireDoubtRow):
        if doubt.ceasefire_id in reports:
            reports[doubt.ceasefire_id].doubts.append(doubt)
    for incident in standing(rows, CeasefireIncidentRow):
        if incident.ceasefire_id in reports:
            reports[incident.ceasefire_id].incidents.append(incident)
    about = {a.claim_id: a.target_id for a in standing(rows, ClaimAboutRow) if a.target_table == "ceasefire"}
    for claim in standing(rows, ClaimRow):
        if (target := about.get(claim.id, "")) in reports:
            reports[target].claims.append(claim)
    by_document: dict[str, list[TimeRow]] = defaultdict(list)
    wanted = {r.row.document_id for r in reports.values() if r.terms}
    for time in standing(rows, TimeRow):
        if time.document_id in wanted:
            by_document[time.document_id].append(time)
    for report in reports.values():
        report.times = by_document[report.row.document_id]


def violence(
    rows: Rows, documents: set[str], sides: set[str], cast: Cast, places: Mapping[str, PlaceRow],
    published: Mapping[str, date],
) -> list[Act]:  # fmt: skip
    """All events of the reports on ceasefires, and acts of violence by or on their sides in other reports."""
    acts: dict[str, Act] = {}
    for row in standing(rows, EventRow):
        if row.document_id in documents or row.type in BESIDE:
            acts[row.id] = Act(row, published.get(row.document_id))
    near: set[str] = set()
    for part in standing(rows, EventActorRow):
        act = acts.get(part.event_id)
        if act is None:
            continue
        who = cast.who(part.actor_id, part.text)
        listed = {"actor": act.acting, "target": act.struck, "source": act.sources}.get(part.role)
        if listed is not None:
            listed.append((part, who))
        if part.role in ("actor", "target") and not who.sides.isdisjoint(sides):
            near.add(part.event_id)
    kept = {id: act for id, act in acts.items() if act.row.document_id in documents or id in near}
    for where in standing(rows, EventPlaceRow):
        if where.event_id in kept:
            placed: Placed = (where, places.get(where.place_id or ""))
            kept[where.event_id].places.append(placed)
    return list(kept.values())
