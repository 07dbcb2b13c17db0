"""A Frictionless data package: CSV files with everything about them in ``datapackage.json``, and the same as CSVW."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import truceline
from truceline.publish.export.csvfile import CODEBOOK, codebook_file
from truceline.publish.export.sheet import LICENCE, RANGE
from truceline.publish.export.tables import Cell, Column, Product, Table

DESCRIPTOR, CSVW = "datapackage.json", "csv-metadata.json"
_TYPES = {"text": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "date",
          "list": "array"}  # fmt: skip
_CSVW_TYPES = _TYPES | {"list": "json", "text": "string", "number": "double"}
_GEONAMES = {"name": "CC-BY-4.0", "title": LICENCE[1], "path": "https://creativecommons.org/licenses/by/4.0/"}


def package(product: Product, folder: Path) -> Sequence[Path]:
    """A CSV file a table with the cells as they are, ``datapackage.json``, ``csv-metadata.json``, ``codebook.csv``.

    Here nothing keeps a spreadsheet from running a text as a formula: the cells must be read back as they were.
    """
    files = [_raw(table, folder / f"{table.name}.csv") for table in product.tables]
    paths = (folder / DESCRIPTOR, folder / CSVW)
    for path, content in zip(paths, (_descriptor(product, files), _csvw(product)), strict=True):
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
    return *paths, *files, codebook_file(product, folder / CODEBOOK)


def _raw(table: Table, path: Path) -> Path:
    """UTF-8 without a mark, lines end in CR LF, lists are JSON, an empty cell is no value."""
    with path.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out)
        lines.writerow(table.names)
        lines.writerows([_cell(cell) for cell in row] for row in table.rows())
    return path


def _cell(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, tuple):
        return json.dumps(cell, ensure_ascii=False)
    return cell


def _descriptor(product: Product, files: Sequence[Path]) -> Mapping[str, Any]:
    outlets = {outlet: None for table in product.tables if table.name == "document" for outlet in _outlets(table)}
    return {
        "profile": "tabular-data-package",
        "name": "truceline-record",
        "title": "Record of armed conflict drawn from news reports",
        "description": "\n\n".join((RANGE, *product.notes, *LICENCE, *product.licence)),
        "version": truceline.__version__,
        "licenses": [_GEONAMES],
        "sources": [{"title": outlet} for outlet in outlets],
        "resources": [_resource(*pair) for pair in zip(product.tables, files, strict=True)],
    }


def _outlets(table: Table) -> Sequence[str]:
    place = table.names.index("outlet")
    return sorted({str(row[place]) for row in table.rows() if row[place] is not None})


def _resource(table: Table, path: Path) -> Mapping[str, Any]:
    total = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            total.update(block)
    return {
        "name": table.name,
        "path": path.name,
        "profile": "tabular-data-resource",
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{total.hexdigest()}",
        "dialect": {"lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(table, column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": "" if other == table.name else other, "fields": [key]}}
                for column, other, key in table.refs
            ],
        },
    }


def _field(table: Table, column: Column) -> Mapping[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if table.key == (column.name,):
        constraints["unique"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    return {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.meaning,
        **({} if column.unit is None else {"unit": column.unit}),
        **({"constraints": constraints} if constraints else {}),
    }


def _csvw(product: Product) -> Mapping[str, Any]:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "Record of armed conflict drawn from news reports",
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n", "\n"], "header": True},
        "tables": [_csvw_table(table) for table in product.tables],
    }


def _csvw_table(table: Table) -> Mapping[str, Any]:
    """A table in CSVW; only columns that are always filled are foreign keys there: validators refuse others."""
    filled = {column.name for column in table.columns if column.required}
    return {
        "url": f"{table.name}.csv",
        "dc:description": table.meaning,
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": column.name,
                    "datatype": _CSVW_TYPES[column.type],
                    "required": column.required,
                    "dc:description": column.meaning,
                    **({} if column.unit is None else {"schema:unitText": column.unit}),
                }
                for column in table.columns
            ],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"columnReference": column, "reference": {"resource": f"{other}.csv", "columnReference": key}}
                for column, other, key in table.refs
                if column in filled
            ],
        },
    }
