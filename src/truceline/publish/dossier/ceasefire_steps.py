"""The numbered moves and incidents of a ceasefire's life, as lines of a list and as points of the drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from truceline.follow import Aside, Incident, Life, Transition, When
from truceline.publish.dossier import words
from truceline.publish.dossier.ceasefire_parts import told_by
from truceline.publish.dossier.evidence import Evidence, Key, Link
from truceline.publish.dossier.index import Index
from truceline.publish.dossier.lifeline import Point
from truceline.publish.dossier.text import oneline, shortened
from truceline.publish.dossier.words import Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """A numbered move or incident under the life line."""

    number: int
    sign: Sign
    state: Link
    happened: Link
    reported: str
    told: Link
    home: str = ""


def steps(index: Index, evidence: Evidence, life: Life) -> tuple[tuple[StepLine, ...], tuple[Point, ...]]:
    """The moves of a life in the order of happening; below them what was told and moved nothing, which is not drawn."""
    lines = [_step(index, evidence, move, n) for n, move in enumerate(life.transitions, 1)]
    points = [
        Point(
            number=n,
            shape=words.sign(words.STATES, move.after).shape,
            word=words.sign(words.STATES, move.after).word,
            earliest=_first(move.happened, reported=bool(move.documents)),
            latest=move.happened.latest,
            reported=move.reported,
        )
        for n, move in enumerate(life.transitions, 1)
    ]
    lines += [_aside(index, evidence, aside, n) for n, aside in enumerate(life.asides, len(lines) + 1)]
    return tuple(lines), tuple(points)


def _step(index: Index, evidence: Evidence, move: Transition, number: int) -> StepLine:
    found = words.sign(words.STATES, move.told)
    keys = [(e.table, e.id, e.column) for e in move.evidence]
    by = f" by {', '.join(move.by)}" if move.by else ""
    note = "inferred" if move.inferred else "" if move.attribution == "reported" else f"{move.attribution}{by}"
    said = f"“{shortened(oneline(move.words), 140)}”" if move.words else move.why
    return StepLine(
        number=number,
        sign=found,
        state=evidence.link(f"{found.word}, {note}" if note else found.word, *keys),
        happened=evidence.link(_days(move.happened, reported=bool(move.documents)), *_dates(evidence, keys)),
        reported=told_by(index, move.documents),
        told=evidence.link(said, *_words(keys)),
        home=_home(index, keys),
    )


def _aside(index: Index, evidence: Evidence, aside: Aside, number: int) -> StepLine:
    found = words.sign(words.STATES, aside.told)
    keys = [(e.table, e.id, e.column) for e in aside.evidence]
    return StepLine(
        number=number,
        sign=found,
        state=evidence.link(f"{found.word}; moves nothing: {aside.why}", *keys),
        happened=evidence.link(_days(aside.happened, reported=True), *_dates(evidence, keys)),
        reported=told_by(index, {e.document_id for e in aside.evidence}),
        told=evidence.link(f"“{shortened(oneline(aside.words), 140)}”", *_words(keys)),
        home=_home(index, keys),
    )


def incidents(
    index: Index, evidence: Evidence, found: Iterable[Incident], after: int
) -> tuple[tuple[StepLine, ...], tuple[Point, ...]]:
    """Incidents in the order of happening, numbered on from the steps."""
    lines: list[StepLine] = []
    points: list[Point] = []
    for number, one in enumerate(found, after + 1):
        happening, sign = index.happening_of.get(one.event_id), words.sign(words.GRADES, one.grade)
        keys = [(e.table, e.id, e.column) for e in one.evidence]
        by = f" by {', '.join(one.by)}" if one.by else ""
        lines.append(
            StepLine(
                number=number,
                sign=sign,
                state=evidence.link(f"{sign.word}{by}", *keys),
                happened=evidence.link(_days(one.happened, reported=True), *_dates(evidence, keys)),
                reported=told_by(index, one.documents),
                told=evidence.link(happening.title if happening else oneline(one.words), *_words(keys)),
                home=happening.anchor if happening else "",
            )
        )
        points.append(
            Point(
                number=number,
                shape=sign.shape,
                word=sign.word,
                earliest=_first(one.happened, reported=True),
                latest=one.happened.latest,
                reported=one.reported,
            )
        )
    return tuple(lines), tuple(points)


def _first(when: When, *, reported: bool) -> date | None:
    """The first day; open where only the way news is told bounds it."""
    return None if when.inferred and reported else when.earliest


def _days(when: When, *, reported: bool) -> str:
    return words.interval(_first(when, reported=reported), when.latest)


def _dates(evidence: Evidence, keys: Sequence[Key]) -> Sequence[Key]:
    """The cells that date what these cells tell of; they themselves where only the day of the report does."""
    columns = {"ceasefire_step": ("earliest", "latest"), "event": ("date_earliest", "date_latest")}
    dated = [(table, own, column) for table, own, _ in keys for column in columns.get(table, ())]
    return dated if any(evidence.filled(*key) for key in dated) else keys


def _words(keys: Iterable[Key]) -> list[Key]:
    """The cells that hold the words."""
    columns = {"ceasefire_step": "text", "event": "trigger"}
    return [(table, own, columns.get(table, column)) for table, own, column in keys]


def _home(index: Index, keys: Iterable[Key]) -> str:
    """Where on the page the event of a step stands."""
    events = [own for table, own, _ in keys if table == "event"]
    return next((index.happening_of[own].anchor for own in events if own in index.happening_of), "")
