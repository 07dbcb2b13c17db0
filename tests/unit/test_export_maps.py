"""GeoJSON, KML and HXL of the demonstration record, checked by the schemas and libraries of others."""

from __future__ import annotations

import html
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.unit.export_cells import as_csv, called, read_csv
from truceline.model.filters import Filter
from truceline.publish.export.happenings import COLUMNS, facts
from truceline.publish.export.hxl import TAGS
from truceline.publish.export.kml import _circle
from truceline.publish.export.tables import Cell
from truceline.publish.export.writing import write
from truceline.record import Store

KML = "{http://www.opengis.net/kml/2.2}"


def exported(record: Path, name: str, folder: Path) -> Path:
    """The record in a format."""
    with Store.open(record) as store:
        write(store, called(name), folder, Filter())
    return folder


def wanted(record: Path) -> list[dict[str, Cell]]:
    """The rows that a map has to hold."""
    with Store.open(record) as store:
        (table,) = facts(store, Filter()).tables
        return [dict(zip(table.names, row, strict=True)) for row in table.rows()]


def test_geojson_is_valid_and_has_every_cell(examples: Path, tmp_path: Path) -> None:
    checker = pytest.importorskip("geojson_pydantic")
    text = (exported(examples, "geojson", tmp_path / "out") / "happenings.geojson").read_text(encoding="utf-8")
    checked = checker.FeatureCollection.model_validate_json(text)
    rows = wanted(examples)
    assert len(checked.features) == len(rows) > 100
    features = json.loads(text)["features"]
    points = []
    for feature, row in zip(features, rows, strict=True):
        cells = dict(feature["properties"])
        assert feature["id"] == row["id"]
        if row["placed"] == "point":
            lon, lat = feature["geometry"]["coordinates"]
            assert (lon, lat) == (row["lon"], row["lat"])
            assert (cells["radius"] or 0) > 0
            cells |= {"lon": lon, "lat": lat}
            points.append((lon, lat))
        else:
            assert feature["geometry"] is None
        assert cells | {"id": row["id"]} == {name: in_json(cell) for name, cell in row.items()}
    assert {row["placed"] for row in rows} >= {"point", "country", "none"}
    assert list(checked.bbox) == [
        min(lon for lon, _ in points), min(lat for _, lat in points),
        max(lon for lon, _ in points), max(lat for _, lat in points),
    ]  # fmt: skip
    basra = next(f for f in features if f["properties"]["place"] == "Basra" and f["geometry"])
    assert basra["geometry"]["coordinates"] == pytest.approx([47.78, 30.51], abs=0.05)


def in_json(cell: Cell) -> Any:
    """A cell as JSON has it."""
    return json.loads(json.dumps(cell, default=str))


def test_a_record_without_any_point_has_no_box(examples: Path, tmp_path: Path) -> None:
    with Store.open(examples) as store:
        write(store, called("geojson"), tmp_path / "out", Filter(placed="none"))
    found = json.loads((tmp_path / "out" / "happenings.geojson").read_text(encoding="utf-8"))
    assert "bbox" not in found
    assert {feature["geometry"] for feature in found["features"]} == {None}


def test_kml_is_valid_and_draws_no_more_than_is_known(examples: Path, tmp_path: Path) -> None:
    validator = pytest.importorskip("fastkml.validator")
    path = exported(examples, "kml", tmp_path / "out") / "happenings.kml"
    assert validator.validate(file_to_validate=path)
    rows = {str(row["id"]): row for row in wanted(examples)}
    marks = {mark.get("id", ""): mark for mark in ElementTree.parse(path).iter(f"{KML}Placemark")}
    assert marks.keys() == rows.keys()
    for own, row in rows.items():
        mark = marks[own]
        assert cells_of(mark) == {name: as_text(cell) for name, cell in row.items() if cell is not None and cell != ()}
        span = mark.find(f"{KML}TimeSpan")
        days = {} if span is None else {child.tag.removeprefix(KML): child.text for child in span}
        assert days.get("begin") == (None if row["first_day"] is None else str(row["first_day"]))
        assert days.get("end") == (None if row["last_day"] is None else str(row["last_day"]))
        pin, area = mark.find(f"{KML}Point"), mark.find(f"{KML}Polygon")
        if row["placed"] != "point":
            assert pin is None
            assert area is None
        elif row["radius"] == 2:
            assert pin is not None
            assert pin.findtext(f"{KML}coordinates") == f"{row['lon']},{row['lat']}"
        else:
            assert area is not None
            check_circle(area, row)


def cells_of(mark: ElementTree.Element) -> Mapping[str, str]:
    """The cells in the balloon of a placemark."""
    data = mark.iter(f"{KML}Data")
    return {one.get("name", ""): html.unescape(one.findtext(f"{KML}value") or "") for one in data}


def as_text(cell: Cell) -> str:
    """A cell as text."""
    return as_csv(cell).removeprefix("'")


def check_circle(area: ElementTree.Element, row: Mapping[str, Cell]) -> None:
    """Every corner is as far from the place as the place may be wrong."""
    ring = next(area.iter(f"{KML}coordinates")).text or ""
    corners = [tuple(map(float, pair.split(","))) for pair in ring.split()]
    assert corners[0] == corners[-1]
    assert len(set(corners)) == 36
    assert isinstance(row["lat"], float)
    assert isinstance(row["lon"], float)
    for lon, lat in corners:
        assert kilometres(row["lat"], row["lon"], lat, lon) == pytest.approx(row["radius"], rel=0.01)


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance on the globe, by the haversine."""
    a, b = math.radians(lat), math.radians(other_lat)
    over = math.radians(other_lon - lon)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(over / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (33.3, 44.4), (-89.99, 10.0), (52.0, 179.95), (71.0, -179.99)])
def test_circles_are_round_everywhere(lat: float, lon: float) -> None:
    for x, y in _circle(lat, lon, 25):
        assert -180 <= x <= 180
        assert -90 <= y <= 90
        assert kilometres(lat, lon, y, x) == pytest.approx(25, rel=1e-6)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # libhxl leaves its file open
def test_hxl_is_understood_and_has_every_cell(examples: Path, tmp_path: Path) -> None:
    hxl = pytest.importorskip("hxl")
    path = exported(examples, "hxl", tmp_path / "out") / "happenings.hxl.csv"
    rows = wanted(examples)
    head, (tags, *found) = read_csv(path)
    assert head == [column.name for column in COLUMNS]
    assert tags == [TAGS[name] for name in head]
    assert found == [[as_csv(cell) for cell in row.values()] for row in rows]
    data = hxl.data(str(path), hxl.InputOptions(allow_local=True))
    assert [column.display_tag for column in data.columns] == tags
    told = [row.get("#affected+killed+max") or "" for row in data]
    assert told == [as_csv(row["killed_high"]) for row in rows]
    assert hxl.validate(data)["is_valid"]


def test_every_column_has_its_own_hashtag() -> None:
    assert TAGS.keys() == {column.name for column in COLUMNS}
    assert len(set(TAGS.values())) == len(TAGS)
    assert all(tag.startswith("#") and tag == tag.lower() for tag in TAGS.values())


@pytest.mark.parametrize("name", ["geojson", "kml", "hxl"])
def test_what_is_not_told_as_a_fact_is_on_no_map_unless_asked_for(examples: Path, tmp_path: Path, name: str) -> None:
    folder = exported(examples, name, tmp_path / "out")
    _, left = read_csv(folder / "left_out.csv")
    assert {reason for _, reason in left} <= {
        f"no report tells it as a fact ({status})" for status in ("future", "hypothetical", "negated")
    }
    shown = {row["id"] for row in wanted(examples)}
    assert left
    assert not shown & {own for own, _ in left}
    with Store.open(examples) as store:
        written = write(store, called(name), tmp_path / "planned", Filter(status=("future",)))
    assert written.rows["happening"] > 0
