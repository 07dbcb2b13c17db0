"""Writes extractions in the format ``truceline/1``: one line of JSON for each document.

All keys are always there, in the same order; ``null`` or ``[]`` where the text says nothing. A document that failed or
was left out gets a line with an error, so that the lines answer to the documents one by one.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from truceline.errors import EvidenceError
from truceline.model.extraction import (
    FORMAT,
    Actor,
    Ceasefire,
    Claim,
    Event,
    EventDate,
    Extraction,
    Figure,
    Place,
    Ref,
    TimeMention,
    Wording,
)
from truceline.model.text import Document, Failure, Skipped, Span
from truceline.model.values import Days
from truceline.model.vocabulary import Codes, codes_of

Json = dict[str, Any]

SKIPPED = "skipped_"
"""Before the error code of a document that was left out on purpose."""

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")  # would end the line for some readers, or is no UTF-8


def extraction_line(extraction: Extraction) -> str:
    """The line for a document, without the line feed; it can always be encoded as UTF-8.

    Raises:
        EvidenceError: a span is empty or reaches beyond the text.
    """
    return _line(extraction_dict(extraction))


def failure_line(failure: Failure) -> str:
    """The line for a document that could not be read or analysed."""
    return _line(failure_dict(failure))


def skipped_line(skipped: Skipped) -> str:
    """The line for a document that was left out on purpose; its code begins with ``skipped_``."""
    return _line(skipped_dict(skipped))


def failure_dict(failure: Failure) -> Json:
    """The JSON object for a document that could not be read or analysed."""
    return _error(failure.path, failure.code, failure.message)


def skipped_dict(skipped: Skipped) -> Json:
    """The JSON object for a document that was left out on purpose."""
    return _error(skipped.path, SKIPPED + skipped.code.removeprefix(SKIPPED), skipped.message)


def extraction_dict(extraction: Extraction) -> Json:
    """The JSON object for a document, keys in the order of the format."""
    return _Writer(extraction).extraction()


def _error(path: str, code: str, message: str) -> Json:
    return {"format": FORMAT, "document": {"path": path}, "error": {"code": code, "message": message}}


def _line(found: Json) -> str:
    line = json.dumps(found, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda odd: f"\\u{ord(odd.group()):04x}", line)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _bounds(days: Days | None) -> Json:
    if days is None:
        return {"earliest": None, "latest": None}
    return {"earliest": _day(days.earliest), "latest": _day(days.latest)}


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(float(number), 4)


class _Writer:
    """Turns one extraction into plain dicts; knows the text that the spans quote."""

    def __init__(self, extraction: Extraction) -> None:
        self.result = extraction
        self.text = extraction.document.text
        self.codes = codes_of(extraction)

    def extraction(self) -> Json:
        result = self.result
        return {
            "format": FORMAT,
            "document": self.document(result.document),
            "relevant": result.relevant,
            "actors": [self.actor(actor) for actor in result.actors],
            "places": [self.place(place) for place in result.places],
            "events": [self.event(event) for event in result.events],
            "ceasefires": [self.ceasefire(ceasefire) for ceasefire in result.ceasefires],
            "times": [self.time(time) for time in result.times],
            "claims": [self.claim(claim) for claim in result.claims],
            "diagnostics": [{"level": d.level, "code": d.code, "message": d.message} for d in result.diagnostics],
            "wordings": [self.wording(wording) for wording in result.wordings],
        }

    def document(self, document: Document) -> Json:
        return {
            "id": document.id,
            "path": document.path,
            "title": document.title,
            "outlet": document.outlet,
            "url": document.url,
            "published": _day(document.published),
            "published_basis": document.published_basis,
            "language": document.language,
            "sha256": document.sha256,
            "text": document.text,
            "sentences": [{"start": s.span.start, "end": s.span.end, "role": s.role} for s in self.result.sentences],
        }

    def span(self, span: Span) -> Json:
        if not 0 <= span.start < span.end <= len(self.text):
            where = self.result.document.path
            raise EvidenceError(f"{where}: {span} lies outside the text or is empty; please report this document")
        return {"start": span.start, "end": span.end, "text": span.of(self.text)}

    def spans(self, spans: tuple[Span, ...]) -> list[Json]:
        return [self.span(span) for span in spans]

    def ref(self, ref: Ref) -> Json:
        return {"span": self.span(ref.span), "id": ref.id, "basis": ref.basis}

    def refs(self, refs: tuple[Ref, ...]) -> list[Json]:
        return [self.ref(ref) for ref in refs]

    def actor(self, actor: Actor) -> Json:
        return {
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "country": actor.country,
            "known": actor.known,
            "mentions": self.spans(actor.mentions),
            "relations": [
                {"relation": r.relation, "actor": r.actor, "span": self.span(r.span)} for r in actor.relations
            ],
            "match": None if (m := actor.match) is None else {"score": m.score, "reason": m.reason, "basis": m.basis},
            "sector": actor.sector,
            "inter": actor.inter,
        }

    def place(self, place: Place) -> Json:
        return {
            "id": place.id,
            "name": place.name,
            "kind": place.kind,
            "country": place.country,
            "admin1": place.admin1,
            "lat": _rounded(place.lat),
            "lon": _rounded(place.lon),
            "geonameid": place.geonameid,
            "precision": place.precision,
            "mentions": self.spans(place.mentions),
            "score": place.score,
            "reason": place.reason,
        }

    def event(self, event: Event) -> Json:
        return {
            "id": event.id,
            "type": event.type,
            "status": event.status,
            "trigger": self.span(event.trigger),
            "sentence": event.sentence,
            "actor": self.refs(event.actor),
            "target": self.refs(event.target),
            "broker": self.refs(event.broker),
            "means": self.spans(event.means),
            "place": self.refs(event.place),
            "time": self.spans(event.time),
            "date": None if event.date is None else self.event_date(event.date),
            "source": self.refs(event.source),
            "figures": [self.figure(figure) for figure in event.figures],
            "codes": _codes(self.codes[event.id]),
            "confidence": _rounded(event.confidence),
            "method": event.method,
            "retells": event.retells,
        }

    def event_date(self, found: EventDate) -> Json:
        basis = None if found.span is None else self.span(found.span)
        return {**_bounds(found.days), "precision": found.days.precision, "basis": basis, "basis_type": found.basis}

    def figure(self, figure: Figure) -> Json:
        value = figure.value
        return {
            "kind": figure.kind,
            "count": self.span(figure.count),
            "who": None if figure.who is None else self.span(figure.who),
            "class": figure.victim,
            "low": value.low,
            "best": value.best,
            "high": value.high,
            "open": value.open,
            "scope": figure.scope,
            "source": self.refs(figure.source),
            "rule": value.rule,
            "revision": figure.revision,
            "revised": None if figure.revised is None else self.span(figure.revised),
        }

    def ceasefire(self, ceasefire: Ceasefire) -> Json:
        length = ceasefire.duration
        return {
            "id": ceasefire.id,
            "mentions": self.spans(ceasefire.mentions),
            "side": ceasefire.side,
            "state": ceasefire.state,
            "parties": self.refs(ceasefire.parties),
            "declared_by": self.refs(ceasefire.declared_by),
            "broker": self.refs(ceasefire.broker),
            "place": self.refs(ceasefire.place),
            "start": self.moment(ceasefire.start),
            "duration": None if length is None else {"span": self.span(length.span), "iso": length.duration},
            "end": self.moment(ceasefire.end),
            "terms": [{"span": self.span(t.span), "kind": t.kind, "obliged": t.obliged} for t in ceasefire.terms],
            "steps": [
                {"state": s.state, "span": self.span(s.span), **_bounds(s.days), "event": s.event}
                for s in ceasefire.steps
            ],
            "doubts": [{"span": self.span(d.span), "speaker": d.speaker} for d in ceasefire.doubts],
            "incidents": [{"event": i.event, "grade": i.grade} for i in ceasefire.incidents],
        }

    def moment(self, time: TimeMention | None) -> Json | None:
        return None if time is None else {"span": self.span(time.span), **_bounds(time.days)}

    def time(self, time: TimeMention) -> Json:
        precision = "unknown" if time.days is None else time.days.precision
        return {
            "span": self.span(time.span),
            **_bounds(time.days),
            "precision": precision,
            "duration": time.duration,
            "named": None if time.named is None else _bounds(time.named),
            "basis": time.basis,
            "counted_from": None if time.counted_from is None else self.span(time.counted_from),
        }

    def wording(self, wording: Wording) -> Json:
        return {
            "span": self.span(wording.span),
            "kind": wording.kind,
            "about": wording.about,
            "speaker": None if wording.speaker is None else self.ref(wording.speaker),
        }

    def claim(self, claim: Claim) -> Json:
        return {
            "id": claim.id,
            "speaker": None if claim.speaker is None else self.ref(claim.speaker),
            "via": self.refs(claim.via),
            "cue": None if claim.cue is None else self.span(claim.cue),
            "content": self.span(claim.content),
            "mode": claim.mode,
            "factuality": claim.factuality,
            "conditional": claim.conditional,
            "about": list(claim.about),
            "stance": claim.stance,
        }


def _codes(codes: Codes) -> Json:
    return {
        "plover": codes.plover,
        "plover_mode": list(codes.plover_mode),
        "quad": codes.quad,
        "cameo": codes.cameo,
        "acled": None if codes.acled is None else list(codes.acled),
    }
