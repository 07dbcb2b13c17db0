"""The timeline: bars, days chosen by dragging, numbers as a table and a file."""

from __future__ import annotations

import csv
import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served

BARS = "Bars of events; the table has the numbers"


def test_what_is_not_sharp_is_counted_and_not_drawn(page: Page, served: Served) -> None:
    page.goto(served.at("/timeline"))
    expect(page.get_by_role("img", name=BARS)).to_be_visible()
    expect(page.get_by_role("group", name="Not drawn")).to_contain_text("told only as before the report")
    page.get_by_role("button", name="Show them by the day of the first report").click()
    expect(page).to_have_url(served.at("/timeline?by=reported"))
    expect(page.get_by_text("Every event is in the bars")).to_be_visible()


def test_dragging_chooses_days(page: Page, served: Served) -> None:
    page.goto(served.at("/timeline"))
    box = page.get_by_role("img", name=BARS).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 100, steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"since=200[3-5]-\d\d-\d\d&until=200[4-6]-\d\d-\d\d"))
    expect(page.get_by_text("from: 200")).to_be_visible()


def test_a_bar_leads_to_its_events(page: Page, served: Served) -> None:
    page.goto(served.at("/timeline?since=2004-08-01&until=2004-08-31&per=month"))
    box = page.get_by_role("img", name=BARS).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] - 60)
    expect(page).to_have_url(re.compile(r"/events\?since=2004-08-01&until=2004-08-31&status=asserted%2Cbackground"))


def test_the_table_and_the_file_hold_the_same_numbers(page: Page, served: Served) -> None:
    page.goto(served.at("/timeline?per=year&as=table"))
    table = page.get_by_role("table").first
    expect(table).to_contain_text("2004")
    shown = [row.inner_text().split("\t") for row in table.get_by_role("row").all()[1:]]
    with page.expect_download() as kept:
        page.get_by_role("link", name="Download the numbers").click()
    assert kept.value.suggested_filename == "timeline-by-year.csv"
    with kept.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:3] == ["first_day", "last_day", "happenings"]
    years = [row for row in rows[1:] if row[1]]
    assert [(row[0][:4], row[2]) for row in years] == [(row[0].removeprefix("in "), row[1]) for row in shown]
    apart = {row[0]: int(row[2]) for row in rows[1:] if not row[1]}
    assert apart["before the report"] > 0


def test_a_row_for_each_kind(page: Page, served: Served) -> None:
    page.goto(served.at("/timeline"))
    page.get_by_label("stacked by").select_option("kind")
    expect(page).to_have_url(served.at("/timeline?stack=kind"))
    expect(page.get_by_role("img", name=BARS)).to_contain_text("armed attack")


def test_a_ceasefire_that_broke_down_is_not_drawn_as_going_on(page: Page, served: Served) -> None:
    page.goto(served.at("/timeline"))
    expect(page.locator("figure svg text", has_text="× humanitarian pause")).to_be_visible()
    page.get_by_role("button", name="Table").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="humanitarian pause"))
    expect(row).to_contain_text("it did: see the ceasefire")
    expect(row).to_contain_text("broken down")
