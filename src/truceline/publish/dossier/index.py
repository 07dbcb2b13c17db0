"""Rows of a record brought together: the same happening, ceasefire, actor or place over all its reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from truceline.model.records import (
    ActorNameRow,
    ActorRow,
    CeasefireRow,
    EventActorRow,
    EventPlaceRow,
    EventRow,
    PlaceRow,
    ReportRow,
)
from truceline.publish.dossier import words
from truceline.publish.dossier.material import Material
from truceline.publish.dossier.text import oneline, shortened

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
_FAR = date(9999, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """An actor over all reports; `name` is the one that most reports use."""

    anchor: str
    name: str
    rows: tuple[ActorRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Somewhere:
    """A place over all reports: one gazetteer entry, or one name where there is none."""

    anchor: str
    name: str
    rows: tuple[PlaceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One happening with every report of it. `fact` is true if a report says that it happened."""

    anchor: str
    rows: tuple[EventRow, ...]
    type: str
    status: str
    fact: bool
    rejected: bool
    earliest: date | None
    latest: date | None
    title: str

    @property
    def order(self) -> tuple[date, date, str]:
        """Sort key by time; undated happenings come last."""
        low, high = self.earliest or self.latest or _FAR, self.latest or self.earliest or _FAR
        return low, high, self.anchor.rjust(8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truce:
    """One ceasefire with every report of it."""

    anchor: str
    rows: tuple[CeasefireRow, ...]


class Index:
    """Look-ups over one record. Groups are numbered in the order of the first report that tells of them."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.documents = {d.document.id: d for d in material.documents}
        self.actor_names = grouped(material.of(ActorNameRow), lambda r: r.actor_id)
        self.event_actors = grouped(material.of(EventActorRow), lambda r: r.event_id)
        self.event_places = grouped(material.of(EventPlaceRow), lambda r: r.event_id)
        self.people = tuple(
            Someone(anchor=f"a{n}", name=_usual(r.name for r in rows), rows=tuple(rows))
            for n, rows in enumerate(grouped(material.of(ActorRow), lambda r: r.canonical_id).values(), 1)
        )
        self._person = {row.id: person for person in self.people for row in person.rows}
        self.places = tuple(
            Somewhere(anchor=f"l{n}", name=_usual(r.name for r in rows), rows=tuple(rows))
            for n, rows in enumerate(grouped(material.of(PlaceRow), _place_key).values(), 1)
        )
        self._place = {row.id: place for place in self.places for row in place.rows}
        self.happenings = tuple(
            self._happening(f"e{n}", tuple(rows))
            for n, rows in enumerate(grouped(material.of(EventRow), lambda r: r.happening_id).values(), 1)
        )
        self.happening_of = {row.id: h for h in self.happenings for row in h.rows}
        self.happening_of |= {row.happening_id: h for h in self.happenings for row in h.rows}
        self.truces = tuple(
            Truce(anchor=f"c{n}", rows=tuple(rows))
            for n, rows in enumerate(grouped(material.of(CeasefireRow), lambda r: r.canonical_id).values(), 1)
        )
        self.truce_of = {row.id: t for t in self.truces for row in t.rows}

    def published(self, row: ReportRow) -> date | None:
        """The day on which the row's report was published."""
        found = self.documents.get(row.document_id)
        return found.document.published if found else None

    def outlet(self, row: ReportRow) -> str:
        """Who published the row's report, or that it is not known."""
        found = self.documents.get(row.document_id)
        return oneline(found.document.outlet or "outlet not known") if found else "outlet not known"

    def person(self, actor_id: str | None) -> Someone | None:
        """The actor that a row's `actor_id` stands for."""
        return self._person.get(actor_id) if actor_id else None

    def place(self, place_id: str | None) -> Somewhere | None:
        """The place that a row's `place_id` stands for."""
        return self._place.get(place_id) if place_id else None

    def who(self, actor_id: str | None, text: str | None) -> str:
        """Name to show for a mention: the actor's usual name, else the words themselves."""
        person = self.person(actor_id)
        return person.name if person else oneline(text or "") or "not named"

    def where(self, place_id: str | None, text: str) -> str:
        """Name to show for a place: its usual name, else the words themselves."""
        place = self.place(place_id)
        return place.name if place else oneline(text)

    def _happening(self, anchor: str, rows: tuple[EventRow, ...]) -> Happening:
        kept = tuple(r for r in rows if r.review != "rejected") or rows
        facts = tuple(r for r in kept if r.status in words.FACTS)
        lead = (facts or kept)[0]
        dated = sorted(
            (r for r in (facts or kept) if r.date_earliest or r.date_latest),
            key=lambda r: _width(r.date_earliest, r.date_latest),
        )
        low, high = (dated[0].date_earliest, dated[0].date_latest) if dated else (None, None)
        where = [self.where(p.place_id, p.text) for r in kept for p in self.event_places.get(r.id, ())]
        parts = [words.type_word(lead.type), where[0] if where else "", words.interval(low, high) if dated else ""]
        title = ", ".join(p for p in parts if p)
        return Happening(
            anchor=anchor,
            rows=rows,
            type=lead.type,
            status=lead.status,
            fact=bool(facts),
            rejected=all(r.review == "rejected" for r in rows),
            earliest=low,
            latest=high,
            title=shortened(title[:1].upper() + title[1:], 90),
        )


def grouped(rows: Iterable[T], key: Callable[[T], K]) -> Mapping[K, list[T]]:
    """Rows by key, keys in their first order."""
    out: defaultdict[K, list[T]] = defaultdict(list)
    for row in rows:
        out[key(row)].append(row)
    return dict(out)


def _place_key(row: PlaceRow) -> tuple[str, str]:
    if row.geonameid is not None:
        return "geonames", str(row.geonameid)
    return row.name.casefold(), row.country or ""


def _usual(names: Iterable[str]) -> str:
    """The most frequent name; among equals the longest, then the first by letter."""
    tally = Counter(oneline(name) for name in names)
    return min(tally, key=lambda name: (-tally[name], -len(name), name))


def _width(low: date | None, high: date | None) -> tuple[int, date]:
    if low is None or high is None:
        return 10**6, low or high or _FAR
    return (high - low).days, low
