"""What time says of two reports of ceasefires: made on the same days, or one alive when the other came out."""

from __future__ import annotations

from truceline.resolve.evidence import Reason
from truceline.resolve.happenings import DAY, Days
from truceline.resolve.truces import LIVE, OVER, PROPOSED, Truce

NEAR = DAY * 120
CLOSE = DAY * 30
LATE = DAY * 5  # how long after a report that it lives one may still tell of its proposal
PLANNED = 10  # days between the making, told as news, and the day of effect that is named
_HALF_YEAR = DAY * 183
_FRESH = DAY * 14


def gap(one: Days, other: Days) -> int:
    """Days between two stretches of days, 0 if they share one."""
    return max(0, (one.first - other.last).days, (other.first - one.last).days)


def stale(a: Truce, b: Truce) -> bool:
    """True if one report came out more than half a year after the other's ceasefire began."""
    return any(
        one.made is not None and two.published is not None and two.published - one.made.last > _HALF_YEAR
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
    apart = gap(a.made, b.made)
    if apart > PLANNED or (_short(a, b) and apart):
        return None
    return Reason(0.3 if apart == 0 else 0.2 if apart <= 4 else 0.1, words)


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
