"""The corpus: 200 files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from tests.corpus.broken import broken_files
from tests.corpus.gathered import gathered_files
from tests.corpus.label import File
from tests.corpus.mails import mail_files
from tests.corpus.pages import html_files
from tests.corpus.pdf_files import pdf_files
from tests.corpus.reports import reports
from tests.corpus.word_files import word_files


@cache
def files() -> tuple[File, ...]:
    """All files: 50 PDFs, 45 pages, 25 Word files, 30 e-mails, 14 web archives, 14 feeds, books and ZIPs, 22 broken."""
    told = reports()
    made = (
        *pdf_files(told, 5),
        *html_files(told, 5),
        *word_files(told, 5),
        *mail_files(told, 3),
        *gathered_files(told),
        *broken_files(told),
    )
    return tuple(sorted(made, key=lambda file: file.name))


def write_all(folder: Path) -> None:
    """Writes the files and their side files."""
    for file in files():
        (folder / file.name).write_bytes(file.content)
        if file.side:
            side = (folder / file.name).with_suffix(".meta.yaml")
            side.write_text(yaml.safe_dump(file.side, allow_unicode=True), "utf-8")
