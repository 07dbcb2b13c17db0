"""Cuts a text into paragraphs: a line each, or the lines of a hard-wrapped paragraph together.

Text that was wrapped by hand or by a wire machine breaks in mid-sentence, so its lines must be joined. A line was
broken by wrapping if the first word of the next line would not have fitted on it; that needs no knowledge of English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from truceline.model.text import Span

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_CLOSED = re.compile(r"[.!?:…][\"'”’)\]»]*$")
_WIDEST = 100
_NARROWEST = 30
_RAGGED = 4
_LOOSE = 0.7


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with words on it: its span without outer white space, its indent, and what stands before it."""

    span: Span
    indent: int
    after_blank: bool
    text: str

    @property
    def width(self) -> int:
        return self.indent + len(self.text)


def paragraphs(text: str) -> tuple[Span, ...]:
    """Spans of the paragraphs of `text`, in order; what lies between them is white space only."""
    lines = _lines(text)
    if len(lines) < 2:
        return tuple(line.span for line in lines)
    groups = _groups(lines)
    width = _wrap_width(groups)
    found: list[Span] = []
    for group in groups:
        found.extend(_paragraphs_of(group, width))
    return tuple(found)


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    end_of_last = 0
    for match in _LINE.finditer(text):
        bare = match[0].strip()
        if not bare:
            continue
        indent = len(match[0]) - len(match[0].lstrip())
        start = match.start() + indent
        after_blank = bool(found) and len(_BREAK.findall(text, end_of_last, start)) > 1
        found.append(_Line(Span(start, start + len(bare)), indent, after_blank, bare))
        end_of_last = start + len(bare)
    return found


def _groups(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Runs of lines without a blank line between."""
    groups: list[list[_Line]] = []
    for line in lines:
        if line.after_blank or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


def _wrap_width(groups: Sequence[Sequence[_Line]]) -> int | None:
    """Column at which the whole text was wrapped, or ``None`` if it was not.

    It was if no line is wider than a page and most lines inside groups are as full as they could be.
    """
    joined = [(line, after) for group in groups for line, after in pairwise(group)]
    if len(joined) < 2:
        return None
    width = max(line.width for line, _ in joined)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = sum(1 for line, after in joined if _is_full(line, after, width - width // 8))
    return width if full * 2 > len(joined) and full >= 2 else None


def _paragraphs_of(group: Sequence[_Line], width: int | None) -> list[Span]:
    found = [group[0].span]
    for line, after in pairwise(group):
        if _continues(line, after, width):
            found[-1] = Span(found[-1].start, after.span.end)
        else:
            found.append(after.span)
    return found


def _continues(line: _Line, after: _Line, width: int | None) -> bool:
    """True if `after` goes on with the paragraph of `line`."""
    if line.width > _WIDEST or after.width > _WIDEST:
        return False
    in_sentence = after.text[0].islower() and not _CLOSED.search(line.text)
    if width is None:
        return in_sentence and line.width >= _NARROWEST
    if after.indent > line.indent + 1 and _CLOSED.search(line.text):
        return False
    return in_sentence or _is_full(
        line, after, int(width * _LOOSE) if not _CLOSED.search(line.text) else width - _RAGGED
    )


def _is_full(line: _Line, after: _Line, width: int) -> bool:
    """True if the first word of `after` would have gone over the edge."""
    return line.width + 1 + len(after.text.split(None, 1)[0]) > width
