"""Texts as sequences of words, and which of many may share most of theirs.

The share of sequences that two texts have in common is what MinHash estimates (Broder 1997); texts that agree in one of
many short bands of their signatures are compared, and no other pair is. So the work grows with the number of texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

if TYPE_CHECKING:
    import numpy as np

LENGTH = 5  # words of a sequence

_WORD = re.compile(r"[^\W_]+")
_BANDS, _ROWS = (
    42,
    3,
)  # finds 94 of 100 pairs that share 4 of 10 sequences, and all but 4 in 1,000 of those that share half
_SEED = 1
_CHUNK = 256  # texts
_NEXT = 4  # of those with a band in common each is taken with so many that follow
_MOST = 12  # of those before it each is compared with so many that have most bands in common with it


def words(text: str) -> list[str]:
    """The words of a text without case, punctuation and the shape of its letters ("ﬁ" is "fi")."""
    return _WORD.findall(normalize("NFKC", text).casefold())


def sequences(said: Sequence[str]) -> set[str]:
    """Every sequence of `LENGTH` words that follow one another."""
    return {" ".join(said[start : start + LENGTH]) for start in range(len(said) - LENGTH + 1)}


class Signatures:
    """Signatures of texts, one after the other; 504 bytes each, whatever the length of the text."""

    def __init__(self) -> None:
        self._waiting: list[list[str]] = []
        self._parts: list[np.ndarray[Any, Any]] = []

    def add(self, said: Sequence[str]) -> None:
        """Add the words of the next text; it has at least `LENGTH`."""
        self._waiting.append(list(sequences(said)))
        if len(self._waiting) >= _CHUNK:
            self._sign()

    def alike(self, places: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Pairs of texts, by their places, that may share 4 of 10 sequences or more, each once and in order.

        Args:
            places: of each text, in the order that they were added in, its place among all. Where many are alike, the
                place decides which are compared, so that the order of adding does not.
        """
        import numpy as np

        if self._waiting:
            self._sign()
        if not self._parts:
            return
        signed = np.concatenate(self._parts)[np.argsort(places)]
        total, codes = len(signed), []
        for band in range(_BANDS):
            rows = np.ascontiguousarray(signed[:, band * _ROWS : (band + 1) * _ROWS])
            keys = rows.view(np.dtype((np.void, rows.dtype.itemsize * _ROWS))).ravel()
            order = np.argsort(keys, kind="stable")
            ordered = keys[order]
            for step in range(1, min(_NEXT, total - 1) + 1):
                (at,) = np.nonzero(ordered[step:] == ordered[:-step])
                codes.append(order[at].astype(np.int64) * total + order[at + step])
        if codes:
            pairs, bands = np.unique(np.concatenate(codes), return_counts=True)
            for pair in pairs[_foremost(pairs % total, bands)]:
                yield divmod(int(pair), total)

    def _sign(self) -> None:
        import numpy as np
        from rensa import RMinHash

        matrix = RMinHash.digest_matrix_from_token_sets(self._waiting, _BANDS * _ROWS, _SEED)
        self._parts.append(np.array(matrix.to_rows(), dtype=np.uint32))
        self._waiting.clear()


def _foremost(groups: np.ndarray[Any, Any], weights: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Where the heaviest `_MOST` of each group stand, in order; of equal ones those that come first."""
    import numpy as np

    order = np.lexsort((-weights, groups))
    count = np.arange(len(order))
    begins = np.flatnonzero(np.diff(groups[order], prepend=-1))
    rank = count - np.repeat(begins, np.diff(np.append(begins, len(order))))
    return np.sort(order[rank < _MOST])


def shared(one: set[str], other: set[str]) -> float:
    """The share of the sequences of the shorter text that the other has as well."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def in_blocks(pairs: Iterable[tuple[int, int]], size: int) -> Iterator[list[tuple[int, int]]]:
    """The pairs so many at a time."""
    block: list[tuple[int, int]] = []
    for pair in pairs:
        block.append(pair)
        if len(block) >= size:
            yield block
            block = []
    if block:
        yield block
