"""Finds the dateline at the start of a first paragraph, and the day on which a report was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from truceline.model.text import Block, DateBasis, Span
from truceline.read.dates import Found, full_dates, same_day_without_year
from truceline.read.layout import names_only
from truceline.read.roles import Layout

_DASH = re.compile(r"\s*(?:-{2,}|[—–]|(?<=[\s)])-(?=\s)|_+(?=\s))\s*(?=[^\sa-z])")
_TAGS = re.compile(r"(?:\s*\[[^\]]{1,120}\])*\s*")
_AGENCY = re.compile(r"\(\s*([A-Z][^()]{1,60})\)")
_PLACE = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ'’.-]{2,}(?:[\s,(]|$)")
_PREPOSITIONS = frozenset("on in at since by after before during until from for the a an this these".split())
_LONGEST = 120
_EDGE = 20  # paragraphs from either end: a date line far inside dates what a long document quotes


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was published, how we know, and where its text says so."""

    day: date | None
    basis: DateBasis
    span: Span | None


def dateline_end(text: str) -> int | None:
    """Where the words after ``NAJAF, Aug. 4, 2004 (Agency) --`` begin; ``None`` if a paragraph has no such start.

    The bracketed notes of monitoring services that may follow (``[TEXT]``) are part of it.
    """
    dash = _DASH.search(text[: _LONGEST + 10])
    if dash is None or not 2 <= dash.start() <= _LONGEST:
        return None
    head = " ".join(text[: dash.start()].split())
    agency = _AGENCY.search(head)
    dated = next(full_dates(head), None)
    place = head if dated is None else head[: dated.start] + " " + head[dated.end :]
    words = tuple(re.sub(r"\([^()]*\)", " ", place).replace(",", " ").split())
    if not words or len(words) > 6 or words[0].lower() in _PREPOSITIONS or not names_only(words):
        return None
    shouted = _PLACE.match(head) is not None and not text.isupper() and len(words) <= 4
    if not shouted and dated is None and (agency is None or not head.endswith(")")):
        return None
    tags = _TAGS.match(text, dash.end())
    end = dash.end() if tags is None else tags.end()
    return end if end < len(text) else None


def split_dateline(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Gives the dateline at the start of the first paragraph a block of its own.

    A text of a single line keeps its one block.
    """
    first = next((index for index, block in enumerate(blocks) if block.role == "body"), None)
    if first is None or (len(blocks) == 1 and "\n" not in text.strip()):
        return tuple(blocks)
    span = blocks[first].span
    end = dateline_end(span.of(text))
    if end is None:
        return tuple(blocks)
    line = Span(span.start, span.start + len(text[span.start : span.start + end].rstrip()))
    rest = Span(span.start + end, span.end)
    return (*blocks[:first], Block(line, "dateline"), Block(rest, "body"), *blocks[first + 1 :])


def published(text: str, shape: Layout, metadata: date | None, analyst: date | None) -> Published:
    """The day of publication: from the metadata, else the analyst, else the text itself.

    A date line that agrees with the day is given as its passage, whoever named the day.
    """
    lines = list(_dated(text, shape))
    known = metadata if metadata is not None else analyst
    if known is not None:
        basis: DateBasis = "metadata" if metadata is not None else "analyst"
        return Published(known, basis, _agreeing(text, shape, lines, known))
    for span, found in lines:
        if found.day is not None:
            return Published(found.day, "text", span)
    return Published(None, "unknown", None)


def _dated(text: str, shape: Layout) -> Iterator[tuple[Span, Found]]:
    """Dates that may date the report, the best first: date lines, dateline of the first paragraph, title, updates."""
    last = len(shape.looks) - _EDGE
    placed = enumerate(zip(shape.looks, shape.roles, strict=True))
    marked = [pair for at, pair in placed if pair[0].dated is not None and (at < _EDGE or at >= last)]
    lines = [seen for seen, role in marked if role == "dateline"]
    lines.sort(key=lambda seen: {"published": 0, "none": 1, "updated": 3}[seen.dated.label if seen.dated else "none"])
    updates = [seen for seen in lines if seen.dated is not None and seen.dated.label == "updated"]
    for seen in lines[: len(lines) - len(updates)]:
        yield from _located(text, seen.span)
    opening = _opening(text, shape)
    if opening is not None:
        yield from _located(text, opening)
    for seen in [seen for seen, role in marked if role == "title"] + updates:
        yield from _located(text, seen.span)


def _located(text: str, span: Span) -> Iterator[tuple[Span, Found]]:
    found = next(full_dates(span.of(text)), None)
    if found is not None:
        yield Span(span.start + found.start, span.start + found.end), found


def _opening(text: str, shape: Layout) -> Span | None:
    """The dateline inside the first paragraph of the body."""
    for seen, role in zip(shape.looks, shape.roles, strict=True):
        if role == "body":
            end = dateline_end(seen.span.of(text))
            return None if end is None else Span(seen.span.start, seen.span.start + end)
    return None


def _agreeing(text: str, shape: Layout, lines: Sequence[tuple[Span, Found]], day: date) -> Span | None:
    for span, found in lines:
        if day in found.days:
            return span
    opening = _opening(text, shape)
    found_here = None if opening is None else same_day_without_year(opening.of(text), day)
    if opening is None or found_here is None:
        return None
    return Span(opening.start + found_here.start, opening.start + found_here.end)
