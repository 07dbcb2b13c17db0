"""docs/python.md runs from top to bottom, with what it says that is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.blocks import blocks, run_page
from tests.docs.conftest import ROOT

PAGE = ROOT / "docs" / "python.md"


def test_the_page_runs(desk: Path) -> None:
    pytest.importorskip("spacy", reason="the page shows a spaCy Doc")
    space = run_page(PAGE)
    assert (desk / "basra.html").exists()
    assert len(space["record"].decisions) == 2


def test_the_page_shows_outputs() -> None:
    kinds = [block.kind for block in blocks(PAGE)]
    assert kinds.count("output") >= 6
    assert kinds.count("python") > kinds.count("output")
