"""Finds the running heads, feet and page numbers of a PDF: lines that stand at the same place of page after page.

What looks like one and is not would be lost, so the signs are strict: the words are the same but for the page's own
number, the place is the same, and the pages follow each other; or the page's number stands in a line that stands apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from truceline.read.pdf_layout import Line

Pages = Sequence[tuple[Line, ...]]
_OUTERMOST = 3
_NEAR = 6.0  # points up or down
_APART = 1.6  # of the height of a line: farther from every other line than lines of a paragraph
_WINDOW = 6  # pages among which a running line stands three times
_NUMBER = re.compile(r"\d{1,5}")
_AT_EDGE = re.compile(r"^\d{1,5}\b|\b\d{1,5}(?=\s*(?:/|of)\s*\d{1,5}$)|\b\d{1,5}$")
_SENTENCE = re.compile(r"[.!?;:]\W*\d{1,5}$")
_BARE = re.compile(
    r"^\W*(?:p(?:age|g|\.)?\W*)?(?P<n>\d{1,5}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,5})?\W*$", re.IGNORECASE
)
_PREFACE = 30


@dataclass(frozen=True, slots=True)
class _Place:
    """A line by its page and its index on it."""

    page: int
    at: int
    middle: float


def without_running(pages: Pages) -> list[tuple[Line, ...]]:
    """The pages without the lines that run through them.

    A running line is kept where it parts nothing: at the head of the first page and at the foot of the last one, since
    it may be the only place that names the report's day or its maker. Bare page numbers are left out everywhere.
    """
    shift = _shift(pages)
    numbers, running = _page_numbers(pages, shift), _running(pages, shift)
    found: list[tuple[Line, ...]] = []
    last = len(pages) - 1
    for index, lines in enumerate(pages):
        top, bottom = _outermost(lines)
        left_out = set(numbers[index])
        for at in running[index]:
            if not (index == 0 and at in top) and not (index == last and at in bottom):
                left_out.add(at)
        found.append(tuple(line for at, line in enumerate(lines) if at not in left_out))
    return found


def _outermost(lines: Sequence[Line]) -> tuple[list[int], list[int]]:
    """Indices of the lines highest and lowest on a page, the outermost first."""
    by_height = sorted(range(len(lines)), key=lambda at: -lines[at].middle)
    half = (len(lines) + 1) // 2
    return by_height[: min(_OUTERMOST, half)], by_height[::-1][: min(_OUTERMOST, len(lines) - half)]


def _shift(pages: Pages) -> int | None:
    """Printed page number less the page's index, if at least half of the pages agree on it."""
    votes: Counter[int] = Counter()
    for index, lines in enumerate(pages):
        edge = {number for side in _outermost(lines) for at in side for number in _printed(lines[at].text)}
        votes.update(number - index for number in edge)
    if not votes:
        return None
    shift, agreeing = votes.most_common(1)[0]
    return shift if agreeing >= 3 and agreeing * 2 >= len(pages) else None


def _printed(text: str) -> set[int]:
    """Numbers that may be the page's: alone on their line, or first or last on it."""
    squeezed = " ".join(text.split())
    bare = _BARE.match(squeezed)
    if bare is not None:
        return {int(bare["n"])} if bare["n"].isdigit() else set()
    return {int(number) for number in _AT_EDGE.findall(squeezed)} if len(squeezed) <= 90 else set()


def _page_numbers(pages: Pages, shift: int | None) -> list[set[int]]:
    """Of each page the outermost lines that hold its number: bare, or beside other words and apart from all lines."""
    found: list[set[int]] = [set() for _ in pages]
    for index, lines in enumerate(pages):
        for side in _outermost(lines):
            for at in side[:2]:
                bare = _BARE.match(lines[at].text.strip())
                own = {1, shift} & {number - index for number in _printed(lines[at].text)}
                roman = bare is not None and not bare["n"].isdigit() and index < _PREFACE and len(pages) > 3
                if roman or (own and (bare is not None or (shift in own and _apart(lines, at)))):
                    found[index].add(at)
    return found


def _apart(lines: Sequence[Line], at: int) -> bool:
    own = lines[at]
    if _SENTENCE.search(own.text):  # the last words of the page beside its number
        return False
    return all(abs(own.middle - line.middle) > _APART * own.height for n, line in enumerate(lines) if n != at)


def _running(pages: Pages, shift: int | None) -> list[set[int]]:
    """Of each page the indices of lines that stand at the same height of several pages near each other."""
    places: dict[tuple[bool, str], list[_Place]] = defaultdict(list)
    for index, lines in enumerate(pages):
        own = {str(index + 1), str(index + (shift or 1))}
        for upper, side in zip((True, False), _outermost(lines), strict=True):
            for at in side:
                key = _key(lines[at].text, own)
                places[upper, key].append(_Place(index, at, lines[at].middle))
    found: list[set[int]] = [set() for _ in pages]
    for same in places.values():
        for level in _levels(same):
            if _runs(sorted({place.page for place in level}), len(pages)):
                for place in level:
                    found[place.page].add(place.at)
    return found


def _key(text: str, own: set[str]) -> str:
    """The words of a line, the page's own number as a sign."""
    squeezed = " ".join(text.casefold().split())
    return _NUMBER.sub(lambda number: "#" if number[0] in own else number[0], squeezed)


def _levels(same: list[_Place]) -> Iterator[list[_Place]]:
    """Lines of equal words in groups of about equal height on their page."""
    group: list[_Place] = []
    for place in sorted(same, key=lambda place: place.middle):
        if group and place.middle - group[0].middle > _NEAR:
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _runs(on: list[int], count: int) -> bool:
    """These pages are enough and near each other: three of six, or both of two."""
    if count <= 3:
        return len(on) >= 2
    return any(third - first < _WINDOW for first, third in zip(on, on[2:], strict=False))
