"""Quotations that fill a sentence without a cue of their own, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from truceline.extract.quotes import quoted_share
from truceline.extract.speech_syntax import Found, mood, trimmed
from truceline.extract.syntax import Tree
from truceline.model.text import Span


def with_floating_quotes(trees: Sequence[Tree], found: list[Found], quotes: tuple[Span, ...]) -> list[Found]:
    """Adds whole-sentence quotations that have no cue of their own, with the speaker of the sentence beside them.

    The speaker is the one of the sentence before, if that sentence is (partly) a quotation of the same paragraph or the
    same running quotation, else the one of the next sentence.
    """
    if not quotes:
        return found
    by_sentence: dict[int, list[Found]] = {}
    for claim in found:
        by_sentence.setdefault(claim.tree.sentence.number, []).append(claim)
    added: list[Found] = []
    last: Found | None = None
    for tree in trees:
        here = by_sentence.get(tree.sentence.number)
        if here:
            spoken = [c for c in here if c.ref is not None and quoted_share(c.content, quotes) > 0.3]
            last = spoken[-1] if spoken else next((c for c in reversed(here) if c.ref is not None), last)
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
        neighbour = last if last is not None and last.tree.sentence.number >= tree.sentence.number - 4 else follow
        ref = (
            replace(neighbour.ref, basis="carried over")
            if neighbour is not None and neighbour.ref is not None
            else None
        )
        content = trimmed(tree, list(range(len(tree.tokens))))
        added.append(Found(tree, None, None, content, *mood(tree, content), False, False, ref=ref))
    return found + added
