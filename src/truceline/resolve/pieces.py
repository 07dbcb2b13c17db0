"""The pieces of evidence on a pair of events but for their days: kind, place, figures, victims, actors, means."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

from truceline.model.records import FigureRow
from truceline.model.vocabulary import FAMILIES
from truceline.resolve.happenings import Happening, alike
from truceline.resolve.places import CITY, FAR, NEAR, Key, Where, kilometres
from truceline.resolve.reports import Shared

TELLING = 0.12  # cosine from which on two reports may be on one happening
_QUIET = FAMILIES["cooperation"] | FAMILIES["movement"]
_ANY_CLASS = frozenset({"unknown", "mixed"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence before it is weighed: its name among the weights, how strong it is, and its words."""

    name: str
    value: float
    words: str


def same_type(a: Happening, b: Happening) -> Piece:
    """Both reports call it the same, or use types that reporters use for one another."""
    name = "type same" if a.type == b.type else "type alike" if alike(a.type, b.type) else "type other"
    return Piece(name, 1.0, f"{a.type} / {b.type}")


def same_reports(reports: Shared) -> list[Piece]:
    """The two reports, each on its event, hold rare words in common: names, streets, ages."""
    rare = reports.rare
    if reports.cosine < TELLING or not rare:
        return []
    return [
        Piece("words alike", math.sqrt(reports.cosine), f"the reports share {', '.join(rare[:5])}"),
        Piece("rare words", math.log1p(sum(reports.weights[word] for word in rare)), ""),
    ]


def same_place(a: Happening, b: Happening, told: bool) -> Piece | None:
    """Both reports name the same place, or one names a place within the other's.

    Deeds other than violence (a declaration, a withdrawal) may go without a place if the same named actor does them;
    violence, if the reports as wholes tell of it (`told`).
    """
    one, other = a.where, b.where
    shared = one.specific & other.specific
    words = f"{one.words} / {other.words}" if one.words != other.words else one.words
    gap = kilometres(one.points, other.points)
    if shared and (gap is None or gap <= FAR):
        name = "spot same" if one.depth > CITY else "town same" if one.depth == CITY else "area same"
        return Piece(name, 1.0, f"same place {words}")
    if gap is not None and gap > NEAR:
        return Piece("place far", 1.0, f"{words} lie {gap:.0f} km apart") if told else None
    if one.spots and other.spots:
        if _one_holds_other(one, other):
            return Piece("spot same", 1.0, f"same place {words}")
        return Piece("spot other", 1.0, f"{one.words} and {other.words}") if told else None
    if (one.specific & other.all and one.depth >= CITY) or (other.specific & one.all and other.depth >= CITY):
        return Piece("place within", 1.0, f"one place within the other: {words}")
    if other_towns(one.towns, other.towns):
        return Piece("town other", 1.0, f"{one.words} and {other.words}") if told else None
    if told:
        return Piece("place open", 1.0, "")
    if a.type in _QUIET and a.acting & b.acting and not (one.towns and other.towns):
        return Piece("place of actor", 1.0, "")
    return None


def _one_holds_other(one: Where, other: Where) -> bool:
    """True if the words of one spot hold those of the other, and no two towns are named."""
    if other_towns(one.towns, other.towns):
        return False
    return any(set(x) <= set(y) or set(y) <= set(x) for x in one.spots for y in other.spots)


def same_figures(a: Happening, b: Happening) -> Piece | None:
    """Figures of one harm agree, overlap, or are far apart. Figures that differ never forbid a link."""
    found = [(_CLOSENESS.index(name), name, f, g) for f, g, name in _compared(a, b)]
    if not found:
        return None
    best = min(rank for rank, *_ in found)
    told = sorted({f"{f.kind} {f.verbatim} against {g.verbatim}" for rank, _, f, g in found if rank == best})
    return Piece(_CLOSENESS[best], 1.0, ", ".join(told[:2]))


_CLOSENESS = (
    "figures equal",
    "figures equal, small",
    "figures overlap",
    "figures near",
    "figures differ",
    "figures far apart",
)


def _compared(a: Happening, b: Happening) -> list[tuple[FigureRow, FigureRow, str]]:
    return [(f, g, _closeness(f, g)) for f in a.figures for g in b.figures if _comparable(f, g)]


def _comparable(f: FigureRow, g: FigureRow) -> bool:
    classes = {f.victim_class, g.victim_class}
    return f.kind == g.kind and f.scope == g.scope and (len(classes) == 1 or bool(classes & _ANY_CLASS))


def _closeness(f: FigureRow, g: FigureRow) -> str:
    if f.best is not None and f.best == g.best:
        return "figures equal" if f.best > 2 else "figures equal, small"
    low, high = max(f.low or 0, g.low or 0), min(_high(f), _high(g))
    if low <= high:
        return "figures overlap"
    return "figures near" if low <= high * 1.5 else "figures differ" if low <= high * 3 else "figures far apart"


def _high(figure: FigureRow) -> float:
    return float("inf") if figure.open or figure.high is None else figure.high


def same_victim(a: Happening, b: Happening) -> Piece | None:
    """The same named persons are harmed, or other ones."""
    if not a.harmed or not b.harmed:
        return None
    if not (same := same_persons(a.harmed, b.harmed)):
        return Piece("victim other", 1.0, "other victims by name")
    killed = same_persons(a.dead, b.dead)
    names = {**a.harmed, **b.harmed}
    words = f"the same victim {names[max(killed or same, key=len)]}"
    return Piece("victim dead in both", 1.0, f"{words}, dead in both") if killed else Piece("victim same", 1.0, words)


def same_persons(ones: Iterable[Key], others: Iterable[Key]) -> list[Key]:
    """The fuller names of persons that are in both, sorted."""
    return sorted(max(one, other, key=len) for one in ones for other in others if _one_person(one, other))


def _one_person(one: Key, other: Key) -> bool:
    return one[-1] == other[-1] and (set(one) <= set(other) or set(other) <= set(one))


def other_persons(ones: Iterable[Key], others: Iterable[Key]) -> bool:
    """True if both name persons, and no two have a last name in common."""
    mine, theirs = {key[-1] for key in ones}, {key[-1] for key in others}
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def other_towns(ones: Iterable[Key], others: Iterable[Key]) -> bool:
    """True if both name towns, and no name of one holds that of another ("Tarzana", "Tarzana hills")."""
    pairs = [(set(one), set(other)) for one in ones for other in others]
    return bool(pairs) and not any(one <= other or other <= one for one, other in pairs)


def other_spots(ones: Iterable[Key], others: Iterable[Key]) -> bool:
    """True if both name spots, and no two have a word in common."""
    mine, theirs = set(chain.from_iterable(ones)), set(chain.from_iterable(others))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def same_target(a: Happening, b: Happening) -> Piece | None:
    """The same bodies or things are struck; persons are told by their names (`same_victim`)."""
    if same_persons(a.harmed, b.harmed):
        return None
    if a.struck & b.struck:
        return Piece("target same", 1.0, "same named target")
    if words := sorted(a.things & b.things):
        return Piece("target alike", 1.0, f"same target: {', '.join(words)}")
    return Piece("target other", 1.0, "") if a.things and b.things else None


def same_actors(a: Happening, b: Happening) -> Piece | None:
    """The same named actors do it; other ones speak against it, but blame is often disputed."""
    if a.acting & b.acting:
        return Piece("actor same", 1.0, "same named actor")
    return Piece("actor other", 1.0, "other actors are named") if a.acting and b.acting else None


def same_means(a: Happening, b: Happening) -> Piece | None:
    """The same weapons are named, or others."""
    if not a.means or not b.means:
        return None
    if shared := sorted(a.means & b.means):
        return Piece("means same", 1.0, f"same means: {', '.join(shared)}")
    return Piece("means other", 1.0, "other means")


LOOKS: tuple[Callable[[Happening, Happening], Piece | None], ...] = (
    same_figures,
    same_victim,
    same_target,
    same_actors,
    same_means,
)


def contradict(a: Happening, b: Happening) -> bool:
    """True if both give exact figures of one harm and none is the other's: within one report that means two events."""
    found = {name for _, _, name in _compared(a, b)}
    return bool(found) and found <= {"figures near", "figures differ", "figures far apart"}


def spots_of(where: Where) -> frozenset[Key]:
    """The keys under which an event's likes are sought: its towns and all places within them."""
    return where.towns | where.spots or where.specific
