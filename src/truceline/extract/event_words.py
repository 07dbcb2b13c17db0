"""Events whose words leave no doubt, for sentences in which no head fired on them.

"Artillery fire", "a mortar shell", "set ablaze", "resigned from his post": each names one kind of event only.
"""

from __future__ import annotations

from collections.abc import Iterator

from truceline.extract.syntax import Tree

GUNS = frozenset({"artillery", "mortar", "rocket", "howitzer", "tank"})
SHOTS = frozenset({"fire", "round", "shell", "bomb", "barrage", "attack", "bombardment", "strike", "salvo"})
BURNING = frozenset({"afire", "ablaze", "alight", "aflame"})
POSTS = frozenset({"post", "office", "position", "government", "cabinet", "parliament", "job", "command"})


def plain(tree: Tree) -> Iterator[tuple[int, int, str]]:
    """Triggers (first and last token, half-open) and types that the words themselves give."""
    for i, token in enumerate(tree.tokens):
        lemma = token.lemma.lower()
        if token.upos == "NOUN" and lemma in SHOTS:
            gun = next((c for c in tree.kids(i, "compound") if tree.tokens[c].lemma.lower() in GUNS), None)
            if gun is not None:
                yield gun, i + 1, "shelling"
        elif token.upos == "VERB" and lemma == "set" and _afire(tree, i):
            yield i, i + 1, "property_destruction"
        elif token.upos == "VERB" and lemma in ("resign", "quit") and _leaves_post(tree, i):
            yield i, i + 1, "leadership_change"


def _afire(tree: Tree, verb: int) -> bool:
    """True for "set afire", "set ablaze", "set on fire"."""
    for child in tree.kids(verb, "xcomp", "advmod", "obl", "obj"):
        word = tree.tokens[child].text.lower()
        on = any(tree.words[c].lower() == "on" for c in tree.kids(child, "case"))
        if word in BURNING or (word == "fire" and on):
            return True
    return False


def _leaves_post(tree: Tree, verb: int) -> bool:
    """True if the post that is left is said: a resignation is an event of politics then."""
    return any(tree.tokens[c].lemma.lower() in POSTS for c in tree.kids(verb, "obl", "obj"))
