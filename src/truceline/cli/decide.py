"""``truceline decide``: put down what a person decides; it outranks the software for good and can be undone."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from truceline.cli.options import DEFAULT_RECORD, RecordFile
from truceline.errors import UsageError

if TYPE_CHECKING:
    from truceline.record import Store


class Kind(StrEnum):
    """What can be decided."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    EXCLUDE = "exclude"
    SAME = "same"
    NOT_SAME = "not-same"
    UNDO = "undo"


TWO = (Kind.SAME, Kind.NOT_SAME)


def register(app: typer.Typer) -> None:
    """Adds the command."""
    example = 'Example: truceline decide exclude FIG-3f9a2c81d0 --by ana --reason "counted twice" --record conflict.db'
    app.command(epilog=example)(decide)


def decide(
    kind: Annotated[Kind, typer.Argument(help="What is decided.")],
    ids: Annotated[
        list[str],
        typer.Argument(help="Id of the record; two for same and not-same; the number of the decision for undo."),
    ],
    by: Annotated[str, typer.Option(help="Who decides.", envvar="TRUCELINE_ANALYST")],
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    field: Annotated[str | None, typer.Option(help="One field of the record, for accept, correct and reject.")] = None,
    value: Annotated[str | None, typer.Option(help="The right value, for correct.")] = None,
    record: RecordFile = DEFAULT_RECORD,
) -> None:
    """Accept, correct or reject a record or a field of it, take a figure out of its range, join or part records, undo.

    A rejected record was misread; an excluded figure was read rightly and is not to count. Both stay visible.
    """
    from truceline.record import Store

    if len(ids) != (2 if kind in TWO else 1):
        raise UsageError(f"{kind.value}: give {'two ids' if kind in TWO else 'one id'}")
    if (kind is Kind.CORRECT) != (value is not None):
        raise UsageError("--value goes with correct, and correct with --value")
    with Store.open(record, "write") as store:
        decision = store.decide(
            **_arguments(store, kind, ids, field, value), by=by, reason=reason, at=datetime.now(UTC)
        )
    sys.stdout.write(f"decision {decision.number}\n")


def _arguments(store: Store, kind: Kind, ids: list[str], field: str | None, value: str | None) -> dict[str, Any]:
    match kind:
        case Kind.UNDO:
            if not ids[0].isdecimal():
                raise UsageError(f"undo {ids[0]}: give the number of a decision")
            return {"kind": "undo", "undoes": int(ids[0])}
        case Kind.SAME | Kind.NOT_SAME:
            return {"kind": kind.value.replace("-", " "), "record_id": ids[0], "other_id": ids[1]}
        case Kind.EXCLUDE:
            return {"kind": "correct", "record_id": ids[0], "field": "excluded", "value": True}
        case Kind.CORRECT:
            return {
                "kind": "correct",
                "record_id": ids[0],
                "field": field,
                "value": _typed(store, ids[0], field, value),
            }
    return {"kind": kind.value, "record_id": ids[0], "field": field}


def _typed(store: Store, record_id: str, field: str | None, value: str | None) -> str | int | float | bool | None:
    """The value as the field declares it; what does not fit is left for the store to refuse."""
    from truceline.model.records import fields_of

    row = store.row(record_id)
    declared = None if row is None else next((f for f in fields_of(type(row)) if f.name == field), None)
    if declared is None or value is None:
        return value
    if declared.type is bool:
        return {"true": True, "false": False}.get(value.lower(), value)
    if declared.type in (int, float):
        try:
            number: int | float = declared.type(value)
        except ValueError:
            return value
        return number
    return value
