"""Files that hold many reports: web archives, feeds, Excel files and ZIPs."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.corpus.label import File, Label
from tests.corpus.mails import quoted_utf8
from tests.corpus.pages import MAKES as PAGE_MAKES
from tests.corpus.pages import address, json_ld, open_graph
from tests.corpus.pdf_files import agency
from tests.corpus.reports import Report
from tests.corpus.word_files import styled
from tests.unit.made_files import xlsx, zipped

Made = tuple[bytes, tuple[Label, ...], tuple[str, ...]]
"""The bytes of a file, what must come of it, and the codes of what must be told."""


class _Crawl:
    """A web archive that is being written."""

    def __init__(self, packed: bool = False) -> None:
        self._out = io.BytesIO()
        self._writer = WARCWriter(self._out, gzip=packed)

    def answer(
        self, url: str, body: bytes, media_type: str, status: str = "200 OK", headers: Sequence[tuple[str, str]] = ()
    ) -> None:
        """What a server answered."""
        said = StatusAndHeaders(status, [("Content-Type", media_type), *headers], protocol="HTTP/1.1")
        day = {"WARC-Date": "2021-02-03T04:05:06Z"}
        record = self._writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), http_headers=said, warc_headers_dict=day
        )
        self._write(record)

    def other(self, kind: str, url: str, body: bytes = b"") -> None:
        """A record that is no answer."""
        self._write(self._writer.create_warc_record(url, kind, payload=io.BytesIO(body)))

    def revisit(self, url: str) -> None:
        """A record that says that the page was the same as before."""
        self._write(self._writer.create_revisit_record(url, "sha1:AAAA", url, "2021-02-03T04:05:06Z"))

    def _write(self, record: ArcWarcRecord) -> None:
        self._writer.write_record(record)
        record.raw_stream.close()  # a temporary file by now

    @property
    def content(self) -> bytes:
        """The archive."""
        return self._out.getvalue()


def _crawled(reports: Sequence[Report], crawl: _Crawl) -> tuple[Label, ...]:
    """Pages of several makes under their addresses, with what a crawl has besides."""
    labels = []
    crawl.other("warcinfo", "", b"software: a crawler\r\n")
    for number, report in enumerate(reports):
        page, label = PAGE_MAKES[number % len(PAGE_MAKES)](report)
        url = f"https://crawled.example.org/{report.name}"
        crawl.other("request", url, b"GET / HTTP/1.1\r\n\r\n")
        crawl.answer(url, page.encode(), "text/html; charset=utf-8")
        labels.append(replace(label, path=f"#{url}", url=url))
    return tuple(labels)


def plain_crawl(reports: Sequence[Report]) -> Made:
    """Pages, and a picture, a style and a script, which are parts of pages."""
    crawl = _Crawl()
    labels = _crawled(reports, crawl)
    crawl.answer("https://crawled.example.org/a.png", b"\x89PNG", "image/png")
    crawl.answer("https://crawled.example.org/a.css", b"p {}", "text/css")
    crawl.answer("https://crawled.example.org/a.js", b"x()", "application/javascript")
    return crawl.content, labels, ()


def packed_crawl(reports: Sequence[Report]) -> Made:
    """The same, each record packed; pages that are gone or moved; one seen before."""
    crawl = _Crawl(packed=True)
    labels = _crawled(reports, crawl)
    crawl.answer(
        "https://crawled.example.org/gone", b"<html><body>Not here</body></html>", "text/html", "404 Not Found"
    )
    crawl.answer("https://crawled.example.org/moved", b"", "text/html", "301 Moved", [("Location", "/")])
    crawl.revisit("https://crawled.example.org/again")
    return crawl.content, labels, ("not_ok", "not_ok")


def packed_answers(reports: Sequence[Report]) -> Made:
    """Answers packed with gzip, sent in chunks; a PDF among them."""
    crawl, labels = _Crawl(), []
    for report in reports:
        page, label = open_graph(report)
        body = gzip.compress(page.encode(), mtime=0)
        chunks = b"".join(
            b"%x\r\n%b\r\n" % (len(body[at : at + 300]), body[at : at + 300]) for at in range(0, len(body), 300)
        )
        headers = (("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))
        crawl.answer(address(report), chunks + b"0\r\n\r\n", "text/html; charset=utf-8", headers=headers)
        labels.append(replace(label, path=f"#{address(report)}"))
    content, label = agency(reports[0])
    url = "https://crawled.example.org/report.pdf"
    crawl.answer(url, content, "application/pdf")
    return crawl.content, (*labels, replace(label, path=f"#{url}", url=url)), ()


def _item_label(report: Report, path: str) -> Label:
    return Label(
        report=report, title=report.title, outlet=report.outlet, day=report.day, basis="metadata", path=f"#{path}",
        url=path, beside=(report.title, report.outlet),
    )  # fmt: skip


def rss(reports: Sequence[Report]) -> Made:
    """RSS with the full text as HTML; each item names its outlet."""
    items = "".join(
        f"<item><title>{escape(r.title)}</title><link>{address(r)}</link><guid>{address(r)}</guid>"
        f"<pubDate>{r.day:%a, %d %b %Y} 06:00:00 GMT</pubDate><source url='https://a.example.org'>{r.outlet}</source>"
        f"<content:encoded><![CDATA[{''.join(f'<p>{escape(p, quote=False)}</p>' for p in r.paragraphs)}]]></content:encoded></item>"
        for r in reports
    )
    feed = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>All the news</title><link>https://a.example.org</link>{items}</channel></rss>"
    )
    return feed.encode(), tuple(_item_label(r, address(r)) for r in reports), ()


def atom(reports: Sequence[Report]) -> Made:
    """Atom of one outlet, with the text as escaped HTML; each entry was updated years later."""
    outlet = reports[0].outlet
    entries = "".join(
        f"<entry><title>{escape(r.title)}</title><link href='{address(r)}'/><id>{address(r)}</id>"
        f"<published>{r.day}T06:00:00Z</published><updated>2021-02-03T06:00:00Z</updated>"
        f"<content type='html'>{escape(''.join(f'<p>{escape(p, quote=False)}</p>' for p in r.paragraphs))}</content></entry>"
        for r in reports
    )
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{outlet}</title><id>urn:a</id>{entries}</feed>"
    return feed.encode(), tuple(replace(_item_label(r, address(r)), outlet=outlet) for r in reports), ()


def book(reports: Sequence[Report]) -> Made:
    """An Excel file: a sheet of reports, with a cell of a date; a sheet of something else; a row without text."""
    rows = [["id", "title", "outlet", "published", "text"]]
    rows += [[r.name, r.title, r.outlet, r.day, r.text] for r in reports]  # type: ignore[list-item]  # a date
    content = xlsx({"Reports": rows, "Notes": [["who", "when"], ["Ana", "often"]]})
    labels = tuple(
        Label(
            report=r, title=r.title, outlet=r.outlet, day=r.day, basis="metadata", path=f"#Reports:{n}",
            beside=(r.title, r.outlet),
        )
        for n, r in enumerate(reports, 2)
    )  # fmt: skip
    return content, labels, ("no_header",)


def archive(reports: Sequence[Report]) -> Made:
    """A ZIP of a text with its side file, a page, a PDF, a Word file, an e-mail, and a ZIP with a page within."""
    first = reports[0]
    side = f"title: '{first.title}'\noutlet: {first.outlet}\npublished: {first.day}\n"
    page, page_label = json_ld(reports[1 % len(reports)])
    pdf, pdf_label = agency(first)
    word, word_label = styled(reports[2 % len(reports)])
    mail, (mail_label,) = quoted_utf8(first)
    inner, inner_label = open_graph(first)
    content = zipped(
        {
            "texts/a.txt": first.text,
            "texts/a.meta.yaml": side,
            "page.html": page,
            "report.pdf": pdf,
            "report.docx": word,
            "mail.eml": mail.as_bytes(),
            "more.zip": zipped({"deep/page.html": inner}),
            "picture.png": b"\x89PNG",
            "__MACOSX/._page.html": b"x",
        }
    )
    text_label = replace(_item_label(first, ""), path="!texts/a.txt", url=None)
    labels = (
        text_label,
        replace(page_label, path="!page.html"),
        replace(pdf_label, path="!report.pdf"),
        replace(word_label, path="!report.docx"),
        replace(mail_label, path="!mail.eml"),
        replace(inner_label, path="!more.zip!deep/page.html"),
    )
    return content, labels, ("unknown_format",)


Make = Callable[[Sequence[Report]], Made]
MAKES: tuple[tuple[Make, str, int], ...] = (
    (plain_crawl, "warc", 6), (packed_crawl, "warc.gz", 4), (packed_answers, "warc", 4), (rss, "rss", 4), (atom, "xml", 3),
    (book, "xlsx", 3), (archive, "zip", 4),
)  # fmt: skip
"""Each make with the ending of its files and their number."""


def gathered_files(reports: Sequence[Report]) -> list[File]:
    """The files, each of three to five of the reports in turn."""
    made = []
    for number, (make, ending, files) in enumerate(MAKES):
        for turn in range(files):
            start, size = number * 4 + turn * 5, 3 + turn % 3
            taken = [reports[(start + at) % len(reports)] for at in range(size)]
            content, labels, told = make(taken)
            name = f"many-{make.__name__}-{turn}.{ending}"
            made.append(File(name=name, content=content, documents=labels, told=told))
    return made
