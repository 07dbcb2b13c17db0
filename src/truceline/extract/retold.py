"""Dates of violence that its own clause leaves open, from where the report tells the same happening again.

Order of evidence: the sentence that tells it, or whom it harmed, where a day stands above or below it ("was found dead
on Sunday"); a clause of what happened or of those who came to the scene, near by ("It happened late on Friday"); the
one day on which all violence of the report that has a date happened. The first is ``carried over``, the others are
``inferred``: none of them is the event's own clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta

from truceline.extract import harm, tolls
from truceline.extract.dates import TimePhrase
from truceline.extract.dating import Calendar
from truceline.extract.draft import Draft
from truceline.extract.events import LEAD, MIN_SCORE
from truceline.extract.speech import lexicon
from truceline.extract.syntax import Tree
from truceline.extract.told import FACTUAL, VIOLENCE, Told
from truceline.model.extraction import EventDate
from truceline.model.text import Span
from truceline.model.values import Days

NEAR = 3  # sentences from an event to a clause that may date it
ONE = timedelta(days=1)
RECENT = timedelta(days=7)  # what happened before is no news by itself
COARSE = frozenset({"week", "month", "year"})
HARM = ("killed", "wounded")
WHILE = frozenset({"when", "while", "as", "where"})
HAPPENING = frozenset({"happen", "occur", "unfold", "erupt"})
SCENE = frozenset(
    {"find", "discover", "respond", "call", "rush", "dispatch", "arrive", "transport", "pronounce", "summon"}
)


@dataclass(frozen=True, slots=True)
class _Clue:
    """A day that a sentence gives, the word that it hangs on, and whether that word tells of violence.

    `types` are the sorts of violence that it may tell of: all, if none are named ("it happened").
    """

    tree: Tree
    phrase: TimePhrase
    days: Days
    governor: int
    violent: bool
    types: Set[str]

    def fits(self, draft: Draft) -> bool:
        """True if the sentence may tell of the event."""
        return self.violent and (not self.types or draft.type in self.types)


def date_retold(told: Told, calendar: Calendar, trees: Sequence[Tree]) -> None:
    """Dates the violence that has no day of its own, in place."""
    violence = [d for d in told.drafts if d.type in VIOLENCE and d.status in FACTUAL]
    open_ = [d for d in violence if not _has_day(d)]
    if open_ or any(d.date is not None and d.date.days.precision in COARSE for d in violence):
        clues = {tree.sentence.number: list(_clues(tree, calendar, told.drafts)) for tree in trees}
        for draft in open_:
            found = _same_sentence(told, draft, clues)
            if found is not None:
                draft.date = EventDate(found.days, found.phrase.span, "carried over")
        for draft in open_:
            found = None if _has_day(draft) else _beside(told, draft, clues)
            if found is not None:
                draft.date = EventDate(found.days, found.phrase.span, "inferred")
        _share(violence, [c for some in clues.values() for c in some if c.violent], calendar, trees)


def _has_day(draft: Draft) -> bool:
    return draft.date is not None and draft.date.days.earliest is not None


def _clues(tree: Tree, calendar: Calendar, drafts: Sequence[Draft]) -> Iterator[_Clue]:
    """The days of a sentence that may be those of violence: past, and not when somebody spoke, was charged or met."""
    published, phrases = calendar.written, calendar.phrases.get(tree.sentence.number, ())
    here = [d for d in drafts if d.tree is tree] if phrases else []
    acts = {d.head for d in here if d.type not in VIOLENCE}
    types = {t.type for t in tree.sentence.triggers if t.score >= MIN_SCORE} | {d.type for d in here}
    for phrase in phrases:
        days = phrase.days
        if days is None or not _narrow(days) or (published is not None and (days.earliest or published) > published):
            continue
        inside = [i for i, t in enumerate(tree.tokens) if phrase.span.start <= t.start < phrase.span.end]
        if not inside:
            continue
        head = tree.head_of(inside[0], inside[-1] + 1)
        governor = tree.tokens[head].head if tree.tokens[head].head >= 0 else head
        above = list(_up_to_verb(tree, governor))
        lemma = tree.tokens[above[-1]].lemma.lower()
        told = lemma in lexicon().verbs or lemma in harm.lexicon().tellers
        said = told and tree.tokens[above[-1]].upos == "VERB" and lemma not in SCENE
        if not said and acts.isdisjoint(above):
            violent = any(_of_violence(tree, i) for i in above) or lemma in HAPPENING or lemma in SCENE
            yield _Clue(tree, phrase, days, governor, violent, types & VIOLENCE)


def _up_to_verb(tree: Tree, index: int) -> Iterator[int]:
    """A word and those above it, up to the verb of its clause."""
    yield index
    for above in tree.ancestors(index):
        if tree.tokens[index].upos in ("VERB", "AUX"):
            return
        yield above
        index = above


def _of_violence(tree: Tree, index: int) -> bool:
    words, lemma = harm.lexicon(), tree.tokens[index].lemma.lower()
    if words.verbs.get(lemma) in HARM or lemma in words.hitting or lemma in words.violent or lemma in words.deaths:
        return True
    return any(t.type in VIOLENCE and t.first <= index < t.last for t in tree.sentence.triggers)


def _narrow(days: Days) -> bool:
    return days.earliest is not None and days.latest is not None and days.latest - days.earliest <= ONE


def _tellings(told: Told, draft: Draft) -> Iterator[tuple[Tree, int]]:
    """Where the event is told: its own word, and those that count whom it harmed."""
    yield draft.tree, draft.head
    for figure in told.figures_of(draft):
        at = next((i for i, t in enumerate(figure.tree.tokens) if t.start >= figure.count.start), None)
        if at is not None:
            yield figure.tree, list(_up_to_verb(figure.tree, at))[-1]


def _same_sentence(told: Told, draft: Draft, clues: Mapping[int, Sequence[_Clue]]) -> _Clue | None:
    for tree, at in _tellings(told, draft):
        found = [(gap, c) for c in clues.get(tree.sentence.number, ()) if (gap := _gap(c, at)) is not None]
        if found:
            return min(found, key=lambda f: (f[0], f[1].phrase.span))[1]
    return None


def _gap(clue: _Clue, at: int) -> int | None:
    """Steps from the word that a day hangs on up to the event's, or from the event's up to a word that tells of it."""
    tree, governor = clue.tree, clue.governor
    if at == governor:
        return 0
    for low, high in ((governor, at), (at, governor)):
        if low == at and not (clue.violent or _told_then(tree, at, governor)):
            return None
        for n, above in enumerate(tree.ancestors(low), 1):
            if above == high:
                return n
    return None


def _told_then(tree: Tree, at: int, governor: int) -> bool:
    """True if the event stands in a clause that says when or where the governing one was so: "... when he was shot"."""
    below = at
    for above in tree.ancestors(at):
        if above == governor:
            return tree.relations[below] == "advcl" and any(
                tree.words[c].lower() in WHILE for c in tree.kids(below, "mark", "advmod")
            )
        below = above
    return False


def _beside(told: Told, draft: Draft, clues: Mapping[int, Sequence[_Clue]]) -> _Clue | None:
    """The nearest sentence that says when there was violence, when "it happened" or when its victims were found."""
    here = sorted({tree.sentence.number for tree, _ in _tellings(told, draft)})
    near = sorted((min(abs(number - s) for s in here), number) for number in range(here[0] - NEAR, here[-1] + NEAR + 1))
    for gap, number in near:
        found = [
            c for c in clues.get(number, ()) if c.fits(draft) and not _elsewhere(_places(draft), tolls.places(c.tree))
        ]
        if found and gap <= NEAR:
            return found[0]
    return None


def _share(violence: Sequence[Draft], clues: Sequence[_Clue], calendar: Calendar, trees: Sequence[Tree]) -> None:
    """Where all violence of a sort that the report dates is of one day, the rest of it is, too.

    A report that tells of several places opens with that day or gives it twice. Violence elsewhere is left out, and
    old violence dates only what is told as old.
    """
    published, lead = calendar.written, _lead_end(trees)
    where = [places for d in violence if (places := _places(d))]
    scattered = any(_elsewhere(where[0], other) for other in where[1:])
    known = [d for d in violence if d.date is not None and _narrow(d.date.days)]
    for draft in violence:
        if _general(draft) or (_has_day(draft) and (draft.date is None or draft.date.days.precision not in COARSE)):
            continue
        alike = [d for d in known if d.type == draft.type]
        dates = [d.date for d in alike if d.date is not None]
        dates += [EventDate(c.days, c.phrase.span) for c in clues if c.fits(draft)]
        day = _one_day(dates)
        if (
            day is None
            or (scattered and not _of_report(dates, lead))
            or any(_elsewhere(_places(draft), _places(d)) for d in alike)
        ):
            continue
        past = published is not None and day.days.latest is not None and published - day.days.latest > RECENT
        if past and draft.status == "asserted" and alike and all(d.status == "background" for d in alike):
            continue
        if not _has_day(draft) or (draft.date is not None and _inside(day.days, draft.date.days)):
            draft.date = EventDate(day.days, day.span, "inferred")


def _one_day(dates: Sequence[EventDate]) -> EventDate | None:
    """The shortest of some dates that all lie within a day of one another."""
    ends = [(d.days.earliest, d.days.latest) for d in dates if d.days.earliest is not None]
    if not ends or max(last for _, last in ends if last is not None) - min(first for first, _ in ends) > ONE:
        return None
    return min(dates, key=lambda d: (_length(d.days), d.span or Span(0, 0)))


def _of_report(dates: Sequence[EventDate], lead: int) -> bool:
    """True if a day is that of what the report is about: it stands in the first sentences, or in two places."""
    spans = {d.span for d in dates if d.span is not None}
    return len(spans) > 1 or any(span.start < lead for span in spans)


def _lead_end(trees: Sequence[Tree]) -> int:
    """Where the first sentences of the body end."""
    body = [t.sentence.span.end for t in trees if t.sentence.role == "body"]
    return max(body[:LEAD], default=0)


def _places(draft: Draft) -> set[str]:
    """Words of the names of the places that the event's own sentence puts it in."""
    tokens = draft.tree.tokens
    own = (a for a in draft.roles["place"] if a.sentence == draft.sentence)
    return {tokens[i].lemma.lower() for a in own for i in range(a.first, a.last) if tokens[i].upos == "PROPN"}


def _elsewhere(here: set[str], there: set[str]) -> bool:
    return bool(here and there) and not here & there


def _length(days: Days) -> timedelta:
    assert days.earliest is not None
    assert days.latest is not None
    return days.latest - days.earliest


def _inside(days: Days, period: Days) -> bool:
    if days.earliest is None or days.latest is None or period.earliest is None or period.latest is None:
        return False
    return period.earliest <= days.earliest and days.latest <= period.latest


def _general(draft: Draft) -> bool:
    """True for violence as such: a noun without an article, a number or an owner ("gun violence", "shootings")."""
    tree, head = draft.tree, draft.head
    if tree.tokens[head].upos not in ("NOUN", "PROPN") or tree.sentence.role == "title":
        return False
    return not tree.kids(head, "det", "nummod", "nmod", "compound")
