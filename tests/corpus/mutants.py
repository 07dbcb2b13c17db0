"""Mutants of the 200 files: bytes flipped, pieces cut out, doubled or swapped, another ending.

    python -m tests.corpus.mutants [--runs 2000] [--seed 1]

Reads each mutant, and prints those that raise, take more than `SECONDS`, or bring a process over `MEMORY` megabytes.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.corpus.made import files
from truceline.model.text import Document, Failure, Skipped
from truceline.read import read

SECONDS = 20
MEMORY = 1024
_ENDINGS = (".pdf", ".html", ".docx", ".eml", ".warc", ".warc.gz", ".rss", ".xml", ".xlsx", ".zip", ".txt", ".csv", ".jsonl", ".md", "")  # fmt: skip


def mutants(runs: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of mutants; the same for the same seed."""
    random, made = Random(seed), files()
    for number in range(runs):
        file = random.choice(made)
        content = bytearray(file.content)
        for _ in range(random.choice((1, 1, 2, 5))):
            _mutate(content, random)
        stem, _, ending = file.name.partition(".")
        name = random.choice(_ENDINGS) if random.random() < 0.2 else f".{ending}"
        yield f"{number:05}-{stem}{name}", bytes(content)


def _mutate(content: bytearray, random: Random) -> None:
    """One change, in place."""
    if not content:
        return
    at = random.randrange(len(content))
    size = min(len(content) - at, random.choice((1, 4, 40, 400, 4000)))
    kind = random.randrange(6)
    if kind == 0:
        for _ in range(random.choice((1, 10, 100))):
            content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    elif kind == 1:
        del content[at:]
    elif kind == 2:
        del content[at : at + size]
    elif kind == 3:
        content[at:at] = content[at : at + size] * random.choice((1, 2, 50))
    elif kind == 4:
        content[at : at + size] = random.randbytes(size)
    else:
        content[at : at + size] = (
            random.choice((b"\0", b"<", b"&", b"(", b"9" * 12, b"\xff\xfe", b"\r\n\r\n", b"--b")) * size
        )


def problems(folder: Path, runs: int, seed: int) -> Iterator[str]:
    """What went wrong with any mutant, in words."""
    before = 0
    for name, content in mutants(runs, seed):
        path = folder / name
        path.write_bytes(content)
        begun = time.monotonic()
        try:
            items = list(read([str(path)]))
        except Exception as error:
            yield f"{name}: {error!r}"
            continue
        if not items and not _may_be_silent(path):
            yield f"{name}: nothing came of it"
        for item in items:
            assert isinstance(item, (Document, Skipped, Failure))
            if isinstance(item, Document):
                ends = [block.span.end for block in item.blocks]
                if ends != sorted(ends) or (ends and ends[-1] > len(item.text)):
                    yield f"{name}: blocks out of order"
            elif not item.message or (
                isinstance(item, Failure) and item.code == "damaged_file" and "Error" in item.message
            ):
                sys.stderr.write(f"{name}: {item.message}\n")
        seconds, peak = time.monotonic() - begun, _peak()
        if seconds > SECONDS:
            yield f"{name}: {seconds:.0f} s"
        if peak > MEMORY >= before:
            yield f"{name}: {peak} MB"
        before = peak
        path.unlink()


def _may_be_silent(path: Path) -> bool:
    """Containers of nothing that is read (requests, pictures, empty rows) are no failure."""
    return path.suffix in (".warc", ".gz", ".zip", ".csv", ".jsonl", ".xlsx")


def _peak() -> int:
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(peaks) // (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.mutants", description=__doc__)
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        begun, found = time.monotonic(), 0
        for problem in problems(Path(folder), wanted.runs, wanted.seed):
            found += 1
            sys.stdout.write(f"{problem}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{wanted.runs} mutants, {found} problems, {time.monotonic() - begun:.0f} s, {_peak()} MB\n")
    return found > 0


if __name__ == "__main__":
    sys.exit(main())
