"""Pages that a browser printed as PDF: how many reports come into an archive. Needs a Chromium on the machine."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.browser.conftest import chromium
from tests.corpus.label import Label, likeness
from tests.corpus.pages import MAKES
from tests.corpus.reports import Report, reports
from truceline.model.text import Document
from truceline.read import read

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="there is no Chromium on this machine"),
]

COLUMNS = "<style>article { columns: 2; hyphens: auto; text-align: justify } h1 { column-span: all; text-align: left }</style>"


def printed(pages: Sequence[tuple[Path, str]]) -> None:
    """Prints pages to PDFs, without a network."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(java_script_enabled=False)
        for path, content in pages:
            page.set_content(content)
            page.pdf(path=str(path), format="A5", display_header_footer=True)
        browser.close()


def test_what_a_browser_prints_is_read(tmp_path: Path) -> None:
    """The report is whole and in order; menus and comments, which a browser prints too, stand beside it.

    A word of a line of capitals that is set tight to both edges may run into the next one: one or two of 77 words.
    """
    made: list[tuple[Path, str]] = []
    labels: dict[str, tuple[Report, Label]] = {}
    for number, make in enumerate(MAKES):
        for columns in ("", COLUMNS):
            report = reports()[number + (9 if columns else 0)]
            page, label = make(report)
            path = tmp_path / f"{make.__name__}-{'two' if columns else 'one'}.pdf"
            made.append((path, page.replace("</head>", f"{columns}</head>").replace("</HEAD>", f"{columns}</HEAD>")))
            labels[path.name] = report, label
    with ThreadPoolExecutor(1) as beside:  # another test may have left a browser's loop in this thread
        beside.submit(printed, made).result()
    found = {Path(item.path).name: item for item in read([str(tmp_path)]) if isinstance(item, Document)}
    assert set(found) == set(labels)
    wrong = {}
    for name, (_, label) in labels.items():
        alike = likeness(found[name], label)
        if alike.recall < 0.97 or not alike.ordered:
            wrong[name] = alike
    assert wrong == {}
    days = [found[name].published for name in labels if "dated_in_words" in name]
    assert days == [report.day for name, (report, _) in labels.items() if "dated_in_words" in name]
