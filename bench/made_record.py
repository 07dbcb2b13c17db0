"""A record of any size, made by a script: for one seed always the same content.

    python -m bench.made_record out/made.db [--documents 50000] [--statements 400000] [--decisions 1000] [--seed 13]

Reports of attacks, several of one happening with numbers that differ, ceasefires with their steps, and reports of other
things in between, so that documents and statements come out as asked for. What tells of the same happening is linked,
some of it only suggested. Two coders decide on the first batch, while the record is small and a decision quick.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bench import made_copy
from truceline.model.extraction import Extraction
from truceline.model.ledger import Link, LinkKind, Reading, Statement, Version
from truceline.model.records import EventRow
from truceline.model.text import Failure, Skipped
from truceline.record import Store, statements

VERSION = Version(software="made 1", settings={"made": "by bench.made_record"})
CODERS = ("ana", "ben")
FIRST_BATCH, BATCH = 6500, 2000
_START = datetime(2022, 1, 3, 9, tzinfo=UTC)
_TRUCES = 0.03  # share of ceasefires among what is told
_LONG = 0.25  # share of reports with several figures and a claim


@dataclass
class Links:
    """What tells of the same: each record linked to the first one of its key."""

    chance: Random
    first: dict[tuple[str, str], str] = field(default_factory=dict)
    found: list[Link] = field(default_factory=list)

    def tell(self, key: str, table: str, own: str) -> None:
        """Note that this record is what `key` names; one event in seven is only suggested."""
        left = self.first.setdefault((table, key), own)
        if left == own:
            return
        kind: LinkKind = "suggest" if table == "event" and self.chance.random() < 1 / 7 else "same"
        score = round(self.chance.uniform(0.5, 0.99) if kind == "same" else self.chance.uniform(0.2, 0.5), 3)
        self.found.append(
            Link(kind=kind, table=table, left_id=left, right_id=own, score=score, method="made 1", reason=key)
        )


def reports(chance: Random) -> Iterator[tuple[str, Extraction]]:
    """Reports of what happened, without end; reports of one happening or ceasefire share their key."""
    number = 0
    while True:
        key = f"happening {number}"
        if chance.random() < _TRUCES:
            one, other = chance.sample(made_copy.GROUPS, 2)
            town = chance.choice(made_copy.TOWNS)
            day = made_copy.FIRST + timedelta(chance.randrange(made_copy.DAYS))
            for move in range(chance.randint(1, 3)):
                day += timedelta(chance.randrange(3, 20))
                yield key, made_copy.truce(number, (one, other), town, day, move, chance)
                number += 1
            continue
        told = made_copy.happening(chance)
        for _ in range(chance.choices((1, 2, 3, 6), (50, 30, 15, 5))[0]):
            report = made_copy.attack if chance.random() < _LONG else made_copy.brief
            yield key, report(number, told, chance)
            number += 1


def readings(documents: int, wanted: int, links: Links, chance: Random) -> Iterator[Reading]:
    """As many documents as asked for; those that tell of something are spread so that the statements come out."""
    telling, made = reports(chance), 0
    for number in range(documents):
        if made * documents > wanted * number:
            yield Reading(made_copy.other(number, chance), ())
            continue
        key, extraction = next(telling)
        said = statements(extraction)
        made += len(said)
        _link(links, key, extraction, said)
        yield Reading(extraction, said)


def _link(links: Links, key: str, extraction: Extraction, said: Sequence[Statement]) -> None:
    """Actors of one name, the first event and the ceasefire of one key are the same."""
    own = {table: list(dict.fromkeys(s.record_id for s in said if s.table == table)) for table in _TABLES}
    for actor, record in zip(extraction.actors, own["actor"], strict=True):
        if actor.kind != "police":
            links.tell(actor.name, "actor", record)
    for record in own["ceasefire"]:
        links.tell(key, "ceasefire", record)
    if not extraction.ceasefires:
        links.tell(key, "event", own["event"][0])


_TABLES = ("actor", "event", "ceasefire")


def decide(store: Store, number: int, chance: Random) -> None:
    """Two coders go over the events, both over every third one: mostly accepted, some corrected or rejected."""
    events = list(store.rows(EventRow))
    wanted = [
        (coder, event) for n, event in enumerate(events) for coder in (CODERS if n % 3 == 0 else CODERS[n % 2 :][:1])
    ]
    for n, (coder, event) in enumerate(wanted[:number]):
        at = _START + timedelta(minutes=n)
        what = chance.choices(("accept", "correct", "reject"), (75, 20, 5))[0]
        if what == "correct":
            store.decide("correct", by=coder, at=at, reason="read again", record_id=event.id, field="type",
                         value=chance.choice(made_copy.ACTS)[0])  # fmt: skip
        elif what == "accept":
            store.decide("accept", by=coder, at=at, reason="as the report says", record_id=event.id)
        else:
            store.decide("reject", by=coder, at=at, reason="not a happening", record_id=event.id)


def make(path: Path, *, documents: int, wanted: int, decisions: int, seed: int) -> dict[str, int]:
    """Make the record; the rows of its tables.

    Args:
        path: a file that does not exist.
        documents: how many reports.
        wanted: statements in all, about.
        decisions: how many, as far as the first reports hold that many events.
        seed: of chance.
    """
    chance = Random(seed)
    links = Links(Random(seed + 1))
    everything = readings(documents, wanted, links, chance)
    size = FIRST_BATCH
    with Store.open(path, "create") as store:
        run = store.begin_run(VERSION, agent="bench", at=_START - timedelta(days=1))
        store.append_failures(run, [Failure(f"made/broken{n}.html", "undecodable", "it is no text") for n in range(40)])
        store.append_skipped(
            run, [Skipped(f"made/fremd{n}.txt", "language", "it is not English (de)") for n in range(60)]
        )
        while batch := list(_taken(everything, size)):
            store.append(run, batch)
            if size == FIRST_BATCH:
                store.fold()
                decide(store, decisions, chance)
                size = BATCH
        store.end_run(run, at=_START - timedelta(hours=20))
        store.append_links(VERSION, links.found, agent="bench", at=_START - timedelta(hours=19))
        store.fold()
        return dict(store.counts())


def _taken(readings: Iterator[Reading], size: int) -> Iterator[Reading]:
    for _, reading in zip(range(size), readings, strict=False):
        yield reading


def main() -> None:
    """Makes the record and says what is in it."""
    parser = argparse.ArgumentParser(prog="python -m bench.made_record", description=__doc__)
    parser.add_argument("record", type=Path)
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--statements", type=int, default=400_000)
    parser.add_argument("--decisions", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=13)
    wanted = parser.parse_args()
    if wanted.record.exists():
        parser.error(f"{wanted.record} is there already")
    begun = time.perf_counter()
    counts = make(wanted.record, documents=wanted.documents, wanted=wanted.statements, decisions=wanted.decisions,
                  seed=wanted.seed)  # fmt: skip
    shown = ("document", "statement", "event", "ceasefire", "claim", "figure", "link", "decision")
    said = ", ".join(f"{counts[name]} {name}s" for name in shown)
    sys.stderr.write(f"{wanted.record}: {said}; {time.perf_counter() - begun:.0f} s\n")


if __name__ == "__main__":
    main()
