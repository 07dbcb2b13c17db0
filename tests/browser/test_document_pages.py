"""The pages of a PDF in the workbench: a quiet sign where one begins, and the page beside the words of a cell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.factories import TEXT, append, basra
from truceline.model.records import EventRow
from truceline.record import Store


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "paged.db"
    one = basra("report.pdf")
    pages = (0, TEXT.index("shelling"), TEXT.index("The deal"))
    with Store.open(path, "create") as store:
        append(store, replace(one, document=replace(one.document, pages=pages)))
    return path


def test_pages_are_shown_and_are_no_words_of_the_report(page: Page, served: Served) -> None:
    with Store.open(served.record) as store:
        event = next(iter(store.rows(EventRow, type="shelling")))
    page.goto(served.at(f"/document/{event.document_id}?row={event.id}&cell=trigger"))
    starts = page.locator(".text .page-start")
    expect(starts).to_have_count(3)
    shown = starts.evaluate_all("all => all.map((one) => getComputedStyle(one, '::before').content)")
    assert [words.replace('"', "").strip() for words in shown] == ["page 1", "page 2", "page 3"]
    assert page.locator(".text [data-start]").all_text_contents() == [TEXT]
    expect(page.locator(".panel [data-field=trigger] blockquote footer").first).to_contain_text("page 2")
