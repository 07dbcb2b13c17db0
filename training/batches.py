"""Examples to padded tensors: joins of neighbours, changes of case, batches of like length."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from training.example import IGNORE, Anchored, Example, joined
from truceline.analyse.pieces import WordPieces, one_case

PAIRS = ("frames", "events", "counts", "truces")
MOST_PIECES = 256


@dataclass(slots=True)
class PairLabels:
    """Anchors of a batch: where they are and what all words are to them."""

    row: Tensor
    anchor: Tensor
    tags: Tensor  # [A, roles, N]
    link: Tensor | None


@dataclass(slots=True)
class Batch:
    """One padded batch; `sentence` is -1 at padding words."""

    pieces: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    sentence: Tensor
    heads: Tensor
    labels: dict[str, Tensor]
    relevant: Tensor
    without_misc: Tensor
    pairs: dict[str, PairLabels | None]
    soft: dict[str, Tensor]  # head name -> chances [B, N, labels], all 0 where there are none


@dataclass(slots=True)
class Encoded:
    """Piece numbers of one example."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]


def encoded(words: list[str], sentence: list[int], cutter: WordPieces) -> Encoded:
    """`[CLS] words [SEP] words [SEP]`, with neutral shapes where a sentence has one case only."""
    out = Encoded([cutter.start], [0], [], [])
    position = 0
    while position < len(words):
        end = position
        while end < len(words) and sentence[end] == sentence[position]:
            end += 1
        neutral = one_case(words[position:end])
        for word in words[position:end]:
            ids, form = cutter.of(word)
            out.first.append(len(out.pieces))
            out.pieces += ids
            out.shapes += [0 if neutral and any(c.isalpha() for c in word) else form] * len(ids)
            out.last.append(len(out.pieces) - 1)
        out.pieces.append(cutter.separator)
        out.shapes.append(0)
        position = end
    return out


def recased(example: Example, upper: bool) -> Example:
    """The example in capitals or in lower case; lemmas are not learned from it."""
    words = [w.upper() if upper else w.lower() for w in example.words]
    labels = {name: row for name, row in example.labels.items() if name != "lemma"}
    return replace(example, words=words, labels=labels)


def mixed(examples: list[Example], rng: random.Random, join: float, recase: float, most_words: int) -> list[Example]:
    """Examples of one source in document order, some joined with their neighbours, some with the case changed."""
    out: list[Example] = []
    n = 0
    while n < len(examples):
        parts = [examples[n]]
        n += 1
        while n < len(examples) and examples[n].group == parts[0].group and len(parts) < 4 and rng.random() < join:
            if sum(len(p.words) for p in parts) + len(examples[n].words) > most_words:
                break
            parts.append(examples[n])
            n += 1
        one = joined(parts)
        out.append(recased(one, rng.random() < 0.6) if rng.random() < recase else one)
    return out


def collate(examples: list[Example], cutter: WordPieces) -> Batch:
    """Padded tensors of some examples."""
    cut = [encoded(e.words, e.sentence, cutter) for e in examples]
    width, count = max(len(c.pieces) for c in cut), max(len(e.words) for e in examples)
    fill = lambda rows, size, value: torch.tensor([r + [value] * (size - len(r)) for r in rows])  # noqa: E731
    names = sorted({name for e in examples for name in e.labels})
    pieces = fill([c.pieces for c in cut], width, 0)
    return Batch(
        pieces=pieces,
        shapes=fill([c.shapes for c in cut], width, 0),
        mask=fill([[1] * len(c.pieces) for c in cut], width, 0).bool(),
        first=fill([c.first for c in cut], count, 0),
        last=fill([c.last for c in cut], count, 0),
        sentence=fill([e.sentence for e in examples], count, -1),
        heads=fill([e.heads or [IGNORE] for e in examples], count, IGNORE),
        labels={n: fill([e.labels.get(n) or [IGNORE] for e in examples], count, IGNORE) for n in names},
        relevant=fill([e.relevant for e in examples], max(len(e.relevant) for e in examples), IGNORE),
        without_misc=torch.tensor([e.names_without_misc for e in examples]),
        pairs={kind: _pair_labels([getattr(e, kind) for e in examples], count) for kind in PAIRS},
        soft={n: _soft(n, examples, count) for n in sorted({name for e in examples for name in e.soft})},
    )


def _soft(name: str, examples: list[Example], count: int) -> Tensor:
    labels = next(e.soft[name].shape[1] for e in examples if name in e.soft)
    out = torch.zeros(len(examples), count, labels)
    for row, example in enumerate(examples):
        if name in example.soft:
            out[row, : len(example.words)] = example.soft[name]
    return out


def _pair_labels(found: list[list[Anchored]], count: int) -> PairLabels | None:
    flat = [(row, item) for row, items in enumerate(found) for item in items]
    if not flat:
        return None
    pad = lambda row: row + [IGNORE] * (count - len(row))  # noqa: E731
    links = [pad(item.link) for _, item in flat if item.link is not None]
    return PairLabels(
        row=torch.tensor([row for row, _ in flat]),
        anchor=torch.tensor([item.anchor for _, item in flat]),
        tags=torch.tensor([[pad(r) for r in item.tags] for _, item in flat]),
        link=torch.tensor(links) if links else None,
    )


def batches(examples: list[Example], cutter: WordPieces, budget: int, rng: random.Random | None) -> Iterator[Batch]:
    """Batches of at most about `budget` pieces, of like length, in random order if `rng` is given."""
    sized = [(sum(len(cutter.of(w)[0]) for w in e.words) + 2, n) for n, e in enumerate(examples)]
    sized = [(size, n) for size, n in sized if size <= MOST_PIECES]
    if rng is not None:
        sized = [(size * rng.uniform(0.9, 1.1), n) for size, n in sized]
    sized.sort()
    groups: list[list[int]] = []
    for size, n in sized:
        if not groups or (len(groups[-1]) + 1) * size > budget:
            groups.append([])
        groups[-1].append(n)
    if rng is not None:
        rng.shuffle(groups)
    for group in groups:
        yield collate([examples[n] for n in group], cutter)
