"""A plain SQLite file of the tables, with search over the words of the passages, and what Datasette shows of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from errno import EIO
from pathlib import Path
from typing import Any

from truceline.publish.export.sheet import LICENCE, RANGE
from truceline.publish.export.tables import Cell, Cells, Column, Product, Table

FILE, METADATA = "record.sqlite", "metadata.json"
_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT", "list": "TEXT"}
_INDEXED = ("type", "status", "review", "first_day", "country", "published", "outlet", "kind")
_SEARCH = """
CREATE VIRTUAL TABLE passage_words USING fts5 (
  quote, content = 'passage', content_rowid = 'rowid', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO passage_words (passage_words) VALUES ('rebuild');
"""
_VIEWS = """
CREATE VIEW happening_report AS
  SELECT event.happening_id, event.id AS event_id, event.type, event.status, event.trigger, event.date_earliest,
         event.date_latest, event.review, document.id AS document_id, document.published, document.outlet,
         document.title, document.url
  FROM event JOIN document ON document.id = event.document_id WHERE event.review != 'rejected';
CREATE VIEW happening_figure AS
  SELECT event.happening_id, figure.id AS figure_id, figure.kind, figure.victim_class, figure.verbatim, figure.low,
         figure.best, figure.high, figure.open, figure.standing,
         (SELECT text FROM figure_source WHERE figure_id = figure.id ORDER BY step, id LIMIT 1) AS source,
         document.outlet, document.published
  FROM figure JOIN event ON event.id = figure.event_id JOIN document ON document.id = figure.document_id;
CREATE VIEW happening_passage AS
  WITH part (happening_id, row_id) AS (
    SELECT happening_id, id FROM event
    UNION ALL SELECT happening_id, event_actor.id FROM event_actor JOIN event ON event.id = event_id
    UNION ALL SELECT happening_id, event_place.id FROM event_place JOIN event ON event.id = event_id
    UNION ALL SELECT happening_id, figure.id FROM figure JOIN event ON event.id = event_id
    UNION ALL SELECT happening_id, figure_source.id FROM figure_source JOIN figure ON figure.id = figure_id
              JOIN event ON event.id = event_id)
  SELECT part.happening_id, passage.* FROM part JOIN passage ON passage.row_id = part.row_id;
"""
_QUERIES = {
    "words_behind": (
        "The words behind a happening",
        "SELECT passage.\"table\", passage.field, passage.quote, document.outlet, document.published, passage.row_id"
        " FROM happening_passage AS passage LEFT JOIN document ON document.id = passage.document_id"
        " WHERE happening_id = :happening_id ORDER BY document.published, passage.start",
    ),
    "deadliest": (
        "Happenings by the highest number of killed that a report gives",
        "SELECT id, type, place, country, first_day, killed_low, killed_best, killed_high, killed_open, reports"
        " FROM happening WHERE happened ORDER BY coalesce(killed_high, killed_best, killed_low) DESC LIMIT 100",
    ),
    "who_says_how_many": (
        "Every number of one happening with its source",
        "SELECT kind, victim_class, verbatim, low, best, high, standing, source, outlet, published"
        " FROM happening_figure WHERE happening_id = :happening_id ORDER BY kind, published",
    ),
    "search_passages": (
        "Passages that hold these words",
        "SELECT passage.quote, passage.\"table\", passage.row_id, passage.field, passage.document_id"
        " FROM passage_words JOIN passage ON passage.rowid = passage_words.rowid"
        " WHERE passage_words MATCH :words ORDER BY rank LIMIT 200",
    ),
    "by_month": (
        "Happenings by month and country, with the sum of the smallest numbers of killed",
        "SELECT substr(first_day, 1, 7) AS month, country, count(*) AS happenings, sum(killed_low) AS killed_at_least"
        " FROM happening WHERE happened GROUP BY 1, 2 ORDER BY 1, 2",
    ),
}  # fmt: skip


def sqlite(product: Product, folder: Path) -> Sequence[Path]:
    """``record.sqlite``: tables with keys and references, indexes, views and a word index; and ``metadata.json``.

    Days are ISO 8601, truth is 1 or 0, lists are JSON, no value is NULL.
    """
    path = folder / FILE
    try:
        _fill(product, path)
    except sqlite3.OperationalError as error:  # a full disk, a file system without locks
        raise OSError(EIO, str(error), str(path)) from error
    about = folder / METADATA
    about.write_text(json.dumps(_metadata(product), ensure_ascii=False, indent=2) + "\n", "utf-8", newline="\n")
    return path, about


def _fill(product: Product, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;")
        connection.execute("BEGIN")
        for table in product.tables:
            connection.execute(_create(table))
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', _values(table.rows()))
        for table in product.tables:
            for sql in _indexes(table):
                connection.execute(sql)
        connection.execute("COMMIT")
        connection.executescript(_SEARCH + _VIEWS)
        connection.execute("PRAGMA optimize")


def _create(table: Table) -> str:
    parts = [_column(column) for column in table.columns]
    parts.append(f"PRIMARY KEY ({_names(table.key)})")
    parts += [f'FOREIGN KEY ("{column}") REFERENCES "{other}" ("{key}")' for column, other, key in table.refs]
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(parts) + "\n)"


def _column(column: Column) -> str:
    sql = f'"{column.name}" {_TYPES[column.type]}{" NOT NULL" if column.required else ""}'
    if column.type == "boolean":
        sql += f' CHECK ("{column.name}" IN (0, 1))'
    return sql


def _names(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _indexes(table: Table) -> Iterator[str]:
    """For what leads from row to row, and for what people narrow down by."""
    names = dict.fromkeys([column for column, _, _ in table.refs] + [n for n in table.names if n in _INDEXED])
    for name in names:
        yield f'CREATE INDEX "{table.name}_{name}" ON "{table.name}" ("{name}")'


def _values(rows: Iterator[Cells]) -> Iterator[Sequence[Any]]:
    for row in rows:
        yield [_value(cell) for cell in row]


def _value(cell: Cell) -> str | int | float | None:
    if isinstance(cell, tuple):
        return json.dumps(cell, ensure_ascii=False)
    return cell.isoformat() if isinstance(cell, date) else cell


def _metadata(product: Product) -> Mapping[str, Any]:
    """Titles, descriptions, licence and ready queries, as Datasette reads them with ``--metadata``."""
    return {
        "title": "Record of armed conflict drawn from news reports",
        "description": " ".join((RANGE, *product.notes)),
        "license": " ".join((*LICENCE, *product.licence)),
        "source": "truceline",
        "databases": {
            Path(FILE).stem: {
                "tables": {table.name: _about(table) for table in product.tables} | {"passage_words": {"hidden": True}},
                "queries": {name: {"title": title, "sql": sql} for name, (title, sql) in _QUERIES.items()},
            }
        },
    }


def _about(table: Table) -> Mapping[str, Any]:
    found: dict[str, Any] = {
        "title": table.name.replace("_", " ").capitalize(),
        "description": table.meaning,
        "columns": {c.name: c.meaning if c.unit is None else f"{c.meaning} ({c.unit})" for c in table.columns},
    }
    if table.name == "happening":
        found |= {"sort": "first_day", "facets": ["type", "country", "status"], "label_column": "words"}
    if table.name == "passage":
        found |= {"fts_table": "passage_words", "fts_pk": "rowid"}
    return found
