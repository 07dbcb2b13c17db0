"""What a person types as values of fields and as places in a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from truceline.errors import UsageError

if TYPE_CHECKING:
    from truceline.model.ledger import Quote, Value
    from truceline.model.records import Field
    from truceline.model.text import Document

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
    from truceline.review.quoting import at, standing

    places = (_place(one) for one in passages)
    found = [*(at(document, start, end) for start, end in places), *(standing(document, one) for one in words)]
    return tuple(dict.fromkeys(found))


def _place(words: str) -> tuple[int, int]:
    start, _, end = words.partition(":")
    if not (start.isdecimal() and end.isdecimal()):
        raise UsageError(f"--passage {words}: write it as START:END, characters of the text")
    return int(start), int(end)
