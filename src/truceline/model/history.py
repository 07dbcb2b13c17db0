"""What became of a cell: each time that it was read or decided on, from what, to what, by whom and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from truceline.model.ledger import DecisionKind, Quote, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One step in the life of a cell, or of a whole record (`field` is ``None``).

    The software's steps are of kind ``read``: they have run, version and method, and `by` is who ran it. Those of
    people have the number of the `decision`, and `undone_by` where a later one took it back. `was` and `now` are the
    cell before and after; they are equal where a person accepted it or attached words. `other_id` is the second record
    of ``same`` and ``not same``, which stand in the history of every member of a happening, ceasefire or actor.
    """

    record_id: str
    field: str | None
    at: datetime
    by: str
    kind: Literal["read"] | DecisionKind
    was: Value | None = None
    now: Value | None = None
    reason: str = ""
    decision: int | None = None
    undone_by: int | None = None
    other_id: str | None = None
    quotes: tuple[Quote, ...] = ()
    run: int | None = None
    version: str | None = None
    method: str | None = None
