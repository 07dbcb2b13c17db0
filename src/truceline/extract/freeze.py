"""Drafts to the frozen events of the extraction, with ids and references; `truce_freeze` does so for ceasefires."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from truceline.extract import confidence
from truceline.extract.actors import Cast
from truceline.extract.dating import Calendar, mention
from truceline.extract.draft import Argument, Draft
from truceline.extract.figures import FigureDraft
from truceline.extract.places import Atlas
from truceline.extract.sources import Sources
from truceline.extract.syntax import Tree
from truceline.extract.told import Told
from truceline.model.extraction import (
    Basis,
    Event,
    Figure,
    Ref,
    TimeMention,
)
from truceline.model.text import Span


@dataclass(frozen=True, slots=True)
class Scene:
    """What references are resolved against."""

    trees: Sequence[Tree]
    cast: Cast
    atlas: Atlas
    calendar: Calendar

    def actors(self, arguments: Iterable[Argument]) -> tuple[Ref, ...]:
        """References to actors, doubles left out."""
        return _once([based(self.cast.ref_span(a.sentence, a.first, a.last), a.basis) for a in arguments])

    def sources(self, arguments: Iterable[Argument]) -> tuple[Ref, ...]:
        """References to those who say so. A place that stands for nobody, as in a dateline, says nothing."""
        heads = [(a, self.trees[a.sentence].head_of(a.first, a.last)) for a in arguments]
        somebody = [
            a for a, head in heads
            if self.atlas.id_of(a.sentence, head) is None or self.cast.id_of(a.sentence, head) is not None
        ]  # fmt: skip
        return self.actors(somebody)

    def places(self, arguments: Iterable[Argument]) -> tuple[Ref, ...]:
        """References to places, doubles left out."""
        return _once([based(self.atlas.ref(a.sentence, a.first, a.last), a.basis) for a in arguments])

    def span(self, argument: Argument) -> Span:
        """Characters of an argument."""
        return self.trees[argument.sentence].span(argument.first, argument.last)

    def times(self, draft: Draft) -> tuple[Span, ...]:
        """Time words of an event, each as the whole expression; not those that place another event after this one."""
        own = [a for a in draft.roles["time"] if not _measures(draft, a)]
        found = [(self.span(a), self.calendar.within(a.sentence, self.span(a))) for a in own]
        return tuple(dict.fromkeys(next((p.span for p in ps if span.within(p.span)), span) for span, ps in found))

    def time(self, arguments: Sequence[Argument]) -> TimeMention | None:
        """The first time expression that the arguments hold."""
        for argument in arguments:
            span = self.span(argument)
            found = self.calendar.within(argument.sentence, span)
            if found:
                best = max(found, key=lambda p: (p.days is not None, p.duration is not None))
                return mention(best)
            return TimeMention(span, None, None)
        return None


def _measures(draft: Draft, argument: Argument) -> bool:
    """True for "a day" in "a day after the truce was signed": how long after this event another one came."""
    tree, last = draft.tree, argument.last
    after = last < len(tree.tokens) and tree.words[last].lower() in ("after", "before")
    return (
        after
        and argument.sentence == draft.sentence
        and argument.first < draft.first
        and (draft.head in tree.subtree(tree.tokens[last].head))
    )


def based(ref: Ref, basis: Basis) -> Ref:
    """`ref`, with `basis` unless it is marked already."""
    return replace(ref, basis=basis) if ref.basis == "stated" != basis else ref


def _once(refs: Sequence[Ref]) -> tuple[Ref, ...]:
    if len(refs) < 2:
        return tuple(refs)
    seen: dict[tuple[Span, str | None], Ref] = {}
    for ref in refs:
        seen.setdefault((ref.span, ref.id), ref)
    return tuple(seen.values())


def event(draft: Draft, told: Told, scene: Scene, number: int, sources: Sources, retells: str | None = None) -> Event:
    """The frozen event ``E<number>``; `sources` say who says so, where the clause itself does not tell.

    `retells` is the id of the event that it tells again.
    """
    speaker = sources.events.get(id(draft))
    source = scene.sources(draft.roles["source"]) or ((speaker,) if speaker is not None else ())

    def told_by(figure: FigureDraft) -> tuple[Ref, ...]:
        own = sources.figures.get(id(figure))
        return (own,) if own is not None else source

    figures = tuple(
        Figure(
            kind=f.kind, count=f.count, who=f.who, victim=f.victim, value=f.value, scope=f.scope, source=told_by(f),
            revision=f.revision, revised=f.revised,
        )
        for f in sorted(told.figures_of(draft), key=lambda f: f.count)
    )  # fmt: skip
    return Event(
        id=f"E{number}", type=draft.type, status=draft.status, trigger=draft.span, sentence=draft.sentence,
        actor=scene.actors(draft.roles["actor"]), target=scene.actors(draft.roles["target"]),
        broker=scene.actors(draft.roles["broker"]), means=tuple(scene.span(a) for a in draft.roles["means"]),
        place=scene.places(draft.roles["place"]), time=scene.times(draft),
        date=draft.date, source=source, figures=figures,
        confidence=round(confidence.EVENTS(draft.score), 4), method=draft.method, retells=retells,
    )  # fmt: skip
