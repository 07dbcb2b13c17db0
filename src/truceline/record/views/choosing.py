"""A filter as conditions of SQL over events, ceasefires and documents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from truceline.model.filters import Filter
from truceline.record.schema import SqlValue

Condition = tuple[str, tuple[SqlValue, ...]]

# Sets are chosen first and looked up then: a join from the many rows of a common place or actor takes several times as
# long. The unary plus keeps SQLite from looking up each document of a large set in the table of events.
NEWEST = """NOT EXISTS (
  SELECT 1 FROM reading AS newer WHERE newer.document_id = reading.document_id AND newer.id > reading.id)"""
_PUBLISHED_BY = f"(SELECT reading.document_id FROM reading WHERE reading.outlet = ? AND {NEWEST})"
_TOLD = """(
  SELECT sentence.reading FROM sentence_words JOIN sentence ON sentence.id = sentence_words.rowid
  WHERE sentence_words MATCH ?)"""
_PLACED = """(SELECT event_place.event_id FROM event_place WHERE event_place.review != 'rejected' AND ({}))"""
_OF = "event_place.place_id IN (SELECT id FROM place WHERE {})"
_TAKING_PART = """(
  SELECT event_actor.event_id FROM event_actor
  WHERE event_actor.role IN ('actor', 'target', 'broker') AND event_actor.review != 'rejected'
    AND event_actor.actor_id IN (
      SELECT id FROM actor WHERE canonical_id = (SELECT canonical_id FROM actor AS named WHERE named.id = ?)))"""
_DEADLY = """(
  SELECT happening_id FROM reconciled
  WHERE kind = 'killed' AND coalesce(high, best, low) >= ? AND scope = 'event')"""


def of_events(wanted: Filter) -> Condition:
    """The condition that a row of table ``event`` meets the filter, with its values."""
    return _joined([*_on_events(wanted), *_on_rows("event", wanted), *_on_reports("event", wanted)])


def _on_events(wanted: Filter) -> Iterator[Condition]:
    """A day is met by an event that may have happened on it; an event without any day meets none."""
    if wanted.since is not None:
        yield "coalesce(event.date_latest, event.date_earliest) >= ?", (wanted.since.isoformat(),)
    if wanted.until is not None:
        yield "coalesce(event.date_earliest, event.date_latest) <= ?", (wanted.until.isoformat(),)
    if wanted.country is not None:
        yield f"event.id IN {_PLACED.format(_OF.format('country = ?'))}", (wanted.country,)
    if wanted.place is not None:
        named = _PLACED.format(f"{_OF.format('name = ? COLLATE NOCASE')} OR event_place.text = ? COLLATE NOCASE")
        yield f"event.id IN {named}", (wanted.place, wanted.place)
    if wanted.actor is not None:
        yield f"event.id IN {_TAKING_PART}", (wanted.actor,)
    if wanted.killed is not None:
        yield f"event.happening_id IN {_DEADLY}", (wanted.killed,)
    if wanted.type:
        yield "event.type IN (SELECT value FROM json_each(?))", (json.dumps(wanted.type),)
    if wanted.status:
        yield "event.status IN (SELECT value FROM json_each(?))", (json.dumps(wanted.status),)


def _on_rows(table: str, wanted: Filter) -> Iterator[Condition]:
    """A rejected row shows only where it is asked for."""
    if wanted.review:
        yield f"{table}.review IN (SELECT value FROM json_each(?))", (json.dumps(wanted.review),)
    else:
        yield f"{table}.review != 'rejected'", ()


def _on_reports(table: str, wanted: Filter) -> Iterator[Condition]:
    if wanted.outlet is not None:
        yield f"{table}.document_id IN {_PUBLISHED_BY}", (wanted.outlet,)
    if wanted.words is not None:
        told = f"(SELECT folded.document_id FROM folded WHERE folded.reading IN {_TOLD})"
        yield f"+{table}.document_id IN {told}", (matching(wanted.words),)


def matching(words: str) -> str:
    """Words as the search index wants them: all of them, whatever stands between them; nothing matches no words."""
    found = re.findall(r"\w+", words)
    return " ".join(f'"{word}"' for word in found) or '""'


def _joined(conditions: Sequence[Condition]) -> Condition:
    return (
        " AND ".join(sql for sql, _ in conditions) or "1",
        tuple(value for _, values in conditions for value in values),
    )


def of_documents(wanted: Filter) -> Condition:
    """The condition that a row of table ``reading`` meets what the filter says of reports: days, outlet, words."""
    found: list[Condition] = []
    if wanted.since is not None:
        found.append(("reading.published >= ?", (wanted.since.isoformat(),)))
    if wanted.until is not None:
        found.append(("reading.published <= ?", (wanted.until.isoformat(),)))
    if wanted.outlet is not None:
        found.append(("reading.outlet = ?", (wanted.outlet,)))
    if wanted.words is not None:
        found.append((f"reading.id IN {_TOLD}", (matching(wanted.words),)))
    return _joined(found)
