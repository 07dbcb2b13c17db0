"""``truceline import``: a dataset that the user has, to compare the record with it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import truceline
from truceline.cli.compare import in_short
from truceline.cli.options import DEFAULT_RECORD, RecordFile

_EVERY = 50_000
_SHOWN = 10


class Kind(StrEnum):
    """Datasets that can be loaded."""

    ACLED = "acled"
    UCDP_GED = "ucdp-ged"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    example = "Example: truceline import ucdp-ged ged231-csv.zip --record conflict.db"
    app.command("import", epilog=example)(import_)


def import_(
    kind: Annotated[Kind, typer.Argument(help="Whose dataset it is.")],
    file: Annotated[Path, typer.Argument(help="CSV, .xlsx, or a ZIP archive of one of them.", show_default=False)],
    record: RecordFile = DEFAULT_RECORD,
    name: Annotated[
        str | None, typer.Option(help="What it is called in this record; its kind and release if not given.")
    ] = None,
    release: Annotated[str | None, typer.Option(help="Its release, if the file's name does not say it.")] = None,
    by: Annotated[str, typer.Option(help="Who loads it.", envvar="TRUCELINE_ANALYST")] = "",
    compare: Annotated[bool, typer.Option(help="Say in short how it compares with the record.")] = True,
) -> None:
    """Load a dataset beside the record, to compare the two; nothing of the record comes from it."""
    from truceline.read import datasets
    from truceline.record import Store

    looked = datasets.examined(str(file), kind.value)
    agent = by or f"truceline import {truceline.__version__}"
    with Store.open(record, "write") as store:
        loaded = store.load_dataset(
            looked, datasets.rows(looked), by=agent, at=datetime.now(UTC), name=name, release=release,
            progress=_Progress(looked.rows),
        )  # fmt: skip
        one = loaded.dataset
        known = "stands in the record already, as" if loaded.known else "is"
        sys.stderr.write(f"{file} {known} {one.name}: {one.rows} rows, {one.first} to {one.last}\n")
        for problem in one.left_out[:_SHOWN]:
            sys.stderr.write(f"left out: {file}, line {problem.line}: {problem.message}\n")
        if len(one.left_out) > _SHOWN:
            sys.stderr.write(f"left out: {len(one.left_out) - _SHOWN} more rows\n")
    if compare:
        in_short(record, one.name)
    raise typer.Exit(1 if one.left_out and not loaded.known else 0)


class _Progress:
    """A line now and then."""

    def __init__(self, rows: int) -> None:
        self._rows, self._next = rows, _EVERY

    def __call__(self, done: int) -> None:
        if done >= self._next:
            self._next += _EVERY
            sys.stderr.write(f"{done} of {self._rows} rows\n")
