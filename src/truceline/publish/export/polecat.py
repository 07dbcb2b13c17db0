"""The record in the shape of POLECAT: tab-separated, 40 columns, lists joined by "; ", None for what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import truceline
from truceline.model.filters import Filter
from truceline.publish.export.csvfile import CODEBOOK, codebook_file
from truceline.publish.export.incidents import incidents, rejected
from truceline.publish.export.narrative import outlet
from truceline.publish.export.plover import NO_CATEGORY, resolution
from truceline.publish.export.reasons import REJECTED
from truceline.publish.export.tables import Cell, Cells, Column, ColumnType, Product, Table
from truceline.publish.export.telling import SCALE, SCALE_NOTE, UNKNOWN, Entity, Telling, rows_of, tellings
from truceline.publish.export.writing import Format
from truceline.publish.tables import FORMULA
from truceline.record import Store

NOT_FACT = "not told as a fact, which POLECAT cannot mark: planned, possible, or denied"
_DECLARED: tuple[tuple[str, ColumnType, str], ...] = (
    ("Event ID", "text", "Id of the event in its report"),
    ("Event Date", "date", "First day it may have happened on; the report's own day where none is told"),
    ("Event Type", "text", "PLOVER category"),
    ("Event Mode", "list", "PLOVER modes"),
    ("Intensity", "number", "Conflict to cooperation, -10 to 10, by category"),
    ("Quad Code", "integer", "1 and 2 verbal and material cooperation, 3 and 4 conflict"),
    ("Contexts", "list", "Missing: contexts are not read"),
    ("Actor Name", "list", "Names of who acts"),
    ("Actor Country", "list", "ISO 3166-1 alpha-3"),
    ("Actor COW", "list", "Correlates of War numbers"),
    ("Primary Actor Sector", "text", "PLOVER sector of the first; UNK if nobody is named"),
    ("Actor Sectors", "list", "PLOVER sectors"),
    ("Actor Title", "text", "Missing: titles are part of the words"),
    ("Actor Name Raw", "list", "Words of the report"),
    ("Wikipedia Actor ID", "text", "Missing: the register has no such ids"),
    ("Recipient Name", "list", "Names of whom it is done to"),
    ("Recipient Country", "list", "ISO 3166-1 alpha-3"),
    ("Recipient COW", "list", "Correlates of War numbers"),
    ("Primary Recipient Sector", "text", "PLOVER sector of the first"),
    ("Recipient Sectors", "list", "PLOVER sectors"),
    ("Recipient Title", "text", "Missing: titles are part of the words"),
    ("Recipient Name Raw", "list", "Words of the report"),
    ("Wikipedia Recipient ID", "text", "Missing: the register has no such ids"),
    ("Placename", "text", "Place"),
    ("City", "text", "City"),
    ("District", "text", "District"),
    ("Province", "text", "Province"),
    ("Country", "text", "ISO 3166-1 alpha-3"),
    ("Latitude", "number", "Degrees WGS 84"),
    ("Longitude", "number", "Degrees WGS 84"),
    ("GeoNames ID", "integer", "GeoNames id"),
    ("Raw Placename", "text", "Words of the report"),
    ("Feature Type", "text", "Kind of place, in the words of the record"),
    ("Source", "text", "Outlet"),
    ("Publication Date", "date", "Day of the report"),
    ("Story People", "list", "Persons who take part in this event; others of the story are not given"),
    ("Story Organizations", "list", "Bodies that take part in this event; others of the story are not given"),
    ("Story Locations", "list", "Places of this event; others of the story are not given"),
    ("Language", "text", "Language of the report"),
    ("Version", "text", "Version of truceline"),
)
COLUMNS = tuple(Column(name, type, meaning) for name, type, meaning in _DECLARED)
NOTES = (
    "One row is one event as one report tells it. The columns are POLECAT's, in their order; missing is the word None.",
    "Only what the report tells as a fact is here, since POLECAT has no column for the rest: use the format plover.",
    "POLECAT has no column for casualties; the format plover has them.",
    SCALE_NOTE,
)


def tables(store: Store, wanted: Filter) -> Product:
    """The rows and what is left out of them."""

    def rows() -> Iterator[Cells]:
        for one in incidents(store, wanted):
            for telling in tellings(one):
                row = telling.row
                if row.plover is None or row.status not in ("asserted", "background"):
                    product.leave_out(row.id, NO_CATEGORY if row.plover is None else NOT_FACT)
                    continue
                for own, document in rows_of(one, telling):
                    product.cite(row.id, own, document)
                yield _cells(telling)
        for own in rejected(store, wanted, each=True):
            product.leave_out(own, REJECTED)

    table = Table(name="polecat", meaning="One event as a report tells it", columns=COLUMNS, rows=rows, key=(_ID,))
    return (product := Product(tables=(table,), notes=NOTES))


_ID = "Event ID"


def _cells(told: Telling) -> Cells:
    row, report = told.row, told.report
    text, place = told.where or (None, None)
    level = None if place is None else resolution(place)
    people = tuple(e.one.name for e in (*told.actors, *told.targets) if e.one.kind == "person")
    bodies = tuple(e.one.name for e in (*told.actors, *told.targets) if e.one.kind not in ("person", "civilian", None))
    return (
        row.id, told.first, row.plover, row.plover_mode, SCALE[row.plover or ""], row.quad, (),
        *_entities(told.actors, UNKNOWN), *_entities(told.targets, None),
        None if place is None else place.name,
        place.name if place is not None and level == 4 else None,
        place.name if place is not None and place.kind == "district" else None,
        None if place is None else place.name if place.kind == "admin1" else place.admin1,
        None if place is None else place.country, None if place is None else place.lat,
        None if place is None else place.lon, None if place is None else place.geonameid, text,
        None if place is None else place.kind, outlet(report), report.published, people, bodies,
        tuple(w for w, _ in told.places), report.language, truceline.__version__,
    )  # fmt: skip


def _entities(found: Sequence[Entity], nobody: str | None) -> tuple[Cell, ...]:
    """Name, country, COW, first sector, sectors, title, words, Wikipedia id; lists of equal length."""
    return (
        tuple(e.one.name for e in found),
        tuple(e.code or "None" for e in found),
        tuple(str(e.country.cow) if e.country is not None else "None" for e in found),
        found[0].sector if found else nobody,
        tuple(e.sector for e in found),
        None,
        tuple(e.text for e in found),
        None,
    )


def write(product: Product, folder: Path) -> Sequence[Path]:
    """Tab-separated, without quotes: white space in a cell becomes one space."""
    (table,) = product.tables
    path = folder / "polecat.tsv"
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write("\t".join(table.names) + "\n")
        out.writelines("\t".join(map(_text, row)) + "\n" for row in table.rows())
    return path, codebook_file(product, folder / CODEBOOK)


def _text(cell: Cell) -> str:
    if cell is None or cell in ((), ""):
        return "None"
    if isinstance(cell, tuple):
        cell = "; ".join(part.replace("; ", ", ") for part in cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if not isinstance(cell, str):
        return str(cell)
    plain = " ".join(cell.split())
    return f"'{plain}" if plain.startswith(FORMULA) else plain


POLECAT = Format(name="polecat", meaning="TSV in the shape of POLECAT (40 columns)", tables=tables, write=write)
