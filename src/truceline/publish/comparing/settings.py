"""What a comparison may be told: how far apart two may lie, how much each feature counts. It stands in the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from truceline.errors import UsageError

WEIGHTS: Mapping[str, float] = {"place": 3.0, "date": 3.0, "actors": 2.0, "deaths": 2.0, "type": 1.0}
_HEAVIEST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How happenings of the record are matched with rows of a dataset.

    Attributes:
        days: days that two dates may lie apart; reports take the day of the news for that of the event.
        undated: days before the last possible day on which a happening without a first day may have been.
        widest: days of the longest stretch that is matched; what spans more is a background, no event.
        sure: least score of a match.
        possible: least score of a possible match.
        tie: two that fit the same one are told apart only if their scores differ by more.
        told: days before the publication of a report that the report is taken to cover.
        weights: of the features in the score; those that one side does not tell are left out of it.
    """

    days: int = 1
    undated: int = 7
    widest: int = 31
    sure: float = 0.75
    possible: float = 0.6
    tie: float = 0.05
    told: int = 7
    weights: Mapping[str, float] = field(default_factory=lambda: dict(WEIGHTS))

    def __post_init__(self) -> None:
        odd = sorted(set(self.weights) - set(WEIGHTS))
        if odd:
            raise UsageError(f"--weight {odd[0]}: there is no such feature; there are {', '.join(WEIGHTS)}")
        if not all(0 <= weight <= _HEAVIEST for weight in self.weights.values()) or not any(self.weights.values()):
            raise UsageError(f"--weight: weights are from 0 to {_HEAVIEST}, and one is more than 0")
        if not 0 < self.possible <= self.sure <= 1:
            raise UsageError("--possible and --sure are between 0 and 1, and --sure is not the smaller one")

    def plain(self) -> dict[str, object]:
        """All of it as plain values, for the output."""
        return asdict(self)
