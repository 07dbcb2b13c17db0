"""What the register holds: actors with their names, offices and ties, each for a stretch of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from truceline.model.extraction import ActorKind, Relation

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC IGO UNO EUR"
    " NGO ISM IMG MNC".split()
)
UNKNOWN = "UNK"
INTERS = range(1, 9)
UCDP = "UCDP Actor Dataset 22.1, CC BY 4.0"


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both included; an open end is ``None``."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date, slack: int = 0) -> bool:
        """True if the day lies in it, or no more than `slack` days beside it."""
        margin = timedelta(days=slack)
        after = self.first is None or day >= self.first - margin
        return after and (self.last is None or day <= self.last + margin)

    def __str__(self) -> str:
        return f"{self.first or ''}..{self.last or ''}"


ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person held: `owner` is a state's code or another actor's id."""

    owner: str
    name: str
    period: Period

    @property
    def id(self) -> str:
        """Id of the office: ``IRQ/prime-minister``."""
        return f"{self.owner}/{self.name}"


@dataclass(frozen=True, slots=True)
class Tie:
    """What the actor is to another one, and when."""

    relation: Relation
    actor: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An actor of the register.

    `country` is where it belongs, `countries` where else it acts; `inter` is its ACLED code at home (a foreign army is
    an 8); `after` names the actors that it came from; `period` is when it lived or existed.
    """

    id: str
    name: str
    kind: ActorKind
    names: tuple[str, ...] = ()
    country: str | None = None
    countries: tuple[str, ...] = ()
    sector: str = UNKNOWN
    inter: int | None = None
    offices: tuple[Office, ...] = ()
    ties: tuple[Tie, ...] = ()
    after: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    period: Period = ALWAYS
    source: str = ""

    @property
    def everywhere(self) -> frozenset[str]:
        """All countries that it is of or acts in."""
        return frozenset((*self.countries, *((self.country,) if self.country else ())))

    def retired(self, on: date) -> bool:
        """True if it held offices, and all of them ended before that day."""
        return bool(self.offices) and all(o.period.last is not None and o.period.last < on for o in self.offices)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Its name and all others."""
        return (self.name, *self.names)
