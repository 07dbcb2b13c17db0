"""What a report asks of the gazetteer, and what it is answered."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.model.extraction import PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A place as the report names it.

    `kind`, `country` (alpha-3) and `division` (a name) are what the words beside it say. `within` and `beside` are the
    positions of other places asked for that it is said to lie in ("Lima, Ohio") or by ("north of Baghdad"). `bare` is
    the name without its noun ("Kandahar" of "Kandahar airport"), tried last; with `near` it is not the place itself,
    with `natural` no town either ("Java" of "Java Sea"). `part_of` is the country that the name, which is also that of
    another, is said to be a state of ("the U.S. state of Georgia"). `article`: it stands with "the", as towns do not;
    `located`: it stands where a place does ("in X", "the town of X").
    """

    name: str
    kind: PlaceKind = "unknown"
    country: str | None = None
    division: str | None = None
    within: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()
    bare: str | None = None
    near: bool = False
    natural: bool = False
    article: bool = False
    located: bool = False
    part_of: str | None = None
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
