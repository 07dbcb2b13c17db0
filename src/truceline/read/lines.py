"""Lines of a row file (JSON Lines, CSV) as a stream, each with its own bytes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from truceline.errors import ReadError
from truceline.read.decode import decode_row, mark, refuse_binary
from truceline.read.options import LIMIT, MEGABYTE, WHOLE_LIMIT


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 1, its bytes with the line end, its text; `too_long` if it was cut at the limit."""

    number: int
    raw: bytes
    text: str
    too_long: bool = False


class Bytes(Protocol):
    """What a stream reads from: a file, or what a packed one holds."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes."""

    def readline(self, size: int, /) -> bytes:
        """Up to `size` bytes, to the end of the line at most."""


class Stream:
    """Reads bytes from `file`, after those of `first` which were read ahead."""

    def __init__(self, file: Bytes, first: bytes = b"") -> None:
        self._file = file
        self._first = first

    def read(self, size: int) -> bytes:
        """Up to `size` bytes."""
        head, self._first = self._first[:size], self._first[size:]
        return head + self._file.read(size - len(head)) if len(head) < size else head

    def readline(self, size: int) -> bytes:
        """Up to `size` bytes, to the end of the line at most."""
        if not self._first:
            return self._file.readline(size)
        end = self._first.find(b"\n") + 1
        if not end and len(self._first) < size:
            head, self._first = self._first, b""
            return head + self._file.readline(size - len(head))
        end = min(end or size, size)
        head, self._first = self._first[:end], self._first[end:]
        return head


class Lines:
    """Iterator over the lines of a row file; lines may be given back to be read again."""

    def __init__(self, stream: Bytes, path: str) -> None:
        first = stream.readline(LIMIT + 1)
        skip, encoding = mark(first)
        if encoding in (None, "utf-8"):
            refuse_binary(first[:4096], path)
            self._source = _streamed(stream, first[skip:])
        else:
            self._source = _whole(stream, first, encoding or "", path)
        self._given_back: deque[Line] = deque()

    def __iter__(self) -> Iterator[Line]:
        return self

    def __next__(self) -> Line:
        return self._given_back.popleft() if self._given_back else next(self._source)

    def give_back(self, lines: list[Line]) -> None:
        """Puts lines back in front."""
        self._given_back.extendleft(reversed(lines))


def _streamed(stream: Bytes, first: bytes) -> Iterator[Line]:
    number, raw = 0, first
    while raw:
        number += 1
        if len(raw) > LIMIT:
            rest = raw
            while rest and not rest.endswith(b"\n"):
                rest = stream.readline(MEGABYTE)
            yield Line(number, raw[:MEGABYTE], "", too_long=True)
        else:
            yield Line(number, raw, decode_row(raw))
        raw = stream.readline(LIMIT + 1)


def _whole(stream: Bytes, first: bytes, encoding: str, path: str) -> Iterator[Line]:
    """Lines of a file in UTF-16 or UTF-32, which cannot be cut at bytes."""
    raw = first + stream.read(WHOLE_LIMIT + 1)
    if len(raw) > WHOLE_LIMIT:
        message = f"{path} is larger than {WHOLE_LIMIT // MEGABYTE} MB in {encoding}: save it as UTF-8 or split it"
        raise ReadError(path, "too_large", message)
    text = raw[mark(raw)[0] :].decode(encoding, errors="replace")
    for number, line in enumerate(text.split("\n"), 1):
        if line:
            ended = line if line.endswith("\n") else line + "\n"
            yield Line(number, ended.encode(encoding), ended)
