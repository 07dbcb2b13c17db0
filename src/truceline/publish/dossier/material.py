"""What the dossier is made from: documents, rows and cells of a record, in one fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from truceline.follow import Followed, Life
from truceline.model.ledger import Cell, FullDocument, Link, Question
from truceline.model.records import RECORDS, ReportRow, Row
from truceline.publish.dossier.scope import Share
from truceline.publish.standings import rulings
from truceline.record import Store
from truceline.record.decisions import standing

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Left:
    """An input that gave no document: `failed` or left out on purpose, with the reason in words."""

    path: str
    failed: bool
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything of one record, or of a scope of it, that a dossier shows.

    `documents` stand in the order of publication. `suggested` are the links left to a person. `rulings` says by the id
    of a record who took it out, and why. `lives` are those of the ceasefires by the id of each row. `share` says how
    much of the record it is, and `unread` how many inputs gave no document, where that is not the whole.
    """

    documents: tuple[FullDocument, ...]
    rows: Mapping[str, tuple[Row, ...]]
    cells: tuple[Cell, ...]
    left: tuple[Left, ...]
    decisions: int
    rulings: Mapping[str, str]
    questions: tuple[Question, ...]
    suggested: tuple[Link, ...]
    lives: Mapping[str, Life]
    digest: str
    reprints: Mapping[str, str]
    share: Share | None = None
    unread: int = 0

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """All rows of one table."""
        return tuple(row for row in self.rows.get(kind.table, ()) if isinstance(row, kind))


def gathered(store: Store) -> Material:
    """Everything that the dossier needs, read from the record once."""
    documents = in_order(store.document(info.id) for info in store.documents())
    rank = {d.document.id: n for n, d in enumerate(documents)}
    failed = sorted((Left(f.path, True, f.message) for f in store.failures()), key=lambda left: left.path)
    skipped = sorted((Left(s.path, False, s.message) for s in store.skipped()), key=lambda left: left.path)
    decisions = tuple(store.decisions())
    rows: dict[str, tuple[Row, ...]] = {record.table: rows_in_order(store.rows(record), rank) for record in RECORDS}
    followed = Followed.of(
        lambda record: iter([r for r in rows[record.table] if isinstance(r, record)]), store.published()
    )
    return Material(
        documents=documents,
        rows=rows,
        lives=by_row(followed.lives()),
        cells=tuple(store.cells()),
        left=(*failed, *skipped),
        decisions=len(decisions),
        rulings=rulings(standing(decisions)),
        questions=tuple(sorted(store.questions(), key=lambda q: q.id)),
        suggested=tuple(link for link in store.links() if link.kind == "suggest"),
        digest=store.digest(),
        reprints=store.reprints(),
    )


def by_row(lives: Iterable[Life]) -> Mapping[str, Life]:
    """Lives by the ids of the ceasefire rows that they are made from."""
    return {own: life for life in lives for own in life.ceasefires}


def in_order(documents: Iterable[FullDocument]) -> tuple[FullDocument, ...]:
    """Documents by day of publication, undated last, then by path: the order of reading."""
    return tuple(
        sorted(
            documents,
            key=lambda d: (d.document.published or date.max, d.document.path, d.document.id),
        )
    )


def rows_in_order(rows: Iterable[R], rank: Mapping[str, int]) -> tuple[R, ...]:
    """Rows in the order of their documents and of the text; rows of no document by id."""

    def key(row: R) -> tuple[int, int, str]:
        if isinstance(row, ReportRow):
            return rank.get(row.document_id, len(rank)), row.position, row.id
        return len(rank), 0, row.id

    return tuple(sorted(rows, key=key))
