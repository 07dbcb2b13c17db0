"""Ceasefires followed through their life: the moves that reports assert, on two clocks, as known on any day.

``lives(store)`` gives every ceasefire of a record, ``life(store, id)`` one; `Followed` keeps what was gathered for
several questions. All of it is worked out from the record's rows when it is asked for: nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from truceline.errors import UsageError
from truceline.follow.building import build
from truceline.follow.durations import Span, durations
from truceline.follow.gathering import Rows, gather
from truceline.follow.lives import (
    Area,
    Aside,
    ClaimAbout,
    Code,
    Duration,
    Evidence,
    Incident,
    Life,
    Party,
    Term,
    Transition,
    When,
)
from truceline.follow.replacing import replaced
from truceline.follow.settings import Settings, defaults, read_settings
from truceline.follow.survival import Curve, Point, curves
from truceline.model.names import name_parts
from truceline.record.reader import Reader

__all__ = [
    "Area",
    "Aside",
    "ClaimAbout",
    "Code",
    "Curve",
    "Duration",
    "Evidence",
    "Followed",
    "Incident",
    "Life",
    "Party",
    "Point",
    "Settings",
    "Span",
    "Term",
    "Transition",
    "When",
    "build",
    "curves",
    "defaults",
    "durations",
    "life",
    "lives",
    "read_settings",
]


class Followed:
    """The ceasefires of a record, gathered once in one pass over its tables."""

    def __init__(self, store: Reader, settings: Settings | None = None) -> None:
        """Gather the rows of an open record."""
        published = {d.id: d.published for d in store.documents() if d.published is not None}
        self._gathered = gather(store.rows, published)
        self._settings = settings or defaults()

    @classmethod
    def of(cls, rows: Rows, published: Mapping[str, date], settings: Settings | None = None) -> Followed:
        """The same from rows that were read already, with the days of publication by document."""
        found = cls.__new__(cls)
        found._gathered = gather(rows, published)
        found._settings = settings or defaults()
        return found

    def lives(self, as_known_on: date | None = None) -> Iterator[Life]:
        """The lives of all ceasefires reported by a day (or at all), in the order in which they were first reported."""
        found = []
        for account in self._gathered.accounts():
            known = account if as_known_on is None else account.known_on(as_known_on)
            if known.reports:
                found.append(build(account, self._settings, as_known_on=as_known_on))
        found.sort(key=lambda one: (one.first_reported or date.max, one.id))
        yield from replaced(found, self._settings)

    def between(
        self, parties: Sequence[str], place: str | None = None, first: date | None = None, last: date | None = None
    ) -> Iterator[Life]:
        """The ceasefires between these parties, in this place, reported within these days.

        Args:
            parties: ids of the register or names; each has to be a party.
            place: the name of a place that it holds in, or of its country; those that name none are given too.
            first: reported on this day or later.
            last: reported on this day or before.
        """
        wanted = [self._keys(name) for name in parties]
        where = None if place is None else self.sides(place) | {place, " ".join(name_parts(place))}
        for one in self.lives():
            named = {party.key for party in one.parties} | {" ".join(name_parts(party.name)) for party in one.parties}
            spots = {spot for a in one.area for spot in (" ".join(name_parts(a.name)), a.country)}
            there = where is None or not spots or bool(spots & where)
            late = first is not None and (one.last_reported is None or one.last_reported < first)
            early = last is not None and (one.first_reported is None or one.first_reported > last)
            if there and not late and not early and all(named & want for want in wanted):
                yield one

    def sides(self, name: str) -> frozenset[str]:
        """The sides that a name or an id of the register stands for at any time; empty if it is not known."""
        return self._gathered.sides_named(name)

    def _keys(self, name: str) -> frozenset[str]:
        """What a party asked for may be called: its id, its name, the sides that the register knows by that name."""
        return self.sides(name) | {name, " ".join(name_parts(name))}

    def life(self, ceasefire_id: str, as_known_on: date | None = None) -> Life:
        """One ceasefire, by the canonical id or the id of any of its rows.

        Raises:
            UsageError: there is no such ceasefire, or nothing was reported of it by that day.
        """
        for one in self.lives(as_known_on):
            if ceasefire_id == one.id or ceasefire_id in one.ceasefires:
                return one
        when = "" if as_known_on is None else f" that was reported by {as_known_on}"
        raise UsageError(f"there is no ceasefire {ceasefire_id}{when}; `truceline show ceasefires` lists them")


def lives(store: Reader, as_known_on: date | None = None, settings: Settings | None = None) -> Iterator[Life]:
    """The lives of all ceasefires of a record; see `Followed.lives`."""
    return Followed(store, settings).lives(as_known_on)


def life(store: Reader, ceasefire_id: str, as_known_on: date | None = None, settings: Settings | None = None) -> Life:
    """One ceasefire of a record; see `Followed.life`."""
    return Followed(store, settings).life(ceasefire_id, as_known_on)
