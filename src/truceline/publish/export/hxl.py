"""HXL: a CSV file whose second row tags the columns, for humanitarian users."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from truceline.publish.export.csvfile import CODEBOOK, codebook_file
from truceline.publish.export.geojson import named
from truceline.publish.export.tables import Product
from truceline.publish.tables import csv_lines

FILE = "happenings.hxl.csv"
TAGS = {
    "id": "#event+id",
    "type": "#event+type",
    "status": "#status+told",
    "happened": "#status+happened",
    "words": "#description+words",
    "first_day": "#date+start",
    "last_day": "#date+end",
    "date_precision": "#date+precision",
    "place": "#loc+name",
    "place_id": "#loc+id",
    "admin1": "#adm1+name",
    "country": "#country+code+v_iso3",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "place_kind": "#loc+type",
    "place_precision": "#geo+precision",
    "placed": "#geo+type",
    "radius": "#geo+radius+km",
    "actors": "#group+name+actor+list",
    "targets": "#group+name+target+list",
    "killed_class": "#affected+killed+class",
    "killed_low": "#affected+killed+min",
    "killed_best": "#affected+killed+best",
    "killed_high": "#affected+killed+max",
    "killed_open": "#affected+killed+open",
    "killed_agreement": "#affected+killed+agreement",
    "wounded_class": "#affected+injured+class",
    "wounded_low": "#affected+injured+min",
    "wounded_best": "#affected+injured+best",
    "wounded_high": "#affected+injured+max",
    "wounded_open": "#affected+injured+open",
    "wounded_agreement": "#affected+injured+agreement",
    "reports": "#meta+reports+num",
    "independent_sources": "#meta+independent+num",
    "sources": "#meta+source+list",
    "review": "#status+review",
}
"""Hashtag of each column of the happenings."""


def hxl(product: Product, folder: Path) -> Sequence[Path]:
    """``happenings.hxl.csv``: the names of the columns, their hashtags, then a row a happening."""
    (table,) = product.tables
    path = folder / FILE
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        lines = csv_lines(
            ({name: list(cell) if isinstance(cell, tuple) else cell for name, cell in row.items()}
             for row in named(table)),
            table.names,
        )  # fmt: skip
        out.write(next(lines))
        out.write(",".join(TAGS[name] for name in table.names) + "\n")
        out.writelines(lines)
    return path, codebook_file(product, folder / CODEBOOK)
