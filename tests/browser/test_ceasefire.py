"""The view of one ceasefire: its life line, the slider over what was known when, and the words behind each cell."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served

MOST = 5  # reports on one ceasefire in the demonstration record


def open_one(page: Page, served: Served) -> None:
    """Open the ceasefire that most reports tell of."""
    page.goto(served.at("/ceasefires"))
    rows = page.get_by_role("list", name="Ceasefires").get_by_role("listitem")
    rows.filter(has_text=f"{MOST} reports").first.get_by_role("link").click()
    expect(page.get_by_role("img", name="Life line")).to_be_visible()


def test_the_slider_goes_back_to_what_was_known(page: Page, served: Served) -> None:
    open_one(page, served)
    accounts = page.locator("section", has_text="What each report says").get_by_role("row")
    expect(accounts).to_have_count(MOST + 1)
    slider = page.get_by_role("slider", name="as known on")
    slider.focus()
    slider.press("Home")
    expect(accounts).to_have_count(2)
    assert "on=" in page.url
    expect(page.locator("output")).to_contain_text(f"day 1 of {MOST}")
    slider.press("End")
    expect(accounts).to_have_count(MOST + 1)
    assert "on=" not in page.url


def test_the_list_says_what_the_reports_leave_open(page: Page, served: Served) -> None:
    page.goto(served.at("/ceasefires?type=shelling"))
    row = page.get_by_role("list", name="Ceasefires").get_by_role("listitem").filter(has_text=f"{MOST} reports").first
    expect(row).to_contain_text("from 1–9 December 2002")
    expect(row).to_contain_text("last told broken down")
    expect(page.get_by_text("not used here")).to_be_visible()  # ceasefires have no kind of event


def test_how_long_a_term_gives_is_said_in_words(page: Page, served: Served) -> None:
    open_one(page, served)
    expect(page.get_by_text("within 5 months, from when is not said")).to_be_visible()


def test_every_party_leads_to_its_words(page: Page, served: Served) -> None:
    open_one(page, served)
    party = page.locator("dl.facts").get_by_role("button").first
    party.click()
    panel = page.get_by_role("complementary", name="Cells and their passages")
    expect(panel.locator("[aria-current] .value")).not_to_be_empty()
    expect(panel.locator("[aria-current] mark").first).not_to_be_empty()
    page.keyboard.press("Escape")
    expect(panel).not_to_be_visible()
    expect(party).to_be_focused()
