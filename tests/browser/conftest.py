"""A workbench over the demonstration record, and a browser to use it with."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, sync_playwright

from truceline.serve import Door, application, built

REQUIRED = "TRUCELINE_BROWSER"  # set where a missing browser or page is a failure, as in continuous integration


def chromium() -> str | None:
    """A Chromium on this machine; none is ever downloaded."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = [] if built() else ["the page is not built: make workbench"]
    if chromium() is None:
        missing.append("there is no Chromium on this machine")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if missing and not os.environ.get(REQUIRED):
                item.add_marker(pytest.mark.skip(reason="; ".join(missing)))


@dataclass
class Served:
    """A workbench that runs; `outside` collects requests to anywhere else, `said` what the console said of errors."""

    door: Door
    record: Path
    outside: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def at(self, path: str) -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self.door.port}{path}"


@pytest.fixture
def serve() -> Iterator[Callable[[Path], Served]]:
    """Runs a workbench over a record until the test ends."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def run(record: Path) -> Served:
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        door = Door(listening.getsockname()[1])
        server = uvicorn.Server(uvicorn.Config(application(record, door), log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        running.append((server, thread))
        return Served(door, record)

    yield run
    for server, thread in running:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def served(record: Path, serve: Callable[[Path], Served]) -> Served:
    """A workbench over the demonstration record."""
    return serve(record)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        found = play.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-background-networking"]
        )
        yield found
        found.close()


@pytest.fixture
def context(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """A fresh profile at 1280x720 under the page's own policy; every request to elsewhere is refused and noted."""
    with browser.new_context(viewport={"width": 1280, "height": 720}, accept_downloads=True) as made:
        made.set_default_timeout(10_000)
        home = f"http://127.0.0.1:{served.door.port}/"

        def watch(route: Route, request: Request) -> None:
            if request.url.startswith((home, "data:", "blob:")):
                route.continue_()
            else:
                served.outside.append(request.url)
                route.abort()

        made.route("**/*", watch)
        yield made


@pytest.fixture
def page(context: BrowserContext, served: Served) -> Iterator[Page]:
    """The workbench, opened; a test that leaves an error in the console or asks anything of elsewhere fails."""
    opened = context.new_page()
    opened.on("console", lambda message: served.said.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: served.said.append(str(error)))
    opened.goto(served.door.address)
    opened.get_by_label("coder").fill("ana")
    opened.get_by_label("coder").press("Enter")
    yield opened
    assert served.outside == []
    assert served.said == []
