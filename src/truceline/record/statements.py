"""Extraction -> statements: every filled cell of every record of one document, with the words that say it.

What the words say is *stated*. Codes and grades that follow from the words are *inferred* and point to the words they
follow from. What came from an earlier sentence is *carried over* and points to where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping

from truceline.model.extraction import Actor, Claim, Event, Extraction, Figure, Place, Ref, TimeMention, Wording
from truceline.model.ledger import Source, Statement
from truceline.model.text import Span
from truceline.model.vocabulary import Codes, codes_of
from truceline.record.ceasefires import tell_ceasefire
from truceline.record.cells import Cells, Told, source_of

_NO_CODES = Codes(None, (), None, None, None)
METHOD = "extract"


def statements(
    extraction: Extraction, codes: Mapping[str, Codes] | None = None, *, method: str = METHOD
) -> tuple[Statement, ...]:
    """Every cell of every record of one document, with its passages.

    Args:
        extraction: what was read out of the document.
        codes: the ontology codes of each event, by its local id (``E1``); worked out if not given.
        method: named for records whose extraction does not name one itself.
    """
    cells, by_event = Cells(extraction, method), codes_of(extraction) if codes is None else codes
    ids = _record_ids(cells)
    for actor in extraction.actors:
        _tell_actor(cells, actor, ids)
    for place in extraction.places:
        _tell_place(cells, place, ids)
    for event in extraction.events:
        _tell_event(cells, event, ids, by_event.get(event.id, _NO_CODES))
    for ceasefire in extraction.ceasefires:
        tell_ceasefire(cells, ceasefire, ids)
    for time in extraction.times:
        _tell_time(cells, time)
    for claim in extraction.claims:
        _tell_claim(cells, claim, ids)
    for wording in extraction.wordings:
        _tell_wording(cells, wording, ids)
    return tuple(cells.told.values())


def _record_ids(cells: Cells) -> dict[str, str]:
    """The record id of every local id. It hangs on the place of the words alone, so that what people decided about a
    record holds when a later version reads the same words another way."""
    extraction, ids = cells.extraction, dict[str, str]()
    for actor in extraction.actors:
        ids[actor.id] = cells.new_id("actor", *_first(actor.mentions, actor.name))
    for place in extraction.places:
        ids[place.id] = cells.new_id("place", *_first(place.mentions, place.name))
    for event in extraction.events:
        ids[event.id] = cells.new_id("event", event.trigger.start, event.trigger.end)
    for ceasefire in extraction.ceasefires:
        ids[ceasefire.id] = cells.new_id("ceasefire", *_first(ceasefire.mentions, ""))
    for claim in extraction.claims:
        ids[claim.id] = cells.new_id("claim", claim.content.start, claim.content.end)
    return ids


def _first(mentions: tuple[Span, ...], name: str) -> tuple[object, ...]:
    return (mentions[0].start, mentions[0].end) if mentions else (name,)


def _tell_actor(cells: Cells, actor: Actor, ids: Mapping[str, str]) -> None:
    told = Told(cells, "actor", ids[actor.id], actor.mentions[:1])
    said_so = [span for span in actor.mentions if span.of(cells.text) == actor.name][:1]
    told.say("name", actor.name, *said_so, basis="stated" if said_so else "inferred")
    told.say("kind", actor.kind, basis="inferred")
    told.say("country", actor.country, basis="inferred")
    how = None if actor.match is None else f"actor register: {actor.match.reason} ({actor.match.score:g})"
    told.say("known", actor.known, basis="inferred", method=how)
    told.say("sector", actor.sector, basis="inferred", method=how)
    told.say("inter", actor.inter, basis="inferred", method=how)
    by_name: dict[str, list[Span]] = {}
    for span in actor.mentions:
        by_name.setdefault(span.of(cells.text), []).append(span)
    for name, spans in by_name.items():
        form = Told(cells, "actor_name", cells.new_id("actor_name", told.id, name), spans)
        form.say("actor_id", told.id)
        form.say("name", name)
    for relation in actor.relations:
        if relation.actor in ids:
            new = cells.new_id("actor_relation", told.id, relation.relation, ids[relation.actor])
            row = Told(cells, "actor_relation", new, (relation.span,))
            row.say("actor_id", told.id)
            row.say("relation", relation.relation)
            row.say("other_id", ids[relation.actor])


def _tell_place(cells: Cells, place: Place, ids: Mapping[str, str]) -> None:
    told = Told(cells, "place", ids[place.id], place.mentions)
    told.say("name", place.name)
    told.say("kind", place.kind, *place.mentions[:1], basis="inferred")
    told.say("country", place.country, *place.mentions[:1], basis="inferred")
    told.say("admin1", place.admin1, *place.mentions[:1], basis="inferred")
    told.say("lat", place.lat, *place.mentions[:1], basis="inferred")
    told.say("lon", place.lon, *place.mentions[:1], basis="inferred")
    told.say("geonameid", place.geonameid, *place.mentions[:1], basis="inferred")
    told.say("precision", place.precision, *place.mentions[:1], basis="inferred")
    told.say("score", place.score, *place.mentions[:1], basis="inferred")
    told.say("reason", place.reason, *place.mentions[:1], basis="inferred")


def _tell_event(cells: Cells, event: Event, ids: Mapping[str, str], codes: Codes) -> None:
    source = source_of(cells, event.source, ids)
    told = Told(
        cells, "event", ids[event.id], (event.trigger,),
        source=source, status=event.status, method=event.method, confidence=event.confidence,
    )  # fmt: skip
    told.say("type", event.type)
    told.say("status", event.status)
    told.say("trigger", event.trigger.of(cells.text))
    told.say("sentence", event.sentence)
    told.say("retells_id", ids.get(event.retells or ""), basis="inferred")
    told.say("time_text", tuple(span.of(cells.text) for span in event.time), *event.time)
    told.say("means", tuple(span.of(cells.text) for span in event.means), *event.means)
    _tell_date(cells, told, event)
    for field in ("plover", "plover_mode", "quad", "cameo", "acled_type", "acled_sub_type"):
        told.say(field, getattr(codes, field), basis="inferred", method="vocabulary")
    for role, refs in (
        ("actor", event.actor),
        ("target", event.target),
        ("broker", event.broker),
        ("source", event.source),
    ):
        for ref in refs:
            _tell_part(cells, event, ref, ids, role)
    for ref in event.place:
        _tell_where(cells, event, ref, ids)
    for figure in event.figures:
        _tell_figure(cells, event, figure, ids)


def _tell_date(cells: Cells, told: Told, event: Event) -> None:
    when = event.date
    if when is None:
        return
    published = cells.extraction.document.published_span
    words = (when.span,) if when.span is not None else (event.trigger, published)
    basis = when.basis if when.span is not None else "inferred"
    told.say("date_earliest", when.days.earliest, *words, basis=basis)
    told.say("date_latest", when.days.latest, *words, basis=basis)
    told.say("date_precision", when.days.precision, *words, basis=basis)
    told.say("date_basis", basis, *words, basis=basis)
    if when.span is not None:
        told.say("date_text", when.span.of(cells.text), when.span)


def _part(cells: Cells, event: Event, table: str, ref: Ref, ids: Mapping[str, str], *key: object) -> Told:
    new = cells.new_id(table, ids[event.id], *key, ref.span.start, ref.span.end)
    told = Told(
        cells, table, new, (ref.span,),
        source=source_of(cells, event.source, ids), status=event.status, basis=ref.basis, method=event.method,
        confidence=event.confidence,
    )  # fmt: skip
    told.say("event_id", ids[event.id], ref.span, event.trigger)
    told.say("text", ref.span.of(cells.text), basis="stated")
    told.say("basis", ref.basis)
    return told


def _tell_part(cells: Cells, event: Event, ref: Ref, ids: Mapping[str, str], role: str) -> None:
    told = _part(cells, event, "event_actor", ref, ids, role)
    told.say("role", role, ref.span, event.trigger)
    told.say("actor_id", ids.get(ref.id or ""))


def _tell_where(cells: Cells, event: Event, ref: Ref, ids: Mapping[str, str]) -> None:
    _part(cells, event, "event_place", ref, ids).say("place_id", ids.get(ref.id or ""))


def _tell_figure(cells: Cells, event: Event, figure: Figure, ids: Mapping[str, str]) -> None:
    source = source_of(cells, figure.source, ids)
    new = cells.new_id("figure", ids[event.id], figure.kind, figure.count.start, figure.count.end)
    told = Told(
        cells, "figure", new, (figure.count,),
        source=source, status=event.status, method=event.method, confidence=event.confidence,
    )  # fmt: skip
    told.say("event_id", ids[event.id], figure.count, event.trigger)
    told.say("kind", figure.kind, figure.count, event.trigger)
    told.say("victim_class", figure.victim, figure.who or figure.count, basis="inferred")
    told.say("verbatim", figure.count.of(cells.text))
    told.say("who", None if figure.who is None else figure.who.of(cells.text), figure.who)
    told.say("low", figure.value.low)
    told.say("best", figure.value.best)
    told.say("high", figure.value.high)
    told.say("open", figure.value.open)
    told.say("rule", figure.value.rule, basis="inferred")
    told.say("scope", figure.scope, basis="inferred")
    told.say("revision", figure.revision, figure.revised or figure.count)
    for step, ref in enumerate(figure.source, start=1):
        _tell_chain(cells, "figure_source", "figure_id", told.id, step, ref, ids, source).say("basis", ref.basis)


def _tell_chain(
    cells: Cells,
    table: str,
    parent: str,
    parent_id: str,
    step: int,
    ref: Ref,
    ids: Mapping[str, str],
    source: Source | None,
) -> Told:
    new = cells.new_id(table, parent_id, step, ref.span.start, ref.span.end)
    told = Told(cells, table, new, (ref.span,), source=source, basis=ref.basis)
    told.say(parent, parent_id)
    told.say("step", step)
    told.say("actor_id", ids.get(ref.id or ""))
    told.say("text", ref.span.of(cells.text), basis="stated")
    return told


def _tell_time(cells: Cells, time: TimeMention) -> None:
    told = Told(cells, "time", cells.new_id("time", time.span.start, time.span.end), (time.span,))
    told.say("text", time.span.of(cells.text))
    if time.days is not None:
        words = (time.span,) if time.counted_from is None else (time.span, time.counted_from)
        told.say("earliest", time.days.earliest, *words, basis=time.basis)
        told.say("latest", time.days.latest, *words, basis=time.basis)
        told.say("precision", time.days.precision, *words, basis=time.basis)
    told.say("duration", time.duration)


def _tell_claim(cells: Cells, claim: Claim, ids: Mapping[str, str]) -> None:
    speaker = claim.speaker
    source = None if speaker is None else source_of(cells, (speaker,), ids)
    told = Told(cells, "claim", ids[claim.id], (claim.content,), source=source)
    told.say("content", claim.content.of(cells.text))
    if speaker is not None:
        told.say("speaker_id", ids.get(speaker.id or ""), speaker.span, basis=speaker.basis)
        told.say("speaker_text", speaker.span.of(cells.text), speaker.span)
    if claim.cue is not None:
        told.say("cue", claim.cue.of(cells.text), claim.cue)
    words = claim.cue or claim.content
    told.say("mode", claim.mode, words, basis="inferred")
    told.say("factuality", claim.factuality, words, basis="inferred")
    told.say("conditional", claim.conditional, words, basis="inferred")
    told.say("stance", claim.stance, words, basis="inferred")
    for step, ref in enumerate(claim.via, start=1):
        _tell_chain(cells, "claim_via", "claim_id", told.id, step, ref, ids, source)
    for local in claim.about:
        if local in ids:
            about = Told(cells, "claim_about", cells.new_id("claim_about", told.id, ids[local]), (claim.content,))
            about.say("claim_id", told.id)
            about.say("target_table", _TABLE_OF[ids[local][:3]], basis="inferred")
            about.say("target_id", ids[local], basis="inferred")


def _tell_wording(cells: Cells, wording: Wording, ids: Mapping[str, str]) -> None:
    new = cells.new_id("wording", wording.span.start, wording.span.end)
    told = Told(cells, "wording", new, (wording.span,))
    told.say("text", wording.span.of(cells.text))
    told.say("kind", wording.kind, basis="inferred")
    target = ids.get(wording.about or "")
    if target is not None:
        told.say("target_table", _TABLE_OF[target[:3]], basis="inferred")
        told.say("target_id", target, basis="inferred")
    if (speaker := wording.speaker) is not None:
        told.say("speaker_id", ids.get(speaker.id or ""), speaker.span, basis=speaker.basis)
        told.say("speaker_text", speaker.span.of(cells.text), speaker.span, basis=speaker.basis)


_TABLE_OF = {"ACT": "actor", "PLC": "place", "EVT": "event", "CSF": "ceasefire", "CLM": "claim"}
