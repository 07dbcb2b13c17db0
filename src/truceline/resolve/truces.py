"""Ceasefires made ready for comparing: who, where and when of each as keys, and how long it could last."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.model.extraction import State
from truceline.model.names import name_key, name_parts, names_a_body, names_a_person
from truceline.model.records import CeasefirePartyRow, CeasefireRow
from truceline.resolve.actors import Bearers
from truceline.resolve.happenings import DAY, Days
from truceline.resolve.joining import Joined
from truceline.resolve.material import Material, ToldCeasefire
from truceline.resolve.places import Key, Places, Where

PROPOSED: frozenset[State] = frozenset({"proposed", "negotiating"})
OVER: frozenset[State] = frozenset({"broken_down", "expired", "rejected"})
LIVE: frozenset[State] = frozenset({"agreed", "declared", "holding", "strained", "extended", "monitored"})
_WIDEST_START = 62
_SHORT = 10
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$")


@dataclass(frozen=True, slots=True)
class Truce:
    """A ceasefire as one report speaks of it, ready for comparing.

    `parties` are keys of the named parties and declarers, `brokers` of the brokers; `names` has their words. `start` is
    ``None`` where the report does not say when it began (or only within more than two months). `until` is the last day
    of one that was for hours or days only. `about` is the town and the province that the report is about.
    """

    row: CeasefireRow
    parties: frozenset[Key]
    brokers: frozenset[Key]
    names: dict[Key, str]
    where: Where
    about: Where
    start: Days | None
    until: date | None
    published: date | None

    @property
    def id(self) -> str:
        """Id of the ceasefire."""
        return self.row.id

    @property
    def document(self) -> str:
        """Id of the report."""
        return self.row.document_id


def truces(material: Material, places: Places, actors: Joined[Bearers]) -> list[Truce]:
    """All ceasefires of the record, by id."""
    ordered = sorted(material.ceasefires.values(), key=lambda told: told.row.id)
    return [_truce(told, material, places, actors) for told in ordered]


def _truce(told: ToldCeasefire, material: Material, places: Places, actors: Joined[Bearers]) -> Truce:
    names: dict[Key, str] = {}
    parties: set[Key] = set()
    brokers: set[Key] = set()
    for party in told.parties:
        key = _who(party, material, actors)
        if key is not None:
            names[key] = party.text
            (brokers if party.role == "broker" else parties).add(key)
    start = _start(told)
    return Truce(
        row=told.row,
        parties=frozenset(parties),
        brokers=frozenset(brokers),
        names=names,
        where=places.where(told.places),
        about=places.about(told.row.document_id),
        start=start,
        until=_until(start, told.row.duration),
        published=material.published.get(told.row.document_id),
    )


def _who(party: CeasefirePartyRow, material: Material, actors: Joined[Bearers]) -> Key | None:
    """The actor's set where it has a name, else the key of the name in the words themselves, else nothing."""
    if party.actor_id is not None and actors.knows(party.actor_id):
        return ("", actors.top(party.actor_id))
    told = material.actors.get(party.actor_id or "")
    words = party.text if told is None else told.row.name
    if told is None and names_a_person(words) and len(name_key(words)) > 1:
        return name_key(words)
    return name_parts(words) if names_a_body(words) else None


def _start(told: ToldCeasefire) -> Days | None:
    """When it began: as the report says, else when the step to its declaration was made."""
    spans = [(told.row.start_earliest, told.row.start_latest)]
    spans += [(step.earliest, step.latest) for step in told.steps if step.state in ("agreed", "declared")]
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
