"""Lives, offices and ties as an actor file writes them, each for a stretch of time."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from truceline.model.extraction import Relation
from truceline.register.entries import ALWAYS, Office, Period, Tie
from truceline.register.organs import organs
from truceline.register.written import ActorFile, Cell

FIRST, LAST = ("begins", "born"), ("ends", "died")
_RELATIONS: tuple[str, ...] = get_args(Relation)
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def lifetime(raw: Mapping[str, Any], id: str, file: ActorFile) -> Period:
    """From `begins` or `born` to `ends` or `died`."""
    ends: list[date | None] = []
    cells = [next((cell for key in keys if (cell := raw.get(key))), None) for keys in (FIRST, LAST)]
    for cell, is_last in zip(cells, (False, True), strict=True):
        ends.append(None if cell is None else day(cell, is_last))
        if cell is not None and ends[-1] is None:
            file.wrong(cell.line, f"{id}: {cell!r} is no stretch of time; write YYYY, YYYY-MM or YYYY-MM-DD")
    first, last = ends
    if first is not None and last is not None and first > last:
        file.wrong(max(cell.line for cell in cells if cell), f"{id}: ends before it begins: {last} before {first}")
    return Period(first, last)


def office(cell: Cell, id: str, file: ActorFile) -> Office | None:
    """`OWNER office FROM..TO`."""
    words = cell.split()
    if len(words) != 3:
        file.wrong(cell.line, f"{id}: an office is written `OWNER office FROM..TO`, not {cell!r}")
        return None
    if words[1] not in organs().offices:
        file.wrong(cell.line, f"{id}: unknown office {words[1]!r}; known are {', '.join(organs().offices)}")
    return Office(words[0], words[1], period(words[2], id, cell.line, file))


def held_until(held: Office, until: date | None) -> Office:
    """The office with the end that the file gives to those without one."""
    first, last = held.period.first, held.period.last
    if until is None or last is not None or (first is not None and first > until):
        return held
    return Office(held.owner, held.name, Period(first, until))


def check_alive(held: Office, life: Period, cell: Cell, id: str, file: ActorFile) -> None:
    """Names an office that nobody can have held before birth or after death."""
    first, last = held.period.first, held.period.last
    early = life.first is not None and first is not None and first < life.first
    late = life.last is not None and (
        (first is not None and first > life.last) or (last is not None and last > _end_of_year(life.last))
    )
    if early or late:
        file.wrong(cell.line, f"{id}: {cell!r} lies outside its life: {life}")


def _end_of_year(day: date) -> date:
    return day.replace(month=12, day=31)


def tie(cell: Cell, id: str, file: ActorFile) -> Tie | None:
    """`relation ACTOR FROM..TO`, the relation and the time left out or not."""
    line = cell.line
    relation, _, rest = cell.partition(" ")
    if not rest:
        relation, rest = "member_of", cell
    actor, _, when = rest.partition(" ")
    if relation not in _RELATIONS:
        file.wrong(line, f"{id}: unknown relation {relation!r}; known are {', '.join(_RELATIONS)}")
        return None
    return Tie(relation, actor, period(when, id, line, file) if when else ALWAYS)  # type: ignore[arg-type]  # checked


def period(words: str, id: str, line: int, file: ActorFile) -> Period:
    """`FROM..TO`, each a day, a month or a year, or left out."""
    first, dots, last = words.partition("..")
    begin, end = day(first, False), day(last, True)
    if not dots or (first and begin is None) or (last and end is None):
        file.wrong(line, f"{id}: {words!r} is no stretch of time; write FROM..TO with YYYY, YYYY-MM or YYYY-MM-DD")
    elif begin is not None and end is not None and begin > end:
        file.wrong(line, f"{id}: {words!r} ends before it begins")
    return Period(begin, end)


def day(words: str, last: bool) -> date | None:
    """The first or the last day of a year, a month or a day; ``None`` if the words are none."""
    match = _DAY.fullmatch(words)
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    try:
        return date(year, month, int(match[3]) if match[3] else (monthrange(year, month)[1] if last else 1))
    except ValueError:
        return None
