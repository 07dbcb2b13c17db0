"""Reads documents from files, folders and standard input. The door of the room."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from truceline.errors import ReadError
from truceline.model.text import Document, Failure, Skipped
from truceline.read.build import Draft, build
from truceline.read.decode import decode, decode_page, mark
from truceline.read.files import ROWS, Found, Kind, found_files
from truceline.read.lines import Stream
from truceline.read.metadata import NO_METADATA, Metadata, read_side_file
from truceline.read.options import LIMIT, MEGABYTE, ReadOptions
from truceline.read.packed import Unpacked, is_packed
from truceline.read.pdf import is_pdf, pdf_text
from truceline.read.rows import csv_rows, json_lines
from truceline.read.webpage import extract_page

_MEDIA_TYPES: dict[Kind, str] = {"text": "text/plain", "markdown": "text/markdown", "html": "text/html"}
_PAGE = re.compile(rb"^\s*(?:<!doctype html|<html[\s>]|<\?xml[^>]*>\s*<(?:!doctype )?html)", re.IGNORECASE)
_SNIFFED = 4096
_NO_OPTIONS = ReadOptions()


def read(
    paths: Iterable[str], options: ReadOptions = _NO_OPTIONS, stdin: BinaryIO | None = None
) -> Iterator[Document | Skipped | Failure]:
    """Reads documents one after the other, without keeping them.

    Files come in the order given, folders sorted by name and searched to the bottom. Nothing that is wrong with a
    document raises: it becomes a `Failure` with a message that says what to do, and the next one is read.

    The day of publication is taken from the metadata (side file, row, HTML head); if they name none, from
    `options.published`; if that is missing too, from a date line of the text. `options.outlet` likewise fills in only
    where the metadata name no outlet.

    Args:
        paths: files and folders; ``-`` is standard input.
        options: what the analyst says about all documents.
        stdin: standard input, for ``-``.

    Returns:
        An iterator over documents, and over what was left out and why.
    """
    for path in paths:
        if path == "-":
            yield from _safely("-", _standard_input(stdin), options)
            continue
        for item in found_files(path):
            if isinstance(item, Found):
                yield from _safely(item.path, _file(item), options)
            else:
                yield item


def _safely(
    path: str, drafts: Iterator[Draft | Failure], options: ReadOptions
) -> Iterator[Document | Skipped | Failure]:
    """Builds documents of drafts, and turns errors of reading into failures."""
    try:
        for draft in drafts:
            yield draft if isinstance(draft, Failure) else build(draft, options)
    except ReadError as error:
        yield Failure(error.path, error.code, error.message)
    except FileNotFoundError:
        yield Failure(path, "not_found", f"{path} vanished while it was read: restore it and read it again")
    except PermissionError:
        yield Failure(path, "no_permission", f"{path} may not be read: ask its owner, or change its permissions")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield Failure(
            path, "unreadable", f"{path} cannot be read ({reason}): check the disk, or copy the file elsewhere"
        )


def _file(found: Found) -> Iterator[Draft | Failure]:
    with open(found.path, "rb") as file:
        kind = found.kind
        stream = Stream(Unpacked(file, found.path) if kind in ROWS and is_packed(file) else file)
        if kind == "unknown":
            head = file.read(_SNIFFED)
            stream, kind = Stream(file, head), _sniffed(head)
        if kind == "jsonl":
            yield from json_lines(stream, found.path)
        elif kind == "csv":
            yield from csv_rows(stream, found.path)
        elif kind == "pdf":
            yield from _pdf(stream, found.path)
        else:
            yield _single(stream, found.path, kind)


def _standard_input(stdin: BinaryIO | None) -> Iterator[Draft | Failure]:
    if stdin is None:
        raise ReadError("-", "no_input", "no standard input is connected: name files or folders instead of -")
    head = b""
    while not head.strip() and len(head) <= LIMIT:
        line = stdin.readline(LIMIT)
        if not line:
            break
        head += line
    stream = Stream(stdin, head)
    kind = _sniffed(head)
    if kind == "jsonl":
        yield from json_lines(stream, "-")
    elif kind == "pdf":
        yield from _pdf(stream, "-")
    else:
        yield _single(stream, "-", kind)


def _sniffed(head: bytes) -> Kind:
    """Format by content: PDF and HTML if they say so, JSON Lines if the first sign is a brace, otherwise text."""
    if is_pdf(head):
        return "pdf"
    skip, encoding = mark(head)
    start = head[skip:] if encoding in (None, "utf-8") else head[skip:].replace(b"\0", b"")
    if start.lstrip().startswith(b"{"):
        return "jsonl"
    return "html" if _PAGE.match(start) else "text"


def _single(stream: Stream, path: str, kind: Kind) -> Draft:
    """A file that is one document."""
    raw, given = _whole(stream, path)
    if kind != "html":
        text = decode(raw, path)
        return Draft(path=path, text=text, raw=raw, media_type=_MEDIA_TYPES[kind], given=given)
    text, found = extract_page(decode_page(raw, path), path)
    return Draft(path=path, text=text, raw=raw, media_type="text/html", given=given, found=found)


def _pdf(stream: Stream, path: str) -> Iterator[Draft | Failure]:
    """A PDF, and what could not be read of it."""
    raw, given = _whole(stream, path)
    read = pdf_text(raw, path)
    yield Draft(
        path=path, text=read.text, raw=raw, media_type="application/pdf", given=given, found=read.found,
        pages=read.pages,
    )  # fmt: skip
    yield from read.failures


def _whole(stream: Stream, path: str) -> tuple[bytes, Metadata]:
    """The bytes of a file that is one document, and what its side file says of it."""
    raw = stream.read(LIMIT + 1)
    if len(raw) > LIMIT:
        raise ReadError(path, "too_large", _size_message(path))
    given = NO_METADATA if path == "-" else read_side_file(path)
    if not raw.strip():
        raise ReadError(path, "empty_file", f"{path} is empty: fetch the file again, or leave it out")
    return raw, given


def _size_message(path: str) -> str:
    size = f" ({os.path.getsize(path) // MEGABYTE} MB)" if path != "-" and os.path.isfile(path) else ""
    return (
        f"{path}{size} is larger than {LIMIT // MEGABYTE} MB, the limit of one document: split it into one file a "
        "report, or make it JSON Lines with one report a line, which has no limit"
    )
