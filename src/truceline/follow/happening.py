"""The whole story of one happening: every telling of it, who says what about it, all figures, and why they are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from truceline.errors import UsageError
from truceline.model.extraction import Stance
from truceline.model.ledger import FullDocument, Link
from truceline.model.records import (
    ActorRow,
    ClaimAboutRow,
    ClaimRow,
    EventActorRow,
    EventPlaceRow,
    EventRow,
    FigureRow,
    FigureSourceRow,
    PlaceRow,
    ReconciledRow,
    WordingRow,
)
from truceline.model.text import Span, page_of
from truceline.model.vocabulary import FAMILIES
from truceline.record import Store
from truceline.record.views.happenings import links_of

Says = Stance | Literal["blames", "leaves open"]
_BY_STATUS: dict[str, Says] = {
    "asserted": "asserts", "background": "asserts", "negated": "denies", "future": "predicts",
    "hypothetical": "leaves open",
}  # fmt: skip

_OF_TWO = frozenset({"armed_clash"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Where a passage stands: the document, its outlet and day; `reprint_of` is the first printing of a reprint."""

    document_id: str
    path: str
    outlet: str | None
    published: date | None
    reprint_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The happening as one report tells it, in the sentence `passage`, where the trigger begins at `mark`.

    `page` is the page of the trigger, of formats that have pages.
    """

    event: EventRow
    report: Report
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    sources: tuple[str, ...]
    places: tuple[PlaceRow | str, ...]
    passage: str
    mark: tuple[int, int]
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one voice says of the happening: `voice` asserts, denies, doubts or blames (`blamed`), in `words`.

    `row_id` is the event or claim that says so, `page` its page, of formats that have pages. A voice is a speaker or
    source of the report, else its outlet.
    """

    voice: str
    says: Says
    blamed: str | None
    words: str
    row_id: str
    report: Report
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A figure with the chain of those who give it, from the first to say it."""

    figure: FigureRow
    chain: tuple[str, ...]
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Everything that the record holds on one happening. Nothing in it is merged away: each list has all reports."""

    id: str
    tellings: tuple[Telling, ...]
    accounts: tuple[Account, ...]
    figures: tuple[Given, ...]
    reconciled: tuple[ReconciledRow, ...]
    wordings: tuple[tuple[WordingRow, Report], ...]
    links: tuple[Link, ...]
    parts: tuple[str, ...]
    part_of: str | None


def happening(store: Store, event_id: str) -> Happening:
    """The story of the happening that an event of one report is a telling of.

    Args:
        store: an open record.
        event_id: id of any of its events, or the happening's.

    Raises:
        UsageError: there is no such event.
    """
    row = store.row(event_id)
    if not isinstance(row, EventRow):
        raise UsageError(f"{event_id}: no such event in {store.path}; truceline show events lists the ids")
    return _Teller(store).happening(row.happening_id)


class _Teller:
    """Reads what belongs to a happening; documents and actors are read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._documents: dict[str, FullDocument] = {}
        self._reprints = store.reprints()

    def happening(self, own: str) -> Happening:
        store = self._store
        events = sorted(store.rows(EventRow, happening_id=own), key=self._age)
        tellings = tuple(self._telling(event) for event in events)
        ids = {event.id for event in events}
        spoken = tuple(self._claims(ids, {event.document_id for event in events}))
        links = links_of(store, ids)
        wordings = [
            row for event in events for row in store.rows(WordingRow, document_id=event.document_id)
            if row.target_id in ids | self._people(event)
        ]  # fmt: skip
        return Happening(
            id=own,
            tellings=tellings,
            accounts=tuple(_unique([*self._blames(tellings), *spoken])),
            figures=tuple(self._given(f) for event in events for f in store.rows(FigureRow, event_id=event.id)),
            reconciled=tuple(store.rows(ReconciledRow, happening_id=own)),
            wordings=tuple((row, self._report(row.document_id)) for row in _once(wordings)),
            links=links,
            parts=self._parts(own, links),
            part_of=next((event.part_of_id for event in events if event.part_of_id is not None), None),
        )

    def _age(self, event: EventRow) -> tuple[date, str, int]:
        return self._report(event.document_id).published or date.max, event.document_id, event.position

    def _full(self, document_id: str) -> FullDocument:
        if document_id not in self._documents:
            self._documents[document_id] = self._store.document(document_id)
        return self._documents[document_id]

    def _report(self, document_id: str) -> Report:
        read = self._full(document_id).document
        return Report(
            document_id=read.id, path=read.path, outlet=read.outlet, published=read.published,
            reprint_of=self._reprints.get(read.id),
        )  # fmt: skip

    def _name(self, actor_id: str | None, text: str) -> str:
        row = None if actor_id is None else self._store.row(actor_id)
        return row.name if isinstance(row, ActorRow) else " ".join(text.split())

    def _people(self, event: EventRow) -> set[str]:
        return {p.actor_id for p in self._store.rows(EventActorRow, event_id=event.id) if p.actor_id is not None}

    def _telling(self, event: EventRow) -> Telling:
        roles: dict[str, list[str]] = {}
        for part in self._store.rows(EventActorRow, event_id=event.id):
            roles.setdefault(part.role, []).append(self._name(part.actor_id, part.text))
        places: list[PlaceRow | str] = []
        for where in self._store.rows(EventPlaceRow, event_id=event.id):
            row = None if where.place_id is None else self._store.row(where.place_id)
            places.append(row if isinstance(row, PlaceRow) else where.text)
        passage, mark, page = _passage(self._full(event.document_id), event)
        return Telling(
            event=event,
            report=self._report(event.document_id),
            actors=tuple(roles.get("actor", ())),
            targets=tuple(roles.get("target", ())),
            sources=tuple(roles.get("source", ())),
            places=tuple(places),
            passage=passage,
            mark=mark,
            page=page,
        )

    def _blames(self, tellings: Iterable[Telling]) -> Iterator[Account]:
        """What each telling itself says, in the voice of its sources or of its outlet.

        Where two sides fight, nobody is blamed: those who take part may be those who are hurt.
        """
        for told in tellings:
            says = _BY_STATUS[told.event.status]
            outlet = told.report.outlet or told.report.path
            one_sided = told.event.type in FAMILIES["violence"] and told.event.type not in _OF_TWO
            for voice in told.sources or (outlet,):
                blamed = [name for name in told.actors if name != voice] if one_sided and says == "asserts" else []
                for name in blamed or (None,):
                    yield Account(
                        voice=voice, says=says if name is None else "blames", blamed=name,
                        words=told.passage, row_id=told.event.id, report=told.report, page=told.page,
                    )  # fmt: skip

    def _parts(self, own: str, links: Iterable[Link]) -> tuple[str, ...]:
        parts = (self._store.row(link.left_id) for link in links if link.kind == "part of")
        return tuple(sorted({e.happening_id for e in parts if isinstance(e, EventRow) and e.part_of_id == own} - {own}))

    def _claims(self, events: set[str], documents: set[str]) -> Iterator[Account]:
        """Claims about any telling that do more than assert it; a claim is about an event of its own report."""
        found = self._store.rows(ClaimAboutRow, document_id=documents, target_id=events)
        for about in sorted(found, key=lambda a: a.target_id):
            claim = self._store.row(about.claim_id)
            if not isinstance(claim, ClaimRow) or claim.review == "rejected" or claim.stance == "asserts":
                continue
            report = self._report(claim.document_id)
            voice = self._name(claim.speaker_id, claim.speaker_text or report.outlet or report.path)
            yield Account(
                voice=voice, says=claim.stance, blamed=None, words=claim.content, row_id=claim.id, report=report,
                page=self._page(claim),
            )  # fmt: skip

    def _page(self, claim: ClaimRow) -> int | None:
        pages = self._full(claim.document_id).document.pages
        if not pages:
            return None
        cells = self._store.cells(document_id=claim.document_id, table=claim.table, among={claim.id})
        starts = (p.span.start for cell in cells for p in cell.passages if cell.column == "content" and p.span)
        return page_of(pages, start) if (start := next(starts, None)) is not None else None

    def _given(self, figure: FigureRow) -> Given:
        chain = sorted(self._store.rows(FigureSourceRow, figure_id=figure.id), key=lambda step: step.step)
        names = tuple(self._name(step.actor_id, step.text) for step in chain)
        return Given(figure=figure, chain=names, report=self._report(figure.document_id))


def _passage(full: FullDocument, event: EventRow) -> tuple[str, tuple[int, int], int | None]:
    """The sentence of an event's trigger, where that stands in it, and its page; the trigger alone if this text lacks
    it."""
    text, said = full.document.text, Span(event.position, event.position + len(event.trigger))
    if said.of(text) != event.trigger and event.sentence < len(full.sentences):  # a person corrected it
        own = full.sentences[event.sentence].span
        start = own.start + max(0, own.of(text).find(event.trigger))
        said = Span(start, start + len(event.trigger))
    around = full.around(said, event.trigger)
    if around is None:
        return event.trigger, (0, len(event.trigger)), None
    page = page_of(full.document.pages, said.start)
    return around.of(text), (said.start - around.start, said.end - around.start), page


def _once(rows: Iterable[WordingRow]) -> list[WordingRow]:
    return list({row.id: row for row in rows}.values())


def _unique(accounts: Iterable[Account]) -> list[Account]:
    """Accounts by voice, each told once a report."""
    found: dict[tuple[str, str, str | None, str], Account] = {}
    for one in accounts:
        found.setdefault((one.voice, one.says, one.blamed, one.report.document_id), one)
    return sorted(found.values(), key=lambda a: (a.voice.casefold(), a.report.published or date.max, a.says))
