"""Runs the Python blocks of a Markdown page in order, as a reader would who follows it from the top.

All blocks of a page share one namespace. A block of the kind ``output`` says what the Python block before it prints,
and has to be right to the character (but for the spaces at line ends).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<kind>[\w+-]*)[^\n]*\n(?P<code>.*?)^(?P=fence)\s*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: its kind (``python``, ``sh``, ``output`` …), its words, and the line on which they begin."""

    kind: str
    code: str
    line: int


class WrongOutput(AssertionError):
    """A block printed something else than the page says."""


def blocks(page: Path) -> Iterator[Block]:
    """All fenced blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        yield Block(found["kind"], found["code"], text.count("\n", 0, found.start("code")) + 1)


def run_page(page: Path) -> dict[str, Any]:
    """Run the Python blocks of a page in the present folder; gives the namespace that they leave.

    Raises:
        WrongOutput: an ``output`` block does not say what was printed.
    """
    space: dict[str, Any] = {"__name__": "__page__"}
    printed = ""
    for block in blocks(page):
        if block.kind == "python":
            out = io.StringIO()
            with redirect_stdout(out):
                exec(compile("\n" * (block.line - 1) + block.code, str(page), "exec"), space)
            printed = out.getvalue()
        elif block.kind == "output" and _lines(printed) != _lines(block.code):
            raise WrongOutput(f"{page}, line {block.line}: the page says\n{block.code}\nprinted was\n{printed}")
    return space


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().splitlines()]
