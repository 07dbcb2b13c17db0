"""Takes the letters of a PDF page, with where they stand, out of PDFium and joins them to runs of words."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pypdfium2.raw as pdfium

HYPHEN = "\u00ad"
"""Stands at the end of a run where PDFium takes the hyphen for one that only parts the word."""

_LINE_HYPHEN = 0x02  # what PDFium gives for it
_GAP = 0.7  # of the height: wider white space may be the gutter between columns
_SAME_LINE = 0.5
_SAMPLED = 97
_FAR = 1e6  # points; the largest page has 14,400
_PRIVATE = range(0xE000, 0xF900)


@dataclass(frozen=True, slots=True)
class Run:
    """Words without a wide gap between, on one line; `y` grows upwards, `bottom` and `top` are those of the font."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """Size of the font, about."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """Height of the line on the page."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PageRuns:
    """The runs of a page in the order in which the file draws them, and how many signs are no known letter.

    `cut` says that the page holds more than was read.
    """

    runs: tuple[Run, ...]
    signs: int
    unreadable: int
    cut: bool


@dataclass(slots=True)
class _Sign:
    text: str
    left: float
    bottom: float
    right: float
    top: float
    spaced: bool  # white space stands before


def page_runs(text_page: pdfium.FPDF_TEXTPAGE, most: int) -> PageRuns:
    """The runs of a page, turned upright if it is drawn sideways.

    Args:
        text_page: PDFium's text of a page.
        most: signs after which the page is not read further.
    """
    there = pdfium.FPDFText_CountChars(text_page)
    count = min(there, most)
    turned = _turned(text_page, count)
    signs = list(_signs(text_page, count, turned))
    unreadable = sum(1 for sign in signs if sign.text == "\ufffd")
    runs = tuple(run for run in _joined(signs) if run.text.strip("\ufffd" + HYPHEN))
    return PageRuns(runs, len(signs), unreadable, there > most)


def _turned(text_page: pdfium.FPDF_TEXTPAGE, count: int) -> int:
    """By how many quarter turns, clockwise, most of the letters of the page are drawn."""
    step = max(1, count // _SAMPLED)
    votes = Counter(
        round(pdfium.FPDFText_GetCharAngle(text_page, i) / (math.pi / 2)) % 4
        for i in range(0, count, step)
        if pdfium.FPDFText_GetUnicode(text_page, i) > 0x20
    )
    return votes.most_common(1)[0][0] if votes else 0


def _signs(text_page: pdfium.FPDF_TEXTPAGE, count: int, turned: int) -> Iterator[_Sign]:
    box = pdfium.FS_RECTF()
    pointer = ctypes.byref(box)
    code_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    spaced, high = False, 0
    for index in range(count):
        code = code_of(text_page, index)
        if 0xD800 <= code < 0xDC00:  # the first half of a sign beyond 16 bits
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        text = _text(code)
        if text == " ":
            spaced = True
            continue
        if not text or not box_of(text_page, index, pointer):
            continue
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if not (-_FAR < left <= right < _FAR and -_FAR < bottom < _FAR and -_FAR < top < _FAR):
            continue  # not a number, or nowhere near the page
        if turned == 3:
            left, bottom, right, top = bottom, -right, top, -left
        elif turned == 2:
            left, bottom, right, top = -right, -top, -left, -bottom
        elif turned == 1:
            left, bottom, right, top = -top, left, -bottom, right
        if bottom > top:
            bottom, top = top, bottom
        yield _Sign(text, left, bottom, right, top, spaced)
        spaced = False


@cache
def _text(code: int) -> str:
    """A sign as text: ligatures taken apart, soft hyphens within a word left out, white space as one space."""
    if code == _LINE_HYPHEN:
        return HYPHEN
    if code in _PRIVATE or code in (0, 0xFFFD, 0xFFFE):
        return "\ufffd"
    sign = chr(code)
    if 0x20 < code < 0x7F:
        return sign
    if sign.isspace() or sign in "\u200b\u2060\ufeff":
        return " " if sign.isspace() else ""
    if 0xFB00 <= code <= 0xFB06 or 0xFB50 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFC:
        return unicodedata.normalize("NFKC", sign)
    return "" if unicodedata.category(sign) == "Cc" else sign


def _joined(signs: list[_Sign]) -> Iterator[Run]:
    """Signs to runs: the next one belongs to the run if it stands on the line and near the end, on either side."""
    words: list[str] = []
    left = right = bottom = top = 0.0
    last: _Sign | None = None
    for sign in signs:
        if last is not None:
            height = max(last.top - last.bottom, sign.top - sign.bottom, 1.0)
            apart = sign.left - last.right if sign.left >= last.left else last.left - sign.right
            shift = abs((sign.top + sign.bottom) - (last.top + last.bottom)) / 2
            if shift > _SAME_LINE * height or not -height <= apart <= _GAP * height:
                yield Run(_words(words), left, right, bottom, top)
                words, last = [], None
        if last is None:
            left, right, bottom, top = sign.left, sign.right, sign.bottom, sign.top
        else:
            left, right = min(left, sign.left), max(right, sign.right)
            bottom, top = min(bottom, sign.bottom), max(top, sign.top)
            if sign.spaced:
                words.append(" ")
        words.append(sign.text)
        last = sign
    if words:
        yield Run(_words(words), left, right, bottom, top)


def _words(parts: list[str]) -> str:
    """The words of a run in composed letters; a soft hyphen counts only at the end."""
    text = unicodedata.normalize("NFC", "".join(parts))
    return text[:-1].replace(HYPHEN, "") + text[-1:]
