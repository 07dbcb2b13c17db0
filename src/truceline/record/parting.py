"""What takes one record out of those that it was brought together with. Pure.

Software and people join records by pairs, and a set hangs together by any of them. So that one leaves it, what people
joined it by is taken back, and where links join it still, it is said not to be the same as those. Each proposal is
tried with the rules by which records are brought together (`group`); nothing here is a second set of rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from truceline.model.ledger import Decision, Link
from truceline.record.groups import group


@dataclass(frozen=True, slots=True)
class Ties:
    """Records of one table, those among them that stand (`present`), their links and the decisions that stand."""

    present: frozenset[str]
    links: tuple[Link, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A decision to put down: ``undo`` of the decision `undoes`, or (not) the same of two records."""

    kind: Literal["undo", "not same", "same"]
    record_id: str
    other_id: str
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Parting:
    """How one record leaves a set.

    Attributes:
        steps: the decisions that take it out, in order.
        rest: what the others then are: one set, or several if only this record tied them.
        keep: the further decisions that keep the others one set; empty if they stay one.
    """

    steps: tuple[Step, ...]
    rest: tuple[tuple[str, ...], ...]
    keep: tuple[Step, ...]


def parting(own: str, members: Iterable[str], ties: Ties) -> Parting:
    """The decisions that take a record out of a set.

    Args:
        own: the record.
        members: all records that are one with it.
        ties: what joins and parts them and what hangs together with them.
    """
    others = sorted({*members} - {own})
    joined = [d for d in ties.decisions if d.kind == "same" and own in (d.record_id, d.other_id)]
    steps = [
        Step(kind="undo", record_id=d.record_id or "", other_id=d.other_id or "", undoes=d.number)
        for d in joined
        if {d.record_id, d.other_id} <= {own, *others}
    ]
    known = _with(own, ties, ())  # others are joined by a decision on a record that is gone and has an heir
    steps += [_parted(own, other) for other in others if other not in known]
    near = _near(own, others, ties.links)
    if near and not _apart(own, others, ties, steps):
        one = ([*steps, _parted(own, other)] for other in near)
        steps = next((tried for tried in one if _clean(own, others, ties, tried)), steps)
    while together := _with(own, ties, steps) & {*others}:
        steps = [*steps, _parted(own, min(together, key=[*near, *others].index))]
    rest = _sets(others, ties, steps)
    keep = tuple(Step(kind="same", record_id=rest[0][0], other_id=more[0]) for more in rest[1:])
    return Parting(tuple(steps), rest, keep)


def _near(own: str, others: Sequence[str], links: Iterable[Link]) -> list[str]:
    """Those that a link joins to the record, the strongest first."""
    found: dict[str, float] = {}
    for link in links:
        if link.kind == "same" and own in (link.left_id, link.right_id):
            other = link.right_id if link.left_id == own else link.left_id
            if other in others:
                found[other] = max(link.score, found.get(other, 0.0))
    return sorted(found, key=lambda other: (-found[other], other))


def _parted(own: str, other: str) -> Step:
    return Step(kind="not same", record_id=own, other_id=other)


def _apart(own: str, others: Sequence[str], ties: Ties, steps: Sequence[Step]) -> bool:
    return not _with(own, ties, steps) & {*others}


def _clean(own: str, others: Sequence[str], ties: Ties, steps: Sequence[Step]) -> bool:
    return _apart(own, others, ties, steps) and len(_sets(others, ties, steps)) == 1


def _with(own: str, ties: Ties, steps: Sequence[Step]) -> set[str]:
    """All that would be one with the record after these steps."""
    canonical = _after(ties, steps)
    top = canonical.get(own, own)
    return {other for other in ties.present if canonical.get(other, other) == top}


def _sets(others: Sequence[str], ties: Ties, steps: Sequence[Step]) -> tuple[tuple[str, ...], ...]:
    canonical = _after(ties, steps)
    found: dict[str, list[str]] = {}
    for other in others:
        found.setdefault(canonical.get(other, other), []).append(other)
    return tuple(tuple(sorted(members)) for _, members in sorted(found.items()))


def _after(ties: Ties, steps: Sequence[Step]) -> dict[str, str]:
    """The shared id of each record if these decisions were put down."""
    undone = {step.undoes for step in steps if step.kind == "undo"}
    log = [d for d in ties.decisions if d.number not in undone]
    last = max((d.number for d in ties.decisions), default=0)
    log += [_as_decided(last + n, step) for n, step in enumerate(steps, 1) if step.kind != "undo"]
    return dict(group(ties.present, ties.links, log).canonical)


def _as_decided(number: int, step: Step) -> Decision:
    return Decision(
        number=number, kind=step.kind, table=None, record_id=step.record_id, field=None, value=None,
        other_id=step.other_id, undoes=None, seen={}, read={}, by="", at=datetime.min.replace(tzinfo=UTC), reason="",
        previous_hash="", hash="",
    )  # fmt: skip
