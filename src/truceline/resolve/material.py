"""The rows of a record, gathered by what they belong to: events, ceasefires and actors with all said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from truceline.model.records import (
    ActorNameRow,
    ActorRow,
    CeasefirePartyRow,
    CeasefirePlaceRow,
    CeasefireRow,
    CeasefireStepRow,
    EventActorRow,
    EventPlaceRow,
    EventRow,
    FigureRow,
    PlaceRow,
    ReportRow,
    Row,
)

R = TypeVar("R", bound=Row)
T = TypeVar("T", bound=ReportRow)
Names = Iterable[tuple[str, str]]


class Rows(Protocol):
    """Gives the rows of a record table, as `Store.rows` does."""

    def __call__(self, record: type[R], /) -> Iterator[R]: ...


@dataclass(slots=True)
class Told:
    """One actor with the other forms of its name."""

    row: ActorRow
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class ToldEvent:
    """One event with its actors, places and figures."""

    row: EventRow
    actors: list[EventActorRow] = field(default_factory=list)
    places: list[EventPlaceRow] = field(default_factory=list)
    figures: list[FigureRow] = field(default_factory=list)


@dataclass(slots=True)
class ToldCeasefire:
    """One ceasefire with its parties, places and steps."""

    row: CeasefireRow
    parties: list[CeasefirePartyRow] = field(default_factory=list)
    places: list[CeasefirePlaceRow] = field(default_factory=list)
    steps: list[CeasefireStepRow] = field(default_factory=list)


@dataclass(slots=True)
class Material:
    """All that links are drawn from. Rejected records are left out, so nothing is suggested about them."""

    actors: dict[str, Told]
    places: dict[str, PlaceRow]
    events: dict[str, ToldEvent]
    ceasefires: dict[str, ToldCeasefire]
    published: Mapping[str, date]


def gather(rows: Rows, published: Mapping[str, date] | None = None, names: Names | None = None) -> Material:
    """Gather the rows.

    Args:
        rows: gives the rows of a table.
        published: day of publication by document, where known. Without it the days that ceasefire steps were reported
            on, and else the last day of the document's dated events, stand in for it.
        names: actor and name, for the names of actors besides those in their own rows; else sought in the rows.
    """
    events = {row.id: ToldEvent(row) for row in standing(rows, EventRow)}
    ceasefires = {row.id: ToldCeasefire(row) for row in standing(rows, CeasefireRow)}
    actors = {row.id: Told(row) for row in standing(rows, ActorRow)}
    for actor_id, name in ((n.actor_id, n.name) for n in standing(rows, ActorNameRow)) if names is None else names:
        told = actors.get(actor_id)
        if told is not None and told.row.name != name:
            told.names += (name,)
    for part in standing(rows, EventActorRow):
        if part.event_id in events:
            events[part.event_id].actors.append(part)
    for where in standing(rows, EventPlaceRow):
        if where.event_id in events:
            events[where.event_id].places.append(where)
    for figure in standing(rows, FigureRow):
        if figure.event_id in events:
            events[figure.event_id].figures.append(figure)
    for party in standing(rows, CeasefirePartyRow):
        if party.ceasefire_id in ceasefires:
            ceasefires[party.ceasefire_id].parties.append(party)
    for spot in standing(rows, CeasefirePlaceRow):
        if spot.ceasefire_id in ceasefires:
            ceasefires[spot.ceasefire_id].places.append(spot)
    for step in standing(rows, CeasefireStepRow):
        if step.ceasefire_id in ceasefires:
            ceasefires[step.ceasefire_id].steps.append(step)
    return Material(
        actors=actors,
        places={row.id: row for row in standing(rows, PlaceRow)},
        events=events,
        ceasefires=ceasefires,
        published=_published(events, ceasefires) if published is None else published,
    )


def standing(rows: Rows, record: type[T]) -> Iterator[T]:
    """The rows of a table that nobody rejected."""
    return (row for row in rows(record) if row.review != "rejected")


def _published(events: Mapping[str, ToldEvent], ceasefires: Mapping[str, ToldCeasefire]) -> dict[str, date]:
    days: dict[str, list[date]] = defaultdict(list)
    for event in events.values():
        if event.row.date_latest is not None and event.row.status in ("asserted", "background"):
            days[event.row.document_id].append(event.row.date_latest)
    found = {document: max(known) for document, known in days.items()}
    for ceasefire in ceasefires.values():
        for step in ceasefire.steps:
            if step.as_known_on is not None:
                found[step.document_id] = step.as_known_on
    return found
