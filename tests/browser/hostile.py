"""A record of reports that try to do something: every word of a report is text, and must stay text in every view.

`hostile_record` writes it; `assert_harmless` is for the end of a test in any view.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Dialog, Page

from tests.factories import actor, append, at, count, document, event, extraction, figure
from truceline.model.extraction import Ref
from truceline.model.text import Failure
from truceline.record import Store

SCRIPT = "<script>window.ran = 1</script>"
HANDLER = '<img src=x onerror="window.ran = 2">'
LINK = "javascript:window.ran=3"
TURNED = "\u202ekcatta\u202c never closed \u202eredro ni"  # right-to-left override, the second one not ended
HIDDEN = "mar\u200bket\u2060place"  # zero-width space, word joiner
FORMULA = '=cmd|" /C calc"!A0'
TITLE = f"{FORMULA} {SCRIPT} {TURNED}"
OUTLET = f'"><svg onload="window.ran = 4"> Post {TURNED}'
PATH = f"reports/<b onmouseover=window.ran=5>{LINK}</b>.txt"
TEXT = (
    f"Soldiers of the {HANDLER} brigade shelled the {HIDDEN} and killed 12 people, police said {SCRIPT}."
    f" Visit {LINK} and </q></bdi></main> {TURNED} soldiers."
)
FAILED = f"failed/{HANDLER}{TURNED}.html"


def hostile_record(path: Path) -> Path:
    """The record of a hostile report with an event, of one without title whose path is hostile, and of a file not read."""
    read = replace(document(TEXT, path="reports/a.txt", outlet=OUTLET), title=TITLE, url=LINK)
    nameless = document("The boats came home.", path=PATH, outlet=None)
    brigade = Ref(at(TEXT, f"{HANDLER} brigade"), "A1")
    killed = figure(TEXT, "12", count(12, 12, 12), source=(Ref(at(TEXT, "police"), None),))
    shelled = event(TEXT, "E1", "shelled", actors=(brigade,), targets=(Ref(at(TEXT, HIDDEN), None),), figures=(killed,))
    with Store.open(path, "create") as store:
        told = extraction(read, actors=(actor(TEXT, "A1", f"{HANDLER} brigade", "military"),), events=(shelled,))
        append(store, told, extraction(nameless))
        (run,) = store.runs()
        store.append_failures(run, [Failure(FAILED, "undecodable", f"{FAILED}: it is no text")])
    return path


def watch_dialogs(page: Page) -> Callable[[], list[str]]:
    """Notes what dialogs open from now on, and closes them."""
    opened: list[str] = []

    def close(dialog: Dialog) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", close)
    return lambda: opened


def assert_harmless(page: Page, dialogs: Callable[[], list[str]]) -> None:
    """Nothing of the report ran, became an element or an address, and nothing outside its words is turned around."""
    assert dialogs() == []
    assert page.evaluate("typeof window.ran") == "undefined"
    made = "document.querySelectorAll('#app script, #app img, #app b[onmouseover], [onerror], [onload]').length"
    assert page.evaluate(made) == 0
    assert page.evaluate("[...document.links].filter((link) => !link.href.startsWith(location.origin)).length") == 0
    loose = """() => {
      const found = [], walk = document.createTreeWalker(document.getElementById("app"), NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const text = walk.currentNode;
        if (/[\\u202a-\\u202e\\u2066-\\u2069]/.test(text.data) && !text.parentElement.closest("bdi, option, textarea")) found.push(text.data);
      }
      return found;
    }"""
    assert page.evaluate(loose) == []
