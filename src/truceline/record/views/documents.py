"""Documents as the workbench lists them, with how much was read in each."""

from __future__ import annotations

import json
from dataclasses import dataclass

from truceline.model.filters import Filter
from truceline.record.reader import Reader
from truceline.record.views.choosing import of_documents

_LISTED = """
  SELECT reading.document_id, document.path, reading.title, reading.outlet, reading.published, reading.language,
         reading.relevant, reading.chars
  FROM newest JOIN reading ON reading.id = newest.reading JOIN document ON document.id = newest.document_id
  WHERE {where} ORDER BY reading.published IS NULL, reading.published, document.path, document.id LIMIT ? OFFSET ?"""
_ROWS = (
    "SELECT document_id, count(*) FROM {} WHERE document_id IN (SELECT value FROM json_each(?)) GROUP BY document_id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDocument:
    """A report in a list; `events` and `ceasefires` are the rows that were read in it, rejected ones included."""

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


def count(reader: Reader, wanted: Filter) -> int:
    """How many documents meet the filter."""
    where, values = of_documents(wanted)
    sql = f"SELECT count(*) FROM newest JOIN reading ON reading.id = newest.reading WHERE {where}"
    (number,) = next(reader.select(sql, values))
    return int(number)


def listed(reader: Reader, wanted: Filter, offset: int, limit: int) -> tuple[ListedDocument, ...]:
    """A stretch of the documents that meet the filter, by day of publication and path."""
    where, values = of_documents(wanted)
    found = list(reader.select(_LISTED.format(where=where), (*values, limit, offset)))
    among = (json.dumps([row[0] for row in found]),)
    events = dict(reader.select(_ROWS.format("event"), among))
    truces = dict(reader.select(_ROWS.format("ceasefire"), among))
    return tuple(
        ListedDocument(
            id=own, path=path, title=title, outlet=outlet, published=published, language=language,
            relevant=bool(relevant), chars=chars, events=events.get(own, 0), ceasefires=truces.get(own, 0),
        )
        for own, path, title, outlet, published, language, relevant, chars in found
    )  # fmt: skip
