"""Joins the stages: reads documents, analyses and extracts them in worker processes, and writes the record.

What a document gives depends on the document and the version alone, so neither batch size nor number of processes
changes a byte of the result.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING

import truceline
from truceline.model.ledger import Reading, Run
from truceline.model.text import KNOWN, Document, Failure, Skipped
from truceline.pipeline.understanding import NOTHING, Own, analysed, check, understand, version
from truceline.pipeline.workers import Item, Result, default_jobs, understood

if TYPE_CHECKING:
    from truceline.record import Store

__all__ = [
    "NOTHING",
    "Item",
    "Own",
    "Result",
    "Tally",
    "analysed",
    "bring_together",
    "check",
    "default_jobs",
    "known",
    "link",
    "linked",
    "read_into",
    "read_new",
    "understand",
    "understood",
    "version",
]

FOLD = 4_096  # documents between two folds
_OBJECTS = 50_000  # new ones between two searches for circles


@dataclass(slots=True)
class Tally:
    """What a run has done so far, in documents (and words, events, ceasefires of the new ones).

    `seconds` are those spent on ``append``, ``fold`` and ``link``; the rest went into reading.
    """

    new: int = 0
    known: int = 0
    skipped: int = 0
    failed: int = 0
    words: int = 0
    events: int = 0
    ceasefires: int = 0
    failures: list[Failure] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def documents(self) -> int:
        """All documents met, whatever became of them."""
        return self.new + self.known + self.skipped + self.failed

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the time that passes to that of the stage."""
        begun = perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + perf_counter() - begun


Progress = Callable[[Tally], None]


def known(store: Store, own: Own = NOTHING) -> frozenset[str]:
    """Ids of the documents that the record holds in this version; a reader need not read them again."""
    return frozenset(store.known_ids(version(own)))


def read_into(
    store: Store,
    items: Iterable[Item],
    *,
    jobs: int,
    own: Own = NOTHING,
    batch: int = 16_384,
    progress: Progress | None = None,
) -> Tally:
    """Reads documents into a record and links them; documents that it already holds in this version cost nothing.

    Each batch is one transaction: a process that is killed leaves whole documents, and the next run goes on from there.

    Args:
        store: a record opened for writing.
        items: what `truceline.read.read` yields.
        jobs: worker processes.
        own: files of the user.
        batch: about how many rows go into one transaction; a run that is killed loses the work on so many at most.
        progress: called after every document with the tally so far.
    """
    tally = read_new(store, items, jobs=jobs, own=own, batch=batch, progress=progress)
    bring_together(store, own, tally)
    return tally


def bring_together(store: Store, own: Own, tally: Tally) -> None:
    """Links the whole record, if anything was read since it was last linked, and brings the record tables up to date.

    It looks at every event, actor and ceasefire of the record, whatever is new.
    """
    if not linked(store, own):
        with tally.timed("link"):
            link(store, own)
    with tally.timed("fold"):
        store.fold()


def read_new(
    store: Store,
    items: Iterable[Item],
    *,
    jobs: int,
    own: Own = NOTHING,
    batch: int = 16_384,
    progress: Progress | None = None,
) -> Tally:
    """The first half of `read_into`: new documents stand in the record tables, each by itself, and are not linked yet.

    Its cost does not grow with the record.
    """
    tally, current = Tally(), version(own)
    run = store.begin_run(current, agent=f"truceline read {truceline.__version__}", at=datetime.now(UTC))
    seen = set(store.known_ids(current))
    pending: list[Result] = []
    rows = unfolded = 0

    def unread() -> Iterator[Item]:
        for item in items:
            if isinstance(item, Skipped) and item.code == KNOWN:
                tally.known += 1
                continue
            if isinstance(item, Document):
                if item.id in seen:
                    tally.known += 1
                    continue
                seen.add(item.id)
            yield item

    with _few_collections():
        for result in understood(unread(), jobs, own):
            pending.append(result)
            _count(tally, result)
            rows += _rows(result)
            if rows >= batch:
                with tally.timed("append"):
                    _write(store, run, pending)
                unfolded += len(pending)
                pending, rows = [], 0
                if unfolded >= FOLD:
                    with tally.timed("fold"):
                        store.fold_new()
                    unfolded = 0
            if progress is not None:
                progress(tally)
        with tally.timed("append"):
            _write(store, run, pending)
            store.end_run(run, at=datetime.now(UTC))
        pending.clear()
        with tally.timed("fold"):
            store.fold_new()
    return tally


@contextmanager
def _few_collections() -> Iterator[None]:
    """Search for circles of objects less often: reading makes objects by the million and hardly ever a circle."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _no_collections() -> Iterator[None]:
    """Search for no circles at all: linking holds millions of objects at once, looks at each anew, and makes none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def linked(store: Store, own: Own = NOTHING) -> bool:
    """True if nothing was read since the last linking, and this version did it."""
    runs = list(store.runs())
    return bool(runs) and runs[-1].kind == "link" and runs[-1].version == version(own).key


def _count(tally: Tally, result: Result) -> None:
    match result:
        case Skipped():
            tally.skipped += 1
        case Failure():
            tally.failed += 1
            tally.failures.append(result)
        case Reading():
            tally.new += 1
            tally.words += len(result.extraction.document.text.split())
            tally.events += len(result.extraction.events)
            tally.ceasefires += len(result.extraction.ceasefires)


def _rows(result: Result) -> int:
    """About how many rows it adds to the record."""
    return 1 + len(result.extraction.sentences) + len(result.statements) if isinstance(result, Reading) else 1


def _write(store: Store, run: Run, results: list[Result]) -> None:
    store.append(run, [r for r in results if isinstance(r, Reading)])
    store.append_failures(run, [r for r in results if isinstance(r, Failure)])
    store.append_skipped(run, [r for r in results if isinstance(r, Skipped)])


def link(store: Store, own: Own = NOTHING) -> None:
    """Suggest which records of different reports are the same, and which documents are printings of one report."""
    from truceline.resolve import Printed, Told, links, reprint_links, same_sentences

    with _no_collections():
        printings = reprint_links(lambda among: (Printed(*row) for row in store.running_texts(among)))
        published = store.published()
        told = store.sentences_told({end for link in printings for end in (link.left_id, link.right_id)})
        copied = same_sentences(printings, (Told(*row) for row in told), published)
        found = [*printings, *links(store.rows, published, store.other_names(), copied)]
        agent = f"truceline link {truceline.__version__}"
        store.append_links(version(own), found, agent=agent, at=datetime.now(UTC))
