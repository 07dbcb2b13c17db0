"""The read room: bytes to documents.

`read` takes files, folders and standard input and gives `Document`s, with what was left out (`Skipped`) and what could
not be read (`Failure`). The formats are those of `kinds.FORMATS`. The text is kept exactly as decoded (of formats with
markup: as extracted), so that offsets into it stay true.
"""

from truceline.read.options import ReadOptions
from truceline.read.reader import read

__all__ = ["ReadOptions", "read"]
