"""The actor network: ties, their events, and who is left out."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served


def test_the_network_draws_and_says_whom_it_leaves_out(page: Page, served: Served) -> None:
    page.goto(served.at("/network"))
    expect(page.get_by_role("img", name=re.compile("Network of")).locator("canvas").first).to_be_visible()
    expect(page.get_by_text("are not drawn")).to_be_visible()


def test_a_tie_leads_to_the_events_between_the_two(page: Page, served: Served) -> None:
    page.goto(served.at("/network"))
    panel = page.get_by_role("complementary")
    panel.get_by_role("button", name="Mahdi Army men").first.click()
    expect(panel.get_by_role("heading", level=2)).to_contain_text("Soldiers")
    panel.get_by_role("link", name="The event in the list").click()
    expect(page).to_have_url(re.compile(r"actor=ACT-\w+&other=ACT-\w+&type=\w+"))
    expect(page.get_by_text("1 event, each")).to_be_visible()
    expect(page.get_by_text("and with: Soldiers")).to_be_visible()


def test_an_actor_sets_the_filter(page: Page, served: Served) -> None:
    page.goto(served.at("/network"))
    panel = page.get_by_role("complementary")
    panel.get_by_role("button", name="Moqtada al-Sadr", exact=True).click()
    expect(panel.get_by_text(re.compile(r"person, IRQ; \d+ events? in the record"))).to_be_visible()
    panel.get_by_role("button", name="Only this actor").click()
    expect(page).to_have_url(re.compile(r"/network\?actor=ACT-"))
    expect(page.get_by_text("actor: Moqtada al-Sadr")).to_be_visible()


def test_ties_are_chosen_by_kind_and_number(page: Page, served: Served) -> None:
    page.goto(served.at("/network?as=table"))
    expect(page.get_by_role("cell", name="acts together").first).to_be_visible()
    before = page.get_by_role("row").count()
    page.get_by_label("acts together").uncheck()
    expect(page).to_have_url(re.compile(r"bonds=fights%2Ctalks"))
    expect(page.get_by_role("cell", name="acts together")).to_have_count(0)
    assert 1 < page.get_by_role("row").count() < before
    page.get_by_label("How many ties to show").fill("10")
    expect(page.get_by_text(re.compile(r"^10 ties of .*weaker ties? left out"))).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(11)
