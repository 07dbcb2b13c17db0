"""JSON Lines and CSV: one document a row, streamed, so that a file may be larger than memory."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence

from truceline.errors import ReadError
from truceline.model.text import Failure
from truceline.read.build import Draft
from truceline.read.lines import Line, Lines
from truceline.read.metadata import metadata_of
from truceline.read.options import BARREN_ROWS, LIMIT, MEGABYTE
from truceline.read.source import Source

COLUMNS = "text, and if you have them id, title, outlet, url, published"
_DELIMITERS = ",;\t"


def json_lines(source: Source) -> Iterator[Draft | Failure]:
    """A draft for each row of a JSON Lines file, a failure with the line number for each row that is none."""
    path = source.path
    lines, barren = Lines(source.file, path), 0
    for line in lines:
        barren = _not_endless(barren + 1, path)
        bare = line.text.strip("\ufeff \t\r\n")
        if not bare and not line.too_long:
            continue
        here = f"{path}#{line.number}"
        if bare in ("{", "["):
            message = f"{path}, line {line.number}: JSON over several lines; write one object a line (JSON Lines)"
            yield Failure(here, "bad_json", message)
            return
        try:
            yield _json_row(line, path, here)
            barren = 0
        except ReadError as error:
            yield Failure(error.path, error.code, error.message)


def _json_row(line: Line, path: str, here: str) -> Draft:
    where = f"{path}, line {line.number}"
    if line.too_long:
        raise _too_large(here, where)
    try:
        row = json.loads(line.text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise ReadError(
            here, "bad_json", f"{where}: not JSON ({error}); correct this line, the others are read"
        ) from None
    if not isinstance(row, dict):
        raise ReadError(here, "bad_json", f"{where}: not a JSON object; a row needs {COLUMNS}")
    name = row.get("id")
    if name is not None and not isinstance(name, (list, dict)) and str(name).strip():
        here = f"{path}#{str(name).strip()}"
    return row_draft(row, here, where, line.raw.rstrip(b"\r\n"), "application/json")


def csv_rows(source: Source) -> Iterator[Draft | Failure]:
    """A draft for each row of a CSV file with a header; the delimiter is found in the header.

    Raises:
        ReadError: ``no_header`` if the first row does not name a column ``text``.
    """
    path = source.path
    csv.field_size_limit(max(LIMIT, csv.field_size_limit()))
    lines = Lines(source.file, path)
    header, delimiter = _header(lines, path)
    number, barren = 0, 0
    while True:
        number += 1
        barren = _not_endless(barren + 1, path)
        here = f"{path}#{number}"
        try:
            taken = _record(lines, delimiter, path, here)
            if taken is None:
                return
            cells, consumed = taken
            if not any(cell.strip() for cell in cells):
                number -= 1
                continue
            row = dict(zip(header, cells, strict=False))
            where = f"{path}, line {consumed[0].number}"
            raw = b"".join(line.raw for line in consumed).rstrip(b"\r\n")
            yield row_draft(row, here, where, raw, "text/csv")
            barren = 0
        except ReadError as error:
            if error.path != here:
                raise
            yield Failure(error.path, error.code, error.message)


def _header(lines: Lines, path: str) -> tuple[list[str], str]:
    """Column names and delimiter."""
    first = next(lines, None)
    stated = None
    if first is not None and first.text[:4].lower() == "sep=":
        stated, first = first.text[4:5], next(lines, None)
    text = "" if first is None else first.text
    delimiter = stated or max(_DELIMITERS, key=text.count)
    try:
        cells = next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error as error:
        message = f"{path}: the first row cannot be read ({error}); save the table as `CSV UTF-8`"
        raise ReadError(path, "no_header", message) from None
    names = [name.strip().strip("\ufeff").lower() for name in cells]
    if "text" not in names:
        shown = ", ".join(names)[:80] or "nothing"
        message = f"{path}: the first row must name the columns: {COLUMNS}; it says: {shown}"
        raise ReadError(path, "no_header", message)
    return names, delimiter


def _record(lines: Lines, delimiter: str, path: str, here: str) -> tuple[Sequence[str], list[Line]] | None:
    """Cells of the next row with the lines that it covers; ``None`` at the end of the file.

    A quotation mark that is never closed would swallow the rest of the file. Then only its own line is given up, and
    the lines after it are read as rows.
    """
    consumed: list[Line] = []

    def text_of_lines() -> Iterator[str]:
        size = 0
        for line in lines:
            consumed.append(line)
            size += len(line.raw)
            if line.too_long or size > LIMIT:
                raise _too_large(here, f"{path}, line {consumed[0].number}")
            yield line.text

    try:
        cells = next(csv.reader(text_of_lines(), delimiter=delimiter), None)
    except (ReadError, csv.Error) as error:
        if isinstance(error, ReadError) and error.path != here:  # of the file, not of the row
            raise
        where = f"{path}, line {consumed[0].number}"
        lines.give_back(consumed[1:])
        if isinstance(error, ReadError):
            raise
        raise ReadError(here, "bad_row", f"{where}: {error}; correct this row, the others are read") from None
    if cells is None:
        return None
    if len(consumed) > 1 and not _well_quoted(consumed, delimiter):
        where = f"{path}, line {consumed[0].number}"
        lines.give_back(consumed[1:])
        raise ReadError(here, "bad_row", f"{where}: a quotation mark is opened and not closed; correct this row")
    return cells, consumed


def _well_quoted(consumed: Sequence[Line], delimiter: str) -> bool:
    """True if a row over several lines follows the rules of quotation to the letter."""
    try:
        list(csv.reader((line.text for line in consumed), delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


def row_draft(row: Mapping[str, object], here: str, where: str, raw: bytes, media_type: str) -> Draft:
    """The draft of a row.

    Args:
        row: its values by column, as `COLUMNS` names them.
        here: its path; `where` what to call it in a message.
        raw: its bytes, of the kind `media_type`.

    Raises:
        ReadError: ``no_text``, ``empty_text`` or ``bad_metadata``.
    """
    text = row.get("text")
    if not isinstance(text, str):
        raise ReadError(here, "no_text", f"{where}: no `text`; a row needs {COLUMNS}")
    if not text.strip():
        raise ReadError(here, "empty_text", f"{where}: `text` is empty; fill it or leave the row out")
    return Draft(path=here, text=text, raw=raw, media_type=media_type, given=metadata_of(row, here, where))


def _not_endless(barren: int, path: str) -> int:
    """The count of rows without a report since the last one.

    Raises:
        ReadError: ``too_many_rows``.
    """
    if barren > BARREN_ROWS:
        message = f"{path}: {BARREN_ROWS:,} rows one after the other hold no report; the rest of it was not read"
        raise ReadError(path, "too_many_rows", message)
    return barren


def _too_large(here: str, where: str) -> ReadError:
    message = f"{where}: the row is larger than {LIMIT // MEGABYTE} MB; split its text into several rows"
    return ReadError(here, "too_large", message)
