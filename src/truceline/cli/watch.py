"""``truceline watch``: reports that arrive in a folder into a record, until it is stopped."""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from truceline.cli.options import (
    DEFAULT_RECORD,
    Actors,
    JobsOrCores,
    Outlet,
    Places,
    Published,
    RecordFile,
    day,
    own_actors,
    own_places,
)
from truceline.errors import UsageError

if TYPE_CHECKING:
    from truceline.pipeline.watching import News

Folders = Annotated[list[str], typer.Argument(help="Folders that reports arrive in.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: truceline watch incoming/ --record conflict.db")(watch)


def watch(
    folders: Folders,
    record: RecordFile = DEFAULT_RECORD,
    every: Annotated[
        float,
        typer.Option(
            min=0.1, max=86_400, help="Seconds between two looks; a file is read when it is the same at both."
        ),
    ] = 5.0,
    once: Annotated[
        bool, typer.Option("--once", help="Look twice, read what is whole, link, and end: for a scheduler.")
    ] = False,
    link_after: Annotated[
        float, typer.Option(min=0, help="Seconds without a new report after which the record is linked.")
    ] = 60.0,
    published: Published = None,
    outlet: Outlet = None,
    actors: Actors = None,
    places: Places = None,
    jobs: JobsOrCores = None,
) -> None:
    """Read reports as they arrive in folders, until Ctrl+C; a file that is still being written waits."""
    from truceline import pipeline
    from truceline.pipeline.watching import Pace, Watch
    from truceline.read import ReadOptions
    from truceline.record import Store

    for folder in folders:
        if not os.path.isdir(folder):
            raise UsageError(f"{folder}: there is no such folder; watch wants folders, `truceline read` reads files")
    own = pipeline.Own(own_actors(actors), own_places(places))
    options = ReadOptions(published=day(published), outlet=outlet)
    failed = False
    with Store.open(record, "create") as store:
        watching = Watch(store, folders, options=options, own=own, jobs=jobs, pace=Pace(every=every, quiet=link_after))
        try:
            if not once:
                signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service is ended as Ctrl+C does it
                _tell(f"watching {', '.join(folders)}; Ctrl+C ends it")
            for news in watching.once() if once else watching.go():
                failed = failed or (isinstance(news, pipeline.Tally) and news.failed > 0)
                _tell(_words(news))
        except KeyboardInterrupt:
            open_ = "" if pipeline.linked(store, own) else "; the next `truceline watch` or `read` links what is new"
            _tell(f"stopped; what was written is kept{open_}")
            raise typer.Exit(0) from None
    raise typer.Exit(1 if failed else 0)


def _tell(words: str) -> None:
    sys.stderr.write(f"{datetime.now():%H:%M:%S} {words}\n")
    sys.stderr.flush()


def _words(news: News) -> str:
    from truceline.model.text import Failure
    from truceline.pipeline import Tally
    from truceline.pipeline.watching import Linked, Unfinished

    match news:
        case Tally():
            found = f"{news.new} new, {news.events} events, {news.ceasefires} ceasefires"
            return found + (f"; {news.failed} failed" if news.failed else "")
        case Failure():
            return f"failed: {news.path}: {news.message}"
        case Linked():
            return f"linked in {news.seconds:.0f} s"
        case Unfinished():
            return f"{len(news.paths)} still being written, left for the next time: {', '.join(news.paths[:5])}"
    return f"{news}; trying again"
