"""Writes the pages of the documentation that follow from the code: ``python -m tools.pages``."""

from __future__ import annotations

import re
from pathlib import Path

import typer
from typer.cli import get_docs_for_click
from typer.main import get_command

from truceline.publish.codebook import codebook

DOCS = Path(__file__).parents[1] / "docs"
_HEAD = """\
# All commands

This page is written by `python -m tools.pages` from the commands themselves; `truceline COMMAND --help` says the same.
Data goes to standard output, everything else to standard error. Exit status: 0 done, 1 done but some documents failed,
2 wrong use, 3 the record cannot be used.

"""


def commands() -> str:
    """The reference of the command line as Markdown."""
    from truceline.cli.app import app

    command = get_command(app)
    told = get_docs_for_click(obj=command, ctx=typer.Context(command, info_name="truceline"), name="truceline")
    _, _, rest = told.partition("## `truceline read`")
    return _HEAD + re.sub(r"```console\n\$ ", "```text\n", "## `truceline read`" + rest).rstrip() + "\n"


PAGES = {"commands.md": commands, "codebook.md": codebook}


def main() -> None:
    """Write them all."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
