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
    """Put down ``{kind, id, field?, value?, other?, undoes?, reason?, expect?, expect_other?, quotes?}`` under the
    coder's name.

    `expect` holds the cells as the person saw them, by field, `expect_other` those of `other`; `quotes` the words
    selected, as document_id, start, end and text.

    Raises:
        ChangedMeanwhile: a cell is not as expected; nothing is put down.
        UsageError: what `Store.decide` refuses, or what was sent is no decision.
    """
    by, body = asked.named(), asked.body
    kind = next((known for known in get_args(DecisionKind) if known == asked.wanted("kind")), None)
    if kind is None:
        raise UsageError(f"kind: {body['kind']!r} is none of {', '.join(get_args(DecisionKind))}")
    value, undoes, quotes = body.get("value"), body.get("undoes"), body.get("quotes")
    if not (undoes is None or type(undoes) is int):
        raise UsageError("undoes must be the number of a decision")
    if not (quotes is None or isinstance(quotes, list)):
        raise UsageError("quotes must be a list of the words selected")
    made = store.decide(
        kind,
        by=by,
        reason=_text(body, "reason") or "",
        at=datetime.now(UTC),
        record_id=_text(body, "id"),
        field=_text(body, "field"),
        value=tuple(value) if isinstance(value, list) else value,
        other_id=_text(body, "other"),
        undoes=undoes,
        quotes=[_quote(one) for one in quotes or ()],
        expect=_cells(body, "expect"),
        expect_other=_cells(body, "expect_other"),
    )
    return {"number": made.number, "kind": made.kind, "by": made.by, "at": made.at}


def _text(body: Mapping[str, object], name: str) -> str | None:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{name} must be text")
    return value or None


def _cells(body: Mapping[str, object], name: str) -> Mapping[str, Any] | None:
    cells = body.get(name)
    if cells is not None and not isinstance(cells, dict):
        raise UsageError(f"{name} must be an object of cells")
    return cells


def _quote(given: Any) -> Quote:
    try:
        return Quote(str(given["document_id"]), Span(int(given["start"]), int(given["end"])), str(given["text"]))
    except (TypeError, KeyError, ValueError):
        raise UsageError("quotes: give document_id, start, end and text of the words selected") from None
