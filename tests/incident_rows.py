"""Happenings made by hand, as exports gather them: a short way to say who did what, where, when and to how many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from truceline.model.ledger import DocumentInfo
from truceline.model.records import EventActorRow, EventPlaceRow, EventRow, FigureRow, PlaceRow, ReconciledRow
from truceline.publish.export.incidents import Incident, Participant, Where, level

PUBLISHED = date(2008, 4, 1)
REPORT: dict[str, Any] = {"document_id": "D1", "position": 10, "review": "draft"}


def report(own: str = "D1", outlet: str | None = "The Paper", **more: Any) -> DocumentInfo:
    """A report of 1 April 2008."""
    values: dict[str, Any] = {
        "id": own, "path": f"/somewhere/{own}.txt", "sha256": "0", "media_type": "text/plain", "size": 1, "chars": 1,
        "title": "A headline", "outlet": outlet, "url": None, "published": PUBLISHED, "published_basis": "metadata",
        "language": "en", "relevant": True, "version": "1",
    }  # fmt: skip
    return DocumentInfo(**(values | more))


def telling(
    own: str = "EVT-1", days: tuple[str | None, str | None] | None = ("2008-03-31",) * 2, **more: Any
) -> EventRow:
    """A report's row; by default a shelling told as a fact, on 31 March."""
    first, last = (None if day is None else date.fromisoformat(day) for day in days or (None, None))
    precision = "unknown" if days is None else "day" if first == last else "before" if first is None else "range"
    values: dict[str, Any] = {
        "id": own, "happening_id": "EVT-1", "type": "shelling", "status": "asserted", "trigger": "shelled", "sentence": 2,
        "date_earliest": first, "date_latest": last, "date_precision": precision, "plover": "ASSAULT", "quad": 4,
        "acled_type": "Explosions/Remote violence", "acled_sub_type": "Shelling/artillery/missile attack",
        "confidence": 0.9, "method": "test 1",
    }  # fmt: skip
    return EventRow(**(REPORT | values | more))


def clash(**more: Any) -> EventRow:
    """A battle told as a fact."""
    return telling(**({"type": "armed_clash", "acled_type": "Battles", "acled_sub_type": "Armed clash"} | more))


def attack(**more: Any) -> EventRow:
    """An attack on civilians told as a fact."""
    values = {"type": "armed_attack", "acled_type": "Violence against civilians", "acled_sub_type": "Attack"}
    return telling(**(values | more))


def who(name: str, kind: str | None, role: str = "actor", text: str | None = None, **more: Any) -> Participant:
    """Someone who takes part."""
    own = f"ACT-{name}" if kind is not None else None
    row = EventActorRow(
        id=f"EVA-{role}-{name}", event_id="EVT-1", role=role, actor_id=own, text=text or name, basis="stated", **REPORT,  # type: ignore[arg-type]
    )  # fmt: skip
    values: dict[str, Any] = {"country": None, "known": None, "sector": None, "inter": None}
    return Participant(id=own, name=name, kind=kind, role=role, basis="stated", rows=(row,), **(values | more))  # type: ignore[arg-type]


def place(name: str = "Basra", **more: Any) -> Where:
    """Where; by default a town in Iraq. ``None`` as kind is a place that nobody knows."""
    values: dict[str, Any] = {
        "id": f"PLC-{name}", "name": name, "kind": "city", "country": "IRQ", "admin1": "Basra", "lat": 30.5, "lon": 47.75,
        "geonameid": 99532, "precision": 1,
    }  # fmt: skip
    found = None if more.get("kind", "city") is None else PlaceRow(**(REPORT | values | more))
    row = EventPlaceRow(id=f"EVP-{name}", event_id="EVT-1", text=name, basis="stated", **REPORT)
    return Where(name=name, place=found, level=level(found), basis="stated", rows=(row,))


def figure(
    own: str, ends: tuple[int | None, int | None, int | None], victims: str = "unknown", **more: Any
) -> FigureRow:
    """A number of dead, counted, of this event."""
    low, best, high = ends
    values: dict[str, Any] = {
        "kind": "killed", "verbatim": str(best), "open": high is None, "rule": "VN-exact", "scope": "event",
        "standing": "counted", "root": own,
    }  # fmt: skip
    return FigureRow(id=own, event_id="EVT-1", victim_class=victims, low=low, best=best, high=high,  # type: ignore[arg-type]
                     **(REPORT | values | more))  # fmt: skip


def ranged(victims: str, ends: tuple[int | None, int | None, int | None], *figures: str, **more: Any) -> ReconciledRow:
    """The range of a class of dead."""
    low, best, high = ends
    values: dict[str, Any] = {
        "kind": "killed", "scope": "event", "basis": "stated", "n_figures": len(figures), "n_independent": len(figures),
        "agreement": "single", "rule": "only",
    }  # fmt: skip
    return ReconciledRow(
        id=f"REC-{victims}", happening_id="EVT-1", victim_class=victims, low=low, best=best, high=high,  # type: ignore[arg-type]
        open=high is None, figure_ids=figures, end_ids=figures, **(values | more),
    )  # fmt: skip


def incident(
    *tellings: EventRow,
    people: Sequence[Participant] = (),
    places: Sequence[Where] | None = None,
    figures: Sequence[FigureRow] = (),
    ranges: Sequence[ReconciledRow] | None = None,
    reports: Sequence[DocumentInfo] = (),
) -> Incident:
    """A happening of these tellings, the first of which leads; a figure alone makes its own range."""
    rows = tellings or (telling(),)
    made = [ranged(f.victim_class, (f.low, f.best, f.high), f.id, kind=f.kind) for f in figures if f.scope == "event"]
    return Incident(
        id="EVT-1", lead=rows[0], tellings=rows, participants=tuple(people),
        places=tuple([place()] if places is None else places), ranges=tuple(made if ranges is None else ranges),
        figures=tuple(figures), givers={}, documents={one.id: one for one in reports or [report()]},
    )  # fmt: skip
