"""The review queue: what is doubtful, batches of it, and the card of each item."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from truceline.errors import UsageError
from truceline.model.filters import Filter, whole
from truceline.model.records import Row
from truceline.record import Store
from truceline.record.views import rows
from truceline.record.views.doubts import DOUBTS, KINDS
from truceline.record.views.told import told
from truceline.review import Batch, Item, Settled, batch, batches, make_batch, queue
from truceline.review.queue import FORMULA, SIZES
from truceline.serve.asked import Asked

_SHOWN = 12  # items of the queue that are shown before a batch is made


def overview(store: Store, asked: Asked) -> object:
    """The first items of the queue under the filter, how many each kind of doubt has, and how the order is made."""
    chosen, table = _chosen(asked.params.get("doubt", "")), asked.params.get("table") or None
    found = queue(store, asked.filter, chosen=chosen, table=table, limit=_SHOWN, coder=asked.coder)
    return {
        "kinds": [
            {"name": kind, "label": label, "count": sum(found.counts[d.name] for d in DOUBTS if d.kind == kind)}
            for kind, label in KINDS.items()
        ],
        "sources": [
            {"name": doubt.name, "kind": doubt.kind, "label": doubt.label, "count": found.counts[doubt.name]}
            for doubt in DOUBTS
        ],
        "total": found.total,
        "items": found.items,
        "formula": FORMULA,
        "sizes": SIZES,
    }


def listed(store: Store, asked: Asked) -> object:
    """The newest batches with their progress."""
    return [_progress(one) for one in batches(store)]


def shown(store: Store, asked: Asked) -> object:
    """One batch with its items and what became of each."""
    found = batch(store, whole("batch", asked.path["id"]))
    return _progress(found) | {"items": [_with(item, settled) for item, settled in _both(found)]}


def made(store: Store, asked: Asked) -> object:
    """Make a batch of `size` items from the filter, kinds of doubt and table in `query`, and give it."""
    given = dict(parse_qsl(str(asked.body.get("query", ""))))
    size = asked.body.get("size")
    number = make_batch(
        store, Filter.of(given), chosen=_chosen(given.get("doubt", "")), table=given.get("table") or None,
        size=size if isinstance(size, int) else 0, coder=asked.named(), at=datetime.now(UTC),
    )  # fmt: skip
    return _progress(batch(store, number))


def skipped(store: Store, asked: Asked) -> object:
    """Leave an item of a batch for later (`skipped` true), or take it up again."""
    asked.named()
    n, left = whole("n", str(asked.wanted("n"))), asked.wanted("skipped")
    if not isinstance(left, bool):
        raise UsageError("skipped must be true or false")
    store.skip(whole("batch", asked.path["id"]), n, skipped=left, at=datetime.now(UTC))
    return {"n": n, "skipped": left}


def card(store: Store, asked: Asked) -> object:
    """What the card of an item shows: its rows with cells and passages, and the event or ceasefire of each."""
    found, n = batch(store, whole("batch", asked.path["id"])), whole("item", asked.path["n"])
    if n >= len(found.items):
        raise UsageError(f"there is no item {n} in batch {found.id}")
    item = found.items[n]
    there = [row for row in (store.row(own) for own in (item.id, item.other) if own is not None) if row is not None]
    return {
        "n": n,
        "item": _with(item, found.settled[n]),
        "sides": [{"row": rows.shown(store, row.id), "told": told(store, row)} for row in there],
        "names": _names(store, there),
    }


def _names(store: Store, found: Iterable[Row]) -> dict[str, str]:
    """The names of the actors and places that rows refer to."""
    named: dict[str, str] = {}
    for row in found:
        for field in ("actor_id", "place_id", "speaker_id"):
            other = store.row(getattr(row, field, None) or "")
            if other is not None and hasattr(other, "name"):
                named[other.id] = other.name
    return named


def _progress(found: Batch) -> dict[str, object]:
    states = ("open", "accepted", "corrected", "rejected", "joined", "parted", "skipped", "gone")
    return {
        "id": found.id,
        "coder": found.coder,
        "made_at": found.made_at,
        "query": found.query,
        "size": len(found.items),
        "counts": {state: found.count(state) for state in states},  # type: ignore[arg-type]
        "done": found.done,
    }


def _both(found: Batch) -> Iterable[tuple[Item, Settled]]:
    return zip(found.items, found.settled, strict=True)


def _with(item: Item, settled: Settled) -> dict[str, object]:
    fields = ("source", "table", "id", "other", "field", "reason", "doubt", "killed", "reports")
    became = {name: getattr(settled, name) for name in ("state", "decision", "by", "at")}
    return {name: getattr(item, name) for name in fields} | became


def _chosen(words: str) -> tuple[str, ...]:
    return tuple(part for part in words.split(",") if part)
