"""Folders of documentation read: how many documents, what failed, seconds, memory, and how many words come through.

    python -m bench.documentation FOLDER [--json FILE] [--list]

Each PDF and HTML file (and any other that is read) goes through `read` in a process of its own, as hostile ones might
end it. Its words are compared to what `pdftotext` and `html2text` give, where these programs are on the machine:
`recall` is the share of their words that the text has, the same words counted as often. For pages it is low on purpose
where most of a page is navigation. `--list` names each file with what came of it.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from truceline.model.text import Document
from truceline.read import read
from truceline.read.files import Found, found_files

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_OTHERS = {".pdf": ("pdftotext", "-q", "-enc", "UTF-8", "{}", "-"), ".html": ("html2text", "-utf8", "{}"),
           ".htm": ("html2text", "-utf8", "{}")}  # fmt: skip
_SECONDS = 400


@dataclass(slots=True)
class Came:
    """What came of one file; `recall` is ``None`` where no other program read it."""

    path: str
    documents: int = 0
    codes: list[str] = field(default_factory=list)
    words: int = 0
    title: str | None = None
    published: str | None = None
    seconds: float = 0
    peak_mb: int = 0
    recall: float | None = None


def one(path: str) -> Came:
    """Reads a file in this process."""
    came, texts, begun = Came(path), [], time.monotonic()
    for item in read([path]):
        if isinstance(item, Document):
            came.documents += 1
            came.title = came.title or item.title
            came.published = came.published or (item.published.isoformat() if item.published else None)
            texts.append(item.text)
        else:
            came.codes.append(item.code)
    came.seconds = round(time.monotonic() - begun, 2)
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    came.peak_mb = max(peaks) // (1024 * 1024 if sys.platform == "darwin" else 1024)
    found = Counter(_words("\n".join(texts)))
    came.words = found.total()
    other = _other(path) if texts else None
    if other:
        came.recall = round(1 - (other - found).total() / other.total(), 4)
    return came


def _words(text: str) -> Iterator[str]:
    """Words without hyphens at line ends and ligatures, which programs treat in their own ways."""
    joined = re.sub(r"[-\u00ad]\n\s*", "", text)
    for match in _LETTERS.finditer(joined.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff")):
        yield match[0].casefold()


def _other(path: str) -> Counter[str] | None:
    command = _OTHERS.get(Path(path).suffix.lower())
    if command is None or shutil.which(command[0]) is None:
        return None
    filled = [part.format(path) for part in command]
    done = subprocess.run(filled, capture_output=True, check=False, timeout=_SECONDS)
    words = Counter(_words(done.stdout.decode("utf-8", "replace")))
    return words if done.returncode == 0 and words else None


def apart(path: str) -> Came:
    """Reads a file in a process of its own."""
    command = [sys.executable, "-m", "bench.documentation", "--one", path]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
        return Came(**json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        return Came(path, codes=["no end"], seconds=_SECONDS)
    except ValueError:
        return Came(path, codes=[f"ended with {done.returncode}"])


def summary(found: list[Came]) -> dict[str, object]:
    """The numbers over all files, by the ending of their names."""
    told: dict[str, object] = {}
    for ending in sorted({Path(came.path).suffix.lower() for came in found}):
        group = [came for came in found if Path(came.path).suffix.lower() == ending]
        recalls = sorted(came.recall for came in group if came.recall is not None)
        told[ending] = {
            "files": len(group),
            "with a document": sum(came.documents > 0 for came in group),
            "told": dict(Counter(code for came in group for code in came.codes).most_common()),
            "words": sum(came.words for came in group),
            "dated": sum(came.published is not None for came in group),
            "seconds": round(sum(came.seconds for came in group), 1),
            "slowest": max(came.seconds for came in group),
            "peak MB": max(came.peak_mb for came in group),
            "words of the other program": None
            if not recalls
            else {
                "files": len(recalls),
                "median": round(statistics.median(recalls), 3),
                "tenth": round(recalls[len(recalls) // 10], 3),
                "least": recalls[0],
            },
        }
    return told


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m bench.documentation", description=__doc__)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.one is not None:
        print(json.dumps(asdict(one(wanted.one))))  # noqa: T201  # for the process that started this one
        return
    if wanted.folder is None:
        parser.error("name the folder with the documentation")
    found = []
    for item in found_files(wanted.folder):
        if isinstance(item, Found):
            found.append(apart(item.path))
            if wanted.list:
                sys.stderr.write(f"{json.dumps(asdict(found[-1]))}\n")
    result = json.dumps({"all": summary(found), "files": [asdict(came) for came in found]}, indent=1)
    if wanted.json is not None:
        wanted.json.write_text(f"{result}\n", encoding="utf-8")
    print(json.dumps(summary(found), indent=1))  # noqa: T201  # the result of the program


if __name__ == "__main__":
    main()
