"""The reconciled figures of the whole record: rows of `figure` -> rows of `reconciled`, and which figures count."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from truceline.model.extraction import ActorKind, Revision
from truceline.model.records import ReconciledRow, Standing
from truceline.record.cells import content_id
from truceline.record.files import query
from truceline.record.reconcile import Reconciliation, Reported, reconcile
from truceline.record.roots import root
from truceline.record.schema import SqlValue, column_names, to_row, to_sql
from truceline.record.totals import totals

ALL = "all"
HEDGES = "VN-higher"
_COLUMNS = column_names(ReconciledRow)
# reconciled column -> column of the figures counted that says it
_FROM_COUNTED = {
    "happening_id": "event_id", "kind": "kind", "victim_class": "victim_class", "scope": "scope",
    "agreement": "verbatim", "rule": "verbatim",
}  # fmt: skip
_ENDS = ("low", "high", "open")
# the columns of a figure that may give an end, the one that it is named after first: a person may have emptied that
_GIVING = {"low": ("low", "best", "high"), "high": ("high", "best", "low")}


Scope = frozenset[str] | None


class Key(NamedTuple):
    """Figures with the same key compete; cumulative ones only with those of the same day."""

    happening_id: str
    kind: str
    scope: str
    as_of: str | None
    victim_class: str


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
    rule: str
    revision: Revision | None
    excluded: int | None
    reliability: str | None
    credibility: str | None
    standing: Standing
    replaced_by_id: str | None
    root: str | None
    happening_id: str
    status: str
    rejected: int
    known: str | None
    name: str | None
    source_kind: ActorKind | None
    outlet: str | None
    published: str | None
    first_id: str | None
    chars: int


_Part = tuple[Standing, str | None, str | None]


@dataclass(slots=True)
class Tallies:
    """What follows from all figures: rows of `reconciled` by id, and the part of figures in them where it changed.

    `figures` are those counted, by id. `sources` says for each row which figure gives which cell: (column of the row,
    figure, column of the figure).
    """

    figures: Mapping[str, Reported] = field(default_factory=dict)
    rows: dict[str, ReconciledRow] = field(default_factory=dict)
    changed: list[tuple[Standing, str | None, str | None, str]] = field(default_factory=list)
    documents: dict[str, str] = field(default_factory=dict)
    sources: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)


def tallies(connection: sqlite3.Connection, happenings: Scope = None) -> Tallies:
    """Reconcile these happenings, all of the record if none are given."""
    found = Tallies()
    before: dict[str, _Part] = {}
    now: dict[str, _Part] = {}
    groups: dict[Key, list[Reported]] = defaultdict(list)
    among, values = _among(happenings)
    told = map(_Figure._make, connection.execute(query("figures").format(among=among), values))
    for figure in _as_first_printed(told):
        found.documents[figure.id] = figure.document_id
        printed = figure.first_id or figure.document_id
        own = root(figure.known, figure.name, figure.source_kind, figure.outlet, printed)
        before[figure.id] = (figure.standing, figure.replaced_by_id, figure.root)
        now[figure.id] = (_standing(figure), None, own)
        if now[figure.id][0] == "counted":
            groups[_key(figure)].append(_reported(figure, own))
    found.figures = {figure.id: figure for figures in groups.values() for figure in figures}
    revisions = _revisions(groups)
    for key in sorted(groups, key=_order):
        hurt = groups.get(key._replace(kind="wounded"), ()) if key.kind == "killed" else ()
        result = reconcile(groups[key], hurt, revisions.get(_anywhere(key), ()))
        assert result is not None
        for figure_id, fate in result.fates.items():
            now[figure_id] = (fate.standing, fate.by, now[figure_id][2])
        _add(found, key, result, {})
    back = {figure_id for figure_id, part in now.items() if part[0] in ("corrected", "withdrawn")}
    _add_totals(found, {key: [f for f in figures if f.id not in back] for key, figures in groups.items()})
    found.changed = [(*part, figure_id) for figure_id, part in now.items() if part != before[figure_id]]
    return found


def _as_first_printed(figures: Iterable[_Figure]) -> Iterator[_Figure]:
    """The figures, those of reprints with the day on which their report first gave that number.

    A report that is printed again says nothing new: an old copy, however late, does not supersede what a newer state of
    the report has since. A figure that revises another one is new.
    """
    printed: dict[tuple[object, ...], list[_Figure]] = defaultdict(list)
    for figure in figures:
        if figure.first_id is None or figure.revision is not None or figure.published is None:
            yield figure
        else:
            number = (figure.low, figure.best, figure.high, figure.open)
            printed[figure.first_id, _key(figure)._replace(as_of=None), number].append(figure)
    for copies in printed.values():
        day = min(copy.published or "" for copy in copies)
        yield from (copy._replace(published=day) for copy in copies)


def _revisions(groups: Mapping[Key, Sequence[Reported]]) -> Mapping[Key, Sequence[Reported]]:
    """Figures that revise others, for all scopes and days together: a source revises its number of the people."""
    found: dict[Key, list[Reported]] = defaultdict(list)
    for key, figures in groups.items():
        found[_anywhere(key)] += [figure for figure in figures if figure.revision is not None]
    return found


def _anywhere(key: Key) -> Key:
    return key._replace(scope="", as_of=None)


def _add_totals(found: Tallies, groups: Mapping[Key, Sequence[Reported]]) -> None:
    """Add the rows for all classes together, where figures are of several."""
    split: dict[Key, dict[str, Sequence[Reported]]] = defaultdict(dict)
    for key, figures in groups.items():
        if figures:
            split[key._replace(victim_class=ALL)][key.victim_class] = figures
    summed = {key: totals(by_class) for key, by_class in split.items() if len(by_class) > 1}
    for key in sorted(summed, key=_order):
        hurt = summed.get(key._replace(kind="wounded")) if key.kind == "killed" else None
        result = reconcile(summed[key].figures, () if hurt is None else hurt.figures)
        if result is not None:
            _add(found, key, result, summed[key].parts)


def _order(key: Key) -> tuple[str, ...]:
    return tuple(part or "" for part in key)


def _standing(figure: _Figure) -> Standing:
    if figure.rejected:
        return "rejected"
    if figure.status not in ("asserted", "background"):
        return "unrealised"
    return "excluded" if figure.excluded else "counted"


def _key(figure: _Figure) -> Key:
    as_of = figure.published if figure.scope == "cumulative" else None
    return Key(figure.happening_id, figure.kind, figure.scope, as_of, figure.victim_class)


def _reported(figure: _Figure, own: str) -> Reported:
    return Reported(
        id=figure.id,
        low=figure.low,
        best=figure.best,
        high=figure.high,
        open=bool(figure.open),
        root=own,
        as_of=None if figure.published is None else date.fromisoformat(figure.published),
        place=(figure.document_id, figure.position),
        who=figure.who,
        speaker=None if figure.name is None else figure.name.casefold(),
        hedge=figure.rule == HEDGES,
        revision=figure.revision,
        reliability=figure.reliability or "F",
        credibility=int(figure.credibility or 6),
        chars=0 if figure.first_id is None else figure.chars,
    )


def _add(found: Tallies, key: Key, result: Reconciliation, parts: Mapping[str, tuple[str, ...]]) -> None:
    """Add the row for one key, unless nothing stands; `parts` are the figures behind each sum."""
    if not result.n_independent:
        return
    counted = _unfolded((*result.having("counted"), *result.having("hedge")), parts)
    ends = {column: _unfolded(ids, parts) for column, ids in result.ends.items()}
    summed = result.best_figure_id in parts
    values = (
        content_id(ReconciledRow.prefix, *key), key.happening_id, key.kind, key.victim_class, key.scope, key.as_of,
        result.low, result.best, result.high, result.open,
        "inferred" if any(figure_id in parts for figure_id in result.fates) else "stated",
        to_sql(counted), to_sql(tuple(sorted({i for ids in ends.values() for i in ids}))),
        len(_unfolded(result.fates, parts)), result.n_independent, result.agreement,
        None if summed else result.best_figure_id, f"sum: {result.rule}" if summed else result.rule,
    )  # fmt: skip
    row = to_row(ReconciledRow, values)
    found.rows[row.id] = row
    cells = [(column, i, source) for column, source in _FROM_COUNTED.items() for i in counted]
    for column in _ENDS:
        if getattr(row, column) is not None:
            cells += [(column, i, _giving(found.figures[i], column)) for i in ends.get(column, counted)]
    if result.best_figure_id is not None:
        cells += [("best", i, "best") for i in _unfolded((result.best_figure_id,), parts)]
        cells += [] if summed else [("best_figure_id", result.best_figure_id, "verbatim")]
    found.sources[row.id] = cells


def _giving(figure: Reported, end: str) -> str:
    """The column of a figure that gives an end of the range."""
    number = figure.least if end == "low" else figure.most
    names = [name for name in _GIVING.get(end, ()) if getattr(figure, name) is not None]
    return next((name for name in names if getattr(figure, name) == number), names[0] if names else end)


def _unfolded(ids: Iterable[str], parts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The ids with each sum replaced by what it adds up."""
    return tuple(sorted({part for figure_id in ids for part in parts.get(figure_id, (figure_id,))}))


def write(connection: sqlite3.Connection, found: Tallies, happenings: Scope = None) -> None:
    """Bring `reconciled`, its cell sources and the parts of figures up to date.

    Args:
        connection: the record.
        found: what should be there of these happenings.
        happenings: whose rows are written anew, all if none are given.
    """
    connection.executemany("UPDATE figure SET standing = ?, replaced_by_id = ?, root = ? WHERE id = ?", found.changed)
    among, values = _among(happenings)
    sources = f"table_name = 'reconciled' AND row_id IN (SELECT id FROM reconciled WHERE {among})"
    connection.execute(f"DELETE FROM other_source WHERE document_id = '' AND {sources}", values)
    connection.execute(f"DELETE FROM reconciled WHERE {among}", values)
    fresh, names = found.rows.values(), ", ".join(_COLUMNS)
    marks = ", ".join("?" * len(_COLUMNS))
    connection.executemany(f"INSERT INTO reconciled ({names}) VALUES ({marks})", map(_values, fresh))
    copies = [
        (row.id, column, found.documents[figure_id], figure_id, source)
        for row in fresh
        for column, figure_id, source in found.sources[row.id]
    ]
    connection.executemany(query("copy_source"), copies)


def _among(happenings: Scope) -> tuple[str, tuple[str, ...]]:
    """A condition for rows of these happenings, with its value."""
    if happenings is None:
        return "1", ()
    return "happening_id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(happenings)),)


def _values(row: ReconciledRow) -> tuple[SqlValue, ...]:
    values = (getattr(row, name) for name in _COLUMNS)
    return tuple(value.isoformat() if isinstance(value, date) else to_sql(value) for value in values)
