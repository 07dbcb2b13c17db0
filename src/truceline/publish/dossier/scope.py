"""What a dossier or a summary is about: the whole record, what meets one filter, or one ceasefire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from truceline.errors import UsageError
from truceline.extract.nations import gazette
from truceline.model.filters import Filter
from truceline.publish.dossier import words
from truceline.record.reader import Reader
from truceline.record.views import actors
from truceline.record.views.scopes import Totals, actor_named

PLACED: Mapping[str, str] = {
    "point": "places known to the point",
    "area": "places known as areas",
    "country": "places known by country alone",
    "unresolved": "places that are not known",
    "none": "no place named",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which part of a record is wanted; empty stands for all of it.

    Attributes:
        wanted: the filter that happenings and ceasefires have to meet; actors are ids.
        ceasefire: id of one ceasefire, whose whole life is wanted; then there is no filter.
        names: names of the actors in the filter, by id.
    """

    wanted: Filter = field(default_factory=Filter)
    ceasefire: str | None = None
    names: tuple[tuple[str, str], ...] = ()

    @property
    def whole(self) -> bool:
        """True if nothing is narrowed down."""
        return self.ceasefire is None and not self.wanted.names

    @property
    def words(self) -> str:
        """The scope in words, for titles: ``1–7 March 2015, Iraq``; empty for all or for a ceasefire."""
        wanted, names = self.wanted, dict(self.names)
        parts = []
        if wanted.since or wanted.until:
            parts.append(words.interval(wanted.since, wanted.until))
        if wanted.place:
            parts.append(" or ".join(part.strip() for part in wanted.place.split("|")))
        if wanted.country:
            parts.append(gazette().shown.get(wanted.country, wanted.country))
        parts += [names.get(actor, actor) for actor in (wanted.actor, wanted.other) if actor]
        parts += [words.type_word(one) for one in wanted.type]
        parts += [words.sign(words.STATUSES, one).word for one in wanted.status]
        if wanted.review:
            parts.append(" or ".join(wanted.review))
        if wanted.box:
            west, south, east, north = wanted.box
            parts.append(f"longitude {west:g} to {east:g}, latitude {south:g} to {north:g}")
        if wanted.placed:
            parts.append(PLACED[wanted.placed])
        if wanted.outlet:
            parts.append(f"reports of {wanted.outlet}")
        if wanted.words:
            parts.append(f"reports with “{wanted.words}”")
        if wanted.killed is not None:
            parts.append(f"at least {wanted.killed} killed")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of a record a scope holds; `beside` are happenings in it only for the ceasefires they belong to."""

    words: str
    documents: int
    happenings: int
    ceasefires: int
    figures: int
    beside: frozenset[str]
    of: Totals


def scope(reader: Reader, wanted: Filter, ceasefire: str | None = None) -> Scope:
    """The scope that a user asks for; actors may be given by name.

    Raises:
        UsageError: an actor is unknown or one of several, a ceasefire is asked for together with something else, or
            the period ends before it begins.
    """
    if ceasefire is not None and wanted.names:
        raise UsageError("a ceasefire is told whole; leave the other limits out, or leave the ceasefire out")
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise UsageError(f"the period ends on {wanted.until} before it begins on {wanted.since}")
    found: dict[str, str] = {}
    actor, other = (_actor(reader, asked, found) for asked in (wanted.actor, wanted.other))
    country = _country(wanted.country) if wanted.country else None
    limits = replace(wanted, actor=actor, other=other, country=country)
    return Scope(wanted=limits, ceasefire=ceasefire, names=tuple(found.items()))


def _actor(reader: Reader, asked: str | None, found: dict[str, str]) -> str | None:
    """The id of an actor by that or the name; what it is called is put into `found`."""
    if asked is None:
        return None
    own = actor_named(reader, asked)
    known = actors.known(reader, own)
    names = () if known is None else (known.name, *known.names)
    found[own] = " ".join(
        next((n for n in names if n.casefold() == asked.casefold()), next(iter(names), asked)).split()
    )
    return own


def _country(asked: str) -> str:
    """The code of a country, by that or its name."""
    shown = gazette().shown
    code = (
        asked.upper()
        if asked.upper() in shown
        else next((c for c, n in shown.items() if n.casefold() == asked.casefold()), None)
    )
    if code is None:
        raise UsageError(f"{asked}: no such country; give its name or its ISO code of three letters, such as IRQ")
    return code
