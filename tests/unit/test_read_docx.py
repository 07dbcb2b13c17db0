"""Word files: paragraphs, tables, notes, tracked changes, and where the title comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.made_files import NEWS, SHELLS, TALKS, documents, docx, outcome, paragraph, replaced, write, zipped


def cell(*words: str) -> str:
    return f"<w:tc>{''.join(paragraph(each) for each in words)}</w:tc>"


def test_paragraphs_headings_and_title(tmp_path: Path) -> None:
    body = (
        paragraph("The road is open", "Title") + paragraph("In the south", "Heading1") + paragraph(NEWS) + paragraph("")
    )
    (document,) = documents(write(tmp_path, "a.docx", docx(body, title="Template 3")))
    assert document.text == f"The road is open\n\nIn the south\n\n{NEWS}"
    assert document.title == "The road is open"
    assert (document.published, document.published_basis) == (None, "unknown")
    assert document.outlet is None


def test_the_title_of_the_properties(tmp_path: Path) -> None:
    (document,) = documents(write(tmp_path, "a.docx", docx(paragraph(NEWS), title="The  road &amp; the bridge")))
    assert document.title == "The road & the bridge"


def test_a_date_line_dates_the_report_and_the_making_of_the_file_does_not(tmp_path: Path) -> None:
    body = paragraph("The road is open") + paragraph("9 June 2004") + paragraph(NEWS)
    (document,) = documents(write(tmp_path, "a.docx", docx(body, title="x")))
    assert (str(document.published), document.published_basis) == ("2004-06-09", "text")


def test_tables_by_row(tmp_path: Path) -> None:
    nested = f"<w:tbl><w:tr>{cell('two')}{cell('three')}</w:tr></w:tbl>"
    table = (
        f"<w:tbl><w:tr>{cell('Day')}{cell('Place')}{cell('')}</w:tr><w:tr>{cell('4 May', 'night')}{cell(SHELLS)}"
        f"<w:tc>{paragraph('one')}{nested}</w:tc></w:tr><w:tr>{cell('')}{cell('')}</w:tr></w:tbl>"
    )
    (document,) = documents(write(tmp_path, "a.docx", docx(paragraph(NEWS) + table + paragraph(TALKS))))
    assert document.text == f"{NEWS}\n\nDay | Place | \n\n4 May night | {SHELLS} | one two | three\n\n{TALKS}"


def test_runs_breaks_links_and_notes(tmp_path: Path) -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>Rebels</w:t><w:tab/><w:t>and the</w:t></w:r><w:hyperlink>"
        "<w:r><w:t xml:space='preserve'> army </w:t></w:r></w:hyperlink><w:sdt><w:sdtContent><w:r><w:t>stopped</w:t><w:br/>"
        "<w:t>firing on Tuesday after the talks.</w:t></w:r></w:sdtContent></w:sdt><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    )
    (document,) = documents(write(tmp_path, "a.docx", docx(body, notes=paragraph("The governor said so."))))
    assert document.text == "Rebels and the army stopped\nfiring on Tuesday after the talks.\n\nThe governor said so."


def test_tracked_changes_and_text_boxes(tmp_path: Path) -> None:
    box = paragraph("A box beside the text.")
    body = (
        "<w:p><w:ins><w:r><w:t>Twelve</w:t></w:r></w:ins><w:del><w:r><w:delText>Ten</w:delText><w:t>Ten</w:t></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>Gone</w:t></w:r></w:moveFrom><w:r><w:t> soldiers were killed there, and they were buried.</w:t></w:r>"
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    (document,) = documents(write(tmp_path, "a.docx", docx(body)))
    assert document.text == "A box beside the text.\n\nTwelve soldiers were killed there, and they were buried."


def test_word_files_of_a_real_writer(tmp_path: Path) -> None:
    docx_ = pytest.importorskip("docx")
    made = docx_.Document()
    made.add_heading("The road is open", 0)
    made.add_paragraph(NEWS)
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Arin", "12 killed"
    made.core_properties.title = "From the properties"
    made.save(str(tmp_path / "a.docx"))
    (document,) = documents(str(tmp_path / "a.docx"))
    assert document.text == f"The road is open\n\n{NEWS}\n\nArin | 12 killed"
    assert document.title == "The road is open"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "damaged_archive"),
        (b"PK\x03\x04 nothing", "damaged_archive"),
        (b"\xd0\xcf\x11\xe0 with a password", "encrypted"),
        (zipped({"a.txt": NEWS}), "damaged_file"),
        (docx("<w:p>"), "damaged_file"),
        (docx(paragraph("")), "no_text"),
        (replaced(docx(paragraph(NEWS)), "word/document.xml", b"\xff\xfe\xfa"), "damaged_file"),
    ],
)
def test_files_that_are_none(tmp_path: Path, content: bytes, code: str) -> None:
    assert outcome(write(tmp_path, "a.docx", content)) == [(code, "")]
