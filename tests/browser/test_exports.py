"""The export of the list of events, in any format, by mouse and by keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from truceline.errors import MissingPackage
from truceline.publish.export import formats


def test_an_export_is_kept_as_a_zip_archive(page: Page, served: Served, tmp_path: Path) -> None:
    page.goto(served.at("/events?country=IRQ"))
    page.get_by_text("Export …").click()
    with page.expect_download() as kept:
        page.get_by_role("button", name="ged", exact=True).click()
    assert kept.value.suggested_filename.endswith("-ged-country-IRQ.zip")
    kept.value.save_as(tmp_path / "ged.zip")
    with ZipFile(tmp_path / "ged.zip") as archive:
        files = {Path(name).name for name in archive.namelist()}
        sheet = archive.read(next(name for name in archive.namelist() if name.endswith("export.json")))
    assert {"ged.csv", "README.md", "left_out.csv", "passages.csv"} <= files
    assert b"IRQ" in sheet
    expect(page.get_by_text("is in your downloads")).to_be_visible()


def test_it_works_by_keys_alone_and_escape_closes_it(page: Page, served: Served) -> None:
    page.goto(served.at("/events"))
    summary = page.get_by_text("Export …")
    summary.focus()
    page.keyboard.press("Enter")
    first = page.get_by_role("button", name="csv", exact=True)
    expect(first).to_be_visible()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    with page.expect_download() as kept:
        page.keyboard.press("Enter")
    assert kept.value.suggested_filename.endswith("-csv.zip")
    expect(first).to_be_enabled()
    first.focus()
    page.keyboard.press("Escape")
    expect(first).not_to_be_visible()
    expect(summary).to_be_focused()


def test_what_cannot_be_exported_is_said_and_nothing_is_kept(
    page: Page, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> list[Path]:
        raise MissingPackage("Parquet needs the package pyarrow: pip install pyarrow")

    others = [replace(one, write=missing) if one.name == "parquet" else one for one in formats.FORMATS]
    monkeypatch.setattr(formats, "FORMATS", tuple(others))
    page.goto(served.at("/events?type=demand"))
    page.get_by_text("Export …").click()
    page.get_by_role("button", name="parquet", exact=True).click()
    expect(page.get_by_text("Parquet needs the package pyarrow")).to_be_visible()
    page.get_by_role("button", name="ged", exact=True).click()
    expect(page.get_by_text("no row of the record goes into ged")).to_be_visible()
    assert all("400 (Bad Request)" in said for said in served.said)
    served.said.clear()
