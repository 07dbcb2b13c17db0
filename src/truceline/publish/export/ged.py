"""The record in the shape of UCDP GED: 49 columns in the order of release 23.1, one row a happening with dead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from truceline.model.filters import Filter
from truceline.publish.export.camps import CIVILIAN, Actor, Camps, camps, sayings, site
from truceline.publish.export.countries import Country
from truceline.publish.export.csvfile import csv_files
from truceline.publish.export.dating import MONTH, YEAR, Dated, dated
from truceline.publish.export.deaths import Split, split
from truceline.publish.export.incidents import Incident, Where, incidents, rejected
from truceline.publish.export.narrative import givers, narrative, outlet
from truceline.publish.export.reasons import NO_COUNTRY, NOT_FACT, REJECTED, UNDATED
from truceline.publish.export.tables import Cells, Column, Product, Table
from truceline.publish.export.writing import Format
from truceline.publish.fatalities import GedDeaths, LeftOut, ged_deaths
from truceline.record import Store

NO_ACTOR = "no report names an organised armed actor, and UCDP needs one"
NO_OTHER = "no report names the other side, or says that civilians were the target"
NOT_VIOLENT = "not an act of violence that UCDP counts"
NO_POINT = "its place has no coordinates"
TOO_WIDE = "dated only to within more than a year, which date_prec cannot say"
_FOR_STATES = "Forces of an international body fight for states; UCDP would name the government that they support."
PARTS = 6  # days; what lasts longer is told as one, not singly

COLUMNS = (
    Column("id", "integer", "53 bits of the SHA-256 of relid: stable, and not an id of UCDP", required=True),
    Column("relid", "text", "Id of the happening in the record", required=True),
    Column("year", "integer", "Year of date_start", required=True),
    Column("active_year", "integer", "Empty: whether the dyad was active is worked out over all of a year's events"),
    Column("code_status", "text", "By a person; words of this export", True, ("Reviewed", "Unreviewed")),
    Column("type_of_violence", "integer", "1 state or international, 2 non-state, 3 one-sided", True, tuple("123")),
    Column("conflict_dset_id", "integer", "Empty: not in the register"),
    Column("conflict_new_id", "integer", "Empty: not in the register"),
    Column("conflict_name", "text", "Empty: not in the register"),
    Column("dyad_dset_id", "integer", "Empty: not in the register"),
    Column("dyad_new_id", "integer", "Empty: not in the register"),
    Column("dyad_name", "text", "Both sides", required=True),
    Column("side_a_dset_id", "integer", "Empty: not in the register"),
    Column("side_a_new_id", "integer", "UCDP actor id (Actor Dataset 22.1), where the register has it"),
    Column("side_a", "text", "The state, else who acts", required=True),
    Column("side_b_dset_id", "integer", "Empty: not in the register"),
    Column("side_b_new_id", "integer", "UCDP actor id (Actor Dataset 22.1), where the register has it"),
    Column("side_b", "text", "The other side, or Civilians", required=True),
    Column("number_of_sources", "integer", "Reports of different outlets", required=True),
    Column("source_article", "text", 'Outlet, day and headline of each report: "outlet,date,title";"…"', required=True),
    Column("source_office", "list", "Outlets", required=True),
    Column("source_date", "list", "Days of publication, in the same order"),
    Column("source_headline", "list", "Headlines, in the same order; nothing for a report without one"),
    Column("source_original", "list", "Who first gave the deaths, in the words of the reports"),
    Column("where_prec", "integer", "1 exact to 7 international, as UCDP has it", True, tuple("1234567")),
    Column("where_coordinates", "text", "Place of the coordinates", required=True),
    Column("where_description", "list", "All words for places", required=True),
    Column("adm_1", "text", "Province, where the gazetteer knows it"),
    Column("adm_2", "text", "Empty: the record has no second-order divisions"),
    Column("latitude", "number", "With where_prec 6 a point of the country", True, (), "degrees WGS 84"),
    Column("longitude", "number", "With where_prec 6 a point of the country", True, (), "degrees WGS 84"),
    Column("geom_wkt", "text", "POINT (longitude latitude)", required=True),
    Column("priogrid_gid", "integer", "Cell of the PRIO-GRID", required=True),
    Column("country", "text", "Country", required=True),
    Column("country_id", "integer", "Gleditsch-Ward number of the country"),
    Column("region", "text", "UCDP region", required=True),
    Column("event_clarity", "integer", "1 told singly; 2 as a total of more than six days", True, ("1", "2")),
    Column("date_prec", "integer", "1 day; 2 two to six days; 3 a week; 4 a month; 5 a year", True, tuple("12345")),
    Column("date_start", "date", "First day that it may have happened on", required=True),
    Column("date_end", "date", "Last day that it may have happened on", required=True),
    Column("deaths_a", "integer", "Dead of side a", True, (), "persons"),
    Column("deaths_b", "integer", "Dead of side b", True, (), "persons"),
    Column("deaths_civilians", "integer", "Dead civilians", True, (), "persons"),
    Column("deaths_unknown", "integer", "Dead of no side that a report tells", True, (), "persons"),
    Column("best", "integer", "The record's best; the sum of the four before", True, (), "persons"),
    Column("high", "integer", "Largest number that a report gives; a range of reports", True, (), "persons"),
    Column("low", "integer", "Smallest number that a report gives; a range of reports", True, (), "persons"),
    Column("gwnoa", "integer", "Gleditsch-Ward number of side a, if a state"),
    Column("gwnob", "integer", "Gleditsch-Ward number of side b, if a state"),
)  # fmt: skip
NOTE_COLUMNS = (
    Column("relid", "text", "Id of the happening", required=True),
    Column("column", "text", "Column of the table that the note is on", required=True),
    Column("note", "text", "What the column cannot say", required=True),
)
NOTES = (
    "The columns are those of UCDP GED 23.1. Read them by name. The rows are yours, not UCDP's data.",
    "relid is the id of the happening in the record; id is made from it (53 bits of its SHA-256) and is stable.",
    "Only acts of violence with a known number of dead, an organised armed actor and a country are in the table.",
    "best, high and low are those of the reports. Where no report sets an upper end, high is the largest number given,"
    " and ged_notes.csv says so.",
    "deaths_a, deaths_b and deaths_civilians are filled only where the numbers by class add up to best; a soldier or"
    " fighter goes to the side whose words name him. Else all are deaths_unknown.",
    "side_a is the state; of several the one that it happened in. Others who take part are in ged_notes.csv.",
    "Forces of no named state are taken for those of the country, and ged_notes.csv says so.",
    "News without a day is dated to the days before its report (date_prec 2), and ged_notes.csv says so.",
    "priogrid_gid: (row - 1) * 720 + column, row and column counted in half degrees from 90 S 180 W"
    " (Tollefsen, Strand and Buhaug 2012, PRIO-GRID).",
    "country_id, gwnoa and gwnob are Gleditsch-Ward numbers of today's states.",
    "Wounded have no column in GED. Whom the army only claims to have killed is a claim: see source_original.",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """A side of a dyad: name, UCDP id, Gleditsch-Ward number."""

    name: str
    ucdp: int | None
    gw: int | None
    state: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A happening as GED has it: its cells, and the notes by column."""

    cells: Cells
    notes: tuple[tuple[str, str], ...]


def tables(store: Store, wanted: Filter) -> Product:
    """The rows, the notes on them, and what is left out."""

    def rows() -> Iterator[Cells]:
        for one in incidents(store, wanted):
            coded = ged_row(one)
            if isinstance(coded, str):
                product.leave_out(one.id, coded)
                continue
            for own, document in one.rows:
                product.cite(one.id, own, document)
            yield coded.cells
        for own in rejected(store, wanted):
            product.leave_out(own, REJECTED)

    def notes() -> Iterator[Cells]:
        for one in incidents(store, wanted):
            coded = ged_row(one)
            if not isinstance(coded, str):
                yield from ((one.id, column, note) for column, note in coded.notes)

    return (
        product := Product(
            tables=(
                Table(name="ged", meaning="One happening with dead", columns=COLUMNS, rows=rows, key=("relid", "id")),
                Table(
                    name="ged_notes", meaning="What a column cannot say", columns=NOTE_COLUMNS, rows=notes,
                    key=("relid", "column"), refs=(("relid", "ged", "relid"),),
                ),
            ),
            notes=NOTES,
        )
    )  # fmt: skip


def event_number(happening: str) -> int:
    """A positive whole number below 2 to the 53 (exact in any reader) from the id of a happening."""
    return int.from_bytes(sha256(happening.encode()).digest()[:8]) >> 11


def priogrid(lat: float, lon: float) -> int:
    """The cell of the PRIO-GRID that a point lies in: half degrees, counted from 90 S 180 W eastward, then northward.

    Source: Tollefsen, Strand and Buhaug 2012, "PRIO-GRID: A unified spatial data structure", Journal of Peace Research.
    """
    row, column = min(int((lat + 90) * 2), 359), min(int((lon + 180) * 2), 719)
    return row * 720 + column + 1


def ged_row(one: Incident) -> Coded | str:
    """The 49 cells of a happening and the notes on them, or why GED cannot hold it."""
    if not one.happened:
        return NOT_FACT
    deaths = ged_deaths(one.ranges, {figure.id: figure for figure in one.figures})
    if isinstance(deaths, LeftOut):
        return deaths.reason
    where, when = site(one), dated(one)
    if one.lead.plover != "ASSAULT" and one.lead.type != "ceasefire_violated":
        return NOT_VIOLENT
    if where is None:
        return NO_COUNTRY
    if when is None:
        return UNDATED
    if when.width > YEAR:
        return TOO_WIDE
    place, home = where
    if place.place is None or place.place.lat is None or place.place.lon is None:
        return NO_POINT
    coded = _sides(one, home)
    return coded if isinstance(coded, str) else _cells(one, deaths, place, home, when, coded)


_Dyad = tuple[_Side, _Side, int, list[Actor], list[Actor], list[tuple[str, str]]]


def _cells(one: Incident, deaths: GedDeaths, where: Where, home: Country, when: Dated, coded: _Dyad) -> Coded:
    side_a, side_b, type, first, second, notes = coded
    found = split(one, deaths, first, second)
    place = where.place
    assert place is not None
    lat, lon = place.lat, place.lon
    assert lat is not None
    assert lon is not None
    reports = {outlet(report): report for report in reversed(one.reports)}
    admin1 = place.name if place.kind == "admin1" else place.admin1
    told = [f for f in one.figures if f.kind == "killed" and f.standing == "counted" and f.scope == "event"]
    titles = [report.title for report in one.reports]
    dates = [report.published.isoformat() if report.published else "" for report in one.reports]
    offices = [outlet(report) for report in one.reports]
    told_in = (",".join((a, b, c or "")) for a, b, c in zip(offices, dates, titles, strict=True))
    articles = ('"{}"'.format(said.replace('"', '""')) for said in told_in)
    cells: Cells = (
        event_number(one.id), one.id, when.first.year, None, "Reviewed" if one.reviewed else "Unreviewed", type,
        None, None, None, None, None, f"{side_a.name} - {side_b.name}", None, side_a.ucdp, side_a.name, None,
        side_b.ucdp, side_b.name, len(reports), ";".join(articles), tuple(offices), tuple(dates),
        _aligned(titles), givers(one, told), _where_prec(where), where.name,
        tuple(dict.fromkeys(row.text for w in one.places for row in w.rows)), admin1, None, lat, lon,
        f"POINT ({lon} {lat})", priogrid(lat, lon), home.name, home.gw, home.ucdp_region,
        1 if when.width <= PARTS else 2, _date_prec(when.width), when.first, when.last, found.a, found.b,
        found.civilians, found.unknown, deaths.best, deaths.high, deaths.low, side_a.gw, side_b.gw,
    )  # fmt: skip
    return Coded(cells=cells, notes=(*notes, *_notes(one, deaths, found, when), ("relid", narrative(one))))


def _notes(one: Incident, deaths: GedDeaths, found: Split, when: Dated) -> Iterator[tuple[str, str]]:
    if deaths.apart:
        said = "” and “".join(f"{f.verbatim} {f.who or ''}".rstrip() for f in one.figures if f.id in deaths.apart)
        yield "best", f"The sum of what one source counts apart: “{said}”."
    elif any(
        r.open for r in one.ranges if (r.kind, r.scope) == ("killed", "event") and r.victim_class in found.classes
    ):
        yield "high", "A report sets no upper end; high is the largest number that a report gives."
    if found.why:
        yield "deaths_unknown", found.why
    if when.inferred:
        yield "date_start", "No report gives the day: it is told as news of the days before its report."


def _aligned(titles: Sequence[str | None]) -> tuple[str, ...]:
    """A cell for each report, as the outlets and days have; none at all where no report has a headline."""
    return tuple(title or "" for title in titles) if any(titles) else ()


def _sides(one: Incident, home: Country) -> _Dyad | str:
    """Both sides, the type of violence, who stands on each, and notes; or why there is no dyad."""
    found = camps(one, home.iso3, armed=False, two_sided=one.lead.type in ("armed_clash", "territory_taken"))
    first, second = [a for a in found.first if a.armed], [a for a in found.second if a.armed]
    unarmed = [a for a in found.second if a.inter == CIVILIAN]
    if not first:
        return NO_ACTOR
    notes = []
    if second:
        if not any(a.of_state for a in first) and any(a.of_state for a in second):
            first, second = second, first
        first, second = (sorted(side, key=lambda a: a.country != home.iso3) for side in (first, second))
        a, b = _side(first[0], home), _side(second[0], home)
        others = [x for x in (first[0], second[0]) if x.one.kind == "international"]
        type = 1 if a.state or b.state or others else 2
        if others and not (a.state or b.state):
            notes.append(("type_of_violence", _FOR_STATES))
    elif (unarmed or _only_civilians(one)) and not _only_fighters(one):
        a, b, type = _side(first[0], home), _Side(name="Civilians", ucdp=None, gw=None, state=False), 3
    else:
        return NO_OTHER
    beside = dict.fromkeys(x.one.name for x in (*first[1:], *second[1:], *found.others))
    if beside:
        notes.append(("dyad_name", f"Also named as taking part: {', '.join(beside)}."))
    said = sayings(Camps(first=first[:1], second=second[:1]), home)
    if said:
        notes.append(("side_a", " ".join(said)))
    return a, b, type, first, second, notes


def _side(one: Actor, home: Country) -> _Side:
    known = one.one.known or ""
    state = one.of_country(home) if one.of_state else None
    if state is not None:
        return _Side(name=state.government, ucdp=state.ucdp_actor, gw=state.gw, state=True)
    ucdp = int(known.removeprefix("ucdp:")) if known.startswith("ucdp:") else None
    return _Side(name=one.called, ucdp=ucdp, gw=None, state=one.of_state)


def _only_civilians(one: Incident) -> bool:
    dead = {r.victim_class for r in one.ranges if r.kind == "killed" and r.scope == "event"}
    return bool(dead) and dead <= {"civilian", "journalist", "aid_worker", "prisoner", "official"}


def _only_fighters(one: Incident) -> bool:
    """True if all dead that reports tell of bore arms: then civilians are not the other side, whoever is named."""
    dead = {r.victim_class for r in one.ranges if r.kind == "killed" and r.scope == "event"} - {"all"}
    return bool(dead) and dead <= {"combatant", "police", "peacekeeper"}


def _where_prec(where: Where) -> int:
    place = where.place
    if place is None or place.kind == "country":
        return 6
    return place.precision or (4 if place.kind == "admin1" else 1)


def _date_prec(width: int) -> int:
    return 1 if width == 1 else 2 if width < 7 else 3 if width == 7 else 4 if width <= MONTH else 5


def write(product: Product, folder: Path) -> Sequence[Path]:
    """As CSV without a byte-order mark, as programs that read GED expect it."""
    return csv_files(product, folder, bom=False)


GED = Format(name="ged", meaning="CSV in the shape of UCDP GED 23.1 (49 columns)", tables=tables, write=write)
