"""``truceline dossier``: the record, or a part of it, as one HTML file."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from truceline.cli.options import DEFAULT_RECORD, RecordFile
from truceline.cli.scoping import Actor, Ceasefire, Country, Kind, Other, Place, Since, Until, scope_of, today
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
    since: Since = None,
    until: Until = None,
    place: Place = None,
    country: Country = None,
    actor: Actor = None,
    other: Other = None,
    kind: Kind = None,
    ceasefire: Ceasefire = None,
    texts: Annotated[
        Texts, typer.Option(help="Whole reports, or of each only the sentences that are cited.")
    ] = Texts.WHOLE,
) -> None:
    """Write the record, or a period, place, actor or ceasefire of it, as one HTML file that prints as a paper."""
    from truceline.publish.dossier.page import write_dossier
    from truceline.record import Store

    with Store.open(record) as store:
        scope = scope_of(
            store, since=since, until=until, place=place, country=country, actor=actor, other=other, kind=kind,
            ceasefire=ceasefire,
        )  # fmt: skip
        try:
            write_dossier(store, out, title=title, generated=today(), scope=scope, only_cited=texts is Texts.CITED)
        except OSError as error:
            raise UsageError(f"{out}: cannot be written ({error.strerror}); choose another place with --out") from error
    sys.stderr.write(f"{out} written; open it in a browser, and print it from there\n")
