"""Ceasefires as the workbench lists them: one row a ceasefire, with what its reports say together."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass

from truceline.model.filters import Filter
from truceline.record.reader import Reader
from truceline.record.views.choosing import of_ceasefires

_GROUPED = """
  SELECT ceasefire.canonical_id, count(DISTINCT ceasefire.document_id) AS reports,
         min(coalesce(ceasefire.start_earliest, ceasefire.start_latest)) AS start,
         min(coalesce(ceasefire.start_latest, ceasefire.start_earliest)) AS start_latest,
         min(reading.published) AS first, max(reading.published) AS last,
         min(ceasefire.confidence) AS confidence, group_concat(DISTINCT ceasefire.review) AS reviews
  FROM ceasefire JOIN folded ON folded.document_id = ceasefire.document_id
  JOIN reading ON reading.id = folded.reading
  WHERE {where} GROUP BY ceasefire.canonical_id"""
_REPORTS = """
  SELECT ceasefire.canonical_id, ceasefire.id, ceasefire.name, ceasefire.state, ceasefire.side, reading.published,
         substr(text.text, sentence.char_start + 1, sentence.char_end - sentence.char_start)
  FROM ceasefire JOIN folded ON folded.document_id = ceasefire.document_id
  JOIN reading ON reading.id = folded.reading JOIN text ON text.sha256 = reading.text_sha256
  LEFT JOIN sentence ON sentence.reading = reading.id
    AND sentence.char_start <= ceasefire.position AND sentence.char_end > ceasefire.position
  WHERE ceasefire.canonical_id IN (SELECT value FROM json_each(?))
  ORDER BY ceasefire.canonical_id, reading.published IS NULL, reading.published, ceasefire.id"""
_PARTIES = """
  SELECT ceasefire.canonical_id, ceasefire_party.role, coalesce(own.name, ceasefire_party.text), min(ceasefire_party.id)
  FROM ceasefire JOIN ceasefire_party ON ceasefire_party.ceasefire_id = ceasefire.id
  LEFT JOIN actor ON actor.id = ceasefire_party.actor_id LEFT JOIN actor AS own ON own.id = actor.canonical_id
  WHERE ceasefire.canonical_id IN (SELECT value FROM json_each(?)) AND ceasefire_party.review != 'rejected'
  GROUP BY 1, 2, 3 ORDER BY 1, 4"""
_PLACES = """
  SELECT DISTINCT ceasefire.canonical_id, coalesce(place.name, ceasefire_place.text)
  FROM ceasefire JOIN ceasefire_place ON ceasefire_place.ceasefire_id = ceasefire.id
  LEFT JOIN place ON place.id = ceasefire_place.place_id
  WHERE ceasefire.canonical_id IN (SELECT value FROM json_each(?)) AND ceasefire_place.review != 'rejected'"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCeasefire:
    """A ceasefire in a list; days are ISO 8601.

    Attributes:
        state: that of its last report, however long ago; what follows from the silence since, its life tells.
        start: the first day on which a report lets it begin.
        start_latest: the last such day.
        first: day of publication of its first report.
        last: that of its last one.
    """

    id: str
    name: str
    state: str
    side: str
    start: str | None
    start_latest: str | None
    first: str | None
    last: str | None
    parties: tuple[str, ...]
    brokers: tuple[str, ...]
    places: tuple[str, ...]
    reports: int
    reviews: tuple[str, ...]
    confidence: float
    passage: str


def count(reader: Reader, wanted: Filter) -> int:
    """How many ceasefires meet the filter."""
    where, values = of_ceasefires(wanted)
    sql = f"SELECT count(*) FROM ({_GROUPED.format(where=where)})"
    (number,) = next(reader.select(sql, values))
    return int(number)


def listed(reader: Reader, wanted: Filter, offset: int, limit: int) -> tuple[ListedCeasefire, ...]:
    """A stretch of the ceasefires that meet the filter, by their start or first report."""
    where, values = of_ceasefires(wanted)
    order = "coalesce(start, first) IS NULL, coalesce(start, first), canonical_id"
    sql = f"SELECT * FROM ({_GROUPED.format(where=where)}) ORDER BY {order} LIMIT ? OFFSET ?"
    found = list(reader.select(sql, (*values, limit, offset)))
    among = (json.dumps([row[0] for row in found]),)
    told = defaultdict[str, list[tuple[str, str, str, str]]](list)
    for own, _, name, state, side, _, passage in reader.select(_REPORTS, among):
        told[own].append((name, state, side, passage or ""))
    roles = defaultdict[tuple[str, bool], list[str]](list)
    for own, role, name, _ in reader.select(_PARTIES, among):
        roles[own, role == "broker"].append(name)
    places = defaultdict[str, list[str]](list)
    for own, name in reader.select(_PLACES, among):
        places[own].append(name)
    return tuple(
        ListedCeasefire(
            id=own,
            name=_commonest([name for name, _, _, _ in told[own]]),
            state=next((state for _, state, _, _ in reversed(told[own])), "unknown"),
            side=next((side for _, _, side, _ in told[own] if side != "unclear"), "unclear"),
            start=start,
            start_latest=start_latest,
            first=first,
            last=last,
            parties=tuple(dict.fromkeys(roles[own, False])),
            brokers=tuple(dict.fromkeys(roles[own, True])),
            places=tuple(places[own]),
            reports=reports,
            reviews=tuple(sorted(reviews.split(","))),
            confidence=confidence,
            passage=next((passage for _, _, _, passage in told[own]), ""),
        )
        for own, reports, start, start_latest, first, last, confidence, reviews in found
    )


def _commonest(names: list[str]) -> str:
    return max(sorted(set(names)), key=names.count, default="")
