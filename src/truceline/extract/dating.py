"""When events happened: time words of the clause, carried-over dates, and the interval of an episode.

Order of evidence: the event's own time words; words of the same clause; the sentence or title before, in the same
paragraph, for an event told without words of its own; the episode that the event is part of; the publication date as
the last day possible. What is not stated in the clause is marked ``carried over`` or ``inferred``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from truceline.extract.dateline import dates_the_report
from truceline.extract.dates import TimePhrase, after, time_phrases
from truceline.extract.draft import Draft
from truceline.extract.duration import days_of
from truceline.extract.episodes import FORCE, LAST_WEEK, LONGEST, UNREAL, date_episode
from truceline.extract.speech import lexicon
from truceline.extract.syntax import Tree
from truceline.extract.timebase import Frame
from truceline.extract.timewords import BEGINNING, ENDING
from truceline.model.extraction import EventDate, TimeMention
from truceline.model.text import Document, Span
from truceline.model.values import Days
from truceline.model.vocabulary import FAMILIES

NARRATED = 1


class Calendar:
    """All time phrases of a document, by sentence, and the mention of each that goes into the extraction."""

    def __init__(self, trees: Sequence[Tree], document: Document) -> None:
        self.document = document
        self.written = written(trees, document.published)
        self.phrases: dict[int, tuple[TimePhrase, ...]] = {}
        frame = Frame(self.written)
        for tree in trees:
            if tree.sentence.role == "boilerplate" or not tree.tokens:
                continue
            found = time_phrases(tree.sentence, frame)
            self.phrases[tree.sentence.number] = found
            for phrase in found:
                before = frame
                frame = after(frame, phrase, phrase.span)
                if phrase.days is not None and phrase.days.precision not in ("day", "range"):
                    frame = replace(frame, context=before.context, named_by=before.named_by)

    def mentions(self) -> tuple[TimeMention, ...]:
        """Every time expression of the document, tied to an event or not."""
        return tuple(mention(p) for n in sorted(self.phrases) for p in self.phrases[n])

    def within(self, sentence: int, span: Span) -> tuple[TimePhrase, ...]:
        """Phrases of a sentence that overlap `span`."""
        return tuple(p for p in self.phrases.get(sentence, ()) if p.span.overlaps(span))


def mention(phrase: TimePhrase) -> TimeMention:
    """Words of time as the extraction has them."""
    return TimeMention(phrase.span, phrase.days, phrase.duration, phrase.named, phrase.basis, phrase.counted_from)


def written(trees: Sequence[Tree], published: date | None) -> date | None:
    """The day from which a report counts: that of its own date line, where this is older than the publication date.

    Archives and pages that print a report again give their own day; ``yesterday`` is that of the date line.
    """
    lines = (tree.sentence for tree in trees if tree.sentence.role == "dateline")
    days = (p.days for line in lines for p in time_phrases(line, Frame(published)) if p.anchor != "weekday")
    own = (d.latest for d in days if d is not None and d.precision == "day" and d.latest is not None)
    return min((day for day in own if published is None or day <= published), default=published)


def date_all(drafts: Sequence[Draft], calendar: Calendar, trees: Sequence[Tree]) -> None:
    """Gives each draft its date, in place; what is dated after the report has not happened yet."""
    published = calendar.written
    for draft in drafts:
        draft.date = _stated(draft, calendar, trees)
    _carry(drafts, calendar, trees)
    date_episode(drafts, trees, published)
    for draft in drafts:
        if published is None or draft.status in UNREAL:
            continue
        if draft.date is not None and draft.date.days.earliest is not None and draft.date.days.earliest > published:
            if _ahead(draft, draft.date):
                draft.status = "future"
                continue
            draft.date = None  # the words date what is announced or planned, not what has happened
        if draft.date is None:
            draft.date = EventDate(Days(None, published, "before"), None, "inferred")


def _ahead(draft: Draft, dated: EventDate) -> bool:
    """True if a date after the report makes the event one to come: told as news, or dated in its own phrase.

    A verb of saying tells what its speaker has said ("announces a truce from Monday"): the date is that of the truce.
    """
    tree, head = draft.tree, draft.head
    if draft.status == "asserted":
        said = draft.type in FAMILIES["words"] or tree.tokens[head].lemma.lower() in lexicon().verbs
        return not (said and tree.tokens[head].upos == "VERB" and tree.finite(head))
    own = dated.span is not None and any(
        dated.span.start <= tree.tokens[i].start < dated.span.end for i in tree.subtree(head)
    )
    return draft.status == "background" and own and draft.type not in FAMILIES["violence"]


def _stated(draft: Draft, calendar: Calendar, trees: Sequence[Tree]) -> EventDate | None:
    """The date that the event's own clause gives: words on the event itself, its time arguments, words of its clause.

    A length of time on violence ("the shelling lasted 72 hours") is no date, and keeps that of the clause from it.
    """
    here = _heads(draft, calendar)
    close = _on_event(draft, here)
    said = {p.span for p, at in here if _of_saying(draft, at)}
    own = [p for a in draft.roles["time"] for p in calendar.within(a.sentence, trees[a.sentence].span(a.first, a.last))]
    own = [p for p in own if p.span not in said and not dates_the_report(draft.tree, p.span)]
    lengths = (p for p in (*close, *own) if p.measured_from < 0 and p.days is None)
    lasting = next((p for p in lengths if p.duration is not None and draft.type in FORCE), None)
    draft.lasting = None if lasting is None else lasting.duration
    whole = _from_begin_to_end(draft, here, calendar.written) or _episode(draft, here, calendar.written)
    if whole is not None:
        return whole
    for phrases in (close, own, [] if lasting is not None else _of_clause(draft, here)):
        dated = [p for p in _told_by(draft, phrases) if p.days is not None]
        if dated:
            narrow = min(dated, key=lambda p: (_width(p.days), p.span.start))
            assert narrow.days is not None
            return EventDate(narrow.days, narrow.span, narrow.basis)
    shared = [] if lasting is not None else [p for p in _of_first(draft, here) if p.days is not None]
    return EventDate(shared[0].days, shared[0].span, "carried over") if shared and shared[0].days else None


def _told_by(draft: Draft, phrases: Sequence[TimePhrase]) -> list[TimePhrase]:
    """The phrases that date the event: of "two weeks after the 3 May raid" the day for the raid, else the whole."""
    own = [p for p in phrases if p.measured_from != draft.head]
    bases = {p.counted_from for p in own if p.measured_from >= 0 and p.days is not None}
    return [p for p in own if p.span not in bases]


def _episode(draft: Draft, here: Sequence[tuple[TimePhrase, int]], published: date | None) -> EventDate | None:
    """The days of violence that is named by its length ("the three weeks of fighting"), in a clause without a date.

    A report tells of it when it has just ended: in the week before at the latest, so that it began that long before.
    """
    if published is None or draft.type not in FORCE or draft.status in UNREAL:
        return None
    above = draft.tree.tokens[draft.head].head
    length = next((p for p, at in here if at == above and p.duration and p.days is None and p.measured_from < 0), None)
    days = None if length is None else days_of(length.duration)
    if length is None or days is None or not 1 <= days <= LONGEST:
        return None
    first = published - LAST_WEEK - timedelta(days=days)
    if any(p.days is not None and p.days.latest is not None and p.days.latest < first for p in _of_clause(draft, here)):
        return None
    return EventDate(Days(first, published, "range"), length.span, "inferred")


def _from_begin_to_end(
    draft: Draft, here: Sequence[tuple[TimePhrase, int]], published: date | None
) -> EventDate | None:
    """The days of what "began in late March" and "ended on Friday", or "lasted until Friday"; the verbs are its own."""
    tree = draft.tree
    first = {draft.head, *tree.kids(draft.head, "acl")}
    if tree.relations[draft.head] == "nsubj":
        first.add(tree.tokens[draft.head].head)
    verbs = {v for verb in first for v in tree.conjuncts(verb)}
    hung = [(p, tree.tokens[tree.tokens[at].head].lemma.lower()) for p, at in here if tree.tokens[at].head in verbs]
    begun = [p for p, lemma in hung if lemma in BEGINNING and p.days is not None]
    ended = [p for p, lemma in hung if lemma in ENDING and p.days is not None and p.span not in {b.span for b in begun}]
    if len(begun) != 1 or len(ended) != 1:
        return None
    start, end = begun[0].days, ended[0].days
    if start is None or end is None or start.earliest is None or end.latest is None or start.earliest > end.latest:
        return None
    latest = end.latest if published is None else min(end.latest, published)
    if latest < start.earliest:
        return None
    spans = (begun[0].span, ended[0].span)
    words = Span(min(s.start for s in spans), max(s.end for s in spans))
    return EventDate(Days(start.earliest, latest, "range"), words)


def _heads(draft: Draft, calendar: Calendar) -> list[tuple[TimePhrase, int]]:
    """Time phrases of the event's sentence with the token that heads each: for a length, what it is measured from.

    The day of a dateline is none: it is that of the report.
    """
    found = []
    for phrase in calendar.phrases.get(draft.sentence, ()):
        tokens = [i for i, t in enumerate(draft.tree.tokens) if phrase.span.start <= t.start < phrase.span.end]
        if tokens and not dates_the_report(draft.tree, phrase.span):
            at = phrase.measured_from if phrase.measured_from >= 0 else draft.tree.head_of(tokens[0], tokens[-1] + 1)
            found.append((phrase, at))
    return found


def _on_event(draft: Draft, here: Sequence[tuple[TimePhrase, int]]) -> list[TimePhrase]:
    """Time phrases that hang on the event's own word, or on which it hangs ("a week of fighting"), out of `here`."""
    tokens, head = draft.tree.tokens, draft.head
    above = tokens[head].head
    return [p for p, at in here if tokens[at].head == head or (at == above and p.measured_from < 0)]


def _of_saying(draft: Draft, at: int) -> bool:
    """True for the time of an inserted "police said Monday", which is not that of what they say."""
    tree = draft.tree
    verb = tree.tokens[at].head
    if verb < 0 or verb == draft.head or tree.tokens[verb].upos != "VERB":
        return False
    speech = tree.relations[verb] == "parataxis" or bool(tree.kids(verb, "ccomp", "parataxis"))
    return speech and tree.tokens[verb].lemma.lower() in lexicon().verbs


def _width(days: Days | None) -> int:
    if days is None or days.earliest is None or days.latest is None:
        return 10**6
    return (days.latest - days.earliest).days


def _of_clause(draft: Draft, here: Sequence[tuple[TimePhrase, int]]) -> list[TimePhrase]:
    """Time phrases on the verb in whose clause the event stands, out of `here`.

    A participle shares those of its noun's others: in "a statement issued Sunday by X calling on followers to …" the
    call is dated by the issue.
    """
    tree = draft.tree
    verbs = {_clause(tree, draft.head)}
    noun = tree.tokens[draft.head].head
    if tree.tokens[draft.head].deprel == "acl" and noun >= 0:
        verbs |= {noun, *tree.kids(noun, "acl")}
    return [p for p, at in here if tree.tokens[at].head in verbs]


def _of_first(draft: Draft, here: Sequence[tuple[TimePhrase, int]]) -> list[TimePhrase]:
    """Time phrases on the first of coordinated verbs, told before the event's own ("met on Friday and agreed")."""
    tree = draft.tree
    verb = _clause(tree, draft.head)
    first = tree.first_conjunct(verb)
    told = draft.status in ("asserted", "background") and _tense(tree, first) == _tense(tree, verb)
    return [p for p, at in here if told and first != verb and tree.tokens[at].head == first and at < verb]


def _tense(tree: Tree, verb: int) -> str:
    """Tag of the finite word of the verb's group: the first auxiliary, or the verb itself."""
    return tree.tokens[next(iter(tree.kids(verb, "aux")), verb)].xpos


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
                and draft.lasting is None
                and draft.status == "asserted"
                and _finite(draft)
            ):
                draft.date = day
        own = _narrative_day(tree, calendar)
        if own is not None:
            day, set_in = EventDate(own.days, own.span, "carried over") if own.days is not None else None, number


def _narrative_day(tree: Tree, calendar: Calendar) -> TimePhrase | None:
    """The day on which the main clause of a sentence happens."""
    phrases = calendar.phrases.get(tree.sentence.number, ())
    days = [p for p in phrases if p.days is not None and p.days.precision == "day"]
    if not days or tree.root < 0 or tree.sentence.role != "body":
        return None
    main = set(tree.conjuncts(tree.root)) | set(tree.kids(tree.root, "ccomp"))
    for phrase in days:
        tokens = [i for i, t in enumerate(tree.tokens) if phrase.span.start <= t.start < phrase.span.end]
        if tokens and tree.tokens[tree.head_of(tokens[0], tokens[-1] + 1)].head in main:
            return phrase
    return None


def _finite(draft: Draft) -> bool:
    """True if the event stands in a main clause in a narrative tense, not inside somebody's speech or a description."""
    tree = draft.tree
    verb = _clause(tree, draft.head)
    token = tree.tokens[verb]
    return token.xpos in ("VBD", "VBZ", "VBP") and tree.relations[verb] in (
        "root",
        "conj",
        "ccomp",
        "parataxis",
        "advcl",
    )
