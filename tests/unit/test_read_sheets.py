"""Excel files: rows with the columns that CSV knows."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.unit.made_files import NEWS, SHELLS, TALKS, documents, outcome, write, xlsx, zipped
from truceline.model.text import Document, Failure, Skipped
from truceline.read import read

HEADER: list[object] = ["id", "Title ", "TEXT", "outlet", "url", "Published", "notes", None]


def test_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        HEADER,
        [1, "Silence", NEWS, "The Lantern", "http://l.example/1", datetime(2005, 5, 4), "x"],
        [],
        [2.0, None, SHELLS, None, None, "4 May 2005", None, "beyond"],
        [3, None, TALKS, None, None, datetime(2005, 5, 4, 22, 30)],
    ]
    path = write(tmp_path, "a.xlsx", xlsx({"Reports": rows}))
    found = documents(path)
    assert [d.path.removeprefix(path) for d in found] == ["#Reports:2", "#Reports:4", "#Reports:5"]
    assert [d.text for d in found] == [NEWS, SHELLS, TALKS]
    assert (found[0].title, found[0].outlet, found[0].url) == ("Silence", "The Lantern", "http://l.example/1")
    assert [(d.published, d.published_basis) for d in found] == [(date(2005, 5, 4), "metadata")] * 3
    assert found[1].raw.decode() == f'{{"id": "2", "text": "{SHELLS}", "published": "4 May 2005"}}'


def test_a_row_has_its_id_wherever_it_stands(tmp_path: Path) -> None:
    (one,) = documents(write(tmp_path, "a.xlsx", xlsx({"A": [["text"], [NEWS]]})))
    two = documents(write(tmp_path, "b.xlsx", xlsx({"B": [["text"], [SHELLS], [], [NEWS]]})))[1]
    assert one.id == two.id


def test_every_sheet_with_a_column_text_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "a.xlsx",
        xlsx(
            {
                "One": [["text"], [NEWS]],
                "Notes": [["who", "when"], [1, 2]],
                "Empty": [],
                "Two": [[], ["text"], [SHELLS]],
            }
        ),
    )
    one, notes, two = read([path])
    assert isinstance(one, Document)
    assert isinstance(notes, Skipped)
    assert (notes.code, notes.path) == ("no_header", f"{path}#Notes")
    assert "who, when" in notes.message
    assert isinstance(two, Document)
    assert two.path == f"{path}#Two:3"


def test_a_bad_row_is_named_and_the_rest_are_read(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.xlsx", xlsx({"S": [["text", "published"], [NEWS, "soon"], [None, "2005-05-04"], [SHELLS, None]]})
    )
    bad, none, good = read([path])
    assert isinstance(bad, Failure)
    assert (bad.code, bad.path) == ("bad_metadata", f"{path}#S:2")
    assert "sheet S, row 2" in bad.message
    assert isinstance(none, Failure)
    assert none.code == "no_text"
    assert isinstance(good, Document)


def test_signs_that_excel_writes_as_codes(tmp_path: Path) -> None:
    (document,) = documents(write(tmp_path, "a.xlsx", xlsx({"S": [["text"], [f"{NEWS}_x000D_\n{SHELLS}"]]})))
    assert document.text == f"{NEWS}\r\n{SHELLS}"


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (xlsx({"S": [["a", "b"], [1, 2]]}), [("no_header", "#S"), ("no_header", "")]),
        (xlsx({"S": []}), [("no_header", "")]),
        (zipped({"a.txt": NEWS}), [("damaged_file", "")]),
        (b"PK", [("damaged_archive", "")]),
        (b"\xd0\xcf\x11\xe0", [("encrypted", "")]),
        (b"", [("damaged_archive", "")]),
    ],
)
def test_files_that_are_none(tmp_path: Path, content: bytes, codes: list[tuple[str, str]]) -> None:
    assert outcome(write(tmp_path, "a.xlsx", content)) == codes
