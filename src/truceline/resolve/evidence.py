"""What speaks for and against two reports telling of one happening, each piece with its weight and its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from truceline.model.records import FigureRow
from truceline.model.vocabulary import FAMILIES
from truceline.resolve.happenings import WEEK, Happening, alike
from truceline.resolve.places import CITY, Key, Where

THRESHOLD = 0.75
_FORTNIGHT = 14
_QUIET = FAMILIES["cooperation"] | FAMILIES["movement"]
_ANY_CLASS = frozenset({"unknown", "mixed"})


@dataclass(frozen=True, slots=True)
class Reason:
    """A piece of evidence: its weight (negative against) and the words that a reviewer reads."""

    weight: float
    words: str


def weigh(a: Happening, b: Happening) -> tuple[Reason, ...] | None:
    """All evidence on a pair; ``None`` if something forbids that they are the same or nothing ties them to one spot."""
    if not alike(a.type, b.type) or (a.persons and b.persons and a.persons.isdisjoint(b.persons)):
        return None
    place, time = same_place(a, b), same_time(a, b)
    if place is None or time is None:
        return None
    found = [place, time, same_type(a, b)]
    found += [reason for piece in _PIECES if (reason := piece(a, b)) is not None]
    return tuple(found)


def total(reasons: Iterable[Reason]) -> float:
    """The score of a pair: the sum of all weights."""
    return round(sum(reason.weight for reason in reasons), 3)


def in_words(reasons: Iterable[Reason]) -> str:
    """The evidence in one line."""
    return "; ".join(reason.words for reason in reasons if reason.words)


def same_type(a: Happening, b: Happening) -> Reason:
    """Both reports call it the same, or use types that reporters use for one another."""
    return Reason(0.18 if a.type == b.type else 0.08, f"{a.type} / {b.type}")


def same_place(a: Happening, b: Happening) -> Reason | None:
    """Both reports name the same place, or one names a place within the other's.

    Deeds other than violence (a declaration, a withdrawal) may go without a place if the same named actor does them.
    """
    one, other = a.where, b.where
    shared = one.specific & other.specific
    words = f"{one.words} / {other.words}" if one.words != other.words else one.words
    if shared:
        weight = 0.4 if one.depth > CITY else 0.3 if one.depth == CITY else 0.12
        return Reason(weight, f"same place {words}")
    if one.spots and other.spots:
        return Reason(0.34, f"same place {words}") if _one_holds_other(one, other) else None
    if (one.specific & other.all and one.depth >= CITY) or (other.specific & one.all and other.depth >= CITY):
        return Reason(0.22, f"one place within the other: {words}")
    if a.type in _QUIET and a.acting & b.acting and not (one.towns and other.towns):
        return Reason(0.2, "")
    return None


def _one_holds_other(one: Where, other: Where) -> bool:
    """True if the words of one spot hold those of the other, and no two towns are named."""
    if one.towns and other.towns and one.towns.isdisjoint(other.towns):
        return False
    return any(set(x) <= set(y) or set(y) <= set(x) for x in one.spots for y in other.spots)


def same_time(a: Happening, b: Happening) -> Reason | None:
    """The days overlap. Two exact days must be equal; a span of days must be short to say anything."""
    if a.lasting and b.lasting:
        return _same_fighting(a, b)
    if a.days is None or b.days is None:
        return _undated(a, b)
    one, other = a.days, b.days
    widest = max(one.width, other.width)
    if not one.overlaps(other) or widest > WEEK:
        return None
    if widest == 1:
        return Reason(0.28, f"same day {one}")
    return Reason(0.16 if min(one.width, other.width) == 1 else 0.12, f"days overlap: {one} / {other}")


def _same_fighting(a: Happening, b: Happening) -> Reason | None:
    """Fighting that goes on for days: reports of one week that tell of fighting in one place mean the same."""
    one, other = a.span, b.span
    if one is None or other is None or not one.overlaps(other) or max(one.width, other.width) > _FORTNIGHT:
        return None
    return Reason(0.28, f"fighting that lasts, within {one} / {other}")


def _undated(a: Happening, b: Happening) -> Reason | None:
    """One report gives no day but came out within a week of the other's exact day."""
    dated, guess = (a.days, b.guess) if b.days is None else (b.days, a.guess)
    if dated is None or guess is None or dated.width > 1 or not guess.overlaps(dated):
        return None
    gap = (guess.last - dated.last).days
    words = f"{dated}, the other without a day but published {'the same day' if gap == 0 else f'{gap} days later'}"
    return Reason(0.18 if gap <= 1 else 0.0, words.replace("1 days", "1 day"))


def same_figures(a: Happening, b: Happening) -> Reason | None:
    """Figures of one harm agree, overlap, or are far apart. Figures that differ never forbid a link."""
    pairs = [(f, g) for f in a.figures for g in b.figures if _comparable(f, g)]
    if not pairs:
        return None
    weighed = [(_closeness(f, g), f, g) for f, g in pairs]
    weight = max(w for w, _, _ in weighed)
    told = sorted({f"{f.kind} {f.verbatim} against {g.verbatim}" for w, f, g in weighed if w == weight})
    return Reason(weight, ", ".join(told[:2]))


def _comparable(f: FigureRow, g: FigureRow) -> bool:
    classes = {f.victim_class, g.victim_class}
    return f.kind == g.kind and f.scope == g.scope and (len(classes) == 1 or bool(classes & _ANY_CLASS))


def _closeness(f: FigureRow, g: FigureRow) -> float:
    if f.best is not None and f.best == g.best:
        return 0.18 if f.best > 2 else 0.08
    if f.scope != "event":
        return 0.04
    low, high = max(f.low or 0, g.low or 0), min(_high(f), _high(g))
    if low <= high:
        return 0.1
    return 0.04 if low <= high * 1.5 else -0.04 if low <= high * 3 else -0.12


def _high(figure: FigureRow) -> float:
    return float("inf") if figure.open or figure.high is None else figure.high


def same_target(a: Happening, b: Happening) -> Reason | None:
    """The same persons or things are struck."""
    if a.struck & b.struck:
        return Reason(0.12, "same named target")
    if words := sorted(a.things & b.things):
        return Reason(0.12, f"same target: {', '.join(words)}")
    return None


def same_actors(a: Happening, b: Happening) -> Reason | None:
    """The same named actors do it; other ones speak against it, but blame is often disputed."""
    if a.acting & b.acting:
        return Reason(0.12, "same named actor")
    return Reason(-0.08, "other actors are named") if a.acting and b.acting else None


def same_means(a: Happening, b: Happening) -> Reason | None:
    """The same weapons are named."""
    shared = {w.casefold() for w in a.row.means} & {w.casefold() for w in b.row.means}
    return Reason(0.04, f"same means: {', '.join(sorted(shared))}") if shared else None


_PIECES: tuple[Callable[[Happening, Happening], Reason | None], ...] = (
    same_figures,
    same_target,
    same_actors,
    same_means,
)


def contradict(a: Happening, b: Happening) -> bool:
    """True if both give exact figures of one harm and none is the other's: within one report that means two events."""
    pairs = [(f, g) for f in a.figures for g in b.figures if _comparable(f, g)]
    return bool(pairs) and max(_closeness(f, g) for f, g in pairs) < 0.08


def spots_of(where: Where) -> frozenset[Key]:
    """The keys under which an event's likes are sought: its towns and all places within them."""
    return where.towns | where.spots or where.specific
