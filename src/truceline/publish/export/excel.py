"""An Excel workbook: a sheet a table, with a first sheet that says what it is, and the codebook of all columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from errno import EIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from truceline.publish.export.csvfile import HEADER, codebook, csv_file
from truceline.publish.export.sheet import LICENCE, RANGE
from truceline.publish.export.tables import Cell, Column, Product, Table

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FILE = "record.xlsx"
ROWS = 1_048_575  # that a sheet holds below its header
CHARACTERS = 32_767  # that a cell holds, counted in UTF-16 as Excel does
_FIRST_DAY = date(1900, 3, 1)  # Excel's days before it are off by one or none at all
_WIDTHS = {"integer": 10, "number": 11, "boolean": 10, "date": 12, "list": 34, "text": 18}
_WIDE = {"quote", "sentence", "title", "content", "text", "verbatim", "path", "url", "reason", "meaning", "name",
         "place", "version", "method", "words"}  # fmt: skip
_WIDEST = 44


def excel(product: Product, folder: Path) -> Sequence[Path]:
    """``record.xlsx``, and beside it as CSV every table that has more rows than a sheet holds.

    Days and numbers are typed, everything else is text that no spreadsheet runs or makes a link of. Of a text longer
    than a cell holds the beginning is kept; that is noted as left out.
    """
    from xlsxwriter.exceptions import FileCreateError

    try:
        return _book(product, folder)
    except FileCreateError as error:  # a full disk
        raise OSError(EIO, str(error), str(folder / FILE)) from error


def _book(product: Product, folder: Path) -> Sequence[Path]:
    import xlsxwriter

    path = folder / FILE
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": str(folder)}
    beside = []
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": "truceline", "created": datetime(2000, 1, 1)})  # same record, same bytes
        formats = _Formats(book)
        first = book.add_worksheet("README")
        told: list[tuple[str, str, str]] = []
        for table in product.tables:
            sheet = book.add_worksheet(table.name[:31])
            if _too_long(table):
                number = f"more than {ROWS}"
                beside.append(csv_file(table, folder / f"{table.name}.csv"))
                where = f"Too many rows for a sheet: all of them are in the file {table.name}.csv beside this one."
                sheet.write_string(0, 0, where)
                product.leave_out(table.name, f"too many rows for a sheet of Excel; all are in {table.name}.csv")
            else:
                number = str(_fill(sheet, formats, table, product))
            told.append((table.name, number, table.meaning))
        _codebook(book.add_worksheet("codebook"), formats, product)
        _readme(first, formats, product, told)
    return path, *beside


class _Formats:
    """The formats of cells; Excel wants each made once."""

    def __init__(self, book: Workbook) -> None:
        self.head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})


def _too_long(table: Table) -> bool:
    return sum(1 for _ in islice(table.rows(), ROWS + 1)) > ROWS


def _fill(sheet: Worksheet, formats: _Formats, table: Table, product: Product) -> int:
    _head(sheet, formats, [(column.name, _width(column)) for column in table.columns])
    number = 0
    for number, row in enumerate(table.rows(), 1):
        for place, cell in enumerate(row):
            if not _put(sheet, formats, number, place, cell):
                own, name = str(row[table.names.index(table.key[0])]), table.columns[place].name
                product.leave_out(own, f"a text in column {name} is longer than a cell of Excel holds; its end is cut")
    sheet.autofilter(0, 0, number, len(table.columns) - 1)
    return number


def _head(sheet: Worksheet, formats: _Formats, columns: Sequence[tuple[str, int]]) -> None:
    for place, (name, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, formats.head)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)


def _width(column: Column) -> int:
    usual = _WIDEST if column.name in _WIDE else _WIDTHS[column.type]
    return max(usual, len(column.name) + 4)  # room for the button of the filter


def _put(sheet: Worksheet, formats: _Formats, row: int, place: int, cell: Cell) -> bool:
    """One cell by its type, no value as an empty one; False if the end of its text had to be cut."""
    if isinstance(cell, bool):
        sheet.write_boolean(row, place, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, place, cell)
    elif isinstance(cell, date) and cell >= _FIRST_DAY:
        sheet.write_datetime(row, place, datetime(cell.year, cell.month, cell.day), formats.day)
    elif cell is not None and cell != ():
        text = "; ".join(cell) if isinstance(cell, tuple) else str(cell)
        kept = _cut(text)
        sheet.write_string(row, place, kept)
        return kept == text
    return True


def _cut(text: str) -> str:
    if len(text) * 2 <= CHARACTERS:
        return text
    return text.encode("utf-16-le")[: CHARACTERS * 2].decode("utf-16-le", "ignore")


def _codebook(sheet: Worksheet, formats: _Formats, product: Product) -> None:
    widths = {"meaning": 80, "values": 50, "column": 22}
    _head(sheet, formats, [(name, widths.get(name, 14)) for name in HEADER])
    for number, row in enumerate(codebook(product), 1):
        for place, name in enumerate(HEADER):
            _put(sheet, formats, number, place, _cell(row, name))
    sheet.autofilter(0, 0, number, len(HEADER) - 1)


def _cell(row: Mapping[str, Any], name: str) -> Cell:
    value = row[name]
    return tuple(value) if isinstance(value, list) else value


def _readme(sheet: Worksheet, formats: _Formats, product: Product, told: Sequence[tuple[str, str, str]]) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 16)
    sheet.set_column(2, 2, 110)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for number, line in enumerate(_lines(product, told)):
        for place, text in enumerate(line):
            head = len(line) == 1
            form = (
                (formats.title if number == 0 else formats.bold) if head else (formats.wrapped if place == 2 else None)
            )
            sheet.write_string(number, place, text, form)


def _lines(product: Product, told: Sequence[tuple[str, str, str]]) -> Iterator[Sequence[str]]:
    yield ("Record of armed conflict drawn from news reports",)
    yield ()
    yield ("Sheets",)
    yield "table", "rows", "what one row is"
    yield from told
    yield ()
    yield ("How to read it",)
    for note in (RANGE, *product.notes, "README.md, beside this file, says of when it is, and what is left out."):
        yield "", "", note
    yield ()
    yield ("Licence",)
    for line in (*LICENCE, *product.licence):
        yield "", "", line
