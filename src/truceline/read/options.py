"""What the analyst says about everything that is read, and the limits of the readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MEGABYTE = 1024 * 1024
LIMIT = 32 * MEGABYTE
"""Most bytes of one document, or of one row of a JSON Lines or CSV file."""

WHOLE_LIMIT = 512 * MEGABYTE
"""Most bytes of a JSON Lines or CSV file in UTF-16, which is read whole; in other encodings rows are streamed."""

PDF_PAGES = 2_000
"""Most pages of a PDF: it is one document, and no report has so many."""

PDF_SIGNS = 8_000_000
"""Most letters and signs of a PDF, about those of 2,000 full pages."""

PDF_PAGE_SIGNS = 200_000
"""Most letters and signs of one page of a PDF; a page of a broadsheet has some 30,000."""

PDF_SECONDS = 300
"""Most seconds that a PDF may take; a usual one takes a hundredth of a second a page."""

PDF_MEMORY = 1024 * MEGABYTE
"""Most bytes of memory that reading a PDF may take, where the system can bound it (Linux)."""


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
