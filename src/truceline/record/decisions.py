"""The log of decisions: its hash chain, which decisions stand, and what they rule on each record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from truceline.model.ledger import Decision, Quote, Value, canonical_json, content_hash
from truceline.model.records import TABLES, Review, fields_of
from truceline.model.text import Span

GENESIS = "0" * 64
COLUMNS = (
    "number, kind, table_name, record_id, field, value, other_id, undoes, seen, read, decided_by, decided_at, reason,"
    " previous_hash, hash, document_id, text_sha256, quotes, cells, inferred, status"
)


def chain_hash(decision: Decision) -> str:
    """The hash that a decision must have: over everything in it, the hash before it included.

    Words and cells are in it only where there are some, so that decisions made before they were kept have their hash.
    """
    selected = {
        "document_id": decision.document_id,
        "text_sha256": decision.text_sha256,
        "quotes": [(quote.span.start, quote.span.end, quote.text) for quote in decision.quotes],
    }
    added = {"values": dict(decision.values), "inferred": decision.inferred, "status": decision.status}
    return content_hash(
        {
            **(selected if any(selected.values()) else {}),
            **(added if decision.values or decision.inferred or decision.status != "asserted" else {}),
            "number": decision.number,
            "kind": decision.kind,
            "table": decision.table,
            "record_id": decision.record_id,
            "field": decision.field,
            "value": decision.value,
            "other_id": decision.other_id,
            "undoes": decision.undoes,
            "seen": dict(decision.seen),
            "read": dict(decision.read),
            "by": decision.by,
            "at": decision.at.isoformat(),
            "reason": decision.reason,
            "previous_hash": decision.previous_hash,
        }
    )


def sealed(decision: Decision) -> Decision:
    """The decision with its hash."""
    return replace(decision, hash=chain_hash(decision))


def to_values(decision: Decision) -> tuple[object, ...]:
    """The decision as a row of SQL, in the order of `COLUMNS`."""
    d = decision
    value = None if d.value is None else canonical_json(d.value)
    seen, read = canonical_json(dict(d.seen)), canonical_json(dict(d.read))
    head = (d.number, d.kind, d.table, d.record_id, d.field, value, d.other_id, d.undoes, seen, read)
    quotes = f"[{','.join([quote.json for quote in d.quotes])}]"
    words = (d.document_id, d.text_sha256, quotes, canonical_json(dict(d.values)), canonical_json(d.inferred), d.status)
    return (*head, d.by, d.at.isoformat(), d.reason, d.previous_hash, d.hash, *words)


def from_values(row: tuple[Any, ...]) -> Decision:
    """A row of SQL as a decision."""
    number, kind, table, record_id, name, value, other_id, undoes, seen, read, by, at, reason, *rest = row
    before, own, document_id, text_sha256, quotes, cells, inferred, status = rest
    return Decision(
        number=number,
        kind=kind,
        table=table,
        record_id=record_id,
        field=name,
        value=None if value is None else from_json(value),
        other_id=other_id,
        undoes=undoes,
        seen={k: _value(v) for k, v in json.loads(seen).items()},
        read={k: None if v is None else _value(v) for k, v in json.loads(read).items()},
        by=by,
        at=datetime.fromisoformat(at),
        reason=reason,
        previous_hash=before,
        hash=own,
        document_id=document_id,
        text_sha256=text_sha256,
        quotes=tuple(Quote(document_id, Span(start, end), words) for start, end, words in json.loads(quotes)),
        values={k: _value(v) for k, v in json.loads(cells).items()},
        inferred=tuple(json.loads(inferred)),
        status=status,
    )


def from_json(text: str) -> Value:
    """A value from its canonical JSON; most are strings without an escape."""
    if text[:1] == text[-1:] == '"' and "\\" not in text:
        return text[1:-1]
    return _value(json.loads(text))


def _value(loaded: Any) -> Value:
    return tuple(loaded) if isinstance(loaded, list) else loaded


def standing(log: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that stand: neither an undo nor taken back. An undo can itself be undone."""
    log = sorted(log, key=lambda d: d.number)
    back = taken_back(log)
    return tuple(d for d in log if d.kind != "undo" and d.number not in back)


def taken_back(log: Iterable[Decision]) -> Mapping[int, int]:
    """The decisions that do not stand, each with the number of the undo that stands and took it back."""
    return undone((d.number, d.undoes) for d in log if d.kind == "undo" and d.undoes is not None)


def undone(undos: Iterable[tuple[int, int]]) -> Mapping[int, int]:
    """The same by all undos: the number of each, and of what it takes back."""
    found: dict[int, int] = {}
    for number, undoes in sorted(undos, reverse=True):
        if number not in found:
            found[undoes] = number
    return found


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person ruled on one cell; `read` is what the software read then.

    A cell of a record that a person added (``add``) is one that the software did not read.
    """

    kind: Literal["accept", "correct", "reject", "add"]
    value: Value | None
    read: Value | None
    decision: int


@dataclass(slots=True)
class Ruled:
    """What people ruled on one record: its review state and its ruled cells.

    `added` is the decision that made it, where the software had missed it; `attached` those that give it more passages.
    """

    accepted: bool = False
    rejected: bool = False
    last: int = 0
    cells: dict[str, Ruling] = field(default_factory=dict)
    added: Decision | None = None
    attached: list[Decision] = field(default_factory=list)

    @property
    def review(self) -> Review:
        """The state to show: a rejection outranks corrections, a correction outranks acceptance."""
        if self.rejected:
            return "rejected"
        if any(ruling.kind == "correct" for ruling in self.cells.values()):
            return "corrected"
        return "accepted" if self.accepted else "draft"


def rulings(log: Iterable[Decision]) -> Mapping[str, Ruled]:
    """What stands for each record; the newest decision on a cell wins."""
    ruled: dict[str, Ruled] = {}
    for decision in log:
        if decision.record_id is None:
            continue
        if decision.kind in ("accept", "correct", "reject"):
            _apply(ruled.setdefault(decision.record_id, Ruled()), decision)
        elif decision.kind == "attach":
            ruled.setdefault(decision.record_id, Ruled()).attached.append(decision)
        elif decision.kind == "add":
            ruled[decision.record_id] = _added(decision)
    return ruled


def _added(decision: Decision) -> Ruled:
    kept = {f.name for f in fields_of(TABLES[decision.table or ""]) if f.kept}
    cells = {
        name: Ruling("add", value, None, decision.number) for name, value in decision.values.items() if name not in kept
    }
    return Ruled(accepted=True, last=decision.number, cells=cells, added=decision)


def _apply(ruled: Ruled, decision: Decision) -> None:
    ruled.last = decision.number
    if decision.field is None:
        ruled.rejected = decision.kind == "reject"
        ruled.accepted = decision.kind == "accept"
        names: Iterable[str] = decision.seen if decision.kind == "accept" else ()
    else:
        names = (decision.field,)
    for name in names:
        seen = decision.seen.get(name)
        read = decision.read.get(name, seen)
        before = ruled.cells.get(name)
        if decision.kind == "correct":
            ruled.cells[name] = Ruling("correct", decision.value, read, decision.number)
        elif decision.kind == "reject":
            ruled.cells[name] = Ruling("reject", None, read, decision.number)
        elif before is not None and before.kind in ("correct", "add") and before.value == seen:
            ruled.cells[name] = replace(before, read=read)
        else:
            ruled.cells[name] = Ruling("accept", seen, read, decision.number)
