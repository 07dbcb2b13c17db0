"""PDFs that cannot be read, or not whole: each ends in words that say what to do, within bounds."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.pdfs import column, packed_pdf, paged, pdf, raw_pdf
from truceline.model.text import Document, Failure
from truceline.read import pdf as reading
from truceline.read import read

TOLD = "Nine people were killed in the market of the town on Sunday, a doctor of the hospital said to reporters."
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def found(folder: Path, raw: bytes) -> list[Document | Failure]:
    (folder / "a.pdf").write_bytes(raw)
    items = list(read([str(folder / "a.pdf")]))
    return [item for item in items if isinstance(item, (Document, Failure))]


def failure(folder: Path, raw: bytes) -> Failure:
    (item,) = found(folder, raw)
    assert isinstance(item, Failure)
    assert item.path in item.message
    return item


def pictures(canvas: Canvas, count: int) -> None:
    for _ in range(count):
        canvas.drawImage(ImageReader(Image.new("L", (20, 20), 128)), 72, 72, 400, 600)
        canvas.showPage()


def words(canvas: Canvas, count: int) -> None:
    for _ in range(count):
        canvas.setFont("Times-Roman", 10)
        column(canvas, [TOLD])
        canvas.showPage()


def test_a_locked_pdf_says_how_to_unlock_it(tmp_path: Path) -> None:
    locked = failure(tmp_path, paged([[TOLD]], encrypt="secret"))
    assert locked.code == "encrypted_pdf"
    assert "password" in locked.message
    assert "save it without one" in locked.message


def test_a_pdf_that_may_only_not_be_copied_is_read(tmp_path: Path) -> None:
    (document,) = found(tmp_path, paged([[TOLD]], encrypt=StandardEncryption("", ownerPassword="x", canCopy=0)))
    assert isinstance(document, Document)
    assert document.text == TOLD


def test_a_scanned_pdf_needs_ocr(tmp_path: Path) -> None:
    scanned = failure(tmp_path, pdf(lambda canvas: pictures(canvas, 2)))
    assert scanned.code == "no_text_layer"
    assert "ocrmypdf" in scanned.message


def test_scanned_pages_among_others_are_told(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        words(canvas, 1)
        pictures(canvas, 2)

    document, told = found(tmp_path, pdf(draw))
    assert isinstance(document, Document)
    assert document.text == TOLD
    assert document.pages == (0, len(TOLD), len(TOLD))
    assert isinstance(told, Failure)
    assert told.code == "no_text_layer"
    assert "pages 2, 3" in told.message


def test_letters_that_are_not_known_are_not_taken_for_text(tmp_path: Path) -> None:
    """A font whose letters are of the private area says nothing of what they are."""
    to_unicode = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <00> <FF> "
        b"endcodespacerange 1 beginbfrange <20> <7E> <E020> endbfrange endcmap end end"
    )
    content = b"BT /F1 10 Tf 72 700 Td (Three people were killed in the town.) Tj ET"
    unknown = failure(
        tmp_path,
        raw_pdf(
            CATALOG,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
            b"<</Length %d>>stream\n" % len(to_unicode) + to_unicode + b"\nendstream",
        ),
    )
    assert unknown.code == "unreadable_letters"
    assert "--force-ocr" in unknown.message


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.4 some",
        paged([[TOLD]] * 3)[:900],
        raw_pdf(
            CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 5>>", b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 5>>"
        ),
    ],
    ids=["no more than a beginning", "cut off", "a tree of pages that runs in a circle"],
)
def test_a_damaged_pdf(tmp_path: Path, raw: bytes) -> None:
    damaged = failure(tmp_path, raw)
    assert damaged.code == "damaged_pdf"
    assert "fetch it again" in damaged.message


def test_pages_that_are_missing_are_told_and_the_others_read(tmp_path: Path) -> None:
    content = f"BT /F1 10 Tf 10 700 Td ({TOLD}) Tj ET".encode()
    document, told = found(
        tmp_path,
        raw_pdf(
            CATALOG,
            b"<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ),
    )
    assert isinstance(document, Document)
    assert document.text == TOLD
    assert isinstance(told, Failure)
    assert told.code == "damaged_page"
    assert "page 2" in told.message


@pytest.mark.slow
def test_ten_thousand_pages_end_in_words(tmp_path: Path) -> None:
    many = failure(tmp_path, pdf(lambda canvas: words(canvas, 10_000)))
    assert many.code == "too_many_pages"
    assert "10,000 pages" in many.message
    assert "split it" in many.message


_READ_AND_TELL = """
import resource, sys
from truceline.read import read
(found,) = read([sys.argv[1]])
print(found.code, found.message, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, sep="\\n")
"""  # in a process of its own, which has had no other children


@pytest.mark.slow
def test_a_bomb_takes_no_more_than_the_memory_allowed(tmp_path: Path) -> None:
    """1.5 GB of content in 4.5 MB."""
    path = tmp_path / "a.pdf"
    path.write_bytes(packed_pdf(b"BT /F1 10 Tf 10 10 Td (abc) Tj ET\n" * 30_000, 1_500))
    told = subprocess.run([sys.executable, "-c", _READ_AND_TELL, str(path)], capture_output=True, text=True, check=True)
    code, message, kilobytes = told.stdout.splitlines()
    assert code == "broken_reader"
    assert "memory" in message
    assert int(kilobytes) < 1.2 * 1024 * 1024


def test_too_many_letters_end_in_words(tmp_path: Path) -> None:
    much = failure(tmp_path, packed_pdf(b"1 0 0 1 0 1 cm BT /F1 1 Tf (" + b"abcdefghij " * 1000 + b") Tj ET\n", 20))
    assert much.code == "too_much_text"
    assert "split it" in much.message


def test_what_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PDF_SECONDS", -9.99)
    slow = failure(tmp_path, paged([[TOLD]]))
    assert slow.code == "too_slow"


def test_scripts_and_attachments_are_left_alone(tmp_path: Path) -> None:
    content = f"BT /F1 10 Tf 10 700 Td ({TOLD}) Tj ET".encode()
    (document,) = found(
        tmp_path,
        raw_pdf(
            b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\('x'\\); while \\(true\\) {})>>"
            b"/Names<</EmbeddedFiles<</Names[(a.txt) 6 0 R]>>>>>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</Type/Filespec/F(a.txt)/EF<</F 7 0 R>>>>",
            b"<</Type/EmbeddedFile/Length 28>>stream\nThe attachment is not told.\nendstream",
        ),
    )
    assert isinstance(document, Document)
    assert document.text == TOLD


def test_one_bad_pdf_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 some")
    (tmp_path / "b.pdf").write_bytes(paged([[TOLD]]))
    assert [type(item).__name__ for item in read([str(tmp_path)])] == ["Failure", "Document"]
    piped = list(read(["-"], stdin=io.BytesIO(b"%PDF-1.4 some")))
    assert isinstance(piped[0], Failure)
