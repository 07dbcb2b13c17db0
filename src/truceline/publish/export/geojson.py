"""GeoJSON after RFC 7946: a feature a happening, drawn only where the place is known as a point."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from truceline.publish.export.csvfile import CODEBOOK, codebook_file
from truceline.publish.export.happenings import PLACED
from truceline.publish.export.tables import Cell, Product, Table

FILE = "happenings.geojson"
POINT = PLACED[0]


def geojson(product: Product, folder: Path) -> Sequence[Path]:
    """``happenings.geojson``: longitude first, WGS 84; a province, country or unknown place has no geometry.

    Such a place keeps the coordinates that stand for it among its properties; those of a point are its geometry.
    """
    (table,) = product.tables
    path = folder / FILE
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write('{"type": "FeatureCollection"')
        box = _box(table)
        if box is not None:
            out.write(f', "bbox": {json.dumps(box)}')
        out.write(', "features": [')
        for n, row in enumerate(named(table)):
            out.write(",\n" if n else "\n")
            json.dump(_feature(row), out, ensure_ascii=False)
        out.write("\n]}\n")
    return path, codebook_file(product, folder / CODEBOOK)


def named(table: Table) -> Iterator[dict[str, Cell]]:
    """The rows by the names of their columns."""
    names = table.names
    for row in table.rows():
        yield dict(zip(names, row, strict=True))


def _box(table: Table) -> list[float] | None:
    """West, south, east, north of all points."""
    spots = ((_number(row["lon"]), _number(row["lat"])) for row in named(table) if row["placed"] == POINT)
    first = next(spots, None)
    if first is None:
        return None
    (west, south), (east, north) = first, first
    for lon, lat in spots:
        west, south, east, north = min(west, lon), min(south, lat), max(east, lon), max(north, lat)
    return [west, south, east, north]


def _number(cell: Cell) -> float:
    assert isinstance(cell, float | int), cell
    return cell


def _feature(row: Mapping[str, Cell]) -> Mapping[str, Any]:
    properties = {name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in row.items()}
    geometry = None
    if row["placed"] == POINT:
        geometry = {"type": "Point", "coordinates": [properties.pop("lon"), properties.pop("lat")]}
    return {"type": "Feature", "id": properties.pop("id"), "geometry": geometry, "properties": properties}
