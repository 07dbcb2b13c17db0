"""Documents as the workbench lists them, with how much was read in each."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass

from truceline.model.filters import Filter
from truceline.record.reader import Reader
from truceline.record.views.choosing import NEWEST, of_documents

_MET = f"""
  SELECT reading.id FROM reading WHERE {{where}} AND {NEWEST}
  ORDER BY reading.published IS NULL, reading.published, reading.id LIMIT ? OFFSET ?"""
_LISTED = """
  SELECT reading.document_id, document.path, reading.title, reading.outlet, reading.published, reading.language,
         reading.relevant, reading.chars, nullif(reprint.first_id, reading.document_id)
  FROM json_each(?) AS met JOIN reading ON reading.id = met.value JOIN document ON document.id = reading.document_id
  LEFT JOIN reprint ON reprint.document_id = reading.document_id
  ORDER BY met.key"""
_ROWS = (
    "SELECT document_id, count(*) FROM {} WHERE document_id IN (SELECT value FROM json_each(?)) GROUP BY document_id"
)
_DAY = "coalesce(reading.published, '9999')"  # the undated come last
_PLACE = f"""
  SELECT {_DAY}, reading.id FROM reading WHERE reading.document_id = ? AND {NEWEST}"""
_DAYS = f"""
  SELECT count(*), coalesce(sum({_DAY} < ?1), 0), max({_DAY}) FILTER (WHERE {_DAY} < ?1),
         min({_DAY}) FILTER (WHERE {_DAY} > ?1)
  FROM reading WHERE {NEWEST} AND {{where}}"""
_OF_DAYS = f"""
  SELECT {_DAY} AS day, reading.id, reading.document_id
  FROM reading WHERE {NEWEST} AND {_DAY} IN (?, ?, ?) AND {{where}} ORDER BY 1, 2"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDocument:
    """A report in a list; `events` and `ceasefires` are the rows that were read in it, rejected ones included.

    `reprint_of` is the document that printed the same report first, if this one is a reprint.
    """

    id: str
    path: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str
    relevant: bool
    chars: int
    events: int
    ceasefires: int
    reprint_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The documents before and after one in the list; `at` is its place from 1, None if the filter leaves it out."""

    previous: str | None
    next: str | None
    at: int | None
    total: int


def count(reader: Reader, wanted: Filter) -> int:
    """How many documents meet the filter."""
    where, values = of_documents(wanted)
    (number,) = next(reader.select(f"SELECT count(*) FROM reading WHERE {where} AND {NEWEST}", values))
    return int(number)


def listed(reader: Reader, wanted: Filter, offset: int, limit: int) -> tuple[ListedDocument, ...]:
    """A stretch of the documents that meet the filter, by day of publication, those of a day as they were read."""
    where, values = of_documents(wanted)
    met = [own for (own,) in reader.select(_MET.format(where=where), (*values, limit, offset))]
    found = list(reader.select(_LISTED, (json.dumps(met),)))
    among = (json.dumps([row[0] for row in found]),)
    events = dict(reader.select(_ROWS.format("event"), among))
    truces = dict(reader.select(_ROWS.format("ceasefire"), among))
    return tuple(
        ListedDocument(
            id=own, path=path, title=title, outlet=outlet, published=published, language=language,
            relevant=bool(relevant), chars=chars, events=events.get(own, 0), ceasefires=truces.get(own, 0),
            reprint_of=first,
        )
        for own, path, title, outlet, published, language, relevant, chars, first in found
    )  # fmt: skip


def neighbours(reader: Reader, wanted: Filter, document_id: str) -> Neighbours:
    """Where a document stands in the list of those that meet the filter, as `listed` has them.

    An archive has a hundred thousand documents: their days are compared first, and readings only within three days.
    """
    found = next(reader.select(_PLACE, (document_id,)), None)
    if found is None:
        return Neighbours(previous=None, next=None, at=None, total=0)
    day, reading = found
    where, values = of_documents(wanted)
    (total, before, earlier, later) = next(reader.select(_DAYS.format(where=where), (day, *values)))
    near = list(reader.select(_OF_DAYS.format(where=where), (earlier, day, later, *values)))
    place = bisect_left(near, (day, reading, document_id))
    there = place < len(near) and near[place][2] == document_id
    after = place + 1 if there else place
    same = sum(own == day for own, _, _ in near[:place])
    return Neighbours(
        previous=near[place - 1][2] if place else None,
        next=near[after][2] if after < len(near) else None,
        at=before + same + 1 if there else None,
        total=total,
    )
