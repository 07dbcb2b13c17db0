"""Files made to exhaust memory or time, each with the codes that must come of it.

`READ` is a program that reads one of them with a bound on memory and on processor time and prints what came of it.
"""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.unit.made_files import (
    NEWS,
    answer,
    docx,
    overlapping,
    page,
    paragraph,
    record,
    replaced,
    rss,
    xlsx,
    zipped,
)

MEGABYTE = 1024 * 1024
MEMORY = 1536 * MEGABYTE  # of addresses, of which the libraries themselves take some hundred
SECONDS = 60

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE x [<!ENTITY l0 "lol">{_LAUGHS}]>'
_SHEET = "xl/worksheets/sheet1.xml"
_SPREAD = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_URL = "http://l.example/1"
GOOD = record("response", _URL, answer(page(NEWS)))


def _spaces(megabytes: int) -> bytes:
    return b" " * (megabytes * MEGABYTE)


def _nested(levels: int, width: int) -> bytes:
    archive = zipped({"a.txt": _spaces(30)})
    for _ in range(levels):
        archive = zipped({f"{n}.zip": archive for n in range(width)})
    return archive


def _many_members() -> bytes:
    whole = zipped({"a.txt": NEWS})
    start, end = whole.index(b"PK\x01\x02"), whole.rindex(b"PK\x05\x06")
    entries = whole[start:end] * 700_000
    return whole[:start] + entries + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(entries), start, 0)


def _sheet(rows: str, prolog: str = "") -> bytes:
    book = xlsx({"S": [["text"], [NEWS]]})
    return replaced(book, _SHEET, f"{prolog}<worksheet xmlns='{_SPREAD}'><sheetData>{rows}</sheetData></worksheet>")


def _inline(row: int, words: str, column: str = "A") -> str:
    return f"<row r='{row}'><c r='{column}{row}' t='inlineStr'><is><t>{words}</t></is></c></row>"


def _strings(content: str) -> bytes:
    """A book whose first cell is the first of these shared strings."""
    book = xlsx({"S": [["text"], [NEWS]]})
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    sheet = "<row r='1'><c r='A1' t='s'><v>0</v></c></row>"
    book = replaced(book, "[Content_Types].xml", types.replace("</Types>", part))
    book = replaced(book, _SHEET, f"<worksheet xmlns='{_SPREAD}'><sheetData>{sheet}</sheetData></worksheet>")
    return replaced(book, "xl/sharedStrings.xml", f"<sst xmlns='{_SPREAD}'>{content}</sst>")


def _mail_nested(levels: int) -> bytes:
    opened = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(levels))
    return (opened + f"Content-Type: text/plain\r\n\r\n{NEWS}\r\n").encode()


def _mail_flat(parts: int) -> bytes:
    part = f"--b\r\nContent-Type: text/plain\r\n\r\n{NEWS}\r\n"
    return f"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{part * parts}--b--\r\n".encode()


def _mail_headers() -> bytes:
    many = "".join(f"X-{n}: {n}\r\n" for n in range(300_000))
    return f"From: {'(' * 1_000_000}\r\nSubject: {'=?utf-8?q?a?= ' * 200_000}\r\n{many}\r\n{NEWS}\r\n".encode()


Made = Callable[[], bytes]
TWO = ["Document", "damaged_archive"]
CASES: dict[str, tuple[str, Made, list[str]]] = {
    "one member of 300 MB": ("a.zip", lambda: zipped({"a.txt": _spaces(300)}), ["too_large"]),
    "empty rows without end": ("a.zip", lambda: zipped({"a.jsonl": b"\n" * (300 * MEGABYTE)}), ["too_many_rows"]),
    "a row without end": ("a.zip", lambda: zipped({"a.csv": b"text\n" + b"x" * (300 * MEGABYTE)}), ["too_large"]),
    "many members of 30 MB": (
        "a.zip",
        lambda: zipped({f"{n}.txt": _spaces(30) for n in range(9)} | {"z.txt": NEWS}),
        ["empty_file", "empty_file", "too_large"],
    ),
    "archives in archives": ("a.zip", lambda: _nested(2, 9), ["empty_file", "empty_file", "too_large"]),
    "members that share bytes": ("a.zip", lambda: overlapping(20_000, _spaces(30)), ["damaged_archive"]),
    "700,000 members": ("a.zip", _many_members, ["too_many_members"]),
    "entities in a feed": (
        "a.xml",
        lambda: rss("<item><title>&l9;</title></item>", prolog=LAUGHS).encode(),
        ["bad_xml"],
    ),
    "entities in a feed in UTF-16": (
        "a.xml",
        lambda: rss("<item><title>&l9;</title></item>", prolog=LAUGHS).replace("utf-8", "utf-16").encode("utf-16"),
        ["bad_xml"],
    ),
    "tags without end in a feed": ("a.xml", lambda: rss("<a>" * 390_000).encode(), ["no_items"]),
    "items without end in a feed": ("a.xml", lambda: rss("<item>" * 2_000_000).encode(), ["too_large"]),
    "declarations without end in a feed": (
        "a.xml",
        lambda: rss("", prolog="<!DOCTYPE [" * 300_000).encode(),
        ["unknown_format"],
    ),
    "entities in a Word file": ("a.docx", lambda: docx(paragraph("&l9;"), prolog=LAUGHS), ["damaged_file"]),
    "a Word file of 600 MB": (
        "a.docx",
        lambda: docx(paragraph(NEWS) + " " * (600 * MEGABYTE)),
        ["too_large"],
    ),
    "20 million tags in a Word file": ("a.docx", lambda: docx(paragraph(NEWS) + "<w:p/>" * 20_000_000), ["too_large"]),
    "tags in tags in a Word file": ("a.docx", lambda: docx("<w:tr>" * 1_000_000), ["damaged_file"]),
    "entities in an Excel file": (
        "a.xlsx",
        lambda: _sheet(_inline(1, "text") + _inline(2, "&l9;"), LAUGHS),
        ["damaged_file"],
    ),
    "a million empty rows": (
        "a.xlsx",
        lambda: _sheet(_inline(1, "text") + _inline(2, NEWS) + "".join(f"<row r='{n}'/>" for n in range(3, 1_000_000))),
        ["Document"],
    ),
    "a row far below": (
        "a.xlsx",
        lambda: _sheet(_inline(1, "text") + _inline(2, NEWS) + _inline(10**15, NEWS)),
        ["Document"],
    ),
    "cells far right": (
        "a.xlsx",
        lambda: _sheet(_inline(1, "text") + "".join(_inline(n, "x", "XFD") for n in range(2, 100_000))),
        [],
    ),
    "20 million shared strings": ("a.xlsx", lambda: _strings("<si/>" * 20_000_000), ["too_large"]),
    "a shared string of 120 MB": (
        "a.xlsx",
        lambda: _strings(f"<si><t>{'x' * (120 * MEGABYTE)}</t></si>"),
        ["too_large"],
    ),
    "a shared string of 60 MB": (
        "a.xlsx",
        lambda: _strings(f"<si><t>{'x' * (60 * MEGABYTE)}</t></si>"),
        ["no_header", "no_header"],
    ),
    "3 million shared strings": ("a.xlsx", lambda: _strings("<si/>" * 3_000_000), ["no_header"]),
    "styles of 2 MB": (
        "a.xlsx",
        lambda: replaced(
            xlsx({"S": [["text"], [NEWS]]}),
            "xl/styles.xml",
            f"<styleSheet xmlns='{_SPREAD}'><cellXfs>{'<xf/>' * 400_000}</cellXfs></styleSheet>",
        ),
        ["Document"],
    ),
    "styles without end": (
        "a.xlsx",
        lambda: replaced(xlsx({"S": [["text"], [NEWS]]}), "xl/styles.xml", "<xf/>" * 2_000_000),
        ["too_large"],
    ),
    "10,000 parts within parts": ("a.eml", lambda: _mail_nested(10_000), ["too_many_members"]),
    "10,000 parts": ("a.eml", lambda: _mail_flat(10_000), ["too_many_members"]),
    "headers without end": ("a.eml", _mail_headers, ["Document"]),
    "a record that says it is endless": (
        "a.warc",
        lambda: GOOD + record("response", _URL, answer(_spaces(200)), 10**15),
        ["Document", "too_large"],
    ),
    "a head without end": ("a.warc", lambda: GOOD + b"WARC/1.0\r\n" + b"x" * (200 * MEGABYTE), TWO),
    "a head of lines without end": ("a.warc", lambda: GOOD + b"WARC/1.0\r\n" + b"a: b\r\n" * 20_000_000, TWO),
    "a packed archive that swells": (
        "a.warc.gz",
        lambda: gzip.compress(GOOD) + gzip.compress(record("response", _URL, answer(_spaces(400), "text/plain"))),
        ["Document", "too_large", "too_large"],
    ),
    "an answer that swells": (
        "a.warc",
        lambda: record("response", _URL, answer(zlib.compress(_spaces(400)), Content_Encoding="deflate")) + GOOD,
        ["too_large", "Document"],
    ),
    "a chunk that says it is endless": (
        "a.warc",
        lambda: record("response", _URL, answer(b"7fffffff\r\n" + page(NEWS).encode(), Transfer_Encoding="chunked")),
        ["Document"],
    ),
}


READ = """
import json, resource, sys, time
path, memory, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
from truceline.model.text import Document
from truceline.read import read
start = time.process_time()
codes = [("Document" if isinstance(item, Document) else item.code) for item in read([path])]
peak = next(int(line.split()[1]) // 1024 for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([codes, round(time.process_time() - start, 2), peak]))
"""
