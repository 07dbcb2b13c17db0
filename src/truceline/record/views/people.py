"""Who decided how much and when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from truceline.record.reader import Reader

_DECIDED = """
  SELECT decided_by, substr(decided_at, 1, 10), kind, count(*) FROM decision
  GROUP BY 1, 2, 3 ORDER BY 1, 2 DESC, 3"""
_CODED = "SELECT coded_by, count(*) FROM coding WHERE kind != 'undo' GROUP BY 1"


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """The decisions of one person on one day (UTC), by kind."""

    day: str
    kinds: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A coder: decisions by kind, day by day (the newest first), and how many blind codings they put down."""

    name: str
    kinds: dict[str, int]
    days: tuple[WorkingDay, ...]
    codings: int


def people(reader: Reader) -> tuple[Person, ...]:
    """Everyone who decided or coded anything, by name."""
    coded = dict(reader.select(_CODED))
    days: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for name, day, kind, number in reader.select(_DECIDED):
        days[name][day][kind] = number
    found = []
    for name in sorted({*days, *coded}):
        total: dict[str, int] = defaultdict(int)
        for kinds in days[name].values():
            for kind, number in kinds.items():
                total[kind] += number
        worked = tuple(WorkingDay(day, kinds) for day, kinds in days[name].items())
        found.append(Person(name=name, kinds=dict(total), days=worked, codings=coded.get(name, 0)))
    return tuple(found)
