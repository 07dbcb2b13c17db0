"""A document as the workbench gets it: its text, its rows with their places, and its neighbours in the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.factories import NEWER, append, basra
from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.model.records import TABLES, FigureRow, ReportRow
from truceline.record import Store
from truceline.record.views import document, documents
from truceline.serve.asked import Asked, to_json
from truceline.serve.views.additions import added, number_read


def test_every_row_is_there_with_the_places_of_its_cells(examples: Path) -> None:
    with Store.open(examples) as store:
        for info in store.documents():
            whole = document.whole(store, info.id)
            assert whole is not None
            assert whole.text == store.document(info.id).document.text
            wanted = {
                (cell.row_id, passage.span.start, passage.span.end, cell.column)
                for cell in store.cells(document_id=info.id)
                for passage in cell.passages
                if passage.span is not None
            }
            found = {
                (row.id, start, end, name) for row in whole.rows for start, end, names in row.spans for name in names
            }
            assert found == wanted
            tables = [table for table in TABLES.values() if issubclass(table, ReportRow)]
            assert {row.id for row in whole.rows} == {
                row.id for table in tables for row in store.rows(table, document_id=info.id)
            }
            assert list(whole.rows) == sorted(whole.rows, key=lambda row: (row.position, row.table, row.id))


def test_values_are_those_of_the_row(examples: Path) -> None:
    with Store.open(examples) as store:
        figure = next(iter(store.rows(FigureRow, open=True)))
        whole = document.whole(store, figure.document_id)
        assert whole is not None
        row = next(row for row in whole.rows if row.id == figure.id)
        assert row.values["open"] is True
        assert row.values["low"] == figure.low
        assert "high" not in row.values, "an empty cell is left out"
        assert b'"open":true' in to_json(row)


def test_an_unknown_document_is_none(examples: Path) -> None:
    with Store.open(examples) as store:
        assert document.whole(store, "0" * 16) is None
        assert documents.neighbours(store, Filter(), "0" * 16).total == 0


@pytest.mark.parametrize("wanted", [Filter(), Filter(outlet="Gulf Wire"), Filter(words="mosque")], ids=str)
def test_neighbours_follow_the_list(examples: Path, wanted: Filter) -> None:
    with Store.open(examples) as store:
        every = [one.id for one in documents.listed(store, wanted, 0, 1000)]
        assert len(every) > 2
        for n, own in enumerate(every):
            near = documents.neighbours(store, wanted, own)
            assert (near.at, near.total) == (n + 1, len(every))
            assert near.previous == (every[n - 1] if n else None)
            assert near.next == (every[n + 1] if n + 1 < len(every) else None)


def test_neighbours_follow_the_list_of_a_day_in_whatever_order_it_was_read(store: Store) -> None:
    append(store, basra("b.txt"), basra("c.txt"), basra("a.txt"))
    append(store, basra("b.txt"), version=NEWER)
    every = [one.id for one in documents.listed(store, Filter(), 0, 10)]
    assert [one.path for one in documents.listed(store, Filter(), 0, 10)] == ["c.txt", "a.txt", "b.txt"]
    near = documents.neighbours(store, Filter(), every[1])
    assert (near.previous, near.next, near.at) == (every[0], every[2], 2)


def test_a_document_that_the_filter_leaves_out_still_has_neighbours(examples: Path) -> None:
    with Store.open(examples) as store:
        every = [one.id for one in documents.listed(store, Filter(), 0, 1000)]
        some = [one.id for one in documents.listed(store, Filter(words="mosque"), 0, 1000)]
        out = next(own for n, own in enumerate(every) if own not in some and some[0] in every[:n])
        near = documents.neighbours(store, Filter(words="mosque"), out)
        before = [own for own in some if every.index(own) < every.index(out)]
        assert near.at is None
        assert near.previous == before[-1]


def test_a_figure_is_added_with_the_words_at_its_place(record: Path) -> None:
    with Store.open(record, "write") as store:
        figure = next(iter(store.rows(FigureRow, kind="killed")))
        text = store.document(figure.document_id).document.text
        body = {
            "table": "figure",
            "document_id": figure.document_id,
            "values": {"event_id": figure.event_id, "kind": "wounded", "victim_class": "unknown", "scope": "event"},
            "quotes": [{"start": figure.position, "end": figure.position + len(figure.verbatim)}],
            "reason": "missed",
        }
        answer = added(store, Asked({}, {}, body, "ana"))
        assert isinstance(answer, dict)
        row = store.row(answer["id"])
        assert isinstance(row, FigureRow)
        assert (row.low, row.best, row.high, row.verbatim) == (figure.low, figure.best, figure.high, figure.verbatim)
        whole = document.whole(store, figure.document_id)
        assert whole is not None
        (place,) = next(one.spans for one in whole.rows if one.id == row.id)
        assert text[place[0] : place[1]] == figure.verbatim
        assert {"verbatim", "kind", "event_id"} <= set(place[2])


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({}, "document_id is missing"),
        ({"document_id": "x", "values": [], "quotes": []}, "values: give the fields by name"),
        ({"document_id": "x", "values": {}, "quotes": [{"start": "a"}]}, "quotes: give the places"),
    ],
)
def test_what_is_no_addition_is_refused(record: Path, body: dict[str, object], says: str) -> None:
    with Store.open(record, "write") as store, pytest.raises(UsageError, match=says):
        added(store, Asked({}, {}, body, "ana"))


@pytest.mark.parametrize(
    ("words", "count"), [("at least 25", (25, 25, None, True)), ("nineteen", (19, 19, 19, False)), ("cars", None)]
)
def test_numbers_are_read_as_the_extractor_reads_them(
    examples: Path, words: str, count: tuple[int | None, ...] | None
) -> None:
    with Store.open(examples) as store:
        answer = number_read(store, Asked({}, {}, {"words": words}, None))
    assert isinstance(answer, dict)
    read = answer["count"]
    assert (None if read is None else (read.low, read.best, read.high, read.open)) == count
