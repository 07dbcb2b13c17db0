"""Options that say which part of a record is wanted, for the commands that write on a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from truceline.cli.options import day

if TYPE_CHECKING:
    from truceline.publish.dossier.scope import Scope
    from truceline.record import Store

Since = Annotated[
    str | None, typer.Option(help="First day (YYYY-MM-DD) of the happenings.", metavar="DATE", show_default=False)
]
Until = Annotated[str | None, typer.Option(help="Last day (YYYY-MM-DD).", metavar="DATE", show_default=False)]
Place = Annotated[
    str | None,
    typer.Option(help="Name of a place, as reports have it; several parted by |.", metavar="NAME", show_default=False),
]
Country = Annotated[
    str | None,
    typer.Option(help="A country, by name or ISO code of three letters.", metavar="ISO3", show_default=False),
]
Actor = Annotated[
    str | None, typer.Option(help="Who takes part: a name or an id (ACT-…).", metavar="NAME", show_default=False)
]
Other = Annotated[
    str | None, typer.Option(help="A second one who takes part as well.", metavar="NAME", show_default=False)
]
Kind = Annotated[
    list[str] | None, typer.Option("--type", help="Type of event; may be given again.", show_default=False)
]
Ceasefire = Annotated[
    str | None,
    typer.Option(
        help="One ceasefire (CSF-…): its whole life, and the violence around it.", metavar="ID", show_default=False
    ),
]


def scope_of(
    store: Store, *, since: str | None, until: str | None, place: str | None, country: str | None, actor: str | None,
    other: str | None, kind: list[str] | None, ceasefire: str | None,
) -> Scope:  # fmt: skip
    """The scope that these options name.

    Raises:
        UsageError: one of them is none of what it should be, or they do not go together.
    """
    from truceline.errors import UsageError
    from truceline.model.filters import Filter
    from truceline.model.vocabulary import EVENT_TYPES
    from truceline.publish.dossier.scope import scope

    unknown = [one for one in kind or () if one not in EVENT_TYPES]
    if unknown:
        raise UsageError(f"--type: {', '.join(unknown)} is none of {', '.join(EVENT_TYPES)}")
    wanted = Filter(
        since=day(since, "--since"), until=day(until, "--until"), place=place, country=country, actor=actor,
        other=other, type=tuple(kind or ()),
    )  # fmt: skip
    return scope(store, wanted, ceasefire)


def today() -> str:
    """The day of making, as it is printed."""
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    return f"{now.day} {now:%B %Y}"
