"""Messages: body, headers, attachments."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.unit.made_files import NEWS, SHELLS, TALKS, documents, mail, outcome, page, write
from truceline.model.text import Failure
from truceline.read import read


def test_a_plain_message(tmp_path: Path) -> None:
    message = mail()
    message.set_content(NEWS)
    path = write(tmp_path, "a.eml", message.as_bytes())
    (document,) = documents(path)
    assert document.path == path
    assert document.text.strip() == NEWS
    assert (document.title, document.outlet, document.media_type) == (
        "Shells in the south",
        "The Lantern",
        "text/plain",
    )
    assert (document.published, document.published_basis) == (date(2005, 5, 4), "metadata")


def test_the_way_a_message_took_makes_no_other_document(tmp_path: Path) -> None:
    message = mail()
    message.set_content(NEWS)
    (one,) = documents(write(tmp_path, "a.eml", message.as_bytes()))
    (two,) = documents(write(tmp_path, "b.eml", b"Received: from x by y\r\n" + message.as_bytes()))
    message.replace_header("Subject", "Another")
    (three,) = documents(write(tmp_path, "c.eml", message.as_bytes()))
    assert one.id == two.id != three.id


def test_headers_and_bodies_in_other_encodings(tmp_path: Path) -> None:
    raw = (
        b"From: =?iso-8859-1?Q?Caf=E9_News?= <a@b.example>\r\nSubject: =?utf-8?B?4oCcU2hlbGxz4oCd?=\r\n =?utf-8?Q?_fall?=\r\n"
        b"Date: 4 May 2005 10:00 GMT\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=windows-1252\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\nThe \x93caf=E9=94 in the town was shelled on Monday, the po=\r\nlice said there.\r\n"
    ).replace(b"\x93", b"=93")
    (document,) = documents(write(tmp_path, "a.eml", raw))
    assert document.text.strip() == "The “café” in the town was shelled on Monday, the police said there."
    assert (document.title, document.outlet, document.published) == ("“Shells” fall", "Café News", date(2005, 5, 4))


def test_the_plain_form_unless_it_says_too_little(tmp_path: Path) -> None:
    message = mail()
    message.set_content(NEWS)
    message.add_alternative(f"<p>{NEWS}</p><p>Read more</p>", subtype="html")
    assert [d.text.strip() for d in documents(write(tmp_path, "a.eml", message.as_bytes()))] == [NEWS]
    message = mail()
    message.set_content("Open this message in a browser.")
    message.add_alternative(f"<table><tr><td>{NEWS}<td>{SHELLS}</table>", subtype="html")
    (document,) = documents(write(tmp_path, "b.eml", message.as_bytes()))
    assert (document.text, document.media_type) == (f"{NEWS}\n\n{SHELLS}", "text/html")


def test_attachments_are_documents_of_their_own(tmp_path: Path) -> None:
    inner = mail("Inner", "Harbour News <h@h.example>")
    inner.set_content(TALKS)
    message = mail()
    message.set_content(NEWS)
    message.add_attachment(SHELLS.encode(), maintype="application", subtype="octet-stream", filename="étude.txt")
    message.add_attachment(page(SHELLS, "A page").encode(), maintype="text", subtype="html", filename="../r")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(b"abc", maintype="application", subtype="x-tar", filename="a.tar")
    message.add_attachment(inner)
    path = write(tmp_path, "a.eml", message.as_bytes())
    assert outcome(path) == [
        ("Document", ""),
        ("Document", "!étude.txt"),
        ("Document", "!../r"),
        ("unknown_format", "!a.tar"),
        ("Document", "!part 4"),
    ]
    found = [item for item in read([path]) if not isinstance(item, Failure)]
    attached, forwarded = found[1], found[4]
    assert getattr(attached, "published", None) is None
    assert (getattr(forwarded, "outlet", None), getattr(forwarded, "title", None)) == ("Harbour News", "Inner")


def test_a_side_file_beside_a_message(tmp_path: Path) -> None:
    message = mail(sender="desk@lantern.example")
    message.set_content(NEWS)
    path = write(tmp_path, "a.eml", message.as_bytes())
    assert documents(path)[0].outlet is None
    write(tmp_path, "a.meta.yaml", "outlet: The Lantern\npublished: 2005-05-01")
    assert (documents(path)[0].outlet, documents(path)[0].published) == ("The Lantern", date(2005, 5, 1))


@pytest.mark.parametrize(
    "date_header", ["", "Date: not a day\r\n", "Date: Mon, 99 Foo 2005\r\n", "Date: " + "9" * 500 + "\r\n"]
)
def test_an_unclear_date_is_unknown(tmp_path: Path, date_header: str) -> None:
    raw = f"From: A <a@b.example>\r\n{date_header}MIME-Version: 1.0\r\n\r\n{NEWS}\r\n"
    (document,) = documents(write(tmp_path, "a.eml", raw))
    assert (document.published, document.published_basis) == (None, "unknown")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty_file"),
        (b"Subject: x\r\nFrom: y\r\n\r\n \r\n", "no_text"),
        (b"Content-Type: multipart/mixed\r\n\r\nx", "no_text"),
    ],
)
def test_messages_without_words(tmp_path: Path, raw: bytes, code: str) -> None:
    path = write(tmp_path, "a.eml", raw)
    assert outcome(path) == [(code, "")]


def test_a_message_with_nothing_but_attachments(tmp_path: Path) -> None:
    message = EmailMessage()
    message.add_attachment(NEWS.encode(), maintype="text", subtype="plain", filename="a.txt")
    assert outcome(write(tmp_path, "a.eml", message.as_bytes())) == [("Document", "!a.txt")]


def test_a_broken_part_does_not_stop_the_rest(tmp_path: Path) -> None:
    message = mail()
    message.set_content(NEWS)
    message.add_attachment(b"not a zip", maintype="application", subtype="zip", filename="a.zip")
    message.add_attachment(SHELLS.encode(), maintype="text", subtype="plain", filename="b.txt")
    path = write(tmp_path, "a.eml", message.as_bytes().replace(b"utf-8", b"utf-99"))
    assert outcome(path) == [("Document", ""), ("damaged_archive", "!a.zip"), ("Document", "!b.txt")]
