"""Small PDFs made for the tests."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

SIZE = 10
LEADING = 12
LEFT, TOP, WIDTH = 72.0, 760.0, 440.0


def pdf(draw: Callable[[Canvas], None], **options: Any) -> bytes:
    """The PDF that `draw` draws."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, **options)
    draw(canvas)
    canvas.save()
    return made.getvalue()


def paged(pages: Iterable[Sequence[str]], head: str = "", foot: str = "", **options: Any) -> bytes:
    """A PDF of paragraphs; `head` and `foot` stand on each page, with ``{n}`` for its number.

    A paragraph that begins with ``+`` goes on with the last one of the page before.
    """

    def draw(canvas: Canvas) -> None:
        for number, paragraphs in enumerate(pages, 1):
            canvas.setFont("Times-Roman", SIZE)
            canvas.drawString(LEFT, 810, head.format(n=number))
            canvas.drawString(290, 30, foot.format(n=number))
            column(canvas, [one.removeprefix("+") for one in paragraphs])
            canvas.showPage()

    return pdf(draw, **options)


def column(
    canvas: Canvas, paragraphs: Iterable[str], left: float = LEFT, top: float = TOP, width: float = WIDTH
) -> float:
    """Sets paragraphs in lines, and gives the height of the next line."""
    for paragraph in paragraphs:
        for line in wrapped(paragraph, width):
            canvas.drawString(left, top, line)
            top -= LEADING
        top -= LEADING * 0.6
    return top


def wrapped(paragraph: str, width: float) -> list[str]:
    """Lines of a paragraph; ``¬`` in it is a place where a word may be parted with a hyphen."""
    lines, line = [], ""
    for word in paragraph.split():
        pieces = word.split("¬")
        for at in range(len(pieces), -1, -1):
            head = "".join(pieces[:at]) + ("-" if 0 < at < len(pieces) else "")
            longer = f"{line} {head}".strip()
            if at == 0 or stringWidth(longer, "Times-Roman", SIZE) <= width:
                break
        rest = "".join(pieces[at:])
        line = longer
        if rest:
            lines.append(line)
            line = rest
    return [*lines, line]


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is the catalog; nothing about them is checked."""
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(objects) + 1, len(made)
    return (
        made + b"xref\n0 %d\n0000000000 65535 f \n" % size + table
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    )  # fmt: skip


def packed_pdf(words: bytes, times: int) -> bytes:
    """A PDF of one page whose content is `words`, `times` over, packed."""
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(words) for _ in range(times)) + packer.flush()
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(content) + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
