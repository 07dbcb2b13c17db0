"""What the dependencies say of a ceasefire: who brokered it, and whether a word of ending ends it."""

from __future__ import annotations

from truceline.extract.syntax import Tree

BROKERING = frozenset({"broker", "mediate", "facilitate"})
PEOPLE = frozenset({"person", "organization"})
STRAINED = frozenset({"despite", "notwithstanding", "shaken", "shaky", "fragile", "tenuous", "troubled", "battered"})
AWAY = frozenset({"apart", "down", "off"})


def brokers(tree: Tree, anchors: set[int]) -> list[tuple[int, int]]:
    """Phrases (token ranges) of those who brokered what stands at `anchors` in this sentence.

    "brokered by X", "an X-brokered truce", "X mediated the deal", "a deal … through X".
    """
    found: list[int] = []
    for i, token in enumerate(tree.tokens):
        if token.lemma.lower() in BROKERING and _concerns(tree, i, anchors):
            agent = tree.by_agent(i) if token.xpos == "VBN" or tree.is_passive(i) else tree.subject(i)
            found += [tree.meant(agent)] if agent is not None else _before_hyphen(tree, i)
        elif token.text.lower() == "through" and token.deprel == "case" and token.head >= 0:
            person = token.head
            if (tree.tokens[person].entity in PEOPLE or tree.tokens[person].upos == "PROPN") and _hangs_on(
                tree, person, anchors
            ):
                found.append(person)
    return [tree.phrase(i) if tree.tokens[i].upos != "ADJ" else (i, i + 1) for i in dict.fromkeys(found)]


def _before_hyphen(tree: Tree, index: int) -> list[int]:
    """The first part of a compound participle ("Iranian-brokered")."""
    if index >= 2 and tree.tokens[index - 1].text in "-–" and tree.tokens[index - 2].upos in ("PROPN", "ADJ", "NOUN"):
        return [index - 2]
    return []


def _concerns(tree: Tree, index: int, anchors: set[int]) -> bool:
    """True if a brokering word governs one of the anchors or hangs on one, and brokers nothing else."""
    themes = [c for c in tree.kids(index, "obj") if tree.tokens[c].upos != "PRON"]
    if themes and not any(i in anchors for c in themes for i in tree.subtree(c)):
        return index in anchors
    return index in anchors or _hangs_on(tree, index, anchors) or any(i in anchors for i in tree.subtree(index))


def _hangs_on(tree: Tree, index: int, anchors: set[int]) -> bool:
    above = list(tree.ancestors(index))[:3]
    return any(a in anchors for a in above) or any(
        c in anchors for a in above[:2] for c in tree.kids(a, "obj", "nsubj")
    )


def ends_truce(tree: Tree, first: int, last: int, anchors: set[int]) -> bool:
    """False if what a verb of ending or breaking ends is no ceasefire ("the fighting was ended")."""
    head = tree.head_of(first, last)
    if tree.tokens[head].upos != "VERB" or head in anchors:
        return True
    agent = tree.by_agent(head)
    if agent is not None and any(i in anchors for i in tree.subtree(agent)):
        return False
    themes = tree.kids(head, "obj") or tree.kids(head, "nsubj")
    if not themes:
        return True
    theme = themes[0]
    if tree.tokens[theme].upos == "PRON" or tree.tokens[theme].xpos in ("WDT", "WP"):
        return True
    return any(i in anchors for i in tree.subtree(theme)) or tree.tokens[theme].upos == "PROPN"


def falls_apart(tree: Tree, first: int, last: int) -> bool:
    """True for "broke apart", "broke down": the ceasefire itself ends, it is not breached."""
    head = tree.head_of(first, last)
    return tree.tokens[head].lemma == "break" and any(tree.tokens[c].text.lower() in AWAY for c in tree.children[head])


def under_strain(tree: Tree, head: int) -> bool:
    """True for "despite the truce" and "a shaky truce"."""
    words = {tree.tokens[c].text.lower() for c in tree.kids(head, "case", "amod")}
    return not words.isdisjoint(STRAINED)


def breaches(tree: Tree, verb: int) -> bool:
    """True for "the army broke the truce", a breach; "the truce was broken" or "broke down" tells its end."""
    return tree.tokens[verb].lemma == "break" and bool(tree.kids(verb, "obj")) and not falls_apart(tree, verb, verb + 1)


def said_of(tree: Tree, head: int) -> int | None:
    """The word that says what becomes of a ceasefire: "the truce collapsed", "extend it", "a breach of the ceasefire".

    Its verb if the ceasefire is object, passive subject or subject without an object; its noun in "… of the ceasefire".
    """
    token = tree.tokens[head]
    if token.head < 0:
        return None
    role = tree.relations[head]
    above = tree.tokens[token.head]
    if role == "obj" and above.upos == "VERB":
        return token.head
    bare = not tree.kids(head, "case")  # "by a truce" is no subject, whatever the parser calls it
    if (
        role == "nsubj"
        and bare
        and above.upos == "VERB"
        and (tree.is_passive(token.head) or not tree.kids(token.head, "obj"))
    ):
        return token.head
    of = any(tree.tokens[c].text.lower() in ("of", "to") for c in tree.kids(head, "case"))
    return token.head if role == "nmod" and of and above.upos == "NOUN" else None
