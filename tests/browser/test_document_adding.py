"""What was missed is added by selecting the words, and cells are corrected, by mouse and by keyboard alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.browser.odd_report import MISSED, REPORT, open_report, read_odd, select
from truceline.model.records import EventPlaceRow, EventRow, FigureRow, ReconciledRow
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


def killed(record: Path) -> tuple[int | None, int | None]:
    """Low and high of the persons killed by the bomb, as all figures have it."""
    with Store.open(record) as store:
        event = next(e for e in store.rows(EventRow) if "bomb" in e.trigger or "exploded" in e.trigger)
        ranges = store.rows(ReconciledRow, happening_id=event.happening_id, kind="killed", scope="event")
        return next((one.low, one.high) for one in ranges if one.victim_class in ("all", "unknown"))


def added(record: Path) -> list[FigureRow]:
    """The figures that read as the words that were missed."""
    with Store.open(record) as store:
        return list(store.rows(FigureRow, verbatim=MISSED))


def check_added(page: Page, served: Served) -> None:
    """The missed figure stands: in the panel with its words, in the report, and in the range of its event."""
    panel = page.get_by_role("complementary", name="Cells and their passages")
    expect(panel.get_by_role("heading", name="figure")).to_be_visible()
    expect(panel.locator("[data-field=best]")).to_contain_text("19")
    expect(panel.locator("mark").first).to_have_text(MISSED)
    expect(page.locator(".text mark.k-figure", has_text=MISSED)).to_be_visible()
    (figure,) = added(served.record)
    assert (figure.best, figure.kind, figure.victim_class) == (19, "killed", "unknown")
    assert figure.position == REPORT.index(MISSED)
    assert killed(served.record) == (12, 19)
    with Store.open(served.record) as store:
        (decision,) = store.decisions()
        assert [quote.text for quote in decision.quotes] == [MISSED]
        assert decision.by == "ana"
        assert store.verify().ok


def test_a_missed_figure_is_added_and_taken_back_by_mouse(page: Page, served: Served) -> None:
    open_report(page, served)
    assert killed(served.record) == (12, 12)
    select(page, MISSED)
    page.get_by_role("button", name="figure", exact=True).click()
    form = page.get_by_role("group", name="What these words say")
    expect(form).to_contain_text("read as 19")
    form.get_by_label("event", exact=True).select_option(index=0)
    form.get_by_label("kind").select_option("killed")
    form.get_by_role("button", name="Put it down").click()
    check_added(page, served)
    page.get_by_role("button", name="undo").click()
    expect(page.locator(".text mark.k-figure", has_text=MISSED)).to_have_count(0)
    assert added(served.record) == []
    assert killed(served.record) == (12, 12)


def test_a_missed_figure_is_added_and_taken_back_by_keyboard(page: Page, served: Served) -> None:
    open_report(page, served)
    words = page.locator("p.unseen[role=status]")
    page.keyboard.press("n")
    for _ in range(40):
        if "morgue" in words.inner_text() or words.inner_text() == "The":
            break
        page.keyboard.press("ArrowDown")
    for _ in range(12):
        if words.inner_text() == MISSED:
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert words.inner_text() == f"{MISSED} lines"
    page.keyboard.press("Shift+ArrowLeft")
    assert words.inner_text() == MISSED
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="event", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    form = page.get_by_role("group", name="What these words say")
    expect(form.get_by_label("event", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("kil")  # the list of harms jumps to it
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type("the book of the morgue")
    page.keyboard.press("Enter")
    check_added(page, served)
    page.keyboard.press("Escape")
    page.keyboard.press("Backspace")
    expect(page.locator(".text mark.k-figure", has_text=MISSED)).to_have_count(0)
    assert added(served.record) == []


def test_a_place_is_added_to_the_event_that_is_open(page: Page, served: Served) -> None:
    open_report(page, served)
    page.locator(".text mark.k-event").first.click()
    event = page.url.partition("row=")[2].partition("&")[0]
    expect(page.get_by_role("complementary", name="Cells and their passages")).to_be_visible()
    page.get_by_role("button", name="Close this list").click()
    select(page, "Sinjar")
    page.get_by_role("button", name="its place").click()
    page.get_by_role("button", name="Put it down").click()
    expect(page.locator(".document .done")).to_contain_text("its place added")
    with Store.open(served.record) as store:
        places = [place.text for place in store.rows(EventPlaceRow, event_id=event)]
    assert "Sinjar" in places


def test_a_date_is_put_down_with_its_words(page: Page, served: Served) -> None:
    open_report(page, served)
    page.locator(".text mark.k-event").first.click()
    event = page.url.partition("row=")[2].partition("&")[0]
    expect(page.get_by_role("complementary", name="Cells and their passages")).to_be_visible()
    page.get_by_role("button", name="Close this list").click()
    select(page, "that day")
    page.get_by_role("button", name="its date").click()
    expect(page.get_by_label("first day")).to_have_value("2008-03-03")
    page.get_by_label("first day").fill("2008-03-04")
    page.get_by_label("last day").fill("2008-03-05")
    page.get_by_role("button", name="Put it down").click()
    expect(page.locator(".document .done")).to_contain_text("Date put down")
    with Store.open(served.record) as store:
        row = store.row(event)
        assert isinstance(row, EventRow)
        assert (str(row.date_earliest), str(row.date_latest), row.date_text) == ("2008-03-04", "2008-03-05", "that day")
        assert [decision.field for decision in store.decisions()] == ["date_latest", "date_earliest", "date_text"]


def test_words_are_attached_and_say_the_right_value(page: Page, served: Served) -> None:
    open_report(page, served)
    page.locator(".text mark.k-figure", has_text="12").first.click()
    figure = page.url.partition("row=")[2].partition("&")[0]
    page.goto(f"{page.url.partition('?')[0]}?row={figure}&cell=best")
    select(page, "morgue book")
    page.get_by_role("button", name="these words say it too").click()
    panel = page.get_by_role("complementary", name="Cells and their passages")
    expect(panel.locator("[data-field=best] mark", has_text="morgue book")).to_be_visible()
    expect(page.locator(".text mark.k-here", has_text="morgue book")).to_be_visible()
    page.goto(f"{page.url.partition('?')[0]}?row={figure}&cell=high")
    select(page, MISSED)
    page.get_by_role("button", name="these words say the right value").click()
    expect(page.get_by_role("group", name="What these words say").get_by_label("high")).to_have_value("19")
    page.get_by_role("button", name="Put it down").click()
    expect(panel.locator("[data-field=high] .value")).to_have_text("19")
    expect(panel.locator("[data-field=high] mark", has_text=MISSED)).to_be_visible()
    with Store.open(served.record) as store:
        attached, corrected = store.decisions()
        assert (attached.kind, attached.field, attached.quotes[0].span.start) == (
            "attach",
            "best",
            REPORT.index("morgue"),
        )
        assert (corrected.kind, corrected.value, corrected.quotes[0].text) == ("correct", 19, MISSED)


def test_a_cell_is_edited_in_the_panel(page: Page, served: Served) -> None:
    open_report(page, served)
    page.locator(".text mark.k-figure", has_text="12").first.click()
    cell = page.get_by_role("complementary", name="Cells and their passages").locator("[data-field=kind]")
    cell.get_by_role("button", name="correct").click()
    cell.get_by_label("the right value").select_option("wounded")
    cell.get_by_role("button", name="Put it down").click()
    expect(cell.locator(".value")).to_have_text("wounded")
    beside = page.get_by_role("complementary", name="What was read in this report")
    page.get_by_role("button", name="Close the panel").click()
    expect(beside.get_by_role("button", name="12 wounded")).to_contain_text("corrected")


def test_an_exact_number_is_corrected_in_one_go(page: Page, served: Served) -> None:
    open_report(page, served)
    page.locator(".text mark.k-figure", has_text="12").first.click()
    panel = page.get_by_role("complementary", name="Cells and their passages")
    cell = panel.locator("[data-field=best]")
    cell.get_by_role("button", name="correct").click()
    cell.get_by_label("the right value").fill("14")
    cell.get_by_role("button", name="Put it down").click()
    for field in ("low", "best", "high"):
        expect(panel.locator(f"[data-field={field}] .value")).to_have_text("14")
    with Store.open(served.record) as store:
        assert [(d.field, d.value) for d in store.decisions()] == [("high", 14), ("best", 14), ("low", 14)]
