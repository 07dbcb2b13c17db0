"""Parquet: a file a table, for R, pandas, Polars and DuckDB; numbers stay whole, days are days, lists are lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.publish.export.csvfile import CODEBOOK, codebook_file
from truceline.publish.export.everything import everything
from truceline.publish.export.tables import Cells, Column, Product, Table
from truceline.record import Store

if TYPE_CHECKING:
    import pyarrow

_GROUP = 50_000  # rows written together; so many are held in memory


def tables(store: Store, wanted: Filter) -> Product:
    """Everything, as `everything` has it.

    Raises:
        UsageError: pyarrow, which writes Parquet, is not installed.
    """
    if find_spec("pyarrow") is None:
        raise UsageError('Parquet is written by pyarrow, which `pip install "truceline[parquet]"` brings')
    return everything(store, wanted)


def parquet(product: Product, folder: Path) -> Sequence[Path]:
    """``NAME.parquet`` for each table, with the meaning of its columns in the file, and ``codebook.csv``."""
    files = [_write(table, folder / f"{table.name}.parquet") for table in product.tables]
    return *files, codebook_file(product, folder / CODEBOOK)


def _write(table: Table, path: Path) -> Path:
    from pyarrow import RecordBatch
    from pyarrow.parquet import ParquetWriter

    schema = _schema(table)
    with ParquetWriter(str(path), schema, compression="zstd") as out:
        for rows in _groups(table.rows()):
            columns = [list(cells) for cells in zip(*rows, strict=True)]
            out.write_batch(RecordBatch.from_pydict(dict(zip(table.names, columns, strict=True)), schema=schema))
    return path


def _groups(rows: Iterator[Cells]) -> Iterator[Sequence[Cells]]:
    while group := [row for _, row in zip(range(_GROUP), rows, strict=False)]:
        yield group


def _schema(table: Table) -> pyarrow.Schema:
    import pyarrow as pa

    types: dict[str, Any] = {
        "text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
        "list": pa.list_(pa.string()),
    }  # fmt: skip

    def field(column: Column) -> pyarrow.Field:
        said = {"meaning": column.meaning} | ({} if column.unit is None else {"unit": column.unit})
        return pa.field(column.name, types[column.type], nullable=not column.required, metadata=said)

    return pa.schema([field(column) for column in table.columns], metadata={"meaning": table.meaning})
