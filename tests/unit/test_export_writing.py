"""An export is whole or not there, the same for the same record, and tells what changed since the last one."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.model.records import EventRow
from truceline.publish.export.again import again
from truceline.publish.export.incidents import Incident, incidents
from truceline.publish.export.tables import Cells, Column, Product, Table
from truceline.publish.export.writing import Format, write
from truceline.publish.tables import csv_lines
from truceline.record import Store

AT = datetime(2026, 1, 2, tzinfo=UTC)


def tables(store: Store, wanted: Filter) -> Product:
    """Asserted happenings by type and day."""

    def rows() -> Iterator[Cells]:
        for one in incidents(store, wanted):
            if not one.happened:
                product.leave_out(one.id, "not told as a fact")
                continue
            for row, document in one.rows:
                product.cite(one.id, row, document)
            names = tuple(person.name for person in one.participants)
            yield one.id, one.lead.type, None if one.days is None else one.days.earliest, names

    columns = (
        Column("id", "text", "Id"),
        Column("type", "text", "Kind"),
        Column("first", "date", "First day"),
        Column("who", "list", "Who takes part"),
    )
    product = Product(
        tables=(Table(name="happenings", meaning="One each", columns=columns, rows=rows, key=("id",)),),
        notes=("A note on the method.",),
    )
    return product


def put(product: Product, folder: Path) -> Sequence[Path]:
    """As CSV."""
    (table,) = product.tables
    path = folder / "happenings.csv"
    lines = csv_lines((dict(zip(table.names, map(plain, row), strict=True)) for row in table.rows()), table.names)
    path.write_text("".join(lines), encoding="utf-8")
    return [path]


def plain(cell: object) -> object:
    """Lists as the writer of CSV wants them."""
    return list(cell) if isinstance(cell, tuple) else cell


PLAIN = Format(name="plain", meaning="Happenings", tables=tables, write=put)


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def some(store: Store) -> Incident:
    """A happening that is told as a fact, by two reports if there is one."""
    return max((one for one in incidents(store, Filter()) if one.happened), key=lambda one: len(one.tellings))


def first(one: Incident) -> tuple[object, ...]:
    """Where a happening of one telling stands: whose id stays when two are merged."""
    return one.reports[0].published, one.lead.document_id, one.lead.position


def test_every_happening_is_exported_or_left_out_with_a_reason(examples: Path, tmp_path: Path) -> None:
    with Store.open(examples) as store:
        written = write(store, PLAIN, tmp_path / "out", Filter())
        everything = {row.happening_id for row in store.rows(EventRow) if row.review != "rejected"}
    exported = {row["id"] for row in read(tmp_path / "out" / "happenings.csv")}
    left = {row["id"]: row["reason"] for row in read(tmp_path / "out" / "left_out.csv")}
    assert exported | set(left) == everything
    assert not exported & set(left)
    assert set(left.values()) == {"not told as a fact"}
    assert written.left_out == {"not told as a fact": len(left)}
    assert written.rows == {"happenings": len(exported)}


def test_the_passages_of_every_row_are_the_words_of_its_reports(examples: Path, tmp_path: Path) -> None:
    with Store.open(examples) as store:
        write(store, PLAIN, tmp_path / "out", Filter())
        exported = {row["id"] for row in read(tmp_path / "out" / "happenings.csv")}
        found = read(tmp_path / "out" / "passages.csv")
        assert {row["id"] for row in found} == exported
        texts = {own: store.document(own).document.text for own in {row["document_id"] for row in found}}
    assert all(texts[row["document_id"]][int(row["start"]) : int(row["end"])] == bare(row["quote"]) for row in found)
    assert {"type", "trigger", "text"} <= {row["field"] for row in found}


def bare(quote: str) -> str:
    """Words without the sign that keeps a spreadsheet from running them."""
    return quote[1:] if quote.startswith("'") and quote[1:2] in "=+-@" else quote


def test_the_same_record_gives_the_same_bytes_and_nothing_changed(examples: Path, tmp_path: Path) -> None:
    with Store.open(examples) as store:
        first = write(store, PLAIN, tmp_path / "one", Filter())
        second = write(store, PLAIN, tmp_path / "two", Filter())
        for path in (tmp_path / "one").iterdir():
            assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
        again = write(store, PLAIN, tmp_path / "one", Filter())
    assert first == second
    assert again.changes == {}
    assert read(tmp_path / "one" / "changes.csv") == []
    assert again.content == first.content


def test_what_changed_is_told_with_the_reason(record: Path, tmp_path: Path) -> None:
    with Store.open(record, "write") as store:
        write(store, PLAIN, tmp_path / "out", Filter())
        facts = [one for one in incidents(store, Filter()) if one.happened and len(one.tellings) == 1]
        gone, other, merged = facts[:3]
        store.decide("reject", by="ana", reason="not there", at=AT, record_id=gone.lead.id)
        store.decide("correct", by="ana", reason="", at=AT, record_id=other.lead.id, field="type", value="aid")
        store.decide("same", by="ana", reason="", at=AT, record_id=other.lead.id, other_id=merged.lead.id)
        kept, lost = (one.id for one in sorted((other, merged), key=first))
        written = write(store, PLAIN, tmp_path / "out", Filter())
    told = read(tmp_path / "out" / "changes.csv")
    assert {(row["id"], row["kind"], row["why"]) for row in told if row["kind"] == "deleted"} == {
        (gone.id, "deleted", "rejected in review"),
        (lost, "deleted", f"merged into {kept}"),
    }
    changed = {(row["id"], row["column"]): row["now"] for row in told if row["kind"] == "changed"}
    assert changed[kept, "type"] == "aid"
    assert written.changes == {"changed": 1, "deleted": 2}
    assert written.state.decisions == 3
    assert "2 deleted" in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")


def test_a_filter_that_nothing_meets_says_so_and_leaves_nothing(examples: Path, tmp_path: Path) -> None:
    with Store.open(examples) as store, pytest.raises(UsageError, match="nothing meets it"):
        write(store, PLAIN, tmp_path / "out", Filter(country="ISL"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_files_is_never_replaced(examples: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with Store.open(examples) as store:
        with pytest.raises(UsageError, match="holds other files"):
            write(store, PLAIN, tmp_path, Filter())
        with pytest.raises(UsageError, match="is a file"):
            write(store, PLAIN, tmp_path / "notes.txt", Filter())
        with pytest.raises(UsageError, match="no earlier export"):
            write(store, PLAIN, tmp_path / "out", Filter(), since=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_the_sheet_says_of_when_the_record_is(examples: Path, tmp_path: Path) -> None:
    with Store.open(examples) as store:
        written = write(store, PLAIN, tmp_path / "out", Filter(country="IRQ"))
        days = sorted(store.published().values())
    found = json.loads((tmp_path / "out" / "export.json").read_text(encoding="utf-8"))
    assert found["state"]["cut_off"] == days[-1].isoformat()
    assert found["wanted"] == "country=IRQ"
    assert set(found["files"]) | {"export.json", "README.md"} == {p.name for p in (tmp_path / "out").iterdir()}
    words = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "not a confidence interval" in words
    assert "A note on the method." in words
    assert written.format == "plain"


def test_a_happening_is_one_row_of_all_its_reports(examples: Path) -> None:
    with Store.open(examples) as store:
        one = some(store)
        tellings = {row.id for row in store.rows(EventRow, happening_id=one.id) if row.review != "rejected"}
    assert {row.id for row in one.tellings} == tellings
    assert len(one.reports) > 1
    assert one.days is not None
    assert one.days in one.days_told
    spans = [(told.latest - told.earliest).days for told in one.days_told if told.earliest and told.latest]
    assert one.days.earliest is not None
    assert one.days.latest is not None
    assert (one.days.latest - one.days.earliest).days == min(spans)
    levels = [place.level for place in one.places]
    assert levels == sorted(levels)
    assert len({(p.role, p.id or p.name) for p in one.participants}) == len(one.participants)


def test_a_published_table_is_made_again_or_the_difference_told(record: Path, tmp_path: Path) -> None:
    with Store.open(record, "write") as store:
        written = write(store, PLAIN, tmp_path / "out", Filter(country="IRQ"))
        found = again(store, (PLAIN,), tmp_path / "out")
        assert found.same
        assert found.content == found.was == written.content
        assert found.record == {}
        one = next(one for one in incidents(store, Filter(country="IRQ")) if one.happened and len(one.tellings) == 1)
        store.decide("correct", by="ana", reason="", at=AT, record_id=one.lead.id, field="type", value="aid")
        after = again(store, (PLAIN,), tmp_path / "out")
    assert not after.same
    assert [(change.id, change.column, change.now) for change in after.changes] == [(one.id, "type", "aid")]
    assert after.record["decisions"] == (0, 1)


def test_what_is_no_export_cannot_be_made_again(examples: Path, tmp_path: Path) -> None:
    with Store.open(examples) as store:
        with pytest.raises(UsageError, match="holds no export"):
            again(store, (PLAIN,), tmp_path)
        write(store, PLAIN, tmp_path / "out", Filter())
        with pytest.raises(UsageError, match="not known here"):
            again(store, (), tmp_path / "out")
        (tmp_path / "out" / "state.jsonl.gz").write_bytes(b"no")
        with pytest.raises(UsageError, match="cannot be read"):
            again(store, (PLAIN,), tmp_path / "out")
