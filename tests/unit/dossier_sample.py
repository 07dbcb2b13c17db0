"""Reports read by hand into a record, for the tests of the dossier."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

from truceline.model.extraction import (
    Actor,
    ActorKind,
    Basis,
    Ceasefire,
    Claim,
    Doubt,
    Event,
    EventDate,
    Extraction,
    Factuality,
    Figure,
    FigureKind,
    Grade,
    Incident,
    Mode,
    Place,
    ReadSentence,
    Ref,
    Scope,
    Side,
    Slant,
    Stance,
    State,
    Status,
    Step,
    Term,
    TimeMention,
    VictimClass,
    Wording,
)
from truceline.model.ledger import Link, Reading, Version
from truceline.model.records import ActorRow, CeasefireRow, EventRow
from truceline.model.text import Block, BlockRole, Document, Failure, Skipped, Span
from truceline.model.values import Count, Days
from truceline.record import Store, statements

NOW = datetime(2026, 11, 21, 12, 0, 0)
VERSION = Version(software="truceline test")
METHOD = "hand/1"


def on(low: str, high: str | None = None) -> Days:
    """From one day to another (or the same)."""
    first, last = date.fromisoformat(low), date.fromisoformat(high or low)
    return Days(first, last, "day" if first == last else "range")


class Report:
    """A report under construction: every value is found by its words in the text."""

    def __init__(self, name: str, outlet: str | None, published: str | None, title: str, text: str) -> None:
        paragraphs = [title, *text.strip().split("\n\n")]
        self.text = "\n\n".join(paragraphs)
        raw = self.text.encode("utf-8", "surrogatepass")
        blocks, at = [], 0
        for n, paragraph in enumerate(paragraphs):
            role: BlockRole = "title" if n == 0 else "boilerplate" if paragraph.startswith("©") else "body"
            blocks.append(Block(Span(at, at + len(paragraph)), role))
            at += len(paragraph) + 2
        self.document = Document(
            id=hashlib.sha256(name.encode() + raw).hexdigest()[:16],
            path=f"reports/{name}.txt",
            text=self.text,
            raw=raw,
            sha256=hashlib.sha256(raw).hexdigest(),
            media_type="text/plain",
            title=title,
            outlet=outlet,
            url=f"https://example.org/{name}",
            published=date.fromisoformat(published) if published else None,
            published_basis="metadata" if published else "unknown",
            published_span=None,
            language="en",
            blocks=tuple(blocks),
        )
        self.sentences = tuple(
            ReadSentence(Span(b.span.start + m.start(), b.span.start + m.end()), b.role)
            for b in blocks
            for m in re.finditer(r"\S.*?(?:[.!?][\"”]?(?=\s|$)|$)", b.span.of(self.text), re.S)
        )
        self.actors: dict[str, Actor] = {}
        self.places: dict[str, Place] = {}
        self.events: list[Event] = []
        self.ceasefires: list[Ceasefire] = []
        self.times: list[TimeMention] = []
        self.claims: list[Claim] = []
        self.wordings: list[Wording] = []

    def span(self, words: str) -> Span:
        """Where the words first stand; ``~2`` behind them asks for the second place."""
        words, _, nth = words.partition("~")
        at = -1
        for _ in range(int(nth or 1)):
            at = self.text.index(words, at + 1)
        return Span(at, at + len(words))

    def actor(self, name: str, kind: ActorKind, *forms: str) -> None:
        found = [m for f in forms or (name,) for m in re.finditer(rf"(?<!\w){re.escape(f)}(?!\w)", self.text)]
        mentions = tuple(sorted(Span(m.start(), m.end()) for m in found))
        local = f"A{len(self.actors) + 1}"
        self.actors[name] = Actor(id=local, name=name, kind=kind, country=None, known=None, mentions=mentions)

    def place(self, name: str, lat: float | None = None, lon: float | None = None, number: int | None = None) -> None:
        mentions = tuple(Span(m.start(), m.end()) for m in re.finditer(rf"\b{name}\b", self.text))
        self.places[name] = Place(
            id=f"P{len(self.places) + 1}",
            name=name,
            kind="city" if number else "unknown",
            country="IRQ",
            admin1=None,
            lat=lat,
            lon=lon,
            geonameid=number,
            precision=1 if number else None,
            mentions=mentions,
        )

    def ref(self, words: str, basis: Basis = "stated") -> Ref:
        """A mention: ``words`` alone, or ``words=Name`` for the actor or place that they stand for."""
        words, _, name = words.partition("=")
        name = name or words.partition("~")[0]
        known = self.actors.get(name) or self.places.get(name)
        return Ref(self.span(words), known.id if known else None, basis)

    def refs(self, words: str | Sequence[str]) -> tuple[Ref, ...]:
        given = [words] if isinstance(words, str) else words
        return tuple(
            self.ref(w.removeprefix("^"), "carried over" if w.startswith("^") else "stated") for w in given if w
        )

    def event(
        self,
        kind: str,
        trigger: str,
        *,
        who: str | Sequence[str] = "",
        whom: str | Sequence[str] = "",
        where: str | Sequence[str] = "",
        source: str | Sequence[str] = "",
        when: Days | None = None,
        time: str = "",
        status: Status = "asserted",
        figures: tuple[Figure, ...] = (),
    ) -> str:
        span = self.span(trigger)
        local = f"E{len(self.events) + 1}"
        words = self.span(time) if time else None
        self.events.append(
            Event(
                id=local,
                type=kind,
                status=status,
                trigger=span,
                sentence=next(n for n, s in enumerate(self.sentences) if span.within(s.span)),
                actor=self.refs(who),
                target=self.refs(whom),
                broker=(),
                means=(),
                place=self.refs(where),
                time=(words,) if words else (),
                date=EventDate(when, words, "stated" if words else "inferred") if when else None,
                source=self.refs(source),
                figures=figures,
                confidence=0.9,
                method=METHOD,
            )
        )
        if words and when:
            self.times.append(TimeMention(words, when, None))
        return local

    def figure(
        self,
        kind: FigureKind,
        words: str,
        value: tuple[int | None, int | None, int | None, bool],
        *,
        who: str = "",
        victims: VictimClass = "unknown",
        scope: Scope = "event",
        source: str | Sequence[str] = "",
    ) -> Figure:
        return Figure(
            kind=kind,
            count=self.span(words),
            who=self.span(who) if who else None,
            victim=victims,
            value=Count(*value, rule="VN-test"),
            scope=scope,
            source=self.refs(source),
        )

    def claim(
        self,
        content: str,
        *,
        speaker: str = "",
        cue: str = "",
        mode: Mode = "indirect",
        stance: Stance = "asserts",
        factuality: Factuality = "CT+",
        via: str | Sequence[str] = "",
        about: tuple[str, ...] = (),
    ) -> None:
        self.claims.append(
            Claim(
                id=f"Q{len(self.claims) + 1}",
                speaker=self.ref(speaker) if speaker else None,
                via=self.refs(via),
                cue=self.span(cue) if cue else None,
                content=self.span(content),
                mode=mode,
                factuality=factuality,
                conditional=False,
                about=about,
                stance=stance,
            )
        )

    def ceasefire(
        self,
        mentions: Sequence[str],
        state: State,
        *,
        side: Side = "unclear",
        state_words: str = "",
        parties: Sequence[str] = (),
        declared_by: Sequence[str] = (),
        broker: Sequence[str] = (),
        place: Sequence[str] = (),
        start: tuple[str, Days] | None = None,
        duration: tuple[str, str] | None = None,
        terms: Sequence[tuple[str, str, str]] = (),
        steps: Sequence[tuple[State, str, Days | None]] = (),
        doubts: Sequence[tuple[str, str]] = (),
        incidents: Sequence[tuple[str, Grade]] = (),
    ) -> str:
        local = f"C{len(self.ceasefires) + 1}"
        self.ceasefires.append(
            Ceasefire(
                id=local,
                mentions=tuple(self.span(m) for m in mentions),
                side=side,
                state=state,
                state_span=self.span(state_words) if state_words else None,
                parties=self.refs(parties),
                declared_by=self.refs(declared_by),
                broker=self.refs(broker),
                place=self.refs(place),
                start=TimeMention(self.span(start[0]), start[1], None) if start else None,
                duration=TimeMention(self.span(duration[0]), None, duration[1]) if duration else None,
                end=None,
                terms=tuple(Term(self.span(w), k, self.actors[o].id if o else None) for w, k, o in terms),
                steps=tuple(Step(s, self.span(w), d, None) for s, w, d in steps),
                doubts=tuple(Doubt(self.span(w), self.actors[a].id if a else None) for w, a in doubts),
                incidents=tuple(Incident(e, g) for e, g in incidents),
                confidence=0.9,
                method=METHOD,
            )
        )
        return local

    def wording(self, words: str, kind: Slant, *, about: str = "", speaker: str = "") -> None:
        local = self.actors[about].id if about else None
        self.wordings.append(Wording(self.span(words), kind, local, self.ref(speaker) if speaker else None))

    def reading(self) -> Reading:
        extraction = Extraction(
            document=self.document,
            sentences=self.sentences,
            relevant=True,
            actors=tuple(self.actors.values()),
            places=tuple(self.places.values()),
            events=tuple(self.events),
            ceasefires=tuple(self.ceasefires),
            times=tuple(self.times),
            claims=tuple(self.claims),
            wordings=tuple(self.wordings),
            diagnostics=(),
        )
        return Reading(extraction, statements(extraction))


def record(path: Path, reports: Sequence[Report], links: Sequence[Link] = ()) -> Store:
    """A new record of the reports, folded."""
    store = Store.open(path, "create")
    run = store.begin_run(VERSION, agent="test", at=NOW)
    store.append(run, [r.reading() for r in reports])
    store.append_failures(
        run, [Failure("reports/scan.txt", "binary", "this is not text; give the report as text or HTML")]
    )
    store.append_skipped(run, [Skipped("reports/arabic.txt", "language", "written in Arabic, only English is read")])
    store.end_run(run, at=NOW)
    store.fold()
    if links:
        store.append_links(VERSION, links, agent="test", at=NOW)
        store.fold()
    return store


def same(table: type[EventRow] | type[ActorRow] | type[CeasefireRow], ids: Sequence[str]) -> list[Link]:
    """Links that make the records one."""
    return [
        Link(kind="same", table=table.table, left_id=a, right_id=b, score=1.0, method=METHOD, reason="the same")
        for a, b in pairwise(ids)
    ]
