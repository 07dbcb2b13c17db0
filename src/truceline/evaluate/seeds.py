"""Reference articles with a full hand-made record (`gold.yaml` and the texts that it names): an acceptance sample.

- An event is found if one of our events has its PLOVER category and a trigger that touches one of its passages;
  optional and background ones may be missing. Dates and actors are asked for where the event is found.
- A figure is exact if kind, low, best and high are those of a figure in or beside the passages of the event.
- A trap is avoided if its words give no figure, and no event of deeds that is said to have happened.
- A ceasefire is found if one of its passages holds a mention of ours, the one with most answers; its roles are right
  if they share a word with a name of the actor that is wanted.
- A claim is found if half of its content, or of ours, is common to both; its speaker is right like an actor. What the
  author says himself is not asked for.
- What is one and what is two across the documents, and where the places lie: see `seeds_linked`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from truceline.errors import UsageError
from truceline.evaluate import seeds_linked, texts
from truceline.evaluate.report import Scores, Table
from truceline.evaluate.scoring import Share
from truceline.evaluate.words import WORD
from truceline.model.ledger import Reading, Statement
from truceline.model.text import Span
from truceline.model.vocabulary import Codes, codes_of

if TYPE_CHECKING:
    from truceline.model.extraction import Event, Extraction, Figure, Ref

Gold = dict[str, Any]

PARTS = ("documents", "actors", "events", "not_events", "ceasefires", "claims")
MEASURES = (
    ("events", "found"), ("events", "dates exact"), ("events", "actors"), ("figures", "exact"),
    ("traps", "avoided"), ("ceasefires", "found"), ("ceasefires", "state"), ("ceasefires", "parties"),
    ("ceasefires", "declared_by"), ("ceasefires", "broker"), ("claims", "found"), ("claims", "speakers"),
    *seeds_linked.MEASURES,
)  # fmt: skip
_EXPECTED = f"a hand-made record in YAML with {', '.join(PARTS)}"
_EMPTY_WORDS = frozenset("the a of al el and s in for".split())
_DEEDS = (2, 4)


def score(paths: Sequence[Path], options: texts.Options) -> Scores:
    """How much of the hand-made record is found, over all its documents."""
    texts.whole(options, "seeds")
    folder = paths[0]
    gold = load(folder)
    documents = gold["documents"] if options.limit is None else gold["documents"][: options.limit]
    read = dict(zip((d["id"] for d in documents), _readings(folder, documents, options.jobs), strict=True))
    tested = Tested(gold, read)
    tested.all()
    linked = seeds_linked.score(gold, tested.docs)
    tested.shares.update(linked.shares)
    return Scores(
        documents=len(read),
        failed=sum(r is None for r in read.values()),
        measures=tuple(tested.shares[pair].measure(*pair) for pair in MEASURES),
        tables=(
            Table(
                "Given in all", ("what", "n"), (("events", sum(len(d.result.events) for d in tested.docs.values())),)
            ),
            linked.table(),
        ),
    )


def load(folder: Path) -> Gold:
    """The hand-made record.

    Raises:
        UsageError: it is not there, or not in the format.
    """
    import yaml

    file = texts.present(folder, "gold.yaml") if folder.is_dir() else None
    if file is None:
        raise UsageError(f"{folder}: expected a folder with gold.yaml and the texts that it names")
    try:
        found = yaml.safe_load(texts.contents(file))
    except yaml.YAMLError as error:
        raise UsageError(f"{file}: not YAML ({error}); expected {_EXPECTED}") from None
    missing = [part for part in PARTS if not isinstance(found, dict) or part not in found]
    if missing:
        raise UsageError(f"{file}: no {', '.join(missing)}; expected {_EXPECTED}")
    gold: Gold = found
    for document in gold["documents"]:
        if not (folder / document["file"]).is_file():
            raise UsageError(f"{folder / document['file']}: is not there; {file} names it")
    return gold


def _readings(folder: Path, documents: Sequence[Gold], jobs: int) -> list[Document | None]:
    """What is read in the files, with their side files."""
    from truceline.pipeline import understood
    from truceline.read import ReadOptions, read

    files = [folder / document["file"] for document in documents]
    results = understood(read([str(file) for file in files], ReadOptions()), jobs)
    return [
        Document(result.extraction, texts.contents(file), result.statements) if isinstance(result, Reading) else None
        for file, result in zip(files, results, strict=True)
    ]


class Document:
    """An extraction whose spans are those of the file."""

    def __init__(self, result: Extraction, raw: str, statements: Sequence[Statement] = ()) -> None:
        self.result, self.raw, self.statements = result, raw, statements
        self.codes: Mapping[str, Codes] = codes_of(result)
        self.shift = max(0, raw.find(result.document.text))

    def at(self, span: Span) -> Span:
        """The span in the file; the text that was read may begin later."""
        return Span(span.start + self.shift, span.end + self.shift)

    def words(self, refs: Iterable[Ref]) -> list[str]:
        """The words of mentions."""
        return [ref.span.of(self.result.document.text) for ref in refs]


class Tested:
    """The answers so far. In a document that could not be read, nothing is found and no trap avoided."""

    def __init__(self, gold: Gold, read: Mapping[str, Document | None]) -> None:
        self.gold = gold
        self.docs = {name: document for name, document in read.items() if document is not None}
        self.failed = {name for name, document in read.items() if document is None}
        self.shares: defaultdict[tuple[str, str], Share] = defaultdict(Share)
        self.actors = {actor["id"]: actor for actor in gold["actors"]}

    def all(self) -> None:
        """Asks for everything in the hand-made record."""
        self.used: set[tuple[str, str]] = set()
        for event in self.gold["events"]:
            self._event(event)
        for trap in self.gold["not_events"]:
            self._trap(trap)
        for ceasefire in self.gold["ceasefires"]:
            self._ceasefire(ceasefire)
        for claim in self.gold["claims"]:
            self._claim(claim)

    def note(self, group: str, name: str, right: bool) -> None:
        """One answer."""
        self.shares[group, name].add(right)

    def _lost(self, name: str, group: str, measure: str, wanted: bool = True) -> None:
        """What was wanted of a document that could not be read is wrong; of one left out by a limit, nothing is."""
        if wanted and name in self.failed:
            self.note(group, measure, False)

    def _event(self, gold: Gold) -> None:
        name = _many(gold["evidence"])[0]["doc"]
        document = self.docs.get(name)
        wanted = not (gold.get("optional") or gold.get("background"))
        if document is None:
            self._lost(name, "events", "found", wanted)
            return
        places = [_span(e) for e in _many(gold["evidence"]) if e["doc"] == name]
        best = self._answer(gold, name, document, places)
        if wanted:
            self.note("events", "found", best is not None)
        if best is None:
            return
        self.used.add((name, best.id))
        figures = {_value(f) for f in self._figures(document, places)}
        for casualty in gold.get("casualties") or []:
            high = None if casualty["open_upper"] else casualty["high"]
            self.note("figures", "exact", (casualty["kind"], casualty["low"], casualty["best"], high) in figures)
        day = gold.get("date") or {}
        if day.get("text") and day.get("earliest"):
            ours = ("None", "None") if best.date is None else (str(best.date.days.earliest), str(best.date.days.latest))
            self.note("events", "dates exact", ours == (str(day["earliest"]), str(day["latest"])))
        said = document.words((*best.actor, *best.target))
        for actor in gold.get("actors") or []:
            self.note("events", "actors", self._named(said, actor))

    def _answer(self, gold: Gold, name: str, document: Document, places: Sequence[Span]) -> Event | None:
        """The event that answers: the first of the category that touches a passage, one not used before if there is."""
        plover = gold.get("plover")
        category = plover.get("event") if isinstance(plover, dict) else plover
        free = category in (None, "none")
        fitting = [
            e
            for e in document.result.events
            if _touches(document.at(e.trigger), places) and (free or document.codes[e.id].plover == category)
        ]
        fresh = (e for e in fitting if (name, e.id) not in self.used)
        return next(fresh, fitting[0] if fitting else None)

    def _figures(self, document: Document, places: Sequence[Span]) -> Iterable[Figure]:
        for event in document.result.events:
            beside = _touches(document.at(event.trigger), places)
            yield from (f for f in event.figures if beside or _touches(document.at(f.count), places))

    def _trap(self, gold: Gold) -> None:
        evidence = _many(gold.get("evidence") or gold)[0]
        document = self.docs.get(evidence.get("doc", ""))
        if document is None or "start" not in evidence:
            self._lost(evidence.get("doc", ""), "traps", "avoided")
            return
        place = _span(evidence)
        caught = any(
            (document.at(e.trigger).within(place) and e.status in ("asserted", "background")
             and document.codes[e.id].quad in _DEEDS)
            or any(document.at(f.count).overlaps(place) for f in e.figures)
            for e in document.result.events
        )  # fmt: skip
        self.note("traps", "avoided", not caught)

    def _ceasefire(self, gold: Gold) -> None:
        home = next((e["doc"] for e in _passages(gold)), "")
        document = self.docs.get(home)
        if document is None:
            self._lost(home, "ceasefires", "found")
            return
        places = [_span(e) for e in _passages(gold)]
        hits = [sum(_count(document.at(m), places) for m in c.mentions) for c in document.result.ceasefires]
        most = max(hits, default=0)
        self.note("ceasefires", "found", most > 0)
        if most == 0:
            return
        ours = document.result.ceasefires[hits.index(most)]
        self.note("ceasefires", "state", ours.state == gold["status_at_publication"])
        for role, refs in (("parties", ours.parties), ("broker", ours.broker), ("declared_by", ours.declared_by)):
            for actor in _many(gold.get(role)):
                self.note("ceasefires", role, self._named(document.words(refs), actor))

    def _claim(self, gold: Gold) -> None:
        evidence = _many(gold["evidence"])[0]
        document = self.docs.get(evidence["doc"])
        asked = not str(gold["mode"]).startswith("author")
        if document is None or not asked:
            self._lost(evidence["doc"], "claims", "found", asked)
            return
        place = _span(evidence)
        hits = [c for c in document.result.claims if _half(document.at(c.content), place)]
        self.note("claims", "found", bool(hits))
        if hits:
            said = document.words(c.speaker for c in hits if c.speaker is not None)
            self.note("claims", "speakers", self._named(said, gold["speaker"]))

    def _named(self, said: Iterable[str], actor: str) -> bool:
        """True if one of the phrases has a word of one of the actor's names."""
        known = self.actors.get(actor)
        names = [actor] if known is None else [known["name"], *known.get("variants", [])]
        wanted = set[str]().union(*map(_words, names))
        return any(_words(phrase) & wanted for phrase in said)


def _words(phrase: str) -> set[str]:
    found = {part.casefold() for word in WORD.findall(phrase) for part in _parts(word)}
    return found - _EMPTY_WORDS


def _parts(word: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in word).split()


def _many(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [value] if value else []


def _span(evidence: Gold) -> Span:
    return Span(evidence["start"], evidence["end"])


def _passages(ceasefire: Gold) -> list[Gold]:
    """Passages of a ceasefire that tell of its state, broker, history, terms and doubts."""
    found = [e for key in ("status_evidence", "broker_evidence") for e in _many(ceasefire.get(key))]
    parts = [p for key in ("history", "terms", "doubts") for p in _many(ceasefire.get(key))]
    found += [p["evidence"] for p in parts if isinstance(p, dict) and isinstance(p.get("evidence"), dict)]
    return [e for e in found if "start" in e]


def _touches(span: Span, places: Iterable[Span]) -> bool:
    return any(span.overlaps(place) for place in places)


def _count(span: Span, places: Iterable[Span]) -> int:
    return sum(span.overlaps(place) for place in places)


def _half(ours: Span, gold: Span) -> bool:
    shared = min(ours.end, gold.end) - max(ours.start, gold.start)
    return 2 * shared >= min(gold.end - gold.start, ours.end - ours.start)


def _value(figure: Figure) -> tuple[str, int | None, int | None, int | None]:
    value = figure.value
    return figure.kind, value.low, value.best, None if value.open else value.high
