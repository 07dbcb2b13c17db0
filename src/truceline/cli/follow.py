"""``truceline follow``: the ceasefires of two parties and the violence between them."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from truceline.cli.options import DEFAULT_RECORD, AsJson, RecordFile, day
from truceline.cli.output import story_width


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: truceline follow --parties Israel Hezbollah --from 2024-01-01 --record my.db")(follow)


def follow(
    parties: Annotated[tuple[str, str], typer.Option(help="Two parties, as a report would name them.")],
    place: Annotated[
        str | None,
        typer.Option(
            help="A town, a division or a country that it must be in; ceasefires without a named place are given too."
        ),
    ] = None,
    first: Annotated[str | None, typer.Option("--from", help="First day (YYYY-MM-DD).", metavar="DATE")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last day (YYYY-MM-DD).", metavar="DATE")] = None,
    record: RecordFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """List the ceasefires of two parties, and the violence between them before and after, in the order of time."""
    from truceline.follow.between import followed
    from truceline.publish.lives import course_lines
    from truceline.publish.tables import nested_json
    from truceline.record import Store

    with Store.open(record) as store:
        found = followed(store, parties, place, day(first, "--from"), day(last, "--to"))
    if as_json:
        sys.stdout.write(nested_json(found))
        return
    sys.stdout.writelines(course_lines(found, story_width()))
