"""Files that are one document: plain text, Markdown and HTML pages."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.errors import ReadError
from truceline.read.build import Draft
from truceline.read.decode import decode_page, decode_stated
from truceline.read.kinds import Kind
from truceline.read.source import Source
from truceline.read.webpage import extract_page

_MEDIA_TYPES: dict[Kind, str] = {"text": "text/plain", "markdown": "text/markdown"}


def text(source: Source) -> Iterator[Draft]:
    """The draft of a text, kept exactly as decoded."""
    raw, given = _words(source), source.metadata()
    words = decode_stated(raw, source.path, source.charset)
    yield Draft(path=source.path, text=words, raw=raw, media_type=_MEDIA_TYPES[source.kind], given=given)


def page(source: Source) -> Iterator[Draft]:
    """The draft of a page: its main text, and what its head says."""
    raw, given = _words(source), source.metadata()
    words, found = extract_page(decode_page(raw, source.path, source.charset), source.path)
    yield Draft(path=source.path, text=words, raw=raw, media_type="text/html", given=given, found=found)


def _words(source: Source) -> bytes:
    raw = source.whole()
    if not raw.strip():
        raise ReadError(source.path, "empty_file", f"{source.path} is empty: fetch the file again, or leave it out")
    return raw
