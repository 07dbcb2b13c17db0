"""One happening, and the life of one ceasefire, with what a notebook or terminal shows of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from dataclasses import field as filled
from datetime import date

from truceline import follow
from truceline.api.html import Shown
from truceline.follow import happening as told
from truceline.model.ledger import DocumentInfo
from truceline.publish.lives import life_lines
from truceline.publish.stories import happening_lines
from truceline.record import Store

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

    reports: Mapping[str, DocumentInfo] = filled(default_factory=dict, repr=False, compare=False)

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
    return Life(**{field.name: getattr(found, field.name) for field in fields(found)}, reports=about)
