"""The state machine: signs in the order of happening become moves from state to state.

Pure: the same signs give the same life. Only what a report asserts arrives here as a sign, so a claim, a condition or a
denial cannot move anything. What moves nothing is put aside with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from truceline.follow.days import DAY, may_meet, narrowed
from truceline.follow.lives import Aside, Attribution, Evidence, Transition, When
from truceline.follow.settings import Settings
from truceline.follow.signs import Sign
from truceline.follow.states import BEFORE, LIVE, MADE, OVER, LifeState, in_table, may_follow, rule


@dataclass(slots=True)
class _Step:
    """A move with the signs that were found for it."""

    before: LifeState | None
    after: LifeState
    told: LifeState
    signs: list[Sign]
    happened: When
    inferred: bool = False
    why: str = ""
    contested: bool = False


@dataclass(slots=True)
class Course:
    """Where a ceasefire stands while its signs are gone through."""

    settings: Settings
    state: LifeState | None = None
    steps: list[_Step] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    strained_on: date | None = None

    def take(self, sign: Sign) -> None:
        """Let a sign move the state, strengthen a move that is there, or put it aside."""
        self._calm(sign.day)
        state = sign.state
        if state in MADE and self.state in LIVE:
            if (step := self._made(sign)) is not None:
                self._join(step, sign)
                return
            state = "holding"
        if sign.renews and self.state in LIVE and not self._said_again(sign):
            self._move(sign, "holding")
        elif (step := self._same(sign, state)) is not None:
            self._join(step, sign)
        elif self.state in OVER and state in LIVE | MADE:
            self._contest(sign, state)
        elif state == self.state or self._agreed_so(sign):
            self._join(self._last(), sign)
        elif may_follow(self.state, state):
            self._move(sign, state)
        else:
            self._aside(sign, f"cannot follow {(self.state or '').replace('_', ' ')}")

    def end(self, newest: date | None, last_report: date | None) -> None:
        """Let calm and silence have their say up to the newest day of the record."""
        if newest is None or self.state is None:
            return
        self._calm(newest)
        silent = last_report is not None and (newest - last_report).days > self.settings.silent_days
        if silent and in_table(self.state, "unknown"):
            assert last_report is not None
            day = last_report + (self.settings.silent_days + 1) * DAY
            self._infer("unknown", day, f"no report for {self.settings.silent_days} days")

    def _calm(self, day: date) -> None:
        """A strained ceasefire without further incidents holds again."""
        if self.state != "strained" or self.strained_on is None:
            return
        if (day - self.strained_on).days > self.settings.calm_days:
            quiet = self.strained_on + self.settings.calm_days * DAY
            self._infer("holding", quiet, f"no incident reported for {self.settings.calm_days} days")

    def _infer(self, after: LifeState, day: date, why: str) -> None:
        when = When(earliest=day, latest=day, precision="day", inferred=True)
        self.steps.append(_Step(self.state, after, after, [], when, inferred=True, why=why))
        self.state = after

    def _move(self, sign: Sign, after: LifeState) -> None:
        self.steps.append(
            _Step(self.state, after, sign.state, [sign], sign.happened, inferred=bool(sign.why), why=sign.why)
        )
        self.state = after
        self._note(sign)

    def _join(self, step: _Step, sign: Sign) -> None:
        step.signs.append(sign)
        if may_meet(step.happened, sign.happened):
            step.happened = narrowed(step.happened, sign.happened)
        self._note(sign)

    def _note(self, sign: Sign) -> None:
        if sign.state == "strained":
            self.strained_on = max(self.strained_on or date.min, sign.day)

    def _aside(self, sign: Sign, why: str) -> None:
        self.asides.append(
            Aside(told=sign.state, why=why, happened=sign.happened, reported=sign.reported, evidence=sign.evidence,
                  words=sign.words)
        )  # fmt: skip

    def _last(self) -> _Step:
        return self.steps[-1]

    def _made(self, sign: Sign) -> _Step | None:
        """The step that made the ceasefire, if the sign tells of the same: its days may be those, or no day is told."""
        for step in reversed(self.steps):
            if step.told in MADE and may_meet(step.happened, sign.happened, 2 * self.settings.news_days):
                return step
        return None

    def _agreed_so(self, sign: Sign) -> bool:
        """True if what was declared is told as agreed on the same days: one act by two names."""
        met = self.state == "declared" and sign.state == "agreed"
        return met and may_meet(self._last().happened, sign.happened)

    def _said_again(self, sign: Sign) -> bool:
        """True if the sign tells of the extension that is the last step."""
        last = self._last()
        again = bool(last.signs) and last.signs[0].renews
        return again and may_meet(last.happened, sign.happened, 2 * self.settings.news_days)

    def _same(self, sign: Sign, state: LifeState) -> _Step | None:
        """The step that the sign tells of once more: the last one of its state, or, told as background, an earlier
        one.
        """
        if sign.renews:
            return self._last() if self.steps and self._said_again(sign) else None
        if (
            self.steps
            and self._last().told == state
            and self.state == self._last().after
            and not self._last().contested
        ):
            return self._last()
        if sign.fresh and state not in MADE | BEFORE:
            return None
        slack = 2 * self.settings.news_days if state in MADE else 0
        met = (s for s in reversed(self.steps) if s.told == state and may_meet(s.happened, sign.happened, slack))
        return next(met, None)

    def _contest(self, sign: Sign, state: LifeState) -> None:
        """A report that it lives soon after its end: both stay, and the end is contested."""
        last = self._last()
        since = (sign.day - (last.happened.latest or sign.day)).days
        if not sign.fresh or state != "holding" or since > self.settings.contest_days or last.before not in LIVE | MADE:
            self._aside(sign, f"told after it was {last.told.replace('_', ' ')}")
            return
        last.contested = True
        last.after = last.before
        self.state = last.before
        if self.state in MADE:
            self._move(sign, "holding")
        else:
            assert self.state is not None
            self.steps.append(_Step(self.state, "holding", sign.state, [sign], sign.happened))
            self.state = "holding"


def moves(
    signs: Sequence[Sign], disputes: Sequence[tuple[date, str]], newest: date | None, last_report: date | None,
    settings: Settings,
) -> tuple[tuple[Transition, ...], tuple[Aside, ...], LifeState]:  # fmt: skip
    """The moves that the signs make, what moves nothing, and the state at the end.

    Args:
        signs: in the order of happening.
        disputes: days of reports in which a party denies something about the ceasefire, and its name.
        newest: the day up to which silence is counted.
        last_report: the day of the last report on the ceasefire.
        settings: the configuration.
    """
    course = Course(settings)
    for sign in signs:
        course.take(sign)
    course.end(newest, last_report)
    rivals = _rivals(course.steps, settings)
    steps = [_transition(step, disputes, n in rivals, settings) for n, step in enumerate(course.steps)]
    return tuple(steps), tuple(course.asides), course.state or "unknown"


def _transition(step: _Step, disputes: Sequence[tuple[date, str]], rival: bool, settings: Settings) -> Transition:
    by = _alone(step)
    reported = min((s.reported for s in step.signs if s.reported), default=None)
    near = [who for day, who in disputes if reported and abs((day - reported).days) <= settings.contest_days]
    attribution: Attribution = "claimed" if by else "reported"
    if step.contested or (by and (rival or any(who not in by for who in near))):
        attribution = "contested"
    first = min(step.signs, key=lambda s: (s.reported or date.max, s.order), default=None)
    rows: dict[Evidence, None] = {e: None for s in step.signs for e in s.evidence}
    documents = {d for s in step.signs for d in (*s.documents, s.document_id)}
    return Transition(
        rule=rule(step.before, step.after if not step.contested else step.told), before=step.before,
        after=step.after, told=step.told, happened=step.happened, reported=reported,
        last_told=max((s.reported for s in step.signs if s.reported and s.fresh), default=reported),
        attribution=attribution, by=by,
        evidence=tuple(sorted(rows, key=lambda e: (e.document_id, e.table, e.id, e.column))),
        documents=tuple(sorted(documents)), words="" if first is None else first.words,
        skips=not in_table(step.before, step.after), inferred=step.inferred, why=step.why,
    )  # fmt: skip


def _alone(step: _Step) -> tuple[str, ...]:
    """The party that alone asserts a step; nobody if a report does so itself, or another party too."""
    names = {s.by for s in step.signs}
    return next(iter(names)) if len(names) == 1 else ()


def _rivals(steps: Sequence[_Step], settings: Settings) -> frozenset[int]:
    """Steps that two parties tell differently at the same time: one that it holds, the other that it does not."""
    found: set[int] = set()
    for n, (one, other) in enumerate(pairwise(steps)):
        a, b = _alone(one), _alone(other)
        if a and b and a != b and one.told != other.told and may_meet(one.happened, other.happened, settings.news_days):
            found |= {n, n + 1}
    return frozenset(found)
