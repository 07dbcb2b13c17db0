"""Fits the weights of ``resolve/data/same_event.toml``: how much each piece of evidence says that two events are one.

    python -m tools.same_event --articles shootings.db --archive news.db

Two records are needed, made with `truceline read`: one of news articles whose paths are INCIDENT/NUMBER (those of one
incident tell of one happening; only the half that `evaluate.incidents` calls fitted is used), and one of the news items
that the pairs in ``same_event.tsv`` are from. Logistic regression; each weight is drawn to a value set by hand (PRIOR),
so that what the data hardly show (two attacks in a town on one day) stays as an analyst would weigh it.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from truceline.evaluate.incidents import is_fitted
from truceline.record import Store
from truceline.resolve.actors import actor_links
from truceline.resolve.events import candidates, event_blocks, on_both
from truceline.resolve.evidence import pieces
from truceline.resolve.happenings import Happening, happenings
from truceline.resolve.material import gather
from truceline.resolve.pieces import Piece
from truceline.resolve.places import Places
from truceline.resolve.reports import Reports

PAIRS = Path(__file__).with_suffix(".tsv")
FILE = Path(__file__).parents[1] / "src/truceline/resolve/data/same_event.toml"
SAME, SUGGEST = 0.75, 0.3
GROUP = 0.4  # weight of a pair out of a group, of which there are many with the same answer
PULL = 2.0
PRIOR = {
    "figures equal": 1.5, "figures equal, small": 0.7, "figures overlap": 0.5, "figures near": 0.3,
    "figures differ": -1.0, "figures far apart": -2.0, "victim dead in both": 3.5, "victim same": 2.0,
    "victim other": -3.0, "target same": 1.5, "target alike": 0.5, "target other": -1.0, "actor same": 0.5,
    "actor other": -0.5, "means same": 0.3, "means other": -1.0, "spot same": 2.0, "spot other": -2.0,
    "town same": 1.0, "town other": -2.0, "place within": 0.7, "place far": -3.0, "place open": 0.0,
    "place of actor": 0.0, "area same": -0.5, "day same": 2.0, "days overlap": 1.0, "days wide": 0.0,
    "day beside": -2.0, "days apart": -4.0, "type same": 0.0, "type alike": 0.0, "type other": -1.0,
    "words alike": 1.0, "rare words": 1.5, "both fresh, a day": -0.5, "one undated, wide": -0.7,
    "one undated, a day": 1.0, "both undated, a day": 1.0, "one undated, a week": 0.3, "both undated, a week": 0.3,
    "one undated, some weeks": -0.7, "both undated, some weeks": -0.7, "one undated, long after": -2.0,
    "both undated, long after": -2.0, "one undated, a week as past": 0.5, "both undated, a week as past": 0.5,
    "one undated, some weeks as past": 0.0, "both undated, some weeks as past": 0.0,
    "one undated, long after as past": -1.0, "both undated, long after as past": -1.0,
}  # fmt: skip


class Row(NamedTuple):
    """One pair: its evidence, the answer, and how much it counts."""

    evidence: Sequence[Piece]
    same: bool
    weight: float


class Told:
    """The events of a record, ready for comparing."""

    def __init__(self, record: Path) -> None:
        with Store.open(record) as store:
            documents = list(store.documents())
            published = {d.id: d.published for d in documents if d.published is not None}
            material = gather(store.rows, published)
        self.paths = {d.id: d.path for d in documents}
        places = Places(material.places)
        _, actors = actor_links(material, places)
        self.events = {one.id: one for one in happenings(material, places, actors)}
        self.reports = Reports(material)

    def evidence(self, a: Happening, b: Happening) -> Sequence[Piece] | None:
        """What speaks for and against a pair."""
        return pieces(a, b, on_both(a, b, self.reports))


def of_articles(record: Path) -> Iterable[Row]:
    """Pairs of the leads of two articles on incidents of the fitted half."""
    told = Told(record)
    incident = {own: told.paths[one.document].rpartition("/")[0] for own, one in told.events.items()}
    leads = set(told.reports.lead.values())
    for left, right in sorted(candidates(told.events, event_blocks(told.events.values()), told.reports)):
        a, b = told.events[left], told.events[right]
        if a.document == b.document or not {left, right} <= leads:
            continue
        if is_fitted(incident[left]) and is_fitted(incident[right]) and (found := told.evidence(a, b)) is not None:
            yield Row(found, incident[left] == incident[right], 1.0)


def of_archive(record: Path) -> Iterable[Row]:
    """The pairs that a person has read."""
    told = Told(record)
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        left, right, same, drawn = line.split("\t")
        if left in told.events and right in told.events:
            found = told.evidence(told.events[left], told.events[right])
            if found is not None:
                yield Row(found, same == "1", GROUP if drawn == "group" else 1.0)


def fit(rows: Sequence[Row]) -> tuple[dict[str, float], float]:
    """The weights and the base, by Newton's method."""
    names = sorted(PRIOR)
    number = {name: n for n, name in enumerate(names)}
    values, answers = np.zeros((len(rows), len(names) + 1)), np.array([float(row.same) for row in rows])
    counts = np.array([row.weight for row in rows])
    values[:, -1] = 1.0
    for n, row in enumerate(rows):
        for piece in row.evidence:
            values[n, number[piece.name]] += piece.value
    prior = np.array([*(PRIOR[name] for name in names), 0.0])
    pull = np.array([PULL] * len(names) + [0.01])
    weights = prior.copy()
    for _ in range(100):
        chance = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (counts * (chance - answers)) + pull * (weights - prior)
        bend = (values * (counts * chance * (1 - chance))[:, None]).T @ values + np.diag(pull)
        weights -= np.linalg.solve(bend, slope)
    return dict(zip(names, weights[:-1].tolist(), strict=True)), float(weights[-1])


def text(weights: dict[str, float], base: float, articles: int, archive: int) -> str:
    """The file."""
    lines = [f'"{name}" = {weight:.3f}' for name, weight in sorted(weights.items())]
    version = hashlib.sha256("\n".join([*lines, f"{base:.3f} {SAME} {SUGGEST}"]).encode()).hexdigest()[:8]
    head = (
        "# How much each piece of evidence says that two events are one, in log odds. Written by\n"
        f"# `python -m tools.same_event`: logistic regression over {articles} pairs of articles (the fitted half of\n"
        f"# the shootings) and {archive} pairs of news items read by a person (tools/same_event.tsv), each weight\n"
        "# drawn to a value set by hand. From the chance `same` on a pair is joined, from `suggest` on suggested.\n"
    )
    return (
        f'{head}version = "{version}"\nbase = {base:.3f}\nsame = {SAME}\nsuggest = {SUGGEST}\n\n[weights]\n'
        + "\n".join(lines)
        + "\n"
    )


def main() -> None:
    """Writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m tools.same_event", description="Fits the weights of linking.")
    parser.add_argument("--articles", type=Path, required=True, help="record of articles with paths INCIDENT/NUMBER")
    parser.add_argument("--archive", type=Path, required=True, help="record of the news items of the pairs")
    given = parser.parse_args()
    articles, archive = list(of_articles(given.articles)), list(of_archive(given.archive))
    weights, base = fit([*articles, *archive])
    FILE.write_text(text(weights, base, len(articles), len(archive)), encoding="utf-8")


if __name__ == "__main__":
    main()
