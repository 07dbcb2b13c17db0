"""Which ceasefires of different reports are the same.

The day that it began decides where reports give one; two ceasefires of one man seven months apart stay two. Reports
that just say "the truce" come after: each goes to the ceasefire of these parties or this place whose beginning is the
nearest before the report, if it is clearly the nearest, and else to none. What one report keeps apart stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from truceline.model.ledger import Link
from truceline.resolve.actors import Bearers
from truceline.resolve.evidence import THRESHOLD, Reason, in_words, total
from truceline.resolve.happenings import DAY, Days
from truceline.resolve.joining import Joined, same, strength
from truceline.resolve.material import Material
from truceline.resolve.places import Key, Places, Where
from truceline.resolve.truces import LIVE, OVER, PROPOSED, Truce, truces

METHOD = "same-ceasefire 1"

_NEAR = DAY * 120
_CLOSE = DAY * 30
_HALF_YEAR = DAY * 183
_FRESH = DAY * 14
_CROWD = 48
_MUCH_BETTER = 0.15
_BASE = 0.25
_ROUNDS = 2
_LOOSE = 0.65
_ONLY = 0.1

Token = tuple[str, Key]
Score = tuple[float, str]


class Course:
    """A set of ceasefires taken for one: its reports, and the days that it began on."""

    def __init__(self, one: Truce) -> None:
        """Begin with one ceasefire."""
        self._documents = {one.document}
        self.start = one.start

    def fits(self, other: Course) -> bool:
        """No report has both, and the beginnings share a day."""
        if not self._documents.isdisjoint(other._documents):
            return False
        return self.start is None or other.start is None or self.start.overlaps(other.start)

    def absorb(self, other: Course) -> None:
        """Take in the smaller set."""
        self._documents |= other._documents
        if self.start is None:
            self.start = other.start
        elif other.start is not None:
            both = self.start, other.start
            self.start = Days(max(s.first for s in both), min(s.last for s in both))


def ceasefire_links(material: Material, places: Places, actors: Joined[Bearers]) -> list[Link]:
    """Links between ceasefires, likeliest first."""
    told = {one.id: one for one in truces(material, places, actors)}
    joined = Joined({one.id: Course(one) for one in told.values()})
    found = joined.accept(_links(_dated_pairs(told.values()), told))
    torn: set[str] = set()
    for _ in range(_ROUNDS):
        alone = [one for one in told.values() if len(joined.members(one.id)) == 1 and one.published is not None]
        chosen, torn = _namings(alone, told, joined)
        found += joined.accept(chosen)
    left = [one for one in told.values() if one.start is None and one.published is not None and one.id not in torn]
    left = [one for one in left if len(joined.members(one.id)) == 1]
    found += joined.accept(_links(_close_pairs(left), told))
    return sorted(found, key=strength)


def weigh(a: Truce, b: Truce) -> tuple[Reason, ...] | None:
    """All evidence on a pair; ``None`` if they share neither a party nor a place, or cannot be the same."""
    if a.document == b.document:
        return None
    tie, time = _same_parties_or_place(a, b), _same_time(a, b)
    if tie is None or time is None or (_only_area(a, b) and _stale(a, b)):
        return None
    return (Reason(_BASE, ""), *tie, time, *_side_and_duration(a, b))


def _same_parties_or_place(a: Truce, b: Truce) -> tuple[Reason, ...] | None:
    found = []
    if parties := a.parties & b.parties:
        words = ", ".join(sorted(a.names[key] for key in parties))
        found.append(Reason(0.3 if len(parties) == 1 else 0.4, f"same parties: {words}"))
    elif a.parties and b.parties:
        found.append(Reason(-0.15, "other parties are named"))
    if brokers := a.brokers & b.brokers:
        found.append(Reason(0.15, f"same broker: {', '.join(sorted(a.names[key] for key in brokers))}"))
    if a.where.all & b.where.all:
        found.append(Reason(0.3, f"same place {a.where.shared(b.where)}"))
    elif a.where.towns and b.where.towns:
        found.append(Reason(-0.3, f"other places: {a.where.words} / {b.where.words}"))
    elif not parties and _area(a).all & _area(b).all:
        found.append(Reason(0.2, f"both reports are about {_area(a).shared(_area(b))}"))
    return tuple(found) if any(reason.weight > 0 for reason in found) else None


def _only_area(a: Truce, b: Truce) -> bool:
    return not (a.parties & b.parties or a.brokers & b.brokers or a.where.all & b.where.all)


def _stale(a: Truce, b: Truce) -> bool:
    """True if one report came out more than half a year after the other's ceasefire began."""
    return any(
        one.start is not None and two.published is not None and two.published - one.start.last > _HALF_YEAR
        for one, two in ((a, b), (b, a))
    )


def _area(one: Truce) -> Where:
    """The places of a ceasefire; of one that has none, the town and the province that its report is about."""
    return one.where if one.where.all else one.about


def _same_time(a: Truce, b: Truce) -> Reason | None:
    if a.start is not None and b.start is not None:
        if not a.start.overlaps(b.start):
            return None
        words = f"began {a.start}" if a.start == b.start else f"began {a.start} / {b.start}"
        return Reason(0.35 if a.start.width == b.start.width == 1 else 0.25, words)
    if a.published is None or b.published is None:
        return None
    dated, other = (a, b) if b.start is None else (b, a)
    if abs(a.published - b.published) > _NEAR or _contradict(a, b):
        return None
    words = f"published {a.published} and {b.published}"
    if dated.start is None:
        return Reason(0.2, words)
    assert other.published is not None
    since = other.published - dated.start.first
    if since < timedelta(0) and other.row.state not in PROPOSED:
        return None
    words = f"began {dated.start}, the other without a day but published {other.published}"
    if since > _CLOSE and other.row.state in ("agreed", "declared"):
        return Reason(0.1, f"{words} as {other.row.state}")
    return Reason(0.3 if abs(since) <= _FRESH else 0.2, words)


def _contradict(a: Truce, b: Truce) -> bool:
    """True if what was over lives later, what lives is only proposed later, or a short one outlives its time."""
    assert a.published is not None
    assert b.published is not None
    first, then = (a, b) if (a.published, a.id) <= (b.published, b.id) else (b, a)
    if first.row.state in OVER and then.row.state not in OVER:
        return True
    if first.row.state in LIVE and then.row.state in PROPOSED:
        return True
    return any(
        one.until is not None and two.published is not None and two.published > one.until and two.row.state in LIVE
        for one, two in ((a, b), (b, a))
    )


def _side_and_duration(a: Truce, b: Truce) -> Iterable[Reason]:
    sides = {a.row.side, b.row.side} - {"unclear"}
    if len(sides) == 2 and "unilateral" in sides:
        yield Reason(-0.1, f"{a.row.side} / {b.row.side}")
    if a.row.duration is not None and a.row.duration == b.row.duration:
        yield Reason(0.12, f"same duration {a.row.duration}")
    elif a.row.duration is not None and b.row.duration is not None:
        yield Reason(-0.12, f"other durations: {a.row.duration} / {b.row.duration}")
    elif _outlived(a, b) or _outlived(b, a):
        yield Reason(-0.15, "the short one was over when the other was reported to hold")


def _outlived(short: Truce, other: Truce) -> bool:
    if short.until is None or other.published is None:
        return False
    return other.published >= short.until and other.row.state in LIVE


def _links(pairs: Iterable[tuple[str, str]], told: dict[str, Truce], threshold: float = THRESHOLD) -> list[Link]:
    found = []
    for a, b in sorted(pairs):
        reasons = weigh(told[a], told[b])
        if reasons is not None and total(reasons) >= threshold:
            found.append(same("ceasefire", a, b, total(reasons), METHOD, in_words(reasons)))
    return found


def _tokens(one: Truce) -> set[Token]:
    """What a ceasefire's likes are sought by: parties, places, and what the report is about."""
    return {("who", key) for key in one.parties} | {("where", key) for key in one.where.all | one.about.all}


def _dated_pairs(told: Iterable[Truce]) -> set[tuple[str, str]]:
    """Pairs that share a token and a month in which they may have begun."""
    blocks: dict[tuple[Token, int, int], set[str]] = defaultdict(set)
    for one in told:
        if one.start is not None:
            for day in (one.start.first, one.start.last):
                for token in _tokens(one):
                    blocks[(token, day.year, day.month)].add(one.id)
    return {pair for block in blocks.values() for pair in _pairs(sorted(block))}


def _close_pairs(left: Sequence[Truce]) -> set[tuple[str, str]]:
    """Pairs of those without any day that share a token and were published within a month."""
    blocks: dict[Token, list[Truce]] = defaultdict(list)
    for one in left:
        for token in _tokens(one):
            blocks[token].append(one)
    found: set[tuple[str, str]] = set()
    for block in blocks.values():
        ordered = sorted(block, key=lambda one: (one.published, one.id))
        for n, one in enumerate(ordered):
            for other in ordered[n + 1 : n + 1 + _CROWD // 2]:
                assert one.published is not None
                assert other.published is not None
                if other.published - one.published <= _CLOSE:
                    found.add((min(one.id, other.id), max(one.id, other.id)))
    return found


def _pairs(ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    if len(ids) <= _CROWD:
        return combinations(ids, 2)
    return ((a, b) for n, a in enumerate(ids) for b in ids[n + 1 : n + 1 + _CROWD // 2])


def _namings(alone: Iterable[Truce], told: dict[str, Truce], joined: Joined[Course]) -> tuple[list[Link], set[str]]:
    """For each ceasefire that is still alone the dated one that it names, and the ids of those torn between several."""
    index: dict[tuple[Token, int], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in told.values():
        top = joined.top(one.id)
        if joined.profile(top).start is not None and one.published is not None:
            for token in _tokens(one):
                cell = index[(token, one.published.toordinal() // _CLOSE.days)][top]
                if len(cell) < _CROWD // 6:
                    cell.append(one.id)
    links: list[Link] = []
    torn: set[str] = set()
    for one in alone:
        options = _options(one, index, told, joined)
        pick = _nearest(one, options, joined)
        if pick is not None:
            links.append(pick)
        elif options:
            torn.add(one.id)
    return links, torn


def _options(
    one: Truce, index: dict[tuple[Token, int], dict[str, list[str]]], told: dict[str, Truce], joined: Joined[Course]
) -> dict[str, Link]:
    """The likeliest member of each dated ceasefire that this one may name."""
    assert one.published is not None
    month, reach = one.published.toordinal() // _CLOSE.days, _NEAR // _CLOSE
    options: dict[str, Link] = {}
    for token in sorted(_tokens(one)):
        for cell in range(month - reach, month + reach + 1):
            for top, members in index.get((token, cell), {}).items():
                if not joined.profile(top).fits(joined.profile(one.id)):
                    continue
                for link in _links([(min(one.id, m), max(one.id, m)) for m in members], told, _LOOSE):
                    if top not in options or strength(link) < strength(options[top]):
                        options[top] = link
    return options


def _nearest(one: Truce, options: dict[str, Link], joined: Joined[Course]) -> Link | None:
    """The only option, the much likelier one, or the one that began clearly nearest to the report."""
    if len(options) == 1:
        link = next(iter(options.values()))
        score = round(min(link.score + _ONLY, 0.99), 3)
        return replace(link, score=score, reason=f"{link.reason}; the record knows no other that fits")
    ranked = sorted((top for top in options if options[top].score >= THRESHOLD), key=lambda top: strength(options[top]))
    if not ranked:
        return None
    if len(ranked) == 1 or options[ranked[0]].score - options[ranked[1]].score >= _MUCH_BETTER:
        return options[ranked[0]]
    assert one.published is not None
    gaps = []
    for top in ranked:
        start = joined.profile(top).start
        if start is not None:
            gaps.append((abs(one.published - start.last), top))
    (near, top), (far, _) = sorted(gaps)[:2]
    return options[top] if far >= 2 * near + _FRESH else None
