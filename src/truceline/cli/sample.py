"""``truceline sample``: cells for a blind second coding; they are coded in the workbench."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated
from urllib.parse import parse_qsl

import typer

from truceline.cli.options import DEFAULT_RECORD, AsCsv, AsJson, RecordFile
from truceline.cli.output import one_form, write_rows
from truceline.errors import UsageError

_BRIEF = ("number", "from", "fields", "size", "frame", "strata", "seed", "drawn_by", "drawn_at", "coded", "ended_by")


class Evenly(StrEnum):
    """What a sample has as many cells of each of."""

    NONE = "none"
    TABLE = "table"
    FIELD = "field"


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(help="Samples for a blind second coding: draw, list, end.", no_args_is_help=True)
    group.command(epilog="Example: truceline sample draw --coder ana --size 100 --by ben --record conflict.db")(draw)
    group.command("list", epilog="Example: truceline sample list --record conflict.db")(listed)
    group.command(epilog="Example: truceline sample end 1 --by ben --record conflict.db")(end)
    app.add_typer(group, name="sample")


By = Annotated[str, typer.Option(help="Who does it.", envvar="TRUCELINE_ANALYST")]


def draw(
    by: By,
    coder: Annotated[str | None, typer.Option(help="From the cells that this person decided on.")] = None,
    wanted: Annotated[
        str | None,
        typer.Option(
            "--filter", help="From the rows that meet a filter, as the workbench's address has it; '' is all."
        ),
    ] = None,
    field: Annotated[
        list[str] | None, typer.Option(help="A field, such as event.type; may be given again.", metavar="TABLE.FIELD")
    ] = None,
    size: Annotated[int, typer.Option(min=1, help="How many cells.")] = 100,
    seed: Annotated[int, typer.Option(min=0, help="The same seed draws the same cells.")] = 1,
    evenly: Annotated[Evenly, typer.Option(help="As many cells of each table, or of each field.")] = Evenly.NONE,
    record: RecordFile = DEFAULT_RECORD,
) -> None:
    """Draw a sample of cells and keep it: it never changes, and coding it changes nothing in the record."""
    from truceline.model.filters import Filter
    from truceline.record import Store
    from truceline.review import samples

    with Store.open(record, "write") as store:
        sample = samples.draw(
            store, by=by, at=datetime.now(UTC), size=size, seed=seed, coder=coder,
            wanted=None if wanted is None else Filter.of(_parts(wanted)),
            fields=[_pair(one) for one in field or ()], strata=evenly.value,
        )  # fmt: skip
    sys.stdout.write(f"sample {sample.number}: {sample.size} of {sample.frame} cells\n")


def _parts(query: str) -> dict[str, str]:
    """The parts of a filter.

    Raises:
        UsageError: one is none of a filter.
    """
    from dataclasses import fields

    from truceline.model.filters import Filter

    given = dict(parse_qsl(query.lstrip("?"), keep_blank_values=True))
    odd = [name for name in given if name not in {f.name for f in fields(Filter)}]
    if odd or (query and not given):
        raise UsageError(f"--filter {query!r}: give it as in an address, such as type=battle&since=2008-03-01")
    return given


def _pair(words: str) -> tuple[str, str]:
    table, _, field = words.partition(".")
    return table, field


def listed(record: RecordFile = DEFAULT_RECORD, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List the samples with how far each coder has come."""
    from truceline.record import Store
    from truceline.record.views import samples as kept
    from truceline.review.coding import progress

    one_form(as_json, as_csv)
    with Store.open(record) as store:
        rows = [
            {
                "number": sample.number,
                "from": f"decisions of {sample.coder}"
                if sample.coder is not None
                else f"filter {sample.filter}".strip(),
                "fields": [f"{table}.{field}" for table, field in sample.fields],
                "size": sample.size,
                "frame": sample.frame,
                "strata": sample.strata,
                "seed": sample.seed,
                "drawn_by": sample.by,
                "drawn_at": f"{sample.at:%Y-%m-%d %H:%M}",
                "coded": [f"{one.coder} {one.done}" for one in progress(store, sample)],
                "ended_by": sample.ended_by,
            }
            for sample in kept.samples(store)
        ]
    if not write_rows(rows, _BRIEF, as_json, as_csv):
        sys.stderr.write("the record holds no sample; `truceline sample draw` draws one\n")


def end(
    number: Annotated[int, typer.Argument(help="Number of the sample.")], by: By, record: RecordFile = DEFAULT_RECORD
) -> None:
    """End the coding of a sample: nobody codes it any more, and what coders differ on can be settled."""
    from truceline.record import Store
    from truceline.record.views import samples as kept

    with Store.open(record, "write") as store:
        kept.sample(store, number)
        store.end_sample(number, by=by, at=datetime.now(UTC))
    sys.stdout.write(f"the coding of sample {number} has ended\n")
