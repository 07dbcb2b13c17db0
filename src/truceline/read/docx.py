"""Word files: paragraphs, headings, tables by row, foot- and endnotes.

The XML is read as a stream of events, so that memory does not grow with the number of tags; a document type
declaration, which no office file has and every attack with entities needs, ends the reading. What was deleted under
tracked changes is left out, what was inserted is read; headers, footers and comments are not part of the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from truceline.errors import ReadError
from truceline.read import options
from truceline.read.build import Draft
from truceline.read.metadata import Metadata
from truceline.read.source import Source
from truceline.read.zipfiles import ZipArchive

if TYPE_CHECKING:
    from io import BytesIO

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_CORE = "docProps/core.xml"
_LEFT_OUT = frozenset(("del", "moveFrom", "Fallback"))
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def word_document(source: Source) -> Iterator[Draft]:
    """The draft of a Word file.

    Its title is the paragraph in the style Title, else the title of its properties. The days on which the file was
    made and last saved are those of the file and not of the report, so they date nothing.

    Raises:
        ReadError: ``damaged_archive``, ``damaged_file``, ``encrypted``, ``too_large`` or ``no_text``.
    """
    raw, given = source.whole(), source.metadata()
    archive = ZipArchive(source.read_as("docx", _file(raw), _file(raw)))
    if archive.find(_BODY) is None:
        message = f"{source.path} is no Word file (it has no part {_BODY}): open it and save it as .docx"
        raise ReadError(source.path, "damaged_file", message)
    body = _Words()
    _parse(archive, _BODY, source.path, body)
    notes = _Words()
    for part in _NOTES:
        if archive.find(part) is not None:
            _parse(archive, part, source.path, notes)
    text = "\n\n".join((*body.paragraphs, *notes.paragraphs))
    if not any(sign.isalpha() for sign in text):
        message = f"{source.path} holds no words: if it holds pictures of pages, type or scan them into text"
        raise ReadError(source.path, "no_text", message)
    title = body.title if body.title is not None else _core_title(archive, source.path)
    yield Draft(path=source.path, text=text, raw=raw, media_type=_MEDIA_TYPE, given=given, found=Metadata(title=title))


def _file(raw: bytes) -> BytesIO:
    from io import BytesIO

    return BytesIO(raw)


def _core_title(archive: ZipArchive, path: str) -> str | None:
    if archive.find(_CORE) is None:
        return None
    core = _Title()
    _parse(archive, _CORE, path, core)
    return " ".join("".join(core.title).split()) or None


def _parse(archive: ZipArchive, part: str, path: str, target: _Target) -> None:
    """Feeds a part of the file to `target`.

    Raises:
        ReadError: ``damaged_file`` or ``too_large``.
    """
    from lxml import etree

    member = archive.find(part)
    if member is None:
        return
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    left, tags = options.OFFICE_LIMIT, options.OFFICE_TAGS
    stream = archive.open(member, path)
    try:
        while piece := stream.read(options.MEGABYTE):
            left, tags = left - len(piece), tags - piece.count(b"<")
            if left < 0 or tags < 0:
                message = (
                    f"{path}: more than {options.OFFICE_LIMIT // options.MEGABYTE} MB or {options.OFFICE_TAGS:,} tags "
                    "come out of it: split it"
                )
                raise ReadError(path, "too_large", message)
            parser.feed(piece)
            if target.declared:
                break
        else:
            parser.close()
    except etree.XMLSyntaxError as error:
        if not target.declared:
            message = f"{path} is damaged ({error.msg}): open it in Word and save it anew"
            raise ReadError(path, "damaged_file", message) from None
    if target.declared:
        message = f"{path} declares entities of its own, as in an attack; no office program does. Get it from elsewhere"
        raise ReadError(path, "damaged_file", message)


class _Target:
    """What takes the events of the parser."""

    declared = False

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """A document type declaration begins."""
        self.declared = True

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""

    def end(self, tag: str) -> None:
        """A tag closes."""

    def data(self, text: str) -> None:
        """Text, perhaps in pieces."""

    def close(self) -> None:
        """The end."""


class _Title(_Target):
    """The title of the properties."""

    def __init__(self) -> None:
        self.title: list[str] = []
        self._inside = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._inside = tag.endswith("}title")

    def end(self, tag: str) -> None:
        self._inside = False

    def data(self, text: str) -> None:
        if self._inside:
            self.title.append(text)


class _Words(_Target):
    """Paragraphs of a part: those of a table row are one, its cells parted by bars."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.title: str | None = None
        self._open: list[list[str]] = []  # paragraphs that are open: a text box stands within one
        self._places: list[list[str]] = [self.paragraphs]  # where finished ones go: the body, rows, cells
        self._left_out = 0
        self._in_text = False
        self._is_title = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = _local(tag)
        if self._left_out or name in _LEFT_OUT:
            self._left_out += 1
        elif name == "p":
            self._open.append([])
            self._is_title = False
        elif name in ("tr", "tc"):
            self._places.append([])
        elif name == "t":
            self._in_text = True
        elif name in _SIGNS and self._open:
            self._open[-1].append(_SIGNS[name])
        elif name == "pStyle":
            self._is_title = any(_local(key) == "val" and value == "Title" for key, value in attributes.items())

    def end(self, tag: str) -> None:
        name = _local(tag)
        if self._left_out:
            self._left_out -= 1
        elif name == "p" and self._open:
            self._paragraph("".join(self._open.pop()).strip())
        elif name in ("tr", "tc") and len(self._places) > 1:
            words = (" " if name == "tc" else " | ").join(self._places.pop())
            if name == "tc" or words.strip(" |"):
                self._places[-1].append(words)
        elif name == "t":
            self._in_text = False

    def data(self, text: str) -> None:
        if self._in_text and self._open and not self._left_out:
            self._open[-1].append(text)

    def _paragraph(self, words: str) -> None:
        if words:
            self._places[-1].append(words if len(self._places) == 1 else " ".join(words.split()))
        if words and self._is_title and self.title is None:
            self.title = " ".join(words.split())


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]
