"""Gives each paragraph its part in the report: title, dateline, boilerplate or body.

The head of a report (masthead, motto, title, date, writer, in whatever order the outlet has them) is read by layout:
what stands before the title, and what stands between the title and the first full paragraph. Where the layout does not
say, a paragraph is body, since what is called furniture is not searched for events.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from truceline.model.text import Block, BlockRole, Span
from truceline.read.furniture import is_marker
from truceline.read.layout import Look, look, plain

_HEAD = 15
_CANDIDATES = 8
_WORDS_BEFORE_TITLE = 45
_CLIP = re.compile(r"\d{1,2}:\d{2}\s")
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """Paragraphs with their roles, and the title that the text itself shows."""

    looks: tuple[Look, ...]
    roles: tuple[BlockRole, ...]
    title: str | None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the document."""
        return tuple(Block(seen.span, role) for seen, role in zip(self.looks, self.roles, strict=True))


def layout(text: str, spans: Sequence[Span], title: str | None, outlet: str | None) -> Layout:
    """Reads the layout of a text whose paragraphs are `spans`; `title` and `outlet` as the metadata have them."""
    looks = tuple(look(text, span) for span in spans)
    if len(looks) == 1:
        return Layout(looks, ("body",), None)
    start = _body_start(looks)
    known = _known_title(looks, title)
    at = known if known is not None else _dated_title(looks, start, outlet)
    sure = at is not None
    at = at if sure else _shown_title(looks, start, outlet)
    roles: list[BlockRole] = ["body"] * len(looks)
    head = start if at is None else max(start, at + 1)
    for index in range(head):
        roles[index] = _head_role(looks, index, at, outlet)
        if at is not None and index < at and not sure and _may_tell(looks[index]):
            roles[index] = "body"
    _mark_rest(looks, roles, head)
    if "body" not in roles:
        roles = [role if seen.date_line or seen.furniture else "body" for seen, role in zip(looks, roles, strict=True)]
    found = plain(looks[at].text) if at is not None and roles[at] == "title" else None
    return Layout(looks, tuple(roles), found)


def _body_start(looks: Sequence[Look]) -> int:
    """Index of the first paragraph of prose, mottoes passed over; 0 if there is none."""
    for index, seen in enumerate(looks):
        if seen.sentence and not seen.furniture and not seen.date_line and not _motto(looks, index):
            return index
    return 0


def _motto(looks: Sequence[Look], index: int) -> bool:
    """A quotation with its author's name on the next line, or that line."""
    if looks[index].signature:
        return index > 0 and looks[index - 1].quoted
    return looks[index].quoted and index + 1 < len(looks) and looks[index + 1].signature


def _known_title(looks: Sequence[Look], title: str | None) -> int | None:
    """Index of the title that the metadata name."""
    if title is None:
        return None
    return next((index for index, seen in enumerate(looks[:_HEAD]) if _same(seen.text, title)), None)


def _shown_title(looks: Sequence[Look], start: int, outlet: str | None) -> int | None:
    """Index of what has the shape of a title and stands where one would."""
    if start > _HEAD:
        return None
    candidates = [i for i in range(start) if _candidate(looks, i, outlet) and not looks[i].date_line]
    if not candidates:
        return _title_with_date(looks, start)
    if len(candidates) > _CANDIDATES:
        return None
    long_enough = [i for i in candidates if len(looks[i].words) >= 4]
    if len(candidates) > 3 and long_enough:
        return long_enough[-1]
    return long_enough[0] if long_enough else max(candidates, key=lambda i: (len(looks[i].text), -i))


def _title_with_date(looks: Sequence[Look], start: int) -> int | None:
    """The only headline of the head if it names a date itself: ``Incidents in the south, 4 May 2005``."""
    dated = [i for i in range(start) if looks[i].headline and looks[i].dated is not None]
    if len(dated) != 1:
        return None
    line = looks[dated[0]].dated
    named = line is not None and line.label == "none" and line.found.start > 0 and len(line.rest) >= 3
    return dated[0] if named else None


def _dated_title(looks: Sequence[Look], start: int, outlet: str | None) -> int | None:
    """The headline nearest to the date line of the head: above it, otherwise right below it."""
    pure = [i for i, seen in enumerate(looks) if seen.date_line]
    if not pure or pure[0] > _HEAD:
        return None
    at = pure[0]
    if at > start and (len(pure) > 1 or len(looks) - at < 3 or not _short_before(looks, at)):
        return None
    above = [i for i in range(at) if _candidate(looks, i, outlet) and not looks[i].date_line]
    near = range(at + 1, min(at + 4, max(start, at + 1)))
    below = [i for i in near if _candidate(looks, i, outlet) and not looks[i].date_line]
    longer = [i for i in below if not looks[i].name]
    if above and at - above[-1] <= 4:
        named = [i for i in above[-3:] if at - i <= 3 and not looks[i].name]
        masthead = above == [0] and looks[0].text.isupper() and longer  # its name over the date, the headline under it
        return named[-1] if named else longer[0] if masthead else above[-1]
    return next(iter(longer or below), None)


def _short_before(looks: Sequence[Look], at: int) -> bool:
    """Only a few words stand before the date line, so that it still belongs to the head."""
    return sum(len(seen.words) for seen in looks[:at]) <= _WORDS_BEFORE_TITLE


def _candidate(looks: Sequence[Look], index: int, outlet: str | None) -> bool:
    seen = looks[index]
    return seen.headline and not _motto(looks, index) and not (outlet is not None and _same(seen.text, outlet))


def _head_role(looks: Sequence[Look], index: int, title: int | None, outlet: str | None) -> BlockRole:
    """Role of a paragraph before the first one of prose."""
    seen = looks[index]
    if index == title:
        return "title"
    if seen.date_line or seen.byline:
        return "dateline"
    if seen.furniture or (outlet is not None and _same(seen.text, outlet)) or _motto(looks, index):
        return "boilerplate"
    if title is None:
        return "body"
    if index < title:
        return "boilerplate" if not seen.sentence or _short_before(looks, title) else "body"
    if _same(seen.text, looks[title].text):
        return "title"
    if seen.name:
        return "dateline"
    return "title" if seen.headline else "body"


def _may_tell(seen: Look) -> bool:
    """A line before a title known by its shape alone that may hold news (a summary, a caption), so it is kept."""
    return len(seen.words) >= 7 and not seen.furniture and not seen.date_line and _CLIP.match(seen.text) is None


def _mark_rest(looks: Sequence[Look], roles: list[BlockRole], head: int) -> None:
    """Roles after the head: furniture, bylines, labelled dates, and what follows the heading of a list of links."""
    after_marker = False
    for index in range(head, len(looks)):
        seen = looks[index]
        if seen.furniture:
            roles[index] = "boilerplate"
            after_marker = after_marker or (is_marker(seen.text) and index * 3 >= len(looks))
        elif seen.sentence:
            after_marker = False
        elif seen.date_line and _own_date(seen, index, head, len(looks)):
            roles[index] = "dateline"
        elif seen.byline:
            roles[index] = "dateline"
        elif after_marker and not seen.closed:
            roles[index] = "boilerplate"


def _own_date(seen: Look, index: int, head: int, count: int) -> bool:
    """A date line below the head that dates the report, and no heading of a chronology."""
    labelled = seen.dated is not None and seen.dated.label != "none"
    return labelled or (seen.pure_date and (index == count - 1 or index == head))


def _same(one: str, other: str) -> bool:
    """Equal but for case, signs, and an outlet's name added behind a dash."""
    first, second = _NOT_WORD.sub(" ", one).casefold().strip(), _NOT_WORD.sub(" ", other).casefold().strip()
    return bool(first) and (first == second or (len(first.split()) >= 4 and second.startswith(first + " ")))
