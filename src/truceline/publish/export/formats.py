"""All formats that a record can be exported in: one line each, in the order in which they are listed."""

from __future__ import annotations

from truceline.publish.export import parquet
from truceline.publish.export.acled import ACLED
from truceline.publish.export.ceasefires import CEASEFIRES
from truceline.publish.export.csvfile import csv_files
from truceline.publish.export.everything import everything, with_surroundings
from truceline.publish.export.excel import excel
from truceline.publish.export.ged import GED
from truceline.publish.export.geojson import geojson
from truceline.publish.export.happenings import facts
from truceline.publish.export.hxl import hxl
from truceline.publish.export.ibc import IBC
from truceline.publish.export.jsonld import jsonld
from truceline.publish.export.kml import kml
from truceline.publish.export.package import package
from truceline.publish.export.plover import PLOVER
from truceline.publish.export.polecat import POLECAT
from truceline.publish.export.sqlitefile import sqlite
from truceline.publish.export.writing import Format

FORMATS: tuple[Format, ...] = (
    Format(
        name="csv",
        meaning="Every table as a CSV file, for Excel, R and Stata",
        tables=everything,
        write=csv_files,
        passages=False,
    ),
    Format(
        name="excel",
        meaning="Every table as a sheet of one Excel workbook",
        tables=everything,
        write=excel,
        passages=False,
    ),
    Format(
        name="parquet",
        meaning="Every table as a Parquet file, for R, pandas, Polars and DuckDB",
        tables=parquet.tables,
        write=parquet.parquet,
        passages=False,
    ),
    Format(
        name="sqlite",
        meaning="Every table in one SQLite file, for Datasette and SQL",
        tables=everything,
        write=sqlite,
        passages=False,
    ),
    Format(
        name="package",
        meaning="Every table as a Frictionless data package with CSVW, for archives",
        tables=everything,
        write=package,
        passages=False,
    ),
    Format(
        name="jsonld",
        meaning="Everything as linked data: PROV, schema.org, Web Annotation",
        tables=with_surroundings,
        write=jsonld,
        passages=False,
    ),
    Format(
        name="geojson", meaning="What happened, on a map: GeoJSON for QGIS and web maps", tables=facts, write=geojson
    ),
    Format(name="kml", meaning="What happened, by place and day: KML for Google Earth", tables=facts, write=kml),
    Format(name="hxl", meaning="What happened, as CSV with HXL hashtags", tables=facts, write=hxl),
    ACLED,
    GED,
    PLOVER,
    POLECAT,
    CEASEFIRES,
    IBC,
)
