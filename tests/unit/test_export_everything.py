"""What the open formats hold: every row and passage of the record, and under a filter no id that leads nowhere."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.export_cells import record_cells
from truceline.model.filters import Filter
from truceline.model.records import RECORDS, EventRow, fields_of
from truceline.publish.export.incidents import incidents
from truceline.record import Store

FILTERS = [Filter(), Filter(country="IRQ"), Filter(type=("armed_clash",)), Filter(killed=5), Filter(words="ceasefire")]


def test_every_row_of_the_record_is_there_cell_by_cell(examples: Path) -> None:
    found = record_cells(examples)
    with Store.open(examples) as store:
        for record in RECORDS:
            names = tuple(field.name for field in fields_of(record))
            kept = [tuple(getattr(row, name) for name in names) for row in store.rows(record)]
            assert found[record.table][1] == kept
            assert found[record.table][0].names == names
        assert len(found["document"][1]) == store.counts()["document"]
        passages = sum(len(cell.passages) for cell in store.cells())
    assert len(found["passage"][1]) == passages > 10_000


def test_columns_have_meaning_and_cells_keep_what_they_promise(examples: Path) -> None:
    types = {"text": str, "integer": int, "number": float, "boolean": bool, "list": tuple}
    for table, rows in record_cells(examples).values():
        assert table.meaning
        assert len({row[: len(table.key)] for row in rows}) >= len({row[0] for row in rows})
        for place, column in enumerate(table.columns):
            assert column.meaning, (table.name, column.name)
            cells = [row[place] for row in rows]
            assert not column.required or None not in cells, (table.name, column.name)
            filled = {cell for cell in cells if cell is not None}
            assert not column.values or filled <= set(column.values), (table.name, column.name)
            if column.type in types:
                assert all(isinstance(cell, types[column.type]) for cell in filled), (table.name, column.name)


@pytest.mark.parametrize("wanted", FILTERS, ids=lambda one: one.query or "everything")
def test_keys_are_unique_and_no_id_leads_nowhere(examples: Path, wanted: Filter) -> None:
    found = record_cells(examples, wanted)
    keys = {}
    for name, (table, rows) in found.items():
        places = [table.names.index(column) for column in table.key]
        keys[name] = [tuple(row[place] for place in places) for row in rows]
        assert len(keys[name]) == len(set(keys[name]))
    for name, (table, rows) in found.items():
        for column, other, key in table.refs:
            assert found[other][0].key == (key,)
            named = {row[table.names.index(column)] for row in rows} - {None}
            assert named <= {own for (own,) in keys[other]}, (name, column)
    rows_there = {own for name in (record.table for record in RECORDS) for (own,) in keys[name]}
    assert {row[0] for row in found["passage"][1]} <= rows_there
    about = found["claim_about"]
    assert {row[about[0].names.index("target_id")] for row in about[1]} <= rows_there


def test_a_filter_leaves_its_happenings_with_all_their_tellings(examples: Path) -> None:
    wanted = Filter(country="IRQ")
    found = record_cells(examples, wanted)
    happenings = {str(row[0]) for row in found["happening"][1]}
    with Store.open(examples) as store:
        assert happenings == {one.id for one in incidents(store, wanted)}
        tellings = {row.id for row in store.rows(EventRow, happening_id=frozenset(happenings))}
        everything = store.counts()["event"]
    events = {row[0] for row in found["event"][1]}
    assert tellings <= events
    assert len(events) < everything
    told_of = {row[found["figure"][0].names.index("event_id")] for row in found["figure"][1]}
    assert told_of <= events


def test_every_cell_leads_to_its_passage(examples: Path) -> None:
    found = record_cells(examples)
    said = {(row[0], row[1]) for row in found["passage"][1]}
    for record in RECORDS:
        table, rows = found[record.table]
        names = [field.name for field in fields_of(record) if not field.kept]
        for row in rows:
            filled = dict(zip(table.names, row, strict=True))
            for name in names:
                if filled[name] is not None and filled[name] != ():
                    assert (filled["id"], name) in said, (record.table, name)


def test_decisions_are_there_with_what_they_changed(record: Path) -> None:
    at = datetime(2026, 1, 2, tzinfo=UTC)
    with Store.open(record, "write") as store:
        row = next(row for row in store.rows(EventRow) if row.type == "armed_clash")
        store.decide("correct", by="ana", reason="a strike", at=at, record_id=row.id, field="type", value="air_strike")
        store.decide("undo", by="ana", reason="no", at=at, undoes=1)
        store.decide("reject", by="ben", reason="not there", at=at, record_id=row.id)
    found = record_cells(record)
    table, rows = found["decision"]
    first, second, third = (dict(zip(table.names, cells, strict=True)) for cells in rows)
    assert (first["kind"], first["record_id"], first["value"]) == ("correct", row.id, '"air_strike"')
    assert (second["undoes"], third["decided_by"]) == (1, "ben")
    events = {cells[0]: dict(zip(found["event"][0].names, cells, strict=True)) for cells in found["event"][1]}
    assert events[row.id]["review"] == "rejected"
