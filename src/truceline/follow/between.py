"""Two parties over time: their ceasefires, and the violence between them before and after each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.errors import UsageError
from truceline.follow import Followed
from truceline.follow.accounts import Act
from truceline.follow.gathering import Cast, sides_named, violence
from truceline.follow.incidents import BANNED
from truceline.follow.lives import Life
from truceline.follow.selecting import Ceasefires, with_both
from truceline.follow.settings import defaults
from truceline.model.names import name_parts
from truceline.model.records import ActorRow, PlaceRow, ReconciledRow
from truceline.record.reader import Reader
from truceline.register import load
from truceline.register.sides import Sides
from truceline.resolve.material import Rows

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


def followed(
    store: Reader, parties: tuple[str, str], place: str | None = None, first: date | None = None,
    last: date | None = None,
) -> Course:  # fmt: skip
    """The same as `between` from an open record, of which only the rows that matter are read."""
    published = store.published()
    ceasefires = Ceasefires(store, published, defaults())
    one, other = pair = _pair(store.rows, parties, ceasefires.cast.register)
    chosen = ceasefires.of([named.sides | {" ".join(_key(named.asked))} for named in pair])
    kin, both = ceasefires.kin(chosen), with_both(store, published, one.sides, other.sides)
    near = ceasefires.near(kin, both)
    lives = Followed.of(near, published).between(parties, place, first, last, kin)
    return _course(near, published, pair, lives, place, first, last)


def between(
    rows: Rows, published: Mapping[str, date], parties: tuple[str, str], place: str | None = None,
    first: date | None = None, last: date | None = None,
) -> Course:  # fmt: skip
    """The ceasefires of two parties and the violence between them.

    Violence counts if one of them acts on the other, or they clash; what has no victim or no culprit by name is left
    out, since nobody says whose it is. Deeds that did not happen are left out.

    Args:
        rows: gives the rows of a record table, as `Store.rows` does.
        published: day of publication by document, where known.
        parties: two names, as a report would write them, or ids of the register.
        place: name of a town, a division or a country (or its ISO code); ceasefires that name no place are given too.
        first: first day, as far as reports tell days.
        last: last day.

    Raises:
        UsageError: nobody of that name is known, or the two are one side.
    """
    lives = Followed.of(rows, published).between(parties, place, first, last)
    pair = _pair(rows, parties, Sides(load()))
    return _course(rows, published, pair, lives, place, first, last)


def _pair(rows: Rows, parties: tuple[str, str], register: Sides) -> tuple[Named, Named]:
    one, other = (_named(rows, words, sides_named(register, words)) for words in parties)
    if one.sides & other.sides:
        raise UsageError(f"{one.asked} and {other.asked} are one side to the register; name two parties")
    return one, other


def _course(
    rows: Rows, published: Mapping[str, date], pair: tuple[Named, Named], lives: Iterable[Life], place: str | None,
    first: date | None, last: date | None,
) -> Course:  # fmt: skip
    ordered = sorted(lives, key=lambda life: (started(life), life.id))
    where = None if place is None else {_key(place), *map(_key, sides_named(Sides(load()), place))}
    acts = [act for act in _acts(rows, published, *pair) if _there(act, where)]
    every = sorted(happenings(rows, acts), key=lambda v: (v.day, v.happening_id))
    told = tuple(v for v in every if _within(v, first, last))
    # what is counted before and after a ceasefire does not hang on the days asked for
    return Course(parties=pair, ceasefires=tuple(ordered), violence=told, around=tuple(_around(ordered, every)))


def _named(rows: Rows, words: str, sides: frozenset[str]) -> Named:
    """Whom a name means: the register's sides, and the actors of the record that bear it."""
    if sides:
        return Named(asked=words, name=words, sides=sides)
    key = _key(words)
    bearers = [row for row in rows(ActorRow) if _key(row.name) == key and row.review != "rejected"]
    if not bearers:
        raise UsageError(f"{words}: neither the register nor the record knows the name; see truceline show actors")
    unknown = {row.canonical_id for row in bearers if row.known is None}
    return Named(asked=words, name=words, sides=frozenset(unknown))


def _key(words: str) -> tuple[str, ...]:
    return tuple(name_parts(words))


def _acts(rows: Rows, published: Mapping[str, date], one: Named, other: Named) -> Iterator[Act]:
    """Acts of violence of one on the other."""
    cast = Cast((row for row in rows(ActorRow) if row.review != "rejected"), set(), published)
    places = {row.id: row for row in rows(PlaceRow)}
    for act in violence(rows, set(), set(one.sides | other.sides), cast, places, published):
        if act.row.type not in BANNED or act.row.status not in ("asserted", "background"):
            continue
        acting = {side for _, who in act.acting for side in who.sides}
        struck = {side for _, who in act.struck for side in who.sides}
        sides = (one.sides, other.sides)
        if any(acting & a and struck & b for a, b in (sides, sides[::-1])) or (
            act.row.type == "armed_clash" and all((acting | struck) & side for side in sides)
        ):
            yield act


def _there(act: Act, where: set[tuple[str, ...]] | None) -> bool:
    """True if it happened in a place of one of these names; a country goes by its code, too."""
    if where is None:
        return True
    names = (
        name
        for named, row in act.places
        for name in (named.text, *((row.name, row.admin1 or "", row.country or "") if row else ()))
    )
    return any(_key(name) in where for name in names)


def happenings(rows: Rows, acts: Iterable[Act]) -> Iterator[Violence]:
    """Acts of several reports as happenings, each with its ranges of killed."""
    grouped: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        grouped[act.row.happening_id].append(act)
    killed: dict[str, list[ReconciledRow]] = defaultdict(list)
    for row in rows(ReconciledRow):
        if row.happening_id in grouped and row.kind == "killed" and row.scope == "event":
            killed[row.happening_id].append(row)
    for own, found in grouped.items():
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
            killed=tuple(killed[own]),
            reports=len({act.row.document_id for act in found}),
        )


def _shown(text: str, row: PlaceRow | None) -> str:
    return " ".join(text.split()) if row is None else row.name


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def started(life: Life) -> date:
    """The day that a ceasefire is put in order by: its effect, its declaration, or its first report."""
    start = life.effective or life.declared
    day = (start.latest or start.earliest) if start is not None else life.first_reported
    return day or date.max


def _within(one: Violence, first: date | None, last: date | None) -> bool:
    """True unless it is certainly outside."""
    end = one.last or one.reported
    if first is not None and end is not None and end < first:
        return False
    begin = one.first or end
    return last is None or begin is None or begin <= last


def _around(lives: Sequence[Life], told: Sequence[Violence]) -> Iterator[Around]:
    for life in lives:
        effect = life.effective or life.declared
        if effect is None or effect.latest is None:
            continue
        day = effect.latest
        yield Around(
            ceasefire_id=life.id,
            effect=day,
            days=_AROUND.days,
            before=sum(day - _AROUND <= one.day < day for one in told),
            after=sum(day < one.day <= day + _AROUND for one in told),
        )
