"""``truceline extract``: reports to JSON Lines, without a record."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from truceline.cli.options import Actors, Jobs, Outlet, Paths, Places, Published, day, own_actors, own_places
from truceline.errors import EvidenceError


class Format(StrEnum):
    """Formats that extractions are written in."""

    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: truceline extract report.txt --published 2008-04-01 > report.jsonl")(extract)


def extract(
    paths: Paths,
    format: Annotated[Format, typer.Option(help="How to write it.")] = Format.JSONL,
    published: Published = None,
    outlet: Outlet = None,
    actors: Actors = None,
    places: Places = None,
    jobs: Jobs = 1,
) -> None:
    """Write what each report says as one JSON object a line, in input order."""
    from truceline import pipeline
    from truceline.model.ledger import Reading
    from truceline.model.text import Failure
    from truceline.publish.extraction_json import extraction_line, failure_line, skipped_line
    from truceline.read import ReadOptions
    from truceline.read import read as read_files

    own = pipeline.Own(own_actors(actors), own_places(places))
    failed = False
    items = read_files(paths, ReadOptions(published=day(published), outlet=outlet), sys.stdin.buffer)
    for result in pipeline.understood(items, jobs, own):
        match result:
            case Reading():
                try:
                    line = extraction_line(result.extraction)
                except EvidenceError as error:
                    failed = True
                    path = result.extraction.document.path
                    line = failure_line(Failure(path, "analysis_failed", str(error)))
                    sys.stderr.write(f"failed: {error}\n")
            case Failure():
                failed = True
                line = failure_line(result)
                sys.stderr.write(f"failed: {result.path}: {result.message}\n")
            case _:
                line = skipped_line(result)
                sys.stderr.write(f"skipped: {result.path}: {result.message}\n")
        sys.stdout.write(line + "\n")
    raise typer.Exit(1 if failed else 0)
