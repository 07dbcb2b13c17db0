"""Counting right answers: precision, recall and F1, shares, pairs of records, and how far to believe a confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from truceline.evaluate.report import Measure, Table

BINS = 10

A = TypeVar("A")
B = TypeVar("B")


@dataclass(slots=True)
class Tally:
    """How many answers were given, wanted, and right."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, right: int, found: int, gold: int) -> None:
        """Adds the counts of one text."""
        self.right += right
        self.found += found
        self.gold += gold

    def bags(self, found: Iterable[Hashable], gold: Iterable[Hashable]) -> None:
        """Compares two bags; an answer given twice must be wanted twice."""
        f, g = Counter(found), Counter(gold)
        self.add((f & g).total(), f.total(), g.total())

    @property
    def precision(self) -> float:
        """Share of the answers given that are right; 0 where none was given."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the answers wanted that were given; 0 where none was wanted."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.found + self.gold
        return 2 * self.right / total if total else 0.0

    def measure(self, group: str, name: str) -> Measure:
        """The row of the table; `n` counts what was wanted."""
        return Measure(group, name, self.f1, self.gold, self.precision, self.recall)


@dataclass(slots=True)
class Share:
    """How many of the answers asked for were right."""

    right: int = 0
    n: int = 0

    def add(self, right: bool) -> None:
        """Adds one answer."""
        self.right += right
        self.n += 1

    @property
    def value(self) -> float:
        """Right answers in all answers; 0 where none was asked for."""
        return self.right / self.n if self.n else 0.0

    def measure(self, group: str, name: str) -> Measure:
        """The row of the table."""
        return Measure(group, name, self.value, self.n)


class Classes:
    """Right and wrong classes; an answer of ``None`` is none of them."""

    def __init__(self) -> None:
        self.answers: Counter[tuple[str, str | None]] = Counter()

    def add(self, gold: str, found: str | None) -> None:
        """Adds one answer."""
        self.answers[gold, found] += 1

    def accuracy(self, group: str, name: str) -> Measure:
        """Share of right answers; no answer is a wrong one."""
        right = sum(n for (gold, found), n in self.answers.items() if gold == found)
        return Share(right, self.answers.total()).measure(group, name)

    def macro(self, group: str, name: str) -> Measure:
        """Mean F1 of the classes that were wanted at all."""
        tallies = self.tallies()
        mean = sum(t.f1 for t in tallies.values()) / len(tallies) if tallies else 0.0
        return Measure(group, name, mean, len(tallies))

    def tallies(self) -> dict[str, Tally]:
        """Counts of each class that was wanted, by name."""
        wanted = sorted({gold for gold, _ in self.answers})
        out = {name: Tally() for name in wanted}
        for (gold, found), n in self.answers.items():
            out[gold].add(n if gold == found else 0, 0, n)
            if found in out:
                out[found].add(0, n, 0)
        return out

    def confusions(self, title: str, most: int = 15) -> Table:
        """What was taken for what, the most frequent first."""
        wrong = [(n, gold, found or "none") for (gold, found), n in self.answers.items() if gold != found]
        rows = sorted(wrong, key=lambda row: (-row[0], row[1:]))[:most]
        return Table(title, ("wanted", "given", "n"), tuple((gold, found, n) for n, gold, found in rows))


@dataclass(slots=True)
class Reliability:
    """Pairs of a confidence and whether the answer was right."""

    answers: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, confidence: float, right: bool) -> None:
        """Adds one answer."""
        self.answers.append((confidence, right))

    def table(self, title: str) -> Table:
        """Mean confidence beside the share of right answers, tenth by tenth; empty tenths are left out."""
        rows = []
        for number, inside in sorted(self._bins().items()):
            mean, share = _means(inside)
            rows.append(
                (f"{number / BINS:.1f}-{(number + 1) / BINS:.1f}", round(mean, 3), round(share, 3), len(inside))
            )
        return Table(title, ("confidence", "mean", "share right", "n"), tuple(rows))

    def error(self, group: str, name: str) -> Measure:
        """Expected calibration error: the distance of mean and share over the tenths, weighted by their size."""
        total = 0.0
        for inside in self._bins().values():
            mean, share = _means(inside)
            total += len(inside) * abs(mean - share)
        return Measure(group, name, total / len(self.answers) if self.answers else 0.0, len(self.answers))

    def _bins(self) -> dict[int, list[tuple[float, bool]]]:
        bins: dict[int, list[tuple[float, bool]]] = {}
        for answer in self.answers:
            bins.setdefault(min(BINS - 1, max(0, int(answer[0] * BINS))), []).append(answer)
        return bins


def _means(answers: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    return sum(c for c, _ in answers) / len(answers), sum(r for _, r in answers) / len(answers)


def pairs(left: Sequence[A], right: Sequence[B], worth: Callable[[A, B], float]) -> list[tuple[int, int]]:
    """One-to-one pairs of indices with the greatest sum of `worth`; pairs that are worth nothing are left out."""
    if not left or not right:
        return []
    table = [[worth(a, b) for b in right] for a in left]
    if len(left) <= len(right):
        found = list(enumerate(_assigned([[-w for w in row] for row in table])))
    else:
        columns = [[-table[i][j] for i in range(len(left))] for j in range(len(right))]
        found = [(i, j) for j, i in enumerate(_assigned(columns))]
    return sorted((i, j) for i, j in found if table[i][j] > 0)


def _assigned(cost: Sequence[Sequence[float]]) -> list[int]:
    """For each row its own column, at the lowest cost in all (Hungarian method; no more rows than columns)."""
    rows, columns = len(cost), len(cost[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    holder = [0] * (columns + 1)
    for row in range(1, rows + 1):
        holder[0], column = row, 0
        slack, came, used = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while holder[column]:
            used[column], at, step, following = True, holder[column], float("inf"), 0
            for j in range(1, columns + 1):
                if used[j]:
                    continue
                reduced = cost[at - 1][j - 1] - row_price[at] - column_price[j]
                if reduced < slack[j]:
                    slack[j], came[j] = reduced, column
                if slack[j] < step:
                    step, following = slack[j], j
            for j in range(columns + 1):
                if used[j]:
                    row_price[holder[j]] += step
                    column_price[j] -= step
                else:
                    slack[j] -= step
            column = following
        while column:
            holder[column] = holder[came[column]]
            column = came[column]
    out = [0] * rows
    for j in range(1, columns + 1):
        if holder[j]:
            out[holder[j] - 1] = j - 1
    return out
