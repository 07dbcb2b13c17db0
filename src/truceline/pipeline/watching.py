"""Reads what arrives in folders, again and again; links the record when it is quiet, not after every file.

New documents are folded at once: they stand in the record tables, each by itself. Linking looks at the whole record, so
it waits until nothing new came for a while, or the oldest new document has waited long enough; and on a large record
until linking takes a tenth of the time at most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from time import monotonic, sleep

from truceline.errors import RecordBusy
from truceline.model.text import Failure, Skipped
from truceline.pipeline import NOTHING, Own, Tally, bring_together, default_jobs, known, linked, read_new
from truceline.read import ReadOptions, read
from truceline.read.arriving import Arriving, Look
from truceline.record import Store

_LOOKING = (
    4.0  # times as long as a look took is the pause after it, at least: a large folder is not listed all the time
)
_LINKING = 10.0  # the same for linking
_MUCH = 2_000_000  # bytes of new files from which on worker processes pay


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Seconds: between two looks, without anything new before linking, and that new documents wait for it at most."""

    every: float = 5.0
    quiet: float = 60.0
    longest: float = 900.0


@dataclass(frozen=True, slots=True)
class Linked:
    """The record was linked; it took so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Files that were still being written when the last look was done."""

    paths: tuple[str, ...]


News = Tally | Failure | Linked | Unfinished | RecordBusy


class Watch:
    """Folders and the record that what arrives in them is read into."""

    def __init__(
        self,
        store: Store,
        folders: Sequence[str],
        *,
        options: ReadOptions,
        own: Own = NOTHING,
        jobs: int | None = None,
        pace: Pace = Pace(),
        clock: Callable[[], float] = monotonic,
        pause: Callable[[float], None] = sleep,
    ) -> None:
        """Takes the record opened for writing; without `jobs`, worker processes by how much there is."""
        self._store, self._options, self._own, self._jobs, self._pace = store, options, own, jobs, pace
        self._clock, self._pause = clock, pause
        self._arriving = Arriving(folders)
        self._told: set[str] = set()
        self._passed: set[str] = set()
        self._busy = False
        self._came = self._since = clock()  # when something new came last, and since when something waits for linking
        self._waits = not linked(store, own)
        self._not_before = 0.0

    def once(self) -> Iterator[News]:
        """Read what is there and does not change between two looks, and link.

        Raises:
            RecordBusy: another process is writing.
        """
        self._arriving.look()
        self._pause(self._pace.every)
        look = self._arriving.look()
        yield from self._read(look)
        yield from self._link()
        if look.waiting:
            yield Unfinished(tuple(look.waiting))

    def go(self) -> Iterator[News]:
        """Look for ever. Where another process writes for long, it is said once and tried again."""
        while True:
            begun = self._clock()
            look = self._arriving.look()
            took = self._clock() - begun
            try:
                yield from self._read(look)
                if self._due():
                    yield from self._link()
                self._busy = False
            except RecordBusy as error:
                if not self._busy:
                    yield error
                self._busy = True
            self._pause(max(self._pace.every, _LOOKING * took))

    def _read(self, look: Look) -> Iterator[News]:
        """Read what is ready; failures are given once, however often they come."""
        left_out = [item for item in look.passed if isinstance(item, Skipped) and item.path not in self._passed]
        troubles = [item for item in look.passed if isinstance(item, Failure)]
        self._told -= {words for words in self._told if words.startswith(_FOLDER)} - {_key(t) for t in troubles}
        for trouble in troubles:
            yield from self._once(trouble, _key(trouble))
        if not look.ready and not left_out:
            return
        options = replace(self._options, known=known(self._store, self._own))
        items = (item for item in chain(left_out, read(look.ready, options)) if not _gone(item))
        jobs = self._jobs or (default_jobs() if look.size >= _MUCH else 1)
        tally = read_new(self._store, items, jobs=jobs, own=self._own)
        self._arriving.given(look.ready)
        self._passed |= {item.path for item in left_out}
        if tally.new:
            self._came = self._clock()
            if not self._waits:
                self._since = self._came
            self._waits = True
        if tally.new or tally.failed:
            yield tally
        for failure in tally.failures:
            yield from self._once(failure, f"{failure.path}: {failure.message}")

    def _due(self) -> bool:
        now, pace = self._clock(), self._pace
        rested = now - self._came >= pace.quiet or now - self._since >= pace.longest
        return self._waits and rested and now >= self._not_before

    def _link(self) -> Iterator[News]:
        if not self._waits:
            return
        begun = self._clock()
        bring_together(self._store, self._own, Tally())
        ended = self._clock()
        self._waits, self._not_before = False, ended + _LINKING * (ended - begun)
        yield Linked(ended - begun)

    def _once(self, failure: Failure, words: str) -> Iterator[News]:
        if words not in self._told:
            self._told.add(words)
            yield failure


_FOLDER = "folder "  # marks what is wrong with a folder: when it comes back and goes again, that is told again


def _key(trouble: Failure) -> str:
    return f"{_FOLDER}{trouble.path}: {trouble.code}"


def _gone(item: object) -> bool:
    """A file that was moved on between the look and the reading is no failure."""
    return isinstance(item, Failure) and item.code == "not_found"
