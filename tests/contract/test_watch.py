"""``truceline watch``: reports that arrive while it runs, and when the record is linked."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.contract.conftest import GOOD, Call
from truceline.errors import RecordBusy
from truceline.model.records import EventRow
from truceline.model.text import Failure
from truceline.pipeline import Tally, read_new
from truceline.pipeline.watching import Linked, News, Pace, Watch
from truceline.read import ReadOptions
from truceline.record import Store

OTHER = GOOD.replace("six policemen in Baquba", "five soldiers in Kirkuk")


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    return place


def documents(record: Path) -> list[str]:
    with Store.open(record) as store:
        return [Path(d.path).name for d in store.documents()]


def until(true: Callable[[], bool]) -> None:
    """Wait for something to become true, a minute at most."""
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def _heeding() -> None:
    """Heed an interrupt, also where whoever started the tests ignores it, as a shell does in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def watching(incoming: Path, record: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "truceline", "watch", str(incoming), "--record", str(record)]
    command += ["--every", "1", "--link-after", "4", "--jobs", "1"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stderr=out, preexec_fn=_heeding)
    try:
        until(lambda: "watching" in log.read_text(encoding="utf-8") and record.exists())
        yield process
    finally:
        process.kill()
        process.wait()


def test_reports_that_arrive_are_read_once_whole_and_linked_when_it_is_quiet(incoming: Path, tmp_path: Path) -> None:
    record, log = tmp_path / "r.db", tmp_path / "log"
    with watching(incoming, record, log) as process:
        (incoming / "a.txt").write_text(GOOD, encoding="utf-8")
        with (incoming / "slow.txt").open("w", encoding="utf-8") as slow:
            words = 0

            def read_while_writing() -> bool:
                nonlocal words
                slow.write(f"{OTHER.split()[words % len(OTHER.split())]} ")
                slow.flush()
                words += 1
                return words > 60 and documents(record) != []

            until(read_while_writing)
            assert documents(record) == ["a.txt"]  # the other is still being written
        (incoming / "bad.txt").write_bytes(b"%PDF-1.4 no text")
        until(lambda: len(documents(record)) == 2)
        (incoming / "a.txt").rename(incoming / "moved.txt")
        with Store.open(record, "write") as store:  # another process, such as the workbench, goes on
            event = next(store.rows(EventRow))
            store.decide("accept", by="ana", reason="read", at=datetime.now(UTC), record_id=event.id)
        until(lambda: "linked" in log.read_text(encoding="utf-8"))
        time.sleep(3)  # three more looks
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
    assert sorted(documents(record)) == ["a.txt", "slow.txt"]
    told = log.read_text(encoding="utf-8")
    assert told.count("failed: ") == 1
    assert "stopped; what was written is kept" in told
    with Store.open(record) as store:
        (slow_one,) = [store.document(d.id) for d in store.documents() if d.path.endswith("slow.txt")]
        assert len(slow_one.document.text.split()) == words
        assert [f.path.endswith("bad.txt") for f in store.failures()] == [True]
        assert store.verify().problems == ()
        assert not store.stale


@pytest.mark.skipif(os.name != "posix", reason="sends a signal of Unix")
def test_it_ends_as_a_service_is_ended(incoming: Path, tmp_path: Path) -> None:
    with watching(incoming, tmp_path / "r.db", tmp_path / "log") as process:
        process.terminate()
        assert process.wait(timeout=30) == 0


def test_once_reads_what_is_whole_and_links(incoming: Path, tmp_path: Path, call: Call) -> None:
    (incoming / "a.txt").write_text(GOOD, encoding="utf-8")
    done = call("watch", incoming, "--once", "--every", 0.1, "--record", tmp_path / "r.db")
    assert (done.status, done.out) == (0, "")
    assert "1 new" in done.err
    assert "linked" in done.err
    again = call("watch", incoming, "--once", "--every", 0.1, "--record", tmp_path / "r.db")
    assert (again.status, again.err) == (0, "")
    (incoming / "b.txt").write_bytes(b"")
    assert call("watch", incoming, "--once", "--every", 0.1, "--record", tmp_path / "r.db").status == 1
    missing = call("watch", tmp_path / "nowhere", "--record", tmp_path / "r.db")
    assert missing.status == 2
    assert "nowhere" in missing.err


def test_it_ends_with_the_record_that_read_makes(incoming: Path, tmp_path: Path, call: Call) -> None:
    for n, words in enumerate((GOOD, OTHER)):
        (incoming / f"{n}.txt").write_text(words, encoding="utf-8")
    assert call("watch", incoming, "--once", "--every", 0.1, "--record", tmp_path / "w.db").status == 0
    assert call("read", incoming, "--record", tmp_path / "r.db", "--jobs", 1).status == 0
    with Store.open(tmp_path / "w.db") as one, Store.open(tmp_path / "r.db") as other:
        assert one.digest() == other.digest()


class Clock:
    """Time that passes only in pauses, in which files arrive; it ends the watch after the last of them."""

    def __init__(self, *steps: Callable[[], object] | None) -> None:
        self.now, self.steps = 0.0, list(steps)

    def __call__(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        if not self.steps:
            raise KeyboardInterrupt
        self.now += seconds
        step = self.steps.pop(0)
        if step is not None:
            step()


def told(store: Store, folder: Path, clock: Clock, pace: Pace) -> list[News]:
    watch = Watch(store, [str(folder)], options=ReadOptions(), jobs=1, pace=pace, clock=clock, pause=clock.pause)
    found: list[News] = []
    with suppress(KeyboardInterrupt):
        for news in watch.go():
            found.append(news)
    return found


def writing(path: Path, words: str) -> Callable[[], object]:
    return lambda: path.write_text(words, encoding="utf-8")


def test_the_record_is_linked_when_it_is_quiet_or_after_the_longest_wait(incoming: Path, tmp_path: Path) -> None:
    texts = [GOOD.replace("six", number) for number in ("two", "three", "four", "five", "seven", "eight")]
    arrive = [writing(incoming / f"{n}.txt", words) for n, words in enumerate(texts)]
    with Store.open(tmp_path / "r.db", "create") as store:
        news = told(store, incoming, Clock(*arrive, *[None] * 6), Pace(every=10, quiet=30, longest=1000))
        assert [type(one) for one in news] == [Tally] * 6 + [Linked]  # once, after all six
    with Store.open(tmp_path / "other.db", "create") as store:
        steps = [writing(incoming / f"{n}.txt", words + "again") for n, words in enumerate(texts)]
        news = told(store, incoming, Clock(*steps, None, None), Pace(every=10, quiet=1000, longest=25))
        kinds = [type(one) for one in news]
        assert kinds.count(Linked) >= 2
        assert kinds.count(Tally) > kinds.count(Linked)


def test_a_record_that_is_busy_is_tried_again_and_a_lost_folder_told_once(
    incoming: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, refused = read_new, iter([True, True])

    def busy_at_first(*arguments: object, **named: object) -> Tally:
        if next(refused, False):
            raise RecordBusy("r.db: another process is writing")
        return real(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("truceline.pipeline.watching.read_new", busy_at_first)
    (incoming / "a.txt").write_text(GOOD, encoding="utf-8")
    away = tmp_path / "away"
    steps: list[Callable[[], object] | None] = [
        None,
        None,
        None,
        None,
        lambda: incoming.rename(away),
        None,
        lambda: away.rename(incoming),
        None,
    ]
    steps += [lambda: shutil.rmtree(incoming), None]
    with Store.open(tmp_path / "r.db", "create") as store:
        news = told(store, incoming, Clock(*steps), Pace(every=10, quiet=1000))
    assert [type(one) for one in news] == [RecordBusy, Tally, Failure, Failure]
