"""When events happened: time words of the clause, carried-over dates, and the interval of an episode.

Order of evidence: the event's own time words; words of the same clause; the sentence or title before, in the same
paragraph, for an event told without words of its own; the episode that the event is part of; the publication date as
the last day possible. What is not stated in the clause is marked ``carried over`` or ``inferred``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from truceline.extract.calendar import is_quarter
from truceline.extract.dates import TimePhrase, time_phrases
from truceline.extract.draft import Draft
from truceline.extract.duration import days_of
from truceline.extract.episodes import FORCE, LAST_WEEK, UNREAL, date_episode
from truceline.extract.speech import lexicon
from truceline.extract.syntax import Tree
from truceline.model.extraction import EventDate, TimeMention
from truceline.model.text import Document, Span
from truceline.model.values import Days
from truceline.model.vocabulary import FAMILIES

LONGEST = 200 * 365
NARRATED = 1


class Calendar:
    """All time phrases of a document, by sentence, and the mention of each that goes into the extraction."""

    def __init__(self, trees: Sequence[Tree], document: Document) -> None:
        self.document = document
        self.phrases: dict[int, tuple[TimePhrase, ...]] = {}
        context: Days | None = None
        quarter: Days | None = None
        for tree in trees:
            if tree.sentence.role == "boilerplate" or not tree.tokens:
                continue
            found = time_phrases(tree.sentence, document.text, document.published, context, quarter=quarter)
            self.phrases[tree.sentence.number] = found
            stated = [p.days for p in found if p.days is not None and p.days.precision in ("day", "range")]
            context = stated[-1] if stated else context
            quarter = quarter or next(filter(is_quarter, stated), None)

    def mentions(self) -> tuple[TimeMention, ...]:
        """Every time expression of the document, tied to an event or not."""
        return tuple(
            TimeMention(p.span, p.days, p.duration, p.named) for n in sorted(self.phrases) for p in self.phrases[n]
        )

    def within(self, sentence: int, span: Span) -> tuple[TimePhrase, ...]:
        """Phrases of a sentence that overlap `span`."""
        return tuple(p for p in self.phrases.get(sentence, ()) if p.span.overlaps(span))


def date_all(drafts: Sequence[Draft], calendar: Calendar, trees: Sequence[Tree]) -> None:
    """Gives each draft its date, in place; what is dated after the report has not happened yet."""
    published = calendar.document.published
    for draft in drafts:
        draft.date = _stated(draft, calendar, trees, published)
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


def _stated(draft: Draft, calendar: Calendar, trees: Sequence[Tree], published: date | None) -> EventDate | None:
    """The date that the event's own clause gives: words on the event itself, its time arguments, words of its clause.

    A length of time on a violent event ("the three weeks of fighting") without a date bounds it: it ended in the week
    before the report at the latest, so it began that long before.
    """
    here = _heads(draft, calendar)
    close = _on_event(draft, here)
    said = {p.span for p, at in here if _of_saying(draft, at)}
    own = [p for a in draft.roles["time"] for p in calendar.within(a.sentence, trees[a.sentence].span(a.first, a.last))]
    own = [p for p in own if p.span not in said]
    lasting = next((p for p in (*close, *own) if p.duration is not None and p.days is None), None)
    if lasting is not None and published is not None and draft.type in FORCE and draft.status not in UNREAL:
        days = days_of(lasting.duration)
        if days is not None and 1 <= days <= LONGEST:
            return EventDate(
                Days(published - LAST_WEEK - timedelta(days=days), published, "range"), lasting.span, "inferred"
            )
    for phrases in (close, own, _of_clause(draft, here)):
        dated = [p for p in phrases if p.days is not None]
        if dated:
            narrow = min(dated, key=lambda p: (_width(p.days), p.span.start))
            assert narrow.days is not None
            return EventDate(narrow.days, narrow.span)
    shared = [p for p in _of_first(draft, here) if p.days is not None]
    return EventDate(shared[0].days, shared[0].span, "carried over") if shared and shared[0].days else None


def _heads(draft: Draft, calendar: Calendar) -> list[tuple[TimePhrase, int]]:
    """Time phrases of the event's sentence with the token that heads each."""
    found = []
    for phrase in calendar.phrases.get(draft.sentence, ()):
        tokens = [i for i, t in enumerate(draft.tree.tokens) if phrase.span.start <= t.start < phrase.span.end]
        if tokens:
            found.append((phrase, draft.tree.head_of(tokens[0], tokens[-1] + 1)))
    return found


def _on_event(draft: Draft, here: Sequence[tuple[TimePhrase, int]]) -> list[TimePhrase]:
    """Time phrases that hang on the event's own word, or on which it hangs ("a week of fighting"), out of `here`."""
    tokens, head = draft.tree.tokens, draft.head
    above = tokens[head].head
    return [p for p, at in here if tokens[at].head == head or at == above]


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
