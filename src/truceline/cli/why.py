"""``truceline why``: the passages behind a record."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from truceline.cli.options import DEFAULT_RECORD, AsJson, RecordFile
from truceline.errors import UsageError
from truceline.model.text import page_of

if TYPE_CHECKING:
    from truceline.model.ledger import Decision, FullDocument, Passage
    from truceline.record import Store

_DECIDED = {
    "accept": "accepted as a whole", "reject": "rejected as a whole", "add": "added",
    "attach": "more words attached to all cells",
}  # fmt: skip


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: truceline why EVT-3f9a2c81d0 --record conflict.db")(why)


def why(
    id: Annotated[str, typer.Argument(help="Id of a record, as truceline show gives it.")],
    record: RecordFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """Show the passages behind every cell of a record, with the sentence around them."""
    from truceline.record import Store
    from truceline.record.decisions import standing

    with Store.open(record) as store:
        row = store.row(id)
        if row is None:
            raise UsageError(f"{id}: no such record in {record}; truceline show lists the ids")
        cells = store.cell_sources(row.table, row.id)
        documents = _Documents(store)
        log = {decision.number: decision for decision in standing(store.decisions())}
        told = [_ruling(decision) for decision in log.values() if _on_whole(decision, row.id)]
        told += [
            _cell(documents, column, getattr(row, column), passage) | _taken(log.get(passage.decision or 0))
            for column, all_ in cells.items()
            for passage in all_
        ]
    if as_json:
        sys.stdout.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in told)
        return
    sys.stdout.write(f"{row.table} {row.id}\n")
    for one in told:
        sys.stdout.write(_words(one))


class _Documents:
    """Documents of a record, each read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[str, FullDocument] = {}

    def __getitem__(self, id: str) -> FullDocument:
        if id not in self._read:
            self._read[id] = self._store.document(id)
        return self._read[id]


def _cell(documents: _Documents, column: str, value: object, passage: Passage) -> dict[str, Any]:
    found: dict[str, Any] = {
        "field": column,
        "value": list(value) if isinstance(value, tuple) else value if value is None else str(value),
        "quote": passage.quote,
        "basis": passage.basis,
        "status": passage.status,
        "source": passage.source.text if passage.source else None,
        "method": passage.method,
        "decision": passage.decision,
    }
    if passage.document_id is not None and passage.span is not None:
        full = documents[passage.document_id]
        span, text = passage.span, full.document.text
        found |= {
            "document": full.document.path,
            "published": full.document.published.isoformat() if full.document.published else None,
            "start": span.start,
            "end": span.end,
        }
        shown = full.around(span, passage.quote or "")
        found["page"] = None if shown is None else page_of(full.document.pages, span.start)
        around = shown or span  # alone, if an earlier text says it
        before, after = text[around.start : span.start], text[span.end : around.end]
        found |= {"sentence": f"{before}{passage.quote}{after}", "marked": f"{before}[{passage.quote}]{after}"}
    return found


def _on_whole(decision: Decision, id: str) -> bool:
    return decision.field is None and id in (decision.record_id, decision.other_id)


def _ruling(decision: Decision) -> dict[str, Any]:
    """What a person decided on the record as a whole; `value` is the other record where two were joined or parted."""
    found = {"field": None, "value": decision.other_id, "decision": decision.number, "kind": decision.kind}
    return found | {"record": decision.record_id} | _taken(decision)


def _taken(decision: Decision | None) -> dict[str, Any]:
    return {} if decision is None else {"by": decision.by, "reason": decision.reason}


def _words(one: dict[str, Any]) -> str:
    if one["field"] is None:
        what = f"{one['record']} {one['kind']} {one['value']}" if one["value"] else _DECIDED[one["kind"]]
        return f"\n{what}{_by(one)}\n"
    basis = "" if one["basis"] == "stated" else f" ({one['basis']})"
    says = f", says {one['source']}" if one["source"] else ""
    head = f"\n{one['field']}: {one['value']}{basis}{says}\n"
    decided = "" if one["decision"] is None else f"    decided{_by(one)}\n"
    if one["quote"] is None:
        return head + decided
    page = "" if one["page"] is None else f"page {one['page']}, "
    place = f"    {one['document']}, {one['published'] or 'no date'}, {page}characters {one['start']}-{one['end']}\n"
    return head + "    " + " ".join(one["marked"].split()) + "\n" + place + decided


def _by(one: dict[str, Any]) -> str:
    reason = f": {one['reason']}" if one.get("reason") else ""
    return f" by {one.get('by', 'a person')}, decision {one['decision']}{reason}"
