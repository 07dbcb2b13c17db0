"""A report with letters beyond sixteen bits, marks that turn the direction of writing, and markup; and how it is opened."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.conftest import ROOT
from truceline.record import Store

MISSED = "nineteen"
REPORT = f"""Market blast 😀 in Mosul <b>bold</b>

March 3, 2008

MOSUL, Iraq — 😀😀 𒀭𒂗 A car bomb exploded in a market in Mosul on Monday, killing 12 people, police said.

The morgue book \u202ehas\u202c {MISSED} lines for that day. 🕊 The stalls were in Sinjar Street.

<script>document.title = "owned"</script><img src="x" onerror="document.title = 'owned'"> Zero\u200bwidth words.
"""


def open_report(page: Page, served: Served) -> str:
    """Open the odd report; gives its id."""
    with Store.open(served.record) as store:
        own = next(info.id for info in store.documents() if info.path.endswith("odd.txt"))
    page.goto(served.at(f"/document/{own}"))
    expect(page.locator(".text mark").first).to_be_visible()
    return own


def read_odd(folder: Path) -> Path:
    """A record of the odd report and of two plain ones, made in this folder."""
    reports = folder / "reports"
    reports.mkdir()
    (reports / "odd.txt").write_text(REPORT, "utf-8")
    for name in ("2004-08-26-wire-kufa-mosque.txt", "2008-03-26-wire-basra-offensive.txt"):
        shutil.copy(ROOT / "examples" / "reports" / name, reports)
    command = [sys.executable, "-m", "truceline", "read", str(reports), "--record", str(folder / "record.db")]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "record.db"


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
