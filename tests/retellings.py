"""Scores what is one and what is two within a report against labelled reports of our own (`tests/data/retellings.txt`).

    python -m tests.retellings [--verbose] [FILE]

All pairs of labelled words of one sort in a report are asked for, if the program found something at both: those of one
record must stand for one of ours, those of two records for two.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from truceline import pipeline
from truceline.model.ledger import Reading
from truceline.model.records import CeasefireRow, EventRow
from truceline.model.text import Document, Span
from truceline.read import read
from truceline.record import Store

DATA = Path(__file__).parent / "data" / "retellings.txt"
_MARK = re.compile(r"\[(?P<label>[ce]\d)=(?P<words>[^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Report:
    """A report and the labelled places in its text."""

    published: str
    text: str
    labels: tuple[tuple[str, Span], ...]


@dataclass(slots=True)
class Tally:
    """Labelled words found, and pairs of them right, by sort; what was wrong in words."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def note(self, measure: str, right: bool, words: str) -> None:
        self.asked[measure] += 1
        self.right[measure] += right
        if not right:
            self.wrong.append(f"{measure}: {words}")

    def share(self, measure: str) -> float:
        return self.right[measure] / self.asked[measure]


def reports(file: Path = DATA) -> Iterator[Report]:
    """The labelled reports."""
    parts = file.read_text("utf-8").split("\n## ")[1:]
    for part in parts:
        published, _, marked = part.partition("\n")
        marked = re.sub(r"(?<!\n)\n(?!\n)", " ", marked.strip())
        text, labels, end = "", [], 0
        for match in _MARK.finditer(marked):
            text += marked[end : match.start()]
            labels.append((match["label"], Span(len(text), len(text) + len(match["words"]))))
            text += match["words"]
            end = match.end()
        yield Report(published, text + marked[end:], tuple(labels))


def score(file: Path = DATA) -> Tally:
    """Reads the reports into one record, links it and compares."""
    tally, wanted = Tally(), list(reports(file))
    with TemporaryDirectory() as folder:
        lines = [json.dumps({"id": str(n), "text": r.text, "published": r.published}) for n, r in enumerate(wanted)]
        source = Path(folder) / "items.jsonl"
        source.write_text("\n".join(lines), "utf-8")
        readings = [r for r in pipeline.understood(read([str(source)]), 1) if isinstance(r, Reading)]
        with Store.open(Path(folder) / "record.db", "create") as store:
            _fill(store, readings)
            one = {row.id: row.happening_id for row in store.rows(EventRow)}
            one |= {row.id: row.canonical_id for row in store.rows(CeasefireRow)}
    by_text = {r.extraction.document.text: r for r in readings}
    for report in wanted:
        _compare(report, by_text[report.text], one, tally)
    return tally


def _fill(store: Store, readings: Sequence[Reading]) -> None:
    now = datetime.now(UTC)
    run = store.begin_run(pipeline.version(), agent="tests", at=now)
    store.append(run, readings)
    store.end_run(run, at=now)
    store.fold()
    pipeline.link(store)
    store.fold()


def _compare(report: Report, reading: Reading, one: dict[str, str], tally: Tally) -> None:
    document: Document = reading.extraction.document
    told: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for said in reading.statements:
        if (said.table, said.field) in (("event", "trigger"), ("ceasefire", "name")):
            told[said.table[0]] += [(quote.span, one[said.record_id]) for quote in said.quotes]
    found: list[tuple[str, Span, set[str]]] = []
    for label, span in report.labels:
        ids = {id for where, id in told[label[0]] if where.overlaps(span)}
        tally.note(f"{_SORT[label[0]]} found", bool(ids), f"{span.of(document.text)!r} ({report.published})")
        if ids:
            found.append((label, span, ids))
    for (a, left, ids), (b, right, others) in combinations(found, 2):
        if a[0] == b[0]:
            measure = "together" if a == b else "apart"
            words = f"{left.of(document.text)!r} / {right.of(document.text)!r} ({report.published})"
            tally.note(f"{_SORT[a[0]]} {measure}", bool(ids & others) == (a == b), words)


_SORT = {"c": "ceasefires", "e": "events"}


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.retellings", description="Scores retellings in a report.")
    parser.add_argument("--verbose", action="store_true", help="list everything that is wrong")
    parser.add_argument("file", nargs="?", type=Path, default=DATA)
    options = parser.parse_args()
    tally = score(options.file)
    for line in tally.wrong if options.verbose else ():
        sys.stdout.write(f"{line}\n")
    for measure in sorted(tally.asked):
        sys.stdout.write(f"{measure:22}{tally.right[measure]:4} of {tally.asked[measure]:4}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
