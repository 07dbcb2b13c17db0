"""Who held which office when, and by whom a government is told from the one before it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from truceline.register.entries import Entry, Office
from truceline.register.organs import GOVERNMENT, organs


class Roles:
    """The offices of all actors, by office."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Gathers the offices."""
        self._held: dict[tuple[str, str], list[tuple[Office, Entry]]] = {}
        for one in entries:
            for office in one.offices:
                self._held.setdefault((office.owner, office.name), []).append((office, one))

    def holder(self, owner: str, office: str, on: date) -> Entry | None:
        """Who held an office on a day; on the day of a change the one who came; ``None`` if two or none did."""
        held = [(o, e) for o, e in self._held.get((owner, office), ()) if o.period.holds(on)]
        came = {e.id: e for o, e in held if o.period.first == on}
        found = came or {e.id: e for _, e in held}
        return next(iter(found.values())) if len(found) == 1 else None

    def holders(self, owner: str, office: str) -> list[tuple[Office, Entry]]:
        """All who held an office, the first first."""
        return sorted(
            self._held.get((owner, office), ()), key=lambda held: (held[0].period.first or date.min, held[1].id)
        )

    def head(self, owner: str, on: date) -> Entry | None:
        """Whose government it was on a day: the president's, or else the prime minister's where there is one."""
        offices = [o.id for o in organs().offices.values() if o.head and (owner, o.id) in self._held]
        if owner in organs().presidential:
            offices = [id for id in offices if id == "president"]
        return self.holder(owner, offices[0], on) if offices else None


def government_id(roles: Roles, code: str, on: date | None) -> tuple[str, str]:
    """Id of a state's government on a day, and what tells it from others, in words.

    A government then and now are two actors: the id holds whose it was, or the year where the register does not know.
    """
    base = f"{code}/{GOVERNMENT}"
    if on is None:
        return base, ""
    head = roles.head(code, on)
    return (f"{base}:{head.id}", f" of {head.name}") if head is not None else (f"{base}:{on.year}", f" of {on.year}")
