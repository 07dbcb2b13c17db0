"""Rows of an ACLED download: columns by name, of today and of before 2023, with codes as numbers or as words."""

from __future__ import annotations

from truceline.model.datasets import DatasetRow
from truceline.model.records import EventRow
from truceline.read.datasets.cells import Cells, day, degrees, needed, number, several, text
from truceline.register.nations import country_named, country_numbered

IDS = ("event_id_cnty", "data_id", "event_id_no_cnty")
NEEDED = (
    "event_date", "event_type", "sub_event_type", "actor1", "country", "location", "latitude", "longitude",
    "geo_precision", "fatalities",
)  # fmt: skip
"""Columns without which a file is no ACLED download, beside one of `IDS`."""

_INTER = {
    "state forces": 1, "rebel group": 2, "rebel groups": 2, "rebel forces": 2, "political militia": 3,
    "political militias": 3, "identity militia": 4, "identity militias": 4, "communal militias": 4, "rioters": 5,
    "protesters": 6, "civilians": 7, "external/other forces": 8, "external forces": 8, "other forces": 8,
    "others": 8,
}  # fmt: skip


def acled_row(cells: Cells, n: int, whole: tuple[str, ...]) -> DatasetRow:
    """A row of an ACLED download.

    Args:
        cells: the cells by the name of the column, in lower case.
        n: its place among the rows.
        whole: all cells.

    Raises:
        BadCell: a cell that comparing needs is missing or wrong.
    """
    on = day(cells, "event_date")
    name = text(cells, "country")
    numeric = number(cells, "iso")
    own = needed(cells, *IDS)
    return DatasetRow(
        n=n, source_id=own, relid=own if own.startswith(EventRow.prefix) else None,
        first=on, last=on, date_precision=number(cells, "time_precision"),
        country=(country_numbered(numeric) if numeric else None) or country_named(name), country_name=name,
        admin1=text(cells, "admin1") or None, admin2=text(cells, "admin2") or None, place=text(cells, "location"),
        lat=degrees(cells, "latitude", 90), lon=degrees(cells, "longitude", 180),
        place_precision=number(cells, "geo_precision"),
        type=needed(cells, "event_type"), sub_type=text(cells, "sub_event_type") or None,
        side_a=_side(cells, "actor1", "assoc_actor_1"), side_b=_side(cells, "actor2", "assoc_actor_2"),
        inter_a=inter(text(cells, "inter1")), inter_b=inter(text(cells, "inter2")),
        deaths=number(cells, "fatalities"), cells=whole,
    )  # fmt: skip


def inter(words: str) -> int | None:
    """ACLED's code of an actor, which newer downloads write in words; ``None`` for an empty cell or other words."""
    plain = words.casefold()
    if plain.isdecimal() and len(plain) < 3:
        return int(plain) if 1 <= int(plain) <= 8 else None
    return _INTER.get(plain)


def _side(cells: Cells, main: str, beside: str) -> tuple[str, ...]:
    return tuple(name for name in (text(cells, main), *several(text(cells, beside))) if name)
