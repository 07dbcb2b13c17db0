"""Parties, declarers, brokers and dates of a ceasefire that the syntax around its namings gives.

The ceasefire heads read roles inside one sentence; this fills what they leave empty and never replaces what they found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from truceline.extract import truce_syntax
from truceline.extract.dating import Calendar
from truceline.extract.draft import PEOPLE, Argument, Draft, whole
from truceline.extract.speech import lexicon
from truceline.extract.syntax import Tree
from truceline.model.analysis import TruceMention
from truceline.model.extraction import State
from truceline.model.text import Span
from truceline.model.values import Days

DECLARING = frozenset({"declare", "announce", "decree", "order", "proclaim", "impose", "call"})
AGREEING = frozenset({"agree", "sign", "reach", "conclude", "negotiate", "strike", "accept", "seal"})
BEGINNING = frozenset({"begin", "start", "take"})
ANYBODY = frozenset({"nobody", "none", "anybody", "anyone", "somebody", "someone", "everybody", "everyone"})


@dataclass(slots=True)
class Naming:
    """One mention of a ceasefire with what its clause says about it.

    `days` is when it was made or began, `definite` is false for "a truce", `told` the state that its clause asserts,
    `state` that or what the head sees.
    """

    tree: Tree
    mention: TruceMention
    roles: dict[str, list[Argument]]
    days: Days | None
    definite: bool
    earlier: bool
    another: bool
    told: State | None
    state: State

    @property
    def head(self) -> int:
        """Head token of the mention."""
        return self.tree.head_of(self.mention.first, self.mention.last)

    @property
    def span(self) -> Span:
        """The words that name it."""
        return self.tree.span(self.mention.first, self.mention.last)


def fill(namings: Sequence[Naming], events: Sequence[Draft], calendar: Calendar) -> None:
    """Fills empty roles of a ceasefire, in place, from the clauses of its namings and of the events that made it."""
    found: dict[str, list[Argument]] = {"declared_by": [], "parties": [], "start": [], "place": []}
    for naming in namings:
        found["place"] += _places(naming.tree, naming.head)
        found["declared_by"] += _owners(naming.tree, naming.head)
        for verb in _verbs_of(naming.tree, naming.head):
            _from_verb(naming.tree, verb, found, calendar)
        found["parties"] += _between(naming.tree, naming.head)
    found["broker"] = _brokers(namings, events)
    for role, arguments in found.items():
        if arguments and not any(n.roles[role] for n in namings):
            namings[0].roles[role].extend(arguments)


def made(tree: Tree, head: int, calendar: Calendar) -> list[Days]:
    """When the ceasefire at `head` was made or began, as the verbs over and on it say ("declared in May")."""
    found: dict[str, list[Argument]] = {"declared_by": [], "parties": [], "start": []}
    for verb in _verbs_of(tree, head):
        _from_verb(tree, verb, found, calendar)
    spans = [tree.span(a.first, a.last) for a in found["start"]]
    return [p.days for s in spans for p in calendar.within(tree.sentence.number, s) if p.days is not None]


def only_speaks(tree: Tree, argument: Argument) -> bool:
    """True for whoever only says or is told something of the ceasefire: subject and hearer of a verb of saying."""
    head = tree.tokens[tree.head_of(argument.first, argument.last)]
    if head.head < 0 or not head.deprel.startswith(("nsubj", "nmod:desc", "obj", "iobj")):
        return False
    verb = tree.tokens[head.head]
    return verb.upos == "VERB" and bool(tree.kids(head.head, "ccomp", "parataxis")) and verb.lemma in lexicon().verbs


def until(tree: Tree, argument: Argument) -> bool:
    """True for a time phrase that names an end ("until Friday")."""
    first = tree.words[argument.first].lower()
    marks = {tree.words[c].lower() for c in tree.kids(tree.head_of(argument.first, argument.last), "case", "mark")}
    return bool({first, *marks} & {"until", "till", "through"})


def beside(tree: Tree, argument: Argument, head: int) -> int | None:
    """The verb of which both the ceasefire at `head` and a time are arguments ("the truce held on Tuesday").

    None if there is none, or if the time is a beginning whatever the verb ("since", "from").
    """
    at = tree.head_of(argument.first, argument.last)
    marks = {tree.words[c].lower() for c in tree.kids(at, "case", "mark")} | {tree.words[argument.first].lower()}
    verb = tree.tokens[head].head
    return verb if verb >= 0 and tree.tokens[at].head == verb and not marks & {"since", "from"} else None


def _verbs_of(tree: Tree, head: int) -> list[int]:
    """Verbs of which the ceasefire is object or passive subject, and participles and relative clauses on it."""
    verbs = [c for c in tree.kids(head, "acl") if tree.tokens[c].upos == "VERB"]
    token = tree.tokens[head]
    if token.head >= 0 and tree.tokens[token.head].upos == "VERB":
        to = token.deprel == "obl" and any(tree.tokens[c].text.lower() in ("to", "on") for c in tree.kids(head, "case"))
        if to or tree.relations[head] in ("obj", "nsubj"):
            verbs.append(token.head)
    return verbs


def _places(tree: Tree, head: int) -> list[Argument]:
    """Where it applies: "the Aceh truce", "Aceh's truce", "a ceasefire in Basra"."""
    found = [c for c in tree.kids(head, "compound", "nmod") if c in _located(tree)]
    named = ("compound", "nmod:poss")
    inside = [c for c in found if tree.tokens[c].deprel in named or _marked(tree, c, ("in", "for", "across", "around"))]
    return [_phrase(tree, c) for c in inside]


def _owners(tree: Tree, head: int) -> list[Argument]:
    """Whose it is: "al-Sadr's truce", "the rebels' ceasefire"."""
    owners = [c for c in tree.kids(head, "nmod") if tree.tokens[c].deprel == "nmod:poss" and c not in _located(tree)]
    return [_phrase(tree, c) for c in owners if _acts(tree, c)]


def _located(tree: Tree) -> set[int]:
    return {i for n in tree.sentence.names if n.label == "LOC" for i in range(n.first, n.last)}


def _marked(tree: Tree, index: int, marks: tuple[str, ...]) -> bool:
    return any(tree.tokens[c].text.lower() in marks for c in tree.kids(index, "case"))


def _from_verb(tree: Tree, verb: int, found: dict[str, list[Argument]], calendar: Calendar) -> None:
    lemma = tree.tokens[verb].lemma.lower()
    if lemma not in DECLARING | AGREEING | BEGINNING or tree.negated(verb):
        return
    bare = tree.tokens[verb].xpos == "VBN" and not tree.auxiliaries(verb) and not tree.kids(verb, "nsubj")
    agent = tree.by_agent(verb) if bare or tree.is_passive(verb) else tree.subject(verb)
    agent = tree.meant(agent) if agent is not None else None
    if agent is not None and lemma not in BEGINNING and _acts(tree, agent):
        role = "declared_by" if lemma in DECLARING else "parties"
        found[role] += [_phrase(tree, i) for i in tree.conjuncts(agent)]
    for phrase in calendar.phrases.get(tree.sentence.number, ()):
        tokens = [i for i, t in enumerate(tree.tokens) if phrase.span.start <= t.start < phrase.span.end]
        if tokens and phrase.days is not None and tree.tokens[tree.head_of(tokens[0], tokens[-1] + 1)].head == verb:
            found["start"].append(Argument(tree.sentence.number, tokens[0], tokens[-1] + 1, 1.0))


def _acts(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    if token.upos == "PRON":
        return token.text.lower() not in ANYBODY
    return token.upos == "PROPN" or token.entity in PEOPLE


def _phrase(tree: Tree, index: int) -> Argument:
    return whole(tree, *tree.phrase(index), 1.0)


def _between(tree: Tree, head: int) -> list[Argument]:
    """Parties from "a truce between X and Y", "a ceasefire with X"."""
    for child in tree.kids(head, "nmod"):
        marks = {tree.tokens[c].text.lower() for c in tree.kids(child, "case")}
        if marks & {"between", "with"} and _acts(tree, child):
            return [_phrase(tree, i) for i in tree.conjuncts(child)]
    return []


def _brokers(namings: Sequence[Naming], events: Sequence[Draft]) -> list[Argument]:
    anchors: dict[int, tuple[Tree, set[int]]] = {}
    for naming in namings:
        anchors.setdefault(naming.tree.sentence.number, (naming.tree, set()))[1].add(naming.head)
    for draft in events:
        anchors.setdefault(draft.sentence, (draft.tree, set()))[1].add(draft.head)
    return [
        whole(tree, first, last, 1.0)
        for tree, heads in anchors.values()
        for first, last in truce_syntax.brokers(tree, heads)
    ]
