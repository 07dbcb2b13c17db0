"""``truceline dossier``: the record, or a part of it, as one HTML file."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from truceline.cli import scope
from truceline.cli.options import DEFAULT_RECORD, RecordFile, today
from truceline.errors import UsageError


class Texts(StrEnum):
    """How much of each report a dossier has."""

    WHOLE = "whole"
    CITED = "cited"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        epilog="Example: truceline dossier --record conflict.db --since 2008-03-01 --country IRQ --out iraq.html"
    )(dossier)


def dossier(
    record: RecordFile = DEFAULT_RECORD,
    out: Annotated[Path, typer.Option("--out", "-o", help="Where to write it.")] = Path("dossier.html"),
    title: Annotated[str | None, typer.Option(help="Title of the dossier.")] = None,
    since: scope.Since = None,
    until: scope.Until = None,
    place: scope.Place = None,
    country: scope.Country = None,
    actor: scope.Actor = None,
    other: scope.Other = None,
    type: scope.Type = None,
    ceasefire: scope.Ceasefire = None,
    texts: Annotated[
        Texts, typer.Option(help="Whole reports, or of each only the sentences that are cited.")
    ] = Texts.WHOLE,
) -> None:
    """Write the record, or a period, place, actor or ceasefire of it, as one HTML file that prints as a paper."""
    from truceline.publish.dossier.page import write_dossier
    from truceline.record import Store

    with Store.open(record) as store:
        part = scope.scope_of(
            store, ceasefire, since=since, until=until, place=place, country=country, actor=actor, other=other,
            type=type,
        )  # fmt: skip
        try:
            write_dossier(store, out, title=title, generated=today(), scope=part, only_cited=texts is Texts.CITED)
        except OSError as error:
            raise UsageError(f"{out}: cannot be written ({error.strerror}); choose another place with --out") from error
    sys.stderr.write(f"{out} written; open it in a browser, and print it from there\n")
