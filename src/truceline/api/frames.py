"""Rows as pandas or Polars frames, each column with the type that its declaration gives. Neither is a dependency.

| declared | pandas | Polars |
|---|---|---|
| words, ids | ``string`` | ``String`` |
| words of a closed set | ``category`` with all its values | ``Enum`` |
| whole numbers | ``Int64`` (nullable: empty is not zero) | ``Int64`` |
| other numbers | ``float64`` | ``Float64`` |
| yes or no | ``boolean`` (nullable) | ``Boolean`` |
| days | ``datetime64[s]`` | ``Date`` |
| moments | ``datetime64[us, UTC]`` | ``Datetime("us", "UTC")`` |
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

from truceline.api.columns import Column, cell
from truceline.errors import MissingPackage, UsageError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Library = Literal["pandas", "polars"]
_LIBRARIES: tuple[Library, ...] = ("pandas", "polars")
_HINT = "pip install 'truceline[pandas]' or pip install 'truceline[polars]'"


def library(wanted: Library | None) -> Library | None:
    """The library to make frames with: the one wanted, else the first that is installed; ``None`` if neither is.

    Raises:
        UsageError: frames of no known library are wanted.
        MissingPackage: the wanted library is not installed.
    """
    if wanted is None:
        return next((name for name in _LIBRARIES if find_spec(name) is not None), None)
    if wanted not in _LIBRARIES:
        raise UsageError(f"frames={wanted!r}: choose 'pandas' or 'polars'")
    if find_spec(wanted) is None:
        raise MissingPackage(f"frames={wanted!r}: {wanted} is not installed; pip install 'truceline[{wanted}]'")
    return wanted


def frame(columns: Sequence[Column], rows: Iterable[Sequence[object]], wanted: Library | None) -> Any:
    """Rows as a frame; values of a row stand in the order of the columns.

    Raises:
        MissingPackage: neither library is installed.
    """
    chosen = library(wanted)
    if chosen is None:
        raise MissingPackage(f"a frame needs pandas or Polars: {_HINT}; without them iterate over the rows")
    return pandas_frame(columns, rows) if chosen == "pandas" else polars_frame(columns, rows)


def _by_column(columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> Mapping[str, list[Any]]:
    found = list(zip(*rows, strict=True)) or [()] * len(columns)
    return {
        column.name: [cell(column, value) for value in values] if column.type is tuple else list(values)
        for column, values in zip(columns, found, strict=True)
    }


def pandas_frame(columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> pd.DataFrame:
    """Rows as a pandas DataFrame; works with pandas 2.2 and newer."""
    library("pandas")
    import numpy as np
    import pandas as pd

    def series(column: Column, values: list[Any]) -> Any:
        if column.values:
            return pd.Categorical(values, categories=list(column.values))
        if column.type is date:
            return np.array(values, dtype="datetime64[D]").astype("datetime64[s]")
        if column.type is datetime:
            plain = [None if value is None else value.replace(tzinfo=None) for value in values]
            return pd.DatetimeIndex(np.array(plain, dtype="datetime64[us]")).tz_localize("UTC")
        kinds = {int: "Int64", float: "float64", bool: "boolean"}
        return pd.array(values, dtype=kinds.get(column.type, "string"))

    found = _by_column(columns, rows)
    return pd.DataFrame({column.name: series(column, found[column.name]) for column in columns})


def polars_frame(columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> pl.DataFrame:
    """Rows as a Polars DataFrame."""
    library("polars")
    import polars as pl

    def kind(column: Column) -> Any:
        if column.values:
            return pl.Enum(list(column.values))
        kinds: Mapping[type, Any] = {
            int: pl.Int64, float: pl.Float64, bool: pl.Boolean, date: pl.Date, datetime: pl.Datetime("us", "UTC"),
        }  # fmt: skip
        return kinds.get(column.type, pl.String)

    return pl.DataFrame(_by_column(columns, rows), schema={column.name: kind(column) for column in columns})
