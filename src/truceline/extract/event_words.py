"""Events that words name by themselves, for sentences in which no head fired on them.

A gun with its shot ("artillery fire", "mortar rounds") is shelling, whatever the report is about; the verb that a
ceasefire is subject or object of says what becomes of it. Only pairs that name one kind of event in any text stand
here; single words that may mean more are the heads' business.
"""

from __future__ import annotations

from collections.abc import Iterator

from truceline.extract import truce_syntax
from truceline.extract.draft import Draft
from truceline.extract.reality import status
from truceline.extract.syntax import Tree
from truceline.extract.told import VIOLENCE

GUNS = frozenset({"artillery", "mortar", "rocket", "howitzer", "tank"})
SHOTS = frozenset({"fire", "round", "shell", "bomb", "barrage", "attack", "bombardment", "strike", "salvo"})
OF_TRUCES = {
    "collapse": "ceasefire_ended", "expire": "ceasefire_ended", "lapse": "ceasefire_ended",
    "unravel": "ceasefire_ended", "break": "ceasefire_ended", "crumble": "ceasefire_ended",
    "violate": "ceasefire_violated", "breach": "ceasefire_violated", "extend": "ceasefire_extended",
    "renew": "ceasefire_extended", "prolong": "ceasefire_extended",
}  # fmt: skip
LIVING = frozenset({"hold", "observe", "respect", "prevail"})
DENIALS = frozenset({"not", "n't", "n’t", "never", "no", "hardly", "barely", "scarcely"})
TRUCE_SCORE = 0.75
SHOT_SCORE = 0.5
RELEVANT = 0.5


def of_truces(tree: Tree, found: dict[int, Draft], method: str) -> dict[int, Draft]:
    """What becomes of a ceasefire by the verb that it is subject or object of, where no head fired on that verb."""
    made: dict[int, Draft] = {}
    taken = {i for d in found.values() for i in range(d.first, d.last)}
    for truce in tree.sentence.truces:
        head = tree.head_of(truce.first, truce.last)
        for at in (head, *(i for i in range(truce.last, len(tree.tokens)) if tree.meant(i) == head)):
            verb = truce_syntax.said_of(tree, at) if truce.score >= TRUCE_SCORE else None
            kind = OF_TRUCES.get(tree.tokens[verb].lemma.lower()) if verb is not None else None
            if verb is None or kind is None or verb in taken or tree.tokens[verb].upos != "VERB":
                continue
            made[-1000 - verb] = Draft(
                tree=tree, first=verb, last=verb + 1, type=kind, status=status(tree, verb, "asserted", kind),
                score=truce.score / 2, method=f"{method}, word of a ceasefire",
            )  # fmt: skip
    return made


def lives_on(draft: Draft) -> bool:
    """True for a ceasefire that a head takes for ended where the verb says that it is kept, and nothing denies it."""
    if draft.type != "ceasefire_ended" or draft.tree.tokens[draft.head].lemma.lower() not in LIVING:
        return False
    around = (word for kid in draft.tree.kids(draft.head) for word in (kid, *draft.tree.kids(kid, "advmod", "det")))
    return not any(draft.tree.words[i].lower() in DENIALS for i in around)


def of_shots(tree: Tree, found: dict[int, Draft], method: str) -> dict[int, Draft]:
    """Shelling named by a gun and its shot, where no head fired on the words or on violence beside them."""
    made: dict[int, Draft] = {}
    if tree.sentence.relevant < RELEVANT:
        return made
    taken = {i for d in found.values() for i in (*range(d.first, d.last), d.head)}
    for gun, shot in shots(tree):
        words = set(range(gun, shot + 1))
        near = words | {tree.tokens[shot].head, *tree.conjuncts(tree.first_conjunct(shot))}
        beside = any(d.type in VIOLENCE and not near.isdisjoint(range(d.first, d.last)) for d in found.values())
        if not words & taken and not beside:
            made[-2000 - gun] = Draft(
                tree=tree, first=gun, last=shot + 1, type="shelling", status=status(tree, shot, "asserted"),
                score=SHOT_SCORE, method=f"{method}, plain word",
            )  # fmt: skip
    return made


def shots(tree: Tree) -> Iterator[tuple[int, int]]:
    """Each shot with the gun before it, as tokens."""
    for i, token in enumerate(tree.tokens):
        if token.upos == "NOUN" and token.lemma.lower() in SHOTS:
            gun = next((c for c in tree.kids(i, "compound") if tree.tokens[c].lemma.lower() in GUNS), None)
            if gun is not None:
                yield gun, i
