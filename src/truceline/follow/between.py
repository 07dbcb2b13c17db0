"""Two parties over time: their ceasefires, and the violence between them before and after each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.errors import UsageError
from truceline.follow import Followed
from truceline.follow.accounts import Act
from truceline.follow.gathering import Cast, violence
from truceline.follow.lives import Life, When
from truceline.model.names import name_parts
from truceline.model.records import ActorRow, PlaceRow, ReconciledRow
from truceline.record import Store
from truceline.register import Register, load
from truceline.register.sides import Sides

_AROUND = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A party as the user named it: what it is called in the register, and the ids of the sides that it means."""

    asked: str
    name: str
    sides: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Violence:
    """One happening between the two: `killed` are its reconciled ranges, a row for each class of victims."""

    happening_id: str
    types: tuple[str, ...]
    first: date | None
    last: date | None
    reported: date | None
    acting: tuple[str, ...]
    struck: tuple[str, ...]
    places: tuple[str, ...]
    killed: tuple[ReconciledRow, ...]
    reports: int

    @property
    def day(self) -> date:
        """The day that it is put in order by: its last possible one, else that of its first report."""
        return self.last or self.first or self.reported or date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """How many happenings of violence there were in the days before and after a ceasefire took effect."""

    ceasefire_id: str
    effect: date
    days: int
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What the record holds on two parties, in the order of time."""

    parties: tuple[Named, Named]
    ceasefires: tuple[Life, ...]
    violence: tuple[Violence, ...]
    around: tuple[Around, ...]


def between(
    store: Store, parties: tuple[str, str], place: str | None = None, first: date | None = None,
    last: date | None = None, register: Register | None = None,
) -> Course:  # fmt: skip
    """The ceasefires of two parties and the violence between them.

    Violence counts if one of them acts on the other, or they clash; what has no victim or no culprit by name is left
    out, since nobody says whose it is. Deeds that did not happen are left out.

    Args:
        store: an open record.
        parties: two names, as a report would write them, or ids of the register.
        place: name of a town, a division or a country (or its ISO code) that everything must be in.
        first, last: days that it must have happened in, as far as reports say.
        register: who is known; the built-in register if not given.

    Raises:
        UsageError: nobody of that name is in the record, or the two are one.
    """
    known = load() if register is None else register
    one, other = (_named(store, words, known) for words in parties)
    if one.sides & other.sides:
        raise UsageError(f"{one.asked} and {other.asked} are one side to the register ({one.name}); name two parties")
    where = None if place is None else _key(place)
    lives = [
        life for life in Followed(store).lives() if _party(life, one) and _party(life, other) and _in_area(life, where)
    ]  # fmt: skip
    lives = [life for life in lives if _within(_start(life), first, last)]
    acts = [one for one in _acts(store, one, other) if _there(one, where)]
    told = [v for v in _happenings(store, acts) if _within(_when(v), first, last)]
    told.sort(key=lambda v: (v.day, v.happening_id))
    lives.sort(key=lambda life: (_order(life), life.id))
    return Course(
        parties=(one, other), ceasefires=tuple(lives), violence=tuple(told), around=tuple(_around(lives, told))
    )


def _named(store: Store, words: str, register: Register) -> Named:
    """Whom a name means: an entry of the register, else the actors of the record that bear it."""
    match = None if register.get(words) is not None else register.find(words)
    id = words if match is None else match.id
    entry = register.get(id)
    if entry is not None:
        sides = Sides(register)
        return Named(asked=words, name=entry.name, sides=sides.of(id) if "/" in id else frozenset({id}))
    key = _key(words)
    rows = [row for row in store.rows(ActorRow) if _key(row.name) == key and row.review != "rejected"]
    if not rows:
        raise UsageError(f"{words}: neither the register nor {store.path} knows that name; truceline show actors lists")
    return Named(asked=words, name=rows[0].name, sides=frozenset(row.canonical_id for row in rows))


def _key(words: str) -> tuple[str, ...]:
    return tuple(name_parts(words))


def _party(life: Life, named: Named) -> bool:
    return any(party.key in named.sides for party in life.parties)


def _in_area(life: Life, where: tuple[str, ...] | None) -> bool:
    if where is None:
        return True
    return any(where in (_key(area.name), _key(area.country or "")) for area in life.area)


def _acts(store: Store, one: Named, other: Named) -> Iterator[Act]:
    """Acts of violence of one on the other."""
    published = {d.id: d.published for d in store.documents() if d.published is not None}
    cast = Cast(published)
    for row in store.rows(ActorRow):
        if row.review != "rejected":
            cast.add(row)
    places = {row.id: row for row in store.rows(PlaceRow)}
    for act in violence(store.rows, set(), set(one.sides | other.sides), cast, places, published):
        if act.row.status not in ("asserted", "background"):
            continue
        acting = {side for _, who in act.acting for side in who.sides}
        struck = {side for _, who in act.struck for side in who.sides}
        sides = (one.sides, other.sides)
        if any(acting & a and struck & b for a, b in (sides, sides[::-1])) or (
            act.row.type == "armed_clash" and all((acting | struck) & side for side in sides)
        ):
            yield act


def _there(act: Act, where: tuple[str, ...] | None) -> bool:
    if where is None:
        return True
    return any(
        where
        in (_key(named.text), *((_key(p) for p in (row.name, row.admin1 or "", row.country or "")) if row else ()))
        for named, row in act.places
    )


def _happenings(store: Store, acts: Iterable[Act]) -> Iterator[Violence]:
    grouped: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        grouped[act.row.happening_id].append(act)
    for own, found in grouped.items():
        killed = [row for row in store.rows(ReconciledRow, happening_id=own) if row.kind == "killed"]
        days = [(act.row.date_earliest, act.row.date_latest) for act in found]
        yield Violence(
            happening_id=own,
            types=_distinct(act.row.type for act in found),
            first=max((d for d, _ in days if d is not None), default=None),
            last=min((d for _, d in days if d is not None), default=None),
            reported=min((act.published for act in found if act.published is not None), default=None),
            acting=_distinct(who.name for act in found for _, who in act.acting),
            struck=_distinct(who.name for act in found for _, who in act.struck),
            places=_distinct(_shown(named.text, row) for act in found for named, row in act.places),
            killed=tuple(row for row in killed if row.scope == "event"),
            reports=len({act.row.document_id for act in found}),
        )


def _shown(text: str, row: PlaceRow | None) -> str:
    return " ".join(text.split()) if row is None else row.name


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _start(life: Life) -> When:
    start = life.effective or life.declared
    day = life.first_reported
    return start or When(earliest=None, latest=day, precision="before")


def _order(life: Life) -> date:
    start = _start(life)
    return start.latest or start.earliest or date.max


def _when(one: Violence) -> When:
    return When(earliest=one.first, latest=one.last or one.reported, precision="range")


def _within(when: When, first: date | None, last: date | None) -> bool:
    """True unless it is certainly outside."""
    if first is not None and when.latest is not None and when.latest < first:
        return False
    return not (last is not None and (when.earliest or when.latest or date.min) > last)


def _around(lives: Sequence[Life], told: Sequence[Violence]) -> Iterator[Around]:
    for life in lives:
        effect = life.effective or life.declared
        if effect is None or effect.latest is None or (effect.inferred and effect.earliest is None):
            continue
        day = effect.latest
        yield Around(
            ceasefire_id=life.id,
            effect=day,
            days=_AROUND.days,
            before=sum(day - _AROUND <= one.day < day for one in told),
            after=sum(day < one.day <= day + _AROUND for one in told),
        )
