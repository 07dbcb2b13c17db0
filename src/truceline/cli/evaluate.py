"""``truceline evaluate``: how often the machine is right, on annotated data."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from truceline.cli.options import JobsOrCores
from truceline.errors import UsageError


class Kind(StrEnum):
    """Kinds of annotated data."""

    CONFLICT = "conflict"
    PLOVER = "plover"
    MUC = "muc"
    SHOOTINGS = "shootings"
    INCIDENTS = "incidents"
    TIMEML = "timeml"
    SEEDS = "seeds"
    FOLLOWED = "followed"


class Split(StrEnum):
    """Parts of data that are split."""

    DEVELOPMENT = "development"
    TRAINING = "training"
    ALL = "all"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: truceline evaluate my-annotations/ --as conflict --examples 3")(evaluate)


def evaluate(
    data: Annotated[
        list[Path],
        typer.Argument(
            help="File or folder with texts and answers; for conflict also both files; for followed a record.",
            show_default=False,
        ),
    ],
    kind: Annotated[Kind, typer.Option("--as", help="What kind of data it is.", show_default=False)],
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the scores as JSON too.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many documents, drawn by hash.")] = None,
    split: Annotated[
        Split, typer.Option(help="Part of the project's own data (by hash of the day); your own data are one part.")
    ] = Split.ALL,
    examples: Annotated[int, typer.Option(min=0, help="Show so many mistakes of each cause (conflict).")] = 0,
    jobs: JobsOrCores = None,
    gold: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Ceasefires with their reports and lives (followed).")
    ] = None,
) -> None:
    """Score the whole pipeline on annotated data; conflict annotations of your own in our format too."""
    from truceline import pipeline
    from truceline.evaluate import Options
    from truceline.evaluate import evaluate as scored

    workers = jobs or pipeline.default_jobs()
    options = Options(limit=limit, split=split.value, examples=examples, jobs=workers, gold=gold)
    if json is not None and json.is_dir():
        raise UsageError(f"{json}: is a folder; give --json a file to write")
    report = scored(data, kind.value, options)
    if json is not None:
        try:
            json.write_text(report.as_json(), encoding="utf-8")
        except OSError as error:
            message = f"{json}: cannot be written ({error.strerror}); choose another place with --json"
            raise UsageError(message) from error
    sys.stdout.write(report.as_text())
    raise typer.Exit(1 if report.scores.failed else 0)
