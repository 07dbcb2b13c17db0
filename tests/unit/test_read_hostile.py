"""Files made to exhaust memory or time end in a clear failure, in a process that may have little of both."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.hostile_files import CASES, MEMORY, READ, SECONDS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="bounds a process as Linux does"),
]
PEAK = 512  # megabytes that are really used


@pytest.mark.parametrize("name", CASES)
def test_hostile(tmp_path: Path, name: str) -> None:
    file, made, wanted = CASES[name]
    path = tmp_path / file
    path.write_bytes(made())
    bounds = [str(MEMORY), str(SECONDS)]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", READ, str(path), *bounds], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    codes, _, peak = json.loads(done.stdout)
    assert codes == wanted
    assert peak < PEAK
