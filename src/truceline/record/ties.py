"""What hangs together with some records: by links, decisions and heirs, which are looked up by index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from truceline.record.concerned import JOINING
from truceline.record.groups import Tie

_JOINING = f"kind IN ({', '.join(repr(kind) for kind in sorted(JOINING))})"


@dataclass(slots=True)
class Around:
    """What hangs together: records, the links among them, the numbers of decisions on them, and heirs of those gone."""

    records: set[str] = field(default_factory=set)
    links: list[Tie] = field(default_factory=list)
    decisions: set[int] = field(default_factory=set)
    heirs: dict[str, str | None] = field(default_factory=dict)


def everything(connection: sqlite3.Connection, table: str) -> Around:
    """All links, decisions and heirs of one table."""
    ties = "SELECT kind, left_id, right_id, score FROM standing_link WHERE table_name = ? AND kind != 'suggest'"
    found = Around(links=[Tie._make(row) for row in connection.execute(ties, (table,))])
    sql = f"SELECT number FROM decision WHERE {_JOINING} AND table_name = ?"
    found.decisions.update(row[0] for row in connection.execute(sql, (table,)))
    found.heirs.update(connection.execute("SELECT id, heir_id FROM heir WHERE table_name = ?", (table,)))
    return found


def around(connection: sqlite3.Connection, begin: Iterable[str]) -> Around:
    """All that links, decisions and heirs tie to these records.

    What is the same as another record, or a part of it, is tied to it. "Not same" ties nothing: it keeps apart only
    what something else would join, and that is tied already.
    """
    found, links = Around(set(begin)), dict[tuple[int, int], Tie]()
    frontier = set(found.records)
    while frontier:
        given = json.dumps(sorted(frontier))
        near: set[str] = set()
        for run, n, kind, left, right, score in connection.execute(_LINKS_OF, {"given": given}):
            if (run, n) not in links:
                links[run, n] = Tie(kind, left, right, score)
                if kind != "not same":
                    near.add(left)
                    near.add(right)
        for number, kind, left, right in connection.execute(_DECISIONS_OF, {"given": given}):
            found.decisions.add(number)
            if kind == "same":
                near |= {left, right}
        for own, heir in connection.execute(_HEIRS_OF, {"given": given}):
            found.heirs[own] = heir
            near |= {own} if heir is None else {own, heir}
        frontier = near - found.records
        found.records |= frontier
    found.links = [k for k in links.values() if k.left_id in found.records and k.right_id in found.records]
    return found


def _of_both(columns: str, table: str, left: str, right: str, where: str) -> str:
    """The rows that have one of the ids given on either side, looked up by index."""
    return " UNION ALL ".join(
        f"SELECT {columns} FROM json_each(:given) AS given CROSS JOIN {table} AS own ON own.{side} = given.value"
        f" WHERE {where}"
        for side in (left, right)
    )


_ENDED = "SELECT 1 FROM link_end WHERE link_run = own.run AND link_n = own.n"
_LINKS_OF = _of_both(
    "run, n, kind, left_id, right_id, score",
    "link",
    "left_id",
    "right_id",
    f"kind != 'suggest' AND NOT EXISTS ({_ENDED})",
)
_UNDONE = """
  SELECT 1 FROM decision AS undo WHERE undo.undoes = own.number
    AND NOT EXISTS (SELECT 1 FROM decision AS later WHERE later.undoes = undo.number)"""
_DECISIONS_OF = _of_both(
    "number, kind, record_id, other_id", "decision", "record_id", "other_id", f"{_JOINING} AND NOT EXISTS ({_UNDONE})"
)
_HEIRS_OF = _of_both("own.id, heir_id", "heir", "id", "heir_id", "1")
