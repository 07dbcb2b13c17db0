"""Web archives: which records are documents, and what their bytes were wrapped in."""

from __future__ import annotations

import gzip
import io
import zlib
from datetime import date
from pathlib import Path

import pytest

from tests.unit.made_files import NEWS, SHELLS, answer, documents, mail, outcome, page, record, rss, write, zipped
from truceline.model.text import Document, Failure, Skipped
from truceline.read import read

URL = "http://l.example/1"
PAGE = page(NEWS, head="<meta property='article:published_time' content='2005-05-04T10:00:00Z'>")
INFO = record("warcinfo", "", b"software: x").replace(b"WARC-Target-URI: \r\n", b"")


def test_a_page(tmp_path: Path) -> None:
    path = write(tmp_path, "a.warc", INFO + record("response", URL, answer(PAGE)))
    (document,) = documents(path)
    assert document.path == f"{path}#{URL}"
    assert (document.url, document.title, document.media_type) == (URL, "The road is open", "text/html")
    assert document.raw == PAGE.encode()
    assert NEWS in document.text
    assert (document.published, document.published_basis) == (date(2005, 5, 4), "metadata")


def test_the_day_of_fetching_is_no_day_of_publication(tmp_path: Path) -> None:
    (document,) = documents(write(tmp_path, "a.warc", record("response", URL, answer(page(NEWS)))))
    assert (document.published, document.published_basis) == (None, "unknown")


@pytest.mark.parametrize("name", ["a.warc.gz", "a.WARC.GZ", "a.dat"])
@pytest.mark.parametrize("together", [False, True])
def test_packed_by_record_or_as_a_whole(tmp_path: Path, name: str, together: bool) -> None:
    parts = [INFO, record("response", URL, answer(page(NEWS))), record("response", URL, answer(page(SHELLS)))]
    raw = gzip.compress(b"".join(parts)) if together else b"".join(gzip.compress(part) for part in parts)
    path = write(tmp_path, name, raw)
    assert outcome(path) == [("Document", f"#{URL}"), ("Document", f"#{URL}~2")]
    found = list(read(["-"], stdin=io.BytesIO(raw)))
    assert [item.path for item in found] == [f"-#{URL}", f"-#{URL}~2"]


def _chunked(body: bytes) -> bytes:
    return (
        b"".join(b"%x\r\n%s\r\n" % (len(body[i : i + 50]), body[i : i + 50]) for i in range(0, len(body), 50))
        + b"0\r\n\r\n"
    )


RAW = page(SHELLS).encode()
BARE = zlib.compressobj(wbits=-15)
DEFLATED = BARE.compress(RAW) + BARE.flush()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (_chunked(RAW), {"Transfer_Encoding": "chunked"}),
        (RAW, {"Transfer_Encoding": "chunked"}),
        (gzip.compress(RAW), {"Content_Encoding": "gzip"}),
        (RAW, {"Content_Encoding": "gzip"}),
        (RAW, {"Content_Encoding": "br"}),
        (zlib.compress(RAW), {"Content_Encoding": "deflate"}),
        (DEFLATED, {"Content_Encoding": "Deflate"}),
        (_chunked(gzip.compress(RAW)), {"Transfer_Encoding": "Chunked", "Content_Encoding": "x-gzip"}),
    ],
)
def test_wrappings_of_http(tmp_path: Path, body: bytes, headers: dict[str, str]) -> None:
    (document,) = documents(write(tmp_path, "a.warc", record("response", URL, answer(body, **headers))))
    assert document.raw == RAW
    assert SHELLS in document.text


def test_the_encoding_that_the_server_states(tmp_path: Path) -> None:
    body = page("The “café” was shelled on Monday morning, the police of the town said.").encode("windows-1252")
    path = write(tmp_path, "a.warc", record("response", URL, answer(body, "text/html; charset=Windows-1252")))
    assert "“café”" in documents(path)[0].text


def test_what_is_read_passed_over_and_left_out(tmp_path: Path) -> None:
    message = mail()
    message.set_content(NEWS)
    records = [
        INFO,
        record(
            "request",
            URL,
            b"GET / HTTP/1.1\r\nHost: l.example\r\n\r\n",
            Content_Type="application/http; msgtype=request",
        ),
        record("metadata", URL, b"a: b", Content_Type="application/warc-fields"),
        record("revisit", URL, answer(b"")),
        record("response", URL + "/404", answer("gone", status="404 Not Found")),
        record("response", URL + "/301", answer("", status="301 Moved")),
        record("response", URL + "/robots.txt", answer("User-agent: *", "text/plain")),
        record("response", URL + "/logo", answer(b"\x89PNG", "image/png")),
        record("response", URL + "/a.css", answer("p {}", "text/css")),
        record("response", URL + "/a.js", answer("x()", "application/javascript")),
        record("response", URL + "/a.json", answer("{}", "application/json")),
        record("response", URL + "/a.tar", answer("x", "application/x-tar")),
        record("response", URL + "/empty", answer("")),
        record("response", URL + "/a.txt", answer(NEWS, "text/plain")),
        record("response", URL + "/feed", answer(rss(f"<item><guid>1</guid><title>{NEWS}</title></item>"), "text/xml")),
        record("response", URL + "/a.zip", answer(zipped({"a.txt": SHELLS}), "application/zip")),
        record("resource", "urn:x:1", page(SHELLS).encode(), Content_Type="text/html"),
        record("conversion", URL + "/wet", SHELLS.encode(), Content_Type="text/plain"),
        record("response", URL + "/no-type", answer(page(NEWS), "")),
    ]
    path = write(tmp_path, "a.warc", b"".join(records))
    assert outcome(path) == [
        ("not_ok", f"#{URL}/404"),
        ("not_ok", f"#{URL}/301"),
        ("unknown_format", f"#{URL}/a.tar"),
        ("Document", f"#{URL}/a.txt"),
        ("Document", f"#{URL}/feed#1"),
        ("Document", f"#{URL}/a.zip!a.txt"),
        ("Document", "#urn:x:1"),
        ("Document", f"#{URL}/wet"),
        ("Document", f"#{URL}/no-type"),
    ]
    (skipped, *_) = read([path])
    assert isinstance(skipped, Skipped)
    assert "status 404" in skipped.message


@pytest.mark.parametrize(
    ("body", "headers", "code"),
    [
        (b"\x0b\x02\x80", {"Content_Encoding": "br"}, "unknown_compression"),
        (gzip.compress(RAW)[:-40], {"Content_Encoding": "gzip"}, "damaged_archive"),
        (b"\x1f\x8bnonsense", {"Content_Encoding": "gzip"}, "damaged_archive"),
    ],
)
def test_a_damaged_record_does_not_stop_the_rest(
    tmp_path: Path, body: bytes, headers: dict[str, str], code: str
) -> None:
    good = record("response", URL, answer(page(NEWS)))
    path = write(tmp_path, "a.warc", record("response", URL + "/x", answer(body, **headers)) + good)
    bad, document = read([path])
    assert isinstance(bad, Failure)
    assert (bad.code, bad.path) == (code, f"{path}#{URL}/x")
    assert isinstance(document, Document)


def test_lengths_that_lie(tmp_path: Path) -> None:
    good, block = record("response", URL, answer(page(NEWS))), answer(page(SHELLS))
    for length, codes in (
        (10**15, ["Document", "damaged_archive"]),
        (len(block) + 300, ["Document", "Document", "damaged_archive"]),
        (-5, ["Document", "damaged_archive"]),
    ):
        path = write(tmp_path, "a.warc", good + record("response", URL + "/x", block, length) + good)
        assert [code for code, _ in outcome(path)][: len(codes)] == codes, length


@pytest.mark.parametrize("raw", [b"", b"no web archive at all\r\n", b"WARC/1.0\r\n", gzip.compress(INFO)[:-9]])
def test_files_that_are_none(tmp_path: Path, raw: bytes) -> None:
    assert outcome(write(tmp_path, "a.warc", raw)) == [("damaged_archive", "")]


def test_what_stands_before_the_damage_of_a_small_packed_archive(tmp_path: Path) -> None:
    """Both records are shorter than what is read at once."""
    second = gzip.compress(record("response", f"{URL}2", answer(page(SHELLS))))
    path = write(tmp_path, "a.warc.gz", gzip.compress(record("response", URL, answer(page(NEWS)))) + second[:-40])
    assert outcome(path) == [("Document", f"#{URL}"), ("damaged_archive", "")]
