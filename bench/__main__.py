"""Words a second for analysing and for extracting end to end, and peak memory, on one core.

    python -m bench --data FOLDER [--items 5000]

`FOLDER` holds news items as JSON Lines (`text`, `date` or `published`), gzipped or not. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.resolving import Resolving
from truceline import pipeline
from truceline.analyse import Encoder, analyse_all
from truceline.model.text import Document
from truceline.pipeline.workers import CHUNK
from truceline.read import read
from truceline.record import Store


def rows(folder: Path, wanted: int) -> list[dict[str, str]]:
    """Every n-th item of all files, so that all years are there."""
    found: list[dict[str, str]] = []
    for path in sorted([*folder.rglob("*.jsonl"), *folder.rglob("*.jsonl.gz")]):
        opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
        with opened as lines:
            found.extend(row for line in lines if (row := json.loads(line)).get("text"))
    step = max(1, len(found) // wanted)
    return found[::step][:wanted]


def documents(folder: Path, wanted: int) -> Iterator[Document]:
    """The items as documents, through the reader."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "items.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for row in rows(folder, wanted):
                published = row.get("published") or row.get("date")
                out.write(json.dumps({"id": row.get("id"), "text": row["text"], "published": published}) + "\n")
        for item in read([str(path)]):
            if isinstance(item, Document):
                yield item


def batched(found: list[Document], size: int) -> Iterator[list[Document]]:
    """Lists of so many documents, as the pipeline takes them."""
    for first in range(0, len(found), size):
        yield found[first : first + size]


def processor() -> str:
    """Name of the processor, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((x.split(": ", 1)[1] for x in lines if x.startswith("model name")), platform.machine())


def peak_mb() -> float:
    """Largest resident memory of this process so far, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--items", type=int, default=5000)
    wanted = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    found = list(documents(wanted.data, wanted.items))
    words = sum(len(d.text.split()) for d in found)
    encoder = Encoder.load()
    analyse_all(found[:1], encoder)
    begun = time.perf_counter()
    for part in batched(found, CHUNK):
        analyse_all(part, encoder)
    analysed = time.perf_counter() - begun
    resolving = Resolving()
    for part in batched(found, CHUNK):
        resolving.measure(analyse_all(part, encoder))
    with tempfile.TemporaryDirectory() as place:
        begun = time.perf_counter()
        with Store.open(Path(place) / "bench.db", "create") as store:
            pipeline.read_into(store, found, jobs=1)
        whole = time.perf_counter() - begun
        size = (Path(place) / "bench.db").stat().st_size
    print(  # noqa: T201  # the result of the program
        json.dumps(
            {
                "items": len(found), "words": words, "processor": processor(), "cores used": 1,
                "analyse words/s": round(words / analysed), "end to end words/s": round(words / whole),
                "extraction without actors and places looked up, words/s": round(words / resolving.without),
                "looking them up adds %": round(100 * (resolving.resolved / resolving.without - 1), 1),
                "looking them up adds % of analysis and extraction":
                    round(100 * (resolving.resolved - resolving.without) / (resolving.without + analysed), 1),
                "register and gazetteer MB": round(resolving.mb),
                "peak memory MB": round(peak_mb()), "record MB": round(size / 1e6, 1),
            },
            indent=1,
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
