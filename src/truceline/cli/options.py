"""Options and arguments that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from truceline.errors import UsageError

DEFAULT_RECORD = Path("truceline.db")

RecordFile = Annotated[
    Path, typer.Option("--record", "-r", envvar="TRUCELINE_RECORD", help="The record file.", show_default=True)
]
Paths = Annotated[
    list[str], typer.Argument(help="Files and folders of reports; - is standard input.", show_default=False)
]
Published = Annotated[
    str | None, typer.Option(help="Publication date (YYYY-MM-DD) of reports that carry none.", metavar="DATE")
]
Outlet = Annotated[str | None, typer.Option(help="Outlet of reports that name none.")]
Actors = Annotated[
    list[Path] | None,
    typer.Option("--actors", help="Actors of your own (YAML), laid over the built-in register.", metavar="FILE"),
]
Places = Annotated[
    list[Path] | None,
    typer.Option("--places", help="Places of your own (CSV), laid over the gazetteer.", metavar="FILE"),
]
Jobs = Annotated[int, typer.Option(min=1, help="Worker processes.")]
JobsOrCores = Annotated[
    int | None, typer.Option("--jobs", min=1, help="Worker processes; one a core, eight at most, if not given.")
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON Lines, one object a row.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="CSV with a header.")]


def own_actors(files: list[Path] | None) -> tuple[Path, ...]:
    """The actor files that the user gave, checked.

    Raises:
        UsageError: a file cannot be read, or something in it is wrong.
    """
    from truceline.pipeline import Own, check

    return check(Own(actors=tuple(files or ()))).actors


def own_places(files: list[Path] | None) -> tuple[Path, ...]:
    """The files of places that the user gave, checked.

    Raises:
        UsageError: a file cannot be read, or something in it is wrong.
    """
    from truceline.pipeline import Own, check

    return check(Own(places=tuple(files or ()))).places


def day(words: str | None, option: str = "--published") -> date | None:
    """The day that the user gave with an option.

    Raises:
        UsageError: it is no date.
    """
    if words is None:
        return None
    try:
        found = date.fromisoformat(words)
    except ValueError:
        raise UsageError(f"{option}: {words!r} is no date; write it as YYYY-MM-DD, such as 2008-04-01") from None
    if not 1000 <= found.year < 3000:  # days around it would run off the calendar
        raise UsageError(f"{option}: {words} lies outside of the years 1000 to 2999")
    return found


def today() -> str:
    """The day of making, as it is printed."""
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    return f"{now.day} {now:%B %Y}"
