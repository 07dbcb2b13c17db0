"""Quotations that fill a sentence without a cue of their own, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from truceline.extract.quotes import quoted_share, touching
from truceline.extract.speech_syntax import Found, mood, trimmed
from truceline.extract.syntax import Tree
from truceline.model.text import Span


def with_floating_quotes(trees: Sequence[Tree], found: list[Found], quotes: tuple[Span, ...]) -> list[Found]:
    """Adds whole-sentence quotations that have no cue of their own, with the speaker of the sentence beside them.

    The speaker is whoever says another part of the same quotation, else the one of the sentence before, if that is
    (partly) a quotation of the same paragraph, else the one of the next sentence.
    """
    if not quotes:
        return found
    by_sentence: dict[int, list[Found]] = {}
    for claim in found:
        by_sentence.setdefault(claim.tree.sentence.number, []).append(claim)
    running = _running(found, quotes)
    added: list[Found] = []
    last: Found | None = None
    for tree in trees:
        here = by_sentence.get(tree.sentence.number)
        if here:
            telling = [c for c in here if c.ref is not None and not _quoted_cue(c, quotes)]
            spoken = [c for c in telling if quoted_share(c.content, quotes) > 0.3]
            last = next(reversed(spoken or telling), last)
            if any(c.content.overlaps(tree.sentence.span) and quoted_share(c.content, quotes) > 0.3 for c in here):
                continue
        share = quoted_share(tree.sentence.span, quotes)
        if tree.sentence.role != "body" or share < 0.8 or not tree.tokens:
            if not here:
                last = (
                    None
                    if share == 0.0 and last is not None and last.tree.sentence.number < tree.sentence.number - 1
                    else last
                )
            continue
        follow = next((c for c in by_sentence.get(tree.sentence.number + 1, ()) if c.ref is not None), None)
        own = next((running[q] for q in touching(tree.sentence.span, quotes) if q in running), None)
        before = last if last is not None and last.tree.sentence.number >= tree.sentence.number - 4 else None
        neighbour = own or before or follow
        ref = (
            replace(neighbour.ref, basis="carried over")
            if neighbour is not None and neighbour.ref is not None
            else None
        )
        content = trimmed(tree, list(range(len(tree.tokens))))
        added.append(Found(tree, None, None, content, *mood(tree, content), False, False, ref=ref))
    return found + added


def _running(found: Sequence[Found], quotes: tuple[Span, ...]) -> dict[Span, Found]:
    """Whose each quotation is: the claim of somebody known that takes a part of it as content."""
    owners: dict[Span, Found] = {}
    for claim in found:
        if claim.ref is not None and not _quoted_cue(claim, quotes):
            for quote in touching(claim.content, quotes):
                owners.setdefault(quote, claim)
    return owners


def _quoted_cue(claim: Found, quotes: tuple[Span, ...]) -> bool:
    """True if the word of saying is itself quoted: it says who speaks inside the quotation, not whose it is."""
    return claim.cue is not None and quoted_share(claim.tree.span(claim.cue, claim.cue + 1), quotes) > 0
