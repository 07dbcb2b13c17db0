"""Doubts about a ceasefire: predictions, scepticism and threats said of it, by somebody or by the author."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence

from truceline.extract.syntax import Tree
from truceline.extract.truce_roles import Naming
from truceline.extract.truce_threads import TruceDraft
from truceline.model.extraction import Claim, Doubt
from truceline.model.text import Span

DOUBTING = frozenset({"doubts", "predicts", "disputes"})
UNSURE = frozenset({"PS+", "Uu", "PS-", "PR-"})
AHEAD = frozenset({"will", "would", "may", "might", "can", "could", "shall"})
POSSIBLE = frozenset({"may", "might", "could", "can"})
FATES = frozenset(
    {"hold", "collapse", "last", "break", "end", "fail", "return", "erupt", "resume", "survive", "unravel", "stop"}
)
FRAIL = frozenset({
    "fragile", "shaky", "precarious", "tenuous", "uneasy", "brittle", "doubtful", "uncertain", "unclear", "unlikely",
    "frail", "tentative", "flimsy", "wobbly",
})  # fmt: skip
BESIDE = frozenset({"conj", "parataxis"})
SOON = 3


def doubts(draft: TruceDraft, claims: Sequence[Claim], trees: Sequence[Tree]) -> tuple[Doubt, ...]:
    """What is said in doubt of this ceasefire, in text order.

    A claim that names it, or that comes within a few sentences after a naming and says that something will end or hold,
    or threatens; and the author's own words that it is frail or may fail.
    """
    mentions = [n.span for n in draft.namings]
    sentences = {n.tree.sentence.number for n in draft.namings}
    found = []
    for claim in claims:
        named = any(m.overlaps(claim.content) for m in mentions)
        inside = _Content(claim.content, trees)
        if claim.stance == "demands" or not (_unsure(claim) or inside.ahead() or inside.frail()):
            continue
        near = inside.near(sentences)
        if named or (near and (claim.conditional or inside.says_fate() or inside.frail())):
            found.append(Doubt(claim.content, claim.speaker.id if claim.speaker else None))
    said = [c.content for c in claims]
    for naming in draft.namings:
        if not any(naming.span.within(content) for content in said):
            found += [Doubt(span, None) for span in _authors(naming)]
    return tuple(sorted(dict.fromkeys(found), key=lambda d: d.span))


def _unsure(claim: Claim) -> bool:
    return claim.stance in DOUBTING or claim.factuality in UNSURE or claim.conditional


def _authors(naming: Naming) -> Iterator[Span]:
    """ "the fragile truce", "the truce looks shaky", "it is unclear whether the truce will hold", "it may fail"."""
    tree, head = naming.tree, naming.head
    if any(tree.tokens[c].lemma.lower() in FRAIL for c in tree.kids(head, "amod")):
        yield tree.span(*tree.phrase(head))
    verb = tree.tokens[head].head
    if verb < 0 or tree.relations[head] != "nsubj":
        return
    above = [tree.tokens[verb].head] if tree.relations[verb] in ("csubj", "ccomp", "xcomp") else []
    frail = [w for w in (verb, *tree.kids(verb, "xcomp"), *above) if w >= 0 and tree.tokens[w].lemma.lower() in FRAIL]
    fated = tree.tokens[verb].lemma.lower() in FATES and bool(tree.auxiliaries(verb) & POSSIBLE)
    if frail or fated:
        top = frail[-1] if frail and frail[-1] in above else verb
        inside = [i for i in tree.subtree(top, BESIDE) if tree.tokens[i].upos != "PUNCT"]
        yield tree.span(inside[0], inside[-1] + 1)


class _Content:
    """The words of a claim, asked for what they say of things to come."""

    def __init__(self, content: Span, trees: Sequence[Tree]) -> None:
        first = bisect_right(trees, content.start, key=lambda t: t.sentence.span.end)
        last = bisect_left(trees, content.end, lo=first, key=lambda t: t.sentence.span.start)
        self._trees = trees[first:last]
        self._words = [t for tree in self._trees for t in tree.tokens if content.start <= t.start < content.end]

    def ahead(self) -> bool:
        """They speak of what will or may be."""
        return any(t.deprel == "aux" and t.lemma in AHEAD for t in self._words)

    def frail(self) -> bool:
        """They call something frail or unlikely."""
        return any(t.upos == "ADJ" and t.lemma.lower() in FRAIL for t in self._words)

    def says_fate(self) -> bool:
        """They say that something holds, ends, breaks or comes back."""
        return any(t.upos == "VERB" and t.lemma.lower() in FATES for t in self._words)

    def near(self, named: Collection[int]) -> bool:
        """They stand in one of the few sentences after those numbered `named`."""
        return bool(self._trees) and any(self._trees[0].sentence.number - back in named for back in range(SOON + 1))
