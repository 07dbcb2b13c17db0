"""The states of a ceasefire and the moves between them.

The table is that of the life of a ceasefire as mediators and the ETH/PRIO ceasefire data describe it. Reports skip
steps: they tell of a breach without having told that the fire had stopped. Such a move is made, and marked as skipping.
"""

from __future__ import annotations

from typing import Literal

LifeState = Literal[
    "proposed", "negotiating", "rejected", "agreed", "declared", "holding", "strained", "broken_down", "expired",
    "superseded", "completed", "unknown",
]  # fmt: skip

BEFORE: frozenset[LifeState] = frozenset({"proposed", "negotiating", "rejected"})
MADE: frozenset[LifeState] = frozenset({"agreed", "declared"})
LIVE: frozenset[LifeState] = frozenset({"holding", "strained"})
OVER: frozenset[LifeState] = frozenset({"broken_down", "expired", "superseded", "completed"})

_ORDER: tuple[LifeState, ...] = (
    "proposed", "negotiating", "rejected", "agreed", "declared", "holding", "strained", "broken_down", "expired",
    "superseded", "completed", "unknown",
)  # fmt: skip
RANK: dict[LifeState, int] = {state: n for n, state in enumerate(_ORDER)}

TABLE: frozenset[tuple[LifeState, LifeState]] = frozenset(
    {
        ("proposed", "negotiating"),
        ("proposed", "rejected"),
        ("negotiating", "rejected"),
        ("rejected", "negotiating"),
        ("negotiating", "agreed"),
        ("proposed", "declared"),
        ("negotiating", "declared"),
        ("rejected", "declared"),
        ("agreed", "declared"),
        ("declared", "agreed"),
        ("agreed", "holding"),
        ("declared", "holding"),
        ("agreed", "broken_down"),
        ("declared", "broken_down"),
        ("holding", "strained"),
        ("strained", "holding"),
        ("holding", "broken_down"),
        ("strained", "broken_down"),
        ("holding", "expired"),
        ("strained", "expired"),
        ("holding", "holding"),
        ("strained", "superseded"),
        ("holding", "superseded"),
        ("holding", "completed"),
        ("strained", "completed"),
        ("proposed", "unknown"),
        ("negotiating", "unknown"),
        ("agreed", "unknown"),
        ("declared", "unknown"),
        ("holding", "unknown"),
        ("strained", "unknown"),
    }
)


def rule(before: LifeState | None, after: LifeState) -> str:
    """The name of a move: ``T-holding-strained``; of a first state ``T-first-proposed``."""
    return f"T-{before or 'first'}-{after}"


def in_table(before: LifeState | None, after: LifeState) -> bool:
    """True if the table has the move. A record may begin anywhere in a life, so any state may be the first."""
    return before is None or (before, after) in TABLE


def may_follow(before: LifeState | None, after: LifeState) -> bool:
    """True if reports may have skipped the steps between two states: only forwards, and never out of an end."""
    if before is None or (before, after) in TABLE:
        return True
    if before in OVER:
        return False
    if before == "unknown":
        return after not in BEFORE
    if before in BEFORE:
        return after not in BEFORE or (before == "rejected" and after == "proposed")
    if before in MADE:
        return after not in BEFORE
    return after in LIVE or after in OVER
