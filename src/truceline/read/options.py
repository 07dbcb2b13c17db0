"""What the analyst says about everything that is read, and the limits of the readers.

Every file is hostile until read: the limits keep time and memory in bounds whatever a file claims of itself. They are
checked on what comes out, not on what a header says will come out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MEGABYTE = 1024 * 1024
LIMIT = 32 * MEGABYTE
"""Most bytes of one document, of one row of a JSON Lines or CSV file, or of a file that is read whole."""

WHOLE_LIMIT = 512 * MEGABYTE
"""Most bytes of a JSON Lines or CSV file in UTF-16, which is read whole; in other encodings rows are streamed."""

RATIO = 100
"""Most bytes that may come out of each byte of a packed file: reports give about 4; gzip and ZIP can give 1,000."""

AT_LEAST = 64 * MEGABYTE
"""What may come out of the smallest packed file, whatever its ratio."""

UNPACKED_LIMIT = 64 * 1024 * MEGABYTE
"""Most bytes that may come out of one file with all that is nested in it: ten minutes of inflating."""

DEPTH = 3
"""Containers within containers: a ZIP in a message in a ZIP is read, and no deeper."""

MEMBERS = 200_000
"""Most members of a ZIP: its directory is kept in memory, 150 MB for so many."""

DIRECTORY_LIMIT = 32 * MEGABYTE
"""Most bytes of the directory of a ZIP, which is read before its members can be counted."""

NAME_LIMIT = 300
"""Most characters of a member's name or address that are shown; a ZIP allows 65,535."""

PARTS = 1_000
"""Most parts of one e-mail message."""

HEADER_LIMIT = 1_000
"""Most characters of one header of an e-mail that are read: parsing addresses takes longer than linear time."""

RECORD_HEAD_LIMIT = MEGABYTE
"""Most bytes of the head of a record in a web archive; those of real crawls have a few thousand."""

SIDE_LIMIT = 64 * 1024
"""Most bytes of a side file, which holds five short lines."""

TAGS = 400_000
"""Most tags of a feed, which is parsed as a whole: 2,000 items of full text have about 100,000."""

OFFICE_LIMIT = 128 * MEGABYTE
"""Most bytes that may come out of the parts of a Word or Excel file that are read."""

OFFICE_PART_LIMIT = 2 * MEGABYTE
"""Most bytes of a part of an Excel file that holds neither rows nor texts: styles of 2 MB take 400 MB of memory."""

OFFICE_TAGS = 4_000_000
"""Most tags of a Word or Excel file: 100,000 rows of ten columns have as many, and 2,000 pages a quarter of it."""

BARREN_ROWS = 250_000
"""Most rows of a table one after the other that hold no report; then the rest is given up, which a packed file of a few
thousand bytes could make millions of."""

SHEET_ROWS = 1_048_576
"""Most rows of a sheet, as Excel itself has it."""

SHEET_COLUMNS = 200
"""Columns of a sheet that are read; those that are known (`text`, `title` …) stand among the first in every table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What the analyst says about all documents of one call, and ids of documents that need not be read again.

    `published` and `outlet` are fall-backs: they fill in only where a document's own metadata (side file, row, HTML
    head, feed, mail header) says nothing, so that one option may be given for a mixed folder without spoiling the
    documents that know better. They outrank what would be guessed from the text. A date taken from here has the basis
    ``analyst``.
    """

    published: date | None = None
    outlet: str | None = None
    known: frozenset[str] = frozenset()
