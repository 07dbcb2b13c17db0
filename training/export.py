"""Checkpoints to the files that the runtime reads: one ONNX graph (int8), labels, vocabulary, lemmas."""

from __future__ import annotations

import argparse
import json
import shutil
import unicodedata
import warnings
from pathlib import Path

import torch

from training import minilm
from training.graph import INPUTS, OUTPUTS, SCORES, TAGS, Graph
from training.log import say
from training.network import Network, Settings
from training.quantise import quantise
from truceline.analyse.encoder import Encoder
from truceline.analyse.pieces import SHAPES

CALIBRATION = "calibration.json"
# Chosen on the development items and the example reports: fewer counts, fewer ceasefires.
BIAS: dict[str, float] = {"count": 0.4, "truce": 0.6}


def main() -> None:
    """`python -m training.export runs/NAME/epoch7.pt FOLDER`; of several checkpoints the mean is exported."""
    p = argparse.ArgumentParser(description=main.__doc__)
    p.add_argument("checkpoints", type=Path, nargs="+")
    p.add_argument("folder", type=Path)
    p.add_argument("--minilm", type=Path, help="folder of the first weights; default: the installed package's")
    p.add_argument("--float", action="store_true", help="no quantisation, whole vocabulary")
    p.add_argument("--bias", type=json.loads, default=BIAS, help='as {"trigger": 1.5}: favours triggers over none')
    a = p.parse_args()
    export(a.checkpoints, a.folder, minilm.pieces(minilm.folder(a.minilm)), small=not a.float, bias=a.bias)


def export(
    checkpoints: list[Path], folder: Path, words: list[str], *, small: bool = True, bias: dict[str, float] | None = None
) -> None:
    """Write graph, labels, vocabulary and lemmas to the folder.

    Of several checkpoints of one training the mean of the weights is taken (Izmailov et al. 2018).
    """
    folder.mkdir(parents=True, exist_ok=True)
    states = [torch.load(path, map_location="cpu") for path in checkpoints]
    state, beside = states[-1], checkpoints[-1].parent
    network = Network(Settings(**state["settings"]), state["lists"])
    weights = [s["network"] for s in states]
    network.load_state_dict({n: torch.stack([w[n].float() for w in weights]).mean(0) for n in weights[0]})
    bias = BIAS if bias is None else bias
    kept = [i for i, w in enumerate(words) if not small or is_kept(w)]
    graph = Graph(network, torch.tensor(kept) if small else None, bias).eval()
    plain = folder / "model.onnx"
    write_graph(graph, plain)
    (folder / "vocab.txt").write_text("\n".join(words[i] for i in kept) + "\n", encoding="utf-8")
    shutil.copy(beside / "lemmas.json", folder / "lemmas.json")
    config = {"labels": network.lists, "tags": TAGS, "scores": SCORES, "shapes": SHAPES, "epoch": state["epoch"],
              "bias": bias}  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    if small:
        encoder = Encoder.load(folder)
        texts: list[list[list[str]]] = json.loads((beside / CALIBRATION).read_text(encoding="utf-8"))
        quantise(plain, plain, [feed for feed, _ in encoder.feeds(encoder.windows(texts))])
    say(f"{folder / 'model.onnx'}: {(folder / 'model.onnx').stat().st_size / 1e6:.1f} MB, {len(kept)} pieces")


def is_kept(piece: str) -> bool:
    """True for special pieces and those of Latin letters, digits and marks: others cannot occur in English."""
    if piece.startswith("[unused"):
        return False
    letters = [c for c in piece if c.isalpha()]
    return all("LATIN" in unicodedata.name(c, "") or c == "ª" for c in letters)


def write_graph(graph: Graph, path: Path) -> None:
    """Trace the graph once, for two windows, with all lengths left open."""
    sentence = torch.tensor([[0, 0, 0, 1, 1, -1], [2, 2, 2, 3, -1, -1]])
    slot = (sentence.flatten() >= 0).nonzero()[:, 0]
    first = slot // 6 * 8 + slot % 6 + 1
    pieces = torch.arange(100, 116).reshape(2, 8)
    rows = torch.zeros(12, dtype=torch.long)
    rows[slot] = torch.arange(len(slot))
    example = (pieces, torch.zeros_like(pieces), torch.tensor([8, 7], dtype=torch.int32), first, first, slot,
               rows.reshape(2, 6), sentence, -torch.ones_like(slot))  # fmt: skip
    axes = {"pieces": {0: "windows", 1: "pieces"}, "shapes": {0: "windows", 1: "pieces"}, "length": {0: "windows"}}
    axes |= {name: {0: "words"} for name in ("first", "last", "slot", "predicate")}
    axes |= {name: {0: "windows", 1: "places"} for name in ("rows", "sentence")}
    axes |= {"tags": {1: "words"}, "scores": {1: "words"}, "arcs": {0: "windows", 1: "places", 2: "governors"}}
    for name in OUTPUTS[3:]:
        kind = name.split("_")[0].rstrip("s")
        axes[name] = {0: kind, 1: "places"} if "_" in name else {0: kind}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            graph,
            example,
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
            custom_opsets={"com.microsoft": 1},
        )


if __name__ == "__main__":
    main()
