"""One happening, and the life of one ceasefire, with what a notebook or terminal shows of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from dataclasses import field as filled
from datetime import date
from functools import cache

from truceline import follow
from truceline.api.html import Shown
from truceline.api.passages import Passage, passage_in
from truceline.follow import Evidence, Incident, Transition
from truceline.follow import happening as told
from truceline.model.ledger import DocumentInfo, FullDocument
from truceline.publish.lives import life_lines
from truceline.publish.stories import happening_lines
from truceline.record import Store
from truceline.record.views.rows import in_sentence

_WIDTH = 100  # characters a line of a story in a terminal


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Happening(told.Happening, Shown):
    """Everything that a record holds on one happening; nothing is merged away: each list has all reports.

    ``print(happening)`` tells it as ``truceline show event ID`` does.

    >>> import truceline
    >>> record = truceline.open("demo.db")
    >>> happening = record.happening(record.happenings.sort_values("reports")["id"].iloc[-1])
    >>> len(happening.tellings) >= 2, {given.figure.kind for given in happening.figures} >= {"killed"}
    (True, True)

    Attributes:
        tellings: the happening as each report tells it, with its sentence.
        accounts: who asserts, denies, doubts or blames.
        figures: all figures, each with the chain of those who give it.
        reconciled: their range, by harm and class.
    """

    def __str__(self) -> str:
        return "".join(happening_lines(self, _WIDTH))

    def __repr__(self) -> str:
        kinds = ", ".join(dict.fromkeys(one.event.type for one in self.tellings))
        return f"<Happening {self.id}: {kinds}, told {len(self.tellings)} times>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Life(follow.Life, Shown):
    """The life of one ceasefire over all its reports, as known on a day.

    ``print(life)`` tells it as ``truceline show ceasefire ID`` does; the attributes are those of
    `truceline.follow.Life`: state, declared, effective, ended, transitions, incidents, terms, claims, duration …

    >>> import truceline
    >>> record = truceline.open("demo.db")
    >>> own = record.lives.sort_values("reports")["id"].iloc[-1]
    >>> life = record.ceasefire(own)
    >>> early = record.ceasefire(own, as_known_on=life.first_reported)
    >>> len(early.documents) <= len(life.documents), early.as_known_on == life.first_reported
    (True, True)
    """

    reports: Mapping[str, DocumentInfo] = filled(default_factory=dict, compare=False)
    words_of: Mapping[Evidence, tuple[Passage, ...]] = filled(default_factory=dict, compare=False)

    def passages_of(self, part: Transition | Incident) -> tuple[Passage, ...]:
        """The passages that a move or an incident rests on, that of its words first; none for what was worked out."""
        found = dict.fromkeys(p for one in part.evidence for p in self.words_of.get(one, ()))
        return tuple(sorted(found, key=lambda passage: passage.text != part.words))

    def __str__(self) -> str:
        return "".join(life_lines(self, self.reports, _WIDTH))

    def __repr__(self) -> str:
        return f"<Life of {self.id}: {self.name!r}, {self.state}, {len(self.documents)} reports>"


def happening(store: Store, event_id: str) -> Happening:
    """The happening that an event is a telling of.

    Raises:
        UsageError: there is no such event.
    """
    found = told.happening(store, event_id)
    return Happening(**{field.name: getattr(found, field.name) for field in fields(found)})


def life(store: Store, ceasefire_id: str, as_known_on: date | None) -> Life:
    """The life of a ceasefire, as known on a day.

    Raises:
        UsageError: there is no such ceasefire, or nothing was reported of it by that day.
    """
    found = follow.life(store, ceasefire_id, as_known_on)
    ids = {*found.documents, *(d for move in found.transitions for d in move.documents)}
    ids |= {d for act in found.incidents for d in act.documents}
    about = {document.id: document for document in store.documents(ids)}
    read = cache(store.document)
    parts: tuple[Transition | Incident, ...] = (*found.transitions, *found.incidents)
    evidence = {one for part in parts for one in part.evidence}
    words = {one: _passages(store, one, read) for one in evidence}
    return Life(**{field.name: getattr(found, field.name) for field in fields(found)}, reports=about, words_of=words)


def _passages(store: Store, one: Evidence, read: Callable[[str], FullDocument]) -> tuple[Passage, ...]:
    """The passages behind the cell that a move rests on."""
    found = store.cell_sources(one.table, one.id).get(one.column, ())
    shown = (in_sentence(p, None if p.document_id is None else read(p.document_id)) for p in found)
    return tuple(p for p in map(passage_in, shown) if p is not None)
