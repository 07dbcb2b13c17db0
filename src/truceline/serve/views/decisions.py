"""Putting down a decision."""

from __future__ import annotations

from datetime import UTC, datetime

from truceline.model.ledger import Value
from truceline.record import Store
from truceline.serve.asked import Asked


def put_down(store: Store, asked: Asked) -> object:
    """Put down what the body says, under the name of who sends it; gives the number."""
    body = asked.body
    expect = body.get("expect")
    decision = store.decide(
        asked.wanted("kind"), by=asked.named(), reason=body.get("reason") or "", at=datetime.now(UTC),
        record_id=body.get("id"), field=body.get("field"), value=body.get("value"), other_id=body.get("other"),
        undoes=body.get("undoes"), expect=None if expect is None else {k: _value(v) for k, v in expect.items()},
    )  # fmt: skip
    return {"number": decision.number}


def _value(sent: Value | list[str] | None) -> Value | None:
    return tuple(sent) if isinstance(sent, list) else sent
