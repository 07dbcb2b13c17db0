"""The network as one exportable graph: word tags, trees and, for the anchors it finds itself, pair tags."""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.network import MASKED, Layer, Network, Pairs

FAINT = 0.05  # a word this likely to be a trigger is given where its sentence has no other
INPUTS = ("pieces", "shapes", "length", "first", "last", "slot", "rows", "sentence", "predicate")
TAGS = ("upos", "xpos", "lemma", "entity", "name", "status", "kind", "victim", "cumulative", "state", "side",
        "trigger", "count", "truce", "governor", "deprel")  # fmt: skip
SCORES = ("trigger", "count", "truce", "relevant", "root")
OUTPUTS = (
    "tags", "scores", "arcs",
    "frames", "frame_scores",
    "events", "event_scores",
    "counts", "count_scores", "count_links",
    "truces", "truce_scores",
)  # fmt: skip


class SmallEmbedding(nn.Module):
    """Rows of one byte per value with a factor per row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        factor = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / factor).round().clamp(-127, 127).to(torch.int8))
        self.register_buffer("factor", factor)

    def forward(self, index: Tensor) -> Tensor:
        return self.rows[index].to(torch.float32) * self.factor[index]


class Attention(torch.autograd.Function):
    """Attention of many heads among the first `length` pieces: plain here, one fused operator in the exported graph."""

    @staticmethod
    def forward(ctx: object, q: Tensor, k: Tensor, v: Tensor, length: Tensor, heads: int) -> Tensor:
        q, k, v = (x.unflatten(-1, (heads, -1)).transpose(1, 2) for x in (q, k, v))
        beyond = torch.arange(q.shape[2]) >= length[:, None]
        scores = (q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5).masked_fill(beyond[:, None, None], MASKED)
        return (scores.softmax(-1) @ v).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, length: Any, heads: int) -> Any:
        bias = g.op("prim::Constant")
        bias.setType(torch._C.OptionalType.ofTensor())
        out = g.op("com.microsoft::MultiHeadAttention", q, k, v, bias, length, num_heads_i=heads)
        out.setType(q.type())
        return out


class Product(nn.Module):
    """A linear layer as a matrix product and a sum, which is what the quantiser looks for."""

    def __init__(self, *layers: nn.Linear) -> None:
        super().__init__()
        self.register_buffer("weight", torch.cat([x.weight.detach() for x in layers]).t().contiguous())
        biases = [x.bias if x.bias is not None else torch.zeros(x.out_features) for x in layers]
        self.register_buffer("bias", torch.cat([b.detach() for b in biases]))

    def forward(self, x: Tensor) -> Tensor:
        return x @ self.weight + self.bias


def thirds(layer: nn.Linear) -> list[nn.Linear]:
    """Three layers that give a third each of what the layer gives."""
    weights, biases = layer.weight.detach().chunk(3), layer.bias.detach().chunk(3)
    parts = [nn.Linear(layer.in_features, len(bias)) for bias in biases]
    for part, weight, bias in zip(parts, weights, biases, strict=True):
        part.weight.data, part.bias.data = weight, bias
    return parts


class LeanLayer(nn.Module):
    """A transformer layer with as few operators as can be."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.heads = layer.heads
        self.q, self.k, self.v = (Product(part) for part in thirds(layer.qkv))
        self.out = Product(layer.out)
        self.up, self.down = Product(layer.up), Product(layer.down)
        self.norm1, self.norm2 = layer.norm1, layer.norm2

    def forward(self, x: Tensor, length: Tensor) -> Tensor:
        mixed = Attention.apply(self.q(x), self.k(x), self.v(x), length, self.heads)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class LeanPairs(nn.Module):
    """`Pairs` for words that come projected."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__()
        self.anchor, self.middle, self.out = Product(pairs.anchor), Product(pairs.middle), Product(pairs.out)
        near = pairs.distance.weight.detach()
        self.register_buffer("place", torch.cat([near, near + pairs.elsewhere.detach()]))
        self.size = near.shape[1]

    def forward(self, anchors: Tensor, words: Tensor, place: Tensor) -> Tensor:
        a_sum, a_product = self.anchor(anchors).reshape(-1, 1, 2 * self.size).split(self.size, -1)
        w_sum, w_product = words.split(self.size, -1)
        z = F.gelu(a_product * w_product + w_sum + a_sum + self.place[place])
        return self.out(z + F.gelu(self.middle(z)))


class Graph(nn.Module):
    """Some windows in, everything about their words out: see `TAGS`, `SCORES` and `OUTPUTS`.

    Inputs, for B windows of L pieces, W places for words and T words in all: `pieces` and `shapes` `[B, L]`; `length`
    `[B]` of each window in pieces; `first` and `last` `[T]`, each word's pieces among the B x L, and `slot` `[T]`, its
    place among the B x W; `rows` `[B, W]`, the word of each place (any where there is none); `sentence` `[B, W]`, a
    number for each sentence, -1 where there is no word; `predicate` `[T]`, -1 where the network is to decide, else 0
    or 1 (to ask for the roles of given predicates). Governors, arcs and pair tags are by place in the window.
    """

    PAIRS = ("srl", "event_roles", "count_parts", "truce_roles")

    def __init__(self, network: Network, kept: Tensor | None, bias: dict[str, float]) -> None:
        super().__init__()
        self.lists, self.parser, encoder = network.lists, network.parser, network.encoder
        weight = encoder.pieces.weight.detach()
        self.pieces = encoder.pieces if kept is None else SmallEmbedding(weight[kept])
        self.positions, self.shapes, self.norm = encoder.positions, encoder.shapes, encoder.norm
        self.layers = nn.ModuleList(LeanLayer(x) for x in encoder.layers)
        self.branch = nn.ModuleList(LeanLayer(x) for x in encoder.branch)
        self.hidden = nn.ModuleDict({g: Product(network.hidden[g]) for g in network.GROUPS})
        self.tags = nn.ModuleDict({g: Product(*(network.tags[n] for n in ns)) for g, ns in network.GROUPS.items()})
        self.mlp, self.arc, self.rel = Product(self.parser.mlp), Product(self.parser.arc), Product(self.parser.rel)
        self.rel_own = Product(self.parser.rel_own)
        self.relevant = Product(network.relevant)
        self.frames_word = Product(network.srl.word)
        self.projected = Product(*(getattr(network, name).word for name in self.PAIRS[1:]))
        self.pairs = nn.ModuleDict({name: LeanPairs(getattr(network, name)) for name in self.PAIRS})
        self.groups, self.bias = network.GROUPS, bias
        self.reach = network.settings.reach
        self.register_buffer("not_root", torch.tensor([MASKED * (x == "root") for x in self.lists["deprel"]]))

    def forward(
        self,
        pieces: Tensor,
        shapes: Tensor,
        length: Tensor,
        first: Tensor,
        last: Tensor,
        slot: Tensor,
        rows: Tensor,
        sentence: Tensor,
        predicate: Tensor,
    ) -> tuple[Tensor, ...]:
        words, news = self._words(pieces, shapes, length, first, last)
        logits = self._logits(words, news)
        best = {name: self._decided(name, value) for name, value in logits.items()}
        same = sentence.unsqueeze(1) == sentence.unsqueeze(2)
        arcs, governor, deprel, root = self._tree(words, same, slot, rows)
        share = same.to(words.dtype)
        chances = {name: logits[name].softmax(-1) for name in ("trigger", "count", "truce")}
        best["trigger"] = self._with_faint(best["trigger"], chances["trigger"], share, slot, rows)
        mean = (share @ news[rows] / share.sum(-1, keepdim=True)).flatten(0, 1)[slot]
        best |= {"governor": governor, "deprel": deprel}
        tags = torch.stack([best[name] for name in TAGS])
        found = {"relevant": self.relevant(mean).sigmoid()[:, 0], "root": root}
        found |= {name: chance.gather(-1, best[name].unsqueeze(-1))[:, 0] for name, chance in chances.items()}
        out = [tags, torch.stack([found[name] for name in SCORES]), arcs]
        own = sentence.flatten()[slot]
        opens = torch.cat([own[:1] >= 0, own[1:] != own[:-1]])
        projected = [self.frames_word(words), *self.projected(news).split(self.pairs["srl"].size * 2, -1)]
        anchors = {
            "srl": torch.where(predicate < 0, best["predicate"], predicate),
            "event_roles": self._starts(best["trigger"], opens, typed=True),
            "count_parts": self._starts(best["count"], opens, typed=False),
            "truce_roles": self._starts(best["truce"], opens, typed=False),
        }
        for (name, chosen), own_projected in zip(anchors.items(), projected, strict=True):
            at = chosen.nonzero()[:, 0]
            seen = words if name == "srl" else news
            out += [at, *self._pairs(name, at, seen, own_projected, slot, rows, sentence)]
        return tuple(out)

    def _words(
        self, pieces: Tensor, shapes: Tensor, length: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor]:
        """A vector per word for the syntax heads, and for the conflict heads."""
        place = self.positions.weight[: pieces.shape[1]]
        x = self.norm(self.pieces(pieces) + place + self.shapes(shapes))
        fork = len(self.layers) - len(self.branch)
        for layer in self.layers[:fork]:
            x = layer(x, length)
        news = x
        for layer in self.layers[fork:]:
            x = layer(x, length)
        for layer in self.branch:
            news = layer(news, length)
        x, news = x.flatten(0, 1), (news if len(self.branch) else x).flatten(0, 1)
        return (x[first] + x[last]) * 0.5, (news[first] + news[last]) * 0.5

    def _logits(self, words: Tensor, news: Tensor) -> dict[str, Tensor]:
        """Scores of every label per word, by head."""
        out: dict[str, Tensor] = {}
        for (group, names), seen in zip(self.groups.items(), (words, news), strict=True):
            scores = self.tags[group](F.gelu(self.hidden[group](seen)))
            parts = scores.split([len(self.lists[name]) for name in names], -1)
            out |= dict(zip(names, parts, strict=True))
        return out

    def _decided(self, name: str, logits: Tensor) -> Tensor:
        """Best label; a bias above 1 favours a label other than the first."""
        bias = self.bias.get(name, 1.0)
        if bias != 1.0:
            step = torch.zeros(logits.shape[-1])
            step[0] = -math.log(bias)
            logits = logits + step
        return logits.argmax(-1)

    def _with_faint(self, tags: Tensor, chance: Tensor, share: Tensor, slot: Tensor, rows: Tensor) -> Tensor:
        """The triggers; in a sentence that has none, the likeliest word as well if it is likely at all."""
        some = 1 - chance[:, 0]
        fired = share @ (tags != 0).to(share.dtype)[rows].unsqueeze(-1)
        most = (share * some[rows].unsqueeze(1)).amax(-1)
        alone = (fired.flatten()[slot] == 0) & (some >= most.flatten()[slot]) & (some >= FAINT)
        return torch.where(alone, chance[:, 1:].argmax(-1) + 1, tags)

    def _tree(self, words: Tensor, same: Tensor, slot: Tensor, rows: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Arc scores between a window's words, best governor and label, and what each word gains by being the root."""
        parser = self.parser
        dep, gov, dep_rel, gov_rel = F.gelu(self.mlp(words)).split(parser.sizes, -1)
        asked = self.arc(dep) * parser.sizes[0] ** -0.5 + parser.arc_bias.weight  # the bias belongs to the governor
        place = torch.arange(rows.shape[1])
        allowed = same & (place.unsqueeze(0) != place.unsqueeze(1))
        arcs = torch.where(allowed, asked[rows] @ gov[rows].transpose(-1, -2), torch.tensor(MASKED))
        most, governor = (x.flatten()[slot] for x in arcs.max(-1))
        chosen = gov_rel[rows.flatten()[slot - slot % rows.shape[1] + governor]]
        own = self.rel(dep_rel).reshape(-1, parser.labels, parser.sizes[2])
        both = (own @ chosen.unsqueeze(-1)).squeeze(-1) * parser.sizes[2] ** -0.5
        relations = both + self.rel_own(torch.cat([dep_rel, chosen], -1)) + self.not_root
        root = asked @ parser.root.unsqueeze(-1)
        return arcs, governor, relations.argmax(-1), root[:, 0] - most

    def _starts(self, tags: Tensor, new_sentence: Tensor, typed: bool) -> Tensor:
        """True at first words of spans: runs of one tag, or B and I after O."""
        before = torch.cat([tags[:1] * 0, tags[:-1]])
        if typed:
            return (tags != 0) & ((tags != before) | new_sentence)
        return (tags == 1) | ((tags == 2) & ((before == 0) | new_sentence))

    def _pairs(
        self, name: str, anchors: Tensor, words: Tensor, projected: Tensor, slot: Tensor, rows: Tensor, sentence: Tensor
    ) -> list[Tensor]:
        """Probabilities `[A, W(, roles), tags]`, certain to be outside in other sentences; for counts also the link."""
        anchors = torch.cat([anchors, torch.tensor([0])])  # never empty: see below
        size = rows.shape[1]
        at, window = slot[anchors] % size, slot[anchors] // size
        around = sentence[window]
        here = around == around.gather(1, at.unsqueeze(1))
        # place of a word as seen from another: its distance, in the second half of the table in another sentence
        seen = (torch.arange(size) - at.unsqueeze(1)).clamp(-self.reach, self.reach) + self.reach
        seen = torch.where(here, seen, seen + 2 * self.reach + 1)
        scores = self.pairs[name](words[anchors], projected[rows[window]], seen)
        links = []
        if name == "count_parts":
            links = [scores[..., -1].sigmoid() * here.to(words.dtype)]
            scores = scores[..., :-1]
        elif name != "srl":
            scores = scores.reshape(*here.shape, -1, 3)
            here = here.unsqueeze(-1)
        outside = torch.tensor([1.0] + [0.0] * (int(scores.shape[-1]) - 1))
        out = [torch.where(here.unsqueeze(-1), scores.softmax(-1), outside), *links]
        return [x[:-1] for x in out]  # onnxruntime reduces empty tensors to wrong shapes, so one row too many went in
