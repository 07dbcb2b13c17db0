"""Whole numbers in English words and digits: ``1,200``, ``twenty-five``, ``two hundred and five``, ``1.5 million``.

Fractions, ordinals, decimals that leave no whole number and malformed digit groups are no numbers here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_THIN = "\u00a0\u2009\u202f"
_WORDS = re.compile(
    rf"""
    [0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9,.]*[0-9])            # 1,200
  | [0-9]{{1,3}}(?:[{_THIN}][0-9]{{3}})+(?![0-9])            # 1 200, with a space that does not break
  | [0-9]+(?:[.,:/][0-9]+)*                                  # 1200, 1.5; the rest is refused later
  | [^\W\d_]+(?:['’.][^\W\d_]+)*
  | \S
    """,
    re.VERBOSE,
)
_DIGITS = re.compile(rf"[0-9]{{1,3}}(?:[,{_THIN}][0-9]{{3}})+|[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?")
_DASHES = str.maketrans(dict.fromkeys("–—−‐‑‒", "-"))


@cache
def lexicon() -> dict[str, Any]:
    """The versioned lexicon of quantities, as its file has it."""
    text = (files("truceline.extract") / "data" / "quantities.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[str, ...]:
    """Words, digit groups and marks of a number expression, in lower case, dashes as ``-``."""
    return tuple([word.lower().replace("’", "'").translate(_DASHES) for word in _WORDS.findall(text)])


_NUMBERS: dict[str, dict[str, int]] = lexicon()["numbers"]
SMALL = _NUMBERS["small"]
SCALES = _NUMBERS["scales"]
GROUPS = _NUMBERS["groups"]
_SUFFIXES = _NUMBERS["suffixes"]
_HALF = Decimal("0.5")


@lru_cache(maxsize=20_000)
def digits(word: str) -> Decimal | None:
    """The value of a word of digits, ``None`` for any other word."""
    if _DIGITS.fullmatch(word) is None:
        return None
    return Decimal(re.sub(rf"[,{_THIN}]", "", word))


def is_number_word(word: str) -> bool:
    """Can the word stand in a number?"""
    return word in SMALL or word in SCALES or digits(word) is not None


def begins_number(word: str) -> bool:
    """Can a number begin with the word? If not, none does."""
    return word in _FIRST or digits(word) is not None


def number(words: Sequence[str], start: int) -> tuple[int, int, int] | None:
    """The number that begins at ``words[start]``.

    Returns:
        Its value, the index after it, and the factor of the scale or group that ends it (1 if there is none), or
        ``None`` where no whole number begins.
    """
    if start >= len(words) or not begins_number(words[start]):
        return None
    value, end, factor = _opening(words, start)
    if value is None:
        value, end, factor = _plain(words, start)
    if value is None:
        return None
    if end < len(words) and words[end] in GROUPS and (value == int(value) or value == _HALF):
        factor = GROUPS[words[end]]
        value, end = value * factor, end + 1
    if value != int(value):
        return None
    return int(value), end, factor


def _opening(words: Sequence[str], start: int) -> tuple[Decimal | None, int, int]:
    """``a hundred``, ``a dozen``, ``half a dozen``, ``half a million``, a bare ``dozen``."""
    here = start
    share = Decimal(1)
    if words[here] == "half":
        share, here = _HALF, here + 1
    if here < len(words) and words[here] in ("a", "an"):
        here += 1
    if here >= len(words) or (here == start and words[here] not in ("dozen", "score")):
        return None, start, 1
    if words[here] in GROUPS and words[here] != "dozens":
        return share, here, 1
    if words[here] in SCALES and share == _HALF:
        return share * SCALES[words[here]], here + 1, SCALES[words[here]]
    if words[here] in SCALES:
        return _plain(words, here)
    return None, start, 1


def _plain(words: Sequence[str], start: int) -> tuple[Decimal | None, int, int]:
    """Digits and number words; ``room`` is the size below which the next word still adds to the number."""
    total, group, factor = Decimal(0), None, 1
    room, scale, here = Decimal("Infinity"), Decimal("Infinity"), start
    end = start
    while here < len(words):
        word = words[here]
        value = digits(word)
        if word == "-" and group is not None and room == 10 and SMALL.get(_at(words, here + 1), 99) < 10:
            here += 1
            continue
        if word == "and" and here > start and room in (100, 1000) and _at(words, here + 1) in SMALL:
            here += 1
            continue
        if value is not None and here == start:
            group, room, factor = value, Decimal(0), 1
        elif word in SMALL and SMALL[word] < room:
            group, factor = (group or Decimal(0)) + SMALL[word], 1
            room = Decimal(10) if SMALL[word] >= 20 else Decimal(0)
        elif word == "hundred" and (here == start or (group is not None and 0 < group < 100)):
            group, room, factor = (group or Decimal(1)) * 100, Decimal(100), 100
        elif word in _BIG and _BIG[word] < scale and (here == start or group is not None):
            scale = Decimal(_BIG[word])
            total, group = total + (group if group is not None else Decimal(1)) * scale, None
            room, factor = scale, int(scale)
        else:
            break
        here += 1
        end = here
    if end == start:
        return None, start, 1
    return total + (group or Decimal(0)), end, factor


_BIG = {word: size for word, size in SCALES.items() if size > 100} | _SUFFIXES
_FIRST = frozenset(("half", "a", "an", "dozen", "score", "hundred", *SMALL, *_BIG))


def _at(words: Sequence[str], index: int) -> str:
    return words[index] if index < len(words) else ""
