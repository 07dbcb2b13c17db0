"""The read room: bytes to documents.

`read` takes files, folders and standard input and gives `Document`s, with what was left out (`Skipped`) and what could
not be read (`Failure`). Formats: plain text and Markdown, HTML, PDF, JSON Lines, CSV. The text is kept exactly as
decoded (of HTML and PDF: as extracted), so that offsets into it stay true.
"""

from truceline.read.options import ReadOptions
from truceline.read.reader import read

__all__ = ["ReadOptions", "read"]
