"""``truceline places``: which places a name may mean, and why; checks a file of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from truceline.cli.options import Places, own_places
from truceline.errors import UsageError

if TYPE_CHECKING:
    from truceline.gazetteer import Candidate, Gazetteer

_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(help="The gazetteer: show, check.", no_args_is_help=True)
    group.command(epilog='Example: truceline places show "Tripoli" --near LBN')(show)
    group.command(epilog="Example: truceline places check my-places.csv")(check)
    app.add_typer(group, name="places")


def show(
    name: Annotated[str, typer.Argument(help="The name of a place.", show_default=False)],
    near: Annotated[str | None, typer.Option(help="ISO code of the country that the text is about.")] = None,
    places: Places = None,
) -> None:
    """Show the places that a name may mean, the likeliest first, each with its share and the reason."""
    from truceline.gazetteer import SURE, Asked, Gazetteer, ranked

    gazetteer = Gazetteer.open(own_places(places))
    if near is not None and gazetteer.country(near) is None:
        raise UsageError(f"--near: {near!r} is no country; give its ISO 3166 alpha-3 code, such as LBN")
    found = ranked(gazetteer, Asked(name=name), {near: 2.0} if near else {})
    if not found:
        sys.stderr.write(f"{name}: no such place; add it to a file of your own (--places)\n")
        raise typer.Exit(1)
    for score, candidate, reason in found[:_SHOWN]:
        sys.stdout.write(f"{score:.2f}  {_line(gazetteer, candidate)}\n")
        sys.stdout.write(f"      {reason}\n" if reason else "")
    if len(found) > _SHOWN:
        sys.stdout.write(f"and {len(found) - _SHOWN} more\n")
    if found[0][0] < SURE:
        sys.stderr.write(f"none has {SURE:g} of the whole: a report that says no more leaves {name} unresolved\n")


def _line(gazetteer: Gazetteer, candidate: Candidate) -> str:
    from truceline.gazetteer.kinds import PRECISION

    entry = gazetteer.entry(candidate)
    land = ", ".join(filter(None, (gazetteer.division(candidate.division), candidate.country)))
    at = "no coordinates" if entry.lat is None else f"{entry.lat:.3f}, {entry.lon:.3f}"
    told = f"{entry.name} ({candidate.kind}, {land or 'no country'}): {at}, precision {PRECISION[candidate.kind]}"
    number = f" {entry.geonameid}" if entry.geonameid is not None else ""
    return f"{told}, source {entry.source}{number}"


def check(files: Annotated[list[Path], typer.Argument(help="Files of places (CSV).", show_default=False)]) -> None:
    """Check files of places: every line that is wrong is named."""
    from truceline.gazetteer.overlay import read_file

    own_places(files)
    count = sum(len(read_file(file).written) for file in files)
    sys.stderr.write(f"{count} places, nothing wrong\n")
