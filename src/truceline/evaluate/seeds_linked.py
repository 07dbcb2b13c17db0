"""The reference articles read into one record: what is one there, what is two, and where the places lie.

- `must_merge`: a record is brought together if all its passages that we have a record for lead to one of ours, in
  whatever report they stand. An actor's passages are all places where one of its `strings`, or else of its names,
  stands in the texts; none of the strings may be missing.
- `must_not_merge`: a pair is kept apart if both are found and none of our records stands for both.
- Each of our actors is one of each if the hand-made names in capitals that its passages come nearest to are those of
  one actor there, and no quarter's.
- Codes of an actor that stands for one there and is in the register: its PLOVER sector is one of those there, its ACLED
  inter code, where there is one, the same.
- A place that has coordinates, or lies within one that has, is right within 25 km of them; a district, or a site, may
  also lie in its city. One answer for each report that names it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from truceline.evaluate.report import Table
from truceline.evaluate.scoring import Share
from truceline.gazetteer.store import distance
from truceline.model.ledger import Reading
from truceline.model.records import ActorRow, CeasefireRow, EventRow
from truceline.model.text import Span

if TYPE_CHECKING:
    from truceline.evaluate.seeds import Document
    from truceline.model.extraction import Place
    from truceline.record import Store

Gold = dict[str, Any]

TOGETHER, APART, SINGLE, NEAR = "brought together", "kept apart", "one of each", "within 25 km"
SECTOR, INTER = "PLOVER sector", "ACLED inter"
MEASURES = (
    ("record", TOGETHER), ("record", APART), ("record", SINGLE), ("actors", SECTOR), ("actors", INTER),
    ("places", NEAR),
)  # fmt: skip
_KM = 25.0
_HALF, _MOST = 0.5, 0.8
_ARTICLE = re.compile("^[Tt]he ")
_PARTS = frozenset({"district", "site"})


@dataclass(frozen=True, slots=True)
class Told:
    """A passage that stands for one of our records, under the id that all its reports share."""

    document: str
    span: Span
    id: str
    category: str | None = None


@dataclass(slots=True)
class Answers:
    """The shares, and what was wrong."""

    shares: defaultdict[tuple[str, str], Share] = field(default_factory=lambda: defaultdict(Share))
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    def note(self, group: str, name: str, what: str, wrong: str) -> None:
        """One answer; it is right if nothing is wrong."""
        self.shares[group, name].add(not wrong)
        if wrong:
            self.wrong.append((name, what, wrong))

    def table(self) -> Table:
        """What was wrong, by name."""
        return Table("Not as in the hand-made record", ("measure", "what", "given"), tuple(self.wrong))


def score(gold: Gold, documents: Mapping[str, Document]) -> Answers:
    """Reads the documents into one record, links it and compares."""
    answers = Answers()
    with _record(Reading(d.result, tuple(d.statements)) for d in documents.values()) as store:
        asked = _Asked(gold, documents, store)
    for merge in gold.get("must_merge") or []:
        answers.note("record", TOGETHER, merge["record"], asked.parted(merge))
    for pair in gold.get("must_not_merge") or []:
        answers.note("record", APART, " / ".join(pair["pair"]), asked.mixed(pair["pair"]))
    for id, names in asked.standing_for().items():
        answers.note("record", SINGLE, id, ", ".join(names) if len(names) > 1 else "")
        if len(names) == 1:
            asked.codes(id, names[0], answers)
    for what, wrong in _places(gold.get("places") or [], documents):
        answers.note("places", NEAR, what, wrong)
    return answers


@contextmanager
def _record(readings: Iterable[Reading]) -> Iterator[Store]:
    """A record of these readings, linked; gone afterwards."""
    from truceline import pipeline
    from truceline.record import Store

    with TemporaryDirectory() as place, Store.open(Path(place) / "seeds.db", "create") as store:
        now = datetime.now(UTC)
        run = store.begin_run(pipeline.version(), agent="truceline evaluate", at=now)
        store.append(run, list(readings))
        store.end_run(run, at=now)
        store.fold()
        pipeline.link(store)
        store.fold()
        yield store


class _Asked:
    """Our records by the passages that stand for them."""

    def __init__(self, gold: Gold, documents: Mapping[str, Document], store: Store) -> None:
        self._documents = documents
        self._gold = {part: {row["id"]: row for row in gold[part]} for part in ("actors", "events", "ceasefires")}
        self._quarters = [place for place in gold.get("places") or () if place["kind"] in _PARTS]
        one = {row.id: row.canonical_id for row in store.rows(ActorRow)}
        one |= {row.id: row.canonical_id for row in store.rows(CeasefireRow)}
        self._coded = {row.canonical_id: row for row in store.rows(ActorRow) if row.sector is not None}
        events = {row.id: row for row in store.rows(EventRow)}
        self._told: dict[str, list[Told]] = {part: [] for part in self._gold}
        for name, document in documents.items():
            whose = {s.record_id: str(s.value) for s in document.statements if s.field == "actor_id"}
            for said in document.statements:
                for quote in said.quotes:
                    span = document.at(quote.span)
                    match said.table, said.field:
                        case "actor_name", "name":
                            self._told["actors"].append(Told(name, span, one[whose[said.record_id]]))
                        case "ceasefire", "name":
                            self._told["ceasefires"].append(Told(name, span, one[said.record_id]))
                        case "event", "trigger":
                            row = events[said.record_id]
                            self._told["events"].append(Told(name, span, row.happening_id, row.plover))

    def parted(self, merge: Gold) -> str:
        """What is wrong with a record that has to be one; empty if nothing is."""
        found = self._passages(merge["record"], merge.get("strings"))
        missing = sorted({words for words, ids in found if not ids}) if merge.get("strings") else []
        if missing:
            return f"not found: {', '.join(missing)}"
        had = [ids for _, ids in found if ids]
        if not had:
            return "not found"
        if frozenset.intersection(*had):
            return ""
        most = max(sum(id in ids for ids in had) for id in frozenset[str]().union(*had))
        return f"{most} of {len(had)} passages in one"

    def mixed(self, pair: Sequence[str]) -> str:
        """What is wrong with two records that have to be two; empty if nothing is."""
        one, other = (frozenset[str]().union(*(ids for _, ids in self._passages(id, None))) for id in pair)
        lost = [id for id, ids in zip(pair, (one, other), strict=True) if not ids]
        if lost:
            return f"not found: {', '.join(lost)}"
        return ", ".join(sorted(one & other))

    def standing_for(self) -> dict[str, list[str]]:
        """The actors and quarters of the hand-made record that names in capitals lead to, by our ids."""
        best: dict[Told, tuple[float, str]] = {}
        for gold in (*self._gold["actors"].values(), *self._quarters):
            names = [name for name in _names(gold) if re.search(r"\b[A-Z]", name)]
            same = [tie["to"] for tie in gold.get("affiliations") or () if str(tie.get("role")).startswith("same as")]
            for _, name, span in self._said(gold, names):
                for told in self._told["actors"]:
                    share = _common(told.span, span) if told.document == name else 0.0
                    if share >= _MOST and share > best.get(told, (0.0, ""))[0]:
                        best[told] = (share, same[0] if same else gold["id"])
        found: dict[str, set[str]] = defaultdict(set)
        for told, (_, id) in best.items():
            found[told.id].add(id)
        return {ours: sorted(ids) for ours, ids in sorted(found.items())}

    def codes(self, ours: str, id: str, answers: Answers) -> None:
        """Compares the codes of an actor of ours with those of the hand-made record."""
        row, gold = self._coded.get(ours), self._gold["actors"].get(id)
        if row is None or gold is None:
            return
        if gold.get("plover"):
            right = row.sector in str(gold["plover"]).split()
            answers.note("actors", SECTOR, id, "" if right else f"{row.sector} for {row.known}")
        if gold.get("acled_inter") is not None:
            answers.note(
                "actors", INTER, id, "" if row.inter == gold["acled_inter"] else f"{row.inter} for {row.known}"
            )

    def _passages(self, id: str, strings: Sequence[str] | None) -> list[tuple[str, frozenset[str]]]:
        """The passages of a hand-made record, each with the ids of ours that stand there."""
        part = next((part for part, rows in self._gold.items() if id in rows), "")
        if not part:
            return []
        gold, told = self._gold[part][id], self._told[part]
        if part == "actors":
            names = strings or _names(gold)
            return [(words, _closest(told, name, span)) for words, name, span in self._said(gold, names)]
        mentions = [e for e in _many(gold.get("mentions") or gold.get("evidence")) if e["doc"] in self._documents]
        category = (gold.get("plover") or {}).get("event") if isinstance(gold.get("plover"), dict) else None
        return [
            (
                f"{e['start']}",
                _within(told, e["doc"], Span(e["start"], e["end"]), category if part == "events" else None),
            )
            for e in mentions
        ]

    def _said(self, gold: Gold, names: Iterable[str]) -> Iterator[tuple[str, str, Span]]:
        for name, document in self._documents.items():
            if name in gold.get("docs", self._documents):
                for words in dict.fromkeys(_ARTICLE.sub("", words) for words in names):
                    yield from ((words, name, span) for span in _occurrences(words, document.raw))


def _places(gold: Sequence[Gold], documents: Mapping[str, Document]) -> Iterator[tuple[str, str]]:
    """Each place that has coordinates, or lies in one that has, in each report, and what is wrong with ours."""
    by_id = {place["id"]: place for place in gold}
    for place in gold:
        home = by_id.get(place.get("within", ""), place) if place["kind"] in _PARTS else place
        wanted = [p for p in (place, home) if p.get("lat") is not None]
        for name, document in documents.items() if wanted else ():
            spans = [span for words in _names(place) for span in _occurrences(words, document.raw)]
            if spans:
                found = document.result.places
                ours = [p for p in found if any(document.at(m).overlaps(s) for m in p.mentions for s in spans)]
                yield f"{place['id']} {place['name']}, {name}", _far(wanted, ours)


def _far(wanted: Sequence[Gold], ours: Sequence[Place]) -> str:
    """What is wrong with our places: empty if one of them lies near enough."""
    if not ours:
        return "no place found"
    gaps = [distance(w["lat"], w["lon"], p.lat, p.lon) for w in wanted for p in ours]
    if min(gaps) <= _KM:
        return ""
    if all(p.lat is None for p in ours):
        return f"{ours[0].name} without coordinates"
    return f"{min(gaps):.0f} km away"


def _names(gold: Gold) -> list[str]:
    return list(dict.fromkeys([gold["name"], *(gold.get("variants") or [])]))


def _occurrences(words: str, text: str) -> list[Span]:
    """Where the words stand in the text, whole words only."""
    return [Span(*m.span()) for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def _closest(told: Iterable[Told], document: str, span: Span) -> frozenset[str]:
    """The actor whose passage is most nearly the span, if the two have half of their letters in common."""
    found = [(_common(t.span, span), t.id) for t in told if t.document == document and t.span.overlaps(span)]
    best = max((share for share, _ in found), default=0.0)
    return frozenset(id for share, id in found if share == best) if best >= _HALF else frozenset()


def _common(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start))


def _within(told: Iterable[Told], document: str, span: Span, category: str | None) -> frozenset[str]:
    found = (t for t in told if t.document == document and t.span.overlaps(span))
    return frozenset(t.id for t in found if category is None or t.category == category)


def _many(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [value] if value else []
