"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest

from truceline.errors import ReadError
from truceline.read.decode import decode, decode_page, decode_row

TEXT = "The “truce” at Café Sîwan held – two men, €5 in hand, said so.\r\nNobody fired.\n"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "utf-32-le", "cp1252"],
)
def test_the_text_is_kept_exactly(raw: bytes) -> None:
    assert decode(raw, "a.txt") == TEXT


def test_another_old_encoding_is_guessed() -> None:
    russian = "В результате обстрела города погибли шесть человек, сообщили врачи. " * 5
    assert decode(russian.encode("cp1251"), "a.txt") == russian


@pytest.mark.parametrize("cut", [1, 2])
def test_a_cut_last_character_loses_nothing_else(cut: int) -> None:
    raw = "Ten men were freed at the crossing – €".encode()[:-cut]
    assert decode(raw, "a.txt") == "Ten men were freed at the crossing – \ufffd"


def test_utf8_broken_inside_is_refused_with_the_place() -> None:
    raw = "First line – fine.\nSecond – li".encode() + b"\xe2\x80" + " ne – of text.".encode()
    with pytest.raises(ReadError, match=r"line 2") as caught:
        decode(raw, "a.txt")
    assert caught.value.code == "truncated_utf8"


@pytest.mark.parametrize(
    "raw", [b"%PDF-1.7 etc", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0JFIF", b"PK\x03\x04rest", b"text\0with\0nul"]
)
def test_binary_files_are_refused_with_advice(raw: bytes) -> None:
    with pytest.raises(ReadError, match="plain text") as caught:
        decode(raw, "scan.bin")
    assert caught.value.code == "binary_file"
    assert "scan.bin" in caught.value.message


def test_a_page_is_decoded_as_it_declares() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Привет</body></html>'
    assert "Привет" in decode_page(page.encode("cp1251"), "a.html")


@pytest.mark.parametrize("name", ["no-such-code", "utf-8"])
def test_a_false_declaration_is_overruled(name: str) -> None:
    page = f'<html><head><meta charset="{name}"></head><body>caf\xe9 open</body></html>'
    assert "café" in decode_page(page.encode("cp1252"), "a.html")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("é".encode(), "é"),
        (b"caf\xe9 \x93x\x94", "café “x”"),
        (b"a\x81b", "a\ufffdb"),
        ("ééé".encode() + b"\xe9", "ééé\ufffd"),
    ],
)
def test_rows_are_decoded_one_by_one(raw: bytes, text: str) -> None:
    assert decode_row(raw) == text
