"""An actor over all reports: its names, what it is, and in how many events it takes part."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.record.reader import Reader

_OWN = """
  SELECT own.id, own.name, own.kind, own.country FROM actor JOIN actor AS own ON own.id = actor.canonical_id
  WHERE actor.id = ?"""
_COUNTRY = """
  SELECT country FROM actor WHERE canonical_id = ? AND country IS NOT NULL AND review != 'rejected'
  GROUP BY country ORDER BY count(*) DESC, country LIMIT 1"""
_NAMES = """
  SELECT name, count(*) FROM actor WHERE canonical_id = ? AND review != 'rejected' GROUP BY name ORDER BY 2 DESC, 1"""
_EVENTS = """
  SELECT count(DISTINCT event.happening_id) FROM actor CROSS JOIN event_actor CROSS JOIN event
  WHERE actor.canonical_id = ? AND event_actor.document_id = actor.document_id AND event_actor.actor_id = actor.id
    AND event_actor.role IN ('actor', 'target', 'broker') AND event_actor.review != 'rejected'
    AND event.id = event_actor.event_id AND event.review != 'rejected'"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An actor; `names` are the fullest names in reports, the most frequent first; `events` are happenings."""

    id: str
    name: str
    names: tuple[str, ...]
    kind: str
    country: str | None
    events: int


def known(reader: Reader, actor: str) -> Known | None:
    """The actor with this id, or the one that it was found to be; None if there is none."""
    row = next(reader.select(_OWN, (actor,)), None)
    if row is None:
        return None
    own, name, kind, country = row
    found = next(reader.select(_COUNTRY, (own,)), (country,))
    (events,) = next(reader.select(_EVENTS, (own,)))
    names = tuple(other for other, _ in reader.select(_NAMES, (own,)))
    return Known(id=own, name=name, names=names, kind=kind, country=country or found[0], events=events)
