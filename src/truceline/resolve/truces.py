"""Ceasefires made ready for comparing: between whom, where and when, and how long each could last."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.model.extraction import ActorKind, State
from truceline.model.names import name_key, name_parts, names_a_body, names_a_person, plain_words
from truceline.model.records import CeasefirePartyRow, CeasefireRow
from truceline.register import load
from truceline.register.sides import Sides
from truceline.resolve.actors import Bearers
from truceline.resolve.happenings import DAY, Days
from truceline.resolve.joining import Joined
from truceline.resolve.material import Material, Told, ToldCeasefire
from truceline.resolve.places import Key, Places, Where

PROPOSED: frozenset[State] = frozenset({"proposed", "negotiating", "rejected"})
OVER: frozenset[State] = frozenset({"broken_down", "expired"})
LIVE: frozenset[State] = frozenset({"agreed", "declared", "holding", "strained", "extended", "monitored"})
_MADE: frozenset[State] = frozenset({"agreed", "declared"})
_BORN: frozenset[State] = frozenset({"agreed", "declared", "holding"})
_OTHER: ActorKind = "other"
_ANOTHER = frozenset({"new", "fresh", "another", "second", "third", "further"})
_NEWS = 4
_WIDEST_START = 62
_SHORT = 10
_FEW = 3
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$")


@dataclass(frozen=True, slots=True)
class Party:
    """One who is to cease fire: the keys of the sides that it stands for (none without a name), and its countries."""

    keys: frozenset[Key]
    home: frozenset[str]
    words: str

    @property
    def is_state(self) -> bool:
        """True for a state, or who stands for one: it may have several wars."""
        return any(len(key) == 2 and len(key[1]) == 3 and key[1].isupper() for key in self.keys)

    def meets(self, other: Party) -> bool:
        """True if both stand for one side."""
        return not self.keys.isdisjoint(other.keys)


@dataclass(frozen=True, slots=True)
class Truce:
    """A ceasefire as one report speaks of it, ready for comparing.

    `start` is when the report says that it began; ``None`` if it does not say so, or only within more than two months.
    `born` are the days before a report that tells of its making as news, without a day. `until` is the last day of one
    that was for hours or days only. `about` is the town and the province that the report is about, `arena` the
    countries of parties and places, `context` those of everything that the report names. `another` is true for "a new
    ceasefire".
    """

    row: CeasefireRow
    parties: tuple[Party, ...]
    brokers: frozenset[Key]
    where: Where
    about: Where
    arena: frozenset[str]
    context: frozenset[str]
    start: Days | None
    born: Days | None
    until: date | None
    another: bool
    published: date | None

    @property
    def id(self) -> str:
        """Id of the ceasefire."""
        return self.row.id

    @property
    def document(self) -> str:
        """Id of the report."""
        return self.row.document_id

    @property
    def keys(self) -> frozenset[Key]:
        """All keys of its parties."""
        return frozenset(key for party in self.parties for key in party.keys)

    @property
    def named(self) -> tuple[Party, ...]:
        """The parties that have a name."""
        return tuple(party for party in self.parties if party.keys)

    @property
    def made(self) -> Days | None:
        """The days that it was made on, as the report says or as news is told."""
        return self.start or self.born


def truces(material: Material, places: Places, actors: Joined[Bearers]) -> list[Truce]:
    """All ceasefires of the record, by id."""
    ordered = sorted(material.ceasefires.values(), key=lambda told: told.row.id)
    reader = _Reader(material, places, actors, {told.row.document_id for told in ordered})
    return [reader.truce(told) for told in ordered]


class _Reader:
    """Turns rows into keys."""

    def __init__(self, material: Material, places: Places, actors: Joined[Bearers], documents: set[str]) -> None:
        self._material = material
        self._places = places
        self._actors = actors
        self._sides = Sides(load())
        self._cast: dict[str, list[Told]] = defaultdict(list)
        for told in material.actors.values():
            if told.row.document_id in documents:
                self._cast[told.row.document_id].append(told)
        self._countries: dict[str, Counter[str]] = defaultdict(Counter)
        for place in material.places.values():
            if place.country is not None and place.document_id in documents:
                self._countries[place.document_id][place.country] += 1

    def truce(self, told: ToldCeasefire) -> Truce:
        """One ceasefire."""
        row, published = told.row, self._material.published.get(told.row.document_id)
        parties: dict[Party, None] = {}
        brokers: set[Key] = set()
        for one in told.parties:
            party = self._party(one, published)
            if one.role == "broker":
                brokers |= party.keys
            else:
                parties[party] = None
        where = self._places.where(told.places)
        start = _start(told)
        born = None if start is not None else self._born(told, published)
        there = {self._material.places[p.place_id].country for p in told.places if p.place_id in self._material.places}
        arena = frozenset(c for c in there if c is not None) | {c for p in parties for c in p.home}
        return Truce(
            row=row, parties=tuple(parties), brokers=frozenset(brokers), where=where,
            about=self._places.about(row.document_id), arena=arena, context=self._context(row.document_id, published),
            start=start, born=born, until=_until(start or born, row.duration),
            another=row.state in LIVE and not _ANOTHER.isdisjoint(plain_words(row.name)), published=published,
        )  # fmt: skip

    def _party(self, one: CeasefirePartyRow, published: date | None) -> Party:
        """The sides where the register knows them, else the set of an actor with a name, else the name in the words."""
        told = self._material.actors.get(one.actor_id or "")
        row = None if told is None else told.row
        words, kind, country = (one.text, _OTHER, None) if row is None else (row.name, row.kind, row.country)
        sides = self._sides.stands_for(None if row is None else row.known, words, kind, country, published)
        home = frozenset(c for side in sides for c in self._sides.countries(side)) | frozenset({country} - {None})
        keys: set[Key] = {("", side) for side in sides}
        if row is not None and self._actors.knows(row.id):
            keys.add(("", self._actors.top(row.id)))
        elif row is None and not keys:
            own = name_key(words) if names_a_person(words) and len(name_key(words)) > 1 else ()
            own = own or (name_parts(words) if names_a_body(words) else ())
            keys |= {own} - {()}
        return Party(frozenset(keys), frozenset(c for c in home if c is not None), one.text)

    def _context(self, document: str, published: date | None) -> frozenset[str]:
        """The countries that a report names most: of its places, and of the states and groups in it."""
        found = Counter(self._countries[document])
        for told in self._cast[document]:
            row = told.row
            if row.kind not in ("person", "international", "media"):
                for side in self._sides.stands_for(row.known, row.name, row.kind, row.country, published):
                    found.update(self._sides.countries(side))
        ranked = sorted(found, key=lambda country: (-found[country], country))
        return frozenset(ranked[:_FEW])

    def _born(self, told: ToldCeasefire, published: date | None) -> Days | None:
        """The days before a report that tells of the making as news, without a day: those in which news is told."""
        if published is None or told.row.state not in _BORN:
            return None
        for step in told.steps:
            event = self._material.events.get(step.event_id or "")
            if step.state in _MADE and step.earliest is None and (event is None or event.row.status == "asserted"):
                return Days(published - _NEWS * DAY, published)
        return None


def _start(told: ToldCeasefire) -> Days | None:
    """When it began: as the report says, else when the step to its declaration was made."""
    spans = [(told.row.start_earliest, told.row.start_latest)]
    spans += [(step.earliest, step.latest) for step in told.steps if step.state in _MADE]
    for first, last in spans:
        if first is not None and last is not None and first <= last and (last - first).days < _WIDEST_START:
            return Days(first, last)
    return None


def _until(start: Days | None, duration: str | None) -> date | None:
    """The last day of a ceasefire agreed for hours or a few days; ``None`` for any other."""
    match = _DURATION.match(duration or "")
    if start is None or match is None:
        return None
    years, months, weeks, days, hours, minutes, _ = (int(part or 0) for part in match.groups())
    length = timedelta(days=365 * years + 30 * months + 7 * weeks + days, hours=hours, minutes=minutes)
    whole = -(-length // DAY)
    return start.last + DAY * whole if 0 < whole <= _SHORT else None
