"""Tables of an export as CSV files, and the codebook of their columns beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from truceline.publish.export.tables import Product, Table
from truceline.publish.tables import csv_lines, csv_rows

CODEBOOK = "codebook.csv"
HEADER = ("table", "column", "type", "required", "unit", "values", "meaning", "key", "refers_to")


def csv_files(product: Product, folder: Path, *, bom: bool = True) -> tuple[Path, ...]:
    """Each table as ``NAME.csv``, in order, and ``codebook.csv`` last.

    UTF-8, lines end in a line feed, lists are joined by "; ", dates are ISO 8601, no value is an empty cell, and text
    that a spreadsheet would run as a formula gets a ``'`` first.

    Args:
        product: what is exported.
        folder: where.
        bom: a byte-order mark first, without which Excel misreads letters outside ASCII.
    """
    return (*(csv_file(table, folder / f"{table.name}.csv", bom=bom) for table in product.tables),
            codebook_file(product, folder / CODEBOOK))  # fmt: skip


def csv_file(table: Table, path: Path, *, bom: bool = True) -> Path:
    """One table as a CSV file."""
    _write(path, csv_rows(table.rows(), table.names), bom=bom)
    return path


def codebook_file(product: Product, path: Path) -> Path:
    """What every column of every table means, a row each."""
    _write(path, csv_lines(codebook(product), HEADER), bom=True)
    return path


def codebook(product: Product) -> Iterator[Mapping[str, Any]]:
    """The rows of the codebook: table, column, type, whether a cell is always filled, unit, closed set, meaning …"""
    for table in product.tables:
        refs = {column: f"{other}.{key}" for column, other, key in table.refs}
        for column in table.columns:
            yield {
                "table": table.name,
                "column": column.name,
                "type": column.type,
                "required": column.required,
                "unit": column.unit,
                "values": list(column.values),
                "meaning": column.meaning,
                "key": column.name in table.key,
                "refers_to": refs.get(column.name),
            }


def _write(path: Path, lines: Iterator[str], *, bom: bool) -> None:
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as out:
        out.writelines(lines)
