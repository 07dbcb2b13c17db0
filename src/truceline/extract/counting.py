"""Counts that the count heads miss and the dependencies give: numbers governed by a word of harm, and tallies.

"the number killed … at close to 500", "brings the dead to 23", "the kidnapping of his three sons", "a former officer
was executed". What the heads found is never touched.
"""

from __future__ import annotations

from collections.abc import Iterator

from truceline.extract import harm
from truceline.extract.counts import read_count
from truceline.extract.syntax import Tree
from truceline.model.analysis import CountMention
from truceline.model.extraction import FigureKind

SCORE = 0.6
ATTACHED = 2
TALLYING = frozenset({"put", "rise", "climb", "stand", "bring", "reach", "estimate", "raise", "place", "give"})
TALLY_NOUNS = frozenset({"toll", "number", "figure", "tally", "total", "count", "death", "dead", "wounded", "casualty"})
VAGUE = frozenset({"dozen", "score", "hundred", "thousand", "several", "many", "few", "tens"})
VICTIM_VERBS = frozenset({"killed", "abducted", "wounded"})


def more(tree: Tree) -> list[CountMention]:
    """Count mentions of a sentence beyond those of the heads."""
    counts = (c for c in tree.sentence.counts if not harm.is_age(tree, c.first, c.last))
    taken = {i for c in counts for i in range(c.first, c.last)}
    if not harm.names_harm(tree):
        return []
    found = [m for m in (*_governed(tree), *_tallies(tree)) if not taken & set(range(m.first, m.last))]
    counted = taken | {i for m in found for i in range(m.first, m.last)}
    found += [
        m
        for m in (*_single(tree), *_lives(tree))
        if not counted & set(range(m.first, m.last)) and not _counted_by(tree, m, counted)
    ]
    return sorted({(m.first, m.last): m for m in found}.values(), key=lambda m: m.first)


def _mention(first: int, last: int, kind: FigureKind, who: tuple[int, int] | None, cumulative: bool) -> CountMention:
    return CountMention(first, last, kind, "unknown", cumulative, who, None, SCORE)


def _governed(tree: Tree) -> Iterator[CountMention]:
    """Numbers of persons whose noun (or who themselves) a word of harm governs."""
    for i, token in enumerate(tree.tokens):
        if token.upos != "NUM" and token.lemma.lower() not in VAGUE:
            continue
        noun = token.head if token.deprel == "nummod" and token.head >= 0 else i
        harmed = tree.tokens[noun].lemma.lower() in harm.lexicon().nouns
        if (tree.tokens[noun].entity not in ("person", None) and not harmed) or harm.is_age(tree, i, i + 1):
            continue
        kind = harm.kind_of(tree, i, i + 1)
        if kind is not None and read_count(token.text) is not None:
            who = tree.phrase(noun) if noun != i else None
            yield _mention(i, i + 1, kind, who, False)


def _tallies(tree: Tree) -> Iterator[CountMention]:
    """ "put the dead at 40", "the toll rose to 23": the number is an oblique of the verb, the tally its theme."""
    words = harm.lexicon()
    for i, token in enumerate(tree.tokens):
        if token.upos != "NUM" or token.head < 0:
            continue
        if tree.relations[i] == "nmod" and tree.tokens[token.head].lemma.lower() == "toll":
            yield _mention(i, i + 1, "killed", None, True)
        put = _put_far(tree, i)
        if put is not None:
            kinds = [k for j in range(put, i) if (k := harm.tree_kind(tree, j, words)) is not None]
            if kinds:
                yield _mention(i, i + 1, kinds[0], None, True)
        if not token.deprel.startswith("obl"):
            continue
        above = list(tree.ancestors(i))[:ATTACHED]
        verb = next((v for v in above if tree.tokens[v].lemma.lower() in TALLYING), None)
        if verb is None:
            continue
        for theme in tree.kids(verb, "obj") or tree.kids(verb, "nsubj"):
            inside = tree.subtree(theme, frozenset({"acl:relcl", "advcl"}))
            kinds = [k for j in inside if (k := harm.tree_kind(tree, j, words)) is not None]
            if kinds and (tree.tokens[theme].lemma.lower() in TALLY_NOUNS or tree.tokens[theme].upos == "ADJ"):
                yield _mention(i, i + 1, kinds[0], None, True)


def _put_far(tree: Tree, number: int) -> int | None:
    """The tally whose number stands far from it, behind a clause: "put the number killed since … at close to 500".

    The number follows "at"; the tally is the object of a verb of tallying above it, whatever the parser hung it on.
    """
    at = number - 1
    while at > 0 and (tree.words[at].lower() in harm.HEDGES or tree.tokens[at].upos == "ADP"):
        if tree.words[at].lower() == "at" and tree.words[at + 1].lower() not in ("least", "most"):
            break
        at -= 1
    if at < 1 or tree.words[at].lower() != "at":
        return None
    for verb in tree.ancestors(number):
        if tree.tokens[verb].lemma.lower() in ("put", "place", "estimate"):
            themes = (c for c in tree.kids(verb, "obj") if c < number - ATTACHED)
            return next((c for c in themes if tree.tokens[c].lemma.lower() in TALLY_NOUNS), None)
    return None


def _single(tree: Tree) -> Iterator[CountMention]:
    """One named or definite victim without a number: the noun phrase is both count and counted."""
    words = harm.lexicon()
    for i, token in enumerate(tree.tokens):
        if token.upos != "VERB" or harm.tree_kind(tree, i, words) not in VICTIM_VERBS or tree.negated(i):
            continue
        kind = harm.tree_kind(tree, i, words)
        for victim in _victims(tree, i):
            person = tree.tokens[victim]
            if person.entity == "person" and person.xpos in ("NN", "NNP") and person.upos in ("NOUN", "PROPN") and kind:
                first, last = tree.phrase(victim)
                yield _mention(first, last, kind, (first, last), False)


def _victims(tree: Tree, verb: int) -> list[int]:
    """Heads of those harmed, coordinated ones too: objects, subjects of a passive ("was shot") or of "died"."""
    suffers = tree.tokens[verb].lemma.lower() in harm.INTRANSITIVE or tree.is_passive(verb)
    if tree.tokens[verb].xpos == "VBN" and tree.relations[verb] == "conj" and not tree.kids(verb, "obj"):
        suffers = suffers or tree.is_passive(tree.first_conjunct(verb))
    if not suffers:
        return [i for obj in tree.kids(verb, "obj") for i in tree.conjuncts(obj)]
    subject = tree.subject(verb)
    return [] if subject is None else tree.conjuncts(tree.meant(subject))


def _lives(tree: Tree) -> Iterator[CountMention]:
    """ "took the life of a driver": whose life it was."""
    for i, token in enumerate(tree.tokens):
        if token.lemma.lower() == "life" and harm.tree_kind(tree, i, harm.lexicon()) == "killed":
            for person in (c for c in tree.kids(i, "nmod") if tree.tokens[c].xpos in ("NN", "NNP")):
                if tree.tokens[person].entity == "person" and not tree.negated(token.head):
                    first, last = tree.phrase(person)
                    yield _mention(first, last, "killed", (first, last), False)


def _counted_by(tree: Tree, mention: CountMention, counted: set[int]) -> bool:
    """True if the victim's noun carries a count already ("an Iraqi civilian", counted at its article)."""
    head = tree.head_of(mention.first, mention.last)
    return any(c in counted for c in tree.children[head]) or head in counted
