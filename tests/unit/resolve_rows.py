"""A record made by hand, for the tests of linking: rows of events, ceasefires and actors without a store."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar, cast

from truceline.model.ledger import Link
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
    Row,
)
from truceline.resolve import links

R = TypeVar("R", bound=Row)


class Book:
    """Rows by type; the ids are given by hand or made from what they belong to."""

    def __init__(self) -> None:
        self.found: dict[type[Row], list[Row]] = defaultdict(list)
        self.published: dict[str, date] = {}
        self._actors: dict[tuple[str, str], str] = {}
        self._places: dict[tuple[str, str], str] = {}

    def rows(self, record: type[R], /) -> Iterator[R]:
        """As `Store.rows`."""
        return cast("Iterator[R]", iter(self.found[record]))

    def links(self) -> list[Link]:
        """What linking suggests."""
        return links(self.rows, self.published or None)

    def pairs(self, table: str, kind: str = "same") -> set[frozenset[str]]:
        """The pairs suggested in one table."""
        return {frozenset({k.left_id, k.right_id}) for k in self.links() if k.table == table and k.kind == kind}

    def groups(self, table: str) -> set[frozenset[str]]:
        """The records that the links join, as sets of more than one."""
        sets: dict[str, set[str]] = {}
        for pair in self.pairs(table):
            joined = set().union(*(sets.get(i, {i}) for i in pair))
            sets.update(dict.fromkeys(joined, joined))
        return {frozenset(s) for s in sets.values()}

    def shuffled(self, seed: int) -> Book:
        """The same rows in another order."""
        other = Book()
        other.published = dict(self.published)
        for record, found in self.found.items():
            other.found[record] = random.Random(seed).sample(found, len(found))
        return other

    def add(self, row: Row) -> str:
        """Put down a row; gives its id."""
        self.found[type(row)].append(row)
        return row.id

    def actor(
        self,
        document: str,
        name: str,
        kind: str = "person",
        *,
        country: str | None = None,
        names: Sequence[str] = (),
        known: str | None = None,
    ) -> str:
        """An actor of a report, the same one for the same name."""
        if (document, name) not in self._actors:
            own = self._actors[(document, name)] = f"ACT-{document}-{name}"
            row = ActorRow(
                id=own,
                canonical_id=own,
                name=name,
                kind=cast("Any", kind),
                country=country,
                known=known,
                **_report(document),
            )
            self.add(row)
            for form in (name, *names):
                self.add(ActorNameRow(id=f"NAM-{own}-{form}", actor_id=own, name=form, **_report(document)))
        return self._actors[(document, name)]

    def place(
        self, document: str, name: str, kind: str = "city", *, country: str | None = None, position: int = 9
    ) -> str:
        """A place of a report, the same one for the same name."""
        if (document, name) not in self._places:
            own = self._places[(document, name)] = f"PLC-{document}-{name}"
            report = {**_report(document), "position": position}
            self.add(PlaceRow(id=own, name=name, kind=cast("Any", kind), country=country, **report))
        return self._places[(document, name)]

    def locate(self, document: str, name: str, lat: float, lon: float) -> None:
        """Give a place of a report its coordinates."""
        own = self.place(document, name)
        self.found[PlaceRow] = [
            replace(cast("PlaceRow", row), lat=lat, lon=lon) if row.id == own else row for row in self.found[PlaceRow]
        ]

    def event(
        self,
        own: str,
        type_: str,
        days: str | None = None,
        places: Sequence[str] = (),
        *,
        document: str | None = None,
        status: str = "asserted",
        actors: Sequence[str] = (),
        targets: Sequence[str] = (),
        killed: Sequence[int | str] = (),
        precision: str | None = None,
        trigger: str | None = None,
        retells: str | None = None,
    ) -> str:
        """An event. Its report is what stands before the point of its id; ``days`` is ``2004-08-26`` or ``A/B``.

        A place may be given as ``Green Zone:district``. Actors are ids of actors, or words without one.
        """
        document = document or own.partition(".")[0]
        first, last = interval(days)
        told = precision or (None if first is None else "day" if first == last else "range")
        row = EventRow(
            id=own, happening_id=own, type=type_, status=cast("Any", status), trigger=trigger or own, sentence=0, confidence=1.0,
            method="hand", retells_id=retells, date_earliest=first, date_latest=last, date_precision=cast("Any", told), **_report(document),
        )  # fmt: skip
        self.add(row)
        for name in places:
            words, _, kind = name.partition(":")
            where = self.place(document, words, kind or "city")
            said = EventPlaceRow(
                id=f"EVP-{own}-{words}", event_id=own, place_id=where, text=words, basis="stated", **_report(document)
            )
            self.add(said)
        for role, who in [*(("actor", a) for a in actors), *(("target", t) for t in targets)]:
            known = who if who.startswith("ACT-") else None
            part = EventActorRow(
                id=f"EVA-{own}-{role}-{who}", event_id=own, role=cast("Any", role), actor_id=known, text=who,
                basis="stated", **_report(document),
            )  # fmt: skip
            self.add(part)
        for figure in killed:
            self.figure(own, document, "killed", str(figure), best=figure if isinstance(figure, int) else None)
        return own

    def figure(self, event: str, document: str, kind: str, verbatim: str, **value: Any) -> None:
        """A figure of an event; without `low` and `high` it is the point `best`."""
        best = value.pop("best", None)
        given = {"low": best, "best": best, "high": best, "open": False, "victim_class": "unknown", "scope": "event"}
        row = FigureRow(
            id=f"FIG-{event}-{kind}-{verbatim}", event_id=event, kind=cast("Any", kind), verbatim=verbatim, rule="hand",
            standing="counted", **{**given, **value}, **_report(document),
        )  # fmt: skip
        self.add(row)

    def ceasefire(
        self,
        own: str,
        state: str,
        start: str | None = None,
        *,
        parties: Sequence[str] = (),
        declarers: Sequence[str] = (),
        brokers: Sequence[str] = (),
        places: Sequence[str] = (),
        side: str = "unclear",
        duration: str | None = None,
        name: str | None = None,
    ) -> str:
        """A ceasefire; parties are ids of actors or words. Its report is what stands before the point of its id."""
        document = own.partition(".")[0]
        first, last = interval(start)
        row = CeasefireRow(
            id=own, canonical_id=own, name=name or own, side=cast("Any", side), state=cast("Any", state), confidence=1.0,
            method="hand", start_earliest=first, start_latest=last, duration=duration, **_report(document),
        )  # fmt: skip
        self.add(row)
        for role, many in (("party", parties), ("declarer", declarers), ("broker", brokers)):
            for who in many:
                known = who if who.startswith("ACT-") else None
                party = CeasefirePartyRow(
                    id=f"CFP-{own}-{role}-{who}", ceasefire_id=own, role=cast("Any", role), actor_id=known, text=who,
                    basis="stated", **_report(document),
                )  # fmt: skip
                self.add(party)
        for name in places:
            words, _, kind = name.partition(":")
            where = self.place(document, words, kind or "city")
            spot = CeasefirePlaceRow(
                id=f"CFL-{own}-{words}", ceasefire_id=own, place_id=where, text=words, basis="stated",
                **_report(document),
            )  # fmt: skip
            self.add(spot)
        return own

    def made(self, truce: str) -> None:
        """The report tells of the making of its ceasefire as news, without a day."""
        document = truce.partition(".")[0]
        row = CeasefireStepRow(
            id=f"CFS-{truce}", ceasefire_id=truce, state="agreed", text="agreed", latest=self.published[document],
            precision="before", as_known_on=self.published[document], **_report(document),
        )  # fmt: skip
        self.add(row)

    def reject(self, own: str) -> None:
        """Mark an event or ceasefire as rejected by a person."""
        for record in (EventRow, CeasefireRow):
            self.found[record] = [
                replace(cast("EventRow", row), review="rejected") if row.id == own else row
                for row in self.found[record]
            ]


def interval(days: str | None) -> tuple[date | None, date | None]:
    """``2004-08-26`` or ``2004-08-05/2004-08-25`` as two days."""
    if days is None:
        return None, None
    first, _, last = days.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)


def _report(document: str) -> dict[str, Any]:
    return {"document_id": document, "position": 0, "review": "draft"}
