"""Files that are broken or hostile: each ends in messages, and what is good in them is read."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.label import File
from tests.corpus.pages import open_graph
from tests.corpus.pdf_files import plain
from tests.corpus.reports import Report
from tests.corpus.word_files import styled
from tests.pdfs import paged, pdf, raw_pdf
from tests.unit.made_files import answer, docx, paragraph, record, rss, zipped

GERMAN = (
    "In der Nacht zum Dienstag haben Kämpfer der Aufständischen einen Posten der Armee im Süden des Landes angegriffen. "
    "Nach Angaben des Gouverneurs wurden dabei drei Soldaten getötet und sieben weitere verletzt. Die Armee erklärte, der "
    "Angriff sei nach zwei Stunden abgewehrt worden."
)
_LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
_BOMB = 60 * 1024 * 1024
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096)


def broken_files(reports: Sequence[Report]) -> list[File]:
    """22 files, each with the codes of what must be told of it."""
    report = replace(reports[2])
    good_pdf, _ = plain(report)
    good_word, _ = styled(report)
    page, label = open_graph(report)
    url = "https://crawled.example.org/a"
    first = record("response", url, answer(page))
    in_crawl = replace(label, path=f"#{url}", url=url)
    noise = Random(1).randbytes(5000)
    return [
        _told("empty.pdf", b"", "empty_file"),
        _told("cut-off.pdf", good_pdf[: len(good_pdf) // 2], "damaged_pdf"),
        _told("locked.pdf", paged([[report.text]], encrypt="secret"), "encrypted_pdf"),
        _told("scanned.pdf", _scanned(), "no_text_layer"),
        _told("error-page.pdf", page.encode(), "damaged_pdf"),
        _told("ten-thousand-pages.pdf", _many_pages(), "too_many_pages"),
        _told("noise.pdf", noise, "damaged_pdf"),
        _told("only-scripts.html", b"<html><body><script>render()</script></body></html>", "no_text"),
        _told("noise.html", b"<html>" + noise, "binary_file"),
        _told("german.html", f"<html><body><p>{GERMAN}</p></body></html>".encode(), "not_english"),
        _told("cut-off.docx", good_word[: len(good_word) // 2], "damaged_archive"),
        _told("old-word.docx", _OLD_OFFICE, "encrypted"),
        _told("no-word.docx", zipped({"a.txt": "Nothing"}), "damaged_file"),
        _told("entities.docx", docx(paragraph("&i;"), prolog=_LAUGHS + "]>"), "damaged_file"),
        _told("nothing-said.eml", b"From: a@example.org\r\nSubject: Hello\r\nMIME-Version: 1.0\r\n\r\n\r\n", "no_text"),
        File(
            name="broken-cut-off.warc.gz",
            content=gzip.compress(first) + gzip.compress(first)[:-40],
            documents=(in_crawl,),
            told=("damaged_archive",),
        ),
        File(
            name="broken-brotli.warc",
            content=record("response", f"{url}b", answer(noise, Content_Encoding="br")) + first,
            documents=(in_crawl,),
            told=("unknown_compression",),
        ),
        _told("no-archive.warc", report.text.encode(), "damaged_archive"),
        _told("laughs.rss", rss("<item><title>&i;</title></item>", prolog=_LAUGHS + "]>").encode(), "bad_xml"),
        _told(
            "bomb.zip",
            zipped({"a.zip": zipped(dict.fromkeys(("1.txt", "2.txt", "3.txt"), b" " * _BOMB))}),
            *["too_large"] * 2,
        ),
        _told("deep.zip", _nested(report), "too_deep"),
        File(
            name="broken-side-file.pdf",
            content=good_pdf,
            told=("bad_metadata",),
            side={"published": "last Tuesday"},
        ),
    ]


def _told(name: str, content: bytes, *codes: str) -> File:
    return File(name=f"broken-{name}", content=content, told=codes)


def _scanned() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("L", (20, 20), 128)), 72, 72, 400, 600)

    return pdf(draw)


def _many_pages() -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>"
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 10_003))
    tree = b"<</Type/Pages/Count 10000/Kids[" + kids + b"]>>"
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", tree, *([page] * 10_000))


def _nested(report: Report) -> bytes:
    content: bytes | str = report.text
    name = "a.txt"
    for level in range(5):
        content, name = zipped({name: content}), f"{level}.zip"
    assert isinstance(content, bytes)
    return content
