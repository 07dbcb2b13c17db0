"""The view of one document: words lead to cells and cells to words, and what was missed is added by selecting it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Served
from tests.conftest import ROOT
from truceline.model.records import EventPlaceRow, EventRow, FigureRow, ReconciledRow
from truceline.record import Store

MISSED = "nineteen"
REPORT = f"""Market blast 😀 in Mosul <b>bold</b>

March 3, 2008

MOSUL, Iraq — 😀😀 𒀭𒂗 A car bomb exploded in a market in Mosul on Monday, killing 12 people, police said.

The morgue book \u202ehas\u202c {MISSED} lines for that day. 🕊 The stalls were in Sinjar Street.

<script>document.title = "owned"</script><img src="x" onerror="document.title = 'owned'"> Zero\u200bwidth words.
"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of a report with letters beyond the 16 bits and with hostile words, and of two plain ones."""
    folder = tmp_path_factory.mktemp("odd")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "odd.txt").write_text(REPORT, "utf-8")
    for name in ("2004-08-26-wire-kufa-mosque.txt", "2008-03-26-wire-basra-offensive.txt"):
        shutil.copy(ROOT / "examples" / "reports" / name, reports)
    command = [sys.executable, "-m", "truceline", "read", str(reports), "--record", str(folder / "record.db")]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "record.db"


@pytest.fixture
def record(odd: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may write to."""
    for file in odd.parent.glob("record.db*"):
        shutil.copy(file, tmp_path / file.name)
    return tmp_path / "record.db"


def open_report(page: Page, served: Served) -> str:
    """Open the odd report; gives its id."""
    with Store.open(served.record) as store:
        own = next(info.id for info in store.documents() if info.path.endswith("odd.txt"))
    page.goto(served.at(f"/document/{own}"))
    expect(page.locator(".text mark").first).to_be_visible()
    return own


def select(page: Page, words: str) -> None:
    """Select words of the report with the mouse."""
    box = page.locator(".text [data-start]", has_text=words)
    box.scroll_into_view_if_needed()
    ends = box.evaluate(
        """(box, words) => {
          const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT), nodes = [];
          let text = "";
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            nodes.push([node, text.length]);
            text += node.data;
          }
          return [text.indexOf(words), text.indexOf(words) + words.length - 1].map((place) => {
            const [node, start] = nodes.findLast(([, start]) => start <= place), range = document.createRange();
            range.setStart(node, place - start);
            range.setEnd(node, place - start + 1);
            const { left, right, top, height } = range.getBoundingClientRect();
            return { left, right, middle: top + height / 2 };
          });
        }""",
        words,
    )
    page.mouse.move(ends[0]["left"] + 0.5, ends[0]["middle"])
    page.mouse.down()
    page.mouse.move(ends[1]["right"] - 0.5, ends[1]["middle"], steps=4)
    page.mouse.up()
    expect(page.get_by_role("group", name="What these words say")).to_be_visible()


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
