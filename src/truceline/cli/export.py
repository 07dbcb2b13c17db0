"""``truceline export``: the record in a format of the field."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from truceline.cli import scope
from truceline.cli.options import DEFAULT_RECORD, RecordFile
from truceline.errors import UsageError


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: truceline export --format csv --record conflict.db --out tables")(export)


def export(
    format: Annotated[str, typer.Option("--format", "-f", help="Which; --list names all.", metavar="NAME")] = "csv",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder to write.", metavar="FOLDER")] = None,
    since_export: Annotated[
        Path | None,
        typer.Option(
            help="Folder of an earlier export to compare with; by default what --out holds.", metavar="FOLDER"
        ),
    ] = None,
    labels: Annotated[
        Path | None, typer.Option(help="Labels of your own (YAML), written to labels.csv.", metavar="FILE")
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="Name all formats and end.")] = False,
    record: RecordFile = DEFAULT_RECORD,
    since: scope.Since = None,
    until: scope.Until = None,
    country: scope.Country = None,
    place: scope.Place = None,
    actor: scope.Actor = None,
    other: scope.Other = None,
    outlet: scope.Outlet = None,
    type: scope.Type = None,
    status: scope.Status = None,
    review: scope.Review = None,
    words: scope.Words = None,
    killed: scope.Killed = None,
) -> None:
    """Write the record, or what the filter leaves of it, in a format of the field.

    The folder also gets README.md (what it is, of when, by which rules), left_out.csv, passages.csv and, where it held
    an earlier export, changes.csv.
    """
    from truceline.publish.export.formats import FORMATS
    from truceline.publish.export.writing import write
    from truceline.publish.labels import read_labels
    from truceline.record import Store

    if listing:
        width = max((len(one.name) for one in FORMATS), default=0)
        sys.stdout.writelines(f"{one.name.ljust(width)}  {one.meaning}\n" for one in FORMATS)
        return
    chosen = next((one for one in FORMATS if one.name == format), None)
    if chosen is None:
        raise UsageError(f"there is no format {format!r}; there are {', '.join(one.name for one in FORMATS)}")
    folder = Path(f"{record.stem}-{format}") if out is None else out
    own = read_labels(labels) if labels is not None else ()
    with Store.open(record) as store:
        wanted = scope.wanted(
            store, since=since, until=until, country=country, place=place, actor=actor, other=other, outlet=outlet,
            type=type, status=status, review=review, words=words, killed=killed,
        )  # fmt: skip
        try:
            written = write(store, chosen, folder, wanted, since=since_export, labels=own)
        except OSError as error:
            message = f"{folder}: cannot be written ({error.strerror}); choose another place with --out"
            raise UsageError(message) from error
    told = ", ".join(f"{number} {table}" for table, number in written.rows.items())
    left = sum(written.left_out.values())
    sys.stderr.write(f"{folder} written: {told}{f'; {left} left out, left_out.csv says why' if left else ''}\n")
    if written.changes is not None:
        changed = ", ".join(f"{number} {kind}" for kind, number in written.changes.items()) or "nothing"
        sys.stderr.write(f"changed since the last export: {changed}; changes.csv tells each\n")
