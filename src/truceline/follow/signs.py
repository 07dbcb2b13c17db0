"""What the reports say of the state of a ceasefire, sign by sign, before any move is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from truceline.follow.accounts import Account, Act, Report
from truceline.follow.camps import Camp, camp_of, camps, evidence, named
from truceline.follow.days import told_on, width
from truceline.follow.lives import Aside, Evidence, Incident, When
from truceline.follow.settings import Settings
from truceline.follow.states import BEFORE, LIVE, MADE, OVER, RANK, LifeState
from truceline.model.extraction import State, Status

_STATES: dict[State, LifeState] = {
    "proposed": "proposed", "negotiating": "negotiating", "rejected": "rejected", "agreed": "agreed",
    "declared": "declared", "holding": "holding", "strained": "strained", "extended": "holding",
    "monitored": "holding", "broken_down": "broken_down", "expired": "expired",
}  # fmt: skip
_UNREAL: dict[Status, str] = {
    "future": "only announced", "hypothetical": "a condition or a possibility", "negated": "denied",
}  # fmt: skip
_BY_WORD: frozenset[LifeState] = frozenset({"proposed", "rejected", "declared", "broken_down", "holding"})
_WIDE = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One piece of evidence for a state.

    `by` names the party that alone says so, empty where the report itself or somebody else does. `fresh` is false for
    what is told as background. `renews` marks an extension, until `end` if that is told. `why` is filled for what was
    worked out from several reports.
    """

    state: LifeState
    happened: When
    reported: date | None
    document_id: str
    evidence: tuple[Evidence, ...]
    words: str
    fresh: bool = True
    renews: bool = False
    end: When | None = None
    by: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    why: str = ""

    @property
    def day(self) -> date:
        """Where it stands in the order of happening."""
        first, last = self.happened.earliest, self.happened.latest
        wide = (width(self.happened) or 0) > _WIDE and not self.happened.inferred
        if wide and first is not None and self.state in BEFORE | MADE | LIVE:
            return first
        if not self.fresh and first is None and last is not None:
            return date.fromordinal(last.toordinal() - 1)
        return last or first or self.reported or date.max

    @property
    def order(self) -> tuple[date, int, bool, str, str]:
        """Sorts signs as they happened; equal days in the order of a life."""
        return (self.day, RANK[self.state], self.fresh, self.document_id, self.evidence[0].id)


@dataclass(slots=True)
class Signs:
    """All signs in the order of happening, and what is no sign at all."""

    found: list[Sign] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)


def signs(account: Account, incidents: Sequence[Incident], settings: Settings) -> Signs:
    """The signs of all reports, of incidents, and of sustained fighting, sorted."""
    out, parties = Signs(), camps(account)
    for report in account.reports:
        told = _steps(report, settings, out, parties, account)
        out.found += told
        out.found += _row(report, {sign.state for sign in told}, settings)
    out.found += [_incident(one) for one in incidents if one.grade not in ("possible", "outside_coverage")]
    lives = [s.day for s in out.found if s.fresh and (s.state == "holding" or s.renews)]
    out.found += _sustained(incidents, lives, settings)
    out.found.sort(key=lambda sign: sign.order)
    return out


def _steps(report: Report, settings: Settings, out: Signs, parties: Sequence[Camp], account: Account) -> list[Sign]:
    """The steps of a report: each a sign if the text asserts it, else an aside."""
    acts = {act.row.id: act for act in report.events}
    found = []
    for step in report.steps:
        if step.state not in _STATES:
            continue
        act = acts.get(step.event_id or "")
        status = "asserted" if act is None else act.row.status
        fresh = status == "asserted"
        happened = told_on(
            step.earliest, step.latest, step.precision, report.published, settings.news_days, fresh=fresh
        )
        told = (evidence(step, "state"), *(() if act is None else (evidence(act.row, "trigger"),)))
        if status in _UNREAL:
            why = f"no fact: {_UNREAL[status]}"
            out.asides.append(
                Aside(told=_STATES[step.state], why=why, happened=happened, reported=report.published, evidence=told,
                      words=step.text)
            )  # fmt: skip
            continue
        found.append(
            Sign(
                state=_STATES[step.state], happened=_end_of(report, step.state, happened), reported=report.published,
                document_id=report.row.document_id, evidence=told, words=step.text, fresh=fresh,
                renews=step.state == "extended", end=_end(report) if step.state == "extended" else None,
                by=() if act is None else _alone(act, _STATES[step.state], parties, account),
            )
        )  # fmt: skip
    return found


def _row(report: Report, told: set[LifeState], settings: Settings) -> Iterator[Sign]:
    """The state that the report as a whole gives, and the beginning that it names, unless its steps say so already."""
    row, published = report.row, report.published
    state = _STATES.get(row.state)
    if state is None:
        return
    renews = row.state == "extended"
    if state not in told:
        now = told_on(None, None, None, published, settings.news_days, fresh=True)
        yield Sign(
            state=state, happened=_end_of(report, row.state, now), reported=published, document_id=row.document_id,
            evidence=(evidence(row, "state"),), words=row.name, renews=renews, end=_end(report) if renews else None,
        )  # fmt: skip
    begun = row.start_latest is not None and (published is None or row.start_latest <= published)
    begun = begun and (row.start_earliest, row.start_latest) != (row.end_earliest, row.end_latest)  # words of its end
    if begun and state not in BEFORE and not told & MADE and not (renews or state in MADE):
        column = "start_text" if row.start_text else "start_latest"
        when = When(earliest=row.start_earliest, latest=row.start_latest, precision=row.start_precision or "unknown")
        yield Sign(
            state="holding", happened=when, reported=published, document_id=row.document_id,
            evidence=(evidence(row, column),), words=row.start_text or row.name, fresh=False,
        )  # fmt: skip


def _end_of(report: Report, state: State, happened: When) -> When:
    """The end that the report dates, for a step that ends the ceasefire and has no day itself."""
    row = report.row
    past = row.end_latest is not None and (report.published is None or row.end_latest <= report.published)
    if _STATES[state] in OVER and happened.inferred and past:
        return When(earliest=row.end_earliest, latest=row.end_latest, precision=row.end_precision or "unknown")
    return happened


def _end(report: Report) -> When | None:
    row = report.row
    if row.end_earliest is None and row.end_latest is None:
        return None
    return When(earliest=row.end_earliest, latest=row.end_latest, precision=row.end_precision or "unknown")


def _incident(one: Incident) -> Sign:
    return Sign(
        state="strained", happened=one.happened, reported=one.reported, document_id=one.documents[0],
        evidence=one.evidence, words=one.words, documents=one.documents, by=one.by,
    )  # fmt: skip


def _sustained(incidents: Sequence[Incident], lives: Iterable[date], settings: Settings) -> Iterator[Sign]:
    """Fighting between the parties day after day, if no later report says that the ceasefire lives."""
    fights = [
        one for one in incidents
        if one.between and one.happened.latest and one.grade in ("reported", "acknowledged", "verified")
    ]  # fmt: skip
    fights.sort(key=lambda one: (one.happened.latest or date.max, one.event_id))
    need, latest = settings.sustained_incidents, max(lives, default=date.min)
    for n in range(len(fights) - need + 1):
        first, last = fights[n], fights[n + need - 1]
        assert first.happened.latest is not None
        assert last.happened.latest is not None
        if (last.happened.latest - first.happened.latest).days >= settings.sustained_days:
            continue
        if first.happened.latest < latest:
            continue
        days = [d for one in fights[n : n + need] for d in (one.happened.earliest, one.happened.latest) if d]
        reported = max((one.reported for one in fights[n : n + need] if one.reported), default=None)
        yield Sign(
            state="broken_down",
            happened=When(earliest=min(days), latest=last.happened.latest, precision="range", inferred=True),
            reported=reported, document_id=last.documents[0], words=last.words,
            evidence=tuple(e for one in fights[n : n + need] for e in one.evidence),
            documents=tuple(sorted({d for one in fights[n : n + need] for d in one.documents})),
            why=f"{need} incidents between the parties within {settings.sustained_days} days, and no later word of it",
        )  # fmt: skip
        return


def _alone(act: Act, state: LifeState, parties: Sequence[Camp], account: Account) -> tuple[str, ...]:
    """The party that alone says so; nobody if it says so of its own doing: who declares a ceasefire has declared it."""
    tellers = [camp_of(parties, who) for _, who in act.sources]
    doers = [camp_of(parties, who) for _, who in act.acting]
    if not tellers or any(camp is None for camp in tellers) or len({id(camp) for camp in tellers}) > 1:
        return ()
    if state in _BY_WORD and any(camp is tellers[0] for camp in doers):
        return ()
    return named(tellers, account)
