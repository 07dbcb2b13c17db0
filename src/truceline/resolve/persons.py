"""Which persons of different reports are the same: by full name in spellings that go together, and by country.

A family name alone joins only where the whole record knows no second bearer of it in that country. Who shares a family
name, or a full name in reports on two countries, is suggested as not the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from truceline.model.ledger import Link
from truceline.model.records import ActorRow
from truceline.register.likeness import SAME, Likeness, person_likeness
from truceline.resolve.joining import apart, same
from truceline.resolve.places import Key

_FULL, _SURNAME, _APART = 0.95, 0.8, 0.7
_FEW = 6  # bearers of one family name up to whom each pair is worth a remark
_VOWELS = frozenset("aeiuh")

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
    """All reports' actors of one full name and home; `row` stands for them."""

    row: ActorRow
    key: Key
    home: Home


def person_links(persons: Sequence[Namesake], method: str) -> tuple[list[Link], list[Link]]:
    """Who is the same, and who shares a name and is not."""
    blocks: dict[str, list[Namesake]] = defaultdict(list)
    for one in persons:
        blocks[_bones(one.key[-1])].append(one)
    found: list[Link] = []
    differ: list[Link] = []
    for bones in sorted(blocks):
        block = _Block(blocks[bones], method)
        found += block.same()
        differ += block.apart()
    return found, differ


class _Block:
    """The bearers of family names that sound alike."""

    def __init__(self, group: Sequence[Namesake], method: str) -> None:
        self._method = method
        self._members: dict[tuple[Key, Home], list[ActorRow]] = defaultdict(list)
        for one in sorted(group, key=lambda n: n.row.id):
            self._members[(one.key, one.home)].append(one.row)
        self._merge_homeless()
        self._full = [
            Bearer(rows[0], key, home)
            for (key, home), rows in sorted(self._members.items(), key=_order)
            if len(key) > 1
        ]
        self._likes = [(a, b, like) for a, b in combinations(self._full, 2) if (like := _like(a, b)) is not None]

    def _merge_homeless(self) -> None:
        """Those of unknown home go with the others of their name if these have one home only."""
        for key in {key for key, home in self._members if home is None}:
            homes = [home for k, home in self._members if k == key and home is not None]
            if len(homes) == 1:
                self._members[(key, homes[0])] += self._members.pop((key, None))
                self._members[(key, homes[0])].sort(key=lambda row: row.id)

    def same(self) -> list[Link]:
        found = []
        for bearer in self._full:
            rows = self._members[(bearer.key, bearer.home)]
            found += [self._link(rows[0], row, _FULL, "same full name") for row in rows[1:]]
        for a, b, like in self._likes:
            if like.score >= SAME and self._unrivalled(a, b):
                found.append(self._link(a.row, b.row, min(like.score, _FULL), like.reason))
        return found + self._surnames()

    def _unrivalled(self, a: Bearer, b: Bearer) -> bool:
        """True if all who are like either are like each other: a name between two people joins neither."""
        like = {x.row.id: x for p, q, found in self._likes if found.score >= SAME for x in (p, q) if {a, b} & {p, q}}
        return self._one_person(like.values())

    def _one_person(self, bearers: Iterable[Bearer]) -> bool:
        pairs = ((found.score if (found := _like(x, y)) is not None else 0.0) for x, y in combinations(bearers, 2))
        return all(score >= SAME for score in pairs)

    def _surnames(self) -> list[Link]:
        """The bare family name, where one person alone in the whole record bears it in full."""
        found = []
        by_family: dict[str, list[Bearer]] = defaultdict(list)
        for bearer in self._full:
            by_family[bearer.key[-1]].append(bearer)
        why = "the record knows nobody else of that family name"
        for (key, home), rows in sorted(self._members.items(), key=_order):
            if len(key) > 1:
                continue
            bearers = [b for b in by_family[key[0]] if None in (home, b.home) or home == b.home]
            if not bearers or not self._one_person(by_family[key[0]]):
                continue
            met = {row.document_id for b in bearers for row in self._members[(b.key, b.home)]}
            found += [self._link(bearers[0].row, row, _SURNAME, why) for row in rows if row.document_id not in met]
        return found

    def apart(self) -> list[Link]:
        found = []
        liked = {frozenset((a.row.id, b.row.id)) for a, b, like in self._likes if like.score > 0}
        by_family: dict[str, list[Bearer]] = defaultdict(list)
        for bearer in self._full:
            by_family[bearer.key[-1]].append(bearer)
        for bearers in by_family.values():
            for a, b in combinations(bearers, 2) if len(bearers) <= _FEW else ():
                if frozenset((a.row.id, b.row.id)) in liked:
                    continue
                why = _why_apart(a, b)
                if why:
                    reason = f"{why}: {a.row.name} / {b.row.name}"
                    found.append(apart("actor", a.row.id, b.row.id, _APART, self._method, reason))
        return found

    def _link(self, a: ActorRow, b: ActorRow, score: float, why: str) -> Link:
        return same("actor", a.id, b.id, score, self._method, f"{why}: {a.name} / {b.name}")


def _like(a: Bearer, b: Bearer) -> Likeness | None:
    """How like the names are; ``None`` for people of two countries, or two of the register."""
    if a.home is not None and b.home is not None and a.home != b.home:
        return None
    if a.row.known is not None and b.row.known is not None and a.row.known != b.row.known:
        return None
    like = person_likeness(a.row.name, b.row.name)
    return like if like.score > 0 else None


def _why_apart(a: Bearer, b: Bearer) -> str:
    if a.row.known is not None and b.row.known is not None:
        return f"{a.row.known} and {b.row.known} in the actor register" if a.row.known != b.row.known else ""
    if a.key == b.key:
        return f"one name in reports on {a.home} and {b.home}" if a.home and b.home else ""
    return "the family name is the same, the given names are not"


def _order(item: tuple[tuple[Key, Home], list[ActorRow]]) -> tuple[Key, str]:
    (key, home), _ = item
    return key, home or ""


def _bones(word: str) -> str:
    """The first consonants of an evened word."""
    return "".join(c for c in word if c not in _VOWELS)[:3] or word[:1]
