"""Which actors of different reports are the same.

Only names link: what reports call "officials" or "gunmen" is never taken for the same. Persons need a full name; a bare
surname joins only where the whole record knows no second bearer of it. Every group is linked as a star around its
smallest id, so the number of links grows with the record and does not depend on the order of reading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from truceline.model.extraction import ActorKind
from truceline.model.ledger import Link
from truceline.model.names import is_generic, name_key, name_parts, names_a_body, names_a_person
from truceline.model.records import ActorRow
from truceline.resolve.joining import Joined, same
from truceline.resolve.material import Material, Told
from truceline.resolve.places import Key, Places

METHOD = "same-actor 1"

_KNOWN, _FULL, _BODY, _LONGER, _SURNAME = 0.98, 0.95, 0.92, 0.88, 0.8
_FAMILIES: tuple[frozenset[ActorKind], ...] = (
    frozenset({"state", "government"}),
    frozenset({"military", "police", "government", "civilian"}),
    frozenset({"armed_group", "political", "military"}),
    frozenset({"political", "government", "civilian"}),
    frozenset({"international", "political"}),
)
_PERSONS: frozenset[ActorKind] = frozenset({"person", "civilian"})


@dataclass(frozen=True, slots=True)
class Namesake:
    """An actor and a key that it goes by."""

    row: ActorRow
    key: Key
    country: str | None


class Bearers:
    """A set of actors taken for one: what kinds, countries and register ids it has, and its name in each report."""

    def __init__(self, one: Namesake) -> None:
        """Begin with one actor."""
        self._kinds = {one.row.kind}
        self._countries = {one.country} - {None}
        self._known = {one.row.known} - {None}
        self._names = {one.row.document_id: one.key}

    def fits(self, other: Bearers) -> bool:
        """Kinds go together, no two countries, no two ids of the register, no two different names in one report."""
        if len(self._countries | other._countries) > 1 or len(self._known | other._known) > 1:
            return False
        kinds = (self._kinds | other._kinds) - {"person", "other"}
        if len(kinds) > 1 and not any(kinds <= family for family in _FAMILIES):
            return False
        return all(self._names.get(document, key) == key for document, key in other._names.items())

    def absorb(self, other: Bearers) -> None:
        """Take in the smaller set."""
        self._kinds |= other._kinds
        self._countries |= other._countries
        self._known |= other._known
        self._names.update(other._names)


def actor_links(material: Material, places: Places) -> tuple[list[Link], Joined[Bearers]]:
    """Links between actors, likeliest first, and the sets that they make."""
    persons, bodies = _sort(material, places)
    profiles: dict[str, Bearers] = {}
    registered: dict[str, list[Namesake]] = defaultdict(list)
    named: dict[tuple[Key, str | None], list[Namesake]] = defaultdict(list)
    for one in persons + bodies:
        profiles.setdefault(one.row.id, Bearers(one))
        if one.row.known is not None:
            registered[one.row.known].append(one)
    for one in bodies:
        named[(one.key, one.country if is_generic(one.row.name) else None)].append(one)
    found = _person_links(persons)
    for register_id, group in registered.items():
        found += _star(group, _KNOWN, f"both are {register_id} in the actor register")
    for group in named.values():
        found += _star(group, _BODY, "same name")
    joined = Joined(profiles)
    return joined.accept(found), joined


def _sort(material: Material, places: Places) -> tuple[list[Namesake], list[Namesake]]:
    """Persons and bodies by name, states by country; the unnamed are left out.

    Readers take a person for a body now and then, and the other way round: of one name, most reports decide.
    """
    ordered = sorted(material.actors.values(), key=lambda told: told.row.id)
    words = {name: _words_of(name) for name in {told.row.name for told in ordered}}
    votes: Counter[Key] = Counter()
    for told in ordered:
        if len(key := words[told.row.name]) > 1:
            votes[key] += 1 if told.row.kind in _PERSONS else -1
    persons: list[Namesake] = []
    bodies: list[Namesake] = []
    for told in ordered:
        vote = votes[words[told.row.name]]
        if told.row.kind in _PERSONS if vote == 0 else vote > 0:
            if names_a_person(told.row.name):
                persons.append(Namesake(told.row, name_key(told.row.name), told.row.country))
        else:
            bodies += _bodies(told, places)
    return persons, bodies


def _words_of(name: str) -> Key:
    """The words of a name in any order, titles dropped."""
    return tuple(sorted({*name_key(name)}))


def _body(row: ActorRow, country: str | None, name: str | None = None) -> Namesake:
    return Namesake(row, tuple(sorted({*name_parts(name or row.name)})), country)


def _bodies(told: Told, places: Places) -> list[Namesake]:
    """The names of a body: none for a place or a community, or for a ministry of who knows which country."""
    row = told.row
    if row.kind == "state":
        return [Namesake(row, (row.country,), row.country)] if row.country else [_body(row, None)]
    if row.kind == "other" and (len(name_parts(row.name)) == 1 or places.names_place(name_parts(row.name))):
        return []
    found = []
    for name in _body_names(told):
        country = row.country or (places.country(row.document_id) if is_generic(name) else None)
        if country is not None or not is_generic(name):
            found.append(_body(row, country, name))
    return found


def _body_names(told: Told) -> list[str]:
    """The fullest name, and a short form in capitals: readers meet `Free Aceh Movement` and `GAM`."""
    row = told.row
    names = [row.name] if names_a_body(row.name) else []
    if names and not row.name.isupper():
        names += sorted({n for n in told.names if n.isupper() and n.isalpha() and 2 <= len(n) <= 6 and n != row.name})
    return names


def _star(group: Sequence[Namesake], score: float, why: str) -> list[Link]:
    """Links of the first by id with all others."""
    rows = sorted({one.row.id: one.row for one in group}.values(), key=lambda row: row.id)
    return [_link(rows[0], other, score, why) for other in rows[1:]]


def _link(a: ActorRow, b: ActorRow, score: float, why: str) -> Link:
    return same("actor", a.id, b.id, score, METHOD, f"{why}: {a.name} / {b.name}")


def _person_links(persons: Sequence[Namesake]) -> list[Link]:
    by_surname: dict[str, list[Namesake]] = defaultdict(list)
    for one in persons:
        by_surname[one.key[-1]].append(one)
    return [link for surname in sorted(by_surname) for link in _one_surname(by_surname[surname])]


def _one_surname(group: Sequence[Namesake]) -> list[Link]:
    """Bearers of one surname: same full name, a longer form of it, and the bare surname if it is nobody else's."""
    by_key: dict[Key, list[Namesake]] = defaultdict(list)
    for one in group:
        by_key[one.key].append(one)
    hubs = {key: min(by_key[key], key=lambda one: one.row.id).row for key in by_key}
    full = sorted(key for key in by_key if len(key) > 1)
    found = [link for key in full for link in _star(by_key[key], _FULL, "same full name")]
    by_first: dict[str, list[Key]] = defaultdict(list)
    for key in full:
        by_first[key[0]].append(key)
    for short in full:
        longer = [key for key in by_first[short[0]] if _longer(key, short)]
        if _one_line(longer):
            found += [_link(hubs[short], hubs[key], _LONGER, "one name is longer than the other") for key in longer]
    if full and _one_line(full):
        met = {one.row.document_id for key in full for one in by_key[key]}
        bare = sorted((one.row for one in by_key.get(full[0][-1:], ())), key=lambda row: row.id)
        why = "the record knows nobody else of that surname"
        found += [_link(hubs[full[0]], row, _SURNAME, why) for row in bare if row.document_id not in met]
    return found


def _longer(key: Key, short: Key) -> bool:
    """True if `key` begins and ends like `short` and has more parts between."""
    return len(key) > len(short) and key[0] == short[0] and key[-1] == short[-1] and set(short) < set(key)


def _one_line(keys: Sequence[Key]) -> bool:
    """True if each key is a longer form of the next shorter one: then they can all be one person's."""
    ordered = sorted(keys, key=len)
    return all(_longer(long, short) for short, long in pairwise(ordered))
