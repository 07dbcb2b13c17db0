"""How long ceasefires last: declared, effective and held until, and tables of many."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from truceline.follow.accounts import Account
from truceline.follow.camps import evidence
from truceline.follow.days import span
from truceline.follow.lives import Duration, Life, Transition, When
from truceline.follow.states import LIVE, MADE
from truceline.follow.terms import days_of


def duration(account: Account, transitions: Iterable[Transition], effect: When | None, ended: When | None) -> Duration:
    """The duration of one ceasefire by its reports and moves."""
    rows = [report.row for report in sorted(account.reports, key=lambda r: (r.published or date.max, r.row.id))]
    told = [row for row in rows if row.duration]
    declared = told[0].duration if told else None
    alive = _last_alive(transitions)
    least = most = None
    if effect is not None:
        until = ended if ended is not None else alive
        if until is not None:
            least, most = span(effect, until)
        if ended is None:
            most = None
    return Duration(
        declared=declared, declared_days=days_of(declared) if declared else None,
        declared_evidence=tuple(evidence(row, "duration") for row in told if row.duration == declared),
        effective_from=effect, held_until=ended or alive, least=least, most=most,
        censored=effect is not None and ended is None,
    )  # fmt: skip


def ended_on(held: Duration, ended: When) -> Duration:
    """The duration of a ceasefire whose end became known."""
    if held.effective_from is None:
        return replace(held, held_until=ended)
    least, most = span(held.effective_from, ended)
    return replace(held, held_until=ended, least=least, most=most, censored=False)


def _last_alive(transitions: Iterable[Transition]) -> When | None:
    """When reports last told that it lived."""
    days = [t.last_told for t in transitions if t.told in LIVE | MADE and t.last_told is not None and not t.inferred]
    if not days:
        return None
    return When(earliest=max(days), latest=max(days), precision="day", inferred=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One ceasefire as survival analysis wants it: days from effect to end, or to the last word of it if `censored`.

    `days` is the middle of `least` and `most`; a ceasefire that ended on the day it began lasted half a day.
    """

    id: str
    group: str
    days: float
    least: int
    most: int
    censored: bool
    declared_days: float | None


def durations(lives: Iterable[Life], by: Callable[[Life], str] | str | None = None) -> tuple[Span, ...]:
    """The durations of all ceasefires that took effect, by group and id.

    Args:
        lives: the lives.
        by: how to group: a function, or the variable of a code (``ceasefire_class``, ``side``); all as one without it.
    """
    found = []
    for life in lives:
        held = life.duration
        if held.least is None:
            continue
        most = held.least if held.most is None else held.most
        days = max((held.least + most) / 2, 0.5)
        found.append(
            Span(id=life.id, group=_group(life, by), days=days, least=held.least, most=most, censored=held.censored,
                 declared_days=held.declared_days)
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.group, one.id)))


def _group(life: Life, by: Callable[[Life], str] | str | None) -> str:
    if by is None:
        return "all"
    if callable(by):
        return by(life)
    value = life.side if by == "side" else life.code(by)
    return "not reported" if value is None else str(value)
