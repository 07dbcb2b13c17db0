"""Commands about the record as a whole: ``verify``, ``rebuild``, ``info``, ``schema``."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer

from truceline.cli.options import DEFAULT_RECORD, AsJson, RecordFile


class Schema(StrEnum):
    """What a schema can be printed of."""

    EXTRACT = "extract"


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog="Example: truceline verify --record conflict.db")(verify)
    app.command(epilog="Example: truceline rebuild --record conflict.db")(rebuild)
    app.command(epilog="Example: truceline info --record conflict.db")(info)
    app.command(epilog="Example: truceline schema extract > truceline-1.schema.json")(schema)


def verify(record: RecordFile = DEFAULT_RECORD) -> None:
    """Re-check every hash, chain and passage of a record, and print a digest of its content."""
    from truceline.record import Store

    with Store.open(record) as store:
        found = store.verify()
    for name, number in found.counts.items():
        sys.stdout.write(f"{name:>24} {number}\n")
    for problem in found.problems:
        sys.stderr.write(f"problem: {problem}\n")
    sys.stdout.write(f"{'digest':>24} {found.digest}\n")
    sys.stderr.write("nothing is wrong\n" if not found.problems else f"{len(found.problems)} problems\n")
    raise typer.Exit(3 if found.problems else 0)


def rebuild(record: RecordFile = DEFAULT_RECORD) -> None:
    """Make the record tables anew from statements and decisions; the result is the same."""
    from truceline.record import Store

    with Store.open(record, "write") as store:
        store.rebuild()
        sys.stdout.write(f"{store.digest()}\n")


def info(record: RecordFile = DEFAULT_RECORD, as_json: AsJson = False) -> None:
    """Say what a record holds and what wrote it."""
    from truceline.record import Store

    with Store.open(record) as store:
        counts = dict(store.counts())
        runs = list(store.runs())
    if as_json:
        sys.stdout.write(
            json.dumps({"record": str(record), "rows": counts, "runs": len(runs)}, ensure_ascii=False) + "\n"
        )
        return
    sys.stdout.write(f"{record}: {len(runs)} runs\n")
    for name, number in counts.items():
        sys.stdout.write(f"{name:>24} {number}\n")
    if runs:
        sys.stdout.write(f"last written by {runs[-1].agent}, {runs[-1].started_at:%Y-%m-%d %H:%M} UTC\n")


def schema(of: Annotated[Schema, typer.Argument(help="Which schema.")] = Schema.EXTRACT) -> None:
    """Print the JSON Schema of a format."""
    from truceline.model.schema import extraction_schema

    assert of is Schema.EXTRACT
    sys.stdout.write(json.dumps(extraction_schema(), indent=2, ensure_ascii=False) + "\n")
