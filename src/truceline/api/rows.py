"""Where the rows of the tables come from, and the cells that are joined to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from truceline.api.columns import Column
from truceline.follow import Followed, Life, When
from truceline.model.filters import Filter
from truceline.model.ledger import DocumentInfo
from truceline.model.records import (
    ActorRow,
    CeasefirePartyRow,
    CeasefirePlaceRow,
    CeasefireRow,
    ClaimRow,
    EventRow,
    FigureRow,
    PlaceRow,
    ReportRow,
)
from truceline.record.reader import Reader
from truceline.record.views import events as listed
from truceline.record.views import happenings as named
from truceline.record.views import tabled

Cells = Mapping[str, object]
DAY = date
_WITHOUT_LIMIT = -1


def whole(read: Callable[[Reader], Iterable[Any]]) -> Callable[[Reader, Filter], Iterator[Any]]:
    """Rows of a table that no filter says anything of."""

    def rows(reader: Reader, wanted: Filter) -> Iterator[Any]:
        tabled.refuse("that you ask for", wanted, frozenset())
        return iter(read(reader))

    return rows


def documents(reader: Reader, wanted: Filter) -> Iterator[DocumentInfo]:
    """The reports that meet the filter."""
    return reader.documents(tabled.documents(reader, wanted) if wanted.names else None)


def happenings(reader: Reader, wanted: Filter) -> Iterator[listed.Listed]:
    """The happenings that meet the filter, by day."""
    return iter(listed.listed(reader, wanted, "day", 0, _WITHOUT_LIMIT))


def lives(reader: Reader, wanted: Filter) -> Iterator[Life]:
    """The ceasefires that meet the filter, in the order in which they were first reported."""
    among = {row.canonical_id for row in tabled.rows(reader, CeasefireRow, wanted)} if wanted.names else None
    return (one for one in Followed(reader).lives() if among is None or one.id in among)


def plain(columns: Sequence[Column]) -> Callable[[Any], Cells]:
    """The cells of a row whose attributes are named like the columns; values of any type stand as words."""

    def cells(row: Any) -> Cells:
        found = {column.name: getattr(row, column.name) for column in columns}
        return found if "value" not in found else found | {"value": _word(found["value"])}

    return cells


def _word(value: object) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else "; ".join(value) if isinstance(value, tuple) else str(value)


def of_reports(reader: Reader, record: type[ReportRow], rows: Sequence[ReportRow]) -> Mapping[str, Cells]:
    """Outlet, day and passage of rows of one report each."""
    about = {d.id: d for d in reader.documents({row.document_id for row in rows})}
    said = tabled.sentences(reader, record, (row.id for row in rows))
    return {
        row.id: {
            "outlet": about[row.document_id].outlet,
            "published": about[row.document_id].published,
            "passage": said.get(row.id),
        }
        for row in rows
    }


def of_events(reader: Reader, rows: Sequence[EventRow]) -> Mapping[str, Cells]:
    """Who takes part in events, and where they were."""
    ids = [row.id for row in rows]
    found = defaultdict[str, dict[str, list[str]]](lambda: defaultdict(list))
    for who in named.who(reader, ids):
        if who.review != "rejected":
            found[who.of][f"{who.role}s"].append(who.name)
    for place in named.where(reader, ids):
        if place.review != "rejected":
            _put_place(found[place.of], place.name, place.admin1, place.country)
    return _once(found)


def of_figures(reader: Reader, rows: Sequence[FigureRow]) -> Mapping[str, Cells]:
    """Who gives figures."""
    found = defaultdict[str, dict[str, list[str]]](lambda: defaultdict(list))
    for one in named.sources(reader, {row.event_id for row in rows}):
        if one.review != "rejected":
            found[one.of]["sources"].append(one.name)
    return _once(found)


def of_ceasefires(reader: Reader, rows: Sequence[CeasefireRow]) -> Mapping[str, Cells]:
    """Who is party to ceasefires, declared or brokered them, and where they hold."""
    ids = {row.id for row in rows}
    found = defaultdict[str, dict[str, list[str]]](lambda: defaultdict(list))
    columns = {"party": "parties", "declarer": "declarers", "broker": "brokers"}
    people = [row for row in reader.rows(CeasefirePartyRow, ceasefire_id=ids) if row.review != "rejected"]
    names = _names(reader, (row.actor_id for row in people))
    for row in people:
        found[row.ceasefire_id][columns[row.role]].append(names.get(row.actor_id or "", " ".join(row.text.split())))
    spots = [row for row in reader.rows(CeasefirePlaceRow, ceasefire_id=ids) if row.review != "rejected"]
    places = {p.id: p for p in reader.rows(PlaceRow, id={row.place_id for row in spots if row.place_id is not None})}
    for spot in spots:
        place = places.get(spot.place_id or "")
        known = (spot.text, None, None) if place is None else (place.name, place.admin1, place.country)
        _put_place(found[spot.ceasefire_id], *known)
    return _once(found)


def of_claims(reader: Reader, rows: Sequence[ClaimRow]) -> Mapping[str, Cells]:
    """Who speaks."""
    names = _names(reader, (row.speaker_id for row in rows))
    return {row.id: {"speaker": names.get(row.speaker_id or "", row.speaker_text)} for row in rows}


def of_happening(row: listed.Listed) -> Cells:
    """A happening as cells."""
    cells: dict[str, object] = {
        name: getattr(row, name)
        for name in (
            "id", "types", "statuses", "actors", "targets", "places", "countries", "reports", "tellings", "reviews",
            "confidence", "trigger",
        )
    }  # fmt: skip
    cells |= {"first": _day(row.first), "last": _day(row.last), "passage": " ".join(row.passage.split()) or None}
    for harm, span in (("killed", row.killed), ("wounded", row.wounded)):
        for part in ("low", "best", "high", "open", "agreement"):
            cells[f"{harm}_{part}"] = None if span is None else getattr(span, part)
    return cells


def of_life(life: Life) -> Cells:
    """The life of a ceasefire as cells."""
    held = life.duration
    told = held.least is not None
    cells: dict[str, object] = {
        name: getattr(life, name)
        for name in (
            "id", "name", "state", "claimed", "side", "first_reported", "last_reported", "supersedes", "superseded_by",
            "flags",
        )
    }  # fmt: skip
    cells |= {
        "parties": tuple(party.name for party in life.parties),
        "brokers": tuple(party.name for party in life.brokers),
        "places": tuple(area.name for area in life.area),
        "countries": tuple(dict.fromkeys(area.country for area in life.area if area.country is not None)),
        "days_least": held.least,
        "days_most": None if held.censored else held.most,
        "censored": held.censored if told else None,
        "declared_days": held.declared_days,
        "incidents": len(life.incidents),
        "reports": len(life.documents),
    }
    return cells | _days("declared", life.declared) | _days("effective", life.effective) | _days("ended", life.ended)


def _days(name: str, when: When | None) -> dict[str, object]:
    parts = ("earliest", "latest", "inferred")
    return {f"{name}_{part}": None if when is None else getattr(when, part) for part in parts}


def _day(words: str | None) -> date | None:
    return None if words is None else date.fromisoformat(words)


def _names(reader: Reader, ids: Iterable[str | None]) -> Mapping[str, str]:
    """What actors are called over all reports, by the id of their row."""
    own = {row.id: row.canonical_id for row in reader.rows(ActorRow, id={one for one in ids if one is not None})}
    names = {row.id: row.name for row in reader.rows(ActorRow, id=set(own.values()))}
    return {one: names[canonical] for one, canonical in own.items() if canonical in names}


def _put_place(into: dict[str, list[str]], name: str, admin1: str | None, country: str | None) -> None:
    for column, value in (("places", " ".join(name.split())), ("admin1s", admin1), ("countries", country)):
        if value is not None:
            into[column].append(value)


def _once(found: Mapping[str, Mapping[str, list[str]]]) -> Mapping[str, Cells]:
    """Each name once, in the order of the text."""
    return {own: {name: tuple(dict.fromkeys(all_)) for name, all_ in cells.items()} for own, cells in found.items()}
