"""``truceline actors``: look into the actor register, check a file of one's own, add to it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from truceline.cli.options import Actors, day, own_actors
from truceline.errors import UsageError

if TYPE_CHECKING:
    from truceline.register import Entry

_FOUND = 20

File = Annotated[Path, typer.Argument(help="An actor file (YAML).", show_default=False)]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(help="The actor register: show, check, add.", no_args_is_help=True)
    group.command(epilog='Example: truceline actors show "Moqtada Sadr" --country IRQ')(show)
    group.command(epilog="Example: truceline actors check my-actors.yaml")(check)
    group.command(epilog="Example: truceline actors add my-actors.yaml --id jane-doe --name 'Jane Doe' --kind person")(
        add
    )
    app.add_typer(group, name="actors")


def show(
    name: Annotated[str, typer.Argument(help="A name, a role such as 'prime minister', or an id.", show_default=False)],
    country: Annotated[str | None, typer.Option(help="ISO code of the country that the text is about.")] = None,
    on: Annotated[str | None, typer.Option(help="Day of the text (YYYY-MM-DD).", metavar="DATE")] = None,
    actors: Actors = None,
) -> None:
    """Show whom a name means, why, and what the register knows of the actor."""
    from truceline.register import Context, load

    known = load(own_actors(actors))
    about = frozenset({country}) if country else frozenset[str]()
    context = Context(about=about, main=country, on=day(on))
    one = known.get(name)
    if one is None:
        match = known.find(name, context) or known.role(name.split(), context)
        if match is None:
            sys.stderr.write(f"{name}: nobody, or more than one; give --country and --on, or add an actor\n")
            raise typer.Exit(1)
        mark = ", inferred" if match.inferred else ""
        sys.stdout.write(f"{match.id}  ({match.score:g}{mark}: {match.reason})\n")
        one = known.get(match.id)
    for line in () if one is None else _lines(one):
        sys.stdout.write(f"{line}\n")


def _lines(one: Entry) -> list[str]:
    told = [f"{one.id}: {one.name}", f"  kind {one.kind}, country {one.country or '-'}"]
    told[-1] += f", PLOVER sector {one.sector}, ACLED inter {one.inter or '-'}"
    if one.names:
        told.append(f"  also {'; '.join(one.names[:_FOUND])}")
    told += [f"  {o.id} {o.period}" for o in one.offices]
    told += [f"  {t.relation} {t.actor} {t.period}" for t in one.ties]
    told += [f"  came from {id}" for id in one.after]
    return [*told, f"  source: {one.source or 'your file'}"]


def check(files: Annotated[list[Path], typer.Argument(help="Actor files (YAML).", show_default=False)]) -> None:
    """Check actor files: every line that is wrong is named."""
    from truceline.register import load
    from truceline.register.load import read_file

    load(tuple(files))
    count = sum(len(read_file(file).written) for file in files)
    sys.stderr.write(f"{count} actors, nothing wrong\n")


def add(
    file: File,
    id: Annotated[str, typer.Option(help="A short id of your own, such as jane-doe.")],
    name: Annotated[str, typer.Option(help="The name that is shown.")],
    kind: Annotated[str, typer.Option(help="person, armed_group, political, government, …")],
    also: Annotated[list[str] | None, typer.Option(help="Another name; may be given more than once.")] = None,
    country: Annotated[str | None, typer.Option(help="ISO 3166 alpha-3 code.")] = None,
    sector: Annotated[str | None, typer.Option(help="PLOVER sector.")] = None,
    inter: Annotated[int | None, typer.Option(help="ACLED inter code, 1 to 8.")] = None,
    source: Annotated[str | None, typer.Option(help="Where you know it from.")] = None,
) -> None:
    """Add an actor to a file of your own; the file is written only if all of it is right."""
    import yaml

    from truceline.errors import BadRegister
    from truceline.register.load import check_text

    given = {"id": id, "name": name, "names": also or None, "kind": kind, "country": country, "sector": sector,
             "inter": inter, "source": source or f"added {date.today()}"}  # fmt: skip
    row = {key: value for key, value in given.items() if value is not None}
    before = file.read_text(encoding="utf-8") if file.exists() else "actors:\n"
    line = yaml.safe_dump(row, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000).strip()
    after = f"{before.rstrip()}\n- {line}\n"
    problems = check_text(after, str(file))
    if problems:
        raise BadRegister(tuple(problems))
    try:
        file.write_text(after, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{file}: cannot be written ({error})") from None
    sys.stderr.write(f"{id} added to {file}\n")
