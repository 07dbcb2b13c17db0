"""A record made by hand, for the tests of following ceasefires: the rows of `resolve_rows` with steps, terms and claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

from tests.unit.resolve_rows import Book, interval
from truceline.follow import Life, Settings, build, defaults
from truceline.follow.gathering import Gathered, gather
from truceline.follow.replacing import replaced
from truceline.model.records import (
    ActorRow,
    CeasefireDoubtRow,
    CeasefireIncidentRow,
    CeasefireRow,
    CeasefireStepRow,
    CeasefireTermRow,
    ClaimAboutRow,
    ClaimRow,
    EventActorRow,
    EventRow,
    TimeRow,
)


class Chronicle(Book):
    """Rows of reports on ceasefires; the report of a row is what stands before the point of its id."""

    def publish(self, **days: str) -> None:
        """Reports with their days of publication."""
        self.published |= {document: date.fromisoformat(day) for document, day in days.items()}

    def source(self, event: str, who: str) -> None:
        """Who tells of an event."""
        document = event.partition(".")[0]
        row = EventActorRow(
            id=f"EVA-{event}-source-{who}", event_id=event, role="source", actor_id=who if who.startswith("ACT-") else None,
            text=who, basis="stated", **_of(document),
        )  # fmt: skip
        self.add(row)

    def step(
        self,
        truce: str,
        state: str,
        days: str | None = None,
        *,
        kind: str = "ceasefire_declared",
        status: str = "asserted",
        actors: Sequence[str] = (),
        sources: Sequence[str] = (),
        places: Sequence[str] = (),
    ) -> str:
        """A step with the event behind it. Without days it is told as news is: until the day of the report."""
        document = truce.partition(".")[0]
        own = f"{truce}-{state}-{len(self.found[CeasefireStepRow])}"
        first, last = interval(days)
        event = self.event(own, kind, days, places, document=document, status=status, actors=actors)
        for who in sources:
            self.source(event, who)
        precision = "before" if days is None else "day" if first == last else "range"
        row = CeasefireStepRow(
            id=f"CFS-{own}", ceasefire_id=truce, state=cast("Any", state), text=state, event_id=event, earliest=first,
            latest=last or self.published.get(document), precision=cast("Any", precision),
            as_known_on=self.published.get(document), **_of(document),
        )  # fmt: skip
        self.add(row)
        return event

    def incident(self, truce: str, event: str, grade: str = "alleged") -> None:
        """An act that the report itself ties to its ceasefire."""
        row = CeasefireIncidentRow(
            id=f"CFI-{truce}-{event}", ceasefire_id=truce, event_id=event, grade=cast("Any", grade),
            **_of(truce.partition(".")[0]),
        )  # fmt: skip
        self.add(row)

    def term(self, truce: str, kind: str, words: str, obliged: str | None = None, position: int = 0) -> None:
        """A term."""
        row = CeasefireTermRow(
            id=f"CFT-{truce}-{words}", ceasefire_id=truce, kind=kind, text=words, obliged_id=obliged,
            **{**_of(truce.partition(".")[0]), "position": position},
        )  # fmt: skip
        self.add(row)

    def time(
        self, document: str, words: str, position: int, *, days: str | None = None, duration: str | None = None
    ) -> None:
        """A time expression."""
        first, last = interval(days)
        row = TimeRow(
            id=f"TIM-{document}-{position}", text=words, earliest=first, latest=last, precision="day" if first else None,
            duration=duration, **{**_of(document), "position": position},
        )  # fmt: skip
        self.add(row)

    def claim(self, truce: str, stance: str, words: str, speaker: str | None = None) -> None:
        """Something said about a ceasefire."""
        own = f"CLM-{truce}-{words}"
        document = truce.partition(".")[0]
        row = ClaimRow(
            id=own, speaker_id=speaker, content=words, mode="indirect", factuality="CT+", conditional=False,
            stance=cast("Any", stance), **_of(document),
        )  # fmt: skip
        self.add(row)
        self.add(
            ClaimAboutRow(id=f"ABT-{own}", claim_id=own, target_table="ceasefire", target_id=truce, **_of(document))
        )

    def move(self, own: str, kind: str, *, position: int) -> None:
        """An event at a place in the text."""
        self.event(own, kind)
        rows = cast("list[EventRow]", self.found[EventRow])
        self.found[EventRow] = [replace(row, position=position) if row.id == own else row for row in rows]

    def doubt(self, truce: str, words: str) -> None:
        """A doubt."""
        row = CeasefireDoubtRow(id=f"CFD-{truce}", ceasefire_id=truce, text=words, **_of(truce.partition(".")[0]))
        self.add(row)

    def gathered(self) -> Gathered:
        """The accounts, the ceasefires joined as linking suggests."""
        for record in (CeasefireRow, ActorRow):
            tops = {own: min(group) for group in self.groups(record.table) for own in group}
            rows = cast("list[ActorRow]", self.found[record])
            self.found[record] = [replace(row, canonical_id=tops.get(row.id, row.id)) for row in rows]
        return gather(self.rows, self.published)

    def lives(self, as_known_on: date | None = None, settings: Settings | None = None) -> list[Life]:
        """The lives of all ceasefires, by the day of the first report."""
        settings = settings or defaults()
        found = []
        for account in self.gathered().accounts():
            known = account if as_known_on is None else account.known_on(as_known_on)
            if known.reports:
                found.append(build(account, settings, as_known_on=as_known_on))
        found.sort(key=lambda life: (life.first_reported or date.max, life.id))
        return replaced(found, settings)

    def life(self, as_known_on: date | None = None, settings: Settings | None = None) -> Life:
        """The only ceasefire of the book."""
        lives = self.lives(as_known_on, settings)
        assert len(lives) == 1, [life.ceasefires for life in lives]
        return lives[0]


def course(life: Life) -> list[str]:
    """The states that a life goes through."""
    return [move.after for move in life.transitions]


def _of(document: str) -> dict[str, Any]:
    return {"document_id": document, "position": 0, "review": "draft"}


def day(text: str) -> date:
    return date.fromisoformat(text)


def coast(book: Chronicle, document: str) -> tuple[str, str]:
    """The two parties of the made-up war that most tests tell of."""
    return book.actor(document, "Norland", "state", country="NOR", known="NOR"), book.actor(
        document, "Coast Liberation Front", "armed_group"
    )


def five_reports() -> Chronicle:
    """Proposed on Monday, declared on Wednesday, extended, strained, broken in March."""
    book = Chronicle()
    book.publish(a="2009-01-05", b="2009-01-07", c="2009-01-21", d="2009-02-16", e="2009-03-09")
    for document, state in zip("abcde", ("proposed", "declared", "extended", "strained", "broken_down"), strict=True):
        book.ceasefire(f"{document}.1", state, parties=coast(book, document), places=["Bergen"])
    both = {document: coast(book, document) for document in "abcde"}
    book.step("a.1", "proposed", "2009-01-05", kind="ceasefire_proposed", actors=[both["a"][1]])
    book.step("b.1", "declared", "2009-01-07", actors=both["b"])
    book.step("c.1", "extended", kind="ceasefire_extended", actors=both["c"])
    book.step("d.1", "strained", kind="ceasefire_violated", actors=[both["d"][1]])
    book.step("e.1", "broken_down", "2009-03-08", kind="ceasefire_ended", actors=[both["e"][0]])
    return book


def with_act(
    days: str | None, *, place: str = "Bergen", kind: str = "shelling", published: str = "2009-01-20",
    attacker: str = "front", source: str | None = None,
) -> Chronicle:  # fmt: skip
    """A ceasefire in Bergen from 7 January, and an act told in a report that does not name it."""
    book = Chronicle()
    book.publish(a="2009-01-08", x=published)
    book.ceasefire("a.1", "holding", "2009-01-07", parties=coast(book, "a"), places=["Bergen"])
    book.step("a.1", "declared", "2009-01-07")
    north, front = coast(book, "x")
    others = {"front": front, "stranger": book.actor("x", "Highland Brigade", "armed_group"), "gunmen": "gunmen"}
    book.event("x.1", kind, days, [place], actors=[others[attacker]], targets=[north])
    if source is not None:
        book.source(
            "x.1", {"north": north, "front": front, "monitors": book.actor("x", "Mission", "international")}[source]
        )
    return book


def fighting(days: int) -> Chronicle:
    book = Chronicle()
    book.publish(a="2009-01-08")
    book.ceasefire("a.1", "holding", "2009-01-07", parties=coast(book, "a"), places=["Bergen"])
    book.step("a.1", "declared", "2009-01-07")
    for n in range(days):
        document = f"x{n}"
        book.publish(**{document: f"2009-01-{20 + n}"})
        north, front = coast(book, document)
        book.event(f"{document}.1", "armed_clash", f"2009-01-{19 + n}", ["Bergen"], actors=[front], targets=[north])
    return book
