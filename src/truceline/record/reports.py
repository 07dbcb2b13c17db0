"""Folding one report: statements and rulings -> rows of the record tables, with the source of each cell. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from truceline.model.ledger import Decision, Question, QuestionKind, Value, canonical_json
from truceline.model.records import TABLES, fields_of
from truceline.record.added import anchor_span, kept_values, named, nowhere, there
from truceline.record.cells import content_id
from truceline.record.decisions import Ruled, Ruling, from_json


class Said(NamedTuple):
    """A statement as the fold needs it."""

    reading: int
    n: int
    id: str
    table: str
    record_id: str
    field: str
    value: str
    quotes: str
    method: str
    confidence: float | None


class CellSource(NamedTuple):
    """Where a cell comes from: a statement, or the number of the decision that entered it."""

    column: str
    statement_id: str
    decision: int
    reading: int
    n: int


@dataclass(slots=True)
class Record:
    """A row being folded; `sources` are those beyond the statements of the newest reading."""

    table: str
    id: str
    values: dict[str, Value] = field(default_factory=dict)
    sources: list[CellSource] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """What one document gives: rows, questions, and which statements of its newest reading fill no cell."""

    records: list[Record] = field(default_factory=list)
    unused: list[int] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


_REQUIRED = {
    table: frozenset(f.name for f in fields_of(record) if not (f.optional or f.kept) and f.type is not tuple)
    for table, record in TABLES.items()
}
_COLUMNS = {table: frozenset(f.name for f in fields_of(record)) for table, record in TABLES.items()}


def fold_report(
    document_id: str, published: str | None, said: Sequence[Said], older: Iterable[Said], ruled: Mapping[str, Ruled]
) -> Report:
    """Fold one document.

    Args:
        document_id: the document.
        published: its day of publication.
        said: statements of its newest reading, in order.
        older: statements of earlier readings, newest first, about ruled records (and what hangs on them).
        ruled: what people ruled on records.
    """
    report = Report()
    current = _by_record(said)
    before = _by_record(older)
    gone = [record_id for record_id in before if record_id in ruled and record_id not in current]
    ruled_on = [r for r in gone if (ruled[r].cells or ruled[r].attached) and not ruled[r].rejected]
    by_people = named(ruled)
    revived = _revived([*ruled_on, *by_people], current, before)
    for record_id in revived:
        told = record_id in by_people and record_id not in ruled
        report.questions.extend(_gone(before[record_id][0].table, record_id, ruled.get(record_id), named=told))
        current[record_id] = _newest(before[record_id])
    records = there(current, ruled)
    for record_id, own in sorted(ruled.items()):
        if own.added is not None and record_id in records:
            current.setdefault(record_id, [])
        elif own.added is not None:
            report.questions.append(_waits(own.added.table or "", record_id, None, own.last))
    for record_id, cells in current.items():
        ruling = ruled.get(record_id)
        record = Record(_table(cells, ruling), record_id)
        used = _fill(record, cells)
        _keep(record, document_id, published, cells, None if ruling is None else ruling.added)
        if ruling is not None:
            _apply(record, used, ruling, records, (*cells, *before.get(record_id, ())), report)
        if record_id in revived:
            record.sources.extend(CellSource(said.field, said.id, 0, said.reading, said.n) for said in used.values())
        if _REQUIRED[record.table] <= record.values.keys():
            report.records.append(record)
        else:
            used.clear()
        if len(used) < len(cells) and record_id not in revived:
            report.unused.extend(said.n for said in cells if used.get(said.field) is not said)
    return report


def _table(cells: Sequence[Said], own: Ruled | None) -> str:
    """The table of a record that was read or added."""
    added = None if own is None else own.added
    return cells[0].table if cells or added is None else added.table or ""


def _by_record(said: Iterable[Said]) -> dict[str, list[Said]]:
    """Statements by record, in the order given."""
    grouped: dict[str, list[Said]] = {}
    for statement in said:
        grouped.setdefault(statement.record_id, []).append(statement)
    return grouped


def _newest(said: Sequence[Said]) -> list[Said]:
    """Of statements of several readings, newest first, those of the newest."""
    return [statement for statement in said if statement.reading == said[0].reading]


def _revived(gone: Sequence[str], current: Mapping[str, object], before: Mapping[str, list[Said]]) -> list[str]:
    """Records that people ruled on and the newest reading lacks, with those that they name and their parts."""
    parts: dict[str, list[str]] = {}
    for record_id, cells in before.items():
        for said in cells:
            if _is_part_of(said):
                parts.setdefault(json.loads(said.value), []).append(record_id)
    found: dict[str, None] = {}
    queue = list(gone)
    while queue:
        record_id = queue.pop()
        if record_id in found or record_id in current or record_id not in before:
            continue
        found[record_id] = None
        named = [json.loads(s.value) for s in before[record_id] if s.field.endswith("_id")]
        queue.extend(named)
        queue.extend(parts.get(record_id, ()))
    return sorted(found)


def _is_part_of(said: Said) -> bool:
    whole = said.field.removesuffix("_id")
    return whole in ("event", "ceasefire", "claim", "figure") and (
        said.table.startswith(f"{whole}_") or (said.table, whole) == ("figure", "event")
    )


def _fill(record: Record, cells: Iterable[Said]) -> dict[str, Said]:
    """Fill each column with the first statement of it; gives these statements."""
    used: dict[str, Said] = {}
    for said in cells:
        if said.field not in used:
            used[said.field] = said
            record.values[said.field] = from_json(said.value)
    return used


def _keep(record: Record, document_id: str, published: str | None, own: Sequence[Said], added: Decision | None) -> None:
    """Fill the columns that the software keeps, of a record that was read or, where nothing was read, added."""
    anchored, names = TABLES[record.table].anchor, _COLUMNS[record.table]
    values = record.values
    values.update(id=record.id, document_id=document_id, review="draft")
    if own:
        anchor = next((said for said in own if said.field == anchored), own[0])
        values["position"] = first_offset(anchor.quotes)
        if "method" in names:
            values.update(method=anchor.method, confidence=anchor.confidence or 0.0)
    elif added is not None:
        values.update(kept_values(added), position=anchor_span(added).start)
    for shared in ("happening_id", "canonical_id"):
        if shared in names:
            values[shared] = record.id
    if "standing" in names:
        values["standing"] = "counted"
    if "as_known_on" in names and published is not None:
        values["as_known_on"] = published


def first_offset(quotes: str) -> int:
    """Where the words of the first quote of a statement begin."""
    return int(quotes[2 : quotes.index(",")])


def _apply(
    record: Record, used: dict[str, Said], own: Ruled, records: frozenset[str], said: Sequence[Said], report: Report
) -> None:
    """Put what people decided on a record over what the software reads."""
    record.values["review"] = own.review
    loose = {name for name, _ in nowhere(own, records, record.table)}
    for name, ruling in sorted(own.cells.items()):
        if name in loose:
            report.questions.append(_waits(record.table, record.id, name, ruling.decision))
        else:
            _rule(record, used, name, ruling, said, report)
    for decision in own.attached:
        _attach(record, own, decision, report)


def _attach(record: Record, own: Ruled, decision: Decision, report: Report) -> None:
    """Give the cells of a record the passages that a person attached; they say what the cell said then."""
    for name in decision.seen:
        seen, now = decision.seen[name], record.values.get(name)
        if now == seen:
            record.sources.append(CellSource(name, "", decision.number, 0, 0))
        elif name == decision.field and name not in own.cells:
            text = f"{name}: words attached to {_words(seen)}, a later version reads {_words(now)}"
            report.questions.append(_question("differs", record.table, record.id, name, decision.number, text))


def _waits(table: str, record_id: str, name: str | None, decision: int) -> Question:
    """Ask about a ruling that names a record which is not there: one that a person added and took back."""
    where = "it" if name is None else name
    text = f"decision {decision} waits: the record that {where} names is not there"
    return _question("gone", table, record_id, name, decision, text)


def _rule(
    record: Record, used: dict[str, Said], name: str, ruling: Ruling, said: Sequence[Said], report: Report
) -> None:
    """Let a person's ruling outrank what the software reads; ask where it now reads something new."""
    read = record.values.get(name)
    if read not in (ruling.read, ruling.value):
        text = f"{name}: decided {_words(ruling.value)}, a later version reads {_words(read)}"
        report.questions.append(_question("differs", record.table, record.id, name, ruling.decision, text))
    if ruling.value == read and ruling.kind == "accept":
        return
    used.pop(name, None)
    record.values.pop(name, None)
    if ruling.value is None:
        return
    record.values[name] = ruling.value
    wanted = canonical_json(ruling.value)
    match = next((s for s in said if s.field == name and s.value == wanted), None)
    if match is not None:
        record.sources.append(CellSource(name, match.id, 0, match.reading, match.n))
    if match is None or ruling.kind in ("correct", "add"):
        record.sources.append(CellSource(name, "", ruling.decision, 0, 0))


def _gone(table: str, record_id: str, ruled: Ruled | None, *, named: bool) -> Iterator[Question]:
    """Ask about a record that a later version does not find, unless the person knew that when deciding."""
    decided = ruled is not None and (ruled.attached or any(ruling.read is not None for ruling in ruled.cells.values()))
    if decided or named:
        text = "a later version of the software does not find this record any more"
        yield _question("gone", table, record_id, None, None if ruled is None else ruled.last, text)


def _words(value: Value | None) -> str:
    return "nothing" if value is None else canonical_json(value)


def _question(
    kind: QuestionKind, table: str, record_id: str, name: str | None, decision: int | None, text: str
) -> Question:
    own = content_id("QUE", kind, record_id, name, decision)
    return Question(id=own, kind=kind, table=table, record_id=record_id, field=name, decision=decision, text=text)
