"""Frames hold what the rows say, cell by cell, with the types that the columns declare, in pandas and in Polars."""

from __future__ import annotations

import math
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import truceline
from truceline import Record
from truceline.api import frames, listing
from truceline.api.columns import JOIN, Column
from truceline.errors import MissingPackage, UsageError

DTYPES = {str: "string", int: "Int64", float: "float64", bool: "boolean", date: "datetime64[s]", tuple: "string"}
KINDS = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean, date: pl.Date, tuple: pl.String}


def plain(value: object) -> object:
    """A cell as Python has it, however the library holds it."""
    if isinstance(value, tuple):
        return JOIN.join(map(str, value)) or None
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime() if value.tzinfo else value.date()
    return value.item() if hasattr(value, "item") else value


def test_every_table_is_the_same_in_pandas_polars_and_plain_rows(opened: Record[Any]) -> None:
    record = opened
    figure = next(iter(record.table("figures")))
    record.decide("exclude", figure.id, by="ana", reason="counted twice")
    filled = set()
    for name in record.tables:
        table = record.table(name)
        rows = [{key: plain(value) for key, value in row.items()} for row in table.to_dicts()]
        one, other = table.to_pandas(), table.to_polars()
        assert list(one.columns) == other.columns == [column.name for column in table.columns]
        assert [{k: plain(v) for k, v in row.items()} for row in one.to_dict("records")] == rows, name
        assert other.to_dicts() == rows, name
        assert len(table) == len(rows)
        filled |= {name} if rows else set()
        for column in table.columns:
            dtype: str = str(one[column.name].dtype)
            kind: object = other.schema[column.name]
            if column.values:
                assert (dtype, kind) == ("category", pl.Enum(list(column.values)))
                assert tuple(one[column.name].cat.categories) == column.values
            elif column.type is datetime:
                assert (dtype, kind) == ("datetime64[us, UTC]", pl.Datetime("us", "UTC"))
            else:
                assert (dtype, kind) == (DTYPES[column.type], KINDS[column.type]), (name, column)
    assert {"questions", "failures", "skipped"} == set(record.tables) - filled


def test_joined_columns_say_what_the_record_says(opened: Record[Any]) -> None:
    people = opened.table("event_actor").to_pandas()
    events = opened.events.set_index("id")
    acting = people[(people["role"] == "actor") & (people["review"] != "rejected")]
    told = set(acting["event_id"]) & set(events.index)
    assert len(told) > 50
    assert set(events.index[events["actors"].notna()]) == told
    paths = opened.documents.set_index("id")
    for own, row in events.head(40).iterrows():
        document = opened.document(row["document_id"]).document
        assert row["trigger"] == document.text[row["position"] : row["position"] + len(row["trigger"])]
        assert " ".join(row["trigger"].split()) in row["passage"], own
        assert row["passage"] in " ".join(document.text.split())
        assert plain(row["outlet"]) == document.outlet
        assert plain(row["outlet"]) == plain(paths.loc[row["document_id"], "outlet"])


def test_figures_and_ceasefires_have_their_people(opened: Record[Any]) -> None:
    figures = opened.figures
    given = {row.figure_id for row in opened.table("figure_source")}
    assert set(figures["id"][figures["sources"].notna()]) == given & set(figures["id"])
    truces = opened.ceasefires
    assert truces["parties"].notna().sum() >= 5
    assert "IDN" in set(truces["countries"].dropna())


def test_happenings_and_lives_agree_with_their_parts(opened: Record[Any]) -> None:
    events, happenings = opened.events, opened.happenings
    assert set(happenings["id"]) == set(events["happening_id"])
    assert happenings.set_index("id")["tellings"].to_dict() == events["happening_id"].value_counts().to_dict()
    lives = opened.lives.set_index("id")
    assert set(lives.index) == set(opened.ceasefires["canonical_id"])
    held = lives[lives["censored"].fillna(False)]
    assert held["days_most"].isna().all()
    assert lives.loc[lives["days_least"].isna(), "censored"].isna().all()


def test_empty_tables_keep_their_types() -> None:
    columns = (Column("day", date, "A day"), Column("n", int, "A number"), Column("kind", str, "Kind", ("a", "b")))
    assert [str(kind) for kind in frames.pandas_frame(columns, []).dtypes] == ["datetime64[s]", "Int64", "category"]
    assert frames.polars_frame(columns, []).schema == {"day": pl.Date, "n": pl.Int64, "kind": pl.Enum(["a", "b"])}


def test_old_days_and_large_numbers_fit() -> None:
    columns = (Column("day", date, "A day"), Column("n", int, "A number"))
    rows = [(date(1209, 7, 22), 2**53 + 1), (None, None)]
    assert frames.pandas_frame(columns, rows)["n"].iloc[0] == 2**53 + 1
    assert frames.pandas_frame(columns, rows)["day"].dt.year.iloc[0] == 1209
    assert frames.polars_frame(columns, rows).rows() == rows


def test_without_pandas_and_polars_rows_still_come(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "find_spec", lambda name: None)
    record = truceline.open(demo)
    with pytest.raises(MissingPackage, match=r"truceline\[pandas\].*truceline\[polars\]"):
        _ = record.events
    assert next(iter(record.table("events"))).table == "event"
    assert next(record.table("events").to_dicts())["passage"]
    with pytest.raises(MissingPackage, match=r"pip install 'truceline\[polars\]'"):
        truceline.open(demo, frames="polars")
    with pytest.raises(MissingPackage, match="pandas"):
        record.table("events").to_pandas()


def test_polars_takes_over_where_only_it_is_installed(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "find_spec", lambda name: object() if name == "polars" else None)
    assert isinstance(truceline.open(demo).events, pl.DataFrame)


def test_other_libraries_are_refused(demo: Path) -> None:
    with pytest.raises(UsageError, match="choose 'pandas' or 'polars'"):
        truceline.open(demo, frames="dask")  # type: ignore[call-overload]


def test_frames_of_one_text_have_the_columns_of_the_record(found: truceline.Extraction, opened: Record[Any]) -> None:
    for name in ("events", "figures", "ceasefires", "claims", "actors", "places"):
        frame = getattr(found, name).to_frame()
        wanted = [c for c in opened.table(name).to_pandas().columns if c not in listing.RECORD_ONLY]
        assert [c for c in wanted if c not in frame.columns] == (["id"] if name == "figures" else []), name
        assert len(frame) == len(getattr(found, name))
        flat = listing._flat(getattr(found, name)[0])
        assert set(frame.columns) <= set(flat), name
    assert found.events.to_frame("polars")["passage"].null_count() == 0
