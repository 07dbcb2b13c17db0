"""A process killed in the middle of a write leaves whole documents, and going on ends in the same record."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from truceline.record import Store

ROOT = Path(__file__).parents[2]
READER = """
import os, signal, sys
from tests.factories import NOON, VERSION, basra, reading
from truceline.record import Store

path, fatal = sys.argv[1], int(sys.argv[2])
readings = [reading(basra(f"{n}.txt", deaths=n % 7 + 1)) for n in range(12)]

def count(sql):
    global fatal
    fatal -= 1
    if fatal == 0:
        os.kill(os.getpid(), signal.SIGKILL)

with Store.open(path, "create") as store:
    store._connection.set_trace_callback(count)
    run = store.begin_run(VERSION, agent="test", at=NOON)
    for start in range(0, len(readings), 5):
        store.append(run, readings[start : start + 5])
        store.fold()
    store.end_run(run, at=NOON)
"""


def run(path: Path, fatal: int) -> int:
    """Read twelve documents into the record; die at the statement of SQL numbered `fatal` (0: never)."""
    return subprocess.run([sys.executable, "-c", READER, str(path), str(fatal)], cwd=ROOT, check=False).returncode


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("whole") / "r.db"
    assert run(path, 0) == 0
    with Store.open(path) as store:
        return store.verify().digest


@pytest.mark.parametrize("fatal", [2, 40, 333, 900, 1700, 2500])
def test_killed_and_begun_again_it_is_the_same_record(tmp_path: Path, whole: str, fatal: int) -> None:
    path = tmp_path / "r.db"
    assert run(path, fatal) == -signal.SIGKILL
    with Store.open(path, "write") as store:
        store.fold()
        assert store.verify().problems == ()
    assert run(path, 0) == 0
    with Store.open(path) as store:
        report = store.verify()
    assert report.ok
    assert report.digest == whole
