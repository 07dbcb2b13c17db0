"""Joins the stages: reads documents, analyses and extracts them in worker processes, and writes the record.

What a document gives depends on the document and the version alone, so neither batch size nor number of processes
changes a byte of the result.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Self

import truceline
from truceline.model.ledger import Reading, Run, Version
from truceline.model.text import KNOWN, Document, Failure, Skipped

if TYPE_CHECKING:
    from truceline.analyse import Encoder
    from truceline.gazetteer import Gazetteer
    from truceline.model.analysis import Analysis
    from truceline.record import Store

log = logging.getLogger(__name__)

CHUNK = 64
CHUNK_TEXT = 120_000
IN_FLIGHT = 4
FOLD = 4_096  # documents folded together: each page of the tables is then written a few times, not with every batch
_OBJECTS = 50_000  # new ones between two searches for circles

Item = Document | Skipped | Failure
Result = Reading | Skipped | Failure


@dataclass(frozen=True, slots=True)
class Own:
    """Files of the user: actors laid over the built-in register, places over the gazetteer."""

    actors: tuple[Path, ...] = ()
    places: tuple[Path, ...] = ()


NOTHING = Own()


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


@cache
def _encoder() -> Encoder:
    """The model of this process, loaded at first use."""
    from truceline.analyse import Encoder

    return Encoder.load()


@cache
def _gazetteer(places: tuple[Path, ...]) -> Gazetteer:
    """The gazetteer of this process with the user's places, opened at first use."""
    from truceline.gazetteer import Gazetteer

    return Gazetteer.open(places)


def version(own: Own = NOTHING) -> Version:
    """What determines an extraction: software, model, lexicons, gazetteer and actor register."""
    from truceline.analyse.encoder import model_version
    from truceline.extract import lexicon_versions
    from truceline.gazetteer.overlay import version as gazetteer_version
    from truceline.register.load import version as register_version

    lexicons = {
        **lexicon_versions(), "gazetteer": gazetteer_version(own.places), "register": register_version(own.actors)
    }  # fmt: skip
    return Version(software=truceline.__version__, models={"encoder": model_version()}, lexicons=lexicons)


def understand(documents: Sequence[Document], own: Own = NOTHING) -> list[Reading | Failure]:
    """Analyses some documents; one with which anything goes wrong becomes a `Failure`, never an exception.

    Args:
        documents: what to read.
        own: files of the user.
    """
    from truceline.analyse import analyse_all

    try:
        analyses = analyse_all(documents, _encoder())
    except Exception as error:
        if len(documents) == 1:
            return [_failure(documents[0], error)]
        return [result for document in documents for result in understand([document], own)]
    return [_extracted(analysis, own) for analysis in analyses]


def _extracted(analysis: Analysis, own: Own) -> Reading | Failure:
    from truceline.extract import extract
    from truceline.model.vocabulary import codes_of
    from truceline.record import check_quotes, statements
    from truceline.register import load

    try:
        method = f"truceline {truceline.__version__} {_encoder().model_version}"
        extraction = extract(analysis, method, _gazetteer(own.places), load(own.actors))
        found = statements(extraction, codes_of(extraction))
        check_quotes(analysis.document, found)
        return Reading(extraction, found)
    except Exception as error:
        return _failure(analysis.document, error)


def _failure(document: Document, error: Exception) -> Failure:
    log.error("%s", document.path, exc_info=error)
    message = f"could not be analysed ({type(error).__name__}: {error}); please report it with the file"
    return Failure(document.path, "analysis_failed", message)


def understood(items: Iterable[Item], jobs: int = 1, own: Own = NOTHING) -> Iterator[Result]:
    """Readings of all documents in input order; what was skipped or failed passes through in its place.

    Args:
        items: what `truceline.read.read` yields.
        jobs: worker processes; 1 works in this process.
        own: files of the user.
    """
    from truceline import gazetteer

    gazetteer.ready()  # here, or every worker would build it
    if jobs <= 1:
        for part in _chunks(items):
            yield from understand(part, own) if isinstance(part, list) else (part,)
        return
    with _Workers(jobs, own) as workers:
        waiting: deque[_Sent | Skipped | Failure] = deque()
        for part in _chunks(items):
            waiting.append(workers.send(part) if isinstance(part, list) else part)
            while len(waiting) > jobs * IN_FLIGHT:
                yield from _settled(workers, waiting.popleft())
        while waiting:
            yield from _settled(workers, waiting.popleft())


@dataclass(frozen=True, slots=True)
class _Sent:
    """Documents on their way, and the promise of their readings."""

    documents: list[Document]
    readings: Future[list[Reading | Failure]]


class _Workers:
    """Worker processes; when one of them dies, its document becomes a failure and the rest go on in new ones."""

    def __init__(self, jobs: int, own: Own) -> None:
        self._jobs, self._own = jobs, own
        self._pool = _pool(jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def send(self, documents: list[Document]) -> _Sent:
        """Hands documents to the next free worker."""
        try:
            return _Sent(documents, self._pool.submit(understand, documents, self._own))
        except BrokenProcessPool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = _pool(self._jobs)
            return _Sent(documents, self._pool.submit(understand, documents, self._own))

    def readings(self, sent: _Sent) -> Iterable[Reading | Failure]:
        """Waits for the readings of what was sent."""
        try:
            return sent.readings.result()
        except BrokenProcessPool:
            log.warning("a worker process died; %s documents are read again one by one", len(sent.documents))
            return _one_by_one(sent.documents, self._own)


def _one_by_one(documents: Iterable[Document], own: Own) -> Iterator[Reading | Failure]:
    """Reads each document in a single worker, a new one after each that dies, to find the document that kills it."""
    pool = _pool(1)
    try:
        for document in documents:
            try:
                yield from pool.submit(understand, [document], own).result()
            except BrokenProcessPool:
                message = "ended the process that read it, for want of memory perhaps; give it less text at a time"
                yield Failure(document.path, "worker_died", message)
                pool.shutdown(cancel_futures=True)
                pool = _pool(1)
    finally:
        pool.shutdown(cancel_futures=True)


def _settled(workers: _Workers, part: _Sent | Skipped | Failure) -> Iterable[Result]:
    return workers.readings(part) if isinstance(part, _Sent) else (part,)


def _chunks(items: Iterable[Item]) -> Iterator[list[Document] | Skipped | Failure]:
    """Documents in lists of at most `CHUNK` and about `CHUNK_TEXT` characters; other items by themselves."""
    chunk: list[Document] = []
    size = 0
    for item in items:
        if isinstance(item, Document):
            chunk.append(item)
            size += len(item.text)
            if len(chunk) == CHUNK or size >= CHUNK_TEXT:
                yield chunk
                chunk, size = [], 0
            continue
        if chunk:
            yield chunk
            chunk, size = [], 0
        yield item
    if chunk:
        yield chunk


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_begin_worker, initargs=(logging.getLogger().level,)
    )


def _begin_worker(level: int) -> None:
    """A worker logs like its parent, leaves an interruption from the keyboard to it, and ends when it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")


def _end_with_parent() -> None:
    """Wait for the end of the parent: one that was killed cannot tell its workers, and they would wait for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def default_jobs() -> int:
    """One worker a core, eight at most."""
    return max(1, min(8, os.cpu_count() or 1))


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
    """Reads documents into a record; documents that it already holds in this version cost nothing.

    Each batch is one transaction: a process that is killed leaves whole documents, and the next run goes on from there.

    Args:
        store: a record opened for writing.
        items: what `truceline.read.read` yields.
        jobs: worker processes.
        own: files of the user.
        batch: about how many rows go into one transaction; a run that is killed loses the work on so many at most.
        progress: called after every document with the tally so far.
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
    if not _linked(store, current):
        with tally.timed("link"):
            link(store, own)
    with tally.timed("fold"):
        store.fold()
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


def _linked(store: Store, current: Version) -> bool:
    """True if nothing was read since the last linking, and this version did it."""
    runs = list(store.runs())
    return bool(runs) and runs[-1].kind == "link" and runs[-1].version == current.key


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
    """Suggest which records of different reports are the same."""
    from truceline.resolve import links

    with _no_collections():
        found = links(store.rows, store.published(), store.other_names())
        agent = f"truceline link {truceline.__version__}"
        store.append_links(version(own), found, agent=agent, at=datetime.now(UTC))
