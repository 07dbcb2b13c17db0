"""What a decision takes on a record: milliseconds for each kind, in the middle and at worst, and memory.

    python -m bench.decisions --record FILE [--log 5000] [--times 25]

Everything is done on a copy; the record stays as it is. `--log` decisions of all kinds are put down first, so that the
log is long. Records are drawn by a fixed seed; actors are drawn from all, and from the largest set of actors that are
the same. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median

from bench.__main__ import peak_mb, processor
from truceline.errors import UsageError
from truceline.model.ledger import Decision, DecisionKind, Value
from truceline.model.records import ActorRow, EventRow, FigureRow
from truceline.record import Store

_AGENT = "bench"


@dataclass(slots=True)
class Measured:
    """Seconds of each kind of decision on one open record."""

    store: Store
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def decide(self, what: str, kind: DecisionKind, **more: Value | None) -> Decision | None:
        """Put down a decision and take the time; None if it is refused, as a record may be rejected already."""
        begun = time.perf_counter()
        try:
            made = self.store.decide(kind, by=_AGENT, reason=what, at=datetime.now(UTC), **more)  # type: ignore[arg-type]
        except UsageError:
            return None
        self.seconds[what].append(time.perf_counter() - begun)
        return made

    def and_back(self, what: str, kind: DecisionKind, **more: Value | None) -> None:
        """The same, taken back again."""
        made = self.decide(what, kind, **more)
        if made is not None:
            self.decide(f"undo of {what}", "undo", undoes=made.number)


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids of what a record holds; `linked` are events, and `set` the actors of the largest set, that are the same."""

    events: list[str]
    figures: list[str]
    actors: list[str]
    linked: list[tuple[str, str]]
    set: list[str]

    @classmethod
    def of(cls, store: Store) -> Ids:
        """Those of a record."""
        events = {row.id: row.happening_id for row in store.rows(EventRow)}
        sets: dict[str, list[str]] = defaultdict(list)
        for row in store.rows(ActorRow):
            sets[row.canonical_id].append(row.id)
        return cls(
            events=list(events),
            figures=[row.id for row in store.rows(FigureRow)],
            actors=[own for members in sets.values() for own in members],
            linked=[(own, top) for own, top in events.items() if own != top],
            set=max(sets.values(), key=len),
        )


def acts(measured: Measured, ids: Ids, random: Random) -> list[Callable[[], object]]:
    """One of each kind of decision, on records drawn at random."""

    def two(among: list[str]) -> dict[str, Value | None]:
        one, other = random.sample(among, 2)
        return {"record_id": one, "other_id": other}

    def linked() -> dict[str, Value | None]:
        return dict(zip(("record_id", "other_id"), random.choice(ids.linked), strict=True))

    m = measured
    return [
        lambda: m.decide("accept an event", "accept", record_id=random.choice(ids.events)),
        lambda: m.decide("accept a field", "accept", record_id=random.choice(ids.events), field="type"),
        lambda: m.and_back(
            "correct an event", "correct", record_id=random.choice(ids.events), field="type", value="arrest"
        ),
        lambda: m.and_back("reject an event", "reject", record_id=random.choice(ids.events)),
        lambda: m.and_back("reject a figure", "reject", record_id=random.choice(ids.figures)),
        lambda: m.decide("accept an actor", "accept", record_id=random.choice(ids.actors)),
        lambda: m.and_back("two events are the same", "same", **two(ids.events)),
        lambda: m.and_back("linked events are not the same", "not same", **linked()),
        lambda: m.and_back("two actors are the same", "same", **two(ids.actors)),
    ]  # fmt: skip


def measured(record: Path, log: int, times: int) -> dict[str, object]:
    """Decide on a copy of the record."""
    random = Random(13)
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "copy.db"
        shutil.copyfile(record, copy)
        with Store.open(copy, "write") as store:
            if store.stale:
                store.fold()
            before = peak_mb()
            ids = Ids.of(store)
            found = Measured(store)
            kinds = acts(found, ids, random)
            while len(found.seconds) == 0 or sum(map(len, found.seconds.values())) < log:
                random.choice(kinds)()
            found.seconds.clear()
            for _ in range(times):
                for act in kinds:
                    act()
                largest = {"record_id": random.choice(ids.set), "other_id": random.choice(ids.set)}
                found.and_back("actors of the largest set are not the same", "not same", **largest)
            decided = sum(1 for _ in store.decisions())
        return {
            "processor": processor(), "record MB": round(copy.stat().st_size / 1e6), "events": len(ids.events),
            "actors": len(ids.actors), "actors of the largest set": len(ids.set), "decisions in the log": decided,
            "MB before": round(before), "peak memory MB": round(peak_mb()), "milliseconds": dict(_spread(found)),
        }  # fmt: skip


def _spread(found: Measured) -> Iterator[tuple[str, dict[str, float | int]]]:
    for what, seconds in sorted(found.seconds.items()):
        in_ms = [1000 * s for s in seconds]
        yield what, {"n": len(in_ms), "median": round(median(in_ms), 1), "worst": round(max(in_ms), 1)}


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m bench.decisions", description=__doc__)
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--log", type=int, default=5000)
    parser.add_argument("--times", type=int, default=25)
    wanted = parser.parse_args()
    result = measured(wanted.record, wanted.log, wanted.times)
    print(json.dumps(result, indent=1))  # noqa: T201  # the result of the program


if __name__ == "__main__":
    main()
