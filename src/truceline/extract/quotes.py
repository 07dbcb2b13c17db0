"""Quoted stretches of a document, straight and curly quotation marks mixed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from truceline.model.text import Block, Span

OPENING = "“«"
MARKS = re.compile(f'[{OPENING}”»"]')


def quotations(text: str, blocks: tuple[Block, ...]) -> tuple[Span, ...]:
    """The words between quotation marks (marks excluded), in text order.

    A straight mark opens after white space, a dash or a bracket and closes otherwise. A quotation left open at the end
    of its block ends there: wire copy repeats the opening mark in the next paragraph.
    """
    found: list[Span] = []
    for block in blocks:
        begin: int | None = None
        for mark in MARKS.finditer(text, block.span.start, block.span.end):
            if begin is None and (mark.group() in OPENING or mark.group() == '"'):
                begin = mark.end()
            elif begin is not None and mark.group() not in OPENING:
                found.append(Span(begin, mark.start()))
                begin = None
        if begin is not None:
            found.append(Span(begin, block.span.end))
    return tuple(q for q in found if q.end > q.start)


def touching(span: Span, quotes: tuple[Span, ...]) -> tuple[Span, ...]:
    """The quotations that share a character with `span`; `quotes` are those of `quotations`, in order and apart."""
    first = bisect_right(quotes, span.start, key=lambda q: q.end)
    last = bisect_left(quotes, span.end, lo=first, key=lambda q: q.start)
    return quotes[first:last]


def quoted_share(span: Span, quotes: tuple[Span, ...]) -> float:
    """Share of the characters of `span` that stand inside quotation marks, 0 to 1."""
    if not quotes:
        return 0.0
    inside = sum(min(span.end, q.end) - max(span.start, q.start) for q in touching(span, quotes))
    return inside / max(1, span.end - span.start)
