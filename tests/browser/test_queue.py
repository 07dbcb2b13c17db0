"""The review queue: batches, cards and decisions, by mouse and again by keyboard alone."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Served
from tests.conftest import ROOT
from truceline.model.ledger import Decision
from truceline.record import Store
from truceline.review import batches


def decisions(page: Page, served: Served) -> list[Decision]:
    """The log, once nothing is on its way any more."""
    expect(page.locator("header.progress")).to_have_attribute("aria-busy", "false")
    with Store.open(served.record) as store:
        return list(store.decisions())


def begin(page: Page, served: Served, query: str, size: int = 10) -> Locator:
    """A batch of these doubts, made on the page; gives its card."""
    page.goto(served.at(f"/queue?{query}"))
    page.get_by_role("button", name=f"{size} items").click()
    expect(page).to_have_url(re.compile(r"/queue/\d+"))
    card = page.locator("section.card")
    expect(card.locator("mark").first).to_be_visible()
    return card


def progress(page: Page, words: str) -> None:
    expect(page.locator("header.progress [role=status]")).to_contain_text(words)


def test_the_queue_comes_first_and_says_what_is_doubtful(page: Page, served: Served) -> None:
    page.goto(served.at("/"))
    expect(page).to_have_url(served.at("/queue"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Review")
    kinds = page.get_by_role("region", name="Kinds of doubt")
    expect(kinds.get_by_role("button", name="sources that disagree")).to_be_enabled()
    kinds.get_by_role("button", name="pairs that may be the same").click()
    expect(page).to_have_url(served.at("/queue?doubt=pair"))
    expect(page.get_by_role("region", name="The first items").get_by_role("listitem").first).to_contain_text(
        "may be one"
    )


def test_the_filter_narrows_the_queue_down(page: Page, served: Served) -> None:
    page.goto(served.at("/queue"))
    first = page.get_by_role("region", name="The first items").get_by_role("listitem")
    expect(first.first).to_be_visible()
    page.goto(served.at("/queue?since=1950-01-01&until=1950-12-31"))
    expect(page.get_by_text("Nothing doubtful is left here")).to_be_visible()
    expect(page.get_by_role("button", name="25 items")).to_be_disabled()


def test_accept_correct_reject_skip_and_undo_by_mouse(page: Page, served: Served) -> None:
    card = begin(page, served, "doubt=unsure-event")
    progress(page, "0 of 10")
    first = card.locator("h2").inner_text()
    card.get_by_role("button", name="Accept").click()
    progress(page, "1 of 10")
    expect(card.locator("h2")).not_to_have_text(first)
    card.get_by_role("button", name="Reject").click()
    progress(page, "2 of 10")
    card.get_by_role("button", name="Edit").click()
    card.get_by_label("cell").select_option("status")
    card.get_by_label("the right value").select_option("negated")
    card.get_by_label("why").fill("it is denied")
    card.get_by_role("button", name="Put it down").click()
    progress(page, "3 of 10")
    card.get_by_role("button", name="Skip").click()
    progress(page, "3 of 10, 1 skipped, 6 left")
    for left in ("3 of 10, 7 left", "2 of 10, 8 left", "1 of 10, 9 left"):
        card.get_by_role("button", name="Undo").click()
        progress(page, left)
    expect(card.get_by_role("button", name="Reject")).to_be_enabled()
    made = decisions(page, served)
    assert [d.kind for d in made] == ["accept", "reject", "correct", "undo", "undo"]
    assert {d.by for d in made} == {"ana"}
    assert (made[2].field, made[2].value, made[2].reason) == ("status", "negated", "it is denied")
    assert {d.undoes for d in made[3:]} == {made[2].number, made[1].number}


def test_the_same_by_keyboard_alone(page: Page, served: Served) -> None:
    page.goto(served.at("/queue?doubt=unsure-event"))
    button = page.get_by_role("button", name="10 items")
    expect(button).to_be_enabled()
    button.focus()
    page.keyboard.press("Enter")
    card = page.locator("section.card")
    expect(card.locator("mark").first).to_be_visible()
    page.keyboard.press("a")
    progress(page, "1 of 10")
    expect(card.get_by_role("button", name="Accept")).to_be_enabled()
    page.keyboard.press("x")
    progress(page, "2 of 10")
    expect(card.get_by_role("button", name="Accept")).to_be_enabled()
    page.keyboard.press("Space")
    progress(page, "2 of 10, 1 skipped")
    expect(card.get_by_role("button", name="Edit")).to_be_enabled()
    page.keyboard.press("e")
    expect(card.get_by_label("the right value")).to_be_focused()
    page.keyboard.type("demand")  # the vocabulary of the field: a letter chooses
    page.keyboard.press("Tab")
    page.keyboard.type("misread")
    page.keyboard.press("Enter")
    progress(page, "3 of 10, 1 skipped")
    page.keyboard.press("Backspace")
    progress(page, "2 of 10, 1 skipped, 7 left")
    page.keyboard.press("Backspace")
    progress(page, "2 of 10, 8 left")
    page.keyboard.press("Backspace")
    progress(page, "1 of 10, 9 left")
    made = decisions(page, served)
    assert [d.kind for d in made] == ["accept", "reject", "correct", "undo", "undo"]
    assert (made[2].field, made[2].value, made[2].reason) == ("type", "demand", "misread")
    assert {d.undoes for d in made[3:]} == {3, 2}


def test_j_and_k_go_from_item_to_item_and_the_help_names_the_keys(page: Page, served: Served) -> None:
    card = begin(page, served, "doubt=unsure-event")
    expect(card).to_have_accessible_name("Item 1 of 10")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(card).to_have_accessible_name("Item 3 of 10")
    page.keyboard.press("k")
    expect(card).to_have_accessible_name("Item 2 of 10")
    expect(card.locator("mark").first).to_be_visible()
    page.keyboard.press("?")
    for words in ("leave it for later", "take back the last decision", "next item"):
        expect(page.get_by_role("dialog")).to_contain_text(words)
    page.keyboard.press("Escape")
    assert decisions(page, served) == []


def test_merge_and_keep_apart(page: Page, served: Served) -> None:
    card = begin(page, served, "doubt=pair")
    expect(card.get_by_role("table").locator("tr.differs").first).to_contain_text("≠")
    card.get_by_role("button", name="Merge").click()
    progress(page, "1 of 8")
    expect(card.get_by_role("button", name="Merge")).to_be_enabled()
    page.keyboard.press("x")
    progress(page, "2 of 8")
    expect(card.get_by_role("button", name="Merge")).to_be_enabled()
    page.keyboard.press("m")
    progress(page, "3 of 8")
    page.keyboard.press("Backspace")
    progress(page, "2 of 8")
    expect(card.get_by_role("button", name="Merge")).to_be_enabled()
    made = decisions(page, served)
    assert [d.kind for d in made] == ["same", "not same", "same", "undo"]
    with Store.open(served.record) as store:
        one, other = store.row(made[0].record_id or ""), store.row(made[0].other_id or "")
        assert getattr(one, "happening_id", 1) == getattr(other, "happening_id", 2)


def test_a_batch_goes_on_after_a_reload_and_ends_with_a_summary(page: Page, served: Served) -> None:
    card = begin(page, served, "doubt=pair")
    for n, key in enumerate("xxxx ", start=1):
        expect(card.get_by_role("button", name="Merge")).to_be_enabled()
        page.keyboard.press("Space" if key == " " else key)
        progress(page, f"{n} of 8" if key == "x" else "4 of 8, 1 skipped")
    page.reload()
    progress(page, "4 of 8, 1 skipped, 3 left")
    expect(card).to_have_accessible_name("Item 6 of 8")
    for _ in range(3):
        expect(card.get_by_role("button", name="Merge")).to_be_enabled()
        page.keyboard.press("x")
    expect(page.get_by_role("heading", name="The batch is done")).to_be_visible()
    expect(page.locator(".summary dl")).to_contain_text("kept apart")
    expect(page.locator(".summary dl")).to_contain_text("skipped")
    page.get_by_role("button", name="Look at the 1 skipped again").click()
    progress(page, "7 of 8, 1 left")
    assert len(decisions(page, served)) == 7
    with Store.open(served.record) as store:
        (batch,) = batches(store)
    assert (batch.coder, batch.count("parted"), batch.count("open"), batch.done) == ("ana", 7, 1, False)


def test_what_was_decided_leaves_the_queue(page: Page, served: Served) -> None:
    card = begin(page, served, "doubt=pair")
    page.keyboard.press("x")
    progress(page, "1 of 8")
    expect(card.get_by_role("button", name="Merge")).to_be_enabled()
    page.goto(served.at("/queue?doubt=pair"))
    expect(page.locator("header.head")).to_contain_text("7 doubtful items")
    expect(page.get_by_role("region", name="Batches under way")).to_contain_text("1 of 8")


def test_a_refused_decision_brings_its_card_back_with_the_reason(page: Page, served: Served) -> None:
    card = begin(page, served, "doubt=unsure-event")
    card.get_by_role("button", name="Edit").click()
    card.get_by_label("cell").select_option("date_latest")
    card.get_by_label("the right value").fill("1901-01-01")
    card.get_by_label("cell").select_option("date_earliest")
    card.get_by_label("the right value").fill("2090-01-01")
    card.get_by_role("button", name="Put it down").click()
    expect(card.get_by_role("alert")).to_contain_text("would lie beyond")
    expect(card).to_have_accessible_name("Item 1 of 10")
    progress(page, "0 of 10")
    assert decisions(page, served) == []
    served.said.clear()  # the browser itself notes the refusal


def test_two_tabs_see_what_the_other_decided(page: Page, served: Served) -> None:
    card = begin(page, served, "doubt=unsure-event")
    other = page.context.new_page()
    other.goto(page.url)
    progress(other, "0 of 10")
    card.get_by_role("button", name="Accept").click()
    progress(page, "1 of 10")
    progress(other, "1 of 10")
    expect(other.locator("section.card")).to_contain_text("accepted by ana")
    expect(other.locator("section.card").get_by_role("button", name="Accept")).to_be_disabled()
    other.keyboard.press("a")
    other.keyboard.press("j")
    expect(other.locator("section.card").get_by_role("button", name="Accept")).to_be_enabled()
    other.keyboard.press("a")
    progress(page, "2 of 10")
    assert [d.kind for d in decisions(page, served)] == ["accept", "accept"]
    assert len({d.record_id for d in decisions(page, served)}) == 2


def test_a_row_that_changed_meanwhile_asks(page: Page, served: Served, browser: Browser) -> None:
    card = begin(page, served, "doubt=unsure-event")
    with browser.new_context() as elsewhere:  # another profile: it hears of nothing
        ben = elsewhere.new_page()
        ben.goto(served.door.address)
        ben.get_by_label("coder").fill("ben")
        ben.get_by_label("coder").press("Enter")
        ben.goto(page.url)
        his = ben.locator("section.card")
        expect(his.get_by_role("button", name="Edit")).to_be_enabled()
        for who, status in ((card, "future"), (his, "negated")):
            who.get_by_role("button", name="Edit").click()
            who.get_by_label("cell").select_option("status")
            who.get_by_label("the right value").select_option(status)
        card.get_by_role("button", name="Put it down").click()
        progress(page, "1 of 10")
        assert len(decisions(page, served)) == 1
        his.get_by_role("button", name="Put it down").click()
        asks = ben.get_by_role("dialog", name="It changed while you looked at it")
        expect(asks).to_contain_text("it is now planned or expected")
        expect(asks).to_contain_text("Changed by ana")
        asks.get_by_role("button", name="Leave it").click()
        expect(his.get_by_role("alert")).to_contain_text("left as it is")
        assert [d.value for d in decisions(page, served)] == ["future"]


def test_at_390_pixels_the_buttons_stay_in_reach(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    begin(page, served, "doubt=pair")
    page.mouse.wheel(0, 400)
    for name in ("Merge", "Not the same", "Skip", "Undo"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box is not None
        assert 844 - 150 < box["y"] + box["height"] <= 844
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390


def test_axe_finds_nothing_serious(browser: Browser, served: Served) -> None:
    axe = (ROOT / "workbench" / "node_modules" / "axe-core" / "axe.min.js").read_text()
    for scheme in ("light", "dark"):
        with browser.new_context(bypass_csp=True, color_scheme=scheme) as context:
            page = context.new_page()
            page.goto(served.door.address)
            page.get_by_label("coder").fill("ana")
            page.get_by_label("coder").press("Enter")
            for doubt in ("", "doubt=pair", "doubt=unsure-event"):
                page.goto(served.at("/queue"))
                expect(page.get_by_role("region", name="The first items").get_by_role("listitem").first).to_be_visible()
                if doubt:
                    card = begin(page, served, doubt)
                    expect(card.get_by_role("button", name="Skip")).to_be_enabled()
                    page.keyboard.press("e")
                page.evaluate(axe)
                found = page.evaluate("axe.run({resultTypes: ['violations']})")
                assert [
                    (one["id"], [node["html"] for node in one["nodes"]])
                    for one in found["violations"]
                    if one["impact"] in ("serious", "critical")
                ] == []


def test_a_cell_opens_its_passages_and_what_the_panel_decides_counts(page: Page, served: Served) -> None:
    card = begin(page, served, "doubt=unsure-event")
    card.locator(".cells .cell").first.click()
    panel = page.get_by_role("complementary", name="Cells and their passages")
    expect(panel.locator("mark").first).to_be_visible()
    panel.get_by_role("button", name="Accept all of it").click()
    progress(page, "1 of 10")
    expect(card).to_contain_text("accepted by ana")
    page.keyboard.press("j")
    expect(panel).not_to_be_visible()
    assert [d.kind for d in decisions(page, served)] == ["accept"]


def test_a_pair_that_another_joined_meanwhile_asks(page: Page, served: Served, browser: Browser) -> None:
    card = begin(page, served, "doubt=pair")
    expect(card.get_by_role("button", name="Merge")).to_be_enabled()
    with browser.new_context() as elsewhere:
        ben = elsewhere.new_page()
        ben.goto(served.door.address)
        ben.get_by_label("coder").fill("ben")
        ben.get_by_label("coder").press("Enter")
        ben.goto(page.url)
        his = ben.locator("section.card")
        expect(his.get_by_role("button", name="Merge")).to_be_enabled()
        card.get_by_role("button", name="Merge").click()
        progress(page, "1 of")
        his.get_by_role("button", name="Not the same").click()
        asks = ben.get_by_role("dialog", name="It changed while you looked at it")
        expect(asks).to_contain_text("Changed by ana")
        asks.get_by_role("button", name="Leave it").click()
        assert [d.kind for d in decisions(page, served)] == ["same"]


def test_taking_back_what_another_built_upon_asks(page: Page, served: Served) -> None:
    card = begin(page, served, "doubt=unsure-event")
    card.get_by_role("button", name="Edit").click()
    card.get_by_label("cell").select_option("status")
    card.get_by_label("the right value").select_option("future")
    card.get_by_role("button", name="Put it down").click()
    progress(page, "1 of 10")
    (hers,) = decisions(page, served)
    with Store.open(served.record, "write") as store:
        store.decide(
            "correct", record_id=hers.record_id, field="status", value="negated", by="ben", reason="", at=hers.at
        )
    page.get_by_role("button", name="Undo").click()
    asks = page.get_by_role("dialog", name="It changed while you looked at it")
    expect(asks).to_contain_text("you saw planned or expected, it is now")
    expect(asks).to_contain_text("Changed by ben")
    asks.get_by_role("button", name="Decide anyway").click()
    progress(page, "0 of 10")
    assert [d.kind for d in decisions(page, served)] == ["correct", "correct", "undo"]
    served.said.clear()  # the browser itself notes the refusal


def test_who_has_no_name_is_asked_once(page: Page, served: Served) -> None:
    page.get_by_label("coder").fill("")
    page.get_by_label("coder").press("Enter")
    page.goto(served.at("/queue"))
    page.get_by_role("button", name="10 items").click()
    asked = page.get_by_text("Say who decides first")
    expect(asked).to_be_visible()
    expect(page.get_by_label("coder")).to_be_focused()
    page.keyboard.type("ana")
    page.keyboard.press("Enter")
    expect(asked).not_to_be_visible()


def test_the_sentences_around_stay_while_a_cell_is_open(page: Page, served: Served) -> None:
    card = begin(page, served, "doubt=conflict")
    beside = card.locator(".says .beside").first
    expect(beside).to_be_visible()
    card.locator("[data-cell]").first.click()
    expect(page.get_by_role("complementary", name="Cells and their passages")).to_be_visible()
    expect(beside).to_be_visible()


def test_a_batch_that_is_not_there_says_so(page: Page, served: Served) -> None:
    page.goto(served.at("/queue/99"))
    expect(page.get_by_role("alert")).to_contain_text("there is no batch 99")
    served.said.clear()  # the browser notes the refusal by itself
    page.get_by_role("link", name="Back to the queue").click()
    expect(page.get_by_role("heading", name="Begin a batch")).to_be_visible()
