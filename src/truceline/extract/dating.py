"""When events happened: time words of the clause, carried-over dates, and the interval of an episode.

Order of evidence: the event's own time words; words of the same clause; the sentence or title before, in the same
paragraph, for an event told without words of its own; the episode that the event is part of; the publication date as
the last day possible. What is not stated in the clause is marked ``carried over`` or ``inferred``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from truceline.extract.dates import TimePhrase, time_phrases
from truceline.extract.draft import Draft
from truceline.extract.duration import days_of
from truceline.extract.nations import nations
from truceline.extract.syntax import Tree
from truceline.model.extraction import EventDate, TimeMention
from truceline.model.text import Document, Span
from truceline.model.values import Days
from truceline.model.vocabulary import FAMILIES

FORCE = FAMILIES["violence"] | {"siege", "deployment"}
UNREAL = frozenset({"future", "hypothetical"})
LAST_WEEK = timedelta(days=7)
LONGEST = 200 * 365
NARRATED = 1


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


def date_all(drafts: Sequence[Draft], calendar: Calendar, trees: Sequence[Tree]) -> None:
    """Gives each draft its date, in place; what is dated after the report has not happened yet."""
    published = calendar.document.published
    for draft in drafts:
        draft.date = _stated(draft, calendar, published)
    _carry(drafts, calendar, trees)
    _episode(drafts, published)
    for draft in drafts:
        if published is None or draft.status in UNREAL:
            continue
        if draft.date is None:
            draft.date = EventDate(Days(None, published, "before"), None, "inferred")
        elif (
            draft.date.days.earliest is not None and draft.date.days.earliest > published and draft.status != "negated"
        ):
            draft.status = "future"


def _stated(draft: Draft, calendar: Calendar, published: date | None) -> EventDate | None:
    """The date that the event's own clause gives: words on the event itself, its time arguments, words of its clause.

    A length of time on a violent event ("the three weeks of fighting") without a date bounds it: it ended in the week
    before the report at the latest, so it began that long before.
    """
    close = _on_event(draft, calendar)
    lasting = next((p for p in close if p.duration is not None and p.days is None), None)
    if lasting is not None and published is not None and draft.type in FORCE and draft.status not in UNREAL:
        days = days_of(lasting.duration)
        if days is not None and 1 <= days <= LONGEST:
            return EventDate(
                Days(published - LAST_WEEK - timedelta(days=days), published, "range"), lasting.span, "inferred"
            )
    own = [p for a in draft.roles["time"] for p in calendar.within(a.sentence, draft.tree.span(a.first, a.last))]
    for phrases in (close, own, _of_clause(draft, calendar)):
        dated = [p for p in phrases if p.days is not None]
        if dated:
            narrow = min(dated, key=lambda p: (_width(p.days), p.span.start))
            assert narrow.days is not None
            return EventDate(narrow.days, narrow.span)
    return None


def _heads(draft: Draft, calendar: Calendar) -> list[tuple[TimePhrase, int]]:
    """Time phrases of the event's sentence with the token that heads each."""
    found = []
    for phrase in calendar.phrases.get(draft.sentence, ()):
        tokens = [i for i, t in enumerate(draft.tree.tokens) if phrase.span.start <= t.start < phrase.span.end]
        if tokens:
            found.append((phrase, draft.tree.head_of(tokens[0], tokens[-1] + 1)))
    return found


def _on_event(draft: Draft, calendar: Calendar) -> list[TimePhrase]:
    """Time phrases that hang on the event's own word, or on which it hangs ("a week of fighting")."""
    tokens, head = draft.tree.tokens, draft.head
    above = tokens[head].head
    return [p for p, at in _heads(draft, calendar) if tokens[at].head == head or at == above]


def _width(days: Days | None) -> int:
    if days is None or days.earliest is None or days.latest is None:
        return 10**6
    return (days.latest - days.earliest).days


def _of_clause(draft: Draft, calendar: Calendar) -> list[TimePhrase]:
    """Time phrases on the verb in whose clause the event stands; a participle shares those of its noun's others.

    "a statement issued Sunday by X calling on followers to …": the call is dated by the issue.
    """
    tree = draft.tree
    verbs = {_clause(tree, draft.head)}
    noun = tree.tokens[draft.head].head
    if tree.tokens[draft.head].deprel == "acl" and noun >= 0:
        verbs |= {noun, *tree.kids(noun, "acl")}
    return [p for p, at in _heads(draft, calendar) if tree.tokens[at].head in verbs]


def _clause(tree: Tree, index: int) -> int:
    """The verb of the clause in which token `index` stands."""
    if tree.tokens[index].upos in ("VERB", "AUX"):
        return index
    return next((a for a in tree.ancestors(index) if tree.tokens[a].upos in ("VERB", "AUX")), index)


def _carry(drafts: Sequence[Draft], calendar: Calendar, trees: Sequence[Tree]) -> None:
    """An event told in a narrative clause without a date takes the day that the main clause before it set.

    The day is carried over to the next sentence only, and only to asserted events.
    """
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence, []).append(draft)
    day: EventDate | None = None
    set_in = -NARRATED - 1
    for tree in trees:
        number = tree.sentence.number
        for draft in by_sentence.get(number, ()):
            if (
                draft.date is None
                and day is not None
                and number - set_in <= NARRATED
                and draft.status == "asserted"
                and _finite(draft)
            ):
                draft.date = day
        own = _narrative_day(tree, calendar)
        if own is not None:
            day, set_in = EventDate(own.days, own.span, "carried over") if own.days is not None else None, number


def _narrative_day(tree: Tree, calendar: Calendar) -> TimePhrase | None:
    """The day on which the main clause of a sentence happens."""
    if tree.root < 0 or tree.sentence.role != "body":
        return None
    main = set(tree.conjuncts(tree.root)) | set(tree.kids(tree.root, "ccomp"))
    for phrase in calendar.phrases.get(tree.sentence.number, ()):
        if phrase.days is None or phrase.days.precision != "day":
            continue
        tokens = [i for i, t in enumerate(tree.tokens) if phrase.span.start <= t.start < phrase.span.end]
        if tokens and tree.tokens[tree.head_of(tokens[0], tokens[-1] + 1)].head in main:
            return phrase
    return None


def _finite(draft: Draft) -> bool:
    """True if the event stands in a main clause in a narrative tense, not inside somebody's speech or a description."""
    tree = draft.tree
    verb = _clause(tree, draft.head)
    token = tree.tokens[verb]
    return token.xpos in ("VBD", "VBZ", "VBP") and token.deprel.split(":")[0] in (
        "root",
        "conj",
        "ccomp",
        "parataxis",
        "advcl",
    )


def _episode(drafts: Sequence[Draft], published: date | None) -> None:
    """Joins "a week of fighting" and "launched last Tuesday" to one interval, and dates the events inside it.

    An episode needs a violent event with a stated start day and one, in the same report, with a stated duration.
    Violent events without a date of their own that share a place or a party with either are dated to the interval, as
    ``carried over``.
    """
    if published is None:
        return
    starts = [
        d
        for d in drafts
        if d.type in FORCE
        and d.status not in UNREAL
        and d.date
        and d.date.basis == "stated"
        and d.date.days.precision == "day"
    ]
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
            start.date, long.date = (
                EventDate(whole, start.date.span, "inferred"),
                EventDate(whole, long.date.span, "inferred"),
            )
            _spread(drafts, (start, long), whole)
            return
    for long in lasting:
        assert long.date is not None
        _spread(drafts, (long,), long.date.days)


def _spread(drafts: Sequence[Draft], roots: tuple[Draft, ...], days: Days) -> None:
    names = {w for root in roots for w in _names(root) | _places(root)}
    basis = next((r.date.span for r in roots if r.date is not None), None)
    for draft in drafts:
        free = draft.date is None or draft.date.basis == "carried over"
        about = _names(draft) | _places(draft)
        if free and draft.status in ("asserted", "background") and draft.type in FORCE and names & about:
            draft.date = EventDate(days, basis, "carried over")


def _names(draft: Draft) -> set[str]:
    """Lemmas of the proper nouns in an event's places and parties, states and nations left out."""
    tokens, states = draft.tree.tokens, _states(draft)
    return {
        tokens[i].lemma.lower()
        for role in ("place", "actor", "target")
        for a in draft.roles[role]
        if a.sentence == draft.sentence
        for i in range(a.first, a.last)
        if tokens[i].upos == "PROPN" and i not in states
    }


def _places(draft: Draft) -> set[str]:
    """Lemmas of the places named in the event's sentence, states left out."""
    tokens, states = draft.tree.tokens, _states(draft)
    names = (n for n in draft.tree.sentence.names if n.label == "LOC")
    return {tokens[i].lemma.lower() for n in names for i in range(n.first, n.last) if i not in states}


def _states(draft: Draft) -> set[int]:
    found = (n for n in nations(draft.tree).values() if n.form in ("name", "people"))
    return {i for n in found for i in range(n.first, n.last)}
