"""The history of a record: who changed which cell when, from what to what, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from truceline.model.history import Change
from truceline.model.ledger import Decision, Value
from truceline.record import Store
from truceline.record.decisions import taken_back
from truceline.serve.asked import Asked


def shown(store: Store, asked: Asked) -> object:
    """What became of every cell of the record, oldest first, beginning with what the software read."""
    return tuple(store.history(asked.path["id"]))


def changes(log: Iterable[Decision]) -> Sequence[Change]:
    """What decisions on any number of records changed, in their order: an undo turns round what it takes back.

    Args:
        log: decisions with all those that take one of them back.
    """
    by_number = {d.number: d for d in log}
    undone = taken_back(by_number.values())
    return [_change(one, by_number, undone.get(one.number)) for one in by_number.values()]


def _change(one: Decision, log: Mapping[int, Decision], undone_by: int | None) -> Change:
    meant, turns = one, 0
    while meant.undoes is not None:
        meant, turns = log[meant.undoes], turns + 1
    was, now = _from_to(meant)
    if turns % 2:
        was, now = now, was
    return Change(
        record_id=meant.record_id or "", field=meant.field, at=one.at, by=one.by, kind=one.kind, was=was, now=now,
        reason=one.reason, decision=one.number, undone_by=undone_by, other_id=meant.other_id, quotes=one.quotes,
    )  # fmt: skip


def _from_to(decision: Decision) -> tuple[Value | None, Value | None]:
    if decision.field is None:
        return None, None
    seen = decision.seen.get(decision.field)
    return seen, {"correct": decision.value, "accept": seen, "attach": seen}.get(decision.kind)
