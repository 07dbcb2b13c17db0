"""Each ceasefire over all its reports: its life line, who is in it, its terms, doubts and incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from truceline.model.records import (
    CeasefireDoubtRow,
    CeasefireIncidentRow,
    CeasefirePartyRow,
    CeasefirePlaceRow,
    CeasefireRow,
    CeasefireStepRow,
    CeasefireTermRow,
    PartyRole,
)
from truceline.publish.dossier import words
from truceline.publish.dossier.evidence import Evidence, Key, Link
from truceline.publish.dossier.index import Index, Truce, grouped
from truceline.publish.dossier.lifeline import LifeLine, Point, lifeline
from truceline.publish.dossier.text import oneline, shortened
from truceline.publish.dossier.words import Sign

_FAR = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled line of a list: what it says, by or for whom, when and where reported."""

    link: Link
    who: Link | None
    note: str
    reported: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CeasefireView:
    """Everything that the page shows of one ceasefire."""

    anchor: str
    title: str
    sign: Sign
    state: Link
    as_of: str
    side: Link
    declarers: tuple[Link, ...]
    brokers: tuple[Link, ...]
    parties: tuple[Link, ...]
    places: tuple[Link, ...]
    begins: tuple[Link, ...]
    lasts: tuple[Link, ...]
    ends: tuple[Link, ...]
    steps: tuple[StepLine, ...]
    incidents: tuple[StepLine, ...]
    terms: tuple[Line, ...]
    doubts: tuple[Line, ...]
    reports: tuple[Link, ...]
    drawing: LifeLine | None
    summary: str


class _Parts:
    """Child rows of the ceasefire table, by ceasefire."""

    def __init__(self, index: Index) -> None:
        material = index.material
        self.parties = grouped(material.of(CeasefirePartyRow), lambda r: r.ceasefire_id)
        self.places = grouped(material.of(CeasefirePlaceRow), lambda r: r.ceasefire_id)
        self.terms = grouped(material.of(CeasefireTermRow), lambda r: r.ceasefire_id)
        self.steps = grouped(material.of(CeasefireStepRow), lambda r: r.ceasefire_id)
        self.doubts = grouped(material.of(CeasefireDoubtRow), lambda r: r.ceasefire_id)
        self.incidents = grouped(material.of(CeasefireIncidentRow), lambda r: r.ceasefire_id)


def ceasefire_titles(index: Index) -> dict[str, tuple[str, str]]:
    """Title and anchor of each ceasefire, by the ids of its rows."""
    parts = _Parts(index)
    return {row.id: (_title(index, parts, t), t.anchor) for t in index.truces for row in t.rows}


def ceasefires(index: Index, evidence: Evidence) -> tuple[CeasefireView, ...]:
    """All ceasefires, in the order in which they began; those without a date last."""
    parts = _Parts(index)
    ordered = sorted(index.truces, key=lambda t: (_began(index, parts, t), int(t.anchor[1:])))
    return tuple(_view(index, evidence, parts, truce) for truce in ordered)


def _view(index: Index, evidence: Evidence, parts: _Parts, truce: Truce) -> CeasefireView:
    rows = _kept(truce)
    newest = max(rows, key=lambda r: (index.published(r) or date.min, r.position))
    last = index.published(newest)
    steps, points = _steps(index, evidence, [s for r in rows for s in parts.steps.get(r.id, ())])
    incidents, acts = _incidents(index, evidence, [i for r in rows for i in parts.incidents.get(r.id, ())], len(steps))
    reports = [d for r in rows if (d := index.published(r))]
    state = words.sign(words.STATES, newest.state)
    title = _title(index, parts, truce)
    as_of = f"as reported on {words.day(last)}" if last else "day of the report not known"
    told = words.counted(len({r.document_id for r in rows}), "report")
    return CeasefireView(
        anchor=truce.anchor,
        title=title,
        sign=state,
        state=evidence.link(state.word, ("ceasefire", newest.id, "state")),
        as_of=as_of,
        side=_side(evidence, rows),
        declarers=_people(index, evidence, parts, rows, "declarer"),
        brokers=_people(index, evidence, parts, rows, "broker"),
        parties=_people(index, evidence, parts, rows, "party"),
        places=_merged(
            evidence,
            [(index.where(p.place_id, p.text), ("ceasefire_place", p.id, "text")) for r in rows for p in parts.places.get(r.id, ())],
        ),
        begins=_merged(
            evidence,
            [(_said(words.interval(r.start_earliest, r.start_latest), r.start_text), ("ceasefire", r.id, _col(r, "start"))) for r in rows if r.start_text or r.start_earliest or r.start_latest],
        ),
        lasts=_merged(
            evidence,
            [(_said(duration_words(r.duration or ""), r.duration_text), ("ceasefire", r.id, "duration_text" if r.duration_text else "duration")) for r in rows if r.duration or r.duration_text],
        ),
        ends=_merged(
            evidence,
            [(_said(words.interval(r.end_earliest, r.end_latest), r.end_text), ("ceasefire", r.id, _col(r, "end"))) for r in rows if r.end_text or r.end_earliest or r.end_latest],
        ),
        steps=steps,
        incidents=incidents,
        terms=_terms(index, evidence, [t for r in rows for t in parts.terms.get(r.id, ())]),
        doubts=_doubts(index, evidence, [d for r in rows for d in parts.doubts.get(r.id, ())]),
        reports=_merged(evidence, [(oneline(r.name), ("ceasefire", r.id, "name")) for r in rows]),
        drawing=lifeline(points, acts, reports),
        summary=f"{title}: {state.word} {as_of}, {told}, {words.counted(len(steps), 'step')}.",
    )


def _kept(truce: Truce) -> tuple[CeasefireRow, ...]:
    return tuple(r for r in truce.rows if r.review != "rejected") or truce.rows


def _title(index: Index, parts: _Parts, truce: Truce) -> str:
    """Where, by whom and when: ``Ceasefire in Basra declared by Muqtada al-Sadr, 30 March 2008``."""
    rows = _kept(truce)
    where = [index.where(p.place_id, p.text) for r in rows for p in parts.places.get(r.id, ())]
    people = [p for r in rows for p in parts.parties.get(r.id, ())]
    began = _began(index, parts, truce)
    head = [f"in {where[0]}"] if where else []
    for role, text in (("declarer", "declared by"), ("broker", "brokered by")):
        if by := [index.who(p.actor_id, p.text) for p in people if p.role == role]:
            head.append(f"{text} {shortened(by[0], 40)}")
            break
    when = _start_words(rows, began)
    if not head:
        return shortened(f"“{shortened(oneline(rows[0].name), 60)}”{when}", 100)
    return shortened(f"Ceasefire {' '.join(head)}{when}", 120)


def _start_words(rows: Sequence[CeasefireRow], began: date) -> str:
    if began == _FAR:
        return ""
    month = any((r.start_earliest, r.start_latest) != (began, began) for r in rows if r.start_earliest == began)
    return f", {_month(began) if month else words.day(began)}"


def _month(day: date) -> str:
    return words.day(day).split(" ", 1)[1]


def _began(index: Index, parts: _Parts, truce: Truce) -> date:
    """First day on which it may have begun: its own start, else its first dated step towards or after an order to stop."""
    rows = _kept(truce)
    starts = [d for r in rows if (d := r.start_earliest or r.start_latest)]
    if starts:
        return min(starts)
    steps = [s for r in rows for s in parts.steps.get(r.id, ()) if s.state in words.LIVE]
    return min((d for s in steps if (d := s.earliest or s.latest)), default=_FAR)


def _steps(index: Index, evidence: Evidence, rows: Sequence[CeasefireStepRow]) -> tuple[tuple[StepLine, ...], tuple[Point, ...]]:
    groups = grouped(rows, lambda s: (s.state, s.earliest, s.latest))
    ordered = sorted(groups.values(), key=lambda g: (g[0].earliest or g[0].latest or _FAR, g[0].latest or _FAR, _seen(g)))
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
                reported=_reported(index, group),
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


def _incidents(index: Index, evidence: Evidence, rows: Sequence[CeasefireIncidentRow], after: int) -> tuple[tuple[StepLine, ...], tuple[Point, ...]]:  # fmt: skip
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
                reported=_reported(index, [r for _, r in group]),
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


def _terms(index: Index, evidence: Evidence, rows: Sequence[CeasefireTermRow]) -> tuple[Line, ...]:
    out = []
    for group in grouped(rows, lambda t: (oneline(t.text).casefold(), t.kind)).values():
        first = group[0]
        obliged = next((t for t in group if t.obliged_id), None)
        who = evidence.link(index.who(obliged.obliged_id, None), ("ceasefire_term", obliged.id, "obliged_id")) if obliged else None  # fmt: skip
        link = evidence.link(f"“{oneline(first.text)}”", *[("ceasefire_term", t.id, "text") for t in group])
        out.append(Line(link, who, words.plain(first.kind), _reported(index, group)))
    return tuple(out)


def _doubts(index: Index, evidence: Evidence, rows: Sequence[CeasefireDoubtRow]) -> tuple[Line, ...]:
    out = []
    for row in rows:
        who = evidence.link(index.who(row.speaker_id, None), ("ceasefire_doubt", row.id, "speaker_id")) if row.speaker_id else None  # fmt: skip
        link = evidence.link(f"“{oneline(row.text)}”", ("ceasefire_doubt", row.id, "text"))
        out.append(Line(link, who, "", _reported(index, [row])))
    return tuple(out)


def _people(index: Index, evidence: Evidence, parts: _Parts, rows: Sequence[CeasefireRow], role: PartyRole) -> tuple[Link, ...]:
    found = [p for r in rows for p in parts.parties.get(r.id, ()) if p.role == role]
    return _merged(evidence, [(index.who(p.actor_id, p.text), ("ceasefire_party", p.id, "text")) for p in found])


def _merged(evidence: Evidence, pairs: Sequence[tuple[str, Key]]) -> tuple[Link, ...]:
    """One link for each different text, with the cells of all reports that say it."""
    groups = grouped(pairs, lambda pair: pair[0])
    return tuple(evidence.link(text, *[key for _, key in group]) for text, group in groups.items())


def _side(evidence: Evidence, rows: Sequence[CeasefireRow]) -> Link:
    clear = [r for r in rows if r.side != "unclear"] or list(rows)
    return evidence.link(words.word(words.SIDES, clear[0].side), ("ceasefire", clear[0].id, "side"))


def _reported(index: Index, rows: Sequence[CeasefireStepRow | CeasefireIncidentRow | CeasefireTermRow | CeasefireDoubtRow]) -> str:
    """When and by whom, the earliest report first: ``1 April 2008, Harbour Wire; and 2 more``."""
    told = sorted({(index.published(r) or _FAR, index.outlet(r)) for r in rows})
    day, outlet = told[0]
    when = "undated report" if day == _FAR else words.day(day)
    return f"{when}, {outlet}" + (f"; and {len(told) - 1} more" if len(told) > 1 else "")


def _seen(rows: Sequence[CeasefireStepRow]) -> date:
    return min((r.as_known_on for r in rows if r.as_known_on), default=_FAR)


def _said(meaning: str, text: str | None) -> str:
    if not text:
        return meaning
    quoted = f"“{oneline(text)}”"
    if oneline(text).casefold() == meaning.casefold():
        return meaning
    return quoted if meaning in ("", "undated") else f"{meaning} ({quoted})"


def _col(row: CeasefireRow, name: str) -> str:
    return f"{name}_text" if getattr(row, f"{name}_text") else f"{name}_earliest"


def duration_words(iso: str) -> str:
    """A duration in words: ``P3D`` is three days' worth of ``3 days``."""
    units = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}
    clock = iso.removeprefix("P")
    unit = units.get(clock[-1:], "")
    if clock.startswith("T") and clock.endswith("M"):
        unit = "minute"
    number = clock.strip("TYMWDH")
    return words.counted(int(number), unit) if unit and number.isdigit() else iso
