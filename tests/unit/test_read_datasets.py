"""Files of ACLED and UCDP GED as users have them: old and new columns, odd spellings, other containers, wrong files."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from tests.datasets import ACLED, BATTLE, CLASH, GED, Cells, acled, ged, table
from truceline.errors import UsageError
from truceline.model.datasets import DatasetKind, DatasetRow
from truceline.read.datasets import examined, rows
from truceline.read.datasets.acled import inter
from truceline.register.nations import country_named, country_numbered


def read(path: Path, kind: DatasetKind) -> list[DatasetRow]:
    return list(rows(examined(str(path), kind)))


def refused(path: Path, kind: DatasetKind) -> str:
    with pytest.raises(UsageError) as error:
        examined(str(path), kind)
    assert str(path) in str(error.value)
    return str(error.value)


def test_an_acled_row(tmp_path: Path) -> None:
    (row,) = read(acled(tmp_path / "a.csv", {"assoc_actor_1": "Police; Badr Brigade", "fatalities": "14"}), "acled")
    assert (row.n, row.source_id, row.first, row.last) == (1, "IRQ901", date(2008, 3, 26), date(2008, 3, 26))
    assert (row.country, row.place, row.lat, row.lon) == ("IRQ", "Basra", 30.5085, 47.7804)
    assert (row.date_precision, row.place_precision, row.deaths, row.low) == (1, 1, 14, None)
    assert row.side_a == ("Military Forces of Iraq (2006-2014)", "Police", "Badr Brigade")
    assert (row.inter_a, row.inter_b, row.type, row.sub_type) == (1, 2, "Battles", "Armed clash")
    assert row.cells[ACLED.index("notes")] == "An invented row."


def test_a_row_in_acled_s_form_that_bears_the_id_of_a_happening(tmp_path: Path) -> None:
    (row,) = read(acled(tmp_path / "a.csv", {"event_id_cnty": "EVT-73KE7KGWPFNE"}), "acled")
    assert (row.source_id, row.relid) == ("EVT-73KE7KGWPFNE", "EVT-73KE7KGWPFNE")


def test_an_acled_download_of_before_2023(tmp_path: Path) -> None:
    columns = [c for c in ACLED if c not in ("event_id_cnty", "disorder_type", "tags", "iso")]
    columns = ["data_id", "iso3", "event_id_no_cnty", *columns]
    old = {"data_id": 7512345, "iso3": "IRQ", "event_id_no_cnty": 901, "inter1": 1, "inter2": 2, "interaction": 12}
    rows_ = [{**BATTLE, **old, "event_date": "26 March 2008"}]
    path = tmp_path / "old.csv"
    upper = [{name.upper(): value for name, value in row.items()} for row in rows_]
    path.write_text("\ufeff" + table([c.upper() for c in columns], upper, ";"), encoding="utf-8")
    (row,) = read(path, "acled")
    assert row.relid is None
    assert (row.source_id, row.first, row.country) == ("7512345", date(2008, 3, 26), "IRQ")
    assert (row.inter_a, row.inter_b) == (1, 2)


@pytest.mark.parametrize(
    ("words", "code"),
    [("1", 1), ("8", 8), ("9", None), ("", None), ("State forces", 1), ("Rebel group", 2), ("Political militia", 3),
     ("Identity militia", 4), ("Rioters", 5), ("Protesters", 6), ("Civilians", 7), ("External/Other forces", 8)],
)  # fmt: skip
def test_inter_codes_as_numbers_and_words(words: str, code: int | None) -> None:
    assert inter(words) == code


def test_a_ged_row(tmp_path: Path) -> None:
    (row,) = read(ged(tmp_path / "GEDEvent_v23_1.csv", {"date_end": "2008-03-28", "date_prec": 2}), "ucdp-ged")
    assert (row.source_id, row.relid) == ("700001", "IRQ-2008-1-1")
    assert (row.first, row.last, row.date_precision) == (date(2008, 3, 26), date(2008, 3, 28), 2)
    assert (row.deaths, row.low, row.high, row.sources) == (14, 14, 20, None)  # -1 sources: not recorded
    assert (row.id_a, row.side_a, row.id_b, row.side_b) == (116, ("Government of Iraq",), 5659, ("al-Mahdi Army",))
    assert (row.type, row.country, row.place, row.place_precision) == ("1", "IRQ", "Basra city", 1)


def test_the_columns_of_releases_stand_in_any_order(tmp_path: Path) -> None:
    early = [c for c in GED if c not in ("best", "high", "low", "gwnoa", "code_status")]
    early = [*early[:16], "gwnoa", *early[16:], "low", "best", "high"]  # as release 19.1 has them
    one = read(ged(tmp_path / "one.csv"), "ucdp-ged")
    (other,) = read(ged(tmp_path / "ged191.csv", columns=early), "ucdp-ged")
    assert (other.low, other.deaths, other.high) == (14, 14, 20)
    assert {f: getattr(one[0], f) for f in ("first", "side_a", "lat", "type")} == {
        f: getattr(other, f) for f in ("first", "side_a", "lat", "type")
    }


@pytest.mark.parametrize(
    ("name", "release"),
    [("GEDEvent_v23_1.csv", "23.1"), ("ged191.csv", "19.1"), ("GEDEvent_v26_0_3.csv", "26.0.3"), ("mine.csv", None)],
)
def test_the_release_stands_in_the_name_of_the_file(name: str, release: str | None, tmp_path: Path) -> None:
    assert examined(str(ged(tmp_path / name)), "ucdp-ged").release == release


def test_a_zip_archive_as_it_is_shipped_and_a_workbook(tmp_path: Path) -> None:
    plain = ged(tmp_path / "GEDEvent_v23_1.csv", {}, {"id": 2, "where_coordinates": "Kūfa"})
    packed = tmp_path / "ged231-csv.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(plain, plain.name)
        archive.writestr("readme.txt", "invented")
        archive.writestr("__MACOSX/._GEDEvent_v23_1.csv", "x")
    assert read(packed, "ucdp-ged") == read(plain, "ucdp-ged")
    assert examined(str(packed), "ucdp-ged").name == "ged231-csv.zip/GEDEvent_v23_1.csv"
    workbook = xlsxwriter.Workbook(tmp_path / "GEDEvent_v23_1.xlsx")
    sheet = workbook.add_worksheet()
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, GED)
    for n, row in enumerate(({}, {"id": 2, "where_coordinates": "Kūfa"}), start=1):
        for column, name in enumerate(GED):
            value = {**CLASH, **row}.get(name)
            if name.startswith("date_") and name != "date_prec":
                sheet.write_datetime(n, column, date(2008, 3, 26), day)
            elif value is not None:
                sheet.write(n, column, float(str(value)) if name in ("latitude", "longitude") else value)
    workbook.close()
    ours, theirs = read(tmp_path / "GEDEvent_v23_1.xlsx", "ucdp-ged"), read(plain, "ucdp-ged")
    for one, other in zip(ours, theirs, strict=True):
        for name in ("source_id", "first", "last", "lat", "deaths", "side_b", "id_b", "place"):
            assert getattr(one, name) == getattr(other, name)


@pytest.mark.parametrize(
    ("words", "day"),
    [("2008-03-26", 26), ("2008-03-26 00:00:00.000", 26), ("2008-03-26T00:00:00", 26), ("26 March 2008", 26),
     ("26-Mar-2008", 26), ("26/03/2008", 26), ("3/26/2008", 26), ("3/3/2008", 3)],
)  # fmt: skip
def test_days_however_they_are_written(words: str, day: int, tmp_path: Path) -> None:
    (row,) = read(acled(tmp_path / "a.csv", {"event_date": words}), "acled")
    assert row.first == date(2008, 3, day)


def test_an_older_encoding(tmp_path: Path) -> None:
    path = acled(tmp_path / "a.csv", {"location": "Qa'im é"})
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    assert read(path, "acled")[0].place == "Qa'im é"


def test_rows_that_cannot_be_used_are_left_out_and_named(tmp_path: Path) -> None:
    bad: list[Cells] = [{"event_date": "04/05/2008"}, {"latitude": "91"}, {"fatalities": "many"}, {"event_id_cnty": ""}]
    bad += [{"fatalities": "-7"}, {"event_date": "0001-01-01", "time_precision": "3"}, {"event_date": "9999-12-31"}]
    file = examined(str(acled(tmp_path / "a.csv", {}, *bad, {"event_id_cnty": "IRQ902"})), "acled")
    assert (file.rows, [p.line for p in file.problems]) == (2, [3, 4, 5, 6, 7, 8, 9])
    for problem, words in zip(
        file.problems,
        ("may be two days", "latitude", "fatalities", "event_id_cnty", "fatalities", "no day", "no day"),
        strict=True,
    ):
        assert words in problem.message
    assert [row.n for row in rows(file)] == [1, 2]


def test_wrong_files_are_told_what_is_wrong(tmp_path: Path) -> None:
    assert "no column event_id_cnty, event_date, event_type" in refused(ged(tmp_path / "g.csv"), "acled")
    assert "import ucdp-ged" in refused(tmp_path / "g.csv", "acled")
    assert "import acled" in refused(acled(tmp_path / "a.csv"), "ucdp-ged")
    assert "is actor_1 one of them" in refused(_renamed(tmp_path / "r.csv"), "acled")
    (tmp_path / "no.csv").write_text("", encoding="utf-8")
    assert "no column" in refused(tmp_path / "no.csv", "acled")
    (tmp_path / "head.csv").write_text(",".join(ACLED) + "\n", encoding="utf-8")
    assert "no rows" in refused(tmp_path / "head.csv", "acled")
    assert "cannot be read" in refused(tmp_path / "gone.csv", "acled")
    assert "30 of 30 rows" in refused(acled(tmp_path / "d.csv", *[{"event_date": "04/05/2008"}] * 30), "acled")
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 not really")
    assert "workbook" in refused(tmp_path / "x.xlsx", "acled")
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 not really")
    assert "damaged" in refused(tmp_path / "x.zip", "acled")
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.csv", "x")
        archive.writestr("b.csv", "x")
    assert "a.csv, b.csv" in refused(tmp_path / "two.zip", "acled")
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"\0" * (100 << 20))
    assert "more comes out" in refused(tmp_path / "bomb.zip", "acled")


def _renamed(path: Path) -> Path:
    path.write_text(table(ACLED, [BATTLE]).replace("actor1", "actor_1", 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "code"),
    [("Russia (Soviet Union)", "RUS"), ("DR Congo (Zaire)", "COD"), ("Bosnia-Herzegovina", "BIH"), ("Georgia", "GEO"),
     ("Myanmar (Burma)", "MMR"), ("Yemen (North Yemen)", "YEM"), ("Niger", "NER"), ("Atlantis", None)],
)  # fmt: skip
def test_countries_as_datasets_name_them(name: str, code: str | None) -> None:
    assert country_named(name) == code


def test_countries_by_number() -> None:
    assert (country_numbered(368), country_numbered(360), country_numbered(1)) == ("IRQ", "IDN", None)
