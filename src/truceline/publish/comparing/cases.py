"""Happenings of the record and rows of a dataset in one form, so that they can be laid side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from sys import intern

from truceline.model.datasets import DatasetKind, DatasetRow
from truceline.model.names import name_parts
from truceline.model.records import FigureRow
from truceline.publish.comparing.actors import Keys, named, participant
from truceline.publish.comparing.settings import Settings
from truceline.publish.export.incidents import Incident
from truceline.publish.fatalities import GedDeaths, acled_fatalities, ged_deaths

Point = tuple[float, float]
Key = tuple[str, ...]
_RADIUS: Mapping[int, float] = {1: 5.0, 2: 25.0, 3: 60.0, 4: 150.0, 5: 250.0}  # km, by UCDP's where_prec
_ACLED_RADIUS: Mapping[int, float] = {1: 5.0, 2: 30.0, 3: 150.0}  # by ACLED's geo_precision
_VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
_TOWARDS = frozenset(name_parts("city town village district province governorate region area near"))


@dataclass(frozen=True, slots=True)
class Deaths:
    """Deaths as the dataset counts them; ACLED has one number, `best`."""

    best: int | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One happening, or one row.

    Attributes:
        id: the happening's id, or the dataset's own id.
        n: place of the row in the dataset; 0 for a happening.
        first: first day that it may have been on; where only the last is told, some days before it.
        last: last day.
        dated: whether the first day is told.
        exact: whether these are its days; not if it was on one of them and nobody says on which.
        countries: where it may be; more than one if only its reports say it.
        located: whether its own place says the country.
        place: its place in words.
        names: the place's name as keys.
        areas: names of the divisions that it lies in.
        point: latitude and longitude, unless the place is a country or wider.
        radius: kilometres within which it lies of the point.
        sides: who takes part, each with keys; none for nobody in particular.
        type: ACLED's event type, or UCDP's type of violence.
        sub_type: ACLED's sub-event type.
        deaths: by the dataset's own rule.
        relid: of a row, the happening that it was exported from.
    """

    id: str
    n: int = 0
    first: date
    last: date
    dated: bool = True
    exact: bool = True
    countries: frozenset[str]
    located: bool = True
    place: str = ""
    names: frozenset[Key] = frozenset()
    areas: frozenset[Key] = frozenset()
    point: Point | None = None
    radius: float = 0.0
    sides: tuple[tuple[str, Keys], ...] = ()
    type: str = ""
    sub_type: str | None = None
    deaths: Deaths = Deaths()
    relid: str | None = None

    @property
    def width(self) -> int:
        """Days from the first to the last, both counted."""
        return (self.last - self.first).days + 1

    @property
    def keys(self) -> Keys:
        """The keys of all who take part."""
        return frozenset(key for _, keys in self.sides for key in keys)


def of_row(row: DatasetRow, kind: DatasetKind) -> Case:
    """A row of a dataset. Of ACLED, an uncertain day is the week or the month around it (time_precision 2 and 3)."""
    first, last, exact = row.first, row.last, True
    if kind == "acled" and row.date_precision in (2, 3):
        around = 3 if row.date_precision == 2 else 15
        first, last, exact = first - timedelta(around), last + timedelta(around), False
    radii = _ACLED_RADIUS if kind == "acled" else _RADIUS
    radius = radii.get(row.place_precision or 1)
    point = None if row.lat is None or row.lon is None or radius is None else (row.lat, row.lon)
    return Case(
        id=row.source_id, n=row.n, first=first, last=last, exact=exact,
        countries=_one(row.country), place=intern(row.place),
        names=_keys(row.place), areas=_areas(row.admin1, row.admin2), point=point, radius=radius or 0.0,
        sides=_sides(row.side_a, row.side_b, row.id_a, row.id_b), type=intern(row.type), sub_type=row.sub_type,
        deaths=_counted(row.deaths, row.low, row.high),
        relid=row.relid,
    )  # fmt: skip


@lru_cache(maxsize=65536)  # as the other caches here: rows in the hundred thousands share what they are made of
def _sides(
    side_a: tuple[str, ...], side_b: tuple[str, ...], id_a: int | None, id_b: int | None
) -> tuple[tuple[str, Keys], ...]:
    """The sides with their keys; UCDP's numbers are those of the main ones."""
    found = [(name, id_a if n == 0 else None) for n, name in enumerate(side_a)]
    found += [(name, id_b if n == 0 else None) for n, name in enumerate(side_b)]
    return tuple((name, named(name, number)) for name, number in found)


@lru_cache(maxsize=65536)
def _counted(best: int | None, low: int | None, high: int | None) -> Deaths:
    return Deaths(best, low, high)


@lru_cache(maxsize=1024)
def _one(country: str | None) -> frozenset[str]:
    return frozenset() if country is None else frozenset({country})


def of_incident(one: Incident, kind: DatasetKind, told_in: frozenset[str], settings: Settings) -> Case | str:
    """A happening of the record, or why it cannot be matched.

    Args:
        one: the happening.
        kind: of the dataset, whose rule the deaths follow.
        told_in: countries that its reports are about, for a happening whose own place says none.
        settings: of the comparison.
    """
    if not one.happened:
        return "no report tells it as a fact"
    type_, days = one.lead.acled_type, one.days
    if type_ is None or (kind == "ucdp-ged" and type_ not in _VIOLENT):
        return "is of no kind that the dataset has"
    if days is None or days.latest is None:
        return "no report says when it was"
    first = days.earliest or days.latest - timedelta(settings.undated)
    if (days.latest - first).days >= settings.widest:
        return f"spans more than {settings.widest} days"
    where = one.where
    place = None if where is None else where.place
    point = None if place is None or place.lat is None or place.lon is None else (place.lat, place.lon)
    radius = _RADIUS.get((place.precision if place is not None else None) or 1)
    countries = _one(one.country)
    return Case(
        id=one.id, first=first, last=days.latest, dated=days.earliest is not None,
        exact=days.precision in ("day", "range"),
        countries=countries or told_in, located=bool(countries), place="" if where is None else where.name,
        names=frozenset(key for w in one.places if w.level != 2 for key in _keys(w.name)),
        areas=frozenset(key for w in one.places if w.place is not None for key in _keys(w.place.admin1)),
        point=point if radius is not None else None, radius=radius or 0.0,
        sides=tuple((p.name, participant(p)) for p in one.of("actor", "target")),
        type=type_, sub_type=one.lead.acled_sub_type, deaths=deaths_of(one, kind),
    )  # fmt: skip


def deaths_of(one: Incident, kind: DatasetKind) -> Deaths:
    """The record's number by the rule of the dataset; empty where no report tells of dead."""
    if kind == "acled":
        return Deaths(acled_fatalities(one.figures) if _told(one.figures) else None)
    found = ged_deaths(one.ranges, {figure.id: figure for figure in one.figures})
    return Deaths(found.best, found.low, found.high) if isinstance(found, GedDeaths) else Deaths()


def _told(figures: tuple[FigureRow, ...]) -> bool:
    return any((f.kind, f.scope, f.standing) == ("killed", "event", "counted") for f in figures)


@lru_cache(maxsize=65536)
def _areas(admin1: str | None, admin2: str | None) -> frozenset[Key]:
    return _keys(admin1) | _keys(admin2)


@lru_cache(maxsize=65536)
def _keys(name: str | None) -> frozenset[Key]:
    """A place's name without the words for what kind of place it is: Basra city is Basra."""
    if not name:
        return frozenset()
    parts = name_parts(name)
    bare = tuple(part for part in parts if part not in _TOWARDS) or parts
    return frozenset({bare}) if bare else frozenset()
