"""The tables of a record, as frames and as typed rows."""

from __future__ import annotations

from typing import Generic, TypeVar

from truceline.api.frames import Library, frame
from truceline.api.opened import Opened
from truceline.api.table import Table
from truceline.api.tables import CODEBOOK, codebook_rows, names, table
from truceline.model.filters import Filter
from truceline.record import Store

Frame = TypeVar("Frame", covariant=True)


class Tables(Generic[Frame]):
    """What a `truceline.Record` has of tables; each property reads its table anew."""

    def __init__(self, opened: Opened, frames: Library | None, wanted: Filter) -> None:
        self._opened, self._frames, self._wanted = opened, frames, wanted

    @property
    def events(self) -> Frame:
        """One row an event of one report: who did what to whom, where and when."""
        return self._frame("events")

    @property
    def happenings(self) -> Frame:
        """One row a happening: what all its reports say together, with the ranges of killed and wounded."""
        return self._frame("happenings")

    @property
    def figures(self) -> Frame:
        """One row a number of persons as one source gives it; low to high is what its words allow."""
        return self._frame("figures")

    @property
    def ranges(self) -> Frame:
        """Low, best and high of each happening over all reports, by harm and class: a range of reports."""
        return self._frame("ranges")

    @property
    def ceasefires(self) -> Frame:
        """One row a ceasefire as one report speaks of it."""
        return self._frame("ceasefires")

    @property
    def lives(self) -> Frame:
        """One row a ceasefire over all reports: when it began and ended, and how long it held."""
        return self._frame("lives")

    @property
    def claims(self) -> Frame:
        """One row what somebody asserts, denies, doubts or demands."""
        return self._frame("claims")

    @property
    def actors(self) -> Frame:
        """One row an actor of one report; `canonical_id` is shared by all reports of the same one."""
        return self._frame("actors")

    @property
    def places(self) -> Frame:
        """One row a place that a report names."""
        return self._frame("places")

    @property
    def wordings(self) -> Frame:
        """One row words that take a side or keep their distance."""
        return self._frame("wordings")

    @property
    def documents(self) -> Frame:
        """One row a report."""
        return self._frame("documents")

    @property
    def links(self) -> Frame:
        """One row a pair of records that may be the same."""
        return self._frame("links")

    @property
    def questions(self) -> Frame:
        """One row a thing that a person has to settle."""
        return self._frame("questions")

    @property
    def decisions(self) -> Frame:
        """One row a decision of a person, oldest first, those that were taken back included."""
        return self._frame("decisions")

    @property
    def failures(self) -> Frame:
        """One row a file that could not be read, with the reason and what to do."""
        return self._frame("failures")

    @property
    def skipped(self) -> Frame:
        """One row a file left out on purpose, with the reason."""
        return self._frame("skipped")

    def table(self, name: str) -> Table[Frame]:
        """Any table by its name: ``events``, ``figures``, …, or as the file has it (``event_actor``); see `tables`.

        >>> import truceline
        >>> record = truceline.open("demo.db")
        >>> steps = record.table("ceasefire_step")
        >>> {step.state for step in steps} >= {"declared", "broken_down"}
        True
        """
        return Table(self._opened, table(name), self._wanted, self._frames)

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of all tables."""
        return names()

    def codebook(self, name: str | None = None) -> Frame:
        """What each column means: of one table, or of all.

        >>> import truceline
        >>> codebook = truceline.open("demo.db").codebook("figures")
        >>> codebook.set_index("column").loc["low", "meaning"]
        'Smallest number that the words allow, persons; empty is not zero'
        """
        chosen = names() if name is None else (name,)
        made: Frame = frame(CODEBOOK, codebook_rows(chosen), self._frames)
        return made

    @property
    def _store(self) -> Store:
        return self._opened.store

    def _frame(self, name: str) -> Frame:
        return self.table(name).to_frame()
