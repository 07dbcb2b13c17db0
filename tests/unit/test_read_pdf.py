"""PDFs: text, paragraphs, columns, running heads, hyphens, pages, dates."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdfs import column, paged, pdf
from truceline.model.text import Document, page_of
from truceline.read import ReadOptions, read

TRUCE = (
    "Rebels and the government signed a truce in the port on Monday after nine days of talks, the mediators said, and "
    "both will withdraw their guns from the old town before the end of the week."
)
KILLED = (
    "At least nine people, among them two nurses, were killed when shells struck the market of the town on Sunday, a "
    "doctor of the hospital said; the army denied that it had fired."
)
TALKS = (
    "The talks will go on in the capital next month, though neither of the two sides has named those whom it will "
    "send there, and a spokesman of the rebels said that the prisoners must be freed first."
)


def only(folder: Path, raw: bytes, name: str = "a.pdf", options: ReadOptions | None = None) -> Document:
    """The one document of a PDF."""
    (folder / name).write_bytes(raw)
    (found,) = read([str(folder / name)], options or ReadOptions())
    assert isinstance(found, Document), found
    return found


def paragraphs(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks]


def test_lines_become_paragraphs(tmp_path: Path) -> None:
    document = only(tmp_path, paged([[TRUCE, KILLED, TALKS]]))
    assert paragraphs(document) == [TRUCE, KILLED, TALKS]
    assert document.media_type == "application/pdf"
    assert document.pages == (0,)


def test_the_path_is_no_part_of_the_id_and_the_bytes_are_kept(tmp_path: Path) -> None:
    raw = paged([[TRUCE]])
    one, other = only(tmp_path, raw), only(tmp_path, raw, "b.pdf")
    assert one.id == other.id
    assert one.raw == raw


def test_a_pdf_is_known_by_its_content_too(tmp_path: Path) -> None:
    raw = paged([[TRUCE]])
    named = only(tmp_path, raw, "report.bin")
    (piped,) = read(["-"], stdin=io.BytesIO(raw))
    assert isinstance(piped, Document)
    assert named.text == piped.text == TRUCE


@pytest.mark.parametrize("in_rows", [False, True], ids=["column after column", "line after line"])
@pytest.mark.parametrize("shift", [0.0, 5.0], ids=["on one line", "lines beside each other"])
def test_columns_are_read_one_after_the_other(tmp_path: Path, in_rows: bool, shift: float) -> None:
    """Whatever the order in which the file draws them."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 18)
        canvas.drawString(72, 790, "Truce signed in the port after nine days of talks")
        canvas.setFont("Times-Roman", 10)
        if not in_rows:
            column(canvas, [TRUCE, KILLED], 72, 760, 215)
            column(canvas, [TALKS, TRUCE], 307, 760 - shift, 215)
            return
        calls: list[tuple[float, float, str]] = []

        class Kept:
            def drawString(self, x: float, y: float, text: str) -> None:
                calls.append((-y, x, text))

        kept: Canvas = Kept()
        column(kept, [TRUCE, KILLED], 72, 760, 215)
        column(kept, [TALKS, TRUCE], 307, 760 - shift, 215)
        for y, x, text in sorted(calls):
            canvas.drawString(x, -y, text)

    document = only(tmp_path, pdf(draw))
    assert paragraphs(document) == ["Truce signed in the port after nine days of talks", TRUCE, KILLED, TALKS, TRUCE]
    assert document.title == "Truce signed in the port after nine days of talks"


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    rows = [("Day", "Town", "Killed"), ("4 May", "Baquba", "3"), ("5 May", "Ramadi", "12"), ("6 May", "Tal Afar", "1")]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        top = column(canvas, [TRUCE])
        for row in rows:
            for left, cell in zip((72, 180, 300), row, strict=True):
                canvas.drawString(left, top, cell)
            top -= 14
        column(canvas, [KILLED], top=top - 20)

    assert paragraphs(only(tmp_path, pdf(draw))) == [TRUCE, *("  ".join(row) for row in rows), KILLED]


def test_running_heads_and_page_numbers_do_not_part_sentences(tmp_path: Path) -> None:
    """They stand once, at the head of the first page; page numbers nowhere."""
    cut = KILLED.index("were killed")
    pages = [[TRUCE, KILLED[:cut]], ["+" + KILLED[cut:], TALKS], [TRUCE], [TALKS]]
    document = only(tmp_path, paged(pages, head="Office of the Observer Mission, Report 14", foot="Page {n} of 4"))
    assert paragraphs(document) == [
        "Office of the Observer Mission, Report 14", TRUCE, KILLED, TALKS, TRUCE, TALKS,
    ]  # fmt: skip
    assert [page_of(document.pages, document.text.index(words)) for words in ("nine people", "were killed", TALKS)] == [
        1, 2, 2,
    ]  # fmt: skip
    assert document.text[document.pages[1] :].startswith("were killed")


def test_numbers_at_the_top_of_pages_are_kept_if_they_differ(tmp_path: Path) -> None:
    """A line that is the same but for a number of its own is a report, not a running head."""
    pages = [[f"On this day {killed} people were killed.", TRUCE] for killed in (12, 30, 7, 44)]
    text = only(tmp_path, paged(pages, foot="{n}")).text
    assert [f"On this day {killed} people" in text for killed in (12, 30, 7, 44)] == [True] * 4


@pytest.mark.parametrize(
    ("words", "elsewhere", "expected"),
    [
        ("the cease¬fire", "A ceasefire was signed.", "the ceasefire"),
        ("the cease-¬fire", "A cease-fire was signed.", "the cease-fire"),
        ("the with¬drawal", "Nothing else is known.", "the withdrawal"),
        ("the Iranian-¬backed men", "The Saudi-backed men fled.", "the Iranian-backed men"),
        ("Muqtada al-¬Sadr", "Nothing else is known.", "Muqtada al-Sadr"),
        ("the years 2004-¬2005", "Nothing else is known.", "the years 2004-2005"),
    ],
)
def test_words_parted_at_line_ends(tmp_path: Path, words: str, elsewhere: str, expected: str) -> None:
    """The document itself says whether the hyphen belongs to the word."""
    before, parted = words.rsplit("¬", 1)
    head, first = f"The men in the town saw all of {before}".removesuffix("-"), parted.split()[0]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(72, 700, elsewhere)
        canvas.drawString(72, 660, f"{head}-")
        canvas.drawString(72, 648, f"{parted} and said so on the next day.")

    text = only(tmp_path, pdf(draw)).text
    assert first in parted
    assert f"The men in the town saw all of {expected} and said" in text


def test_words_parted_in_a_text_of_capitals(tmp_path: Path) -> None:
    """News agencies wrote so; a hyphen between capitals stays in any other text, where it parts abbreviations."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(72, 700, "TROOPS KILLED NINE PEOPLE IN THE STR-")
        canvas.drawString(72, 688, "EETS OF BAGHDAD, POLICE SAID THERE.")
        canvas.drawString(72, 640, "The mediators spoke again of the GAM-")
        canvas.drawString(72, 628, "TNI talks and would not say any more.")

    text = only(tmp_path, pdf(draw)).text
    assert "IN THE STREETS OF BAGHDAD" in text
    assert "of the GAM-TNI talks" in text


def test_ligatures_and_soft_hyphens(tmp_path: Path) -> None:
    from truceline.read.pdf_chars import _text, _words

    assert [_text(code) for code in (0xFB01, 0xFB03, 0x41, 0xA0, 0x200B, 0x2, 0xF0B7)] == [
        "fi", "ffi", "A", " ", "", "\u00ad", "\ufffd",
    ]  # fmt: skip
    assert _words(list("cease\u00adfire and with\u00ad")) == "ceasefire and with\u00ad"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_turned_sideways(tmp_path: Path, turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.translate(297, 421)
        canvas.rotate(turn)
        canvas.translate(-297, -421)
        canvas.setFont("Times-Roman", 10)
        column(canvas, [TRUCE, KILLED], 72, 600)

    assert paragraphs(only(tmp_path, pdf(draw))) == [TRUCE, KILLED]


def test_a_date_line_dates_the_report_and_the_creation_date_does_not(tmp_path: Path) -> None:
    undated = only(tmp_path, paged([[TRUCE, KILLED]]))
    assert (undated.published, undated.published_basis) == (None, "unknown")
    dated = only(tmp_path, paged([["Truce signed in the port after talks", "4 May 2005", TRUCE]]))
    assert (dated.published, dated.published_basis) == (date(2005, 5, 4), "text")
    assert dated.published_span is not None
    assert dated.published_span.of(dated.text) == "4 May 2005"
    given = only(tmp_path, paged([[TRUCE]]), options=ReadOptions(published=date(2005, 5, 6)))
    assert (given.published, given.published_basis) == (date(2005, 5, 6), "analyst")


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Truce signed in the port after talks", True), ("Pattern of a report 2003", False), ("report-14.doc", False)],
)
def test_the_title_of_the_file_counts_if_the_text_says_it(tmp_path: Path, title: str, expected: bool) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle(title)
        canvas.setFont("Times-Roman", 10)
        column(canvas, [KILLED, "Truce signed in the port after talks", TRUCE])

    assert (only(tmp_path, pdf(draw)).title == title) is expected


def test_page_of_a_passage() -> None:
    starts = (0, 10, 10, 25)
    assert [page_of(starts, at) for at in (0, 9, 10, 24, 25, 99)] == [1, 1, 3, 3, 4, 4]
    assert page_of((), 5) is None
