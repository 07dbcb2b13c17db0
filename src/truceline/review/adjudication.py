"""What coders of a sample differed on, and the word of the one who settles it: an ordinary decision in the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from truceline.errors import UsageError
from truceline.model.ledger import Decision, Value, canonical_json
from truceline.model.records import TABLES, fields_of
from truceline.model.samples import CodingKind, Sample, SampleItem
from truceline.record import Store
from truceline.record.views import samples as kept
from truceline.record.views.passages import Told, told
from truceline.review.coding import check
from truceline.review.comparing import Judged, Word, adjudicating, judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An item on which coders differ: the cell as read and as it stands now, its passage, and who says what.

    `empty` is False where the cell must hold something: then "the text does not say" rejects the whole record.
    """

    n: int
    table: str
    record_id: str
    field: str
    read: Value
    now: Value | None
    review: str | None
    empty: bool
    told: Told
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Adjudicated:
    """The decision that settled an item; `still` says in words what it does not change."""

    decision: Decision
    still: str | None


def differences(store: Store, sample: Sample) -> tuple[Difference, ...]:
    """The items on which coders differ and that nobody has settled yet.

    Raises:
        UsageError: coders are still at it; what one says must not reach another.
    """
    return tuple(_difference(store, one) for one in _unsettled(store, sample))


def _unsettled(store: Store, sample: Sample) -> list[Judged]:
    if sample.ended_at is None:
        raise UsageError(f"sample {sample.number}: end its coding first; until then no coder's word is shown to anyone")
    settled = _settled(store, sample)
    return [
        one for one in judged(store, sample)
        if not one.agreed and not settled & {(one.item.record_id, one.item.field), (one.item.record_id, None)}
    ]  # fmt: skip


def _difference(store: Store, one: Judged) -> Difference:
    item, row = one.item, store.row(one.item.record_id)
    return Difference(
        n=item.n, table=item.table, record_id=item.record_id, field=item.field, read=item.value, now=_now(row, item),
        review=getattr(row, "review", None), empty=_may_be_empty(item),
        told=told(store, item.reading, item.statement), words=one.words,
    )  # fmt: skip


def settle(
    store: Store,
    sample: Sample,
    n: int,
    kind: CodingKind,
    value: Value | None,
    *,
    seen: Value | None,
    by: str,
    at: datetime,
) -> Adjudicated:
    """Decide what an item of a sample is: the record gets an ordinary decision, which can be undone like any other.

    Args:
        store: the record, open for writing.
        sample: a sample whose coding has ended.
        n: the item.
        kind: ``accept`` what the software read, ``correct`` it to `value`, or ``not said`` by the text.
        value: for ``correct``.
        seen: the cell of the record as the adjudicator saw it.
        by: the adjudicator.
        at: when.

    Raises:
        UsageError: nobody differs on the item, or the value does not fit.
        ChangedMeanwhile: the cell is not as the adjudicator saw it.
    """
    item = next((one.item for one in _unsettled(store, sample) if one.item.n == n), None)
    if item is None:
        raise UsageError(f"sample {sample.number}, item {n}: there is nothing to settle; look at the list again")
    if kind not in ("accept", "correct", "not said"):
        raise UsageError(f"{kind}: an adjudicator accepts, corrects, or says that the text does not say it")
    check(item, kind, value)
    present = _now(store.row(item.record_id), item)
    wanted = item.value if kind == "accept" else value
    what: dict[str, Any] = {"kind": "correct", "field": item.field, "value": wanted}
    if kind == "not said":
        what = {"kind": "reject", "field": item.field if _may_be_empty(item) else None}
    elif canonical_json(present) == canonical_json(wanted):
        what = {"kind": "accept", "field": item.field}
    reason = adjudicating(sample.number)
    decision = store.decide(**what, record_id=item.record_id, expect={item.field: seen}, by=by, reason=reason, at=at)
    row = store.row(item.record_id)
    rejected = kind != "not said" and getattr(row, "review", None) == "rejected"
    still = "the record as a whole stays rejected; undo that decision if it belongs to the record" if rejected else None
    return Adjudicated(decision, still)


def _settled(store: Store, sample: Sample) -> set[tuple[str, str | None]]:
    """The cells, and whole records, on which the word of an adjudicator of this sample stands."""
    records = {item.record_id for item in kept.items(store, sample.number)}
    reason = adjudicating(sample.number)
    return {(d.record_id, d.field) for d in kept.decisions_on(store, records) if d.reason == reason and d.record_id}


def _may_be_empty(item: SampleItem) -> bool:
    return next(field.optional for field in fields_of(TABLES[item.table]) if field.name == item.field)


def _now(row: object, item: SampleItem) -> Value | None:
    """What the cell holds in the record now; None too where the record is gone."""
    value: Any = getattr(row, item.field, None)
    return value.isoformat() if isinstance(value, date) else None if value == () else value
