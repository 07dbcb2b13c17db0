"""Spans from tag probabilities: 0 is outside, 2k+1 begins role k, 2k+2 continues it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Integers = NDArray[np.integer[Any]]

LEAST = 1e-6
IMPOSSIBLE = -1e9

Found = tuple[int, int, int, float]  # role, first, last, score
Tagged = tuple[int, int, float]  # word, tag, score


def best_tags(chances: Floats) -> Integers:
    """Most probable tags `[rows, words]` in which every span begins, from probabilities `[rows, words, tags]`.

    The best tag of each word is taken where these make whole spans; the other rows are searched (Viterbi 1967).
    """
    tags: Integers = chances.argmax(-1)
    broken = _broken(tags).nonzero()[0]
    if len(broken):
        tags[broken] = _searched(chances[broken])
    return tags


def _broken(tags: Integers) -> NDArray[np.bool_]:
    """True for rows in which a span goes on that never began."""
    inside = (tags > 0) & (tags % 2 == 0)
    stray = inside[:, 1:] & (tags[:, :-1] != tags[:, 1:]) & (tags[:, :-1] != tags[:, 1:] - 1)
    broken: NDArray[np.bool_] = inside[:, 0] | stray.any(1)
    return broken


def _searched(chances: Floats) -> Integers:
    import numpy as np

    rows, words, labels = chances.shape
    gains = np.log(np.maximum(chances, LEAST))
    score = np.full((rows, labels), IMPOSSIBLE)
    score[:, 0] = 0.0
    steps = np.empty((words, rows, labels), np.int64)
    inside = np.arange(2, labels, 2)
    for word in range(words):
        best = score.argmax(1)
        steps[word] = best[:, None]
        begun, going = score[:, 1::2], score[:, 2::2]
        steps[word, :, 2::2] = np.where(begun >= going, inside - 1, inside)
        score = score.max(1)[:, None] + gains[:, word]
        score[:, 2::2] = np.maximum(begun, going) + gains[:, word, 2::2]
    tags = np.empty((rows, words), np.int64)
    tag, every = score.argmax(1), np.arange(rows)
    for word in range(words - 1, -1, -1):
        tags[:, word] = tag
        tag = steps[word, every, tag]
    return tags


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


def row_spans(chances: Floats) -> list[list[Found]]:
    """Spans of every row of probabilities `[rows, words, tags]`, scored by the mean of their tags."""
    import numpy as np

    tags = best_tags(chances)
    tagged: list[list[Tagged]] = [[] for _ in tags]
    at, word = tags.nonzero()
    values = tags[at, word]
    scores = chances[at, word, values]
    for row, *rest in zip(*(np.asarray(x).tolist() for x in (at, word, values, scores)), strict=True):
        tagged[row].append(tuple(rest))
    return [list(spans(row)) for row in tagged]


def role_spans(chances: Floats) -> list[list[Found]]:
    """Spans of roles that may overlap, from probabilities `[rows, words, roles, 3]`."""
    rows, words, roles, labels = chances.shape
    apart = row_spans(chances.transpose(0, 2, 1, 3).reshape(rows * roles, words, labels))
    return [[(role, *found[1:]) for role in range(roles) for found in apart[row * roles + role]] for row in range(rows)]


def once(found: Iterable[Found], roles: frozenset[int]) -> list[Found]:
    """The spans without all but the best one of each of these roles (a predicate has no argument twice)."""
    kept = list(found)
    best: dict[int, Found] = {}
    for one in kept:
        if one[0] in roles and (one[0] not in best or one[3] > best[one[0]][3]):
            best[one[0]] = one
    return [one for one in kept if best.get(one[0], one) is one]
