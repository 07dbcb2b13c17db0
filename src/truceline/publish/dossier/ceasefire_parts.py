"""The rows of a ceasefire brought together, and what the whole is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from truceline.model.records import (
    CeasefireDoubtRow,
    CeasefirePartyRow,
    CeasefirePlaceRow,
    CeasefireRow,
    CeasefireStepRow,
    CeasefireTermRow,
)
from truceline.publish.dossier import words
from truceline.publish.dossier.index import Index, Truce, grouped
from truceline.publish.dossier.text import oneline, shortened

FAR = date(9999, 12, 31)
Told = CeasefireTermRow | CeasefireDoubtRow


class Parts:
    """Child rows of the ceasefire table, by ceasefire."""

    def __init__(self, index: Index) -> None:
        material = index.material
        self.parties = grouped(material.of(CeasefirePartyRow), lambda r: r.ceasefire_id)
        self.places = grouped(material.of(CeasefirePlaceRow), lambda r: r.ceasefire_id)
        self.terms = grouped(material.of(CeasefireTermRow), lambda r: r.ceasefire_id)
        self.steps = grouped(material.of(CeasefireStepRow), lambda r: r.ceasefire_id)
        self.doubts = grouped(material.of(CeasefireDoubtRow), lambda r: r.ceasefire_id)


def ceasefire_titles(index: Index) -> dict[str, tuple[str, str]]:
    """Title and anchor of each ceasefire, by the ids of its rows."""
    parts = Parts(index)
    return {row.id: (title(index, parts, t), t.anchor) for t in index.truces for row in t.rows}


def kept(truce: Truce) -> tuple[CeasefireRow, ...]:
    """The reports of a ceasefire that nobody rejected; all of them where all are rejected."""
    return tuple(r for r in truce.rows if r.review != "rejected") or truce.rows


def began(index: Index, parts: Parts, truce: Truce) -> date:
    """First day on which it may have begun: its own start, else its first dated live step."""
    rows = kept(truce)
    starts = [d for r in rows if (d := r.start_earliest or r.start_latest)]
    if starts:
        return min(starts)
    steps = [s for r in rows for s in parts.steps.get(r.id, ()) if s.state in words.LIVE]
    return min((d for s in steps if (d := s.earliest or s.latest)), default=FAR)


def reported(index: Index, rows: Sequence[Told]) -> str:
    """When and by whom, the earliest report first: ``1 April 2008, Harbour Wire; and 2 more``."""
    return _first_of(sorted({(index.published(r) or FAR, index.outlet(r)) for r in rows}))


def told_by(index: Index, documents: Iterable[str]) -> str:
    """The same for reports by their ids; empty for what no report tells."""
    known = [index.documents[own].document for own in documents if own in index.documents]
    told = sorted({(d.published or FAR, oneline(d.outlet or "outlet not known")) for d in known})
    return _first_of(told) if told else ""


def _first_of(told: Sequence[tuple[date, str]]) -> str:
    day, outlet = told[0]
    when = "undated report" if day == FAR else words.day(day)
    return f"{when}, {outlet}" + (f"; and {len(told) - 1} more" if len(told) > 1 else "")


def title(index: Index, parts: Parts, truce: Truce) -> str:
    """Where, by whom and when: ``Ceasefire in Basra declared by Muqtada al-Sadr, 30 March 2008``."""
    rows = kept(truce)
    where = [index.where(p.place_id, p.text) for r in rows for p in parts.places.get(r.id, ())]
    people = [p for r in rows for p in parts.parties.get(r.id, ())]
    start = began(index, parts, truce)
    head = [f"in {where[0]}"] if where else []
    for role, text in (("declarer", "declared by"), ("broker", "brokered by")):
        if by := [index.who(p.actor_id, p.text) for p in people if p.role == role]:
            head.append(f"{text} {shortened(by[0], 40)}")
            break
    when = _start_words(rows, start)
    if not head:
        told = min((d for r in rows if (d := index.published(r))), default=None)
        named = f"“{shortened(oneline(rows[0].name), 60)}”"
        spoken = f", spoken of on {words.day(told)}" if told and not when else ""
        return f"Ceasefire called {named}{when}{spoken}"
    return shortened(f"Ceasefire {' '.join(head)}{when}", 120)


def _start_words(rows: Sequence[CeasefireRow], began: date) -> str:
    if began == FAR:
        return ""
    month = any((r.start_earliest, r.start_latest) != (began, began) for r in rows if r.start_earliest == began)
    return f", {_month(began) if month else words.day(began)}"


def _month(day: date) -> str:
    return words.day(day).split(" ", 1)[1]
