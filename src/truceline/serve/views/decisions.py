"""Decisions as the page sends them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from truceline.errors import UsageError
from truceline.model.ledger import Quote
from truceline.model.text import Span
from truceline.record import Store
from truceline.serve.asked import Asked


def put_down(store: Store, asked: Asked) -> object:
    """Put down a decision: ``{kind, id, field, value, other, undoes, reason, expect, quotes}``; answers its number."""
    body, value = asked.body, asked.body.get("value")
    decision = store.decide(
        asked.wanted("kind"),
        by=asked.named(),
        reason=str(body.get("reason") or ""),
        at=datetime.now(UTC),
        record_id=body.get("id"),
        field=body.get("field"),
        value=tuple(value) if isinstance(value, list) else value,
        other_id=body.get("other"),
        undoes=body.get("undoes"),
        quotes=[_quote(one) for one in body.get("quotes") or ()],
        expect=body.get("expect"),
    )
    return {"number": decision.number}


def _quote(given: Any) -> Quote:
    try:
        return Quote(str(given["document_id"]), Span(int(given["start"]), int(given["end"])), str(given["text"]))
    except (TypeError, KeyError, ValueError):
        raise UsageError("quotes: give document_id, start, end and text of the words selected") from None
