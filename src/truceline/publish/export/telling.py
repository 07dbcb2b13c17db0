"""One report's telling of a happening as event data has it: entities, place, sizes and marks of that report alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from truceline.model.ledger import DocumentInfo
from truceline.model.records import EventRow, FigureRow, PlaceRow
from truceline.publish.export.countries import Country, country
from truceline.publish.export.incidents import Incident, Participant

SCALE: Mapping[str, float] = {
    "AGREE": 2.5, "CONSULT": 2.5, "SUPPORT": 5, "CONCEDE": 4.5, "COOPERATE": 9.5, "AID": 10, "RETREAT": 6.5,
    "REQUEST": 0, "ACCUSE": -3, "REJECT": -2, "THREATEN": -3.5, "PROTEST": -5, "SANCTION": -6, "MOBILIZE": -5.5,
    "COERCE": -7, "ASSAULT": -9,
}  # fmt: skip
SCALE_NOTE = (
    "The scale is PLOVER's by category. ACCUSE is -3: the source has +3, but its modes -2 and -3.5, so a minus sign is"
    " taken to be lost. SANCTION is material conflict (quad 4), as its chapter says. Do not publish scores without this"
    " note."
)
UNKNOWN = "UNK"
_SECTORS = {
    "military": "MIL", "police": "COP", "government": "GOV", "state": "GOV", "armed_group": "UAF", "civilian": "CVL",
    "media": "MED", "political": "PTY", "international": "IMG",
}  # fmt: skip
_WHOLE = frozenset({"unknown", "mixed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Who takes part, in the words of one report."""

    one: Participant
    text: str
    country: Country | None

    @property
    def code(self) -> str | None:
        """ISO 3166-1 alpha-3 of the country they belong to."""
        return self.one.country

    @property
    def sector(self) -> str:
        """PLOVER sector: the register's, else by kind; armed men of no known group are UAF, others UNK."""
        return self.one.sector or _SECTORS.get(self.one.kind or "", UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A happening as one report tells it."""

    row: EventRow
    report: DocumentInfo
    actors: tuple[Entity, ...]
    targets: tuple[Entity, ...]
    places: tuple[tuple[str, PlaceRow | None], ...]
    figures: tuple[FigureRow, ...]

    @property
    def first(self) -> date | None:
        """First day that it may have happened on; the last one where the report sets no first, else its own day."""
        return self.row.date_earliest or self.row.date_latest or self.report.published

    @property
    def last(self) -> date | None:
        """Last day, where it is another."""
        latest = self.row.date_latest
        return latest if latest != self.first else None

    @property
    def where(self) -> tuple[str, PlaceRow | None] | None:
        """The first place that the gazetteer knows, else the first words."""
        known = next((pair for pair in self.places if pair[1] is not None and pair[1].lat is not None), None)
        return known or next(iter(self.places), None)

    def size(self, *kinds: str) -> int | None:
        """Number of persons harmed so: a total if the report gives one, else the sum over classes; None if it is vague.

        The harm of one report only, of this happening only. Where two totals are told it is none.
        """
        told = [f for f in self.figures if f.kind in kinds and f.scope == "event" and f.excluded is not True]
        whole = {f.best for f in told if f.victim_class in _WHOLE}
        if len(whole) == 1:
            return whole.pop()
        if whole or len({f.victim_class for f in told}) != len(told):
            return None
        parts = [f.best for f in told]
        return sum(n for n in parts if n is not None) if parts and None not in parts else None


def tellings(one: Incident) -> Iterator[Telling]:
    """Each report's telling of a happening."""
    for row in one.tellings:
        yield Telling(
            row=row,
            report=one.documents[row.document_id],
            actors=_entities(one.of("actor"), row.id),
            targets=_entities(one.of("target"), row.id),
            places=tuple((r.text, w.place) for w in one.places for r in w.rows if r.event_id == row.id),
            figures=tuple(f for f in one.figures if f.event_id == row.id and f.review != "rejected"),
        )


def rows_of(one: Incident, telling: Telling) -> Sequence[tuple[str, str]]:
    """The record rows that a telling rests on, with their document; not those of another in the same report."""
    own, document = telling.row.id, telling.row.document_id
    parts = [row for person in one.participants for row in person.rows] + [row for w in one.places for row in w.rows]
    found = [own, *(row.id for row in parts if row.event_id == own)]
    for figure in one.figures:
        if figure.event_id == own:
            found += [figure.id, *(row.id for row in one.givers.get(figure.id, ()))]
    return [(row, document) for row in found]


def _entities(found: Sequence[Participant], event: str) -> tuple[Entity, ...]:
    return tuple(
        Entity(one=one, text=row.text, country=country(one.country))
        for one in found
        for row in one.rows
        if row.event_id == event
    )
