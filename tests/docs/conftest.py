"""A folder as the pages want it: the example reports, and their record as ``demo.db``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder, which is also the present one."""
    for file in examples.parent.glob("record.db*"):
        shutil.copy(file, tmp_path / file.name.replace("record.db", "demo.db"))
    shutil.copytree(ROOT / "examples" / "reports", tmp_path / "examples" / "reports")
    monkeypatch.chdir(tmp_path)
    return tmp_path
