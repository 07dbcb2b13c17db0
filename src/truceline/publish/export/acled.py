"""The record in the shape of ACLED: 31 columns, one row a happening that ACLED has a type for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from truceline.model.filters import Filter
from truceline.model.names import is_generic
from truceline.model.records import EventRow
from truceline.publish.export.camps import (
    CIVILIAN,
    POLITICAL,
    PROTESTER,
    RIOTER,
    Actor,
    Camps,
    camps,
    sayings,
    site,
    together,
)
from truceline.publish.export.countries import Country
from truceline.publish.export.csvfile import csv_files
from truceline.publish.export.dating import MONTH, Dated, dated, middle
from truceline.publish.export.incidents import Incident, Where, incidents, rejected
from truceline.publish.export.narrative import narrative, outlet
from truceline.publish.export.reasons import NO_COUNTRY, NOT_FACT, REJECTED, UNDATED
from truceline.publish.export.tables import Cells, Column, Product, Table
from truceline.publish.export.writing import Format
from truceline.publish.fatalities import acled_fatalities
from truceline.record import Store

_FORCE = "Excessive force against protesters"
DISORDER = {
    "Battles": "Political violence", "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence", "Protests": "Demonstrations", "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments", "Mob violence": "Political violence",
    _FORCE: "Political violence; Demonstrations",
}  # fmt: skip
_VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")
_KINDS = {"military": "Military Forces of", "police": "Police Forces of", "government": "Government of",
          "state": "Government of"}  # fmt: skip
_CIVILIANS = frozenset({"civilian", "journalist", "aid_worker", "official", "prisoner"})
_WEEK = 7
NO_TYPE = "ACLED has no type for this kind of event"
TOO_WIDE = "dated only to within more than a month, which ACLED's time_precision cannot say"
TOTAL = "a total over a longer time and a whole country, not one event"
NOBODY = "no report names an actor, and ACLED's strategic developments need one"

COLUMNS = (
    Column("event_id_cnty", "text", "Id of the happening, stable across exports; not ACLED's own id", required=True),
    Column("event_date", "date", "Day; the first of several, the middle one for time_precision 3", required=True),
    Column("year", "integer", "Year of event_date", required=True),
    Column("time_precision", "integer", "1 the day; 2 within a week; 3 within a month", True, ("1", "2", "3")),
    Column("disorder_type", "text", "ACLED's group of event types", required=True),
    Column("event_type", "text", "ACLED event type, by the record's vocabulary", required=True),
    Column("sub_event_type", "text", "ACLED sub-event type, by the record's vocabulary", required=True),
    Column("actor1", "text", "First actor: who acts, or ACLED's general name for an unknown one", required=True),
    Column("assoc_actor_1", "list", "Others on the side of actor1"),
    Column("inter1", "integer", "ACLED code of actor1, as a number: 1 state to 8 external", required=True),
    Column("actor2", "text", "First actor of the other side, or the target"),
    Column("assoc_actor_2", "list", "Others on the side of actor2"),
    Column("inter2", "integer", "ACLED code of actor2; 0 if there is none", required=True),
    Column("interaction", "integer", "Both codes, the smaller first; one and 0 if actor1 is alone", required=True),
    Column("civilian_targeting", "text", "Filled if civilians are the only target", values=("Civilian targeting",)),
    Column("iso", "integer", "Country, ISO 3166-1 numeric"),
    Column("region", "text", "ACLED's region of the country", required=True),
    Column("country", "text", "Country", required=True),
    Column("admin1", "text", "Province, where the gazetteer knows it"),
    Column("admin2", "text", "Empty: the record has no second-order divisions"),
    Column("admin3", "text", "Empty: the record has no third-order divisions"),
    Column("location", "text", "Finest place that a report names", required=True),
    Column("latitude", "number", "Empty where only the country is told", unit="degrees WGS 84"),
    Column("longitude", "number", "Empty where only the country is told", unit="degrees WGS 84"),
    Column("geo_precision", "integer", "1 town or site; 2 part of a region; 3 larger region, or the country", True),
    Column("source", "list", "Outlets of the reports", required=True),
    Column("source_scale", "text", "Empty: where an outlet is read is not known to the record"),
    Column("notes", "text", "What the cells of the record say, in words, with every range and its source", True),
    Column("fatalities", "integer", "Lowest number of any source; 0 if none tells of dead", True, (), "persons"),
    Column("tags", "list", "background; unreviewed"),
    Column("timestamp", "integer", "Last decision on it, else its newest report; Unix time", unit="seconds"),
)  # fmt: skip
NOTES = (
    "The columns are ACLED's since 20 March 2023, in their order. The rows are yours, not ACLED's data.",
    "event_id_cnty is the id of the happening in the record and no id of ACLED. Later reports do not change it.",
    "Only what some report tells as a fact, in a country, of a type that ACLED has, is in the table.",
    "A happening of several days is one row, dated to its first day: time_precision 2 up to a week, and 3, with the"
    " middle day, up to a month. It is not split into days, since no report says what happened on each.",
    "News without a day is dated to the day of its report with time_precision 2, and the notes say so.",
    "Happenings that the record keeps apart stay apart, even on one day, in one place and between the same actors.",
    "fatalities follows ACLED: the lowest source that counts; dozens 12, hundreds 100; 0 if nobody tells of dead.",
    "Actors the register knows have its name. Unnamed ones have ACLED's general names (Civilians, Unidentified Armed"
    " Group, Military Forces of a country, without years); the words of the reports are in the notes.",
    "Who fights beside whom follows from who they are: states on one side, others on the other. Whom that does not"
    " place is only in the notes.",
    "inter codes are numbers, as ACLED gives on demand; newer downloads of ACLED have words. State forces outside their"
    " own country are 8; unnamed armed groups 3; forces of no named state are taken for those of the country (1).",
    "A country without coordinates of a town or province has none here, rather than those of its middle.",
    "Strategic developments are not collected completely, so absence proves nothing.",
)  # fmt: skip


_Side = tuple[str, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """The two sides as ACLED names them; `said` is what the notes add."""

    one: _Side
    two: _Side | None
    said: tuple[str, ...]


def tables(store: Store, wanted: Filter) -> Product:
    """The rows and what is left out of them."""
    decided = decision_times(store)

    def rows() -> Iterator[Cells]:
        for one in incidents(store, wanted):
            row = acled_row(one, decided)
            if isinstance(row, str):
                product.leave_out(one.id, row)
                continue
            for own, document in one.rows:
                product.cite(one.id, own, document)
            yield row
        for own in rejected(store, wanted):
            product.leave_out(own, REJECTED)

    table = Table(name="acled", meaning="One happening", columns=COLUMNS, rows=rows, key=("event_id_cnty",))
    return (product := Product(tables=(table,), notes=NOTES))


def acled_row(one: Incident, decided: Mapping[str, datetime]) -> Cells | str:
    """The 31 cells of a happening, or why ACLED cannot hold it.

    Args:
        one: the happening.
        decided: when a person last decided on a record, by its id.
    """
    lead, where, when = one.lead, site(one), dated(one)
    if not one.happened:
        return NOT_FACT
    if lead.acled_type is None or lead.acled_sub_type is None:
        return NO_TYPE
    if where is None:
        return NO_COUNTRY
    if when is None:
        return UNDATED
    if when.width > MONTH:
        return TOO_WIDE
    place, home = where
    if place.level >= 2 and one.figures and all(figure.scope != "event" for figure in one.figures):
        return TOTAL
    pair = _sides(one, lead, home)
    if pair is None:
        return NOBODY
    day, precision = _day(when)
    first, second = pair.one, pair.two or ("", 0, ())
    codes = sorted((first[1], second[1])) if second[1] else [first[1], 0]
    lat, lon, exact = _point(place)
    notes = " ".join((narrative(one), *pair.said, *((_INFERRED,) if when.inferred else ())))
    disorder = DISORDER.get(lead.acled_sub_type) or DISORDER[lead.acled_type]
    admin1 = None if place.place is None else place.place.name if place.place.kind == "admin1" else place.place.admin1
    tags = (*(("background",) if lead.status == "background" else ()), *(() if one.reviewed else ("unreviewed",)))
    return (
        one.id, day, day.year, precision, disorder, lead.acled_type, lead.acled_sub_type,
        first[0], first[2], first[1], second[0] or None, second[2], second[1], codes[0] * 10 + codes[1],
        _targeting(lead, second[1]), home.iso_numeric, home.acled_region, home.name, admin1, None, None, place.name,
        lat, lon, exact, tuple(dict.fromkeys(outlet(d) for d in one.reports)), None, notes,
        acled_fatalities(one.figures), tags, _changed(one, decided),
    )  # fmt: skip


_INFERRED = "No report gives the day: it is told as news, and dated to the day of the report."


def _day(when: Dated) -> tuple[date, int]:
    if when.width == 1:
        return when.first, 1
    if when.inferred:
        return when.last, 2
    return (when.first, 2) if when.width <= _WEEK else (middle(when.first, when.last), 3)


def _point(where: Where) -> tuple[float | None, float | None, int]:
    place = where.place
    if place is None or where.level >= 2 or place.lat is None:
        return None, None, 3
    precision = place.precision or 0
    exact = 1 if precision <= 2 and place.kind != "admin1" else 2 if precision == 3 else 3
    return place.lat, place.lon, exact


def _targeting(lead: EventRow, second: int) -> str | None:
    against = lead.acled_type == "Violence against civilians" or lead.acled_sub_type == _FORCE
    violent = lead.acled_type in _VIOLENT or lead.acled_type == "Riots"
    return "Civilian targeting" if against or (violent and second == CIVILIAN) else None


def _sides(one: Incident, lead: EventRow, home: Country) -> _Pair | None:
    type, sub = lead.acled_type or "", lead.acled_sub_type
    found = camps(
        one,
        home.iso3,
        armed=type == "Battles",
        two_sided=type in ("Battles", "Protests", "Riots") or sub == "Agreement",
    )
    found.others += [a for a in (*found.first, *found.second) if a.inter is None]
    first = [a for a in found.first if a.inter is not None]
    second = [a for a in found.second if a.inter is not None]
    said = list[str]()
    unknown = (f"Unidentified Armed Group ({home.name})", POLITICAL, ())
    crowd = {"Protests": (f"Protesters ({home.name})", PROTESTER), "Riots": (f"Rioters ({home.name})", RIOTER)}
    violent = type in _VIOLENT or sub == _FORCE
    if type in crowd and sub != _FORCE:
        second = [a for a in (*first, *second) if a.of_state] or second
        one_side: _Side | None = (*crowd[type], tuple(a.one.name for a in first if a.named and a not in second))
    else:
        found.others += [a for a in first if violent and a.inter == CIVILIAN]
        one_side = _side([a for a in first if a not in found.others], home, violent=violent)
    if type == "Violence against civilians":
        second = [a for a in second if not a.armed]
    if not violent and one_side is not None and first and first[0].of_state and type not in crowd:
        # a government that moves its own troops has no other side
        beside = [a for a in second if together(first[0], a)]
        one_side = _side([*first, *beside], home, violent=violent) if beside else one_side
        second = [a for a in second if a not in beside]
    two_side = _side(second, home, violent=violent)
    if sub == _FORCE:
        two_side = (f"Protesters ({home.name})", PROTESTER, ())
    elif type == "Violence against civilians":
        two_side = (f"Civilians ({home.name})", CIVILIAN, two_side[2] if two_side else ())
    elif type == "Explosions/Remote violence" and two_side is None and _harms_civilians(one):
        two_side = (f"Civilians ({home.name})", CIVILIAN, ())
        said.append("No report names the target; those harmed are civilians.")
    if one_side is None:
        if type not in (*_VIOLENT, "Protests") and sub != "Looting/property destruction":
            return None
        one_side = unknown
        said.append("No report names a group or force that did it.")
    if type == "Battles" and two_side is None:
        two_side = unknown
        said.append("No report names an armed group or force as the other side.")
    said += _unplaced(found)
    said += sayings(Camps(first=first, second=second), home)
    return _Pair(one=one_side, two=two_side, said=tuple(said))


def _side(found: Sequence[Actor], home: Country, *, violent: bool) -> _Side | None:
    if not found:
        return None
    named = list(dict.fromkeys((_name(a, home, violent=violent), a.inter or CIVILIAN) for a in found))
    name, inter = named[0]
    return name, inter, tuple(dict.fromkeys(other for other, _ in named[1:] if other != name))


def _name(one: Actor, home: Country, *, violent: bool) -> str:
    who, state = one.one, one.of_country(home)
    if one.inter == CIVILIAN and who.kind in ("civilian", "person") and who.known is None:
        return f"Civilians ({home.name})" if who.kind == "civilian" or is_generic(who.name) else who.name
    if who.kind == "person" and who.sector == "GOV" and one.of_state and state is not None:
        return f"Government of {state.name}"
    if one.of_state and who.kind in _KINDS and state is not None:
        return f"{_KINDS['military' if violent and who.kind == 'state' else who.kind]} {state.name}"
    if who.kind == "armed_group" and who.known is None and (is_generic(who.name) or who.name.islower()):
        return f"Unidentified Armed Group ({home.name})"
    return who.name


def _unplaced(found: Camps) -> list[str]:
    names = list(dict.fromkeys(a.one.name for a in found.others))
    return [f"Also named, on neither side: {', '.join(names)}."] if names else []


def _harms_civilians(one: Incident) -> bool:
    harmed = [f for f in one.figures if f.kind in ("killed", "wounded") and f.standing == "counted"]
    return any(f.victim_class in _CIVILIANS for f in harmed) and all(
        f.victim_class in _CIVILIANS or f.victim_class in ("unknown", "mixed") for f in harmed
    )


def decision_times(store: Store) -> Mapping[str, datetime]:
    """When a person last decided on a record, or took that back, by the record's id."""
    found: dict[str, datetime] = {}
    about: dict[int, tuple[str | None, str | None]] = {}
    for decision in store.decisions():
        ids = about.get(decision.undoes or 0) or (decision.record_id, decision.other_id)
        about[decision.number] = ids
        found |= {own: decision.at for own in ids if own is not None}
    return found


def _changed(one: Incident, decided: Mapping[str, datetime]) -> int | None:
    """When a person last decided on it; else the day of its newest report."""
    times = [decided[own] for own, _ in one.rows if own in decided]
    times += [datetime.combine(d.published, time(), UTC) for d in one.reports if d.published is not None and not times]
    return int(max(times).timestamp()) if times else None


def write(product: Product, folder: Path) -> Sequence[Path]:
    """As CSV without a byte-order mark, as programs that read ACLED's files expect it."""
    return csv_files(product, folder, bom=False)


ACLED = Format(name="acled", meaning="CSV in the shape of ACLED (31 columns)", tables=tables, write=write)
