"""The numbered steps and incidents of a ceasefire, as lines of a list and as points of the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from truceline.model.records import CeasefireIncidentRow, CeasefireStepRow
from truceline.publish.dossier import words
from truceline.publish.dossier.ceasefire_parts import FAR, reported
from truceline.publish.dossier.evidence import Evidence, Key, Link
from truceline.publish.dossier.index import Index, grouped
from truceline.publish.dossier.lifeline import Point
from truceline.publish.dossier.text import oneline, shortened
from truceline.publish.dossier.words import Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """A numbered step or incident under the life line."""

    number: int
    sign: Sign
    state: Link
    happened: Link
    reported: str
    told: Link
    home: str = ""


def steps(
    index: Index, evidence: Evidence, rows: Sequence[CeasefireStepRow]
) -> tuple[tuple[StepLine, ...], tuple[Point, ...]]:
    """Steps by state and day: what several reports tell alike is one step, known since the first of them."""
    groups = grouped(rows, lambda s: (s.state, s.earliest, s.latest))
    ordered = sorted(groups.values(), key=lambda g: (g[0].earliest or g[0].latest or FAR, g[0].latest or FAR, _seen(g)))
    lines: list[StepLine] = []
    points: list[Point] = []
    for number, group in enumerate(ordered, 1):
        first = group[0]
        found = words.sign(words.STATES, first.state)
        keys: list[Key] = [("ceasefire_step", s.id, "text") for s in group]
        dates: list[Key] = [("ceasefire_step", s.id, c) for s in group for c in ("earliest", "latest")]
        happening = next((h for s in group if s.event_id and (h := index.happening_of.get(s.event_id))), None)
        lines.append(
            StepLine(
                number=number,
                sign=found,
                state=evidence.link(found.word, *[("ceasefire_step", s.id, "state") for s in group]),
                happened=evidence.link(words.interval(first.earliest, first.latest), *dates),
                reported=reported(index, group),
                told=evidence.link(f"“{shortened(oneline(first.text), 140)}”", *keys),
                home=happening.anchor if happening else "",
            )
        )
        points.append(
            Point(
                number=number,
                shape=found.shape,
                word=found.word,
                earliest=first.earliest,
                latest=first.latest,
                reported=min((s.as_known_on for s in group if s.as_known_on), default=None),
            )
        )
    return tuple(lines), tuple(points)


def incidents(
    index: Index, evidence: Evidence, rows: Sequence[CeasefireIncidentRow], after: int
) -> tuple[tuple[StepLine, ...], tuple[Point, ...]]:
    """Incidents by act and grade, numbered on from the steps."""
    known = [(h, r) for r in rows if (h := index.happening_of.get(r.event_id))]
    groups = grouped(known, lambda pair: (pair[0].anchor, pair[1].grade))
    lines: list[StepLine] = []
    points: list[Point] = []
    ordered = sorted(groups.values(), key=lambda g: g[0][0].order)
    for number, group in enumerate(ordered, after + 1):
        happening, first = group[0]
        found = words.sign(words.GRADES, first.grade)
        keys: list[Key] = [("ceasefire_incident", r.id, "grade") for _, r in group]
        acts: list[Key] = [("ceasefire_incident", r.id, "event_id") for _, r in group]
        dates: list[Key] = [("event", r.event_id, "date_earliest") for _, r in group]
        lines.append(
            StepLine(
                number=number,
                sign=found,
                state=evidence.link(found.word, *keys),
                happened=evidence.link(words.interval(happening.earliest, happening.latest), *dates),
                reported=reported(index, [r for _, r in group]),
                told=evidence.link(happening.title, *acts),
                home=happening.anchor,
            )
        )
        days = [d for _, r in group if (d := index.published(r))]
        points.append(
            Point(
                number=number,
                shape=found.shape,
                word=found.word,
                earliest=happening.earliest,
                latest=happening.latest,
                reported=min(days, default=None),
            )
        )
    return tuple(lines), tuple(points)


def _seen(rows: Sequence[CeasefireStepRow]) -> date:
    return min((r.as_known_on for r in rows if r.as_known_on), default=FAR)
