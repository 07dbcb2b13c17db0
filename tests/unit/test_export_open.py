"""The demonstration record through every open format, read back by programs that are not ours, cell by cell."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.unit.export_cells import as_csv, called, read_csv, record_cells
from truceline.errors import UsageError
from truceline.model.filters import Filter
from truceline.publish.export.excel import FILE as WORKBOOK
from truceline.publish.export.formats import FORMATS
from truceline.publish.export.sqlitefile import FILE as DATABASE
from truceline.publish.export.tables import Cell
from truceline.publish.export.writing import write
from truceline.record import Store


def exported(record: Path, name: str, folder: Path) -> Path:
    """The record in a format."""
    with Store.open(record) as store:
        write(store, called(name), folder / name, Filter())
    return folder / name


def test_csv_has_every_cell(examples: Path, tmp_path: Path) -> None:
    folder = exported(examples, "csv", tmp_path)
    for name, (table, rows) in record_cells(examples).items():
        head, found = read_csv(folder / f"{name}.csv")
        assert head == list(table.names)
        assert found == [[as_csv(cell) for cell in row] for row in rows]
    told = {(row[0], row[1]) for row in read_csv(folder / "codebook.csv")[1]}
    assert told == {(name, column) for name, (table, _) in record_cells(examples).items() for column in table.names}


def test_pandas_reads_the_csv_with_the_right_types(examples: Path, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    folder = exported(examples, "csv", tmp_path)
    frame = pandas.read_csv(folder / "happening.csv", parse_dates=["first_day"], dtype={"killed_best": "Int64"})
    table, rows = record_cells(examples)["happening"]
    place = table.names.index("killed_best")
    assert frame["killed_best"].dropna().tolist() == [row[place] for row in rows if row[place] is not None]
    assert str(frame["first_day"].dtype).startswith("datetime64")
    assert frame["id"].tolist() == [row[0] for row in rows]


def test_excel_has_every_cell_by_its_type(examples: Path, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    folder = exported(examples, "excel", tmp_path)
    book = openpyxl.load_workbook(folder / WORKBOOK)
    record = record_cells(examples)
    assert book.sheetnames == ["README", *record, "codebook"]
    for name, (table, rows) in record.items():
        sheet = book[name]
        head, *found = sheet.iter_rows(values_only=True)
        assert head == table.names
        assert [list(row) for row in found] == [[in_excel(cell) for cell in row] for row in rows]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
    said = [" ".join(str(cell) for cell in row if cell is not None) for row in book["README"].values]
    assert any("not a confidence interval" in line for line in said)
    assert "event 193 One happening as one report tells it: who did what to whom, where and when." in said


def in_excel(cell: Cell) -> Any:
    """A cell as a reader of workbooks gives it."""
    if isinstance(cell, tuple):
        return "; ".join(cell) or None
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day) if cell >= date(1900, 3, 1) else cell.isoformat()
    return cell


def test_a_table_with_more_rows_than_a_sheet_lies_beside_it_whole(
    examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    monkeypatch.setattr("truceline.publish.export.excel.ROWS", 5_000)
    folder = exported(examples, "excel", tmp_path)
    book = openpyxl.load_workbook(folder / WORKBOOK)
    ((said,),) = book["passage"].iter_rows(values_only=True)
    assert "passage.csv" in said
    table, rows = record_cells(examples)["passage"]
    assert read_csv(folder / "passage.csv") == (list(table.names), [[as_csv(cell) for cell in row] for row in rows])
    assert read_csv(folder / "left_out.csv")[1] == [
        ["passage", "too many rows for a sheet of Excel; all are in passage.csv"]
    ]
    assert f"- passage: {len(rows)}\n" in (folder / "README.md").read_text(encoding="utf-8")
    assert len(list(book["event"].values)) == len(record_cells(examples)["event"][1]) + 1


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_opens_the_workbook_and_finds_the_same_cells(examples: Path, tmp_path: Path) -> None:
    folder = exported(examples, "excel", tmp_path)
    as_text = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", as_text, "--outdir", str(tmp_path / "lo")]
    subprocess.run([*command, str(folder / WORKBOOK)], check=True, capture_output=True, timeout=300)
    for name, (table, rows) in record_cells(examples).items():
        head, found = read_csv(tmp_path / "lo" / f"record-{name}.csv")
        assert head == list(table.names)
        assert len(found) == len(rows)
        for told, row in zip(found, rows, strict=True):
            for words, cell, column in zip(told, row, table.columns, strict=True):
                if isinstance(cell, float):
                    assert float(words) == pytest.approx(cell, rel=1e-9), (name, column.name)
                elif isinstance(cell, bool):
                    assert words == str(cell).upper()
                else:
                    assert words.replace("\r\n", "\n") == as_text_of(cell), (name, column.name)


def as_text_of(cell: Cell) -> str:
    """A cell as LibreOffice writes it as text."""
    text = as_csv(cell)
    return text[1:] if text.startswith("'") and not str(cell).startswith("'") else text


def test_parquet_has_every_cell_by_its_type(examples: Path, tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    folder = exported(examples, "parquet", tmp_path)
    types = {"text": "string", "integer": "int64", "number": "double", "boolean": "bool", "date": "date32[day]",
             "list": "list<element: string>"}  # fmt: skip
    for name, (table, rows) in record_cells(examples).items():
        found: pyarrow.Table = parquet.read_table(folder / f"{name}.parquet")
        assert [str(field.type) for field in found.schema] == [types[column.type] for column in table.columns]
        columns = [found.column(column).to_pylist() for column in table.names]
        plain = [[list(cell) if isinstance(cell, tuple) else cell for cell in row] for row in rows]
        assert [list(row) for row in zip(*columns, strict=True)] == plain
        assert found.schema.field(0).metadata[b"meaning"].decode() == table.columns[0].meaning


@pytest.mark.parametrize("library", ["pandas", "polars", "duckdb"])
def test_other_libraries_read_the_parquet(examples: Path, tmp_path: Path, library: str) -> None:
    reader = pytest.importorskip(library)
    path = exported(examples, "parquet", tmp_path) / "happening.parquet"
    table, rows = record_cells(examples)["happening"]
    place, day = table.names.index("killed_low"), table.names.index("first_day")
    wanted = [(row[0], row[place], row[day]) for row in rows]
    if library == "duckdb":
        with reader.connect(config={"autoinstall_known_extensions": False}) as connection:
            sql = f"SELECT id, killed_low, first_day FROM '{path}'"
            found = connection.execute(sql).fetchall()
    elif library == "polars":
        found = reader.read_parquet(path, columns=["id", "killed_low", "first_day"]).rows()
    else:
        frame = reader.read_parquet(path, dtype_backend="pyarrow")
        assert str(frame["killed_low"].dtype) == "int64[pyarrow]"
        cells = (frame[name].array.__arrow_array__().to_pylist() for name in ("id", "killed_low", "first_day"))
        found = list(zip(*cells, strict=True))
    assert found == wanted


def test_parquet_without_its_library_says_what_to_do(
    examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("truceline.publish.export.parquet.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"truceline\[parquet\]"):
        exported(examples, "parquet", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_sqlite_has_every_cell_and_every_reference(examples: Path, tmp_path: Path) -> None:
    folder = exported(examples, "sqlite", tmp_path)
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for name, (table, rows) in record_cells(examples).items():
            found = connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()
            assert found == [tuple(in_sql(cell) for cell in row) for row in rows]
            refs = {(row[3], row[2], row[4]) for row in connection.execute(f'PRAGMA foreign_key_list("{name}")')}
            assert refs == set(table.refs)


def in_sql(cell: Cell) -> Any:
    """A cell as SQL gives it."""
    if isinstance(cell, tuple):
        return json.dumps(cell, ensure_ascii=False)
    return cell.isoformat() if isinstance(cell, date) else cell


def test_the_views_and_ready_queries_of_the_sqlite_file_answer(examples: Path, tmp_path: Path) -> None:
    folder = exported(examples, "sqlite", tmp_path)
    about = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))["databases"]["record"]
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        (deadliest,) = connection.execute(
            "SELECT id FROM happening WHERE happened ORDER BY coalesce(killed_high, killed_best, killed_low) DESC LIMIT 1"
        ).fetchone()
        given = {"happening_id": deadliest, "words": "killed"}
        for name, query in about["queries"].items():
            assert connection.execute(query["sql"], given).fetchall(), name
        sql = "SELECT count(*) FROM happening_passage WHERE happening_id = ? AND quote IS NOT NULL"
        assert connection.execute(sql, (deadliest,)).fetchone()[0] > 20
        for name, told in about["tables"].items():
            if not told.get("hidden"):
                columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')}
                assert columns == set(told["columns"])


def test_frictionless_finds_the_package_valid(examples: Path, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    folder = exported(examples, "package", tmp_path)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert len(report.tasks) == len(record_cells(examples))


def test_frictionless_finds_a_wrong_cell(examples: Path, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    folder = exported(examples, "package", tmp_path)
    path = folder / "event_actor.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("EVT-", "EVX-"), encoding="utf-8", newline="")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert {error[0] for error in report.flatten(["type"])} >= {"hash-count", "foreign-key"}


def test_csvw_is_valid(examples: Path, tmp_path: Path) -> None:
    csvw = pytest.importorskip("csvw")
    folder = exported(examples, "package", tmp_path)
    group = csvw.CSVW(str(folder / "csv-metadata.json"), validate=True)
    assert group.is_valid
    assert group.warnings == []
    table, rows = record_cells(examples)["event"]
    told = next(found for found in group.tables if found.url.string == "event.csv")
    for found, row in zip(told.iterdicts(), rows, strict=True):
        wanted = dict(zip(table.names, row, strict=True))
        assert found["date_earliest"] == in_excel(wanted["date_earliest"])
        assert found["time_text"] == list(wanted["time_text"] or ())  # type: ignore[arg-type]
        assert (found["quad"], found["cameo"]) == (wanted["quad"], wanted["cameo"])


def test_the_package_has_every_cell_as_it_is(examples: Path, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    folder = exported(examples, "package", tmp_path)
    package = frictionless.Package(str(folder / "datapackage.json"))
    web = {table["url"]: table for table in json.loads((folder / "csv-metadata.json").read_text("utf-8"))["tables"]}
    for name, (table, rows) in record_cells(examples).items():
        found = package.get_resource(name).read_rows()
        wanted = [[list(cell) if isinstance(cell, tuple) else cell for cell in row] for row in rows]
        assert [[plain(cell) for cell in row.to_list()] for row in found] == wanted
        told = web[f"{name}.csv"]["tableSchema"]
        assert [column["name"] for column in told["columns"]] == list(table.names)
        assert [column["dc:description"] for column in told["columns"]] == [c.meaning for c in table.columns]


def plain(cell: Any) -> Any:
    """A number as Python has it: frictionless gives decimals."""
    return float(cell) if type(cell).__name__ == "Decimal" else cell


@pytest.mark.parametrize("name", [one.name for one in FORMATS])
def test_every_format_is_the_same_to_the_byte_for_the_same_record(examples: Path, tmp_path: Path, name: str) -> None:
    first, second = exported(examples, name, tmp_path / "a"), exported(examples, name, tmp_path / "b")
    files = sorted(path.name for path in first.iterdir())
    assert files == sorted(path.name for path in second.iterdir())
    assert [file for file in files if (first / file).read_bytes() != (second / file).read_bytes()] == []
    words = (first / "README.md").read_text(encoding="utf-8")
    assert ("`passages.csv` names" in words) is ("passages.csv" in files)
    left = read_csv(first / "left_out.csv")[1]
    assert all(reason for _, reason in left)


def test_formats_are_listed_once_with_a_meaning() -> None:
    names = [one.name for one in FORMATS]
    assert len(names) == len(set(names))
    assert all(one.meaning for one in FORMATS)
