"""Printings of one report in the workbench: told in list, document and event, and parted by a person."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.contract.test_reprinted_record import PRINTED, happening, unwrapped
from truceline import pipeline
from truceline.model.text import Document
from truceline.read import read
from truceline.record import Store


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A wire story, the same in a paper, and a report of its own."""
    wanted = [row for row in PRINTED if row[0] in ("wire", "post", "own")]
    rows = [{"id": own, "outlet": o, "published": day, "text": unwrapped(text)} for own, o, day, text in wanted]
    (tmp_path / "items.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Store.open(tmp_path / "r.db", "create") as store:
        found = read([str(tmp_path / "items.jsonl")])
        pipeline.read_into(store, [item for item in found if isinstance(item, Document)], jobs=1)
    return tmp_path / "r.db"


def test_a_reprint_is_told_and_parted(page: Page, served: Served) -> None:
    with Store.open(served.record) as store:
        ((reprint, first),) = store.reprints().items()
        mosque = happening(store)
    page.goto(served.at("/documents"))
    expect(page.get_by_role("link", name="reprint", exact=True)).to_have_attribute("href", f"/document/{first}")
    page.goto(served.at(f"/event/{mosque}"))
    expect(page.get_by_text("told in 3 reports (2 independent, the others are reprints) of 3 outlets")).to_be_visible()
    page.goto(served.at(f"/document/{reprint}"))
    told = page.locator(".printing")
    expect(told).to_contain_text("Reprint of ")
    expect(told).to_contain_text("Gulf Wire, 26 August 2004 (96 of 100 word sequences are the same)")
    told.get_by_role("button", name="not the same report").click()
    expect(page.get_by_text("Decision 1: not the same report")).to_be_visible()
    expect(told).to_have_count(0)
    with Store.open(served.record) as store:
        assert store.reprints() == {}
    page.locator(".done").get_by_role("button", name="undo").click()
    expect(told).to_have_count(1)
    page.goto(served.at(f"/document/{first}"))
    expect(told).to_contain_text("Also printed as ")
