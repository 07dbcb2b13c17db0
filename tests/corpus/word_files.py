"""Word files: five makes, written with python-docx."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from docx import Document as new_document
from docx.document import Document as WordDocument

from tests.corpus.label import UNKNOWN, File, Label
from tests.corpus.pdf_files import written
from tests.corpus.reports import Report


def _saved(document: WordDocument) -> bytes:
    document.core_properties.created = document.core_properties.modified = datetime(2021, 2, 3)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _label(report: Report, *beside: str, title: bool = True, dated: bool = True) -> Label:
    day, basis = (report.day, "text") if dated else UNKNOWN
    return Label(
        report=report,
        title=report.title if title else None,
        outlet=None,
        day=day,
        basis=basis,  # type: ignore[arg-type]  # one of the literals
        beside=(report.title, report.outlet, *beside),
    )


def styled(report: Report) -> tuple[bytes, Label]:
    """The title in the style Title, the date in one of its own."""
    document, day = new_document(), written(report.day, "long")
    document.add_heading(report.title, 0)
    document.add_paragraph(day, style="Subtitle")
    for words in report.paragraphs:
        document.add_paragraph(words)
    return _saved(document), _label(report, day)


def typed(report: Report) -> tuple[bytes, Label]:
    """No styles: the title is a bold paragraph; runs change in the middle of words; a header and a footer."""
    document, day = new_document(), written(report.day, "american")
    document.sections[0].header.paragraphs[0].text = "FOR INTERNAL USE"
    document.sections[0].footer.paragraphs[0].text = "Draft 3"
    document.add_paragraph().add_run(report.title).bold = True
    document.add_paragraph(day)
    for words in report.paragraphs:
        paragraph = document.add_paragraph()
        for start in range(0, len(words), 7):
            paragraph.add_run(words[start : start + 7]).italic = start % 2 == 0
    return _saved(document), _label(report, day)


def with_headings(report: Report) -> tuple[bytes, Label]:
    """Headings between the paragraphs, as in a report of a mission; the title in the properties."""
    document, day = new_document(), written(report.day, "labelled")
    document.core_properties.title = report.title
    document.add_heading(report.title, 1)
    document.add_paragraph(day)
    for number, words in enumerate(report.paragraphs, 1):
        document.add_heading(f"Section {number}", 2)
        document.add_paragraph(words, style="List Number")
    return _saved(document), _label(report, day, *(f"Section {n}" for n in range(1, 20)))


def with_table(report: Report) -> tuple[bytes, Label]:
    """A table at the head says outlet and day; the text follows."""
    document, day = new_document(), written(report.day, "short")
    document.add_heading(report.title, 0)
    table = document.add_table(rows=2, cols=2)
    for row, (name, value) in zip(table.rows, (("Outlet", report.outlet), ("Date", day)), strict=True):
        row.cells[0].text, row.cells[1].text = name, value
    for words in report.paragraphs:
        document.add_paragraph(words)
    return _saved(document), _label(report, day, "Outlet Date")


def undated(report: Report) -> tuple[bytes, Label]:
    """The words alone; the days of making and saving date nothing. A picture's frame and empty paragraphs between."""
    document = new_document()
    document.core_properties.title = report.title
    for words in report.paragraphs:
        document.add_paragraph(words)
        document.add_paragraph("")
        document.add_paragraph("   ")
    return _saved(document), replace(_label(report, dated=False), title=report.title)


Make = Callable[[Report], tuple[bytes, Label]]
MAKES: tuple[Make, ...] = (styled, typed, with_headings, with_table, undated)


def word_files(reports: Sequence[Report], each: int) -> list[File]:
    """`each` files of every make, over all reports in turn."""
    made = []
    for number, make in enumerate(MAKES):
        for turn in range(each):
            content, label = make(reports[(number * 3 + turn * 5) % len(reports)])
            made.append(File(name=f"word-{make.__name__}-{turn}.docx", content=content, documents=(label,)))
    return made
