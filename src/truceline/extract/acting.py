"""When the name of a state or capital means its government, and which phrases the domain heads give a role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from truceline.extract.actor_words import words
from truceline.extract.syntax import Tree
from truceline.model.vocabulary import FAMILIES

if TYPE_CHECKING:
    from truceline.extract.phrases import Phrases

ACTING_ROLES = frozenset(("actor", "broker", "source"))
PARTY_ROLES = frozenset(("parties", "declared_by", "broker"))
SAYING = frozenset(
    (
        "say",
        "tell",
        "add",
        "announce",
        "report",
        "state",
        "note",
        "respond",
        "reply",
        "believe",
        "think",
        "know",
        "predict",
        "reveal",
        "estimate",
    )
)
TALKS = frozenset(
    ("talk", "negotiation", "ceasefire", "truce", "agreement", "deal", "negotiate", "agree", "sign", "pact", "treaty")
)
ADDRESSING = frozenset(
    ("accuse", "blame", "urge", "warn", "condemn", "tell", "ask", "criticise", "criticize", "denounce", "threaten")
)
ADDRESSED = FAMILIES["words"] | FAMILIES["cooperation"]


def role_heads(tree: Tree) -> dict[int, str]:
    """Head tokens of the phrases that the domain heads read as actors, with ``acts`` or ``suffers``."""
    found: dict[int, str] = {}
    for trigger in tree.sentence.triggers:
        for role in trigger.roles:
            if role.label in ACTING_ROLES or (role.label == "target" and trigger.type in ADDRESSED):
                found[tree.head_of(role.first, role.last)] = "acts"
            elif role.label == "target":
                found.setdefault(tree.head_of(role.first, role.last), "suffers")
    for truce in tree.sentence.truces:
        for role in truce.roles:
            if role.label in PARTY_ROLES:
                found[tree.head_of(role.first, role.last)] = "acts"
    return found


def acts(tree: Tree, index: int) -> bool:
    """Does the state named at `index` act or is it spoken to: subject, agent, party to talks, accused?"""
    lexicon = words()
    head = tree.first_conjunct(index)
    token = tree.tokens[head]
    follow = tree.tokens[index + 1] if index + 1 < len(tree.tokens) else None
    if token.head < 0 or (follow is not None and follow.upos in ("NOUN", "PROPN", "ADJ")):
        return False
    above = tree.tokens[token.head]
    if token.deprel == "nsubj":
        return above.upos == "VERB" and (above.lemma in lexicon.acts or above.lemma in SAYING)
    case = next((tree.tokens[c].text.casefold() for c in tree.children[head] if tree.tokens[c].deprel == "case"), "")
    if token.deprel.startswith("obl") and case == "by":
        return True
    if case in ("between", "with") and above.lemma in TALKS:
        return True
    if token.deprel in ("obj", "iobj", "obl") and above.lemma in ADDRESSING:
        return case in ("", "on")
    return False


def acting_states(tree: Tree, scene: Phrases, roles: dict[int, str]) -> set[int]:
    """Heads of the names of states and capitals that act in this sentence, or own people who do."""
    found = set()
    for mention in scene.mentions:
        if mention.form != "state":
            continue
        token = tree.tokens[mention.head]
        owns = token.deprel == "nmod:poss" and token.head in scene.at and scene.at[token.head].form in ("noun", "org")
        follow = tree.tokens[mention.last] if mention.last < len(tree.tokens) else None
        if roles.get(mention.head) == "acts" and scene.modifies_thing(mention):
            found.add(mention.head)
            continue
        if follow is not None and follow.upos in ("NOUN", "PROPN") and token.deprel != "nmod:poss":
            continue
        stands = tree.relations[mention.head] in ("nsubj", "nmod", "obl", "conj", "obj")
        given = roles.get(mention.head) == "acts" and (stands or scene.names_state(mention))
        if given or owns or acts(tree, mention.head):
            found.add(mention.head)
    return found
