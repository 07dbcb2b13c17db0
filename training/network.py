"""The network: one MiniLM encoder, labels per word, labels per pair of an anchor and a word."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional as F

MASKED = -1e4


@dataclass(slots=True)
class Settings:
    """Sizes of the network; kept in every checkpoint."""

    layers: int = 6
    width: int = 384
    attention_heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512
    shapes: int = 10
    arc: int = 256
    rel: int = 64
    hidden: int = 256
    branch: int = 0  # layers at the top that the conflict heads have for themselves
    branch_hidden: int = 384
    pair: int = 192
    reach: int = 32
    dropout: float = 0.1
    head_dropout: float = 0.25

    def as_dict(self) -> dict[str, float]:
        """Plain values, for the checkpoint."""
        return asdict(self)


def dropped(x: Tensor, share: float, training: bool) -> Tensor:
    """`x` `[B, N, W]` without some columns, the same for all words of a sequence (Gal and Ghahramani 2016)."""
    return x * F.dropout(torch.ones_like(x[:, :1]), share) if training else x


class Rounded(nn.Linear):
    """A linear layer that, once `rounding`, feels the bytes that the exported graph computes with (Jacob et al. 2018).

    Weights are rounded to seven bits by row, inputs to eight bits of the range met so far; gradients pass unchanged.
    """

    KEPT = 0.99

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs)
        self.rounding, self.low, self.high = False, 0.0, 0.0

    def forward(self, x: Tensor) -> Tensor:
        if not (self.rounding and self.training):
            return super().forward(x)
        low, high = (float(v) for v in x.detach().aminmax())
        kept = self.KEPT if self.high else 0.0
        self.low, self.high = self.low * kept + low * (1 - kept), self.high * kept + high * (1 - kept)
        step = (self.high - self.low) / 255
        x = torch.fake_quantize_per_tensor_affine(x.float(), step, round(-self.low / step), 0, 255)
        factor = self.weight.detach().abs().amax(1).clamp(min=1e-8) / 63
        zero = torch.zeros_like(factor, dtype=torch.int32)
        return F.linear(x, torch.fake_quantize_per_channel_affine(self.weight, factor, zero, 0, -63, 63), self.bias)


class Layer(nn.Module):
    """One transformer layer, normalised after each part as in BERT (no dropout inside attention: it is slow)."""

    def __init__(self, s: Settings) -> None:
        super().__init__()
        self.heads, self.size = s.attention_heads, s.width // s.attention_heads
        self.qkv = Rounded(s.width, 3 * s.width)
        self.out = Rounded(s.width, s.width)
        self.norm1 = nn.LayerNorm(s.width, eps=1e-12)
        self.up = Rounded(s.width, s.inner)
        self.down = Rounded(s.inner, s.width)
        self.norm2 = nn.LayerNorm(s.width, eps=1e-12)
        self.dropout = s.dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, self.size).permute(2, 0, 3, 1, 4).unbind(0)
        scores = q @ k.transpose(-1, -2) * self.size**-0.5
        mixed = (scores if mask is None else scores.masked_fill(~mask, MASKED)).softmax(-1).to(v.dtype) @ v
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, width))
        x = self.norm1(x + dropped(mixed, self.dropout, self.training))
        mixed = self.down(F.gelu(self.up(x)))
        return self.norm2(x + dropped(mixed, self.dropout, self.training))


class Encoder(nn.Module):
    """MiniLM with a shape (casing) embedding added, zero at first; its top layers may be there twice."""

    def __init__(self, s: Settings) -> None:
        super().__init__()
        self.pieces = nn.Embedding(s.vocabulary, s.width)
        self.positions = nn.Embedding(s.positions, s.width)
        self.pieces.weight.requires_grad_(False)  # words that no example has stay where their neighbours are
        self.shapes = nn.Embedding(s.shapes, s.width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(s.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(s) for _ in range(s.layers))
        self.branch = nn.ModuleList(Layer(s) for _ in range(s.branch))
        self.dropout = s.dropout

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """Vectors of the pieces for the syntax heads, and for the conflict heads."""
        place = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.pieces(pieces) + self.positions(place) + self.shapes(shapes))
        x = dropped(x, self.dropout, self.training)
        fork = len(self.layers) - len(self.branch)
        for layer in self.layers[:fork]:
            x = layer(x, mask)
        news = x
        for layer in self.layers[fork:]:
            x = layer(x, mask)
        for layer in self.branch:
            news = layer(news, mask)
        return x, news if self.branch else x

    def fork(self) -> None:
        """Begin the branch as the layers beside it are."""
        for own, other in zip(self.branch, self.layers[len(self.layers) - len(self.branch) :], strict=True):
            own.load_state_dict(other.state_dict())

    def load_minilm(self, folder: Path) -> None:
        """Take the weights of the published sentence encoder."""
        from safetensors.torch import load_file

        found = load_file(folder / "model.safetensors")
        own = self.state_dict()
        own["pieces.weight"] = found["embeddings.word_embeddings.weight"]
        kind = found["embeddings.token_type_embeddings.weight"][0]
        own["positions.weight"] = found["embeddings.position_embeddings.weight"] + kind
        for part in ("weight", "bias"):
            own[f"norm.{part}"] = found[f"embeddings.LayerNorm.{part}"]
            for n in range(len(self.layers)):
                there, here = f"encoder.layer.{n}.", f"layers.{n}."
                qkv = [found[f"{there}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
                own[f"{here}qkv.{part}"] = torch.cat(qkv)
                own[f"{here}out.{part}"] = found[f"{there}attention.output.dense.{part}"]
                own[f"{here}norm1.{part}"] = found[f"{there}attention.output.LayerNorm.{part}"]
                own[f"{here}up.{part}"] = found[f"{there}intermediate.dense.{part}"]
                own[f"{here}down.{part}"] = found[f"{there}output.dense.{part}"]
                own[f"{here}norm2.{part}"] = found[f"{there}output.LayerNorm.{part}"]
        self.load_state_dict(own)


def of_words(pieces: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """The mean of each word's first and last piece `[B, N, W]`."""
    a, b = (at.unsqueeze(-1).expand(-1, -1, pieces.shape[-1]) for at in (first, last))
    return (pieces.gather(1, a) + pieces.gather(1, b)) * 0.5


class Parser(nn.Module):
    """Biaffine arcs and labels (Dozat and Manning 2017)."""

    def __init__(self, s: Settings, labels: int) -> None:
        super().__init__()
        self.mlp = nn.Linear(s.width, 2 * s.arc + 2 * s.rel)
        self.sizes = (s.arc, s.arc, s.rel, s.rel)
        self.root = nn.Parameter(torch.randn(s.arc) * 0.02)
        self.root_rel = nn.Parameter(torch.randn(s.rel) * 0.02)
        self.arc = nn.Linear(s.arc, s.arc, bias=False)
        self.arc_bias = nn.Linear(s.arc, 1, bias=False)
        self.rel = nn.Linear(s.rel, labels * s.rel, bias=False)
        self.rel_own = nn.Linear(2 * s.rel, labels)
        self.labels = labels
        self.drop = nn.Dropout(s.head_dropout)

    def parts(self, words: Tensor) -> tuple[Tensor, ...]:
        """Dependent and governor vectors, for arcs and for labels; governor 0 is the root."""
        dep, gov, dep_rel, gov_rel = self.drop(F.gelu(self.mlp(words))).split(self.sizes, -1)
        batch = words.shape[0]
        gov = torch.cat([self.root.expand(batch, 1, -1), gov], 1)
        gov_rel = torch.cat([self.root_rel.expand(batch, 1, -1), gov_rel], 1)
        return dep, gov, dep_rel, gov_rel

    def arcs(self, dep: Tensor, gov: Tensor) -> Tensor:
        """Score of each governor (0 is the root) for each word."""
        return (self.arc(dep) @ gov.transpose(-1, -2)) * self.sizes[0] ** -0.5 + self.arc_bias(gov).transpose(-1, -2)

    def relations(self, dep: Tensor, gov: Tensor) -> Tensor:
        """Label scores of each word under its given governor."""
        own = self.rel(dep).unflatten(-1, (self.labels, dep.shape[-1]))
        both = (own @ gov.unsqueeze(-1)).squeeze(-1) * self.sizes[2] ** -0.5
        return both + self.rel_own(torch.cat([dep, gov], -1))


class Pairs(nn.Module):
    """Tags of all words as seen from an anchor word."""

    def __init__(self, s: Settings, labels: int) -> None:
        super().__init__()
        self.anchor = nn.Linear(s.width, 2 * s.pair)
        self.word = nn.Linear(s.width, 2 * s.pair)
        self.distance = nn.Embedding(2 * s.reach + 1, s.pair)
        self.elsewhere = nn.Parameter(torch.zeros(s.pair))
        nn.init.normal_(self.distance.weight, std=0.02)
        self.middle = nn.Linear(s.pair, s.pair)
        nn.init.zeros_(self.middle.weight)
        self.out = nn.Linear(s.pair, labels)
        self.dropout = s.head_dropout
        self.reach = s.reach

    def forward(self, anchors: Tensor, words: Tensor, distance: Tensor, elsewhere: Tensor) -> Tensor:
        """Tags `[A, N, L]`; `words` come projected (`word`), `elsewhere` is 1 in other sentences."""
        a_sum, a_product = self.anchor(anchors).unsqueeze(1).chunk(2, -1)
        w_sum, w_product = words.chunk(2, -1)
        place = self.distance(distance.clamp(-self.reach, self.reach) + self.reach)
        z = a_sum + w_sum + a_product * w_product + place + elsewhere.unsqueeze(-1) * self.elsewhere
        z = F.gelu(z)
        z = z + F.gelu(self.middle(z))
        if self.training:  # one mask per anchor for all its words
            z = z * F.dropout(torch.ones_like(z[:, :1]), self.dropout)
        return self.out(z)


class Network(nn.Module):
    """Encoder and heads."""

    GROUPS: ClassVar = {
        "syntax": ("upos", "xpos", "lemma", "entity", "name", "predicate"),
        "conflict": ("trigger", "status", "count", "kind", "victim", "cumulative", "truce", "state", "side"),
    }

    def __init__(self, s: Settings, lists: dict[str, list[str]]) -> None:
        super().__init__()
        self.settings, self.lists = s, lists
        self.encoder = Encoder(s)
        sizes = {"syntax": s.hidden, "conflict": s.branch_hidden if s.branch else s.hidden}
        self.hidden = nn.ModuleDict({g: nn.Linear(s.width, sizes[g]) for g in self.GROUPS})
        self.tags = nn.ModuleDict(
            {name: nn.Linear(sizes[g], len(lists[name])) for g, names in self.GROUPS.items() for name in names}
        )
        self.parser = Parser(s, len(lists["deprel"]))
        self.relevant = nn.Linear(s.width, 1)
        self.srl = Pairs(s, len(lists["srl"]))
        self.event_roles = Pairs(s, 3 * len(lists["event_roles"]))
        self.count_parts = Pairs(s, 4)
        self.truce_roles = Pairs(s, 3 * len(lists["truce_roles"]))
        self.drop = nn.Dropout(s.head_dropout)

    def feel_bytes(self) -> None:
        """From now on, train through the roundings of the exported graph."""
        for module in self.modules():
            if isinstance(module, Rounded):
                module.rounding = True

    def part_of_branch(self, name: str) -> bool:
        """True for the parameters that only the conflict heads use."""
        kinds = ("encoder.branch.", "hidden.conflict.", "relevant.", "event_roles.", "count_parts.", "truce_roles.")
        return name.startswith((*kinds, *(f"tags.{head}." for head in self.GROUPS["conflict"])))

    def words(
        self, pieces: Tensor, shapes: Tensor, mask: Tensor | None, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor]:
        """One vector per word, for syntax and for conflict: the mean of its first and last piece."""
        syntax, news = self.encoder(pieces, shapes, mask)
        return of_words(syntax, first, last), of_words(news, first, last)

    def tag_scores(self, words: Tensor, news: Tensor) -> dict[str, Tensor]:
        """Scores of every label per word, by head name."""
        out = {}
        for (group, names), seen in zip(self.GROUPS.items(), (words, news), strict=True):
            hidden = self.drop(F.gelu(self.hidden[group](seen)))
            out |= {name: self.tags[name](hidden) for name in names}
        return out

    def relevance(self, news: Tensor, sentence: Tensor, sentences: int) -> Tensor:
        """Logit per sentence, of the mean of its words."""
        rows = torch.arange(sentences, device=news.device)
        share = (rows.view(1, -1, 1) == sentence.unsqueeze(1)).to(news.dtype)
        mean = share @ news / share.sum(-1, keepdim=True).clamp(min=1)
        return self.relevant(mean).squeeze(-1)
