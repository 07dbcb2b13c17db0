"""Reading a record file: what `Store` gives to everyone, whether it may write or not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from truceline.errors import StoreError
from truceline.model.datasets import Dataset, DatasetRow
from truceline.model.history import Change
from truceline.model.ledger import (
    Cell,
    Decision,
    DocumentInfo,
    FullDocument,
    Hit,
    Link,
    Passage,
    Question,
    Run,
    Statement,
    Verified,
    Version,
)
from truceline.model.records import Row
from truceline.model.text import Failure, Skipped
from truceline.record import datasets, reading
from truceline.record.across import current_links
from truceline.record.concerned import log_of
from truceline.record.digest import digest
from truceline.record.files import explain, guarded
from truceline.record.fold import decisions, folded_state, present_state
from truceline.record.history import history
from truceline.record.reprints import reprints
from truceline.record.schema import SqlValue, schema_key
from truceline.record.verify import counted, verify
from truceline.record.writing import current_notes

R = TypeVar("R", bound=Row)
T = TypeVar("T")


class Reader:
    """The reading half of a store. Iterators read as they go; finish one before the store is closed."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def known(self, document_id: str, version: Version) -> bool:
        """True if the document was read with this version already: then there is no need to analyse it again."""
        sql = (
            "SELECT 1 FROM reading JOIN version ON version.id = reading.version"
            " WHERE document_id = ? AND version.key = ?"
        )
        return next(self._query(sql, document_id, version.key), None) is not None

    def known_ids(self, version: Version) -> frozenset[str]:
        """The ids of all documents already read with this version; for whole folders."""
        sql = "SELECT document_id FROM reading JOIN version ON version.id = reading.version WHERE version.key = ?"
        return frozenset(row[0] for row in self._query(sql, version.key))

    def rows(self, record: type[R], **where: str | int | bool | Set[str] | None) -> Iterator[R]:
        """Rows of a record table, in order of document and place in it: ``rows(EventRow, document_id=…, type=…)``.

        A set stands for any of its values.

        Raises:
            UsageError: the table has no such column.
        """
        return self._folded(lambda c: reading.rows(c, record, where))

    def values(self, record: type[Row], column: str) -> frozenset[str]:
        """The values of a column of a record table, each once.

        Raises:
            UsageError: the table has no such column.
        """
        with guarded(self.path):
            self._fresh_layout()
            return reading.values(self._connection, record, column)

    def row(self, record_id: str) -> Row | None:
        """The row with this id in whichever table, or None."""
        with guarded(self.path):
            self._fresh_layout()
            return reading.find_row(self._connection, record_id)

    def cell_sources(self, table: str, row_id: str) -> Mapping[str, tuple[Passage, ...]]:
        """The passages behind each filled cell of one row, by column."""
        with guarded(self.path):
            self._fresh_layout()
            return reading.row_cells(self._connection, table, row_id)

    def cells(
        self, *, document_id: str | None = None, table: str | None = None, among: Set[str] | None = None
    ) -> Iterator[Cell]:
        """The passages of every filled cell, in bulk: of a document, of a table, or of the whole record.

        `among` are the ids of the rows that are wanted; ask by document, or for what comes from several documents
        (``document_id=""``) by table, so that no other rows are looked at.
        """
        return self._folded(lambda c: reading.cells(c, document_id=document_id, table=table, among=among))

    def documents(self, among: Set[str] | None = None) -> Iterator[DocumentInfo]:
        """All documents, or those with these ids, by day of publication, path and id, without bytes and text."""
        return self._iterate(lambda c: reading.documents(c, among))

    def running_texts(self, among: Set[str] | None = None) -> Iterator[tuple[str, date | None, str]]:
        """Id, day of publication and running text of all documents, or of those with these ids, in no order.

        The running text is the body without headline and dateline, as the newest version read it.
        """
        return self._iterate(lambda c: reading.running_texts(c, among))

    def sentences_told(self, among: Set[str]) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Id, document, type, trigger, sentence and place of the trigger in it, of each event of these documents."""
        return self._folded(lambda c: reading.sentences_told(c, among))

    def published(self) -> Mapping[str, date]:
        """The day of publication of each document that has one, as its newest version read it."""
        sql = "SELECT reading.document_id, published FROM newest JOIN reading ON reading.id = newest.reading"
        return {own: date.fromisoformat(day) for own, day in self._query(f"{sql} WHERE published IS NOT NULL")}

    def other_names(self) -> Iterator[tuple[str, str]]:
        """Actors and the names that they have besides the one in their own row; rejected ones are left out."""
        sql = """
          SELECT actor_id, other.name FROM actor_name AS other JOIN actor ON actor.id = actor_id
          WHERE other.name != actor.name AND other.review != 'rejected' ORDER BY actor_id, other.position, other.id"""
        return self._folded(lambda c: c.execute(sql))

    def reprints(self) -> Mapping[str, str]:
        """The first printing of each document that is a reprint of another one's report."""
        with guarded(self.path):
            self._fresh_layout()
            return reprints(self._connection)

    def document(self, document_id: str) -> FullDocument:
        """One document with its bytes, text and sentences, as the newest version read it.

        Raises:
            UsageError: there is no such document.
        """
        with guarded(self.path):
            return reading.document(self._connection, document_id)

    def statements(self, *, document_id: str | None = None, record_id: str | None = None) -> Iterator[Statement]:
        """Statements of the newest reading of each document, in order; optionally of one document or record."""
        return self._iterate(lambda c: reading.statements(c, document_id=document_id, record_id=record_id))

    def links(self) -> Iterator[Link]:
        """The links that stand: those of the newest linking run."""
        return self._iterate(current_links)

    def decisions(self, among: Set[str] | None = None) -> Iterator[Decision]:
        """All decisions, oldest first, or those that name one of these records, with all that take one of them back."""
        return self._iterate(decisions if among is None else lambda c: log_of(c, among))

    def history(self, record_id: str) -> Iterator[Change]:
        """What became of every cell of a record, oldest first, beginning with what the software read.

        Of an event, ceasefire or actor also what people decided on which records are the same as any that is now the
        same as this one.

        Raises:
            UsageError: there never was such a record in a report.
        """
        return self._folded(lambda c: history(c, record_id))

    def questions(self) -> Iterator[Question]:
        """What a person has to settle."""
        return self._folded(reading.questions)

    def failures(self) -> Iterator[Failure]:
        """Documents that could not be read, as it stands: a later success or another failure replaces one."""
        return self._iterate(lambda c: (Failure(*note) for note in current_notes(c, "failure")))

    def skipped(self) -> Iterator[Skipped]:
        """Documents left out on purpose, as it stands."""
        return self._iterate(lambda c: (Skipped(*note) for note in current_notes(c, "skipped")))

    def runs(self) -> Iterator[Run]:
        """All runs, oldest first."""
        return self._iterate(reading.runs)

    def datasets(self) -> Iterator[Dataset]:
        """The datasets of others that stand beside the record, the first loaded first."""
        return self._iterate(datasets.datasets)

    def dataset(self, name: str) -> Dataset:
        """The dataset of this name or number.

        Raises:
            UsageError: there is none, or its loading was cut short.
        """
        with guarded(self.path):
            return datasets.named(self._connection, name)

    def dataset_rows(
        self, dataset: Dataset, first: date | None = None, last: date | None = None, *, whole: bool = True
    ) -> Iterator[DatasetRow]:
        """Its rows by their first day; of a period, if one is given, those with any day within it.

        Without `whole` they have no `cells`, which takes less time.
        """
        return self._iterate(lambda c: datasets.dataset_rows(c, dataset.number, first, last, whole))

    def search(self, words: str, *, limit: int = 100) -> Iterator[Hit]:
        """Sentences that hold all the words, best first."""
        return self._iterate(lambda c: reading.search(c, words, limit))

    def select(self, sql: str, values: Sequence[SqlValue] | Mapping[str, SqlValue] = ()) -> Iterator[tuple[Any, ...]]:
        """Rows of a query over the record tables; for the modules of `record.views`."""
        return self._folded(lambda c: c.execute(sql, values if isinstance(values, Mapping) else tuple(values)))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See one state of the record throughout, whatever is written meanwhile; one within another sees the same."""
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def counts(self) -> Mapping[str, int]:
        """Rows of every table, base and record, by name."""
        with guarded(self.path):
            return dict(counted(self._connection))

    @property
    def stale(self) -> bool:
        """True if something was read, linked or decided that the record tables do not show yet."""
        with guarded(self.path), self.snapshot():
            return folded_state(self._connection) != present_state(self._connection)

    def digest(self) -> str:
        """SHA-256 of the content: independent of order, runs, times, batches, processes and the file's place."""
        with guarded(self.path), self.snapshot():
            self._fresh_layout()
            return digest(self._connection)

    def verify(self) -> Verified:
        """Check every hash, chain, passage, source, reference and the fold itself."""
        with guarded(self.path), self.snapshot():
            return verify(self._connection)

    def _iterate(self, read: Callable[[sqlite3.Connection], Iterable[T]]) -> Iterator[T]:
        """Read as the caller goes along, with errors of SQLite in our words."""
        try:
            yield from read(self._connection)
        except sqlite3.Error as error:
            raise explain(self.path, error) from error

    def _folded(self, read: Callable[[sqlite3.Connection], Iterable[T]]) -> Iterator[T]:
        """The same for what stands in the record tables."""
        self._fresh_layout()
        return self._iterate(read)

    def _fresh_layout(self) -> None:
        if folded_state(self._connection).schema != schema_key():
            command = f"truceline rebuild --record {self.path}"
            raise StoreError(
                f"{self.path}: its tables were made by another version of truceline; `{command}` makes them anew"
            )

    def _query(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        with guarded(self.path):
            return iter(self._connection.execute(sql, values).fetchall())
