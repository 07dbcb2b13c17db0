"""Words to word pieces: the encoder's uncased vocabulary and the casing that it does not see.

The words are already tokenised, so this equals the reference WordPiece run on each word alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

UNKNOWN, START, SEPARATOR = "[UNK]", "[CLS]", "[SEP]"
SHAPES = tuple("neutral lower title capitals initial mixed digits digits_letters punctuation other".split())
WITH_LETTERS = frozenset({1, 2, 3, 4, 5, 7})
LONGEST_WORD = 100
MOST_PIECES = 24
CACHE_SIZE = 100_000

Pieces = tuple[tuple[int, ...], int]


def shape(word: str) -> int:
    """Index in `SHAPES` of the word's casing."""
    if word.islower():
        return 7 if any(c.isdigit() for c in word) else 1
    if word.isupper():
        if any(c.isdigit() for c in word):
            return 7
        return 3 if sum(c.isalpha() for c in word) > 1 else 4
    if any(c.isalpha() for c in word):
        if word[:1].isupper() and word[1:].islower():
            return 2
        return 5
    if any(c.isdigit() for c in word):
        return 6
    return 8 if word else 9


def one_case(words: Sequence[str]) -> bool:
    """True if the sentence's casing says nothing: all capitals (wire copy) or all lower case."""
    text = "".join(words)
    return text.isupper() or text.islower()


def _is_mark(char: str) -> bool:
    """True for what the vocabulary treats as a mark of its own (ASCII symbols count)."""
    return (char.isascii() and not char.isalnum() and char.isprintable()) or unicodedata.category(char)[0] == "P"


def _basic(word: str) -> list[str]:
    """Lower-cased parts without accents, split at marks and ideographs."""
    parts: list[str] = [""]
    for char in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(char)
        if category == "Mn" or category[0] == "C":
            continue
        if char.isspace():
            parts.append("")
        elif _is_mark(char) or "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf":
            parts += [char, ""]
        else:
            parts[-1] += char
    return [part for part in parts if part]


class WordPieces:
    """Greedy longest-match pieces, with a cache per word."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._ids = vocabulary
        self._unknown = vocabulary[UNKNOWN]
        self.start = vocabulary[START]
        self.separator = vocabulary[SEPARATOR]
        self._cache: dict[str, Pieces] = {}

    def of(self, word: str) -> Pieces:
        """Piece ids (at least one, at most `MOST_PIECES`) and shape of one word."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) >= CACHE_SIZE:
                self._cache.clear()
            found = self._cache[word] = (self._split(word), shape(word[:LONGEST_WORD]))
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        if len(word) > 4 * LONGEST_WORD:
            return (self._unknown,)
        ids: list[int] = []
        for part in _basic(word):
            ids += self._greedy(part)
        return tuple(ids[:MOST_PIECES]) or (self._unknown,)

    def _greedy(self, part: str) -> list[int]:
        if len(part) > LONGEST_WORD:
            return [self._unknown]
        ids: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                found = self._ids.get(part[start:end] if start == 0 else "##" + part[start:end])
                if found is not None:
                    ids.append(found)
                    start = end
                    break
            else:
                return [self._unknown]
        return ids
