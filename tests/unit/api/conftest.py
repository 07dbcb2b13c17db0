"""The record of the example reports, in a folder of its own, as users call it: ``demo.db``."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import truceline
from truceline import Record

REPORT = (
    "BASRA, March 31 - Shelling killed 12 civilians in Basra on Sunday, police said. A hospital official said close to"
    " 500 people were wounded.\n\nMuqtada al-Sadr declared a ceasefire on Monday. The truce was brokered by Iran.\n"
)


@pytest.fixture
def demo(examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with ``demo.db``, which is also the present one."""
    for file in examples.parent.glob("record.db*"):
        shutil.copy(file, tmp_path / file.name.replace("record.db", "demo.db"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "demo.db"


@pytest.fixture
def opened(demo: Path) -> Iterator[Record]:  # type: ignore[type-arg]
    """The record, opened with pandas frames."""
    with truceline.open(demo, frames="pandas") as record:
        yield record


@pytest.fixture(scope="session")
def found() -> truceline.Extraction:
    """What one short report says."""
    return truceline.extract(REPORT, published="2008-03-31", outlet="The Paper")
