"""The store: opening, writing, deciding, folding, checking and reading one record file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Self

from truceline.errors import StoreError
from truceline.model.datasets import DatasetFile, DatasetRow
from truceline.model.ledger import (
    Decision,
    DecisionKind,
    Folded,
    Link,
    Quote,
    Reading,
    Run,
    Value,
    Version,
)
from truceline.model.records import RECORDS
from truceline.model.samples import Coding, Sample, SampleItem
from truceline.model.text import Failure, Skipped
from truceline.record import batches, datasets, deciding, samples, writing
from truceline.record.adding import addition
from truceline.record.datasets import Loaded
from truceline.record.deriving import ReadNumber
from truceline.record.expecting import Expected
from truceline.record.files import OpenMode, connect, guarded, transaction
from truceline.record.fold import (
    fold_across,
    fold_behind,
    fold_decisions,
    fold_everything,
    fold_readings,
    fold_records,
    folded_state,
)
from truceline.record.reader import Reader
from truceline.record.schema import schema_key
from truceline.record.verify import counted

WAIT = 30.0  # seconds
_FIRST, _LEAST = 64, 8  # documents or records of the first step of a fold, and of any
_STEP = 0.5  # seconds that a step should take: so long a person's decision waits for it
_GAP = 0.02  # seconds between two steps, for whoever waits to write


class Store(Reader):
    """One record file. Use it as a context manager; one process writes while any number read.

    What can be read stands in `Reader`. Every writing call is one transaction, kept whole or not at all; only
    `fold` and `fold_new` take several, and after each of them what is not folded yet still counts as new.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, mode: OpenMode, wait: float) -> None:
        super().__init__(path, connection)
        self.mode, self.wait = mode, wait
        self._runs: dict[Run, int] = {}

    @classmethod
    def open(cls, path: str | Path, mode: OpenMode = "read", *, wait: float = WAIT) -> Store:
        """Open a record: ``read`` and ``write`` want an existing one, ``create`` makes it where there is none.

        Args:
            path: the file.
            mode: what for.
            wait: seconds to wait for another writer; as a rule longer than any transaction of a `truceline read` takes.

        Raises:
            NotARecord: the file is something else.
            NewerRecord: a newer truceline wrote it.
            RecordBusy: another process is writing.
            StoreError: it is missing, may not be read, or has no folder to be in.
        """
        where = Path(path)
        store = cls(where, connect(where, mode, wait), mode, wait)
        try:
            store._make_tables()
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Close the file; also done on leaving the ``with`` block."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- writing -------------------------------------------------------------------------------------------------------
    def begin_run(self, version: Version, *, agent: str, at: datetime) -> Run:
        """Begin a pass over documents; it is put down with the first thing that it writes.

        Args:
            version: the software with its models and lexicons.
            agent: who runs it: a person, or the command line.
            at: the time.
        """
        (last,) = next(self._query("SELECT coalesce(max(id), 0) FROM run"))
        return Run(id=last + 1, kind="read", version=version.key, agent=agent, started_at=at)

    def end_run(self, run: Run, *, at: datetime) -> None:
        """Note when the run ended; a run that wrote nothing leaves no trace."""
        if run in self._runs:
            with self._writing():
                values = (self._runs[run], at.isoformat())
                self._connection.execute("INSERT INTO run_end VALUES (?, ?) ON CONFLICT (run) DO NOTHING", values)

    def append(self, run: Run, readings: Sequence[Reading]) -> int:
        """Add documents with their sentences and statements in one transaction; known ones are left out.

        Returns:
            How many were new.

        Raises:
            EvidenceError: a statement's words are not where it says; nothing of the call is kept.
        """
        if not readings:
            return 0
        with self._writing():
            version = writing.version_id(self._connection, run.version)
            known = "SELECT 1 FROM reading WHERE document_id = ? AND version = ?"
            fresh = [
                r
                for r in readings
                if self._connection.execute(known, (r.extraction.document.id, version)).fetchone() is None
            ]
            if not fresh:
                return 0
            number = self._number(run)
            return sum(writing.add_reading(self._connection, number, version, r) for r in fresh)

    def append_failures(self, run: Run, failures: Sequence[Failure]) -> int:
        """Note documents that could not be read; what stands already is not repeated. Returns how many are new."""
        return self._append_notes(run, "failure", failures)

    def append_skipped(self, run: Run, skipped: Sequence[Skipped]) -> int:
        """Note documents left out on purpose; what stands already is not repeated. Returns how many are new."""
        return self._append_notes(run, "skipped", skipped)

    def append_links(self, version: Version, links: Sequence[Link], *, agent: str, at: datetime) -> bool:
        """Put down what this version suggests over the whole record: ALL links are given, only changes are written.

        Returns:
            False if they equal the ones that stand.
        """
        run = Run(id=0, kind="link", version=version.key, agent=agent, started_at=at)
        with self._writing():
            return writing.add_links(self._connection, run, links)

    def decide(
        self,
        kind: DecisionKind,
        *,
        by: str,
        reason: str,
        at: datetime,
        record_id: str | None = None,
        field: str | None = None,
        value: Value | None = None,
        other_id: str | None = None,
        undoes: int | None = None,
        quotes: Sequence[Quote] = (),
        expect: Expected | None = None,
        expect_other: Expected | None = None,
    ) -> Decision:
        """Put down what a person decided and apply it to the record tables.

        Args:
            kind: accept, correct or reject a record (or one `field` of it); attach `quotes` to it; same or not same
                with `other_id`; undo.
            by: the person.
            reason: why.
            at: when.
            record_id: the record.
            field: one cell of it.
            value: the right value, for ``correct``; a day as ``2008-03-31``.
            other_id: the second record of ``same`` and ``not same``.
            undoes: the number of the decision to take back, for ``undo``.
            quotes: words of the record's own report: those to attach, or those that say the right value.
            expect: cells of the record as the person saw them, by field (for ``undo`` those of the record that the
                decision is about); ``None`` and ``{}`` compare nothing.
            expect_other: the same for the second record.

        Raises:
            ChangedMeanwhile: a cell is not as expected; for ``undo`` with `expect` also if the decision does not stand
                any more. Nothing is put down.
            UsageError: no such record or field, a value that does not fit, words that are not there, nothing to undo.
        """
        with self._writing():
            self._fresh_layout()
            fold_records(self._connection, deciding.concerned(self._connection, record_id, other_id, undoes))
            decision = deciding.decide(
                self._connection, kind, by=by, reason=reason, at=at, record_id=record_id, field=field, value=value,
                other_id=other_id, undoes=undoes, quotes=quotes, expect=expect, expect_other=expect_other,
            )  # fmt: skip
            fold_decisions(self._connection)
        return decision

    def add(
        self,
        table: str,
        document_id: str,
        values: Mapping[str, Value],
        *,
        quotes: Sequence[Quote],
        by: str,
        reason: str,
        at: datetime,
        read_number: ReadNumber | None = None,
    ) -> Decision:
        """Put down a record that the software missed; `record_id` of the decision is its id.

        Args:
            table: a record table whose rows come from one report each.
            document_id: the report.
            values: what the person filled, by field; days as ``2008-03-31``. The field that names the record is the
                first words selected where it is left out; what follows from other fields is worked out and marked
                inferred.
            quotes: the words selected, which are the passages of every cell.
            by: the person.
            reason: why.
            at: when.
            read_number: reads the words of a figure (``truceline.extract.counts.read_count``); without it the person
                types low, best or high.

        Raises:
            UsageError: a field is missing or does not fit, a reference names nothing of this report, or the text does
                not say these words; nothing is put down.
        """
        with self._writing():
            self._fresh_layout()
            fold_behind(self._connection, [document_id])
            blank = deciding.blank("add", by=by, reason=reason, at=at)
            added = addition(self._connection, table, document_id, values, quotes, read_number, blank)
            decision = deciding.put_down(self._connection, added)
            fold_decisions(self._connection)
        return decision

    def add_sample(self, sample: Sample, items: Sequence[SampleItem]) -> int:
        """Put down a sample for second coding; the record tables stay as they are. Returns its number."""
        with self._writing():
            return samples.add_sample(self._connection, sample, items)

    def add_coding(self, coding: Coding) -> int:
        """Put down what a coder says of an item of a sample; the record tables stay as they are. Returns its number.

        Raises:
            UsageError: there is no such item, or the coding of the sample has ended.
        """
        with self._writing():
            return samples.add_coding(self._connection, coding)

    def end_sample(self, number: int, *, by: str, at: datetime) -> None:
        """End the coding of a sample, so that its codings may be seen.

        Raises:
            UsageError: it has ended already.
        """
        with self._writing():
            samples.end_sample(self._connection, number, by, at)

    def load_dataset(
        self,
        file: DatasetFile,
        rows: Iterable[DatasetRow],
        *,
        by: str,
        at: datetime,
        name: str | None = None,
        release: str | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> Loaded:
        """Put a dataset of others beside the record, in several transactions; the record tables stay as they are.

        The same file again changes nothing, or goes on where the loading was cut short.

        Args:
            file: what looking through the file gave.
            rows: its rows, in order.
            by: who loads it.
            at: the time.
            name: how the dataset is called in this record; its kind with the release if not given.
            release: its release, where the file's name does not say it.
            progress: called now and then with the number of rows so far.

        Raises:
            UsageError: the name is taken, or the file changed meanwhile.
        """
        return datasets.load(
            self._connection, self._writing, file, rows, name=name, release=release, by=by, at=at, progress=progress
        )

    def make_batch(self, items: Sequence[batches.Item], *, coder: str, at: datetime, query: str) -> int:
        """Put down a batch of doubtful things for a coder; gives its number."""
        with self._writing():
            return batches.add(self._connection, coder, at, query, items)

    def skip(self, batch: int, n: int, *, skipped: bool, at: datetime) -> None:
        """Leave item `n` of a batch for later, or take it up again.

        Raises:
            UsageError: there is no such item.
        """
        with self._writing():
            batches.skip(self._connection, batch, n, skipped, at)

    def fold(self) -> Folded:
        """Bring the record tables up to date with what is new since the last fold.

        It is done in several transactions, so that others can write between them.
        """
        documents = self.fold_new()
        self._in_steps(fold_across)
        return self._folded_now(documents)

    def fold_new(self) -> int:
        """Fold new documents one by one, and leave it to `fold` to bring their records together with the rest.

        Returns:
            How many were folded.
        """
        with self._writing():
            self._fresh_layout()
            documents = fold_decisions(self._connection)
        return documents + self._in_steps(fold_readings)

    def rebuild(self) -> Folded:
        """Make all record tables anew, in one transaction; the result is the same as that of `fold`."""
        with self._writing():
            documents = fold_everything(self._connection)
        return self._folded_now(documents)

    def _make_tables(self) -> None:
        """Make the record tables of a new file, or those that another version of truceline left."""
        with guarded(self.path):
            fresh = folded_state(self._connection).schema == schema_key()
        if self.mode != "read" and not fresh:
            with self._writing():
                if folded_state(self._connection).schema != schema_key():
                    fold_everything(self._connection)

    def _in_steps(self, fold: Callable[[sqlite3.Connection, int], int]) -> int:
        """Fold so much at a time as takes about `_STEP` seconds, until nothing is left; gives how much it was."""
        total, most = 0, _FIRST
        while True:
            with self._writing():
                begun = monotonic()
                self._fresh_layout()
                done = fold(self._connection, most)
            if not done:
                return total
            total += done
            most = max(_LEAST, round(most * min(2.0, _STEP / (monotonic() - begun))))
            sleep(_GAP)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self.mode == "read":
            raise StoreError(f"{self.path}: is open for reading only; open it with mode 'write'")
        with guarded(self.path):
            before = dict(self._runs)
            try:
                with transaction(self._connection, self.wait):
                    yield
            except BaseException:
                self._runs = before
                raise

    def _number(self, run: Run) -> int:
        if run not in self._runs:
            self._runs[run] = writing.add_run(self._connection, run)
        return self._runs[run]

    def _append_notes(self, run: Run, table: str, notes: Sequence[Failure | Skipped]) -> int:
        if not notes:
            return 0
        with self._writing():
            fresh = writing.new_notes(self._connection, table, notes)
            if fresh:
                writing.add_notes(self._connection, self._number(run), table, fresh)
            return len(fresh)

    def _folded_now(self, documents: int) -> Folded:
        with guarded(self.path):
            return Folded(documents, sum(n for _, n in counted(self._connection, [r.table for r in RECORDS])))
