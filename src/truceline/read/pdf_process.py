"""``python -m truceline.read.pdf_process``: reads the PDF on standard input, within bounds, and writes JSON.

The answer is ``{"error": CODE}``, or the text with the starts of its pages, a title, and the numbers of pages that are
damaged or hold pictures only.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from time import monotonic
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from truceline.read.options import PDF_MEMORY, PDF_PAGE_SIGNS, PDF_PAGES, PDF_SECONDS, PDF_SIGNS
from truceline.read.pdf_chars import page_runs
from truceline.read.pdf_layout import Line, page_lines
from truceline.read.pdf_paragraphs import composed
from truceline.read.pdf_running import without_running

_UNREADABLE = 0.3  # of the signs: more than a stray symbol
_TITLE_WORDS = 3
_SOFTWARE = re.compile(r"^microsoft \w+ - |\.(?:docx?|odt|rtf|indd|qxd|pdf|xlsx?|html?|pmd|wpd)$", re.IGNORECASE)
Told = dict[str, Any]


def main() -> None:
    """Reads and answers."""
    _bound_memory()
    try:
        told = _read(sys.stdin.buffer.read())
    except MemoryError:
        told = {"error": "broken_reader"}
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=True).encode("ascii"))


def _bound_memory() -> None:
    try:
        import resource  # not on Windows
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = PDF_MEMORY if hard == resource.RLIM_INFINITY else min(PDF_MEMORY, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    except (ValueError, OSError):  # a system that names the bound and does not know it
        return


def _read(raw: bytes) -> Told:
    try:
        document = PdfDocument(raw)
    except PdfiumError:
        locked = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD
        return {"error": "encrypted_pdf" if locked else "damaged_pdf"}
    count = len(document)
    if count > PDF_PAGES:
        return {"error": "too_many_pages", "pages": count}
    if count == 0:
        return {"error": "damaged_pdf"}
    return _pages(document, count)


def _pages(document: PdfDocument, count: int) -> Told:
    until = monotonic() + PDF_SECONDS
    pages: list[tuple[Line, ...]] = []
    damaged: list[int] = []
    pictured: list[int] = []
    signs = unreadable = 0
    for number in range(1, count + 1):
        page = pdfium.FPDF_LoadPage(document.raw, number - 1)
        text_page = pdfium.FPDFText_LoadPage(page) if page else None
        if not text_page:
            damaged.append(number)
            pages.append(())
        else:
            found = page_runs(text_page, PDF_PAGE_SIGNS)
            signs += found.signs
            unreadable += found.unreadable
            if signs > PDF_SIGNS or found.cut:
                return {"error": "too_much_text"}
            if found.signs == 0 and _has_picture(page):
                pictured.append(number)
            pages.append(page_lines(found.runs, number))
            pdfium.FPDFText_ClosePage(text_page)
        if page:
            pdfium.FPDF_ClosePage(page)
        if monotonic() > until:
            return {"error": "too_slow"}
    if len(damaged) == count:
        return {"error": "damaged_pdf"}
    if signs == 0:
        return {"error": "no_text_layer"}
    if unreadable > _UNREADABLE * signs:
        return {"error": "unreadable_letters"}
    return _told(document, pages, damaged, pictured if 2 * len(pictured) >= count else [])


def _has_picture(page: pdfium.FPDF_PAGE) -> bool:
    """A picture is drawn on the page."""
    objects = (pdfium.FPDFPage_GetObject(page, n) for n in range(min(pdfium.FPDFPage_CountObjects(page), 1000)))
    return any(
        pdfium.FPDFPageObj_GetType(one) in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM) for one in objects
    )


def _told(document: PdfDocument, pages: Sequence[tuple[Line, ...]], damaged: list[int], pictured: list[int]) -> Told:
    title = document.get_metadata_value("Title")
    first = " ".join(" ".join(line.text.split()) for page in pages[:2] for line in page)
    paged = composed(without_running(pages))
    return {
        "text": paged.text,
        "pages": paged.pages,
        "title": _trusted(title, first),
        "damaged": damaged,
        "pictured": pictured,
    }


def _trusted(title: str, text: str) -> str | None:
    """The title of the document information if the first two pages say it too; it is often a name of a file or that of
    the document that served as a pattern."""
    bare = " ".join(title.split())
    if len(bare.split()) < _TITLE_WORDS or _SOFTWARE.search(bare) or bare.casefold() not in text.casefold():
        return None
    return bare


if __name__ == "__main__":
    main()
