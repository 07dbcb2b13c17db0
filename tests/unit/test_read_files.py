"""Files, folders and standard input: what is read, in which order, and what every bad input becomes."""

from __future__ import annotations

import builtins
import gzip
import io
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from truceline.model.text import Document, Failure, Skipped
from truceline.read import ReadOptions, options, read

NEWS = "Rebels and the army stopped firing on Tuesday after a week of battles, the governor of the province said.\n"


def only(items: Iterable[Document | Skipped | Failure]) -> Document:
    (item,) = items
    assert isinstance(item, Document)
    return item


def failure(items: Iterable[Document | Skipped | Failure]) -> Failure:
    (item,) = items
    assert isinstance(item, Failure)
    return item


def write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def test_a_text_is_kept_exactly(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + NEWS.replace("\n", "\r\n").encode() * 2
    path = write(tmp_path, "a.txt", raw)
    document = only(read([path]))
    assert document.text == NEWS.replace("\n", "\r\n") * 2
    assert (document.raw, document.path, document.media_type) == (raw, path, "text/plain")
    assert [block.span.of(document.text) for block in document.blocks] == [NEWS.strip()] * 2
    assert (document.language, document.published, document.published_basis) == ("en", None, "unknown")


def test_markdown(tmp_path: Path) -> None:
    document = only(read([write(tmp_path, "a.md", f"# The road is open\n\n{NEWS}")]))
    assert (document.media_type, document.title) == ("text/markdown", "The road is open")


def test_the_same_bytes_elsewhere_are_the_same_document(tmp_path: Path) -> None:
    one = only(read([write(tmp_path, "a.txt", NEWS)]))
    two = only(read([write(tmp_path, "below/b.txt", NEWS)]))
    other = only(read([write(tmp_path, "c.txt", NEWS)], ReadOptions(published=date(2005, 5, 4))))
    assert one.id == two.id != other.id
    assert one.sha256 == other.sha256
    assert len(one.id) == 16


def test_a_side_file_gives_metadata(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", NEWS)
    side = (
        "title: 'The road: open'\noutlet: The Lantern\nurl: http://l.example/1\npublished: 2005-05-04\nlanguage: en\n"
    )
    write(tmp_path, "a.meta.yaml", side)
    document = only(read([path], ReadOptions(published=date(1999, 1, 1), outlet="Other")))
    assert (document.title, document.outlet, document.url) == ("The road: open", "The Lantern", "http://l.example/1")
    assert (document.published, document.published_basis) == (date(2005, 5, 4), "metadata")


@pytest.mark.parametrize(
    ("side", "words"),
    [
        ("published: [", "not valid YAML"),
        ("published: yesterday", "`published`"),
        ("published: 2005-13-40", "`published`"),
        ("published: 03/04/2005", "`published`"),
        ("outlet: [a, b]", "`outlet`"),
        ("publised: 2005-05-04", "did you mean `published`"),
        ("just words", "holds no keys"),
        (b"title: \xe2\x80\x93 caf\xe2\x80 \xe2\x80\x93", "a.meta.yaml"),
    ],
)
def test_a_bad_side_file_is_named(tmp_path: Path, side: str | bytes, words: str) -> None:
    path = write(tmp_path, "a.txt", NEWS)
    write(tmp_path, "a.meta.yaml", side)
    bad = failure(read([path]))
    assert (bad.path, bad.code) == (path, "bad_metadata")
    assert "a.meta.yaml" in bad.message
    assert words in bad.message


@pytest.mark.parametrize("side", ["", "# nothing yet\n", "title:\npublished: null\n", "notes: [1, 2]\n"])
def test_a_side_file_may_say_nothing(tmp_path: Path, side: str) -> None:
    path = write(tmp_path, "a.txt", NEWS)
    write(tmp_path, "a.meta.yaml", side)
    assert only(read([path])).title is None


@pytest.mark.parametrize(
    ("text", "given", "day", "basis", "words"),
    [
        ("May 4, 2005\n\n", None, date(2005, 5, 4), "text", "May 4, 2005"),
        ("Published: 4 May 2005 10:15\nUpdated: 6 May 2005\n\n", None, date(2005, 5, 4), "text", "4 May 2005"),
        ("Updated: 6 May 2005\n\n", None, date(2005, 5, 6), "text", "6 May 2005"),
        ("SOUTHPORT, 4 MAY 05 (EFE) -- [TEXT] ", None, date(2005, 5, 4), "text", "4 MAY 05"),
        ("May 4, 2005\n\n", date(2005, 5, 4), date(2005, 5, 4), "analyst", "May 4, 2005"),
        ("May 4, 2005\n\n", date(2005, 5, 9), date(2005, 5, 9), "analyst", None),
        ("03/04/2005\n\n", None, None, "unknown", None),
        ("03/04/2005\n\n", date(2005, 4, 3), date(2005, 4, 3), "analyst", "03/04/2005"),
        ("SOUTHPORT, May 4 (AP) - ", date(2005, 5, 4), date(2005, 5, 4), "analyst", "May 4"),
        ("", None, None, "unknown", None),
    ],
)
def test_the_day_of_publication(
    tmp_path: Path, text: str, given: date | None, day: date | None, basis: str, words: str | None
) -> None:
    document = only(read([write(tmp_path, "a.txt", f"{text}{NEWS}\n{NEWS}")], ReadOptions(published=given)))
    assert (document.published, document.published_basis) == (day, basis)
    span = document.published_span
    assert (None if span is None else span.of(document.text)) == words


def test_metadata_that_agree_with_the_text_point_to_it(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", f"The road is open\n\nMay 4,  2005\n\n{NEWS}")
    write(tmp_path, "a.meta.yaml", "published: 2005-05-04")
    document = only(read([path]))
    assert document.published_basis == "metadata"
    assert document.published_span is not None
    assert document.published_span.of(document.text) == "May 4,  2005"


@pytest.mark.parametrize(
    ("end", "outlet"),
    [
        ("(BBC)", "BBC"),
        ("(AFP via Some News)", "AFP"),
        ("(The Lantern of Arin)", "The Lantern of Arin"),
        ("(lantern.example)", "lantern.example"),
        ("(BBC) (CNN)", "CNN"),
        ("(see below)", None),
        ("(2005)", None),
        ("(The Very Long Name Of One Small Paper)", None),
    ],
)
def test_the_outlet_in_the_last_brackets(tmp_path: Path, end: str, outlet: str | None) -> None:
    path = write(tmp_path, "a.txt", f"{NEWS.strip()} {end}")
    document = only(read([path]))
    assert document.outlet == outlet
    assert [block.role for block in document.blocks] == ["body"]
    assert only(read([path], ReadOptions(outlet="Given"))).outlet == "Given"


def test_brackets_inside_a_sentence_name_no_outlet(tmp_path: Path) -> None:
    assert only(read([write(tmp_path, "a.txt", "Two men were freed by the Front for Bread (FFB)")])).outlet is None


def test_a_folder_is_read_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.TXT", "a/.hidden.txt", ".git/x.txt", "c.pdf", "a.meta.yaml", "b.meta.yaml", "d.htm"):
        write(tmp_path, name, "" if name.endswith("yaml") else f"<p>{NEWS}" if name == "d.htm" else NEWS)
    found = [(type(item).__name__, os.path.relpath(item.path, tmp_path)) for item in read([str(tmp_path)])]
    assert found == [
        ("Document", os.path.join("a", "z.TXT")),
        ("Document", "b.txt"),
        ("Skipped", "c.pdf"),
        ("Document", "d.htm"),
    ]


def test_files_keep_the_order_given(tmp_path: Path) -> None:
    paths = [write(tmp_path, name, NEWS) for name in ("b.txt", "a.txt")]
    assert [item.path for item in read(paths)] == paths


def test_a_folder_that_links_to_itself_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "below/a.txt", NEWS)
    (tmp_path / "below" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    found = list(read([str(tmp_path)]))
    assert [type(item).__name__ for item in found] == ["Document", "Failure"]


@pytest.mark.parametrize("names", [[], ["c.pdf"], [".a.txt", "a.meta.yaml"]])
def test_an_empty_folder(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        write(tmp_path, name, "x")
    last = list(read([str(tmp_path)]))[-1]
    assert isinstance(last, Failure)
    assert last.code == "empty_folder"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "empty_file"),
        ("a.txt", b" \r\n\t \n", "empty_file"),
        ("a.txt", b"\xef\xbb\xbf\n", "empty_file"),
        ("a.txt", b"%PDF-1.4 some", "binary_file"),
        ("a.dat", b"ab\0cd", "binary_file"),
        ("a.jpg", b"\xff\xd8\xff\xe0 some", "binary_file"),
        ("a.jsonl", b"\x1f\x8b some", "damaged_archive"),
        ("a.txt", gzip.compress(NEWS.encode()), "binary_file"),
        ("a.tar.gz", gzip.compress(NEWS.encode()), "binary_file"),
        ("a.txt", "– a – b".encode() + b"\xe2\x80" + " – c".encode(), "truncated_utf8"),
        ("a.html", b"<html><body><script>go()</script></body></html>", "no_text"),
        ("a.html", b"  ", "empty_file"),
        ("a.csv", b"a,b\n1,2\n", "no_header"),
        ("a.csv", b"", "no_header"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = write(tmp_path, name, content)
    bad = failure(read([path]))
    assert (bad.path, bad.code) == (path, code)
    assert name in bad.message or code == "truncated_utf8"


def test_a_missing_file() -> None:
    assert failure(read(["/no/such/file.txt"])).code == "not_found"


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.seek(50 * options.MEGABYTE - 1)
        file.write(b"x")
    bad = failure(read([str(path)]))
    assert bad.code == "too_large"
    assert "50 MB" in bad.message
    assert "32 MB" in bad.message


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(13, "Permission denied"), "no_permission"),
        (FileNotFoundError(2, "gone"), "not_found"),
        (OSError(5, "Input/output error"), "unreadable"),
    ],
)
def test_files_that_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    paths = [write(tmp_path, name, NEWS) for name in ("a.txt", "b.txt")]
    opened = builtins.open

    def refuse(path: Any, *rest: Any, **more: Any) -> Any:
        if str(path) == paths[0]:
            raise error
        return opened(path, *rest, **more)

    monkeypatch.setattr(builtins, "open", refuse)
    first, second = read(paths)
    assert isinstance(first, Failure)
    assert first.code == code
    assert isinstance(second, Document)


def test_a_folder_that_may_not_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> list[str]:
        raise PermissionError(13, path)

    monkeypatch.setattr(os, "listdir", refuse)
    assert failure(read([str(tmp_path)])).code == "no_permission"


def test_other_languages_are_skipped_by_name(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "أعلن الجيش وقف إطلاق النار لمدة ثلاثة أيام في شمال البلاد")
    (item,) = read([path])
    assert isinstance(item, Skipped)
    assert item.code == "not_english"
    assert "Arabic (ar)" in item.message
    write(tmp_path, "a.meta.yaml", "language: en")
    assert isinstance(next(read([path])), Document)


def test_a_stated_language_is_believed(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", NEWS)
    write(tmp_path, "a.meta.yaml", "language: fr")
    (item,) = read([path])
    assert isinstance(item, Skipped)
    assert "French (fr)" in item.message


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.log", NEWS, "text/plain"),
        ("noextension", f"<!DOCTYPE html><html><body><p>{NEWS}</p></body></html>", "text/html"),
        ("a.data", f'{{"text": "{NEWS.strip()}"}}\n', "application/json"),
    ],
)
def test_an_unknown_extension_is_sniffed(tmp_path: Path, name: str, content: str, media_type: str) -> None:
    assert only(read([write(tmp_path, name, content)])).media_type == media_type


@pytest.mark.parametrize(
    ("content", "paths"),
    [(NEWS, ["-"]), (f'\n {{"id": 7, "text": "{NEWS.strip()}"}}\n{{"text": "Two men died."}}', ["-#7", "-#3"])],
)
def test_standard_input(content: str, paths: list[str]) -> None:
    found = list(read(["-"], stdin=io.BytesIO(content.encode())))
    assert [item.path for item in found] == paths
    assert all(isinstance(item, Document) for item in found)


@pytest.mark.parametrize(("stdin", "code"), [(None, "no_input"), (io.BytesIO(b""), "empty_file")])
def test_no_standard_input(stdin: io.BytesIO | None, code: str) -> None:
    assert failure(read(["-"], stdin=stdin)).code == code


def test_a_limit_applies_to_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "LIMIT", 100)
    assert failure(read(["-"], stdin=io.BytesIO(b"word " * 50))).code == "too_large"


def test_importing_the_room_is_light() -> None:
    heavy = "trafilatura lxml py3langid numpy charset_normalizer yaml feedparser warcio openpyxl".split()
    code = f"import sys, truceline.read; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
