"""ZIP files that anybody may have made: opened within bounds, members inflated with a count of what comes out.

What the directory says of sizes is never believed. Members that share bytes (the trick of small bombs without nesting),
too many members and a directory too large for memory are refused before anything is inflated; nothing is ever written
to disk, so names such as ``../../file`` are names and no more.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

from truceline.errors import ReadError
from truceline.read import options
from truceline.read.source import Source

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


class ZipArchive:
    """The members of a ZIP file by name, in the order of their names.

    Raises:
        ReadError: ``damaged_archive``, ``encrypted`` (an office file with a password) or ``too_many_members``.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        file = self.file = source.any_order()
        if file.read(4) == _OLD_OFFICE:
            message = (
                f"{source.path} is protected by a password or has an office format from before 2007: open it and save "
                "it without a password as .docx or .xlsx"
            )
            raise ReadError(source.path, "encrypted", message)
        file.seek(0)
        try:
            self._zip = zipfile.ZipFile(cast(BinaryIO, _Bounded(file, source.path)))
        except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, EOFError) as error:
            raise _damaged(source.path, error) from None
        members = sorted(self._zip.infolist(), key=lambda member: member.filename)
        if len(members) > options.MEMBERS:
            raise _too_many(source.path)
        self.members = tuple(members)
        self._refuse_overlaps()

    def open(self, member: zipfile.ZipInfo, path: str) -> Inflated:
        """The bytes of a member, called `path` in errors.

        Raises:
            ReadError: ``encrypted``, ``unknown_compression`` or ``damaged_archive``.
        """
        if member.flag_bits & _ENCRYPTED:
            message = f"{path} is encrypted: unpack it with its password and read what it holds"
            raise ReadError(path, "encrypted", message)
        if member.compress_type not in _METHODS:
            message = f"{path} is packed by a method that is not read: unpack it, or pack it by the usual one (deflate)"
            raise ReadError(path, "unknown_compression", message)
        try:
            return Inflated(cast(BinaryIO, self._zip.open(member)), path, self._source)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, struct.error, EOFError) as error:
            raise _damaged(path, error) from None

    def find(self, name: str) -> zipfile.ZipInfo | None:
        """The member of that name."""
        return self._zip.NameToInfo.get(name)

    def _refuse_overlaps(self) -> None:
        end = 0
        for member in sorted(self.members, key=lambda member: member.header_offset):
            if member.header_offset < end:
                message = (
                    f"{self._source.path}: members of the archive share their bytes ({member.filename[:80]!r}), as in "
                    "an attack; get the reports from elsewhere"
                )
                raise ReadError(self._source.path, "damaged_archive", message)
            end = member.header_offset + _LOCAL_HEADER + member.compress_size


class Inflated:
    """A member of a ZIP as a stream; what comes out is counted, and damage is told in words."""

    def __init__(self, file: BinaryIO, path: str, source: Source) -> None:
        self._file = file
        self._path = path
        self._budget = source.budget

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes."""
        return self._take(self._file.read, size)

    def readline(self, size: int, /) -> bytes:
        """Up to `size` bytes, to the end of the line at most."""
        return self._take(self._file.readline, size)

    def _take(self, take: Callable[[int], bytes], size: int) -> bytes:
        try:
            taken = take(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, struct.error) as error:
            raise _damaged(self._path, error) from None
        self._budget.came_out(len(taken))
        return taken


class _Bounded:
    """A file of which no piece larger than the largest directory is read at once."""

    def __init__(self, file: BinaryIO, path: str) -> None:
        self._file = file
        self._path = path
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > options.DIRECTORY_LIMIT:
            raise _too_many(self._path)
        return self._file.read(size)

    def close(self) -> None:
        """Whoever opened the file closes it."""


def _too_many(path: str) -> ReadError:
    message = f"{path} holds more than {options.MEMBERS:,} members: pack the reports into several archives"
    return ReadError(path, "too_many_members", message)


def _damaged(path: str, error: Exception) -> ReadError:
    return ReadError(path, "damaged_archive", f"{path}: the archive is damaged ({error}); fetch it again")
