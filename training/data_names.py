"""Names: UNER English EWT (development part), wikigold, re3d."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from training.example import IGNORE, Example
from truceline.analyse.sentences import sentences
from truceline.analyse.tokens import tokenise

RE3D_TYPES = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}
CERTAIN = 0.9


def column_file(path: Path, word: int, tag: int, index: dict[str, int], source: str) -> list[Example]:
    """Sentences of a column file; IOB1 tags become BIO."""
    out: list[Example] = []
    words: list[str] = []
    tags: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, ""]:
            cells = line.split("\t") if "\t" in line else line.split()
            if line.startswith("#") and len(cells) != 2:
                continue
            if len(cells) > max(word, tag):
                words.append(cells[word].strip())
                tags.append(cells[tag].strip())
            elif words:
                labels = [index.get(t, 0) for t in bio(tags)]
                one = Example(words, [0] * len(words), source, labels={"name": labels}, relevant=[IGNORE])
                one.names_without_misc = source == "uner"
                one.group = source
                out.append(one)
                words, tags = [], []
    return out


def bio(tags: list[str]) -> list[str]:
    """Tags with every first tag of a name marked B."""
    out = []
    for i, tag in enumerate(tags):
        before = tags[i - 1] if i else "O"
        starts = tag[:2] == "I-" and (before == "O" or before[2:] != tag[2:])
        out.append("B-" + tag[2:] if starts else tag)
    return out


def re3d(folder: Path, stem: str, index: dict[str, int]) -> list[Example]:
    """Reports on Syria and Iraq; only capitalised phrases are taken as names, other capitals are ignored."""
    read = lambda part: [json.loads(x) for x in gzip.open(folder / f"{stem}-{part}.json.gz", "rt") if x.strip()]  # noqa: E731
    marks: dict[str, list[dict]] = {}
    for entity in read("entities"):
        marks.setdefault(entity["documentId"], []).append(entity)
    out = []
    for document in read("documents"):
        text = document["text"]
        for start, end in sentences(text, 0, len(text)):
            spans = tokenise(text, start, end)
            words = [text[s:e] for s, e in spans]
            if not words:
                continue
            row = [IGNORE if w[:1].isupper() else 0 for w in words]
            found = sorted(marks.get(document["_id"], []), key=lambda e: e["end"] - e["begin"])
            for entity in found:
                _mark(row, words, spans, entity, index)
            out.append(Example(words, [0] * len(words), "re3d", labels={"name": row}, relevant=[IGNORE],
                               group=document["_id"]))  # fmt: skip
    return out


def _mark(row: list[int], words: list[str], spans: list[tuple[int, int]], entity: dict, index: dict[str, int]) -> None:
    inside = [i for i, (s, e) in enumerate(spans) if s < entity["end"] and e > entity["begin"]]
    label = RE3D_TYPES.get(entity["type"])
    while inside and words[inside[0]].lower() in {"the", "a", "an"}:
        inside = inside[1:]
    if not inside or label is None or entity["confidence"] < CERTAIN:
        return
    small = {"of", "the", "and", "for", "in", "-", "al"}
    proper = all(words[i][:1].isupper() or words[i].lower() in small for i in inside)
    for n, i in enumerate(inside):
        row[i] = index[f"{'I' if n else 'B'}-{label}"] if proper else IGNORE
