"""``truceline decide``: put down what a person decides; it outranks the software for good and can be undone."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from truceline.cli.entered import quoted, typed
from truceline.cli.options import DEFAULT_RECORD, RecordFile
from truceline.errors import UsageError

if TYPE_CHECKING:
    from truceline.model.ledger import Decision, Quote
    from truceline.model.records import Field
    from truceline.model.text import Document
    from truceline.record import Store


class Kind(StrEnum):
    """What can be decided."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    EXCLUDE = "exclude"
    ADD = "add"
    ATTACH = "attach"
    SAME = "same"
    NOT_SAME = "not-same"
    UNDO = "undo"


TWO = (Kind.SAME, Kind.NOT_SAME)
WITH_WORDS = (Kind.ADD, Kind.ATTACH, Kind.CORRECT)


def register(app: typer.Typer) -> None:
    """Adds the command."""
    example = 'Example: truceline decide exclude FIG-3f9a2c81d0 --by ana --reason "counted twice" --record conflict.db'
    app.command(epilog=example)(decide)


def decide(
    kind: Annotated[Kind, typer.Argument(help="What is decided.")],
    ids: Annotated[
        list[str],
        typer.Argument(
            help="Id of the record; two for same and not-same; the number of the decision for undo; the table for add."
        ),
    ],
    by: Annotated[str, typer.Option(help="Who decides.", envvar="TRUCELINE_ANALYST")],
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    field: Annotated[
        str | None, typer.Option(help="One field of the record, for accept, correct, reject and attach.")
    ] = None,
    value: Annotated[str | None, typer.Option(help="The right value, for correct.")] = None,
    document: Annotated[str | None, typer.Option(help="Id of the document that says it, for add.")] = None,
    passage: Annotated[
        list[str] | None,
        typer.Option(help="Characters of the document that say it, for add, attach and correct; may be repeated."),
    ] = None,
    words: Annotated[
        list[str] | None,
        typer.Option(help="The same by the words themselves, which must stand in the document once."),
    ] = None,
    fields: Annotated[
        list[str] | None, typer.Option("--set", help="A field of the new record, for add.", metavar="FIELD=VALUE")
    ] = None,
    record: RecordFile = DEFAULT_RECORD,
) -> None:
    """Accept, correct or reject a record or a field of it, add one that was missed, attach words, take a figure out of
    its range, join or part records, undo.

    A rejected record was misread; an excluded figure was read rightly and is not to count. Both stay visible. For add,
    the field that names the record is the first words given, and what follows from other fields is worked out:
    truceline decide add figure --document ID --words "7 dockers" --set event_id=EVT-… --set kind=killed
    --set victim_class=civilian --set scope=event
    """
    from truceline.record import Store

    _check(kind, ids, value, document, [*(passage or ()), *(words or ())], fields or [])
    with Store.open(record, "write") as store:
        at = datetime.now(UTC)
        if kind is Kind.ADD:
            own = _document(store, document)
            quotes = quoted(own, passage or (), words or ())
            decision = _add(store, ids[0], own.id, fields or [], quotes, by, reason, at)
            sys.stdout.write(f"decision {decision.number} adds {decision.record_id}\n")
            return
        given = _arguments(store, kind, ids, field, value)
        if passage or words:
            own = _document(store, document or _told_by(store, ids[0]))
            given["quotes"] = quoted(own, passage or (), words or ())
        decision = store.decide(**given, by=by, reason=reason, at=at)
    sys.stdout.write(f"decision {decision.number}\n")


def _check(
    kind: Kind, ids: list[str], value: str | None, document: str | None, words: list[str], fields: list[str]
) -> None:
    """Refuse options that do not go with what is decided."""
    if len(ids) != (2 if kind in TWO else 1):
        wants = "two ids" if kind in TWO else "one table" if kind is Kind.ADD else "one id"
        raise UsageError(f"{kind.value}: give {wants}")
    if (kind is Kind.CORRECT) != (value is not None):
        raise UsageError("--value goes with correct, and correct with --value")
    if fields and kind is not Kind.ADD:
        raise UsageError("--set goes with add")
    if (words or document is not None) and kind not in WITH_WORDS:
        raise UsageError("--passage, --words and --document go with add, attach and correct")
    if kind in (Kind.ADD, Kind.ATTACH) and not words:
        raise UsageError(f"{kind.value}: give the words that say it with --passage START:END or --words")
    if kind is Kind.ADD and document is None:
        raise UsageError("add: name the --document that says it; `truceline show documents` lists them")


def _document(store: Store, id: str | None) -> Document:
    return store.document(id or "").document


def _told_by(store: Store, record_id: str) -> str | None:
    """The document that a record comes from."""
    row = store.row(record_id)
    if row is None:
        raise UsageError(f"{record_id}: there is no such record to decide on; `truceline show` lists them")
    return getattr(row, "document_id", None)


def _add(
    store: Store,
    table: str,
    document_id: str,
    fields: list[str],
    quotes: tuple[Quote, ...],
    by: str,
    reason: str,
    at: datetime,
) -> Decision:
    from truceline.extract.counts import read_count
    from truceline.model.records import TABLES, fields_of

    declared = {f.name: f for f in fields_of(TABLES[table])} if table in TABLES else {}
    values: dict[str, Any] = {}
    for one in fields:
        name, sign, words = one.partition("=")
        if not sign:
            raise UsageError(f"--set {one}: write it as FIELD=VALUE, such as kind=killed")
        if name in values:
            raise UsageError(f"--set {name}: is given twice; parts of a list are separated by '; '")
        values[name] = typed(declared.get(name), words)
    return store.add(table, document_id, values, quotes=quotes, by=by, reason=reason, at=at, read_number=read_count)


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
            right = typed(_declared(store, ids[0], field), value or "")
            return {"kind": "correct", "record_id": ids[0], "field": field, "value": right}
    return {"kind": kind.value, "record_id": ids[0], "field": field}


def _declared(store: Store, record_id: str, field: str | None) -> Field | None:
    """The declaration of a field of a record, if there are both; what is not there is left for the store to refuse."""
    from truceline.model.records import fields_of

    row = store.row(record_id)
    return None if row is None else next((f for f in fields_of(type(row)) if f.name == field), None)
