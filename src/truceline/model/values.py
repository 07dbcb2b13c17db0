"""Values that words give: intervals of days and intervals of persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

DatePrecision = Literal["day", "week", "month", "year", "range", "before", "unknown"]


@dataclass(frozen=True, slots=True)
class Days:
    """Every day that the words may mean, both ends included; ``None`` is an open end."""

    earliest: date | None
    latest: date | None
    precision: DatePrecision

    def may_overlap(self, other: Days) -> bool:
        """True unless the two intervals are certainly apart."""
        before = self.latest is not None and other.earliest is not None and self.latest < other.earliest
        after = self.earliest is not None and other.latest is not None and other.latest < self.earliest
        return not (before or after)


@dataclass(frozen=True, slots=True)
class Count:
    """Interval of whole persons that a number expression gives.

    `open` means that no upper end is known; `high` is then ``None``. `best` is filled only where the words give a
    point. `rule` names the lexicon rule that read the words (``VN-exact``), with the lexicon's version kept in the run.
    """

    low: int | None
    best: int | None
    high: int | None
    open: bool
    rule: str
