"""Blind coding of a sample: one cell at a time, as the software read it, and nothing of what others said of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from truceline.errors import UsageError
from truceline.model.ledger import Value
from truceline.model.rows import Field
from truceline.model.samples import Coding, CodingKind, Sample, SampleItem, codable
from truceline.record import Store
from truceline.record.checking import check_value
from truceline.record.views import samples as kept
from truceline.record.views.passages import Told, told


@dataclass(frozen=True, slots=True)
class OwnCoding:
    """What the coder who asks said of an item."""

    kind: CodingKind
    value: Value | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a coder sees of one item: the cell as the software read it, its passage, and their own word on it."""

    n: int
    table: str
    field: str
    value: Value
    told: Told
    own: OwnCoding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far one coder has come with a sample; `skipped` are among the `done`."""

    coder: str
    done: int
    skipped: int


def progress(store: Store, sample: Sample) -> tuple[Progress, ...]:
    """How many items each coder has coded, by name; not what they said."""
    found: dict[str, list[Coding]] = {}
    for coding in kept.codings(store, sample.number):
        found.setdefault(coding.by, []).append(coding)
    return tuple(
        Progress(coder=by, done=len(codings), skipped=sum(c.kind == "skip" for c in codings))
        for by, codings in sorted(found.items())
    )


def card(store: Store, sample: Sample, coder: str, n: int | None = None) -> Card | None:
    """Item `n`, or the first that this coder has not coded; None if there is none left.

    Raises:
        UsageError: the coding has ended, or there is no such item.
    """
    refuse_ended(sample)
    items, own = kept.items(store, sample.number), _own(store, sample, coder)
    item = next((i for i in items if (i.n not in own if n is None else i.n == n)), None)
    if item is None:
        if n is not None:
            raise UsageError(f"sample {sample.number}: there is no item {n}")
        return None
    said = own.get(item.n)
    return Card(
        n=item.n, table=item.table, field=item.field, value=item.value,
        told=told(store, item.reading, item.statement), own=None if said is None else OwnCoding(said.kind, said.value),
    )  # fmt: skip


def code(
    store: Store, sample: Sample, n: int, kind: CodingKind, value: Value | None, *, by: str, at: datetime
) -> Coding:
    """Put down what a coder says of an item.

    Raises:
        UsageError: there is no such item, the coding has ended, or the value does not fit the field.
    """
    item = next((i for i in kept.items(store, sample.number) if i.n == n), None)
    if item is None:
        raise UsageError(f"sample {sample.number}: there is no item {n}")
    check(item, kind, value)
    if _field(item).type is float and value is not None:
        value = float(str(value))  # so that 12 and 12.0 are one value
    coding = Coding(number=0, sample=sample.number, item=n, kind=kind, value=value, by=by, at=at)
    store.add_coding(coding)
    return coding


def take_back(store: Store, sample: Sample, *, by: str, at: datetime) -> int:
    """Take back this coder's last word; the item is open again.

    Returns:
        The item.

    Raises:
        UsageError: there is nothing to take back, or the coding has ended.
    """
    own = _own(store, sample, by)
    if not own:
        raise UsageError("there is nothing of yours to take back in this sample")
    last = max(own.values(), key=lambda coding: coding.number)
    undo = Coding(number=0, sample=sample.number, item=last.item, kind="undo", value=None, by=by, at=at)
    store.add_coding(undo)
    return last.item


def check(item: SampleItem, kind: CodingKind, value: Value | None) -> None:
    """Refuse a value that the field of this item cannot have.

    Raises:
        UsageError: it does not fit, or stands where none belongs.
    """
    if (kind == "correct") != (value is not None):
        raise UsageError("a value goes with correct, and correct with a value")
    if value is None:
        return
    check_value(f"item {item.n}", item.table, _field(item), value)


def _field(item: SampleItem) -> Field:
    return next(field for field in codable()[item.table] if field.name == item.field)


def open_items(store: Store, sample: Sample, coder: str) -> int:
    """How many items this coder has still to code; none if they have not begun."""
    own = _own(store, sample, coder)
    return sample.size - len(own) if own else 0


def refuse_ended(sample: Sample) -> None:
    """Refuse to show a card of a sample whose coding has ended.

    Raises:
        UsageError: it has.
    """
    if sample.ended_at is not None:
        raise UsageError(f"sample {sample.number}: {sample.ended_by} has ended its coding; draw another to code more")


def _own(store: Store, sample: Sample, coder: str) -> Mapping[int, Coding]:
    """The codings of one coder, by item."""
    return {coding.item: coding for coding in kept.codings(store, sample.number) if coding.by == coder}


def value_of(loaded: object) -> Value | None:
    """A value as it came in JSON: lists as tuples of words.

    Raises:
        UsageError: it is no value of a cell.
    """
    if loaded is None or isinstance(loaded, (str, int, float, bool)):
        return loaded
    if isinstance(loaded, Sequence) and all(isinstance(part, str) for part in loaded):
        return tuple(loaded)
    raise UsageError(f"{json.dumps(loaded)[:80]} is no value of a cell")
