"""Civilian deaths in the shape of the Iraq Body Count: one row an incident, and the persons that reports name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from truceline.model.filters import Filter
from truceline.model.names import is_generic, plain_words
from truceline.model.records import FigureRow, ReconciledRow
from truceline.publish.export.camps import Actor, actors, site
from truceline.publish.export.csvfile import csv_files
from truceline.publish.export.dating import dated
from truceline.publish.export.deaths import CIVILIANS
from truceline.publish.export.incidents import Incident, incidents, rejected
from truceline.publish.export.narrative import givers, outlet
from truceline.publish.export.reasons import NO_COUNTRY, NOT_FACT, REJECTED, UNDATED
from truceline.publish.export.tables import Cells, Column, Product, Table
from truceline.publish.export.writing import Format
from truceline.record import Store

NO_DEAD = "no report tells of dead"
NO_NUMBER = "no report counts the dead of this incident alone"
COMBATANTS = "only combatants are told to have died"
NOBODY_DIED = "nobody died"
NOBODY = "nobody was harmed"
_COUNTED = CIVILIANS | {"police"}
_WHOLE = ("all", "unknown", "mixed")
_FIGHTING = ("combatant", "peacekeeper")
COLUMNS = (
    Column("incident_id", "text", "Id of the happening in the record, stable across exports", required=True),
    Column("date_start", "date", "First day that it may have happened on", required=True),
    Column("date_end", "date", "Last day that it may have happened on", required=True),
    Column("time", "list", "Words for the time"),
    Column("place", "text", "Finest place that a report names", required=True),
    Column("place_spellings", "list", "All words for places in the reports", required=True),
    Column("country", "text", "Country", required=True),
    Column("target", "list", "Whom or what it was aimed at, in the words of the reports"),
    Column("deaths_min", "integer", "Fewest civilians killed", True, (), "persons"),
    Column("deaths_max", "integer", "Most persons killed who may be civilians", True, (), "persons"),
    Column("deaths_max_open", "boolean", "True if a report sets no upper end", required=True),
    Column("injuries_min", "integer", "Fewest civilians wounded; empty if no report tells of any", unit="persons"),
    Column("injuries_max", "integer", "Most persons wounded who may be civilians; empty likewise", unit="persons"),
    Column("weapons", "list", "Words for weapons and means"),
    Column("killers", "list", "Who acted, as a report says; a claim, not a finding"),
    Column("sources", "list", "Outlets", required=True),
    Column("primary_witnesses", "list", "Who first gave the numbers, in the words of the reports"),
    Column("provisional", "boolean", "True with fewer than two independent sources", required=True),
)  # fmt: skip
PERSONS = (
    Column("incident_id", "text", "The incident", required=True),
    Column("name", "text", "Name in the reports", required=True),
    Column("age", "integer", "Empty: not read"),
    Column("sex", "text", "Empty: not read"),
    Column("marital_status", "text", "Empty: not read"),
    Column("parental_status", "text", "Empty: not read"),
    Column("occupation", "text", "Empty: not read"),
)
NOTES = (
    "One row is an incident in which civilians were or may have been killed. Combatants are left out.",
    "Civilians, journalists, aid workers, officials, prisoners and police are counted, as Iraq Body Count does.",
    "Dead of whom no report says who they were are in deaths_max. They are in deaths_min too unless there was fighting"
    " or armed men were the target.",
    "Where a report sets no upper end, deaths_max is the largest number given, and deaths_max_open is true.",
    "Iraq Body Count asks for two independent sources: incidents with fewer are provisional.",
    "killers is what reports say, not a finding. individuals holds persons whose death a report counts by name.",
    "Age, sex, family and occupation of persons are not read.",
    "Running totals and totals of whole episodes are no incidents and are left out.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Harmed:
    """Civilians harmed in an incident: fewest, most, and whether a report sets no upper end."""

    fewest: int
    most: int
    open: bool


def tables(store: Store, wanted: Filter) -> Product:
    """Incidents, the persons named in them, and what is left out."""

    def rows() -> Iterator[Cells]:
        for one in incidents(store, wanted):
            row = ibc_row(one)
            if isinstance(row, str):
                product.leave_out(one.id, row)
                continue
            for own, document in one.rows:
                product.cite(one.id, own, document)
            yield row
        for own in rejected(store, wanted):
            product.leave_out(own, REJECTED)

    def persons() -> Iterator[Cells]:
        for one in incidents(store, wanted):
            if not isinstance(ibc_row(one), str):
                yield from ((one.id, name, None, None, None, None, None) for name in named_dead(one))

    return (
        product := Product(
            tables=(
                Table(name="incidents", meaning="One incident", columns=COLUMNS, rows=rows, key=("incident_id",)),
                Table(
                    name="individuals", meaning="One person killed", columns=PERSONS, rows=persons,
                    key=("incident_id", "name"), refs=(("incident_id", "incidents", "incident_id"),),
                ),
            ),
            notes=NOTES,
        )
    )  # fmt: skip


def ibc_row(one: Incident) -> Cells | str:
    """The cells of an incident, or why it is none."""
    if not one.happened:
        return NOT_FACT
    if not any(row.kind == "killed" for row in one.ranges):
        return NO_DEAD
    where, when = site(one), dated(one)
    fighters = [] if where is None else _armed(one, where[1].iso3)
    unclear = one.lead.type in ("armed_clash", "territory_taken") or bool(fighters)
    dead = harmed(one, "killed", unclear=unclear)
    if isinstance(dead, str):
        return NOBODY_DIED if dead == NOBODY else dead
    if where is None:
        return NO_COUNTRY
    if when is None:
        return UNDATED
    hurt = harmed(one, "wounded", unclear=unclear)
    if hurt == NOBODY:
        hurt = Harmed(fewest=0, most=0, open=False)  # a report says that nobody was wounded: that is no empty cell
    wounded = (None, None) if isinstance(hurt, str) else (hurt.fewest, hurt.most)
    told = [f for f in one.figures if f.kind in ("killed", "wounded") and f.standing == "counted"]
    killed = [row for row in one.ranges if (row.kind, row.scope) == ("killed", "event")]
    return (
        one.id, when.first, when.last, one.lead.time_text, where[0].name,
        tuple(dict.fromkeys(r.text for w in one.places for r in w.rows)), where[1].name,
        tuple(dict.fromkeys(r.text for p in one.of("target") for r in p.rows)), dead.fewest, dead.most, dead.open,
        *wounded, one.lead.means, tuple(p.name for p in one.of("actor") if p.kind not in (None, "civilian", "media")),
        tuple(dict.fromkeys(outlet(d) for d in one.reports)), givers(one, told),
        max(row.n_independent for row in killed) < 2,
    )  # fmt: skip


def harmed(one: Incident, kind: str, *, unclear: bool) -> Harmed | str:
    """Civilians harmed, or why the incident has none.

    Args:
        one: the incident.
        kind: killed or wounded.
        unclear: those of whom no report says who they were may have been fighters.
    """
    found = [row for row in one.ranges if (row.kind, row.scope) == (kind, "event")]
    if not found:
        return NO_NUMBER
    civilians = [row for row in found if row.victim_class in _COUNTED]
    others = [row for row in found if row.victim_class in _WHOLE and (row.victim_class != "all" or civilians)]
    if all(row.victim_class in _FIGHTING for row in found):
        return COMBATANTS
    fewest = sum(row.low or 0 for row in civilians)
    if not unclear:
        fewest = max(fewest, *(row.low or 0 for row in others if row.victim_class != "all"), 0)
    fighters = sum(row.low or 0 for row in found if row.victim_class in _FIGHTING)  # they are in the total of all
    apart = (_most(row, one) - (fighters if row.victim_class == "all" else 0) for row in others)
    most = max(sum(_most(row, one) for row in civilians), *apart, 0)
    if most == 0:
        return NOBODY
    return Harmed(fewest=fewest, most=max(most, fewest), open=any(row.open for row in (*civilians, *others)))


def _most(row: ReconciledRow, one: Incident) -> int:
    """The upper end; where it is open the largest number that a report gives."""
    told = [f for f in one.figures if f.id in (*row.figure_ids, *row.end_ids)]
    given = [n for f in told for n in (f.low, f.best, f.high) if n is not None]
    return row.high if row.high is not None else max([*given, row.best or 0, row.low or 0])


def _armed(one: Incident, home: str) -> list[Actor]:
    return [actor for actor in actors(one, home, "target") if actor.armed and actor.one.kind != "police"]


def named_dead(one: Incident) -> tuple[str, ...]:
    """Persons whom a figure of one killed names: the words counted are those of a person that was the target."""
    people = [p for p in one.of("target") if p.kind == "person" and not is_generic(p.name)]
    return tuple(dict.fromkeys(p.name for p in people for f in one.figures if _is(f, [r.text for r in p.rows])))


def _is(figure: FigureRow, texts: Sequence[str]) -> bool:
    who = plain_words(figure.who or figure.verbatim)
    counted = (figure.kind, figure.standing, figure.scope, figure.best) == ("killed", "counted", "event", 1)
    return counted and figure.victim_class in (*_COUNTED, *_WHOLE) and any(who == plain_words(text) for text in texts)


def write(product: Product, folder: Path) -> Sequence[Path]:
    """As CSV."""
    return csv_files(product, folder)


IBC = Format(
    name="ibc", meaning="CSV in the shape of casualty recording, as Iraq Body Count has it", tables=tables, write=write
)
