"""How well a happening and a row fit: by place, date, actors, deaths and type, each with its reason in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from truceline.gazetteer.globe import distance
from truceline.publish.comparing.actors import CIVILIANS
from truceline.publish.comparing.cases import Case, Deaths
from truceline.publish.comparing.settings import Settings

_NAMESAKE = 150.0  # km that one town may lie from itself in two gazetteers
_OVERLAP, _NEAR = 0.8, 0.7  # score of figures whose ranges overlap, and of those that are close
_BLUR = 3.0  # times the radii, from where on two places are others
_BATTLES, _BLASTS, _CIVILIANS = "Battles", "Explosions/Remote violence", "Violence against civilians"
_TYPES: Mapping[frozenset[str], float] = {
    frozenset({_BATTLES, _BLASTS}): 0.5,
    frozenset({_BATTLES, _CIVILIANS}): 0.3,
    frozenset({_BLASTS, _CIVILIANS}): 0.5,
    frozenset({"Riots", "Protests"}): 0.6,
    frozenset({"Riots", _CIVILIANS}): 0.4,
    frozenset({"Strategic developments", _BATTLES}): 0.2,
    frozenset({"Strategic developments", _BLASTS}): 0.2,
    frozenset({"Strategic developments", _CIVILIANS}): 0.3,
}
_VIOLENCE: Mapping[tuple[str, str], float] = {  # ACLED's type in the record, UCDP's type of violence in the row
    (_BATTLES, "1"): 1.0, (_BATTLES, "2"): 1.0, (_BATTLES, "3"): 0.3,
    (_BLASTS, "1"): 0.9, (_BLASTS, "2"): 0.8, (_BLASTS, "3"): 0.8,
    (_CIVILIANS, "1"): 0.4, (_CIVILIANS, "2"): 0.4, (_CIVILIANS, "3"): 1.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fit:
    """How well two fit: `score` 0 to 1; `sure` if nothing is in doubt; `reasons` in words, one a feature."""

    score: float
    sure: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Feature:
    score: float
    reason: str


def exported(case: Case, row: Case) -> Fit | None:
    """The row was exported from this happening: it bears its id."""
    return Fit(1.0, True, ("the row bears the id of this happening",)) if row.relid == case.id else None


def fit(case: Case, row: Case, settings: Settings) -> Fit | None:
    """How well they fit; ``None`` if they cannot be the same.

    What one side does not tell is left out of the score, and so is its weight; but a match needs more than a date: a
    place in common, or on the same day actors and the very figure.
    """
    date = _date(case, row, settings)
    place = _place(case, row)
    if date is None or (place is not None and place.score == 0.0):
        return None
    actors, deaths, type_ = _actors(case, row), _deaths(case, row), _type(case, row)
    if (actors is not None and actors.score == 0.0) or (type_ is not None and type_.score == 0.0):
        return None
    told = {"place": place, "date": date, "actors": actors, "deaths": deaths, "type": type_}
    known = {name: feature for name, feature in told.items() if feature is not None}
    weight = sum(settings.weights.get(name, 0.0) for name in known)
    if not weight:
        return None
    score = sum(settings.weights.get(name, 0.0) * feature.score for name, feature in known.items()) / weight
    same_figure = deaths is not None and deaths.score == 1.0
    near_figure = deaths is not None and deaths.score >= _NEAR
    somewhere = place is not None and place.score >= 0.5
    beside = _gap(case, row) > 0
    if not somewhere and (beside or not same_figure or actors is None or actors.score < 0.5):
        return None
    if beside and deaths is not None and not same_figure:
        return None  # a day apart and another figure: another event of the same place
    sure = somewhere and not beside and case.dated and case.located and (actors is not None or near_figure)
    return Fit(score, sure, tuple(feature.reason for feature in known.values()))


def _gap(case: Case, row: Case) -> int:
    return max(0, (row.first - case.last).days, (case.first - row.last).days)


def _date(case: Case, row: Case, settings: Settings) -> _Feature | None:
    gap = _gap(case, row)
    if gap > settings.days:
        return None
    if gap:
        return _Feature(0.4, f"{gap} day{'s' if gap > 1 else ''} apart")
    if case.first == row.first and case.last == row.last:
        return _Feature(1.0, f"same day {row.first}" if row.width == 1 else f"same days {row.first} to {row.last}")
    return _Feature(max(0.5, 1 - 0.05 * (max(case.width, row.width) - 1)), "days overlap")


def _place(case: Case, row: Case) -> _Feature | None:
    same = {" ".join(key) for key in case.names & row.names}
    if case.point is not None and row.point is not None:
        apart = distance(*case.point, *row.point)
        within = case.radius + row.radius
        if same and apart <= max(_NAMESAKE, within):
            return _Feature(1.0 if apart <= within else 0.9, f"both in {row.place}")
        blunt = 1.0 if within <= 60 else 0.8 if within <= 200 else 0.6
        if apart <= within:
            return _Feature(blunt, f"{apart:.0f} km apart, known to {within:.0f}")
        left = 1 - (apart - within) / ((_BLUR - 1) * within)
        return _Feature(max(0.0, blunt * left * 0.7), f"{apart:.0f} km apart, known to {within:.0f}")
    if same:
        return _Feature(0.9, f"both in {row.place}")
    if case.areas & row.areas or case.names & row.areas or case.areas & row.names:
        return _Feature(0.5, "the same province")
    return None


def _actors(case: Case, row: Case) -> _Feature | None:
    """Who takes part on both sides, whichever is called the first; 0 if both sides are known and none is the same.

    Civilians count where both name them: a dataset of parties to a conflict passes their dead over.
    """
    shared_civilians = CIVILIANS <= case.keys and CIVILIANS <= row.keys
    ours = [keys for _, keys in case.sides if keys and (shared_civilians or keys != CIVILIANS)]
    theirs = [(name, keys) for name, keys in row.sides if keys and (shared_civilians or keys != CIVILIANS)]
    if not ours or not theirs:
        return None
    all_ours = frozenset(key for keys in ours for key in keys)
    shared = [name for name, keys in theirs if keys & all_ours]
    if not shared:
        whole = len(ours) > 1 and len(theirs) > 1
        return _Feature(0.0 if whole else 0.15, "other actors")
    return _Feature(min(1.0, len(shared) / min(len(ours), len(theirs))), f"both name {', '.join(shared[:3])}")


def _deaths(case: Case, row: Case) -> _Feature | None:
    one, other = case.deaths, row.deaths
    if other.best is None or (one.best is None and not other.best):
        return None
    if one.best is None:
        return _Feature(0.3, f"no report tells of dead, the row of {other.best}")
    if one.best == other.best:
        return _Feature(1.0, f"{one.best} dead in both")
    words = f"{one.best} dead here, {other.best} there"
    if _overlap(one, other):
        return _Feature(_OVERLAP, words)
    if (case.width < row.width and one.best <= _most(other)) or (row.width < case.width and other.best <= _most(one)):
        return _Feature(_OVERLAP, f"{words}, of which the shorter may be a part")
    return _Feature(_OVERLAP * (min(one.best, other.best) + 1) / (max(one.best, other.best) + 1), words)


def _overlap(one: Deaths, other: Deaths) -> bool:
    least = [min(n for n in (d.low, d.best) if n is not None) for d in (one, other)]
    return max(least) <= min(_most(one), _most(other))


def _most(deaths: Deaths) -> int:
    return max(n for n in (deaths.high, deaths.best, 0) if n is not None)


def _type(case: Case, row: Case) -> _Feature | None:
    if row.sub_type is None:  # UCDP
        score = _VIOLENCE.get((case.type, row.type))
        return None if score is None else _Feature(score, f"{case.type} / type of violence {row.type}")
    if case.type == row.type:
        same = case.sub_type is None or case.sub_type == row.sub_type
        return _Feature(1.0 if same else 0.8, row.sub_type if same else f"{case.sub_type} / {row.sub_type}")
    return _Feature(_TYPES.get(frozenset({case.type, row.type}), 0.0), f"{case.type} / {row.type}")
