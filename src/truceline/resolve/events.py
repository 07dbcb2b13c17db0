"""Which events of different reports, or told twice in one, are the same happening.

Candidates share a block: kind of deed, place (or named actor), and day; the events that two reports are about also if
the reports hold rare words in common. So the work grows with the record, not with its square. Each pair gets a chance
from its evidence; the likeliest pairs are joined first, and only where the two groups as wholes go together: one report
that keeps two events apart keeps them apart for all. What is likely, but not enough, is kept as a suggestion.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from truceline.model.ledger import Link
from truceline.model.names import name_parts
from truceline.resolve.actors import Bearers
from truceline.resolve.episodes import part_links
from truceline.resolve.evidence import SAME, SUGGEST, VERSION, alike_but_other, chance, in_words, specific, weigh
from truceline.resolve.happenings import Days, Happening, alike, as_printed, cluster, happenings
from truceline.resolve.joining import Joined, apart, same, suggestion
from truceline.resolve.material import Material
from truceline.resolve.pieces import contradict, other_persons, other_spots, other_towns, same_persons, spots_of
from truceline.resolve.places import NEAR, Key, Places, kilometres
from truceline.resolve.reports import NOTHING, Reports, Shared
from truceline.resolve.times import no_overlap

METHOD = f"same-happening {VERSION}"

_WIDEST = 14
_CROWD = 64
_NEXT = 16
_CLEAR = 0.5  # of log odds, by which a pair must be likelier than one with another event of the same report
_AGAIN = 0.9  # of a link to what a definite description tells again
_COPIED = 0.99  # of a sentence and its copy
_BUSY = 1.0  # of log odds, that a pair loses where a report tells of several such events there on these days

Block = tuple[str, Key, int]


class Pair(NamedTuple):
    """Two events, the smaller id first, with the chance that they are one, the reason in words and what it rests on."""

    left: str
    right: str
    score: float
    why: str
    pieces: frozenset[str]


class Tellings:
    """A set of events taken for one happening: what has to hold for all of them."""

    def __init__(self, one: Happening, label: str) -> None:
        """Begin with one event. `label` is shared by the tellings of one happening within one report."""
        self._labels = {one.document: label}
        self._types = {one.type}
        self._days = one.days
        self._towns = set(one.where.towns)
        self._points = set(one.where.points)
        self._spots = set(one.where.named_spots)
        self._persons = set(one.harmed)

    def fits(self, other: Tellings) -> bool:
        """No report has both, types go together, all dates are a day apart at most, places and persons do not clash."""
        if any(self._labels.get(document, label) != label for document, label in other._labels.items()):
            return False
        if not all(alike(a, b) for a in self._types for b in other._types):
            return False
        if no_overlap(self._days, other._days):
            return False
        if other_towns(self._towns, other._towns):
            gap = kilometres(sorted(self._points), sorted(other._points))
            if gap is None or gap > NEAR:
                return False
        return not other_persons(self._persons, other._persons) and not other_spots(self._spots, other._spots)

    def absorb(self, other: Tellings) -> None:
        """Take in the smaller set."""
        self._labels.update(other._labels)
        self._types |= other._types
        self._towns |= other._towns
        self._points |= other._points
        self._spots |= other._spots
        self._persons |= other._persons
        if self._days is None:
            self._days = other._days
        elif other._days is not None and self._days.overlaps(other._days):
            self._days = Days(max(self._days.first, other._days.first), min(self._days.last, other._days.last))


def event_links(
    material: Material, places: Places, actors: Joined[Bearers], copied: Sequence[tuple[str, str]] = ()
) -> list[Link]:
    """Links between events, ``same`` first, each likeliest first; then ``part of``, ``suggest`` and ``not same``.

    Args:
        material: the record.
        places: its places.
        actors: its actors, joined.
        copied: pairs of events that the same sentence of a report and of a reprint tells of, the earlier one first.
            These are one whatever their kind, also statements and threats, which are not compared otherwise.
    """
    told = {one.id: one for one in happenings(material, places, actors)}
    copies, others = _copies(copied, told, material)
    for first, reprinted in copies:
        told[reprinted] = as_printed(told[reprinted], told[first])
    blocks = event_blocks(told.values())
    reports = Reports(material)
    scored = list(scored_pairs(told, blocks, reports))
    within = Joined({one.id: Tellings(one, "") for one in told.values()})
    retold = within.accept([*_retellings(told, scored), *_taken_up(told)])
    joined = Joined({one.id: Tellings(one, within.top(one.id)) for one in told.values()})
    across = [pair for pair in scored if told[pair.left].document != told[pair.right].document]
    clear = _unambiguous(across, told, within)
    known = {tuple(sorted(pair)) for pair in copies}
    further = (pair for pair in clear if (pair.left, pair.right) not in known)
    links = joined.accept([*map(_copied, copies), *retold, *map(_same, further)])
    return [
        *links,
        *map(_copied, others),
        *part_links(told.values(), {own: joined.top(own) for own in told}, METHOD),
        *_suggestions(across, joined),
        *_apart(across, joined),
    ]


def event_blocks(told: Iterable[Happening]) -> dict[Block, list[Happening]]:
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


def candidates(
    told: Mapping[str, Happening], blocks: Mapping[Block, list[Happening]], reports: Reports
) -> dict[tuple[str, str], bool]:
    """Pairs that share a block, and leads of reports that are alike; true where one report has several such events."""
    busy: dict[tuple[str, str], bool] = {}
    for block in blocks.values():
        if len(block) == 1:
            continue
        several = len({(one.document, one.type) for one in block}) < len(block)
        for a, b in _pairs(block):
            busy[(a.id, b.id)] = busy.get((a.id, b.id), True) and several
    for one, other in reports.alike():
        left, right = sorted((reports.lead[one], reports.lead[other]))
        if left in told and right in told:
            busy.setdefault((left, right), False)
    return busy


def scored_pairs(
    told: Mapping[str, Happening], blocks: Mapping[Block, list[Happening]], reports: Reports
) -> Iterator[Pair]:
    """All candidates that something speaks for, in order of their ids."""
    for (left, right), several in sorted(candidates(told, blocks, reports).items()):
        a, b = told[left], told[right]
        reasons = weigh(a, b, on_both(a, b, reports))
        if reasons is None:
            continue
        score, why = chance(reasons), in_words(reasons)
        if several and a.document != b.document:
            score, why = _less(score), f"{why}; one report tells of several such events there on these days"
        yield Pair(left, right, score, why, frozenset(reason.name for reason in reasons))


def on_both(a: Happening, b: Happening, reports: Reports) -> Shared:
    """How alike two reports are, if each of the events is what its report is about.

    Names of places, actor and victims that both have are left out: they are pieces of evidence by themselves.
    """
    leads = reports.lead.get(a.document) == a.id and reports.lead.get(b.document) == b.id
    if not leads or a.document == b.document:
        return NOTHING
    known = a.where.told & b.where.told
    if a.acting & b.acting:
        known |= a.names | b.names
    shared = reports.shared(a.document, b.document)
    if victims := set(chain.from_iterable(same_persons(a.harmed, b.harmed))):
        known |= {word for word in shared.weights if not victims.isdisjoint(name_parts(word))}
    return shared.without(known)


def _less(score: float) -> float:
    odds = score / max(1 - score, 0.001) * math.exp(-_BUSY)
    return round(odds / (1 + odds), 3)


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


def _retellings(told: Mapping[str, Happening], scored: Iterable[Pair]) -> Iterator[Link]:
    """Pairs within one report: they need more for them than kind, town and day, and no figure against them."""
    for pair in scored:
        one, other = told[pair.left], told[pair.right]
        if (
            one.document == other.document
            and pair.score >= SAME
            and specific(pair.pieces)
            and not contradict(one, other)
        ):
            yield _same(pair._replace(why=f"told twice in one report: {pair.why}"))


def _taken_up(told: Mapping[str, Happening]) -> Iterator[Link]:
    """What extraction found to be told again by a definite description, unless figures are against it."""
    for one in told.values():
        first = told.get(one.row.retells_id or "")
        if first is not None and not contradict(one, first):
            why = f'told again in one report as "{one.row.trigger}"'
            yield same("event", one.id, first.id, _AGAIN, METHOD, why)


def _unambiguous(scored: Sequence[Pair], told: Mapping[str, Happening], within: Joined[Tellings]) -> list[Pair]:
    """Pairs above the threshold, without those where another event of the same report fits about as well."""
    best: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for pair in scored:
        for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
            rivals = best[(one, told[other].document)]
            label = within.top(other)
            rivals[label] = max(pair.score, rivals.get(label, pair.score))

    def clear(one: str, other: str, score: float) -> bool:
        rivals = best[(one, told[other].document)]
        mine = within.top(other)
        return all(_log_odds(score) - _log_odds(rival) >= _CLEAR for label, rival in rivals.items() if label != mine)

    return [
        p for p in scored if p.score >= SAME and clear(p.left, p.right, p.score) and clear(p.right, p.left, p.score)
    ]


def _log_odds(score: float) -> float:
    kept = min(max(score, 0.001), 0.999)
    return math.log(kept / (1 - kept))


def _suggestions(across: Iterable[Pair], joined: Joined[Tellings]) -> list[Link]:
    """The likeliest pair between any two happenings that are not joined, if it is likely enough to be looked at."""
    best: dict[tuple[str, str], Pair] = {}
    for pair in across:
        one, other = sorted((joined.top(pair.left), joined.top(pair.right)))
        if pair.score >= SUGGEST and one != other:
            known = best.setdefault((one, other), pair)
            best[one, other] = min(known, pair, key=lambda p: (-p.score, p.left, p.right))
    return [_suggestion(best[key]) for key in sorted(best)]


def _suggestion(pair: Pair) -> Link:
    refused = "; not joined, for other reports or events of theirs do not go together" if pair.score >= SAME else ""
    return suggestion("event", pair.left, pair.right, pair.score, METHOD, f"{pair.why}{refused}")


def _apart(across: Iterable[Pair], joined: Joined[Tellings]) -> Iterator[Link]:
    """What is easily taken for one and is not."""
    for p in across:
        if p.score < SUGGEST and alike_but_other(p.pieces) and joined.top(p.left) != joined.top(p.right):
            yield apart("event", p.left, p.right, round(1 - p.score, 3), METHOD, p.why)


def _copies(
    copied: Iterable[tuple[str, str]], told: Mapping[str, Happening], material: Material
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Copied pairs of events that are compared with others, and of those that are not."""
    there = [pair for pair in copied if material.events.keys() >= set(pair)]
    return [p for p in there if told.keys() >= set(p)], [p for p in there if told.keys().isdisjoint(p)]


def _copied(pair: tuple[str, str]) -> Link:
    return same("event", *pair, _COPIED, METHOD, "the same sentence of a report and of its reprint")


def _same(pair: Pair) -> Link:
    return same("event", pair.left, pair.right, pair.score, METHOD, pair.why)
