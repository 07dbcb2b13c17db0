"""Readings of many documents in input order, by worker processes; one that dies loses its document only."""

from __future__ import annotations

import logging
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread
from types import TracebackType
from typing import Self

from truceline.model.ledger import Reading
from truceline.model.text import Document, Failure, Skipped
from truceline.pipeline.understanding import NOTHING, Own, understand

log = logging.getLogger(__name__)

CHUNK = 64
CHUNK_TEXT = 120_000
IN_FLIGHT = 4

Item = Document | Skipped | Failure
Result = Reading | Skipped | Failure


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
