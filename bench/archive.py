"""A whole archive read into one record: time, memory and size on disk, at a quarter, a half and all of it.

    python -m bench.archive --data FOLDER [--parts 4 2 1] [--jobs 2] [--json FILE]

`FOLDER` holds news items as JSON Lines, gzipped or not. Part 4 is every fourth item, so that all years are there. Ten
items are held back and read into the finished record: what a few further reports cost. Each part is read by a process
of its own, whose memory and that of its workers is looked at five times a second. Prints a table, and one JSON object
to standard output or into the file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.__main__ import processor
from truceline import pipeline
from truceline.read import read
from truceline.record import Store

FURTHER = 10
_EVERY = 0.2
_MB = 1e6


def lines(folder: Path, step: int) -> Iterator[bytes]:
    """Every n-th line of all files, in order of their names."""
    number = 0
    for path in sorted([*folder.rglob("*.jsonl"), *folder.rglob("*.jsonl.gz")]):
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as found:
            for line in found:
                if number % step == 0:
                    yield line
                number += 1


def measured(folder: Path, step: int, jobs: int, place: Path) -> dict[str, object]:
    """Read one part in a process of its own."""
    items, further = place / "items.jsonl", place / "further.jsonl"
    taken = list(lines(folder, step))
    items.write_bytes(b"".join(taken[:-FURTHER]))
    further.write_bytes(b"".join(taken[-FURTHER:]))
    del taken
    command = [sys.executable, "-m", "bench.archive", "--one", str(place), "--jobs", str(jobs)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peaks = watched(process)
    assert process.stdout is not None
    found = json.loads(process.stdout.read())
    return {"part": f"1/{step}", **found, **peaks, "record MB": round((place / "archive.db").stat().st_size / _MB)}


def watched(process: subprocess.Popen[str]) -> dict[str, int | None]:
    """Peak memory of a process, of those that it started, and of all at one moment, in MB, until it ends."""
    parent = workers = total = 0
    while process.poll() is None:
        own, others = resident(process.pid), sum(map(resident, children(process.pid)))
        parent, workers, total = max(parent, own), max(workers, others), max(total, own + others)
        time.sleep(_EVERY)
    peaks = {"parent peak MB": parent, "workers peak MB": workers, "all peak MB": total}
    return {what: round(peak / 1024) if peak else None for what, peak in peaks.items()}


def resident(pid: int) -> int:
    """Resident memory of a process in kilobytes; 0 if it is gone or the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")), 0)


def children(pid: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    try:
        found = [int(own) for path in Path(f"/proc/{pid}/task").glob("*/children") for own in path.read_text().split()]
    except OSError:
        return []
    return [*found, *(other for own in found for other in children(own))]


def one(place: Path, jobs: int) -> dict[str, object]:
    """Read what `measured` prepared into a record, then the further items."""
    record = place / "archive.db"
    begun = time.perf_counter()
    with Store.open(record, "create") as store:
        tally = pipeline.read_into(store, read([str(place / "items.jsonl")]), jobs=jobs)
        whole, used = time.perf_counter() - begun, processor_seconds()
    begun = time.perf_counter()
    with Store.open(record, "write") as store:
        pipeline.read_into(store, read([str(place / "further.jsonl")]), jobs=1)
        more = time.perf_counter() - begun
        counts = store.counts()
    stages = {f"{stage} s": round(seconds, 1) for stage, seconds in tally.seconds.items()}
    return {
        "items": tally.documents, "words": tally.words, "failed": tally.failed, "jobs": jobs, "s": round(whole, 1),
        "processor s": round(used),
        "read s": round(whole - sum(tally.seconds.values()), 1), **stages,
        f"{FURTHER} further s": round(more, 1), "events": tally.events, "ceasefires": tally.ceasefires,
        "statements": counts["statement"], "links": counts["link"] - counts["link_end"],
        "tables MB": sizes(record),
    }  # fmt: skip


def processor_seconds() -> float:
    """Seconds of processor time that this process and those that it started and saw end have used."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in used)


def sizes(record: Path) -> dict[str, int]:
    """Megabytes of the ten largest tables and indexes, where SQLite tells them."""
    sql = "SELECT name, sum(pgsize) / 1e6 FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 10"
    connection = sqlite3.connect(record)
    try:
        return {name: round(size) for name, size in connection.execute(sql)}
    except sqlite3.Error:
        return {}
    finally:
        connection.close()


def table(parts: list[dict[str, object]]) -> str:
    """The numbers side by side, a line for each part."""
    names = [
        "part", "items", "words", "s", "processor s", "read s", "append s", "fold s", "link s", f"{FURTHER} further s",
        "parent peak MB", "workers peak MB", "all peak MB", "record MB",
    ]  # fmt: skip
    rows = [names, *([str(part.get(name)) for name in names] for part in parts)]
    return "\n".join("  ".join(cell.rjust(len(name)) for cell, name in zip(row, names, strict=True)) for row in rows)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m bench.archive", description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--parts", type=int, nargs="+", default=[4, 2, 1])
    parser.add_argument("--jobs", type=int, default=pipeline.default_jobs())
    parser.add_argument("--json", type=Path)
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.one is not None:
        print(json.dumps(one(wanted.one, wanted.jobs)))  # noqa: T201  # for the process that started this one
        return
    if wanted.data is None:
        parser.error("--data: name the folder with the news items")
    parts = []
    for step in wanted.parts:
        with tempfile.TemporaryDirectory() as place:
            parts.append(measured(wanted.data, step, wanted.jobs, Path(place)))
        sys.stderr.write(f"{table(parts)}\n")
    result = json.dumps({"processor": processor(), "parts": parts}, indent=1)
    if wanted.json is None:
        print(result)  # noqa: T201  # the result of the program
    else:
        wanted.json.write_text(f"{result}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
