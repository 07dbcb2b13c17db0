"""Town and day of an incident, as the records of the articles on it have them together.

The town is right if an article's record has a place of that name, resolved to the right state. "Saint" and "St." are
one word. Beside it stands how often a town of some record lies within 25 km of it: a suburb for its city, say.

The day is that of the event that an article is chiefly about (`main_event`); it is right if all the days that it may
have been lie within one of the answer's. The incident's day is the one that most of its articles give, of equally
frequent ones the shortest interval.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from hashlib import sha256

from truceline.evaluate.main_event import main_days
from truceline.evaluate.report import Measure, Table
from truceline.evaluate.scoring import Share
from truceline.gazetteer import Gazetteer
from truceline.gazetteer.kinds import NEAR
from truceline.gazetteer.store import distance
from truceline.model.extraction import Extraction, Place
from truceline.model.names import plain_words
from truceline.model.values import Days

CLOSE = 25.0  # kilometres
ONE = timedelta(days=1)
_WRITTEN = "its name stands in an article (the most that can be found)"
_NAMED = "a place of an article's record"
_RIGHT = "resolved to the right state"
_CLOSE = "a town of the record lies within 25 km"
_DAY, _TOLD = "within a day", "an article's record has such a day (the most that can be found)"
_ARTICLE = "within a day, by article"


@dataclass(frozen=True, slots=True)
class Town:
    """A town and its state."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Incident:
    """The answers for all articles on one incident; `words` are its day as the file writes it."""

    id: str
    words: str = ""
    day: date | None = None
    town: Town | None = None

    @property
    def half(self) -> str:
        """Rules are written on the first half of the days only."""
        return "second" if sha256(self.words.encode()).digest()[1] % 2 else "first"


@dataclass(slots=True)
class _Found:
    """What the articles on an incident read so far give."""

    incident: Incident
    town: set[str] = field(default_factory=set)
    days: list[Days | None] = field(default_factory=list)
    told: bool = False

    @property
    def day(self) -> Days | None:
        """The incident's day, by most articles."""
        often = Counter(days for days in self.days if days is not None)
        return max(often, key=lambda days: (often[days], -_length(days)), default=None)


class Incidents:
    """All incidents so far."""

    def __init__(self) -> None:
        self._found: dict[str, _Found] = {}

    def add(self, incident: Incident, text: str, extraction: Extraction | None) -> None:
        """One article on an incident; one that could not be read says nothing but how the town is written."""
        found = self._found.setdefault(incident.id, _Found(incident))
        if incident.town is not None:
            found.town |= _of_town(incident.town, text, () if extraction is None else extraction.places)
        if incident.day is not None:
            found.days.append(None if extraction is None else main_days(extraction))
            times = () if extraction is None else extraction.times
            found.told |= any(t.days is not None and _near(t.days, incident.day) for t in times)

    def measures(self) -> list[Measure]:
        """Shares of the incidents, and of the articles where they say so; none where the answers lack it."""
        towns = [f for f in self._found.values() if f.incident.town is not None]
        dated = [(f, f.incident.day) for f in self._found.values() if f.incident.day is not None]
        measures = [
            _share(what in f.town for f in towns).measure("town of incident", what)
            for what in (_WRITTEN, _NAMED, _RIGHT, _CLOSE)
            if towns
        ]
        if dated:
            given = [(days, day) for f, day in dated for days in f.days]
            measures += [
                _share(f.told for f, _ in dated).measure("day of incident", _TOLD),
                _share(_near(f.day, day) for f, day in dated).measure("day of incident", _DAY),
                _share(_near(days, day) for days, day in given).measure("day of incident", _ARTICLE),
            ]
        return measures

    def halves(self) -> Table:
        """The same by half of the days: rules were written on the first, the second shows what they are worth."""
        rows = []
        for half in ("first", "second"):
            own = [f for f in self._found.values() if f.incident.half == half]
            towns = [f for f in own if f.incident.town is not None]
            dated = [(f, f.incident.day) for f in own if f.incident.day is not None]
            right = sum(_RIGHT in f.town for f in towns), sum(_near(f.day, day) for f, day in dated)
            if towns or dated:
                rows.append((half, len(towns), right[0], len(dated), right[1]))
        columns = ("days", "incidents with a town", "town right", "incidents with a day", "day right")
        return Table("By half of the days; rules were written on the first", columns, tuple(rows))


def _share(met: Iterable[bool]) -> Share:
    share = Share()
    for right in met:
        share.add(right)
    return share


def _of_town(town: Town, text: str, places: tuple[Place, ...]) -> set[str]:
    """Which of the measures of a town an article meets."""
    want, state = _plain(town.name), plain_words(town.state)
    named = [p for p in places if _plain(p.name) == want]
    known = [p for p in places if p.lat is not None and (p.precision or NEAR) <= NEAR]
    told = {
        _WRITTEN: town.name.casefold() in text.casefold() or _saint(town.name) in _saint(text),
        _NAMED: bool(named),
        _RIGHT: any(p.lat is not None and plain_words(p.admin1 or "") == state for p in named),
        _CLOSE: any(distance(p.lat, p.lon, *at) <= CLOSE for p in known for at in _where(town)),
    }
    return {what for what, met in told.items() if met}


def _plain(name: str) -> tuple[str, ...]:
    return plain_words(_saint(name))


def _saint(words: str) -> str:
    return words.casefold().replace("st. ", "saint ")


@cache
def _where(town: Town) -> tuple[tuple[float | None, float | None], ...]:
    """Where the gazetteer has towns of that name in that state."""
    gazetteer = Gazetteer.open()
    try:
        found = [c for c in gazetteer.find(town.name) if c.exact and c.kind == "city"]
        state = plain_words(town.state)
        return tuple((c.lat, c.lon) for c in found if plain_words(gazetteer.division(c.division) or "") == state)
    finally:
        gazetteer.close()


def _near(days: Days | None, day: date) -> bool:
    if days is None or days.earliest is None or days.latest is None:
        return False
    return day - ONE <= days.earliest and days.latest <= day + ONE


def _length(days: Days) -> int:
    if days.earliest is None or days.latest is None:
        return 10**6
    return (days.latest - days.earliest).days
