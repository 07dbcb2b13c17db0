"""What time says of two reports of ceasefires: made on the same days, or one alive when the other came out."""

from __future__ import annotations

from datetime import date

from truceline.resolve.evidence import Reason
from truceline.resolve.happenings import DAY, Days
from truceline.resolve.truces import LIVE, OVER, PROPOSED, Truce

NEAR = DAY * 120
KNOWN = DAY * 183  # how long after the last report on a ceasefire "the truce" may still be that one
CLOSE = DAY * 30
LATE = DAY * 5  # how long after a report that it lives one may still tell of its proposal
PLANNED = 10  # days between the making, told as news, and the day of effect that is named
_FRESH = DAY * 14
_SOON = DAY * 7


def gap(one: Days, other: Days) -> int:
    """Days between two stretches of days, 0 if they share one."""
    return max(0, (one.first - other.last).days, (other.first - one.last).days)


def stale(a: Truce, b: Truce) -> bool:
    """True if one report came out more than half a year after the other's ceasefire began, and does not say when."""
    if a.start is not None and b.start is not None:
        return False
    return any(
        one.made is not None and two.published is not None and two.published - one.made.last > KNOWN
        for one, two in ((a, b), (b, a))
    )


def same_time(a: Truce, b: Truce) -> Reason | None:
    """Both were made on the same days, or one was alive when the other's report came out."""
    if _renewed(a, b) or _renewed(b, a):
        return None
    if a.made is not None and b.made is not None:
        return _same_making(a, b)
    if a.published is None or b.published is None or _contradict(a, b):
        return None
    if a.made is None and b.made is None:
        return _both_undated(a, b)
    dated, other = (a, b) if b.made is None else (b, a)
    assert dated.made is not None
    assert other.published is not None
    words = f"began {dated.made}, the other without a day but published {other.published}"
    since = other.published - dated.made.first
    if other.row.state in PROPOSED:
        return Reason(0.2, words) if -CLOSE <= since <= LATE else None
    if since < DAY * 0 or since > NEAR:
        return None
    if since > CLOSE and other.row.state in ("agreed", "declared"):
        return Reason(0.1, f"{words} as {other.row.state}")
    return Reason(0.3 if since <= _FRESH else 0.2, words)


def in_the_news(one: Truce, made: Days | None, last: date | None) -> Reason | None:
    """What a report without a day has in common with a ceasefire that was made then, and last in the news on `last`."""
    if one.published is None or one.made is not None or made is None:
        return None
    since = one.published - made.first
    if one.row.state in PROPOSED:
        if one.row.state == "rejected" and made.first - one.published > _SOON:
            return None  # what was refused is not what others made of it weeks later
        near = made.first - _FRESH <= one.published <= made.last + DAY
        return Reason(0.2 if near else 0.1, _since(one, made)) if -CLOSE <= since <= LATE else None
    quiet = one.published - max(made.last, last or made.last)
    if since < DAY * 0 or quiet > KNOWN:
        return None
    if since > CLOSE and one.row.state in ("agreed", "declared"):
        return Reason(0.1, f"{_since(one, made)} as {one.row.state}")
    return Reason(0.3 if quiet <= _FRESH else 0.2 if quiet <= NEAR else 0.1, _since(one, made))


def _since(one: Truce, made: Days) -> str:
    return f"began {made}, the other without a day but published {one.published}"


def _renewed(earlier: Truce, later: Truce) -> bool:
    """True if the later report tells of a new ceasefire, and the earlier one told of its own as made before that."""
    if not later.another or later.made is None or earlier.published is None:
        return False
    if earlier.row.state in PROPOSED or earlier.published >= later.made.last:
        return False
    return earlier.made is None or earlier.made.last < later.made.last


def _same_making(a: Truce, b: Truce) -> Reason | None:
    """The days of making are the same; where a report tells of it as news, they may be some days apart."""
    assert a.made is not None
    assert b.made is not None
    words = f"began {a.made}" if a.made == b.made else f"began {a.made} / {b.made}"
    if a.start is not None and b.start is not None:
        if not a.start.overlaps(b.start):
            return None
        return Reason(0.35 if a.start.width == b.start.width == 1 else 0.25, words)
    if _news_after(a, b) or _news_after(b, a):
        return None
    apart = gap(a.made, b.made)
    if apart > PLANNED or (_short(a, b) and apart):
        return None
    return Reason(0.3 if apart == 0 else 0.2 if apart <= 4 else 0.1, words)


def _news_after(one: Truce, other: Truce) -> bool:
    """True if the other was told as news when the one had begun days ago: what is agreed begins then or later."""
    return one.start is not None and other.born is not None and other.born.first > one.start.last


def _short(a: Truce, b: Truce) -> bool:
    """True if one was for days only, and they were over when the other was made."""
    return any(
        one.until is not None and two.made is not None and two.made.last > one.until for one, two in ((a, b), (b, a))
    )


def _both_undated(a: Truce, b: Truce) -> Reason | None:
    assert a.published is not None
    assert b.published is not None
    apart = abs(a.published - b.published)
    if apart > CLOSE:
        return None
    return Reason(0.2, f"published {a.published} and {b.published}")


def _contradict(a: Truce, b: Truce) -> bool:
    """True if what was over lives later, what lives is only proposed later, or a short one outlives its time."""
    assert a.published is not None
    assert b.published is not None
    first, then = (a, b) if (a.published, a.id) <= (b.published, b.id) else (b, a)
    if first.row.state in OVER and then.row.state not in OVER:
        return True
    if first.row.state in LIVE and then.row.state in PROPOSED and then.published - first.published > LATE:  # type: ignore[operator]
        return True
    return any(
        one.until is not None and two.published is not None and two.published > one.until and two.row.state in LIVE
        for one, two in ((a, b), (b, a))
    )
