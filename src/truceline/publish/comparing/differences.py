"""Where two that match are not told alike, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from truceline.gazetteer.globe import distance
from truceline.publish.comparing.actors import CIVILIANS
from truceline.publish.comparing.cases import Case
from truceline.publish.comparing.matching import Pair

Cell = Literal["date", "country", "place", "actors", "best", "low", "high"]
FIGURES: tuple[Cell, ...] = ("best", "low", "high")


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell: what the record has, what the dataset has."""

    cell: Cell
    record: str
    dataset: str

    def __str__(self) -> str:
        return f"{self.cell}: {self.record or 'nothing'} here, {self.dataset or 'nothing'} there"


def differences(pair: Pair, parts: Sequence[Pair]) -> tuple[Difference, ...]:
    """The cells of a pair that differ; of parts and a whole, the sum of the parts is compared with the whole.

    Args:
        pair: the pair.
        parts: all pairs of the same whole, this one among them; only itself where the two are the same.
    """
    case, row = pair.case, pair.row
    found = [] if len(parts) > 1 else list(_date(case, row))
    if case.located and row.countries and not case.countries & row.countries:
        found.append(Difference("country", ", ".join(sorted(case.countries)), ", ".join(sorted(row.countries))))
    if len(parts) == 1:
        found += _place(case, row)
    found += _actors(case, row)
    found += _parts(parts) if len(parts) > 1 else _deaths(case, row)
    return tuple(found)


def days(case: Case) -> str:
    """The days of a happening or a row in words."""
    if not case.dated:
        return f"by {case.last}"
    return str(case.first) if case.first == case.last else f"{case.first} to {case.last}"


def actors(case: Case) -> str:
    """Who takes part, in words."""
    return "; ".join(dict.fromkeys(name for name, _ in case.sides))


def kilometres(case: Case, row: Case) -> float | None:
    """How far apart the two places lie; ``None`` if one has no point."""
    return None if case.point is None or row.point is None else distance(*case.point, *row.point)


def _date(case: Case, row: Case) -> list[Difference]:
    same = case.dated and (case.first, case.last) == (row.first, row.last)
    return [] if same else [Difference("date", days(case), days(row))]


def _place(case: Case, row: Case) -> list[Difference]:
    if case.names & row.names or case.place.casefold() == row.place.casefold():
        apart = kilometres(case, row)
        if apart is None or apart <= case.radius + row.radius:
            return []
    return [Difference("place", case.place, row.place)]


def _actors(case: Case, row: Case) -> list[Difference]:
    """Those that only one side names; words that stand for nobody in particular are passed over, and civilians here."""
    ours = {name.casefold() for name, _ in case.sides}
    there = {name.casefold() for name, _ in row.sides}
    here = [
        name
        for name, keys in case.sides
        if keys and keys != CIVILIANS and not keys & row.keys and name.casefold() not in there
    ]
    beyond = [name for name, keys in row.sides if keys and not keys & case.keys and name.casefold() not in ours]
    if not here and not beyond:
        return []
    return [Difference("actors", "; ".join(here), "; ".join(beyond))]


def _deaths(case: Case, row: Case) -> list[Difference]:
    numbers = zip(FIGURES, _numbers(case), _numbers(row), strict=True)
    one_number = row.deaths.low is None and row.deaths.high is None  # ACLED has no range
    return [
        Difference(cell, _words(one), _words(other))
        for cell, one, other in numbers
        if one != other and not (cell != "best" and one_number) and not (one is None and other == 0)
    ]


def _numbers(case: Case) -> tuple[int | None, ...]:
    return case.deaths.best, case.deaths.low, case.deaths.high


def _parts(parts: Sequence[Pair]) -> list[Difference]:
    cases = {pair.case.id: pair.case for pair in parts}
    rows = {pair.row.n: pair.row for pair in parts}
    one, other = (sum(c.deaths.best or 0 for c in side.values()) for side in (cases, rows))
    if one == other:
        return []
    return [Difference("best", _summed(one, len(cases)), _summed(other, len(rows)))]


def _summed(number: int, parts: int) -> str:
    return str(number) if parts == 1 else f"{number} in {parts} parts"


def _words(number: int | None) -> str:
    return "" if number is None else str(number)
