"""The dossier on screen and on paper: it fits, a number leads to its passage, and each number on paper has its sentence."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from truceline.model.filters import Filter
from truceline.publish.dossier.page import write_dossier
from truceline.publish.dossier.scope import scope
from truceline.record import Store

KEPT = os.environ.get("TRUCELINE_SCREENSHOTS")  # the folder of `make screenshots`
AUGUST = Filter(since=date(2004, 8, 1), until=date(2004, 8, 31), country="IRQ")
REFERENCE = r"(?<!\d)(\d+)\.(\d+)(?!\d)"


@pytest.fixture
def dossier(record: Path, tmp_path: Path) -> Path:
    with Store.open(record) as store:
        write_dossier(store, tmp_path / "d.html", generated="1 May 2008", scope=scope(store, AUGUST))
    return tmp_path / "d.html"


@pytest.fixture(params=[(1280, 800), (390, 844)], ids=["wide", "narrow"])
def opened(request: pytest.FixtureRequest, browser: Browser, dossier: Path) -> Iterator[Page]:
    width, height = request.param
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.goto(dossier.as_uri())
        yield page
        assert said == []


def test_it_fits_and_a_number_of_the_summary_shows_the_words_behind_it(opened: Page, tmp_path: Path) -> None:
    wide = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "the page scrolls sideways"
    expect(opened.locator(".scope")).to_contain_text("A part of a record")
    if KEPT and opened.viewport_size and opened.viewport_size["width"] == 1280:
        opened.locator("#summary").scroll_into_view_if_needed()
        opened.screenshot(path=Path(KEPT).parent / "dossier" / "summary.png")
    sentence = opened.locator("#summary .told-line", has_text="killed").first
    sentence.locator(".refs a").first.click()
    expect(opened.locator("#panel blockquote mark").first).to_be_visible()


def test_on_paper_every_number_stands_before_its_passage(browser: Browser, dossier: Path, tmp_path: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(dossier.as_uri())
        page.emulate_media(media="print")
        colours = page.evaluate("[...document.querySelectorAll('body, main, table, .badge, .m, .scope')]"
                                ".map((e) => getComputedStyle(e).backgroundColor)")  # fmt: skip
        assert set(colours) <= {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}
        quoted = page.evaluate("[...document.querySelectorAll('[data-r]')].filter((e) => e.offsetParent !== null)"
                               ".map((e) => e.dataset.r).join(' ')")  # fmt: skip
        printed = page.evaluate("[...document.querySelectorAll('.pn.cited')].filter((e) => e.offsetParent !== null)"
                                ".map((e) => e.textContent)")  # fmt: skip
        cited = {".".join(parts) for parts in re.findall(REFERENCE, quoted)}
        assert len(cited) > 50
        assert cited <= set(printed)
        if KEPT:
            page.set_viewport_size({"width": 794, "height": 1000})  # A4 at 96 dots an inch
            page.evaluate("document.body.style.padding = '40px 64px'")  # the margins of the paper
            page.evaluate("document.querySelector('#ceasefires').scrollIntoView()")
            page.screenshot(path=Path(KEPT).parent / "dossier" / "paper.png")
        page.pdf(path=tmp_path / "d.pdf", format="A4", prefer_css_page_size=False)
    reader = PdfReader(tmp_path / "d.pdf")
    pages = [sheet.extract_text() for sheet in reader.pages]
    assert all(f"{n} / {len(pages)}" in " ".join(text.split()) for n, text in enumerate(pages, 1))
    assert all("Conflict and ceasefires: in August 2004, Iraq" in " ".join(text.split()) for text in pages)
    assert "Contents" in pages[0]
    assert "Situation summary" in pages[1]
    assert "Passages" in "".join(pages)
