"""Counts that the count heads miss and the dependencies give: numbers governed by a word of harm, and tallies.

"the number killed … at close to 500", "brings the dead to 23", "the kidnapping of his three sons", "a former officer
was executed". What the heads found is never touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from truceline.extract import harm
from truceline.extract.counts import read_count
from truceline.extract.syntax import Tree
from truceline.extract.victims import Victim
from truceline.model.analysis import CountMention
from truceline.model.extraction import FigureKind

SCORE = 0.6
ATTACHED = 2
TALLYING = frozenset({"put", "rise", "climb", "stand", "bring", "reach", "estimate", "raise", "place", "give"})
TALLY_NOUNS = frozenset({"toll", "number", "figure", "tally", "total", "count", "death", "dead", "wounded", "casualty"})
VAGUE = frozenset({"dozen", "score", "hundred", "thousand", "several", "many", "few", "tens"})


def more(tree: Tree, harmed: Mapping[int, Victim]) -> list[CountMention]:
    """Count mentions of a sentence beyond those of the heads; `harmed` are its victims by their phrases' heads."""
    counts = (c for c in tree.sentence.counts if not harm.is_age(tree, c.first, c.last))
    taken = {i for c in counts for i in range(c.first, c.last)}
    found: list[CountMention] = []
    if harm.names_harm(tree):
        found = [m for m in (*_governed(tree), *_tallies(tree)) if not taken & set(range(m.first, m.last))]
    counted = taken | {i for m in found for i in range(m.first, m.last)}
    for victim in harmed.values():
        mention = _of_victim(tree, victim)
        if mention is None or counted & set(range(mention.first, mention.last)):
            continue
        if not _counted_by(tree, mention, counted):
            found.append(mention)
    return sorted({(m.first, m.last): m for m in found}.values(), key=lambda m: m.first)


def _mention(first: int, last: int, kind: FigureKind, who: tuple[int, int] | None, cumulative: bool) -> CountMention:
    return CountMention(first, last, kind, "unknown", cumulative, who, None, SCORE)


def _governed(tree: Tree) -> Iterator[CountMention]:
    """Numbers of persons whose noun (or who themselves) a word of harm governs."""
    for i, token in enumerate(tree.tokens):
        if token.upos != "NUM" and token.lemma.lower() not in VAGUE:
            continue
        noun = token.head if tree.relations[i] in ("nummod", "amod", "det") and token.head >= 0 else i
        harmed = token.upos == "NUM" and tree.tokens[noun].lemma.lower() in harm.lexicon().nouns
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
        verb = next((v for v in above if tree.tokens[v].lemma.lower() in TALLYING | words.revising), None)
        if verb is None:
            continue
        for theme in tree.kids(verb, "obj") or tree.kids(verb, "nsubj"):
            inside = tree.subtree(theme, frozenset({"acl:relcl", "advcl"}))
            kinds = [k for j in inside if (k := harm.tree_kind(tree, j, words)) is not None]
            kinds += ["killed"] if tree.tokens[theme].lemma.lower() == "toll" else []
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


def _of_victim(tree: Tree, victim: Victim) -> CountMention | None:
    """The count of one harmed phrase: its number, or, for one person, the phrase itself, both count and counted."""
    head = victim.head
    person = tree.tokens[head]
    number = next((c for c in tree.kids(head, "nummod") if read_count(tree.tokens[c].text) is not None), None)
    if number is not None:
        return _mention(number, number + 1, victim.kind, tree.phrase(head), False)
    if person.upos == "NUM":
        counts = read_count(person.text) is not None and not harm.is_age(tree, head, head + 1)
        return _mention(head, head + 1, victim.kind, None, False) if counts else None
    if person.xpos in ("NNS", "NNPS"):
        return None
    first, last = tree.phrase(head)
    return _mention(first, last, victim.kind, (first, last), False)


def _counted_by(tree: Tree, mention: CountMention, counted: set[int]) -> bool:
    """True if the victim's noun carries a count already ("an Iraqi civilian", counted at its article)."""
    head = tree.head_of(mention.first, mention.last)
    return head in counted or any(c in counted for c in tree.children[head] if tree.relations[c] != "conj")
