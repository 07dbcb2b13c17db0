"""All commands, and what holds for each of them."""

from __future__ import annotations

import logging
from typing import Annotated

import typer

import truceline
from truceline.cli import (
    actors,
    agreement,
    compare,
    datasets,
    decide,
    dossier,
    durations,
    evaluate,
    export,
    extract,
    follow,
    ledger,
    places,
    read,
    reproduce,
    review,
    sample,
    serve,
    show,
    summary,
    watch,
    why,
)

app = typer.Typer(
    name="truceline",
    help="Turns news reports on armed conflict into a record that can be checked cell by cell.",
    epilog="Begin with: truceline read reports/ --record my.db",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"truceline {truceline.__version__}")
        raise typer.Exit


@app.callback()
def everywhere(
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say more about what goes wrong.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turns news reports on armed conflict into a record that can be checked cell by cell."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.CRITICAL, format="%(levelname)s %(name)s: %(message)s"
    )


PANELS = {
    "Read": (read, watch, extract),
    "Look": (show, why, follow, durations),
    "Review": (serve, review, decide, sample, agreement),
    "Publish": (summary, dossier, export, reproduce),
    "Compare and measure": (datasets, compare, evaluate),
    "Names": (actors, places),
    "The record itself": (ledger,),
}


def register(app: typer.Typer) -> None:
    """Adds all commands, in the order of the work, each under its heading of ``truceline --help``."""
    for panel, modules in PANELS.items():
        commands, groups = len(app.registered_commands), len(app.registered_groups)
        for module in modules:
            module.register(app)
        for command in app.registered_commands[commands:]:
            command.rich_help_panel = panel
        for group in app.registered_groups[groups:]:
            group.rich_help_panel = panel


register(app)
