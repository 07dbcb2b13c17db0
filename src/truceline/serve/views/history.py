"""The history of a record: who changed which cell when, from what to what, and why."""

from __future__ import annotations

from truceline.record import Store
from truceline.record.views.happenings import decisions_of
from truceline.serve.asked import Asked


def shown(store: Store, asked: Asked) -> object:
    """Every decision on the record, oldest first, and those that took one of them back."""
    own = asked.path["id"]
    log = decisions_of(store, {own})
    by_number = {d.number: d for d in log}
    undone = {d.undoes: d.number for d in log if d.undoes is not None}
    changes = []
    for one in log:
        meant = one
        while meant.undoes in by_number:
            meant = by_number[meant.undoes]
        seen = meant.seen.get(meant.field) if meant.field else None
        now = {"correct": meant.value, "accept": seen}.get(meant.kind)
        was, now = (now, seen) if one.kind == "undo" else (seen, now)
        changes.append(
            {
                "record_id": own, "field": meant.field, "at": one.at, "by": one.by, "kind": one.kind, "was": was,
                "now": now, "reason": one.reason, "decision": one.number, "undone_by": undone.get(one.number),
                "other_id": meant.other_id, "method": None,
            }
        )  # fmt: skip
    return changes
