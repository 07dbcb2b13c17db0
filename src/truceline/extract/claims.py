"""Claims: who says what, through whom, in whose words, how surely.

What a sentence says by itself comes from ``speech_syntax``, quotations that run on from ``floating_quotes``; here they
get references, chains, modes and ids. Nothing said here becomes a fact by being said.
"""

from __future__ import annotations

from collections.abc import Sequence

from truceline.extract.actors import Cast
from truceline.extract.floating_quotes import with_floating_quotes
from truceline.extract.quotes import quoted_share
from truceline.extract.speech_syntax import Found, in_sentence
from truceline.extract.syntax import Tree
from truceline.model.extraction import Claim, Mode
from truceline.model.text import Span


def find(trees: Sequence[Tree], cast: Cast, quotes: tuple[Span, ...]) -> tuple[Claim, ...]:
    """All claims of a document in text order; `about` is left for the caller, who knows events and ceasefires."""
    found: list[Found] = []
    for tree in trees:
        if tree.sentence.role == "boilerplate" or not tree.tokens:
            continue
        here = in_sentence(tree, quotes)
        for claim in here:
            if claim.speaker is not None:
                claim.ref = cast.ref(tree.sentence.number, claim.speaker)
        found.extend(here)
    found = with_floating_quotes(trees, found, quotes)
    found.sort(key=lambda f: (f.content.start, -f.content.end, f.cue or 0))
    return _finish(found, cast, quotes)


def _finish(found: list[Found], cast: Cast, quotes: tuple[Span, ...]) -> tuple[Claim, ...]:
    claims: list[Claim] = []
    beside: dict[int, list[Found]] = {}
    for item in found:
        beside.setdefault(item.tree.sentence.number, []).append(item)
    for n, item in enumerate(found, 1):
        via = [cast.ref(item.tree.sentence.number, item.hearer)] if item.hearer is not None else []
        via += [
            outer.ref
            for outer in beside[item.tree.sentence.number]
            if outer is not item and _holds(outer, item) and outer.ref is not None
        ]
        cue = item.tree.span(item.cue, item.cue + 1) if item.cue is not None else None
        claims.append(
            Claim(
                id=f"Q{n}",
                speaker=item.ref,
                via=tuple(r for r in via if r is not None),
                cue=cue,
                content=item.content,
                mode=_mode(item, quotes),
                factuality=item.factuality,
                conditional=item.conditional,
                about=(),
                stance=item.stance,
            )
        )
    return tuple(claims)


def _holds(outer: Found, inner: Found) -> bool:
    """True if the inner claim is reported inside the outer one's content."""
    if inner.cue is None:
        return False
    at = inner.tree.tokens[inner.cue].start
    return outer.content.start <= at < outer.content.end and outer.content != inner.content


def _mode(item: Found, quotes: tuple[Span, ...]) -> Mode:
    if item.imputed:
        return "imputed"
    share = quoted_share(item.content, quotes)
    if share > 0.9:
        return "direct"
    return "partial" if share > 0.0 else "indirect"
