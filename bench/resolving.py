"""What looking up actors and places adds to extraction: time and memory."""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence

from truceline.extract import extract
from truceline.gazetteer import Gazetteer
from truceline.model.analysis import Analysis
from truceline.register import Register, load

_METHOD = "bench"


class Resolving:
    """Seconds of processor time of extraction without and with register and gazetteer, and the memory of both."""

    def __init__(self) -> None:
        """Loads both."""
        before = resident_mb()
        self._register, self._gazetteer = load(), Gazetteer.open()
        self.mb = resident_mb() - before
        self._nobody = Register(())
        self._first, self.without, self.resolved = True, 0.0, 0.0

    def measure(self, analyses: Sequence[Analysis]) -> None:
        """Extracts everything twice; which of the two goes first changes, as the second finds warm caches."""
        if self._first and not self.without:
            before = resident_mb()
            self._extract(analyses, False)
            plainly = resident_mb()
            self._extract(analyses, True)
            self.mb += max(0.0, (resident_mb() - plainly) - (plainly - before))  # what was loaded only when it was used
        for with_both in (self._first, not self._first):
            gc.collect()
            seconds = self._extract(analyses, with_both)
            if with_both:
                self.resolved += seconds
            else:
                self.without += seconds
        self._first = not self._first

    def _extract(self, analyses: Sequence[Analysis], with_both: bool) -> float:
        gazetteer, register = (self._gazetteer, self._register) if with_both else (None, self._nobody)
        begun = time.process_time()
        for analysis in analyses:
            extract(analysis, _METHOD, gazetteer, register)
        return time.process_time() - begun


def resident_mb() -> float:
    """Memory of this process now, in MB; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * 4096 / (1024 * 1024)
    except OSError:
        return 0.0
