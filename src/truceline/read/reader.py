"""Reads documents from files, folders and standard input. The door of the room."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from truceline.errors import ReadError
from truceline.model.text import Document, Failure, Skipped
from truceline.read.build import Draft, build
from truceline.read.decode import GZIP, refuse_binary
from truceline.read.docx import word_document
from truceline.read.emails import message_parts
from truceline.read.feeds import feed_items
from truceline.read.files import Found, found_files
from truceline.read.kinds import CONTAINERS, MAY_BE_PACKED, Kind, sniffed
from truceline.read.lines import Bytes, Stream
from truceline.read.metadata import read_side_file
from truceline.read.options import DEPTH, LIMIT, ReadOptions
from truceline.read.packed import Unpacked
from truceline.read.rows import csv_rows, json_lines
from truceline.read.sheets import sheet_rows
from truceline.read.source import Budget, Exhausted, Item, Source
from truceline.read.texts import page, text
from truceline.read.warcs import records
from truceline.read.zips import zip_members

log = logging.getLogger(__name__)

READERS: dict[Kind, Callable[[Source], Iterator[Item]]] = {
    "text": text,
    "markdown": text,
    "html": page,
    "jsonl": json_lines,
    "csv": csv_rows,
    "feed": feed_items,
    "warc": records,
    "email": message_parts,
    "docx": word_document,
    "sheet": sheet_rows,
    "zip": zip_members,
}
"""What reads each format of `kinds.FORMATS`: gives drafts, what was left out, and members for their own readers."""

_SNIFFED = 4096
_NO_OPTIONS = ReadOptions()


def read(
    paths: Iterable[str], options: ReadOptions = _NO_OPTIONS, stdin: BinaryIO | None = None
) -> Iterator[Document | Skipped | Failure]:
    """Reads documents one after the other, without keeping them.

    Files come in the order given, folders sorted by name and searched to the bottom. Nothing that is wrong with a
    document raises: it becomes a `Failure` with a message that says what to do, and the next one is read.

    The day of publication is taken from the metadata (side file, row, HTML head, feed, mail header); if they name
    none, from `options.published`; if that is missing too, from a date line of the text. `options.outlet` likewise
    fills in only where the metadata name no outlet.

    Args:
        paths: files and folders; ``-`` is standard input.
        options: what the analyst says about all documents.
        stdin: standard input, for ``-``.

    Returns:
        An iterator over documents, and over what was left out and why.
    """
    for path in paths:
        if path == "-":
            yield from _built(_safely("-", 0, lambda: _standard_input(stdin)), options)
            continue
        for item in found_files(path):
            if isinstance(item, Found):
                yield from _built(_safely(item.path, 0, lambda found=item: _file(found)), options)  # type: ignore[misc]
            else:
                yield item


def _built(items: Iterator[Draft | Skipped | Failure], options: ReadOptions) -> Iterator[Document | Skipped | Failure]:
    for item in items:
        yield build(item, options) if isinstance(item, Draft) else item


def _safely(path: str, depth: int, start: Callable[[], Iterator[Item]]) -> Iterator[Draft | Skipped | Failure]:
    """Drafts of a file or member, and of what it holds; errors of reading become failures.

    This is the boundary that every hostile file ends at, so it stops any error of a parser that is not ours.
    """
    try:
        for item in start():
            if isinstance(item, Source):
                yield from _safely(item.path, item.depth, lambda member=item: _opened(member))  # type: ignore[misc]
            else:
                yield item
    except Exhausted as error:
        if depth:
            raise
        yield Failure(error.path, error.code, error.message)
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
    except (MemoryError, RecursionError):
        yield Failure(path, "too_large", f"{path} is too large or too deeply nested to be read: split it")
    except Exception as error:
        log.warning("%s: %s", path, error, exc_info=log.isEnabledFor(logging.DEBUG))
        message = f"{path} is damaged or not what its name says ({type(error).__name__}): open it and save it anew"
        yield Failure(path, "damaged_file", message)


def _opened(source: Source) -> Iterator[Item]:
    """What is in a file or member, by the reader of its format; unpacked first if it is packed with gzip."""
    head = source.file.read(_SNIFFED)
    file = _from_start(source, head)
    if source.kind == "unknown":
        source = _known(source, head, file)
    elif source.kind in MAY_BE_PACKED and head.startswith(GZIP):
        source = source.read_as(source.kind, Unpacked(file, source.path, source.budget))
    else:
        source = source.read_as(source.kind, file, source.seekable)
    return _by_kind(source)


def _by_kind(source: Source) -> Iterator[Item]:
    if source.kind in CONTAINERS and source.depth >= DEPTH:
        message = f"{source.path} lies in {DEPTH} archives or messages one within the other: unpack the outer ones"
        raise ReadError(source.path, "too_deep", message)
    return READERS[source.kind](source)


def _from_start(source: Source, head: bytes) -> Bytes:
    """The bytes of a source of which `head` was read already."""
    if source.seekable is None:
        return Stream(source.file, head)
    source.seekable.seek(0)
    return source.seekable


def _known(source: Source, head: bytes, file: Bytes) -> Source:
    """A source whose kind its first bytes tell; of what is packed with gzip, those of what it holds."""
    if not head.startswith(GZIP):
        return source.read_as(sniffed(head), file, source.seekable)
    unpacked = Unpacked(file, source.path, source.budget)
    inner = unpacked.read(_SNIFFED)
    if sniffed(inner) not in MAY_BE_PACKED:
        refuse_binary(head, source.path)
    return source.read_as(sniffed(inner), Stream(unpacked, inner))


def _file(found: Found) -> Iterator[Item]:
    with open(found.path, "rb") as file:
        yield from _opened(
            Source(
                path=found.path,
                kind=found.kind,
                file=file,
                budget=Budget(found.path, os.fstat(file.fileno()).st_size),
                seekable=file if file.seekable() else None,
                beside=lambda: read_side_file(found.path),
            )
        )


def _standard_input(stdin: BinaryIO | None) -> Iterator[Item]:
    if stdin is None:
        raise ReadError("-", "no_input", "no standard input is connected: name files or folders instead of -")
    budget = Budget("-")
    file = _Counted(stdin, budget)
    head = b""
    while not head.strip() and len(head) <= LIMIT and (line := file.readline(LIMIT)):
        head += line
    if sniffed(head) != "jsonl" and len(head) < _SNIFFED:  # rows may come slowly, one by one
        head += file.read(_SNIFFED - len(head))
    source = Source(path="-", kind="unknown", file=file, budget=budget)
    yield from _by_kind(_known(source, head, Stream(file, head)))


class _Counted:
    """Standard input, of unknown length: what comes in counts for how much may come out."""

    def __init__(self, file: BinaryIO, budget: Budget) -> None:
        self._file = file
        self._budget = budget

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes."""
        taken = self._file.read(size)
        self._budget.came_in(len(taken))
        return taken

    def readline(self, size: int, /) -> bytes:
        """Up to `size` bytes, to the end of the line at most."""
        taken = self._file.readline(size)
        self._budget.came_in(len(taken))
        return taken
