"""KML 2.2 for Google Earth: pins for sites, circles for towns, and no mark at all for what is known no better."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from math import asin, atan2, cos, degrees, pi, radians, sin
from pathlib import Path

from truceline.publish.export.csvfile import CODEBOOK, codebook_file
from truceline.publish.export.geojson import named
from truceline.publish.export.happenings import PLACED
from truceline.publish.export.tables import Cell, Column, Product, Table
from truceline.record.views.places import SITE

FILE = "happenings.kml"
_FOLDERS = {
    "point": "Placed: a pin is a site, a circle a town or the surroundings of a place",
    "area": "Not drawn: only the province, district, region or sea is known",
    "country": "Not drawn: only the country is known",
    "none": "Not drawn: no place, or one that the gazetteer does not have",
}
_EARTH = 6371.0  # kilometres
_SIDES = 36
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
<Document>
<name>{name}</name>
<description>{description}</description>
<Style id="site"><IconStyle><color>ff3c3cc8</color><scale>0.8</scale></IconStyle></Style>
<Style id="round"><LineStyle><color>ff3c3cc8</color><width>2</width></LineStyle>\
<PolyStyle><color>303c3cc8</color></PolyStyle></Style>
"""
_DESCRIPTION = (
    "One placemark a happening, by its days. What is known only to a province or country has no place on the map: it"
    " stands in the folders that are not drawn. Numbers of killed and wounded are a range of reports."
)


def kml(product: Product, folder: Path) -> Sequence[Path]:
    """``happenings.kml``, with a folder for each way of being placed; all cells of a row are in its balloon.

    Google Earth shows balloons as HTML, so text of reports is escaped as HTML within the XML. What XML cannot hold
    (control characters) becomes U+FFFD.
    """
    (table,) = product.tables
    path = folder / FILE
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(_HEAD.format(name="Happenings", description=_DESCRIPTION))
        for placed in PLACED:
            out.write(f"<Folder>\n<name>{_FOLDERS[placed]}</name>\n")
            for row in named(table):
                if row["placed"] == placed:
                    out.writelines(_placemark(table, row))
            out.write("</Folder>\n")
        out.write("</Document>\n</kml>\n")
    return path, codebook_file(product, folder / CODEBOOK)


def _placemark(table: Table, row: Mapping[str, Cell]) -> Iterator[str]:
    yield f'<Placemark id="{row["id"]}">\n<name>{_text(_name(row))}</name>\n'
    days = [f"<{tag}>{row[column]}</{tag}>" for tag, column in (("begin", "first_day"), ("end", "last_day"))
            if row[column] is not None]  # fmt: skip
    if days:
        yield f"<TimeSpan>{''.join(days)}</TimeSpan>\n"
    around = row["radius"]
    if isinstance(around, int):
        yield f"<styleUrl>#{'site' if around <= SITE else 'round'}</styleUrl>\n"
    yield "<ExtendedData>\n"
    for column in table.columns:
        yield from _data(column, row[column.name])
    yield "</ExtendedData>\n"
    if isinstance(around, int):
        yield _geometry(row["lat"], row["lon"], around)
    yield "</Placemark>\n"


def _name(row: Mapping[str, Cell]) -> str:
    parts = (str(row["type"]).replace("_", " "), row["place"], row["first_day"])
    return ", ".join(str(part) for part in parts if part is not None)


def _data(column: Column, cell: Cell) -> Iterator[str]:
    if cell is None or cell == ():
        return
    if isinstance(cell, bool):
        said = "true" if cell else "false"
    elif isinstance(cell, date):
        said = cell.isoformat()
    else:
        said = "; ".join(cell) if isinstance(cell, tuple) else str(cell)
    yield f'<Data name="{column.name}"><value>{_text(said)}</value></Data>\n'


def _text(words: str) -> str:
    """Words as HTML within XML: they stay words in a balloon, whatever a report says."""
    return escape(escape(_NOT_XML.sub("\ufffd", words), quote=False), quote=False).replace("\r", "&#13;")


def _geometry(lat: Cell, lon: Cell, around: float) -> str:
    assert isinstance(lat, float)
    assert isinstance(lon, float)
    if around <= SITE:
        return f"<Point><coordinates>{lon},{lat}</coordinates></Point>\n"
    ring = " ".join(f"{x:.5f},{y:.5f}" for x, y in _circle(lat, lon, around))
    return (
        "<Polygon><tessellate>1</tessellate><outerBoundaryIs><LinearRing>"
        f"<coordinates>{ring}</coordinates></LinearRing></outerBoundaryIs></Polygon>\n"
    )


def _circle(lat: float, lon: float, around: float) -> Iterator[tuple[float, float]]:
    """Longitude and latitude of the points of a circle on the globe, counter-clockwise, the last one the first."""
    arc, north = around / _EARTH, radians(lat)
    for side in range(_SIDES + 1):
        turn = -2 * pi * (side % _SIDES) / _SIDES
        up = asin(sin(north) * cos(arc) + cos(north) * sin(arc) * cos(turn))
        over = atan2(sin(turn) * sin(arc) * cos(north), cos(arc) - sin(north) * sin(up))
        yield (lon + degrees(over) + 540) % 360 - 180, degrees(up)
