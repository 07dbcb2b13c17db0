"""Look-ups a second in the full gazetteer, its memory, and how long it takes to build and to open.

python -m bench.places [--names 200000]

Every name is asked once, so that nothing is remembered, and then in the manner of reports, a few names often. Prints
one JSON object.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from truceline.gazetteer import Asked, Gazetteer, build, resolve


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--names", type=int, default=200_000)
    wanted = parser.parse_args().names
    gazetteer = Gazetteer.open()
    before = _peak()
    names = gazetteer.names(wanted)
    held = _peak()
    often = random.Random(1).choices(names, weights=[1 / n for n in range(1, len(names) + 1)], k=wanted)
    once = _a_second(gazetteer.find.__wrapped__, names)
    mixed = [a[: len(a) // 2] + b[len(b) // 2 :] + "ov" for a, b in zip(names, reversed(names), strict=True)]
    unknown = _a_second(gazetteer.find.__wrapped__, [name for name in mixed if not gazetteer.find.__wrapped__(name)])
    again = _a_second(gazetteer.find, often)
    reports = [[Asked(name=n) for n in often[i : i + 8]] for i in range(0, 16_000, 8)]
    start = time.perf_counter()
    for report in reports:
        resolve(gazetteer, report, {"IRQ": 2.0})
    ranked = len(reports) * 8 / (time.perf_counter() - start)
    peak = _peak()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gazetteer.sqlite"
        start = time.perf_counter()
        build.build(path)
        built, size = time.perf_counter() - start, path.stat().st_size
        start = time.perf_counter()
        Gazetteer(path).close()
        opened = time.perf_counter() - start
    found = {
        "lookups_once_per_s": round(once), "lookups_unknown_per_s": round(unknown),
        "lookups_as_in_reports_per_s": round(again), "resolved_per_s": round(ranked),
        "memory_mb": round(before + peak - held), "build_s": round(built, 1), "open_s": round(opened, 3),
        "file_mb": round(size / 1e6, 1), "memory_with_build_mb": round(_peak()),
    }  # fmt: skip
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


def _a_second(look_up: Callable[[str], object], names: Sequence[str]) -> float:
    start = time.process_time()
    for name in names:
        look_up(name)
    return len(names) / (time.process_time() - start)


def _peak() -> float:
    """Megabytes of the process at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
