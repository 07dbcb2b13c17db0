"""How hedges change the interval of a count; the values follow the table of the lexicon's rules.

``at least n``: n / n / open. ``More than n``: n + 1. ``Close to n``: 0.9 n / n / n. ``About n``: 0.9 n / n / 1.1 n.
``Up to n``: nothing / nothing / n. ``Fewer than n``: the same with n - 1. Rounding is to the nearest whole, half away
from zero. A vague word keeps its own ends and never gets a best.
"""

from __future__ import annotations

from collections.abc import Callable

from truceline.model.values import Count

EXACT = "VN-exact"


def hedged(rule: str, count: Count) -> Count:
    """`count` as the hedge changes it."""
    named = rule if count.rule == EXACT else f"{rule}+{count.rule}"
    return _HEDGES[rule](count, named)


def _at_least(count: Count, rule: str) -> Count:
    return Count(count.low, count.best, None, True, rule)


def _more_than(count: Count, rule: str) -> Count:
    if count.low is None or count.low != count.high:
        return Count(count.low, None, None, True, rule)
    return Count(count.low + 1, count.low + 1, None, True, rule)


def _close_to(count: Count, rule: str) -> Count:
    return Count(_scaled(count, count.low, 9), count.best, count.high, count.open, rule)


def _about(count: Count, rule: str) -> Count:
    return Count(_scaled(count, count.low, 9), count.best, _scaled(count, count.high, 11), count.open, rule)


def _up_to(count: Count, rule: str) -> Count:
    return Count(None, None, count.high, count.open, rule)


def _fewer_than(count: Count, rule: str) -> Count:
    high = count.high - 1 if count.high is not None and count.high > 0 else count.high
    return Count(None, None, high, count.open, rule)


def _scaled(count: Count, value: int | None, tenths: int) -> int | None:
    """`value` times `tenths` / 10, half away from zero; vague words are loose already and stay."""
    if value is None or not (count.low == count.high or count.rule == "VN-range"):
        return value
    return (value * tenths + 5) // 10


_HEDGES: dict[str, Callable[[Count, str], Count]] = {
    "VN-atleast": _at_least,
    "VN-morethan": _more_than,
    "VN-closeto": _close_to,
    "VN-about": _about,
    "VN-upto": _up_to,
    "VN-fewer": _fewer_than,
}
