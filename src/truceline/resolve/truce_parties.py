"""Who a party of a ceasefire is: the sides and the countries behind the words of one report."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from truceline.model.extraction import ActorKind
from truceline.model.names import is_generic, name_key, name_parts, names_a_body, names_a_person, plain_words
from truceline.model.records import ActorRow, CeasefirePartyRow
from truceline.register import load
from truceline.register.organs import state_words
from truceline.register.sides import Sides
from truceline.resolve.actors import Bearers
from truceline.resolve.joining import Joined
from truceline.resolve.places import Key

_OTHER: ActorKind = "other"
_FORCES: frozenset[ActorKind] = frozenset({"military", "police", "government", "state"})
_WITHIN: frozenset[ActorKind] = frozenset({"armed_group", "political", "person", "other"})
_AGAINST = frozenset({"anti", "against", "fighting", "opponents", "opposed", "enemies", "former", "rivals", "ex"})
_HELPED = frozenset({"backed", "allied", "supported", "sponsored", "aligned", "brokered", "mediated", "based"})
_LONGEST = 4  # words of a state's name


@dataclass(frozen=True, slots=True)
class Party:
    """One who is to cease fire: the keys of the sides that it stands for (none without a name), and its countries."""

    keys: frozenset[Key]
    home: frozenset[str]
    words: str

    @property
    def is_state(self) -> bool:
        """True for a state, or who stands for one: it may have several wars."""
        return any(len(key) == 2 and len(key[1]) == 3 and key[1].isupper() for key in self.keys)

    def meets(self, other: Party) -> bool:
        """True if both stand for one side."""
        return not self.keys.isdisjoint(other.keys)


class Parties:
    """Turns the parties of reports into sides."""

    def __init__(self, actors: Joined[Bearers]) -> None:
        """`actors` are the actors of the record that are the same."""
        self._actors = actors
        self._sides = Sides(load())

    def party(
        self, one: CeasefirePartyRow, row: ActorRow | None, cast: Iterable[ActorRow], published: date | None
    ) -> Party:
        """A party: the sides that the register knows it by, else an actor with a name, else a name in the words.

        Args:
            one: the row.
            row: the actor that it names, if any.
            cast: all actors of the report.
            published: day of the report.
        """
        words, kind, country = (one.text, _OTHER, None) if row is None else (row.name, row.kind, row.country)
        country = country or (_nation(words) if kind in _FORCES else None)
        sides = self._sides.stands_for(None if row is None else row.known, words, kind, country, published)
        if not sides and one.text != words:
            sides = self._sides.stands_for(None, one.text, _OTHER, None, published)
        keys: set[Key] = {("", side) for side in sides}
        if row is not None and self._actors.knows(row.id):
            keys.add(("", self._actors.top(row.id)))
        if not sides:
            for inner in _within(one.text, cast, row):
                found = self._sides.stands_for(inner.known, inner.name, inner.kind, inner.country, published)
                sides |= found
                keys |= {("", side) for side in found}
                if self._actors.knows(inner.id):
                    keys.add(("", self._actors.top(inner.id)))
        if row is None and not keys:
            own = name_key(words) if names_a_person(words) and len(name_key(words)) > 1 else ()
            own = own or (name_parts(words) if names_a_body(words) else ())
            keys |= {own} - {()}
        home = {c for side in sides for c in self._sides.countries(side)} | countries_in(one.text)
        if country is not None:
            home.add(country)
        return Party(frozenset(keys), frozenset(home), one.text)

    def countries(self, row: ActorRow, published: date | None) -> Iterable[str]:
        """The countries of an actor's sides."""
        for side in self._sides.stands_for(row.known, row.name, row.kind, row.country, published):
            yield from self._sides.countries(side)


def countries_in(words: str) -> set[str]:
    """Codes of the states that the words name or call somebody after: "the besieged Syrian city".

    A state that only helps is none of them: "Turkish-backed fighters".
    """
    written, table = re.findall(r"[^\s\-–]+", words), state_words()
    found = set()
    for first in range(len(written)):
        for last in range(min(len(written), first + _LONGEST), first, -1):
            code = table.get(plain_words(" ".join(written[first:last])))
            if code is not None:
                if not _HELPED.intersection(plain_words(" ".join(written[last : last + 1]))):
                    found.add(code)
                break
    return found


def _nation(words: str) -> str | None:
    """The state whose forces or government the words begin with."""
    plain, table = plain_words(words), state_words()
    codes = (table.get(plain[:last]) for last in range(min(len(plain), _LONGEST), 0, -1))
    return next((code for code in codes if code is not None), None)


def _within(words: str, cast: Iterable[ActorRow], row: ActorRow | None) -> list[ActorRow]:
    """Groups and persons of the report whose name stands in the words: "rebels of the Free Aceh Movement".

    None where the words set them against it ("opponents of"), and none that only helps ("Hezbollah-backed").
    """
    plain = plain_words(words)
    if not _AGAINST.isdisjoint(plain):
        return []
    found = []
    for other in cast:
        if row is not None and other.id == row.id:
            continue
        name = plain_words(other.name)
        named = other.kind in _WITHIN and not is_generic(other.name) and len(name) < len(plain)
        if named and name and (other.known is not None or len(name) > 1) and _stands_in(name, plain):
            found.append(other)
    return found


def _stands_in(name: Collection[str], plain: tuple[str, ...]) -> bool:
    size = len(name)
    return any(
        plain[n : n + size] == name and (plain[n + size : n + size + 1] or ("",))[0] not in _HELPED
        for n in range(len(plain) - size + 1)
    )
