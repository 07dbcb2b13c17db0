"""ZIP archives: members by their own formats, side files within, names, and archives in archives."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest

from tests.unit.made_files import (
    NEWS,
    SHELLS,
    TALKS,
    documents,
    docx,
    mail,
    outcome,
    page,
    paragraph,
    rss,
    write,
    zipped,
    zipped_in_order,
)
from truceline.model.text import Document, Failure
from truceline.read import read
from truceline.read.kinds import FORMATS, kind_of, kind_of_media_type, what_is_read
from truceline.read.reader import READERS


def test_every_format_is_read_in_a_zip(tmp_path: Path) -> None:
    row = json.dumps({"id": 7, "text": NEWS})
    archive = zipped(
        {
            "a.txt": NEWS,
            "b/c.html": page(NEWS),
            "d.jsonl.gz": gzip.compress(row.encode()),
            "e.csv": f"text\n{SHELLS}\n",
            "f.docx": docx(paragraph(SHELLS)),
            "g.xml": rss(f"<item><guid>i1</guid><title>Shells fall</title><description>{SHELLS}</description></item>"),
            "h.zip": zipped({"i.txt": TALKS}),
        }
    )
    path = write(tmp_path, "all.zip", archive)
    found = [(d.path.removeprefix(path), d.media_type) for d in documents(path)]
    assert found == [
        ("!a.txt", "text/plain"),
        ("!b/c.html", "text/html"),
        ("!d.jsonl.gz#7", "application/json"),
        ("!e.csv#1", "text/csv"),
        ("!f.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("!g.xml#i1", "text/html"),
        ("!h.zip!i.txt", "text/plain"),
    ]


def test_a_member_is_the_same_document_as_the_file(tmp_path: Path) -> None:
    (alone,) = documents(write(tmp_path, "a.txt", NEWS))
    (member,) = documents(write(tmp_path, "a.zip", zipped({"far/away.txt": NEWS})))
    assert (member.id, member.raw) == (alone.id, alone.raw)


def test_side_files_within(tmp_path: Path) -> None:
    side = "published: 2005-05-04\noutlet: The Lantern\n"
    archive = zipped(
        {"a/x.txt": NEWS, "a/x.meta.yaml": side, "y.txt": SHELLS, "b/z.txt": TALKS, "b/z.meta.yaml": "outlet: [1"}
    )
    path = write(tmp_path, "a.zip", archive)
    one, bad, other = read([path])
    assert isinstance(one, Document)
    assert (one.published, one.published_basis, one.outlet) == (date(2005, 5, 4), "metadata", "The Lantern")
    assert isinstance(bad, Failure)
    assert (bad.code, bad.path) == ("bad_metadata", f"{path}!b/z.txt")
    assert f"{path}!b/z.meta.yaml" in bad.message
    assert isinstance(other, Document)
    assert other.outlet is None


def test_what_is_passed_over_and_what_is_left_out(tmp_path: Path) -> None:
    members: dict[str, bytes | str] = {
        "__MACOSX/._a.txt": "x",
        ".hidden/a.txt": NEWS,
        "b.txt": NEWS,
        "c.png": b"\x89PNG",
        "d/": "",
    }
    assert outcome(write(tmp_path, "a.zip", zipped(members))) == [("Document", "!b.txt"), ("unknown_format", "!c.png")]


def test_an_archive_of_nothing_that_is_read(tmp_path: Path) -> None:
    assert outcome(write(tmp_path, "a.zip", zipped({"c.png": b"x"}))) == [
        ("unknown_format", "!c.png"),
        ("empty_archive", ""),
    ]
    assert outcome(write(tmp_path, "b.zip", zipped({}))) == [("empty_archive", "")]


def test_names_are_names_and_no_paths(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    names = ["../../out.txt", "/etc/out.txt", "C:\\out.txt", "a\x1b[31m\n.txt", "n" * 5000 + ".txt"]
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive = zipped_in_order([(name, NEWS) for name in names] + [("twice.txt", NEWS), ("twice.txt", SHELLS)])
    path = write(folder, "a.zip", archive)
    found = [d.path.removeprefix(path) for d in documents(path)]
    assert found[:3] == ["!../../out.txt", "!/etc/out.txt", "!C:\\out.txt"]
    assert found[3] == "!a\ufffd[31m\ufffd.txt"
    assert len(found[4]) < 400
    assert found[5:] == ["!twice.txt", "!twice.txt~2"]
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_one_bad_member_does_not_stop_the_rest(tmp_path: Path) -> None:
    archive = bytearray(zipped({"a.txt": NEWS, "b.txt": SHELLS, "c.txt": TALKS}))
    at = archive.index(b"b.txt") + len(b"b.txt")
    archive[at : at + 6] = b"\xff" * 6
    assert outcome(write(tmp_path, "a.zip", bytes(archive))) == [
        ("Document", "!a.txt"),
        ("damaged_archive", "!b.txt"),
        ("Document", "!c.txt"),
    ]


def test_an_encrypted_member(tmp_path: Path) -> None:
    archive = bytearray(zipped({"a.txt": NEWS, "b.txt": SHELLS}))
    archive[archive.index(b"PK\x01\x02") + 8] |= 1
    archive[6] |= 1
    path = write(tmp_path, "a.zip", bytes(archive))
    bad, good = read([path])
    assert isinstance(bad, Failure)
    assert (bad.code, bad.path) == ("encrypted", f"{path}!a.txt")
    assert "password" in bad.message
    assert isinstance(good, Document)


@pytest.mark.parametrize("cut", [10, 100, -30, -5])
def test_a_damaged_archive(tmp_path: Path, cut: int) -> None:
    path = write(tmp_path, "a.zip", zipped({"a.txt": NEWS, "b.txt": SHELLS})[:cut])
    assert outcome(path) == [("damaged_archive", "")]


def test_an_attachment_in_an_archive_in_a_message(tmp_path: Path) -> None:
    message = mail()
    message.set_content(NEWS)
    message.add_attachment(
        zipped({"in/report.html": page(SHELLS)}), maintype="application", subtype="zip", filename="r.zip"
    )
    path = write(tmp_path, "mails.zip", zipped({"m.eml": message.as_bytes()}))
    assert outcome(path) == [("Document", "!m.eml"), ("Document", "!m.eml!r.zip!in/report.html")]


def test_archives_are_opened_to_a_depth(tmp_path: Path) -> None:
    archive = zipped({"a.txt": NEWS})
    for _ in range(2):
        archive = zipped({"a.zip": archive})
    assert outcome(write(tmp_path, "a.zip", archive)) == [("Document", "!a.zip!a.zip!a.txt")]
    deeper = zipped({"a.zip": archive, "b.txt": SHELLS})
    assert outcome(write(tmp_path, "a.zip", deeper)) == [("too_deep", "!a.zip!a.zip!a.zip"), ("Document", "!b.txt")]


@pytest.mark.parametrize("name", ["a.zip", "a.dat", "a.docx"])
def test_an_office_file_is_known_by_what_it_holds(tmp_path: Path, name: str) -> None:
    (document,) = documents(write(tmp_path, name, docx(paragraph(NEWS))))
    assert document.text == NEWS


@pytest.mark.parametrize(
    ("content", "paths"),
    [
        (zipped({"a.txt": NEWS}), ["-!a.txt"]),
        (docx(paragraph(NEWS)), ["-"]),
        (rss(f"<item><guid>7</guid><description>{NEWS}</description></item>").encode(), ["-#7"]),
        (gzip.compress(json.dumps({"id": 3, "text": NEWS}).encode()), ["-#3"]),
    ],
)
def test_standard_input_is_known_by_its_first_bytes(content: bytes, paths: list[str]) -> None:
    found = list(read(["-"], stdin=io.BytesIO(content)))
    assert all(isinstance(item, Document) for item in found), found
    assert [item.path for item in found] == paths


def test_every_format_has_its_reader_and_its_names() -> None:
    assert {format_.kind for format_ in FORMATS} == set(READERS)
    for format_ in FORMATS:
        assert format_.extensions
        for extension in format_.extensions:
            assert kind_of("REPORT" + extension.upper()) == format_.kind
            assert extension in what_is_read()
            packed = kind_of(f"a{extension}.gz")
            assert packed == (format_.kind if format_.packed else "unknown")
        for media_type in format_.media_types:
            assert kind_of_media_type(f"{media_type.title()}; charset=utf-8") == format_.kind
