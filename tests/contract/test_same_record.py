"""The same input gives the same record: again, in any number of processes, and after being killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from tests.contract.conftest import Call
from tests.contract.dispatches import write
from truceline.record import Store

KILLS = 4
DOCUMENTS = 2000


def digest(record: Path) -> str:
    with Store.open(record) as store:
        return store.digest()


def reading(items: Path, record: Path, jobs: int = 2) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "truceline", "read", str(items), "--record", str(record), "--jobs", str(jobs)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_killed_at_any_moment_and_begun_again_the_record_is_the_same(tmp_path: Path) -> None:
    items = write(tmp_path / "items.jsonl", DOCUMENTS)
    begun = time.monotonic()
    assert reading(items, tmp_path / "whole.db").wait() == 0
    whole = time.monotonic() - begun

    random = Random(11)
    killed = 0
    for _ in range(KILLS):
        process = reading(items, tmp_path / "killed.db")
        try:
            process.wait(timeout=random.uniform(0.05, 0.5) * whole)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            killed += 1
    assert killed > 0
    assert reading(items, tmp_path / "killed.db").wait() == 0
    assert digest(tmp_path / "killed.db") == digest(tmp_path / "whole.db")


@pytest.mark.slow
def test_reading_again_adds_nothing_and_costs_next_to_nothing(tmp_path: Path) -> None:
    items = write(tmp_path / "items.jsonl", 600)
    record = tmp_path / "r.db"
    begun = time.monotonic()
    assert reading(items, record, jobs=1).wait() == 0
    first, before = time.monotonic() - begun, digest(record)
    begun = time.monotonic()
    assert reading(items, record, jobs=1).wait() == 0
    again = time.monotonic() - begun
    assert digest(record) == before
    assert again < first


def test_processes_and_order_do_not_matter(tmp_path: Path, call: Call) -> None:
    first = write(tmp_path / "a.jsonl", 40, seed=1)
    second = write(tmp_path / "b.jsonl", 40, seed=2)
    assert call("read", first, second, "--record", tmp_path / "one.db", "--jobs", 1).status == 0
    assert call("read", second, "--record", tmp_path / "two.db", "--jobs", 2).status == 0
    assert call("read", first, "--record", tmp_path / "two.db", "--jobs", 2).status == 0
    assert digest(tmp_path / "one.db") == digest(tmp_path / "two.db")


def test_a_document_is_read_the_same_among_any_others(tmp_path: Path, call: Call) -> None:
    items = write(tmp_path / "items.jsonl", 12)
    alone = tmp_path / "alone.jsonl"
    alone.write_text(items.read_text(encoding="utf-8").splitlines()[5] + "\n", encoding="utf-8")
    among = call("extract", items).out.splitlines()[5].replace("items.jsonl", "alone.jsonl")
    assert call("extract", alone).out.strip() == among
