"""The reconciled figures of the whole record: rows of `figure` -> rows of `reconciled`, and which figures count."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from truceline.model.records import ReconciledRow, Standing
from truceline.record.cells import content_id
from truceline.record.files import query
from truceline.record.reconcile import Reconciliation, Reported, reconcile
from truceline.record.schema import SqlValue, column_names, to_row, to_sql

_COLUMNS = column_names(ReconciledRow)
# reconciled column -> column of the figures counted that says it
_FROM_ALL = {
    "happening_id": "event_id", "kind": "kind", "victim_class": "victim_class", "scope": "scope",
    "low": "low", "high": "high", "open": "open", "agreement": "verbatim", "rule": "verbatim",
}  # fmt: skip
_FROM_BEST = {"best": "best", "best_figure_id": "verbatim"}


Scope = frozenset[str] | None


class Key(NamedTuple):
    """Figures with the same key compete; cumulative ones only with those of the same day."""

    happening_id: str
    kind: str
    victim_class: str
    scope: str
    as_of: str | None


class _Figure(NamedTuple):
    id: str
    document_id: str
    position: int
    who: str | None
    kind: str
    victim_class: str
    scope: str
    low: int | None
    best: int | None
    high: int | None
    open: int
    standing: str
    happening_id: str
    status: str
    rejected: int
    known: str | None
    name: str | None
    outlet: str | None
    published: str | None


@dataclass(slots=True)
class Tallies:
    """What follows from all figures: rows of `reconciled` by id, and the standing of figures where it changed."""

    rows: dict[str, ReconciledRow] = field(default_factory=dict)
    changed: list[tuple[Standing, str]] = field(default_factory=list)
    documents: dict[str, str] = field(default_factory=dict)


def tallies(connection: sqlite3.Connection, happenings: Scope = None) -> Tallies:
    """Reconcile these happenings, all of the record if none are given."""
    found, groups = Tallies(), defaultdict(list)
    among, values = _among(happenings)
    for figure in map(_Figure._make, connection.execute(f"SELECT * FROM ({query('figures')}) WHERE {among}", values)):
        found.documents[figure.id] = figure.document_id
        standing = _standing(figure)
        if standing == "counted":
            groups[_key(figure)].append(figure)
        elif standing != figure.standing:
            found.changed.append((standing, figure.id))
    for key in sorted(groups, key=lambda k: tuple(part or "" for part in k)):
        figures = groups[key]
        result = reconcile(map(_reported, figures))
        assert result is not None
        row = _row(key, result, figures)
        found.rows[row.id] = row
        for figure in figures:
            standing = "superseded" if figure.id in result.superseded else "counted"
            if standing != figure.standing:
                found.changed.append((standing, figure.id))
    return found


def _standing(figure: _Figure) -> Standing:
    if figure.rejected:
        return "rejected"
    return "counted" if figure.status in ("asserted", "background") else "unrealised"


def _key(figure: _Figure) -> Key:
    as_of = figure.published if figure.scope == "cumulative" else None
    return Key(figure.happening_id, figure.kind, figure.victim_class, figure.scope, as_of)


def _reported(figure: _Figure) -> Reported:
    return Reported(
        id=figure.id,
        low=figure.low,
        best=figure.best,
        high=figure.high,
        open=bool(figure.open),
        root=root(figure.known, figure.name, figure.outlet, figure.document_id),
        as_of=None if figure.published is None else date.fromisoformat(figure.published),
        place=(figure.document_id, figure.position),
        who=figure.who,
    )


def root(known: str | None, name: str | None, outlet: str | None, document_id: str) -> str:
    """Who said it first: an actor of the register, a proper name, else the outlet, else the document.

    Sources without a name of their own ("officials") are one root for each outlet, so that one paper's unnamed
    sources never confirm each other. A proper name is one whose last word begins with a capital letter.
    """
    if known is not None:
        return f"known {known}"
    if name and name.split()[-1][:1].isupper():
        return f"name {name.casefold()}"
    return f"document {document_id}" if outlet is None else f"outlet {outlet.casefold()}"


def _row(key: Key, result: Reconciliation, figures: Iterable[_Figure]) -> ReconciledRow:
    counted = tuple(figure.id for figure in figures if figure.id not in result.superseded)
    values = (
        content_id(ReconciledRow.prefix, *key), key.happening_id, key.kind, key.victim_class, key.scope, key.as_of,
        result.low, result.best, result.high, result.open, to_sql(counted), result.n_figures, result.n_independent,
        result.agreement, result.best_figure_id, result.rule,
    )  # fmt: skip
    return to_row(ReconciledRow, values)


def write(connection: sqlite3.Connection, found: Tallies, happenings: Scope = None) -> None:
    """Bring `reconciled`, its cell sources and `figure.standing` up to date.

    Args:
        connection: the record.
        found: what should be there of these happenings.
        happenings: whose rows are written anew, all if none are given.
    """
    connection.executemany("UPDATE figure SET standing = ? WHERE id = ?", found.changed)
    among, values = _among(happenings)
    sources = f"table_name = 'reconciled' AND row_id IN (SELECT id FROM reconciled WHERE {among})"
    connection.execute(f"DELETE FROM other_source WHERE document_id = '' AND {sources}", values)
    connection.execute(f"DELETE FROM reconciled WHERE {among}", values)
    fresh, names = found.rows.values(), ", ".join(_COLUMNS)
    marks = ", ".join("?" * len(_COLUMNS))
    connection.executemany(f"INSERT INTO reconciled ({names}) VALUES ({marks})", map(_values, fresh))
    copies = [copy for row in fresh for copy in _copies(row, found.documents)]
    connection.executemany(query("copy_source"), copies)


def _among(happenings: Scope) -> tuple[str, tuple[str, ...]]:
    """A condition for rows of these happenings, with its value."""
    if happenings is None:
        return "1", ()
    return "happening_id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(happenings)),)


def _values(row: ReconciledRow) -> tuple[SqlValue, ...]:
    values = (getattr(row, name) for name in _COLUMNS)
    return tuple(value.isoformat() if isinstance(value, date) else to_sql(value) for value in values)


def _copies(row: ReconciledRow, documents: Mapping[str, str]) -> Iterable[tuple[str, str, str, str, str]]:
    """(row, column, document, figure, column of the figure) for every cell of the row."""
    for column, source in _FROM_ALL.items():
        if getattr(row, column) is not None:
            for figure_id in row.figure_ids:
                yield (row.id, column, documents[figure_id], figure_id, source)
    if row.best_figure_id is not None:
        for column, source in _FROM_BEST.items():
            yield (row.id, column, documents[row.best_figure_id], row.best_figure_id, source)
