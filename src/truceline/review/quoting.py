"""Words of a report that a person names for a decision: by their place, or by the words themselves."""

from __future__ import annotations

from truceline.errors import UsageError
from truceline.model.ledger import Quote
from truceline.model.text import Document, Span


def at(document: Document, start: int, end: int) -> Quote:
    """The words from `start` to `end` (code points, half-open).

    Raises:
        UsageError: that is no place in the text.
    """
    if not 0 <= start < end <= len(document.text):
        size = len(document.text)
        where = f"document {document.id}; START:END are characters from 0 to {size}"
        raise UsageError(f"passage {start}:{end}: is no place in {where}")
    span = Span(start, end)
    return Quote(document.id, span, span.of(document.text))


def standing(document: Document, words: str) -> Quote:
    """The one place where a report says these words.

    Raises:
        UsageError: it does not say so, or says so more than once.
    """
    start = document.text.find(words) if words else -1
    if start < 0:
        raise UsageError(f"words {words!r}: document {document.id} ({document.path}) does not say so")
    if document.text.find(words, start + 1) >= 0:
        raise UsageError(f"words {words!r}: stand in document {document.id} more than once; give the passage instead")
    return at(document, start, start + len(words))
