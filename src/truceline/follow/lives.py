"""The life of a ceasefire as it is given out: its moves, incidents, terms, claims, durations and codes.

Every part holds the rows that it rests on (`Evidence`), so that its passages can be asked for by id; what no report
says but the machine works out has none of its own, and is marked `inferred`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from truceline.follow.states import LIVE, MADE, OVER, LifeState
from truceline.model.extraction import Side, Stance
from truceline.model.values import DatePrecision

Attribution = Literal["reported", "claimed", "contested"]
IncidentGrade = Literal["outside_coverage", "possible", "alleged", "reported", "acknowledged", "verified"]
Answer = Literal["yes", "no", "unknown"]
TermState = Literal["open", "met", "breached", "lapsed", "unknown"]
Role = Literal["party", "declarer", "broker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A row of the record that says so; `Store.cell_sources(table, id)` gives its passages."""

    table: str
    id: str
    document_id: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days that something may have happened on. Open ends are ``None``.

    `inferred` is true where no words give the day: then `earliest` is bounded by how news is told (``news_days``).
    """

    earliest: date | None
    latest: date | None
    precision: DatePrecision
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A move from one state to another: when it happened, when it was first reported, by whom it is asserted.

    `last_told` is the day of the last report that the state goes on, or that speaks of the move once more. `rule` names
    the move, `skips` is true where reports leave out steps between. `by` names those who alone assert it, if it is
    `claimed` or `contested`. A move that no report tells of (calm after some days, silence, replacement) is `inferred`;
    `why` says by which rule. A contested end is listed and does not end the ceasefire: `after` is then the state that
    it keeps. A move from ``holding`` to ``holding`` is an extension.
    """

    rule: str
    before: LifeState | None
    after: LifeState
    told: LifeState
    happened: When
    reported: date | None
    last_told: date | None
    attribution: Attribution
    by: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    documents: tuple[str, ...]
    words: str
    skips: bool = False
    inferred: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Evidence that moved nothing, and why: nothing reported is dropped."""

    told: LifeState
    why: str
    happened: When
    reported: date | None
    evidence: tuple[Evidence, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """An act during the ceasefire, judged by the four questions.

    `answers` are those to: after the moment of effect? inside the area? by or on a party? a banned act? Any ``unknown``
    makes it ``possible``, any ``no`` ``outside_coverage``. `by` names who says so where only one party does.
    """

    event_id: str
    grade: IncidentGrade
    answers: tuple[Answer, Answer, Answer, Answer]
    type: str
    happened: When
    reported: date | None
    acting: tuple[str, ...]
    struck: tuple[str, ...]
    between: bool
    by: tuple[str, ...]
    words: str
    evidence: tuple[Evidence, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What a party has to do. `duration` and `anchor` are two things: without an anchor there is no due date.

    `state` is what reports say became of it; that a deadline passed is nothing until it is reported.
    """

    kind: str
    words: str
    obliged: str | None
    state: TermState
    state_evidence: tuple[Evidence, ...]
    duration: str | None
    anchor: When | None
    due: date | None
    reported: date | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAbout:
    """A doubt, prediction, threat, demand or denial about the ceasefire; it moves no state."""

    stance: Stance
    speaker: str | None
    words: str
    conditional: bool
    reported: date | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A side of the ceasefire or who brokered it; `key` is the id in the register, or the id of the actor."""

    key: str
    name: str
    roles: tuple[Role, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A place that the ceasefire holds in."""

    name: str
    country: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """How long, in days, from the fewest to the most that the dates allow.

    `declared` is the length that the words give (ISO 8601, with its days), `least` and `most` the time from effect to
    end. With `censored` no end is reported: `least` is then the time up to the last report that it lived, `most` is
    open. `held_until` is when it ended, or was last told to live.
    """

    declared: str | None
    declared_days: float | None
    declared_evidence: tuple[Evidence, ...]
    effective_from: When | None
    held_until: When | None
    least: int | None
    most: int | None
    censored: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A value after the ETH/PRIO ceasefire data with what it rests on; ``None`` where no report says anything."""

    variable: str
    value: int | str | None
    meaning: str
    inferred: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One ceasefire over all its reports.

    Attributes:
        id: the canonical id, shared by the rows in `ceasefires`.
        name: the words that most reports call it by.
        as_known_on: the day up to which reports were read, ``None`` for all.
        state: where it stands at the end of what is known; `claimed` if the last move is asserted by one side alone or
            contested.
        declared, effective, ended: when it was agreed or declared, when it took effect, and when it ended; ``None``
            where no report says so. `effective` is marked inferred where only the declaration is dated.
        transitions: in the order in which they happened.
        asides: evidence that moved nothing.
        incidents: in the order of happening; `possible` ones move nothing: see `flags`.
        declared_ends: the days until which it was agreed to last, extensions in order.
        supersedes, superseded_by: ids of the ceasefires of the same parties that it replaced, or that replaced it.
        flags: what an analyst should look at, in words.
    """

    id: str
    ceasefires: tuple[str, ...]
    documents: tuple[str, ...]
    name: str
    as_known_on: date | None
    first_reported: date | None
    last_reported: date | None
    side: Side
    parties: tuple[Party, ...]
    brokers: tuple[Party, ...]
    area: tuple[Area, ...]
    state: LifeState
    claimed: bool
    declared: When | None
    effective: When | None
    ended: When | None
    transitions: tuple[Transition, ...]
    asides: tuple[Aside, ...]
    incidents: tuple[Incident, ...]
    terms: tuple[Term, ...]
    claims: tuple[ClaimAbout, ...]
    declared_ends: tuple[When, ...]
    duration: Duration
    codes: tuple[Code, ...]
    supersedes: tuple[str, ...] = ()
    superseded_by: str | None = None
    flags: tuple[str, ...] = ()

    @property
    def live(self) -> bool:
        """True if it is in force, as far as is known."""
        return self.state in LIVE

    @property
    def over(self) -> bool:
        """True if it has ended."""
        return self.state in OVER

    @property
    def made(self) -> bool:
        """True if it was ever more than a proposal."""
        return any(move.after in MADE | LIVE | OVER for move in self.transitions)

    def code(self, variable: str) -> int | str | None:
        """The value of one of `codes`."""
        return next((code.value for code in self.codes if code.variable == variable), None)
