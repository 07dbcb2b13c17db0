"""Bringing records together: which are the same, after links and decisions. Pure.

People outrank software, and the newer decision of a person outranks the older. Within the software's links the stronger
come first. A link that would join two records which somebody set apart is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from truceline.model.ledger import Decision, Link, LinkKind

Order = tuple[str, str, int, str]  # day of publication (undated last), document, place in it, id


class Tie(NamedTuple):
    """What grouping takes of a link; a large set has many thousands."""

    kind: LinkKind
    left_id: str
    right_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Grouped:
    """The shared id of every record that is not alone, what is part of what, and contradictory decisions."""

    canonical: Mapping[str, str]
    part_of: Mapping[str, str]
    conflicts: tuple[Decision, ...]


class _Sets:
    """Sets of records that are the same, with those that must stay apart."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._apart: dict[str, set[str]] = {}

    def top(self, item: str) -> str:
        """The smallest id of the set."""
        path = []
        while (parent := self._parent.get(item, item)) != item:
            path.append(item)
            item = parent
        for passed in path:
            self._parent[passed] = item
        return item

    def join(self, a: str, b: str) -> bool:
        """Make the two one set, unless they must stay apart."""
        first, second = sorted((self.top(a), self.top(b)))
        if first == second:
            return True
        if second in self._apart.get(first, ()):
            return False
        self._parent[second] = first
        for other in self._apart.pop(second, set()):
            self._apart[other].discard(second)
            self._apart[other].add(first)
            self._apart.setdefault(first, set()).add(other)
        return True

    def part(self, a: str, b: str) -> bool:
        """Keep the two apart, unless they are one already."""
        first, second = self.top(a), self.top(b)
        if first == second:
            return False
        self._apart.setdefault(first, set()).add(second)
        self._apart.setdefault(second, set()).add(first)
        return True

    def joined(self) -> Iterable[str]:
        """Every record that was ever joined to a smaller one."""
        return self._parent


def group(ids: Iterable[str], links: Sequence[Link | Tie], decisions: Sequence[Decision]) -> Grouped:
    """Group the records `ids` of one table.

    Args:
        ids: the records that exist and are not rejected; links to others are ignored.
        links: the software's suggestions.
        decisions: standing decisions of kind ``same`` and ``not same``, oldest first.
    """
    present = set(ids)
    sets = _Sets()
    conflicts: list[Decision] = []
    for decision in reversed(decisions):
        left, right = decision.record_id, decision.other_id
        if left is None or right is None or left not in present or right not in present:
            continue
        act = sets.join if decision.kind == "same" else sets.part
        if not act(left, right):
            conflicts.append(decision)
    known = [link for link in links if link.left_id in present and link.right_id in present]
    for link in known:
        if link.kind == "not same":
            sets.part(link.left_id, link.right_id)
    for link in sorted((link for link in known if link.kind == "same"), key=_strength):
        sets.join(link.left_id, link.right_id)
    canonical = {record_id: sets.top(record_id) for record_id in list(sets.joined())}
    return Grouped(canonical, _parts(known, sets), tuple(sorted(conflicts, key=lambda d: d.number)))


def named_by_first(grouped: Grouped, order: Mapping[str, Order]) -> Grouped:
    """The same groups, each with the id of its first record as the shared one.

    So the id of a happening stays when a later report joins it; only an older report that is read afterwards, or a
    first one that is rejected or taken out, gives it another.

    Args:
        grouped: the groups, whatever id they share.
        order: where each record of a group stands, the first one first.
    """
    sets: dict[str, list[str]] = {}
    for own, top in grouped.canonical.items():
        sets.setdefault(top, [top]).append(own)
    first = {top: min(members, key=order.__getitem__) for top, members in sets.items()}
    canonical = {own: first[top] for top, members in sets.items() for own in members if own != first[top]}
    parts = {first.get(part, part): first.get(whole, whole) for part, whole in grouped.part_of.items()}
    return Grouped(canonical, parts, grouped.conflicts)


def _strength(link: Link | Tie) -> tuple[float, str, str]:
    return (-link.score, min(link.left_id, link.right_id), max(link.left_id, link.right_id))


def _parts(links: Iterable[Link | Tie], sets: _Sets) -> dict[str, str]:
    """The strongest whole of each set; never itself, never in a circle."""
    wholes: dict[str, str] = {}
    for link in sorted((link for link in links if link.kind == "part of"), key=_strength):
        part, whole = sets.top(link.left_id), sets.top(link.right_id)
        step: str | None = whole
        while step is not None and step != part:
            step = wholes.get(step)
        if step is None:
            wholes.setdefault(part, whole)
    return wholes
