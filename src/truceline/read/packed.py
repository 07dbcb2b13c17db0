"""Rows that were packed with gzip, unpacked as they are read, with a bound on how much may come out."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable
from io import BufferedReader

from truceline.errors import ReadError
from truceline.read.decode import GZIP
from truceline.read.options import MEGABYTE

RATIO = 100
"""Most bytes that may come out of each byte of a packed file: reports give about 4; gzip can give 1,000."""

_AT_LEAST = 64 * MEGABYTE


def is_packed(file: BufferedReader) -> bool:
    """True if the file begins like one of gzip; nothing is taken from it."""
    return file.peek(len(GZIP)).startswith(GZIP)


class Unpacked:
    """What a gzip file holds, as a stream.

    Reading raises `ReadError`: ``damaged_archive`` where the file is cut off or broken, ``too_large`` where more comes
    out than any table of reports gives. What was read before stands.
    """

    def __init__(self, file: BufferedReader, path: str) -> None:
        self._file = gzip.GzipFile(fileobj=file, mode="rb")
        self._path = path
        self._left = max(_AT_LEAST, RATIO * os.fstat(file.fileno()).st_size)

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
                f"{self._path}: the gzip file is damaged ({error}); fetch it again. The rows before the damage are read"
            )
            raise ReadError(self._path, "damaged_archive", message) from None
        self._left -= len(taken)
        if self._left < 0:
            message = (
                f"{self._path}: more than {RATIO} times its size comes out of it, which no table of reports gives; "
                "unpack it and look at what it holds"
            )
            raise ReadError(self._path, "too_large", message)
        return taken
