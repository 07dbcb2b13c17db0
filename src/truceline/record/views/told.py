"""An event or a ceasefire in a few words: who, whom, where, when, how many; what a card shows around a cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from truceline.model.records import CeasefireRow, EventRow, Row
from truceline.record.reader import Reader

_EVENT_OF = {
    "figure": "SELECT event_id FROM figure WHERE id = ?",
    "event_actor": "SELECT event_id FROM event_actor WHERE id = ?",
    "event_place": "SELECT event_id FROM event_place WHERE id = ?",
    "place": "SELECT event_id FROM event_place WHERE place_id = ? ORDER BY position LIMIT 1",
}
_WHO = """
  SELECT event_actor.role, coalesce(own.name, event_actor.text) FROM event_actor
  LEFT JOIN actor ON actor.id = event_actor.actor_id LEFT JOIN actor AS own ON own.id = actor.canonical_id
  WHERE event_actor.event_id = ? AND event_actor.review != 'rejected' ORDER BY event_actor.position, event_actor.id"""
_WHERE = """
  SELECT coalesce(place.name, event_place.text) FROM event_place LEFT JOIN place ON place.id = event_place.place_id
  WHERE event_place.event_id = ? AND event_place.review != 'rejected' ORDER BY event_place.position, event_place.id"""
_FIGURES = """
  SELECT kind, low, best, high, open, who FROM figure
  WHERE event_id = ? AND review != 'rejected' ORDER BY kind != 'killed', kind, coalesce(high, best, low) DESC LIMIT 8"""
_PARTIES = """
  SELECT coalesce(own.name, party.text) FROM ceasefire_party AS party
  LEFT JOIN actor ON actor.id = party.actor_id LEFT JOIN actor AS own ON own.id = actor.canonical_id
  WHERE party.ceasefire_id = ? AND party.role != 'broker' AND party.review != 'rejected' ORDER BY party.position"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Persons harmed, as one report gives them."""

    kind: str
    low: int | None
    best: int | None
    high: int | None
    open: bool
    who: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event or a ceasefire as one report tells it; `shared` is the id of the happening or ceasefire of all reports.

    `type` is the event type, or the state of a ceasefire; `actors` are the parties of a ceasefire. Days are ISO 8601.
    """

    table: str
    id: str
    shared: str
    type: str
    status: str | None
    first: str | None
    last: str | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    figures: tuple[Figure, ...]


def told(reader: Reader, row: Row) -> Told | None:
    """The event or ceasefire that a row is, or belongs to."""
    if row.table in _EVENT_OF:
        found = next(reader.select(_EVENT_OF[row.table], (row.id,)), None)
        whole = None if found is None else reader.row(found[0])
    else:
        whole = row
    if isinstance(whole, CeasefireRow):
        return _ceasefire(reader, whole)
    return _event(reader, whole) if isinstance(whole, EventRow) else None


def _event(reader: Reader, event: EventRow) -> Told:
    who = [(role, name) for role, name in reader.select(_WHO, (event.id,))]
    return Told(
        table="event",
        id=event.id,
        shared=event.happening_id,
        type=event.type,
        status=event.status,
        first=None if event.date_earliest is None else event.date_earliest.isoformat(),
        last=None if event.date_latest is None else event.date_latest.isoformat(),
        actors=_once(name for role, name in who if role == "actor"),
        targets=_once(name for role, name in who if role == "target"),
        places=_once(name for (name,) in reader.select(_WHERE, (event.id,))),
        figures=tuple(
            Figure(kind=kind, low=low, best=best, high=high, open=bool(unbounded), who=who)
            for kind, low, best, high, unbounded, who in reader.select(_FIGURES, (event.id,))
        ),
    )


def _ceasefire(reader: Reader, truce: CeasefireRow) -> Told:
    first, last = truce.start_earliest, truce.end_latest
    return Told(
        table="ceasefire",
        id=truce.id,
        shared=truce.canonical_id,
        type=truce.state,
        status=None,
        first=None if first is None else first.isoformat(),
        last=None if last is None else last.isoformat(),
        actors=_once(name for (name,) in reader.select(_PARTIES, (truce.id,))),
        targets=(),
        places=(),
        figures=(),
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
