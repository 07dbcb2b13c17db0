"""``truceline durations``: how long ceasefires held, by groups, with survival curves."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from truceline.cli.options import DEFAULT_RECORD, AsCsv, AsJson, RecordFile
from truceline.cli.output import one_form, write_rows
from truceline.errors import UsageError

if TYPE_CHECKING:
    from truceline.follow import Curve, Life, Span

_BRIEF = ("group", "days", "least", "most", "censored", "declared_days", "state", "name", "id")
_CURVE = ("group", "days", "holding", "low", "high")


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: truceline durations --by country --record my.db --csv > durations.csv")(durations)


def durations(
    by: Annotated[
        str, typer.Option(help="Group by country, side, or the variable of a code (docs/ceasefires.md).")
    ] = "",
    curves: Annotated[bool, typer.Option("--curves", help="Kaplan-Meier estimate of each group instead.")] = False,
    record: RecordFile = DEFAULT_RECORD,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List how long each ceasefire held, in days from its effect; censored where no report tells of an end."""
    from truceline import follow
    from truceline.record import Store

    one_form(as_json, as_csv)
    with Store.open(record) as store:
        lives = {life.id: life for life in follow.lives(store)}
    variables = sorted({"country", "side", *(code.variable for life in lives.values() for code in life.codes)})
    if by and lives and by not in variables:
        raise UsageError(f"--by {by}: no such variable; there are {', '.join(variables)}")
    spans = follow.durations(lives.values(), _country if by == "country" else by or None)
    rows = _points(follow.curves(spans)) if curves else [_row(span, lives[span.id]) for span in spans]
    if not write_rows(rows, _CURVE if curves else _BRIEF, as_json, as_csv):
        sys.stderr.write("no ceasefire of the record took effect on a day that reports tell\n")


def _country(life: Life) -> str:
    """The countries of its area, else none."""
    return "; ".join(sorted({area.country for area in life.area if area.country})) or "not reported"


def _row(span: Span, life: Life) -> dict[str, Any]:
    began, until = life.duration.effective_from, life.duration.held_until
    return {
        "id": span.id,
        "name": life.name,
        "group": span.group,
        "state": life.state,
        "effect_earliest": None if began is None else _day(began.earliest),
        "effect_latest": None if began is None else _day(began.latest),
        "until_earliest": None if until is None else _day(until.earliest),
        "until_latest": None if until is None else _day(until.latest),
        "days": span.days,
        "least": span.least,
        "most": None if span.censored else span.most,
        "censored": span.censored,
        "declared_days": None if span.declared_days is None else round(span.declared_days, 2),
        "reports": len(life.documents),
    }


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _points(curves: tuple[Curve, ...]) -> list[dict[str, Any]]:
    return [
        {
            "group": curve.group,
            "ceasefires": curve.ceasefires,
            "ended": curve.ended,
            "median": curve.median,
            "days": point.days,
            "holding": round(point.holding, 4),
            "low": round(point.low, 4),
            "high": round(point.high, 4),
        }
        for curve in curves
        for point in curve.points
    ]
