"""What belongs to one happening: its links, the decisions on it, who and where by row, and what ties its events."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from truceline.model.ledger import Decision, Link
from truceline.record.concerned import JOINING
from truceline.record.decisions import standing
from truceline.record.parting import Ties
from truceline.record.reader import Reader
from truceline.record.writing import LINK

_LINKS = f"""
  WITH own AS (SELECT value FROM json_each(?))
  SELECT {LINK} FROM link WHERE (left_id IN own OR right_id IN own)
    AND NOT EXISTS (SELECT 1 FROM link_end WHERE link_run = link.run AND link_n = link.n)
  ORDER BY 2, 3, 4, 1, 6, 7, 5"""
_PRESENT = "SELECT id FROM event WHERE review != 'rejected' AND id IN (SELECT value FROM json_each(?))"
_WHO = """
  SELECT event_actor.event_id, event_actor.id, event_actor.role, coalesce(own.name, event_actor.text),
         event_actor.text, event_actor.actor_id, event_actor.basis, event_actor.review
  FROM event_actor LEFT JOIN actor ON actor.id = event_actor.actor_id
  LEFT JOIN actor AS own ON own.id = actor.canonical_id
  WHERE event_actor.event_id IN (SELECT value FROM json_each(?)) ORDER BY event_actor.position, event_actor.id"""
_WHERE = """
  SELECT event_place.event_id, event_place.id, coalesce(place.name, event_place.text), event_place.text,
         event_place.place_id, place.admin1, place.country, event_place.basis, event_place.review
  FROM event_place LEFT JOIN place ON place.id = event_place.place_id
  WHERE event_place.event_id IN (SELECT value FROM json_each(?)) ORDER BY event_place.position, event_place.id"""
_SOURCES = """
  SELECT figure_source.figure_id, figure_source.id, coalesce(own.name, figure_source.text), figure_source.text,
         figure_source.actor_id, figure_source.basis, figure_source.review
  FROM figure JOIN figure_source ON figure_source.figure_id = figure.id
  LEFT JOIN actor ON actor.id = figure_source.actor_id LEFT JOIN actor AS own ON own.id = actor.canonical_id
  WHERE figure.event_id IN (SELECT value FROM json_each(?)) ORDER BY figure_source.step, figure_source.id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A row that names someone in an event or behind a figure; `name` is that of the actor, `text` the words."""

    of: str
    id: str
    role: str
    name: str
    text: str
    actor_id: str | None
    basis: str
    review: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A row that says where an event was; `name` is that of the place, `text` the words."""

    of: str
    id: str
    name: str
    text: str
    place_id: str | None
    admin1: str | None
    country: str | None
    basis: str
    review: str


def links_of(reader: Reader, ids: Set[str]) -> tuple[Link, ...]:
    """The links that stand and have one of these records, in an order that their content gives."""
    return tuple(
        Link(kind=kind, table=table, left_id=left, right_id=right, score=score, method=method, reason=reason)
        for kind, table, left, right, score, method, reason in reader.select(_LINKS, (_list(ids),))
    )


def who(reader: Reader, events: Iterable[str]) -> Sequence[Named]:
    """Who takes part in these events and who reports them."""
    return [
        Named(of=of, id=own, role=role, name=_plain(name), text=text, actor_id=actor, basis=basis, review=review)
        for of, own, role, name, text, actor, basis, review in reader.select(_WHO, (_list(events),))
    ]


def where(reader: Reader, events: Iterable[str]) -> Sequence[Placed]:
    """Where these events were."""
    columns = ("of", "id", "name", "text", "place_id", "admin1", "country", "basis", "review")
    return [Placed(**dict(zip(columns, row, strict=True))) for row in reader.select(_WHERE, (_list(events),))]


def sources(reader: Reader, events: Iterable[str]) -> Sequence[Named]:
    """Who gives the figures of these events; `of` is the figure, and the first is the first to say it."""
    return [
        Named(of=of, id=own, role="source", name=_plain(name), text=text, actor_id=actor, basis=basis, review=review)
        for of, own, name, text, actor, basis, review in reader.select(_SOURCES, (_list(events),))
    ]


def ties(reader: Reader, ids: Iterable[str]) -> Ties:
    """All events that links and decisions tie to these, however far, with those links and standing decisions."""
    found: set[str] = set()
    links: dict[tuple[str, str, str], Link] = {}
    log: dict[int, Decision] = {}
    new = set(ids)
    while new:
        found |= new
        for link in links_of(reader, new):
            if link.kind in JOINING:
                links[link.kind, link.left_id, link.right_id] = link
        log |= {d.number: d for d in reader.decisions(new)}
        stand = [d for d in standing(log.values()) if d.kind in JOINING]
        ends = [(link.left_id, link.right_id) for link in links.values()]
        ends += [(d.record_id or "", d.other_id or "") for d in stand]
        new = {own for pair in ends for own in pair if own} - found
    present = frozenset(row[0] for row in reader.select(_PRESENT, (_list(found),)))
    joining = tuple(d for d in standing(log.values()) if d.kind in JOINING)
    return Ties(present, tuple(links.values()), joining)


def _list(ids: Iterable[str]) -> str:
    return json.dumps(sorted(ids))


def _plain(text: str) -> str:
    return " ".join(text.split())
