"""Who is harmed in a sentence, from the words of harm and their dependencies: persons, with or without a number.

"A 6-year-old boy was shot and killed", "left one man dead", "was pronounced dead", "the fatal shooting of his
brother", "the death of Ana Lopez", "found with a gunshot wound", "is in critical condition". One person is harmed once
a sentence: of two words the graver one counts. What becomes of the persons across sentences is `persons`' business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from truceline.extract import harm
from truceline.extract.actor_words import words as actor_words
from truceline.extract.harm import Lexicon
from truceline.extract.syntax import Tree
from truceline.model.extraction import FigureKind

HARMS: frozenset[FigureKind] = frozenset({"killed", "wounded", "abducted"})
SINGULAR = frozenset({"he", "she", "him", "her"})
REFLEXIVE = frozenset({"himself", "herself", "themselves"})
CLOSE = 3


@dataclass(frozen=True, slots=True)
class Victim:
    """The head of a harmed person's (or persons') phrase, the harm, and the word that names it."""

    head: int
    kind: FigureKind
    cue: int


def victims(tree: Tree) -> dict[int, Victim]:
    """The harmed of a sentence by the head of their phrase; nobody of whom the sentence denies it."""
    beside = dict(_beside(tree, harm.lexicon()))
    found: dict[int, Victim] = {}
    for cue, kind, heads in _harms(tree, harm.lexicon()):
        if tree.negated(cue):
            continue
        for head in (c for h in heads for c in _each(tree, h)):
            known = found.get(head)
            if is_person(tree, head) and (known is None or (kind == "killed" and known.kind != kind)):
                found[head] = Victim(head, kind, cue)
    return found | beside


def _beside(tree: Tree, words: Lexicon) -> Iterator[tuple[int, Victim]]:
    """Counted people with the word for their state right after them: "left one dead and two others injured"."""
    for i, token in enumerate(tree.tokens):
        lemma = token.lemma.lower()
        state = (
            words.states.get(token.text.lower()) if token.upos in ("ADJ", "VERB") and not tree.kids(i, "aux") else None
        )
        if lemma in words.fatal and token.upos == "ADV":
            state = "killed" if i and tree.tokens[i - 1].upos == "NUM" else None
        if state is None or not i:
            continue
        people = tree.tokens[i - 1]
        counted = people.upos == "NUM" or any(tree.tokens[c].upos == "NUM" for c in tree.kids(i - 1, "nummod"))
        if counted and (people.upos == "NUM" or is_person(tree, i - 1)):
            yield i - 1, Victim(i - 1, state, i)


def is_person(tree: Tree, index: int) -> bool:
    """True if the phrase headed by the token names people: by a name, a noun for people, a pronoun or an age."""
    token = tree.tokens[index]
    if token.upos == "PRON":
        return token.text.lower() in SINGULAR
    if token.entity == "person":
        return token.upos in ("NOUN", "PROPN", "NUM", "ADJ")
    if token.upos == "PROPN":
        return any(n.label == "PER" and n.first <= index < n.last for n in tree.sentence.names)
    if token.upos in ("NUM", "ADJ"):
        return tree.relations[index] in ("nsubj", "obj") and (token.upos == "NUM" or token.lemma.lower() == "old")
    return token.upos == "NOUN" and token.lemma.lower() in actor_words().people


def _harms(tree: Tree, words: Lexicon) -> Iterator[tuple[int, FigureKind, list[int]]]:
    """Each word of harm with its kind and the heads of those whom it harms."""
    for i, token in enumerate(tree.tokens):
        lemma = token.lemma.lower()
        if token.upos == "VERB":
            heads = sufferers(tree, i)
            kind = verb_kind(tree, i, words, heads)
            if kind in HARMS and heads:
                yield i, kind, heads
        if lemma in words.states and token.upos in ("ADJ", "VERB", "NOUN", "ADV"):
            yield i, words.states[lemma], _in_state(tree, i)
        if token.upos == "NOUN" and lemma in words.deaths:
            yield i, words.deaths[lemma], _of(tree, i)
        if token.upos == "NOUN" and lemma in words.acts and _fatal(tree, i, words):
            yield i, "killed", _of(tree, i)
        if token.upos == "NOUN" and lemma in words.wounds:
            yield i, "wounded", _bearers(tree, i, words)
        if token.upos == "NOUN" and lemma == "condition" and _case(tree, i) == "in":
            if any(tree.tokens[c].lemma.lower() in words.conditions for c in tree.kids(i, "amod", "compound")):
                yield i, "wounded", _with(tree, i)
        if token.upos == "NOUN" and lemma == "life":
            yield i, "killed", _lives(tree, i)


def verb_kind(tree: Tree, verb: int, words: Lexicon, heads: list[int]) -> FigureKind | None:
    """Kind of harm that a verb does to its sufferers; "fatally" and a bullet say more than "shot" and "struck"."""
    lemma = tree.tokens[verb].lemma.lower()
    kind = words.verbs.get(lemma)
    if kind is None and lemma in words.hitting and heads:
        kind = harm.hit_kind(tree, verb, words)
    if kind is None and lemma in words.striking and heads:
        below = {tree.tokens[c].lemma.lower() for c in tree.kids(verb, "obl", "nsubj")}
        if below & words.shots:
            kind = harm.hit_kind(tree, verb, words)
    return kind


def sufferers(tree: Tree, verb: int) -> list[int]:
    """Heads of those whom a verb of harm harms: object, subject of a passive or of "died", noun of a participle."""
    token = tree.tokens[verb]
    lemma = token.lemma.lower()
    objects = tree.kids(verb, "obj")[:1]  # a second one is the object of a coordinated verb, whatever the parse says
    if any(tree.tokens[o].text.lower() in REFLEXIVE for o in objects):
        subject = tree.subject(verb)
        return [] if subject is None else [tree.meant(subject)]
    if lemma in harm.INTRANSITIVE or tree.is_passive(verb) or _shared_passive(tree, verb):
        if tree.relations[verb] == "acl" and not tree.kids(verb, "nsubj"):
            return [token.head]
        subject = tree.subject(verb)
        return _before_auxiliary(tree, verb) if subject is None else [tree.meant(subject)]
    if any(is_person(tree, o) for o in objects):
        return objects
    if token.xpos == "VBN" and not tree.auxiliaries(verb) & {"have", "has", "had"}:
        if tree.relations[verb] == "acl" and not tree.kids(verb, "nsubj"):
            return [token.head]
        if tree.relations[verb] in ("xcomp", "ccomp", "root", "advcl"):
            return tree.kids(verb, "nsubj") or _found(tree, verb, token.head)
    if tree.relations[verb] == "conj" and not tree.kids(verb, "nsubj"):  # "shot and killed him", "shot and wounded by"
        first = tree.first_conjunct(verb)
        if tree.tokens[first].upos == "VERB":
            return tree.kids(first, "obj")
    shared = next((c for c in tree.kids(verb, "conj") if tree.tokens[c].upos == "VERB"), None)
    if (
        shared is not None and shared - verb <= CLOSE and not tree.kids(shared, "nsubj")
    ):  # the object stands with the last of the verbs
        return tree.kids(shared, "obj")
    return []


def _before_auxiliary(tree: Tree, verb: int) -> list[int]:
    """The noun right before the auxiliary, where the parse gives a passive no subject ("PARIS - A clerk was hurt")."""
    auxiliaries = tree.kids(verb, "aux")
    return [auxiliaries[0] - 1] if auxiliaries and auxiliaries[0] else []


def _shared_passive(tree: Tree, verb: int) -> bool:
    """True for a participle coordinated with a passive ("was shot and killed")."""
    shared = tree.tokens[verb].xpos == "VBN" and tree.relations[verb] == "conj" and not tree.kids(verb, "obj", "nsubj")
    return shared and tree.is_passive(tree.first_conjunct(verb))


def _each(tree: Tree, head: int) -> list[int]:
    """A head and the phrases coordinated with it, names set beside a noun left out (they are the same person)."""
    return [
        i for i in tree.conjuncts(head) if i == head or tree.tokens[i].upos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
    ]


def _in_state(tree: Tree, index: int) -> list[int]:
    """Of whom a state is said: "is dead", "left one man dead", "was pronounced dead", "three others injured"."""
    subjects = tree.kids(index, "nsubj")
    if subjects:
        return [tree.meant(s) for s in subjects]
    token = tree.tokens[index]
    if token.head < 0:
        return []
    above = tree.tokens[token.head]
    if (
        index
        and tree.relations[index] == "conj"
        and not tree.kids(index, "cc")
        and tree.tokens[index - 1].upos == "VERB"
    ):
        return _found(tree, index, index - 1)  # "pronounced dead", whatever the parse makes of it
    if tree.relations[index] in ("amod", "acl") and above.upos in ("NOUN", "PROPN"):
        return [token.head]
    if above.upos == "VERB" and tree.relations[index] in ("xcomp", "advcl", "obl", "advmod", "amod", "ccomp", "obj"):
        return _found(tree, index, token.head)
    return []


def _found(tree: Tree, index: int, verb: int) -> list[int]:
    """Who is found, left or pronounced so: object of the verb, or its passive subject."""
    if verb < 0 or tree.tokens[verb].upos != "VERB":
        return []
    objects = [o for o in tree.kids(verb, "obj") if o != index]
    if objects:
        return objects
    passive = tree.is_passive(verb) or tree.tokens[verb].xpos == "VBN"
    if passive and tree.relations[verb] == "acl" and not tree.kids(verb, "nsubj"):
        return [tree.tokens[verb].head]
    subject = tree.subject(verb) if passive else None
    return [] if subject is None else [tree.meant(subject)]


def _case(tree: Tree, index: int) -> str:
    return next((tree.tokens[c].text.lower() for c in tree.kids(index, "case")), "")


def _fatal(tree: Tree, index: int, words: Lexicon) -> bool:
    """True for a "fatal shooting"; "the shooting of" somebody says neither that it killed nor that it wounded."""
    return any(tree.tokens[c].lemma.lower() in words.fatal for c in tree.kids(index, "amod", "compound"))


def _of(tree: Tree, index: int) -> list[int]:
    """ "The death of X", "X's death": of an act that somebody does only who stands after "of"."""
    after = [c for c in tree.kids(index, "nmod") if _case(tree, c) == "of"]
    if after or tree.tokens[index].lemma.lower() not in harm.lexicon().owned:
        return after
    return [c for c in tree.kids(index, "nmod") if tree.tokens[c].deprel == "nmod:poss"]


def _bearers(tree: Tree, index: int, words: Lexicon) -> list[int]:
    """Who bears a wound: "suffered a wound", "a man with gunshot wounds", "treated for his injuries", "his wounds"."""
    if any(tree.tokens[c].text.lower() in ("no", "any") for c in tree.kids(index, "det")):
        return []
    owner = [c for c in tree.kids(index, "nmod") if tree.tokens[c].deprel == "nmod:poss"]
    head = tree.tokens[index].head
    if head < 0:
        return owner
    verb = tree.tokens[head]
    if tree.tokens[index].deprel == "obj" and verb.upos == "VERB" and verb.lemma.lower() in words.bearing:
        if tree.negated(head):
            return []
        if tree.relations[head] in ("acl", "amod") and not tree.kids(head, "nsubj"):
            return [verb.head]
        subject = tree.subject(head)
        return [] if subject is None else [tree.meant(subject)]
    if tree.relations[index] in ("obl", "nmod") and _case(tree, index) in ("with", "from", "for"):
        treated = _case(tree, index) == "for" and verb.upos == "VERB" and not tree.is_passive(head)
        return owner or (tree.kids(head, "obj") if treated else _with(tree, index))
    return owner


def _with(tree: Tree, index: int) -> list[int]:
    """Whom a phrase with a preposition describes: the noun it hangs on, or who the verb above is about."""
    head = tree.tokens[index].head
    if head < 0:
        return [tree.meant(s) for s in tree.kids(index, "nsubj")]
    above = tree.tokens[head]
    if above.upos != "VERB":
        return [] if tree.kids(index, "nsubj") else [head]
    if above.lemma.lower() in harm.lexicon().verbs:
        return []
    objects = tree.kids(head, "obj")
    if objects:
        return objects
    if tree.relations[head] == "acl" and not tree.kids(head, "nsubj"):
        return [above.head]
    subject = tree.subject(head)
    return [] if subject is None else [tree.meant(subject)]


def _lives(tree: Tree, index: int) -> list[int]:
    """ "Lost his life", "took her own life", "claimed the life of a man"."""
    verb = tree.tokens[index].head
    if verb < 0 or tree.relations[index] not in ("obj", "nsubj") or tree.tokens[verb].upos != "VERB":
        return []
    lemma = tree.tokens[verb].lemma.lower()
    of = [c for c in tree.kids(index, "nmod") if _case(tree, c) == "of"]
    own = any(tree.tokens[c].lemma.lower() == "own" for c in tree.kids(index, "amod"))
    if lemma == "lose" or (lemma == "take" and own):
        subject = None if tree.is_passive(verb) else tree.subject(verb)
        return of if subject is None else [tree.meant(subject)]
    return of if lemma in harm.TAKING else []
