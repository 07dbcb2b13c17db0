"""Several reported figures -> one range. Pure.

One root source counts once, by its newest report; its older figures are superseded: they say nothing to `best` and to
the agreement, and low to high still holds them, so that a further report never narrows it. Only what its source
corrected or withdrew is out of it. What one report counts apart ("two militiamen and a soldier") is not added: the
largest part speaks, its upper end open. `best` is a figure that somebody gave, never a mean. Low to high is a range of
reports, not of the truth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from truceline.model.records import Agreement
from truceline.record.voices import Account, Fate, Reported, accounts, overtaken, retracted, voices

__all__ = ["Fate", "Reconciliation", "Reported", "reconcile"]

_COUNTED = Fate("counted")
Rule = Literal["none", "only", "agreement", "reliability", "newest", "lower median"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """The range of all reports, how it came about, and what part every figure has in it.

    `ends` names the figures that give ``low``, ``high`` and ``open``. Without any figure that stands, all is empty and
    `n_independent` is 0.
    """

    low: int | None
    best: int | None
    high: int | None
    open: bool
    n_figures: int
    n_independent: int
    agreement: Agreement
    best_figure_id: str | None
    rule: Rule
    fates: Mapping[str, Fate]
    ends: Mapping[str, tuple[str, ...]]

    def having(self, standing: str) -> tuple[str, ...]:
        """The figures of one standing, by id."""
        return tuple(figure_id for figure_id, fate in sorted(self.fates.items()) if fate.standing == standing)


def reconcile(
    figures: Iterable[Reported], wounded: Iterable[Reported] = (), elsewhere: Iterable[Reported] = ()
) -> Reconciliation | None:
    """Bring figures of one happening, harm, class and scope together; None if there is none.

    Args:
        figures: what the reports say.
        wounded: where `figures` are of the killed, those of the wounded, some of whom may have died since.
        elsewhere: revisions by the same sources that stand with a number of another scope or day.
    """
    every = sorted(figures, key=lambda f: f.id)
    if not every:
        return None
    fates = retracted(every, elsewhere)
    if len(every) == 1 and not fates and not every[0].numberless:
        return _alone(every[0])
    standing = [figure for figure in every if figure.id not in fates]
    hedges = [figure for figure in standing if figure.numberless]
    told = accounts(figure for figure in standing if not figure.numberless)
    newest, older = voices(told)
    fates |= older
    hurt = list(wounded)
    gone = retracted(hurt)
    fates |= overtaken(newest, (figure for figure in hurt if figure.id not in gone and not figure.numberless))
    fates |= {figure.id: Fate("hedge") for figure in hedges}
    speaking = [account for account in newest if account.main.id not in fates]
    fates |= {part.id: _COUNTED for account in speaking for part in account.parts}
    chosen, rule = _best([account.main for account in speaking])
    low, high, ends = _range(told, hedges)
    opened = "open" in ends
    return Reconciliation(
        low=low,
        best=None if chosen is None else chosen.best,
        high=None if opened else high,
        open=opened,
        n_figures=len(every),
        n_independent=len(speaking) or len({figure.root for figure in hedges}),
        agreement=_agreement(speaking),
        best_figure_id=None if chosen is None else chosen.id,
        rule=rule,
        fates=fates,
        ends=ends,
    )


def _alone(figure: Reported) -> Reconciliation:
    """What most happenings have: one figure, which is the range."""
    opened, own = figure.open, (figure.id,)
    low, high = figure.least, figure.most
    found = {"low": low is not None, "high": high is not None, "open": opened}
    return Reconciliation(
        low=low,
        best=figure.best,
        high=None if opened else high,
        open=opened,
        n_figures=1,
        n_independent=1,
        agreement="single",
        best_figure_id=None if figure.best is None else figure.id,
        rule="none" if figure.best is None else "only",
        fates={figure.id: _COUNTED},
        ends={column: own for column, given in found.items() if given},
    )


def _range(
    told: Sequence[Account], hedges: Sequence[Reported]
) -> tuple[int | None, int | None, dict[str, tuple[str, ...]]]:
    """The smallest and the largest number, and which figures give them and the open end."""
    ranged = [figure for account in told for figure in (account.main, *account.rivals)]
    least = [(number, f.id) for f in ranged if (number := f.least) is not None]
    most = [(number, f.id) for f in ranged if (number := f.most) is not None]
    low = min(least)[0] if least else None
    high = max(most)[0] if most else None
    found = {
        "low": {own for number, own in least if number == low},
        "high": {own for number, own in most if number == high},
        "open": {f.id for f in (*ranged, *hedges) if f.open} | {a.main.id for a in told if a.open},
    }
    return low, high, {column: tuple(sorted(ids)) for column, ids in found.items() if ids}


def _best(figures: Sequence[Reported]) -> tuple[Reported | None, Rule]:
    given = [figure for figure in figures if figure.best is not None]
    if not given:
        return None, "none"
    if len(given) == 1:
        return given[0], "only"
    votes = Counter(figure.best for figure in given)
    most = max(votes.values())
    if most > 1:
        given = [figure for figure in given if votes[figure.best] == most]
        if len({figure.best for figure in given}) == 1:
            return given[0], "agreement"
    for grade, rule in _GRADES:
        top = min(map(grade, given))
        given = [figure for figure in given if grade(figure) == top]
        if len({figure.best for figure in given}) == 1:
            return given[0], rule
    ordered = sorted(given, key=lambda f: (f.best or 0, f.id))
    return ordered[(len(ordered) - 1) // 2], "lower median"


def _grade(figure: Reported) -> tuple[int, int]:
    """Admiralty letter, then number. What cannot be judged (F, 6) ranks before what was judged and found wanting."""
    return ("ABCFDE".index(figure.reliability), (1, 2, 3, 6, 4, 5).index(figure.credibility))


def _day(figure: Reported) -> int:
    return 0 if figure.as_of is None else -figure.as_of.toordinal()


_GRADES: tuple[tuple[Callable[[Reported], Any], Rule], ...] = ((_grade, "reliability"), (_day, "newest"))


def _agreement(speaking: Sequence[Account]) -> Agreement:
    if len(speaking) < 2:
        return "single"
    bests = {account.main.best for account in speaking}
    if len(bests) == 1 and None not in bests:
        return "agree"
    floor = max(account.main.least or 0 for account in speaking)
    ceilings = [account.main.most for account in speaking if not account.open]
    return "overlap" if all(most is None or floor <= most for most in ceilings) else "conflict"
