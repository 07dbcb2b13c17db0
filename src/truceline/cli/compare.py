"""``truceline compare``: the record beside a dataset that was imported."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from truceline.cli import scope
from truceline.cli.options import DEFAULT_RECORD, AsCsv, AsJson, RecordFile
from truceline.cli.output import one_form, write_rows
from truceline.errors import UsageError


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: truceline compare ucdp-ged-23.1 --country IRQ --record conflict.db")(compare)


def compare(
    dataset: Annotated[
        str, typer.Argument(help="Name or number of the dataset; show datasets lists them.", show_default=False)
    ],
    record: RecordFile = DEFAULT_RECORD,
    since: scope.Since = None,
    until: scope.Until = None,
    country: scope.Country = None,
    place: scope.Place = None,
    actor: scope.Actor = None,
    outlet: scope.Outlet = None,
    type: scope.Type = None,
    review: scope.Review = None,
    words: scope.Words = None,
    killed: scope.Killed = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="All rows of these days and country, not only what the reports could tell.")
    ] = False,
    days: Annotated[int, typer.Option(min=0, max=31, help="Days that two dates may lie apart.")] = 1,
    sure: Annotated[float, typer.Option(min=0, max=1, help="Least score of a match.")] = 0.75,
    possible: Annotated[float, typer.Option(min=0, max=1, help="Least score of a possible match.")] = 0.6,
    weight: Annotated[
        list[str] | None,
        typer.Option(help="How much a feature counts: place, date, actors, deaths, type.", metavar="NAME=NUMBER"),
    ] = None,
    most: Annotated[int, typer.Option("--show", min=0, help="How many of each list are printed.")] = 10,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder for all lists as CSV.", metavar="FOLDER")
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Compare the record with a dataset: matched, only here, only there, with differing figures."""
    from truceline.publish import comparing
    from truceline.publish.comparing.output import rows, text, write_folder
    from truceline.record import Store

    one_form(as_json, as_csv)
    settings = comparing.Settings(days=days, sure=sure, possible=possible, weights=_weights(weight or []))
    with Store.open(record) as store:
        wanted = scope.wanted(
            store, since=since, until=until, country=country, place=place, actor=actor, outlet=outlet, type=type,
            review=review, words=words, killed=killed,
        )  # fmt: skip
        found = comparing.compare(store, store.dataset(dataset), wanted, settings, whole=whole)
    if out is not None:
        write_folder(found, out)
        sys.stderr.write(f"{out} written\n")
    if as_json or as_csv:
        write_rows(rows(found), (), as_json, as_csv)
        sys.stderr.writelines(text(found))
    else:
        sys.stdout.writelines(text(found, most))


def _weights(given: list[str]) -> dict[str, float]:
    """The weights of the features, with those that the user gave.

    Raises:
        UsageError: one is not written as NAME=NUMBER.
    """
    from truceline.publish.comparing.settings import WEIGHTS

    found = dict(WEIGHTS)
    for words in given:
        name, _, number = words.partition("=")
        try:
            found[name] = float(number)
        except ValueError:
            raise UsageError(f"--weight {words!r}: write it as place=3") from None
    return found


def in_short(record: Path, dataset: str) -> None:
    """Say how a dataset that was just imported compares with the record."""
    from truceline.model.filters import Filter
    from truceline.publish import comparing
    from truceline.publish.comparing.output import text
    from truceline.record import Store

    with Store.open(record) as store:
        found = comparing.compare(store, store.dataset(dataset), Filter(), comparing.Settings())
    sys.stderr.writelines(text(found))
    sys.stderr.write(f"truceline compare {dataset} --record {record} tells all of it\n")
