"""What a filter can be set to: outlets, countries and actors, each with how often it occurs."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.record.reader import Reader

_OUTLETS = """
  SELECT outlet, outlet, count(*) FROM newest JOIN reading ON reading.id = newest.reading
  WHERE outlet LIKE ? ESCAPE '\\' GROUP BY outlet ORDER BY 3 DESC, 1 LIMIT ?"""
_COUNTRIES = """
  SELECT country, country, count(*) FROM place WHERE country LIKE ? ESCAPE '\\'
  GROUP BY country ORDER BY 3 DESC, 1 LIMIT ?"""
_ACTORS = """
  SELECT actor.canonical_id, own.name, count(*)
  FROM actor JOIN actor AS own ON own.id = actor.canonical_id
  WHERE actor.name LIKE ? ESCAPE '\\' AND actor.review != 'rejected'
  GROUP BY actor.canonical_id ORDER BY 3 DESC, 2, 1 LIMIT ?"""
_MOST = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """A value for the filter, its name, and in how many rows it occurs."""

    value: str
    name: str
    rows: int


def choices(reader: Reader, like: str) -> dict[str, tuple[Choice, ...]]:
    """The most frequent outlets, countries and actors whose name has `like` in it."""
    pattern = "%" + "".join(f"\\{sign}" if sign in "%_\\" else sign for sign in like) + "%"
    queries = {"outlet": _OUTLETS, "country": _COUNTRIES, "actor": _ACTORS}
    return {name: tuple(Choice(*row) for row in reader.select(sql, (pattern, _MOST))) for name, sql in queries.items()}
