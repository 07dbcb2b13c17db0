"""A filter as conditions of SQL over events, ceasefires and documents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args

from truceline.model.filters import Filter, Placed
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
PLACED_AT = """
  event LEFT JOIN event_place ON event_place.event_id = event.id AND event_place.review != 'rejected'
  LEFT JOIN place ON place.id = event_place.place_id"""  # each place of each event, or none
HOW_PLACED = """
  CASE WHEN event_place.id IS NULL THEN 4 WHEN place.lat IS NULL THEN 3
       WHEN place.kind = 'country' OR place.precision = 6 THEN 2
       WHEN place.kind = 'admin1' OR place.precision > 2 THEN 1 ELSE 0 END"""  # number in PLACED
PLACED: tuple[Placed, ...] = get_args(Placed)
_AT_BEST = (
    f"(SELECT event.happening_id FROM {PLACED_AT} WHERE {{}} GROUP BY event.happening_id HAVING min({HOW_PLACED}) = ?)"
)
_SOMEWHERE = """(
  SELECT event.happening_id FROM event JOIN event_place ON event_place.event_id = event.id
  WHERE {} AND event_place.review != 'rejected')"""
_NAMED = "{} COLLATE NOCASE IN (SELECT value FROM json_each(?))"
_POINT = "place.precision <= 2 AND place.kind NOT IN ('country', 'admin1')"
_DEADLY = """(
  SELECT happening_id FROM reconciled
  WHERE kind = 'killed' AND coalesce(high, best, low) >= ? AND scope = 'event')"""


def of_events(wanted: Filter) -> Condition:
    """The condition that a row of table ``event`` meets the filter, with its values."""
    where, values = _joined([*_on_events(wanted), *_on_rows("event", wanted), *_on_reports("event", wanted)])
    if wanted.placed is None:
        return where, values
    all_, more = of_events(replace(wanted, place=None, placed=None))  # another report may place it better
    if wanted.placed == "none":
        return f"{where} AND event.happening_id NOT IN {_SOMEWHERE.format(all_)}", (*values, *more)
    inside, country = within(wanted)
    best = _AT_BEST.format(f"{all_} AND {inside}")
    return f"{where} AND event.happening_id IN {best}", (*values, *more, *country, PLACED.index(wanted.placed))


def within(wanted: Filter) -> Condition:
    """The condition that a place lies in the country that the filter asks for: how well it is known there counts."""
    return ("1", ()) if wanted.country is None else ("place.country = ?", (wanted.country,))


def _on_events(wanted: Filter) -> Iterator[Condition]:
    """A day is met by an event that may have happened on it; an event without any day meets none."""
    if wanted.since is not None:
        yield "coalesce(event.date_latest, event.date_earliest) >= ?", (wanted.since.isoformat(),)
    if wanted.until is not None:
        yield "coalesce(event.date_earliest, event.date_latest) <= ?", (wanted.until.isoformat(),)
    if wanted.country is not None:
        yield f"event.id IN {_PLACED.format(_OF.format('country = ?'))}", (wanted.country,)
    if wanted.place is not None:
        named = f"{_OF.format(_NAMED.format('place.name'))} OR {_NAMED.format('event_place.text')}"
        yield f"event.id IN {_PLACED.format(named)}", _names(wanted.place)
    if wanted.box is not None:
        west, south, east, north = wanted.box
        across = "AND" if west <= east else "OR"
        inside = f"{_POINT} AND place.lat BETWEEN ? AND ? AND (place.lon >= ? {across} place.lon <= ?)"
        yield f"event.id IN {_PLACED.format(_OF.format(inside))}", (south, north, west, east)
    for actor in (wanted.actor, wanted.other):
        if actor is not None:
            yield f"event.id IN {_TAKING_PART}", (actor,)
    if wanted.killed is not None:
        yield f"event.happening_id IN {_DEADLY}", (wanted.killed,)
    if wanted.type:
        yield "event.type IN (SELECT value FROM json_each(?))", (json.dumps(wanted.type),)
    if wanted.status:
        yield "event.status IN (SELECT value FROM json_each(?))", (json.dumps(wanted.status),)


def _names(place: str) -> tuple[str, str]:
    """The names of a place, parted by "|", for `_NAMED`."""
    names = json.dumps([name for name in (part.strip() for part in place.split("|")) if name])
    return names, names


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


_MADE = "coalesce(ceasefire.{0}_earliest, ceasefire.{0}_latest, ceasefire.{1}_earliest, ceasefire.{1}_latest, {2})"
_PUBLISHED = "(SELECT published FROM reading WHERE reading.id = folded.reading)"
_PARTY = """(
  SELECT ceasefire_party.ceasefire_id FROM actor JOIN ceasefire_party ON ceasefire_party.actor_id = actor.id
  WHERE actor.canonical_id = (SELECT canonical_id FROM actor WHERE id = ?) AND ceasefire_party.review != 'rejected')"""
_HELD_IN = """(
  SELECT ceasefire_place.ceasefire_id FROM place JOIN ceasefire_place ON ceasefire_place.place_id = place.id
  WHERE {} AND ceasefire_place.review != 'rejected')"""


def of_ceasefires(wanted: Filter) -> Condition:
    """The condition that a row of table ``ceasefire`` (joined with ``folded``) meets the filter.

    A period is met by what was in force or reported in it. Kinds and numbers killed say nothing of ceasefires.
    """
    found = [*_on_rows("ceasefire", wanted), *_on_reports("ceasefire", wanted)]
    if wanted.since is not None:
        found.append((f"{_MADE.format('end', 'start', _PUBLISHED)} >= ?", (wanted.since.isoformat(),)))
    if wanted.until is not None:
        found.append((f"{_MADE.format('start', 'end', _PUBLISHED)} <= ?", (wanted.until.isoformat(),)))
    if wanted.country is not None:
        found.append((f"ceasefire.id IN {_HELD_IN.format('place.country = ?')}", (wanted.country,)))
    if wanted.place is not None:
        held_in = _HELD_IN.format(f"({_NAMED.format('place.name')} OR {_NAMED.format('ceasefire_place.text')})")
        found.append((f"ceasefire.id IN {held_in}", _names(wanted.place)))
    for actor in (wanted.actor, wanted.other):
        if actor is not None:
            found.append((f"ceasefire.id IN {_PARTY}", (actor,)))
    return _joined(found)


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
