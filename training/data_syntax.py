"""Treebank sentences with tags, lemmas, trees, entity heads and PropBank roles."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training.example import IGNORE, Anchored, Example
from truceline.analyse.lemmas import script

ENTITY_PART = re.compile(r"\(([^()]+)\)?|([^()]+)\)")
NAME_OF_ENTITY = {"person": "PER", "organization": "ORG", "place": "LOC", "object": "MISC", "abstract": "MISC",
                  "event": "MISC"}  # fmt: skip
RARE_ROLE = 20
RARE_SCRIPT = 4
LINKING = {"of", "the", "and", "-", "for", "'s", "’s", "de", "al"}
TITLES = set(
    "president prime minister mr mr. mrs mrs. ms ms. dr dr. prof. professor sen. senator rep. gen. general king queen "
    "prince princess sir lord lady captain colonel sgt. lt. judge governor secretary chancellor pope saint st.".split()
)


@dataclass(slots=True)
class Mention:
    """A GUM entity mention: words `first` to `last` (inclusive) of one sentence."""

    type: str
    first: int
    last: int


@dataclass(slots=True)
class Tree:
    """One sentence of a CoNLL-U file."""

    group: str
    words: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    text: str = ""


def trees(path: Path) -> Iterator[Tree]:
    """Sentences of a gzipped CoNLL-U file, with mentions that open and close in the sentence."""
    group, tree, opened = "", Tree(""), list[tuple[str, str, int]]()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                group = line
            elif line.startswith("# text = "):
                tree.text = line[9:]
            elif not line:
                tree.group = group
                yield tree
                tree, opened = Tree(""), []
            elif line[0] != "#":
                cells = line.split("\t")
                if cells[0].isdigit():
                    _add_word(tree, cells, opened)


def _add_word(tree: Tree, cells: list[str], opened: list[tuple[str, str, int]]) -> None:
    index = len(tree.words)
    tree.words.append(cells[1])
    tree.lemmas.append(cells[2])
    tree.upos.append(cells[3])
    tree.xpos.append(cells[4])
    tree.heads.append(int(cells[6]) - 1)
    tree.deprels.append(cells[7])
    found = next((m[7:] for m in cells[9].split("|") if m.startswith("Entity=")), "")
    for part in ENTITY_PART.finditer(found):
        if part[1]:
            values = part[1].split("-")
            if len(values) < 2:
                continue
            opened.append((values[0], values[1], index))
            closing = values[0] if part[0].endswith(")") else ""
        else:
            closing = part[2]
        if closing:
            for k in range(len(opened) - 1, -1, -1):
                if opened[k][0] == closing:
                    _, kind, first = opened.pop(k)
                    tree.mentions.append(Mention(kind, first, index))
                    break


def head_of(tree: Tree, mention: Mention) -> int:
    """The word of the mention whose governor lies outside it (the first such)."""
    for i in range(mention.first, mention.last + 1):
        if not mention.first <= tree.heads[i] <= mention.last:
            return i
    return mention.first


def label_lists(all_trees: list[Tree], frames: dict[tuple[str, ...], list[dict]]) -> dict[str, list[str]]:
    """Inventories counted in the training trees."""
    scripts = Counter(script(w, m) for t in all_trees for w, m in zip(t.words, t.lemmas, strict=True))
    roles = Counter(a["role"] for ps in frames.values() for p in ps for a in p["args"])
    kept = sorted(r for r, n in roles.items() if n >= RARE_ROLE)
    return {
        "upos": sorted({x for t in all_trees for x in t.upos}),
        "xpos": sorted({x for t in all_trees for x in t.xpos}),
        "deprel": sorted({x for t in all_trees for x in t.deprels}),
        "lemma": ["l|0|", *sorted(s for s, n in scripts.items() if n >= RARE_SCRIPT and s != "l|0|")],
        "entity": ["none", *sorted({m.type for t in all_trees for m in t.mentions})],
        "srl": ["O", *(f"{p}-{r}" for r in kept for p in "BI")],
    }


def frames_of(path: Path) -> dict[tuple[str, ...], list[dict]]:
    """PropBank predicates by sentence."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {tuple(row["words"]): row["predicates"] for row in rows}


def examples(
    found: list[Tree], frames: dict[tuple[str, ...], list[dict]], lists: dict[str, list[str]], source: str
) -> list[Example]:
    """Trees as training examples; a word whose label is rare enough to be left out is ignored there."""
    index = {name: {x: i for i, x in enumerate(values)} for name, values in lists.items()}
    out = []
    for tree in found:
        one = Example(tree.words, [0] * len(tree.words), source, heads=tree.heads, group=tree.group, relevant=[IGNORE])
        one.labels["upos"] = [index["upos"].get(x, IGNORE) for x in tree.upos]
        one.labels["xpos"] = [index["xpos"].get(x, IGNORE) for x in tree.xpos]
        one.labels["deprel"] = [index["deprel"].get(x, IGNORE) for x in tree.deprels]
        edits = (script(w, m) for w, m in zip(tree.words, tree.lemmas, strict=True))
        one.labels["lemma"] = [index["lemma"].get(x, IGNORE) for x in edits]
        if source == "gum":
            one.labels["entity"] = _entities(tree, index["entity"])
            one.labels["name"] = gum_names(tree, index["name"])
        predicates = frames.get(tuple(tree.words))
        if predicates is not None:
            here = {p["index"] for p in predicates}
            one.labels["predicate"] = [int(i in here) for i in range(len(tree.words))]
            one.frames = [_frame(p, len(tree.words), index["srl"]) for p in predicates]
        out.append(one)
    return out


def _frame(predicate: dict, size: int, index: dict[str, int]) -> Anchored:
    row = [0] * size
    for argument in predicate["args"]:
        begin = index.get("B-" + argument["role"])
        for i in range(argument["start"], argument["end"]):
            row[i] = IGNORE if begin is None else begin + (i > argument["start"])
    return Anchored(predicate["index"], [row])


def _entities(tree: Tree, index: dict[str, int]) -> list[int]:
    """Entity type of the widest mention that each word heads."""
    row = [0] * len(tree.words)
    for mention in sorted(tree.mentions, key=lambda m: m.last - m.first):
        row[head_of(tree, mention)] = index.get(mention.type, IGNORE)
    return row


def gum_names(tree: Tree, index: dict[str, int]) -> list[int]:
    """Names inside mentions headed by a proper noun: the run of proper nouns around the head."""
    proper = [u == "PROPN" or x.startswith("NNP") for u, x in zip(tree.upos, tree.xpos, strict=True)]
    row = [IGNORE if proper[i] or (tree.upos[i] == "ADJ" and w[:1].isupper()) else 0 for i, w in enumerate(tree.words)]
    for mention in sorted(tree.mentions, key=lambda m: m.last - m.first):
        head = head_of(tree, mention)
        if not proper[head]:
            continue
        first = last = head
        while first > mention.first and (proper[first - 1] or _links(tree, proper, first - 1, mention)):
            first -= 1
        while last < mention.last and (proper[last + 1] or _links(tree, proper, last + 1, mention)):
            last += 1
        label = NAME_OF_ENTITY.get(mention.type)
        while label == "PER" and first < last and tree.words[first].lower() in TITLES:
            first += 1
        for i in range(first, last + 1):
            row[i] = 0 if mention.type == "time" else IGNORE
            if label is not None:
                row[i] = index[f"I-{label}" if i > first else f"B-{label}"]
    return row


def _links(tree: Tree, proper: list[bool], i: int, mention: Mention) -> bool:
    """True for a small word between two proper nouns of one mention."""
    inside = mention.first < i < mention.last
    return inside and tree.words[i].lower() in LINKING and proper[i - 1] and proper[i + 1]


def lemma_table(found: list[Tree]) -> dict[str, dict[str, str]]:
    """Lemma by tag and form where the form, lower-cased, is not its own lemma (proper nouns are left out)."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for tree in found:
        for word, lemma, tag in zip(tree.words, tree.lemmas, tree.xpos, strict=True):
            if not tag.startswith("NNP"):
                counts.setdefault((tag, word.lower()), Counter())[lemma] += 1
    table: dict[str, dict[str, str]] = {}
    for (tag, form), lemmas in sorted(counts.items()):
        best, number = lemmas.most_common(1)[0]
        if best != form and number * 3 >= 2 * sum(lemmas.values()):
            table.setdefault(tag, {})[form] = best
    return table
