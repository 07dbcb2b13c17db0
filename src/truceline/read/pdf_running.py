"""Finds the running heads, feet and page numbers of a PDF: lines that stand at the same place of page after page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from truceline.read.pdf_layout import Line

Pages = Sequence[tuple[Line, ...]]
_OUTERMOST = 3
_NEAR = 6.0  # points up or down
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
_NUMBER = re.compile(r"^\d{1,5}\b|\b\d{1,5}$")
_BARE = re.compile(r"^\W*(?:p(?:age|g|\.)?\W*)?(?P<n>\d{1,5}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,5})?\W*$", re.IGNORECASE)
_FEW = 2


def without_running(pages: Pages) -> list[tuple[Line, ...]]:
    """The pages without the lines that run through them.

    A running line is kept where it parts nothing: at the head of the first page and at the foot of the last one, since
    it may be the only place that names the report's day or its maker. Bare page numbers are left out everywhere.
    """
    running, numbers = _running(pages), _page_numbers(pages)
    found: list[tuple[Line, ...]] = []
    last = len(pages) - 1
    for index, lines in enumerate(pages):
        top, bottom = _outermost(lines)
        left_out = set(numbers[index])
        for at in running[index]:
            if not (index == 0 and at in top and at not in bottom) and not (index == last and at in bottom):
                left_out.add(at)
        found.append(tuple(line for at, line in enumerate(lines) if at not in left_out))
    return found


def _outermost(lines: Sequence[Line]) -> tuple[list[int], list[int]]:
    """Indices of the lines highest and lowest on a page, the outermost first."""
    by_height = sorted(range(len(lines)), key=lambda at: -lines[at].middle)
    half = (len(lines) + 1) // 2
    return by_height[: min(_OUTERMOST, half)], by_height[::-1][: min(_OUTERMOST, len(lines) - half)]


def _running(pages: Pages) -> list[set[int]]:
    """Of each page the indices of lines that stand at the same height of several pages, equal but for numbers."""
    places: dict[tuple[bool, str], list[tuple[int, int, float]]] = defaultdict(list)
    for index, lines in enumerate(pages):
        for upper, side in zip((True, False), _outermost(lines), strict=True):
            for at in side:
                places[upper, _key(lines[at].text)].append((index, at, lines[at].middle))
    found: list[set[int]] = [set() for _ in pages]
    needed = _FEW if len(pages) <= 3 else 3
    for same in places.values():
        for _, together in _levels(same):
            if len({index for index, _, _ in together}) >= needed:
                for index, at, _ in together:
                    found[index].add(at)
    return found


def _levels(same: list[tuple[int, int, float]]) -> Iterator[tuple[float, list[tuple[int, int, float]]]]:
    """Lines of equal words in groups of about equal height on their page."""
    group: list[tuple[int, int, float]] = []
    for one in sorted(same, key=lambda one: one[2]):
        if group and one[2] - group[0][2] > _NEAR:
            yield group[0][2], group
            group = []
        group.append(one)
    if group:
        yield group[0][2], group


def _key(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.casefold().split()))


def _page_numbers(pages: Pages) -> list[set[int]]:
    """Of each page the outermost lines that hold its number: bare, or beside a title that changes."""
    found: list[set[int]] = [set() for _ in pages]
    shifts: Counter[int] = Counter()
    held: list[tuple[int, int, int, bool]] = []
    for index, lines in enumerate(pages):
        for side in _outermost(lines):
            for at in side[:_FEW]:
                text = " ".join(lines[at].text.split())
                bare = _BARE.match(text)
                if bare is not None and not bare["n"].isdigit():
                    if index < 30 and len(pages) > 3:  # the roman numbers of a preface
                        found[index].add(at)
                    continue
                for number in {bare["n"]} if bare else set(_NUMBER.findall(text)) if len(text) <= 90 else ():
                    held.append((index, at, int(number) - index, bare is not None))
                    shifts[int(number) - index] += 1
    if not shifts:
        return found
    shift, pages_agreeing = shifts.most_common(1)[0]
    for index, at, own, is_bare in held:
        agrees = own == shift and pages_agreeing >= 3 and pages_agreeing * 2 >= len(pages)
        if agrees or (is_bare and (own == 1 or (own == shift and pages_agreeing >= _FEW))):
            found[index].add(at)
    return found
