"""When events happened: time words of the clause, carried-over dates, and the interval of an episode.

Order of evidence: the event's own time words; words of the same clause; the sentence or title before, in the same
paragraph, for an event told without words of its own; the episode that the event is part of; the publication date as
the last day possible. What is not stated in the clause is marked ``carried over`` or ``inferred``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from truceline.extract.dates import TimePhrase, time_phrases
from truceline.extract.draft import Draft
from truceline.extract.duration import days_of
from truceline.extract.syntax import Tree
from truceline.model.extraction import EventDate, TimeMention
from truceline.model.text import Block, Document, Span
from truceline.model.values import Days
from truceline.model.vocabulary import FAMILIES

FORCE = FAMILIES["violence"] | {"siege", "deployment"}
UNREAL = frozenset({"future", "hypothetical"})
LAST_WEEK = timedelta(days=7)


class Calendar:
    """All time phrases of a document, by sentence, and the mention of each that goes into the extraction."""

    def __init__(self, trees: Sequence[Tree], document: Document) -> None:
        self.document = document
        self.phrases: dict[int, tuple[TimePhrase, ...]] = {}
        context: Days | None = None
        for tree in trees:
            if tree.sentence.role == "boilerplate" or not tree.tokens:
                continue
            found = time_phrases(tree.sentence, document.text, document.published, context)
            self.phrases[tree.sentence.number] = found
            stated = [p.days for p in found if p.days is not None and p.days.precision in ("day", "range")]
            context = stated[-1] if stated else context

    def mentions(self) -> tuple[TimeMention, ...]:
        """Every time expression of the document, tied to an event or not."""
        return tuple(TimeMention(p.span, p.days, p.duration) for n in sorted(self.phrases) for p in self.phrases[n])

    def within(self, sentence: int, span: Span) -> tuple[TimePhrase, ...]:
        """Phrases of a sentence that overlap `span`."""
        return tuple(p for p in self.phrases.get(sentence, ()) if p.span.overlaps(span))


def date_all(drafts: Sequence[Draft], calendar: Calendar) -> None:
    """Gives each draft its date, in place."""
    published = calendar.document.published
    for draft in drafts:
        draft.date = _stated(draft, calendar, published)
    _carry(drafts, calendar.document.blocks)
    _episode(drafts, published)
    for draft in drafts:
        if draft.date is None and published is not None and draft.status not in UNREAL:
            draft.date = EventDate(Days(None, published, "before"), None, "inferred")


def _stated(draft: Draft, calendar: Calendar, published: date | None) -> EventDate | None:
    """The date that the event's own clause gives."""
    own = [p for a in draft.roles["time"] for p in calendar.within(a.sentence, draft.tree.span(a.first, a.last))]
    phrases = own or _of_clause(draft, calendar)
    dated = [p for p in phrases if p.days is not None and p.anchor != "duration"]
    if dated:
        narrow = min(dated, key=lambda p: (_width(p.days), p.span.start))
        assert narrow.days is not None
        return EventDate(narrow.days, narrow.span)
    lasting = next((p for p in phrases if p.duration is not None), None)
    if lasting is not None and published is not None and draft.type in FORCE and draft.status not in UNREAL:
        days = days_of(lasting.duration)
        if days is not None and days >= 1:
            return EventDate(Days(published - LAST_WEEK - timedelta(days=days), published, "range"), lasting.span, "inferred")
    return None


def _width(days: Days | None) -> int:
    if days is None or days.earliest is None or days.latest is None:
        return 10**6
    return (days.latest - days.earliest).days


def _of_clause(draft: Draft, calendar: Calendar) -> list[TimePhrase]:
    """Time phrases whose nearest verb is the event's, or governs it directly."""
    tree, found = draft.tree, []
    mine = _clause(tree, draft.head)
    for phrase in calendar.phrases.get(draft.sentence, ()):
        tokens = [i for i, t in enumerate(tree.tokens) if phrase.span.start <= t.start < phrase.span.end]
        if not tokens:
            continue
        head = tree.head_of(tokens[0], tokens[-1] + 1)
        governor = tree.tokens[head].head
        if governor in (draft.head, mine) or draft.head in (head, governor):
            found.append(phrase)
    return found


def _clause(tree: Tree, index: int) -> int:
    """The verb of the clause in which token `index` stands."""
    if tree.tokens[index].upos in ("VERB", "AUX"):
        return index
    return next((a for a in tree.ancestors(index) if tree.tokens[a].upos in ("VERB", "AUX")), index)


def _carry(drafts: Sequence[Draft], blocks: tuple[Block, ...]) -> None:
    """An asserted event without a date takes the day of the sentence just before, in the same or the next paragraph."""
    for earlier, later in zip(drafts, drafts[1:], strict=False):
        if later.date is not None or later.status != "asserted" or earlier.date is None or earlier.date.basis != "stated":
            continue
        if earlier.status != "asserted" or later.sentence - earlier.sentence > 1:
            continue
        if earlier.date.days.precision == "day" and _finite(later):
            later.date = replace(earlier.date, basis="carried over")


def _finite(draft: Draft) -> bool:
    """True if the event stands in a main clause in a narrative tense, not inside somebody's speech or a description."""
    tree = draft.tree
    verb = _clause(tree, draft.head)
    token = tree.tokens[verb]
    return token.xpos in ("VBD", "VBZ", "VBP") and token.deprel.split(":")[0] in ("root", "conj", "ccomp", "parataxis")


def _episode(drafts: Sequence[Draft], published: date | None) -> None:
    """Joins "a week of fighting" and "launched last Tuesday" to one interval, and dates the events inside it.

    An episode needs a violent event with a stated start day and one, in the same report, with a stated duration. Violent
    events without a date of their own that share a place or a party with either are dated to the interval, as
    ``carried over``.
    """
    if published is None:
        return
    starts = [d for d in drafts if d.type in FORCE and d.status not in UNREAL and d.date and d.date.basis == "stated" and d.date.days.precision == "day"]
    lasting = [d for d in drafts if d.type in FORCE and d.date and d.date.basis == "inferred"]
    for start in starts:
        for long in lasting:
            assert start.date is not None
            assert long.date is not None
            days = long.date.days
            assert days.earliest is not None
            length = published - LAST_WEEK - days.earliest
            first = start.date.days.earliest
            if first is None or first + length > published + timedelta(days=1) or first < days.earliest:
                continue
            whole = Days(first, min(first + length - timedelta(days=1), published), "range")
            start.date, long.date = EventDate(whole, start.date.span, "inferred"), EventDate(whole, long.date.span, "inferred")
            _spread(drafts, (start, long), whole)
            return
    for long in lasting:
        assert long.date is not None
        _spread(drafts, (long,), long.date.days)


def _spread(drafts: Sequence[Draft], roots: tuple[Draft, ...], days: Days) -> None:
    names = {w for root in roots for w in _names(root)}
    basis = next((r.date.span for r in roots if r.date is not None), None)
    for draft in drafts:
        if draft.date is None and draft.status == "asserted" and draft.type in FORCE and names & _names(draft):
            draft.date = EventDate(days, basis, "carried over")


def _names(draft: Draft) -> set[str]:
    """Lemmas of the proper nouns in an event's places and parties."""
    tokens = draft.tree.tokens
    return {
        tokens[i].lemma.lower()
        for role in ("place", "actor", "target")
        for a in draft.roles[role]
        if a.sentence == draft.sentence
        for i in range(a.first, a.last)
        if tokens[i].upos == "PROPN"
    }
