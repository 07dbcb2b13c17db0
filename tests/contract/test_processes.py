"""Processes: a worker that dies, an interruption, a full disk under the output."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.contract.conftest import GOOD, Call
from tests.contract.dispatches import write
from truceline import pipeline
from truceline.model.ledger import Reading
from truceline.model.text import Document, Failure
from truceline.read import ReadOptions, read


class Deadly(str):
    """A path that ends whatever process it is sent to."""

    __slots__ = ()

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (9,)


def documents(folder: Path) -> list[Document]:
    return [d for d in read([str(folder)], ReadOptions(), sys.stdin.buffer) if isinstance(d, Document)]


def test_a_document_that_kills_its_worker_fails_and_the_rest_go_on(folder: Path) -> None:
    (folder / "other.txt").write_text(GOOD.replace("six", "five"), encoding="utf-8")
    good, other = documents(folder)
    bad = replace(good, path=Deadly("bad.txt"))
    found = list(pipeline.understood([good, bad, other], jobs=2))
    assert [type(one) for one in found] == [Reading, Failure, Reading]
    assert isinstance(found[1], Failure)
    assert (found[1].path, found[1].code) == ("bad.txt", "worker_died")


@pytest.mark.skipif(not Path(f"/proc/self/task/{os.getpid()}/children").exists(), reason="needs to see processes")
def test_the_workers_of_a_killed_process_end(tmp_path: Path) -> None:
    items = write(tmp_path / "items.jsonl", 6000)
    command = [sys.executable, "-m", "truceline", "read", str(items), "--record", str(tmp_path / "r.db"), "--jobs", "2"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    workers: list[Path] = []
    while len(workers) < 3 and process.poll() is None:  # two workers and what keeps track of their locks
        time.sleep(0.05)
        workers = [
            Path("/proc", pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        ]
    time.sleep(1)
    process.kill()
    process.wait()
    assert len(workers) == 3
    until = time.monotonic() + 30
    while any(worker.exists() for worker in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [worker for worker in workers if worker.exists()]


def test_after_an_interruption_what_was_written_is_kept(
    call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(items: Iterable[pipeline.Item], jobs: int, own: pipeline.Own) -> Iterator[pipeline.Result]:
        yield from ()
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "understood", stopped)
    done = call("read", folder, "--record", tmp_path / "r.db")
    assert done.status == 130
    assert "goes on from there" in done.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_under_the_output_is_said() -> None:
    command = [sys.executable, "-m", "truceline", "schema", "extract"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "truceline: the output cannot be written (No space left on device); it is not complete\n"
