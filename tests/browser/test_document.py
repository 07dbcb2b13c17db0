"""The view of one document: words lead to cells and cells to words, and what a report says does nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Served
from tests.browser.odd_report import MISSED, REPORT, open_report, read_odd, select
from tests.conftest import ROOT
from truceline.record import Store


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return read_odd(tmp_path_factory.mktemp("odd"))


@pytest.fixture
def record(odd: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may write to."""
    for file in odd.parent.glob("record.db*"):
        shutil.copy(file, tmp_path / file.name)
    return tmp_path / "record.db"


def test_a_highlight_leads_to_its_cell_and_the_cell_to_its_words(page: Page, served: Served) -> None:
    open_report(page, served)
    page.locator(".text mark.k-figure", has_text="12").first.click()
    panel = page.get_by_role("complementary", name="Cells and their passages")
    expect(panel.get_by_role("heading", name="figure")).to_be_visible()
    assert "row=FIG-" in page.url
    panel.locator("[data-field=kind] blockquote a").first.click()
    expect(page.locator(".text mark.k-aimed")).to_have_count(1)
    said = panel.locator("[data-field=kind] mark").first.inner_text()
    assert page.locator(".text mark.k-aimed").inner_text() == said
    assert "row=FIG-" in page.url, "the panel stays open"
    page.keyboard.press("Escape")


def test_the_address_of_a_passage_scrolls_to_it(page: Page, served: Served) -> None:
    own = open_report(page, served)
    start = REPORT.index("Sinjar Street")
    page.set_viewport_size({"width": 700, "height": 300})
    page.goto(served.at(f"/document/{own}#c{start}-{start + len('Sinjar Street')}"))
    aimed = page.locator(".text mark.k-aimed")
    expect(aimed.first).to_be_in_viewport()
    assert "".join(aimed.all_inner_texts()) == "Sinjar Street"


def test_highlights_are_told_apart_and_turned_off(page: Page, served: Served) -> None:
    open_report(page, served)
    legend = page.get_by_role("group", name="Highlights")
    expect(page.locator(".text mark.k-place").first).to_be_visible()
    legend.get_by_role("button", name="places").click()
    expect(page.locator(".text mark.k-place")).to_have_count(0)
    assert "off=place" in page.url
    page.reload()
    expect(legend.get_by_role("button", name="places")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".text mark.k-place")).to_have_count(0)
    lines = page.locator(".sample").evaluate_all(
        """all => all.map((one) => {
          const style = getComputedStyle(one);
          const sign = getComputedStyle(one, "::before").content;
          const line = [style.textDecorationLine, style.textDecorationStyle, style.textDecorationThickness];
          return [...line, style.boxShadow !== "none", sign].join();
        })"""
    )
    assert len(set(lines)) == len(lines) == 8, "no two kinds differ by colour alone"


def test_words_that_say_several_things_offer_them_all(page: Page, served: Served) -> None:
    open_report(page, served)
    page.locator(".text mark", has_text="12").first.click()
    others = page.get_by_role("group", name="What else these words say")
    expect(others.get_by_role("button", name="figure: 12 killed")).to_have_attribute("aria-current", "true")
    others.get_by_role("button", name="claim").first.click()
    panel = page.get_by_role("complementary", name="Cells and their passages")
    expect(panel.get_by_role("heading", name="claim")).to_be_visible()


def test_highlights_are_reached_with_the_keys(page: Page, served: Served) -> None:
    open_report(page, served)
    page.get_by_role("group", name="Highlights").get_by_role("button", name="times").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".text mark").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    here = page.locator(".text mark:focus")
    said = here.inner_text()
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="Cells and their passages")
    expect(panel.locator("mark", has_text=said).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)


def test_letters_beyond_sixteen_bits_shift_nothing(page: Page, served: Served) -> None:
    own = open_report(page, served)
    with Store.open(served.record) as store:
        text = store.document(own).document.text
        said = {p.quote for cell in store.cells(document_id=own, table="figure") for p in cell.passages}
    assert any(ord(letter) > 0xFFFF for letter in text)
    shown = "".join(page.locator(".text [data-start]").all_text_contents())
    assert "".join(shown.split()) == "".join(text.split())
    figures = set(page.locator(".text mark.b-figure").all_inner_texts())
    assert figures
    assert figures <= said
    select(page, "The stalls")
    page.get_by_role("button", name="claim", exact=True).click()
    page.get_by_role("button", name="Put it down").click()
    expect(page.locator(".document .done")).to_contain_text("claim added")
    with Store.open(served.record) as store:
        (decision,) = store.decisions()
    assert decision.quotes[0].span.start == text.index("The stalls")


def test_hostile_words_do_nothing(page: Page, served: Served) -> None:
    open_report(page, served)
    expect(page.locator(".text")).to_contain_text('<script>document.title = "owned"</script>')
    assert page.locator(".text script, .text img, .text b").count() == 0
    assert "owned" not in page.title()
    assert page.locator(".text bdi.control").evaluate_all("all => all.map((one) => one.dataset.code)") == [
        "U+202E", "U+202C", "U+200B",
    ]  # fmt: skip
    assert page.locator(".text [data-start]").evaluate_all("all => all.every((one) => one.dir === 'auto')")
    order = page.locator(".text [data-start]", has_text="morgue").evaluate(
        """box => {
          const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const at = node.data.indexOf("has");
            if (at < 0) continue;
            return [0, 1, 2].map((n) => {
              const range = document.createRange();
              range.setStart(node, at + n);
              range.setEnd(node, at + n + 1);
              return range.getBoundingClientRect().left;
            });
          }
        }"""
    )
    assert order == sorted(order), "the override ends where it stands"


def test_keys_turn_to_the_documents_before_and_after(page: Page, served: Served) -> None:
    own = open_report(page, served)
    expect(page.get_by_text("1 of 3")).to_be_visible()
    page.keyboard.press("j")
    expect(page.get_by_text("2 of 3")).to_be_visible()
    assert own not in page.url
    page.keyboard.press("k")
    expect(page.get_by_text("1 of 3")).to_be_visible()
    assert own in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, served: Served, scheme: str) -> None:
    with browser.new_context(bypass_csp=True, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(served.door.address)
        open_report(page, served)
        page.locator(".text mark.k-figure", has_text="12").first.click()
        expect(page.get_by_role("complementary", name="Cells and their passages")).to_be_visible()
        select(page, MISSED)
        page.get_by_role("button", name="figure", exact=True).click()
        page.add_script_tag(path=str(ROOT / "workbench" / "node_modules" / "axe-core" / "axe.min.js"))
        found = page.evaluate("axe.run()")["violations"]
    wrong = [
        (one["id"], node["target"], node["failureSummary"])
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]
    assert wrong == []
