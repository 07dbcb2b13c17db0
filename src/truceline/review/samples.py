"""Drawing a sample of cells: by seed, from what a person decided on or from a filter, evenly by table or field."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import blake2b

from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.model.ledger import Value
from truceline.model.samples import Sample, SampleItem, Strata, codable
from truceline.record import Store
from truceline.record.views import samples as kept

LARGEST = 2000  # cells of one sample
USUAL = (
    ("event", "type"), ("event", "status"), ("event", "date_earliest"), ("figure", "kind"), ("figure", "victim_class"),
    ("figure", "best"),
)  # fmt: skip
"""The fields of a sample from a filter, where none are named."""

Cell = tuple[str, str, str]  # table, record, field


def draw(
    store: Store,
    *,
    by: str,
    at: datetime,
    size: int,
    seed: int,
    coder: str | None = None,
    wanted: Filter | None = None,
    fields: Sequence[tuple[str, str]] = (),
    strata: Strata = "none",
) -> Sample:
    """Draw a sample and put it down: the same record, seed and choice give the same cells in the same order.

    A cell can be drawn if the software read it; one that a person added has nothing to be checked against.

    Args:
        store: the record, open for writing.
        by: who draws it.
        at: when.
        size: how many cells; fewer are drawn if there are no more.
        seed: any number; it settles which ones.
        coder: draw from the cells that this person decided on, alone or with their whole record.
        wanted: draw from the cells of the rows that meet this filter, if no coder is given.
        fields: tables and fields; those in `USUAL` for a filter, all that the coder decided on for a coder.
        strata: ``table`` or ``field`` to draw as many cells from each.

    Raises:
        UsageError: a field that nobody can judge, a size out of bounds, a filter by what was decided, or nothing to
            draw from.
    """
    if not 1 <= size <= LARGEST:
        raise UsageError(f"a sample has 1 to {LARGEST} cells, not {size}")
    if (coder is None) == (wanted is None):
        raise UsageError("a sample is drawn either from what a coder decided on or from a filter")
    if wanted is not None and wanted.review:
        raise UsageError("a sample by the state of review tells coders what was decided; take review from the filter")
    _check(fields)
    chosen = tuple(dict.fromkeys(fields)) or (() if wanted is None else USUAL)
    frame = set(_decided(store, coder, chosen) if coder is not None else _filtered(store, wanted or Filter(), chosen))
    cells = sorted(frame, key=lambda cell: _place(seed, cell))
    found = _drawn(store, cells, size, strata)
    if not found:
        what = f"{coder} decided on no cell" if coder is not None else "no cell meets the filter"
        raise UsageError(f"there is nothing to draw from: {what} of these fields that the software read")
    items = tuple(
        SampleItem(n=n, table=t, record_id=r, field=f, reading=reading, statement=statement, value=value)
        for n, ((t, r, f), (reading, statement, value)) in enumerate(found, 1)
    )
    drawn = Sample(
        number=0, by=by, at=at, seed=seed, coder=coder, filter=None if wanted is None else wanted.query,
        fields=chosen or tuple(sorted({(item.table, item.field) for item in items})), strata=strata, frame=len(frame),
        size=len(items),
    )  # fmt: skip
    return kept.sample(store, store.add_sample(drawn, items))


def _check(fields: Iterable[tuple[str, str]]) -> None:
    known = {(table, field.name) for table, declared in codable().items() for field in declared}
    for table, field in fields:
        if (table, field) not in known:
            raise UsageError(f"{table}.{field}: is no field that a coder can judge by its passage")


def _decided(store: Store, coder: str, fields: Sequence[tuple[str, str]]) -> Iterator[Cell]:
    """The cells that stand decided by this person: one by one, or with the whole record."""
    known = {table: [field.name for field in declared] for table, declared in codable().items()}
    for decision in kept.decided_by(store, coder):
        if decision.table is None or decision.record_id is None:
            continue
        names = known.get(decision.table, []) if decision.field is None else [decision.field]
        for name in names:
            if (decision.table, name) in fields or (not fields and name in known.get(decision.table, [])):
                yield decision.table, decision.record_id, name


def _filtered(store: Store, wanted: Filter, fields: Sequence[tuple[str, str]]) -> Iterator[Cell]:
    for table, field in fields:
        for record_id in kept.filled(store, table, field, wanted):
            yield table, record_id, field


def _place(seed: int, cell: Cell) -> bytes:
    """Where a cell stands in the order of this seed; it depends on nothing else in the record."""
    return blake2b("\0".join((str(seed), *cell)).encode(), digest_size=12).digest()


def _drawn(store: Store, cells: Sequence[Cell], size: int, strata: Strata) -> list[tuple[Cell, tuple[int, int, Value]]]:
    """The first cells in order that the software read; with strata, one of each in turn while it has any."""
    groups: dict[tuple[str, ...], deque[Cell]] = defaultdict(deque)
    for cell in cells:
        groups[{"none": (), "table": cell[:1], "field": (cell[0], cell[2])}[strata]].append(cell)
    found: dict[Cell, tuple[int, int, Value]] = {}
    turns = deque(groups[key] for key in sorted(groups))
    while turns and len(found) < size:
        group = turns.popleft()
        while group:
            cell = group.popleft()
            read = kept.as_read(store, *cell)
            if read is not None:
                found[cell] = read
                turns.append(group)
                break
    return [(cell, found[cell]) for cell in cells if cell in found]
