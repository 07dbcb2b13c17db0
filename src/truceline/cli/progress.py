"""Progress on standard error: a bar on a terminal, a line per 100 documents elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from truceline.pipeline import Tally

EVERY = 100


class Progress:
    """Shows a `Tally` as it grows."""

    def __init__(self) -> None:
        self.begun = time.monotonic()
        self.told = 0
        self.bar: Bar | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress as Bar
            from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

            self.bar = Bar(
                SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=Console(stderr=True)
            )
            self.bar.start()
            self.task = self.bar.add_task("reading", total=None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.stop()

    def __call__(self, tally: Tally) -> None:
        """Shows the tally, now and then."""
        if self.bar is not None:
            self.bar.update(self.task, description=self.line(tally))
        elif tally.documents // EVERY > self.told:
            self.told = tally.documents // EVERY
            sys.stderr.write(self.line(tally) + "\n")

    def line(self, tally: Tally) -> str:
        """Counts and rate in words."""
        seconds = max(time.monotonic() - self.begun, 1e-6)
        parts = [f"{_counted(tally.documents, 'document')} ({tally.documents / seconds:.0f}/s)", f"{tally.new} new"]
        parts += [
            f"{n} {word}"
            for n, word in ((tally.known, "known"), (tally.skipped, "skipped"), (tally.failed, "failed"))
            if n
        ]
        return ", ".join([*parts, _counted(tally.events, "event"), _counted(tally.ceasefires, "ceasefire")])


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
