"""The map: honest precision, the filter, and the table that says the same."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served

MAP = "Map of what happened; the table says the same"


def number(words: str) -> int:
    found = re.search(r"[\d,]+", words)
    assert found
    return int(found.group().replace(",", ""))


def test_the_map_draws_and_says_what_it_leaves_out(page: Page, served: Served) -> None:
    page.goto(served.at("/map"))
    expect(page.get_by_role("region", name=MAP).locator("canvas")).to_be_visible()
    expect(page.get_by_text("only what is told as a fact")).to_be_visible()
    rest = page.get_by_role("group", name="Not on the map").get_by_role("link", name="without a place")
    expected = number(rest.inner_text())
    rest.click()
    expect(page).to_have_url(re.compile(r"placed=none"))
    expect(page.get_by_text(f"{expected:,} events, each with all its reports")).to_be_visible()


def test_a_country_is_in_the_panel_and_sets_the_filter(page: Page, served: Served) -> None:
    page.goto(served.at("/map"))
    panel = page.get_by_role("complementary")
    panel.get_by_role("button", name="Iraq").click()
    expect(panel.get_by_role("heading", name="Iraq")).to_be_visible()
    panel.get_by_role("button", name="Only Iraq").click()
    expect(page).to_have_url(served.at("/map?country=IRQ"))
    expect(panel.get_by_text("Indonesia")).to_have_count(0)


def test_a_click_on_a_town_opens_its_events(page: Page, served: Served) -> None:
    page.goto(served.at("/map?place=Tokyo"))
    canvas = page.get_by_role("region", name=MAP).locator("canvas")
    expect(page.get_by_text("1 event at 1 place;")).to_be_visible()
    panel = page.get_by_role("complementary")
    box = canvas.bounding_box()
    assert box
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for _ in range(40):  # until it is drawn; the only town stands in the middle
        page.mouse.click(*middle)
        if panel.get_by_role("heading", name="Tokyo").count():
            break
        page.wait_for_timeout(250)
    expect(panel.get_by_text("somewhere within about 10 km")).to_be_visible()
    expect(panel.get_by_role("link", name="The event in the list")).to_have_attribute(
        "href", re.compile(r"place=Tokyo&status=asserted%2Cbackground&country=JPN")
    )


def test_a_box_is_chosen_by_shift_and_drag(page: Page, served: Served) -> None:
    page.goto(served.at("/map"))
    box = page.get_by_role("region", name=MAP).locator("canvas").bounding_box()
    assert box
    for _ in range(40):  # until it listens
        page.keyboard.down("Shift")
        page.mouse.move(box["x"] + 300, box["y"] + 150)
        page.mouse.down()
        page.mouse.move(box["x"] + 500, box["y"] + 300, steps=4)
        page.mouse.up()
        page.keyboard.up("Shift")
        if "box=" in page.url:
            break
        page.wait_for_timeout(250)
    expect(page).to_have_url(re.compile(r"box=-?[\d.]+%2C-?[\d.]+%2C-?[\d.]+%2C-?[\d.]+"))
    page.get_by_role("button", name="All of it again").click()
    expect(page).to_have_url(served.at("/map"))


def test_the_table_says_the_same(page: Page, served: Served) -> None:
    page.goto(served.at("/map"))
    page.get_by_role("button", name="Table").click()
    table = page.get_by_role("table")
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Aceh", exact=True))
    expect(row).to_contain_text("only the province")
    expected = number(row.get_by_role("cell").last.inner_text())
    row.get_by_role("link").click()
    expect(page.get_by_text(re.compile(rf"^{expected} events?, each"))).to_be_visible()


def test_without_webgl_the_table_is_there(page: Page, served: Served) -> None:
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(served.at("/map"))
    expect(page.get_by_text("This browser cannot draw the map")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Basra").first).to_be_visible()
