"""Putting down decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, get_args

from truceline.errors import UsageError
from truceline.model.ledger import DecisionKind, Quote
from truceline.model.text import Span
from truceline.record import Store
from truceline.serve.asked import Asked


def decided(store: Store, asked: Asked) -> object:
    """Put down ``{kind, id, field?, value?, other?, undoes?, reason?, expect?, quotes?}`` under the coder's name.

    `expect` holds the cells as the person saw them, by field; `quotes` the words selected, as document_id, start, end
    and text.

    Raises:
        ChangedMeanwhile: a cell is not as expected; nothing is put down.
        UsageError: what `Store.decide` refuses, or what was sent is no decision.
    """
    by, body = asked.named(), asked.body
    kind = next((known for known in get_args(DecisionKind) if known == asked.wanted("kind")), None)
    if kind is None:
        raise UsageError(f"kind: {body['kind']!r} is none of {', '.join(get_args(DecisionKind))}")
    expect, value = body.get("expect"), body.get("value")
    if expect is not None and not isinstance(expect, dict):
        raise UsageError("expect must be an object of cells")
    made = store.decide(
        kind,
        by=by,
        reason=_text(body, "reason") or "",
        at=datetime.now(UTC),
        record_id=_text(body, "id"),
        field=_text(body, "field"),
        value=tuple(value) if isinstance(value, list) else value,
        other_id=_text(body, "other"),
        undoes=body["undoes"] if isinstance(body.get("undoes"), int) else None,
        quotes=[_quote(one) for one in body.get("quotes") or ()],
        expect=expect,
    )
    return {"number": made.number, "kind": made.kind, "by": made.by, "at": made.at}


def _text(body: Mapping[str, object], name: str) -> str | None:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{name} must be text")
    return value or None


def _quote(given: Any) -> Quote:
    try:
        return Quote(str(given["document_id"]), Span(int(given["start"]), int(given["end"])), str(given["text"]))
    except (TypeError, KeyError, ValueError):
        raise UsageError("quotes: give document_id, start, end and text of the words selected") from None
