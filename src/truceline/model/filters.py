"""One filter for every view and export: as an address carries it, so that a view can be sent to a colleague."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Literal, get_args
from urllib.parse import urlencode

from truceline.errors import UsageError

HAPPENED = ("asserted", "background")  # what a text tells as a fact
Placed = Literal["point", "area", "country", "unresolved", "none"]  # how exactly a place is known, finest first
_DIGITS = 15
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is wanted; ``None`` and ``()`` do not narrow anything down.

    Attributes:
        since: first day, of the event or (for documents) of publication.
        until: last day.
        country: ISO 3166 code of three letters of a place.
        place: a name of a place, whole, in any case; or several names, parted by "|".
        box: degrees west, south, east, north; a town or site within them. West of the 180th meridian, west > east.
        placed: how exactly the place of a happening is known at best, over all reports that meet the rest.
        actor: id of an actor that takes part, or of any that is the same one.
        other: id of a second actor that takes part as well.
        outlet: who published the report.
        type: event types, any of them.
        status: what the text says of it, any of them: asserted, background, future, hypothetical, negated.
        review: state of review, any of them: draft, accepted, corrected, rejected.
        words: words of the report, all of them.
        killed: at least so many killed, by the highest report.
    """

    since: date | None = None
    until: date | None = None
    country: str | None = None
    place: str | None = None
    box: Box | None = None
    placed: Placed | None = None
    actor: str | None = None
    other: str | None = None
    outlet: str | None = None
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    words: str | None = None
    killed: int | None = None

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Filter:
        """The filter in the parameters of an address; other parameters and empty ones are passed over.

        Raises:
            UsageError: a day is no day, a number none, a box none, or there is no such way of being placed.
        """
        read = {
            "since": _day, "until": _day, "killed": whole, "type": _list, "status": _list, "review": _list,
            "box": _box, "placed": _placed,
        }  # fmt: skip
        found = {}
        for field in fields(cls):
            words = given.get(field.name, "").strip()
            if words:
                found[field.name] = read.get(field.name, _same)(field.name, words)
        return cls(**found)  # type: ignore[arg-type]

    @property
    def names(self) -> tuple[str, ...]:
        """The parts that narrow anything down."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) not in (None, ()))

    @property
    def query(self) -> str:
        """The filter as the query of an address, without what is empty; `of` reads it back."""
        given = {f.name: getattr(self, f.name) for f in fields(self)}
        parts = {
            name: ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
            for name, value in given.items()
            if value is not None and value != ()
        }
        return urlencode(parts)

    @property
    def happened(self) -> Filter:
        """The same, of what is told as a fact only, unless it says itself what status is wanted."""
        return self if self.status else replace(self, status=HAPPENED)


def _day(name: str, words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise UsageError(f"{name}: {words!r} is no day; write it as 2008-03-31") from None


def whole(name: str, words: str) -> int:
    """A whole number, 0 or more.

    Raises:
        UsageError: it is none, or larger than a record can hold.
    """
    if not words.isdecimal() or len(words) > _DIGITS:
        raise UsageError(f"{name}: {words[:40]!r} is no number")
    return int(words)


def _box(name: str, words: str) -> Box:
    try:
        west, south, east, north = (float(part) for part in words.split(","))
    except ValueError:
        raise UsageError(f"{name}: {words!r} is no box; write it as west,south,east,north in degrees") from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise UsageError(f"{name}: {words!r} lies outside of the globe")
    return west, south, east, north


def _placed(name: str, words: str) -> str:
    if words not in get_args(Placed):
        raise UsageError(f"{name}: {words!r} is none of {', '.join(get_args(Placed))}")
    return words


def _list(name: str, words: str) -> tuple[str, ...]:
    return tuple(part for part in (part.strip() for part in words.split(",")) if part)


def _same(name: str, words: str) -> str:
    return words
