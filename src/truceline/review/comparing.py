"""What coders say of the same cells, side by side, and how far they agree on each field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from truceline.errors import UsageError
from truceline.model.ledger import Decision, Value, canonical_json
from truceline.model.samples import Coding, Sample, SampleItem, Scale, codable, scale
from truceline.record import Store
from truceline.record.views import samples as kept
from truceline.review.agreement import Coefficient, alpha, kappa, pooled_alpha, pooled_kappa, raw_agreement

FEWEST = 20  # items below which a coefficient says nothing
RECORD = " (in the record)"
"""After the name of one whose word is a decision in the record, not a blind coding."""
_NOT_SAID = "null"
_ADJUDICATED = "adjudicated: sample "


@dataclass(frozen=True, slots=True)
class Word:
    """What one person says of a cell: a value, or None where the text does not say it."""

    coder: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class Judged:
    """An item with what everyone says of it."""

    item: SampleItem
    words: tuple[Word, ...]

    @property
    def agreed(self) -> bool:
        """True if all who said something said the same."""
        return len({canonical_json(word.value) for word in self.words}) <= 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far coders agree on one field, or (`field` is None) on a table.

    `items` are those with a word of at least two coders; `raw` is the share of equal words; `kappa` is there for two
    coders. Coefficients are None where they are undefined or the items too few; `note` says which.
    """

    table: str
    field: str | None
    scale: Scale | None
    coders: tuple[str, ...]
    items: int
    raw: float | None
    kappa: Coefficient
    alpha: Coefficient
    note: str


def adjudicating(sample: int) -> str:
    """The reason that a decision carries if it settles what coders of this sample differed on."""
    return f"{_ADJUDICATED}{sample}"


def judged(store: Store, sample: Sample) -> tuple[Judged, ...]:
    """Every item with the blind codings of it, and with what people decided on it in the record, each by their name.

    Of one person's decisions on a cell the last that stands counts, and none by which a sample was adjudicated.
    """
    items = kept.items(store, sample.number)
    coded: dict[int, list[Coding]] = defaultdict(list)
    for coding in kept.codings(store, sample.number):
        coded[coding.item].append(coding)
    decided = _decided(kept.decisions_on(store, {item.record_id for item in items}))
    found = []
    for item in items:
        words = [Word(c.by, item.value if c.kind == "accept" else c.value) for c in coded[item.n] if c.kind != "skip"]
        ruled: dict[str, Decision] = {}
        for name in (None, item.field):
            for by, decision in decided.get((item.record_id, name), {}).items():
                ruled[by] = max(decision, ruled.get(by, decision), key=lambda d: d.number)
        words += [Word(by + RECORD, _ruled(decision, item)) for by, decision in ruled.items()]
        found.append(Judged(item, tuple(sorted(words, key=lambda word: word.coder))))
    return tuple(found)


def _decided(decisions: Iterable[Decision]) -> Mapping[tuple[str, str | None], Mapping[str, Decision]]:
    """The last decision of each person on each cell, and on each whole record."""
    found: dict[tuple[str, str | None], dict[str, Decision]] = defaultdict(dict)
    for decision in decisions:
        if decision.record_id is not None and not decision.reason.startswith(_ADJUDICATED):
            found[decision.record_id, decision.field][decision.by] = decision
    return found


def _ruled(decision: Decision, item: SampleItem) -> Value | None:
    """What a decision makes of the cell."""
    if decision.kind == "reject":
        return None
    return decision.value if decision.kind == "correct" else decision.seen.get(item.field)


def coders_of(words: Iterable[Judged]) -> tuple[str, ...]:
    """Everyone who said something, by name."""
    return tuple(sorted({word.coder for one in words for word in one.words}))


def agreements(found: Sequence[Judged], coders: Sequence[str] = (), *, seed: int = 0) -> tuple[Agreement, ...]:
    """How far these coders agree: a row for each table as a whole, followed by its fields.

    Args:
        found: the items with what everyone says.
        coders: two or more of them; if not given those who coded blind, or all where fewer than two did.
        seed: of the bootstrap.

    Raises:
        UsageError: a name that nobody coded under, or fewer than two.
    """
    known = coders_of(found)
    blind = tuple(name for name in known if not name.endswith(RECORD))
    chosen = tuple(dict.fromkeys(coders)) or (blind if len(blind) > 1 else known)
    odd = [name for name in chosen if name not in known]
    if odd or len(chosen) < 2:
        there = ", ".join(known) or "nobody"
        raise UsageError(f"agreement needs two coders or more; of these cells something is said by {there}")
    fields: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for one in found:
        fields[one.item.table, one.item.field].append(one)
    rows: list[Agreement] = []
    for table in dict.fromkeys(sorted(table for table, _ in fields)):
        parts = {name: _units(fields[table, name], chosen) for of, name in sorted(fields) if of == table}
        if len(parts) > 1:
            rows.append(_table(table, list(parts.values()), chosen))
        rows += [_field(table, name, units, chosen, seed) for name, units in parts.items()]
    return tuple(rows)


def _units(found: Sequence[Judged], coders: Sequence[str]) -> list[tuple[str | None, ...]]:
    """For each item that at least two of these coders judged, the word of each as canonical JSON, None for no word."""
    units = []
    for one in found:
        said = {word.coder: canonical_json(word.value) for word in one.words}
        unit = tuple(said.get(coder) for coder in coders)
        if sum(value is not None for value in unit) > 1:
            units.append(unit)
    return units


def _field(
    table: str, name: str, units: Sequence[tuple[str | None, ...]], coders: tuple[str, ...], seed: int
) -> Agreement:
    declared = next(field for field in codable()[table] if field.name == name)
    measured = scale(table, declared)
    one, other = Coefficient(None), Coefficient(None)
    notes = []
    if len(units) < FEWEST:
        notes.append("too few")
    else:
        if len(coders) == 2:
            one = kappa([(unit[0], unit[1]) for unit in units], seed=seed)
        other, counted = _alpha(units, measured, seed)
        if counted < len(units):
            notes.append(
                f"alpha over the {counted} items with numbers"
                if measured == "interval"
                else f"alpha over the {counted} items with days"
            )
        if len({value for unit in units for value in unit if value is not None}) == 1:
            notes.append("undefined: all words are the same")
        elif counted < FEWEST:
            other = Coefficient(None)
            notes.append("too few for alpha")
    return Agreement(
        table=table, field=name, scale=measured, coders=coders, items=len(units), raw=raw_agreement(units), kappa=one,
        alpha=other, note="; ".join(notes),
    )  # fmt: skip


def _alpha(units: Sequence[tuple[str | None, ...]], measured: Scale, seed: int) -> tuple[Coefficient, int]:
    """Alpha on the field's own scale, and over how many items: "the text does not say" is a category, but no number."""
    if measured == "nominal":
        return alpha(units, seed=seed), len(units)
    read = _day if measured == "days" else float
    numbers = [tuple(None if v is None or v == _NOT_SAID else read(v) for v in unit) for unit in units]
    counted = sum(sum(v is not None for v in unit) > 1 for unit in numbers)
    return alpha(numbers, numbers=True, seed=seed), counted


def _day(value: str) -> float:
    return float(date.fromisoformat(value.strip('"')).toordinal())


def _table(table: str, parts: Sequence[Sequence[tuple[str | None, ...]]], coders: tuple[str, ...]) -> Agreement:
    """All fields of a table together: no interval, since the fields of one record are not drawn independently."""
    units = [unit for part in parts for unit in part]
    few = len(units) < FEWEST
    both = (
        pooled_kappa([[(unit[0], unit[1]) for unit in part] for part in parts])
        if len(coders) == 2 and not few
        else None
    )
    return Agreement(
        table=table, field=None, scale=None, coders=coders, items=len(units), raw=raw_agreement(units),
        kappa=Coefficient(both), alpha=Coefficient(None if few else pooled_alpha(parts)),
        note="too few" if few else "all fields pooled",
    )  # fmt: skip
