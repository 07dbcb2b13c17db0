"""``truceline reproduce``: does a record still give a published table?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from truceline.cli.options import DEFAULT_RECORD, RecordFile

DIFFERS = 1


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: truceline reproduce published/ --record conflict.db")(reproduce)


def reproduce(
    folder: Annotated[Path, typer.Argument(help="Folder of an export.", show_default=False)],
    record: RecordFile = DEFAULT_RECORD,
) -> None:
    """Make an export again and compare every row; status 0 if all are the same, 1 if not. Nothing is written.

    What differs goes to standard output as CSV.
    """
    from truceline.publish.export.again import again
    from truceline.publish.export.changes import HEADER
    from truceline.publish.export.formats import FORMATS
    from truceline.publish.tables import as_dict, csv_lines
    from truceline.record import Store

    with Store.open(record) as store:
        found = again(store, FORMATS, folder)
    if found.same:
        sys.stderr.write(f"the same, row for row: {folder} and {record}\nSHA-256 of all rows: {found.content}\n")
    else:
        sys.stdout.writelines(csv_lines((as_dict(change) for change in found.changes), HEADER))
        sys.stderr.write(f"not the same: {len(found.changes)} differences between {folder} and {record}\n")
    for name, (was, now) in found.record.items():
        sys.stderr.write(f"the record: {name} was {was}, is {now}\n")
    if not found.same:
        raise typer.Exit(DIFFERS)
