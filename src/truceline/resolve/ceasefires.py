"""Which ceasefires of different reports are the same.

The day that it was made on decides: as a report says, or, where one tells of the making as news, the days before it. So
two ceasefires of one man seven months apart stay two, and so do two of one war a month apart. Reports that just say
"the truce" come after: each goes to the ceasefire of these parties, this place or this country whose beginning is the
nearest before the report, if it is clearly the nearest, and else to none. Proposals belong to what is made soon after
them. What one report keeps apart stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from truceline.model.ledger import Link
from truceline.resolve.actors import Bearers
from truceline.resolve.evidence import THRESHOLD, Reason, in_words, total
from truceline.resolve.happenings import DAY, Days
from truceline.resolve.joining import Joined, same, strength
from truceline.resolve.material import Material
from truceline.resolve.places import Key, Places
from truceline.resolve.truce_ties import at_odds, merged, related, same_parties_or_place
from truceline.resolve.truce_times import CLOSE, LATE, NEAR, PLANNED, gap, same_time, stale
from truceline.resolve.truces import LIVE, OVER, PROPOSED, Truce, truces

METHOD = "same-ceasefire 2"

_FRESH = DAY * 14
_SPREAD = 14  # days between reports of the making of one ceasefire, each as news
_CROWD = 48
_MUCH_BETTER = 0.15
_BASE = 0.25
_ROUNDS = 2
_LOOSE = 0.65
_ONLY = 0.1

Token = tuple[str, Key]


class Course:
    """A set of ceasefires taken for one: its reports, when it began, and between which days which states were told."""

    def __init__(self, one: Truce) -> None:
        """Begin with one ceasefire."""
        self._documents = {one.document}
        self.start = one.start
        self._born = [] if one.born is None else [one.born]
        day, state = one.published, one.row.state
        self._proposed = [day] if day is not None and state in PROPOSED else []
        self._live = [day] if day is not None and state in LIVE else []
        self._over = [day] if day is not None and state in OVER else []
        self._camps = merged(one.named)

    @property
    def made(self) -> Days | None:
        """When it was made: as some report says, else when the first told of it as news."""
        return self.start or min(self._born, key=lambda days: days.first, default=None)

    def fits(self, other: Course) -> bool:
        """No report has both, beginnings and parties go together, and the states come in the order of one life."""
        if not self._documents.isdisjoint(other._documents):
            return False
        if self.start is not None and other.start is not None and not self.start.overlaps(other.start):
            return False
        born = [*self._born, *other._born]
        if born and (max(d.last for d in born) - min(d.last for d in born)).days > _SPREAD:
            return False
        start = self.start or other.start
        if start is not None and any(gap(start, days) > PLANNED for days in born):
            return False
        if at_odds(self._camps, other._camps):
            return False
        live, over = [*self._live, *other._live], [*self._over, *other._over]
        proposed = [*self._proposed, *other._proposed]
        if proposed and live and max(proposed) > min(live) + LATE:
            return False
        return not (over and live) or max(live) <= min(over) + LATE

    def absorb(self, other: Course) -> None:
        """Take in the smaller set."""
        self._documents |= other._documents
        self._camps = merged((*self._camps, *other._camps))
        self._born += other._born
        self._proposed = _ends([*self._proposed, *other._proposed])
        self._live = _ends([*self._live, *other._live])
        self._over = _ends([*self._over, *other._over])
        if self.start is None:
            self.start = other.start
        elif other.start is not None:
            both = self.start, other.start
            self.start = Days(max(s.first for s in both), min(s.last for s in both))


def _ends(days: Sequence[date]) -> list[date]:
    return [min(days), max(days)] if days else []


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
    left = [one for one in told.values() if one.made is None and one.published is not None and one.id not in torn]
    left = [one for one in left if len(joined.members(one.id)) == 1]
    found += joined.accept(_links(_close_pairs(left), told))
    return sorted(found, key=strength)


def weigh(a: Truce, b: Truce) -> tuple[Reason, ...] | None:
    """All evidence on a pair; ``None`` if they share neither party nor place nor country, or cannot be the same."""
    if a.document == b.document:
        return None
    tie, time = same_parties_or_place(a, b), same_time(a, b)
    if tie is None or time is None or (not related(a, b) and stale(a, b)):
        return None
    return (Reason(_BASE, ""), *tie, time, *_side_and_duration(a, b))


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
    """What a ceasefire's likes are sought by: parties, places, countries, and what the report is about."""
    found: set[Token] = {("who", key) for key in one.keys} | {("where", key) for key in one.where.all | one.about.all}
    return found | {("land", (country,)) for country in one.arena or one.context}


def _dated_pairs(told: Iterable[Truce]) -> set[tuple[str, str]]:
    """Pairs that share a token and a month in which they may have been made, or two that follow each other."""
    blocks: dict[tuple[Token, int], set[str]] = defaultdict(set)
    for one in told:
        if one.made is not None:
            days = {one.made.first.toordinal() - PLANNED, one.made.first.toordinal(), one.made.last.toordinal()}
            for cell in {day // CLOSE.days for day in days}:
                for token in _tokens(one):
                    blocks[(token, cell)].add(one.id)
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
                if other.published - one.published <= CLOSE:
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
        if joined.profile(top).made is not None and one.published is not None:
            for token in _tokens(one):
                cell = index[(token, one.published.toordinal() // CLOSE.days)][top]
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
    month, reach = one.published.toordinal() // CLOSE.days, NEAR // CLOSE
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
        made = joined.profile(top).made
        if made is not None:
            gaps.append((abs(one.published - made.last), top))
    (near, top), (far, _) = sorted(gaps)[:2]
    return options[top] if far >= 2 * near + _FRESH else None
