"""Web archives (WARC): each page, text or file that a crawl was given is a document.

warcio tells the records apart; the bytes of a record are unpacked here, since its own reader neither bounds what comes
out nor says when it breaks off.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from truceline.errors import ReadError
from truceline.model.text import Failure, Skipped
from truceline.read import options
from truceline.read.kinds import Kind, kind_of, kind_of_media_type, sniffed
from truceline.read.lines import Bytes
from truceline.read.metadata import Metadata
from truceline.read.source import Budget, Exhausted, Item, Names, Source, not_read, shown

if TYPE_CHECKING:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.recordloader import ArcWarcRecord

_CARRIERS = ("response", "resource", "conversion")
_PARTS_OF_PAGES = ("image/", "font/", "audio/", "video/", "text/css", "application/font", "text/dns", "application/ogg")
_SCRIPTS = ("javascript", "json", "ecmascript", "wasm", "x-font", "font-woff", "octet-stream")
_OK = "200"
_UNSURE = ("", "text/plain", "application/xml", "text/xml", "application/octet-stream")


def records(source: Source) -> Iterator[Item]:
    """What each record of an archive holds, for the reader of its format; ``crawl.warc.gz#ADDRESS``.

    Read are responses of status 200, and the record types `resource` and `conversion`. Their address comes from the
    record. The day on which a record was fetched is no day of publication and is not used: the page's own marks say
    that day, or nothing does. Requests, revisits and metadata are passed over, as are pictures, styles and scripts;
    other statuses are left out and said so.

    Raises:
        ReadError: ``damaged_archive``; what was read before stands.
    """
    names = Names()
    archive = _archive(source.file, source.path)
    from warcio.exceptions import ArchiveLoadFailed

    any_record = False
    try:
        for record in archive:
            any_record = True
            if record.format != "warc" or record.rec_type is None:
                raise _damaged(source.path, "it holds something else than records of WARC")
            address = record.rec_headers.get_header("WARC-Target-URI") if record.rec_headers else None
            if record.rec_type not in _CARRIERS or not address:
                continue
            yield from _record(record, address.strip("<> "), source, names)
        if archive.err_count:
            raise _damaged(source.path, "the lengths that records state are not theirs")
    except (ArchiveLoadFailed, EOFError, ValueError, AttributeError) as error:
        raise _damaged(source.path, str(error) or type(error).__name__) from None
    if not any_record:
        raise _damaged(source.path, "it holds no record")


def _record(record: ArcWarcRecord, address: str, source: Source, names: Names) -> Iterator[Item]:
    headers = record.http_headers
    stated = record.content_type if headers is None else headers.get_header("Content-Type")
    media_type, charset = _content_type(stated)
    if headers is not None and headers.get_statuscode() != _OK:
        code = shown(str(headers.get_statuscode() or "none"))
        path = names.path(source.path, "#", address)
        yield Skipped(path, "not_ok", f"{path} was left out: the server answered with status {code}, not with a page")
        return
    if media_type.startswith(_PARTS_OF_PAGES) or address.split("?")[0].endswith("/robots.txt"):
        return
    path = names.path(source.path, "#", address)
    try:
        body = _body(record, path, source.budget)
    except ReadError as error:
        if isinstance(error, Exhausted) or error.path == source.path:  # not the record, but the archive
            raise
        yield Failure(error.path, error.code, error.message)
        return
    if not body.strip():
        return
    kind = _kind(media_type, address, body)
    if kind != "unknown":
        yield source.member(path, kind, BytesIO(body), given=Metadata(url=address), charset=charset)
    elif not any(word in media_type for word in _SCRIPTS):
        yield not_read(path)


def _content_type(stated: str | None) -> tuple[str, str | None]:
    """Media type and encoding of a header ``Content-Type``."""
    head, _, rest = (stated or "")[:1000].partition(";")
    charset = rest.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    return head.strip().lower(), charset or None


def _kind(media_type: str, address: str, body: bytes) -> Kind:
    """Format by media type, where that is sure, else by the name in the address, else by the first bytes."""
    kind = kind_of_media_type(media_type)
    if media_type not in _UNSURE:
        return kind
    named = kind_of(address.split("?")[0].split("#")[0])
    if named != "unknown":
        return named
    seen = sniffed(body[:4096])
    return seen if seen != "text" else kind


def _body(record: ArcWarcRecord, path: str, budget: Budget) -> bytes:
    """The bytes of a record, without the wrappings of HTTP.

    Raises:
        Exhausted: more came out of the archive than may.
        ReadError: ``too_large``, ``damaged_archive`` or ``unknown_compression``.
    """
    from warcio.bufferedreaders import ChunkedDataReader

    raw = bytearray()
    while len(raw) <= options.LIMIT and (piece := record.raw_stream.read(options.MEGABYTE)):
        raw += piece
    if len(raw) > options.LIMIT:
        raise ReadError(
            path, "too_large", f"{path} is larger than {options.LIMIT // options.MEGABYTE} MB: save it alone"
        )
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise ReadError(path, "damaged_archive", f"{path} is cut off: the archive ends within it; fetch it again")
    body = bytes(raw)
    if record.http_headers is None:
        return body
    if (record.http_headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        body = ChunkedDataReader(BytesIO(body), decomp_type=None).read()
    for coding in reversed((record.http_headers.get_header("Content-Encoding") or "").lower().split(",")):
        body = _decoded(body, coding.strip(), path, budget)
    return body


def _decoded(body: bytes, coding: str, path: str, budget: Budget) -> bytes:
    """A body without one content coding; as it is, where the crawler took the coding off already."""
    if coding in ("", "identity") or (coding in ("gzip", "x-gzip") and not body.startswith(b"\x1f\x8b")):
        return body
    if coding not in ("gzip", "x-gzip", "deflate"):
        if body.lstrip().startswith(b"<"):
            return body
        message = f"{path} is packed with {shown(coding)}, which is not read: crawl it again without, or save the page"
        raise ReadError(path, "unknown_compression", message)
    for bits in (47, -zlib.MAX_WBITS):  # with the head of gzip or zlib; without any, as some servers send it
        inflater = zlib.decompressobj(bits)
        try:
            out = inflater.decompress(body, options.LIMIT + 1)
        except zlib.error:
            continue
        budget.came_out(len(out))
        if len(out) > options.LIMIT:
            message = f"{path}: more than {options.LIMIT // options.MEGABYTE} MB come out of it: no report is so large"
            raise ReadError(path, "too_large", message)
        if inflater.eof:
            return out
    raise ReadError(path, "damaged_archive", f"{path}: its {coding} packing is damaged; crawl the page again")


def _archive(file: Bytes, path: str) -> ArchiveIterator:
    """warcio's iterator over records, over lines of bounded length, and without its words on standard error."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import BufferedReader

    class Bounded(BufferedReader):  # type: ignore[misc]
        """Heads of records end somewhere."""

        head = 0

        def readline(self, length: int | None = None) -> bytes:
            most = options.RECORD_HEAD_LIMIT
            line: bytes = super().readline(min(length or most, most))
            self.head += len(line)
            if self.head > most:
                raise _damaged(path, "the head of a record does not end")
            return line

        def read(self, length: int | None = None) -> bytes:
            self.head = 0
            data: bytes = super().read(length)
            return data

    class Quiet(ArchiveIterator):  # type: ignore[misc]
        """What is wrong is said by errors."""

        INC_RECORD = ""

    archive = Quiet(file, arc2warc=False)
    archive.reader = Bounded(file)
    return archive


def _damaged(path: str, reason: str) -> ReadError:
    said = " ".join(reason.split())[:200]
    message = f"{path}: the web archive is damaged ({said}); fetch it again. The records before the damage are read"
    return ReadError(path, "damaged_archive", message)
