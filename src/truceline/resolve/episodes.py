"""Stretches of fighting and the single acts that are parts of them.

What lasts is one happening, however many reports tell of it, and holds its parts; tallies of it ("200 since Tuesday")
are its own and no part's. A part is given only where the record knows of one stretch of fighting in that town on that
day: of two it could be either's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from truceline.model.ledger import Link
from truceline.resolve.happenings import VIOLENCE, Happening
from truceline.resolve.places import Key

_PART = 0.6
_WIDEST = 92  # days, beyond which fighting is a war, and everything in the town would be a part of it


def part_links(told: Iterable[Happening], top: Mapping[str, str], method: str) -> list[Link]:
    """Single acts of violence on one day within the only stretch of fighting known of that town and day.

    Args:
        told: all events.
        top: the happening of each event.
        method: who says so.
    """
    ordered = sorted(told, key=lambda one: one.id)
    fighting = _fighting(ordered, top)
    found: dict[str, Link] = {}
    for one in ordered:
        if one.type not in VIOLENCE or one.lasting or one.tallied or one.days is None or one.days.width > 1:
            continue
        day = one.days.first.toordinal()
        wholes = {top[w.id]: w for town in one.where.towns for w in fighting.get((town, day), ())}
        wholes.pop(top[one.id], None)
        if len(wholes) == 1 and top[one.id] not in found:
            ((own, whole),) = wholes.items()
            why = f"{one.where.words} on {one.days}, during the fighting in {whole.where.words} ({whole.days})"
            found[top[one.id]] = Link(
                kind="part of", table="event", left_id=top[one.id], right_id=own, score=_PART, method=method, reason=why
            )
    return [found[part] for part in sorted(found)]


def _fighting(told: Iterable[Happening], top: Mapping[str, str]) -> Mapping[tuple[Key, int], list[Happening]]:
    """What lasts, by town and day; of the reports of one stretch of fighting the first by id speaks for it."""
    found: dict[tuple[Key, int], list[Happening]] = defaultdict(list)
    for one in told:
        if one.lasting and one.days is not None and one.days.width <= _WIDEST:
            for day in range(one.days.first.toordinal(), one.days.last.toordinal() + 1):
                for town in one.where.towns:
                    if all(top[other.id] != top[one.id] for other in found[town, day]):
                        found[town, day].append(one)
    return found
