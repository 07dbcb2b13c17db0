"""PDF to text: starts the process that reads a PDF, bounds it, and says in words what went wrong.

A PDF is read in a process of its own, since it is a foreign parser on hostile bytes: one that never ends, takes all
memory or breaks down ends that process and no more.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from truceline.errors import ReadError
from truceline.model.text import Failure
from truceline.read.metadata import Metadata
from truceline.read.options import MEGABYTE, PDF_MEMORY, PDF_PAGE_SIGNS, PDF_PAGES, PDF_SECONDS, PDF_SIGNS

log = logging.getLogger(__name__)

SIGNATURE = b"%PDF-"
"""How a PDF begins; up to 1,024 bytes may stand before it."""

_SPLIT = "split it (`qpdf --split-pages=200 IN.pdf OUT.pdf`) and read the parts"
_OCR = "run it through OCR first, for example `ocrmypdf IN.pdf OUT.pdf`, and read what comes out"
_MESSAGES = {
    "encrypted_pdf": "is locked with a password: open it in a PDF viewer and print or save it without one (or use "
    "`qpdf --decrypt --password=… IN.pdf OUT.pdf`), then read that copy",
    "damaged_pdf": "is damaged or no PDF: fetch it again; if a PDF viewer opens it, print it to a new PDF and "
    "read that",
    "no_text_layer": f"holds no text, as scanned pages do, which are pictures: {_OCR}",
    "unreadable_letters": "does not say which letters its fonts draw, so that its text cannot be taken out: "
    f"{_OCR} with `--force-ocr`",
    "too_many_pages": f"has {{pages:,}} pages, more than the {PDF_PAGES:,} of one document: {_SPLIT}",
    "too_much_text": f"holds more than {PDF_SIGNS:,} letters, or {PDF_PAGE_SIGNS:,} on one page, too much to read: "
    f"{_SPLIT}",
    "too_slow": f"takes more than {PDF_SECONDS} seconds to read: {_SPLIT}, or print it to a new PDF and read that",
    "broken_reader": f"made the PDF reader break down, or wants more than {PDF_MEMORY // MEGABYTE:,} MB of memory, as "
    "damaged and hostile files do: print it to a new PDF in a viewer that you trust and read that, or leave it out",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfText:
    """The text of a PDF.

    `pages` are the offsets at which its pages begin, `found` what its document information says and its text agrees
    to, `failures` what could not be read of it.
    """

    text: str
    pages: tuple[int, ...]
    found: Metadata
    failures: tuple[Failure, ...]


def is_pdf(head: bytes) -> bool:
    """True if these first bytes of a file are those of a PDF."""
    return SIGNATURE in head[:1024] and head.lstrip()[:1] not in (b"<", b"{")


def pdf_text(raw: bytes, path: str) -> PdfText:
    """The text of a PDF, paragraph by paragraph, its running heads and page numbers left out.

    Scripts, forms and attachments are not touched. The creation date is no day of publication and is not used.

    Args:
        raw: the bytes of the PDF.
        path: its name, for messages.

    Raises:
        ReadError: one of the codes of this module.
    """
    told = _read_apart(raw, path)
    if (code := told.get("error")) is not None:
        raise _error(path, code, told.get("pages", 0))
    return PdfText(
        text=told["text"],
        pages=tuple(told["pages"]),
        found=Metadata(title=told["title"]),
        failures=tuple(_failures(path, told)),
    )


def _read_apart(raw: bytes, path: str) -> dict[str, Any]:
    """What the process says that reads the PDF."""
    package = str(Path(__file__).parents[2])
    found = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
    try:
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "truceline.read.pdf_process"],
            input=raw,
            capture_output=True,
            timeout=PDF_SECONDS + 10,
            env={**os.environ, "PYTHONPATH": found},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _error(path, "too_slow") from None
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        log.warning("%s: the PDF reader ended with %s: %s", path, done.returncode, done.stderr[-500:])
        raise _error(path, "broken_reader") from None
    return told


def _error(path: str, code: str, pages: int = 0) -> ReadError:
    return ReadError(path, code, f"{path} {_MESSAGES[code].format(pages=pages)}")


def _failures(path: str, told: dict[str, Any]) -> list[Failure]:
    """Pages that could not be read, while the others were."""
    found = []
    if told["damaged"]:
        where = _pages(told["damaged"])
        message = f"{path}, {where}: damaged and left out; the other pages are read. Fetch the file again"
        found.append(Failure(f"{path}#damaged", "damaged_page", message))
    if told["pictured"]:
        message = (
            f"{path}, {_pages(told['pictured'])}: pictures and no text; the other pages are read. For these, {_OCR}"
        )
        found.append(Failure(f"{path}#pictures", "no_text_layer", message))
    return found


def _pages(numbers: list[int]) -> str:
    """``page 3`` or ``pages 3, 4, 9 …``."""
    shown = ", ".join(str(number) for number in numbers[:10]) + (" …" if len(numbers) > 10 else "")
    return f"page{'' if len(numbers) == 1 else 's'} {shown}"
