"""Spans from tag probabilities: 0 is outside, 2k+1 begins role k, 2k+2 continues it.

The best tag of each word is taken where these make whole spans (most often); where a span would go on that never
began, the best sequence that does not break is searched for (Viterbi).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import Any

LEAST = 1e-6
LOG_LEAST = log(LEAST)
UNLIKELY = 0.02

Found = tuple[int, int, int, float]  # role, first, last, score
Tagged = tuple[int, int, float]  # word, tag, score


def spans(tagged: Iterable[Tagged]) -> Iterator[Found]:
    """Spans of words in order, those tagged 0 left out; a stray inside tag begins a span."""
    label, first, last, total = -1, 0, 0, 0.0
    for word, tag, score in tagged:
        role = (tag - 1) // 2
        if label == role and word == last and tag % 2 == 0:
            last, total = word + 1, total + score
            continue
        if label >= 0:
            yield label, first, last, total / (last - first)
        label, first, last, total = role, word, word + 1, score
    if label >= 0:
        yield label, first, last, total / (last - first)


def joint_roles(tags: Any, chances: Any) -> list[Found]:
    """Spans of one anchor whose roles exclude each other: `tags` `[N]`, `chances` `[N, labels]`."""
    words = tags.nonzero()[0]
    if not len(words):
        return []
    tagged = list(zip(words.tolist(), tags[words].tolist(), chances[words, tags[words]].tolist(), strict=True))
    if whole(tagged):
        return list(spans(tagged))
    most = chances.max(0)
    kept = [k for k in range(1, len(most), 2) if most[k] + most[k + 1] > UNLIKELY]
    columns = [0, *(k + more for k in kept for more in (0, 1))]
    found = best_sequence(chances[:, columns].tolist())
    return [((kept[role] - 1) // 2, first, last, score) for role, first, last, score in spans(found)]


def separate_roles(tags: Any, chances: Any) -> list[Found]:
    """Spans of one anchor whose roles may overlap: `tags` `[N, roles]`, `chances` `[N, roles, 3]`."""
    words, roles = tags.nonzero()
    if not len(words):
        return []
    values = tags[words, roles]
    scores = chances[words, roles, values].tolist()
    grouped: dict[int, list[Tagged]] = {}
    for word, role, tag, score in zip(words.tolist(), roles.tolist(), values.tolist(), scores, strict=True):
        grouped.setdefault(role, []).append((word, tag, score))
    out: list[Found] = []
    for role, tagged in sorted(grouped.items()):
        chosen = tagged if whole(tagged) else best_sequence(chances[:, role].tolist())
        out += [(role, first, last, score) for _, first, last, score in spans(chosen)]
    return out


def whole(tagged: Sequence[Tagged]) -> bool:
    """True if no span goes on that never began."""
    before = (-2, 0)
    for word, tag, _ in tagged:
        if tag % 2 == 0 and (before[0] != word - 1 or before[1] not in (tag, tag - 1)):
            return False
        before = (word, tag)
    return True


def best_sequence(chances: Sequence[Sequence[float]]) -> list[Tagged]:
    """Most probable tags in which every span begins; words tagged 0 are left out."""
    labels = len(chances[0])
    score = [0.0] + [-1e9] * (labels - 1)
    steps: list[list[int]] = []
    for row in chances:
        gains = [log(p) if p > LEAST else LOG_LEAST for p in row]
        most = max(score)
        best = score.index(most)
        now, origin = [most + gain for gain in gains], [best] * labels
        for k in range(2, labels, 2):  # what goes on follows its beginning or itself
            inside = k - 1 if score[k - 1] >= score[k] else k
            now[k], origin[k] = score[inside] + gains[k], inside
        steps.append(origin)
        score = now
    tag = score.index(max(score))
    out: list[Tagged] = []
    for word in range(len(chances) - 1, -1, -1):
        if tag:
            out.append((word, tag, chances[word][tag]))
        tag = steps[word][tag]
    return out[::-1]
