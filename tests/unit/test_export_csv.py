"""Tables as CSV: read back by others as they were, and the codebook beside them."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.publish.export.csvfile import csv_files
from truceline.publish.export.tables import Cells, Column, Product, Table

COLUMNS = (
    Column("id", "text", "Its id", required=True),
    Column("day", "date", "Day"),
    Column("dead", "integer", "Deaths", unit="persons"),
    Column("lat", "number", "Latitude", unit="degrees"),
    Column("sure", "boolean", "Sure", values=("true", "false")),
    Column("who", "list", "Who"),
)


def product(*rows: Cells) -> Product:
    """One table of these rows."""
    return Product(tables=(Table(name="t", meaning="One", columns=COLUMNS, rows=lambda: iter(rows), key=("id",)),))


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.mark.parametrize("bom", [True, False])
def test_cells_are_read_back_as_they_were(tmp_path: Path, bom: bool) -> None:
    rows = (("a", date(2024, 5, 2), 0, -33.5, True, ("x", "y")), ("b", None, None, None, None, ()))
    made, book = csv_files(product(*rows), tmp_path, bom=bom)
    assert made.read_bytes().startswith(b"\xef\xbb\xbf") is bom
    first, second = read(made)
    assert first == {"id": "a", "day": "2024-05-02", "dead": "0", "lat": "-33.5", "sure": "true", "who": "x; y"}
    assert set(second.values()) == {"b", ""}
    told = {row["column"]: row for row in read(book)}
    assert list(told) == [column.name for column in COLUMNS]
    assert told["dead"] == {
        "table": "t", "column": "dead", "type": "integer", "required": "false", "unit": "persons", "values": "",
        "meaning": "Deaths", "key": "false", "refers_to": "",
    }  # fmt: skip
    assert told["id"]["key"] == "true"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_any_text_survives_and_none_is_a_formula(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    made, _ = csv_files(product((text, None, None, None, None, ())), tmp_path_factory.mktemp("csv"))
    (row,) = read(made)
    assert row["id"] in (text, f"'{text}")
    assert not row["id"].startswith(("=", "+", "-", "@", "\t", "\r"))
