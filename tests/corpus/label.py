"""What must come of a file, and how far what came is that."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tests.corpus.reports import Report
from truceline.model.text import DateBasis, Document

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
UNKNOWN: tuple[None, DateBasis] = (None, "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A document that must come of a file.

    `paragraphs` must be there, in this order; `beside` is what may stand there, too (title, outlet, byline, date line),
    and counts neither as missing nor as too much. `path` is what follows the name of the file.
    """

    report: Report
    title: str | None
    outlet: str | None
    day: date | None
    basis: DateBasis
    path: str = ""
    paragraphs: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    url: str | None = None

    @property
    def wanted(self) -> tuple[str, ...]:
        """The paragraphs that must be there."""
        return self.paragraphs or self.report.paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the corpus: its bytes, the documents that must come of it, and the codes of what must be told."""

    name: str
    content: bytes
    documents: tuple[Label, ...] = ()
    told: tuple[str, ...] = ()
    side: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of the wanted words came (`recall`), how much of what came was wanted (`precision`), whether in order."""

    recall: float
    precision: float
    verbatim: float
    ordered: bool


def likeness(document: Document, label: Label) -> Likeness:
    """Compares words, as a multiset, and the places of the paragraphs.

    `verbatim` is the share of paragraphs that came to the letter, white space aside; a paragraph that did not is placed
    by its first six words.
    """
    text = " ".join(document.text.split())
    wanted, beside = _words(label.wanted), _words(label.beside)
    came = _words([document.text])
    extra = came - wanted - beside
    missing = wanted - came
    places = [_place(text, paragraph) for paragraph in label.wanted]
    known = [place for place in places if place >= 0]
    whole = sum(paragraph in text for paragraph in label.wanted)
    return Likeness(
        recall=1 - missing.total() / wanted.total(),
        precision=1 - extra.total() / came.total(),
        verbatim=whole / len(label.wanted),
        ordered=len(known) == len(places) and known == sorted(known),
    )


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word.replace("’", "'") for text in texts for word in _WORD.findall(text))


def _place(text: str, paragraph: str) -> int:
    """Where a paragraph begins in a text; -1 if it is not there."""
    whole = text.find(paragraph)
    return whole if whole >= 0 else text.find(" ".join(paragraph.split()[:6]))
