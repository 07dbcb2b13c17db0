"""The parties of a ceasefire brought together over its reports: an army with its state, a leader with his movement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from truceline.follow.accounts import Account, Who
from truceline.follow.lives import Area, Evidence, Party, Role
from truceline.model.rows import ReportRow

_WORDS = "words:"
_ROLES: tuple[Role, ...] = ("declarer", "party", "broker")


@dataclass(slots=True)
class Camp:
    """One party: the sides that its members stand for, the words that name it, and what each report calls it."""

    sides: set[str]
    votes: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    roles: set[Role] = field(default_factory=set)
    evidence: list[Evidence] = field(default_factory=list)

    def absorb(self, other: Camp) -> None:
        """Take in what turned out to be the same party."""
        self.sides |= other.sides
        self.votes += other.votes
        self.names += other.names
        self.roles |= other.roles
        self.evidence += other.evidence

    @property
    def key(self) -> str:
        """The side that most of its members stand for; a state before a body, a body before a person."""
        known = [side for side in self.votes if not side.startswith(_WORDS)] or list(self.votes)
        return min(known, key=lambda side: (-self.votes[side], not side.isupper(), side))


def evidence(row: ReportRow, column: str) -> Evidence:
    """A cell as evidence."""
    return Evidence(table=row.table, id=row.id, document_id=row.document_id, column=column)


def camps(account: Account, *, brokers: bool = False) -> tuple[Camp, ...]:
    """The parties and declarers of a ceasefire, or its brokers, those that most reports name first."""
    found: list[Camp] = []
    for report in sorted(account.reports, key=lambda r: r.row.id):
        for row, who in sorted(report.parties, key=lambda pair: pair[0].id):
            if (row.role == "broker") != brokers:
                continue
            words = f"{_WORDS}{row.text.casefold()}"
            sides = {*who.sides, words}
            votes = Counter(who.sides or (words,))
            camp = Camp(sides, votes, Counter({who.name or row.text: 1}), {row.role}, [evidence(row, "text")])
            for other in [c for c in found if c.sides & sides]:
                camp.absorb(other)
                found.remove(other)
            found.append(camp)
    return tuple(sorted(found, key=lambda c: (-sum(c.names.values()), c.key)))


def camp_of(parties: Iterable[Camp], who: Who) -> Camp | None:
    """The party that somebody belongs to, if he does."""
    return next((camp for camp in parties if camp.sides & who.sides), None)


def party(camp: Camp, account: Account) -> Party:
    """The party as it is given out, by its name in the register, else by what most reports call it."""
    usual = min(camp.names, key=lambda name: (-camp.names[name], -len(name), name))
    return Party(
        key=camp.key,
        name=account.names.get(camp.key, usual),
        roles=tuple(role for role in _ROLES if role in camp.roles),
        evidence=tuple(sorted(camp.evidence, key=lambda e: e.id)),
    )


def named(found: Sequence[Camp | None], account: Account) -> tuple[str, ...]:
    """Names of parties, each once, sorted."""
    return tuple(sorted({party(camp, account).name for camp in found if camp is not None}))


def areas(account: Account) -> tuple[Area, ...]:
    """The places of the ceasefire, those that most reports name first."""
    found: dict[tuple[str, str | None], list[Evidence]] = {}
    for report in account.reports:
        for row, place in report.places:
            key = (row.text, None) if place is None else (place.name, place.country)
            found.setdefault(key, []).append(evidence(row, "text"))
    ordered = sorted(found, key=lambda key: (-len(found[key]), key[0], key[1] or ""))
    return tuple(Area(name=k[0], country=k[1], evidence=tuple(sorted(found[k], key=lambda e: e.id))) for k in ordered)
