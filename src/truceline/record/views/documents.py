"""Documents as the workbench lists them, with how much was read in each."""

from __future__ import annotations

import json
from dataclasses import dataclass

from truceline.model.filters import Filter
from truceline.record.reader import Reader
from truceline.record.views.choosing import NEWEST, of_documents

_MET = f"""
  SELECT reading.id FROM reading WHERE {{where}} AND {NEWEST}
  ORDER BY reading.published IS NULL, reading.published, reading.id LIMIT ? OFFSET ?"""
_LISTED = """
  SELECT reading.document_id, document.path, reading.title, reading.outlet, reading.published, reading.language,
         reading.relevant, reading.chars
  FROM json_each(?) AS met JOIN reading ON reading.id = met.value JOIN document ON document.id = reading.document_id
  ORDER BY met.key"""
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
        )
        for own, path, title, outlet, published, language, relevant, chars in found
    )  # fmt: skip
