"""The tables of a record as users get them: their columns with meanings, and how their rows are read.

The record tables (`truceline.model.records`) come with what analysts always join: names of those who take part, of
places and countries, outlet and day of the report, and the passage. What is worked out over reports (happenings,
ranges, lives) has a table of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, cast

from truceline.api import rows as r
from truceline.api.columns import Column, columns_of
from truceline.api.worked_out import DECISIONS, DOCUMENTS, FAILURES, HAPPENINGS, LINKS, LIVES, QUESTIONS
from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.model.records import (
    TABLES,
    ActorRow,
    CeasefireRow,
    ClaimRow,
    EventRow,
    FigureRow,
    PlaceRow,
    ReconciledRow,
    ReportRow,
    Row,
    WordingRow,
)
from truceline.record.reader import Reader
from truceline.record.views import tabled

Cells = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How one table is made.

    `rows` gives typed rows; `further`, for a record table, the cells of the joined columns by the row's id; `cells`
    turns a typed row into cells, for tables that are no record tables.
    """

    name: str
    help: str
    columns: tuple[Column, ...]
    rows: Callable[[Reader, Filter], Iterator[Any]]
    further: Callable[[Reader, list[Any]], Mapping[str, Cells]] | None = None
    cells: Callable[[Any], Cells] | None = None


_REPORT = (
    Column("outlet", str, "Who published the report"),
    Column("published", r.DAY, "Day of publication of the report"),
)
_PASSAGE = Column("passage", str, "The sentence in which its words begin; record.why(id) gives all passages, by cell")
_TAKING_PART = tuple(
    Column(f"{role}s", tuple, f"Names of those whose role is {role}, over all reports of the same actor")
    for role in ("actor", "target", "broker", "source")
)
_PLACED = (
    Column("places", tuple, "Names of the places"),
    Column("admin1s", tuple, "Provinces of the places"),
    Column("countries", tuple, "ISO 3166-1 alpha-3 codes of the places' countries"),
)
_PARTIES = tuple(
    Column(name, tuple, f"Names of those whose role is {role}")
    for name, role in (("parties", "party"), ("declarers", "declarer"), ("brokers", "broker"))
)
_MAIN: Mapping[str, tuple[type[Row], tuple[Column, ...], Callable[[Reader, list[Any]], Mapping[str, Cells]] | None]] = {
    "events": (EventRow, (*_TAKING_PART, *_PLACED), r.of_events),
    "figures": (FigureRow, (Column("sources", tuple, "Who gives it, from the first to say it"),), r.of_figures),
    "ranges": (ReconciledRow, (), None),
    "ceasefires": (CeasefireRow, (*_PARTIES, *_PLACED), r.of_ceasefires),
    "claims": (
        ClaimRow,
        (Column("speaker", str, "Name of the speaker, over all reports of the same actor"),),
        r.of_claims,
    ),
    "actors": (ActorRow, (), None),
    "places": (PlaceRow, (), None),
    "wordings": (WordingRow, (), None),
}


def table(name: str) -> Shape:
    """How a table is made, by the name that users call it or the name that it has in the file.

    Raises:
        UsageError: there is no such table.
    """
    found = _shapes().get(name)
    if found is None:
        near = get_close_matches(name, _shapes(), 1)
        hint = f"; did you mean {near[0]}?" if near else "."
        raise UsageError(f"there is no table {name!r}{hint} There are {', '.join(names())}")
    return found


def names() -> tuple[str, ...]:
    """The names of all tables, those that analysts mostly need first."""
    return tuple(dict.fromkeys(shape.name for shape in _shapes().values()))


@cache
def _shapes() -> Mapping[str, Shape]:
    main = {name: _of_record(name, *parts) for name, parts in _MAIN.items()}
    worked = {shape.name: shape for shape in (_happenings(), _lives(), *_kept())}
    taken = {record.table for record, _, _ in _MAIN.values()}
    rest = {name: _of_record(name, record, (), None) for name, record in TABLES.items() if name not in taken}
    as_in_file = {record.table: main[name] for name, (record, _, _) in _MAIN.items()}
    return {**main, **worked, **rest, **as_in_file}


def _of_record(
    name: str,
    record: type[Row],
    more: tuple[Column, ...],
    further: Callable[[Reader, list[Any]], Mapping[str, Cells]] | None,
) -> Shape:
    in_report = issubclass(record, ReportRow)

    def joined(reader: Reader, found: list[Any]) -> Mapping[str, Cells]:
        own = {} if further is None else further(reader, found)
        if not in_report:
            return own
        told = r.of_reports(reader, cast(type[ReportRow], record), found)
        return {row.id: {**own.get(row.id, {}), **told[row.id]} for row in found}

    return Shape(
        name=name,
        help=" ".join((record.__doc__ or "").split()),
        columns=(*columns_of(record), *more, *((*_REPORT, _PASSAGE) if in_report else ())),
        rows=lambda reader, wanted: tabled.rows(reader, record, wanted),
        further=joined,
    )


def _happenings() -> Shape:
    said = "Happenings, one row each: what all reports of it say together."
    return Shape(name="happenings", help=said, columns=HAPPENINGS, rows=r.happenings, cells=r.of_happening)


def _lives() -> Shape:
    said = "Ceasefires, one row each, followed over all reports: when they began and ended, and how long they held."
    return Shape(name="lives", help=said, columns=LIVES, rows=r.lives, cells=r.of_life)


def _kept() -> Iterator[Shape]:
    """What is no record table: documents, and what became of reading, linking and deciding."""
    for name, columns, rows, said in (
        ("documents", DOCUMENTS, r.documents, "Reports, one row each, as the newest version read them."),
        ("links", LINKS, r.whole(lambda reader: reader.links()), "What the software thinks of pairs of records."),
        ("questions", QUESTIONS, r.whole(lambda reader: reader.questions()), "What a person has to settle."),
        ("decisions", DECISIONS, r.whole(lambda reader: reader.decisions()), "What people decided, oldest first."),
        ("failures", FAILURES, r.whole(lambda reader: reader.failures()), "Files that could not be read, and why."),
        ("skipped", FAILURES, r.whole(lambda reader: reader.skipped()), "Files left out on purpose, and why."),
    ):
        yield Shape(name=name, help=said, columns=columns, rows=rows, cells=r.plain(columns))


CODEBOOK = (
    Column("table", str, "Table"),
    Column("column", str, "Column"),
    Column("meaning", str, "What it says"),
    Column("type", str, "str, int, float, bool, date, datetime, or tuple (several words, joined by '; ')"),
    Column("values", tuple, "The values that it can have, where the set is closed"),
    Column("refers_to", str, "Table that its value is an id of"),
)


def codebook_rows(chosen: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    """The codebook of some tables, as rows of `CODEBOOK`.

    Raises:
        UsageError: there is no such table.
    """
    for name in chosen:
        for column in table(name).columns:
            yield name, column.name, column.help, column.type.__name__, column.values, column.ref
