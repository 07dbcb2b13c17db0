"""Terms: what a party has to do, until when, and what reports say became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.follow.accounts import Account, Act, Report, Who
from truceline.follow.camps import evidence
from truceline.follow.lives import Evidence, Incident, Term, TermState, When
from truceline.follow.states import OVER, LifeState
from truceline.model.records import CeasefireTermRow, TimeRow

# What an obliged party does when it keeps a term of this kind.
_KEPT: Mapping[str, frozenset[str]] = {
    "withdrawal": frozenset({"withdrawal"}),
    "prisoners": frozenset({"release"}),
    "access": frozenset({"aid"}),
    "weapons": frozenset({"surrender_or_defection"}),
    "talks": frozenset({"talks"}),
    "monitoring": frozenset({"deployment"}),
}
_ULTIMATUM = frozenset({"demand", "threat"})
_LENGTHS: Mapping[str, int] = {"Y": 365, "M": 30, "W": 7, "D": 1}


@dataclass(frozen=True, slots=True)
class _Told:
    """A term in one report."""

    row: CeasefireTermRow
    report: Report


def terms(
    account: Account, effect: When | None, incidents: Sequence[Incident], state: LifeState, ended: When | None
) -> tuple[Term, ...]:
    """The terms over all reports, those told alike as one. Terms of an ultimatum are none of the ceasefire's."""
    groups: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for report in account.reports:
        for row in report.terms:
            if not _of_ultimatum(row, report):
                groups[(row.kind, " ".join(row.text.casefold().split()))].append(_Told(row, report))
    found = [_term(group, account, effect, incidents, state, ended) for group in groups.values()]
    return tuple(sorted(found, key=lambda term: (term.reported or date.max, term.evidence[0].id)))


def _of_ultimatum(row: CeasefireTermRow, report: Report) -> bool:
    """True if its words stand nearest to a demand or a threat, and not to the naming of the ceasefire."""
    near = [(abs(act.row.position - row.position), act.row.type) for act in report.events]
    near += [(abs(report.row.position - row.position), "ceasefire")]
    return min(near)[1] in _ULTIMATUM


def _term(
    group: Sequence[_Told], account: Account, effect: When | None, incidents: Sequence[Incident], state: LifeState,
    ended: When | None,
) -> Term:  # fmt: skip
    group = sorted(group, key=lambda told: (told.report.published or date.max, told.row.id))
    first = group[0].row
    obliged_id = next((told.row.obliged_id for told in group if told.row.obliged_id), None)
    obliged = account.speakers.get(obliged_id or "")
    times = [time for told in group for time in _times(told)]
    duration = next((time.duration for time in times if time.duration), None)
    dated = next((time for time in times if time.earliest or time.latest), None)
    anchor = None if dated is None else When(
        earliest=dated.earliest, latest=dated.latest, precision=dated.precision or "unknown"
    )  # fmt: skip
    became, rows = _became(first.kind, obliged, account, effect, incidents)
    if became == "open" and ended is not None and state in OVER:
        became = "lapsed"
    elif became == "open" and state == "unknown":
        became = "unknown"
    return Term(
        kind=first.kind, words=first.text, obliged=obliged.name if obliged else None, state=became, state_evidence=rows,
        duration=duration, anchor=anchor, due=_due(duration, anchor), reported=group[0].report.published,
        evidence=tuple(evidence(told.row, "text") for told in group),
    )  # fmt: skip


def _times(told: _Told) -> list[TimeRow]:
    """The time expressions within its words."""
    first, last = told.row.position, told.row.position + len(told.row.text)
    return [time for time in told.report.times if first <= time.position < last]


def _due(duration: str | None, anchor: When | None) -> date | None:
    """The last day for it: anchor and duration, or the day itself where no duration is told. No anchor, none."""
    if anchor is None or anchor.latest is None:
        return None
    if duration is None:
        return anchor.latest
    length = days_of(duration)
    return None if length is None else anchor.latest + timedelta(days=length)


def days_of(iso: str) -> float | None:
    """The days of an ISO duration: ``PT72H`` is 3; months count 30, years 365; ``None`` for what has no number."""
    date_part, _, time_part = iso.removeprefix("P").partition("T")
    total, number, seen = 0.0, "", False
    for part, lengths in ((date_part, _LENGTHS), (time_part, {"H": 1 / 24, "M": 1 / 1440, "S": 1 / 86400})):
        for sign in part:
            if sign in lengths and number:
                total, number, seen = total + float(number) * lengths[sign], "", True
            elif sign.isdigit() or sign == ".":
                number += sign
            else:
                return None
    return total if seen and not number else None


def _became(
    kind: str, obliged: Who | None, account: Account, effect: When | None, incidents: Sequence[Incident]
) -> tuple[TermState, tuple[Evidence, ...]]:
    """What reports on the ceasefire say became of a term: kept by an act of its kind, or breached by an incident."""
    if kind == "halt" and obliged is not None:
        breaches = [i for i in incidents if obliged.name in i.acting and i.grade in _COUNTED]
        if breaches:
            return "breached", breaches[0].evidence
    for report in account.reports:
        for act in report.events:
            if act.row.type in _KEPT.get(kind, ()) and act.row.status == "asserted" and _keeps(act, obliged, effect):
                return "met", (evidence(act.row, "trigger"),)
    return "open", ()


_COUNTED = frozenset({"alleged", "reported", "acknowledged", "verified"})


def _keeps(act: Act, obliged: Who | None, effect: When | None) -> bool:
    """True for an act of the obliged party itself that is reported after the ceasefire began."""
    if obliged is None or not obliged.sides or effect is None or effect.latest is None or act.published is None:
        return False
    return act.published > effect.latest and any(who.sides & obliged.sides for _, who in act.acting)
