"""Options that say which part of a record is wanted, for every command that works on a part of it.

They are the filter of the workbench on the command line; actors and countries may be given by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from truceline.errors import UsageError

if TYPE_CHECKING:
    from truceline.model.filters import Filter
    from truceline.publish.dossier.scope import Scope
    from truceline.record import Store

Since = Annotated[str | None, typer.Option(help="First day (YYYY-MM-DD) of the happenings.", metavar="DATE")]
Until = Annotated[str | None, typer.Option(help="Last day (YYYY-MM-DD).", metavar="DATE")]
Place = Annotated[
    str | None, typer.Option(help="Name of a place, as reports have it; several parted by |.", metavar="NAME")
]
Country = Annotated[str | None, typer.Option(help="A country, by name or ISO code of three letters.", metavar="CODE")]
Actor = Annotated[str | None, typer.Option(help="Who takes part: a name or an id (ACT-…).", metavar="NAME")]
Other = Annotated[str | None, typer.Option(help="A second one who takes part as well.", metavar="NAME")]
Type = Annotated[str | None, typer.Option(help="Types of events, parted by commas.", metavar="TYPES")]
Status = Annotated[
    str | None,
    typer.Option(help="What the text says of them, parted by commas: asserted, background …", metavar="STATUSES"),
]
Review = Annotated[
    str | None, typer.Option(help="State of review: draft, accepted, corrected, rejected.", metavar="STATES")
]
Outlet = Annotated[str | None, typer.Option(help="Who published the report.", metavar="NAME")]
Words = Annotated[str | None, typer.Option(help="Words of the report, all of them.", metavar="WORDS")]
Killed = Annotated[str | None, typer.Option(help="At least so many killed, by the highest report.", metavar="N")]
Ceasefire = Annotated[
    str | None, typer.Option(help="One ceasefire (CSF-…): its whole life, and the violence around it.", metavar="ID")
]


def scope_of(store: Store, ceasefire: str | None = None, **given: str | None) -> Scope:
    """The scope that these options name.

    Args:
        store: an open record, which knows the actors.
        ceasefire: id of one ceasefire.
        given: words of the other options, by the names of the parts of a `Filter`.

    Raises:
        UsageError: one of them is none of what it should be, or they do not go together.
    """
    from truceline.model.filters import Filter
    from truceline.publish.dossier.scope import scope

    asked = Filter.of({name: words for name, words in given.items() if words is not None})
    _known(asked)
    return scope(store, asked, ceasefire)


def wanted(store: Store, **given: str | None) -> Filter:
    """The filter that these options name; see `scope_of`."""
    return scope_of(store, **given).wanted


def _known(asked: Filter) -> None:
    """Refuse a type, status or state that there is not: it would meet nothing without a word."""
    from truceline.model.rows import Review as State
    from truceline.model.vocabulary import EVENT_TYPES, STATUSES

    for name, values in (("type", EVENT_TYPES), ("status", STATUSES), ("review", get_args(State))):
        unknown = [one for one in getattr(asked, name) if one not in values]
        if unknown:
            raise UsageError(f"--{name}: {', '.join(unknown)} is none of {', '.join(values)}")
