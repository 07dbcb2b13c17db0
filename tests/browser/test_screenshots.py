"""Every view as a person sees it: it fits, it is not empty, and `make screenshots` keeps the pictures for the docs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Served
from truceline.record import Store

KEPT = os.environ.get("TRUCELINE_SCREENSHOTS")  # a folder
KEPT_NARROW = ("queue", "ceasefire", "document")
_WIDEST = "SELECT {} FROM {} GROUP BY 1 ORDER BY count(DISTINCT document_id) DESC, count(*) DESC, 1 LIMIT 1"


@dataclass(frozen=True)
class View:
    """A view: where it is, what must be seen before the picture is taken, and what is done before."""

    path: str
    seen: str
    act: Callable[[Page], None] = lambda page: None


def _open_batch(page: Page) -> None:
    page.get_by_role("button", name="10 items").click()
    page.get_by_role("group", name="Decide").wait_for()


def _open_cell(page: Page) -> None:
    page.locator("main button.cell").first.click()
    page.get_by_role("complementary", name="Cells and their passages").wait_for()


VIEWS = {
    "queue": View("/queue", "main h2", _open_batch),
    "events": View("/events", "main q mark"),
    "event": View("/event/{event}", "main svg"),
    "event-cells": View("/event/{event}", "main svg", _open_cell),
    "ceasefires": View("/ceasefires", "main q"),
    "ceasefire": View("/ceasefire/{ceasefire}", ".lifeline svg"),
    "map": View("/map", "main canvas"),
    "timeline": View("/timeline", "main svg"),
    "network": View("/network", "main canvas"),
    "documents": View("/documents", "main li a"),
    "document": View("/document/{document}", "main mark"),
    "search": View("/search?q=ceasefire", "main mark"),
    "people": View("/people", "main h2"),
}


@pytest.fixture
def ids(served: Served) -> dict[str, str]:
    """The happening, the ceasefire and the document of which there is most to see."""
    with Store.open(served.record) as store:
        return {
            "event": next(store.select(_WIDEST.format("happening_id", "event")))[0],
            "ceasefire": next(store.select(_WIDEST.format("canonical_id", "ceasefire")))[0],
            "document": next(store.select("SELECT document_id FROM figure GROUP BY 1 ORDER BY count(*) DESC, 1"))[0],
        }


@pytest.fixture(params=[("light", 1280, 720), ("dark", 390, 844)], ids=["wide", "narrow"])
def opened(request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[Page]:
    """The workbench at 1280x720 in light and at 390x844 in dark colours."""
    scheme, width, height = request.param
    with browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(served.door.address)
        page.get_by_label("coder").fill("ana")
        page.get_by_label("coder").press("Enter")
        yield page


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_fits_and_shows_something(
    name: str, opened: Page, served: Served, ids: dict[str, str], tmp_path: Path
) -> None:
    view = VIEWS[name]
    opened.goto(served.at(view.path.format(**ids)))
    expect(opened.locator(view.seen).first).to_be_visible()
    view.act(opened)
    opened.wait_for_load_state("networkidle")
    opened.wait_for_timeout(300)  # pictures settle
    wide = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "the page scrolls sideways"
    narrow = "-narrow" if (opened.viewport_size or {"width": 0})["width"] < 500 else ""
    folder = KEPT if KEPT and (not narrow or name in KEPT_NARROW) else tmp_path
    file = Path(folder) / f"{name}{narrow}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    opened.screenshot(path=file)
    assert file.stat().st_size > 8_000
