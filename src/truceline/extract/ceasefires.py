"""Ceasefires of a document: which there are, between whom, by whom, on what terms, and where they stand.

Mentions come from the ceasefire head. One report may speak of several ceasefires: a mention joins the one at hand
unless its words set it apart (an earlier one, a new one, a start at another time). Events of the document that make,
break or extend a ceasefire are its steps; only asserted events move its state, a doubt or a prediction never does.
Source of states and guards: the life of a ceasefire as the ETH/PRIO ceasefire data describes it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

from truceline.extract import truce_roles, truce_syntax, truce_terms, truce_threads
from truceline.extract.dating import Calendar
from truceline.extract.draft import ACTING, Argument, Draft, acting, whole
from truceline.extract.reality import status
from truceline.extract.syntax import Tree
from truceline.extract.truce_roles import Naming
from truceline.extract.truce_threads import TruceDraft
from truceline.model.analysis import TruceMention
from truceline.model.extraction import State
from truceline.model.text import Span

MIN_SCORE = 0.75
RECALLED = 8
DEFINITE = frozenset({"the", "this", "that"})
INDEFINITE = frozenset({"a", "an"})
ENDED = frozenset({"broken_down", "expired"})
FATES = ENDED | {"holding", "strained", "extended"}
STATES = frozenset(get_args(State))
LATER: frozenset[State] = frozenset({"holding", "strained", "extended", "broken_down", "expired"})
ROLES = ("parties", "declared_by", "broker", "place", "start", "duration", "end", "terms")
AGREEING = frozenset({"agreement", "talks", "ceasefire_declared"})
ENDING = frozenset({"ceasefire_ended", "ceasefire_violated"})
MAKING = frozenset({"ceasefire_declared", "ceasefire_proposed", "ceasefire_extended", "agreement", "talks"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of ceasefires from ``data/truces.toml``."""

    arrangements: frozenset[str]
    earlier: frozenset[str]
    another: frozenset[str]
    states: dict[str, State]
    moves: dict[str, State]
    terms: dict[str, str]
    version: str


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = tomllib.loads(files("truceline.extract").joinpath("data/truces.toml").read_text("utf-8"))
    states = {word: label for label, words in data["states"].items() for word in words}
    terms = {word: kind for kind, words in data["terms"].items() for word in words}
    return Lexicon(
        frozenset(data["arrangements"]), frozenset(data["earlier"]), frozenset(data["another"]), states, data["moves"],
        terms, data["version"],
    )  # fmt: skip


def gather(trees: Sequence[Tree], calendar: Calendar, drafts: Sequence[Draft]) -> list[TruceDraft]:
    """The document's ceasefires, each with its mentions and the events that belong to it."""
    truces: list[TruceDraft] = []
    for tree in trees:
        if tree.sentence.role == "boilerplate":
            continue
        for mention in tree.sentence.truces:
            if mention.score >= MIN_SCORE and _names(tree, mention):
                naming = _naming(tree, mention, calendar)
                truce = truce_threads.place(truces, naming, calendar.document.published)
                truce.namings.extend(_other_names(naming, calendar))
    _arrangements(truces, trees)
    _part_brokers(truces, drafts)
    for truce in truces:
        truce.events = [d for d in drafts if d.type in lexicon().moves or d.type in MAKING]
    _share_events(truces)
    for truce in truces:
        truce_roles.fill(truce.namings, [d for d in truce.events if d.type in AGREEING], calendar)
        _add_terms(truce, trees)
    return truces


def _add_terms(truce: TruceDraft, trees: Sequence[Tree]) -> None:
    """Puts the terms that syntax gives beside those of the heads; of two that overlap the one from syntax stays."""
    fates = frozenset(word for word, state in lexicon().states.items() if state in FATES)
    found = truce_terms.terms(truce.namings, trees, fates=fates)
    for naming in truce.namings:
        naming.roles["terms"] = [
            a
            for a in naming.roles["terms"]
            if not any(a.sentence == b.sentence and a.first < b.last and b.first < a.last for b in found)
            and any(
                t.upos == "VERB" or t.lemma.lower() in lexicon().terms for t in naming.tree.tokens[a.first : a.last]
            )
        ]
    truce.namings[0].roles["terms"] += found


def _part_brokers(truces: Sequence[TruceDraft], drafts: Sequence[Draft]) -> None:
    """Moves to the broker role whoever syntax says brokered the agreement that an event tells of."""
    heads: dict[int, set[int]] = {}
    for truce in truces:
        for naming in truce.namings:
            heads.setdefault(naming.tree.sentence.number, set()).add(naming.head)
    for draft in drafts:
        if draft.type not in AGREEING:
            continue
        for first, last in truce_syntax.brokers(draft.tree, heads.get(draft.sentence, set()) | {draft.head}):
            actors = draft.roles["actor"]
            draft.roles["actor"] = [
                a for a in actors if a.sentence != draft.sentence or a.last <= first or last <= a.first
            ]
            if not draft.roles["broker"]:
                draft.roles["broker"] = [whole(draft.tree, first, last, 1.0)]


def _arrangements(truces: list[TruceDraft], trees: Sequence[Tree]) -> None:
    """Adds what stands for the one ceasefire named nearby, told by its article.

    "the deal", "the agreement" a few sentences after a naming, or just before the first; "an agreement" in the sentence
    just before one.
    """
    named = {n.tree.sentence.number: t for t in truces for n in t.namings}
    if not named:
        return
    taken = {
        (n.tree.sentence.number, i) for t in truces for n in t.namings for i in range(n.mention.first, n.mention.last)
    }
    for tree in trees:
        if tree.sentence.role == "boilerplate":
            continue
        number = tree.sentence.number
        before = {id(t): t for n in range(max(0, number - RECALLED), number + 1) if (t := named.get(n)) is not None}
        if before:  # the one that the report is about stays in reach where another is recalled
            before |= {id(t): t for t in truces if not t.old and t.namings[0].tree.sentence.number <= number}
        after = {id(t): t for t in (named.get(number + 1),) if t is not None}
        soon = {**after, **{id(t): t for t in (named.get(number + 2),) if t is not None}}
        for i, token in enumerate(tree.tokens):
            if token.upos != "NOUN" or token.lemma not in lexicon().arrangements or (number, i) in taken:
                continue
            articles = {tree.tokens[c].text.lower() for c in tree.kids(i, "det")}
            fits = (before or soon) if articles & DEFINITE else after if articles & INDEFINITE and not before else {}
            truce = truce_threads.choose(list(fits.values()), tree, i)
            if truce is not None and sum(not t.old for t in fits.values()) <= 1:
                mention = TruceMention(i, i + 1, "unknown", "unclear", MIN_SCORE, ())
                roles: dict[str, list[Argument]] = {r: [] for r in ROLES}
                truce.namings.append(Naming(tree, mention, roles, None, False, False, False, None, "unknown"))


def _names(tree: Tree, mention: TruceMention) -> bool:
    """True if the mention's head can name something (no pronoun, article or mark) and is not what is denied.

    "This is not a truce" names none; "the truce was not extended" and "no truce was signed" do.
    """
    at = tree.head_of(mention.first, mention.last)
    head = tree.tokens[at]
    denied = any(tree.tokens[c].text.lower() in ("not", "n't", "n’t") for c in tree.kids(at, "advmod"))
    denied = denied and head.upos in ("NOUN", "PROPN")
    return head.text[:1].isalpha() and head.xpos not in ("PRP", "PRP$", "DT", "WDT", "WP") and not denied


def _naming(tree: Tree, mention: TruceMention, calendar: Calendar) -> Naming:
    roles: dict[str, list[Argument]] = {r: [] for r in ROLES}
    head = tree.head_of(mention.first, mention.last)
    told = _state_by_syntax(tree, head)
    for role in mention.roles:
        argument = whole(tree, role.first, role.last, role.score)
        if role.label == "start" and _of_later(tree, argument, head):
            continue
        speaks = role.label == "broker" and truce_roles.only_speaks(tree, argument)
        if role.label in roles and not speaks and (role.label not in ACTING or acting(tree, argument)):
            until = role.label == "start" and truce_roles.until(tree, argument)
            roles["end" if until else role.label].append(argument)
    spans = [tree.span(a.first, a.last) for a in roles["start"]]
    dated = [p.days for s in spans for p in calendar.within(tree.sentence.number, s) if p.days is not None]
    around = {tree.tokens[i].lemma.lower() for i in tree.kids(head, "amod", "det", "nummod")}
    words = lexicon()
    aged = any(
        p.duration is not None and _attached(tree, head, p.span) for p in calendar.phrases.get(tree.sentence.number, ())
    )
    dated += truce_roles.made(tree, head, calendar)
    return Naming(
        tree, mention, roles, dated[0] if dated else None, not _indefinite(tree, head),
        bool(around & words.earlier) or (aged and _is_age(tree, head)),
        bool(around & words.another), told, told or _state(mention.state),
    )  # fmt: skip


def _of_later(tree: Tree, argument: Argument, head: int) -> bool:
    """True for the time of a verb by which the ceasefire holds, is broken or goes on: it is no start."""
    verb = truce_roles.beside(tree, argument, head)
    lemma = None if verb is None else tree.tokens[verb].lemma.lower()
    return lemma is not None and lemma not in truce_roles.BEGINNING and lexicon().states.get(lemma) in LATER


def _indefinite(tree: Tree, head: int) -> bool:
    return any(tree.words[c].lower() in INDEFINITE for c in tree.kids(head, "det"))


def _other_names(naming: Naming, calendar: Calendar) -> list[Naming]:
    """What stands for the ceasefire in the same sentence.

    A relative pronoun ("the truce, which collapsed"), and the subject of which it is the predicate ("the deal is a
    ceasefire").
    """
    tree, head = naming.tree, naming.head
    found = [(i, i + 1) for i in range(naming.mention.last, len(tree.tokens)) if tree.meant(i) == head]
    if tree.kids(head, "cop") and not tree.negated(head):
        found += [tree.phrase(i) for i in tree.kids(head, "nsubj") if tree.tokens[i].upos in ("NOUN", "PROPN")]
    mentions = (TruceMention(first, last, "unknown", "unclear", MIN_SCORE, ()) for first, last in found)
    return [_naming(tree, mention, calendar) for mention in mentions]


def _state_by_syntax(tree: Tree, head: int) -> State | None:
    """The state that a word of making, holding or ending gives a ceasefire, if what it says is asserted."""
    word = truce_syntax.said_of(tree, head)
    if word is None:
        return None
    if tree.infinitive(word):  # "efforts to mediate a truce"
        return None
    found, real = lexicon().states.get(tree.tokens[word].lemma.lower()), status(tree, word, "asserted")
    if truce_syntax.breaches(tree, word):
        found = "strained"
    if real == "negated":
        return "holding" if found in ENDED else None
    return found if real == "asserted" else None


def _attached(tree: Tree, head: int, span: Span) -> bool:
    return any(
        tree.tokens[c].head == head and span.start <= tree.tokens[c].end <= span.end + 4 for c in tree.children[head]
    )


def _is_age(tree: Tree, head: int) -> bool:
    """True for an age before the noun ("eight-month-old"), not a length ("72-hour")."""
    return any(t.lemma.lower() == "old" for t in tree.tokens[max(0, head - 6) : head])


def _state(label: str) -> State:
    return label if label in STATES else "unknown"  # type: ignore[return-value]  # checked against the Literal's values


def _share_events(truces: list[TruceDraft]) -> None:
    """Each making or breaking event goes to the ceasefire named in or nearest before its sentence."""
    events = {id(d): d for t in truces for d in t.events}
    for truce in truces:
        truce.events = []
    if not truces:
        return
    for draft in sorted(events.values(), key=lambda d: (d.sentence, d.first)):
        best = min(truces, key=lambda t: _distance(t, draft))
        near = _distance(best, draft)
        alone = len(truces) == 1 and draft.type == "agreement"
        belongs = _of_truce(best, draft) if draft.type in lexicon().moves else near <= 1 or alone
        if belongs:
            best.events.append(draft)


def _of_truce(truce: TruceDraft, draft: Draft) -> bool:
    """False for an ending or breach whose words end or breach something else than a ceasefire."""
    if draft.type not in ENDING:
        return True
    here = {
        n.tree.head_of(n.mention.first, n.mention.last)
        for n in truce.namings
        if n.tree.sentence.number == draft.sentence
    }
    return truce_syntax.ends_truce(draft.tree, draft.first, draft.last, here)


def _distance(truce: TruceDraft, draft: Draft) -> int:
    def away(naming: Naming) -> int:
        gap = draft.sentence - naming.tree.sentence.number
        return gap if gap >= 0 else 3 - 2 * gap

    return min(away(n) for n in truce.namings)


def term_kind(tree: Tree, first: int, last: int) -> str:
    """Kind of a term by its words: ``withdrawal``, ``prisoners``, …; ``other`` if none fits."""
    kinds = [lexicon().terms[t.lemma.lower()] for t in tree.tokens[first:last] if t.lemma.lower() in lexicon().terms]
    return kinds[0] if kinds else "other"
