"""What was packed with gzip, unpacked as it is read, with a bound on how much may come out."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from typing import IO, cast

from truceline.errors import ReadError
from truceline.read.lines import Bytes
from truceline.read.source import Budget, Exhausted


class Unpacked:
    """What a gzip file holds, as a stream.

    Reading raises `ReadError`: ``damaged_archive`` where the file is cut off or broken, ``too_large`` where more comes
    out than any file of reports gives. What was read before stands.
    """

    def __init__(self, file: Bytes, path: str, budget: Budget) -> None:
        self._file = gzip.GzipFile(fileobj=cast(IO[bytes], file), mode="rb")
        self._path = path
        self._budget = budget
        self._damage: ReadError | None = None

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; what stands before the damage comes before the error."""
        taken = bytearray()
        while len(taken) < size:
            try:
                piece = self._take(self._file.read1, size - len(taken))
            except Exhausted:
                raise
            except ReadError:
                if taken:
                    break  # the next reading meets the damage again
                raise
            if not piece:
                break
            taken += piece
        return bytes(taken)

    def readline(self, size: int, /) -> bytes:
        """Up to `size` bytes, to the end of the line at most."""
        return self._take(self._file.readline, size)

    def _take(self, take: Callable[[int], bytes], size: int) -> bytes:
        if self._damage is not None:
            raise self._damage
        try:
            taken = take(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            message = (
                f"{self._path}: the gzip file is damaged ({error}); fetch it again. What stands before the damage is "
                "read"
            )
            self._damage = ReadError(self._path, "damaged_archive", message)
            raise self._damage from None
        self._budget.came_out(len(taken))
        return taken
