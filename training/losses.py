"""One number to minimise: all heads' losses, each summed where its source has labels."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from training.batches import Batch, PairLabels
from training.example import IGNORE
from training.network import MASKED, Network, Pairs

WEIGHTS = {
    "upos": 0.5, "xpos": 0.5, "lemma": 0.5, "entity": 0.7, "name": 1.0, "predicate": 0.5, "arc": 1.0, "rel": 1.0,
    "trigger": 2.0, "status": 1.5, "count": 1.2, "kind": 1.0, "victim": 1.0, "cumulative": 0.7, "truce": 1.2,
    "state": 1.5, "side": 0.7, "relevant": 0.5, "frames": 1.0, "events": 1.0, "counts": 0.8, "truces": 1.2,
}  # fmt: skip


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Summed loss of every head that has labels in the batch, divided by the number of words."""
    words, news = network.words(batch.pieces, batch.shapes, batch.mask[:, None, None, :], batch.first, batch.last)
    scores = network.tag_scores(words, news)
    total = (batch.sentence >= 0).sum()
    out: dict[str, Tensor] = {}
    for name, labels in batch.labels.items():
        if name == "name":
            out[name] = names_loss(scores[name].float(), labels, batch.without_misc)
        elif name != "deprel":
            out[name] = F.cross_entropy(scores[name].float().flatten(0, 1), labels.flatten(), ignore_index=IGNORE,
                                        reduction="sum")  # fmt: skip
    for name, chances in batch.soft.items():
        missed = -(chances * scores[name].float().log_softmax(-1)).sum()
        out[name] = out[name] + missed if name in out else missed
    if bool((batch.heads != IGNORE).any()):
        out["arc"], out["rel"] = tree_losses(network, words, batch)
    if bool((batch.relevant != IGNORE).any()):
        logits = network.relevance(news, batch.sentence, batch.relevant.shape[1]).float()
        known = batch.relevant != IGNORE
        out["relevant"] = F.binary_cross_entropy_with_logits(logits[known], batch.relevant[known].float(),
                                                             reduction="sum")  # fmt: skip
    heads = {"frames": network.srl, "events": network.event_roles, "counts": network.count_parts,
             "truces": network.truce_roles}  # fmt: skip
    for kind, labels in batch.pairs.items():
        if labels is not None:
            out[kind] = pair_loss(heads[kind], words if kind == "frames" else news, batch.sentence, labels)
    return {name: value / total for name, value in out.items()}


def names_loss(scores: Tensor, labels: Tensor, without_misc: Tensor) -> Tensor:
    """Cross entropy; where the source has no MISC, "O" means "O or MISC"."""
    chance = scores.log_softmax(-1)
    other = torch.cat([chance[..., :1], chance[..., 7:]], -1).logsumexp(-1)
    chance = torch.cat([torch.where(without_misc[:, None], other, chance[..., 0])[..., None], chance[..., 1:]], -1)
    return F.nll_loss(chance.flatten(0, 1), labels.flatten(), ignore_index=IGNORE, reduction="sum")


def same_sentence(sentence: Tensor) -> Tensor:
    """[B, N, N]: true where two words stand in one sentence."""
    return sentence.unsqueeze(2) == sentence.unsqueeze(1)


def tree_losses(network: Network, words: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """Arc and label losses; governors are looked for in the word's own sentence."""
    dep, gov, dep_rel, gov_rel = network.parser.parts(words)
    with torch.autocast("cpu", enabled=False):
        arcs = network.parser.arcs(dep.float(), gov.float())
    same = same_sentence(batch.sentence)
    allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    known = batch.heads != IGNORE
    target = batch.heads[known] + 1
    arc = F.cross_entropy(arcs.masked_fill(~allowed, MASKED)[known], target, reduction="sum")
    row = known.nonzero()[:, 0]
    relations = network.parser.relations(dep_rel[known], gov_rel[row, target]).float()
    rel = F.cross_entropy(relations, batch.labels["deprel"][known], ignore_index=IGNORE, reduction="sum")
    return arc, rel


def pair_scores(head: Pairs, words: Tensor, sentence: Tensor, labels: PairLabels) -> Tensor:
    """[A, N, L]: scores of all words for each anchor."""
    place = torch.arange(words.shape[1])
    projected = head.word(words)[labels.row]
    here = sentence[labels.row]
    own = here.gather(1, labels.anchor[:, None])
    distance = place[None, :] - labels.anchor[:, None]
    return head(words[labels.row, labels.anchor], projected, distance, (here != own).to(words.dtype))


def pair_loss(head: Pairs, words: Tensor, sentence: Tensor, labels: PairLabels) -> Tensor:
    """Cross entropy of the tags (one softmax per role) and of the link to a trigger."""
    scores = pair_scores(head, words, sentence, labels).float()
    roles = labels.tags.shape[1]
    tagged = scores[..., :-1] if labels.link is not None else scores
    per_role = tagged.unflatten(-1, (roles, -1)).transpose(1, 2)
    loss = F.cross_entropy(per_role.flatten(0, 2), labels.tags.flatten(), ignore_index=IGNORE, reduction="sum")
    if labels.link is not None:
        known = labels.link != IGNORE
        loss = loss + F.binary_cross_entropy_with_logits(scores[..., -1][known], labels.link[known].float(),
                                                         reduction="sum")  # fmt: skip
    return loss
