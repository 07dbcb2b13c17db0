"""Which happening is which row: those of one country and about one day are compared, and the best fit goes first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from truceline.publish.comparing.cases import Case
from truceline.publish.comparing.scoring import Fit, exported, fit
from truceline.publish.comparing.settings import Settings

Certainty = Literal["match", "possible"]
Relation = Literal["same", "part of row", "row is part"]
_AREA = 25.0  # km: a radius beyond it is an area, not a town
_LONG = 31  # days: rows that span more are looked up by month


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A happening and a row that fit. `relation`: the same; a part of what the row sums up; or the other way round."""

    case: Case
    row: Case
    score: float
    certainty: Certainty
    relation: Relation
    reasons: tuple[str, ...]


class Blocks:
    """Rows by country and day, long ones by country and month: only those that may be the same are ever compared."""

    def __init__(self, rows: Iterable[Case]) -> None:
        self._days = defaultdict[tuple[str, date], list[Case]](list)
        self._months = defaultdict[tuple[str, int, int], list[Case]](list)
        for row in rows:
            for country in row.countries:
                if row.width > _LONG:
                    for year, month in _months(row.first, row.last):
                        self._months[country, year, month].append(row)
                else:
                    for n in range(row.width):
                        self._days[country, row.first + timedelta(n)].append(row)

    def near(self, case: Case, days: int) -> Iterator[Case]:
        """The rows that may be this happening, each once."""
        first, last = case.first - timedelta(days), case.last + timedelta(days)
        seen = set[int]()
        for country in sorted(case.countries):
            stretches = [self._days.get((country, first + timedelta(n)), ()) for n in range((last - first).days + 1)]
            stretches += [self._months.get((country, *month), ()) for month in _months(first, last)]
            for row in (row for rows in stretches for row in rows):
                if row.n not in seen:
                    seen.add(row.n)
                    yield row


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    for n in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield n // 12, n % 12 + 1


@dataclass(slots=True)
class _Taken:
    """What was put together so far: pairs by happening and by row."""

    by_case: dict[str, list[tuple[Case, Case, Fit]]] = field(default_factory=lambda: defaultdict(list))
    by_row: dict[int, list[tuple[Case, Case, Fit]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, case: Case, row: Case, how: Fit) -> None:
        self.by_case[case.id].append((case, row, how))
        self.by_row[row.n].append((case, row, how))


def matched(cases: Sequence[Case], rows: Sequence[Case], settings: Settings) -> list[Pair]:
    """The pairs, best fit first: each happening and each row once, but for those that sum several up.

    A row of several days, or of a whole area, may hold several happenings, and a happening several rows, as long as
    their dead are no more than its own.
    """
    relids = defaultdict[str, list[Case]](list)
    for row in rows:
        if row.relid is not None:
            relids[row.relid].append(row)
    taken = _Taken()
    for case in cases:
        for row in relids.get(case.id, ()):
            how = exported(case, row)
            if how is not None and row.n not in taken.by_row:
                taken.add(case, row, how)
    blocks = Blocks(row for row in rows if row.n not in taken.by_row)
    open_ = [case for case in cases if case.id not in taken.by_case]
    found = [
        (how, case, row)
        for case in open_
        for row in blocks.near(case, settings.days)
        if (how := fit(case, row, settings)) is not None and how.score >= settings.possible
    ]
    found.sort(key=lambda one: (-one[0].score, one[1].width + one[2].width, one[1].id, one[2].n))
    for how, case, row in found:
        if _free(taken, case, row):
            taken.add(case, row, how)
    return list(_pairs(taken, found, settings))


def _free(taken: _Taken, case: Case, row: Case) -> bool:
    own, other = taken.by_case.get(case.id, []), taken.by_row.get(row.n, [])
    if not own and not other:
        return True
    if not own:
        parts = [c for c, _, _ in other] + [case]
        return all(_holds(row, part) for part in parts) and _no_more(parts, row)
    if not other:
        parts = [r for _, r, _ in own] + [row]
        return all(_holds(case, part) for part in parts) and _no_more(parts, case)
    return False


def _holds(whole: Case, part: Case) -> bool:
    """The one may sum up the other: more days or a wider area, with the other within them."""
    if not whole.exact or not (whole.first <= part.first and part.last <= whole.last):
        return False
    return whole.width > part.width or (whole.radius > _AREA and part.point is not None and part.radius <= _AREA)


def _no_more(parts: Sequence[Case], whole: Case) -> bool:
    most = max((n for n in (whole.deaths.high, whole.deaths.best) if n is not None), default=None)
    return most is None or sum(part.deaths.best or 0 for part in parts) <= most


def _pairs(taken: _Taken, found: Sequence[tuple[Fit, Case, Case]], settings: Settings) -> Iterator[Pair]:
    rivals = defaultdict[str | int, list[tuple[float, Case, Case]]](list)
    for how, case, row in found:
        rivals[case.id].append((how.score, case, row))
        rivals[row.n].append((how.score, case, row))
    for pairs in taken.by_case.values():
        for case, row, how in pairs:
            relation: Relation = "same"
            if len(taken.by_row[row.n]) > 1:
                relation = "part of row"
            elif len(pairs) > 1:
                relation = "row is part"
            doubts = [] if how.score == 1.0 and relation == "same" and row.relid == case.id else _doubts(
                how, case, row, relation, rivals, settings
            )  # fmt: skip
            sure = how.sure and how.score >= settings.sure and not doubts
            yield Pair(
                case=case, row=row, score=round(how.score, 3), certainty="match" if sure else "possible",
                relation=relation, reasons=(*how.reasons, *doubts),
            )  # fmt: skip


def _doubts(
    how: Fit, case: Case, row: Case, relation: Relation, rivals: dict[str | int, list[tuple[float, Case, Case]]],
    settings: Settings,
) -> list[str]:  # fmt: skip
    """Others that fit one of the two as well; the parts of one whole are no rivals of each other."""
    near = how.score - settings.tie
    found = []
    if relation != "row is part":
        found += [f"row {r.id} fits as well" for s, _, r in rivals[case.id] if r.n != row.n and s >= near]
    if relation != "part of row":
        found += [f"{c.id} fits as well" for s, c, _ in rivals[row.n] if c.id != case.id and s >= near]
    return found[:3]


def only(cases: Iterable[Case], pairs: Sequence[Pair]) -> list[Case]:
    """The happenings that are in no pair."""
    taken = {pair.case.id for pair in pairs}
    return [case for case in cases if case.id not in taken]


def only_rows(rows: Iterable[Case], pairs: Sequence[Pair]) -> list[Case]:
    """The rows that are in no pair."""
    taken = {pair.row.n for pair in pairs}
    return [row for row in rows if row.n not in taken]
