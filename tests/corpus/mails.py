"""E-mails: ten makes, in the encodings and forms in which lists, services and people send reports."""

from __future__ import annotations

import email.policy
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from html import escape

from tests.corpus.label import File, Label
from tests.corpus.pages import open_graph
from tests.corpus.pdf_files import plain as plain_pdf
from tests.corpus.reports import Report
from tests.corpus.word_files import styled

_SIGNED = "\n\n-- \nTo leave this list write to list-leave@lists.example.org\n"
_POLICY = email.policy.SMTP.clone(max_line_length=78)
_WORD = "vnd.openxmlformats-officedocument.wordprocessingml.document"


def _message(report: Report, zone: str = "+0000") -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["Subject"] = report.title
    message["From"] = f"{report.outlet} <desk@news.example.org>"
    message["To"] = "readers@lists.example.org"
    message["Date"] = f"{report.day:%a, %d %b %Y} 22:15:00 {zone}"
    message["Message-ID"] = f"<{report.name}@news.example.org>"
    return message


def _label(report: Report, *beside: str) -> Label:
    return Label(
        report=report,
        title=report.title,
        outlet=report.outlet,
        day=report.day,
        basis="metadata",
        beside=(report.title, report.outlet, *beside),
    )


def _html(report: Report) -> str:
    words = "".join(f"<p>{escape(p, quote=False)}</p>" for p in report.paragraphs)
    return f"<html><body><h1>{escape(report.title)}</h1>{words}</body></html>"


def _with_text(report: Report, charset: str, encoding: str, zone: str = "+0000") -> EmailMessage:
    message = _message(report, zone)
    body = report.text.encode(charset, "replace").decode(charset)
    message.set_content(body, charset=charset, cte=encoding)
    return message


def quoted_utf8(report: Report) -> tuple[EmailMessage, tuple[Label, ...]]:
    """Plain text in UTF-8, quoted-printable; late in the evening west of Greenwich."""
    return _with_text(report, "utf-8", "quoted-printable", "-0500"), (_label(report),)


def base64_utf8(report: Report) -> tuple[EmailMessage, tuple[Label, ...]]:
    """Plain text in UTF-8, base64, with the footer of a mailing list."""
    message = _message(report, "+0300")
    message.set_content(report.text + _SIGNED, charset="utf-8", cte="base64")
    return message, (_label(report, _SIGNED),)


def quoted_windows(report: Report) -> tuple[EmailMessage, tuple[Label, ...]]:
    """Plain text in Windows' encoding of Western Europe."""
    return _with_text(report, "windows-1252", "quoted-printable"), (_label(report),)


def latin(report: Report) -> tuple[EmailMessage, tuple[Label, ...]]:
    """Plain text in Latin-1, 8 bits, which has no curly quotes and no dashes: a report in which they became plain."""
    table = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "—": "-", "–": "-"})
    plain = replace(report, paragraphs=tuple(p.translate(table) for p in report.paragraphs))
    return _with_text(plain, "iso-8859-1", "8bit"), (_label(plain),)


def html_alone(report: Report) -> tuple[EmailMessage, tuple[Label, ...]]:
    """HTML and nothing else."""
    message = _message(report)
    message.set_content(_html(report), subtype="html", charset="utf-8", cte="quoted-printable")
    return message, (_label(report),)


def both_forms(report: Report) -> tuple[EmailMessage, tuple[Label, ...]]:
    """Plain text and the same as HTML, with a picture within."""
    message = _with_text(report, "utf-8", "quoted-printable")
    message.add_alternative(_html(report) + '<img src="cid:logo">', subtype="html")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    return message, (_label(report),)


def hollow_plain(report: Report) -> tuple[EmailMessage, tuple[Label, ...]]:
    """A plain form that only says to look at the other one."""
    message = _message(report)
    message.set_content("Your program cannot show this message.")
    message.add_alternative(_html(report), subtype="html")
    return message, (_label(report),)


def forwarded(report: Report) -> tuple[EmailMessage, tuple[Label, ...]]:
    """A message that forwards the report as an attachment, two days later."""
    inner, labels = quoted_utf8(report)
    outer = _message(replace(report, title="FW: for your files", day=report.day + timedelta(days=2)))
    outer.replace_header("From", "Ana Petrov <ana@ngo.example.org>")
    note = "Please see the attached report, which should go into the file of the week."
    outer.set_content(note)
    outer.add_attachment(inner)
    around = replace(report, name=f"note-{report.name}", title="FW: for your files", paragraphs=(note,))
    own = replace(_label(around), outlet="Ana Petrov", day=report.day + timedelta(days=2))
    return outer, (own, replace(labels[0], path="!part 1"))


def with_pdf(report: Report) -> tuple[EmailMessage, tuple[Label, ...]]:
    """The report as a PDF, whose day is that of its own date line; a few words with it."""
    content, label = plain_pdf(report)
    outer, own = _covering(report)
    outer.add_attachment(content, maintype="application", subtype="pdf", filename="report.pdf")
    return outer, (own, replace(label, path="!report.pdf"))


def with_two(report: Report) -> tuple[EmailMessage, tuple[Label, ...]]:
    """The report as a Word file and as a page, and a signature that is passed over."""
    outer, own = _covering(report)
    word, first = styled(report)
    page, second = open_graph(report)
    outer.add_attachment(word, maintype="application", subtype=_WORD, filename="Bericht №1.docx")
    outer.add_attachment(page.encode(), maintype="text", subtype="html", filename="report.html")
    outer.add_attachment(b"signed", maintype="application", subtype="pgp-signature", filename="sign.asc")
    return outer, (own, replace(first, path="!Bericht №1.docx"), replace(second, path="!report.html"))


def _covering(report: Report) -> tuple[EmailMessage, Label]:
    later = replace(
        report, name=f"note-{report.name}", title="Documents for the meeting", day=report.day + timedelta(days=9)
    )
    note = "The documents for our meeting on the situation are attached to this message, as you asked."
    message = _message(later)
    message.set_content(note)
    return message, _label(replace(later, paragraphs=(note,)))


Make = Callable[[Report], tuple[EmailMessage, tuple[Label, ...]]]
MAKES: tuple[Make, ...] = (
    quoted_utf8, base64_utf8, quoted_windows, latin, html_alone, both_forms, hollow_plain, forwarded, with_pdf, with_two,
)  # fmt: skip


def mail_files(reports: Sequence[Report], each: int) -> list[File]:
    """`each` files of every make, over all reports in turn."""
    made = []
    for number, make in enumerate(MAKES):
        for turn in range(each):
            message, labels = make(reports[(number + turn * 11) % len(reports)])
            made.append(File(name=f"mail-{make.__name__}-{turn}.eml", content=message.as_bytes(), documents=labels))
    return made
