"""Every page of the documentation is true: its commands run, its links lead somewhere, the site can be built."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tools.pages import DOCS, PAGES

from tests.docs.pages import PRINTED, PYTHON, ROOT, RUN, SHOWN, R, blocks, follow

ALL = sorted([*DOCS.glob("*.md"), ROOT / "README.md"])
LIVE = [page for page in ALL if any(block.language in (RUN, PYTHON) for block in blocks(page))]
_INDENTED = re.compile(r"(?:\A|\n\n)((?: {4}(?![-*|]).*\n)+)")


@pytest.mark.parametrize("page", LIVE, ids=lambda page: page.name)
def test_a_page_can_be_followed(page: Path, examples: Path, tmp_path: Path) -> None:
    follow(page, examples, tmp_path)


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.name)
def test_every_block_says_what_it_is(page: Path) -> None:
    unknown = [(b.line, b.language) for b in blocks(page) if b.language not in {RUN, PYTHON, PRINTED, R, *SHOWN}]
    assert not unknown
    if page.name not in PAGES:
        commands = [found for found in _INDENTED.findall(page.read_text(encoding="utf-8")) if "truceline " in found]
        assert not commands, "commands stand in a fenced block, so that they are run"
    meant = [
        b
        for b in blocks(page)
        if b.language in ("text", "yaml") and re.search(r"^\s*(?:\$ )?truceline ", b.text, re.MULTILINE)
    ]
    assert not meant or page.name in PAGES, "commands of truceline are run, not shown"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_follows_from_the_code_is_not_stale(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "write it anew: python -m tools.pages"


def test_the_site_is_built_without_a_warning_and_fetches_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", str(DOCS)]
    done = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for page in tmp_path.rglob("*.html"):
        fetched = re.findall(
            r"<(?:script|img|iframe|source)[^>]+src=\"(?:https?:)?//|<link[^>]+href=\"(?:https?:)?//|@import",
            page.read_text(encoding="utf-8"),
        )
        assert not fetched, page.name
    for style in tmp_path.rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//", style.read_text(encoding="utf-8")), style.name
