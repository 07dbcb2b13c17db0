"""``truceline read``: reports into a record."""

from __future__ import annotations

import sys
from dataclasses import replace

import typer

from truceline.cli.options import (
    DEFAULT_RECORD,
    Actors,
    JobsOrCores,
    Outlet,
    Paths,
    Places,
    Published,
    RecordFile,
    day,
    own_actors,
    own_places,
)
from truceline.cli.progress import Progress

INTERRUPTED = 130


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: truceline read reports/ --record conflict.db")(read)


def read(
    paths: Paths,
    record: RecordFile = DEFAULT_RECORD,
    published: Published = None,
    outlet: Outlet = None,
    actors: Actors = None,
    places: Places = None,
    jobs: JobsOrCores = None,
) -> None:
    """Read reports into a record; what it holds already is not read again."""
    from truceline import pipeline
    from truceline.read import ReadOptions
    from truceline.read import read as read_files
    from truceline.record import Store

    own = pipeline.Own(own_actors(actors), own_places(places))
    options = ReadOptions(published=day(published), outlet=outlet)
    try:
        with Store.open(record, "create") as store, Progress() as progress:
            items = read_files(paths, replace(options, known=pipeline.known(store, own)), sys.stdin.buffer)
            tally = pipeline.read_into(store, items, jobs=jobs or pipeline.default_jobs(), own=own, progress=progress)
    except KeyboardInterrupt:
        sys.stderr.write("stopped; what was written is kept, and the same command goes on from there\n")
        raise typer.Exit(INTERRUPTED) from None
    sys.stderr.write(f"{progress.line(tally)}\n")
    for failure in tally.failures:
        sys.stderr.write(f"failed: {failure.path}: {failure.message}\n")
    if tally.skipped:
        sys.stderr.write(f"{tally.skipped} skipped; truceline show skipped --record {record} says why\n")
    if tally.documents == 0:
        sys.stderr.write("nothing to read there\n")
    raise typer.Exit(1 if tally.failed else 0)
