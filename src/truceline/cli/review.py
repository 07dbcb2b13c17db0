"""``truceline review``: what is doubtful, and how far the batches of it are."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from truceline.cli.options import DEFAULT_RECORD, AsJson, RecordFile


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: truceline review --record conflict.db")(review)


def review(
    record: RecordFile = DEFAULT_RECORD,
    as_json: AsJson = False,
    newest: Annotated[int, typer.Option(help="How many batches, the newest first.", min=1)] = 20,
) -> None:
    """List the batches of doubtful things that were made in the workbench, each with its progress."""
    from truceline.publish.tables import json_lines, text_lines
    from truceline.record import Store
    from truceline.review import batches

    with Store.open(record) as store:
        found = batches(store, newest=newest)
    rows = [
        {
            "batch": one.id,
            "coder": one.coder,
            "made": one.made_at[:10],
            "items": len(one.items),
            "open": one.count("open"),
            "accepted": one.count("accepted"),
            "corrected": one.count("corrected"),
            "rejected": one.count("rejected"),
            "joined": one.count("joined"),
            "parted": one.count("parted"),
            "skipped": one.count("skipped"),
            "gone": one.count("gone"),
            "query": one.query,
        }
        for one in found
    ]
    if not rows and not as_json:
        sys.stdout.write("no batches yet; `truceline serve` makes them\n")
        return
    sys.stdout.writelines(json_lines(rows) if as_json else text_lines(rows, [*rows[0]][:-1], 0))
