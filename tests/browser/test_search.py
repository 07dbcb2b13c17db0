"""Searching the words of reports, and the list of documents."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from truceline.model.text import Failure
from truceline.record import Store


def test_what_is_typed_is_found_marked_and_linked(page: Page, served: Served) -> None:
    page.goto(served.at("/search"))
    page.get_by_label("Words of the reports").fill('"Mahdi Army" OR militia* -Aceh')
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"/search\?q=%22Mahdi\+Army%22"))
    found = page.get_by_role("list", name="Found")
    expect(found.locator("mark").first).to_be_visible()
    marks = {text.casefold() for text in found.locator("mark").all_text_contents()}
    assert marks <= {"mahdi army", "militia", "militias", "militiaman", "militiamen"}
    assert "mahdi army" in marks
    expect(page.get_by_role("status").filter(has_text=re.compile(r"^\d+ sentences in \d+ documents$"))).to_be_visible()
    sentence = found.locator(".hit a").first
    words = sentence.text_content() or ""
    event = found.get_by_role("list", name="Events read from it").get_by_role("link").first
    assert re.search(r"/event/EVT-\w+$", event.get_attribute("href") or "")
    sentence.locator("mark").first.click()
    expect(page).to_have_url(re.compile(r"/document/\w+#c\d+-\d+$"))
    expect(page.locator("mark.k-aimed").first).to_be_visible()
    assert "".join(page.locator("mark.k-aimed").all_text_contents()) == words


def test_the_slash_key_goes_to_the_box_from_everywhere(page: Page, served: Served) -> None:
    page.goto(served.at("/events?outlet=Gulf+Wire"))
    expect(page.get_by_role("list", name="Events").get_by_role("listitem").first).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_label("Words of the reports")).to_be_focused()
    page.keyboard.type("mosque")
    page.keyboard.press("Enter")
    found = page.get_by_role("list", name="Found")
    expect(found.locator("mark").first).to_have_text(re.compile("mosque", re.IGNORECASE))
    assert {text.partition(",")[0] for text in found.locator("h2 + p").all_text_contents()} == {"Gulf Wire"}
    page.get_by_role("heading", name="Search").click()
    page.keyboard.press("/")
    expect(page.get_by_label("Words of the reports")).to_be_focused()


def test_wrong_syntax_is_no_error_and_nothing_found_is_said(page: Page, served: Served) -> None:
    page.goto(served.at("/search?q=%22%29+AND+%28+NEAR%2F+%3A+xyzzy"))
    expect(page.get_by_text("No sentence holds this")).to_be_visible()
    page.goto(served.at("/search?q=-truce"))
    expect(page.get_by_text("a minus alone finds nothing")).to_be_visible()


def test_by_day_the_oldest_stands_first(page: Page, served: Served) -> None:
    page.goto(served.at("/search?q=ceasefire+OR+truce"))
    page.get_by_label("order").select_option("oldest first")
    expect(page).to_have_url(re.compile("order=day"))
    expect(page.locator(".hits h2 + p").first).to_contain_text("2002")


def test_more_documents_come_when_asked_for(page: Page, served: Served) -> None:
    page.route(
        "**/api/search?**", lambda route: route.continue_(url=re.sub(r"limit=\d+", "limit=5", route.request.url))
    )
    page.goto(served.at("/search?q=said"))
    rows = page.get_by_role("list", name="Found").locator("> li")
    expect(rows).to_have_count(5)
    page.get_by_role("button", name="more documents").click()
    expect(rows).to_have_count(10)
    titles = rows.locator("h2").all_text_contents()
    assert len(set(titles)) == 10


def test_documents_with_what_was_read_and_what_was_not(page: Page, served: Served) -> None:
    with Store.open(served.record, "write") as store:
        (run, *_) = store.runs()
        store.append_failures(run, [Failure("lost.html", "undecodable", "lost.html: it is no text")])
    page.goto(served.at("/documents"))
    rows = page.get_by_role("list", name="Documents").get_by_role("listitem")
    expect(rows.first).to_contain_text("19 November 2002")
    expect(rows.first).to_contain_text(re.compile(r"\d+ events"))
    expect(page.get_by_text("19 documents")).to_be_visible()
    page.get_by_text("1 file could not be read").click()
    expect(page.get_by_role("list", name="could not be read")).to_contain_text("lost.html")
    page.goto(served.at("/documents?outlet=Gulf+Wire&until=2004-12-31"))
    expect(rows).to_have_count(2)
