"""Totals over victim classes: what one report has from one source over all classes, given as a total or added up. Pure.

Classes are added only where one source gives the split; a total and a split of different sources are never added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from truceline.record.voices import Reported, accounts

WHOLE = frozenset({"unknown", "mixed"})


@dataclass(frozen=True, slots=True)
class Totals:
    """Figures for all classes together; `parts` gives for the id of each sum the figures that it adds up."""

    figures: tuple[Reported, ...]
    parts: Mapping[str, tuple[str, ...]]


def totals(by_class: Mapping[str, Sequence[Reported]]) -> Totals:
    """The totals of every root and report that has one, from figures that stand; hedges of any class go with them."""
    shares: dict[tuple[str, str], list[tuple[str, Reported]]] = defaultdict(list)
    found: list[Reported] = []
    for victims, figures in sorted(by_class.items()):
        found += [figure for figure in figures if figure.numberless]
        for account in accounts(figure for figure in figures if not figure.numberless):
            shares[account.root, account.report] += [(victims, part) for part in account.parts]
    parts: dict[str, tuple[str, ...]] = {}
    for _, share in sorted(shares.items()):
        total = _total(share)
        if total is not None:
            found.append(total[0])
            if len(total[1]) > 1:
                parts[total[0].id] = total[1]
    return Totals(tuple(found), parts)


def _total(share: Sequence[tuple[str, Reported]]) -> tuple[Reported, tuple[str, ...]] | None:
    """The figure for all of one account, with the ids of what it adds up; None if only one class is counted."""
    largest = max(share, key=lambda item: (item[1].least or 0, item[1].most or 0, item[0] in WHOLE, item[1].id))
    if largest[0] in WHOLE:
        return largest[1], (largest[1].id,)
    if len({victims for victims, _ in share}) < 2:
        return None
    figures = [figure for _, figure in share]
    bests = [figure.best for figure in figures]
    opened = any(figure.open for figure in figures)
    most = [figure.most for figure in figures]
    total = replace(
        largest[1],
        low=sum(figure.least or 0 for figure in figures),
        best=None if None in bests else sum(best or 0 for best in bests),
        high=None if opened or None in most else sum(number or 0 for number in most),
        open=opened,
        who=None,
        revision=None,
    )
    return total, tuple(sorted(figure.id for figure in figures))
