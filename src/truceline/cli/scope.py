"""Options that say what of a record is wanted: the filter of the workbench, on the command line."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from truceline.model.filters import Filter

Since = Annotated[str | None, typer.Option(help="First day.", metavar="DATE")]
Until = Annotated[str | None, typer.Option(help="Last day.", metavar="DATE")]
Country = Annotated[str | None, typer.Option(help="Country of a place, ISO 3166 (IRQ).", metavar="CODE")]
Place = Annotated[str | None, typer.Option(help='Name of a place; several parted by "|".', metavar="NAME")]
Actor = Annotated[str | None, typer.Option(help="Id of an actor that takes part.", metavar="ID")]
Outlet = Annotated[str | None, typer.Option(help="Who published the report.", metavar="NAME")]
Type = Annotated[str | None, typer.Option(help="Event types, parted by commas.", metavar="TYPES")]
Status = Annotated[
    str | None, typer.Option(help="asserted, background, future, hypothetical, negated.", metavar="STATUSES")
]
Review = Annotated[str | None, typer.Option(help="draft, accepted, corrected, rejected.", metavar="STATES")]
Words = Annotated[str | None, typer.Option(help="Words of the report, all of them.", metavar="WORDS")]
Killed = Annotated[str | None, typer.Option(help="At least so many killed, by the highest report.", metavar="N")]


def wanted(**given: str | None) -> Filter:
    """The filter that options give, by their names.

    Raises:
        UsageError: a day is no day, or a number none.
    """
    from truceline.model.filters import Filter

    known = {field.name for field in fields(Filter)}
    assert given.keys() <= known, given.keys() - known
    return Filter.of({name: words for name, words in given.items() if words is not None})
