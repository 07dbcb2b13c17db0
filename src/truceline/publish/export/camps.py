"""Who stands on which side of a happening, as datasets with two sides need it.

Reports name all who fight, and seldom who fights whom. The sides are told apart by what the record holds on each
actor. Where both the forces of states and others fight or agree, the states are one side and the others the other;
else who suffers stands against who acts, and of several who act the first with those of its state against the next.
Whom no rule puts on a side is in `others`; nobody is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from truceline.model.extraction import ActorKind
from truceline.model.names import is_generic, plain_words
from truceline.publish.export.countries import Country, country
from truceline.publish.export.incidents import Incident, Participant, Where
from truceline.register import load
from truceline.register.entries import Entry

STATE, REBEL, POLITICAL, IDENTITY, RIOTER, PROTESTER, CIVILIAN, EXTERNAL = range(1, 9)
_NUMBER = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?"
    r"|hundred|thousand|dozens?(?: of)?|scores of|several|about|some)"
)
_COUNT = re.compile(rf"^(?:{_NUMBER}\s+)+", re.IGNORECASE)  # "34 PKK fighters"
OF_STATES: frozenset[ActorKind] = frozenset({"state", "government", "military", "police"})
_ARMED = frozenset({STATE, REBEL, POLITICAL, IDENTITY, EXTERNAL})
_BODIES: tuple[ActorKind, ...] = ("military", "police", "armed_group", "government", "state", "international")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone on a side: with the ACLED code as seen from the country of the happening.

    `country` is the state whose forces they are; `taken` is true where no report says so, and they are taken for those
    of the country that it happened in. `words` are those of the reports where the register says whose they are
    ("al-Shabaab militants"); `implied` is true for police whom no report names as a side, but who were harmed.
    """

    one: Participant
    inter: int | None
    country: str | None
    taken: bool = False
    words: str | None = None
    implied: bool = False

    @property
    def armed(self) -> bool:
        """True if they may use armed force."""
        return self.inter in _ARMED and self.one.kind not in ("civilian", "media", "other")

    @property
    def of_state(self) -> bool:
        """True for the forces, the police or the government of a state."""
        return self.one.kind in OF_STATES or self.inter == STATE

    @property
    def called(self) -> str:
        """The name; of nobody in particular the words of a report without their number ("militants")."""
        if self.one.known is not None or self.of_state or not self.one.rows:
            return self.one.name
        return _COUNT.sub("", min((row.text for row in self.one.rows), key=len)) or self.one.name

    @property
    def named(self) -> bool:
        """True if they are somebody: in the register, or an army, government or police of a known country."""
        return self.one.known is not None or (self.of_state and self.one.country is not None)

    def of_country(self, home: Country) -> Country | None:
        """The state whose forces they are."""
        return home if self.country == home.iso3 else country(self.country)


@dataclass(slots=True, kw_only=True)
class Camps:
    """The two sides of a happening, the first of each the one that it is named by."""

    first: list[Actor] = field(default_factory=list)
    second: list[Actor] = field(default_factory=list)
    others: list[Actor] = field(default_factory=list)


def site(one: Incident) -> tuple[Where, Country] | None:
    """The finest place that lies in a country, and the country; ``None`` if no report names one."""
    for where in one.places:
        found = country(where.place.country) if where.place is not None else None
        if found is not None:
            return where, found
    return None


def actors(one: Incident, home: str, *roles: str) -> list[Actor]:
    """Who takes part in these roles, each once: in the order of the reports, bodies before persons.

    Words that stand for nobody (a house, "it", the press) are no actors.

    Args:
        one: the happening.
        home: ISO 3166 code of the country that it happened in.
        roles: actor, target, broker.
    """
    found = [_actor(p, home) for p in one.of(*roles) if p.kind not in (None, "media") and p.name != "unnamed actor"]
    return sorted(found, key=lambda a: a.one.kind == "person")


def camps(one: Incident, home: str, *, armed: bool, two_sided: bool) -> Camps:
    """The sides of a happening.

    Args:
        one: the happening.
        home: ISO 3166 code of the country that it happened in.
        armed: only who is armed is on a side.
        two_sided: reports may name both sides as acting: in fighting and in agreements.
    """
    acting, struck = actors(one, home, "actor"), actors(one, home, "target")
    found = Camps()
    if armed:
        found.others += [a for a in (*acting, *struck) if not a.armed]
        acting, struck = [a for a in acting if a.armed], [a for a in struck if a.armed]
    _divide(found, acting, struck, two_sided=two_sided)
    found.second = [a for a in found.second if not any(_same(a, other) for other in found.first)]
    if found.first and not found.second and one.lead.plover == "ASSAULT" and _police_harmed(one):
        found.second = [_police(home)]
    found.first.sort(key=_rank)
    found.second.sort(key=_rank)
    return found


def sayings(found: Camps, home: Country) -> list[str]:
    """What notes must say of who is on the sides: what no report says in so many words."""
    sides = (*found.first, *found.second)
    said = [f"“{a.words}” are those of {a.one.name}, by the register." for a in sides if a.words is not None]
    if any(a.implied for a in sides):
        said.append(f"No report names the other side; those harmed are police, taken for those of {home.name}.")
    elif any(a.taken for a in sides):
        said.append(f"Forces of no named state are taken for those of {home.name}.")
    return list(dict.fromkeys(said))


def _police_harmed(one: Incident) -> bool:
    harmed = [
        f for f in one.figures if f.kind in ("killed", "wounded") and (f.standing, f.scope) == ("counted", "event")
    ]
    return bool(harmed) and all(f.victim_class == "police" for f in harmed)


def _police(home: str) -> Actor:
    nobody = Participant(
        id=None, name="police", kind="police", country=None, known=None, sector="COP", inter=STATE, role="target",
        basis="inferred", rows=(),
    )  # fmt: skip
    return Actor(one=nobody, inter=STATE, country=home, taken=True, implied=True)


def _divide(found: Camps, acting: list[Actor], struck: list[Actor], *, two_sided: bool) -> None:
    pool = [*acting, *struck]
    if not pool:
        return
    if two_sided and {a.of_state for a in pool if a.one.kind != "international"} == {True, False}:
        found.first = [a for a in pool if a.of_state == pool[0].of_state]
        found.second = [a for a in pool if a.of_state != pool[0].of_state]
    elif not acting:
        found.second = struck
    else:
        found.first = [a for a in acting if together(acting[0], a)]
        apart = [a for a in acting if a not in found.first]
        found.second = [a for a in struck if not _same(acting[0], a)]
        if (
            two_sided and apart and not any(a.named for a in found.second)
        ):  # then those struck are but words for the dead
            found.others += [a for a in found.second if a not in apart]
            found.second = [a for a in apart if together(apart[0], a)]
            apart = [a for a in apart if a not in found.second]
        found.others += apart


def together(one: Actor, other: Actor) -> bool:
    """True if two who act are surely on one side: the same actor, or forces of one state."""
    return _same(one, other) or (one.of_state and other.of_state and one.country == other.country)


def _same(one: Actor, other: Actor) -> bool:
    return _identity(one) == _identity(other) or (one.one.known is not None and one.one.known == other.one.known)


def _identity(one: Actor) -> str:
    return one.one.id or one.one.name.casefold()


def _actor(one: Participant, home: str) -> Actor:
    entry = _those_of(one.name) if one.kind == "armed_group" and one.known is None else None
    if entry is not None:
        words = one.rows[0].text if one.rows else one.name
        known = replace(one, known=entry.id, name=entry.name, inter=entry.inter, country=entry.country)
        return Actor(one=known, inter=_inter(known, home, taken=False), country=entry.country, words=words)
    nameless = one.kind in ("police", "government") or (one.kind == "military" and _common(one.name))
    taken = nameless and one.country is None and one.known is None
    state = home if taken else one.country
    return Actor(one=one, inter=_inter(one, home, taken=taken), country=state, taken=taken)


@lru_cache(maxsize=65536)
def _those_of(name: str) -> Entry | None:
    """The armed group of the register that words stand for, as "Boko Haram gunmen" do; not where that is a guess."""
    found = load().find(_COUNT.sub("", name))
    entry = None if found is None or found.inferred else load().get(found.id)
    return entry if entry is not None and entry.kind == "armed_group" else None


def _common(name: str) -> bool:
    """True for words that are nobody's name: soldiers, the army. Marines are often those of another country."""
    words = plain_words(name)
    return "marines" not in words and (name.islower() or is_generic(name))


def _inter(one: Participant, home: str, *, taken: bool) -> int | None:
    if one.kind == "military" and one.country is None and one.inter is None and not taken:
        return None  # a force with a name of its own, of which nobody says whose it is
    if one.kind in OF_STATES or one.inter in (STATE, EXTERNAL):
        if one.inter == EXTERNAL and one.country is None:
            return EXTERNAL
        return STATE if taken or one.country == home else EXTERNAL
    if one.inter is not None:
        return one.inter
    if one.kind == "armed_group":
        return POLITICAL
    if one.kind == "international":
        return EXTERNAL
    return CIVILIAN if one.kind in ("civilian", "person", "political") else None


def _rank(one: Actor) -> tuple[bool, bool, int]:
    kind = one.one.kind
    return one.one.kind == "person", not one.named, _BODIES.index(kind) if kind in _BODIES else len(_BODIES)
