"""Teachers: networks that only tag triggers and their status, and what they say of items that nobody annotated.

A tagger that learns nothing else finds more than the network with all its heads does; several agree on more still. The
network learns from their chances on further items (Hinton, Vinyals and Dean 2015).

`python -m training.teach --data DATA --out runs/teacher1.pt --seed 1` trains one.
"""

from __future__ import annotations

import argparse
import copy
import random
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training import data_conflict, further, minilm
from training.batches import Batch, batches, collate
from training.example import IGNORE, Example
from training.log import say
from training.network import Encoder, Settings, of_words
from training.vocabulary import FIXED
from truceline.analyse.pieces import WordPieces
from truceline.evaluate.texts import is_development

AVERAGED = 0.995
WEIGHT = {"trigger": 8.0, "status": 0.3}  # of the mean loss of a word, of a trigger
WARM_UP = 0.1
SHORTEST, LONGEST = 12, 80


class Tagger(nn.Module):
    """The encoder with the two heads."""

    def __init__(self) -> None:
        super().__init__()
        s = Settings()
        self.encoder = Encoder(s)
        self.hidden = nn.Linear(s.width, s.width)
        self.trigger = nn.Linear(s.width, len(FIXED["trigger"]))
        self.status = nn.Linear(s.width, len(FIXED["status"]))
        self.drop = nn.Dropout(0.2)

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """Scores `[B, N, L]` by head."""
        x, _ = self.encoder(batch.pieces, batch.shapes, batch.mask[:, None, None, :])
        hidden = self.drop(F.gelu(self.hidden(self.drop(of_words(x, batch.first, batch.last)))))
        return {"trigger": self.trigger(hidden), "status": self.status(hidden)}


def main() -> None:
    """Train a teacher on the annotated items."""
    p = argparse.ArgumentParser(description=main.__doc__)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--minilm", type=Path, help="folder of the first weights; default: the installed package's")
    p.add_argument("--start", type=Path, help="checkpoint whose encoder to begin with, instead of the first weights")
    p.add_argument("--epochs", type=int, default=5)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--bf16", action="store_true", help="in bfloat16 under autocast")
    a = p.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    folder = minilm.folder(a.minilm)
    cutter = WordPieces({w: i for i, w in enumerate(minilm.pieces(folder))})
    network = Tagger()
    network.encoder.load_minilm(folder)
    if a.start:
        found = torch.load(a.start, map_location="cpu")["network"]
        known = {n.removeprefix("encoder."): w for n, w in found.items() if n.startswith("encoder.")}
        network.encoder.load_state_dict({n: w for n, w in known.items() if not n.startswith("branch.")})
    examples = [data_conflict.example(item) for item in data_conflict.load(a.data)[0]]
    a.out.parent.mkdir(parents=True, exist_ok=True)
    trained = _trained(network, examples, cutter, a.epochs, random.Random(a.seed), bf16=a.bf16)
    torch.save(trained.state_dict(), a.out)
    say(f"saved {a.out}")


def _trained(
    network: Tagger, examples: list[Example], cutter: WordPieces, epochs: int, rng: random.Random, *, bf16: bool
) -> Tagger:
    """The running average of the network over the training."""
    averaged = copy.deepcopy(network)
    body = [v for n, v in network.named_parameters() if n.startswith("encoder.") and v.requires_grad]
    heads = [v for n, v in network.named_parameters() if not n.startswith("encoder.")]
    rates = (1.5e-4, 1e-3)
    groups = [{"params": found, "lr": rate} for found, rate in zip((body, heads), rates, strict=True)]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    total, step = epochs * sum(1 for _ in batches(examples, cutter, 800, random.Random(0))), 0
    network.train()
    for epoch in range(epochs):
        for batch in batches(examples, cutter, 800, rng):
            factor = min((step + 1) / (WARM_UP * total), 1 - step / total)
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
                scores = network(batch)
            losses = [
                F.cross_entropy(
                    x.float().flatten(0, 1), batch.labels[n].flatten(), ignore_index=IGNORE, reduction="sum"
                )
                / (batch.labels[n] != IGNORE).sum().clamp(min=1)
                * WEIGHT[n]
                for n, x in scores.items()
            ]
            optimiser.zero_grad(set_to_none=True)
            torch.stack(losses).sum().backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            step += 1
            with torch.no_grad():
                share = max(1 - AVERAGED, 1 / step)
                torch._foreach_lerp_(list(averaged.parameters()), list(network.parameters()), share)
        say(f"epoch {epoch + 1}")
    return averaged.eval()


def taught(folder: Path, teachers: list[Path], count: int, cutter: WordPieces) -> list[Example]:
    """Items that nobody annotated (`count` of them, none of a development day), with the teachers' mean chances."""
    networks = []
    for path in teachers:
        network = Tagger()
        network.load_state_dict(torch.load(path, map_location="cpu"))
        networks.append(network.eval())
    drawn = list(_unseen(folder))
    examples = [_plain(text) for text in random.Random(0).sample(drawn, min(count, len(drawn)))]
    examples.sort(key=lambda e: len(e.words))
    for at in range(0, len(examples), 32):
        some = examples[at : at + 32]
        batch = collate(some, cutter)
        with torch.no_grad():
            read = [network(batch) for network in networks]
        mean = {n: torch.stack([r[n].softmax(-1) for r in read]).mean(0) for n in WEIGHT}
        mean["status"] *= (mean["trigger"][..., :1] < 0.5).float()  # only where a trigger is likely
        for row, example in enumerate(some):
            example.soft = {n: mean[n][row, : len(example.words)].half() for n in WEIGHT}
    return examples


def _unseen(folder: Path) -> Iterator[str]:
    known = {item["id"] for part in data_conflict.load(folder) for item in part}
    for path in sorted((folder / "current_events").glob("*.jsonl.gz")):
        for item in further.rows(path):
            fits = SHORTEST <= len(item["text"].split()) <= LONGEST
            if fits and item["id"] not in known and not is_development(item["date"]):
                yield item["text"]


def _plain(text: str) -> Example:
    item = data_conflict.Item(text)
    return Example(item.words, item.sentence, "taught", relevant=[IGNORE] * (item.sentence[-1] + 1))


if __name__ == "__main__":
    main()
