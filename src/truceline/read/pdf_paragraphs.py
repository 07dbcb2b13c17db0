"""Builds the paragraphs of a PDF out of its lines, mends words parted at line ends, and keeps where pages begin.

A line goes on in the next one if the next one's first word would not have fitted on it: that is how a line was broken
by setting. Wider white space, an indent, another size of letters, a bullet or a row of a table begins a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from truceline.read.pdf_chars import HYPHEN
from truceline.read.pdf_layout import Line

_CLOSED = re.compile(r"[.!?:…][\"'”’)\]»]*\d{0,3}$")
_BULLET = re.compile(r"^[•‣◦▪●■□➢➤✓\uf0b7*·–—-]\s+\S")
_NUMBERED = re.compile(r"^\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+\S")
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\w{0,5}$")
_PARTED = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_HEAD = re.compile(r"^([^\W\d_]+)")
_COMPOUND = re.compile(r"([^\W\d_]+)[-\u2010](?=([^\W\d_]+))")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_PREFIXES = frozenset("all cross ex mid multi one post pro semi vice".split())
_ALWAYS = frozenset("anti half non self".split())  # begin compounds, and hardly ever a word that setting parts there
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty".split()
)
_UNITS = frozenset("year month week day hour minute mile point party time member man star storey story".split())
_TAILS = frozenset(
    "affiliated aligned appointed armed backed based brokered controlled elect funded held language led linked "
    "mediated occupied old owned registered related sponsored style supported trained wing".split()
)  # end compounds: rebel-held, Iran-backed
_WORD_HEADS = frozenset("be de mis re un up with".split())  # withheld, upheld, debased, unarmed
_SIZE = 0.12
_LEADING = 1.35
_INDENT = 0.9
_RAGGED = 0.5
_BREAKING = "-\u2010\u2013\u2014/"


@dataclass(frozen=True, slots=True)
class Paged:
    """A text, and the offset in it at which each page begins."""

    text: str
    pages: tuple[int, ...]


def composed(pages: Sequence[Sequence[Line]]) -> Paged:
    """The text of all pages: a line for each paragraph, an empty line between two.

    Args:
        pages: the lines of each page in reading order, running heads taken out.
    """
    lines = [line for page in pages for line in page]
    words = _Words(lines)
    leading = _leadings(lines)
    parts: list[str] = []
    starts = {1: 0}
    at = 0
    for before, line in zip([None, *lines], lines, strict=False):
        own = " ".join(line.text.split(" ")).strip() if line.cell is not None else " ".join(line.text.split())
        if before is not None:
            if not _goes_on(before, line, leading):
                joint = "\n\n"
            else:
                joint, taken = words.joint(parts[-1], own)
                if taken:
                    parts[-1] = parts[-1][:-taken]
                    at -= taken
            parts.append(joint)
            at += len(joint)
        starts.setdefault(line.page, at)
        parts.append(own)
        at += len(own)
    text = "".join(parts).replace(HYPHEN, "-")
    return Paged(text, tuple(_every_page(starts, len(pages), len(text))))


def _every_page(starts: dict[int, int], count: int, end: int) -> Iterator[int]:
    """The start of each page; a page without words begins where the next one does."""
    following, found = end, []
    for number in range(count, 0, -1):
        following = starts.get(number, following)
        found.append(following)
    yield from reversed(found)


def _leadings(lines: Sequence[Line]) -> dict[int, float]:
    """The usual distance from line to line, by the size of letters in points."""
    gaps: dict[int, list[float]] = {}
    for before, line in pairwise(lines):
        apart = before.middle - line.middle
        if _same_column(before, line) and 0 < apart < 4 * line.height and _same_size(before, line):
            gaps.setdefault(round(line.height), []).append(apart)
    return {size: median(sorted(found)[: max(1, len(found) * 3 // 4)]) for size, found in gaps.items()}


def _same_column(before: Line, line: Line) -> bool:
    return before.page == line.page and before.column == line.column


def _same_size(before: Line, line: Line) -> bool:
    return abs(before.height - line.height) <= _SIZE * max(before.height, line.height)


def _goes_on(before: Line, line: Line, leading: dict[int, float]) -> bool:
    """True if `line` belongs to the paragraph of the line `before`."""
    if not _same_size(before, line) or _BULLET.match(line.text) or _LEADER.search(before.text):
        return False
    if _NUMBERED.match(line.text) and (not _is_full(before, line) or abs(line.left - before.left) > 0.3 * line.height):
        return False
    small = line.text[0].islower() and not _CLOSED.search(before.text)
    parted = _PARTED.search(before.text) is not None
    if before.cell is not None or line.cell is not None:
        under = before.cell is not None and line.cell is None and line.left >= before.cell - line.height
        return under and _same_column(before, line) and not _CLOSED.search(before.text)
    if not _same_column(before, line):
        full = not _CLOSED.search(before.text) and _is_full(before, line)
        return (small or parted or full) and len(before.text.split()) > 3
    usual = leading.get(round(line.height), 1.2 * line.height)
    if before.middle - line.middle > max(_LEADING * usual, usual + 0.3 * line.height):
        return False
    if line.left > before.left + _INDENT * line.height and _CLOSED.search(before.text):
        return False
    return small or parted or _is_full(before, line)


def _is_full(before: Line, line: Line) -> bool:
    """True if the first word of `line` would have gone over the right edge of the column of `before`."""
    first = line.text.split(None, 1)[0]
    for sign in _BREAKING:
        first = first.split(sign, 1)[0] or first
    width = (line.right - line.left) / max(1, len(line.text)) * (len(first) + 1)
    return before.right + width > before.edge - _RAGGED * before.height


class _Words:
    """What the document says elsewhere of words that a line end parts."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._whole: Counter[str] = Counter()
        self._firsts: Counter[str] = Counter()
        self._lasts: Counter[str] = Counter()
        parted = False
        for line in lines:
            inside = _HEAD.sub("", line.text) if parted else line.text  # what stands between line ends
            if (found := _PARTED.search(inside)) is not None:
                inside = inside[: found.start()]
            parted = found is not None
            self._whole.update(word.casefold().replace("\u2010", "-") for word in _WORD.findall(inside))
            for match in _COMPOUND.finditer(inside):
                self._firsts[match[1].casefold()] += 1
                self._lasts[match[2].casefold()] += 1

    def joint(self, before: str, after: str) -> tuple[str, int]:
        """What comes between two lines of a paragraph, and how many signs of the first one fall away.

        A hyphen falls away if it only parts the word. PDFium marks some of these itself; but it also marks those of
        compounds, so the document decides: the joined word occurs in it, or the compound does. If neither does, the
        hyphen stays where both parts are words of the document, or one is and the other is part of another compound,
        and in what English writes so (``five-year``, ``rebel-held``, ``anti-tank``). Without such signs the word is
        joined.
        """
        end, start = _PARTED.search(before), _HEAD.match(after)
        if end is None:
            return ("", 0) if before[-1:] in ("—", "\u2010", "-") and before[-2:-1].strip() else (" ", 0)
        shouted = before.isupper() and after.isupper()
        if start is None or not (start[1][0].islower() or shouted) or before[: end.start()].endswith(("-", "\u2010")):
            return "", 0
        first, last = end[1].casefold(), start[1].casefold()
        joined, compound = self._whole[first + last], self._whole[f"{first}-{last}"]
        if joined != compound:
            return "", 1 if joined > compound else 0
        if first in _ALWAYS or (last in _TAILS and first not in _WORD_HEADS) or (first in _NUMBERS and last in _UNITS):
            return "", 0
        first_is = len(first) > 2 and self._whole[first] > 0
        last_is = len(last) > 2 and self._whole[last] > 0
        begins = first in _PREFIXES or self._firsts[first] > 0
        ends = len(last) > 2 and self._lasts[last] > 0
        named = end[1][0].isupper() and self._whole[first] > 0
        kept = (last_is and (first_is or begins)) or (ends and (first_is or begins or named))
        return "", 0 if kept else 1
