"""Files of every format, made for the tests of the reader."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from email.message import EmailMessage
from html import escape
from pathlib import Path

from truceline.model.text import Document, Failure, Skipped
from truceline.read import read

NEWS = "Rebels and the army stopped firing on Tuesday after a week of battles, the governor of the province said."
SHELLS = "Shells fell on the harbour on Tuesday, and the mayor said that nobody was hurt there."
TALKS = "The two sides will meet on Thursday in the capital, a spokesman of the mediators told reporters."

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def write(folder: Path, name: str, content: bytes | str) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def documents(path: str) -> list[Document]:
    """The documents of a file of which nothing else may come."""
    found = list(read([path]))
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


def outcome(path: str) -> list[tuple[str, str]]:
    """What comes of a file: ``("Document", path)``, or the code of what was left out or failed, and its path."""
    return [
        (item.code if isinstance(item, (Skipped, Failure)) else "Document", item.path.removeprefix(path))
        for item in read([path])
    ]


def page(words: str, title: str = "The road is open", head: str = "") -> str:
    body = "".join(f"<p>{escape(words)}</p>" for _ in range(3))
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><article>{body}</article></body></html>"
    )


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    return zipped_in_order(members.items())


def zipped_in_order(members: Iterable[tuple[str, bytes | str]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, title: str | None = None, notes: str | None = None, prolog: str = "") -> bytes:
    """A Word file with this XML (prefix ``w``) as its body, and as its footnotes."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<?xml version='1.0'?>{prolog}<w:document xmlns:w='{_WORD}' xmlns:mc='urn:mc'><w:body>{body}</w:body></w:document>",
    }
    if notes is not None:
        parts["word/footnotes.xml"] = f"<w:footnotes xmlns:w='{_WORD}'><w:footnote>{notes}</w:footnote></w:footnotes>"
    if title is not None:
        parts["docProps/core.xml"] = (
            f"<c:coreProperties xmlns:c='{_CORE}' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:d='urn:d'>"
            f"<dc:title>{title}</dc:title><d:created>2005-05-04T10:00:00Z</d:created></c:coreProperties>"
        )
    return zipped(parts)


def paragraph(words: str, style: str | None = None) -> str:
    styled = "" if style is None else f"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>"
    return f"<w:p>{styled}<w:r><w:t>{escape(words)}</w:t></w:r></w:p>"


def xlsx(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def replaced(archive: bytes, member: str, content: bytes | str) -> bytes:
    """The archive with one member's content replaced, or with a further member."""
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        members: dict[str, bytes | str] = {name: old.read(name) for name in old.namelist()}
    return zipped({**members, member: content})


def rss(items: str, prolog: str = "", channel: str = "<title>The Lantern</title>") -> str:
    return (
        f"<?xml version='1.0' encoding='utf-8'?>{prolog}<rss version='2.0' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<channel>{channel}{items}</channel></rss>"
    )


def mail(subject: str = "Shells in the south", sender: str = "The Lantern <desk@lantern.example>") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = sender
    message["Date"] = "Wed, 4 May 2005 23:30:00 -0500"
    message["Message-ID"] = "<1@lantern.example>"
    return message


def record(kind: str, address: str, block: bytes, length: int | None = None, **headers: str) -> bytes:
    """One record of a web archive."""
    head = {
        "WARC-Type": kind,
        "WARC-Target-URI": address,
        "WARC-Date": "2020-01-02T03:04:05Z",
        "WARC-Record-ID": "<urn:uuid:1>",
        "Content-Type": "application/http; msgtype=response",
        **{name.replace("_", "-"): value for name, value in headers.items()},
        "Content-Length": str(len(block) if length is None else length),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def answer(body: bytes | str, media_type: str = "text/html", status: str = "200 OK", **headers: str) -> bytes:
    """An answer of a server."""
    raw = body.encode() if isinstance(body, str) else body
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{more}\r\n".encode() + raw


def overlapping(copies: int, content: bytes) -> bytes:
    """A ZIP whose directory names one member `copies` times."""
    whole = zipped({"a000000.txt": content})
    end = whole.rindex(b"PK\x05\x06")
    start = whole.index(b"PK\x01\x02")
    entry = whole[start:end]
    entries = b"".join(entry.replace(b"a000000", b"a%06d" % number) for number in range(copies))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, copies & 0xFFFF, copies & 0xFFFF, len(entries), start, 0)
    return whole[:start] + entries + tail
