"""SQL of the record tables, made from their declarations, and values on their way in and out of SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from sys import intern
from typing import Any, TypeVar

from truceline.model.ledger import Value, content_hash
from truceline.model.records import RECORDS, TABLES, Field, ReportRow, Row, fields_of

R = TypeVar("R", bound=Row)
SqlValue = str | int | float | None
JOIN = "; "

_SQL_TYPES: dict[type, str] = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER", date: "TEXT", tuple: "TEXT"}

FOLDED = """CREATE TABLE {schema}.folded (
  document_id TEXT PRIMARY KEY,   -- which reading of each document the record tables show
  reading INTEGER NOT NULL
) WITHOUT ROWID"""

UNUSED = """CREATE TABLE {schema}.unused (
  reading INTEGER NOT NULL,       -- statements that fill no cell: another one of their record filled it
  n INTEGER NOT NULL,
  PRIMARY KEY (reading, n)
) WITHOUT ROWID"""

OTHER_SOURCE = """CREATE TABLE {schema}.other_source (
  document_id TEXT NOT NULL,      -- '' for rows that come from several documents
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  column_name TEXT NOT NULL,
  statement_id TEXT NOT NULL,     -- '' for a cell that a person entered
  decision INTEGER NOT NULL,      -- 0, or the number of the decision that entered it
  reading INTEGER NOT NULL,       -- where the statement stands
  n INTEGER NOT NULL,
  PRIMARY KEY (document_id, table_name, row_id, column_name, statement_id, decision)
) WITHOUT ROWID"""

CELL_SOURCE = """CREATE VIEW {schema}.cell_source AS
  -- a statement of the reading that is shown is the source of the cell that it names; the others stand by themselves
  SELECT folded.document_id, statement.table_name, statement.record_id AS row_id, statement.field AS column_name,
         statement.id AS statement_id, 0 AS decision, statement.reading, statement.n
  FROM folded JOIN statement ON statement.reading = folded.reading
  WHERE NOT EXISTS (SELECT 1 FROM unused WHERE unused.reading = statement.reading AND unused.n = statement.n)
  UNION ALL
  SELECT document_id, table_name, row_id, column_name, statement_id, decision, reading, n FROM other_source"""

TOUCHED = """CREATE TABLE {schema}.touched (
  what TEXT NOT NULL,             -- what has still to be brought together: records of a table, or what hangs on them
  id TEXT NOT NULL,
  PRIMARY KEY (what, id)
) WITHOUT ROWID"""

HEIR = """CREATE TABLE {schema}.heir (
  id TEXT PRIMARY KEY,            -- a record that a decision calls the same as another, or not, and that is gone
  table_name TEXT NOT NULL,
  heir_id TEXT                    -- the record that takes its place; NULL if there is none
) WITHOUT ROWID"""

REPRINT = """CREATE TABLE {schema}.reprint (
  document_id TEXT PRIMARY KEY,   -- printings of one report, the first one included
  first_id TEXT NOT NULL,         -- the first printing
  outlet TEXT                     -- of the earliest printing that names one
) WITHOUT ROWID"""

QUESTION = """CREATE TABLE {schema}.question (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  table_name TEXT NOT NULL,
  record_id TEXT NOT NULL,
  field TEXT,
  decision INTEGER,
  document_id TEXT NOT NULL,      -- '' for questions that come from several documents
  text TEXT NOT NULL
) WITHOUT ROWID"""

# what a decision looks up besides ids
FURTHER_INDEXES = (
    "CREATE INDEX {schema}.event_part_of_id ON event (part_of_id) WHERE part_of_id IS NOT NULL",
    "CREATE INDEX {schema}.event_actor_actor_id ON event_actor (actor_id)",
    "CREATE INDEX {schema}.figure_source_actor_id ON figure_source (actor_id)",
    "CREATE INDEX {schema}.heir_heir_id ON heir (heir_id)",
    "CREATE INDEX {schema}.question_place ON question (document_id, record_id)",
)

INDEXED = {"happening_id", "canonical_id", "event_id", "ceasefire_id", "claim_id", "figure_id"}
COVERING = {
    ("event_actor", "event_id"): ("role", "actor_id", "review"),
    ("event_place", "event_id"): ("place_id", "review"),
}  # what else such an index holds, so that joining all events with who and where does not look at the rows


def is_report(record: type[Row]) -> bool:
    """True if rows of this table come from one report each."""
    return issubclass(record, ReportRow)


def table_sql(record: type[Row], schema: str = "main") -> Iterable[str]:
    """The statements that create one record table and its indexes in an attached database."""
    columns = [f"  {_column(field)}" for field in fields_of(record)]
    yield f"CREATE TABLE {schema}.{record.table} (\n" + ",\n".join(columns) + "\n) WITHOUT ROWID"
    if is_report(record):
        yield f"CREATE INDEX {schema}.{record.table}_document ON {record.table} (document_id, position)"
    for field in fields_of(record):
        if field.name in INDEXED:
            covered = ", ".join((field.name, *COVERING.get((record.table, field.name), ())))
            yield f"CREATE INDEX {schema}.{record.table}_{field.name} ON {record.table} ({covered})"


def _column(field: Field) -> str:
    if field.name == "id":
        return "id TEXT PRIMARY KEY"
    return f"{field.name} {_SQL_TYPES[field.type]}{'' if field.optional else ' NOT NULL'}"


def create_sql(schema: str = "main") -> tuple[str, ...]:
    """Everything that creates the derived tables."""
    tables = tuple(sql for record in RECORDS for sql in table_sql(record, schema))
    return (
        *tables,
        *(
            sql.format(schema=schema)
            for sql in (FOLDED, UNUSED, OTHER_SOURCE, CELL_SOURCE, TOUCHED, HEIR, REPRINT, QUESTION)
        ),
        *(sql.format(schema=schema) for sql in FURTHER_INDEXES),
    )


DERIVED = (
    *(record.table for record in RECORDS), "cell_source", "other_source", "unused", "folded", "touched", "heir",
    "reprint", "question",
)  # fmt: skip


@cache
def schema_key() -> str:
    """Changes whenever a declaration changes; then the derived tables are made anew."""
    return content_hash(list(create_sql()))[:16]


def to_sql(value: Value | None) -> SqlValue:
    """A value as SQL holds it: lists joined by "; ", truth as 0 or 1."""
    if isinstance(value, tuple):
        return JOIN.join(value)
    return int(value) if isinstance(value, bool) else value


@lru_cache(maxsize=16_384)
def _to_date(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _to_bool(value: Any) -> bool | None:
    return None if value is None else bool(value)


def _to_tuple(value: Any) -> tuple[str, ...]:
    return tuple(value.split(JOIN)) if value else ()


_READERS: dict[type, Callable[[Any], Any]] = {date: _to_date, bool: _to_bool, tuple: _to_tuple}


@cache
def _readers(table: str) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    return tuple((field.name, _READERS[field.type]) for field in fields_of(TABLES[table]) if field.type in _READERS)


def to_row(record: type[R], values: Sequence[Any]) -> R:
    """A row of SQL as a typed row."""
    cells = dict(zip(_column_names(record.table), values, strict=True))
    for name, read in _readers(record.table):
        cells[name] = read(cells[name])
    return record(**cells)


def to_rows(record: type[R], found: Iterable[Sequence[Any]]) -> Iterator[R]:
    """Rows of SQL as typed rows; words that many rows have are kept once, which halves the memory of a whole table."""
    names, shared, readers = _column_names(record.table), _shared(record.table), _readers(record.table)
    for values in found:
        cells = dict(zip(names, values, strict=True))
        for name in shared:
            if cells[name] is not None:
                cells[name] = intern(cells[name])
        for name, read in readers:
            cells[name] = read(cells[name])
        yield record(**cells)


@cache
def _shared(table: str) -> tuple[str, ...]:
    """The columns whose words many rows share: not ids, which each row has for itself."""
    return tuple(f.name for f in fields_of(TABLES[table]) if f.type is str and f.name != "id")


def column_names(record: type[Row]) -> tuple[str, ...]:
    """The columns of a record table, in order."""
    return _column_names(record.table)


@cache
def _column_names(table: str) -> tuple[str, ...]:
    return tuple(field.name for field in fields_of(TABLES[table]))
