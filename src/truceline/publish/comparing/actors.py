"""Whom the two sides name, as keys that can be compared: the register's ids, and one key for all organs of a state."""

from __future__ import annotations

import re
from functools import lru_cache

from truceline.model.extraction import ActorKind
from truceline.publish.export.incidents import Participant
from truceline.register import load
from truceline.register.entries import Entry
from truceline.register.nations import country_named, government_numbers
from truceline.register.organs import states

Keys = frozenset[str]
UNKNOWN: Keys = frozenset()
CIVILIANS: Keys = frozenset({"civilians"})
_FORCES = re.compile(
    r"^(?:(?:Military|Police|Security|Armed|Naval|Air|Joint|Border|Paramilitary) Forces|Government) of (?:the )?(.+)$",
    re.I,
)
_YEARS = re.compile(r"\s*\(\s*\d{4}\s*-\s*(?:\d{4})?\s*\)")
_UNIDENTIFIED = re.compile(r"^(?:unidentified|unknown|xxx)", re.I)
_CIVILIANS = re.compile(r"^civilians\b", re.I)
_STATE: frozenset[ActorKind] = frozenset({"state", "government", "military", "police"})


@lru_cache(maxsize=65536)
def named(name: str, number: int | None = None) -> Keys:
    """The keys of an actor of a dataset; empty if nobody in particular.

    Args:
        name: as the dataset has it: "Government of Iraq", "Military Forces of Iraq (2006-2014)", "GAM: Free Aceh
            Movement", "Civilians".
        number: UCDP's number of it.
    """
    if number is not None:
        if number in government_numbers():
            return _state(government_numbers()[number])
        if load().get(f"ucdp:{number}") is not None:
            return known(f"ucdp:{number}")
    bare = _YEARS.sub("", name).strip()
    if _UNIDENTIFIED.match(bare) or not bare:
        return UNKNOWN
    if _CIVILIANS.match(bare):
        return CIVILIANS
    forces = _FORCES.match(bare)
    if forces is not None:
        country = country_named(forces[1]) or country_named(forces[1].split(" (")[0].split(" - ")[0])
        if country is not None:
            return _state(country)
    for part in (bare, *(p.strip() for p in re.split(r":|\s-\s", bare)), bare.split(" (")[0]):
        found = load().find(part) if part else None
        if found is not None:
            return known(found.id)
    return frozenset({f"name:{bare.casefold()}"})


@lru_cache(maxsize=65536)
def known(id: str) -> Keys:
    """The keys of an actor of the register: itself, what it is part of, and whom it leads; of an organ, its state."""
    entry = load().get(id)
    code = id.partition("/")[0]
    if code in states():
        return _state(code)
    if entry is None:
        return frozenset({id})
    if entry.kind in _STATE and entry.inter == 1 and entry.country is not None:
        return _state(entry.country)
    if entry.kind == "person" and entry.inter == 1 and entry.country is not None:
        return _state(entry.country)
    return frozenset(_with_others(entry))


def _with_others(entry: Entry) -> set[str]:
    found = {entry.id}
    waiting = [entry]
    while waiting:
        for tie in waiting.pop().ties:
            if tie.relation in ("leads", "member_of", "part_of") and tie.actor not in found:
                found.add(tie.actor)
                other = load().get(tie.actor)
                if other is not None:
                    waiting.append(other)
    return found


def participant(one: Participant) -> Keys:
    """The keys of someone who takes part in a happening; empty for words that stand for nobody in particular."""
    if one.known is not None:
        return known(one.known)
    if one.kind == "civilian" or one.inter == 7:
        return CIVILIANS
    if one.kind in _STATE and one.country is not None:
        return _state(one.country)
    if (one.name[:1].isupper() or one.kind == "armed_group") and (found := load().find(one.name)) is not None:
        return known(found.id)
    return UNKNOWN


def _state(code: str) -> Keys:
    return frozenset({f"state:{code}"})
