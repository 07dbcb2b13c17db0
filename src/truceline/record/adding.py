"""Adding a record that the software missed: its fields, those that follow from them, and its id."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace

from truceline.errors import UsageError
from truceline.model.extraction import Status
from truceline.model.ledger import Decision, Quote, Value
from truceline.model.records import TABLES, EventRow
from truceline.model.text import Span
from truceline.record.added import anchor_span
from truceline.record.cells import content_id
from truceline.record.checking import check_order, check_reference, check_value, check_words, decidable, plain
from truceline.record.deriving import ReadNumber, anchored, derived
from truceline.record.reading import find_row
from truceline.record.schema import is_report

# What makes the id of a row beside its document: these fields, and the place of the words that name it. It is what
# `statements` makes ids from, so that a version that finds what a person added gives it the same id.
_KEYS: Mapping[str, tuple[str, ...]] = {
    "event_actor": ("event_id", "role"), "event_place": ("event_id",), "figure": ("event_id", "kind"),
    "figure_source": ("figure_id", "step"), "claim_via": ("claim_id", "step"),
    "ceasefire_party": ("ceasefire_id", "role"), "ceasefire_place": ("ceasefire_id",),
    "ceasefire_term": ("ceasefire_id", "kind"), "ceasefire_step": ("ceasefire_id", "state"),
    "ceasefire_doubt": ("ceasefire_id",),
}  # fmt: skip
_PLACELESS: Mapping[str, tuple[str, ...]] = {
    "actor_name": ("actor_id", "name"), "actor_relation": ("actor_id", "relation", "other_id"),
    "claim_about": ("claim_id", "target_id"), "ceasefire_incident": ("ceasefire_id", "event_id"),
}  # fmt: skip
_CHAINS: Mapping[str, str] = {"figure_source": "figure_id", "claim_via": "claim_id"}
_TELL_OF_EVENTS = frozenset({"event_actor", "event_place", "figure", "ceasefire_incident"})


def addition(
    connection: sqlite3.Connection,
    table: str,
    document_id: str,
    given: Mapping[str, Value],
    quotes: Sequence[Quote],
    read_number: ReadNumber | None,
    blank: Decision,
) -> Decision:
    """The decision that adds a record, not sealed yet; the record tables must be up to date.

    Args:
        connection: the record.
        table: the table.
        document_id: the report that says so.
        given: the fields that the person filled; days as ``2008-03-31``.
        quotes: the words selected.
        read_number: reads the words of a number.
        blank: who decides, when and why.

    Raises:
        UsageError: a field is missing, does not fit, or names what is not there; the text does not say these words.
    """
    what = f"add {table}"
    if table not in TABLES or not is_report(TABLES[table]):
        tables = ", ".join(name for name, record in TABLES.items() if is_report(record))
        raise UsageError(f"{what}: there is no such table to add to; choose one of {tables}")
    if not quotes:
        raise UsageError(f"{what}: select the words that say it; no cell stands without them")
    text_sha256 = check_words(connection, what, document_id, quotes)
    values = anchored(what, table, _typed(connection, what, table, document_id, given), quotes)
    text, number, sentence = _around(connection, document_id, quotes[0].span)
    found = _target(connection, values) | derived(what, table, values, quotes, text, sentence, read_number)
    every = values | found
    fields = decidable(table)
    missing = [name for name, f in fields.items() if name not in every and not f.optional and f.type is not tuple]
    if missing:
        raise UsageError(f"{what}: give {', '.join(missing)} as well")
    check_order(what, every, tuple(every))
    if table == "event":
        every["sentence"] = number
    if table in _CHAINS:
        every["step"] = _next_step(connection, table, str(every[_CHAINS[table]]))
    decision = replace(
        blank,
        table=table,
        document_id=document_id,
        text_sha256=text_sha256,
        quotes=tuple(quotes),
        values=every,
        inferred=tuple(sorted(found)),
        status=_status(connection, table, every),
    )
    return replace(decision, record_id=_new_id(connection, decision))


def _typed(
    connection: sqlite3.Connection, what: str, table: str, document_id: str, given: Mapping[str, Value]
) -> dict[str, Value]:
    """What the person filled, checked against the declaration of each field."""
    fields = decidable(table)
    unknown = [name for name in given if name not in fields]
    if unknown:
        raise UsageError(f"{what}: {', '.join(unknown)} cannot be filled; {table} has {', '.join(fields)}")
    values: dict[str, Value] = {}
    for name, value in given.items():
        values[name] = plain(value)  # type: ignore[assignment]
        check_value(what, table, fields[name], values[name])
        check_reference(connection, what, document_id, fields[name], values[name], given.get("target_table"))
    return values


def _target(connection: sqlite3.Connection, values: Mapping[str, Value]) -> dict[str, Value]:
    """The table of the record that a claim or wording is about."""
    if "target_id" not in values or "target_table" in values:
        return {}
    row = find_row(connection, str(values["target_id"]))
    assert row is not None
    return {"target_table": row.table}


def _around(connection: sqlite3.Connection, document_id: str, span: Span) -> tuple[str, int, Span | None]:
    """The text of a document, and the sentence of these words with its number."""
    reading, text = connection.execute(
        "SELECT reading.id, text.text FROM reading JOIN text ON text.sha256 = reading.text_sha256"
        " WHERE document_id = ? ORDER BY reading.id DESC LIMIT 1",
        (document_id,),
    ).fetchone()
    sql = "SELECT n, char_start, char_end FROM sentence WHERE reading = ? AND char_start <= ? ORDER BY n DESC LIMIT 1"
    found = connection.execute(sql, (reading, span.start)).fetchone()
    return (text, 0, None) if found is None else (text, found[0], Span(found[1], found[2]))


def _next_step(connection: sqlite3.Connection, table: str, whole: str) -> int:
    """The place of a new source at the end of a chain, from 1."""
    (last,) = connection.execute(
        f"SELECT coalesce(max(step), 0) FROM {table} WHERE {_CHAINS[table]} = ?", (whole,)
    ).fetchone()
    return int(last) + 1


def _status(connection: sqlite3.Connection, table: str, values: Mapping[str, Value]) -> Status:
    """The status of what the record tells: an event's own, that of its event for a part of one."""
    if table == "event":
        return values["status"]  # type: ignore[return-value]
    if table in _TELL_OF_EVENTS:
        event = find_row(connection, str(values["event_id"]))
        assert isinstance(event, EventRow)
        return event.status
    return "asserted"


def _new_id(connection: sqlite3.Connection, decision: Decision) -> str:
    """The id of an added record, made from its content; one that ever stood for something else is not used again."""
    table, span, n = decision.table or "", anchor_span(decision), 0
    place = () if table in _PLACELESS else (span.start, span.end)
    key = [decision.values[name] for name in (*_KEYS.get(table, ()), *_PLACELESS.get(table, ()))]
    taken = "SELECT 1 FROM statement WHERE record_id = :own UNION ALL SELECT 1 FROM decision WHERE record_id = :own"
    while True:
        own = content_id(TABLES[table].prefix, decision.document_id, *key, *place, n)
        if connection.execute(f"{taken} LIMIT 1", {"own": own}).fetchone() is None:
            return own
        n += 1
