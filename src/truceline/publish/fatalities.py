"""Deaths of one happening by the rule of another standard: ACLED's one number, UCDP GED's best, high and low. Pure.

The record's own range is not exported as theirs. Only figures that count are asked: the newest of each source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from truceline.model.records import FigureRow, ReconciledRow

_WHOLE = frozenset({"unknown", "mixed"})
_UNITS = frozenset({
    "VN-tens", "VN-dozens", "VN-scores", "VN-hundreds", "VN-thousands", "VN-tensofthousands", "VN-millions",
})  # fmt: skip
_UNCOUNTED = frozenset({"VN-plural", "VN-many"})
_FEW, _LARGE = 3, 10


@dataclass(frozen=True, slots=True)
class GedDeaths:
    """The three numbers of a GED event; a range of reports, not a confidence interval.

    `apart` are the ids of the figures whose sum `best` is, where one source counts the dead apart in one class
    ("seven rebels and four soldiers"); the record's own range does not add them.
    """

    best: int
    high: int
    low: int
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A happening that a target cannot hold, and why."""

    reason: str


def acled_fatalities(figures: Iterable[FigureRow], *, large: bool = False) -> int:
    """ACLED's ``fatalities``: the most conservative number of any source, not split by side; 0 if none tells of dead.

    Args:
        figures: the figures of one happening.
        large: whether the attack was a large one; deaths without any number are then 10, else 3.
    """
    accounts: dict[tuple[str, str | None], list[FigureRow]] = defaultdict(list)
    for figure in figures:
        if (figure.kind, figure.scope, figure.standing) == ("killed", "event", "counted"):
            accounts[figure.document_id, figure.root].append(figure)
    given = [number for account in accounts.values() if (number := _of_account(account, large)) is not None]
    return min(given, default=0)


def acled_number(figure: FigureRow, *, large: bool = False) -> int | None:
    """One figure as ACLED's word table has it; None for one that sets no lower end ("up to 30").

    A vague plural of a unit is one of it ("dozens" 12, "hundreds" 100), where the record has two; a hedged number is
    the number ("about 20", "more than 20").
    """
    *hedges, base = figure.rule.split("+")
    if base in _UNCOUNTED:
        return _LARGE if large else _FEW
    if base in _UNITS:
        return None if figure.low is None else figure.low // 2
    number = figure.low if figure.best is None else figure.best
    return number - 1 if number and "VN-morethan" in (*hedges, base) else number


def _of_account(account: Sequence[FigureRow], large: bool) -> int | None:
    """What one source in one report comes to: its total if it gives one, else the sum of what it counts apart."""
    numbers = [
        (number, figure.victim_class in _WHOLE)
        for figure in account
        if (number := acled_number(figure, large=large)) is not None
    ]
    if not numbers:
        return None
    largest, whole = max(numbers)
    return largest if whole else sum(number for number, _ in numbers)


def ged_deaths(ranges: Iterable[ReconciledRow], figures: Mapping[str, FigureRow]) -> GedDeaths | LeftOut:
    """GED's ``best``, ``high`` and ``low`` of one happening, or why it is no GED event.

    Where the range is open, ``high`` is the largest number that a report gives.

    Args:
        ranges: the reconciled rows of the happening.
        figures: its figures by id.
    """
    killed = [row for row in ranges if (row.kind, row.scope) == ("killed", "event")]
    total = next((row for row in killed if row.victim_class == "all"), killed[0] if len(killed) == 1 else None)
    if total is None:
        return LeftOut("no report counts the dead of all classes" if killed else "no report tells of dead")
    if total.best is None:
        return LeftOut("no report gives a number, and GED needs one; decide on a best")
    if total.best == 0:
        return LeftOut("nobody died")
    apart = _counted_apart(total, figures)
    if apart:
        best = sum(figure.best or 0 for figure in apart)
        only = len(apart) == len(total.figure_ids)
        low = sum(figure.best if figure.low is None else figure.low for figure in apart if figure.best is not None)
        low = low if only or total.low is None else min(low, total.low)
        most = max(best, *(n for i in total.figure_ids for n in (figures[i].best, figures[i].high) if n is not None))
        return GedDeaths(best, most, low, tuple(figure.id for figure in apart))
    told = (figures[i] for i in (*total.figure_ids, *total.end_ids))
    given = [n for f in told for n in (f.low, f.best, f.high) if n is not None] if total.high is None else [total.high]
    low = total.best if total.low is None else total.low
    return GedDeaths(total.best, max(total.best, *given), low)


def _counted_apart(total: ReconciledRow, figures: Mapping[str, FigureRow]) -> Sequence[FigureRow]:
    """The figures that the source of `best` gives for different people of one class in one report, if all are exact."""
    chosen = figures.get(total.best_figure_id or "")
    if chosen is None or total.victim_class in (*_WHOLE, "all"):
        return ()
    account = [figures[i] for i in total.figure_ids if i in figures]
    account = [f for f in account if (f.document_id, f.root) == (chosen.document_id, chosen.root)]
    exact = all(f.best is not None and f.victim_class == total.victim_class for f in account)
    return account if len(account) > 1 and exact and len({f.who for f in account}) == len(account) else ()
