"""Excel files: one report a row, with the columns that CSV knows.

openpyxl reads the rows one after the other. It trusts the file, so all parts of it are first inflated once, counted and
thrown away: bytes, tags, and no document type declaration.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from truceline.errors import ReadError
from truceline.model.text import Failure, Skipped
from truceline.read import options
from truceline.read.build import Draft
from truceline.read.rows import COLUMNS, row_draft
from truceline.read.source import Source
from truceline.read.zipfiles import ZipArchive

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_ROWS_OR_TEXTS = re.compile(r"^xl/(?:worksheets/[^/]+|sharedStrings)\.xml$", re.IGNORECASE)
_NOT_READ = re.compile(r"^(?:xl/(?:media|drawings|charts|embeddings|externalLinks)|customXml)/|\.bin$", re.IGNORECASE)
_MIDNIGHT = " 00:00:00"


def sheet_rows(source: Source) -> Iterator[Draft | Skipped | Failure]:
    """A draft for each row of every sheet whose first row names the columns; ``book.xlsx#SHEET:ROW``.

    Of a formula, the value is read that the program stored which saved the file. A sheet without a column `text` is
    left out, and said so.

    Raises:
        ReadError: ``no_header`` if no sheet has a column `text`; ``damaged_archive``, ``damaged_file``, ``encrypted``
            or ``too_large``.
    """
    file = source.any_order()
    _measure(ZipArchive(source.read_as("sheet", file, file)), source.path)
    file.seek(0)
    from openpyxl import load_workbook  # a tenth of a second

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that it does not know
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    tables = 0
    try:
        for sheet in book.worksheets:
            rows = _rows(sheet)
            header = next(rows, None)
            if header is None:
                continue
            names = [str(cell).strip().lower() if cell is not None else "" for cell in header[1]]
            if "text" not in names:
                yield _no_table(source.path, sheet.title, names)
                continue
            tables += 1
            yield from _drafts(rows, names, source.path, sheet.title)
    finally:
        book.close()
    if not tables:
        message = f"{source.path}: the first row of a sheet must name the columns: {COLUMNS}"
        raise ReadError(source.path, "no_header", message)


def _measure(archive: ZipArchive, path: str) -> None:
    """Inflates the parts once.

    Raises:
        ReadError: ``too_large`` or ``damaged_file``.
    """
    total, tags = 0, 0
    for member in archive.members:
        if _NOT_READ.search(member.filename):
            continue
        most = options.OFFICE_LIMIT if _ROWS_OR_TEXTS.search(member.filename) else options.OFFICE_PART_LIMIT
        size, last, stream = 0, b"", archive.open(member, path)
        while piece := stream.read(options.MEGABYTE):
            size, total, tags = size + len(piece), total + len(piece), tags + piece.count(b"<")
            if size > most or total > options.OFFICE_LIMIT or tags > options.OFFICE_TAGS:
                message = (
                    f"{path}: too much comes out of it ({member.filename[:80]}) for an Excel file; save the sheet as "
                    "`CSV UTF-8`, which has no limit"
                )
                raise ReadError(path, "too_large", message)
            if b"<!DOCTYPE" in (last + piece).replace(b"\0", b""):
                message = (
                    f"{path} declares entities of its own, as in an attack; no office program does. Get it from "
                    "elsewhere"
                )
                raise ReadError(path, "damaged_file", message)
            last = piece[-32:]


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, Sequence[object]]]:
    """Rows that hold something, each with its number as Excel shows it."""
    rows = sheet.iter_rows(max_row=options.SHEET_ROWS, max_col=options.SHEET_COLUMNS, values_only=True)
    return ((number, cells) for number, cells in enumerate(rows, 1) if any(cells))


def _no_table(path: str, sheet: str, names: Sequence[str]) -> Skipped:
    shown = ", ".join(name for name in names if name)[:80]
    message = f"{path}: the sheet {sheet!r} was left out: its first row names no column text, but {shown}"
    return Skipped(f"{path}#{sheet}", "no_header", message)


def _drafts(
    rows: Iterator[tuple[int, Sequence[object]]], header: Sequence[str], path: str, sheet: str
) -> Iterator[Draft | Failure]:
    for number, cells in rows:
        row = _row(header, cells)
        where = f"{path}, sheet {sheet}, row {number}"
        raw = json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")
        try:
            yield row_draft(row, f"{path}#{sheet}:{number}", where, raw, "application/json")
        except ReadError as error:
            yield Failure(error.path, error.code, error.message)


def _row(header: Sequence[str], cells: Sequence[object]) -> Mapping[str, str]:
    """Values by column, as text; columns without a name and cells without a value are left out."""
    return {name: _value(cell) for name, cell in zip(header, cells, strict=False) if name and cell is not None}


def _value(cell: object) -> str:
    from openpyxl.utils.escape import unescape

    if isinstance(cell, (date, datetime)):
        return str(cell).removesuffix(_MIDNIGHT)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return unescape(cell) if isinstance(cell, str) and "_x" in cell else str(cell)
