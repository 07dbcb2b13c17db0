"""``truceline summary``: what a record, or a part of it, tells, in plain sentences with references."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from truceline.cli import scope
from truceline.cli.options import DEFAULT_RECORD, RecordFile, today
from truceline.errors import UsageError


class Form(StrEnum):
    """What a summary is written as."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


BY_ENDING = {".md": Form.MARKDOWN, ".html": Form.HTML, ".htm": Form.HTML, ".json": Form.JSON}


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        epilog="Example: truceline summary --record conflict.db --actor Hamas --since 2014-07-01 --until 2014-08-31"
    )(summary)


def summary(
    record: RecordFile = DEFAULT_RECORD,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Where to write it; standard output if not given.", show_default=False),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option("--format", help="What to write it as; else as --out ends (.html, .md, .json), else text."),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the summary.")] = None,
    since: scope.Since = None,
    until: scope.Until = None,
    place: scope.Place = None,
    country: scope.Country = None,
    actor: scope.Actor = None,
    other: scope.Other = None,
    type: scope.Type = None,
    ceasefire: scope.Ceasefire = None,
) -> None:
    """Tell what reports say, in sentences made from cells of the record alone, each with its passages."""
    from truceline.publish.summary import summary_of
    from truceline.record import Store

    wanted = form or (BY_ENDING.get(out.suffix.lower()) if out else None) or Form.TEXT
    with Store.open(record) as store:
        part = scope.scope_of(
            store, ceasefire, since=since, until=until, place=place, country=country, actor=actor, other=other,
            type=type,
        )  # fmt: skip
        text = summary_of(store, part, wanted.value, title=title, generated=today())
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror}); choose another place with --out") from error
    sys.stderr.write(f"{out} written\n")
