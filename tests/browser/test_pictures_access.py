"""Map, timeline and network: nothing that keeps people out, at both sizes, light and dark."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Served
from tests.conftest import ROOT

AXE = ROOT / "workbench" / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: make workbench")


@pytest.mark.parametrize(
    "path", ["/map", "/map?as=table", "/timeline", "/timeline?as=table", "/network", "/network?as=table"]
)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_serious(
    browser: Browser, served: Served, path: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 720}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(served.door.address)
        page.goto(served.at(path))
        expect(page.locator("table, canvas, figure svg").first).to_be_visible()
        page.add_script_tag(path=str(AXE))
        found = page.evaluate(
            "axe.run().then((found) => found.violations.map((one) => [one.impact, one.id, one.nodes[0].html]))"
        )
        assert [one for one in found if one[0] in ("serious", "critical")] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
