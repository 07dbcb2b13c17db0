"""What stands around a name in a report, and how much it speaks for or against an actor of the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from truceline.model.extraction import ActorKind, Basis
from truceline.register.entries import UCDP, Entry

IN_MIND = 1000  # days after office, or death, for which the family name alone may still mean somebody
PERSONS = frozenset({"person", "civilian"})
_ANY = frozenset({"other"})


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around a name: what it is taken for, its country, the countries of the report, its day."""

    kind: ActorKind | None = None
    country: str | None = None
    about: frozenset[str] = frozenset()
    main: str | None = None
    on: date | None = None


NO_CONTEXT = Context()


@dataclass(frozen=True, slots=True)
class Match:
    """The actor that a name means; `inferred` if more than the name was needed to tell."""

    id: str
    score: float
    reason: str
    inferred: bool = False

    @property
    def basis(self) -> Basis:
        """``inferred`` if more than the name was needed to tell."""
        return "inferred" if self.inferred else "stated"


def weight(one: Entry, context: Context) -> int:
    """How much country and time speak for a candidate; of equals, one that not only the UCDP lists comes first."""
    found = 0 if one.source == UCDP else 1
    if context.country is not None and context.country in one.everywhere:
        found += 8
    if context.main is not None and context.main in one.everywhere:
        found += 4
    if not one.everywhere.isdisjoint(context.about):
        found += 4
    if then(one, context):
        found += 2
    return found


def supports(one: Entry, context: Context) -> bool:
    """True if the country speaks for a candidate."""
    if context.country is not None:
        return context.country in one.everywhere
    return not one.everywhere.isdisjoint(context.about)


def then(one: Entry, context: Context, slack: int = 0) -> bool:
    """True if nothing says that it was not there about that day, or was not in an office yet or any more."""
    if context.on is None:
        return True
    near = not one.offices or any(o.period.holds(context.on, IN_MIND) for o in one.offices)
    return near and one.period.holds(context.on, slack)


def against(one: Entry, context: Context) -> bool:
    """True if kind or country forbid it."""
    if context.kind is not None and context.kind not in _ANY and one.kind != context.kind:
        persons = {one.kind in PERSONS, context.kind in PERSONS}
        if len(persons) > 1:
            return True
        if "state" in (one.kind, context.kind) and "government" not in (one.kind, context.kind):
            return True
    return context.country is not None and bool(one.everywhere) and context.country not in one.everywhere
