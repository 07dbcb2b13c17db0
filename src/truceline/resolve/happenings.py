"""Events made ready for comparing: what, where, when and who of each as keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from truceline.model.names import TITLES, name_key, names_a_person, plain_words
from truceline.model.records import EventRow, FigureRow
from truceline.model.vocabulary import FAMILIES
from truceline.resolve.actors import Bearers
from truceline.resolve.joining import Joined
from truceline.resolve.material import Material, ToldEvent
from truceline.resolve.places import Key, Places, Where

DAY = timedelta(days=1)
TYPES = FAMILIES["violence"] | FAMILIES["coercion"] | FAMILIES["movement"] | FAMILIES["cooperation"]
VIOLENCE = FAMILIES["violence"]
WEEK = 7
_BLOWS = frozenset({"bombing", "suicide_bombing", "air_strike", "shelling", "abduction"})
_AFTER = frozenset({"jr", "sr", "ii", "iii"})
_LONGEST = 5  # words of a name

Person = tuple[Key, str]  # a name as a key, and as the report writes it

# Types that reporters use for one another. What is not here goes only with itself: a shell is no air strike.
_ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"bombing", "suicide_bombing"}),
    frozenset({"bombing", "armed_attack"}),
    frozenset({"suicide_bombing", "armed_attack"}),
    frozenset({"armed_clash", "armed_attack"}),
    frozenset({"armed_clash", "ceasefire_violated"}),
    frozenset({"force_against_protest", "armed_attack"}),
    frozenset({"mob_violence", "armed_attack"}),
    frozenset({"mob_violence", "force_against_protest"}),
    frozenset({"abduction", "arrest"}),
    frozenset({"ceasefire_declared", "agreement"}),
)
_CLUSTERS = {
    "suicide_bombing": "attack", "bombing": "attack", "armed_attack": "attack", "armed_clash": "attack",
    "force_against_protest": "attack", "mob_violence": "attack", "ceasefire_violated": "attack",
    "abduction": "seizure", "arrest": "seizure",
    "ceasefire_declared": "deal", "agreement": "deal",
}  # fmt: skip


def cluster(event_type: str) -> str:
    """The block of types in which an event's likes are sought."""
    return _CLUSTERS.get(event_type, event_type)


def alike(one: str, other: str) -> bool:
    """True if two reports of one happening may be given these two types."""
    return one == other or any({one, other} <= pair for pair in _ALIKE)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that an event may have happened on, both ends included."""

    first: date
    last: date

    @property
    def width(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1

    def overlaps(self, other: Days) -> bool:
        """True if they share a day."""
        return self.first <= other.last and other.first <= self.last

    def gap(self, other: Days) -> int:
        """Days between the two; 0 if they share one, 1 if they follow one another."""
        return max(0, (self.first - other.last).days, (other.first - self.last).days)

    def __str__(self) -> str:
        return f"{self.first}" if self.width == 1 else f"{self.first} to {self.last}"


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as one report tells it, ready for comparing.

    `days` is where the report's words put it; `guess` the week before publication for an event without a date, else
    ``None``. `acting` and `struck` are named actors and targets (the smallest id of each's set), `names` all plain
    words of the actors, `harmed` the persons struck, killed or wounded, as the report names them in full, `dead` those
    of them who were killed; `things` are plain words of the unnamed targets, `means` those of weapons.
    """

    row: EventRow
    where: Where
    days: Days | None
    guess: Days | None
    acting: frozenset[str]
    names: frozenset[str]
    struck: frozenset[str]
    harmed: Mapping[Key, str]
    dead: frozenset[Key]
    things: frozenset[str]
    means: frozenset[str]
    figures: tuple[FigureRow, ...]

    @property
    def id(self) -> str:
        """Id of the event."""
        return self.row.id

    @property
    def document(self) -> str:
        """Id of the report."""
        return self.row.document_id

    @property
    def type(self) -> str:
        """Type of the event."""
        return self.row.type

    @property
    def span(self) -> Days | None:
        """The days that bound it: those of its words, else the week before publication."""
        return self.days or self.guess

    @property
    def lasting(self) -> bool:
        """True if it is violence that went on for days, as its dates and its tallies show."""
        clash = self.type == "armed_clash"
        if self.days is None:
            return clash and self.tallied
        return self._ranged and (clash or self.tallied)

    @property
    def tallied(self) -> bool:
        """True if all its figures are tallies ("300 since May"), and it is no single blow whose toll may rise."""
        if not self.figures or any(figure.scope == "event" for figure in self.figures):
            return False
        return self.type in VIOLENCE and (self._ranged or self.type not in _BLOWS)

    @property
    def _ranged(self) -> bool:
        return self.days is not None and self.days.width > 1 and self.row.date_precision == "range"


def happenings(material: Material, places: Places, actors: Joined[Bearers]) -> list[Happening]:
    """The events that can be linked, by id: those said to have happened, of types that are deeds.

    One that a report dates after its own day was read wrongly, and is left out.
    """
    found, known = [], _persons(material)
    for told in sorted(material.events.values(), key=lambda t: t.row.id):
        row, published = told.row, material.published.get(told.row.document_id)
        future = published is not None and row.date_earliest is not None and row.date_earliest > published
        if row.type in TYPES and row.status in ("asserted", "background") and not future:
            found.append(_happening(told, material, places, actors, known))
    return found


def as_printed(one: Happening, first: Happening) -> Happening:
    """A happening that a reprint tells of, on the days of the first printing: its "yesterday" is that of the report."""
    return one if one.days == first.days else replace(one, days=first.days, guess=first.guess)


def _persons(material: Material) -> dict[str, dict[str, Person]]:
    """The fullest name of each person of a report by its last word; none where two persons share that."""
    found: dict[str, dict[str, dict[Key, str]]] = defaultdict(lambda: defaultdict(dict))
    for told in sorted(material.actors.values(), key=lambda t: t.row.id):
        if told.row.kind in ("person", "civilian") and names_a_person(told.row.name) and (key := _name(told.row.name)):
            found[told.row.document_id][key[-1]].setdefault(key, told.row.name)
    return {
        document: {last: full for last, names in by_last.items() if (full := _fullest(names)) is not None}
        for document, by_last in found.items()
    }


def _fullest(names: Mapping[Key, str]) -> Person | None:
    full = max(sorted(names), key=len)
    return (full, names[full]) if all(set(key) <= set(full) for key in names) else None


def _name(words: str) -> Key:
    key = tuple(word for word in name_key(words) if word not in _AFTER)
    return key if len(key) <= _LONGEST else ()


def _harmed(told: ToldEvent, material: Material, known: Mapping[str, Person]) -> tuple[dict[Key, str], frozenset[Key]]:
    """Full names of the persons struck, killed or wounded, and of those killed."""
    one_by_one = [figure for figure in told.figures if figure.who is not None and figure.best == 1]
    rows = (material.actors.get(part.actor_id or "") for part in told.actors if part.role == "target")
    texts = [row.row.name for row in rows if row is not None] + [figure.who or "" for figure in one_by_one]
    dead = _full((figure.who or "" for figure in one_by_one if figure.kind == "killed"), known)
    return _full(texts, known), frozenset(dead)


def _full(texts: Iterable[str], known: Mapping[str, Person]) -> dict[Key, str]:
    return dict(known[key[-1]] for text in texts if (key := _name(text)) and key[-1] in known)


def _happening(
    told: ToldEvent,
    material: Material,
    places: Places,
    actors: Joined[Bearers],
    known: Mapping[str, Mapping[str, Person]],
) -> Happening:
    named: Mapping[str, set[str]] = defaultdict(set)
    things: set[str] = set()
    for part in told.actors:
        top = None if part.actor_id not in material.actors else _top(part.actor_id, actors)
        if top is not None:
            named[part.role].add(top)
        elif part.role == "target":
            things.update(word for word in plain_words(part.text) if len(word) > 3 and word not in TITLES)
    days = _days(told.row)
    harmed, dead = _harmed(told, material, known.get(told.row.document_id, {}))
    return Happening(
        row=told.row,
        where=places.where(told.places),
        days=days,
        guess=_guess(material.published.get(told.row.document_id)) if days is None else None,
        acting=frozenset(named["actor"]),
        names=frozenset(word for part in told.actors if part.role == "actor" for word in plain_words(part.text)),
        struck=frozenset(named["target"]),
        harmed=harmed,
        dead=dead,
        things=frozenset(things),
        means=frozenset(word for text in told.row.means for word in plain_words(text)),
        figures=tuple(told.figures),
    )


def _top(actor_id: str | None, actors: Joined[Bearers]) -> str | None:
    """The actor's set, if it has a name of its own."""
    return actors.top(actor_id) if actor_id is not None and actors.knows(actor_id) else None


def _days(row: EventRow) -> Days | None:
    if row.date_earliest is None or row.date_latest is None or row.date_precision in ("before", "unknown"):
        return None
    return Days(row.date_earliest, row.date_latest) if row.date_earliest <= row.date_latest else None


def _guess(published: date | None) -> Days | None:
    return None if published is None else Days(published - DAY * WEEK, published)
