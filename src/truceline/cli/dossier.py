"""``truceline dossier``: the record as one HTML file."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from truceline.cli.options import DEFAULT_RECORD, RecordFile
from truceline.errors import UsageError


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: truceline dossier --record conflict.db --out dossier.html")(dossier)


def dossier(
    record: RecordFile = DEFAULT_RECORD,
    out: Annotated[Path, typer.Option("--out", "-o", help="Where to write it.")] = Path("dossier.html"),
    title: Annotated[str | None, typer.Option(help="Title of the dossier.")] = None,
) -> None:
    """Write the record as one HTML file that needs nothing but a browser."""
    from truceline.publish.dossier import write_dossier
    from truceline.record import Store

    now = datetime.now(UTC)
    generated = f"{now.day} {now:%B %Y}"
    with Store.open(record) as store:
        try:
            write_dossier(store, out, title=title, generated=generated)
        except OSError as error:
            raise UsageError(f"{out}: cannot be written ({error.strerror}); choose another place with --out") from error
    sys.stderr.write(f"{out} written; open it in a browser\n")
