"""The words behind the rows of an export, by the id of the row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from truceline.model.ledger import Cell, DocumentInfo, Passage
from truceline.record import Store

PASSAGES = "passages.csv"
HEADER = (
    "id", "table", "row_id", "field", "quote", "source", "basis", "outlet", "published", "title", "url", "path",
    "document_id", "start", "end", "decision", "method",
)  # fmt: skip


def passages(store: Store, cited: Sequence[tuple[str, str, str]]) -> Iterator[Sequence[Any]]:
    """Each passage of each cell of the cited rows, as `HEADER` has it.

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
        report = _report(infos.get(document))
        for cell in store.cells(document_id=document, among=wanted.keys()):
            for passage in cell.passages:
                words = _words(cell, passage, report)
                for exported in wanted[cell.row_id]:
                    yield (exported, *words)


def _report(info: DocumentInfo | None) -> tuple[str | None, ...]:
    """Outlet, day, title, address and path of a report."""
    if info is None:
        return (None,) * 5
    day = None if info.published is None else info.published.isoformat()
    return info.outlet, day, info.title, info.url, info.path


def _words(cell: Cell, passage: Passage, report: tuple[str | None, ...]) -> tuple[str | int | None, ...]:
    """What follows the id."""
    start, end = (None, None) if passage.span is None else (passage.span.start, passage.span.end)
    return (
        cell.table, cell.row_id, cell.column, passage.quote, None if passage.source is None else passage.source.text,
        passage.basis, *report, passage.document_id, start, end, passage.decision or None, passage.method,
    )  # fmt: skip
