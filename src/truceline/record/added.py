"""Records that people added, and passages that they attached, in the fold of one report. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from truceline.model.ledger import Decision, Value
from truceline.model.records import TABLES, fields_of
from truceline.model.text import Span
from truceline.record.decisions import Ruled
from truceline.record.deriving import place_of

CONFIDENCE = 1.0
_NAMING = {
    table: {f.name: not f.optional for f in fields_of(record) if f.ref is not None and not f.kept}
    for table, record in TABLES.items()
}


def anchor_span(decision: Decision) -> Span:
    """Where the words stand that name an added record; the first words selected, if none are just these."""
    words = decision.values.get(TABLES[decision.table or ""].anchor)
    found = place_of(words, decision.quotes) if isinstance(words, str) else None
    return found or decision.quotes[0].span


def kept_values(decision: Decision) -> dict[str, Value]:
    """What the software keeps of an added record that no statement tells of."""
    names = {f.name for f in fields_of(TABLES[decision.table or ""]) if f.kept}
    values = {name: value for name, value in decision.values.items() if name in names}
    if "method" in names:
        values |= {"method": f"decision of {decision.by}", "confidence": CONFIDENCE}
    return values


def named(ruled: Mapping[str, Ruled]) -> list[str]:
    """Records that people's rulings name: a newer reading that lacks them does not take them away."""
    return sorted(
        ruling.value
        for own in ruled.values()
        if own.added is not None or not own.rejected
        for name, ruling in own.cells.items()
        if name.endswith("_id") and isinstance(ruling.value, str)
    )


def there(read: Iterable[str], ruled: Mapping[str, Ruled]) -> frozenset[str]:
    """All records of a report: those read, and those added that name no record which is not there."""
    own = {record_id: one for record_id, one in ruled.items() if one.added is not None}
    read = frozenset(read)
    found = read | own.keys()
    while True:
        loose = {i for i in found - read if any(needed for _, needed in nowhere(own[i], found))}
        if not loose:
            return found
        found -= loose


def nowhere(own: Ruled, records: frozenset[str], table: str | None = None) -> Iterator[tuple[str, bool]]:
    """The fields of a record in which a person names one that is not there, and whether they must be filled.

    Args:
        own: what people ruled on it.
        records: all records of the report.
        table: its table; may be left out for an added record.
    """
    naming = _NAMING[table or (own.added.table if own.added is not None else None) or ""]
    for name, ruling in own.cells.items():
        if name in naming and ruling.value is not None and ruling.value not in records:
            yield name, naming[name]
