"""Which violence of a report is told again: "an offensive" is taken up by "the offensive", "the operation".

Within one report the first telling opens the record, and a noun with a definite article joins it: by the same word, or
by a more general one where only one stretch of fighting, or one act of its sort, has been told of. Of two that fit
neither is taken, unless only one is of what the description names, or of its days. Other days, other towns and words
that set it apart ("the second attack") forbid it. What a happening is only called ("presented as an operation") opens
nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from truceline.extract.dating import Calendar
from truceline.extract.draft import Draft
from truceline.extract.episodes import FORCE, names
from truceline.extract.syntax import CLAUSAL, Tree
from truceline.extract.told import FACTUAL
from truceline.model.values import Days

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
NEWLY = frozenset({"a", "an", "another"})
SUPERLATIVE = frozenset({"JJS", "RBS"})
BOUNDED = frozenset({"stated", "inferred"})
MANY = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words from ``data/descriptions.toml``."""

    lasting: frozenset[str]
    acts: frozenset[str]
    apart: frozenset[str]
    version: str


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = tomllib.loads(files("truceline.extract").joinpath("data/descriptions.toml").read_text("utf-8"))
    return Lexicon(frozenset(data["lasting"]), frozenset(data["acts"]), frozenset(data["apart"]), data["version"])


@dataclass(slots=True)
class _Thread:
    """Tellings of one happening so far."""

    tellings: list[Draft]
    words: set[str] = field(default_factory=set)
    where: set[str] = field(default_factory=set)

    def take(self, draft: Draft) -> None:
        self.tellings.append(draft)
        self.words.add(_word(draft))
        self.where |= names(draft, ("place",))

    @property
    def lasting(self) -> bool:
        return not self.words.isdisjoint(lexicon().lasting)


def recall(drafts: Sequence[Draft], calendar: Calendar) -> None:
    """Makes background of violence that its own noun dates to the past, whatever may come of it, in place.

    "The violence of the past week will flare up again": what will be is not what the noun names.
    """
    published = calendar.document.published
    for draft in drafts:
        if published is None or draft.status != "future" or draft.type not in FORCE or not _definite(draft):
            continue
        inside = draft.tree.subtree(draft.head, CLAUSAL)
        starts = {draft.tree.tokens[i].start for i in inside}
        for phrase in calendar.phrases.get(draft.sentence, ()):
            last = None if phrase.days is None else phrase.days.latest
            if phrase.span.start in starts and last is not None and last <= published:
                draft.status = "background"


def take_up(drafts: Sequence[Draft]) -> Mapping[int, Draft]:
    """The first telling of what a draft tells again, by the draft's identity; `drafts` in text order."""
    threads: list[_Thread] = []
    found: dict[int, Draft] = {}
    for draft in drafts:
        if draft.type not in FORCE or draft.status not in FACTUAL or _only_called(draft):
            continue
        thread = next((t for t in threads if _one_stretch(t, draft)), None) or _meant(threads, draft)
        if thread is None:
            thread = _Thread([])
            threads.append(thread)
        else:
            found[id(draft)] = thread.tellings[0]
        thread.take(draft)
    return found


def _only_called(draft: Draft) -> bool:
    """True for an indefinite predicate: "it was a decisive assault", "presented as an operation"."""
    tree, head = draft.tree, draft.head
    marks = {tree.words[c].lower() for c in tree.kids(head, "case")}
    return tree.tokens[head].upos == "NOUN" and bool(tree.kids(head, "cop") or "as" in marks) and not _definite(draft)


def _one_stretch(thread: _Thread, draft: Draft) -> bool:
    """True for "a week of fighting" and "the offensive launched last Tuesday", that were found to be the same days."""
    days = _stretch(draft) if _word(draft) in lexicon().lasting else None
    return (
        thread.lasting
        and days is not None
        and any(_stretch(other) == days and other.type == draft.type for other in thread.tellings)
    )


def _stretch(draft: Draft) -> Days | None:
    date = draft.date
    return date.days if date is not None and date.basis == "inferred" and date.days.precision == "range" else None


def _meant(threads: Sequence[_Thread], draft: Draft) -> _Thread | None:
    """The telling before that a definite noun means; ``None`` if it is not definite, or none or several fit."""
    if not _definite(draft):
        return None
    word, words = _word(draft), lexicon()
    fits = [t for t in threads if _may_be(t, draft)]
    same = [t for t in fits if word in t.words]
    if not same and word in words.lasting:
        same = [t for t in fits if t.lasting and _of_type(t, draft)]
    if not same and word in words.acts and draft.tree.tokens[draft.head].xpos not in MANY:
        same = [t for t in fits if _of_type(t, draft)]
    if len(same) > 1:
        about, days = _about(draft), _bounds(draft)
        same = [
            t
            for t in same
            if any(about & _about(other) or (days is not None and _bounds(other) is not None) for other in t.tellings)
        ]
    return same[0] if len(same) == 1 else None


def _of_type(thread: _Thread, draft: Draft) -> bool:
    return any(other.type == draft.type for other in thread.tellings)


def _may_be(thread: _Thread, draft: Draft) -> bool:
    where = names(draft, ("place",))
    if where and thread.where and where.isdisjoint(thread.where):
        return False
    if not _named(draft) <= {word for other in thread.tellings for word in _words_beside(other, draft)}:
        return False
    days = _bounds(draft)
    return days is None or all(b is None or b.may_overlap(days) for b in map(_bounds, thread.tellings))


def _bounds(draft: Draft) -> Days | None:
    date = draft.date
    known = date is not None and date.basis in BOUNDED and date.days.earliest is not None
    return date.days if date is not None and known else None


def _word(draft: Draft) -> str:
    """What names it, a verb and its noun in one form ("bomb", "bombing")."""
    lemma = draft.tree.tokens[draft.head].lemma.lower()
    return lemma if lemma in lexicon().lasting else lemma.removesuffix("ing").removesuffix("e")


def _definite(draft: Draft) -> bool:
    tree, head = draft.tree, draft.head
    if tree.tokens[head].upos != "NOUN" or not any(tree.words[c].lower() in DEFINITE for c in tree.kids(head, "det")):
        return False
    beside = [tree.tokens[c] for c in tree.kids(head, "amod", "nummod")]
    if any(tree.words[c].lower() in NEWLY for i in _complements(draft) for c in tree.kids(i, "det")):
        return False
    return not any(t.upos == "NUM" or t.xpos in SUPERLATIVE or t.lemma.lower() in lexicon().apart for t in beside)


def _complements(draft: Draft) -> list[int]:
    """Whom or what it befell by its own phrase, "the shooting of the judge"; no days."""
    tree, of = draft.tree, {"of"}
    below = [c for c in tree.kids(draft.head, "nmod") if tree.tokens[c].entity != "time"]
    return [c for c in below if of & {tree.words[i].lower() for i in tree.kids(c, "case")}]


def _named(draft: Draft) -> set[str]:
    """Names in the noun's own phrase ("the Kunduz offensive") and whom it befell; those of its days left out."""
    tree: Tree = draft.tree
    inside = [tree.tokens[i] for i in tree.subtree(draft.head, CLAUSAL)]
    names = {t.lemma.lower() for t in inside if t.upos == "PROPN" and t.entity != "time"}
    return names | {tree.tokens[i].lemma.lower() for i in _complements(draft)}


def _words_beside(telling: Draft, draft: Draft) -> set[str]:
    """Words of the sentence of a telling, those of the draft's own phrase left out."""
    own = set(draft.tree.subtree(draft.head, CLAUSAL)) if telling.tree is draft.tree else set()
    return {t.lemma.lower() for i, t in enumerate(telling.tree.tokens) if i not in own}


def _about(draft: Draft) -> set[str]:
    """Nouns of whom and what it struck and of the noun's own phrase."""
    tree = draft.tree
    inside = set(tree.subtree(draft.head, CLAUSAL)) - {draft.head} if tree.tokens[draft.head].upos == "NOUN" else set()
    for argument in draft.roles["target"]:
        if argument.sentence == draft.sentence:
            inside.update(range(argument.first, argument.last))
    return {tree.tokens[i].lemma.lower() for i in inside if tree.tokens[i].upos in ("NOUN", "PROPN")}
