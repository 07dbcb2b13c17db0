"""The words behind the rows of an export, by the id of the row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from truceline.model.ledger import Cell, DocumentInfo, Passage
from truceline.record import Store

PASSAGES = "passages.csv"
HEADER = (
    "id", "table", "row_id", "field", "quote", "source", "basis", "outlet", "published", "title", "url", "path",
    "document_id", "start", "end", "decision", "method",
)  # fmt: skip


def passages(store: Store, cited: Sequence[tuple[str, str, str]]) -> Iterator[Mapping[str, Any]]:
    """Each passage of each cell of the cited rows.

    Args:
        store: an open record.
        cited: exported id, record row and its document, as `Product.cited` has them.
    """
    by_document = defaultdict[str, defaultdict[str, dict[str, None]]](lambda: defaultdict(dict))
    for exported, row, document in cited:
        by_document[document][row][exported] = None
    infos = {info.id: info for info in store.documents(frozenset(by_document) - {""})}
    for document in sorted(by_document, key=lambda own: (own not in infos, own)):
        wanted = by_document[document]
        for cell in store.cells(document_id=document):
            for exported in wanted.get(cell.row_id, ()):
                for passage in cell.passages:
                    yield _row(exported, cell, passage, infos.get(document))


def _row(exported: str, cell: Cell, passage: Passage, info: DocumentInfo | None) -> Mapping[str, Any]:
    span = passage.span
    return {
        "id": exported,
        "table": cell.table,
        "row_id": cell.row_id,
        "field": cell.column,
        "quote": passage.quote,
        "source": None if passage.source is None else passage.source.text,
        "basis": passage.basis,
        "outlet": None if info is None else info.outlet,
        "published": None if info is None or info.published is None else info.published.isoformat(),
        "title": None if info is None else info.title,
        "url": None if info is None else info.url,
        "path": None if info is None else info.path,
        "document_id": passage.document_id,
        "start": None if span is None else span.start,
        "end": None if span is None else span.end,
        "decision": passage.decision or None,
        "method": passage.method,
    }
