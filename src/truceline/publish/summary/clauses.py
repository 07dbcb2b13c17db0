"""An event as a clause: who did what to whom, where and when, as one report tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from truceline.model.records import ClaimRow, EventPlaceRow, EventRow, FigureRow, FigureSourceRow, PlaceRow, ReportRow
from truceline.publish.dossier import words
from truceline.publish.dossier.index import Happening, Index, grouped
from truceline.publish.dossier.text import oneline, shortened
from truceline.publish.summary.grammar import NOBODY, UNNAMED, Articles, joined, on
from truceline.publish.summary.sentences import Key
from truceline.publish.summary.verbs import VERBS, Verb

_LONGEST = 80
_MOST_NAMES = 3
_NEITHER = "an undated report of an unknown outlet"
_LOOSE = " \"“”‘’',;:—–-"  # signs at the ends of words that no name has


@dataclass(frozen=True, slots=True)
class Clause:
    """Words and the cells that say them."""

    text: str
    cells: tuple[Key, ...]


class Teller:
    """Puts rows of a record into clauses; look-ups are made once."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.articles = Articles(index)
        self.cells = {(c.table, c.row_id, c.column): c.passages for c in index.material.cells}
        self.places = {row.id: row for row in index.material.of(PlaceRow)}
        self.claims = {row.id: row for row in index.material.of(ClaimRow)}
        self.events = {row.id: row for row in index.material.of(EventRow)}
        self.figures = grouped(index.material.of(FigureRow), lambda f: f.event_id)
        self.sources = grouped(index.material.of(FigureSourceRow), lambda s: s.figure_id)

    def name(self, actor_id: str | None, text: str) -> str:
        """Somebody by the fullest name, with the article that reports give it; empty for a pronoun or nobody."""
        name = self.index.who(actor_id, text).strip(_LOOSE)
        if name.casefold() in UNNAMED | NOBODY:
            name = oneline(text).strip(_LOOSE)
        if not name or name.casefold() in UNNAMED | NOBODY or oneline(text).casefold() in NOBODY:
            return ""
        return self.articles.before(shortened(name, _LONGEST))

    def people(self, row: EventRow, role: str) -> tuple[list[str], list[Key]]:
        """Everybody in one role of an event, each once, with the cells that name them."""
        found: dict[str, Key] = {}
        for part in self.index.event_actors.get(row.id, ()):
            if part.role == role and part.review != "rejected" and (name := self.name(part.actor_id, part.text)):
                name = f"{name} (inferred)" if part.basis == "inferred" else name
                found.setdefault(name, (part.table, part.id, "text"))
        return list(found)[:_MOST_NAMES], list(found.values())[:_MOST_NAMES]

    def sides(self, row: EventRow) -> tuple[list[str], list[Key], list[str], list[Key]]:
        """Who did it and to whom, each with the cells; nobody is named twice."""
        actors, acting = self.people(row, "actor")
        targets = [(n, key) for n, key in zip(*self.people(row, "target"), strict=True) if n not in actors]
        return actors, acting, [name for name, _ in targets], [key for _, key in targets]

    def place(self, row: EventRow) -> Clause:
        """Where, with its preposition: the finest place that the report names; empty if it names none."""
        found = [p for p in self.index.event_places.get(row.id, ()) if p.review != "rejected"]
        if not found:
            return Clause("", ())
        best = min(found, key=self._rough)
        where = self.places.get(best.place_id or "")
        name = self.index.where(best.place_id, best.text)
        if not name[:1].isupper():
            return Clause("", ())  # a street, a mosque: without its town it tells nobody where
        lead = "at" if where is not None and where.kind == "feature" else "in"
        inferred = " (inferred)" if best.basis == "inferred" else ""
        return Clause(f"{lead} {self.articles.before(name)}{inferred}", ((best.table, best.id, "text"),))

    def _rough(self, row: EventPlaceRow) -> tuple[bool, int, int]:
        where = self.places.get(row.place_id or "")
        return where is None or where.lat is None, (where.precision or 9) if where else 9, row.position

    def when(self, row: EventRow) -> Clause:
        """When, with its preposition, and that it is inferred where it is."""
        said = on(row.date_earliest, row.date_latest)
        if not said:
            return Clause("", ())
        if row.date_basis == "inferred":
            said = f"{said} (the day is inferred)"
        column = "date_earliest" if row.date_earliest else "date_latest"
        return Clause(said, (("event", row.id, column),))

    def noun(self, row: EventRow) -> Clause:
        """The event as a noun: ``an air strike on a bridge by the army in Kut on 3 May 2004``."""
        verb = VERBS.get(row.type, Verb(words.type_word(row.type), "", "", ""))
        text, cells = verb.noun, [("event", row.id, "type")]
        actors, acting, targets, struck = self.sides(row)
        if row.type in ("armed_clash", "talks", "agreement") and len([*actors, *targets]) > 1:
            text, cells = f"{text} between {joined([*actors, *targets])}", [*cells, *acting, *struck]
        else:
            if targets and verb.onto:
                text, cells = f"{text} {verb.onto} {joined(targets)}", cells + struck
            if actors:
                by = "with" if row.type in ("armed_clash", "talks") else "by"
                text, cells = f"{text} {by} {joined(actors)}", cells + acting
        return self._set(text, cells, row)

    def told(self, row: EventRow, *, blame: bool = True) -> Clause:
        """The event as a main clause: who did it to whom, or that it was reported; without `blame` not who did it."""
        verb = VERBS.get(row.type, Verb(words.type_word(row.type), "", "", ""))
        actors, acting, targets, struck = self.sides(row)
        actors, acting = (actors, acting) if blame else ([], [])
        type_: list[Key] = [("event", row.id, "type")]
        if actors and targets and verb.hit:
            return self._set(f"{joined(actors)} {verb.hit} {joined(targets)}", [*type_, *acting, *struck], row)
        if row.type == "armed_clash" and len(actors) > 1:
            return self._set(f"{joined(actors)} fought", [*type_, *acting], row)
        if actors and verb.did:
            return self._set(f"{joined(actors)} {verb.did}", [*type_, *acting], row)
        text, cells = verb.noun, [*type_]
        if targets and verb.onto:
            text, cells = f"{text} {verb.onto} {joined(targets)}", cells + struck
        were = "were" if row.type == "talks" else "was"
        return self._set(f"{text} {were} reported", cells, row)

    def _set(self, text: str, cells: Sequence[Key], row: EventRow) -> Clause:
        where, when = self.place(row), self.when(row)
        if where.text.partition(" ")[2] in text:  # it is named already: rockets on Israel need no "in Israel"
            where = Clause("", ())
        parts = [text, where.text, when.text]
        return Clause(" ".join(p for p in parts if p), (*cells, *where.cells, *when.cells))

    def according(self, row: EventRow) -> Clause:
        """Who says so, beside the outlet; empty if the report says it in its own voice."""
        sources, cells = self.people(row, "source")
        return Clause(f", according to {joined(sources)}", tuple(cells)) if sources else Clause("", ())

    def report(self, row: ReportRow) -> str:
        """The report as an adverb: ``Gulf Wire of 3 May 2004``."""
        published = self.index.published(row)
        outlet = self.index.outlet(row)
        if outlet == "outlet not known":
            return f"a report of {words.day(published)} by an unknown outlet" if published else _NEITHER
        return f"{outlet} of {words.day(published)}" if published else f"an undated report of {outlet}"

    def lead(self, happening: Happening) -> EventRow:
        """The report that tells most of it: as a fact, by name, with place and day."""
        kept = [r for r in happening.rows if r.review != "rejected"] or list(happening.rows)
        facts = [r for r in kept if r.status in words.FACTS] or kept
        return max(facts, key=lambda r: (r.status == "asserted", self._fullness(r), -facts.index(r)))

    def _fullness(self, row: EventRow) -> int:
        spots = [self.places.get(p.place_id or "") for p in self.index.event_places.get(row.id, ())]
        exact = any(s is not None and s.lat is not None and s.kind not in ("country", "admin1") for s in spots)
        parts = (self.people(row, "actor")[0], self.people(row, "target")[0], self.place(row).text, exact)
        return sum(bool(p) for p in parts) + (row.date_earliest is not None and row.date_earliest == row.date_latest)
