"""Scores one example report: what is expected of it beside what was read out of it."""

from __future__ import annotations

from collections.abc import Sequence

from tests.examples_scoring import Json, Score, akin, any_of, half, paired, span_of, standing, texts
from truceline.model.ontology import TYPES
from truceline.model.text import Span

ACTS = ("violence", "movement", "cooperation")
REAL = ("asserted", "background")
VALUE = ("low", "best", "high", "open")


class Report:
    """One report; `present` is false if the extraction lacks it."""

    def __init__(self, result: Score, want: Json, line: Json, *, present: bool) -> None:
        self.result, self.want, self.present = result, want, present
        self.document: Json = line.get("document") or {}
        self.text = str(self.document.get("text") or "")
        self.names = {x.get("id"): str(x.get("name")) for key in ("actors", "places") for x in line.get(key) or []}
        self.events: list[Json] = line.get("events") or []
        self.ceasefires: list[Json] = line.get("ceasefires") or []
        self.claims: list[Json] = line.get("claims") or []
        self.figures = [(event, figure) for event in self.events for figure in event.get("figures") or []]
        self.pairs: dict[str, Json] = {}
        result.events += len(self.events)

    def all(self) -> None:
        """Notes everything; the events first, since the rest refers to them."""
        if self.present:
            self.reading()
        self.told()
        self.harm()
        self.truces()
        self.said()
        self.traps()

    def note(self, measure: str, item: object, right: bool, want: object = "", got: object = "") -> None:
        self.result.note(measure, f"{self.want['id']} {item}", right, want, got)

    def at(self, item: Json, key: str) -> list[Span]:
        return [span for words in any_of(item[key]) for span in standing(self.text, words, item.get("in"))]

    def who(self, refs: Sequence[Json | None]) -> list[str]:
        """The words of each reference, with the name that it stands for."""
        given = [(str((ref.get("span") or {}).get("text")), self.names.get(ref.get("id"), "")) for ref in refs if ref]
        return [f"{words} = {name}" if name and name != words else words for words, name in given]

    def each(self, measure: str, item: str, want: Sequence[str], refs: Sequence[Json | None]) -> None:
        given = self.who(refs)
        for one in want:
            self.note(measure, item, any(akin(one, other) for other in given), one, given)

    def one_of(self, measure: str, item: str, want: object, got: object) -> None:
        self.note(measure, item, got in any_of(want), want, got)

    # ------------------------------------------------------------------------------------------ the report itself
    def reading(self) -> None:
        for key in ("title", "outlet", "published", "published_basis"):
            self.one_of("metadata", key, self.want.get(key), self.document.get(key))
        used = [span_of(s) for s in self.document.get("sentences") or [] if s.get("role") != "boilerplate"]
        for words in self.want.get("boilerplate") or []:
            kept = any(s.overlaps(u) for s in standing(self.text, words) for u in used)
            self.note("page furniture left out", "", not kept, words, "a sentence of the report")

    # ------------------------------------------------------------------------------------------------------ events
    def told(self) -> None:
        wanted: list[Json] = self.want.get("events") or []
        spots = [self.at(w, "trigger") for w in wanted]
        wide = [
            [*spot, *(standing(self.text, w["in"]) if "in" in w else [])] for w, spot in zip(wanted, spots, strict=True)
        ]
        scores = []
        for n, want in enumerate(wanted):
            for m, event in enumerate(self.events):
                trigger = span_of(event.get("trigger"))
                if event.get("type") in any_of(want["type"]) and any(trigger.overlaps(s) for s in wide[n]):
                    close = any(trigger.overlaps(s) for s in spots[n])
                    scores.append(((close, event.get("status") in any_of(want.get("status", "asserted"))), n, m))
        pairs = paired(scores)
        for n, want in enumerate(wanted):
            if n in pairs:
                self.result.note("events found", want["id"], True)
                self.pairs[want["id"]] = self.events[pairs[n]]
                self.event(want, self.events[pairs[n]])
            elif not want.get("optional"):
                near = self.near(wide[n])
                self.result.note("events found", want["id"], False, f"{want['type']} {want['trigger']!r}", near)
        known = [span for spans in wide for span in spans]
        for event in self.events:
            name, trigger = str(event.get("type")), span_of(event.get("trigger"))
            if event.get("status") == "asserted" and name in TYPES and TYPES[name].family in ACTS:
                ok = any(trigger.overlaps(span) for span in known)
                self.note("events among expected", event.get("id"), ok, "nothing", self.shown(event, 30))

    def near(self, spans: Sequence[Span]) -> list[str]:
        """The events at these spans; if there are none, those in the same sentences."""
        sentences = [span_of(s) for s in self.document.get("sentences") or []]
        around = [s for s in sentences if any(s.overlaps(span) for span in spans)]
        for reach in (spans, around):
            found = [self.shown(e) for e in self.events if any(span_of(e.get("trigger")).overlaps(s) for s in reach)]
            if found:
                return found if reach is spans else ["elsewhere in the sentence:", *found]
        return []

    def shown(self, event: Json, around: int = 0) -> str:
        spot = span_of(event.get("trigger"))
        words = self.text[max(0, spot.start - around) : spot.end + around].replace("\n", " ")
        return f"{event.get('type')}/{event.get('status')} {words!r}"

    def event(self, want: Json, event: Json) -> None:
        item = want["id"]
        self.one_of("status", item, want.get("status", "asserted"), event.get("status"))
        self.days("date", item, want, "date", event.get("date"))
        if want.get("place"):
            given = self.who(event.get("place") or [])
            self.note("place", item, any(akin(w, g) for w in want["place"] for g in given), want["place"], given)
        for role in ("actor", "target", "source"):
            self.each(role, item, want.get(role) or [], event.get(role) or [])
        if want.get("actor") == []:
            given = self.who(event.get("actor") or [])
            self.note("no actor where none is named", item, not given, [], given)

    def days(self, measure: str, item: str, want: Json, key: str, got: Json | None) -> None:
        if want.get(key) is None:
            if key in want:
                self.note(f"{measure} exact", item, got is None, None, got)
            return
        given = [(got or {}).get("earliest"), (got or {}).get("latest")]
        self.note(f"{measure} exact", item, given == want[key], want[key], given)
        (first, last), (early, late) = want[key], given
        apart = bool((late and first and late < first) or (early and last and last < early))
        self.note(f"{measure} overlapping", item, any(given) and not apart, want[key], given)

    # ----------------------------------------------------------------------------------------------------- figures
    def harm(self) -> None:
        known = []
        for event in self.want.get("events") or []:
            for want in event.get("figures") or []:
                spots = self.at(want, "quote")
                known += spots
                hung = self.pairs.get(event["id"])
                given = [(e, f) for e, f in self.figures if any(span_of(f.get("count")).overlaps(s) for s in spots)]
                if given:
                    event_of, figure = max(given, key=lambda pair: _likeness(want, pair, hung))
                    self.figure(event["id"], want, event_of, figure, hung)
                elif not (want.get("optional") or event.get("optional")):
                    self.note("figures found", event["id"], False, f"{want['quote']} {want['kind']}", self.near(spots))
        for event, figure in self.figures:
            ok = any(span_of(figure.get("count")).overlaps(span) for span in known)
            got = f"{figure.get('kind')} {texts([figure.get('count') or {}])} of {self.shown(event, 30)}"
            self.note("figures among expected", event.get("id"), ok, "nothing", got)

    def figure(self, item: str, want: Json, event: Json, figure: Json, hung: Json | None) -> None:
        item = f"{item} {want['quote']!r}"
        self.note("figures found", item, True)
        value = [figure.get(key) for key in VALUE]
        right = all(figure.get(key) in any_of(want.get(key)) for key in VALUE)
        self.note("interval exact", item, right, [want.get(key) for key in VALUE], value)
        self.one_of("figure kind", item, want["kind"], figure.get("kind"))
        self.one_of("figure class", item, want["class"], figure.get("class"))
        self.one_of("figure scope", item, want.get("scope", "event"), figure.get("scope"))
        if hung is not None:
            self.note("figure with its event", item, event is hung, self.shown(hung), self.shown(event))
        self.each("figure source", item, want.get("source") or [], figure.get("source") or [])

    # -------------------------------------------------------------------------------------------------- ceasefires
    def truces(self) -> None:
        wanted: list[Json] = self.want.get("ceasefires") or []
        scores = []
        for n, want in enumerate(wanted):
            words = self.at(want, "words")
            for m, truce in enumerate(self.ceasefires):
                mentions = [span_of(x) for x in truce.get("mentions") or []]
                if hits := sum(any(mention.overlaps(w) for w in words) for mention in mentions):
                    scores.append(((hits,), n, m))
        pairs = paired(scores)
        for m, truce in enumerate(self.ceasefires):
            got = f"{truce.get('state')} {texts(truce.get('mentions') or [])}"
            self.note("ceasefires among expected", truce.get("id"), m in pairs.values(), "nothing", got)
        for n, want in enumerate(wanted):
            if n in pairs:
                self.result.note("ceasefires found", want["id"], True)
                self.ceasefire(want, self.ceasefires[pairs[n]])
            elif not want.get("optional"):
                given = [texts(truce.get("mentions") or []) for truce in self.ceasefires]
                self.result.note("ceasefires found", want["id"], False, want["words"], given)

    def ceasefire(self, want: Json, truce: Json) -> None:
        item, given = want["id"], self.who(truce.get("parties") or [])
        self.each("parties found", item, want.get("parties") or [], truce.get("parties") or [])
        for one in given if want.get("parties") else []:
            self.note("parties among expected", item, any(akin(one, w) for w in want["parties"]), want["parties"], one)
        self.each("declared by", item, want.get("declared_by") or [], truce.get("declared_by") or [])
        self.each("broker", item, want.get("broker") or [], truce.get("broker") or [])
        if not want.get("broker"):
            given = [
                w for w in self.who(truce.get("broker") or []) if not akin(w, str(want.get("broker_optional", "")))
            ]
            self.note("no broker where none is named", item, not given, [], given)
        self.one_of("side", item, want["side"], truce.get("side"))
        self.one_of("state", item, want["state"], truce.get("state"))
        if "duration" in want:
            self.one_of("duration", item, want["duration"]["iso"], (truce.get("duration") or {}).get("iso"))
        self.days("start", item, want, "start", truce.get("start"))
        self.days("end", item, want, "end", truce.get("end"))
        self.quoted("terms", item, [{"quote": q} for q in want.get("terms") or []], truce.get("terms") or [])
        self.quoted("steps", item, want.get("steps") or [], truce.get("steps") or [])
        for incident in want.get("incidents") or []:
            own = (self.pairs.get(incident["event"]) or {}).get("id", "an event not found")
            grades = [i.get("grade") for i in truce.get("incidents") or [] if i.get("event") == own]
            self.note("incidents", item, bool(grades), incident["event"], truce.get("incidents"))
            if grades:
                self.one_of("incident grade", f"{item} {incident['event']}", incident["grade"], grades[0])

    def quoted(self, measure: str, item: str, want: Sequence[Json], got: Sequence[Json]) -> None:
        for one in want:
            near = [g for g in got if half(span_of(g.get("span")), self.at(one, "quote"))]
            right = any("state" not in one or g.get("state") == one["state"] for g in near)
            shown = [(g.get("state") or g.get("kind"), (g.get("span") or {}).get("text")) for g in near or got]
            self.note(measure, item, right, one.get("state", "") + f" {one['quote']!r}", shown)

    # ------------------------------------------------------------------------------------------- claims and traps
    def said(self) -> None:
        for want in self.want.get("claims") or []:
            spots, item = self.at(want, "quote"), repr(want["quote"][:50])
            near = [c for c in self.claims if half(span_of(c.get("content")), spots)]
            parts = [
                c["content"].get("text")
                for c in self.claims
                if any(span_of(c.get("content")).overlaps(s) for s in spots)
            ]
            self.note("claims found", item, bool(near), f"a claim of {want['speaker']}", parts)
            if near:
                self.claim(item, want, max(near, key=lambda c: self.heard(want, c)))
            if "doubts" in any_of(want.get("stance")) and self.want.get("ceasefires"):
                doubts = [d.get("span") or {} for truce in self.ceasefires for d in truce.get("doubts") or []]
                right = any(span_of(d).overlaps(s) for d in doubts for s in spots)
                self.note("doubts", item, right, "", texts(doubts))

    def heard(self, want: Json, claim: Json) -> bool:
        given = self.who([claim.get("speaker")])
        return not given if want["speaker"] is None else any(akin(w, g) for w in any_of(want["speaker"]) for g in given)

    def claim(self, item: str, want: Json, claim: Json) -> None:
        self.note("speaker", item, self.heard(want, claim), want["speaker"], self.who([claim.get("speaker")]))
        for key in ("mode", "stance", "factuality", "conditional"):
            if key in want:
                self.one_of(key, item, want[key], claim.get(key))

    def traps(self) -> None:
        for trap in self.want.get("traps") or []:
            spots = self.at(trap, "quote")
            wrong = [] if self.present else ["the report is missing"]
            for forbidden in any_of(trap["forbids"]):
                wrong += self.caught(forbidden, trap, spots)
            kind = trap.get("type") or trap.get("kind") or ""
            self.note(
                "traps avoided", repr(trap["quote"]), not wrong, f"no {trap['forbids']} {kind}: {trap['why']}", wrong
            )

    def caught(self, forbidden: str, trap: Json, spots: Sequence[Span]) -> list[str]:
        def inside(span: Json | None) -> bool:
            return any(span_of(span).within(spot) for spot in spots)

        if forbidden == "figure":
            kinds = [trap["kind"]] if "kind" in trap else [f.get("kind") for _, f in self.figures]
            hit = [
                (e, f)
                for e, f in self.figures
                if f.get("kind") in kinds and any(span_of(f.get("count")).overlaps(s) for s in spots)
            ]
            return [f"{f.get('kind')} {f['count'].get('text')!r} of {self.shown(e)}" for e, f in hit]
        if forbidden == "event":
            real = [
                e for e in self.events if e.get("status") in REAL and trap.get("type", e.get("type")) == e.get("type")
            ]
            return [self.shown(e) for e in real if inside(e.get("trigger"))]
        return [f"mention {x.get('text')!r}" for t in self.ceasefires for x in t.get("mentions") or [] if inside(x)]


def _likeness(want: Json, found: tuple[Json, Json], hung: Json | None) -> tuple[bool, int, bool]:
    event, figure = found
    value = sum(figure.get(key) in any_of(want.get(key)) for key in VALUE)
    return figure.get("kind") in any_of(want["kind"]), value, event is hung
