"""How sure an event is: the chance that its type is right, from the score of the network.

The score decides (thresholds, the surer of two drafts); what an event gives out is the confidence. Its two numbers
stand in `data/confidence.toml`; `training/calibrate.py` fits them on annotated items, anew for every set of weights.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from importlib.resources import files

#: Scores nearer to 0 and 1 than this say nothing more.
LEAST = 0.001


@dataclass(frozen=True, slots=True)
class Calibration:
    """A straight line over the log odds (after Platt); it rises, so that order is kept."""

    slope: float
    shift: float

    def __call__(self, score: float) -> float:
        """The chance that stands behind a score."""
        return 1 / (1 + math.exp(-(self.slope * log_odds(score) + self.shift)))

    def score(self, chance: float) -> float:
        """The score behind a chance."""
        return 1 / (1 + math.exp((self.shift - log_odds(chance)) / self.slope))

    def __str__(self) -> str:
        return f"{self.slope:.3f}x{self.shift:+.3f}"


def log_odds(score: float) -> float:
    """Logarithm of the odds of a chance, which is kept away from 0 and 1."""
    kept = min(max(score, LEAST), 1 - LEAST)
    return math.log(kept / (1 - kept))


_DATA = tomllib.loads((files("truceline.extract") / "data" / "confidence.toml").read_text(encoding="utf-8"))
VERSION: str = _DATA["version"]
EVENTS = Calibration(_DATA["slope"], _DATA["shift"])
