"""What the days of two reports say about their being of one happening."""

from __future__ import annotations

from truceline.resolve.happenings import WEEK, Days, Happening
from truceline.resolve.pieces import Piece

_FORTNIGHT, _YEAR = 14, 366
_GAPS = ((1, "a day"), (7, "a week"), (45, "some weeks"))


def same_time(a: Happening, b: Happening, told: bool) -> Piece | None:
    """The days overlap. Two exact days must be equal, and a span must be short to say anything.

    Reports that as wholes tell of one happening (`told`) may differ by a day ("late on Saturday", "early on Sunday"),
    or give no day, however late they came.
    """
    if a.lasting and b.lasting:
        return _same_fighting(a, b)
    if a.days is None or b.days is None:
        return _undated(a, b, told)
    one, other = a.days, b.days
    widest = max(one.width, other.width)
    if one.overlaps(other) and widest <= WEEK:
        if widest == 1:
            return Piece("day same", 1.0, f"same day {one}")
        return Piece("days overlap", 1.0, f"days overlap: {one} / {other}")
    if not told:
        return None
    if one.overlaps(other):
        unlike = widest > _YEAR and min(one.width, other.width) <= WEEK
        return None if unlike else Piece("days wide", 1.0, f"within {one} / {other}")
    gap = one.gap(other)
    words = f"{one} / {other}"
    return Piece("day beside", 1.0, words) if gap == 1 else Piece("days apart", 1.0, words) if gap <= WEEK else None


def _same_fighting(a: Happening, b: Happening) -> Piece | None:
    """Fighting that goes on for days: reports of one week that tell of fighting in one place mean the same."""
    one, other = a.span, b.span
    if one is None or other is None or not one.overlaps(other) or max(one.width, other.width) > _FORTNIGHT:
        return None
    return Piece("day same", 1.0, f"fighting that lasts, within {one} / {other}")


def _undated(a: Happening, b: Happening, told: bool) -> Piece | None:
    """A report that gives no day: what counts is how long after the other's day, or its publication, it came out."""
    if a.days is None and b.days is None:
        if a.guess is None or b.guess is None:
            return None
        gap = abs((a.guess.last - b.guess.last).days)
        if not told and gap > 1:
            return None
        later = a if a.guess.last > b.guess.last else b
        words = f"neither with a day, published {_days_later(gap, 'apart')}"
        return _lag("both undated" if told else "both fresh", gap, later, words)
    dated, guess = (a.days, b.guess) if b.days is None else (b.days, a.guess)
    if dated is None or guess is None or guess.last < dated.first:
        return None
    gap = max(0, (guess.last - dated.last).days)
    if not told and (dated.width > 1 or gap > WEEK):
        return None
    if dated.width > WEEK:
        return Piece("one undated, wide", 1.0, f"within {dated}")
    words = f"{dated}, the other without a day but published {_days_later(gap, 'later')}"
    return _lag("one undated", gap, b if b.days is None else a, words)


def _lag(name: str, gap: int, later: Happening, words: str) -> Piece:
    """What a gap says: after more than a day it matters whether the later report tells of it as of something past."""
    within = next((label for most, label in _GAPS if gap <= most), "long after")
    past = gap > 1 and later.row.status == "background"
    return Piece(f"{name}, {within}{' as past' if past else ''}", 1.0, f"{words}, as past" if past else words)


def _days_later(gap: int, word: str) -> str:
    return "the same day" if gap == 0 else f"{gap} day{'s' if gap > 1 else ''} {word}"


def no_overlap(one: Days | None, other: Days | None) -> bool:
    """True if two events cannot be on one day, one day's error in reporting apart."""
    return one is not None and other is not None and one.gap(other) > 1
