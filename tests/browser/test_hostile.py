"""A report that tries to do something is shown as text, and does nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.browser.hostile import (
    FAILED,
    HANDLER,
    HIDDEN,
    OUTLET,
    PATH,
    SCRIPT,
    TITLE,
    assert_harmless,
    hostile_record,
    watch_dialogs,
)
from tests.factories import actor, append, at, document, event, extraction
from truceline.model.extraction import Ref
from truceline.model.records import EventRow
from truceline.record import Store


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """In place of the demonstration record."""
    return hostile_record(tmp_path / "hostile.db")


def test_the_list_of_events_shows_it_as_text(page: Page, served: Served) -> None:
    dialogs = watch_dialogs(page)
    page.goto(served.at("/events"))
    row = page.get_by_role("list", name="Events").get_by_role("listitem").first
    expect(row).to_contain_text(f"{HANDLER} brigade")
    expect(row.locator("q")).to_contain_text(SCRIPT)
    assert_harmless(page, dialogs)


def test_the_list_of_documents_shows_it_as_text(page: Page, served: Served) -> None:
    dialogs = watch_dialogs(page)
    page.goto(served.at("/documents"))
    row = page.get_by_role("list", name="Documents").get_by_role("listitem").first
    assert row.get_by_role("link").text_content() == TITLE
    expect(row).to_contain_text(OUTLET)
    page.get_by_text("1 file could not be read").click()
    expect(page.get_by_role("list", name="could not be read")).to_contain_text(FAILED)
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("combobox", name="outlet", exact=True).select_option(OUTLET)
    expect(page.get_by_text("outlet: ")).to_contain_text(OUTLET)
    assert_harmless(page, dialogs)


def test_what_is_searched_for_is_marked_and_the_rest_stays_text(page: Page, served: Served) -> None:
    dialogs = watch_dialogs(page)
    page.goto(served.at("/search?q=soldiers+OR+onerror+OR+javascript"))
    found = page.get_by_role("list", name="Found")
    expect(found.locator("mark").first).to_have_text("Soldiers")
    assert {"onerror", "javascript"} <= set(found.locator("mark").all_text_contents())
    expect(found).to_contain_text(HIDDEN)
    page.get_by_label("Words of the reports").fill(f'{SCRIPT} "{HANDLER}')
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="sentence")).to_be_visible()
    assert_harmless(page, dialogs)


def test_the_words_around_it_keep_their_order(page: Page, served: Served) -> None:
    """The override in the outlet's name does not turn the day behind it around: the day stands to its right."""
    page.goto(served.at("/search?q=soldiers"))
    line = page.get_by_role("list", name="Found").locator("p.sub").first
    place = """(line) => {
      const range = document.createRange(), after = line.querySelector("bdi").nextSibling;
      range.selectNode(line.querySelector("bdi"));
      const name = range.getBoundingClientRect();
      const text = [...line.childNodes].filter((node) => node.nodeType === 3 && /2008/.test(node.data))[0];
      range.selectNodeContents(text);
      const day = range.getBoundingClientRect();
      const at = text.data.indexOf("1 April 2008");
      const sign = (n) => (range.setStart(text, at + n), range.setEnd(text, at + n + 1), range.getBoundingClientRect().left);
      return { right: day.left >= name.right - 1 || day.top > name.top, forward: sign(0) < sign(2) && sign(2) < sign(8) };
    }"""
    assert line.evaluate(place) == {"right": True, "forward": True}


def test_its_path_stands_where_there_is_no_title(page: Page, served: Served) -> None:
    dialogs = watch_dialogs(page)
    page.goto(served.at("/search?q=boats"))
    assert page.get_by_role("list", name="Found").get_by_role("heading").text_content() == PATH
    page.goto(served.at("/documents"))
    expect(page.get_by_role("list", name="Documents").get_by_role("link", name=PATH)).to_be_visible()
    assert_harmless(page, dialogs)


def test_a_word_without_end_breaks_and_widens_no_page(page: Page, served: Served) -> None:
    word = "W" * 3000
    text = f"Fighters of the {word} clashed with police and killed 30 people."
    taking = Ref(at(text, word), "A1")
    clashed = event(text, "E1", "clashed", actors=(taking,), targets=(Ref(at(text, "police"), None),))
    report = replace(document(text, path="reports/long.txt", outlet="O" * 500), title="T" * 3000)
    with Store.open(served.record, "write") as store:
        append(store, extraction(report, actors=(actor(text, "A1", word, "military"),), events=(clashed,)))
        own = next(row.happening_id for row in store.rows(EventRow) if row.trigger == "clashed")
    page.set_viewport_size({"width": 390, "height": 844})
    for path in (f"/event/{own}", "/search?q=clashed", "/events", "/documents"):
        page.goto(served.at(path))
        expect(
            page.locator("main").get_by_text("T" * 400 if path == "/documents" else word[:400]).first
        ).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
