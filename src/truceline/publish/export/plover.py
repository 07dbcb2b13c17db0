"""The record as PLOVER JSON Lines: one object a telling, all statuses, each marked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import truceline
from truceline.model.filters import Filter
from truceline.model.records import FigureRow, PlaceRow
from truceline.publish.dossier import words
from truceline.publish.export.countries import country
from truceline.publish.export.csvfile import CODEBOOK, codebook_file
from truceline.publish.export.incidents import incidents, rejected
from truceline.publish.export.reasons import REJECTED
from truceline.publish.export.tables import Cell, Cells, Column, Product, Table
from truceline.publish.export.telling import SCALE, SCALE_NOTE, UNKNOWN, Entity, Telling, rows_of, tellings
from truceline.publish.export.writing import Format
from truceline.record import Store

NO_CATEGORY = "PLOVER has no category for this kind of event"
NESTED = frozenset({"actor", "recipient", "event_loc", "text_info", "cite_info", "size"})
COLUMNS = (
    Column("id", "text", "Id of the event in its report", required=True),
    Column("date", "date", "First day it may have happened on; the report's own day where none is told"),
    Column("enddate", "date", "Last day, if it is another"),
    Column("time", "text", "Words for the time"),
    Column("endtime", "text", "Empty: hours are not read"),
    Column("actor", "text", "List of entities: code, sector, entity_text …; UNK if nobody is named", True),
    Column("recipient", "text", "List of entities"),
    Column("event", "text", "PLOVER category", True, tuple(SCALE)),
    Column("has_event", "boolean", "False if the report denies it", required=True),
    Column("mode", "list", "PLOVER modes"),
    Column("context", "list", "Empty: contexts are not read"),
    Column("quad_code", "integer", "1 and 2 verbal and material cooperation, 3 and 4 conflict", True, tuple("1234")),
    Column("event_scale", "number", "Conflict to cooperation, -10 to 10, by category", required=True),
    Column("event_text", "text", "Word or words that tell of it", required=True),
    Column("event_loc", "text", "Location: extracted_place, resolved_place, geonameid, lat, lon … resolution"),
    Column("size", "text", "dead, injured, arrested: persons, by this report; null where not told or vague", True),
    Column("historical", "boolean", "Told as background", required=True),
    Column("future", "boolean", "Planned or expected", required=True),
    Column("hypothetical", "boolean", "Conditional, feared or possible", required=True),
    Column("negation", "boolean", "Denied or did not happen", required=True),
    Column("link", "list", "Id of the happening, which all reports of it share", required=True),
    Column("text", "text", "Empty: the words stay in the record; text_info says where they stand"),
    Column("text_info", "text", "sequence (sentence, from 0), start, end (characters)", required=True),
    Column("cite_info", "text", "Publication, title, address, language, day, coder, codebook, version", required=True),
    Column("coder", "text", "Rule, model or person", required=True),
    Column("coded_date", "date", "Empty: see export.json for the state of the record"),
    Column("coded_time", "text", "Empty"),
    Column("comment", "text", "Numbers of persons in the report's words, with their range"),
)  # fmt: skip
NOTES = (
    "One line is one event as one report tells it; link holds the id that all reports of the happening share.",
    "All statuses are here. historical, future, hypothetical and negation mark what is not told as a fact of the day:"
    " leave those lines out before counting.",
    "An actor that the report does not name is UNK. Compound actors stay a list. Armed men of no known group are UAF.",
    "size is a number only where the report gives one; the comment has the words and the range.",
    "Contexts are not read, so they are empty, which does not mean that there are none.",
    SCALE_NOTE,
)


def tables(store: Store, wanted: Filter) -> Product:
    """The objects as rows; nested ones as JSON text."""

    def rows() -> Iterator[Cells]:
        for one in incidents(store, wanted):
            for telling in tellings(one):
                if telling.row.plover is None:
                    product.leave_out(telling.row.id, NO_CATEGORY)
                    continue
                for own, document in rows_of(one, telling):
                    product.cite(telling.row.id, own, document)
                yield _cells(telling)
        for own in rejected(store, wanted, each=True):
            product.leave_out(own, REJECTED)

    table = Table(name="plover", meaning="One event as one report tells it", columns=COLUMNS, rows=rows, key=("id",))
    return (product := Product(tables=(table,), notes=NOTES))


def _cells(told: Telling) -> Cells:
    row = told.row
    category = row.plover or ""
    return (
        row.id, told.first, told.last, "; ".join(row.time_text) or None, None,
        _json([_entity(e) for e in told.actors] or [_nobody()]), _json([_entity(e) for e in told.targets]), category,
        row.status != "negated", row.plover_mode, (), row.quad, SCALE[category], row.trigger,
        None if told.where is None else _json(location(*told.where)),
        _json({"dead": told.size("killed"), "injured": told.size("wounded"),
               "arrested": told.size("arrested", "captured")}),
        row.status == "background", row.status == "future", row.status == "hypothetical", row.status == "negated",
        (row.happening_id,), None,
        _json({"sequence": row.sentence, "start": row.position, "end": row.position + len(row.trigger),
               "text_story": None}),
        _json(_citation(told)), row.method, None, None, _comment(told.figures),
    )  # fmt: skip


def _entity(one: Entity) -> dict[str, Cell | list[str]]:
    return {
        "code": one.code, "sector": [one.sector], "entity_text": one.text, "identifier_id": None,
        "identifier_text": one.one.known, "religion": None, "ethnicity": None, "office": None, "gender": None,
        "age": None,
    }  # fmt: skip


def _nobody() -> dict[str, Cell | list[str]]:
    empty = ("entity_text", "identifier_id", "identifier_text", "religion", "ethnicity", "office", "gender", "age")
    return {"code": None, "sector": [UNKNOWN], **dict.fromkeys(empty)}


def location(text: str, place: PlaceRow | None) -> dict[str, Cell]:
    """PLOVER's location of a place in a report.

    Args:
        text: the words.
        place: what they stand for, None if unresolved.
    """
    found: dict[str, Cell] = {"extracted_place": text}
    if place is None:
        return found | dict.fromkeys(_PLACE)
    home, kind, level = country(place.country), place.kind, resolution(place)
    values: dict[str, Cell] = {
        "resolved_place": place.name, "geonameid": place.geonameid, "lat": place.lat, "lon": place.lon,
        "city": place.name if level == 4 else None, "district": place.name if kind == "district" else None,
        "province": place.name if kind == "admin1" else place.admin1, "country": None if home is None else home.name,
        "country_code": place.country, "feature_class": None, "feature_code": None, "resolution": level,
    }  # fmt: skip
    return found | values


_PLACE = (
    "resolved_place", "geonameid", "lat", "lon", "city", "district", "province", "country", "country_code",
    "feature_class", "feature_code", "resolution",
)  # fmt: skip


def resolution(place: PlaceRow) -> int | None:
    """How fine a place is: 1 country, 2 province, 3 district, 4 city, 5 below; None if it is not known."""
    if place.kind == "district":
        return 3 if (place.precision or 0) >= 3 else 5
    return {"country": 1, "admin1": 2, "city": 4, "feature": 5}.get(place.kind)


def _citation(told: Telling) -> dict[str, Cell]:
    report = told.report
    return {
        "corpus": None, "citation": report.id, "url": report.url, "title": report.title, "language": report.language,
        "publication": report.outlet, "published": None if report.published is None else report.published.isoformat(),
        "license": None, "copyright": None, "coder": told.row.method, "codebook": "PLOVER",
        "version": truceline.__version__,
    }  # fmt: skip


def _comment(figures: Sequence[FigureRow]) -> str | None:
    said = [
        f"{f.kind}, {words.word(words.VICTIMS, f.victim_class)}: {words.count(f.low, f.best, f.high, f.open)}"
        f" (“{f.verbatim}”, {words.word(words.SCOPES, f.scope)})"
        for f in figures
    ]
    return "; ".join(said) or None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def write(product: Product, folder: Path) -> Sequence[Path]:
    """One JSON object a line."""
    (table,) = product.tables
    path = folder / "plover.jsonl"
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for cells in table.rows():
            values = {name: _value(name, cell) for name, cell in zip(table.names, cells, strict=True)}
            out.write(json.dumps(values, ensure_ascii=False, default=str) + "\n")
    return path, codebook_file(product, folder / CODEBOOK)


def _value(name: str, cell: Cell) -> object:
    return json.loads(cell) if name in NESTED and isinstance(cell, str) else cell


PLOVER = Format(name="plover", meaning="PLOVER JSON Lines, all statuses", tables=tables, write=write)
