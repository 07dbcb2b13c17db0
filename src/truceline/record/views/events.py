"""Events as the workbench lists them: one row a happening, with what its reports say together."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from truceline.model.filters import Filter
from truceline.record.reader import Reader
from truceline.record.views.choosing import of_events

Order = Literal["day", "newest", "killed", "reports", "doubt"]

_GROUPED = """
  SELECT event.happening_id, count(*) AS tellings, count(DISTINCT event.document_id) AS reports,
         min(coalesce(event.date_earliest, event.date_latest)) AS first, max(event.date_latest) AS last,
         min(event.confidence) AS confidence, group_concat(DISTINCT event.type) AS types,
         group_concat(DISTINCT event.status) AS statuses, group_concat(DISTINCT event.review) AS reviews
  FROM event WHERE {where} GROUP BY event.happening_id"""
_KILLED = "(SELECT max(coalesce(high, best, low)) FROM reconciled WHERE kind = 'killed' AND scope = 'event' AND {})"
_KEYS: Mapping[Order, str] = {
    "day": "min(coalesce(event.date_earliest, event.date_latest)) AS first",
    "newest": "min(coalesce(event.date_earliest, event.date_latest)) AS first",
    "killed": "1",
    "reports": "count(*) AS tellings, count(DISTINCT event.document_id) AS reports",
    "doubt": "min(event.confidence) AS confidence",
}  # what an order looks at
_ORDERS: Mapping[Order, str] = {
    "day": "first IS NULL, first, happening_id",
    "newest": "first IS NULL, first DESC, happening_id",
    "killed": f"coalesce({_KILLED.format('reconciled.happening_id = grouped.happening_id')}, -1) DESC, happening_id",
    "reports": "reports DESC, tellings DESC, happening_id",
    "doubt": "confidence, happening_id",
}
_WHO = """
  SELECT event.happening_id, event_actor.role, coalesce(own.name, event_actor.text), min(event_actor.id)
  FROM event JOIN event_actor ON event_actor.event_id = event.id
  LEFT JOIN actor ON actor.id = event_actor.actor_id LEFT JOIN actor AS own ON own.id = actor.canonical_id
  WHERE event.happening_id IN (SELECT value FROM json_each(?))
    AND event_actor.role IN ('actor', 'target') AND event_actor.review != 'rejected'
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 4"""
_WHERE = """
  SELECT DISTINCT event.happening_id, coalesce(place.name, event_place.text), place.country
  FROM event JOIN event_place ON event_place.event_id = event.id LEFT JOIN place ON place.id = event_place.place_id
  WHERE event.happening_id IN (SELECT value FROM json_each(?)) AND event_place.review != 'rejected'"""
_RANGES = """
  SELECT happening_id, kind, low, best, high, open, agreement FROM reconciled
  WHERE happening_id IN (SELECT value FROM json_each(?)) AND kind IN ('killed', 'wounded') AND scope = 'event'
    AND victim_class = (
      SELECT victim_class FROM reconciled AS other
      WHERE other.happening_id = reconciled.happening_id AND other.kind = reconciled.kind AND other.scope = 'event'
      ORDER BY other.victim_class != 'all', coalesce(other.high, other.best, other.low) DESC LIMIT 1)"""
_SENTENCES = """
  SELECT event.happening_id, min(event.id), event.trigger,
         substr(text.text, sentence.char_start + 1, sentence.char_end - sentence.char_start)
  FROM event JOIN folded ON folded.document_id = event.document_id
  JOIN reading ON reading.id = folded.reading JOIN text ON text.sha256 = reading.text_sha256
  JOIN sentence ON sentence.reading = reading.id AND sentence.n = event.sentence
  WHERE event.happening_id IN (SELECT value FROM json_each(?)) GROUP BY event.happening_id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Lowest, best and highest number of persons that reports give, and whether they agree."""

    low: int | None
    best: int | None
    high: int | None
    open: bool
    agreement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A happening in a list; `first` and `last` span the days that any report gives, as ISO 8601."""

    id: str
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    reviews: tuple[str, ...]
    first: str | None
    last: str | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    countries: tuple[str, ...]
    killed: Range | None
    wounded: Range | None
    reports: int
    tellings: int
    confidence: float
    trigger: str
    passage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Where a happening stands in a list: its neighbours and its place, from 1; ``None`` if it is not in it."""

    previous: str | None
    following: str | None
    place: int | None


def count(reader: Reader, wanted: Filter) -> int:
    """How many happenings meet the filter."""
    where, values = of_events(wanted)
    (number,) = next(reader.select(f"SELECT count(DISTINCT event.happening_id) FROM event WHERE {where}", values))
    return int(number)


def listed(reader: Reader, wanted: Filter, order: Order, offset: int, limit: int) -> tuple[Listed, ...]:
    """A stretch of the happenings that meet the filter."""
    where, values = of_events(wanted)
    sql = f"SELECT * FROM ({_GROUPED.format(where=where)}) AS grouped ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?"
    return _rows(reader, list(reader.select(sql, (*values, limit, offset))))


def among(reader: Reader, happenings: Iterable[str]) -> Mapping[str, Listed]:
    """These happenings as a list has them, by id, rejected ones included."""
    where = "event.happening_id IN (SELECT value FROM json_each(?))"
    found = list(reader.select(_GROUPED.format(where=where), (json.dumps(sorted(happenings)),)))
    return {row.id: row for row in _rows(reader, found)}


def around(reader: Reader, wanted: Filter, order: Order, happening_id: str) -> Around:
    """The happenings before and after one in the list that the filter and the order give."""
    where, values = of_events(wanted)
    sql = f"""
      SELECT happening_id FROM (
        SELECT event.happening_id, {_KEYS[order]} FROM event WHERE {where} GROUP BY event.happening_id) AS grouped
      ORDER BY {_ORDERS[order]}"""
    previous = None
    found = reader.select(sql, values)
    for place, (own,) in enumerate(found, 1):
        if own == happening_id:
            return Around(previous=previous, following=next(found, (None,))[0], place=place)
        previous = own
    return Around(previous=None, following=None, place=None)


def _rows(reader: Reader, found: Sequence[tuple[Any, ...]]) -> tuple[Listed, ...]:
    among = (json.dumps([row[0] for row in found]),)
    who = _names(reader.select(_WHO, among))
    where_to, countries = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for own, name, country in reader.select(_WHERE, among):
        where_to[own].append(name)
        if country is not None:
            countries[own].append(country)
    ranges = {
        (own, kind): Range(low=low, best=best, high=high, open=bool(unbounded), agreement=agreement)
        for own, kind, low, best, high, unbounded, agreement in reader.select(_RANGES, among)
    }
    told = {own: (trigger, passage) for own, _, trigger, passage in reader.select(_SENTENCES, among)}
    return tuple(
        Listed(
            id=own,
            types=_parts(types),
            statuses=_parts(statuses),
            reviews=_parts(reviews),
            first=first,
            last=last,
            actors=tuple(who.get((own, "actor"), ())),
            targets=tuple(who.get((own, "target"), ())),
            places=tuple(dict.fromkeys(where_to[own])),
            countries=tuple(dict.fromkeys(countries[own])),
            killed=ranges.get((own, "killed")),
            wounded=ranges.get((own, "wounded")),
            reports=reports,
            tellings=tellings,
            confidence=confidence,
            trigger=told.get(own, ("", ""))[0],
            passage=told.get(own, ("", ""))[1],
        )
        for own, tellings, reports, first, last, confidence, types, statuses, reviews in found
    )


def _parts(joined: str) -> tuple[str, ...]:
    return tuple(sorted(joined.split(",")))


def _names(rows: Iterable[tuple[str, str, str, str]]) -> Mapping[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for own, role, name, _ in rows:
        found[own, role].append(name)
    return found
