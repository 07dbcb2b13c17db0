"""An opened thing to read: a file, standard input, or a member of a container, with what is known of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import BinaryIO

from truceline.errors import ReadError
from truceline.model.text import Failure, Skipped
from truceline.read import options
from truceline.read.build import Draft
from truceline.read.kinds import Kind, what_is_read
from truceline.read.lines import Bytes
from truceline.read.metadata import NO_METADATA, Metadata


class Exhausted(ReadError):
    """More came out of a file than any file of reports gives; nothing more of it is read."""


class Budget:
    """How many bytes may still come out of one file with all that is packed and nested in it.

    Args:
        path: the file that the user named, for the error.
        size: its bytes; what is read from a stream of unknown length is added as it comes.
    """

    def __init__(self, path: str, size: int = 0) -> None:
        self._path = path
        self._size = size
        self._out = 0

    def came_in(self, count: int) -> None:
        """`count` further bytes of the file itself were read."""
        self._size += count

    def came_out(self, count: int) -> None:
        """`count` bytes were unpacked.

        Raises:
            Exhausted: ``too_large``.
        """
        self._out += count
        if self._out > min(max(options.AT_LEAST, options.RATIO * self._size), options.UNPACKED_LIMIT):
            message = (
                f"{self._path}: more than {options.RATIO} times its size, or more than "
                f"{options.UNPACKED_LIMIT // options.MEGABYTE // 1024} GB, comes out of it, which no file of reports "
                "gives; unpack it and look at what it holds. What was read before stands"
            )
            raise Exhausted(self._path, "too_large", message)


def _nothing_beside() -> Metadata:
    return NO_METADATA


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a format's function reads.

    `file` gives the bytes once, in order; `seekable` is the same file where it may be read in any order. `given` is
    what a container says of this member, `charset` the encoding that it says; `beside` reads the side file. A member
    may be read only until its container is asked for the next one.
    """

    path: str
    kind: Kind
    file: Bytes
    budget: Budget
    seekable: BinaryIO | None = None
    given: Metadata = NO_METADATA
    charset: str | None = None
    depth: int = 0
    beside: Callable[[], Metadata] = field(default=_nothing_beside)

    def whole(self, limit: int | None = None) -> bytes:
        """All bytes.

        Raises:
            ReadError: ``too_large`` if there are more than `limit` (those of one document if none is given).
        """
        most = options.LIMIT if limit is None else limit
        raw = _taken(self.file, most)
        if len(raw) > most:
            raise ReadError(self.path, "too_large", self._size_message(most))
        return raw

    def any_order(self) -> BinaryIO:
        """The bytes as a file that can be read in any order; a member of a container is taken into memory for it."""
        return self.seekable if self.seekable is not None else BytesIO(self.whole())

    def metadata(self) -> Metadata:
        """What the side file says, and beyond that the container."""
        return self.beside().over(self.given)

    def member(
        self,
        path: str,
        kind: Kind,
        file: Bytes,
        *,
        given: Metadata = NO_METADATA,
        charset: str | None = None,
        beside: Callable[[], Metadata] = _nothing_beside,
    ) -> Source:
        """Something that this container holds, to be read by its own format."""
        return Source(
            path=path,
            kind=kind,
            file=file,
            budget=self.budget,
            given=given,
            charset=charset,
            depth=self.depth + 1,
            beside=beside,
        )

    def read_as(self, kind: Kind, file: Bytes, seekable: BinaryIO | None = None) -> Source:
        """The same thing, known better: its real kind, its bytes from the beginning."""
        return replace(self, kind=kind, file=file, seekable=seekable)

    def _size_message(self, most: int) -> str:
        size = f" ({os.path.getsize(self.path) // options.MEGABYTE} MB)" if os.path.isfile(self.path) else ""
        return (
            f"{self.path}{size} is larger than {most // options.MEGABYTE} MB, the limit of one document: split it into "
            "one file a report, or make it JSON Lines with one report a line, which has no limit"
        )


Item = Draft | Skipped | Failure | Source


def not_read(path: str) -> Skipped:
    """What becomes of a file or member whose format is not known."""
    return Skipped(path, "unknown_format", f"{path} was left out: its format is not read; these are: {what_is_read()}")


def shown(name: str) -> str:
    """The name of a member as it may stand in a path: no control characters, no lone surrogates, not endless."""
    clean = "".join(sign if sign.isprintable() else "\ufffd" for sign in name)
    return clean if len(clean) <= options.NAME_LIMIT else clean[: options.NAME_LIMIT] + "…"


class Names:
    """Paths of members, each given once: a name that comes again gets ``~2``."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def path(self, container: str, sign: str, name: str) -> str:
        """``container!name`` or ``container#name``."""
        label = shown(name)
        while label in self._seen:
            self._seen[label] += 1
            label = f"{shown(name)}~{self._seen[label]}"
        self._seen[label] = 1
        return f"{container}{sign}{label}"


def _taken(file: Bytes, most: int) -> bytes:
    """Up to one byte more than `most`, from a file that may give less than it is asked for."""
    taken: list[bytes] = []
    left = most + 1
    while left > 0 and (piece := file.read(min(left, options.MEGABYTE))):
        taken.append(piece)
        left -= len(piece)
    return b"".join(taken)
