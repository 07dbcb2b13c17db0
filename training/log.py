"""Where training and evaluation say what they do."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    """One line to standard output, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
