"""What is doubtful in a record, weightiest first."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from truceline.model.filters import Filter
from truceline.record.decisions import undone
from truceline.record.reader import Reader
from truceline.record.schema import SqlValue
from truceline.record.views.choosing import Condition, of_ceasefires, of_events
from truceline.record.views.doubts import DOUBTS, WORST

_DEADLY = """
  SELECT happening_id, max(coalesce(high, best, low)) AS killed FROM reconciled
  WHERE kind = 'killed' AND scope = 'event' GROUP BY happening_id"""
_WORST = f"""
  SELECT event.id, event.happening_id
  FROM (SELECT happening_id FROM temp.deadly WHERE {{among}} ORDER BY killed DESC, happening_id LIMIT {WORST}) AS top
  CROSS JOIN event ON event.happening_id = top.happening_id WHERE event.review != 'rejected' AND {{events}}"""
_SEVERAL = """
  SELECT happening_id, count(DISTINCT document_id) AS reports FROM event
  WHERE happening_id IN (SELECT happening_id FROM event GROUP BY happening_id HAVING count(*) > 1) GROUP BY happening_id
  UNION ALL
  SELECT canonical_id, count(DISTINCT document_id) FROM ceasefire GROUP BY canonical_id"""
_TRUCES = """
  SELECT ceasefire.id FROM ceasefire JOIN folded ON folded.document_id = ceasefire.document_id WHERE {where}"""
_DECIDED = """
  SELECT record_id, field, other_id, kind, number FROM decision
  WHERE kind IN ('accept', 'correct', 'reject', 'same', 'not same')
    AND number NOT IN (SELECT value FROM json_each(?))"""
_WEIGHT = "doubt * (1 + iif(killed > 0, length(killed), 0) + min(reports, 10) / 10.0)"
_TOP = """
  WITH suspected(table_name, id, other, field, doubt, a, b, happening, after) AS ({source}),
  weighed AS (
    SELECT table_name, id, other, field, min(1.0, max(0.0, doubt)) AS doubt, a, b, deadly.killed,
           coalesce(several.reports, 1) AS reports
    FROM suspected
    LEFT JOIN temp.deadly ON deadly.happening_id = suspected.happening
    LEFT JOIN temp.several ON several.happening_id = suspected.happening
    WHERE (:table IS NULL OR table_name = :table)
    AND NOT EXISTS (
      SELECT 1 FROM temp.decided
      WHERE decided.record_id = suspected.id AND decided.number > suspected.after
        AND CASE WHEN suspected.other IS NULL
          THEN decided.kind IN ('accept', 'correct', 'reject') AND (
            decided.field IS suspected.field OR decided.field IS NULL
            OR (suspected.field IS NULL AND decided.kind = 'correct'))
          ELSE decided.other_id = suspected.other END)
    AND (suspected.other IS NULL OR NOT EXISTS (
      SELECT 1 FROM temp.decided WHERE decided.record_id = suspected.other AND decided.other_id = suspected.id)))
  SELECT *, {weight} AS weight, count(*) OVER () FROM weighed ORDER BY weight DESC, id, field LIMIT :limit"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A doubtful row, cell (`field`) or pair (`other`); `a` and `b` fill the words of its reason.

    `killed` is the highest number that any report gives for its happening, `reports` how many tell of it; `weight` is
    the doubt (0 to 1), times one, plus the number of digits of `killed`, plus a tenth for each report up to ten.
    """

    source: str
    table: str
    id: str
    other: str | None
    field: str | None
    doubt: float
    a: SqlValue
    b: SqlValue
    killed: int | None
    reports: int
    weight: float


@dataclass(frozen=True, slots=True)
class Doubtful:
    """The weightiest doubts of each source, weightiest first, and how many each has in all."""

    found: tuple[Found, ...]
    counts: Mapping[str, int]


def doubtful(reader: Reader, wanted: Filter, limit: int, *, table: str | None = None) -> Doubtful:
    """What is doubtful and nobody has settled.

    Rows accepted, corrected or rejected, and pairs joined or parted, are left out.

    Args:
        reader: the record.
        wanted: narrows down by the events and ceasefires that rows belong to.
        limit: the most that are given of each source.
        table: only rows of this table.
    """
    events, truces = _prepare(reader, wanted)
    found: list[Found] = []
    counts: dict[str, int] = {}
    for doubt in DOUBTS:
        sql = _TOP.format(source=doubt.sql.format(events=events, truces=truces), weight=_WEIGHT)
        rows = list(reader.select(sql, {"limit": max(limit, 1), "table": table}))
        counts[doubt.name] = rows[0][-1] if rows else 0
        found.extend(Found(**dict(zip(_COLUMNS, (doubt.name, *row[:-1]), strict=True))) for row in rows)
    return Doubtful(tuple(sorted(found, key=lambda one: -one.weight)), counts)


_COLUMNS = ("source", "table", "id", "other", "field", "doubt", "a", "b", "killed", "reports", "weight")


def _prepare(reader: Reader, wanted: Filter) -> tuple[str, str]:
    """Work out once, beside the record, what all sources need; gives their conditions on events and ceasefires."""
    _keep(reader, "deadly", (_DEADLY, ()), "happening_id")
    _keep(reader, "several", (_SEVERAL, ()), "happening_id")
    _keep(reader, "decided", (_DECIDED, (_taken_back(reader),)), "record_id")
    among = events = truces = "1"
    if wanted != Filter():
        where, values = of_events(wanted)
        _keep(reader, "chosen", (f"SELECT event.id, event.happening_id FROM event WHERE {where}", values), "id")
        where, values = of_ceasefires(wanted)
        if wanted.type or wanted.status or wanted.killed is not None:
            where, values = "0", ()  # asked for events, which ceasefires are none of
        _keep(reader, "truces", (_TRUCES.format(where=where), values), "id")
        among = "happening_id IN (SELECT happening_id FROM temp.chosen)"
        # the plus keeps SQLite from going through all chosen ids for each happening
        events, truces = "+event.id IN (SELECT id FROM temp.chosen)", "ceasefire.id IN (SELECT id FROM temp.truces)"
    _keep(reader, "worst", (_WORST.format(among=among, events=events), ()), "id")
    return events, truces


def _keep(reader: Reader, name: str, condition: Condition, key: str) -> None:
    sql, values = condition
    for step, given in (
        (f"DROP TABLE IF EXISTS temp.{name}", ()),
        (f"CREATE TEMP TABLE {name} AS {sql}", values),
        (f"CREATE INDEX temp.{name}_key ON {name} ({key})", ()),
    ):
        list(reader.select(step, given))


def _taken_back(reader: Reader) -> str:
    """The numbers of the decisions that were taken back, as a list in JSON."""
    undos = reader.select("SELECT number, undoes FROM decision WHERE kind = 'undo'")
    return json.dumps(sorted(undone((number, undoes) for number, undoes in undos)))


def standing_of(reader: Reader, ids: Sequence[str], after: int) -> tuple[tuple[SqlValue, ...], ...]:
    """The decisions that stand on these records since the one numbered `after`: number, kind, record, field, other,
    person and time (ISO 8601)."""
    sql = """
      SELECT number, kind, record_id, field, other_id, decided_by, decided_at FROM decision
      WHERE number > ? AND kind IN ('accept', 'correct', 'reject', 'same', 'not same')
        AND record_id IN (SELECT value FROM json_each(?)) AND number NOT IN (SELECT value FROM json_each(?))
      ORDER BY number"""
    given = (after, json.dumps(list(ids)), _taken_back(reader))
    return tuple(reader.select(sql, given))
