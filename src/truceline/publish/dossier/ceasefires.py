"""Each ceasefire over all its reports: its life line, who is in it, its terms, doubts and incidents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from truceline.follow import Life
from truceline.model.records import (
    CeasefireDoubtRow,
    CeasefireRow,
    CeasefireTermRow,
    PartyRole,
)
from truceline.publish.dossier import words
from truceline.publish.dossier.ceasefire_parts import Parts, began, kept, reported, title
from truceline.publish.dossier.ceasefire_steps import StepLine, incidents, steps
from truceline.publish.dossier.evidence import Evidence, Key, Link
from truceline.publish.dossier.index import Index, Truce, grouped
from truceline.publish.dossier.lifeline import LifeLine, lifeline
from truceline.publish.dossier.text import oneline
from truceline.publish.dossier.words import Sign

_ROLES: tuple[PartyRole, ...] = ("declarer", "broker", "party")


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled line of a list: what it says, by or for whom, when and where reported."""

    link: Link
    who: Link | None
    note: str
    reported: str


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
    missing: str
    summary: str


def ceasefires(index: Index, evidence: Evidence) -> tuple[CeasefireView, ...]:
    """All ceasefires, in the order in which they began; those without a date last."""
    parts = Parts(index)
    ordered = sorted(index.truces, key=lambda t: (began(index, parts, t), int(t.anchor[1:])))
    return tuple(_view(index, evidence, parts, truce, index.material.lives) for truce in ordered)


def _view(index: Index, evidence: Evidence, parts: Parts, truce: Truce, lives: Mapping[str, Life]) -> CeasefireView:
    rows = kept(truce)
    life = next((lives[row.id] for row in rows if row.id in lives), None)
    newest = max(rows, key=lambda r: (index.published(r) or date.min, r.position))
    last = index.published(newest)
    lines, points = steps(index, evidence, life) if life else ((), ())
    deeds, acts = incidents(index, evidence, life.incidents if life else (), len(lines))
    reports = [d for r in rows if (d := index.published(r))]
    state, keys = _stands(life, newest)
    name = title(index, parts, truce)
    as_of = f"as reported on {words.day(last)}" if last else "day of the report not known"
    told = words.counted(len({r.document_id for r in rows}), "report")
    declarers, brokers, between = (_people(index, evidence, parts, rows, role) for role in _ROLES)
    where = evidence.merged(
        (index.where(p.place_id, p.text), ("ceasefire_place", p.id, "text"))
        for r in rows
        for p in parts.places.get(r.id, ())
    )
    begins, ends, lasts = _dated(evidence, rows, "start"), _dated(evidence, rows, "end"), _lasting(evidence, rows)
    terms = _terms(index, evidence, [t for r in rows for t in parts.terms.get(r.id, ())])
    doubts = _doubts(index, evidence, [d for r in rows for d in parts.doubts.get(r.id, ())])
    return CeasefireView(
        anchor=truce.anchor,
        title=name,
        sign=state,
        state=evidence.link(state.word, *keys),
        as_of=as_of,
        side=_side(evidence, rows),
        declarers=declarers,
        brokers=brokers,
        parties=between,
        places=where,
        begins=begins,
        lasts=lasts,
        ends=ends,
        steps=lines,
        incidents=deeds,
        terms=terms,
        doubts=doubts,
        reports=evidence.merged((oneline(r.name), ("ceasefire", r.id, "name")) for r in rows),
        drawing=lifeline(points, acts, reports),
        missing=_missing(
            {
                "who declared it": declarers,
                "who brokered it": brokers,
                "between whom it is": between,
                "where it holds": where,
                "when it begins": begins,
                "how long it lasts": lasts,
                "when it ends": ends,
                "a step in its life": lines,
                "a term": terms,
                "an incident": deeds,
                "a doubt": doubts,
            }
        ),
        summary=f"{name}: {state.word} {as_of}, {told}, {words.counted(len(lines), 'step')}.",
    )


def _stands(life: Life | None, newest: CeasefireRow) -> tuple[Sign, tuple[Key, ...]]:
    """Where it stood by the last reports on it; that nothing was heard since is in the list of steps."""
    told = [move for move in life.transitions if move.after != "unknown"] if life else []
    if not told:
        return words.sign(words.STATES, newest.state), (("ceasefire", newest.id, "state"),)
    last = next((move for move in reversed(told) if move.evidence), told[-1])
    return words.sign(words.STATES, told[-1].after), tuple((e.table, e.id, e.column) for e in last.evidence)


def _missing(fields: Mapping[str, Sequence[object]]) -> str:
    """The fields that no report fills, in words."""
    empty = [name for name, found in fields.items() if not found]
    return " or ".join([", ".join(empty[:-1]), empty[-1]]) if len(empty) > 1 else "".join(empty)


def _terms(index: Index, evidence: Evidence, rows: Sequence[CeasefireTermRow]) -> tuple[Line, ...]:
    out = []
    for group in grouped(rows, lambda t: (oneline(t.text).casefold(), t.kind)).values():
        first = group[0]
        obliged = next((t for t in group if t.obliged_id), None)
        who = None
        if obliged:
            who = evidence.link(index.who(obliged.obliged_id, None), ("ceasefire_term", obliged.id, "obliged_id"))
        link = evidence.link(f"“{oneline(first.text)}”", *[("ceasefire_term", t.id, "text") for t in group])
        out.append(Line(link, who, words.plain(first.kind), reported(index, group)))
    return tuple(out)


def _doubts(index: Index, evidence: Evidence, rows: Sequence[CeasefireDoubtRow]) -> tuple[Line, ...]:
    out = []
    for row in rows:
        who = None
        if row.speaker_id:
            who = evidence.link(index.who(row.speaker_id, None), ("ceasefire_doubt", row.id, "speaker_id"))
        link = evidence.link(f"“{oneline(row.text)}”", ("ceasefire_doubt", row.id, "text"))
        out.append(Line(link, who, "", reported(index, [row])))
    return tuple(out)


def _people(
    index: Index, evidence: Evidence, parts: Parts, rows: Sequence[CeasefireRow], role: PartyRole
) -> tuple[Link, ...]:
    found = [p for r in rows for p in parts.parties.get(r.id, ()) if p.role == role]
    return evidence.merged((index.who(p.actor_id, p.text), ("ceasefire_party", p.id, "text")) for p in found)


def _side(evidence: Evidence, rows: Sequence[CeasefireRow]) -> Link:
    clear = [r for r in rows if r.side != "unclear"] or list(rows)
    return evidence.link(words.word(words.SIDES, clear[0].side), ("ceasefire", clear[0].id, "side"))


def _dated(evidence: Evidence, rows: Sequence[CeasefireRow], field: Literal["start", "end"]) -> tuple[Link, ...]:
    """When it begins or ends: the days meant and the words that say so, for each report that does."""
    pairs: list[tuple[str, Key]] = []
    for row in rows:
        low, high, text = (
            (row.start_earliest, row.start_latest, row.start_text)
            if field == "start"
            else (row.end_earliest, row.end_latest, row.end_text)
        )
        if low or high or text:
            column = f"{field}_text" if text else f"{field}_earliest" if low else f"{field}_latest"
            pairs.append((_said(words.interval(low, high), text), ("ceasefire", row.id, column)))
    return evidence.merged(pairs)


def _lasting(evidence: Evidence, rows: Sequence[CeasefireRow]) -> tuple[Link, ...]:
    """How long it is to last, for each report that says so."""
    return evidence.merged(
        (
            _said(words.duration(r.duration or ""), r.duration_text),
            ("ceasefire", r.id, "duration_text" if r.duration_text else "duration"),
        )
        for r in rows
        if r.duration or r.duration_text
    )


def _said(meaning: str, text: str | None) -> str:
    """The meaning with the words behind it, unless they are the same."""
    if not text or oneline(text).casefold() == meaning.casefold():
        return meaning
    quoted = f"“{oneline(text)}”"
    return quoted if meaning in ("", "undated") else f"{meaning} ({quoted})"
