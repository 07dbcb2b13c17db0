"""What belongs to a period, place or actor: happenings and ceasefires that meet a filter, and an actor by name."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.record.reader import Reader
from truceline.record.views.choosing import of_ceasefires, of_events

_HAPPENINGS = "SELECT DISTINCT event.happening_id FROM event WHERE {}"
_CEASEFIRES = """
  SELECT DISTINCT ceasefire.canonical_id FROM ceasefire JOIN folded ON folded.document_id = ceasefire.document_id
  WHERE {}"""
_TOTALS = """
  SELECT (SELECT count(*) FROM folded),
         (SELECT count(DISTINCT happening_id) FROM event WHERE review != 'rejected'),
         (SELECT count(DISTINCT canonical_id) FROM ceasefire WHERE review != 'rejected'),
         (SELECT count(*) FROM figure)"""
_BEARERS = """
  SELECT own.id, own.name, own.kind, count(*) FROM actor JOIN actor AS own ON own.id = actor.canonical_id
  WHERE actor.canonical_id IN (SELECT canonical_id FROM actor WHERE review != 'rejected' AND {})
    AND actor.review != 'rejected'
  GROUP BY own.id ORDER BY 4 DESC, own.id"""
_NAMED = "name = ? COLLATE NOCASE"
_ALSO = "id IN (SELECT actor_id FROM actor_name WHERE name = ? COLLATE NOCASE AND review != 'rejected')"
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Belonging:
    """Happenings and ceasefires that belong to a scope, by their shared ids."""

    happenings: frozenset[str]
    ceasefires: frozenset[str]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many of each a whole record holds."""

    documents: int
    happenings: int
    ceasefires: int
    figures: int


def belonging(reader: Reader, wanted: Filter) -> Belonging:
    """Every happening and ceasefire of which some report meets the filter.

    What only events have (kinds, numbers killed, how exactly a place is known) is met by no ceasefire.
    """
    where, values = of_events(wanted)
    happenings = frozenset(own for (own,) in reader.select(_HAPPENINGS.format(where), values))
    if {"type", "status", "killed", "placed", "box"} & set(wanted.names):
        return Belonging(happenings, frozenset())
    where, values = of_ceasefires(wanted)
    return Belonging(happenings, frozenset(own for (own,) in reader.select(_CEASEFIRES.format(where), values)))


def totals(reader: Reader) -> Totals:
    """How much the whole record holds."""
    return Totals(*next(reader.select(_TOTALS)))


def actor_named(reader: Reader, words: str) -> str:
    """The id of the actor with this id or name: the fullest name in a report first, then any form of it.

    Raises:
        UsageError: nobody is called so, or several are; the message lists them.
    """
    if words.startswith("ACT-"):
        found = (
            [(words, words, "", 1)] if next(reader.select("SELECT 1 FROM actor WHERE id = ?", (words,)), None) else []
        )
    else:
        name = " ".join(words.split())
        found = list(reader.select(_BEARERS.format(_NAMED), (name,)))
        found = found or list(reader.select(_BEARERS.format(_ALSO), (name,)))
    if not found:
        raise UsageError(f"{words}: the record knows no actor of that name; `truceline show actors` lists them")
    if len(found) > 1:
        raise UsageError(_several(words, found))
    return str(found[0][0])


def _several(words: str, found: list[tuple[str, str, str, int]]) -> str:
    lines = [f"{own}  {name} ({kind}), named in {rows} reports" for own, name, kind, rows in found[:_LISTED]]
    more = f"\n  and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
    listed = "\n  ".join(lines)
    return f"{words}: {len(found)} actors of the record are called so; give the id of one:\n  {listed}{more}"
