"""Wording that takes a side ("terrorists", "martyrs", scare quotes): whose it is, and what it is said of.

It is kept as its source's and never becomes a name or a label of the record (`loaded` has the words).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from truceline.extract.actors import Cast
from truceline.extract.loaded import SHORT, distance, lexicon, named_tokens
from truceline.extract.quotes import touching
from truceline.extract.syntax import Tree
from truceline.model.extraction import Claim, Event, Ref, Wording
from truceline.model.text import Span

_NAMING = frozenset(("call", "name", "dub", "codename", "nickname", "title", "entitle", "label", "term", "know"))
_OWN = frozenset(("direct", "partial"))


def wordings(
    trees: Sequence[Tree], cast: Cast, events: Iterable[Event], claims: Sequence[Claim], quotes: tuple[Span, ...]
) -> tuple[Wording, ...]:
    """All wording of a document that takes a side or keeps its distance, in text order.

    A quotation of few words inside a sentence of the report is one (scare quotes), unless somebody is told to say or
    name it so. What stands in a claim is its speaker's, else the report's own; in reported speech the words may be
    either's, so the speaker is inferred there.
    """
    triggers: dict[int, list[tuple[Span, str]]] = defaultdict(list)
    for event in events:
        triggers[event.sentence].append((event.trigger, event.id))
    said = _by_sentence(trees, claims)
    found: dict[Span, Wording] = {}
    for tree in trees:
        if tree.sentence.role == "boilerplate" or not tree.tokens:
            continue
        here = said[tree.sentence.number]
        near = touching(tree.sentence.span, quotes)
        for kind, first, last, head in (*_loaded(tree), *_distanced(tree), *_scare(tree, near, here)):
            span = tree.span(first, last)
            about = _about(tree, head, span, cast, triggers[tree.sentence.number])
            if kind == "loaded" and not _bears(tree, head, about):
                continue
            found.setdefault(span, Wording(span, kind, about, _speaker(span, here)))  # type: ignore[arg-type]
    return tuple(found[span] for span in sorted(found, key=lambda s: (s.start, s.end)))


def _by_sentence(trees: Sequence[Tree], claims: Sequence[Claim]) -> Mapping[int, list[Claim]]:
    """The claims whose content reaches into each sentence."""
    found: dict[int, list[Claim]] = defaultdict(list)
    ends = [tree.sentence.span.end for tree in trees]
    for claim in claims:
        for tree in islice(trees, bisect_right(ends, claim.content.start), None):
            if tree.sentence.span.start >= claim.content.end:
                break
            found[tree.sentence.number].append(claim)
    return found


Found = tuple[str, int, int, int]


def _loaded(tree: Tree) -> Iterator[Found]:
    """Kind, extent and head of each loaded word."""
    words, named = lexicon(), named_tokens(tree)
    for i, token in enumerate(tree.tokens):
        lemma = token.lemma.casefold()
        if (lemma in words.people or lemma in words.deeds) and i not in named:
            yield "loaded", i, i + 1, i


def _distanced(tree: Tree) -> Iterator[Found]:
    """Words of distance with the phrase that they stand before."""
    for i, token in enumerate(tree.tokens):
        first = distance(tree, i)
        if first is not None and token.head > i:
            yield "distanced", first, tree.phrase(token.head)[1], token.head


def _scare(tree: Tree, quotes: Sequence[Span], claims: Sequence[Claim]) -> Iterator[Found]:
    """Short quotations within a sentence that nobody is told to say, and that are no names."""
    for quote in quotes:
        inside = [i for i, t in enumerate(tree.tokens) if quote.start <= t.start and t.end <= quote.end]
        if not inside or len(inside) > SHORT or tree.tokens[inside[-1]].upos == "PUNCT":
            continue
        if any(c.content.overlaps(quote) for c in claims) or _a_name(tree, inside):
            continue
        head = tree.head_of(inside[0], inside[-1] + 1)
        if tree.tokens[head].upos in ("NOUN", "ADJ", "VERB", "PROPN") and not _naming(tree, head):
            yield "scare quotes", inside[0], inside[-1] + 1, head


def _a_name(tree: Tree, tokens: Sequence[int]) -> bool:
    return all(tree.words[i][:1].isupper() or tree.tokens[i].upos in ("ADP", "DET", "PUNCT", "NUM") for i in tokens)


def _naming(tree: Tree, head: int) -> bool:
    """True for words after a verb of naming ("dubbed", "called"): they are told as a name that somebody gives."""
    above = tree.tokens[head].head
    return above >= 0 and tree.tokens[above].lemma in _NAMING


def _bears(tree: Tree, head: int, about: str | None) -> bool:
    """True if a loaded word is said of an actor or is the deed itself; others ("a terrorist trial") name a subject."""
    deed = tree.tokens[head].lemma.casefold() in lexicon().deeds
    return about is not None and about.startswith("E" if deed else "A")


def _about(tree: Tree, head: int, span: Span, cast: Cast, triggers: Sequence[tuple[Span, str]]) -> str | None:
    """The event whose trigger holds the words, else the actor whom the phrase with them names."""
    for trigger, event in triggers:
        if trigger.overlaps(span):
            return event
    found = cast.id_of(tree.sentence.number, head)
    above = tree.tokens[head].head
    if found is None and above >= 0 and tree.relations[head] in ("amod", "compound", "nmod"):
        found = cast.id_of(tree.sentence.number, above)
    return found


def _speaker(span: Span, claims: Sequence[Claim]) -> Ref | None:
    """Who says so: the speaker of the closest claim around the words; None is the report itself."""
    around = [c for c in claims if c.content.start <= span.start and span.end <= c.content.end and c.speaker]
    if not around:
        return None
    claim = min(around, key=lambda c: c.content.end - c.content.start)
    assert claim.speaker is not None
    return replace(claim.speaker, basis=claim.speaker.basis if claim.mode in _OWN else "inferred")
