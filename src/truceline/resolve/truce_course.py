"""A set of reports taken for one ceasefire: when it was made, how long it is known to live, and what may still join."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable
from datetime import date

from truceline.resolve.happenings import DAY, Days
from truceline.resolve.truce_ties import at_odds, merged
from truceline.resolve.truce_times import CLOSE, LATE, PLANNED, gap
from truceline.resolve.truces import LIVE, OVER, PROPOSED, Truce

_SPREAD = 14  # days between reports of the making of one ceasefire, each as news
_LAG = DAY * 2  # how much later than others a report may tell the same as news
_GOES_ON = frozenset({"holding", "strained", "extended", "monitored"})


class Course:
    """A set of ceasefires taken for one: its reports, when it began, and between which days which states were told."""

    def __init__(self, one: Truce) -> None:
        """Begin with one ceasefire."""
        self._documents = {one.document}
        self.start = one.start
        self._born = [] if one.born is None else [one.born]
        day, state = one.published, one.row.state
        days = [] if day is None else [day]
        self._reported = list(days)
        self._proposed = days if state in PROPOSED else []
        self._live = days if state in LIVE and not _told_of_old(one) else []
        self._on = days if state in _GOES_ON and one.made is None else []
        self._over = days if state in OVER else []
        self._extended = state == "extended"
        self._until = one.until
        self._called = one.called
        self.camps = merged(one.named)

    @property
    def made(self) -> Days | None:
        """When it was made: as some report says, else when the first told of it as news; "in May" goes by the news."""
        born = min(self._born, key=lambda days: days.first, default=None)
        if self.start is None or (born is not None and born.width < self.start.width and born.overlaps(self.start)):
            return born
        return self.start

    def last_report(self, day: date) -> date | None:
        """The last report on it up to a day."""
        place = bisect_right(self._reported, day)
        return self._reported[place - 1] if place else None

    def run_out(self, day: date) -> bool:
        """True if it was made for some days only and these were over by then, with time for a late report."""
        return self._until is not None and not self._extended and day > self._until + _LAG

    def fits(self, other: Course) -> bool:
        """No report has both, beginnings and parties go together, and the states come in the order of one life."""
        if self._called != other._called or not self._documents.isdisjoint(other._documents):
            return False
        return self._begin_together(other) and not at_odds(self.camps, other.camps) and self._in_order(other)

    def _begin_together(self, other: Course) -> bool:
        """Made on the same days, as far as they are told."""
        if self.start is not None and other.start is not None and not self.start.overlaps(other.start):
            return False
        born = [*self._born, *other._born]
        if born and (max(d.last for d in born) - min(d.last for d in born)).days > _SPREAD:
            return False
        start = self.start or other.start
        return start is None or not any(gap(start, days) > PLANNED for days in born)

    def _in_order(self, other: Course) -> bool:
        """Proposed, made, alive, over: what is told late may lag some days behind."""
        live, over = [*self._live, *other._live], [*self._over, *other._over]
        proposed, on = [*self._proposed, *other._proposed], [*self._on, *other._on]
        born = [days.last for days in (*self._born, *other._born)]
        made = [days.first for days in (self.made, other.made) if days is not None]
        if proposed and live and max(proposed) > min(live) + LATE:
            return False
        if self._outlived_by(other) or other._outlived_by(self):
            return False
        if over and ((live and max(live) > min(over) + LATE) or (born and max(born) > min(over))):
            return False
        return not (on and made) or min(on) >= min(made) - _LAG

    def _outlived_by(self, other: Course) -> bool:
        """True if it was for some days only and the other was made when they were over."""
        ended = self._until if not self._extended else None
        return ended is not None and any(days.last > ended for days in other._born)

    def absorb(self, other: Course) -> None:
        """Take in the smaller set."""
        self._documents |= other._documents
        self.camps = merged((*self.camps, *other.camps))
        for day in other._reported:
            insort(self._reported, day)
        self._born += other._born
        self._proposed = _ends([*self._proposed, *other._proposed])
        self._live = _ends([*self._live, *other._live])
        self._on = _ends([*self._on, *other._on])
        self._over = _ends([*self._over, *other._over])
        self._extended |= other._extended
        self._until = max((day for day in (self._until, other._until) if day is not None), default=None)
        if self.start is None:
            self.start = other.start
        elif other.start is not None:
            both = self.start, other.start
            self.start = Days(max(s.first for s in both), min(s.last for s in both))


def _told_of_old(one: Truce) -> bool:
    """True for a report that tells of a making of long ago, and not whether it still lives: "the deal of 1994"."""
    if one.row.state not in ("agreed", "declared") or one.start is None or one.published is None:
        return False
    return one.published - one.start.last > CLOSE


def _ends(days: Iterable[date]) -> list[date]:
    ordered = sorted(days)
    return [ordered[0], ordered[-1]] if ordered else []
