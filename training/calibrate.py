"""Fits the confidence of events on annotated items that nothing was trained on, and writes its two numbers.

`python -m training.calibrate CONFLICT [--dry-run]`, after new weights are in the package: CONFLICT is the folder of
`items.jsonl` and `annotations.jsonl`, of which the development days count. What is printed as *out of fold* was fitted
without the days it is measured on.
"""

from __future__ import annotations

import argparse
import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.log import say
from truceline.evaluate import texts
from truceline.evaluate.conflict import Conflict
from truceline.evaluate.conflict_gold import load
from truceline.evaluate.scoring import Reliability
from truceline.extract import confidence
from truceline.extract.confidence import Calibration, log_odds
from truceline.pipeline import version

FOLDS = 10
FILE = Path(confidence.__file__).parent / "data" / "confidence.toml"
TEXT = """\
# From the score of the network to the chance that an event has the right type at touching words:
# 1 / (1 + exp(-(slope * log(score / (1 - score)) + shift))).
# Written by `python -m training.calibrate`; fitted on the {events} events found in the {items} conflict items of the
# development days, with the encoder {model}. Expected calibration error: {before:.3f} for the bare score,
# {after:.3f} out of fold (by date, {folds} folds).
version = "{line}"
slope = {line.slope:.4f}
shift = {line.shift:.4f}
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """An event as found: the day of its item, the score of the network, and whether type and place are right."""

    day: str
    score: float
    right: bool


def answers(folder: Path) -> tuple[list[Answer], int]:
    """The events that the program finds in the items of the development days, and the number of items."""
    items = [item for item in load([folder]) if texts.in_split(item.day, "development")]
    documents = (texts.document(item.id, item.text, item.published) for item in items)
    found: list[Answer] = []
    for item, extraction in zip(items, texts.readings(documents, 1), strict=True):
        scored = Conflict()
        scored.add(item, extraction)
        for given, right in scored.reliability.answers:
            found.append(Answer(item.day, confidence.EVENTS.score(given), right))
    return found, len(items)


def fitted(found: Sequence[Answer]) -> Calibration:
    """The line over the log odds that makes the answers likeliest, by Newton's method.

    Right answers aim at a little less than 1 and wrong ones at a little more than 0, as in Platt's paper, so that few
    answers give no steep line.
    """
    right = sum(a.right for a in found)
    high, low = (right + 1) / (right + 2), 1 / (len(found) - right + 2)
    slope, shift = 0.0, math.log((right + 1) / (len(found) - right + 1))
    for _ in range(50):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for a in found:
            x = log_odds(a.score)
            p = 1 / (1 + math.exp(-(slope * x + shift)))
            off, weight = p - (high if a.right else low), p * (1 - p)
            g0, g1 = g0 + off * x, g1 + off
            h00, h01, h11 = h00 + weight * x * x, h01 + weight * x, h11 + weight
        determinant = h00 * h11 - h01 * h01
        slope -= (h11 * g0 - h01 * g1) / determinant
        shift -= (h00 * g1 - h01 * g0) / determinant
        if max(abs(g0), abs(g1)) < 1e-9:
            break
    return Calibration(slope, shift)


def out_of_fold(found: Sequence[Answer]) -> list[tuple[float, bool]]:
    """Every answer with the chance that a line fitted without its day gives."""
    out = []
    for fold in range(FOLDS):
        line = fitted([a for a in found if _fold(a) != fold])
        out += [(line(a.score), a.right) for a in found if _fold(a) == fold]
    return out


def _fold(answer: Answer) -> int:
    return hashlib.sha256(f"fold {answer.day}".encode()).digest()[0] % FOLDS


def errors(pairs: Iterable[tuple[float, bool]]) -> tuple[float, float]:
    """Expected calibration error, and Brier's mean squared distance."""
    seen = Reliability(list(pairs))
    brier = sum((given - right) ** 2 for given, right in seen.answers) / len(seen.answers)
    return seen.error("events", "").score, brier


def main() -> None:
    """Fit, say what it is worth, write."""
    parser = argparse.ArgumentParser(prog="python -m training.calibrate", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("conflict", type=Path, help="folder of items.jsonl and annotations.jsonl")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    options = parser.parse_args()
    found, items = answers(options.conflict)
    line = fitted(found)
    rows = {
        "bare score": errors((a.score, a.right) for a in found),
        "as it is": errors((confidence.EVENTS(a.score), a.right) for a in found),
        "out of fold": errors(out_of_fold(found)),
        "in sample": errors((line(a.score), a.right) for a in found),
    }
    say(f"{len(found)} events of {items} items; now {confidence.EVENTS}, fitted {line}")
    for name, (calibration, brier) in rows.items():
        say(f"{name:12} calibration error {calibration:.3f}  Brier {brier:.3f}")
    if line.slope <= 0:
        raise SystemExit("the score says nothing of what is right; nothing is written")
    if not options.dry_run:
        model = version().models["encoder"]
        before, after = rows["bare score"][0], rows["out of fold"][0]
        text = TEXT.format(
            events=len(found), items=items, model=model, before=before, after=after, folds=FOLDS, line=line
        )
        FILE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
