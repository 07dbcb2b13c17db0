"""Terms of a ceasefire that the syntax gives: what its parties have to do, and on what condition it was made.

"Under the deal, X will …", "the accord requires …", "on condition that …", "in return for …", and the obligations told
in the sentences after it: "X must …", "Y is to …".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from truceline.extract.actor_words import words
from truceline.extract.draft import Argument
from truceline.extract.syntax import Tree
from truceline.extract.truce_roles import Naming

PRESCRIBING = frozenset({
    "require", "oblige", "bind", "call", "demand", "provide", "stipulate", "ban", "forbid", "bar", "allow", "let",
    "permit", "ask", "order", "prohibit", "foresee", "envisage", "include", "guarantee", "specify", "commit", "say",
})  # fmt: skip
MAKING = frozenset({"agree", "accept", "sign", "declare", "announce", "offer", "propose", "order", "conclude", "reach"})
OBLIGING = frozenset({"must", "shall", "will", "would", "should"})
UNDER = frozenset({"under", "by", "per"})
PRICES = frozenset({"return", "exchange"})
BOUND = frozenset({"military", "armed_group", "government", "police", "political", "state"})
NOT_OWN = frozenset({"conj", "cc", "advcl", "parataxis", "punct"})
MADE = frozenset({"agreed", "declared", "holding", "extended", "strained", "monitored"})
SOON = 3


def terms(namings: Sequence[Naming], trees: Sequence[Tree], *, fates: frozenset[str]) -> list[Argument]:
    """Terms of the ceasefire named by `namings`, in text order, each once.

    Args:
        namings: its mentions.
        trees: all sentences of the document.
        fates: lemmas of what becomes of a ceasefire (it holds, collapses, begins), which are no terms.
    """
    found: dict[tuple[int, int], Argument] = {}
    for naming in namings:
        for first, last in _of_naming(naming, fates):
            found.setdefault((naming.tree.sentence.number, first), _argument(naming.tree, first, last))
    if any(n.state in MADE for n in namings):
        for tree in _following(namings, trees):
            for verb in _obligations(tree):
                first, last = _clause(tree, verb)
                found.setdefault((tree.sentence.number, first), _argument(tree, first, last))
    return [found[key] for key in sorted(found)]


def obliged(tree: Tree, head: int) -> int | None:
    """Who has to do it: whoever the accord obliges, else the subject."""
    if tree.tokens[head].upos != "VERB":
        return None
    bound = tree.kids(head, "iobj") or (tree.kids(head, "obj") if tree.kids(head, "xcomp") else [])
    return bound[0] if bound else tree.subject(head)


def _argument(tree: Tree, first: int, last: int) -> Argument:
    return Argument(tree.sentence.number, first, last, 1.0)


def _of_naming(naming: Naming, fates: frozenset[str]) -> Iterator[tuple[int, int]]:
    tree, head = naming.tree, naming.head
    token = tree.tokens[head]
    if token.upos == "VERB" and tree.relations[head] == "xcomp":
        yield _clause(tree, head)  # "ordered them to hold their fire for a day"
    if token.head < 0:
        return
    verb = token.head
    cases = {tree.words[c].lower() for c in tree.kids(head, "case")}
    if tree.relations[head] == "obl" and cases & UNDER:
        yield from (_clause(tree, v) for v in _joined(tree, verb) if _must(tree, v))
    if tree.relations[head] == "nsubj" and not tree.is_passive(verb) and tree.tokens[verb].upos == "VERB":
        yield from (_predicate(tree, v) for v in _joined(tree, verb) if _prescribes(tree, v, head, fates))
    if tree.tokens[verb].lemma.lower() in MAKING:
        yield from _conditions(tree, verb)


def _joined(tree: Tree, verb: int) -> list[int]:
    return [v for v in tree.conjuncts(verb) if tree.tokens[v].upos == "VERB"]


def _prescribes(tree: Tree, verb: int, head: int, fates: frozenset[str]) -> bool:
    """True for what an accord lays down as subject: a verb of prescribing, or any in the present with an object."""
    lemma = tree.tokens[verb].lemma.lower()
    if tree.negated(verb) or lemma in fates or any(s != head for s in tree.kids(verb, "nsubj")):
        return False
    definite = any(tree.words[c].lower() == "the" for c in tree.kids(head, "det"))
    present = definite and tree.tokens[verb].xpos in ("VBZ", "VBP")
    filled = bool(tree.kids(verb, "obj", "iobj", "xcomp", "ccomp", "obl"))
    return filled and (lemma in PRESCRIBING or (present and bool(tree.kids(verb, "obj", "iobj", "ccomp"))))


def _conditions(tree: Tree, verb: int) -> Iterator[tuple[int, int]]:
    """ "agreed … on condition that X", "in return for X"."""
    for noun in tree.kids(verb, "obl", "obj"):
        for inner in (noun, *tree.kids(noun, "nmod")):
            lemma = tree.tokens[inner].lemma.lower()
            if lemma == "condition" or lemma in PRICES:
                below = tree.kids(inner, "acl", "ccomp") or tree.kids(inner, "nmod")
                yield from (_clause(tree, c) if tree.tokens[c].upos == "VERB" else tree.phrase(c) for c in below)


def _following(namings: Sequence[Naming], trees: Sequence[Tree]) -> Iterator[Tree]:
    """Sentences soon after a mention that stand outside quotation marks."""
    named = {n.tree.sentence.number for n in namings}
    for number in sorted({n + step for n in named for step in range(1, SOON + 1)}):
        if number < len(trees) and trees[number].sentence.role == "body" and trees[number].root >= 0:
            if not any(
                t.xpos == "''" and i == len(trees[number].tokens) - 1 for i, t in enumerate(trees[number].tokens)
            ):
                yield trees[number]


def _obligations(tree: Tree) -> Iterator[int]:
    """Verbs of what somebody bound by the ceasefire must or is to do, in clauses that nobody is quoted with."""
    for verb in (tree.root, *tree.kids(tree.root, "conj", "advcl", "parataxis")):
        subject = next(iter(tree.kids(verb, "nsubj")), None)
        if subject is None or tree.kids(verb, "ccomp") or not _duty(tree, verb):
            continue
        token = tree.tokens[subject]
        bound = words().noun_kind(token.lemma.lower(), []) in BOUND or (
            token.upos == "PROPN" and token.entity != "place"
        )
        if bound or tree.is_passive(verb):
            yield verb


def _duty(tree: Tree, verb: int) -> bool:
    """True for "must", "shall" and "is to"."""
    return "must" in tree.auxiliaries(verb) or "shall" in tree.auxiliaries(verb) or _is_to(tree, verb)


def _must(tree: Tree, verb: int) -> bool:
    return bool(tree.auxiliaries(verb) & OBLIGING) or _is_to(tree, verb)


def _is_to(tree: Tree, verb: int) -> bool:
    """True for "the army is to withdraw"."""
    be = any(
        tree.tokens[c].lemma == "be" and tree.tokens[c].xpos in ("VBZ", "VBP") for c in tree.kids(verb, "aux", "cop")
    )
    return be and any(tree.words[c].lower() == "to" for c in tree.kids(verb, "mark"))


def _predicate(tree: Tree, verb: int) -> tuple[int, int]:
    """The verb with what follows it, without its subject and what is coordinated with it."""
    inside = [i for i in _own(tree, verb) if i >= verb]
    return verb, _end(inside, verb)


def _clause(tree: Tree, verb: int) -> tuple[int, int]:
    """The clause of a verb from its subject on; an infinitive from the verb on."""
    subject = next(iter(tree.kids(verb, "nsubj")), None)
    first = min(tree.subtree(subject)) if subject is not None else verb
    return min(first, verb), _end([i for i in _own(tree, verb) if i >= first], verb)


def _own(tree: Tree, verb: int) -> list[int]:
    found = [verb]
    for c in tree.children[verb]:
        if tree.relations[c] not in NOT_OWN:
            found += tree.subtree(c)
    return sorted(found)


def _end(inside: list[int], verb: int) -> int:
    return max(*inside, verb) + 1 if inside else verb + 1
