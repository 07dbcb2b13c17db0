"""One event: its figures by source, pairs to merge, reports to take out, the history; by mouse and by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Served
from truceline.model.ledger import Decision
from truceline.model.records import EventRow, FigureRow, ReconciledRow
from truceline.record import Store

AXE = Path(__file__).parents[2] / "workbench" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def toll(record: Path) -> str:
    """The happening of the demonstration record with most figures of one class."""
    with Store.open(record) as store:
        return max(store.rows(ReconciledRow), key=lambda row: (row.n_figures, row.happening_id)).happening_id


@pytest.fixture
def pair(record: Path) -> tuple[str, str]:
    """Two happenings of one report each that the software suggests to be the same and nothing holds apart."""
    with Store.open(record) as store:
        alone = {own for own, rows in tellings(store).items() if len(rows) == 1}
        links = [link for link in store.links() if link.kind == "suggest" and link.table == "event"]
        found = next(link for link in links if {link.left_id, link.right_id} <= alone)
        return found.left_id, found.right_id


@pytest.fixture
def told_thrice(record: Path) -> Sequence[str]:
    """The events of a happening that three reports tell of."""
    with Store.open(record) as store:
        return next(rows for rows in tellings(store).values() if len(rows) == 3)


def tellings(store: Store) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in store.rows(EventRow):
        found.setdefault(row.happening_id, []).append(row.id)
    return found


def happening_of(record: Path, own: str) -> str:
    with Store.open(record) as store:
        row = store.row(own)
    assert isinstance(row, EventRow)
    return row.happening_id


def log(record: Path) -> list[Decision]:
    with Store.open(record) as store:
        return list(store.decisions())


def tabbed(page: Page, wanted: Locator) -> None:
    """Reach something by Tab alone."""
    for _ in range(400):
        if wanted.evaluate("found => found === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not reach it")


def test_the_list_leads_to_the_event_and_on_to_its_neighbours(page: Page, served: Served) -> None:
    page.goto(served.at("/events?type=shelling&order=killed"))
    rows = page.get_by_role("list", name="Events").get_by_role("listitem")
    expect(rows.first.locator("q")).to_be_visible()
    ids = [rows.nth(n).get_by_role("link").first.get_attribute("href") for n in (0, 1)]
    rows.first.get_by_role("link").first.click()
    expect(page).to_have_url(served.at(str(ids[0])))
    expect(page.get_by_text("number 1 of the list")).to_be_visible()
    page.keyboard.press("j")
    expect(page).to_have_url(served.at(str(ids[1])))
    expect(page.get_by_text("number 2 of the list")).to_be_visible()
    page.keyboard.press("k")
    expect(page).to_have_url(served.at(str(ids[0])))


def test_the_strip_shows_each_source_with_its_number_and_the_range(page: Page, served: Served, toll: str) -> None:
    page.goto(served.at(f"/event/{toll}"))
    with Store.open(served.record) as store:
        events = {row.id for row in store.rows(EventRow, happening_id=toll)}
        figures = [row for row in store.rows(FigureRow) if row.event_id in events]
        range_ = max(store.rows(ReconciledRow, happening_id=toll), key=lambda row: row.n_figures)
    for figure in figures:
        line = page.locator(f'[data-figure="{figure.id}"]')
        expect(line).to_contain_text(figure.verbatim)
        assert f"{figure.best or figure.low}" in (line.locator("svg.figbar").get_attribute("aria-label") or "")
    counted = page.locator(".strip", has=page.locator(f'[data-figure="{range_.figure_ids[0]}"]'))
    expect(counted.get_by_role("heading")).to_contain_text(str(range_.low))
    expect(counted).to_contain_text(f"{range_.n_figures} figures, {range_.n_independent} independent sources")
    expect(counted.locator(f'[data-figure="{range_.best_figure_id}"]')).to_contain_text("the best")
    expect(counted.locator(".band rect")).to_have_count(range_.n_figures)


def heading_of(page: Page, figure: Locator) -> Locator:
    return page.locator(".strip", has=figure).get_by_role("heading")


def test_an_excluded_figure_leaves_the_range_and_comes_back(page: Page, served: Served, toll: str) -> None:
    page.goto(served.at(f"/event/{toll}"))
    figure = page.locator(".line.standing-counted", has_text="gives the").first
    own = page.locator(f'[data-figure="{figure.get_attribute("data-figure")}"]')
    before = heading_of(page, own).text_content() or ""
    own.get_by_role("button", name="decide …").click()
    own.get_by_label("why").fill("not of this shelling")
    own.get_by_role("button", name="Exclude it from the range").click()
    expect(own).to_contain_text("excluded in review, by ana: not of this shelling")
    expect(heading_of(page, own)).not_to_have_text(before)
    expect(own).to_have_class(re.compile("standing-excluded"))
    own.get_by_role("button", name="Count it again").click()
    expect(heading_of(page, own)).to_have_text(before)
    assert [(d.kind, d.field, d.by) for d in log(served.record)] == [
        ("correct", "excluded", "ana"),
        ("undo", None, "ana"),
    ]


def test_a_figure_is_graded(page: Page, served: Served, toll: str) -> None:
    page.goto(served.at(f"/event/{toll}"))
    line = page.locator(".line[data-figure]").first
    line.get_by_role("button", name="decide …").click()
    line.get_by_label("reliability of its source").select_option("B")
    expect(line).to_contain_text("graded B")
    line.get_by_label("credibility of what it says").select_option("2")
    expect(line).to_contain_text("graded B2")
    line.get_by_label("reliability of its source").select_option("not graded")
    expect(line).to_contain_text("graded 2")
    assert [d.value for d in log(served.record)] == ["B", "2", None]


def test_a_number_is_corrected_in_one_go(page: Page, served: Served, toll: str) -> None:
    page.goto(served.at(f"/event/{toll}"))
    line = page.locator(".line[data-figure]", has_text="27 people")
    line.get_by_role("button", name="decide …").click()
    line.get_by_role("button", name="Correct the number").click()
    best = line.get_by_label("best")
    expect(best).to_be_focused()
    before = int(best.input_value())
    assert [line.get_by_label(end).input_value() for end in ("low", "high")] == [str(before)] * 2
    best.fill(str(before + 4))
    best.press("Enter")  # low and high follow, and in an order that the record takes
    expect(line).to_contain_text(f"{before + 4} 27 people")
    assert [(d.field, d.value) for d in log(served.record)] == [(end, before + 4) for end in ("high", "best", "low")]
    page.keyboard.press("Backspace")  # and goes back as one
    expect(line).to_contain_text(f"{before} 27 people")
    assert [d.kind for d in log(served.record)] == ["correct"] * 3 + ["undo"] * 3


def test_a_suggested_pair_is_merged_taken_back_and_set_apart(page: Page, served: Served, pair: tuple[str, str]) -> None:
    left, right = pair
    page.goto(served.at(f"/event/{left}"))
    card = page.get_by_role("article", name="Two events side by side")
    expect(card.get_by_role("link", name="the other event")).to_have_attribute(
        "href", f"/event/{happening_of(served.record, right)}"
    )
    assert card.locator("tr.equal, tr.differs, tr.partly").count() > 1
    card.get_by_label("why").fill("same raid")
    card.get_by_role("button", name="the same", exact=False).first.click()
    expect(page.get_by_role("heading", name="What each report says")).to_be_visible()
    assert happening_of(served.record, left) == happening_of(served.record, right) == min(pair)
    page.get_by_role("button", name="take it back").click()
    expect(page.get_by_role("heading", name="What the report says")).to_be_visible()
    assert happening_of(served.record, left) != happening_of(served.record, right)
    card.get_by_role("button", name="not the same").click()
    expect(card).not_to_be_visible()
    expect(page.get_by_text("is not the same as")).to_be_visible()
    assert [d.kind for d in log(served.record)] == ["same", "undo", "not same"]
    assert log(served.record)[0].reason == "same raid"


def test_a_pair_is_merged_and_taken_back_by_keys_alone(page: Page, served: Served, pair: tuple[str, str]) -> None:
    page.goto(served.at(f"/event/{pair[0]}"))
    expect(page.get_by_role("article", name="Two events side by side")).to_be_visible()
    same = page.get_by_role("article", name="Two events side by side").get_by_role("button", name="the same m")
    expect(same).not_to_be_in_viewport()
    page.keyboard.press("m")  # what is not in sight is shown before anything is put down
    expect(same).to_be_focused()
    expect(same).to_be_in_viewport(ratio=1)
    assert log(served.record) == []
    page.keyboard.press("m")
    expect(page.get_by_role("heading", name="What each report says")).to_be_visible()
    page.keyboard.press("Backspace")
    expect(page.get_by_role("heading", name="What the report says")).to_be_visible()
    assert [d.kind for d in log(served.record)] == ["same", "undo"]
    tabbed(page, page.get_by_role("button", name="later"))
    page.keyboard.press("x")
    expect(page.get_by_text("is not the same as")).to_be_visible()
    assert log(served.record)[-1].kind == "not same"


def test_another_event_is_found_and_merged(page: Page, served: Served, told_thrice: Sequence[str]) -> None:
    page.goto(served.at(f"/event/{told_thrice[0]}"))
    page.get_by_text("Find another event to merge with").click()
    page.get_by_label("place", exact=True).fill("")
    page.get_by_label("days before and after").fill("30")
    found = page.locator(".found li")
    expect(found.first).to_be_visible()
    found.first.get_by_role("button").click()
    page.locator(".find").get_by_role("button", name="the same").first.click()
    expect(page.get_by_text(re.compile(r"told in \d+ reports"))).to_be_visible()
    expect(page.get_by_role("button", name="take it back")).to_be_visible()
    (decision,) = log(served.record)
    assert happening_of(served.record, str(decision.other_id)) == happening_of(served.record, told_thrice[0])


def test_a_report_is_taken_out_and_put_back(page: Page, served: Served, told_thrice: Sequence[str]) -> None:
    first = told_thrice[0]
    page.goto(served.at(f"/event/{first}"))
    expect(page.locator(".tellings tbody")).to_have_count(3)
    before = [happening_of(served.record, own) for own in told_thrice]
    page.get_by_role("button", name="take this report out").first.click()
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("not the same as")
    asked.get_by_label("why").fill("another day")
    asked.get_by_role("button", name="Take it out").click()
    expect(page.locator(".tellings tbody")).to_have_count(2)
    after = [happening_of(served.record, own) for own in told_thrice]
    assert sorted(map(after.count, set(after))) == [1, 2]
    page.get_by_role("button", name="Take back decision").click()
    expect(page.locator(".tellings tbody")).to_have_count(3)
    assert [happening_of(served.record, own) for own in told_thrice] == before
    assert {d.reason for d in log(served.record) if d.kind == "not same"} == {"another day"}


def test_a_report_is_taken_out_by_keys_alone(page: Page, served: Served, told_thrice: Sequence[str]) -> None:
    page.goto(served.at(f"/event/{told_thrice[0]}"))
    tabbed(page, page.get_by_role("button", name="take this report out").last)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("not the same as")
    tabbed(page, page.get_by_role("button", name="Take it out"))
    page.keyboard.press("Enter")
    expect(page.locator(".tellings tbody")).to_have_count(2)
    expect(page.get_by_role("dialog")).not_to_be_visible()
    page.keyboard.press("Backspace")
    expect(page.locator(".tellings tbody")).to_have_count(3)


def test_a_cell_is_corrected_by_keys_and_its_history_shows_who_and_from_to(
    page: Page, served: Served, toll: str
) -> None:
    page.goto(served.at(f"/event/{toll}"))
    cell = page.locator(".line[data-figure] .says .cell").last
    own, field = cell.get_attribute("data-row"), cell.get_attribute("data-cell")
    assert own is not None
    assert field is not None
    with Store.open(served.record) as store:
        was = getattr(store.row(own), field)
    tabbed(page, cell)
    page.keyboard.press("e")
    number = page.locator(f'[data-field="{field}"]').get_by_label("the right value")
    expect(number).to_be_focused()
    number.fill(str(was))
    page.keyboard.press("Tab")
    page.keyboard.type("read it again")
    page.keyboard.press("Enter")
    shown = page.locator(f'[data-field="{field}"]')
    shown.get_by_text("history").click()
    change = shown.locator(".changes li").last
    expect(change).to_contain_text("corrected")
    expect(change).to_contain_text("ana")
    expect(change).to_contain_text("read it again")
    expect(change).to_contain_text(str(was))


def test_history_of_an_event_tells_from_to_and_what_took_it_back(page: Page, served: Served, toll: str) -> None:
    with Store.open(served.record) as store:
        own = next(iter(store.rows(EventRow, happening_id=toll))).id
    page.goto(served.at(f"/event/{toll}?row={own}&cell=status"))
    form = page.locator('[data-field="status"]')
    form.get_by_role("button", name="correct").click()
    form.get_by_label("the right value").select_option("background")
    form.get_by_label("why").fill("an old story")
    form.get_by_role("button", name="Put it down").click()
    past = page.get_by_role("region", name="What was decided")
    expect(past).to_contain_text("from reported as fact to background")
    expect(past).to_contain_text("an old story")
    page.get_by_role("button", name="Take back decision 1").click()
    expect(past).to_contain_text("taken back by decision 2")


def test_all_of_it_is_accepted_and_taken_back_by_keys(page: Page, served: Served, pair: tuple[str, str]) -> None:
    page.goto(served.at(f"/event/{pair[0]}"))
    expect(page.get_by_role("button", name="Accept all of it")).to_be_enabled()
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="All of it is accepted")).to_be_visible()
    accepted = log(served.record)
    assert {d.kind for d in accepted} == {"accept"}
    with Store.open(served.record) as store:
        row = store.row(pair[0])
    assert isinstance(row, EventRow)
    assert row.review == "accepted"
    page.keyboard.press("Backspace")
    expect(page.get_by_role("button", name="Accept all of it")).to_be_enabled()
    assert [d.undoes for d in log(served.record)[len(accepted) :]] == [d.number for d in reversed(accepted)]


def test_an_event_is_rejected_with_a_reason_by_keys(page: Page, served: Served, pair: tuple[str, str]) -> None:
    page.goto(served.at(f"/event/{pair[0]}"))
    expect(page.get_by_role("button", name="Reject it")).to_be_visible()
    page.keyboard.press("x")
    expect(page.get_by_role("dialog").get_by_label("why")).to_be_focused()
    page.keyboard.type("a film")
    page.keyboard.press("Enter")
    expect(page.locator(".happening")).to_contain_text("rejected")
    (decision,) = log(served.record)
    assert (decision.kind, decision.record_id, decision.reason) == ("reject", pair[0], "a film")


def test_an_event_that_is_not_there_says_so(page: Page, served: Served) -> None:
    page.goto(served.at("/event/EVT-NOTHING"))
    expect(page.get_by_role("heading", name="No such event")).to_be_visible()
    assert all("400" in words for words in served.said)
    served.said.clear()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_for_those_who_do_not_see(
    browser: Browser, served: Served, toll: str, width: int, scheme: str
) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 720}, bypass_csp=True, color_scheme="dark" if scheme == "dark" else "light"
    ) as context:
        page = context.new_page()
        page.goto(served.door.address)
        page.goto(served.at(f"/event/{toll}"))
        page.get_by_role("button", name="decide …").first.click()
        expect(page.get_by_role("article", name="Two events side by side")).to_be_visible()
        page.add_script_tag(path=AXE)
        found = page.evaluate("axe.run().then(found => found.violations)")
        serious = [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")]
        assert serious == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
