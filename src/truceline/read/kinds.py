"""The formats that are read: how each is called, and how it is known by name, media type or first bytes.

A format is one row of `FORMATS` and one function in `reader.READERS`; messages and documents of what is read are made
from this table.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from truceline.read.decode import GZIP, mark

Kind = Literal[
    "text", "markdown", "html", "jsonl", "csv", "feed", "warc", "email", "docx", "sheet", "zip", "unknown"
]  # fmt: skip

_PAGE = re.compile(rb"(?:<!doctype html|<html[\s>]|<\?xml[^>]*>\s*<(?:!doctype )?html)", re.IGNORECASE)
_FEED = re.compile(rb"(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE\s+(?:rss|feed|rdf)\b)*(?:<rss|<feed|<rdf:RDF)[\s>]", re.S)
_HEADER = re.compile(rb"[!-9;-~]{2,60}:")
_MAIL = re.compile(rb"^(?:Message-ID|MIME-Version|Received|Return-Path):", re.IGNORECASE | re.MULTILINE)
_OFFICE = "application/vnd.openxmlformats-officedocument."
PACKED = ".gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its name in messages, and what it is known by.

    `begins` judges the first bytes, without a byte order mark and white space before them; `packed` formats are also
    read from gzip files; the members of a `container` are read by their own formats.
    """

    kind: Kind
    label: str
    extensions: tuple[str, ...]
    media_types: tuple[str, ...]
    begins: Callable[[bytes], bool] | None = None
    packed: bool = False
    container: bool = False


def _is_page(head: bytes) -> bool:
    return _PAGE.match(head) is not None


def _is_feed(head: bytes) -> bool:
    return _FEED.match(head) is not None


def _is_mail(head: bytes) -> bool:
    return _HEADER.match(head) is not None and _MAIL.search(head.split(b"\n\n")[0].split(b"\r\n\r\n")[0]) is not None


FORMATS: tuple[Format, ...] = (
    Format(
        kind="jsonl",
        label="JSON Lines",
        extensions=(".jsonl", ".ndjson"),
        media_types=("application/x-ndjson", "application/jsonl"),
        begins=lambda head: head.startswith(b"{"),
        packed=True,
    ),
    Format(kind="csv", label="CSV", extensions=(".csv",), media_types=("text/csv",), packed=True),
    Format(
        kind="html",
        label="HTML",
        extensions=(".html", ".htm", ".xhtml"),
        media_types=("text/html", "application/xhtml+xml"),
        begins=_is_page,
    ),
    Format(
        kind="feed",
        label="RSS and Atom",
        extensions=(".rss", ".atom", ".xml"),
        media_types=(
            "application/rss+xml",
            "application/atom+xml",
            "application/rdf+xml",
            "application/xml",
            "text/xml",
        ),
        begins=_is_feed,
    ),
    Format(
        kind="email",
        label="e-mail",
        extensions=(".eml",),
        media_types=("message/rfc822",),
        begins=_is_mail,
        container=True,
    ),
    Format(
        kind="docx",
        label="Word",
        extensions=(".docx",),
        media_types=(_OFFICE + "wordprocessingml.document",),
    ),
    Format(
        kind="sheet",
        label="Excel",
        extensions=(".xlsx", ".xlsm"),
        media_types=(_OFFICE + "spreadsheetml.sheet",),
    ),
    Format(
        kind="warc",
        label="web archives",
        extensions=(".warc",),
        media_types=("application/warc",),
        begins=lambda head: head.startswith(b"WARC/"),
        packed=True,
        container=True,
    ),
    Format(
        kind="zip",
        label="ZIP of any of these",
        extensions=(".zip",),
        media_types=("application/zip", "application/x-zip-compressed"),
        begins=lambda head: head.startswith((b"PK\x03\x04", b"PK\x05\x06")),
        container=True,
    ),
    Format(kind="text", label="text", extensions=(".txt", ".text"), media_types=("text/plain",)),
    Format(kind="markdown", label="Markdown", extensions=(".md",), media_types=("text/markdown",)),
)

_BY_EXTENSION = {extension: format_ for format_ in FORMATS for extension in format_.extensions}
_BY_MEDIA_TYPE = {media_type: format_.kind for format_ in FORMATS for media_type in format_.media_types}
CONTAINERS = frozenset(format_.kind for format_ in FORMATS if format_.container)
MAY_BE_PACKED = frozenset(format_.kind for format_ in FORMATS if format_.packed)


def what_is_read() -> str:
    """The formats with their extensions, for a message."""
    order = sorted(FORMATS, key=lambda format_: (format_.container, format_.kind not in ("text", "markdown")))
    listed = [f"{format_.label} ({', '.join(format_.extensions)})" for format_ in order]
    packed = [extension + PACKED for format_ in FORMATS if format_.packed for extension in format_.extensions]
    return f"{', '.join(listed)}; packed with gzip: {', '.join(packed)}"


def kind_of(path: str) -> Kind:
    """Format by extension; of files packed with gzip, those alone that may be."""
    name = path.lower()
    packed = name.endswith(PACKED)
    extension = os.path.splitext(name.removesuffix(PACKED))[1]
    if packed and extension == ".json":
        return "jsonl"
    found = _BY_EXTENSION.get(extension)
    return "unknown" if found is None or (packed and not found.packed) else found.kind


def kind_of_media_type(media_type: str) -> Kind:
    """Format by media type; parameters (``; charset=…``) are passed over."""
    return _BY_MEDIA_TYPE.get(media_type.split(";")[0].strip().lower(), "unknown")


def sniffed(head: bytes) -> Kind:
    """Format by the first bytes; text where they say nothing, unknown where they are packed with gzip."""
    if head.startswith(GZIP):
        return "unknown"
    skip, encoding = mark(head)
    start = (head[skip:] if encoding in (None, "utf-8") else head[skip:].replace(b"\0", b"")).lstrip()
    return next((f.kind for f in FORMATS if f.begins is not None and f.begins(start)), "text")
