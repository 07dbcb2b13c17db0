"""The workbench over a large record: first page, every address, every view, scrolling, and memory of the server.

    python -m bench.workbench [RECORD] [--json out/workbench.json]

Without a record the one of `bench.made_record` is made in out/ once: 50,000 documents, 400,000 statements. Addresses
are those of `truceline.serve.routes`, views those of the navigation bar, so new ones are measured unasked. The server
is a process of its own; the browser is a Chromium of this machine. What misses its bar is marked.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from playwright.sync_api import Page, sync_playwright

from bench import made_record
from bench.__main__ import processor
from truceline.record import Store
from truceline.serve.routes import ROUTES

BARS = {"first page": 1500, "answer": 500, "view": 500, "frame": 100, "server MB": 500}  # ms, but for the last
TIMES = 5
ASKED: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "events": (*({"order": order} for order in ("newest", "killed", "reports", "doubt")), {"offset": "4000"}),
    "documents": ({"offset": "40000"},),
    "choices": ({"like": "army"},),
    "search": tuple(
        {"q": typed} | more
        for typed in ("police", "the", "bridge OR market", '"in brief"', "s*", "harvest -rain")
        for more in ({}, {"order": "day"})
    ),
}
"""What an address is asked besides the filters."""
_SCROLL = """async (seconds) => {
  const frames = [], until = performance.now() + seconds * 1000;
  let last = performance.now();
  while (performance.now() < until) {
    scrollBy(0, 180);
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last);
    last = now;
  }
  frames.sort((a, b) => a - b);
  return { median: frames[frames.length >> 1], worst: frames[frames.length - 1], scrolled: scrollY };
}"""
_DRAWN = """(name) => document.querySelector(".bar a[aria-current]")?.textContent === name
  && document.querySelector("main h1") && !document.querySelector("main .loading")"""


def filters(record: Path) -> list[dict[str, str]]:
    """Filters as an analyst sets them, with values that occur often in the record."""
    often = {
        "outlet": "SELECT outlet FROM reading WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY count(*) DESC LIMIT 1",
        "country": "SELECT country FROM place WHERE country IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
        "place": "SELECT name FROM place GROUP BY name ORDER BY count(*) DESC LIMIT 1",
        "actor": "SELECT canonical_id FROM actor GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
    }
    with Store.open(record) as store:
        found = {name: next(store.select(sql))[0] for name, sql in often.items()}
    alone = [{name: value} for name, value in found.items()]
    others = [
        {"since": "2014-01-01", "until": "2015-06-30"}, {"type": "shelling,air_strike"}, {"status": "asserted"},
        {"review": "accepted,corrected"}, {"words": "hospital"}, {"words": "the"}, {"killed": "10"},
    ]  # fmt: skip
    return [
        {},
        *alone,
        *others,
        {"country": found["country"], "since": "2014-01-01", "type": "shelling", "killed": "1"},
    ]


@contextmanager
def serving(record: Path) -> Iterator[tuple[str, int]]:
    """The workbench in a process of its own: its address with the token, and the number of the process."""
    command = [sys.executable, "-m", "truceline", "serve", str(record), "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        said = "".join(process.stdout.readline() for _ in range(2))
        address = re.search(r"http://\S+", said)
        assert address is not None, said
        yield address[0], process.pid
    finally:
        process.terminate()
        process.wait(10)


def peak_mb(pid: int) -> float | None:
    """Most resident memory of a process so far, where the system tells it."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return None
    return next((int(x.split()[1]) / 1024 for x in status.splitlines() if x.startswith("VmHWM:")), None)


def processor_ms(pid: int) -> float:
    """Processor time that a process has used so far, in ms; it hangs less on other programs than the clock."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def addresses(record: Path, wanted: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Every reading address with every filter, as (name, path); those with an id get one that has much to show."""
    with Store.open(record) as store:
        ids = {table: _id(store, table) for table in ("event", "document", "ceasefire", "actor")}
    ids |= dict.fromkeys(("row", "history"), ids["event"])
    for route in ROUTES:
        if route.method != "GET":
            continue
        path = route.path
        if "{" in path:
            table = path.partition("/")[0].rstrip("s")
            if ids.get(table) is None or path.count("{") > 1:
                sys.stderr.write(f"not measured: {path}\n")
                continue
            path = re.sub(r"\{[^}]*\}", quote(str(ids[table])), path)
        for asked in (*wanted, *ASKED.get(route.path, ())):
            if route.path != "search" or "q" in asked:
                yield route.path, f"{path}?{urlencode(asked)}"
        if route.path == "search":
            yield from ((route.path, f"{path}?{urlencode({'q': 'town OR city', **asked})}") for asked in wanted)


def _id(store: Store, table: str) -> str | None:
    own = {
        "event": "SELECT happening_id FROM event GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
        "document": "SELECT document_id FROM event GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
        "ceasefire": "SELECT canonical_id FROM ceasefire GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
        "actor": "SELECT canonical_id FROM actor GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
    }[table]
    return next((str(found) for (found,) in store.select(own)), None)


def answers(address: str, record: Path, pid: int) -> dict[str, dict[str, float]]:
    """Median and worst time and the server's processor time of each address, in ms, and the answer's size, in kB."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    base = address.partition("/?")[0]
    for _ in range(100):  # the server is still starting
        try:
            browser.open(address).read()
            break
        except OSError:
            time.sleep(0.1)
    found = {}
    for _, path in addresses(record, filters(record)):
        taken, size, used = [], 0, processor_ms(pid)
        for _ in range(TIMES):
            begun = time.perf_counter()
            with browser.open(f"{base}/api/{path}") as answer:
                size = len(answer.read())
            taken.append(1000 * (time.perf_counter() - begun))
        median, worst = statistics.median(taken), max(taken)
        found[path] = {
            "median ms": round(median, 1), "worst ms": round(worst, 1),
            "processor ms": round((processor_ms(pid) - used) / TIMES), "kB": round(size / 1000, 1),
        }  # fmt: skip
    return found


def first_page(page: Page, address: str) -> float:
    """From asking for the address to the first row that is shown, in ms."""
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator("main li").first.wait_for()
    return 1000 * (time.perf_counter() - begun)


def views(page: Page) -> dict[str, dict[str, Any]]:
    """Time to draw each view of the navigation bar, in ms, and the frames while it is scrolled."""
    found = {}
    bar = page.get_by_role("navigation", name="Views").get_by_role("list")
    names = bar.get_by_role("link").all_inner_texts()
    for name in names:
        drawn = []
        for _ in range(TIMES):
            other = next(one for one in names if one != name)
            bar.get_by_text(other, exact=True).click()
            page.wait_for_function(_DRAWN, arg=other)
            page.wait_for_load_state("networkidle")
            begun = time.perf_counter()
            bar.get_by_text(name, exact=True).click()
            page.wait_for_function(_DRAWN, arg=name)
            drawn.append(1000 * (time.perf_counter() - begun))
        scrolled = page.evaluate(_SCROLL, 3)
        frames = {f"frame {what} ms": round(scrolled[what], 1) for what in ("median", "worst")}
        found[name] = {
            "median ms": round(statistics.median(drawn), 1), "worst ms": round(max(drawn), 1), **frames,
            "scrolled px": round(scrolled["scrolled"]),
        }  # fmt: skip
    return found


def measured(record: Path) -> dict[str, Any]:
    """Everything about one record."""
    with Store.open(record) as store:
        counts = {
            name: rows
            for name, rows in store.counts().items()
            if name in ("document", "statement", "event", "decision")
        }
    with serving(record) as (address, pid):
        begun = answers(address, record, pid)
        chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            opened = []
            for _ in range(TIMES):
                context = browser.new_context(viewport={"width": 1280, "height": 720}, bypass_csp=True)
                page = context.new_page()
                opened.append(first_page(page, address))
                if len(opened) < TIMES:
                    context.close()
            seen = views(page)
            browser.close()
        memory = peak_mb(pid)
    return {
        "processor": processor(), "record": counts,
        "first page": {"median ms": round(statistics.median(opened)), "worst ms": round(max(opened))},
        "server MB": None if memory is None else round(memory), "views": seen, "answers": begun,
    }  # fmt: skip


def table(found: Mapping[str, Any]) -> str:
    """The numbers, a line each; a star where the worst misses its bar."""
    lines = [", ".join(f"{rows} {name}s" for name, rows in found["record"].items())]
    first, memory = found["first page"], found["server MB"] or 0
    lines.append(
        f"first page: {first['median ms']} ms, worst {first['worst ms']}{_star(first['worst ms'], 'first page')}"
    )
    lines.append(f"server: {memory} MB{_star(memory, 'server MB')}")
    for name, of in found["views"].items():
        frame = (
            f"frames {of['frame median ms']} ms, longest {of['frame worst ms']}{_star(of['frame worst ms'], 'frame')}"
        )
        lines.append(
            f"{name.rjust(24)}  {of['median ms']:7.0f} {of['worst ms']:7.0f} ms{_star(of['worst ms'], 'view')}  {frame}"
        )
    for path, of in sorted(found["answers"].items(), key=lambda item: -item[1]["worst ms"]):
        slow = _star(of["worst ms"], "answer")
        times = f"{of['median ms']:7.0f} {of['worst ms']:7.0f} ms{slow}  processor {of['processor ms']:4.0f} ms"
        lines.append(f"{times} {of['kB']:7.1f} kB  {path}")
    return "\n".join(lines)


def _star(number: float, bar: str) -> str:
    return " *" if number > BARS[bar] else ""


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m bench.workbench", description=__doc__)
    parser.add_argument("record", type=Path, nargs="?", default=Path("out/made.db"))
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args()
    if not wanted.record.exists():
        wanted.record.parent.mkdir(parents=True, exist_ok=True)
        made_record.make(wanted.record, documents=50_000, wanted=400_000, decisions=1000, seed=13)
    found = measured(wanted.record)
    sys.stderr.write(f"{table(found)}\n")
    result = json.dumps(found, indent=1)
    if wanted.json is None:
        print(result)  # noqa: T201  # the result of the program
    else:
        wanted.json.write_text(f"{result}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
