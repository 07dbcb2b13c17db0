"""Fixtures that tests of several kinds share."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the example reports, as `make demo` writes it."""
    path = tmp_path_factory.mktemp("demo") / "record.db"
    command = [sys.executable, "-m", "truceline", "read", str(ROOT / "examples" / "reports"), "--record", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path


@pytest.fixture
def record(examples: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may write to."""
    path = tmp_path / "record.db"
    for file in examples.parent.glob("record.db*"):
        shutil.copy(file, tmp_path / file.name)
    return path
