"""The project's further annotations: labels and offsets are kept here, the texts stay with the data.

Beside them stand items that were written for the project, with their texts (`own.jsonl`).

`python -m training.further ITEMS ANNOTATIONS` turns annotation lines that quote the text into lines of offsets,
sorted by id, and prints them.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from training.log import say

KEPT = Path(__file__).parent / "annotations.jsonl"
OWN = Path(__file__).parent / "own.jsonl"
ONE = frozenset({"trigger", "count", "who"})
MANY = frozenset(
    "actor target broker place time means source mentions parties declared_by start duration end terms".split()
)


def main() -> None:
    """Print quoting annotations as offsets."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("items", type=Path)
    p.add_argument("annotations", type=Path)
    a = p.parse_args()
    texts = {row["id"]: row["text"] for row in rows(a.items)}
    for note in sorted(rows(a.annotations), key=lambda n: str(n["id"])):
        say(json.dumps(_changed(note, partial(_offsets, texts[note["id"]]))))


def items(folder: Path) -> list[dict[str, Any]]:
    """Items under `folder` that are annotated here, with the annotation (quoting the text) as `note`."""
    notes = {note["id"]: note for note in rows(KEPT)}
    years = sorted({name[:4] for name in notes})
    items = [row for year in years for row in rows(folder / "current_events" / f"{year}.jsonl.gz")]
    found = [row for row in items if row["id"] in notes]
    return [{**row, "note": _changed(notes[row["id"]], partial(_quote, row["text"]))} for row in found]


def own() -> list[dict[str, Any]]:
    """Items written for the project, each with its annotation as `note`."""
    return list(rows(OWN))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a JSON Lines file, gzipped or not."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _changed(value: Any, change: Callable[[Any], Any]) -> Any:
    """The annotation with every quotation (or pair of offsets) changed."""
    if isinstance(value, list):
        return [_changed(one, change) for one in value]
    if not isinstance(value, dict):
        return value
    out = {}
    for name, one in value.items():
        out[name] = change(one) if name in ONE else [change(x) for x in one] if name in MANY else _changed(one, change)
    return out


def _offsets(text: str, quote: str) -> list[int]:
    """Begin and end of a quotation; `@@k` names its k-th place."""
    words, _, number = quote.rpartition("@@") if "@@" in quote else (quote, "", "1")
    at = -1
    for _ in range(int(number)):
        at = text.index(words, at + 1)
    return [at, at + len(words)]


def _quote(text: str, span: list[int]) -> str:
    """The words of a span and which place of theirs it is."""
    words, number, at = text[span[0] : span[1]], 1, text.find(text[span[0] : span[1]])
    while at < span[0]:
        number, at = number + 1, text.find(words, at + 1)
    return f"{words}@@{number}"


if __name__ == "__main__":
    main()
