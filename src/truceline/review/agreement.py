"""How far coders agree beyond chance: raw agreement, Cohen's kappa, Krippendorff's alpha, with bootstrap intervals.

A unit is what one or more coders judged: one value for each coder, or None where a coder said nothing of it. Both
coefficients are 1 where all agree and 0 where they agree as often as chance would have it; where all values are the
same they are undefined, not 1: chance alone would give that agreement.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Unit = Sequence[Hashable | None]
Numbers = npt.NDArray[np.float64]
DRAWS = 1000  # of the bootstrap
SURE = 0.95  # of the interval


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with the interval of its bootstrap; None where it is undefined."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """For each unit what it adds to the disagreement that is seen, and how often it has each value.

    Sums over units give a coefficient, so a bootstrap is a weighting of units. `values` are numbers where the scale is
    one of numbers, else None.
    """

    seen: Numbers  # [unit]
    counts: Numbers  # [unit, value]
    values: Numbers | None  # [value]


def raw_agreement(units: Sequence[Unit]) -> float | None:
    """Share of pairs of values of one unit that are equal, each unit weighing the same; None without a pair."""
    shares = []
    for unit in units:
        said = [value for value in unit if value is not None]
        pairs = len(said) * (len(said) - 1) / 2
        if pairs:
            shares.append(sum(a == b for i, a in enumerate(said) for b in said[i + 1 :]) / pairs)
    return sum(shares) / len(shares) if shares else None


def alpha(units: Sequence[Unit], *, numbers: bool = False, seed: int = 0) -> Coefficient:
    """Krippendorff's alpha of any number of coders; units with fewer than two values tell nothing.

    Args:
        units: the values, a unit a row.
        numbers: the values are numbers, and they disagree by the square of their difference; else only by being others.
        seed: of the bootstrap.
    """
    parts = disagreement(units, numbers=numbers)
    if not len(parts.seen):
        return Coefficient(None)
    whole = _alphas(parts, np.ones((1, len(parts.seen))))
    return _with_interval(whole[0], _alphas(parts, _weights(len(parts.seen), seed)))


def kappa(pairs: Sequence[tuple[Hashable | None, Hashable | None]], *, seed: int = 0) -> Coefficient:
    """Cohen's kappa of two coders; pairs with a missing value are left out.

    Args:
        pairs: what the one and the other coder say of each unit.
        seed: of the bootstrap.
    """
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    if not both:
        return Coefficient(None)
    place = {value: n for n, value in enumerate(dict.fromkeys(value for pair in both for value in pair))}
    first, second = (_indicator([place[pair[side]] for pair in both], len(place)) for side in (0, 1))
    equal = np.array([a == b for a, b in both], dtype=float)

    def kappas(weights: Numbers) -> Numbers:
        n = weights.sum(axis=1)
        seen = weights @ equal / n
        expected = ((weights @ first) * (weights @ second)).sum(axis=1) / n**2
        return _ratio(seen - expected, 1 - expected)

    return _with_interval(kappas(np.ones((1, len(both))))[0], kappas(_weights(len(both), seed)))


def pooled_kappa(parts: Sequence[Sequence[tuple[Hashable | None, Hashable | None]]]) -> float | None:
    """One kappa of two coders over several fields: from the mean of what is seen and of what chance would give.

    Fields have categories of their own, so their tables must not be added up (De Vries and others 2008).
    """
    seen, expected = [], []
    for pairs in parts:
        both = [(a, b) for a, b in pairs if a is not None and b is not None]
        if both:
            n = len(both)
            values = {value for pair in both for value in pair}
            seen.append(sum(a == b for a, b in both) / n)
            expected.append(sum(sum(a == v for a, _ in both) * sum(b == v for _, b in both) for v in values) / n**2)
    if not seen or sum(expected) >= len(expected):
        return None
    return (sum(seen) - sum(expected)) / (len(expected) - sum(expected))


def pooled_alpha(parts: Sequence[Sequence[Unit]]) -> float | None:
    """One nominal alpha over several fields, in the same way."""
    seen, expected = 0.0, 0.0
    for units in parts:
        found = disagreement(units)
        if len(found.seen):
            one, other = _both(found, np.ones((1, len(found.seen))))
            seen, expected = seen + float(one[0]), expected + float(other[0])
    return None if expected == 0 else 1 - seen / expected


def disagreement(units: Sequence[Unit], *, numbers: bool = False) -> Disagreement:
    """The units with at least two values, in the form that `alpha` sums up."""
    said = [[value for value in unit if value is not None] for unit in units]
    said = [values for values in said if len(values) > 1]
    known = list(dict.fromkeys(value for values in said for value in values))
    place = {value: n for n, value in enumerate(known)}
    counts = np.zeros((len(said), len(known)))
    for row, values in zip(counts, said, strict=True):
        for value in values:
            row[place[value]] += 1
    sizes = counts.sum(axis=1)
    scale = np.array(known, dtype=float) if numbers else None
    return Disagreement(_spread(counts, scale) / np.maximum(sizes - 1, 1), counts, scale)


def _spread(counts: Numbers, scale: Numbers | None) -> Numbers:
    """The sum, over ordered pairs of values in each row of counts, of how much they differ."""
    n = counts.sum(axis=1)
    if scale is None:
        return np.asarray(n**2 - (counts**2).sum(axis=1))
    middle = scale - (scale.mean() if len(scale) else 0.0)  # days are large numbers, and their squares larger
    return np.asarray(2 * (n * (counts @ middle**2) - (counts @ middle) ** 2))


def _both(parts: Disagreement, weights: Numbers) -> tuple[Numbers, Numbers]:
    """The disagreement seen and that expected by chance, for each row of weights."""
    counts = weights @ parts.counts
    n = counts.sum(axis=1)
    return weights @ parts.seen / n, _spread(counts, parts.values) / (n * (n - 1))


def _alphas(parts: Disagreement, weights: Numbers) -> Numbers:
    seen, expected = _both(parts, weights)
    return _ratio(expected - seen, expected)


def _ratio(above: Numbers, below: Numbers) -> Numbers:
    """The quotient, not a number where chance alone would give full agreement."""
    defined = below > 1e-12
    return np.where(defined, above / np.where(defined, below, 1), np.nan)


def _indicator(places: Sequence[int], width: int) -> Numbers:
    return np.asarray(np.eye(width)[list(places)])


def _weights(units: int, seed: int) -> Numbers:
    """How often each unit is drawn, in each draw of the bootstrap."""
    drawn = np.random.default_rng(seed).integers(units, size=(DRAWS, units)) + units * np.arange(DRAWS)[:, None]
    return np.bincount(drawn.ravel(), minlength=DRAWS * units).reshape(DRAWS, units).astype(float)


def _with_interval(value: float, draws: Numbers) -> Coefficient:
    """The coefficient; no interval where most draws leave it undefined."""
    if np.isnan(value):
        return Coefficient(None)
    defined = draws[~np.isnan(draws)]
    if len(defined) < len(draws) / 2:
        return Coefficient(float(value))
    low, high = np.quantile(defined, ((1 - SURE) / 2, (1 + SURE) / 2))
    return Coefficient(float(value), float(low), float(high))
