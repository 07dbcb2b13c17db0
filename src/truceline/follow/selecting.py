"""The rows of a record that one ceasefire, or the course of two parties, can depend on, and no others.

A life depends on its own reports, on the violence reported while it was in the news, and on the ceasefires of the same
parties about that time, since one of them may have replaced it. So it is the same as if all rows had been gathered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from truceline.errors import UsageError
from truceline.follow.gathering import AFTER, BESIDE, Cast
from truceline.follow.settings import Settings
from truceline.model.names import name_parts
from truceline.model.records import (
    ActorRow,
    CeasefirePartyRow,
    CeasefireRow,
    EventActorRow,
    EventPlaceRow,
    EventRow,
    PlaceRow,
    ReconciledRow,
    Row,
)
from truceline.record.reader import Reader
from truceline.register import load
from truceline.register.sides import Sides

R = TypeVar("R", bound=Row)
_BESIDE: tuple[type[Row], ...] = (ActorRow, EventRow, EventActorRow, EventPlaceRow, PlaceRow)


class Near:
    """Gives the rows of the chosen documents, as `Store.rows` gives those of all."""

    def __init__(self, store: Reader, told: frozenset[str], beside: frozenset[str]) -> None:
        """`told` are documents on the ceasefires, `beside` others with acts of violence."""
        self._store = store
        self._told = told
        self._all = told | beside

    def __call__(self, record: type[R], /) -> Iterator[R]:
        """The rows of a table: all ceasefires, and what belongs to the chosen documents."""
        if record is CeasefireRow:
            return self._store.rows(record)
        if record is ReconciledRow:
            happenings = {row.happening_id for row in self._store.rows(EventRow, document_id=self._all)}
            return self._store.rows(record, happening_id=frozenset(happenings))
        return self._store.rows(record, document_id=self._all if record in _BESIDE else self._told)


class Ceasefires:
    """All ceasefires of a record by their documents and sides, as far as is needed to choose among them."""

    def __init__(self, store: Reader, published: Mapping[str, date], settings: Settings) -> None:
        """Read the ceasefires and their parties."""
        self._store = store
        self._published = published
        self._settings = settings
        self._documents: dict[str, set[str]] = defaultdict(set)
        self._sides: dict[str, set[str]] = defaultdict(set)
        self._own: dict[str, str] = {}
        rows = [row for row in store.rows(CeasefireRow) if row.review != "rejected"]
        for row in rows:
            self._documents[row.canonical_id].add(row.document_id)
            self._own[row.id] = self._own[row.canonical_id] = row.canonical_id
        parties = [row for row in store.rows(CeasefirePartyRow) if row.review != "rejected" and row.role != "broker"]
        ids = frozenset(row.actor_id for row in parties if row.actor_id is not None)
        known = [row for row in store.rows(ActorRow, id=ids) if row.review != "rejected"]
        self.cast = Cast(known, {row.document_id for row in rows}, published)
        for party in parties:
            if party.ceasefire_id in self._own:
                who = self.cast.who(party.actor_id, party.text)
                self._sides[self._own[party.ceasefire_id]] |= who.sides | {" ".join(name_parts(who.name))}

    def canonical(self, own: str) -> str:
        """The canonical id, by that or the id of any row.

        Raises:
            UsageError: there is no such ceasefire.
        """
        if own not in self._own:
            raise UsageError(f"there is no ceasefire {own}; `truceline show ceasefires` lists them")
        return self._own[own]

    def of(self, sides: Sequence[Collection[str]]) -> frozenset[str]:
        """Those that each of the given takes part in, by canonical id; each by its sides and its even name."""
        return frozenset(own for own, theirs in self._sides.items() if all(theirs & set(side) for side in sides))

    def kin(self, chosen: Collection[str]) -> frozenset[str]:
        """The chosen and those of a shared side about the same time: one may have replaced the other."""
        reach = timedelta(days=self._settings.silent_days) + AFTER
        spans = {own: span for own in self._documents if (span := self._span(own)) is not None}
        found = set(chosen)
        for own in chosen:
            if own in spans:
                first, last = spans[own][0] - reach, spans[own][1] + reach
                near = (other for other, (begin, end) in spans.items() if begin <= last and end >= first)
                found.update(other for other in near if not self._sides[other].isdisjoint(self._sides[own]))
        return frozenset(found)

    def near(
        self, chosen: Collection[str], beside: frozenset[str] = frozenset(), before: timedelta = timedelta(0)
    ) -> Near:
        """The rows that the lives of these depend on, those of the documents `beside`, and of the days `before`."""
        told = frozenset(document for own in chosen for document in self._documents[own])
        spans = sorted(span for own in chosen if (span := self._span(own)) is not None)
        days: set[date] = set()
        for first, last in spans:
            begin = first - before
            days.update(begin + timedelta(days=n) for n in range((last - begin + AFTER).days + 1))
        window = frozenset(document for document, day in self._published.items() if day in days)
        violent = {e.document_id for e in self._store.rows(EventRow, document_id=window, type=BESIDE)}
        return Near(self._store, told, beside | violent)

    def _span(self, own: str) -> tuple[date, date] | None:
        days = [self._published[d] for d in self._documents[own] if d in self._published]
        return (min(days), max(days)) if days else None


def with_both(
    store: Reader, published: Mapping[str, date], one: frozenset[str], other: frozenset[str]
) -> frozenset[str]:
    """The documents that name somebody of both sides, as far as their own reading knew."""
    sides = one | other
    register = Sides(load())
    known = frozenset(id for id in store.values(ActorRow, "known") if register.of(id) & sides)
    rows = [
        *store.rows(ActorRow, known=known),
        *store.rows(ActorRow, known=None, country=sides),
        *store.rows(ActorRow, canonical_id=sides),
    ]
    cast = Cast(rows, set(), published)
    named: tuple[set[str], set[str]] = (set(), set())
    for row in rows:
        theirs = cast.who(row.id, row.name).sides
        for found, side in zip(named, (one, other), strict=True):
            if theirs & side:
                found.add(row.document_id)
    return frozenset(named[0] & named[1])
