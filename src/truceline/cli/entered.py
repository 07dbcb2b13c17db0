"""What a person types as values of fields and as places in a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from truceline.errors import UsageError

if TYPE_CHECKING:
    from truceline.model.ledger import Quote, Value
    from truceline.model.records import Field
    from truceline.model.text import Document, Span

PART = "; "


def typed(declared: Field | None, words: str) -> Value:
    """The value as the field declares it; what does not fit is left for the store to refuse."""
    if declared is None:
        return words
    if declared.type is bool:
        return {"true": True, "false": False}.get(words.lower(), words)
    if declared.type is tuple:
        return tuple(words.split(PART))
    if declared.type in (int, float):
        try:
            number: int | float = declared.type(words)
        except ValueError:
            return words
        return number
    return words


def quoted(document: Document, passages: Sequence[str], words: Sequence[str]) -> tuple[Quote, ...]:
    """The passages of a document that a person names, those by place (``START:END``) first.

    Raises:
        UsageError: one is no place in it, or words that do not stand in it exactly once.
    """
    from truceline.model.ledger import Quote

    text = document.text
    spans = [*(_place(text, one) for one in passages), *(_words(document, one) for one in words)]
    return tuple(Quote(document.id, span, span.of(text)) for span in dict.fromkeys(spans))


def _place(text: str, words: str) -> Span:
    from truceline.model.text import Span

    start, _, end = words.partition(":")
    if not (start.isdecimal() and end.isdecimal()) or not int(start) < int(end) <= len(text):
        raise UsageError(f"--passage {words}: write it as START:END, characters of the text from 0 to {len(text)}")
    return Span(int(start), int(end))


def _words(document: Document, words: str) -> Span:
    from truceline.model.text import Span

    start = document.text.find(words) if words else -1
    if start < 0:
        raise UsageError(f"--words {words!r}: document {document.id} ({document.path}) does not say so")
    if document.text.find(words, start + 1) >= 0:
        raise UsageError(f"--words {words!r}: stand in document {document.id} more than once; give --passage START:END")
    return Span(start, start + len(words))
