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
    from truceline.register import Context, Entry, Period, Register

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
    name: Annotated[
        str, typer.Argument(help="A name, a role such as 'prime minister', an office such as IRQ/president, or an id.")
    ],
    country: Annotated[str | None, typer.Option(help="Country that the text is about: its ISO code or name.")] = None,
    on: Annotated[str | None, typer.Option(help="Day of the text (YYYY-MM-DD).", metavar="DATE")] = None,
    actors: Actors = None,
) -> None:
    """Show whom a name means, why, and what the register knows of the actor."""
    from truceline.register import Context, load

    known = load(own_actors(actors))
    code, when = _code(country), day(on, "--on")
    owner, _, office = name.partition("/")
    if held := known.holders(owner, office):
        lines = [f"{o.id} {o.period}: {e.id} ({e.name})" for o, e in held if when is None or o.period.holds(when)]
        sys.stdout.write("".join(f"{line}\n" for line in lines or [f"nobody known on {when}"]))
        return
    one = known.get(name)
    if one is None:
        context = Context(about=frozenset({code}) if code else frozenset(), main=code, on=when)
        match = known.find(name, context) or known.role(name.split(), context)
        if match is None:
            sys.stderr.write(_nobody(name, known, context))
            raise typer.Exit(1)
        mark = ", inferred" if match.inferred else ""
        sys.stdout.write(f"{match.id}  (score {match.score:g}{mark}: {match.reason})\n")
        one = known.get(match.id)
    for line in () if one is None else _lines(one, when):
        sys.stdout.write(f"{line}\n")


def _code(country: str | None) -> str | None:
    """The code of a country by code or name.

    Raises:
        UsageError: there is none of that code or name.
    """
    from truceline.model.names import plain_words
    from truceline.register.organs import state_words, states

    if country is None or country.upper() in states():
        return None if country is None else country.upper()
    found = state_words().get(plain_words(country))
    if found is None:
        raise UsageError(f"--country: {country!r} is no country; write its ISO 3166 alpha-3 code, such as IRQ")
    return found


def _nobody(name: str, known: Register, context: Context) -> str:
    """Why there is no answer, and what would give one."""
    bearers = known.bearers(name)
    if bearers:
        shown = "".join(f"  {e.id}: {e.name}, {e.kind}, {e.country or '-'}\n" for e in bearers[:_FOUND])
        more = f"  and {len(bearers) - _FOUND} more\n" if len(bearers) > _FOUND else ""
        return (
            f"{name}: may be any of these; nothing tells which, or speaks for one enough\n{shown}{more}{_hint(context)}"
        )
    if known.is_office(name.split()):
        return f"{name}: an office; the register names nobody for this country and day\n{_hint(context)}"
    return f"{name}: nobody in the register; `truceline actors add` adds an actor\n"


def _hint(context: Context) -> str:
    missing = [option for option, given in (("--country", context.main), ("--on", context.on)) if given is None]
    return f"give {' and '.join(missing)}\n" if missing else ""


def _lines(one: Entry, on: date | None) -> list[str]:
    told = [f"{one.id}: {one.name}", f"  kind {one.kind}, country {one.country or '-'}"]
    told[-1] += f", PLOVER sector {one.sector}, ACLED inter {one.inter or '-'}"
    if one.names:
        told.append(f"  also {'; '.join(one.names[:_FOUND])}")
    told += [f"  {o.id} {o.period}{_then(o.period, on)}" for o in one.offices]
    told += [f"  {t.relation} {t.actor} {t.period}{_then(t.period, on)}" for t in one.ties]
    told += [f"  came from {id}" for id in one.after]
    if on is not None and not one.period.holds(on):
        told.append(f"  not there on {on}: {one.period}")
    return [*told, f"  source: {one.source or 'your file'}"]


def _then(period: Period, on: date | None) -> str:
    return f"  <- on {on}" if on is not None and period.holds(on) else ""


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
    office: Annotated[list[str] | None, typer.Option(help="'OWNER office FROM..TO'; more than once.")] = None,
    of: Annotated[list[str] | None, typer.Option(help="'leads ID FROM..TO' and the like; more than once.")] = None,
    source: Annotated[str | None, typer.Option(help="Where you know it from.")] = None,
) -> None:
    """Add an actor to a file of your own; the file is written only if all of it is right."""
    from truceline.register.load import check_text, read_text
    from truceline.register.writing import with_actor

    given = {"id": id, "name": name, "names": also or None, "kind": kind, "country": country, "sector": sector,
             "inter": inter, "offices": office or None, "of": of or None,
             "source": source or f"added {date.today()}"}  # fmt: skip
    before = read_text(file) if file.exists() else ""
    problems = check_text(before, str(file))
    if not problems:
        after = with_actor(before, {key: value for key, value in given.items() if value is not None})
        problems = check_text(after, str(file))
    if problems:
        raise UsageError("\n".join((*problems, "nothing was written; correct it and try again")))
    try:
        file.write_text(after, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{file}: cannot be written ({error.strerror or error})") from None
    sys.stderr.write(f"{id} added to {file}\n")
