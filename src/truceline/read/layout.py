"""What a paragraph looks like, judged by its shape: a sentence, a headline, a byline, a date line, a motto."""

from __future__ import annotations

import re
from dataclasses import dataclass

from truceline.model.text import Span
from truceline.read.dates import DateLine, date_line, day_without_year
from truceline.read.furniture import is_furniture

_CLOSED = re.compile(r"[.!?…][\"'”’)\]»]*$")
_STOPPED = re.compile(r"[.…:;,—–-][\"'”’)\]»]*$")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$")
_BYLINE = re.compile(r"^(?:(?:written|reported|story|words|report|text)\s+)?by[:\s]\s*\S", re.IGNORECASE)
_QUOTED = re.compile(r"^[\"“‘«'].+[\"”’»']$")
_SIGNED = re.compile(r"^(?:[—–―-]|--)\s*\S")
_SMALL = frozenset(
    "a an and at by de del der du for from in la le of on or the to und van von with & al el bin ibn".split()
)
_NUMBERED = re.compile(
    r"\d|^(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?)$", re.IGNORECASE
)
_CAPTION = re.compile(r"[(\[][^()\[\]]*(?:\bphoto|\bimage|\bcourtesy|/)[^()\[\]]*[)\]]$", re.IGNORECASE)
_MARKUP = re.compile(r"^(?:#{1,6}\s+|[*_>×►•]+\s*)|[\s*_#]+$")


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph with its white space squeezed, and what its shape says."""

    span: Span
    text: str
    words: tuple[str, ...]
    dated: DateLine | None
    furniture: bool

    @property
    def closed(self) -> bool:
        """Ends as a sentence ends."""
        return _CLOSED.search(self.text) is not None

    @property
    def sentence(self) -> bool:
        """Long enough and closed, or too long for anything but prose."""
        return (self.closed and len(self.words) >= 7) or len(self.words) >= 25

    @property
    def headline(self) -> bool:
        """Could be a headline: short, begins large, no full stop."""
        if not 2 <= len(self.words) <= 24 or len(self.text) > 180:
            return False
        if self.furniture or self.byline or self.pure_date or _CAPTION.search(self.text):
            return False
        first = next((character for character in self.text if character.isalnum()), "")
        if not (first.isupper() or first.isdigit()):
            return False
        return not _STOPPED.search(self.text) or _ABBREVIATED.search(self.text) is not None

    @property
    def byline(self) -> bool:
        """Names the writer: ``By …`` and names."""
        match = _BYLINE.match(self.text) is not None and len(self.words) <= 16 and not self.sentence
        return match and names_only(self.words[1:])

    @property
    def name(self) -> bool:
        """A name or two and nothing else: a place, an agency, a writer."""
        few = len(self.words) <= (5 if "," in self.text else 3) and not self.closed
        return few and names_only(self.words) and not any(_NUMBERED.search(word) for word in self.words)

    @property
    def date_line(self) -> bool:
        """A date, and beside it at most a label, a place, an agency, a writer."""
        if self.dated is None:
            return self.pure_date
        rest = self.dated.rest
        large = tuple(word for word in rest if word.lower() not in _SMALL)
        limit = 8 if self.dated.label != "none" or (rest and rest[0].lower() == "by") else 5
        return len(large) <= limit and names_only(rest)

    @property
    def pure_date(self) -> bool:
        """A date and nothing but its label; the year may be missing."""
        return not self.dated.rest if self.dated is not None else day_without_year(self.text)

    @property
    def quoted(self) -> bool:
        """All of it in quotation marks."""
        return _QUOTED.match(self.text) is not None

    @property
    def signature(self) -> bool:
        """A dash and a name, as under a motto."""
        return _SIGNED.match(self.text) is not None and len(self.words) <= 8 and not self.sentence


def look(text: str, span: Span) -> Look:
    """What the paragraph at `span` looks like."""
    words = tuple(span.of(text).split())
    squeezed = " ".join(words)
    dated = date_line(squeezed) if len(words) <= 24 else None
    return Look(span, squeezed, words, dated, is_furniture(squeezed))


def names_only(words: tuple[str, ...]) -> bool:
    """True if every word begins large or is one of the small words inside names."""
    return all(word.lower() in _SMALL or not any(c.isalpha() for c in word) or _large(word) for word in words)


def plain(text: str) -> str:
    """Text without the marks of Markdown around a heading."""
    return _MARKUP.sub("", text)


def _large(word: str) -> bool:
    return next(character for character in word if character.isalpha()).isupper()
