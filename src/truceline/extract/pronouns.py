"""Pronouns of the third person: the nearest actor that fits in number and sex, subjects first; nobody if two fit.

Weights: a subject stands higher than an object, that higher than what hangs on a noun; each sentence of distance costs.
Words in quotation marks do not point to whoever speaks them. Source: Lappin and Leass 1994, much
simplified.
"""

from __future__ import annotations

from collections.abc import Sequence

from truceline.extract.acting import SAYING
from truceline.extract.actor_words import words
from truceline.extract.coreference import Clusters
from truceline.extract.entities import Entity
from truceline.extract.mentions import Mention
from truceline.extract.relations import nearest_conjunct
from truceline.extract.syntax import Tree

REACH = 2
LOOKED_AT = 40
MARGIN = 0.5
LEAST = 0.2
WEIGHTS = {
    "nsubj": 3.0,
    "root": 2.2,
    "obj": 1.8,
    "iobj": 1.8,
    "obl": 1.5,
    "appos": 1.5,
    "conj": 1.5,
    "nmod": 0.8,
    "compound": 0.0,
    "amod": 0.0,
    "flat": 0.8,
}
MALE = frozenset(("he", "him", "his", "himself"))
FEMALE = frozenset(("she", "her", "hers", "herself"))
MANY = frozenset(("they", "them", "their", "theirs", "themselves"))
THINGS = frozenset(("it", "its", "itself"))
RELATIVE = frozenset(("who", "whom", "whose"))
OBJECTS = frozenset(("obj", "iobj"))


def antecedent(pronoun: Mention, sentences: Sequence[Sequence[Mention]], clusters: Clusters) -> Mention | None:
    """The phrase that a pronoun stands for, already settled, or ``None``.

    Args:
        pronoun: the pronoun.
        sentences: mentions of each sentence so far, in text order, the pronoun's own sentence last.
        clusters: the actors so far.
    """
    if pronoun.lemma in RELATIVE:
        return None
    if pronoun.lemma in THINGS and not _is_somebody(pronoun):
        return None
    ranked: dict[int, tuple[float, Mention]] = {}
    for distance in range(min(REACH, pronoun.sentence) + 1):
        if distance >= len(sentences):
            break
        for mention in sentences[-1 - distance][-LOOKED_AT:]:
            entity = clusters.of(mention)
            if distance == 0 and not mention.last <= pronoun.first:
                continue
            if not (_may(pronoun, mention) if entity is None else _fits(pronoun, mention, entity)):
                continue
            if _barred(pronoun, mention, distance):
                continue
            score = _score(pronoun, mention, distance)
            key = -id(mention) if entity is None else entity.number
            if key not in ranked or score > ranked[key][0]:
                ranked[key] = (score, mention)
    if not ranked:
        return _ahead(pronoun, sentences[-1], clusters)
    best = sorted(ranked.values(), key=lambda r: -r[0])
    if best[0][0] < LEAST:
        return None
    if len(best) > 1 and best[0][0] - best[1][0] < MARGIN:
        return None
    found = best[0][1]
    return None if pronoun.lemma in MANY and not found.plural and _coordinated(found) else found


def _coordinated(mention: Mention) -> bool:
    """One of several joined by "and": a plural pronoun means them all, which no single actor stands for."""
    tree = mention.tree
    return len(tree.conjuncts(tree.first_conjunct(mention.head))) > 1


def _is_somebody(pronoun: Mention) -> bool:
    """ "Its" and an "it" that says something may stand for a body; any other "it" is left alone."""
    token = pronoun.tree.tokens[pronoun.head]
    if token.deprel == "nmod:poss":
        return True
    return token.deprel == "nsubj" and token.head >= 0 and pronoun.tree.tokens[token.head].lemma in SAYING


def relative(pronoun: Mention, at: dict[int, Mention]) -> Mention | None:
    """The phrase whose relative clause a "who" opens."""
    tree = pronoun.tree
    for i in (pronoun.head, *tree.ancestors(pronoun.head)):
        token = tree.tokens[i]
        if token.deprel.startswith("acl") and token.head >= 0:
            return at.get(nearest_conjunct(tree, token.head, i)) or at.get(token.head)
    return None


def _fits(pronoun: Mention, mention: Mention, entity: Entity) -> bool:
    word = pronoun.lemma
    if word in MALE or word in FEMALE:
        return entity.singular_person and entity.sex in (None, "m" if word in MALE else "f")
    if word in MANY:
        return (mention.plural or not entity.singular_person) and entity.kind != "state"
    return not entity.singular_person and not mention.plural


def _may(pronoun: Mention, mention: Mention) -> bool:
    """Could a phrase that nobody was found for be meant? If it is the likeliest, the pronoun stays open too."""
    if mention.form == "place":
        return pronoun.lemma in THINGS and mention.code is not None
    if mention.form != "noun":
        return False
    person = mention.lemma in words().people
    if pronoun.lemma in MALE or pronoun.lemma in FEMALE:
        return person and not mention.plural
    return mention.plural or not person


def _barred(pronoun: Mention, mention: Mention, distance: int) -> bool:
    """An object is not its own subject; a pronoun in quotation marks is not the one who says the quotation."""
    tree = pronoun.tree
    if distance == 0 and tree.relations[pronoun.head] in OBJECTS:
        if tree.tokens[pronoun.head].head == tree.tokens[mention.head].head:
            return True
    return distance == 0 and pronoun.quoted and not mention.quoted and mention.role == "nsubj" and _says(tree, mention)


def _says(tree: Tree, mention: Mention) -> bool:
    verb = tree.tokens[mention.head].head
    return verb >= 0 and bool(tree.kids(verb, "ccomp", "parataxis"))


def _score(pronoun: Mention, mention: Mention, distance: int) -> float:
    tree = mention.tree
    score = WEIGHTS.get(mention.role, 1.0) - 1.0 * distance
    if mention.form == "person" and tree.tokens[mention.head].deprel == "nmod:desc":
        score += 0.7  # the parser's label for a name hung on its title
    if mention.role == "nsubj" and _clause_depth(tree, mention.head) > 1:
        score -= 0.6
    if mention.role == "nmod" and tree.tokens[mention.head].deprel == "nmod:poss":
        score += 0.4
    if mention.quoted != pronoun.quoted:
        score -= 1.0
    if pronoun.lemma in MANY and mention.plural:
        score += 0.7
    if distance == 0:
        score += _nearness(pronoun, mention)
    if pronoun.role == "nsubj" and mention.role == "nsubj":
        score += 0.5
        if distance >= 1 and _speech(pronoun) and _speech(mention):
            score += 1.0
    return score


def _nearness(pronoun: Mention, mention: Mention) -> float:
    """More for a phrase that hangs on a verb close above the pronoun."""
    tree, verb = pronoun.tree, mention.tree.tokens[mention.head].head
    verbs = [i for i in tree.ancestors(pronoun.head) if tree.tokens[i].upos in ("VERB", "AUX")][:4]
    return max(0.0, 1.6 - 0.4 * verbs.index(verb)) if verb in verbs else 0.0


def _speech(mention: Mention) -> bool:
    tree = mention.tree
    verb = tree.tokens[mention.head].head
    return verb >= 0 and tree.tokens[verb].lemma in (
        "say",
        "tell",
        "add",
        "claim",
        "write",
        "respond",
        "reply",
        "warn",
        "note",
        "insist",
    )


def _clause_depth(tree: Tree, index: int) -> int:
    return sum(tree.relations[i] in ("acl", "ccomp", "advcl") for i in tree.ancestors(index))


def _ahead(pronoun: Mention, here: Sequence[Mention], clusters: Clusters) -> Mention | None:
    """The subject of the main clause, for a pronoun in what stands before it ("After his arrest, X said")."""
    tree = pronoun.tree
    subject = tree.subject(tree.root) if tree.root > pronoun.head else None
    for mention in here:
        if mention.head == subject and mention.first > pronoun.head and mention.form == "person":
            entity = clusters.of(mention)
            return mention if entity is not None and _fits(pronoun, mention, entity) else None
    return None
