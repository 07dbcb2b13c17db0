"""People: samples drawn, coded blind by two, compared and adjudicated, by mouse and by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Served
from tests.conftest import ROOT
from tests.factories import NOON, at, document, event, extraction, reading
from truceline.model.filters import Filter
from truceline.model.ledger import Version
from truceline.record import Store
from truceline.record.views import samples as kept
from truceline.review import coding, samples

AXE = ROOT / "workbench" / "node_modules" / "axe-core" / "axe.min.js"
NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)


def draw(record: Path, size: int, *fields: tuple[str, str]) -> None:
    with Store.open(record, "write") as store:
        samples.draw(store, by="zoe", at=NOW, size=size, seed=1, wanted=Filter(), fields=fields)


def said(record: Path, number: int = 1) -> dict[tuple[str, int], tuple[str, object]]:
    with Store.open(record) as store:
        return {(c.by, c.item): (c.kind, c.value) for c in kept.codings(store, number)}


def as_coder(page: Page, name: str) -> None:
    page.get_by_label("coder", exact=True).fill(name)
    page.get_by_label("coder", exact=True).press("Enter")


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the control has the focus."""
    for _ in range(80):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {wanted}")


def item(page: Page, n: int) -> None:
    expect(page.get_by_text(f"item {n} ·")).to_be_visible()


def test_two_coders_by_mouse(page: Page, served: Served) -> None:
    page.get_by_role("link", name="People").click()
    expect(page.get_by_text("Nobody has decided anything yet")).to_be_visible()
    for box in ("status", "date earliest", "victim class", "best"):
        page.get_by_label(box, exact=True).uncheck()
    page.get_by_label("kind", exact=True).first.uncheck()
    page.get_by_label("cells", exact=True).fill("3")
    page.get_by_role("button", name="Draw the sample").click()
    expect(page.get_by_text("Sample 1 is drawn: 3 cells of")).to_be_visible()

    page.get_by_role("link", name="Code it blind").click()
    item(page, 1)
    page.get_by_role("button", name="accept").click()
    item(page, 2)
    page.get_by_role("button", name="another value").click()
    page.get_by_role("combobox", name="event: type").select_option("ceasefire_declared")
    page.get_by_role("button", name="put it down").click()
    item(page, 3)
    page.get_by_role("button", name="the text does not say").click()
    expect(page.get_by_text("You have coded all 3 cells")).to_be_visible()
    page.get_by_role("button", name="take back").click()
    item(page, 3)
    page.get_by_role("button", name="skip").click()
    expect(page.get_by_text("You have coded all 3 cells")).to_be_visible()
    assert said(served.record) == {
        ("ana", 1): ("accept", None),
        ("ana", 2): ("correct", "ceasefire_declared"),
        ("ana", 3): ("skip", None),
    }

    as_coder(page, "bo")
    item(page, 1)
    page.get_by_role("button", name="accept").click()
    item(page, 2)
    main = page.get_by_role("main")
    expect(main).not_to_contain_text("ana")
    expect(main).not_to_contain_text("ceasefire declared")
    page.get_by_role("button", name="accept").click()
    item(page, 3)
    page.get_by_role("button", name="accept").click()
    page.get_by_role("link", name="How far you agree").click()
    expect(page.get_by_role("row", name="event: type")).to_contain_text("too few")
    expect(page.get_by_role("main")).not_to_contain_text("ceasefire declared")

    page.get_by_role("button", name="End the coding …").click()
    expect(page.get_by_text("All are through.")).to_be_visible()
    page.get_by_role("button", name="End the coding", exact=True).click()
    expect(page.get_by_text("1 cell to settle")).to_be_visible()
    expect(page.get_by_role("list", name="Who said what")).to_contain_text("ana")
    as_coder(page, "zoe")
    page.get_by_role("button", name="ceasefire declared").click()
    expect(page.get_by_text("Nothing is left to settle.")).to_be_visible()
    with Store.open(served.record) as store:
        (decision,) = store.decisions()
        assert (decision.kind, decision.value, decision.by) == ("correct", "ceasefire_declared", "zoe")
        assert decision.reason == "adjudicated: sample 1"
        assert store.verify().problems == ()
    page.get_by_role("link", name="to the list").click()
    expect(page.get_by_role("row", name="zoe")).to_contain_text("1")


def test_two_coders_by_keyboard_alone(page: Page, served: Served) -> None:
    draw(served.record, 24, ("event", "type"))
    page.goto(served.at("/events"))
    tab_to(page, page.get_by_role("link", name="People"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sample 1")).to_be_visible()
    tab_to(page, page.get_by_role("link", name="Code it blind"))
    page.keyboard.press("Enter")
    item(page, 1)
    page.keyboard.press("e")
    expect(page.get_by_role("combobox", name="event: type")).to_be_focused()
    page.keyboard.type("shelling")
    page.keyboard.press("Enter")
    item(page, 2)
    page.keyboard.press("x")
    item(page, 3)
    page.keyboard.press("Backspace")
    item(page, 2)
    page.keyboard.press("Space")
    for n in range(3, 25):
        item(page, n)
        page.keyboard.press("a")
    expect(page.get_by_text("You have coded all 24 cells")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("take back my last coding")
    page.keyboard.press("Escape")
    mine = said(served.record)
    assert mine["ana", 1] == ("correct", "shelling")
    assert mine["ana", 2] == ("skip", None)
    assert [kind for (_, n), (kind, _) in mine.items() if n > 2] == ["accept"] * 22

    tab_to(page, page.get_by_label("coder", exact=True))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("bo")
    page.keyboard.press("Enter")
    for n in range(1, 25):
        item(page, n)
        page.keyboard.press("a" if n != 3 else "x")
    tab_to(page, page.get_by_role("link", name="How far you agree"))
    page.keyboard.press("Enter")
    row = page.get_by_role("row", name="event: type")
    expect(row).to_contain_text("91 %")  # 21 of the 23 that both judged
    expect(row).to_contain_text("0.9")
    expect(row).to_contain_text("reliable")
    tab_to(page, page.get_by_role("button", name="End the coding …"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="End the coding", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 cells to settle")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 cell to settle")).to_be_visible()
    with Store.open(served.record) as store:
        (decision,) = store.decisions()
        assert (decision.by, decision.reason) == ("bo", "adjudicated: sample 1")
        assert store.verify().problems == ()


def test_without_a_name_the_page_asks(page: Page, served: Served) -> None:
    as_coder(page, "")
    page.goto(served.at("/people"))
    expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()
    page.get_by_label("your name").fill("cy")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="People")).to_be_visible()
    expect(page.get_by_label("coder", exact=True)).to_have_value("cy")


def test_one_who_is_still_coding_sees_no_agreement(page: Page, served: Served) -> None:
    draw(served.record, 3, ("event", "type"))
    with Store.open(served.record, "write") as store:
        sample = kept.sample(store, 1)
        for n in (1, 2, 3):
            coding.code(store, sample, n, "not said", None, by="bo", at=NOW)
        coding.code(store, sample, 1, "accept", None, by="ana", at=NOW)
    page.goto(served.at("/people/1"))
    expect(page.get_by_text("You still have 2 cells to code")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("the text does not say")


HOSTILE = 'Police said <img src=x onerror="document.title=1"> that shelling \u202ehit the town <script>alert(1)</script> on Monday.'


def test_the_text_of_a_report_does_nothing(browser: Browser, serve: Callable[[Path], Served], tmp_path: Path) -> None:
    record = tmp_path / "hostile.db"
    read = document(HOSTILE, outlet="<b onmouseover=alert(1)>Wire</b>")
    with Store.open(record, "create") as store:
        run = store.begin_run(Version(software="truceline 1.0"), agent="test", at=NOON)
        store.append(run, [reading(extraction(read, events=[event(HOSTILE, "E1", "shelling")]))])
        store.fold()
    draw(record, 1, ("event", "type"))
    served = serve(record)
    with browser.new_context() as made:
        page = made.new_page()
        page.on("console", lambda message: served.said.append(message.text))
        page.on("dialog", lambda dialog: served.said.append(dialog.message))
        page.goto(served.door.address)
        as_coder(page, "ana")
        page.goto(served.at("/people/1/code"))
        card = page.get_by_role("region", name="event: type")
        expect(card).to_contain_text("<script>alert(1)</script>")
        expect(card).to_contain_text("<b onmouseover=alert(1)>Wire</b>")
        assert card.locator("img, script, b[onmouseover]").count() == 0
        assert at(HOSTILE, "shelling").of(HOSTILE) == card.locator("mark").inner_text()
        assert served.said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious(
    browser: Browser, served: Served, scheme: Literal["light", "dark"], width: int
) -> None:
    draw(served.record, 30, ("event", "type"))
    draw(served.record, 4, ("figure", "kind"))
    with Store.open(served.record, "write") as store:
        for by, kinds in {"ana": ("accept",), "bo": ("accept", "not said")}.items():
            for n in range(1, 31):
                coding.code(store, kept.sample(store, 1), n, kinds[n % 5 == 0 and len(kinds) > 1], None, by=by, at=NOW)  # type: ignore[arg-type]
        store.end_sample(1, by="zoe", at=NOW)
    with browser.new_context(
        viewport={"width": width, "height": 720},
        color_scheme=scheme,
        bypass_csp=True,
    ) as made:
        page = made.new_page()
        page.goto(served.door.address)
        as_coder(page, "ana")
        for path, there in (("/people", "Sample 1"), ("/people/1", "Agreement"), ("/people/2/code", "figure: kind")):
            page.goto(served.at(path))
            expect(page.get_by_role("heading", name=there).first).to_be_visible()
            if path == "/people":
                page.get_by_text("Draw a sample").click()
            if path == "/people/1":
                expect(page.get_by_text("cells to settle")).to_be_visible()
                page.get_by_text("What these numbers mean").click()
            page.add_script_tag(path=AXE)
            found = page.evaluate("async () => (await axe.run()).violations")
            serious = [
                (v["id"], [n["html"] for n in v["nodes"]]) for v in found if v["impact"] in ("serious", "critical")
            ]
            assert serious == [], path
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than {width}"
