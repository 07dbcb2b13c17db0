"""A table in a CSV file, in an Excel workbook, or in a ZIP archive that holds one of them: row by row."""

from __future__ import annotations

import codecs
import csv
import io
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from truceline.errors import UsageError
from truceline.read.options import MEGABYTE

LARGEST = 4096 * MEGABYTE  # of a table as it comes out of an archive
_RATIO = 100  # bytes that may come out of each byte of an archive; such tables give 5 to 15
_CELL = MEGABYTE
_CHUNK = MEGABYTE
_DELIMITERS = ",;\t"
_MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
Row = tuple[int, Sequence[str]]  # line where it begins, cells


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header was read: names as they stand there, and its rows with the line that each begins on."""

    name: str
    columns: tuple[str, ...]
    rows: Iterator[Row]


@contextmanager
def opened(path: str) -> Iterator[Table]:
    """The table in the file at `path`.

    Raises:
        UsageError: it cannot be read, or holds no table; the message names the file and what to do.
    """
    try:
        with open(path, "rb") as file:
            if path.lower().endswith((".xlsx", ".xlsm")):
                with _workbook(path, os.path.basename(path), file) as table:
                    yield table
            elif path.lower().endswith(".zip"):
                with _packed(path, file) as table:
                    yield table
            else:
                encoding = _encoding(file)
                file.seek(0)
                with _csv(path, os.path.basename(path), file, encoding) as table:
                    yield table
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error}); check the name and the folder") from None


@contextmanager
def _packed(path: str, file: IO[bytes]) -> Iterator[Table]:
    """The one table of an archive; the reader is given a stream, so that nothing is unpacked to the disk."""
    try:
        with zipfile.ZipFile(file) as archive:
            tables = [
                i for i in archive.infolist() if i.filename.lower().endswith((".csv", ".xlsx")) and not _hidden(i)
            ]
            if len(tables) != 1:
                found = ", ".join(i.filename for i in tables[:5]) or "none"
                raise UsageError(
                    f"{path}: must hold one table (.csv or .xlsx), and holds: {found}; unpack it, name one"
                )
            (member,) = tables
            if member.flag_bits & 1:
                raise UsageError(f"{path}: is locked with a password; unpack it and name the file")
            _refuse_bomb(path, member.file_size, member.compress_size)
            name = f"{os.path.basename(path)}/{os.path.basename(member.filename)}"
            if member.filename.lower().endswith(".xlsx"):
                with _workbook(path, name, io.BytesIO(archive.read(member))) as table:
                    yield table
                return
            with archive.open(member) as first:
                encoding = _encoding(first)
            with archive.open(member) as second, _csv(path, name, second, encoding) as table:
                yield table
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise UsageError(f"{path}: the ZIP archive is damaged ({error}); fetch it again") from None


def _hidden(member: zipfile.ZipInfo) -> bool:
    return member.filename.startswith("__MACOSX") or os.path.basename(member.filename).startswith(".")


@contextmanager
def _csv(path: str, name: str, file: IO[bytes], encoding: str) -> Iterator[Table]:
    csv.field_size_limit(max(_CELL, csv.field_size_limit()))
    text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
    header = text.readline(_CELL)
    if "\0" in header:
        raise UsageError(f"{path}: is no table of text; give CSV, .xlsx, or a ZIP archive of one of them")
    if header[:4].lower() == "sep=":
        header = text.readline(_CELL)
    delimiter = max(_DELIMITERS, key=header.count)
    columns = next(csv.reader([header], delimiter=delimiter), [])
    try:
        yield Table(name, tuple(columns), _lines(path, csv.reader(text, delimiter=delimiter)))
    finally:
        text.detach()  # else it closes the file when it is not needed any more


def _lines(path: str, reader: Iterator[list[str]]) -> Iterator[Row]:
    line = 1
    while True:
        begins = line + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise UsageError(f"{path}, line {begins}: {error}; a quotation mark may be open there") from None
        if cells is None:
            return
        line = 1 + reader.line_num  # type: ignore[attr-defined]  # the header was read before
        if any(cells):
            yield begins, cells


def _encoding(file: IO[bytes]) -> str:
    """UTF-8 or what a byte order mark names; else Windows-1252, as old exports and Excel write it."""
    head = file.read(4)
    for mark, name in _MARKED:
        if head.startswith(mark):
            return name
    decoder, chunk = codecs.getincrementaldecoder("utf-8")(), head
    try:
        while chunk:
            decoder.decode(chunk)
            chunk = file.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


@contextmanager
def _workbook(path: str, name: str, file: IO[bytes]) -> Iterator[Table]:
    """The first sheet of a workbook, row by row."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(file) as parts:
            size = sum(part.file_size for part in parts.infolist())
            _refuse_bomb(path, size, sum(part.compress_size for part in parts.infolist()))
        book = load_workbook(file, read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, EOFError, zlib.error) as error:
        raise UsageError(f"{path}: the workbook cannot be read ({error}); save it again, or as CSV UTF-8") from None
    try:
        rows = book.worksheets[0].iter_rows(values_only=True) if book.worksheets else iter(())
        header = next(rows, ())
        yield Table(name, tuple(_cell(c) for c in header), _cells(rows))
    finally:
        book.close()


def _refuse_bomb(path: str, size: int, packed: int) -> None:
    if size > min(LARGEST, max(64 * MEGABYTE, _RATIO * packed)):
        raise UsageError(f"{path}: more comes out of it than any such table gives; unpack it and look at it")


def _cells(rows: Iterable[Sequence[object]]) -> Iterator[Row]:
    for line, row in enumerate(rows, start=2):
        cells = [_cell(value) for value in row]
        if any(cells):
            yield line, cells


def _cell(value: object) -> str:
    """A cell of a workbook as a CSV file would have it: whole numbers without a point, days in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)
