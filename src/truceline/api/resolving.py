"""From the extraction of a document to findings that refer to each other: ids become objects, spans passages."""

from __future__ import annotations

from truceline.api.findings import (
    Actor,
    Ceasefire,
    Claim,
    Days,
    Doubt,
    Event,
    Figure,
    Incident,
    Mention,
    Place,
    Step,
    Term,
    Wording,
)
from truceline.api.passages import Passage, passage_of
from truceline.model import extraction as x
from truceline.model.text import Span
from truceline.model.vocabulary import codes_of


class Resolver:
    """Everything found in one document, built once."""

    def __init__(self, found: x.Extraction) -> None:
        self._document, self._sentences = found.document, found.sentences
        self.actors = tuple(map(self._actor, found.actors))
        self.places = tuple(map(self._place, found.places))
        self._actors = {actor.id: actor for actor in self.actors}
        self._places = {place.id: place for place in self.places}
        self._codes = codes_of(found)
        self.events = tuple(map(self._event, found.events))
        self.figures = tuple(figure for event in self.events for figure in event.figures)
        self.ceasefires = tuple(map(self._ceasefire, found.ceasefires))
        self.claims = tuple(map(self._claim, found.claims))
        self.times = tuple(day for time in found.times if (day := self._time(time)) is not None)
        self.wordings = tuple(map(self._wording, found.wordings))

    def _words(self, span: Span | None) -> str | None:
        return None if span is None else span.of(self._document.text)

    def _passage(self, span: Span, basis: x.Basis = "stated") -> Passage:
        return passage_of(self._document, self._sentences, span, basis)

    def _mention(self, ref: x.Ref) -> Mention:
        return Mention(
            text=ref.span.of(self._document.text), basis=ref.basis, passage=self._passage(ref.span, ref.basis),
            actor=self._actors.get(ref.id or ""), place=self._places.get(ref.id or ""),
        )  # fmt: skip

    def _mentions(self, refs: tuple[x.Ref, ...]) -> tuple[Mention, ...]:
        return tuple(map(self._mention, refs))

    def _actor(self, one: x.Actor) -> Actor:
        return Actor(
            id=one.id, name=one.name, kind=one.kind, country=one.country, known=one.known, sector=one.sector,
            inter=one.inter, passages=tuple(map(self._passage, one.mentions)),
        )  # fmt: skip

    def _place(self, one: x.Place) -> Place:
        return Place(
            id=one.id, name=one.name, kind=one.kind, country=one.country, admin1=one.admin1, lat=one.lat, lon=one.lon,
            geonameid=one.geonameid, precision=one.precision, score=one.score, reason=one.reason,
            passages=tuple(map(self._passage, one.mentions)),
        )  # fmt: skip

    def _figure(self, event_id: str, one: x.Figure) -> Figure:
        value = one.value
        return Figure(
            event_id=event_id, kind=one.kind, victim_class=one.victim, low=value.low, best=value.best, high=value.high,
            open=value.open, scope=one.scope, text=one.count.of(self._document.text), who=self._words(one.who),
            sources=self._mentions(one.source), revision=one.revision, rule=value.rule,
            passage=self._passage(one.count),
        )  # fmt: skip

    def _event(self, one: x.Event) -> Event:
        return Event(
            id=one.id, type=one.type, status=one.status, trigger=one.trigger.of(self._document.text),
            date=None if one.date is None else self._date(one.date),
            actors=self._mentions(one.actor), targets=self._mentions(one.target), brokers=self._mentions(one.broker),
            sources=self._mentions(one.source), places=self._mentions(one.place),
            figures=tuple(self._figure(one.id, figure) for figure in one.figures),
            times=tuple(map(self._passage, one.time)),
            means=tuple(span.of(self._document.text) for span in one.means), codes=self._codes[one.id],
            retells=one.retells, confidence=one.confidence, method=one.method, passage=self._passage(one.trigger),
        )  # fmt: skip

    def _date(self, one: x.EventDate) -> Days:
        span = one.span
        return Days(
            earliest=one.days.earliest, latest=one.days.latest, precision=one.days.precision, basis=one.basis,
            text=self._words(span), passage=None if span is None else self._passage(span, one.basis),
        )  # fmt: skip

    def _time(self, one: x.TimeMention | None) -> Days | None:
        if one is None:
            return None
        days = one.days
        return Days(
            earliest=None if days is None else days.earliest, latest=None if days is None else days.latest,
            precision="unknown" if days is None else days.precision, basis=one.basis, text=self._words(one.span),
            passage=self._passage(one.span, one.basis), duration=one.duration,
        )  # fmt: skip

    def _ceasefire(self, one: x.Ceasefire) -> Ceasefire:
        text = self._document.text
        return Ceasefire(
            id=one.id, name=one.mentions[0].of(text), state=one.state, side=one.side,
            parties=self._mentions(one.parties), declarers=self._mentions(one.declared_by),
            brokers=self._mentions(one.broker), places=self._mentions(one.place),
            start=self._time(one.start), duration=self._time(one.duration), end=self._time(one.end),
            terms=tuple(
                Term(kind=t.kind, text=t.span.of(text), obliged=self._who(t.obliged), passage=self._passage(t.span))
                for t in one.terms
            ),
            steps=tuple(
                Step(
                    state=s.state, text=s.span.of(text), earliest=None if s.days is None else s.days.earliest,
                    latest=None if s.days is None else s.days.latest, event_id=s.event, passage=self._passage(s.span),
                )
                for s in one.steps
            ),
            doubts=tuple(
                Doubt(text=d.span.of(text), speaker=self._who(d.speaker), passage=self._passage(d.span))
                for d in one.doubts
            ),
            incidents=tuple(Incident(event_id=i.event, grade=i.grade) for i in one.incidents),
            confidence=one.confidence, method=one.method, passages=tuple(map(self._passage, one.mentions)),
        )  # fmt: skip

    def _who(self, actor_id: str | None) -> Actor | None:
        return self._actors.get(actor_id or "")

    def _claim(self, one: x.Claim) -> Claim:
        return Claim(
            id=one.id, speaker=None if one.speaker is None else self._mention(one.speaker), via=self._mentions(one.via),
            cue=self._words(one.cue), text=one.content.of(self._document.text), stance=one.stance, mode=one.mode,
            factuality=one.factuality, conditional=one.conditional, about=one.about, passage=self._passage(one.content),
        )  # fmt: skip

    def _wording(self, one: x.Wording) -> Wording:
        return Wording(
            text=one.span.of(self._document.text), kind=one.kind, about=one.about,
            speaker=None if one.speaker is None else self._mention(one.speaker), passage=self._passage(one.span),
        )  # fmt: skip
