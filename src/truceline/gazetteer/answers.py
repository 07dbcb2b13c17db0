"""What a report asks of the gazetteer, and what it is answered."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.model.extraction import PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A place as the report names it.

    `kind`, `country` (alpha-3) and `division` (a name) are what the words beside it say. `within` and `beside` are the
    positions of other places asked for that it is said to lie in ("Lima, Ohio") or by ("north of Baghdad"). `bare` is
    the name without its noun ("Kandahar" of "Kandahar airport"), tried last; with `near` it is not the place itself.
    """

    name: str
    kind: PlaceKind = "unknown"
    country: str | None = None
    division: str | None = None
    within: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()
    bare: str | None = None
    near: bool = False
    mentions: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The place meant, or none; `score` is the share of the likeliest candidate, `reason` says why in words."""

    score: float
    reason: str
    kind: PlaceKind = "unknown"
    country: str | None = None
    division: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    precision: int | None = None
    name: str | None = None
    parent: str | None = None

    @property
    def found(self) -> bool:
        """True if the name is resolved."""
        return self.precision is not None
