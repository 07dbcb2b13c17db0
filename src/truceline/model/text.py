"""Documents and the places in them that cells point to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

BlockRole = Literal["title", "dateline", "body", "boilerplate"]
DateBasis = Literal["text", "metadata", "analyst", "unknown"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of Unicode code points in one document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True if the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def within(self, other: Span) -> bool:
        """True if this span lies inside `other` (or equals it)."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or line of a document, with its part in the report.

    Blocks are in text order, do not overlap, and never begin or end with white space. Text outside every block is
    white space only. Sentences never cross a block.
    """

    span: Span
    role: BlockRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report, as read.

    `text` is kept exactly as the reader decoded or extracted it; every span of every stage points into it. `raw` are
    the original bytes (of a row, an item of a feed or the body of a message: its own). `id` is the first 16 hex digits
    of the SHA-256 of `raw` and of the metadata that came from outside the text (side file, columns, options), not of
    the path: the same report in another folder is the same document.
    """

    id: str
    path: str
    text: str
    raw: bytes
    sha256: str
    media_type: str
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    published_basis: DateBasis
    published_span: Span | None
    language: str
    blocks: tuple[Block, ...]


KNOWN = "known"  # code of what was left out because the record holds it


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that was left out on purpose (not English, say), with the reason."""

    path: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read or analysed; `message` names the file and what to do."""

    path: str
    code: str
    message: str
