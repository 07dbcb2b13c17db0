"""Writing lists and stories to standard output, as text, JSON Lines or CSV."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from truceline.errors import UsageError

STORY = 100  # characters a line where the output is no terminal


def one_form(as_json: bool, as_csv: bool) -> None:
    """Refuse two forms of output at once.

    Raises:
        UsageError: both are asked for.
    """
    if as_json and as_csv:
        raise UsageError("--json and --csv exclude each other")


def write_rows(rows: Iterable[Mapping[str, Any]], brief: Sequence[str], as_json: bool, as_csv: bool) -> bool:
    """Write rows: all columns as JSON Lines or CSV, else the `brief` ones as text. Tells whether there were any."""
    from truceline.publish.tables import csv_lines, json_lines, text_lines

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    lines = json_lines(rows) if as_json else csv_lines(rows) if as_csv else text_lines(rows, brief, width)
    found = False
    for line in lines:
        found = True
        sys.stdout.write(line)
    return found


def story_width() -> int:
    """How many characters a line of a story has."""
    return max(40, shutil.get_terminal_size().columns if sys.stdout.isatty() else STORY)
