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
        "conflict": [data_conflict.example(x) for x in data_conflict.load(folder)[0]],
    }
    return Data(lists, sources, data_syntax.lemma_table(ewt + gum))


def epoch(data: Data, rng: random.Random, passes: int, share: float = 1.0) -> list[Example]:
    """One epoch's examples: neighbours joined at random; conflict items so many times, and half of their sentences.

    Of the other sources it takes this share.
    """
    out: list[Example] = []
    out += mixed(data.sources.get("taught", []), rng, join=0.0, recase=0.08, most_words=0)
    for name, found in data.sources.items():
        if name not in ("conflict", "taught"):
            joined = mixed(found, rng, join=0.35, recase=0.08, most_words=70)
            out += joined if share == 1 else rng.sample(joined, round(share * len(joined)))
    whole = data.sources["conflict"]
    for _ in range(passes):
        out += mixed(whole, rng, join=0.0, recase=0.08, most_words=0)
    cut = [part for one in whole for part in data_conflict.single_sentences(one) if passes and rng.random() < 0.5]
    out += mixed(cut, rng, join=0.0, recase=0.08, most_words=0)
    rng.shuffle(out)
    return out


def calibration(data: Data) -> list[list[list[str]]]:
    """Some documents, as words of sentences, that show what values the network meets."""
    draw = random.Random(0)
    news, other = (draw.sample(data.sources[name], 150) for name in ("conflict", "ewt"))
    return [[part.words for part in data_conflict.single_sentences(e)] for e in news] + [[e.words] for e in other]
