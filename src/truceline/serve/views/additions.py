"""Records that a person adds by selecting words of a document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from truceline.errors import UsageError
from truceline.extract.counts import read_count
from truceline.model.text import Span
from truceline.record import Store
from truceline.record.checking import quoted
from truceline.serve.asked import Asked

_LONGEST = 200  # signs that a number has in words


def added(store: Store, asked: Asked) -> object:
    """Add a record that the software missed: ``{table, document_id, values, quotes: [{start, end}], reason}``.

    Offsets are code points. Answers with the decision's number and the id of the record.

    Raises:
        UsageError: what `Store.add` refuses, or what was sent is no addition.
    """
    by, document_id, values = asked.named(), asked.text("document_id"), asked.wanted("values")
    if not isinstance(values, Mapping):
        raise UsageError("values: give the fields by name")
    spans = spans_of(asked.wanted("quotes"))
    decision = store.add(
        asked.text("table"),
        document_id,
        {str(name): tuple(value) if isinstance(value, list) else value for name, value in values.items()},
        quotes=quoted(store.document(document_id).document.text, document_id, spans),
        by=by,
        reason=asked.text("reason") if asked.body.get("reason") else "",
        at=datetime.now(UTC),
        read_number=read_count,
    )
    return {"number": decision.number, "id": decision.record_id}


def spans_of(given: Any) -> list[Span]:
    """Places of a text as they are sent: objects with ``start`` and ``end``.

    Raises:
        UsageError: they are none.
    """
    try:
        return [Span(int(one["start"]), int(one["end"])) for one in given]
    except (TypeError, KeyError, ValueError):
        raise UsageError("quotes: give the places of the words selected, as start and end") from None


def number_read(store: Store, asked: Asked) -> object:
    """The count that words give, by the grammar of the extractor: ``{"words": "at least 1,200"}``; null if none."""
    words = asked.text("words").strip()
    count = read_count(words) if len(words) <= _LONGEST else None
    return {"count": count}
