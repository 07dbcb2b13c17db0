"""Which persons of different reports are the same: by full name, in spellings that go together, and what surrounds it.

A name alone joins nobody: the country must be the same, or the reports name another country or actor in common, or came
out at about the same time, or the name is rare in a large record. A family name alone joins only its one bearer in
reports of the same days on the same country. Whom the reports give the same name and two countries of their own, and
who shares a family name, is suggested as not the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from truceline.model.ledger import Link
from truceline.model.names import COMMON_FAMILIES, plain_words
from truceline.model.records import ActorRow
from truceline.register.likeness import SAME, Likeness, person_likeness
from truceline.resolve.joining import apart, same
from truceline.resolve.places import Key
from truceline.resolve.surroundings import Around, Surroundings

_FULL, _SURNAME, _APART = 0.95, 0.8, 0.7
_FEW = 6  # bearers of one family name up to whom each pair is worth a remark
_MANY = 500  # full names from which on a record tells which are rare
_RARE = 0.02  # people expected to bear a full name by chance, from how often its parts are met
_VOWELS = frozenset("aeiuh")
_BEGINNING = 3  # letters of a given name that a short form keeps

Home = str | None


@dataclass(frozen=True, slots=True)
class Namesake:
    """An actor and a key that it goes by; `home` is its country, or else the one that the report is about."""

    row: ActorRow
    key: Key
    country: str | None
    home: Home


@dataclass(frozen=True, slots=True)
class Bearer:
    """All reports' actors of one full name that are taken for one; the first row stands for them."""

    key: Key
    rows: tuple[ActorRow, ...]
    countries: frozenset[str]
    homes: frozenset[str]
    around: Around

    @property
    def row(self) -> ActorRow:
        """The row that stands for them."""
        return self.rows[0]

    @property
    def known(self) -> frozenset[str]:
        """Their ids in the register."""
        return frozenset(row.known for row in self.rows if row.known is not None)

    def against(self, other: Bearer) -> bool:
        """True if they have two countries of their own, or two ids of the register."""
        pairs = ((self.countries, other.countries), (self.known, other.known))
        return any(mine and theirs and mine.isdisjoint(theirs) for mine, theirs in pairs)

    def joined(self, other: Bearer) -> Bearer:
        """Both as one."""
        rows = tuple(sorted((*self.rows, *other.rows), key=lambda row: row.id))
        homes, countries = self.homes | other.homes, self.countries | other.countries
        return Bearer(self.key, rows, countries, homes, self.around.joined(other.around))


def person_links(persons: Sequence[Namesake], surroundings: Surroundings, method: str) -> tuple[list[Link], list[Link]]:
    """Who is the same, and who shares a name and is not."""
    blocks: dict[str, list[Namesake]] = defaultdict(list)
    for one in persons:
        blocks[_bones(one.key[-1])].append(one)
    rarity = _Rarity({one.key for one in persons if len(one.key) > 1})
    found: list[Link] = []
    differ: list[Link] = []
    for bones in sorted(blocks):
        block = _Block(blocks[bones], surroundings, rarity, method)
        found += block.same()
        differ += block.apart()
    return found, differ


class _Rarity:
    """Which full names two people would hardly bear by chance, as far as the record is large enough to tell."""

    def __init__(self, full: Collection[Key]) -> None:
        self._given = Counter(key[0] for key in full)
        self._families = Counter(key[-1] for key in full)
        self._size = len(full)

    def rare(self, key: Key) -> bool:
        """True if given and family name are met too seldom to meet by chance."""
        return self._size >= _MANY and self._given[key[0]] * self._families[key[-1]] < _RARE * self._size


class _Block:
    """The bearers of family names that sound alike."""

    def __init__(self, group: Sequence[Namesake], surroundings: Surroundings, rarity: _Rarity, method: str) -> None:
        self._method, self._rarity, self._surroundings = method, rarity, surroundings
        self._links: list[Link] = []
        by_key: dict[Key, list[Namesake]] = defaultdict(list)
        for one in sorted(group, key=lambda n: n.row.id):
            by_key[one.key].append(one)
        self._short = {key: found for key, found in sorted(by_key.items()) if len(key) == 1}
        self._full = [b for key, found in sorted(by_key.items()) if len(key) > 1 for b in self._bearers(key, found)]
        pairs = combinations(self._full, 2)
        self._likes = [(a, b, like) for a, b in pairs if (like := self._like(a, b)) is not None]
        self._families: dict[str, list[Bearer]] = defaultdict(list)
        for bearer in self._full:
            self._families[bearer.key[-1]].append(bearer)

    def _bearers(self, key: Key, found: Sequence[Namesake]) -> list[Bearer]:
        """Who bears a full name: those of one country are one, others if their surroundings bring them together."""
        by_home: dict[str, list[Namesake]] = defaultdict(list)
        for one in found:
            by_home[one.home or f"?{one.row.id}"].append(one)
        bearers: list[Bearer] = []
        for group in sorted(by_home.values(), key=lambda g: (g[0].home is None, -len(g), g[0].row.id)):
            self._links += [self._link(group[0].row, o.row, _FULL, f"same full name, {o.home}") for o in group[1:]]
            new = self._bearer(key, group)
            for at, old in enumerate(bearers):
                why = "" if old.against(new) else self._together(old, new)
                if why:
                    self._links.append(self._link(old.row, new.row, _FULL, f"same full name, {why}"))
                    bearers[at] = old.joined(new)
                    break
            else:
                bearers.append(new)
        return bearers

    def _bearer(self, key: Key, group: Sequence[Namesake]) -> Bearer:
        rows = tuple(one.row for one in group)
        countries = frozenset(one.country for one in group if one.country is not None)
        homes = frozenset(one.home for one in group if one.home is not None)
        return Bearer(key, rows, countries, homes, self._surroundings.of(row.document_id for row in rows))

    def _together(self, a: Bearer, b: Bearer) -> str:
        """What besides the name speaks for one person; empty if nothing."""
        if common := a.homes & b.homes:
            return min(common)
        if why := a.around.shared(b.around, a.known | b.known):
            return why
        return "a rare name in the record" if self._rarity.rare(a.key) and self._rarity.rare(b.key) else ""

    def _like(self, a: Bearer, b: Bearer) -> Likeness | None:
        """How like two names are; ``None`` if they are not, or nothing but the names speaks for one person."""
        if a.against(b):
            return None
        like = person_likeness(a.row.name, b.row.name)
        return like if like.score > 0 and (like.score < SAME or self._together(a, b)) else None

    def same(self) -> list[Link]:
        """Who is the same."""
        found = list(self._links)
        for a, b, like in self._likes:
            if like.score >= SAME and self._unrivalled(a, b):
                why = f"{like.reason}, {self._together(a, b)}"
                found.append(self._link(a.row, b.row, min(like.score, _FULL), why))
        return found + self._surnames()

    def _unrivalled(self, a: Bearer, b: Bearer) -> bool:
        """True if all who are like either are like each other: a name between two people joins neither."""
        like = {x.row.id: x for p, q, found in self._likes if found.score >= SAME for x in (p, q) if {a, b} & {p, q}}
        return self._one_person(like.values())

    def _one_person(self, bearers: Iterable[Bearer]) -> bool:
        return all(
            x.key == y.key or person_likeness(x.row.name, y.row.name).score >= SAME
            for x, y in combinations(bearers, 2)
            if not x.against(y)
        ) and not any(x.against(y) for x, y in combinations(bearers, 2))

    def _surnames(self) -> list[Link]:
        """The bare family name, spelled alike, of the one bearer in reports of those days on the same."""
        found = []
        for key, namesakes in self._short.items():
            bearers = self._families[key[0]]
            if len(bearers) == 1 and key[0] not in COMMON_FAMILIES:
                spelled = plain_words(bearers[0].row.name)[-1:]
                alike = [one for one in namesakes if plain_words(one.row.name)[-1:] == spelled]
                found += self._called_shortly(bearers[0], alike)
        return found

    def _called_shortly(self, bearer: Bearer, namesakes: Sequence[Namesake]) -> list[Link]:
        """Those whose reports have to do with the bearer's, or with those of one that was joined before."""
        found: list[Link] = []
        met = {row.document_id for row in bearer.rows}
        left = [one for one in namesakes if one.row.document_id not in met]
        while True:
            for one in left:
                new = self._bearer(bearer.key, [one])
                common = one.home if one.home in bearer.homes else bearer.around.named(new.around, bearer.known)
                if common and bearer.around.near(new.around) and not bearer.against(new):
                    why = f"the only bearer of that family name, reports of the same days, {common}"
                    found.append(self._link(bearer.row, one.row, _SURNAME, why))
                    bearer = bearer.joined(new)
                    left.remove(one)
                    break
            else:
                return found

    def apart(self) -> list[Link]:
        """Who is not the same."""
        found = []
        liked = {frozenset((a.row.id, b.row.id)) for a, b, like in self._likes if like.score > 0}
        for bearers in self._families.values():
            for a, b in combinations(bearers, 2) if len(bearers) <= _FEW else ():
                why = "" if frozenset((a.row.id, b.row.id)) in liked else _why_apart(a, b)
                if why:
                    reason = f"{why}: {a.row.name} / {b.row.name}"
                    found.append(apart("actor", a.row.id, b.row.id, _APART, self._method, reason))
        return found

    def _link(self, a: ActorRow, b: ActorRow, score: float, why: str) -> Link:
        return same("actor", a.id, b.id, score, self._method, f"{why}: {a.name} / {b.name}")


def _why_apart(a: Bearer, b: Bearer) -> str:
    """Why two bearers of a family name are two; empty if nothing says so."""
    if a.known and b.known:
        one, other = min(a.known), min(b.known)
        return f"{one} and {other} in the actor register" if one != other else ""
    if a.key == b.key:
        countries = f"{min(a.countries)} and {min(b.countries)}" if a.against(b) and a.countries and b.countries else ""
        return f"one name, of {countries}" if countries and not a.around.actors & b.around.actors else ""
    given, others = a.key[:-1], b.key[:-1]
    if any(_may_be_short(x, y) for x in given for y in others):
        return ""
    return "the family name is the same, the given names are not"


def _may_be_short(one: str, other: str) -> bool:
    """True if one given name may be short for the other: Bernie, Bernard; or an initial."""
    size = min(len(one), len(other), _BEGINNING)
    return one[:size] == other[:size]


def _bones(word: str) -> str:
    """The first consonants of an evened word."""
    return "".join(c for c in word if c not in _VOWELS)[:3] or word[:1]
