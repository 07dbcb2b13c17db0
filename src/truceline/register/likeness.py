"""How likely two names are one person's, and why: spelling by spelling, never by the family name alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from truceline.model.names import SPANISH, open_form, person_words
from truceline.register.entries import Entry
from truceline.register.keys import RESIDUE, WordKey, key_of, word_key

SAME = 0.8  # from here on two names are taken for one person's, where nothing else speaks against it

_GENERATION = re.compile(r"\b(jr|junior|sr|senior|ii|iii|iv)\b\.?\s*$", re.IGNORECASE)
_SWAPS = (("kh", "h"), ("ch", "sh"), ("gh", "h"), ("h", "g"))
_VOWELS = re.compile("[aeiu]+")
_CONSONANT = re.compile("[^aeiu]")
_WILD = frozenset({"", "a", "e", "i", "ai", "ei", "ie", "ia"})
_LENGTHS = frozenset(
    {("", "e"), ("a", "ai"), ("i", "ai"), ("u", "au"), ("ai", "ia"), ("a", "ia"), ("i", "ia"), ("ua", "u")}
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score between 0 and 1, and the reason in words."""

    score: float
    reason: str


PAIR = 2  # words of a name that has but a given name and a family name
NOT_ALIKE = Likeness(0.0, "different names")


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> bool:
    """True if two plain words can be spellings of one name.

    Consonants must be the same after evening out; of vowels, e stands for a, i or nothing, while a and i, or u and the
    others, tell names apart: Jamal and Jamil, Hassan and Hussein are two.
    """
    if _spelled_alike(one, other):
        return True
    if "h" not in one and "h" not in other:
        return False
    for old, new in _SWAPS:
        for a, b in ((one, other), (other, one)):
            if old in a and len(a) > 4 and _spelled_alike(a.replace(old, new), b):
                return True
    return False


def _spelled_alike(one: str, other: str) -> bool:
    (a, bones, slots), (b, other_bones, other_slots) = _frame(one), _frame(other)
    if a == b:
        return True
    if bones != other_bones or len(bones) < 2:
        return False
    apart = 0
    for x, y in zip_longest(slots, other_slots, fillvalue=""):
        if x != y:
            apart += 1
            if not _may_be_one(x, y):
                return False
    return apart <= 2


@lru_cache(maxsize=65536)
def _frame(word: str) -> tuple[str, str, tuple[str, ...]]:
    """The open form without a last h; its consonants; the vowels before, between and after them."""
    even = open_form(word)
    return even.removesuffix("h"), _VOWELS.sub("", even), tuple(_CONSONANT.split(even))


def _may_be_one(x: str, y: str) -> bool:
    if "e" in x or "e" in y:
        return {x, y} <= _WILD
    return (x, y) in _LENGTHS or (y, x) in _LENGTHS


def nearly(one: str, other: str) -> bool:
    """True for long words a letter apart that begin alike: what evening out leaves."""
    a, b = open_form(one), open_form(other)
    if min(len(a), len(b)) < RESIDUE or a[0] != b[0]:
        return False
    return Levenshtein.distance(a, b, score_cutoff=1) <= 1


class Spelling(NamedTuple):
    """A full name as likeness compares it: its words, its generation, its key, the keys of its last word.

    `given` is what the first word of a name that is like it has in common with its own; ``None`` where that may be left
    out or is a letter.
    """

    words: tuple[str, ...]
    generation: str
    key: str
    last: WordKey | None
    given: str | None


Named = tuple[Spelling, str, Entry]  # with the name as written and whose it is


@lru_cache(maxsize=65536)
def spelling(name: str) -> Spelling:
    """A full name as likeness compares it."""
    match = _GENERATION.search(name)
    words = person_words(name if match is None else name[: match.start()])
    last = word_key(words[-1]) if words else None
    return Spelling(words, "" if match is None else match[1].casefold(), key_of(words), last, given_of(words))


def given_of(words: Sequence[str]) -> str | None:
    """What the first word has in common with that of every name alike; ``None`` if nothing need be."""
    if not words or len(words[0]) == 1 or words[0] == "mohammed" or words[0].startswith(("abu", "umm")):
        return None
    return word_key(words[0]).given


def hopeful(words: Sequence[str], last: WordKey, others: Sequence[Named]) -> Sequence[Named]:
    """Those of some names that may be like one of these words: a quick look before each is compared with it.

    Given names of two full names must be alike, but for longer ones with their words in another order; and so must
    family names of names of as many words, or be a letter apart.
    """
    given, size = given_of(words), len(words)
    if given is None:
        return others
    found = []
    for named in others:
        other = named[0]
        if other.given is not None and other.given != given:
            if len(other.words) == size or size <= PAIR or len(other.words) <= PAIR:
                continue
        elif len(other.words) == size and other.last is not None and other.last.given != last.given:
            if abs(other.last.length - last.length) > 1:
                continue
        found.append(named)
    return found


@lru_cache(maxsize=65536)
def person_likeness(one: str, other: str) -> Likeness:
    """How likely two full names are one person's by their spelling alone."""
    return likeness(spelling(one), spelling(other))


def likeness(one: Spelling, other: Spelling) -> Likeness:
    """How likely two full names are one person's by their spelling alone."""
    if one.generation != other.generation:
        return Likeness(0.0, "another generation")
    a, b = one.words, other.words
    if not a or not b:
        return NOT_ALIKE
    if one.key == other.key:
        return Likeness(0.97, "the same name")
    if min(len(a), len(b)) < 2:
        whole = len(a) == len(b) == 1 and len(a[0]) > 4 and alike(a[0], b[0])
        return Likeness(0.8, "spellings of one single name") if whole else NOT_ALIKE
    return _same_length(a, b) if len(a) == len(b) else _one_longer(*sorted((a, b), key=len))


def _same_length(a: Sequence[str], b: Sequence[str]) -> Likeness:
    fits = [_same_part(x, y) for x, y in zip(a, b, strict=True)]
    if all(fits):
        return Likeness(0.93, "spellings of the same name")
    if all(fits[:-1]) and nearly(a[-1], b[-1]):
        return Likeness(0.83, f"the same given name, family names one letter apart: {a[-1]} / {b[-1]}")
    return NOT_ALIKE


def _one_longer(short: Sequence[str], long: Sequence[str]) -> Likeness:
    rest = long[len(long) - len(short) :]
    ends = all(_same_part(x, y) for x, y in zip(short, rest, strict=True))
    if len(short) > 2 and not ends and all(any(alike(x, y) for y in long) for x in short):
        return Likeness(0.86, "all words of one name are in the other")
    if _same_part(short[0], long[0]) and _same_part(short[-1], long[-1]) and _in_order(short, long):
        if short[0] == "mohammed" and len(short) == 2:
            return Likeness(0.6, "one may be the other, but Mohammed goes before many names")
        return Likeness(0.88, "one name is the other without its middle")
    if short[0] in SPANISH and all(_same_part(x, y) for x, y in zip(short, long, strict=False)):
        return Likeness(0.9, "one name is the other without the mother's family name")
    if ends:
        lead = long[0]
        if lead == "mohammed" or lead.startswith(("abu", "umm")):
            return Likeness(0.86, f"one name is the other without {lead}")
        return Likeness(0.65, "one name ends like the other: perhaps a child's and a parent's")
    return NOT_ALIKE


def _same_part(x: str, y: str) -> bool:
    if len(x) == 1 or len(y) == 1:
        return x[0] == y[0]
    return alike(x, y)


def _in_order(short: Sequence[str], long: Sequence[str]) -> bool:
    rest = iter(long)
    return all(any(_same_part(x, y) for y in rest) for x in short)
