"""Totals over victim classes: what one report has from one source over all classes, given as a total or added up. Pure.

Classes are added only where one source gives the split; a total and a split of different sources are never added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from truceline.record.voices import Account, Reported, accounts

WHOLE = frozenset({"unknown", "mixed"})


@dataclass(frozen=True, slots=True)
class Totals:
    """Figures for all classes together; `parts` gives for the id of each sum the figures that it adds up."""

    figures: tuple[Reported, ...]
    parts: Mapping[str, tuple[str, ...]]


def totals(by_class: Mapping[str, Sequence[Reported]]) -> Totals:
    """The totals of every root and report that has one, from figures that stand.

    Hedges of any class go with them, and so does what contradicts a total in its own report.
    """
    shares: dict[tuple[str, str], list[tuple[str, Account]]] = defaultdict(list)
    found: list[Reported] = []
    for victims, figures in sorted(by_class.items()):
        found += [figure for figure in figures if figure.numberless]
        for account in accounts(figure for figure in figures if not figure.numberless):
            shares[account.root, account.report].append((victims, account))
    parts: dict[str, tuple[str, ...]] = {}
    for _, share in sorted(shares.items()):
        told = _told([(victims, part) for victims, account in share for part in account.parts])
        for figure, added in told:
            found.append(figure)
            if len(added) > 1:
                parts[figure.id] = added
        if told:
            found += [replace(rival, who=None) for _, account in share for rival in account.rivals]
    return Totals(tuple(found), parts)


def _told(share: Sequence[tuple[str, Reported]]) -> list[tuple[Reported, tuple[str, ...]]]:
    """The figures for all of one account, each with the ids of what it adds up.

    A figure of unspecified people is the total if nothing is larger, else some of those that are told by class. If
    those told by class come to more than the total, both are there: some may be told twice.
    """
    largest = max(share, key=lambda item: (item[1].least or 0, item[1].most or 0, item[0] in WHOLE, item[1].id))
    split = [figure for victims, figure in share if victims not in WHOLE]
    if largest[0] in WHOLE:
        whole = replace(largest[1], place=(largest[1].place[0], -1), who=None)
        found: list[tuple[Reported, tuple[str, ...]]] = [(whole, (whole.id,))]
        if len(split) > 1 and not whole.open and sum(figure.least or 0 for figure in split) > (whole.most or 0):
            added, ids = _sum(split)
            found.append((replace(added, best=None), ids))
        return found
    if len({victims for victims, _ in share} - WHOLE) > 1:
        return [_sum(split)]
    return [(replace(largest[1], who=None), (largest[1].id,))] if len(split) < len(share) else []


def _sum(figures: Sequence[Reported]) -> tuple[Reported, tuple[str, ...]]:
    bests = [figure.best for figure in figures]
    opened = any(figure.open for figure in figures)
    most = [figure.most for figure in figures]
    first = max(figures, key=lambda f: (f.least or 0, f.most or 0, f.id))
    total = replace(
        first,
        low=sum(figure.least or 0 for figure in figures),
        best=None if None in bests else sum(best or 0 for best in bests),
        high=None if opened or None in most else sum(number or 0 for number in most),
        open=opened,
        place=(first.place[0], -1),
        who=None,
        revision=None,
    )
    return total, tuple(sorted(figure.id for figure in figures))
