"""Joining records pair by pair without ever making one of what has to stay apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Generic, Protocol, Self, TypeVar

from truceline.model.ledger import Link, LinkKind

_SPARE = 6


class Profile(Protocol):
    """What a set of records has in common, as far as it decides what may still join it."""

    def fits(self, other: Self) -> bool:
        """True if all records of both sets can be the same; `other` is the smaller set."""

    def absorb(self, other: Self) -> None:
        """Take in the smaller set."""


P = TypeVar("P", bound=Profile)


class Joined(Generic[P]):
    """Sets of records that are taken for the same.

    Chains are the danger: A like B and B like C must not bring A and C together if these contradict each other. So
    every union asks whether the two sets as wholes go together, and the likeliest pairs ask first.
    """

    def __init__(self, profiles: Mapping[str, P]) -> None:
        """Begin with every record alone, each with its own profile by id."""
        self._profiles = dict(profiles)
        self._set: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._least: dict[str, str] = {}

    def knows(self, item: str) -> bool:
        """True if the record is among those that can be joined."""
        return item in self._profiles or item in self._set

    def profile(self, item: str) -> P:
        """The profile of the set that the record is in."""
        return self._profiles[self._set.get(item, item)]

    def members(self, item: str) -> tuple[str, ...]:
        """All ids of the set that the record is in, sorted."""
        return tuple(sorted(self._of(self._set.get(item, item))))

    def top(self, item: str) -> str:
        """The smallest id of the set that the record is in."""
        return self._least.get(self._set.get(item, item), item)

    def join(self, a: str, b: str) -> bool:
        """Make the two sets one if they go together; tells whether the two records are the same now."""
        large, small = self._set.get(a, a), self._set.get(b, b)
        if large == small:
            return True
        if (len(self._of(large)), small) < (len(self._of(small)), large):
            large, small = small, large
        if not self._profiles[large].fits(self._profiles[small]):
            return False
        self._profiles[large].absorb(self._profiles.pop(small))
        moved = self._members.pop(small, [small])
        self._members.setdefault(large, [large]).extend(moved)
        self._set.update(dict.fromkeys(moved, large))
        self._least[large] = min(self._least.get(large, large), self._least.pop(small, small))
        return True

    def accept(self, links: Iterable[Link]) -> list[Link]:
        """Join by these links, likeliest first, equal ones by id; gives those that were followed.

        Of the links within a set that is joined already, each record keeps a few: so the set holds together where a
        person decides against one of them, and a happening with a thousand reports does not get a million links.
        """
        followed: list[Link] = []
        kept: Counter[str] = Counter()
        for link in sorted(links, key=strength):
            spare = self._set.get(link.left_id, link.left_id) == self._set.get(link.right_id, link.right_id)
            if spare and max(kept[link.left_id], kept[link.right_id]) >= _SPARE:
                continue
            if self.join(link.left_id, link.right_id):
                kept.update((link.left_id, link.right_id))
                followed.append(link)
        return followed

    def _of(self, owner: str) -> list[str]:
        return self._members.get(owner, [owner])


def strength(link: Link) -> tuple[float, str, str]:
    """Sorts links: likeliest first, then by id."""
    return (-link.score, link.left_id, link.right_id)


def same(table: str, a: str, b: str, score: float, method: str, reason: str) -> Link:
    """The link that makes two records one, the smaller id to the left."""
    return _link("same", table, a, b, round(min(score, 0.99), 3), method, reason)


def suggestion(table: str, a: str, b: str, score: float, method: str, reason: str) -> Link:
    """The suggestion that two records may be the same: it joins nothing, a person may."""
    return _link("suggest", table, a, b, score, method, reason)


def apart(table: str, a: str, b: str, score: float, method: str, reason: str) -> Link:
    """The link that keeps two records apart, the smaller id to the left."""
    return _link("not same", table, a, b, score, method, reason)


def _link(kind: LinkKind, table: str, a: str, b: str, score: float, method: str, reason: str) -> Link:
    left, right = sorted((a, b))
    return Link(kind=kind, table=table, left_id=left, right_id=right, score=score, method=method, reason=reason)
