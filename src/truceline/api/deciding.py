"""Decisions from a script: what `truceline decide` does, with values as Python has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Literal, get_args

from truceline.errors import UsageError
from truceline.extract.counts import read_count
from truceline.model.ledger import Decision, Quote, Value
from truceline.model.text import Document
from truceline.record import Store
from truceline.review.quoting import at, standing

Kind = Literal["accept", "correct", "reject", "exclude", "add", "attach", "same", "not same", "undo"]
Given = Value | date | list[str] | None
_WITH_WORDS = ("add", "attach", "correct")


def decide(
    store: Store,
    kind: Kind,
    ids: Sequence[str | int],
    *,
    by: str,
    reason: str,
    field: str | None,
    value: Given,
    document: str | None,
    passage: Sequence[tuple[int, int]],
    words: str | Sequence[str],
    fields: Mapping[str, Given],
) -> Decision:
    """Put a decision down in a record that is open for writing; see `Record.decide`."""
    said = (words,) if isinstance(words, str) else tuple(words)
    _check(kind, ids, by, value, document, bool(passage or said), fields)
    now = datetime.now(UTC)
    if kind == "add":
        quotes = _quotes(store.document(document or "").document, passage, said)
        values = {name: _value(one) for name, one in fields.items() if one is not None}
        return store.add(
            str(ids[0]), document or "", values, quotes=quotes, by=by, reason=reason, at=now, read_number=read_count
        )
    given: dict[str, Any] = _arguments(kind, ids, field, value)
    if passage or said:
        own = document or _told_by(store, str(ids[0]))
        given["quotes"] = _quotes(store.document(own).document, passage, said)
    return store.decide(**given, by=by, reason=reason, at=now)


def _arguments(kind: Kind, ids: Sequence[str | int], field: str | None, value: Given) -> dict[str, Any]:
    match kind:
        case "undo":
            return {"kind": kind, "undoes": int(ids[0])}
        case "same" | "not same":
            return {"kind": kind, "record_id": str(ids[0]), "other_id": str(ids[1])}
        case "exclude":
            return {"kind": "correct", "record_id": str(ids[0]), "field": "excluded", "value": True}
        case "correct":
            return {"kind": kind, "record_id": str(ids[0]), "field": field, "value": _value(value)}
    return {"kind": kind, "record_id": str(ids[0]), "field": field}


def _check(
    kind: Kind,
    ids: Sequence[str | int],
    by: str,
    value: Given,
    document: str | None,
    words: bool,
    fields: Mapping[str, Given],
) -> None:
    """Refuse arguments that do not go with what is decided.

    Raises:
        UsageError: says which.
    """
    if kind not in get_args(Kind):
        raise UsageError(f"{kind!r}: decide one of {', '.join(get_args(Kind))}")
    if not by.strip():
        raise UsageError("by: say who decides; every decision is kept with its author")
    two = kind in ("same", "not same")
    if len(ids) != (2 if two else 1):
        raise UsageError(f"{kind}: give {'two ids' if two else 'one table' if kind == 'add' else 'one id'}")
    if kind == "undo" and not str(ids[0]).isdecimal():
        raise UsageError(f"undo {ids[0]}: give the number of a decision; record.decisions lists them")
    if (kind == "correct") != (value is not None):
        raise UsageError("value goes with correct, and correct with a value")
    if fields and kind != "add":
        raise UsageError("fields go with add")
    if (words or document is not None) and kind not in _WITH_WORDS:
        raise UsageError("passage, words and document go with add, attach and correct")
    if kind in ("add", "attach") and not words:
        raise UsageError(f"{kind}: give the words that say it, as words='…' or passage=[(start, end)]")
    if kind == "add" and document is None:
        raise UsageError("add: name the document that says it; record.documents lists them")


def _value(given: Given) -> Any:
    """A value as the record takes it: days as ISO 8601, lists as tuples; numbers of pandas as Python's."""
    if isinstance(given, date):
        return given.isoformat()[:10]
    if isinstance(given, list):
        return tuple(given)
    item = getattr(given, "item", None)
    return given if item is None else item()


def _told_by(store: Store, record_id: str) -> str:
    """The report that a record comes from."""
    row = store.row(record_id)
    own = getattr(row, "document_id", None)
    if own is None:
        raise UsageError(f"{record_id}: there is no such record of one report to decide on")
    return str(own)


def _quotes(document: Document, passage: Sequence[tuple[int, int]], words: Sequence[str]) -> tuple[Quote, ...]:
    found = [*(at(document, start, end) for start, end in passage), *(standing(document, one) for one in words)]
    return tuple(dict.fromkeys(found))
