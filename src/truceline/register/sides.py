"""Which sides of a conflict an actor of the register stands for: an army for its state, a leader for his movement."""

from __future__ import annotations

from datetime import date

from truceline.model.extraction import ActorKind, Relation
from truceline.model.names import is_generic
from truceline.register.context import Context
from truceline.register.lookup import Register

_STANDS_FOR: frozenset[Relation] = frozenset({"leads", "member_of", "part_of", "spokesperson_for"})
_OF_STATES: frozenset[ActorKind] = frozenset({"state", "government", "military", "police"})
_STEPS = 2
_SLACK = 31


class Sides:
    """Looks up the sides of register ids; what was asked once is remembered."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._known: dict[tuple[str, date | None], frozenset[str]] = {}
        self._named: dict[tuple[str, ActorKind, str | None, date | None], frozenset[str]] = {}

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

    def stands_for(
        self, known: str | None, name: str, kind: ActorKind, country: str | None, on: date | None
    ) -> frozenset[str]:
        """The sides of an actor of a report: by the register, or as forces, police or government of a country.

        Args:
            known: id in the register, if the report's own context was enough to tell.
            name: the fullest name; without an id, the register is asked for what is unmistakable.
            kind: what the actor is.
            country: of the actor.
            on: day of the report.
        """
        sides = self.known_sides(known, kind, country, on)
        if sides:
            return sides
        key = (name, kind, country, on)
        if key not in self._named:
            match = None if is_generic(name) else self._register.find(name, Context(kind=kind, country=country, on=on))
            self._named[key] = frozenset() if match is None else self.of(match.id, on)
        return self._named[key]

    def known_sides(self, known: str | None, kind: ActorKind, country: str | None, on: date | None) -> frozenset[str]:
        """The same without asking for names: empty for who has no id in the register and is of no state's forces."""
        if known is not None:
            return self.of(known, on)
        return frozenset({country}) if kind in _OF_STATES and country is not None else frozenset()

    def name(self, id: str) -> str | None:
        """The register's name for an id."""
        found = self._register.get(id)
        return None if found is None else found.name

    def countries(self, id: str) -> frozenset[str]:
        """The country that an actor is of, or else those that it acts in; empty if the register does not know it."""
        found = self._register.get(id)
        if found is None:
            return frozenset()
        return frozenset({found.country}) if found.country else found.everywhere

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
