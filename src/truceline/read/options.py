"""What the analyst says about everything that is read, and the limits of the readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MEGABYTE = 1024 * 1024
LIMIT = 32 * MEGABYTE
"""Most bytes of one document, or of one row of a JSON Lines or CSV file."""

WHOLE_LIMIT = 512 * MEGABYTE
"""Most bytes of a JSON Lines or CSV file in UTF-16, which is read whole; in other encodings rows are streamed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What the analyst says about all documents of one call, and ids of documents that need not be read again.

    `published` and `outlet` are fall-backs: they fill in only where a document's own metadata (side file, row, HTML
    head) says nothing, so that one option may be given for a mixed folder without spoiling the documents that know
    better. They outrank what would be guessed from the text. A date taken from here has the basis ``analyst``.
    """

    published: date | None = None
    outlet: str | None = None
    known: frozenset[str] = frozenset()
