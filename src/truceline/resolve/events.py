"""Which events of different reports, or told twice in one, are the same happening.

Candidates share a block: kind of deed, place (or named actor), and day. So the work grows with the record, not with its
square. Each pair gets a score from its evidence; the likeliest pairs are joined first, and only where the two groups as
wholes go together: one report that keeps two events apart keeps them apart for all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from truceline.model.ledger import Link
from truceline.resolve.actors import Bearers
from truceline.resolve.evidence import THRESHOLD, Reason, contradict, in_words, spots_of, total, weigh
from truceline.resolve.happenings import Days, Happening, alike, cluster, happenings
from truceline.resolve.joining import Joined, same
from truceline.resolve.material import Material
from truceline.resolve.places import Key, Places

METHOD = "same-happening 1"

_WIDEST = 14
_CROWD = 64
_NEXT = 16
_CLEAR = 0.06
_BUSY = Reason(-0.05, "one report tells of several such events there on these days")
_WITHIN = 0.84

Block = tuple[str, Key, int]
Scored = tuple[float, str, str, str]


class Tellings:
    """A set of events taken for one happening: what has to hold for all of them."""

    def __init__(self, one: Happening, label: str) -> None:
        """Begin with one event. `label` is shared by the tellings of one happening within one report."""
        self._labels = {one.document: label}
        self._types = {one.type}
        self._days = one.span
        self._towns = set(one.where.towns)
        self._spots = set(one.where.spots)
        self._persons = set(one.persons)

    def fits(self, other: Tellings) -> bool:
        """No report has both, types go together, all dates share a day, places and persons do not clash."""
        if any(self._labels.get(document, label) != label for document, label in other._labels.items()):
            return False
        if not all(alike(a, b) for a in self._types for b in other._types):
            return False
        if self._days is not None and other._days is not None and not self._days.overlaps(other._days):
            return False
        sets = ((self._towns, other._towns), (self._persons, other._persons))
        if any(a and b and a.isdisjoint(b) for a, b in sets):
            return False
        spots = [(a, b) for a in self._spots for b in other._spots]
        return not spots or any(set(a) <= set(b) or set(b) <= set(a) for a, b in spots)

    def absorb(self, other: Tellings) -> None:
        """Take in the smaller set."""
        self._labels.update(other._labels)
        self._types |= other._types
        self._towns |= other._towns
        self._spots |= other._spots
        self._persons |= other._persons
        if self._days is None:
            self._days = other._days
        elif other._days is not None:
            self._days = Days(max(self._days.first, other._days.first), min(self._days.last, other._days.last))


def event_links(material: Material, places: Places, actors: Joined[Bearers]) -> list[Link]:
    """Links between events, ``same`` first, each likeliest first; then ``part of``."""
    told = {one.id: one for one in happenings(material, places, actors)}
    blocks = _blocks(told.values())
    scored = list(_scored(told, blocks))
    within = Joined({one.id: Tellings(one, "") for one in told.values()})
    retold = within.accept(_retellings(told, scored))
    joined = Joined({one.id: Tellings(one, within.top(one.id)) for one in told.values()})
    across = _unambiguous([s for s in scored if told[s[1]].document != told[s[2]].document], told, within)
    links = joined.accept([*retold, *(same("event", a, b, score, METHOD, why) for score, a, b, why in across)])
    return [*links, *_parts(told, blocks, joined)]


def _blocks(told: Iterable[Happening]) -> dict[Block, list[Happening]]:
    """Events by kind of deed, place or actor, and day."""
    blocks: dict[Block, list[Happening]] = defaultdict(list)
    for one in told:
        days = one.span
        if days is None or days.width > _WIDEST:
            continue
        kind, keys = cluster(one.type), spots_of(one.where) | {("", actor) for actor in one.acting}
        for day in range(days.first.toordinal(), days.last.toordinal() + 1):
            for key in keys:
                blocks[(kind, key, day)].append(one)
    return blocks


def _scored(told: dict[str, Happening], blocks: dict[Block, list[Happening]]) -> Iterator[Scored]:
    """All pairs that share a block and have something for them, with score, ids (smaller first) and reason."""
    busy: dict[tuple[str, str], bool] = {}
    for block in blocks.values():
        if len(block) == 1:
            continue
        several = len({(one.document, one.type) for one in block}) < len(block)
        for a, b in _pairs(block):
            busy[(a.id, b.id)] = busy.get((a.id, b.id), True) and several
    for (left, right), several in sorted(busy.items()):
        a, b = told[left], told[right]
        reasons = weigh(a, b)
        if reasons is not None:
            reasons = (*reasons, _BUSY) if several and a.document != b.document else reasons
            yield total(reasons), left, right, in_words(reasons)


def _pairs(block: Sequence[Happening]) -> Iterator[tuple[Happening, Happening]]:
    """Every pair of a small block; of a crowded one each event with those most like it: the work stays linear."""
    if len(block) <= _CROWD:
        yield from combinations(sorted(block, key=lambda one: one.id), 2)
        return
    ordered = sorted(block, key=_likeness)
    for n, one in enumerate(ordered):
        for other in ordered[n + 1 : n + 1 + _NEXT]:
            yield (one, other) if one.id < other.id else (other, one)


def _likeness(one: Happening) -> tuple[list[Key], list[str], list[int], str]:
    """Sorts a crowd so that reports of one happening stand together: by spot, what was struck, and figures."""
    return sorted(one.where.spots), sorted(one.things | one.struck), sorted(f.best or 0 for f in one.figures), one.id


def _retellings(told: dict[str, Happening], scored: Iterable[Scored]) -> Iterator[Link]:
    """Pairs within one report: they need more for them, and no figure against them."""
    for score, a, b, why in scored:
        if told[a].document == told[b].document and score >= _WITHIN and not contradict(told[a], told[b]):
            yield same("event", a, b, score, METHOD, f"told twice in one report: {why}")


def _unambiguous(scored: Sequence[Scored], told: dict[str, Happening], within: Joined[Tellings]) -> list[Scored]:
    """Pairs above the threshold, without those where another event of the same report fits about as well."""
    best: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for score, a, b, _ in scored:
        for one, other in ((a, b), (b, a)):
            rivals = best[(one, told[other].document)]
            label = within.top(other)
            rivals[label] = max(score, rivals.get(label, score))

    def clear(one: str, other: str, score: float) -> bool:
        rivals = best[(one, told[other].document)]
        mine = within.top(other)
        return all(score - rival >= _CLEAR for label, rival in rivals.items() if label != mine)

    return [s for s in scored if s[0] >= THRESHOLD and clear(s[1], s[2], s[0]) and clear(s[2], s[1], s[0])]


def _parts(told: dict[str, Happening], blocks: dict[Block, list[Happening]], joined: Joined[Tellings]) -> list[Link]:
    """Single acts of violence on one day within the only stretch of fighting known of that town and day."""
    found: dict[str, Link] = {}
    fighting = [key for key, block in blocks.items() if key[0] == "attack" and any(one.lasting for one in block)]
    for block in (blocks[key] for key in sorted(fighting)):
        wholes = sorted({joined.top(one.id) for one in block if one.lasting and one.days is not None})
        if len(wholes) != 1:
            continue
        whole = told[wholes[0]]
        for one in block:
            top = joined.top(one.id)
            if top == whole.id or one.days is None or one.days.width > 1 or not one.where.towns & whole.where.towns:
                continue
            why = f"{one.where.words} on {one.days}, during the fighting in {whole.where.words} ({whole.days})"
            found[top] = Link(
                kind="part of", table="event", left_id=top, right_id=whole.id, score=0.6, method=METHOD, reason=why
            )
    return [found[top] for top in sorted(found)]
