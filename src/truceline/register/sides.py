"""Which sides of a conflict an actor of the register stands for: an army for its state, a leader for his movement."""

from __future__ import annotations

from datetime import date

from truceline.model.extraction import Relation
from truceline.register.lookup import Register

_STANDS_FOR: frozenset[Relation] = frozenset({"leads", "member_of", "part_of", "spokesperson_for"})
_STEPS = 2
_SLACK = 31


class Sides:
    """Looks up the sides of register ids; what was asked once is remembered."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._known: dict[tuple[str, date | None], frozenset[str]] = {}

    def of(self, id: str, on: date | None = None) -> frozenset[str]:
        """The ids that an actor stands for on a day, its own among them.

        A government or an organ of a state stands for the state, whoever leads it; so does who holds an office of it.
        A person or a part of a body stands for what it leads or belongs to on that day. Allies are two sides.

        Args:
            id: id of the register; any other id stands for itself.
            on: the day, usually that of the report. Without it all times count.
        """
        key = (id, on)
        if key not in self._known:
            self._known[key] = frozenset(self._gather(id, on, _STEPS))
        return self._known[key]

    def name(self, id: str) -> str | None:
        """The register's name for an id."""
        found = self._register.get(id)
        return None if found is None else found.name

    def countries(self, id: str) -> frozenset[str]:
        """The countries that an actor is of or acts in; empty if the register does not know it."""
        found = self._register.get(id)
        return frozenset() if found is None else found.everywhere

    def _gather(self, id: str, on: date | None, steps: int) -> set[str]:
        state, mark, _ = id.partition("/")
        if mark:
            return {state}
        found = {id}
        one = self._register.get(id)
        if one is None or not steps:
            return found
        for tie in one.ties:
            if tie.relation in _STANDS_FOR and (on is None or tie.period.holds(on, _SLACK)):
                found |= self._gather(tie.actor, on, steps - 1)
        for office in one.offices:
            if on is None or office.period.holds(on, _SLACK):
                found |= self._gather(office.owner, on, steps - 1)
        return found
