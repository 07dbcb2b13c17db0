"""Which ceasefires of different reports are the same.

The day that it was made on decides: as a report says, or, where one tells of the making as news, the days before it. So
two ceasefires of one man seven months apart stay two, and so do two of one war a month apart. Reports that just say
"the truce" come after: each goes to the ceasefire of these parties, this place or this country whose beginning is the
nearest before the report, if it is clearly the nearest, and else to none. Proposals belong to what is made soon after
them. What one report keeps apart stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from truceline.model.ledger import Link
from truceline.resolve.actors import Bearers
from truceline.resolve.evidence import THRESHOLD, Reason, in_words, total
from truceline.resolve.joining import Joined, same, strength
from truceline.resolve.material import Material
from truceline.resolve.places import Key, Places
from truceline.resolve.truce_course import Course
from truceline.resolve.truce_ties import at_odds, related, same_parties_or_place
from truceline.resolve.truce_times import CLOSE, KNOWN, PLANNED, in_the_news, same_time, stale
from truceline.resolve.truces import LIVE, PROPOSED, Truce, truces

METHOD = "same-ceasefire 3"

_FRESH = 14
_CROWD = 48
_MUCH_BETTER = 0.15
_BASE = 0.25
_LOOSE = 0.65
_ONLY = 0.1

Token = tuple[str, Key]


def ceasefire_links(material: Material, places: Places, actors: Joined[Bearers]) -> list[Link]:
    """Links between ceasefires, likeliest first."""
    told = {one.id: one for one in truces(material, places, actors)}
    joined = Joined({one.id: Course(one) for one in told.values()})
    found = joined.accept(_links(_dated_pairs(told.values()), told))
    found += Followed(told, joined).links()
    return sorted(found, key=strength)


def weigh(a: Truce, b: Truce, time: Reason | None = None) -> tuple[Reason, ...] | None:
    """All evidence on a pair; ``None`` if they share neither party nor place nor country, or cannot be the same.

    Args:
        a: a ceasefire of one report.
        b: one of another report.
        time: what the time of the ceasefire that one of them belongs to says, if it belongs to one.
    """
    if a.document == b.document:
        return None
    tie, time = same_parties_or_place(a, b), time or same_time(a, b)
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


def _links(
    pairs: Iterable[tuple[str, str]], told: Mapping[str, Truce], threshold: float = THRESHOLD,
    time: Reason | None = None,
) -> list[Link]:  # fmt: skip
    found = []
    for a, b in sorted(pairs):
        reasons = weigh(told[a], told[b], time)
        if reasons is not None and total(reasons) >= threshold:
            found.append(same("ceasefire", a, b, total(reasons), METHOD, in_words(reasons)))
    return found


def _tokens(one: Truce) -> set[Token]:
    """What a ceasefire's likes are sought by: parties, places, countries, and what the report is about."""
    found: set[Token] = {("who", key) for key in one.keys} | {("where", key) for key in one.where.all | one.about.all}
    return found | {("land", (country,)) for country in one.arena or one.context}


def _dated_pairs(told: Iterable[Truce]) -> set[tuple[str, str]]:
    """Pairs that share a token and a month in which they may have been made, or in one before it."""
    blocks: dict[tuple[Token, int], set[str]] = defaultdict(set)
    for one in told:
        if one.made is not None:
            first, last = one.made.first.toordinal() - PLANNED, one.made.last.toordinal()
            for cell in range(first // CLOSE.days, last // CLOSE.days + 1):
                for token in _tokens(one):
                    blocks[(token, cell)].add(one.id)
    return {pair for block in blocks.values() for pair in _pairs(sorted(block))}


def _pairs(ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    if len(ids) <= _CROWD:
        return combinations(ids, 2)
    return ((a, b) for n, a in enumerate(ids) for b in ids[n + 1 : n + 1 + _CROWD // 2])


class Followed:
    """The reports that are alone gone through in the order of publication: each goes to the ceasefire that it names."""

    def __init__(self, told: Mapping[str, Truce], joined: Joined[Course]) -> None:
        """Begin with the sets that were made by dates."""
        self._told = told
        self._joined = joined
        self._index: dict[tuple[Token, int], dict[str, list[str]]] = defaultdict(dict)
        self._alone = sorted(
            (one for one in told.values() if one.published is not None and len(joined.members(one.id)) == 1),
            key=lambda one: (one.published, one.id),
        )
        for one in told.values():
            if joined.profile(one.id).made is not None:
                self._list(one)

    def links(self) -> list[Link]:
        """The links that join them."""
        found = []
        for one in self._alone:
            if len(self._joined.members(one.id)) == 1:
                link = self._named(one)
                if link is not None and self._joined.join(link.left_id, link.right_id):
                    found.append(link)
            if one.made is None:
                self._list(one)
        return found

    def _list(self, one: Truce) -> None:
        """Let later reports find it."""
        if one.published is None:
            return
        top = self._joined.top(one.id)
        for token in _tokens(one):
            cell = self._index[(token, one.published.toordinal() // CLOSE.days)].setdefault(top, [])
            if len(cell) < _CROWD // 6:
                cell.append(one.id)

    def _named(self, one: Truce) -> Link | None:
        """The link to the ceasefire that the report names, if one is much likelier or was the last to be made."""
        options = self._options(one)
        if len(options) == 1:
            link = next(iter(options.values()))
            score = round(min(link.score + _ONLY, 0.99), 3)
            return replace(link, score=score, reason=f"{link.reason}; the record knows no other that fits")
        ranked = sorted((top for top in options if options[top].score >= THRESHOLD), key=lambda t: strength(options[t]))
        if not ranked:
            return None
        best = [top for top in ranked if options[ranked[0]].score - options[top].score < _MUCH_BETTER]
        if len(best) == 1:
            return options[best[0]]
        return self._last_made(one, best, options)

    def _options(self, one: Truce) -> dict[str, Link]:
        """The likeliest member of each ceasefire that this one may name."""
        assert one.published is not None
        month, reach = one.published.toordinal() // CLOSE.days, KNOWN // CLOSE + 1
        own = self._joined.profile(one.id)
        members: dict[str, set[str]] = defaultdict(set)
        for token in _tokens(one):
            for cell in range(month - reach, month + 2):
                for ids in self._index.get((token, cell), {}).values():
                    for other in ids:
                        members[self._joined.top(other)].add(other)
        options: dict[str, Link] = {}
        for top in sorted(members):
            course = self._joined.profile(top)
            if course is own or not course.fits(own) or course.run_out(one.published):
                continue
            time = in_the_news(one, course.made, course.last_report(one.published))
            if time is None and one.made is None and course.made is not None:
                continue
            pairs = [(min(one.id, m), max(one.id, m)) for m in members[top]]
            least = _LOOSE if one.made is None or course.made is None else THRESHOLD
            for link in _links(pairs, self._told, least, time):
                if top not in options or strength(link) < strength(options[top]):
                    options[top] = link
        return options

    def _last_made(self, one: Truce, best: Sequence[str], options: Mapping[str, Link]) -> Link | None:
        """Of several alike the one that was made last before the report, since it replaced those of the same parties.

        A proposal is for what is yet to be made. Where parties differ, it has to be clearly nearer.
        """
        assert one.published is not None
        ahead = one.row.state in PROPOSED
        gaps = []
        for top in best:
            made = self._joined.profile(top).made
            if made is not None:
                since = (one.published - made.last).days
                away = -since if ahead else since
                gaps.append((away if away >= -1 else _CROWD + abs(since), top))
        if not gaps:
            return None
        gaps.sort()
        near, top = gaps[0]
        mine = self._joined.profile(top).camps
        for far, other in gaps[1:]:
            theirs = self._joined.profile(other).camps
            same = any(a.meets(b) for a in mine for b in theirs) and not at_odds(mine, theirs)
            if far == near or not (same or far >= 2 * near + _FRESH):
                return None
        return options[top]
