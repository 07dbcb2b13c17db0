"""Happenings as exports and comparisons need them: one each, with what all its reports say brought to one row.

Nothing is decided here that the record does not hold: where reports differ, the rule below takes one, and all the
others stay in `tellings`, `places`, `days_told`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from truceline.model.extraction import ActorKind, Basis
from truceline.model.filters import HAPPENED, Filter
from truceline.model.ledger import DocumentInfo
from truceline.model.records import (
    ActorRow,
    EventActorRow,
    EventPlaceRow,
    EventRow,
    FigureRow,
    FigureSourceRow,
    PlaceRow,
    ReconciledRow,
)
from truceline.model.values import Days
from truceline.record import Store
from truceline.record.views.choosing import of_events

R = TypeVar("R", EventActorRow, EventPlaceRow, FigureRow)
_STRETCH = 400  # happenings gathered together
_REVIEWED = ("accepted", "corrected")
_MET = """
  SELECT event.happening_id, min(coalesce(event.date_earliest, event.date_latest)) AS first
  FROM event WHERE {where} GROUP BY event.happening_id ORDER BY first IS NULL, first, event.happening_id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Someone who takes part: the actor of all reports (`id` is canonical), or words that name nobody known.

    Attributes:
        id: canonical id of the actor; None where the words are unresolved.
        name: name of the actor, else the words.
        known: id in the actor register.
        inter: ACLED code.
        rows: the rows of table ``event_actor`` that name them in this role.
    """

    id: str | None
    name: str
    kind: ActorKind | None
    country: str | None
    known: str | None
    sector: str | None
    inter: int | None
    role: str
    basis: Basis
    rows: tuple[EventActorRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place that reports name for the happening; `place` is None where the words are unresolved.

    `level` is how exactly it is known: 0 a point, 1 an area, 2 a country, 3 no coordinates.
    """

    name: str
    place: PlaceRow | None
    level: int
    basis: Basis
    rows: tuple[EventPlaceRow, ...]


@dataclass(frozen=True, kw_only=True)
class Incident:
    """One happening with all that the record holds on it, rejected rows left out.

    Attributes:
        id: its id, that of its telling in the report published first.
        lead: the telling that words, type and codes are taken from: one that a person reviewed, else one that tells it
            as a fact, of the type that most tellings give, in the report published first.
        tellings: every report of it, by day of publication.
        participants: who takes part, by role, each once.
        places: finest first, of equal ones that which most reports name, then those that not only a dateline names.
        ranges: low, best and high by harm and class.
        figures: every number.
        givers: who gives each figure, by its id, from the first to say it.
        documents: the reports by id.
    """

    id: str
    lead: EventRow
    tellings: tuple[EventRow, ...]
    participants: tuple[Participant, ...]
    places: tuple[Where, ...]
    ranges: tuple[ReconciledRow, ...]
    figures: tuple[FigureRow, ...]
    givers: Mapping[str, tuple[FigureSourceRow, ...]]
    documents: Mapping[str, DocumentInfo]

    @cached_property
    def happened(self) -> bool:
        """True if some report tells it as a fact."""
        return any(row.status in HAPPENED for row in self.tellings)

    @cached_property
    def reviewed(self) -> bool:
        """True if a person accepted or corrected a telling."""
        return any(row.review in _REVIEWED for row in self.tellings)

    @cached_property
    def dated(self) -> EventRow | None:
        """The telling whose words pin the day down best; of equal ones the lead, then the one published first."""
        given = [row for row in self.tellings if row.date_earliest is not None or row.date_latest is not None]
        return min(given, key=lambda row: (_width(row), row.id != self.lead.id, self._rank[row.id]), default=None)

    @cached_property
    def days(self) -> Days | None:
        """When it happened, as the telling that says it most exactly has it; None if no report says it."""
        row = self.dated
        if row is None:
            return None
        return Days(row.date_earliest, row.date_latest, row.date_precision or "unknown")

    @cached_property
    def days_told(self) -> tuple[Days, ...]:
        """All different dates that reports give, in the order of the reports."""
        told = (
            Days(row.date_earliest, row.date_latest, row.date_precision or "unknown")
            for row in self.tellings
            if row.date_earliest is not None or row.date_latest is not None
        )
        return tuple(dict.fromkeys(told))

    @property
    def where(self) -> Where | None:
        """The finest place that reports name."""
        return self.places[0] if self.places else None

    @property
    def country(self) -> str | None:
        """ISO 3166 code of three letters of the finest place that lies in a country."""
        return next((w.place.country for w in self.places if w.place is not None and w.place.country), None)

    def of(self, *roles: str) -> tuple[Participant, ...]:
        """Who takes part in these roles: actor, target, broker, source."""
        return tuple(one for one in self.participants if one.role in roles)

    @cached_property
    def reports(self) -> tuple[DocumentInfo, ...]:
        """The reports, by day of publication."""
        return tuple(self.documents[own] for own in dict.fromkeys(row.document_id for row in self.tellings))

    @cached_property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Every record row that it rests on, with its document: what `Product.cite` wants."""
        found: list[tuple[str, str]] = [(row.id, row.document_id) for row in self.tellings]
        found += [(row.id, row.document_id) for one in self.participants for row in one.rows]
        found += [(row.id, row.document_id) for one in self.places for row in one.rows]
        found += [(row.id, row.document_id) for row in self.figures]
        found += [(row.id, row.document_id) for chain in self.givers.values() for row in chain]
        return tuple(found)

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        return {row.id: n for n, row in enumerate(self.tellings)}


def _width(row: EventRow) -> int:
    """Days that the words leave open; an open end is wider than any."""
    if row.date_earliest is None or row.date_latest is None:
        return 1_000_000
    return (row.date_latest - row.date_earliest).days


def incidents(store: Store, wanted: Filter) -> Iterator[Incident]:
    """The happenings that meet the filter, by first day, undated ones last.

    A happening meets it if one of its tellings does; then all its tellings are given. They are gathered in stretches,
    so memory does not grow with the record.
    """
    where, values = of_events(wanted)
    met = [own for own, _ in store.select(_MET.format(where=where), values)]
    for begin in range(0, len(met), _STRETCH):
        stretch = met[begin : begin + _STRETCH]
        found = {one.id: one for one in _gathered(store, stretch)}
        yield from (found[own] for own in stretch if own in found)


def rejected(store: Store, wanted: Filter, *, each: bool = False) -> Iterator[str]:
    """The happenings that meet the filter but of which a person rejected every telling.

    Args:
        store: an open record.
        wanted: the filter.
        each: the rejected tellings of all happenings that meet it, rather than happenings.
    """
    where, values = of_events(wanted)
    met = f"SELECT happening_id FROM event WHERE {where}"
    if each:
        sql = f"SELECT id FROM event WHERE review = 'rejected' AND happening_id IN ({met}) ORDER BY id"
    else:
        sql = f"""
          SELECT happening_id FROM event WHERE happening_id IN ({met}) GROUP BY happening_id
          HAVING min(review = 'rejected') ORDER BY happening_id"""
    yield from (own for (own,) in store.select(sql, values))


def _gathered(store: Store, ids: Sequence[str]) -> Iterator[Incident]:
    events = [row for row in store.rows(EventRow, happening_id=frozenset(ids)) if row.review != "rejected"]
    own = frozenset(row.id for row in events)
    documents = {info.id: info for info in store.documents(frozenset(row.document_id for row in events))}
    taking = _by_event(row for row in store.rows(EventActorRow, event_id=own) if row.review != "rejected")
    placed = _by_event(row for row in store.rows(EventPlaceRow, event_id=own) if row.review != "rejected")
    figures = _by_event(store.rows(FigureRow, event_id=own))
    actors = _actors(store, {row.actor_id for rows in taking.values() for row in rows if row.actor_id})
    places = {
        row.id: row
        for row in store.rows(
            PlaceRow, id=frozenset(row.place_id for rows in placed.values() for row in rows if row.place_id)
        )
    }
    givers = defaultdict[str, list[FigureSourceRow]](list)
    counted = frozenset(row.id for rows in figures.values() for row in rows)
    for row in sorted(store.rows(FigureSourceRow, figure_id=counted), key=lambda r: (r.figure_id, r.step, r.id)):
        givers[row.figure_id].append(row)
    ranges = defaultdict[str, list[ReconciledRow]](list)
    for one in store.rows(ReconciledRow, happening_id=frozenset(ids)):
        ranges[one.happening_id].append(one)
    by_happening = defaultdict[str, list[EventRow]](list)
    for event in events:
        by_happening[event.happening_id].append(event)
    for happening, found in by_happening.items():
        tellings = tuple(sorted(found, key=lambda row: _published(row, documents)))
        numbers = tuple(figure for row in tellings for figure in figures.get(row.id, ()))
        yield Incident(
            id=happening,
            lead=_lead(tellings),
            tellings=tellings,
            participants=_participants((a for row in tellings for a in taking.get(row.id, ())), actors),
            places=_places((p for row in tellings for p in placed.get(row.id, ())), places),
            ranges=tuple(ranges[happening]),
            figures=numbers,
            givers={figure.id: tuple(givers[figure.id]) for figure in numbers},
            documents={row.document_id: documents[row.document_id] for row in tellings},
        )


def _by_event(rows: Iterable[R]) -> Mapping[str, Sequence[R]]:
    found = defaultdict[str, list[R]](list)
    for row in rows:
        found[row.event_id].append(row)
    return found


def _actors(store: Store, ids: set[str]) -> Mapping[str, tuple[str, ActorRow]]:
    """Each actor with its canonical id and the row that says most of it: its own where the register knows it."""
    rows = {row.id: row for row in store.rows(ActorRow, id=frozenset(ids))}
    heads = {row.id: row for row in store.rows(ActorRow, id=frozenset(r.canonical_id for r in rows.values()))}
    return {
        own: (row.canonical_id, row if row.known is not None else heads.get(row.canonical_id, row))
        for own, row in rows.items()
    }


def _published(row: EventRow, documents: Mapping[str, DocumentInfo]) -> tuple[date, str, int, str]:
    return (documents[row.document_id].published or date.max, row.document_id, row.position, row.id)


def _lead(tellings: Sequence[EventRow]) -> EventRow:
    common = Counter(row.type for row in tellings)
    best = max(common.values())
    return min(
        enumerate(tellings),
        key=lambda pair: (
            pair[1].review not in _REVIEWED,
            pair[1].status not in HAPPENED,
            common[pair[1].type] != best,
            pair[0],
        ),
    )[1]


def _participants(rows: Iterable[EventActorRow], actors: Mapping[str, tuple[str, ActorRow]]) -> tuple[Participant, ...]:
    together: dict[tuple[str, str], list[EventActorRow]] = {}
    for row in rows:
        canonical = actors[row.actor_id][0] if row.actor_id is not None and row.actor_id in actors else None
        together.setdefault((row.role, canonical or f"words {row.text.casefold()}"), []).append(row)
    return tuple(_participant(found, actors) for found in together.values())


def _participant(rows: Sequence[EventActorRow], actors: Mapping[str, tuple[str, ActorRow]]) -> Participant:
    found = [actors[row.actor_id] for row in rows if row.actor_id is not None and row.actor_id in actors]
    best = min(found, key=lambda pair: (pair[1].known is None, pair[1].id), default=None)
    canonical, actor = (None, None) if best is None else best
    return Participant(
        id=canonical,
        name=rows[0].text if actor is None else actor.name,
        kind=None if actor is None else actor.kind,
        country=None if actor is None else actor.country,
        known=None if actor is None else actor.known,
        sector=None if actor is None else actor.sector,
        inter=None if actor is None else actor.inter,
        role=rows[0].role,
        basis=min((row.basis for row in rows), key=("stated", "carried over", "inferred").index),
        rows=tuple(rows),
    )


def _places(rows: Iterable[EventPlaceRow], places: Mapping[str, PlaceRow]) -> tuple[Where, ...]:
    together: dict[tuple[object, ...], list[EventPlaceRow]] = {}
    for row in rows:
        place = places.get(row.place_id or "")
        same = (row.text.casefold(),) if place is None else (place.name, place.country, place.lat, place.lon)
        together.setdefault(same, []).append(row)
    found = []
    for told in together.values():
        place = places.get(told[0].place_id or "")
        name = told[0].text if place is None else place.name
        basis = min((row.basis for row in told), key=("stated", "carried over", "inferred").index)
        found.append(Where(name=name, place=place, level=level(place), basis=basis, rows=tuple(told)))
    return tuple(sorted(found, key=lambda one: (one.level, -len({row.document_id for row in one.rows}), _filed(one))))


def _filed(one: Where) -> bool:
    """True if only words in capitals name it: a dateline, which says where a report was filed."""
    return all(row.text.isupper() for row in one.rows)


def level(place: PlaceRow | None) -> int:
    """How exactly a place is known: 0 a point, 1 an area, 2 a country, 3 without coordinates."""
    if place is None or place.lat is None:
        return 3
    if place.kind == "country" or place.precision == 6:
        return 2
    return 1 if place.kind == "admin1" or (place.precision or 0) > 2 else 0
