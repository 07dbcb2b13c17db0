"""Rows of UCDP's Georeferenced Event Dataset: columns by name, for the releases differ in their order."""

from __future__ import annotations

from truceline.model.datasets import DatasetRow
from truceline.read.datasets.cells import BadCell, Cells, day, degrees, needed, number, text
from truceline.register.nations import country_named

NEEDED = (
    "id", "type_of_violence", "side_a", "side_b", "country", "latitude", "longitude", "where_prec", "date_prec",
    "date_start", "date_end", "best", "high", "low",
)  # fmt: skip
"""Columns without which a file is no UCDP GED release."""


def ged_row(cells: Cells, n: int, whole: tuple[str, ...]) -> DatasetRow:
    """A row of a GED release.

    Args:
        cells: the cells by the name of the column, in lower case.
        n: its place among the rows.
        whole: all cells.

    Raises:
        BadCell: a cell that comparing needs is missing or wrong.
    """
    first, last = day(cells, "date_start"), day(cells, "date_end")
    if last < first:
        raise BadCell(f"date_end {last} is before date_start {first}")
    name = text(cells, "country")
    return DatasetRow(
        n=n, source_id=needed(cells, "id"), relid=text(cells, "relid") or None, first=first, last=last,
        date_precision=number(cells, "date_prec"), country=country_named(name), country_name=name,
        admin1=text(cells, "adm_1") or None, admin2=text(cells, "adm_2") or None,
        place=text(cells, "where_coordinates", "where_description", "adm_2", "adm_1"),
        lat=degrees(cells, "latitude", 90), lon=degrees(cells, "longitude", 180),
        place_precision=number(cells, "where_prec"), type=needed(cells, "type_of_violence"),
        side_a=_named(cells, "side_a"), side_b=_named(cells, "side_b"),
        id_a=number(cells, "side_a_new_id", "side_a_dset_id"), id_b=number(cells, "side_b_new_id", "side_b_dset_id"),
        deaths=number(cells, "best"), low=number(cells, "low"), high=number(cells, "high"),
        sources=number(cells, "number_of_sources"), cells=whole,
    )  # fmt: skip


def _named(cells: Cells, column: str) -> tuple[str, ...]:
    name = text(cells, column)
    return (name,) if name else ()
