"""Which actors of different reports are the same.

The register links first: two actors of one register id are one. Who is not in it becomes an actor of the record's own,
by name and country, never by the name alone: reports on two countries that name a Mohammed Ali name two men. What
reports call "officials" or "gunmen" is never taken for the same. Groups are linked as stars around their smallest id,
so the number of links grows with the record and does not depend on the order of reading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from truceline.model.extraction import ActorKind
from truceline.model.ledger import Link
from truceline.model.names import is_generic, name_key, name_parts, names_a_body, names_a_person
from truceline.model.records import ActorRow
from truceline.resolve.joining import Joined, apart, same
from truceline.resolve.material import Material, Told
from truceline.resolve.persons import Namesake, person_links
from truceline.resolve.places import Key, Places
from truceline.resolve.surroundings import Surroundings

METHOD = "same-actor 3"

_KNOWN, _BODY, _APART = 0.98, 0.92, 0.9
_FAMILIES: tuple[frozenset[ActorKind], ...] = (
    frozenset({"state", "government"}),
    frozenset({"military", "police", "government", "civilian"}),
    frozenset({"armed_group", "political", "military"}),
    frozenset({"political", "government", "civilian"}),
    frozenset({"international", "political"}),
)
_PERSONS: frozenset[ActorKind] = frozenset({"person", "civilian"})
_UNSURE: frozenset[ActorKind] = frozenset({"person", "media", "other"})  # a credit, "(BBC)", is no short form
_AT_HOME: frozenset[ActorKind] = frozenset({"person", "armed_group", "political", "military", "police", "government"})
_GOVERNMENT = "/government"
_MANY = (_GOVERNMENT, "/embassy")  # a government of who knows which day, an embassy of who knows which town


class Bearers:
    """A set of actors taken for one: what kinds, countries and register ids it has, and its name in each report."""

    __slots__ = ("_countries", "_home", "_kinds", "_known", "_names")

    def __init__(self, one: Namesake) -> None:
        """Begin with one actor."""
        self._kinds = _only(one.row.kind)
        self._countries = _only(one.country)
        self._home = _only(one.home)
        self._known = _only(one.row.known)
        self._names = {one.row.document_id: one.key}

    def fits(self, other: Bearers) -> bool:
        """One id of the register, or: kinds and countries go together, and no report has two names for it."""
        if self._known and other._known:
            return self._known == other._known
        if len(self._countries | other._countries) > 1 or len(self._home | other._home) > 1:
            return False
        kinds = (self._kinds | other._kinds) - {"person", "other"}
        if len(kinds) > 1 and not any(kinds <= family for family in _FAMILIES):
            return False
        return all(self._names.get(document, key) == key for document, key in other._names.items())

    def absorb(self, other: Bearers) -> None:
        """Take in the smaller set."""
        self._kinds |= other._kinds
        self._countries |= other._countries
        self._home |= other._home
        self._known |= other._known
        self._names.update(other._names)


@cache
def _only(value: str | None) -> frozenset[str]:
    """The set of one value, none if there is none; every set of it is the same object, as a record has many."""
    return frozenset() if value is None else frozenset({value})


def actor_links(material: Material, places: Places) -> tuple[list[Link], Joined[Bearers]]:
    """Links between actors, likeliest first, and the sets that they make; then who is not the same, and why."""
    persons, bodies = _sort(material, places)
    profiles: dict[str, Bearers] = {}
    registered: dict[str, list[Namesake]] = defaultdict(list)
    named: dict[tuple[Key, str | None], list[Namesake]] = defaultdict(list)
    for one in [*(replace(p, home=None) for p in persons), *bodies]:
        profiles.setdefault(one.row.id, Bearers(one))
        if one.row.known is not None:
            registered[one.row.known].append(one)
    for told in material.actors.values():
        if told.row.known is not None and told.row.id not in profiles:
            one = Namesake(told.row, (told.row.known,), told.row.country, None)
            profiles[told.row.id] = Bearers(one)
            registered[told.row.known].append(one)
    for one in bodies:
        named[(one.key, one.country if is_generic(one.row.name) else None)].append(one)
    found, differ = person_links(persons, Surroundings(material), METHOD)
    for register_id, group in registered.items():
        if not register_id.endswith(_MANY):
            found += _star(group, _KNOWN, f"both are {register_id} in the actor register")
    for group in named.values():
        found += _star(group, _BODY, "same name")
    differ += _governments(registered)
    joined = Joined(profiles)
    followed = joined.accept(found)
    return followed + [link for link in differ if joined.top(link.left_id) != joined.top(link.right_id)], joined


def _governments(registered: dict[str, list[Namesake]]) -> list[Link]:
    """A state's governments then and now are not the same."""
    by_state: dict[str, list[str]] = defaultdict(list)
    for id in sorted(registered):
        state, mark, of = id.partition(f"{_GOVERNMENT}:")
        if mark and of and not of.isdigit():  # a year tells no change of government
            by_state[state].append(id)
    found = []
    for ids in by_state.values():
        for one, other in pairwise(ids):
            a, b = (min(registered[id], key=lambda n: n.row.id).row for id in (one, other))
            found.append(apart("actor", a.id, b.id, _APART, METHOD, f"governments of two times: {one} / {other}"))
    return found


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
                row = told.row
                home = row.country or places.country(row.document_id)
                persons.append(Namesake(row, name_key(row.name), row.country, home))
        else:
            bodies += _bodies(told, places)
    return persons, bodies


def _words_of(name: str) -> Key:
    """The words of a name in any order, titles dropped."""
    return tuple(sorted({*name_key(name)}))


def _body(row: ActorRow, country: str | None, name: str, places: Places) -> Namesake:
    home = (country or places.country(row.document_id)) if row.kind in _AT_HOME else None
    return Namesake(row, tuple(sorted({*name_parts(name)})), country, home)


def _bodies(told: Told, places: Places) -> list[Namesake]:
    """The names of a body: none for a place or a community, or for a ministry of who knows which country."""
    row = told.row
    if (row.known or "").endswith(_MANY):
        return []
    if row.kind == "state":
        return (
            [Namesake(row, (row.country,), row.country, None)] if row.country else [_body(row, None, row.name, places)]
        )
    if row.kind == "other" and (len(name_parts(row.name)) == 1 or places.names_place(name_parts(row.name))):
        return []
    found = []
    for name in _body_names(told):
        country = row.country or (places.country(row.document_id) if is_generic(name) else None)
        if country is not None or not is_generic(name):
            found.append(_body(row, country, name, places))
    return found


def _body_names(told: Told) -> list[str]:
    """The fullest name, and a short form in capitals: readers meet `Free Aceh Movement` and `GAM`."""
    row = told.row
    names = [row.name] if names_a_body(row.name) else []
    if names and not row.name.isupper() and row.kind not in _UNSURE:
        names += sorted({n for n in told.names if n.isupper() and n.isalpha() and 2 <= len(n) <= 6 and n != row.name})
    return names


def _star(group: Sequence[Namesake], score: float, why: str) -> list[Link]:
    """Links of the first by id with all others."""
    rows = sorted({one.row.id: one.row for one in group}.values(), key=lambda row: row.id)
    return [_link(rows[0], other, score, why) for other in rows[1:]]


def _link(a: ActorRow, b: ActorRow, score: float, why: str) -> Link:
    return same("actor", a.id, b.id, score, METHOD, f"{why}: {a.name} / {b.name}")
