"""One row a happening: what all its reports say together, for tables and maps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import get_args

from truceline.model.extraction import PlaceKind, Status
from truceline.model.filters import Filter
from truceline.model.records import Agreement, CountedClass, ReconciledRow, Review
from truceline.model.values import DatePrecision
from truceline.publish.export.incidents import Incident, Where, incidents, rejected
from truceline.publish.export.reasons import REJECTED
from truceline.publish.export.tables import Cell, Cells, Column, Product, Table
from truceline.record import Store
from truceline.record.views.places import NEAR, SITE, TOWN

PLACED = ("point", "area", "country", "none")  # by `Where.level`


def _ranges(harm: str) -> tuple[Column, ...]:
    def name(part: str) -> str:
        return f"{harm}_{part}"

    return (
        Column(
            name("class"), "text", f"Whom the range of {harm} counts; all is the total over classes",
            values=get_args(CountedClass),
        ),
        Column(name("low"), "integer", "Smallest number that a report gives; empty is not zero", unit="persons"),
        Column(name("best"), "integer", "Number chosen by the rule in table reconciled", unit="persons"),
        Column(name("high"), "integer", "Largest number that a report gives; empty if open", unit="persons"),
        Column(name("open"), "boolean", "True if some report sets no upper end"),
        Column(name("agreement"), "text", "How the sources agree on it", values=get_args(Agreement)),
    )  # fmt: skip


COLUMNS: tuple[Column, ...] = (
    Column("id", "text", "Id of the happening: that of its telling in the report published first", required=True),
    Column("type", "text", "What happened, from the vocabulary of event types", required=True),
    Column(
        "status", "text", "Whether a report says that it happened: that of the telling that the row is led by",
        required=True, values=get_args(Status),
    ),
    Column("happened", "boolean", "True if some report tells it as a fact", required=True),
    Column("words", "text", "Words of the report that tell of it", required=True),
    Column("first_day", "date", "First day that it may have happened on"),
    Column("last_day", "date", "Last day that it may have happened on"),
    Column("date_precision", "text", "How exactly the words give the date", values=get_args(DatePrecision)),
    Column("place", "text", "Finest place that a report names"),
    Column("place_id", "text", "Its row in table place"),
    Column("admin1", "text", "Province or governorate"),
    Column("country", "text", "ISO 3166-1 alpha-3 code"),
    Column("lat", "number", "Latitude, WGS 84; of an area or country one point that stands for it", unit="degrees"),
    Column("lon", "number", "Longitude, WGS 84", unit="degrees"),
    Column("place_kind", "text", "What the place is", values=get_args(PlaceKind)),
    Column("place_precision", "integer", "How exactly it is known, after UCDP where_prec: 1 exact to 6 country"),
    Column("placed", "text", "What the coordinates stand for", required=True, values=PLACED),
    Column("radius", "integer", "Distance from the coordinates within which a point lies", unit="kilometres"),
    Column("actors", "list", "Who does it"),
    Column("targets", "list", "Whom it is done to"),
    *_ranges("killed"),
    *_ranges("wounded"),
    Column("reports", "integer", "Reports that tell of it", required=True),
    Column("independent_sources", "integer", "Independent sources of the range of killed, else of wounded"),
    Column("sources", "list", "Outlets that report it"),
    Column("review", "text", "corrected or accepted if a person reviewed a telling, else draft", required=True,
           values=tuple(state for state in get_args(Review) if state != "rejected")),
)  # fmt: skip


def facts(store: Store, wanted: Filter) -> Product:
    """What happened, as one table with the passages of all its rows cited.

    Happenings that no report tells as a fact are left out, unless the filter asks for such.
    """
    product = Product(tables=(), notes=(*NOTES[:1], *NOTES[2:]))

    def rows() -> Iterator[Cells]:
        for one in incidents(store, wanted):
            if not one.happened and not wanted.status:
                product.leave_out(one.id, f"no report tells it as a fact ({one.lead.status})")
                continue
            for row, document in one.rows:
                product.cite(one.id, row, document)
            yield cells(one)
        for own in rejected(store, wanted):
            product.leave_out(own, REJECTED)

    product.tables = (table(rows),)
    return product


NOTES = (
    "A happening is one row whatever the number of its reports: days of the telling that gives them most exactly, the"
    " finest place that a report names, who takes part in any of them.",
    "status and happened say whether it took place: plans, conditions and denials are in the table, too.",
    "killed and wounded are the range over all victims, or over the one class that reports give; where reports give"
    " several classes and no total, the cells are empty and table reconciled has each class. Empty is not zero.",
)


def table(rows: Callable[[], Iterator[Cells]]) -> Table:
    """The table of happenings over an iterator of their rows."""
    meaning = "One happening each, with what all its reports say of it together"
    return Table(name="happening", meaning=meaning, columns=COLUMNS, rows=rows, key=("id",))


def cells(one: Incident) -> Cells:
    """The row of a happening, as `COLUMNS` has it."""
    days, where = one.days, one.where
    place = None if where is None else where.place
    killed, wounded = total(one, "killed"), total(one, "wounded")
    counted = killed or wounded
    return (
        one.id,
        one.lead.type,
        one.lead.status,
        one.happened,
        one.lead.trigger,
        None if days is None else days.earliest,
        None if days is None else days.latest,
        None if days is None else days.precision,
        None if where is None else where.name,
        None if place is None else place.id,
        None if place is None else place.admin1,
        one.country,
        None if place is None else place.lat,
        None if place is None else place.lon,
        None if place is None else place.kind,
        None if place is None else place.precision,
        PLACED[3 if where is None else where.level],
        None if where is None else _radius(where),
        tuple(person.name for person in one.of("actor")),
        tuple(person.name for person in one.of("target")),
        *_range(killed),
        *_range(wounded),
        len(one.reports),
        None if counted is None else counted.n_independent,
        tuple(dict.fromkeys(info.outlet for info in one.reports if info.outlet)),
        _review(one),
    )


def total(one: Incident, harm: str) -> ReconciledRow | None:
    """The range over all victims of the happening itself, else that of the only class that reports give."""
    found = [row for row in one.ranges if row.kind == harm and row.scope == "event"]
    return next((row for row in found if row.victim_class == "all"), found[0] if len(found) == 1 else None)


def _range(row: ReconciledRow | None) -> tuple[Cell, ...]:
    if row is None:
        return (None,) * 6
    return row.victim_class, row.low, row.best, row.high, row.open, row.agreement


def _radius(where: Where) -> int | None:
    if where.place is None or where.level > 0:
        return None
    if where.place.precision == 2:
        return NEAR
    return TOWN if where.place.kind == "city" else SITE


def _review(one: Incident) -> str:
    states = {row.review for row in one.tellings}
    return next((state for state in ("corrected", "accepted") if state in states), "draft")
