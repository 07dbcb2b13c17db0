"""Putting down decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import get_args

from starlette.responses import Response

from truceline.errors import UsageError
from truceline.model.ledger import Decision, DecisionKind
from truceline.record import Store
from truceline.serve.asked import Asked, to_json


def decided(store: Store, asked: Asked) -> object:
    """Put down a decision: ``{kind, id, field?, value?, other?, undoes?, reason?, expect?}``, under the coder's name.

    `expect` holds the cells as the person saw them. Where they are not so any more the answer is 409 with what they are
    now and whose decision changed them, and nothing is put down.
    """
    by, body = asked.named(), asked.body
    kind = next((known for known in get_args(DecisionKind) if known == asked.wanted("kind")), None)
    if kind is None:
        raise UsageError(f"kind: {body['kind']!r} is none of {', '.join(get_args(DecisionKind))}")
    expect = body.get("expect") or {}
    if not isinstance(expect, dict):
        raise UsageError("expect must be an object of cells")
    changed = _changed(store, body.get("id"), expect)
    if changed is not None:
        return Response(to_json(changed), 409, media_type="application/json")
    made = store.decide(
        kind,
        by=by,
        reason=_text(body, "reason") or "",
        at=datetime.now(UTC),
        record_id=_text(body, "id"),
        field=_text(body, "field"),
        value=body.get("value"),
        other_id=_text(body, "other"),
        undoes=body["undoes"] if isinstance(body.get("undoes"), int) else None,
    )
    return {"number": made.number, "kind": made.kind, "by": made.by, "at": made.at}


def _changed(store: Store, own: object, expect: Mapping[str, object]) -> dict[str, object] | None:
    """What is not as the person saw it, compared before the decision's transaction and not within it.

    TO BE REPLACED by ``Store.decide(expect=…)``, which compares within it and raises `ChangedMeanwhile`.
    """
    if not expect or not isinstance(own, str):
        return None
    row = store.row(own)
    now = {} if row is None else {name: _plain(getattr(row, name, None)) for name in expect}
    fields = [name for name, seen in expect.items() if row is None or now[name] != seen]
    if not fields:
        return None
    last = _last(store, own, fields)
    return {
        "error": "ChangedMeanwhile",
        "message": f"{own}: {', '.join(fields)} changed meanwhile; look at it again",
        "id": own,
        "now": now,
        "fields": fields,
        "decision": None if last is None else {"number": last.number, "by": last.by, "at": last.at, "kind": last.kind},
    }


def _last(store: Store, own: str, fields: list[str]) -> Decision | None:
    found = [d for d in store.decisions() if d.record_id == own and (d.field is None or d.field in fields)]
    return found[-1] if found else None


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value


def _text(body: Mapping[str, object], name: str) -> str | None:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{name} must be text")
    return value or None
