"""What was packed with gzip, unpacked as it is read, with a bound on how much may come out."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from typing import IO, cast

from truceline.errors import ReadError
from truceline.read.lines import Bytes
from truceline.read.source import Budget


class Unpacked:
    """What a gzip file holds, as a stream.

    Reading raises `ReadError`: ``damaged_archive`` where the file is cut off or broken, ``too_large`` where more comes
    out than any file of reports gives. What was read before stands.
    """

    def __init__(self, file: Bytes, path: str, budget: Budget) -> None:
        self._file = gzip.GzipFile(fileobj=cast(IO[bytes], file), mode="rb")
        self._path = path
        self._budget = budget

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes."""
        return self._take(self._file.read, size)

    def readline(self, size: int, /) -> bytes:
        """Up to `size` bytes, to the end of the line at most."""
        return self._take(self._file.readline, size)

    def _take(self, take: Callable[[int], bytes], size: int) -> bytes:
        try:
            taken = take(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            message = (
                f"{self._path}: the gzip file is damaged ({error}); fetch it again. What stands before the damage is "
                "read"
            )
            raise ReadError(self._path, "damaged_archive", message) from None
        self._budget.came_out(len(taken))
        return taken
