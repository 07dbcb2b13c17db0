"""``python -m truceline.evaluate --data DATA --docs docs``: what ``make accuracy`` calls."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main() -> int:
    """Measures everything that has data, and writes the page of accuracy."""
    from truceline.errors import UsageError
    from truceline.evaluate.accuracy import measure
    from truceline.pipeline import default_jobs

    parser = argparse.ArgumentParser(prog="python -m truceline.evaluate", description="Writes docs/accuracy.*.")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds conflict, plover, muc and so on")
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="where accuracy.json and accuracy.md are")
    parser.add_argument("--heads", type=Path, help="JSON that `python -m training.evaluate --json` wrote, if any")
    parser.add_argument("--jobs", type=int, default=default_jobs(), help="worker processes")
    parser.add_argument("--limit", type=int, help="at most so many documents an evaluation, to try it out")
    given = parser.parse_args()

    def say(line: str) -> None:
        sys.stderr.write(line + "\n")

    try:
        measure(given.data, given.docs, heads=given.heads, jobs=given.jobs, limit=given.limit, say=say)
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
