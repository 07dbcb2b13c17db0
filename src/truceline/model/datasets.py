"""Datasets of others that stand beside a record to be compared with it: their rows are no cells of the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

DatasetKind = Literal["acled", "ucdp-ged"]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row of a dataset's file that could not be used; `line` is where it stands, from 1 (the header)."""

    line: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetRow:
    """One row of a dataset: what comparing needs as values, and all cells as the file has them.

    Attributes:
        n: its place among the rows that could be used, from 1.
        source_id: the dataset's own id: ACLED's ``event_id_cnty``, GED's ``id``.
        relid: GED's ``relid``, where the record's happening stands if truceline wrote the file; of ACLED's form the id
            itself, if it is that of a happening.
        first: first day.
        last: last day; the first for datasets of one day.
        date_precision: the dataset's own code (ACLED's ``time_precision``, GED's ``date_prec``).
        country: ISO 3166 code of three letters; ``None`` if the name is not known.
        country_name: the dataset's name of it.
        place: the dataset's name of the place.
        place_precision: the dataset's own code (ACLED's ``geo_precision``, GED's ``where_prec``).
        type: ACLED's ``event_type``, or GED's ``type_of_violence`` (1 state-based, 2 non-state, 3 one-sided).
        sub_type: ACLED's ``sub_event_type``.
        side_a: actors of the first side, the main one first.
        side_b: actors of the second side.
        id_a: UCDP's number of the first side.
        id_b: UCDP's number of the second side.
        inter_a: ACLED's code of the first side, 1 to 8.
        inter_b: ACLED's code of the second side.
        deaths: ACLED's ``fatalities``, GED's ``best``.
        low: GED's ``low``.
        high: GED's ``high``.
        sources: how many sources it has, if the dataset says so.
        cells: all cells of the row, in the order of the file's columns.
    """

    n: int
    source_id: str
    first: date
    last: date
    relid: str | None = None
    date_precision: int | None = None
    country: str | None = None
    country_name: str = ""
    admin1: str | None = None
    admin2: str | None = None
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    place_precision: int | None = None
    type: str = ""
    sub_type: str | None = None
    side_a: tuple[str, ...] = ()
    side_b: tuple[str, ...] = ()
    id_a: int | None = None
    id_b: int | None = None
    inter_a: int | None = None
    inter_b: int | None = None
    deaths: int | None = None
    low: int | None = None
    high: int | None = None
    sources: int | None = None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetFile:
    """A file that was looked through from end to end and can be loaded.

    Attributes:
        path: as the user named it.
        name: the file's own name; with that of the table within a ZIP archive or a workbook (``a.zip/b.csv``).
        sha256: of the bytes of the file.
        release: what the file's name says of the release, such as ``23.1``.
        columns: the header.
        rows: how many rows can be used.
        first: the first day of any row.
        last: the last day of any row.
        problems: rows that cannot.
    """

    path: str
    kind: DatasetKind
    name: str
    sha256: str
    release: str | None
    columns: tuple[str, ...]
    rows: int
    first: date
    last: date
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A dataset that stands in a record.

    Attributes:
        number: counts up from 1.
        name: unique in the record; what `compare` is told.
        release: of the dataset, such as ``23.1``.
        file: name of the file that it came from.
        rows: how many rows it has.
        whole: false while it is being loaded, or if the loading was cut short.
        first: the first day of any row.
        last: the last day of any row.
        left_out: rows of the file that could not be used.
    """

    number: int
    name: str
    kind: DatasetKind
    release: str | None
    file: str
    sha256: str
    columns: tuple[str, ...]
    rows: int
    first: date
    last: date
    by: str
    at: datetime
    whole: bool = True
    left_out: tuple[RowProblem, ...] = ()
