"""Who fights, talks, acts together or is allied with whom: pairs of actors, with the happenings that say so.

- ``fights``: violence of one against the other; or a clash of both, which does not say who began.
- ``talks``: talks and agreements between both; help, concessions and support of one for the other.
- ``allies``: reports call one the other's ally, or both do the same violence.
- ``opposes``: accusations, demands, threats, sanctions, protests: measures of one against the other without violence.

An actor that is not resolved is nobody in particular, and so is one whom reports only describe ("70 people"): what they
do is counted and not drawn.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Literal, get_args

from truceline.model.filters import Filter
from truceline.record.reader import Reader
from truceline.record.views.choosing import of_documents, of_events

Bond = Literal["fights", "talks", "allies", "opposes"]
BONDS: tuple[Bond, ...] = get_args(Bond)
DESCRIBED = ("other", "civilian")  # kinds of actors whom words describe and no name names
_TALKS = (
    "talks", "agreement", "ceasefire_proposed", "ceasefire_declared", "ceasefire_extended", "ceasefire_ended",
)  # fmt: skip
_CLASH = "armed_clash"

_EVENTS = """
  SELECT event.id, event.happening_id, event.type, coalesce(event.date_earliest, event.date_latest) AS first,
         coalesce(event.date_latest, event.date_earliest) AS last, {bond} AS bond
  FROM event WHERE {where} AND bond IS NOT NULL"""
_BOND = """
  CASE WHEN event.type IN (SELECT value FROM json_each(?)) THEN 'fights'
       WHEN event.quad IN (1, 2) THEN 'talks' WHEN event.quad IN (3, 4) THEN 'opposes' END"""
_PAIRS = """
  SELECT told.bond, one.canonical_id, two.canonical_id, told.happening_id, told.type, told.first, told.last,
         beside.role = 'actor',
         beside.role = 'actor' AND EXISTS (
           SELECT 1 FROM event_actor WHERE event_id = told.id AND role = 'target' AND review != 'rejected')
  FROM ({events}) AS told
  CROSS JOIN event_actor AS part ON part.event_id = told.id AND part.role = 'actor' AND part.review != 'rejected'
  CROSS JOIN event_actor AS beside ON beside.event_id = told.id AND beside.review != 'rejected'
    AND (beside.role = 'target' OR beside.role = 'actor' AND beside.actor_id > part.actor_id)
  CROSS JOIN actor AS one ON one.id = part.actor_id CROSS JOIN actor AS two ON two.id = beside.actor_id
  WHERE one.canonical_id != two.canonical_id
    AND one.kind NOT IN (SELECT value FROM json_each(?)) AND two.kind NOT IN (SELECT value FROM json_each(?))"""
_ALLIED = """
  SELECT one.canonical_id, two.canonical_id, reading.document_id, reading.published
  FROM actor_relation JOIN actor AS one ON one.id = actor_relation.actor_id
  JOIN actor AS two ON two.id = actor_relation.other_id
  JOIN folded ON folded.document_id = actor_relation.document_id JOIN reading ON reading.id = folded.reading
  WHERE actor_relation.relation = 'allied_with' AND actor_relation.review != 'rejected'
    AND one.canonical_id != two.canonical_id AND {where}
    AND one.kind NOT IN (SELECT value FROM json_each(?)) AND two.kind NOT IN (SELECT value FROM json_each(?))"""
_SAME = "SELECT canonical_id FROM actor WHERE id = ?"
_NAMED = "SELECT id, name, kind, country FROM actor WHERE id IN (SELECT value FROM json_each(?))"


@dataclass(slots=True)
class _Tie:
    """What is known of two actors, the smaller id first: happenings from one to the other, back, and of both alike."""

    there: set[str] = field(default_factory=set)
    back: set[str] = field(default_factory=set)
    alike: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    first: str | None = None
    last: str | None = None

    def seen(self, first: str | None, last: str | None) -> None:
        if first is not None and (self.first is None or first < self.first):
            self.first = first
        if last is not None and (self.last is None or last > self.last):
            self.last = last

    def happenings(self) -> int:
        whole = len(self.there) + len(self.back) + len(self.alike)
        return whole if whole < 2 else len(self.there | self.back | self.alike)

    def weight(self) -> int:
        return self.happenings() + len(self.reports)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What two actors do to or with each other.

    Attributes:
        bond: what it is.
        one: id of one actor.
        two: id of the other.
        there: happenings in which `one` does it to `two`.
        back: happenings in which `two` does it to `one`.
        alike: happenings in which both do it and none to the other.
        happenings: all these, each once.
        reports: reports that call one the other's ally.
        types: event types of the happenings.
        first: first day that one of them may have happened on, or of those reports.
        last: last day.
    """

    bond: Bond
    one: str
    two: str
    there: int
    back: int
    alike: int
    happenings: int
    reports: int
    types: tuple[str, ...]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor of the network; `happenings` and reports of all its edges, drawn or not, added up."""

    id: str
    name: str
    kind: str
    country: str | None
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The strongest edges and their actors.

    Attributes:
        nodes: actors, strongest first.
        edges: strongest first.
        left_out: edges that are weaker than those.
        happenings: happenings of the wanted bonds.
        between: how many of them stand between two actors who are known; the others have no edge.
        relations: False if the filter asks for what a relation between actors does not have, such as a place.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int
    happenings: int
    between: int
    relations: bool


def network(
    reader: Reader, wanted: Filter, violent: Collection[str], bonds: Collection[Bond], most: int, *, described: bool
) -> Network:
    """The `most` strongest edges of what meets the filter.

    Args:
        reader: the record.
        wanted: the filter.
        violent: event types that are violence.
        bonds: which bonds to take.
        most: how many edges.
        described: whether people whom reports only describe are actors, too.
    """
    apart = json.dumps(() if described else DESCRIBED)
    ties: dict[tuple[Bond, str, str], _Tie] = {}
    between = set[str]()
    for bond, one, two, alike, happening, kind, first, last in _pairs(reader, wanted, violent, bonds, apart):
        key = (bond, one, two) if one < two else (bond, two, one)
        tie = ties.get(key)
        if tie is None:
            tie = ties[key] = _Tie()
        (tie.alike if alike else tie.there if one < two else tie.back).add(happening)
        tie.types.add(kind)
        tie.seen(first, last)
        between.add(happening)
    relations = "allies" in bonds and not _beyond_relations(wanted)
    if relations:
        for one, two, document, published in _allied(reader, wanted, apart):
            tie = ties.setdefault(("allies", min(one, two), max(one, two)), _Tie())
            tie.reports.add(document)
            tie.seen(published, published)
    weights = {key: tie.weight() for key, tie in ties.items()}
    strongest = nsmallest(most, ties, key=lambda key: (-weights[key], BONDS.index(key[0]), key))
    where, values = of_events(wanted)
    told, more = _told(where, violent, bonds)
    (happenings,) = next(reader.select(f"SELECT count(DISTINCT happening_id) FROM ({told})", (*more, *values)))
    return Network(
        nodes=_nodes(reader, strongest, weights),
        edges=tuple(_edge(key, ties[key]) for key in strongest),
        left_out=len(ties) - len(strongest),
        happenings=happenings,
        between=len(between),
        relations=relations,
    )


def _told(where: str, violent: Collection[str], bonds: Collection[Bond]) -> tuple[str, tuple[str, ...]]:
    """The events that may make one of the bonds, and the values that stand before those of its condition."""
    sources = {"fights" if bond == "allies" else bond for bond in bonds}
    among = ", ".join(f"'{bond}'" for bond in BONDS if bond in sources)
    sql = f"SELECT * FROM ({_EVENTS.format(bond=_BOND, where=where)}) WHERE bond IN ({among})"
    return sql, (json.dumps(sorted(violent)),)


def _pairs(
    reader: Reader, wanted: Filter, violent: Collection[str], bonds: Collection[Bond], apart: str
) -> Iterator[tuple[Bond, str, str, bool, str, str, str | None, str | None]]:
    """Bond, two actors (the first one acts), whether they are alike in it, happening, type, first and last day."""
    where, values = of_events(wanted)
    events, more = _told(where, violent, bonds)
    rows = reader.select(_PAIRS.format(events=events), (*more, *values, apart, apart))
    for bond, one, two, happening, kind, first, last, alike, target in rows:
        own = _beside(bond, kind, bool(target)) if alike else bond
        if own is not None and own in bonds:
            yield own, one, two, bool(alike), happening, kind, first, last


def _beside(bond: Bond, kind: str, target: bool) -> Bond | None:
    """What two are to each other who do the same: those of a clash with nobody else fight, those of talks talk."""
    if bond == "fights":
        return "fights" if kind == _CLASH and not target else "allies"
    return "talks" if kind in _TALKS and not target else None


def _beyond_relations(wanted: Filter) -> bool:
    """True if the filter asks for what a relation does not have: a place, a kind of event, a number, a decision."""
    asks = (wanted.country, wanted.place, wanted.box, wanted.placed, wanted.killed)
    told = not wanted.status or "asserted" in wanted.status
    return any(part is not None for part in asks) or bool(wanted.type or wanted.review) or not told


def _allied(reader: Reader, wanted: Filter, apart: str) -> Iterator[tuple[str, str, str, str | None]]:
    """Two actors of whom a report calls one the other's ally, the report, and its day of publication."""
    where, values = of_documents(wanted)
    named = [actor for actor in (wanted.actor, wanted.other) if actor]
    asked = {next(reader.select(_SAME, (actor,)), (actor,))[0] for actor in named}  # an unknown one is in no pair
    for one, two, document, published in reader.select(_ALLIED.format(where=where), (*values, apart, apart)):
        if asked <= {one, two}:
            yield one, two, document, published


def _edge(key: tuple[Bond, str, str], tie: _Tie) -> Edge:
    bond, one, two = key
    return Edge(
        bond=bond,
        one=one,
        two=two,
        there=len(tie.there),
        back=len(tie.back),
        alike=len(tie.alike),
        happenings=tie.happenings(),
        reports=len(tie.reports),
        types=tuple(sorted(tie.types)),
        first=tie.first,
        last=tie.last,
    )


def _nodes(
    reader: Reader, strongest: Collection[tuple[Bond, str, str]], weights: Mapping[tuple[Bond, str, str], int]
) -> tuple[Node, ...]:
    shown = {own for _, *pair in strongest for own in pair}
    sums = Counter[str]()
    for (_, one, two), weight in weights.items():
        for own in (one, two):
            if own in shown:
                sums[own] += weight
    rows = reader.select(_NAMED, (json.dumps(sorted(shown)),))
    found = [Node(id=own, name=name, kind=kind, country=country, weight=sums[own]) for own, name, kind, country in rows]
    return tuple(sorted(found, key=lambda node: (-node.weight, node.name, node.id)))
