"""The statements of one ceasefire: its cells, parties, places, terms, steps, doubts and incidents."""

from __future__ import annotations

from collections.abc import Mapping

from truceline.model.extraction import Basis, Ceasefire, Event, Incident, Ref, Step, TimeMention
from truceline.model.ledger import Source
from truceline.model.text import Span
from truceline.record.cells import Cells, Told


def tell_ceasefire(cells: Cells, ceasefire: Ceasefire, ids: Mapping[str, str]) -> None:
    """Everything that the document says of one ceasefire."""
    own = ids[ceasefire.id]
    told = Told(cells, "ceasefire", own, ceasefire.mentions, method=ceasefire.method, confidence=ceasefire.confidence)
    first = (ceasefire.mentions or (cells.whole(),))[0]
    told.say("name", first.of(cells.text))
    told.say("side", ceasefire.side, first, *(ref.span for ref in ceasefire.parties), basis="inferred")
    basis: Basis = "inferred" if ceasefire.state_span is None else "stated"
    told.say("state", ceasefire.state, ceasefire.state_span or first, basis=basis)
    _tell_bound(cells, told, "start", ceasefire.start)
    _tell_bound(cells, told, "end", ceasefire.end)
    if ceasefire.duration is not None:
        told.say("duration", ceasefire.duration.duration, ceasefire.duration.span)
        told.say("duration_text", ceasefire.duration.span.of(cells.text), ceasefire.duration.span)
    _tell_parts(cells, ceasefire, ids, first)
    events = {event.id: event for event in cells.extraction.events}
    for step in ceasefire.steps:
        _tell_step(cells, own, step, ids, events)
    for incident in ceasefire.incidents:
        _tell_incident(cells, own, incident, ids, events)


def _tell_bound(cells: Cells, told: Told, name: str, time: TimeMention | None) -> None:
    if time is None:
        return
    told.say(f"{name}_text", time.span.of(cells.text), time.span)
    if time.days is not None:
        told.say(f"{name}_earliest", time.days.earliest, time.span)
        told.say(f"{name}_latest", time.days.latest, time.span)
        told.say(f"{name}_precision", time.days.precision, time.span)


def _tell_parts(cells: Cells, ceasefire: Ceasefire, ids: Mapping[str, str], first: Span) -> None:
    own = ids[ceasefire.id]
    for role, refs in (("party", ceasefire.parties), ("declarer", ceasefire.declared_by), ("broker", ceasefire.broker)):
        for ref in refs:
            party = _tell_named(cells, "ceasefire_party", own, ref, first, role)
            party.say("role", role, ref.span, first)
            party.say("actor_id", ids.get(ref.id or ""))
    for ref in ceasefire.place:
        _tell_named(cells, "ceasefire_place", own, ref, first).say("place_id", ids.get(ref.id or ""))
    for term in ceasefire.terms:
        row = _tell_words(cells, "ceasefire_term", own, term.span, term.kind)
        row.say("kind", term.kind, basis="inferred")
        row.say("obliged_id", ids.get(term.obliged or ""), basis="inferred")
    for doubt in ceasefire.doubts:
        speaker = ids.get(doubt.speaker or "")
        names = {actor.id: actor.name for actor in cells.extraction.actors}
        source = None if speaker is None else Source(names.get(doubt.speaker or "", ""), speaker)
        row = _tell_words(cells, "ceasefire_doubt", own, doubt.span, source=source)
        row.say("speaker_id", speaker, basis="inferred")


def _tell_named(cells: Cells, table: str, own: str, ref: Ref, first: Span, *key: object) -> Told:
    new = cells.new_id(table, own, *key, ref.span.start, ref.span.end)
    told = Told(cells, table, new, (ref.span,), basis=ref.basis)
    told.say("ceasefire_id", own, ref.span, first)
    told.say("text", ref.span.of(cells.text), basis="stated")
    told.say("basis", ref.basis)
    return told


def _tell_words(cells: Cells, table: str, own: str, span: Span, *key: object, source: Source | None = None) -> Told:
    told = Told(cells, table, cells.new_id(table, own, *key, span.start, span.end), (span,), source=source)
    told.say("ceasefire_id", own)
    told.say("text", span.of(cells.text))
    return told


def _tell_step(cells: Cells, own: str, step: Step, ids: Mapping[str, str], events: Mapping[str, Event]) -> None:
    told = _tell_words(cells, "ceasefire_step", own, step.span, step.state)
    told.say("state", step.state)
    event = events.get(step.event or "")
    told.say("event_id", ids.get(step.event or ""), step.span, None if event is None else event.trigger)
    if step.days is not None:
        words = event.date.span if event is not None and event.date is not None else None
        basis: Basis = "inferred" if words is None else "stated"
        told.say("earliest", step.days.earliest, words or step.span, basis=basis)
        told.say("latest", step.days.latest, words or step.span, basis=basis)
        told.say("precision", step.days.precision, words or step.span, basis=basis)


def _tell_incident(
    cells: Cells, own: str, incident: Incident, ids: Mapping[str, str], events: Mapping[str, Event]
) -> None:
    event = events.get(incident.event)
    if event is None:
        return
    new = cells.new_id("ceasefire_incident", own, ids[event.id])
    told = Told(cells, "ceasefire_incident", new, (event.trigger,), status=event.status, basis="inferred")
    told.say("ceasefire_id", own)
    told.say("event_id", ids[event.id])
    told.say("grade", incident.grade)
