"""The list of events, its filter and the address that holds it."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Served


def test_the_list_shows_who_did_what_with_the_passage(page: Page, served: Served) -> None:
    page.goto(served.at("/events?words=soldiers"))
    row = page.get_by_role("list", name="Events").get_by_role("listitem").first
    expect(row.locator("q")).not_to_be_empty()
    assert row.locator("mark").inner_text() in row.locator("q").inner_text()


def test_the_filter_stands_in_the_address(page: Page, served: Served) -> None:
    page.goto(served.at("/events"))
    page.get_by_role("button", name="Filter").click()
    page.get_by_label("kind").select_option("air_strike")
    expect(page).to_have_url(served.at("/events?type=air_strike"))
    found = page.get_by_role("list", name="Events")
    expect(found).to_contain_text("air strike")
    expect(found).not_to_contain_text("abduction")
    page.get_by_role("button", name="Take the filter “kind” away").click()
    expect(page).to_have_url(served.at("/events"))


def test_an_empty_list_says_why(page: Page, served: Served) -> None:
    page.goto(served.at("/events?since=1950-01-01&until=1950-12-31"))
    expect(page.get_by_text("No event meets this filter")).to_be_visible()


def test_keys_are_explained(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("show the keys")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()


def test_what_says_that_the_page_is_opening_goes_away(page: Page) -> None:
    expect(page.get_by_role("heading", name="Review")).to_be_visible()
    expect(page.get_by_text("Opening the record")).to_have_count(0)


def test_a_view_that_loads_slowly_does_not_come_after_the_next(page: Page, served: Served) -> None:
    slow: list[Route] = []
    page.route("**/page/Queue-*.js", lambda route: slow.append(route))
    page.goto(served.at("/queue"))
    page.get_by_role("link", name="People").click()
    expect(page.get_by_role("heading", name="People")).to_be_visible()
    assert slow, "the queue is a script of its own"
    for route in slow:
        route.continue_()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", name="People")).to_be_visible()
