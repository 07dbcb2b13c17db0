"""All training examples, and the label lists counted in them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from training import data_conflict, data_names, data_syntax
from training.batches import mixed
from training.example import Example
from training.vocabulary import FIXED


@dataclass(slots=True)
class Data:
    """Examples by source, in document order."""

    lists: dict[str, list[str]]
    sources: dict[str, list[Example]]
    lemma_table: dict[str, dict[str, str]]


def load(folder: Path) -> Data:
    """Everything that the network trains on; no development or test split but the names on EWT dev."""
    bank, roles = folder / "treebanks", data_syntax.frames_of(folder / "propbank" / "ewt-train.jsonl.gz")
    ewt = list(data_syntax.trees(bank / "ewt-train.conllu.gz"))
    gum = list(data_syntax.trees(bank / "gum-train.conllu.gz"))
    lists = data_syntax.label_lists(ewt + gum, roles) | FIXED
    names = {tag: i for i, tag in enumerate(lists["name"])}
    sources = {
        "ewt": data_syntax.examples(ewt, roles, lists, "ewt"),
        "gum": data_syntax.examples(gum, {}, lists, "gum"),
        "uner": data_names.column_file(folder / "ner" / "uner-ewt-dev.iob2.gz", 1, 2, names, "uner"),
        "wikigold": data_names.column_file(folder / "ner" / "wikigold.conll.gz", 0, 1, names, "wikigold"),
        "re3d": [e for stem in ("centcom", "us-state") for e in data_names.re3d(folder / "re3d", stem, names)],
        "conflict": [data_conflict.example(x) for x in data_conflict.load(folder / "conflict")[0]],
    }
    return Data(lists, sources, data_syntax.lemma_table(ewt + gum))


def epoch(data: Data, rng: random.Random) -> list[Example]:
    """One epoch's examples: neighbours joined at random, conflict items three times over, once cut in sentences."""
    out: list[Example] = []
    for name, found in data.sources.items():
        if name != "conflict":
            out += mixed(found, rng, join=0.35, recase=0.08, most_words=70)
    whole = data.sources["conflict"]
    out += mixed(whole, rng, join=0.0, recase=0.08, most_words=0)
    out += mixed(whole, rng, join=0.0, recase=0.08, most_words=0)
    cut = [part for one in whole for part in data_conflict.single_sentences(one)]
    out += mixed([e for e in cut if rng.random() < 0.75], rng, join=0.0, recase=0.08, most_words=0)
    rng.shuffle(out)
    return out
