"""Extraction -> statements: no cell without its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import TEXT, at, basra, day, document, event, extraction
from truceline.model.extraction import EventDate, Extraction, TimeMention
from truceline.model.ledger import Statement
from truceline.model.records import RECORDS, ReconciledRow, fields_of
from truceline.model.text import Span
from truceline.record import statements


def told(read: Extraction, table: str) -> dict[str, dict[str, Statement]]:
    found: dict[str, dict[str, Statement]] = {}
    for statement in statements(read):
        if statement.table == table:
            found.setdefault(statement.record_id, {})[statement.field] = statement
    return found


def one(read: Extraction, table: str, **where: object) -> dict[str, Statement]:
    rows = [row for row in told(read, table).values() if all(row[f].value == v for f, v in where.items())]
    assert len(rows) == 1
    return rows[0]


def test_every_statement_quotes_the_text_at_its_place() -> None:
    read = basra()
    for statement in statements(read):
        assert statement.quotes
        for quote in statement.quotes:
            assert quote.text == quote.span.of(read.document.text) != ""


def test_every_table_is_told() -> None:
    silent = {ReconciledRow.table, "actor_relation"}
    assert {s.table for s in statements(basra())} == {record.table for record in RECORDS} - silent


@pytest.mark.parametrize("record", [r for r in RECORDS if r is not ReconciledRow], ids=lambda r: str(r.table))
def test_fields_told_are_declared_and_required_ones_are_all_told(record: type[ReconciledRow]) -> None:
    declared = {f.name for f in fields_of(record)}
    required = {f.name for f in fields_of(record) if not (f.optional or f.kept) and f.type is not tuple}
    for row in told(basra(), record.table).values():
        assert required <= row.keys() <= declared


def test_the_id_of_a_statement_is_its_content_without_method_and_confidence() -> None:
    first = statements(basra())[0]
    assert replace(first, method="other", confidence=0.1).id == first.id
    assert replace(first, value="other").id != first.id
    assert replace(first, quotes=(replace(first.quotes[0], span=Span(1, 2)),)).id != first.id


def test_a_record_keeps_its_id_when_it_is_read_as_another_type() -> None:
    assert told(basra(), "event").keys() == told(basra(kind="bombing"), "event").keys()


def test_two_events_of_one_word_are_two_records() -> None:
    read = extraction(document(), events=[event(TEXT, "E1", "killed"), event(TEXT, "E2", "killed", kind="bombing")])
    assert [row["type"].value for row in told(read, "event").values()] == ["shelling", "bombing"]


def test_a_date_from_words_points_to_the_words() -> None:
    row = one(basra(), "event", type="shelling")
    assert row["date_earliest"].value == "2008-03-31"
    assert [q.text for q in row["date_earliest"].quotes] == ["Monday"]
    assert row["date_earliest"].basis == "stated"


def test_a_date_that_only_the_publication_bounds_is_inferred() -> None:
    row = one(basra(), "event", trigger="hold")
    assert row["date_earliest"].basis == row["date_basis"].value == "inferred"
    assert [q.text for q in row["date_earliest"].quotes] == ["hold"]
    assert "date_text" not in row
    assert {s.status for s in row.values()} == {"negated"}


def test_a_dateline_that_bounds_the_date_is_quoted_too() -> None:
    read = replace(document(), published=date(2008, 4, 1), published_span=at(TEXT, "Truce"))
    happened = event(TEXT, "E1", "killed", when=EventDate(day(31), None, "inferred"))
    row = one(extraction(read, events=[happened]), "event")
    assert [q.text for q in row["date_latest"].quotes] == ["killed", "Truce"]


def test_codes_are_inferred_from_the_trigger() -> None:
    row = one(basra(), "event", type="shelling")
    assert row["plover"].value == "ASSAULT"
    assert row["plover"].basis == "inferred"
    assert [q.text for q in row["plover"].quotes] == ["shelling"]


def test_the_source_of_a_figure_is_who_gives_it() -> None:
    row = one(basra(), "figure")
    police = one(basra(), "actor", name="Police")["name"].record_id
    assert row["low"].source is not None
    assert (row["low"].source.text, row["low"].source.actor_id) == ("Police", police)
    assert row["open"].value is False


def test_a_ceasefire_is_named_by_all_its_mentions() -> None:
    row = one(basra(), "ceasefire")
    assert [q.text for q in row["name"].quotes] == ["Truce", "ceasefire", "deal"]
    assert row["name"].value == "Truce"
    assert one(basra(), "claim_about")["target_id"].value == row["name"].record_id


def test_an_actor_without_mentions_is_marked_as_inferred() -> None:
    read = basra()
    silent = replace(read, actors=(replace(read.actors[0], mentions=(), id="A9"), *read.actors))
    rows = told(silent, "actor").values()
    assert [row["name"].basis for row in rows] == ["inferred", "stated", "stated", "stated"]


def test_a_time_counted_from_other_words_cites_them() -> None:
    text = "Shells fell on Sunday. The day before it was calm."
    sunday, before = at(text, "Sunday"), at(text, "The day before")
    time = TimeMention(before, day(29), None, None, "carried over", sunday)
    cells = [s for s in statements(extraction(document(text), times=(time,))) if s.table == "time"]
    dated = [s for s in cells if s.field in ("earliest", "latest", "precision")]
    assert len(dated) == 3
    assert {s.basis for s in dated} == {"carried over"}
    assert all([q.span for q in s.quotes] == [before, sunday] for s in dated)
