"""Train the analyser's network: `python -m training --data DATA --out runs/NAME`."""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import torch

from training import data as training_data
from training import export, minilm, teach
from training.batches import batches
from training.log import say
from training.losses import WEIGHTS, losses
from training.network import Network, Settings
from truceline.analyse.pieces import WordPieces

AVERAGED = 0.998  # what an earlier average keeps at each step


def main() -> None:
    """Train with a checkpoint after every epoch, then export; a second call goes on where the first stopped."""
    arguments = parser().parse_args()
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    data = training_data.load(arguments.data)
    (out / "lists.json").write_text(json.dumps(data.lists, indent=1))
    (out / "lemmas.json").write_text(json.dumps(data.lemma_table, ensure_ascii=False))
    (out / export.CALIBRATION).write_text(json.dumps(training_data.calibration(data), ensure_ascii=False))
    start = minilm.folder(arguments.minilm)
    words = minilm.pieces(start)
    cutter = WordPieces({w: i for i, w in enumerate(words)})
    if arguments.teachers:
        data.sources["taught"] = teach.taught(arguments.data, arguments.teachers, arguments.taught, cutter)
    if arguments.start:
        network = begun(torch.load(arguments.start), arguments.branch)
    else:
        network = Network(Settings(), data.lists)
        network.encoder.load_minilm(start)
    Run(network, data, cutter, arguments).train()
    export.export([out / "last.pt"], out / "model", words)


def begun(state: dict, branch: int) -> Network:
    """The network of a checkpoint, training through the roundings.

    With `branch`, the conflict heads begin anew, on that many layers of their own.
    """
    settings = Settings(**state["settings"])
    anew = branch and not settings.branch
    network = Network(replace(settings, branch=branch or settings.branch), state["lists"])
    known = {n: w for n, w in state["network"].items() if not (anew and network.part_of_branch(n))}
    network.load_state_dict(known, strict=not anew)
    if anew:
        network.encoder.fork()
    network.feel_bytes()
    return network


def parser() -> argparse.ArgumentParser:
    """Options of the command."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--minilm", type=Path, help="folder of the first weights; default: the installed package's")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--epochs", type=int, default=10)
    p.add_argument("--start", type=Path, help="checkpoint to go on from, through the roundings of the exported graph")
    p.add_argument(
        "--branch", type=int, default=0, help="begin the conflict heads anew, on so many layers of their own"
    )
    p.add_argument("--teachers", type=Path, nargs="*", default=[], help="taggers of `training.teach` to learn from")
    p.add_argument("--taught", type=int, default=8000, help="items without annotation that the teachers read")
    p.add_argument("--passes", type=int, default=1, help="times that an epoch holds the conflict items")
    p.add_argument("--share", type=float, default=1.0, help="of the other sources, the share that an epoch holds")
    p.add_argument("--first", type=int, default=5, help="epochs at the beginning without the conflict items")
    p.add_argument("--budget", type=int, default=800, help="word pieces in a batch")
    p.add_argument("--encoder-rate", type=float, default=2e-4)
    p.add_argument("--head-rate", type=float, default=8e-4)
    p.add_argument("--decay", type=float, default=0.9, help="learning rate factor per layer downwards")
    p.add_argument("--warm-up", type=float, default=0.06)
    p.add_argument("--seed", type=int, default=13)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--bf16", action="store_true", help="encoder and heads in bfloat16 under autocast")
    p.add_argument("--minutes", type=float, default=0.0, help="end by this time at the latest; the rate decays in time")
    p.add_argument("--steps", type=int, default=0, help="stop after so many steps (for timing)")
    return p


class Run:
    """State of one training: network, optimiser, schedule, log."""

    def __init__(
        self, network: Network, data: training_data.Data, cutter: WordPieces, arguments: argparse.Namespace
    ) -> None:
        self.network, self.data, self.cutter, self.arguments = network, data, cutter, arguments
        self.averaged = copy.deepcopy(network)
        self.optimiser = torch.optim.AdamW(self._groups(), weight_decay=0.01, betas=(0.9, 0.98), fused=True)
        self.rates = [group["lr"] for group in self.optimiser.param_groups]
        self.step = 0
        first = min(arguments.first, arguments.epochs)
        self.total = self._size(0) * first + self._size(first) * (arguments.epochs - first)
        self.epoch = 0
        self.spent = 0.0

    def _groups(self) -> list[dict]:
        """Parameters with their learning rates: lower layers learn more slowly."""
        a = self.arguments
        groups: dict[float, list[torch.nn.Parameter]] = defaultdict(list)
        count = self.network.settings.layers
        for name, value in self.network.named_parameters():
            if not value.requires_grad:
                continue
            if not name.startswith("encoder."):
                rate = a.head_rate
            elif name.startswith("encoder.layers."):
                rate = a.encoder_rate * a.decay ** (count - 1 - int(name.split(".")[2]))
            elif name.startswith("encoder.branch."):
                rate = a.encoder_rate
            else:
                rate = a.encoder_rate * (5 if "shapes" in name else a.decay**count)
            groups[rate].append(value)
        return [{"params": values, "lr": rate} for rate, values in groups.items()]

    def _size(self, epoch: int) -> int:
        """Batches of an epoch."""
        return sum(1 for _ in batches(self._examples(epoch), self.cutter, self.arguments.budget, random.Random(0)))

    def _examples(self, epoch: int) -> list:
        rng = random.Random(self.arguments.seed * 1000 + epoch)
        passes = self.arguments.passes if epoch >= self.arguments.first else 0
        return training_data.epoch(self.data, rng, passes, self.arguments.share)

    def train(self) -> None:
        """All epochs that are left."""
        self._resume()
        self.begun = time.time() - self.spent
        while self.epoch < self.arguments.epochs and self._progress() < 1:
            torch.manual_seed(self.arguments.seed * 1000 + self.epoch)
            self._one_epoch()
            self.epoch += 1
            self._save()

    def _progress(self) -> float:
        """Share of the training that is done, by steps or, with a time limit, by time if that is more."""
        limit = self.arguments.minutes * 60
        return max(self.step / self.total, (time.time() - self.begun) / limit if limit else 0.0)

    def _one_epoch(self) -> None:
        sums: dict[str, float] = defaultdict(float)
        begun, words, count = time.time(), 0, 0
        self.network.train()
        rng = random.Random(self.arguments.seed * 7919 + self.epoch)
        for batch in batches(self._examples(self.epoch), self.cutter, self.arguments.budget, rng):
            if not self._set_rate():
                break
            with torch.autocast("cpu", torch.bfloat16, enabled=self.arguments.bf16):
                parts = losses(self.network, batch)
            loss = torch.stack([value * WEIGHTS[name] for name, value in parts.items()]).sum()
            self.optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
            self.optimiser.step()
            self.step += 1
            self._average()
            count += 1
            words += int((batch.sentence >= 0).sum())
            for name, value in parts.items():
                sums[name] += float(value.detach())
            if count % 50 == 0 or self.step == self.arguments.steps:
                shown = " ".join(f"{k} {v / count:.3f}" for k, v in sums.items())
                speed = words / (time.time() - begun)
                say(f"{self.epoch} {self.step}/{self.total} {speed:.0f} w/s {shown}")
            if self.step == self.arguments.steps:
                raise SystemExit

    def _average(self) -> None:
        """Move the averaged weights, which are exported, towards the present ones (Polyak and Juditsky 1992)."""
        share = max(1 - AVERAGED, 1 / self.step)
        with torch.no_grad():
            torch._foreach_lerp_(list(self.averaged.parameters()), list(self.network.parameters()), share)

    def _set_rate(self) -> bool:
        """Linear warm-up, then linear decay to zero; false at the end."""
        warm, done = self.arguments.warm_up, self._progress()
        factor = min(self.step / max(1, int(self.total * warm)), (1 - done) / (1 - warm))
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * max(0.0, factor)
        return done < 1

    def _save(self) -> None:
        state = {"network": self.averaged.state_dict(), "settings": self.network.settings.as_dict(),
                 "lists": self.network.lists, "epoch": self.epoch}  # fmt: skip
        out: Path = self.arguments.out
        torch.save(state, out / f"epoch{self.epoch}.pt")
        state |= {"present": self.network.state_dict(), "optimiser": self.optimiser.state_dict(), "step": self.step,
                  "spent": time.time() - self.begun}  # fmt: skip
        torch.save(state, out / "last.tmp")
        (out / "last.tmp").replace(out / "last.pt")
        say(f"saved epoch {self.epoch}")

    def _resume(self) -> None:
        last: Path = self.arguments.out / "last.pt"
        if last.exists():
            state = torch.load(last)
            self.network.load_state_dict(state["present"])
            self.averaged.load_state_dict(state["network"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.epoch, self.step, self.spent = state["epoch"], state["step"], state["spent"]


if __name__ == "__main__":
    main()
