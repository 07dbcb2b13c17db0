"""Scores an extraction of ``examples/reports`` against ``examples/expected.yaml``, whose head explains the conventions.

    python -m tests.examples [--verbose] [FILE.jsonl]

Extracts the reports in this process, or takes the lines that ``truceline extract`` wrote, and prints how much of what a
good reading finds was found. Scored is the published format, so that both are the same thing. Details (status, date,
actors) count where their event, figure, ceasefire or claim was found; figures count wherever they were hung. What is
marked optional counts when it is found. ``among expected`` is a proxy of precision: the expected record is incomplete.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from truceline.errors import EvidenceError
from truceline.model.extraction import Extraction
from truceline.model.ledger import Reading
from truceline.model.ontology import TYPES
from truceline.model.text import Skipped, Span
from truceline.publish.extraction_json import extraction_dict

Json = dict[str, Any]

EXAMPLES = Path(__file__).parent.parent / "examples"
REPORTS = EXAMPLES / "reports"
ACTS = ("violence", "movement", "cooperation")
REAL = ("asserted", "background")
VALUE = ("low", "best", "high", "open")

_STOP = frozenset(
    "a an the of in at on by for to and or with from near al el s his her its their this that one some two three"
    " mr mrs ms dr lt col capt brig gen maj sgt sheikh sayyed ayatollah".split()
)


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that was read otherwise than expected, or not at all."""

    measure: str
    where: str
    want: str
    got: str


@dataclass(slots=True)
class Score:
    """For each measure, in the order in which they came up, how often it was tried and how often it was right."""

    tried: dict[str, list[bool]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    events: int = 0

    def note(self, measure: str, where: str, right: bool, want: object, got: object) -> None:
        """Keeps one answer; a wrong one with what was expected."""
        self.tried.setdefault(measure, []).append(right)
        if not right:
            self.misses.append(Miss(measure, where, str(want), str(got)))

    def share(self, measure: str) -> float:
        """Part of the answers that were right; nothing tried is nothing right."""
        tried = self.tried.get(measure, [])
        return sum(tried) / len(tried) if tried else 0.0

    def table(self) -> str:
        """One line for each measure."""
        rows = [f"{name:32s} {sum(t):4d} of {len(t):4d}  {self.share(name):.2f}" for name, t in self.tried.items()]
        return "\n".join([*rows, f"{'events given in all':32s} {self.events:4d}"]) + "\n"

    def details(self) -> str:
        """One line for each miss, by measure."""
        found = sorted(self.misses, key=lambda miss: (list(self.tried).index(miss.measure), miss.where))
        return "".join(f"{m.measure} | {m.where} | expected {m.want} | got {m.got}\n" for m in found)


def expected() -> Json:
    """The hand-made record."""
    found: Json = yaml.safe_load((EXAMPLES / "expected.yaml").read_text(encoding="utf-8"))
    return found


def extracted() -> Iterator[Json]:
    """The lines that the example reports give; a report that failed gives one with an error."""
    from truceline.pipeline import understood
    from truceline.read import read

    for result in understood(read([str(REPORTS)])):
        if isinstance(result, Reading):
            yield as_line(result.extraction)
        elif not isinstance(result, Skipped):
            yield {"document": {"path": result.path}, "error": {"code": result.code, "message": result.message}}


def as_line(extraction: Extraction) -> Json:
    """An extraction in the published format; an error in place of one whose spans are broken."""
    try:
        return extraction_dict(extraction)
    except EvidenceError as error:
        return {"document": {"path": extraction.document.path}, "error": {"code": "evidence", "message": str(error)}}


def score(found: Iterable[Extraction | Json], wanted: Json) -> Score:
    """How well `found` answers to `wanted`; a report that is not there has everything missed and no trap avoided."""
    lines = [as_line(item) if isinstance(item, Extraction) else item for item in found]
    result = Score()
    for report in wanted["documents"]:
        line = next((x for x in lines if "error" not in x and _is(x.get("document") or {}, report)), None)
        error = next((x["error"] for x in lines if "error" in x and _is(x.get("document") or {}, report)), "nothing")
        result.note("reports read", report["id"], line is not None, report["file"], error)
        _Report(result, report, line or {}, present=line is not None).all()
    return result


def _is(document: Json, report: Json) -> bool:
    path, _, row = str(document.get("path")).partition("#")
    same = "row" not in report or row == report["row"] or document.get("published") == report["published"]
    return Path(path).name == report["file"] and same


def standing(text: str, words: str, passage: str | None = None) -> list[Span]:
    """Where the words stand as whole words: in the passage if there is one, anywhere otherwise."""
    start = 0 if passage is None else text.find(passage)
    if start < 0:
        return []
    end = len(text) if passage is None else start + len(passage)
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)" if words[-1:].isalnum() else re.escape(words))
    return [Span(*match.span()) for match in whole.finditer(text, start, end)][: None if passage is None else 1]


def akin(one: str, other: str) -> bool:
    """True if the two have a word in common, titles, articles and endings aside."""
    return bool(_words(one) & _words(other))


def _words(text: str) -> set[str]:
    bare = re.findall(r"\w+", re.sub(r"['’]s\b|(?<=\b\w)\.", "", text.lower()))
    stems = {re.sub(r"men$", "man", word) if len(word) < 4 else re.sub(r"men$", "man", word.rstrip("s")) for word in bare}
    return {stem for stem in stems if stem not in _STOP} or stems


def _any(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _span(value: Json | None) -> Span:
    return Span(value["start"], value["end"]) if value else Span(-1, -1)


def _texts(spans: Sequence[Json]) -> list[str]:
    return [str(span.get("text")) for span in spans]


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _half(found: Span, spans: Iterable[Span]) -> bool:
    """True if `found` covers half of one of the spans."""
    return any(2 * _shared(found, span) >= span.end - span.start for span in spans)


def _paired(scores: Iterable[tuple[tuple[int, ...], int, int]]) -> dict[int, int]:
    """Expected -> found, the best scores first, nothing twice."""
    pairs: dict[int, int] = {}
    for _, want, got in sorted(scores, key=lambda s: (*(-part for part in s[0]), s[1], s[2])):
        if want not in pairs and got not in pairs.values():
            pairs[want] = got
    return pairs


class _Report:
    """One report: what is expected of it beside what was read out of it."""

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
        if self.present:
            self.reading()
        self.told()
        self.harm()
        self.truces()
        self.said()
        self.traps()

    def note(self, measure: str, item: object, right: bool, want: object, got: object) -> None:
        self.result.note(measure, f"{self.want['id']} {item}", right, want, got)

    def at(self, item: Json, key: str) -> list[Span]:
        return [span for words in _any(item[key]) for span in standing(self.text, words, item.get("in"))]

    def who(self, refs: Sequence[Json | None]) -> list[str]:
        """The words of each reference, with the name that it stands for."""
        given = [(str((ref.get("span") or {}).get("text")), self.names.get(ref.get("id"), "")) for ref in refs if ref]
        return [f"{words} = {name}" if name and name != words else words for words, name in given]

    def each(self, measure: str, item: str, want: Sequence[str], refs: Sequence[Json | None]) -> None:
        given = self.who(refs)
        for one in want:
            self.note(measure, item, any(akin(one, other) for other in given), one, given)

    def one_of(self, measure: str, item: str, want: object, got: object) -> None:
        self.note(measure, item, got in _any(want), want, got)

    # ------------------------------------------------------------------------------------------ the report itself
    def reading(self) -> None:
        for key in ("title", "outlet", "published", "published_basis"):
            self.one_of("metadata", key, self.want.get(key), self.document.get(key))
        used = [_span(s) for s in self.document.get("sentences") or [] if s.get("role") != "boilerplate"]
        for words in self.want.get("boilerplate") or []:
            kept = any(s.overlaps(u) for s in standing(self.text, words) for u in used)
            self.note("page furniture left out", "", not kept, words, "a sentence of the report")

    # ------------------------------------------------------------------------------------------------------ events
    def told(self) -> None:
        wanted: list[Json] = self.want.get("events") or []
        spots = [self.at(w, "trigger") for w in wanted]
        wide = [[*spot, *(standing(self.text, w["in"]) if "in" in w else [])] for w, spot in zip(wanted, spots, strict=True)]
        scores = []
        for n, want in enumerate(wanted):
            for m, event in enumerate(self.events):
                trigger = _span(event.get("trigger"))
                if event.get("type") in _any(want["type"]) and any(trigger.overlaps(s) for s in wide[n]):
                    close = any(trigger.overlaps(s) for s in spots[n])
                    scores.append(((close, event.get("status") in _any(want.get("status", "asserted"))), n, m))
        pairs = _paired(scores)
        for n, want in enumerate(wanted):
            if n in pairs:
                self.result.note("events found", want["id"], True, "", "")
                self.pairs[want["id"]] = self.events[pairs[n]]
                self.event(want, self.events[pairs[n]])
            elif not want.get("optional"):
                near = self.near(wide[n])
                self.result.note("events found", want["id"], False, f"{want['type']} {want['trigger']!r}", near)
        known = [span for spans in wide for span in spans]
        for event in self.events:
            name, trigger = str(event.get("type")), _span(event.get("trigger"))
            if event.get("status") == "asserted" and name in TYPES and TYPES[name].family in ACTS:
                ok = any(trigger.overlaps(span) for span in known)
                self.note("events among expected", event.get("id"), ok, "nothing", self.shown(event, 30))

    def near(self, spans: Sequence[Span]) -> list[str]:
        """The events at these spans; if there are none, those in the same sentences."""
        sentences = [_span(s) for s in self.document.get("sentences") or []]
        around = [s for s in sentences if any(s.overlaps(span) for span in spans)]
        for reach in (spans, around):
            found = [self.shown(e) for e in self.events if any(_span(e.get("trigger")).overlaps(s) for s in reach)]
            if found:
                return found if reach is spans else ["elsewhere in the sentence:", *found]
        return []

    def shown(self, event: Json, around: int = 0) -> str:
        spot = _span(event.get("trigger"))
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
        first, last = want[key]
        early, late = (None, None) if got is None else (got.get("earliest"), got.get("latest"))
        given = "nothing" if got is None else [early, late]
        self.note(f"{measure} exact", item, [early, late] == [first, last], [first, last], given)
        apart = (late is not None and first is not None and late < first) or (early is not None and last < early)
        meets = not apart and (early, late) != (None, None)
        self.note(f"{measure} overlapping", item, meets, [first, last], given)

    # ----------------------------------------------------------------------------------------------------- figures
    def harm(self) -> None:
        known = []
        for event in self.want.get("events") or []:
            for want in event.get("figures") or []:
                spots = self.at(want, "quote")
                known += spots
                hung = self.pairs.get(event["id"])
                given = [(e, f) for e, f in self.figures if any(_span(f.get("count")).overlaps(s) for s in spots)]
                if given:
                    self.figure(event["id"], want, *max(given, key=lambda g: _likeness(want, *g, hung)), hung)
                elif not (want.get("optional") or event.get("optional")):
                    self.note("figures found", event["id"], False, f"{want['quote']} {want['kind']}", self.near(spots))
        for event, figure in self.figures:
            ok = any(_span(figure.get("count")).overlaps(span) for span in known)
            got = f"{figure.get('kind')} {_texts([figure.get('count') or {}])} of {self.shown(event, 30)}"
            self.note("figures among expected", event.get("id"), ok, "nothing", got)

    def figure(self, item: str, want: Json, event: Json, figure: Json, hung: Json | None) -> None:
        item = f"{item} {want['quote']!r}"
        self.note("figures found", item, True, "", "")
        value = [figure.get(key) for key in VALUE]
        right = all(figure.get(key) in _any(want.get(key)) for key in VALUE)
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
                mentions = [_span(x) for x in truce.get("mentions") or []]
                if hits := sum(any(mention.overlaps(w) for w in words) for mention in mentions):
                    scores.append(((hits,), n, m))
        pairs = _paired(scores)
        for m, truce in enumerate(self.ceasefires):
            got = f"{truce.get('state')} {_texts(truce.get('mentions') or [])}"
            self.note("ceasefires among expected", truce.get("id"), m in pairs.values(), "nothing", got)
        for n, want in enumerate(wanted):
            if n in pairs:
                self.result.note("ceasefires found", want["id"], True, "", "")
                self.ceasefire(want, self.ceasefires[pairs[n]])
            elif not want.get("optional"):
                got = [_texts(truce.get("mentions") or []) for truce in self.ceasefires]
                self.result.note("ceasefires found", want["id"], False, want["words"], got)

    def ceasefire(self, want: Json, truce: Json) -> None:
        item, given = want["id"], self.who(truce.get("parties") or [])
        self.each("parties found", item, want.get("parties") or [], truce.get("parties") or [])
        for one in given if want.get("parties") else []:
            self.note("parties among expected", item, any(akin(one, w) for w in want["parties"]), want["parties"], one)
        self.each("declared by", item, want.get("declared_by") or [], truce.get("declared_by") or [])
        self.each("broker", item, want.get("broker") or [], truce.get("broker") or [])
        if not want.get("broker"):
            given = [w for w in self.who(truce.get("broker") or []) if not akin(w, str(want.get("broker_optional", "")))]
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
            near = [g for g in got if _half(_span(g.get("span")), self.at(one, "quote"))]
            right = any("state" not in one or g.get("state") == one["state"] for g in near)
            shown = [(g.get("state") or g.get("kind"), (g.get("span") or {}).get("text")) for g in near or got]
            self.note(measure, item, right, one.get("state", "") + f" {one['quote']!r}", shown)

    # ------------------------------------------------------------------------------------------- claims and traps
    def said(self) -> None:
        for want in self.want.get("claims") or []:
            spots, item = self.at(want, "quote"), repr(want["quote"][:50])
            near = [c for c in self.claims if _half(_span(c.get("content")), spots)]
            others = [_texts([c.get("content") or {}])[0] for c in self.claims if _half(spots[0], [_span(c.get("content"))])]
            self.note("claims found", item, bool(near), "", others) if spots else self.note(
                "claims found", item, False, "", "words not in the text"
            )
            if near:
                self.claim(item, want, max(near, key=lambda c: self.heard(want, c)))
            if "doubts" in _any(want.get("stance")) and self.want.get("ceasefires"):
                doubts = [d.get("span") or {} for truce in self.ceasefires for d in truce.get("doubts") or []]
                right = any(_span(d).overlaps(s) for d in doubts for s in spots)
                self.note("doubts", item, right, "", _texts(doubts))

    def heard(self, want: Json, claim: Json) -> bool:
        given = self.who([claim.get("speaker")])
        return not given if want["speaker"] is None else any(akin(w, g) for w in _any(want["speaker"]) for g in given)

    def claim(self, item: str, want: Json, claim: Json) -> None:
        self.note("speaker", item, self.heard(want, claim), want["speaker"], self.who([claim.get("speaker")]))
        for key in ("mode", "stance", "factuality", "conditional"):
            if key in want:
                self.one_of(key, item, want[key], claim.get(key))

    def traps(self) -> None:
        for trap in self.want.get("traps") or []:
            spots = self.at(trap, "quote")
            wrong = [] if self.present else ["the report is missing"]
            for forbidden in _any(trap["forbids"]):
                wrong += self.caught(forbidden, trap, spots)
            kind = trap.get("type") or trap.get("kind") or ""
            self.note("traps avoided", repr(trap["quote"]), not wrong, f"no {trap['forbids']} {kind}: {trap['why']}", wrong)

    def caught(self, forbidden: str, trap: Json, spots: Sequence[Span]) -> list[str]:
        def inside(span: Json | None) -> bool:
            return any(_span(span).within(s) or s.within(_span(span)) for s in spots)

        if forbidden == "figure":
            kinds = [trap["kind"]] if "kind" in trap else [f.get("kind") for _, f in self.figures]
            hit = [(e, f) for e, f in self.figures if f.get("kind") in kinds and inside(f.get("count"))]
            return [f"{f.get('kind')} {f['count'].get('text')!r} of {self.shown(e)}" for e, f in hit]
        if forbidden == "event":
            real = [e for e in self.events if e.get("status") in REAL and trap.get("type", e.get("type")) == e.get("type")]
            return [self.shown(e) for e in real if inside(e.get("trigger"))]
        return [f"mention {x.get('text')!r}" for t in self.ceasefires for x in t.get("mentions") or [] if inside(x)]


def _likeness(want: Json, event: Json, figure: Json, hung: Json | None) -> tuple[bool, int, bool]:
    value = sum(figure.get(key) in _any(want.get(key)) for key in VALUE)
    return figure.get("kind") in _any(want["kind"]), value, event is hung


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.examples", description="Scores the example reports.")
    parser.add_argument("--verbose", action="store_true", help="list every miss: measure, place, expected, got")
    parser.add_argument("file", nargs="?", type=Path, help="lines of `truceline extract`; otherwise extract now")
    options = parser.parse_args()
    if options.file is None:
        lines = list(extracted())
    else:
        lines = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    for line in lines:
        if "error" in line:
            sys.stderr.write(f"failed: {line['document'].get('path')}: {line['error'].get('message')}\n")
    found = score(lines, expected())
    sys.stdout.write((found.details() + "\n" if options.verbose else "") + found.table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
