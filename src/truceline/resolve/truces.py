"""Ceasefires made ready for comparing: between whom, where and when, and how long each could last."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.model.extraction import State
from truceline.model.names import plain_words
from truceline.model.records import CeasefireRow, CeasefireStepRow
from truceline.resolve.actors import Bearers
from truceline.resolve.happenings import DAY, Days
from truceline.resolve.joining import Joined
from truceline.resolve.material import Material, Told, ToldCeasefire
from truceline.resolve.places import Key, Places, Where
from truceline.resolve.truce_parties import Parties, Party, countries_in

PROPOSED: frozenset[State] = frozenset({"proposed", "negotiating", "rejected"})
OVER: frozenset[State] = frozenset({"broken_down", "expired"})
LIVE: frozenset[State] = frozenset({"agreed", "declared", "holding", "strained", "extended", "monitored"})
_MADE: frozenset[State] = frozenset({"agreed", "declared"})
_BORN: frozenset[State] = frozenset({"agreed", "declared", "holding", "negotiating"})
_BEGUN = frozenset(
    {"begin", "begins", "began", "begun", "beginning", "start", "starts", "started", "starting", "effect"}
)
_CONCRETE = frozenset({"plan", "plans", "proposal", "proposals", "agreement", "deal", "accord", "pact", "offer"})
_ANOTHER = frozenset({"new", "fresh", "another", "second", "third", "further"})
_NEWS = 3
_WIDEST_START = 62
_YEAR = 366
_LONG_PAST = timedelta(days=62)
_SHORT = 10
_FEW = 3
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$")


@dataclass(frozen=True, slots=True)
class Truce:
    """A ceasefire as one report speaks of it, ready for comparing.

    `start` is when the report says that it began; ``None`` if it does not say so, or only within more than two months.
    `born` are the days before a report that tells of its making as news, without a day. `until` is the last day of one
    that was for hours or days only. `about` is the town and the province that the report is about, `arena` the
    countries of parties and places, `context` those of everything that the report names. `another` is true for "a new
    ceasefire", `called` for one that outsiders call for and no party speaks of.
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
    called: bool

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
        self._parties = Parties(actors)
        self._cast: dict[str, list[Told]] = defaultdict(list)
        for told in material.actors.values():
            if told.row.document_id in documents:
                self._cast[told.row.document_id].append(told)
        self._speakers: dict[str, set[str]] = defaultdict(set)
        for event in material.events.values():
            if event.row.document_id in documents:
                only = {part.actor_id for part in event.actors if part.role == "source" and part.actor_id}
                self._speakers[event.row.document_id] |= only
        self._countries: dict[str, Counter[str]] = defaultdict(Counter)
        for place in material.places.values():
            if place.country is not None and place.document_id in documents:
                self._countries[place.document_id][place.country] += 1

    def truce(self, told: ToldCeasefire) -> Truce:
        """One ceasefire."""
        row, published = told.row, self._material.published.get(told.row.document_id)
        cast = [one.row for one in self._cast[row.document_id]]
        parties: dict[Party, None] = {}
        brokers: set[Key] = set()
        for one in told.parties:
            actor = self._material.actors.get(one.actor_id or "")
            party = self._parties.party(one, None if actor is None else actor.row, cast, published)
            if one.role == "broker":
                brokers |= party.keys
            else:
                parties[party] = None
        where = self._places.where(told.places)
        start = _start(told, published)
        born = None if start is not None else self._born(told, published)
        there = {self._material.places[p.place_id].country for p in told.places if p.place_id in self._material.places}
        named = {c for words in (row.name, *(p.text for p in told.places)) for c in countries_in(words)}
        arena = frozenset(c for c in there if c is not None) | {c for p in parties for c in p.home} | named
        return Truce(
            row=row, parties=tuple(parties), brokers=frozenset(brokers), where=where,
            about=self._places.about(row.document_id), arena=arena, context=self._context(row.document_id, published),
            start=start, born=born, until=_until(start or born, row.duration),
            another=row.state in LIVE and not _ANOTHER.isdisjoint(plain_words(row.name)), published=published,
            called=_called(row, parties, start),
        )  # fmt: skip

    def _context(self, document: str, published: date | None) -> frozenset[str]:
        """The countries that a report names most: of its places, and of the states and groups in it but its sources."""
        found = Counter(self._countries[document])
        speakers = self._speakers[document]
        for told in self._cast[document]:
            row = told.row
            if row.kind not in ("person", "international", "media") and row.id not in speakers:
                found.update(self._parties.countries(row, published))
        ranked = sorted(found, key=lambda country: (-found[country], country))
        return frozenset(ranked[:_FEW])

    def _born(self, told: ToldCeasefire, published: date | None) -> Days | None:
        """The days before a report that tells of the making as news, without a day: those in which news is told."""
        if published is None or told.row.state not in _BORN:
            return None
        for step in told.steps:
            event = self._material.events.get(step.event_id or "")
            if _making(step) and step.earliest is None and (event is None or event.row.status == "asserted"):
                return Days(published - _NEWS * DAY, published)
        return None


def _making(step: CeasefireStepRow) -> bool:
    """True for a step that makes the ceasefire or sets it going."""
    return step.state in _MADE or (step.state == "holding" and not _BEGUN.isdisjoint(plain_words(step.text)))


def _called(row: CeasefireRow, parties: Iterable[Party], start: Days | None) -> bool:
    """True for a proposal without a party, a day, a length or a plan: what outsiders call for."""
    told = start is not None or row.duration is not None or not _CONCRETE.isdisjoint(plain_words(row.name))
    return row.state in ("proposed", "rejected") and not any(parties) and not told


def _start(told: ToldCeasefire, published: date | None) -> Days | None:
    """When it began: as the report says, else when the step to its declaration was made.

    A month or a year will do where it is long past: "the truce of 1994".
    """
    spans = [(told.row.start_earliest, told.row.start_latest)]
    spans += [(step.earliest, step.latest) for step in told.steps if step.state in _MADE]
    for first, last in spans:
        if first is not None and last is not None and first <= last:
            past = published is not None and published - last > _LONG_PAST
            if (last - first).days < (_YEAR if past else _WIDEST_START):
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
