"""Every view of the navigation bar, checked by axe-core; none is wider than a telephone. New views are checked unasked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Served
from tests.conftest import ROOT

AXE = ROOT / "workbench" / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = {"serious", "critical"}
BESIDES = ("/search?q=soldiers",)  # views that show more when something is asked


def faults(found: dict[str, Any]) -> list[str]:
    """What axe-core calls serious or critical, with the element."""
    return [
        f"{fault['id']}: {fault['help']}: {[node['html'][:200] for node in fault['nodes'][:3]]}"
        for fault in found["violations"]
        if fault["impact"] in GRAVE
    ]


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there: npm ci in workbench")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 720), (390, 844)], ids=["desk", "telephone"])
def test_every_view(browser: Browser, served: Served, scheme: Literal["light", "dark"], size: Sequence[int]) -> None:
    width, height = size
    wrong = []
    with browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True
    ) as context:
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.goto(served.door.address)
        page.get_by_label("coder").fill("ana")
        page.get_by_label("coder").press("Enter")
        bar = page.get_by_role("navigation", name="Views").get_by_role("listitem").get_by_role("link")
        bar.first.wait_for()
        views = [link.get_attribute("href") or "" for link in bar.all()]
        assert len(views) >= 3
        for view in (*views, *BESIDES):
            page.goto(served.at(view))
            page.wait_for_load_state("networkidle")
            page.get_by_role("heading", level=1).wait_for()
            if (across := page.evaluate("document.documentElement.scrollWidth")) > width:
                wrong.append(f"{view} is {across} pixels wide")
            page.add_script_tag(path=AXE)
            found = page.evaluate("axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'] })")
            wrong.extend(f"{view} {fault}" for fault in faults(found))
    assert wrong == []
