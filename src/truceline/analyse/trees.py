"""Dependency trees from arc scores: always one root, never a cycle."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Score = Callable[[int, int], float]


def tree(governors: Sequence[int], root_gain: Sequence[float], score: Score) -> list[int]:
    """Governor of every word, -1 for the root.

    `governors` are the best ones among the words, `root_gain` what each word would gain as root, `score(dependent,
    governor)` the score of an arc. A greedy tree is kept if it is one; else the best tree is searched for.
    """
    size = len(governors)
    root = max(range(size), key=root_gain.__getitem__)
    heads = list(governors)
    heads[root] = -1
    if size == 1 or _cycle(heads, root) is None:
        return heads
    return _repaired(heads, root, score)


def _cycle(heads: Sequence[int], root: int) -> list[int] | None:
    """One cycle, or `None`."""
    seen = [0] * len(heads)
    seen[root] = -1
    for start in range(len(heads)):
        word = start
        while seen[word] == 0:
            seen[word] = start + 1
            word = heads[word]
        if seen[word] == start + 1:
            cycle = [word]
            while heads[cycle[-1]] != word:
                cycle.append(heads[cycle[-1]])
            return cycle
        word = start
        while seen[word] == start + 1:
            seen[word] = -1
            word = heads[word]
    return None


def _repaired(heads: list[int], root: int, score: Score) -> list[int]:
    """Break each cycle at the arc whose best replacement from outside costs least."""
    while (cycle := _cycle(heads, root)) is not None:
        below = _descendants(heads, cycle)
        outside = [i for i in range(len(heads)) if i not in below]
        best: tuple[float, int, int] | None = None
        for word in cycle:
            now = score(word, heads[word])
            for other in outside:
                loss = now - score(word, other)
                if best is None or loss < best[0]:
                    best = (loss, word, other)
        assert best is not None, "the root is never in a cycle"
        heads[best[1]] = best[2]
    return heads


def _descendants(heads: Sequence[int], cycle: Sequence[int]) -> set[int]:
    """Words that hang, directly or not, on the cycle."""
    inside = set(cycle)
    for start in range(len(heads)):
        path: list[int] = []
        word = start
        while word >= 0 and word not in inside and len(path) <= len(heads):
            if word in path:
                break
            path.append(word)
            word = heads[word]
        if word in inside:
            inside.update(path)
    return inside
