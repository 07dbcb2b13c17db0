"""What a filter can be set to: outlets, countries and actors, each with how often it occurs."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.record.reader import Reader
from truceline.record.views.choosing import NEWEST

_OUTLETS = f"""
  SELECT outlet, outlet, count(*) FROM reading
  WHERE outlet LIKE ? ESCAPE '\\' AND {NEWEST} GROUP BY outlet ORDER BY 3 DESC, 1 LIMIT ?"""
_COUNTRIES = """
  SELECT country, country, count(*) FROM place WHERE country LIKE ? ESCAPE '\\'
  GROUP BY country ORDER BY 3 DESC, 1 LIMIT ?"""
_ACTORS = """
  SELECT often.canonical_id, own.name, rows
  FROM (
    SELECT canonical_id, count(*) AS rows FROM actor WHERE {} GROUP BY {}canonical_id ORDER BY rows DESC, 1 LIMIT ?
  ) AS often JOIN actor AS own ON own.id = often.canonical_id WHERE own.review != 'rejected' ORDER BY rows DESC, 2, 1"""
_NAMED = "id IN (SELECT id FROM actor WHERE name LIKE ? ESCAPE '\\')"
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
    # every name is like nothing: then the index of actors is enough, and the table is not read
    actors = (_ACTORS.format(_NAMED, "+"), (pattern, _MOST)) if like else (_ACTORS.format("1", ""), (_MOST,))
    asked = {"outlet": (_OUTLETS, (pattern, _MOST)), "country": (_COUNTRIES, (pattern, _MOST)), "actor": actors}
    return {name: tuple(Choice(*row) for row in reader.select(sql, values)) for name, (sql, values) in asked.items()}
