"""Ceasefires followed through their life: the moves that reports assert, on two clocks, as known on any day.

``lives(store)`` gives every ceasefire of a record, ``life(store, id)`` one; `Followed` keeps what was gathered for
several questions. All of it is worked out from the record's rows when it is asked for: nothing is stored.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from truceline.errors import UsageError
from truceline.follow.accounts import Act
from truceline.follow.building import build
from truceline.follow.durations import Span, durations
from truceline.follow.gathering import gather, sides_named
from truceline.follow.incidents import BANNED
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
from truceline.follow.selecting import Ceasefires
from truceline.follow.settings import Settings, defaults, read_settings
from truceline.follow.survival import Curve, Point, curves
from truceline.model.names import name_parts
from truceline.record.reader import Reader
from truceline.resolve.material import Rows

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
        self._gathered = gather(store.rows, store.published())
        self._settings = settings or defaults()

    @classmethod
    def of(cls, rows: Rows, published: Mapping[str, date], settings: Settings | None = None) -> Followed:
        """The same from rows that were read already, with the days of publication by document."""
        found = cls.__new__(cls)
        found._gathered = gather(rows, published)
        found._settings = settings or defaults()
        return found

    def lives(self, as_known_on: date | None = None, among: Collection[str] | None = None) -> Iterator[Life]:
        """The lives of all ceasefires reported by a day (or at all), in the order in which they were first reported.

        Args:
            as_known_on: the day up to which reports are read.
            among: canonical ids of the ceasefires to look at; what no other of the same parties replaced.
        """
        found = []
        for account in self._gathered.accounts(among):
            known = account if as_known_on is None else account.known_on(as_known_on)
            if known.reports:
                found.append(build(account, self._settings, as_known_on=as_known_on))
        found.sort(key=lambda one: (one.first_reported or date.max, one.id))
        yield from replaced(found, self._settings)

    def between(
        self, parties: Sequence[str], place: str | None = None, first: date | None = None, last: date | None = None,
        among: Collection[str] | None = None,
    ) -> Iterator[Life]:  # fmt: skip
        """The ceasefires between these parties, in this place, reported within these days.

        Args:
            parties: ids of the register or names; each has to be a party.
            place: the name of a place that it holds in, or of its country; those that name none are given too.
            first: reported on this day or later.
            last: reported on this day or before.
            among: see `lives`.
        """
        wanted = [self._keys(name) for name in parties]
        where = None if place is None else self.sides(place) | {place, " ".join(name_parts(place))}
        for one in self.lives(among=among):
            named = {party.key for party in one.parties} | {" ".join(name_parts(party.name)) for party in one.parties}
            spots = {spot for a in one.area for spot in (" ".join(name_parts(a.name)), a.country)}
            there = where is None or not spots or bool(spots & where)
            late = first is not None and (one.last_reported is None or one.last_reported < first)
            early = last is not None and (one.first_reported is None or one.first_reported > last)
            if there and not late and not early and all(named & want for want in wanted):
                yield one

    def acts_of(self, sides: Collection[str], first: date, last: date) -> Iterator[Act]:
        """Violence by or on one of these sides that was reported in these days as a fact, each report of it once."""
        found = {
            own: act
            for side in sorted(sides)
            for day, own, act in self._gathered.acts.get(side, ())
            if first <= day <= last and act.row.type in BANNED
        }
        yield from (found[own] for own in sorted(found))

    def sides(self, name: str) -> frozenset[str]:
        """The sides that a name or an id of the register stands for at any time; empty if it is not known."""
        return sides_named(self._gathered.register, name)

    def _keys(self, name: str) -> frozenset[str]:
        """What a party asked for may be called: its id, its name, the sides that the register knows by that name."""
        return self.sides(name) | {name, " ".join(name_parts(name))}


def lives(store: Reader, as_known_on: date | None = None, settings: Settings | None = None) -> Iterator[Life]:
    """The lives of all ceasefires of a record; see `Followed.lives`."""
    return Followed(store, settings).lives(as_known_on)


def life(store: Reader, ceasefire_id: str, as_known_on: date | None = None, settings: Settings | None = None) -> Life:
    """One ceasefire, by the canonical id or the id of any of its rows. Only the rows that it depends on are read.

    Raises:
        UsageError: there is no such ceasefire, or nothing was reported of it by that day.
    """
    settings, published = settings or defaults(), store.published()
    ceasefires = Ceasefires(store, published, settings)
    own = ceasefires.canonical(ceasefire_id)
    kin = ceasefires.kin({own})
    followed = Followed.of(ceasefires.near(kin), published, settings)
    found = next((one for one in followed.lives(as_known_on, kin) if one.id == own), None)
    if found is None:
        raise UsageError(f"nothing was reported of the ceasefire {ceasefire_id} by {as_known_on}")
    return found
